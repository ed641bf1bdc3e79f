package knobs

import (
	"encoding/json"
	"reflect"
	"testing"

	"firstneuron/kernel-setup/kernel/cells"
)

func TestReadRange(t *testing.T) {
	for _, test := range []struct {
		text, kind, value string
		want              Range
	}{
		{"0 to 10", "Float64", "1", Range{Max: 10, Step: 0.1}},
		{"0 to 10 step 0.5", "Float64", "1", Range{Max: 10, Step: 0.5}},
		{"0.001 to 10 log", "Float64", "1", Range{Min: 0.001, Max: 10, Log: true}},
		{"1 to 20", "Int", "8", Range{Min: 1, Max: 20, Step: 1}},
		{"1 to 20", "Int", "30", Range{Min: 1, Max: 30, Step: 1}},
		{"sigmoid tanh", "String", "ReLU", Range{Choices: []string{"ReLU", "sigmoid", "tanh"}}},
		{"16 32 64", "Int", "32", Range{Choices: []string{"16", "32", "64"}}},
		{"none", "Int", "32", Range{None: true}},
		// Guessed.
		{"", "Float64", "1", Range{Max: 3, Step: 0.02}},
		{"", "Float64", "0.3", Range{Max: 1, Step: 0.01}},
		{"", "Float64", "0.004", Range{Min: 0.00004, Max: 0.4, Log: true}},
		{"", "Float64", "0", Range{Min: -1, Max: 1, Step: 0.02}},
		{"", "Float64", "-10", Range{Min: -30, Max: 10, Step: 0.2}},
		{"", "Int", "0", Range{Max: 10, Step: 1}},
		{"", "Int", "8", Range{Min: 1, Max: 24, Step: 1}},
		{"", "Int", "10000", Range{Min: 200, Max: 30000, Step: 200}},
		{"", "String", "tanh", Range{}},
		{"", "Bool", "true", Range{}},
	} {
		got, ok := ReadRange(cells.Flag{Name: "x", Kind: test.kind, Knob: test.text}, test.value)
		if !ok || !reflect.DeepEqual(got, test.want) {
			t.Errorf("//knob %s of a flag of kind %s that is %s gives %+v (%v), want %+v", test.text, test.kind, test.value, got, ok, test.want)
		}
	}
	for _, text := range []string{"10 to 1", "0 to", "0 to x", "0 to 10 log", "1 to 10 by 2", "1 to 10 step", "1 to 10 step 100", "1 to 10 step 2 log", "a b", "5"} {
		if got, ok := ReadRange(cells.Flag{Name: "x", Kind: "Int", Knob: text}, "5"); ok {
			t.Errorf("//knob %s is read as %+v", text, got)
		}
	}
}

// A value that a control sends is what the flag gets, with as many digits as the control shows.
func TestTake(t *testing.T) {
	for _, test := range []struct {
		kind, knob, value, said, want string
	}{
		{"Float64", "", "1", `{"value": 0.30000000000000004}`, "0.3"},
		{"Float64", "0.001 to 10 log", "1", `{"value": 0.5011872336272722}`, "0.501"},
		{"Int", "", "8", `{"value": 5}`, "5"},
		{"Int", "10 to 10000 log", "100", `{"value": 501.1872}`, "501"},
		{"Int", "16 32 64", "16", `{"index": 2}`, "64"},
		{"Int", "16 32 64", "16", `{"index": 3}`, "16"},
		{"String", "sigmoid tanh", "tanh", `{"index": 0}`, "sigmoid"},
		{"String", "", "a", `{"value": "b c"}`, "b c"},
		{"Duration", "", "1s", `{"value": "2s"}`, "2s"},
		{"Bool", "", "true", `{"value": false}`, "false"},
		{"Int", "", "8", `{"value": null}`, "8"},
		{"Int", "", "8", `{}`, "8"},
	} {
		knob, ok := New(cells.Flag{Name: "x", Kind: test.kind, Knob: test.knob}, test.value)
		if !ok {
			t.Fatalf("//knob %s is not read", test.knob)
		}
		var state map[string]json.RawMessage
		if err := json.Unmarshal([]byte(test.said), &state); err != nil {
			t.Fatal(err)
		}
		knob.take(state)
		if knob.Value != test.want {
			t.Errorf("%s %q says %s: the flag gets %q, want %q", test.kind, test.knob, test.said, knob.Value, test.want)
		}
	}
}

func TestRatesAreLogarithmic(t *testing.T) {
	for _, test := range []struct {
		name, value string
		want        Range
	}{
		{"rate", "1", Range{Min: 0.01, Max: 10, Log: true}},
		{"learning-rate", "0.25", Range{Min: 0.0025, Max: 2.5, Log: true}},
		{"rate", "0.001", Range{Min: 0.00001, Max: 0.1, Log: true}},
		{"rate", "0", Range{Min: -1, Max: 1, Step: 0.02}},
		{"pirate", "1", Range{Max: 3, Step: 0.02}},
	} {
		if got, _ := ReadRange(cells.Flag{Name: test.name, Kind: "Float64"}, test.value); !reflect.DeepEqual(got, test.want) {
			t.Errorf("%s at %s has %+v, want %+v", test.name, test.value, got, test.want)
		}
	}
}

func TestNoKnob(t *testing.T) {
	for _, flag := range []cells.Flag{{Kind: "Func"}, {Kind: "Text"}, {Kind: ""}, {Kind: "Int", Knob: "none"}} {
		if knob, _ := New(flag, "1"); knob != nil {
			t.Errorf("the flag %+v has the knob %+v", flag, knob)
		}
	}
	if knob, _ := New(cells.Flag{Kind: "Int"}, "many"); knob != nil {
		t.Errorf("a value that is not a number gives the knob %+v", knob)
	}
	if knob, ok := New(cells.Flag{Kind: "Int", Knob: "3 to 1"}, "2"); knob == nil || ok || knob.Range.Max != 6 {
		t.Errorf("what cannot be read gives %+v, %v; want a range that is guessed", knob, ok)
	}
}
