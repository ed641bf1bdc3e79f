package knobs

import (
	"encoding/json"
	"html"
	"math"
	"slices"
	"strconv"

	"firstneuron/internal/control"
	"firstneuron/kernel-setup/kernel/cells"
)

// A Panel is a control that a program shows while it runs.
type Panel struct {
	*Widget
	control.Control         // with its present value
	Answer          float64 // what the program is told of the last change: the value, or the index of the button

	row     *row     // of a slider or a list; nil for buttons
	buttons []*Model // in their order
	text    *Model   // beside the buttons
}

// NewPanel makes the models of a control; ok is false for one that nobody could set.
func NewPanel(c control.Control) (p *Panel, ok bool) {
	p = &Panel{Widget: newWidget(), Control: c}
	knob := &Knob{Flag: cells.Flag{Kind: "Float64", Usage: c.Label}, Value: number(c.Value)}
	switch {
	case c.Kind == control.Slider && c.Low <= c.Value && c.Value <= c.High && c.Low < c.High && !math.IsInf(c.High-c.Low, 0) && (!c.Log || c.Low > 0):
		if c.Whole {
			knob.Kind = "Int"
		}
		knob.Range = Range{Min: c.Low, Max: c.High, Log: c.Log}.with(knob.Kind, knob.Value)
	case c.Kind == control.Choice && c.Value >= 0 && c.Value < float64(len(c.Options)):
		knob.Kind, knob.Range, knob.Value = "String", Range{Choices: c.Options}, c.Options[int(c.Value)]
	case c.Kind == control.Buttons && len(c.Options) > 0:
		p.addButtons()
		return p, true
	default:
		return nil, false
	}
	knob.Written = knob.Value
	p.row = p.addRow(knob)
	return p, true
}

func (p *Panel) addButtons() {
	layout, style := p.layout(nil), p.style("ButtonStyle", nil)
	fit := p.layout(map[string]any{"width": "auto"})
	for _, option := range p.Options {
		p.buttons = append(p.buttons, p.control("Button", fit, style, map[string]any{"description": option}))
	}
	p.text = p.control("HTML", layout, p.style("HTMLStyle", nil), map[string]any{})
	p.Say(p.Text)
	p.control("HBox", layout, nil, map[string]any{"children": references(append(slices.Clone(p.buttons), p.text)...)})
}

// Take sets the control from what a page says of a model, and tells whether that has set it. Moved are the models of which the page
// does not know the new value. A number beyond an end of the slider becomes that end.
func (p *Panel) Take(id string, state map[string]json.RawMessage) (isSet bool, moved []*Model) {
	if p.row == nil {
		return false, nil
	}
	if isSet, moved = p.row.take(id, state); !isSet {
		return false, nil
	}
	if p.Kind == control.Choice {
		p.Value = float64(slices.Index(p.Options, p.row.Value))
	} else if p.Value = max(p.Low, min(p.row.number(), p.High)); p.Value != p.row.number() {
		p.row.Value = number(p.Value)
		p.row.update()
		moved = p.row.models()
	}
	p.Answer = p.Value
	return true, moved
}

// Click takes a click on a model, and tells whether it is a button.
func (p *Panel) Click(id string) (isSet bool, moved []*Model) {
	button := slices.IndexFunc(p.buttons, func(m *Model) bool { return m.ID == id })
	if button < 0 {
		return false, nil
	}
	p.Value++
	p.Answer = float64(button)
	return true, nil
}

// Say puts a text beside the buttons.
func (p *Panel) Say(text string) *Model {
	p.Text = text
	p.text.State["value"] = html.EscapeString(text)
	return p.text
}

// number is a number as a flag takes it, with all its digits.
func number(value float64) string { return strconv.FormatFloat(value, 'g', -1, 64) }
