package knobs

import (
	"encoding/json"
	"testing"

	"firstneuron/internal/control"
)

func panelOf(t *testing.T, c control.Control) *Panel {
	t.Helper()
	p, ok := NewPanel(c)
	if !ok {
		t.Fatalf("%+v makes no panel", c)
	}
	return p
}

func TestPanelsTakeWhatAPageSays(t *testing.T) {
	rate := control.Control{Kind: control.Slider, Label: "rate", Low: 0.0123, High: 10, Log: true, Value: 1}
	count := control.Control{Kind: control.Slider, Label: "count", Low: 1, High: 9, Whole: true, Value: 3}
	kind := control.Control{Kind: control.Choice, Label: "kind", Options: []string{"tanh", "hard sigmoid"}}
	for _, test := range []struct {
		control control.Control
		state   string
		ok      bool
		want    float64
		text    string
	}{
		{rate, `{"value": 0.50118723}`, true, 0.501, "rate: 0.501"},
		{rate, `{"value": 0.01229}`, true, 0.0123, "rate: 0.0123"},
		{rate, `{"value": 1e300}`, true, 10, "rate: 10"},
		{rate, `{"value": "2"}`, false, 0, "rate: 1"},
		{rate, `{"value": null}`, false, 0, "rate: 1"},
		{rate, `{"max": 100}`, false, 0, "rate: 1"},
		{count, `{"value": 7}`, true, 7, "count: 7"},
		{count, `{"value": 6.6}`, true, 7, "count: 7"},
		{count, `{"value": -4}`, true, 1, "count: 1"},
		{kind, `{"index": 1}`, true, 1, "kind: hard sigmoid"},
		{kind, `{"index": 2}`, false, 0, "kind: tanh"},
		{kind, `{"index": -1}`, false, 0, "kind: tanh"},
	} {
		p := panelOf(t, test.control)
		var state map[string]json.RawMessage
		_ = json.Unmarshal([]byte(test.state), &state)
		if value, ok := p.Take(p.View().ID, state); ok != test.ok || value != test.want || p.String() != test.text {
			t.Errorf("%s of %s: got %v, %v and %q, want %v, %v and %q", test.state, test.control.Label, value, ok, p.String(), test.want, test.ok, test.text)
		}
		if _, ok := p.Take(p.Models()[0].ID, state); ok {
			t.Error("a layout sets a value")
		}
		for key, told := range p.View().State {
			if number, is := told.(float64); is && key == "value" && number != p.Value {
				t.Errorf("a page that is loaded now would see %v, not %v", number, p.Value)
			}
		}
	}
}

func TestASliderShowsItsValue(t *testing.T) {
	for _, test := range []struct {
		control control.Control
		format  string
		step    any
	}{
		{control.Control{Kind: control.Slider, High: 2, Value: 0.5}, ".2f", 0.02},
		{control.Control{Kind: control.Slider, High: 0.1, Value: 0.0427}, ".4f", 0.0001},
		{control.Control{Kind: control.Slider, Low: 1, High: 900, Value: 12, Whole: true}, "d", int64(1)},
		{control.Control{Kind: control.Slider, Low: 0.01, High: 10, Value: 1, Log: true}, ".3g", 0.05},
	} {
		state := panelOf(t, test.control).View().State
		if state["readout"] != true || state["readout_format"] != test.format || state["step"] != test.step {
			t.Errorf("%+v: got the format %v and the step %v, want %s and %v", test.control, state["readout_format"], state["step"], test.format, test.step)
		}
	}
}

func TestButtonsCountTheirPresses(t *testing.T) {
	p := panelOf(t, control.Control{Kind: control.Buttons, Label: "steps", Options: []string{"Pause", "Step"}})
	for want, m := range p.buttons {
		if button, ok := p.Press(m.ID); !ok || button != want {
			t.Errorf("got button %d, %v, want %d", button, ok, want)
		}
	}
	if _, ok := p.Press(p.View().ID); ok {
		t.Error("the row is a button")
	}
	if p.String() != "steps: pressed 2 times" {
		t.Errorf("got %q", p.String())
	}
	if m := p.Say("<b>"); m.State["value"] != "&lt;b&gt;" || p.String() != "<b>" {
		t.Errorf("beside the buttons stands %v", m.State["value"])
	}
}

func TestWhatCanBeNoPanel(t *testing.T) {
	for _, c := range []control.Control{
		{},
		{Kind: "knob", Low: 0, High: 1},
		{Kind: control.Slider, Low: 1, High: 1, Value: 1},
		{Kind: control.Slider, Low: 0, High: 1, Value: 2},
		{Kind: control.Slider, Low: 0, High: 1, Log: true},
		{Kind: control.Choice},
		{Kind: control.Choice, Options: []string{"a"}, Value: 1},
		{Kind: control.Choice, Options: []string{"a"}, Value: -1},
		{Kind: control.Choice, Options: []string{"a"}, Value: 1e300},
		{Kind: control.Slider, Low: -1e308, High: 1e308},
		{Kind: control.Buttons},
	} {
		if _, ok := NewPanel(c); ok {
			t.Errorf("%+v makes a panel", c)
		}
	}
}
