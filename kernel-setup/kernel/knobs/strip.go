package knobs

import (
	"crypto/rand"
	"encoding/json"
	"html"
	"strconv"
	"strings"
	"unicode/utf8"

	"firstneuron/kernel-setup/kernel/cells"
)

// A Strip is the controls of one cell, a button that sets them back, the flags to copy, and below them what the cell has shown.
type Strip struct {
	knobs    []*Knob
	controls []*Model // by knob
	reset    *Model
	flags    *Model
	output   *Model
	view     *Model
	models   []*Model
}

// Words are what stands on a strip besides the flags' own sentences.
type Words struct {
	Reset     string // on the button
	ResetHint string
	CopyHint  string
}

// NewStrip makes the strip of some knobs, of which there must be one at least, for a cell that has shown some outputs.
func NewStrip(knobs []*Knob, outputs []Output, words Words) *Strip {
	s := &Strip{knobs: knobs}
	prefix := rand.Text() + "-"
	add := func(m *Model) *Model {
		m.ID = prefix + strconv.Itoa(len(s.models))
		s.models = append(s.models, m)
		return m
	}
	longest := 0
	for _, knob := range knobs {
		longest = max(longest, utf8.RuneCountInString(knob.label()))
	}
	labels := strconv.Itoa(min(longest, widestLabel)+1) + "ch"
	row := add(part("", baseModule, "Layout", map[string]any{"width": "calc(" + labels + " + 24em)", "max_width": "98%"}))
	plain := add(part("", baseModule, "Layout", nil))
	for _, knob := range knobs {
		name, styleName, state := knob.control()
		style := add(part("", controlsModule, styleName, map[string]any{"description_width": labels}))
		state["style"], state["layout"] = reference(style), reference(row)
		s.controls = append(s.controls, add(widget("", controlsModule, name, state)))
	}
	buttonStyle := add(part("", controlsModule, "ButtonStyle", nil))
	s.reset = add(widget("", controlsModule, "Button", map[string]any{
		"description": words.Reset, "tooltip": words.ResetHint, "style": reference(buttonStyle), "layout": reference(plain)}))
	htmlStyle := add(part("", controlsModule, "HTMLStyle", nil))
	s.flags = add(widget("", controlsModule, "HTML", map[string]any{
		"value": "", "tooltip": words.CopyHint, "style": reference(htmlStyle), "layout": reference(plain)}))
	last := add(widget("", controlsModule, "HBox", map[string]any{"children": references(s.reset, s.flags), "layout": reference(plain)}))
	s.output = add(widget("", outputModule, "Output", map[string]any{"outputs": orEmpty(outputs), "layout": reference(plain)}))
	rows := append(append([]*Model{}, s.controls...), last, s.output)
	s.view = add(widget("", controlsModule, "VBox", map[string]any{"children": references(rows...), "layout": reference(plain)}))
	return s
}

// Models are all of which the strip is made; one that names another comes after it.
func (s *Strip) Models() []*Model { return s.models }

// View is the model that is the whole strip.
func (s *Strip) View() *Model { return s.view }

// Model is the strip's model with an ID; nil if it has none.
func (s *Strip) Model(id string) *Model {
	for _, m := range s.models {
		if m.ID == id {
			return m
		}
	}
	return nil
}

// Take takes what a page says of a control, and tells whether that has turned the knob.
func (s *Strip) Take(id string, state map[string]json.RawMessage) (turned bool) {
	for i, control := range s.controls {
		if control.ID == id {
			before := s.knobs[i].Value
			s.knobs[i].take(state)
			s.set(i)
			return s.knobs[i].Value != before
		}
	}
	return false
}

// set brings the model of a knob's control up to date.
func (s *Strip) set(i int) {
	_, _, now := s.knobs[i].control()
	for _, key := range []string{"value", "index"} {
		if value, has := now[key]; has {
			s.controls[i].State[key] = value
		}
	}
}

// IsReset tells whether a model is the button that sets all knobs back.
func (s *Strip) IsReset(id string) bool { return s.reset.ID == id }

// Reset sets all knobs back to what the cell says. The controls that this moves are returned.
func (s *Strip) Reset() (moved []*Model) {
	for i, knob := range s.knobs {
		if knob.Value != knob.Written {
			knob.Value = knob.Written
			s.set(i)
			moved = append(moved, s.controls[i])
		}
	}
	return moved
}

// Flags are the flags that differ from what the cell says, as words of a command line.
func (s *Strip) Flags() []string {
	return s.words(func(k *Knob) string { return k.Written })
}

func (s *Strip) words(but func(k *Knob) string) (words []string) {
	for _, knob := range s.knobs {
		if knob.Value != but(knob) {
			words = append(words, cells.Quoted("--"+knob.Name+"="+knob.Value))
		}
	}
	return words
}

// ShowFlags brings the line of flags to copy up to date. It sets in the cell what the knobs set, and is there when one was turned;
// a click selects all of it.
func (s *Strip) ShowFlags() *Model {
	line := s.Line()
	if line != "" {
		line = `<code style="user-select: all">` + html.EscapeString(line) + "</code>"
	}
	s.flags.State["value"] = line
	return s.flags
}

// Line is the line with which the cell would set what the knobs set; empty if none was turned.
func (s *Strip) Line() string {
	if len(s.Flags()) == 0 {
		return ""
	}
	return strings.Join(append([]string{"%%"}, s.words(func(k *Knob) string { return k.Default })...), " ")
}

// Show puts what a run of the cell has shown below the controls.
func (s *Strip) Show(outputs []Output) *Model {
	s.output.State["outputs"] = orEmpty(outputs)
	return s.output
}

// orEmpty is a list in JSON even where there is nothing.
func orEmpty(outputs []Output) []Output { return append([]Output{}, outputs...) }
