// Package export writes an assistant in other programs' formats, and reads them:
// an Ollama Modelfile, Open WebUI's model JSON, a Markdown page. It also makes a
// program of its own out of an assistant.
//
//	for _, format := range export.Formats {
//		file, err := os.Create(format.File)
//		…
//		err = format.Write(file, draft, "llama3.2")
//	}
//
// No format of another program carries everything. Each function says what it
// carries; an assistant's own folder or zip, by Assistant.Save, loses nothing.
package export

import (
	"cmp"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"strings"
	"unicode"
	"unicode/utf8"

	"firstneuron/pkg/assistant"
)

// A Format is a way to write a draft for another program.
type Format struct {
	Name  string // for people: "Ollama Modelfile"
	File  string // the usual name of the file
	Media string // its media type
	Write func(w io.Writer, d assistant.Draft, base string) error
	Read  func(r io.Reader) (assistant.Draft, error)
}

// Formats are all formats, in the order in which they are offered.
var Formats = []Format{
	{"Ollama Modelfile", "Modelfile", "text/plain; charset=utf-8", Modelfile, ReadModelfile},
	{"Open WebUI model", "open-webui.json", "application/json", OpenWebUI, ReadOpenWebUI},
	{"Markdown page", "assistant.md", "text/markdown; charset=utf-8",
		func(w io.Writer, d assistant.Draft, _ string) error { return Markdown(w, d) }, ReadMarkdown},
}

// DefaultBase is the language model that an export builds on where neither the caller nor the draft names one.
const DefaultBase = "llama3.2"

// baseModel is the model that an export names: what the caller asks for, or the draft's, or DefaultBase.
func baseModel(d assistant.Draft, base string) (string, error) {
	name := cmp.Or(base, d.Settings.Model, DefaultBase)
	if strings.ContainsFunc(name, func(r rune) bool { return unicode.IsSpace(r) || unicode.IsControl(r) || r == '"' }) {
		return "", fmt.Errorf("the base model %q has a space, a quote or a line break in its name: "+
			"name one as `ollama list` shows it, such as %s", name, DefaultBase)
	}
	return name, nil
}

// largest is how much of a file is read, in bytes. A person's instructions fit many times.
const largest = 8 << 20

// readText reads a whole file of text and refuses what no export is: too much, or no text.
func readText(r io.Reader, what string) (string, error) {
	content, err := io.ReadAll(io.LimitReader(r, largest+1))
	switch {
	case err != nil:
		return "", fmt.Errorf("cannot read the %s: %w", what, err)
	case len(content) > largest:
		return "", fmt.Errorf("the %s is larger than %d MB: this is no file that an assistant was exported to", what, largest>>20)
	case !utf8.Valid(content):
		return "", fmt.Errorf("the %s is no text in UTF-8: save it as UTF-8, or choose another file", what)
	case strings.ContainsRune(string(content), 0):
		return "", fmt.Errorf("the %s holds a zero byte, so it is no text: choose another file", what)
	}
	return unixLines(strings.TrimPrefix(string(content), "\ufeff")), nil
}

// unixLines ends every line with a line feed, whatever ended it.
func unixLines(text string) string {
	return strings.ReplaceAll(strings.ReplaceAll(text, "\r\n", "\n"), "\r", "\n")
}

// checkTemperature refuses what no server takes, before it becomes a setting.
func checkTemperature(value float64) error {
	if !(value >= 0 && value <= 2) { // also not a number
		return fmt.Errorf("the temperature %v is not between 0 and 2: correct it in the file", value)
	}
	return nil
}

// checked refuses a draft that could not be kept, or that asks for what this First Neuron does not do.
func checked(d assistant.Draft) (assistant.Draft, error) {
	if d.Task != assistant.Answers && d.Task != assistant.AltTexts {
		return assistant.Draft{}, fmt.Errorf("there is no task %q: it is %q, or left out", d.Task, assistant.AltTexts)
	}
	if err := d.Check(); err != nil {
		return assistant.Draft{}, err
	}
	return d, nil
}

// checksum is the SHA-256 of a knowledge file, as sha256sum prints it.
func checksum(file assistant.File) string { return fmt.Sprintf("%x", sha256.Sum256(file.Content)) }

// errWriter remembers the first error of many writes.
type errWriter struct {
	io.Writer
	err error
}

func (w *errWriter) printf(format string, args ...any) {
	if w.err == nil {
		_, w.err = fmt.Fprintf(w.Writer, format, args...)
	}
}

func (w *errWriter) end(what string) error {
	if w.err != nil {
		return fmt.Errorf("cannot write the %s: %w", what, w.err)
	}
	return nil
}

var errNoAssistant = errors.New("there is no assistant in it")
