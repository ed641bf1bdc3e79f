package explain

import (
	"strings"
	"testing"
)

// The messages are those of go build for a flag without its asterisk: var rate = flag.Float64(…).
func TestFlagsWithoutAsterisk(t *testing.T) {
	for message, want := range map[string]string{
		"invalid operation: rate * 2 (mismatched types *float64 and untyped int)":                            "One of them is a pointer, as every flag is: an asterisk before its name, *name, gives the value.",
		"invalid operation: x * rate (mismatched types float64 and *float64)":                                "One of them is a pointer, as every flag is: an asterisk before its name, *name, gives the value.",
		"cannot use 3 (untyped int constant) as *float64 value in assignment":                                "write an asterisk before its name, *name = 3.",
		"cannot use rate (variable of type *float64) as float64 value in argument to math.Sqrt":              "rate is a pointer, as every flag is: *rate is its value.",
		"cannot use neuron.Classic() (value of type *neuron.Neuron) as *network.Network value in assignment": "but type *network.Network is needed here.",
	} {
		e := Explain(Failure{Value: "# gonb_1\n./Cell[0]:1:1: " + message + "\n"}, Cell{0, "x"}, nil, English)
		if !strings.HasSuffix(e.Value, want) {
			t.Errorf("%s: got %q, want %q at its end", message, e.Value, want)
		}
	}
}
