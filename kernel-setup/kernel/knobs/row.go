package knobs

import "encoding/json"

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

func (w *Widget) addRow(knob *Knob) *row {
	name, styleName, state := knob.control()
	layout, style := w.layout(map[string]any{"width": controlWidth, "max_width": "98%"}), w.style(styleName, map[string]any{"description_width": labelWidth})
	r := &row{Knob: knob, control: w.control(name, layout, style, state)}
	r.view = r.control
	if knob.hasSlider() {
		name, state := knob.field()
		r.field = w.control(name, w.layout(map[string]any{"width": fieldWidth}), w.style("DescriptionStyle", nil), state)
		r.view = w.control("HBox", w.layout(nil), nil, map[string]any{"children": references(r.control, r.field)})
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
