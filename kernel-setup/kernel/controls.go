package main

import (
	"bytes"
	"encoding/json"
	"maps"
	"slices"

	"firstneuron/internal/control"
	"firstneuron/kernel-setup/kernel/jupyter"
	"firstneuron/kernel-setup/kernel/knobs"
	"firstneuron/kernel-setup/kernel/relay"
)

// A program shows controls by package show, and reads what they are set to while it runs. To the page they are Jupyter's widgets, as knobs are;
// their values go to the program by the pipe by which gonbui is answered. When the program ends, or its loop, a line of text takes a control's place:
// nobody shall turn what does nothing any more, and the line is what a notebook keeps.

// panels are the controls of a cell's program, by the ids of their outputs.
type panels map[string]*knobs.Panel

// aboutControl begins a control in a display of data. In a text it cannot be, for there its quotes are escaped.
var aboutControl = []byte(`"` + control.MIME + `":`)

// mostPanels is how many controls a program may have at once; of more there are the lines of text alone.
const mostPanels = 100

// showOutput shows an output of a program. Where it is a control, the page gets a widget in its place, if it draws widgets.
func (k *kernel) showOutput(c *cell, shown *relay.Shown) {
	content, panel := throughHTTPS(shown.Content), c.panels[shown.ID]
	if bytes.Contains(content, aboutControl) {
		told, display := readControl(content)
		if panel != nil {
			if panel.Kind == control.Buttons {
				k.update(c.request, panel.Say(told.Text), "value")
			}
			return
		}
		if panel, ok := knobs.NewPanel(told); ok && c.seen != nil && shown.ID != "" && len(c.panels) < mostPanels {
			if c.panels == nil {
				c.panels = panels{}
			}
			c.panels[shown.ID] = panel
			k.openPanel(c, panel)
			display["data"] = map[string]any{
				"application/vnd.jupyter.widget-view+json": map[string]any{"version_major": 2, "version_minor": 0, "model_id": panel.View().ID},
				"text/plain": told.String(),
			}
		}
		content, _ = json.Marshal(display)
	}
	k.show(c, k.kindOf(shown), content, nil, nil)
	if panel != nil {
		k.closePanel(c, shown.ID)
	}
}

// readControl reads a control, and the display in which it is, which is left without it.
func readControl(content []byte) (told control.Control, display map[string]any) {
	_ = json.Unmarshal(content, &display)
	data, _ := display["data"].(map[string]any)
	text, _ := data[control.MIME].(string)
	_ = json.Unmarshal([]byte(text), &told) // what is none makes no panel
	delete(data, control.MIME)
	return told, display
}

// openPanel lets pages know of a control.
func (k *kernel) openPanel(c *cell, panel *knobs.Panel) {
	for _, m := range panel.Models() {
		opened := c.request.Answer("comm_open", map[string]any{"comm_id": m.ID, "target_name": modelTarget,
			"data": map[string]any{"state": m.State, "buffer_paths": []any{}}})
		opened.Metadata, _ = json.Marshal(map[string]string{"version": widgetVersion})
		_ = k.front.Send(jupyter.IOPub, opened)
	}
}

// endPanels puts a line in the place of each control: its program has ended.
func (k *kernel) endPanels(c *cell) {
	for _, id := range slices.Sorted(maps.Keys(c.panels)) {
		text := c.panels[id].String()
		content, _ := json.Marshal(map[string]any{"data": map[string]string{"text/plain": text}, "metadata": map[string]any{}, "transient": map[string]string{"display_id": id}})
		k.show(c, "update_display_data", content, nil, nil)
		k.closePanel(c, id)
	}
}

// closePanel takes a control away from all pages.
func (k *kernel) closePanel(c *cell, id string) {
	for _, m := range slices.Backward(c.panels[id].Models()) {
		k.publish(c.request, "comm_close", map[string]any{"comm_id": m.ID, "data": map[string]any{}})
	}
	delete(c.panels, id)
}

// panelModels are the models of all controls that there are.
func (k *kernel) panelModels() (models []*knobs.Model) {
	if k.cell != nil {
		for _, panel := range k.cell.panels {
			models = append(models, panel.Models()...)
		}
	}
	return models
}

// takeForPanel takes a page's message to a control of the program that runs, and tells whether it was one.
func (k *kernel) takeForPanel(request *jupyter.Message, said fromPage) bool {
	if k.cell == nil {
		return false
	}
	for id, panel := range k.cell.panels {
		m := panel.Model(said.ID)
		if m == nil {
			continue
		}
		value, ok := 0.0, false
		switch {
		case said.Data.Method == "request_state":
			k.update(request, m, "")
		case said.Data.Method == "update":
			if value, ok = panel.Take(said.ID, said.Data.State); ok {
				k.tellPage(request, said.ID, map[string]any{"method": "echo_update", "state": said.Data.State})
			}
		case said.Data.Content.Event == "click":
			var button int
			button, ok = panel.Press(said.ID)
			value = float64(button)
		}
		if ok && k.cell.program != nil {
			k.cell.program.Give(relay.Order{Control: id, Value: value})
		}
		return true
	}
	return false
}
