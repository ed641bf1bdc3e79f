package control_test

import (
	"fmt"

	"firstneuron/internal/control"
)

// What is left of controls where there is only text.
func ExampleControl_String() {
	for _, c := range []control.Control{
		{Kind: control.Slider, Label: "learning rate", High: 2, Value: 0.5},
		{Kind: control.Choice, Label: "activation", Options: []string{"tanh", "ReLU"}, Value: 1},
		{Kind: control.Buttons, Label: "shake", Options: []string{"shake"}},
		{Kind: control.Buttons, Label: "shake", Options: []string{"shake"}, Value: 3},
		{Kind: control.Buttons, Options: []string{"Pause", "Step", "Go on"}, Value: 1, Text: "paused after 12 steps"},
	} {
		fmt.Println(c)
	}
	// Output:
	// learning rate: 0.5
	// activation: ReLU
	// shake: not pressed
	// shake: pressed 3 times
	// paused after 12 steps
}
