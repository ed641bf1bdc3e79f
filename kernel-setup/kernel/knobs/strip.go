package knobs

import (
	"encoding/json"
	"html"
	"reflect"
	"slices"
	"strings"

	"firstneuron/kernel-setup/kernel/cells"
)

// A Strip is the controls of one cell, a button that resets them, the flags to copy and a note, with the cell's outputs below.
type Strip struct {
	*Widget
	rows   []*row
	reset  *Model
	flags  *Model
	note   *Model
	output *Model
}

// Words are the texts on a strip besides the flags' own sentences.
type Words struct {
	Reset     string // on the button
	ResetHint string
	CopyHint  string
}

// NewStrip makes the strip of some knobs, of which there must be one at least, for a cell that has shown some outputs.
func NewStrip(knobs []*Knob, outputs []Output, words Words) *Strip {
	s := &Strip{Widget: newWidget()}
	var rows []*Model
	for _, knob := range knobs {
		row := s.addRow(knob)
		s.rows, rows = append(s.rows, row), append(rows, row.view)
	}
	plain := s.layout(nil)
	s.reset = s.control("Button", plain, s.style("ButtonStyle", nil), map[string]any{"description": words.Reset, "tooltip": words.ResetHint})
	s.flags = s.control("HTML", plain, s.style("HTMLStyle", nil), map[string]any{"value": "", "tooltip": words.CopyHint})
	s.note = s.control("HTML", plain, s.style("HTMLStyle", nil), map[string]any{"value": ""})
	below := s.layout(map[string]any{"margin": "0 0 8px calc(" + labelWidth + " + 8px)", "flex_flow": "row wrap", "align_items": "center"})
	last := s.control("HBox", below, nil, map[string]any{"children": references(s.reset, s.flags, s.note)})
	s.output = s.add(outputModule, "Output", map[string]any{"outputs": orEmpty(outputs), "layout": reference(plain)})
	s.control("VBox", plain, nil, map[string]any{"children": references(append(rows, last, s.output)...)})
	return s
}

// Take sets a knob from what a page says of its control, or of the field beside it, and tells whether that has turned it. Moved are
// the models of which the page does not know the new value.
func (s *Strip) Take(id string, state map[string]json.RawMessage) (turned bool, moved []*Model) {
	for _, row := range s.rows {
		if turned, moved = row.take(id, state); turned {
			return turned, moved
		}
	}
	return false, nil
}

// Click takes a click on a model. On the button it sets all knobs back, and tells whether that has turned any.
func (s *Strip) Click(id string) (turned bool, moved []*Model) {
	if id == s.reset.ID {
		moved = s.Reset()
	}
	return len(moved) > 0, moved
}

// Reset sets all knobs back to what the cell says. The controls that this moves are returned.
func (s *Strip) Reset() (moved []*Model) {
	for _, row := range s.rows {
		if row.Value != row.Written {
			row.Value = row.Written
			row.update()
			moved = append(moved, row.models()...)
		}
	}
	return moved
}

// Flags are the flags that differ from what the cell says, as words of a command line.
func (s *Strip) Flags() []string {
	return s.words(func(k *Knob) string { return k.Written })
}

func (s *Strip) words(but func(k *Knob) string) (words []string) {
	for _, row := range s.rows {
		if row.Value != but(row.Knob) {
			words = append(words, cells.Quoted("--"+row.Name+"="+row.Value))
		}
	}
	return words
}

// ShowFlags brings the line of flags to copy up to date. In the cell it sets what the knobs set now. It is empty until a knob is
// turned, and a click selects all of it.
func (s *Strip) ShowFlags() *Model {
	line := s.Line()
	if line != "" {
		line = `<code style="user-select: all">` + html.EscapeString(line) + "</code>"
	}
	s.flags.State["value"] = line
	return s.flags
}

// Say writes a note beside the button; an empty one removes it.
func (s *Strip) Say(note string) *Model {
	if note != "" {
		note = "<em>" + html.EscapeString(note) + "</em>"
	}
	s.note.State["value"] = note
	return s.note
}

// IsOf tells whether the strip has these knobs, whatever they are set to and wherever their flags are declared.
func (s *Strip) IsOf(knobs []*Knob) bool {
	return slices.EqualFunc(s.rows, knobs, func(a *row, b *Knob) bool {
		flag := b.Flag
		flag.Cell, flag.Line = a.Cell, a.Line
		return a.Flag == flag && a.Written == b.Written && reflect.DeepEqual(a.Range, b.Range)
	})
}

// Line is the line with which the cell would set what the knobs set; empty if none was turned.
func (s *Strip) Line() string {
	if len(s.Flags()) == 0 {
		return ""
	}
	return strings.Join(append([]string{"%%"}, s.words(func(k *Knob) string { return k.Default })...), " ")
}

// Outputs are what is shown below the controls.
func (s *Strip) Outputs() []Output { return s.output.State["outputs"].([]Output) }

// Show shows the outputs of a run below the controls.
func (s *Strip) Show(outputs []Output) *Model {
	s.output.State["outputs"] = orEmpty(outputs)
	return s.output
}

// orEmpty is a list in JSON even if it is empty, and not null.
func orEmpty(outputs []Output) []Output { return append([]Output{}, outputs...) }
