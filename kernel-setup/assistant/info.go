package main

import (
	"crypto/sha256"
	"fmt"

	"firstneuron/pkg/assistant"
	"firstneuron/pkg/assistant/texts"
)

// info says what an assistant is and what it answers from.
func (c console) info(a *assistant.Assistant) {
	d := a.Draft()
	line := func(name, value string) {
		if value != "" {
			fmt.Fprintf(c.out, "%-14s %s\n", c.Say("info."+name), plain(value))
		}
	}
	line("name", d.Name)
	line("purpose", d.Purpose)
	line("description", d.Description)
	if d.Settings.Address == "" {
		line("answers", c.Say("info.offline"))
	} else {
		line("answers", c.Say("info.model", d.Settings.Model, d.Settings.Address))
	}
	for _, starter := range d.Starters {
		line("starter", starter)
	}
	for _, file := range d.Knowledge {
		size := texts.Bytes(len(file.Content)).In(c.Language)
		line("knowledge", fmt.Sprintf("%s, %s, SHA-256 %x", file.Name, size, sha256.Sum256(file.Content)))
	}
	versions := a.Versions()
	if n := len(versions); n > 0 {
		line("versions", c.Say("info.last", n, versions[n-1].Time.Format("2006-01-02 15:04")))
	}
	line("trials", fmt.Sprint(len(a.Trials)))
}
