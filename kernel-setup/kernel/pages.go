package main

import (
	"encoding/json"
	"slices"

	"firstneuron/kernel-setup/kernel/jupyter"
	"firstneuron/kernel-setup/kernel/knobs"
)

// Pages draw two things of ours as Jupyter's widgets: strips of knobs, and the controls of the program that runs. Each is made of
// models, and all pages know all of them: the kernel opens and closes them, a page that was loaded again asks for them, and
// what is set in one page is sent to the others.

// The targets of the connections of Jupyter's widgets: that of each model, and one by which a page asks for all models.
const (
	modelTarget   = "jupyter.widget"
	controlTarget = "jupyter.widget.control"
)

// widgetVersion is the version of the widgets' messages.
const widgetVersion = "2.1.0"

// viewType is the type of an output that is a widget.
const viewType = "application/vnd.jupyter.widget-view+json"

// A widget is a strip, or a control of the program that runs.
type widget interface {
	Models() []*knobs.Model
	View() *knobs.Model
	Model(id string) *knobs.Model
	Take(id string, state map[string]json.RawMessage) (isSet bool, moved []*knobs.Model)
	Click(id string) (isSet bool, moved []*knobs.Model)
	follow(k *kernel, request *jupyter.Message) // is called when it was set
}

// widgets are all that there are.
func (k *kernel) widgets() (all []widget) {
	if k.cell != nil {
		for _, p := range k.cell.panels {
			all = append(all, p)
		}
	}
	for _, s := range k.knobs.strips {
		all = append(all, s)
	}
	return all
}

// viewOf is the output that is a widget.
func viewOf(w widget) map[string]any {
	return map[string]any{"version_major": 2, "version_minor": 0, "model_id": w.View().ID}
}

// open lets pages know of a widget.
func (k *kernel) open(request *jupyter.Message, w widget) {
	for _, m := range w.Models() {
		opened := request.Answer("comm_open", map[string]any{"comm_id": m.ID, "target_name": modelTarget,
			"data": map[string]any{"state": m.State, "buffer_paths": []any{}}})
		opened.Metadata, _ = json.Marshal(map[string]string{"version": widgetVersion})
		_ = k.front.Send(jupyter.IOPub, opened)
	}
}

// close removes a widget from all pages.
func (k *kernel) close(request *jupyter.Message, w widget) {
	for _, m := range slices.Backward(w.Models()) {
		k.publish(request, "comm_close", map[string]any{"comm_id": m.ID, "data": map[string]any{}})
	}
}

// update sends a part of a model's state, or all of it if none is named.
func (k *kernel) update(request *jupyter.Message, m *knobs.Model, part string) {
	state := m.State
	if part != "" {
		state = map[string]any{part: m.State[part]}
	}
	k.tellPage(request, m.ID, map[string]any{"method": "update", "state": state})
}

// tellPage sends a message to all pages' sides of a connection.
func (k *kernel) tellPage(request *jupyter.Message, id string, data map[string]any) {
	data["buffer_paths"] = []any{}
	k.publish(request, "comm_msg", map[string]any{"comm_id": id, "data": data})
}

// states are all models, for a page that has just been loaded.
func (k *kernel) states() map[string]any {
	states := map[string]any{}
	for _, w := range k.widgets() {
		for _, m := range w.Models() {
			states[m.ID] = map[string]any{"model_name": m.State["_model_name"], "model_module": m.State["_model_module"],
				"model_module_version": m.State["_model_module_version"], "state": m.State}
		}
	}
	return states
}

// takeFromPage takes a page's message to widgets of Jupyter's, and tells whether it was one.
func (k *kernel) takeFromPage(request *jupyter.Message) bool {
	var said struct {
		comm
		Data struct {
			Method  string
			State   map[string]json.RawMessage
			Content struct{ Event string }
		}
	}
	if request.Read(&said) != nil {
		return false
	}
	if said.Target == controlTarget && request.Header.Type == "comm_open" {
		k.knobs.pages[request.Header.Session] = true
		k.knobs.controls[said.ID] = true
		return true
	}
	if k.knobs.controls[said.ID] {
		if said.Data.Method == "request_states" {
			k.tellPage(request, said.ID, map[string]any{"method": "update_states", "states": k.states()})
		}
		if request.Header.Type == "comm_close" {
			delete(k.knobs.controls, said.ID)
		}
		return true
	}
	all := k.widgets()
	i := slices.IndexFunc(all, func(w widget) bool { return w.Model(said.ID) != nil })
	if i < 0 {
		return false
	}
	isSet, moved := false, []*knobs.Model(nil)
	switch {
	case said.Data.Method == "request_state":
		k.update(request, all[i].Model(said.ID), "")
	case said.Data.Method == "update" && said.Data.State != nil:
		k.tellPage(request, said.ID, map[string]any{"method": "echo_update", "state": said.Data.State})
		isSet, moved = all[i].Take(said.ID, said.Data.State)
	case said.Data.Content.Event == "click":
		isSet, moved = all[i].Click(said.ID)
	}
	for _, m := range moved {
		k.update(request, m, "")
	}
	if isSet {
		all[i].follow(k, request)
	}
	return true
}
