package knobs

import (
	"encoding/json"
	"slices"
	"strconv"
)

// A Model is one of the objects of which Jupyter's widgets are made: the page keeps one with the same ID.
type Model struct {
	ID    string
	State map[string]any
}

const (
	baseModule     = "@jupyter-widgets/base"
	controlsModule = "@jupyter-widgets/controls"
	outputModule   = "@jupyter-widgets/output"
)

// versions are those of the modules that we speak: ipywidgets 8 has these.
var versions = map[string]string{baseModule: "2.0.0", controlsModule: "2.0.0", outputModule: "1.0.0"}

// reference is how a state names another model.
func reference(m *Model) string { return "IPY_MODEL_" + m.ID }

func references(models ...*Model) (all []string) {
	for _, m := range models {
		all = append(all, reference(m))
	}
	return all
}

// control is what a knob looks like: the kind of the widget, the kind of its style, and its state. A slider has a field beside it.
func (k *Knob) control() (name, style string, state map[string]any) {
	state = map[string]any{"description": k.label(), "tooltip": k.hint()}
	switch {
	case k.Kind == "Bool":
		state["value"], state["indent"] = k.Value == "true", true
		return "Checkbox", "CheckboxStyle", state
	case len(k.Range.Choices) > 0:
		state["_options_labels"], state["index"] = k.Range.Choices, slices.Index(k.Range.Choices, k.Value)
		return "Dropdown", "DescriptionStyle", state
	case !k.hasSlider():
		state["value"], state["continuous_update"] = k.Value, false
		return "Text", "TextStyle", state
	}
	s := k.scale()
	state["readout"], state["value"], state["min"], state["max"], state["step"] = false, k.position(), s.min, s.max, s.step
	switch {
	case k.Range.Log:
		state["base"] = 10.0
		return "FloatLogSlider", "SliderStyle", state
	case k.Kind == "Float64":
		return "FloatSlider", "SliderStyle", state
	}
	for _, key := range []string{"value", "min", "max", "step"} {
		state[key] = int64(state[key].(float64))
	}
	return "IntSlider", "SliderStyle", state
}

// field is the field beside a slider, with the same value. Any number can be typed there, even one between two steps of the slider.
func (k *Knob) field() (name string, state map[string]any) {
	number, state := k.number(), map[string]any{"tooltip": k.hint()}
	if k.Kind == "Float64" {
		if state["value"] = number; !k.Range.Log {
			state["step"] = k.Range.Step // of the arrow keys
		}
		return "FloatText", state
	}
	state["value"] = int64(number)
	if !k.Range.Log {
		state["step"] = int64(k.Range.Step)
	}
	return "IntText", state
}

func (k *Knob) number() float64 {
	number, _ := strconv.ParseFloat(k.Value, 64)
	return number
}

// take sets the knob from what its control says, and tells whether it could be read. After a number between two steps was typed, the
// page moves the slider to the nearest step and reports that: the knob keeps the number.
func (k *Knob) take(state map[string]json.RawMessage) (ok bool) {
	var index int
	var number float64
	var on bool
	read := func(key string, into any) bool {
		return string(state[key]) != "null" && json.Unmarshal(state[key], into) == nil
	}
	switch {
	case k.Kind == "Bool":
		if ok = read("value", &on); ok {
			k.Value = strconv.FormatBool(on)
		}
	case len(k.Range.Choices) > 0:
		if ok = read("index", &index) && index >= 0 && index < len(k.Range.Choices); ok {
			k.Value = k.Range.Choices[index]
		}
	case !isNumber(k.Kind):
		ok = read("value", &k.Value)
	default:
		if ok = read("value", &number); ok && !k.standsAt(number) {
			k.Value = k.word(number)
		}
	}
	return ok
}

// takeTyped sets the knob from the field beside its slider.
func (k *Knob) takeTyped(state map[string]json.RawMessage) {
	var number *float64
	if json.Unmarshal(state["value"], &number) != nil || number == nil {
		return
	}
	if k.Kind == "Float64" {
		k.Value = strconv.FormatFloat(*number, 'g', -1, 64)
	} else {
		k.Value = strconv.FormatFloat(*number, 'f', 0, 64)
	}
}
