// Package control is what a cell's program and the kernel tell each other about controls in the notebook: the program shows
// one as an output with the type [MIME], and the kernel answers with a value each time that somebody sets it.
package control

import "fmt"

// MIME is the type of an output that is a control: a Control in JSON, as a string. The output also has the control as text, for
// kernels and pages that do not know controls. A later output with the same id has the control's new Text; one without this
// type ends the control.
const MIME = "application/vnd.first-neuron.control"

// Address, followed by the id of a control's output, is where its values are sent, as float64s. The value of a slider is its
// number, that of a choice the index of the option, and that of buttons the index of the one that was pressed.
const Address = "#first-neuron/control/"

// A Kind is what a control looks like.
type Kind string

const (
	Slider  Kind = "slider"
	Choice  Kind = "choice"
	Buttons Kind = "buttons" // in a row
)

// A Control is what somebody can set, and what it is set to.
type Control struct {
	Kind    Kind     `json:"kind"`
	Label   string   `json:"label"`
	Low     float64  `json:"low"` // of a slider
	High    float64  `json:"high"`
	Log     bool     `json:"log"`     // the slider's scale is logarithmic
	Whole   bool     `json:"whole"`   // a slider has whole numbers only
	Options []string `json:"options"` // of a choice, or what is written on the buttons
	Value   float64  `json:"value"`   // a slider's number, the index of an option, or how often buttons were pressed
	Text    string   `json:"text"`    // beside the buttons
}

// String is the control where there is only text.
func (c Control) String() string {
	switch {
	case c.Kind == Slider:
		return fmt.Sprintf("%s: %g", c.Label, c.Value)
	case c.Kind == Choice && c.Value >= 0 && c.Value < float64(len(c.Options)):
		return c.Label + ": " + c.Options[int(c.Value)]
	case c.Text != "":
		return c.Text
	case c.Value == 0:
		return c.Label + ": not pressed"
	case c.Value == 1:
		return c.Label + ": pressed once"
	}
	return fmt.Sprintf("%s: pressed %g times", c.Label, c.Value)
}
