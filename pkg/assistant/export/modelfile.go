package export

import (
	"fmt"
	"io"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"firstneuron/pkg/assistant"
)

// Modelfile writes a draft for `ollama create NAME -f Modelfile`. It carries the base model, the instructions, the
// temperature and, in comments, the name, the description and the starters. It does not carry the knowledge, and says so.
//
// Ollama drops what it cannot print when it reads the file, spaces that do not break among it, which would join words.
// So such a space is written as a plain one, and the rest left out here. A line that ends in """ would end the
// instructions, for which Ollama knows no escape: such a line gets a \ after it, which ReadModelfile takes away again.
//
// base is the model to build on; "" stands for the draft's, or DefaultBase. The syntax is that of
// https://docs.ollama.com/modelfile and of the parser behind it.
func Modelfile(w io.Writer, d assistant.Draft, base string) error {
	model, err := baseModel(d, base)
	if err != nil {
		return err
	}
	out := &errWriter{Writer: w}
	out.printf("# An assistant made with First Neuron. To use it: ollama create a-name-of-yours -f Modelfile\n")
	for _, note := range modelfileNotes(d) {
		out.printf("# %s: %s\n", note[0], quoteNote(note[1]))
	}
	if len(d.Knowledge) > 0 {
		out.printf("#\n# The knowledge is not carried, a Modelfile has no place for it. Left out:\n")
		for _, file := range d.Knowledge {
			out.printf("#   %s (SHA-256 %s)\n", quoteNote(file.Name), checksum(file))
		}
	}
	out.printf("\nFROM %s\n", model)
	if d.Settings.Temperature.Given {
		out.printf("PARAMETER temperature %v\n", d.Settings.Temperature.Value)
	}
	if text := printable(d.Instructions); text != "" {
		out.printf("SYSTEM \"\"\"%s\"\"\"\n", closing.ReplaceAllString(text, `$1\$2`))
	}
	return out.end("Modelfile")
}

// The names of the notes in a Modelfile's comments.
const (
	noteName        = "Name"
	noteDescription = "Description"
	noteStarter     = "Starter"
)

func modelfileNotes(d assistant.Draft) (notes [][2]string) {
	for _, note := range [][2]string{{noteName, d.Name}, {noteDescription, d.Description}} {
		if note[1] != "" {
			notes = append(notes, note)
		}
	}
	for _, starter := range d.Starters {
		notes = append(notes, [2]string{noteStarter, starter})
	}
	return notes
}

// quoteNote keeps a note on one line: text that would not come back as it is, is written as a Go string.
func quoteNote(text string) string {
	quoted := strconv.Quote(text)
	if quoted == `"`+text+`"` && text != "" && strings.TrimSpace(text) == text {
		return text
	}
	return quoted
}

var (
	// closing is the end of a line at which Ollama would take the text in """ for finished, or where a \ was added.
	closing = regexp.MustCompile(`(?m)("""\\*)([ \t]*)$`)

	// escaped is what Modelfile makes of it.
	escaped = regexp.MustCompile(`(?m)("""\\*)\\([ \t]*)$`)
)

// printable is a text as Ollama reads it, with its words kept apart.
func printable(text string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\n', r == '\t', strconv.IsPrint(r):
			return r
		case unicode.Is(unicode.Zs, r):
			return ' '
		default:
			return -1
		}
	}, unixLines(text))
}

// ReadModelfile reads what Modelfile has written, or anybody else's Modelfile: FROM becomes the draft's model, SYSTEM its
// instructions. Templates, adapters, licences, messages and parameters other than the temperature have no counterpart in
// a draft, and are passed by. An error names the line.
func ReadModelfile(r io.Reader) (assistant.Draft, error) {
	text, err := readText(r, "Modelfile")
	if err != nil {
		return assistant.Draft{}, err
	}
	var d assistant.Draft
	lines := strings.Split(text, "\n")
	for number := 0; number < len(lines); number++ {
		first := number + 1
		line := strings.TrimSpace(lines[number])
		if note, isComment := strings.CutPrefix(line, "#"); isComment {
			err = readNote(&d, note)
		} else if line != "" {
			command, rest := cutWord(line)
			if strings.EqualFold(command, "PARAMETER") || strings.EqualFold(command, "MESSAGE") {
				var name string
				name, rest = cutWord(rest)
				command += " " + name
			}
			value := rest
			for complete := false; !complete; {
				if value, complete = unquoteValue(rest); complete {
					break
				}
				if number++; number == len(lines) {
					return assistant.Draft{}, fmt.Errorf("the Modelfile's line %d begins a text in quotes that never ends: close it by %s",
						first, `"""`)
				}
				rest += "\n" + lines[number]
			}
			err = readCommand(&d, command, value)
		}
		if err != nil {
			return assistant.Draft{}, fmt.Errorf("the Modelfile's line %d: %w", first, err)
		}
	}
	if d.Settings.Model == "" {
		return assistant.Draft{}, fmt.Errorf("the Modelfile has no line FROM, which names the model to build on: %w",
			errNoAssistant)
	}
	return checked(d)
}

// cutWord takes the first word of a line from it.
func cutWord(line string) (word, rest string) {
	end := strings.IndexAny(line, " \t")
	if end < 0 {
		return line, ""
	}
	return line[:end], strings.TrimLeft(line[end:], " \t")
}

// unquoteValue is Ollama's rule: a value in """ or in " may go over several lines, any other ends with its line.
func unquoteValue(text string) (value string, complete bool) {
	text = strings.TrimSpace(text)
	for _, quote := range []string{`"""`, `"`} {
		if strings.HasPrefix(text, quote) {
			if len(text) >= 2*len(quote) && strings.HasSuffix(text, quote) {
				return text[len(quote) : len(text)-len(quote)], true
			}
			return "", false
		}
	}
	return text, true
}

func readCommand(d *assistant.Draft, command, value string) error {
	switch strings.ToUpper(command) {
	case "FROM":
		if value == "" {
			return fmt.Errorf("FROM names no model")
		}
		d.Settings.Model = value
	case "SYSTEM":
		d.Instructions = escaped.ReplaceAllString(value, "$1$2")
	case "PARAMETER TEMPERATURE":
		temperature, err := strconv.ParseFloat(value, 64)
		if err != nil {
			return fmt.Errorf("the temperature %q is no number", value)
		}
		if err := checkTemperature(temperature); err != nil {
			return err
		}
		d.Settings.Temperature = assistant.Given(temperature)
	default:
		if name, _, _ := strings.Cut(strings.ToUpper(command), " "); !slices.Contains(passedBy, name) {
			return fmt.Errorf("there is no command %q in a Modelfile", command)
		}
	}
	return nil
}

// passedBy are the commands that have no counterpart in a draft.
var passedBy = []string{
	"TEMPLATE", "ADAPTER", "LICENSE", "MESSAGE", "PARAMETER", "DRAFT", "RENDERER", "PARSER", "REQUIRES",
}

func readNote(d *assistant.Draft, comment string) error {
	name, value, found := strings.Cut(strings.TrimSpace(comment), ": ")
	if !found {
		return nil
	}
	target := map[string]func(string){
		noteName:        func(text string) { d.Name = text },
		noteDescription: func(text string) { d.Description = text },
		noteStarter:     func(text string) { d.Starters = append(d.Starters, text) },
	}[name]
	if target == nil {
		return nil
	}
	if strings.HasPrefix(value, `"`) {
		unquoted, err := strconv.Unquote(value)
		if err != nil {
			return fmt.Errorf("the note %s begins with a quote and is no Go string: %s", name, value)
		}
		value = unquoted
	}
	target(value)
	return nil
}
