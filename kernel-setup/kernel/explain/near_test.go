package explain

import (
	"slices"
	"testing"
)

// Only what a slip of the fingers makes of a name is taken for it.
func TestNearest(t *testing.T) {
	names := []string{"Print", "Printf", "Println", "Train", "loss", "rate", "x", "xs", "learningRate"}
	for wrong, want := range map[string]string{
		"Printn": "Println", "Prnitln": "Println", "println": "Println", "Trian": "Train", "trian": "", "trane": "", "lose": "", "los": "", "losss": "loss", "last": "", "Point": "", "Prinf": "Printf", "Peintf": "Printf", "Rate": "rate", "rat": "", "y": "",
		"ys": "", "X": "x", "learningrate": "learningRate", "learnigRat": "learningRate", "earning": "", "": "",
	} {
		if got := nearest(wrong, names, itself); got != want {
			t.Errorf("%q: got %q, want %q", wrong, got, want)
		}
	}
}

func TestExported(t *testing.T) {
	known := cells{notebook: &notebook{}, known: map[string][]string{}}
	for name, of := range map[string][]string{"fmt": {"Println", "Stringer"}, "rand": {"Intn", "IntN", "Prime"}, "neuron": {"Classic"}} {
		all := known.exported(name)
		for _, want := range of {
			if !slices.Contains(all, want) {
				t.Errorf("%s has no %s: %q", name, want, all)
			}
		}
	}
	if all := known.exported("nothing"); all != nil {
		t.Errorf("got %q of no package", all)
	}
}
