package knobs

import (
	"crypto/rand"
	"encoding/json"
	"strconv"
)

// A row is a knob on a page: its control, and beside a slider a field.
type row struct {
	*Knob
	control *Model
	field   *Model // nil beside what is no slider
	view    *Model // all of it
}

// How wide things are, the same for all knobs of a page, so that their sliders begin and end at the same places. A longer label is cut, and
// shown whole when the mouse is over it.
const (
	labelWidth   = "270px"
	controlWidth = "530px" // with the label
	fieldWidth   = "110px"
)

// A maker makes models, and gives them IDs.
type maker struct {
	prefix string
	models []*Model // one that names another comes after it
}

func newMaker() *maker { return &maker{prefix: rand.Text() + "-"} }

func (m *maker) add(made *Model) *Model {
	made.ID = m.prefix + strconv.Itoa(len(m.models))
	m.models = append(m.models, made)
	return made
}

func (m *maker) layout(state map[string]any) *Model {
	return m.add(part("", baseModule, "Layout", state))
}

// control makes something to be seen, of the module of controls; the style may be nil.
func (m *maker) control(name string, layout, style *Model, state map[string]any) *Model {
	state["layout"] = reference(layout)
	if style != nil {
		state["style"] = reference(style)
	}
	return m.add(widget("", controlsModule, name, state))
}

func (m *maker) style(name string, state map[string]any) *Model {
	return m.add(part("", controlsModule, name, state))
}

func (m *maker) row(knob *Knob) *row {
	name, styleName, state := knob.control()
	layout, style := m.layout(map[string]any{"width": controlWidth, "max_width": "98%"}), m.style(styleName, map[string]any{"description_width": labelWidth})
	r := &row{Knob: knob, control: m.control(name, layout, style, state)}
	r.view = r.control
	if knob.hasSlider() {
		name, state := knob.field()
		r.field = m.control(name, m.layout(map[string]any{"width": fieldWidth}), m.style("DescriptionStyle", nil), state)
		r.view = m.control("HBox", m.layout(nil), nil, map[string]any{"children": references(r.control, r.field)})
	}
	return r
}

// models are those that have the knob's value.
func (r *row) models() []*Model {
	if r.field == nil {
		return []*Model{r.control}
	}
	return []*Model{r.control, r.field}
}

// take takes what a page says of one of the row's models, and tells whether that has turned the knob. Moved is what the page does not know yet.
func (r *row) take(id string, state map[string]json.RawMessage) (turned bool, moved []*Model) {
	before := r.Value
	switch {
	case r.control.ID == id:
		r.Knob.take(state)
	case r.field != nil && r.field.ID == id:
		r.takeTyped(state)
	}
	r.update()
	if r.Value == before {
		return false, nil
	}
	for _, m := range r.models() {
		if m.ID != id {
			moved = append(moved, m)
		}
	}
	return true, moved
}

// update brings the models up to date.
func (r *row) update() {
	_, _, now := r.Knob.control()
	for _, key := range []string{"value", "index"} {
		if value, has := now[key]; has {
			r.control.State[key] = value
		}
	}
	if r.field != nil {
		_, now := r.Knob.field()
		r.field.State["value"] = now["value"]
	}
}
