package knobs

import (
	"crypto/rand"
	"encoding/json"
	"fmt"
	"html"
	"math"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"firstneuron/internal/control"
	"firstneuron/kernel-setup/kernel/cells"
)

// A Panel is a control that a program shows while it runs.
type Panel struct {
	control.Control // with the value that it has now

	knob    *Knob    // the slider or the list; nil for buttons
	setter  *Model   // its model
	buttons []*Model // in their order
	text    *Model   // beside the buttons
	models  []*Model
}

// NewPanel makes the models of a control; ok is false for what can be none.
func NewPanel(c control.Control) (p *Panel, ok bool) {
	p = &Panel{Control: c}
	switch {
	case c.Kind == control.Slider && c.Low <= c.Value && c.Value <= c.High && c.Low < c.High && !math.IsInf(c.High-c.Low, 0) && (!c.Log || c.Low > 0):
		p.knob = &Knob{Flag: cells.Flag{Kind: "Float64", Usage: c.Label}}
		if c.Whole {
			p.knob.Kind = "Int"
		}
		p.knob.Value = strconv.FormatFloat(c.Value, 'g', -1, 64)
		p.knob.Range = Range{Min: c.Low, Max: c.High, Log: c.Log}.with(p.knob.Kind, p.knob.Value).onSteps(p.knob.Value)
	case c.Kind == control.Choice && c.Value >= 0 && c.Value < float64(len(c.Options)):
		p.knob = &Knob{Flag: cells.Flag{Kind: "String", Usage: c.Label}, Range: Range{Choices: c.Options}, Value: c.Options[int(c.Value)]}
	case c.Kind == control.Buttons && len(c.Options) > 0:
		p.addButtons()
		return p, true
	default:
		return nil, false
	}
	p.knob.Written = p.knob.Value
	p.addSetter()
	return p, true
}

// widestLabel is for how many letters of a label there is room beside a control.
const widestLabel = 60

func (p *Panel) add(m *Model) *Model {
	m.ID = rand.Text()
	p.models = append(p.models, m)
	return m
}

func (p *Panel) addSetter() {
	letters := strconv.Itoa(min(utf8.RuneCountInString(p.Label), widestLabel))
	layout := p.add(part("", baseModule, "Layout", map[string]any{"width": "calc(" + letters + "ch + 24em)", "max_width": "98%"}))
	name, styleName, state := p.knob.control()
	style := p.add(part("", controlsModule, styleName, map[string]any{"description_width": "initial"}))
	if p.Kind == control.Slider {
		state["readout"], state["readout_format"] = true, p.format()
	}
	state["tooltip"], state["style"], state["layout"] = p.Label, reference(style), reference(layout)
	p.setter = p.add(widget("", controlsModule, name, state))
}

// format is how the page writes the value of a slider.
func (p *Panel) format() string {
	switch r := p.knob.Range; {
	case p.Whole:
		return "d"
	case r.Log:
		return ".3g"
	default:
		return fmt.Sprintf(".%df", max(decimals(r.Step), decimals(p.Value)))
	}
}

func (p *Panel) addButtons() {
	layout := p.add(part("", baseModule, "Layout", nil))
	style := p.add(part("", controlsModule, "ButtonStyle", nil))
	fit := p.add(part("", baseModule, "Layout", map[string]any{"width": "auto"}))
	for _, option := range p.Options {
		p.buttons = append(p.buttons, p.add(widget("", controlsModule, "Button", map[string]any{
			"description": option, "style": reference(style), "layout": reference(fit)})))
	}
	htmlStyle := p.add(part("", controlsModule, "HTMLStyle", nil))
	p.text = p.add(widget("", controlsModule, "HTML", map[string]any{"style": reference(htmlStyle), "layout": reference(layout)}))
	p.Say(p.Text)
	p.add(widget("", controlsModule, "HBox", map[string]any{
		"children": references(append(slices.Clone(p.buttons), p.text)...), "layout": reference(layout)}))
}

// Models are all of which the control is made; one that names another comes after it.
func (p *Panel) Models() []*Model { return p.models }

// View is the model that is the whole control.
func (p *Panel) View() *Model { return p.models[len(p.models)-1] }

// Model is the control's model with an ID; nil if it has none.
func (p *Panel) Model(id string) *Model {
	if i := slices.IndexFunc(p.models, func(m *Model) bool { return m.ID == id }); i >= 0 {
		return p.models[i]
	}
	return nil
}

// Take takes what a page says of a model, and tells the control's value if that has set it. What makes no sense sets nothing.
func (p *Panel) Take(id string, state map[string]json.RawMessage) (value float64, ok bool) {
	if p.setter == nil || p.setter.ID != id || !p.knob.take(state) {
		return 0, false
	}
	if p.Kind == control.Choice {
		p.Value = float64(slices.Index(p.Options, p.knob.Value))
		p.setter.State["index"] = int(p.Value)
	} else {
		number, _ := strconv.ParseFloat(p.knob.Value, 64)
		p.Value = math.Max(p.Low, math.Min(number, p.High)) // a number with fewer digits may be beyond
		p.knob.Value = strconv.FormatFloat(p.Value, 'g', -1, 64)
		p.setter.State["value"] = p.Value
	}
	return p.Value, true
}

// Press takes a click on a model, and tells which button it is.
func (p *Panel) Press(id string) (button int, ok bool) {
	button = slices.IndexFunc(p.buttons, func(m *Model) bool { return m.ID == id })
	if button >= 0 {
		p.Value++
	}
	return button, button >= 0
}

// Say puts a text beside the buttons.
func (p *Panel) Say(text string) *Model {
	p.Text = text
	p.text.State["value"] = html.EscapeString(text)
	return p.text
}

// onSteps makes the steps small enough for a value: a page moves one that is between two.
func (r Range) onSteps(value string) Range {
	v, err := strconv.ParseFloat(value, 64)
	if steps := (v - r.Min) / r.Step; err == nil && r.Step > 0 && math.Abs(steps-math.Round(steps)) > 1e-9*math.Abs(steps) {
		r.Step = power10(1, -float64(max(decimals(v), decimals(r.Min))))
	}
	return r
}

// decimals is how many digits behind the point a number needs.
func decimals(number float64) int {
	_, behind, _ := strings.Cut(strconv.FormatFloat(number, 'f', -1, 64), ".")
	return len(behind)
}
