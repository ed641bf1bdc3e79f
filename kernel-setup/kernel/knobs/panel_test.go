package knobs

import (
	"encoding/json"
	"fmt"
	"slices"
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

func said(state string) (all map[string]json.RawMessage) {
	_ = json.Unmarshal([]byte(state), &all)
	return all
}

func TestPanelsTakeWhatAPageSays(t *testing.T) {
	rate := control.Control{Kind: control.Slider, Label: "rate", Low: 0.0123, High: 10, Log: true, Value: 1}
	share := control.Control{Kind: control.Slider, Label: "share", High: 1, Value: 0.5}
	count := control.Control{Kind: control.Slider, Label: "count", Low: 1, High: 9, Whole: true, Value: 3}
	kind := control.Control{Kind: control.Choice, Label: "kind", Options: []string{"tanh", "hard sigmoid"}}
	for _, test := range []struct {
		control control.Control
		typed   bool // into the field beside a slider
		state   string
		isSet   bool
		text    string
	}{
		{rate, false, `{"value": 0.50118723}`, true, "rate: 0.501"},
		{rate, false, `{"value": 0.01229}`, true, "rate: 0.0123"},
		{rate, false, `{"value": 1e300}`, true, "rate: 10"},
		{rate, false, `{"value": "2"}`, false, "rate: 1"},
		{rate, false, `{"value": null}`, false, "rate: 1"},
		{rate, false, `{"max": 100}`, false, "rate: 1"},
		{rate, true, `{"value": 0.0123456}`, true, "rate: 0.0123456"},
		{rate, true, `{"value": 0}`, true, "rate: 0.0123"},
		{share, true, `{"value": 0.12345}`, true, "share: 0.12345"},
		{share, true, `{"value": 5}`, true, "share: 1"},
		{share, true, `{"value": -1e300}`, true, "share: 0"},
		{share, true, `{"value": null}`, false, "share: 0.5"},
		{count, false, `{"value": 7}`, true, "count: 7"},
		{count, false, `{"value": 6.6}`, true, "count: 7"},
		{count, false, `{"value": -4}`, true, "count: 1"},
		{count, true, `{"value": 12}`, true, "count: 9"},
		{kind, false, `{"index": 1}`, true, "kind: hard sigmoid"},
		{kind, false, `{"index": 2}`, false, "kind: tanh"},
		{kind, false, `{"index": -1}`, false, "kind: tanh"},
	} {
		p := panelOf(t, test.control)
		id := p.row.control.ID
		if test.typed {
			id = p.row.field.ID
		}
		if isSet, _ := p.Take(id, said(test.state)); isSet != test.isSet || isSet && p.Answer != p.Value || p.String() != test.text {
			t.Errorf("%s of %s: got %v, %v and %q, want %v and %q", test.state, test.control.Label, isSet, p.Answer, p.String(), test.isSet, test.text)
		}
		if isSet, _ := p.Take(p.Models()[0].ID, said(test.state)); isSet {
			t.Error("a layout sets a value")
		}
		if p.row.field != nil && fmt.Sprint(p.row.field.State["value"]) != fmt.Sprint(p.Value) {
			t.Errorf("the field beside %s shows %v", p.String(), p.row.field.State["value"])
		}
	}
}

// A page that has typed a number beyond the end is told the end, in the field too.
func TestWhatIsTypedEndsWhereTheSliderEnds(t *testing.T) {
	p := panelOf(t, control.Control{Kind: control.Slider, Label: "rate", High: 2, Value: 2})
	for range 2 {
		if _, moved := p.Take(p.row.field.ID, said(`{"value": 5}`)); !slices.Equal(moved, []*Model{p.row.control, p.row.field}) || p.Answer != 2 {
			t.Errorf("the page is told %v, the program %v", moved, p.Answer)
		}
	}
}

func TestButtonsCountTheirPresses(t *testing.T) {
	p := panelOf(t, control.Control{Kind: control.Buttons, Label: "steps", Options: []string{"Pause", "Step"}})
	for want, m := range p.buttons {
		if isSet, _ := p.Click(m.ID); !isSet || p.Answer != float64(want) {
			t.Errorf("got button %v, %v, want %d", p.Answer, isSet, want)
		}
	}
	if isSet, _ := p.Click(p.View().ID); isSet {
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
