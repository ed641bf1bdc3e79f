package knobs

import (
	"math"
	"testing"

	"firstneuron/kernel-setup/kernel/cells"
)

// A page moves the handle of a slider to the next step, and says so: the cell would run again with another value than it has.
func TestSlidersStandOnSteps(t *testing.T) {
	for _, test := range []struct{ kind, knob, value string }{
		{"Float64", "", "0.3333"}, {"Float64", "", "1.75"}, {"Float64", "", "-0.37"}, {"Float64", "0 to 1 step 0.25", "0.3"}, {"Float64", "", "1e-3"},
		{"Float64", "0.01 to 10 log", "0.3"}, {"Float64", "0.01 to 10 log", "3"}, {"Float64", "", "7e5"}, {"Float64", "", "0.0427"},
		{"Int", "", "512"}, {"Int", "", "333"}, {"Int", "1 to 100 step 10", "8"}, {"Int", "1 to 2400 log", "24"}, {"Int", "", "-7"},
	} {
		knob, ok := New(cells.Flag{Name: "x", Kind: test.kind, Knob: test.knob}, test.value)
		if knob == nil || !ok {
			t.Fatalf("%+v has no knob", test)
		}
		_, _, state := knob.control()
		number := func(key string) float64 {
			switch value := state[key].(type) {
			case int64:
				return float64(value)
			case float64:
				return value
			}
			t.Fatalf("%+v: %s is %v", test, key, state[key])
			return 0
		}
		value := number("value")
		if knob.Range.Log {
			value = math.Log10(value)
		}
		steps := (value - number("min")) / number("step")
		if math.Abs(steps-math.Round(steps)) > 1e-6 {
			t.Errorf("%+v: %g is %g steps of %g above %g", test, value, steps, number("step"), number("min"))
		}
		if count := (number("max") - number("min")) / number("step"); count < 2 || count > 1e5 {
			t.Errorf("%+v: the slider has %g steps", test, count)
		}
	}
}
