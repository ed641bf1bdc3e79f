package knobs

import (
	"crypto/rand"
	"encoding/json"
	"html"
	"reflect"
	"slices"
	"strconv"
	"strings"

	"firstneuron/kernel-setup/kernel/cells"
)

// A Strip is the controls of one cell; a button that sets them back, the flags to copy, and a note; and below them what the cell has shown.
type Strip struct {
	knobs    []*Knob
	controls []*Model // by knob
	fields   []*Model // by knob; nil beside what is no slider
	reset    *Model
	flags    *Model
	note     *Model
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

// How wide things are, the same on all strips of a page, so that their sliders begin and end at the same places. A longer label is cut, and
// shown whole when the mouse is over it.
const (
	labelWidth   = "270px"
	controlWidth = "530px" // with the label
	fieldWidth   = "110px"
)

// NewStrip makes the strip of some knobs, of which there must be one at least, for a cell that has shown some outputs.
func NewStrip(knobs []*Knob, outputs []Output, words Words) *Strip {
	s := &Strip{knobs: knobs}
	prefix := rand.Text() + "-"
	add := func(m *Model) *Model {
		m.ID = prefix + strconv.Itoa(len(s.models))
		s.models = append(s.models, m)
		return m
	}
	layout := func(state map[string]any) *Model { return add(part("", baseModule, "Layout", state)) }
	style := func(name string, state map[string]any) *Model { return add(part("", controlsModule, name, state)) }
	seen := func(name string, layout, style *Model, state map[string]any) *Model {
		state["layout"] = reference(layout)
		if style != nil {
			state["style"] = reference(style)
		}
		return add(widget("", controlsModule, name, state))
	}
	plain := layout(nil)
	control, field := layout(map[string]any{"width": controlWidth, "max_width": "98%"}), layout(map[string]any{"width": fieldWidth})
	var rows []*Model
	for _, knob := range knobs {
		name, styleName, state := knob.control()
		row := seen(name, control, style(styleName, map[string]any{"description_width": labelWidth}), state)
		s.controls, s.fields = append(s.controls, row), append(s.fields, nil)
		if knob.hasSlider() {
			name, state := knob.field()
			typed := seen(name, field, style("DescriptionStyle", nil), state)
			s.fields[len(s.fields)-1] = typed
			row = seen("HBox", plain, nil, map[string]any{"children": references(row, typed)})
		}
		rows = append(rows, row)
	}
	s.reset = seen("Button", plain, style("ButtonStyle", nil), map[string]any{"description": words.Reset, "tooltip": words.ResetHint})
	s.flags = seen("HTML", plain, style("HTMLStyle", nil), map[string]any{"value": "", "tooltip": words.CopyHint})
	s.note = seen("HTML", plain, style("HTMLStyle", nil), map[string]any{"value": ""})
	beside := layout(map[string]any{"margin": "0 0 8px calc(" + labelWidth + " + 8px)", "flex_flow": "row wrap", "align_items": "center"})
	rows = append(rows, seen("HBox", beside, nil, map[string]any{"children": references(s.reset, s.flags, s.note)}))
	s.output = add(widget("", outputModule, "Output", map[string]any{"outputs": orEmpty(outputs), "layout": reference(plain)}))
	s.view = seen("VBox", plain, nil, map[string]any{"children": references(append(rows, s.output)...)})
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

// Take takes what a page says of a control, or of the field beside it, and tells whether that has turned the knob. Moved is what the page
// does not know yet.
func (s *Strip) Take(id string, state map[string]json.RawMessage) (turned bool, moved []*Model) {
	for i, knob := range s.knobs {
		before, other := knob.Value, s.controls[i]
		switch {
		case s.controls[i].ID == id:
			knob.take(state)
			other = s.fields[i]
		case s.fields[i] != nil && s.fields[i].ID == id:
			knob.takeTyped(state)
		default:
			continue
		}
		s.set(i)
		if turned = knob.Value != before; turned && other != nil {
			moved = append(moved, other)
		}
		return turned, moved
	}
	return false, nil
}

// set brings the models of a knob up to date.
func (s *Strip) set(i int) {
	_, _, now := s.knobs[i].control()
	for _, key := range []string{"value", "index"} {
		if value, has := now[key]; has {
			s.controls[i].State[key] = value
		}
	}
	if s.fields[i] != nil {
		_, now := s.knobs[i].field()
		s.fields[i].State["value"] = now["value"]
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
			if moved = append(moved, s.controls[i]); s.fields[i] != nil {
				moved = append(moved, s.fields[i])
			}
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

// Say writes a note beside the button; an empty one takes it away.
func (s *Strip) Say(note string) *Model {
	if note != "" {
		note = "<em>" + html.EscapeString(note) + "</em>"
	}
	s.note.State["value"] = note
	return s.note
}

// IsOf tells whether the strip is one of some knobs, whatever they are turned to, and wherever their flags are declared.
func (s *Strip) IsOf(knobs []*Knob) bool {
	return slices.EqualFunc(s.knobs, knobs, func(a, b *Knob) bool {
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

// Show puts what a run of the cell has shown below the controls.
func (s *Strip) Show(outputs []Output) *Model {
	s.output.State["outputs"] = orEmpty(outputs)
	return s.output
}

// orEmpty is a list in JSON even where there is nothing.
func orEmpty(outputs []Output) []Output { return append([]Output{}, outputs...) }
