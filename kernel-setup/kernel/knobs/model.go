package knobs

import (
	"encoding/json"
	"fmt"
	"maps"
	"math"
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

// newModel makes a model with what all have; a style or a layout has no view of its own module.
func newModel(id, module, name, viewModule, view string, state map[string]any) *Model {
	all := map[string]any{
		"_model_module": module, "_model_module_version": versions[module], "_model_name": name + "Model",
		"_view_module": viewModule, "_view_module_version": versions[viewModule], "_view_name": view,
	}
	maps.Copy(all, state)
	return &Model{id, all}
}

// widget makes the model of something to be seen.
func widget(id, module, name string, state map[string]any) *Model {
	return newModel(id, module, name, module, name+"View", state)
}

// part makes a layout or a style.
func part(id, module, name string, state map[string]any) *Model {
	view := "StyleView"
	if name == "Layout" {
		view = "LayoutView"
	}
	return newModel(id, module, name, baseModule, view, state)
}

// reference is how a state names another model.
func reference(m *Model) string { return "IPY_MODEL_" + m.ID }

func references(models ...*Model) (all []string) {
	for _, m := range models {
		all = append(all, reference(m))
	}
	return all
}

// control is what a knob looks like: the kind of the widget, of its style, and its state.
func (k *Knob) control() (name, style string, state map[string]any) {
	number, _ := strconv.ParseFloat(k.Value, 64)
	state = map[string]any{"description": k.label(), "tooltip": "--" + k.Name}
	r := k.Range
	switch {
	case k.Kind == "Bool":
		state["value"], state["indent"] = k.Value == "true", true
		return "Checkbox", "CheckboxStyle", state
	case len(r.Choices) > 0:
		state["_options_labels"], state["index"] = r.Choices, slices.Index(r.Choices, k.Value)
		return "Dropdown", "DescriptionStyle", state
	case !isNumber(k.Kind):
		state["value"], state["continuous_update"] = k.Value, false
		return "Text", "TextStyle", state
	case r.Log:
		state["value"], state["base"] = number, 10.0
		state["min"], state["max"], state["step"] = exponent(r.Min), exponent(r.Max), r.logStep(number)
		state["readout_format"] = ".3g"
		if k.Kind != "Float64" {
			state["readout_format"] = ".0f"
		}
		return "FloatLogSlider", "SliderStyle", state
	case k.Kind == "Float64":
		state["value"], state["min"], state["max"], state["step"] = number, r.Min, r.Max, r.Step
		state["readout_format"] = fmt.Sprintf(".%df", max(decimals(r.Step), decimals(number)))
		return "FloatSlider", "SliderStyle", state
	}
	state["value"], state["min"], state["max"], state["step"] = int64(number), int64(r.Min), int64(r.Max), int64(r.Step)
	state["readout_format"] = "d"
	return "IntSlider", "SliderStyle", state
}

// exponent is the logarithm of a number, of which that of 0.1 is -1 exactly.
func exponent(number float64) float64 { return math.Round(math.Log10(number)*1e9) / 1e9 }

// take sets the knob from what its control says, and tells whether it could be read.
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
		if ok = read("value", &number); ok {
			k.Value = k.word(number)
		}
	}
	return ok
}
