package export

import (
	"encoding/json"
	"io"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"firstneuron/pkg/assistant"
)

// Modelfile writes a draft for `ollama create NAME -f Modelfile`. It carries the base model, the instructions, the
// temperature, the seed and the size of the context, and in comments the name, the description and the starters. It does
// not carry the knowledge, and says so.
//
// Ollama drops what it cannot print when it reads the file, spaces that do not break among it, which would join words.
// So such a space is written as a plain one, and the rest left out here. A line that ends in """ would end the
// instructions, for which Ollama knows no escape: such a line gets a \ after it, which Read takes away again.
//
// It builds on the draft's model, or on DefaultBase. The syntax is that of https://docs.ollama.com/modelfile and of the
// parser behind it.
func Modelfile(w io.Writer, d assistant.Draft) error {
	var err error
	if d.Settings.Model, err = baseModel(d); err != nil {
		return err
	}
	if tokens := d.Settings.ContextTokens; tokens != nil && *tokens == 0 { // without a limit, for which Ollama has no number
		d.Settings.ContextTokens = nil
	}
	return fill(w, "modelfile.tmpl", d)
}

var (
	// closing is the end of a line at which Ollama would take the text in """ for finished, or where a \ was added.
	closing = regexp.MustCompile(`(?m)("""\\*)([ \t]*)$`)

	// escaped is what system makes of it.
	escaped = regexp.MustCompile(`(?m)("""\\*)\\([ \t]*)$`)
)

// system is a text as Ollama reads it: other white space becomes a space, and what would end the text early is escaped.
func system(text string) string {
	text = strings.Map(func(r rune) rune {
		switch {
		case r == '\n', r == '\t', strconv.IsPrint(r):
			return r
		case unicode.Is(unicode.Zs, r):
			return ' '
		default:
			return -1
		}
	}, unixLines(text))
	return closing.ReplaceAllString(text, `$1\$2`)
}

// An entry of a Modelfile is a comment, or a command with its value: text in """ or in " may go over several lines, any
// other ends with its line.
var entry = regexp.MustCompile(`(?m)\A(?:#(.*)|((?i:PARAMETER|MESSAGE)[ \t]+\S+|\S+)` +
	`(?:[ \t]+(?:"""((?s:.*?))"""|"(|[^"](?s:.*?))"|([^"\n].*)|))?)[ \t]*$`)

// readModelfile reads what Modelfile has written, or anybody else's Modelfile: FROM becomes the draft's model, SYSTEM its
// instructions. Templates, adapters, licences, messages and other parameters have no counterpart in
// a draft, and are passed by. An error names the line.
func readModelfile(text string) (assistant.Draft, error) {
	var d assistant.Draft
	for rest := strings.TrimSpace(text); rest != ""; {
		var err error
		found := entry.FindStringSubmatch(rest)
		if found == nil {
			err = catalogue.Errorf("modelfile.open")
		} else if found[2] == "" {
			err = readNote(&d, found[1])
		} else {
			command := strings.ToUpper(strings.Join(strings.Fields(found[2]), " "))
			err = readCommand(&d, command, found[3]+found[4]+strings.TrimSpace(found[5]))
		}
		if err != nil {
			before := text[:strings.LastIndex(text, rest)]
			return assistant.Draft{}, catalogue.Errorf("modelfile.line", 1+strings.Count(before, "\n"), err)
		}
		rest = strings.TrimSpace(rest[len(found[0]):])
	}
	if d.Settings.Model == "" {
		return assistant.Draft{}, catalogue.Errorf("modelfile.from")
	}
	return d, nil
}

func readCommand(d *assistant.Draft, command, value string) error {
	number := map[string]any{
		"PARAMETER TEMPERATURE": &d.Settings.Temperature, "PARAMETER SEED": &d.Settings.Seed, "PARAMETER NUM_CTX": &d.Settings.ContextTokens,
	}[command]
	name, _, _ := strings.Cut(command, " ")
	switch {
	case number != nil && json.Unmarshal([]byte(value), number) != nil:
		return catalogue.Errorf("modelfile.number", strings.ToLower(command), value)
	case name == "FROM":
		d.Settings.Model = value
	case name == "SYSTEM":
		d.Instructions = escaped.ReplaceAllString(value, "$1$2")
	case !slices.Contains(passedBy, name):
		return catalogue.Errorf("modelfile.command", name)
	}
	return nil
}

// passedBy are the commands that have no counterpart in a draft.
var passedBy = []string{
	"TEMPLATE", "ADAPTER", "LICENSE", "MESSAGE", "PARAMETER", "DRAFT", "RENDERER", "PARSER", "REQUIRES",
}

func readNote(d *assistant.Draft, comment string) error {
	name, value, _ := strings.Cut(strings.TrimSpace(comment), ": ")
	take := map[string]func(text string){
		"Name":        func(text string) { d.Name = text },
		"Description": func(text string) { d.Description = text },
		"Starter":     func(text string) { d.Starters = append(d.Starters, text) },
	}[name]
	if take == nil {
		return nil
	}
	if strings.HasPrefix(value, `"`) {
		unquoted, err := strconv.Unquote(value)
		if err != nil {
			return catalogue.Errorf("modelfile.note", name, value)
		}
		value = unquoted
	}
	take(value)
	return nil
}
