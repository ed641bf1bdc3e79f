package main

import (
	"bytes"
	"time"
)

// clearOutput is in a display of data by which package show asks to clear the cell's output: a program has no other way to
// send more than text. In a text it cannot be, for there its quotes are escaped.
var clearOutput = []byte(`"application/vnd.first-neuron.clear-output":true`)

func asksToClear(display []byte) bool { return bytes.Contains(display, clearOutput) }

// clearWait is how long the old output stays for the new one, so that nothing flickers.
const clearWait = 250 * time.Millisecond

// clear removes what a cell has printed and shown, but for its controls. The front end does so when the next output comes; if
// none comes soon, at once.
func (k *kernel) clear(c *cell) {
	c.forget()
	c.clearedAt = time.Now()
	k.emit(c, c.request.Answer("clear_output", map[string]any{"wait": true}))
}

// clearNow clears where no output has come since.
func (k *kernel) clearNow(c *cell) {
	if !c.clearedAt.IsZero() {
		k.emit(c, c.request.Answer("clear_output", map[string]any{"wait": false}))
		k.afterClear(c)
	}
}

// afterClear is called before every output. Before the first one after a clear it shows the controls again.
func (k *kernel) afterClear(c *cell) {
	if !c.clearedAt.IsZero() {
		c.clearedAt = time.Time{}
		k.showAgain(c)
	}
}
