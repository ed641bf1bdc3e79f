// Package export writes an assistant in other programs' formats: an Ollama Modelfile,
// Open WebUI's model JSON, a Markdown page. It reads the first two, its own and those
// of others. It also makes a program of its own out of an assistant.
//
//	for _, format := range export.Formats {
//		file, err := os.Create(format.File)
//		…
//		err = format.Write(file, draft)
//	}
//
// No format of another program carries everything. Each function says what it
// carries; an assistant's own folder or zip, by Assistant.Save, loses nothing.
package export

import (
	"cmp"
	"crypto/sha256"
	"embed"
	"fmt"
	"io"
	"strings"
	"text/template"
	"unicode"
	"unicode/utf8"

	"firstneuron/pkg/assistant"
	"firstneuron/pkg/assistant/texts"
)

//go:embed texts.json
var file []byte

var catalogue = texts.Parse(file)

//go:embed templates
var templates embed.FS

// A Format is a way to write a draft for another program.
type Format struct {
	Key   string // of its name in texts.json
	File  string // the usual name of the file
	Write func(w io.Writer, d assistant.Draft) error
}

// Name is the format's name for people: "Ollama Modelfile".
func (f Format) Name(language string) string { return catalogue.In(language).Say("format." + f.Key) }

// Formats are all formats, in the order in which they are offered.
var Formats = []Format{
	{"modelfile", "Modelfile", Modelfile},
	{"webui", "open-webui.json", OpenWebUI},
	{"markdown", "assistant.md", Markdown},
}

// DefaultBase is the language model that an export builds on where the draft names none.
const DefaultBase = "llama3.2"

// largest is how much of a file is read, in bytes. A person's instructions fit many times.
const largest = 8_000_000

// Read reads a file that this package or somebody else has written: a model of Open WebUI, or a Modelfile. What a Modelfile
// has no counterpart for in a draft is passed by.
func Read(content []byte) (assistant.Draft, error) {
	text := unixLines(strings.TrimPrefix(string(content), "\ufeff"))
	read := readModelfile
	if start := strings.TrimSpace(text); strings.HasPrefix(start, "[") || strings.HasPrefix(start, "{") {
		text, read = start, readOpenWebUI
	}
	switch {
	case len(content) > largest:
		return assistant.Draft{}, catalogue.Errorf("large", texts.Bytes(largest))
	case !utf8.ValidString(text) || strings.Contains(text, "\x00"):
		return assistant.Draft{}, catalogue.Errorf("notext")
	}
	d, err := read(text)
	if err != nil {
		return assistant.Draft{}, err
	}
	if t := d.Settings.Temperature; t != nil && (*t < 0 || *t > 2) {
		return assistant.Draft{}, catalogue.Errorf("temperature", *t)
	}
	if d.Task != assistant.Answers && d.Task != assistant.AltTexts {
		return assistant.Draft{}, catalogue.Errorf("task", d.Task, assistant.AltTexts)
	}
	return d, d.Check()
}

// baseModel is the model that an export names: the draft's, or DefaultBase.
func baseModel(d assistant.Draft) (string, error) {
	name := cmp.Or(d.Settings.Model, DefaultBase)
	if strings.ContainsFunc(name, func(r rune) bool { return unicode.IsSpace(r) || unicode.IsControl(r) || r == '"' }) {
		return "", catalogue.Errorf("base", name, DefaultBase)
	}
	return name, nil
}

// fill writes a draft into a template.
func fill(w io.Writer, name string, d assistant.Draft) error {
	filled := template.Must(template.New(name).Funcs(template.FuncMap{
		"T": catalogue.In(d.Settings.Language).Say, "system": system, "paragraph": paragraph, "inline": inline, "checksum": checksum,
	}).ParseFS(templates, "templates/"+name))
	if err := filled.Execute(w, d); err != nil {
		return catalogue.Errorf("write", err)
	}
	return nil
}

// unixLines ends every line with a line feed, whatever ended it.
func unixLines(text string) string {
	return strings.ReplaceAll(strings.ReplaceAll(text, "\r\n", "\n"), "\r", "\n")
}

// checksum is the SHA-256 of a knowledge file, as sha256sum prints it.
func checksum(file assistant.File) string { return fmt.Sprintf("%x", sha256.Sum256(file.Content)) }
