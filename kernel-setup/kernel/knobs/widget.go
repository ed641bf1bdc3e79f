package knobs

import (
	"crypto/rand"
	"maps"
	"slices"
	"strconv"
	"strings"
)

// A Widget is the models of a strip, or of a control that a program shows.
type Widget struct {
	prefix string // of their IDs
	models []*Model
}

func newWidget() *Widget { return &Widget{prefix: rand.Text() + "-"} }

// Models are all of which the widget is made; one that names another comes after it.
func (w *Widget) Models() []*Model { return w.models }

// View is the model that is the whole widget.
func (w *Widget) View() *Model { return w.models[len(w.models)-1] }

// Model is the widget's model with an ID; nil if it has none.
func (w *Widget) Model(id string) *Model {
	if i := slices.IndexFunc(w.models, func(m *Model) bool { return m.ID == id }); i >= 0 {
		return w.models[i]
	}
	return nil
}

// add makes a model with what all have. A style has no view of its own.
func (w *Widget) add(module, name string, state map[string]any) *Model {
	viewModule, view := module, name+"View"
	if strings.HasSuffix(name, "Style") {
		viewModule, view = baseModule, "StyleView"
	}
	all := map[string]any{
		"_model_module": module, "_model_module_version": versions[module], "_model_name": name + "Model",
		"_view_module": viewModule, "_view_module_version": versions[viewModule], "_view_name": view,
	}
	maps.Copy(all, state)
	m := &Model{w.prefix + strconv.Itoa(len(w.models)), all}
	w.models = append(w.models, m)
	return m
}

func (w *Widget) layout(state map[string]any) *Model { return w.add(baseModule, "Layout", state) }

func (w *Widget) style(name string, state map[string]any) *Model {
	return w.add(controlsModule, name, state)
}

// control makes something to be seen, of the module of controls; the style may be nil.
func (w *Widget) control(name string, layout, style *Model, state map[string]any) *Model {
	state["layout"] = reference(layout)
	if style != nil {
		state["style"] = reference(style)
	}
	return w.add(controlsModule, name, state)
}
