package knobs

import "encoding/json"

// A row is a knob on a page: its control, and a field if that is a slider.
type row struct {
	*Knob
	control *Model
	field   *Model // nil if the control is not a slider
	view    *Model // all of it
}

// Widths are the same for all knobs of a page, so that sliders begin and end at the same places. A longer label is cut, and shown
// in full when the mouse is over it.
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

// models are those that show the knob's value.
func (r *row) models() []*Model {
	if r.field == nil {
		return []*Model{r.control}
	}
	return []*Model{r.control, r.field}
}

// take sets the knob from what a page says of one of the row's models, and tells whether that has turned it. Moved are the models
// of which the page does not know the new value.
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
