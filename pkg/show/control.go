package show

import (
	"encoding/json"
	"fmt"
	"math"
	"strings"
	"sync"
	"sync/atomic"

	"github.com/janpfeifer/gonb/gonbui"
	_ "github.com/janpfeifer/gonb/gonbui/comms" // takes all values for itself, so its init must come before ours
	"github.com/janpfeifer/gonb/gonbui/protocol"

	"firstneuron/internal/control"
)

// A Control is a slider or a list in the notebook, whose value can be set while the program runs.
type Control[T any] struct{ value atomic.Pointer[T] }

// Value is what the control is set to now. Any goroutine may ask, and as often as it likes: it takes a few nanoseconds.
func (c *Control[T]) Value() T { return *c.value.Load() }

// Slider shows a slider from low to high, which begins at value:
//
//	rate := show.Slider("learning rate", 0.5, 0, 2)
//	for step, pass := range show.Live(figure, n.Steps(set, 10_000)) {
//		n.Rate = rate.Value()
//		…
//
// A number can also be typed into the field beside it; one beyond low or high becomes low or high. With ints the slider has
// whole numbers only, and its Value is an int: Slider("neurons", 3, 1, 9). Write 1.0 for a float64.
//
// When the program has ended, a line with the last value replaces the slider. Where no page shows sliders, in a terminal or
// under nbconvert, the line is all there is, and the value never changes. The same is true of every control.
func Slider[T int | float64](label string, value, low, high T) *Control[T] {
	_, whole := any(value).(int)
	return slider[T](control.Control{
		Kind: control.Slider, Label: label, Value: float64(value), Low: float64(low), High: float64(high), Whole: whole,
	})
}

// LogSlider shows a slider with a logarithmic scale, which suits learning rates. low must be above 0. It is a [Slider] otherwise.
func LogSlider(label string, value, low, high float64) *Control[float64] {
	if low <= 0 {
		panic(fmt.Sprintf("show.LogSlider: the lowest value of %q is %g; a logarithmic scale needs one above 0, such as 0.001", label, low))
	}
	return slider[float64](control.Control{Kind: control.Slider, Label: label, Value: value, Low: low, High: high, Log: true})
}

func slider[T int | float64](c control.Control) *Control[T] {
	switch { // written so that NaN fails too
	case !(c.Low < c.High) || math.IsInf(c.High-c.Low, 0):
		panic(fmt.Sprintf("show: the slider %q goes from %g to %g; it needs a finite range, the lower end first", c.Label, c.Low, c.High))
	case !(c.Low <= c.Value && c.Value <= c.High):
		panic(fmt.Sprintf("show: the slider %q begins at %g, which is not in its range from %g to %g", c.Label, c.Value, c.Low, c.High))
	}
	return shownControl(c, func(number float64) (T, bool) { return T(number), c.Low <= number && number <= c.High })
}

// Choice shows a list of options. The first is chosen at the beginning.
func Choice(label string, options ...string) *Control[string] {
	if len(options) == 0 {
		panic(fmt.Sprintf("show.Choice: %q has no options; name one at least", label))
	}
	return shownControl(control.Control{Kind: control.Choice, Label: label, Options: options}, func(index float64) (string, bool) {
		if !(index >= 0 && index < float64(len(options))) {
			return "", false
		}
		return options[int(index)], true
	})
}

// shownControl shows a control. read makes its value of a number from the kernel; what it refuses changes nothing.
func shownControl[T any](c control.Control, read func(number float64) (value T, ok bool)) *Control[T] {
	set := new(Control[T])
	take := func(number float64) {
		if value, ok := read(number); ok {
			set.value.Store(&value)
		}
	}
	take(c.Value)
	listenTo(c, take)
	return set
}

// A PushButton is a button in the notebook.
type PushButton struct{ presses atomic.Int64 }

// Button shows a button. Where no page shows it, nobody presses it, so a loop that waits for it needs another end as well:
//
//	for step, pass := range n.Steps(set, 10_000) {
//		if stop.Pressed() > 0 {
//			break
//		}
//		…
func Button(label string) *PushButton {
	b := new(PushButton)
	listenTo(control.Control{Kind: control.Buttons, Label: label, Options: []string{label}}, func(float64) { b.presses.Add(1) })
	return b
}

// Pressed is how often the button was pressed since the last call. Where several goroutines call it, each press is counted by one
// of them.
func (b *PushButton) Pressed() int { return int(b.presses.Swap(0)) }

// listeners take the values of controls, by the ids of their outputs. They are called one after the other.
var listeners sync.Map

func init() {
	others := gonbui.OnCommValueUpdate // those of GoNB's widgets
	gonbui.OnCommValueUpdate = func(update *protocol.CommValue) {
		id, isControl := strings.CutPrefix(update.Address, control.Address)
		if !isControl {
			others(update)
			return
		}
		number, isNumber := update.Value.(float64)
		if take, known := listeners.Load(id); known && isNumber {
			take.(func(float64))(number)
		}
	}
}

// listenTo shows a control, and calls take with each of its values.
func listenTo(c control.Control, take func(value float64)) (id string) {
	id = gonbui.UniqueId()
	listeners.Store(id, take)
	show(id, controlled(c))
	return id
}

// controlled is the output that is a control.
func controlled(c control.Control) output {
	text, err := json.Marshal(c)
	if err != nil {
		return fault("show: this control cannot be shown: " + err.Error())
	}
	return output{control: string(text), plain: c.String(), final: true}
}
