package main

import (
	"bytes"
	"crypto/sha256"
	"fmt"
	"io"

	"firstneuron/pkg/assistant"
)

// info says what an assistant is and what it leans on.
func info(a *assistant.Assistant, out io.Writer) error {
	var text bytes.Buffer
	d := a.Draft()
	line := func(name, value string) {
		if value != "" {
			fmt.Fprintf(&text, "%-14s %s\n", name, plain(value))
		}
	}
	line("name", d.Name)
	line("purpose", d.Purpose)
	line("description", d.Description)
	if d.Settings.Address == "" {
		line("answers", "offline, from what it carries")
	} else {
		line("answers", fmt.Sprintf("by the model %s at %s", d.Settings.Model, d.Settings.Address))
	}
	for _, starter := range d.Starters {
		line("you may ask", starter)
	}
	for _, file := range d.Knowledge {
		line("knowledge", fmt.Sprintf("%s, %d bytes, SHA-256 %x", file.Name, len(file.Content), sha256.Sum256(file.Content)))
	}
	versions := a.Versions()
	if n := len(versions); n > 0 {
		line("versions", fmt.Sprintf("%d, the last of %s", n, versions[n-1].Time.Format("2 January 2006, 15:04")))
	}
	line("trials", fmt.Sprint(len(a.Trials)))
	_, err := out.Write(text.Bytes())
	return err
}
