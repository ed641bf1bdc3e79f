package knobs

import (
	"encoding/json"
	"math"
	"os"
	"slices"
	"strings"
	"testing"

	"firstneuron/internal/control"
	"firstneuron/kernel-setup/kernel/cells"
)

var words = Words{Reset: "reset", ResetHint: "sets back", CopyHint: "click"}

func stripOf(t *testing.T, outputs ...Output) *Strip {
	t.Helper()
	var all []*Knob
	for _, flag := range []cells.Flag{
		{Name: "share", Kind: "Float64", Default: "0.5", Usage: "a `share` of it"},
		{Name: "rate", Kind: "Float64", Default: "1", Usage: "learning rate", Knob: "0.01 to 10 log"},
		{Name: "steps", Kind: "Int", Default: "100", Usage: "how many steps"},
		{Name: "kind", Kind: "String", Default: "tanh", Usage: "activation", Knob: "sigmoid tanh ReLU"},
		{Name: "title", Kind: "String", Default: "A title", Usage: "what is written above the chart"},
		{Name: "loud", Kind: "Bool", Default: "false", Usage: "prints more"},
	} {
		knob, ok := New(flag, flag.Default)
		if !ok {
			t.Fatalf("no knob of %+v", flag)
		}
		all = append(all, knob)
	}
	return NewStrip(all, outputs, words)
}

// Every state is one that ipywidgets' own objects could have.
func TestStatesAreThoseOfIpywidgets(t *testing.T) {
	text, err := os.ReadFile("testdata/ipywidgets.json")
	if err != nil {
		t.Fatal(err)
	}
	var oracle struct{ States map[string]map[string]any }
	if err := json.Unmarshal(text, &oracle); err != nil {
		t.Fatal(err)
	}
	seen, ids := map[string]bool{}, map[string]bool{}
	models := stripOf(t, Output{"output_type": "stream", "name": "stdout", "text": "x"}).Models()
	for _, c := range []control.Control{
		{Kind: control.Slider, Label: "rate", High: 1}, {Kind: control.Slider, Label: "count", High: 9, Whole: true},
		{Kind: control.Slider, Label: "rate", Low: 1, High: 9, Value: 2, Log: true}, {Kind: control.Choice, Label: "kind", Options: []string{"a", "b"}},
		{Kind: control.Buttons, Label: "shake", Options: []string{"shake"}},
	} {
		models = append(models, panelOf(t, c).Models()...)
	}
	for _, m := range models {
		var state map[string]any
		text, _ := json.Marshal(m.State)
		_ = json.Unmarshal(text, &state)
		name := state["_model_name"].(string)
		seen[name] = true
		theirs, known := oracle.States[name]
		if !known {
			t.Errorf("ipywidgets has no %s", name)
		}
		for key, value := range state {
			want, has := theirs[key]
			switch {
			case !has:
				t.Errorf("ipywidgets' %s has no %s", name, key)
			case strings.HasPrefix(key, "_model") || strings.HasPrefix(key, "_view"):
				if value != want {
					t.Errorf("%s has %s %v, ipywidgets has %v", name, key, value, want)
				}
			case want != nil && kindOf(value) != kindOf(want):
				t.Errorf("%s has %s %v, ipywidgets has %v", name, key, value, want)
			}
			for _, reference := range referencesIn(value) {
				if !ids[reference] {
					t.Errorf("%s names %s in %s, which comes later or never", name, reference, key)
				}
			}
		}
		ids["IPY_MODEL_"+m.ID] = true
	}
	for name := range oracle.States {
		if !seen[name] {
			t.Errorf("the strip has no %s", name)
		}
	}
}

func kindOf(value any) string {
	switch value.(type) {
	case float64:
		return "number"
	case string:
		return "string"
	case bool:
		return "bool"
	case []any:
		return "list"
	}
	return "object"
}

func referencesIn(value any) (all []string) {
	switch value := value.(type) {
	case string:
		if strings.HasPrefix(value, "IPY_MODEL_") {
			all = append(all, value)
		}
	case []any:
		for _, item := range value {
			all = append(all, referencesIn(item)...)
		}
	}
	return all
}

func TestTurnAndReset(t *testing.T) {
	s := stripOf(t)
	turn := func(knob int, state string) bool {
		var said map[string]json.RawMessage
		_ = json.Unmarshal([]byte(state), &said)
		turned, _ := s.Take(s.rows[knob].control.ID, said)
		return turned
	}
	if turn(0, `{"value": 0.5}`) || turn(0, `{"description": "x"}`) {
		t.Error("a value that is the same turns the knob")
	}
	if s.ShowFlags().State["value"] != "" {
		t.Errorf("before a knob is turned, %s is there to copy", s.ShowFlags().State["value"])
	}
	for knob, state := range []string{`{"value": 0.75}`, `{"value": 2}`, `{"value": 300}`, `{"index": 2}`, `{"value": "<b> \"c\""}`, `{"value": true}`} {
		if !turn(knob, state) {
			t.Errorf("%s does not turn the knob %d", state, knob)
		}
	}
	want := []string{"--share=0.75", "--rate=2", "--steps=300", "--kind=ReLU", `"--title=<b> \"c\""`, "--loud=true"}
	if got := s.Flags(); !slices.Equal(got, want) {
		t.Errorf("the flags are %q, want %q", got, want)
	}
	line := `<code style="user-select: all">%% --share=0.75 --rate=2 --steps=300 --kind=ReLU &#34;--title=&lt;b&gt; \&#34;c\&#34;&#34; --loud=true</code>`
	if got := s.ShowFlags().State["value"]; got != line {
		t.Errorf("there is %s to copy, want %s", got, line)
	}
	if s.rows[3].control.State["index"] != 2 || s.rows[5].control.State["value"] != true {
		t.Errorf("a page that is loaded now would see %v and %v", s.rows[3].control.State, s.rows[5].control.State)
	}
	if moved := s.Reset(); len(moved) != 9 || len(s.Flags()) != 0 || moved[0].State["value"] != 0.5 || len(s.Reset()) != 0 {
		t.Errorf("the reset moves %d controls and leaves %q", len(moved), s.Flags())
	}
}

// What is to be copied sets in the cell what the cell and the knobs set now.
func TestFlagsToCopyKeepThoseOfTheCell(t *testing.T) {
	steps, _ := New(cells.Flag{Name: "steps", Kind: "Int", Default: "100"}, "50")
	rate, _ := New(cells.Flag{Name: "rate", Kind: "Float64", Default: "1"}, "1")
	s := NewStrip([]*Knob{steps, rate}, nil, words)
	s.Take(s.rows[1].control.ID, map[string]json.RawMessage{"value": []byte("2")})
	if got := s.ShowFlags().State["value"].(string); !strings.Contains(got, ">%% --steps=50 --rate=2<") {
		t.Errorf("there is %s to copy", got)
	}
	if got := s.Flags(); !slices.Equal(got, []string{"--rate=2"}) {
		t.Errorf("the cell gets %q besides its own flags", got)
	}
}

// What is typed beside a slider is what the flag gets; the slider stands near it, and that a page says so turns nothing.
func TestWhatIsTypedRuns(t *testing.T) {
	for _, test := range []struct {
		kind, knob, written, typed, want string
		slider                           float64
	}{
		{"Float64", "0.01 to 10 log", "1", "3", "3", 3.1622776601683795},
		{"Float64", "0.01 to 10 log", "1", "0.0123456", "0.0123456", 0.012589254117941675},
		{"Float64", "0.01 to 10 log", "1", "100", "100", 10},
		{"Float64", "0.01 to 10 log", "1", "0", "0", 0.01},
		{"Float64", "0 to 10", "1", "0.333", "0.333", 0.3},
		{"Float64", "0 to 10", "1", "-2", "-2", 0},
		{"Float64", "0 to 10 step 3", "1", "10", "10", 10},
		{"Int", "100 to 1000 step 100", "300", "512", "512", 500},
		{"Int", "10 to 1000 log", "10", "101", "101", 100},
		{"Float64", "", "1", "null", "1", 1},
	} {
		knob, _ := New(cells.Flag{Name: "x", Kind: test.kind, Knob: test.knob}, test.written)
		s := NewStrip([]*Knob{knob}, nil, words)
		said := map[string]json.RawMessage{"value": []byte(test.typed)}
		turned, moved := s.Take(s.rows[0].field.ID, said)
		if turned != (test.written != test.want) || turned != (len(moved) == 1 && moved[0] == s.rows[0].control) || knob.Value != test.want {
			t.Errorf("%+v: the flag gets %s, moved %v", test, knob.Value, moved)
		}
		var at float64
		text, _ := json.Marshal(s.rows[0].control.State["value"])
		if _ = json.Unmarshal(text, &at); math.Abs(at-test.slider) > 1e-9*at {
			t.Errorf("%+v: the slider stands at %g", test, at)
		}
		text, _ = json.Marshal(at * (1 + 1e-8))
		if turned, _ := s.Take(s.rows[0].control.ID, map[string]json.RawMessage{"value": text}); turned || knob.Value != test.want {
			t.Errorf("%+v: where the page has moved the slider, the flag gets %s", test, knob.Value)
		}
	}
	knob, _ := New(cells.Flag{Name: "x", Kind: "Float64", Knob: "0 to 10"}, "1")
	s := NewStrip([]*Knob{knob}, nil, words)
	if turned, moved := s.Take(s.rows[0].control.ID, map[string]json.RawMessage{"value": []byte("2.5")}); !turned || len(moved) != 1 || s.rows[0].field.State["value"] != 2.5 {
		t.Errorf("after the slider was moved, the field shows %v", s.rows[0].field.State["value"])
	}
}
