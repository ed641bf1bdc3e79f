package main

import (
	"bytes"
	"encoding/json"
	"time"
)

// A program has one way to send more than text: package gonbui's display of data. What is to become another of Jupyter's
// messages is sent as such data too, with a type of its own that says which message is meant.
const (
	privateTypes  = "application/vnd.first-neuron."
	clearOutput   = privateTypes + "clear-output"   // the output so far is to be removed; nothing else is sent
	executeResult = privateTypes + "execute-result" // the rest of the data is the value of the cell
)

// message says by which of Jupyter's messages a program's display of data is to be published, and with which content.
func (c *cell) message(display []byte) (kind string, content []byte) {
	if !bytes.Contains(display, []byte(privateTypes)) {
		return "display_data", display
	}
	var shown map[string]any
	_ = json.Unmarshal(display, &shown)
	data, _ := shown["data"].(map[string]any)
	switch {
	case data[clearOutput] != nil:
		return "clear_output", []byte(`{"wait": true}`)
	case data[executeResult] != nil:
		delete(data, executeResult)
		shown["execution_count"] = c.text.Number
		content, _ = json.Marshal(shown)
		return "execute_result", content
	}
	return "display_data", display // text that looks like it
}

// clearWait is how long the old output stays for the new one, so that nothing flickers.
const clearWait = 250 * time.Millisecond

// clear removes what a cell has printed and shown. The front end does so when the next output comes; if none comes soon, at
// once.
func (k *kernel) clear(c *cell) {
	c.forget()
	c.clearedAt = time.Now()
	k.publish(c.request, "clear_output", map[string]any{"wait": true})
}

// clearNow clears where no output has come since.
func (k *kernel) clearNow(c *cell) {
	if !c.clearedAt.IsZero() {
		c.clearedAt = time.Time{}
		k.publish(c.request, "clear_output", map[string]any{"wait": false})
	}
}
