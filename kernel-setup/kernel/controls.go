package main

import (
	"bytes"
	"encoding/json"
	"slices"

	"firstneuron/internal/control"
	"firstneuron/kernel-setup/kernel/jupyter"
	"firstneuron/kernel-setup/kernel/knobs"
	"firstneuron/kernel-setup/kernel/relay"
)

// A program shows controls by package show, and reads what they are set to while it runs. To the page they are widgets, as
// knobs are; their values go to the program through the pipe by which gonbui is answered. When the program or its loop ends, a
// line of text replaces the control, which would do nothing any more; the line is what a notebook keeps.

// A panel is a control of a cell's program.
type panel struct {
	*knobs.Panel
	id string // of its output
}

// panels are the controls of a cell's program, in the order in which they were shown.
type panels []*panel

// of is the control with an id, or nil.
func (all panels) of(id string) *panel {
	if i := slices.IndexFunc(all, func(p *panel) bool { return p.id == id }); i >= 0 {
		return all[i]
	}
	return nil
}

// aboutControl begins a control in a display of data. It cannot be part of a text, where its quotes would be escaped.
var aboutControl = []byte(`"` + control.MIME + `":`)

// mostPanels is how many controls a program may have at once. Of any more only the line of text is shown.
const mostPanels = 100

// showOutput shows an output of a program. A control is shown as a widget, if the page draws widgets.
func (k *kernel) showOutput(c *cell, shown *relay.Shown) {
	content, before := throughHTTPS(shown.Content), c.panels.of(shown.ID)
	if bytes.Contains(content, aboutControl) {
		told, display := readControl(content)
		if before != nil {
			if before.Kind == control.Buttons {
				k.update(c.request, before.Say(told.Text), "value")
			}
			return
		}
		if made, ok := knobs.NewPanel(told); ok && c.seen != nil && shown.ID != "" && len(c.panels) < mostPanels {
			p := &panel{made, shown.ID}
			c.panels = append(c.panels, p)
			k.open(c.request, p)
			display["data"] = map[string]any{viewType: viewOf(p), "text/plain": told.String()}
		}
		content, _ = json.Marshal(display)
	}
	k.show(c, k.kindOf(shown), content, nil, nil)
	if before != nil {
		k.closePanel(c, before)
	}
}

// readControl reads the control that is in a display of data, and returns the display without it.
func readControl(content []byte) (told control.Control, display map[string]any) {
	_ = json.Unmarshal(content, &display)
	data, _ := display["data"].(map[string]any)
	text, _ := data[control.MIME].(string)
	_ = json.Unmarshal([]byte(text), &told) // NewPanel refuses what is not a control
	delete(data, control.MIME)
	return told, display
}

// showAgain shows the controls whose output was just cleared: a program that still runs may wait for one.
func (k *kernel) showAgain(c *cell) {
	for _, p := range c.panels {
		k.emit(c, c.request.Answer("display_data", p.display(map[string]any{viewType: viewOf(p), "text/plain": p.String()})))
	}
}

// endPanels replaces each control by a line, when the program has ended.
func (k *kernel) endPanels(c *cell) {
	for len(c.panels) > 0 {
		p := c.panels[0]
		content, _ := json.Marshal(p.display(map[string]any{"text/plain": p.String()}))
		k.show(c, "update_display_data", content, nil, nil)
		k.closePanel(c, p)
	}
}

// display is the control's output with some data.
func (p *panel) display(data map[string]any) map[string]any {
	return map[string]any{"data": data, "metadata": map[string]any{}, "transient": map[string]string{"display_id": p.id}}
}

// closePanel removes a control from all pages.
func (k *kernel) closePanel(c *cell, p *panel) {
	k.close(c.request, p)
	c.panels = slices.DeleteFunc(c.panels, func(other *panel) bool { return other == p })
}

// follow tells the program what the control was set to.
func (p *panel) follow(k *kernel, _ *jupyter.Message) {
	if k.cell.program != nil {
		k.cell.program.Give(relay.Order{Control: p.id, Value: p.Answer})
	}
}
