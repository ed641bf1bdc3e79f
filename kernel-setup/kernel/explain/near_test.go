package explain

import (
	"slices"
	"strings"
	"testing"

	celltext "firstneuron/kernel-setup/kernel/cells"
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

// What a package gives others is meant, however the compiler says that the name is not there.
func TestNamesOfPackages(t *testing.T) {
	for _, test := range []struct{ source, said, want string }{
		{"x := math.sqrt(2)", "Cell[1]:1:11: name sqrt not exported by package math", "what a package gives others begins with a capital letter. Do you mean math.Sqrt?"},
		{`strings.toupper("x")`, "Cell[1]:1:9: undefined: strings.toupper (but have ToUpper)", "begins with a capital letter. Do you mean strings.ToUpper?"},
		{"rand.intn(4)", "Cell[1]:1:6: undefined: rand.intn (but have IntN)", "begins with a capital letter. Do you mean rand.IntN?"},
		{"j.marshal(3)", "Cell[1]:1:3: undefined: j.marshal (but have Marshal)", "begins with a capital letter. Do you mean j.Marshal?"},
		{"fmt.PRINTLN(4)", "Cell[1]:1:5: undefined: fmt.PRINTLN (but have Println)", "the package fmt has no PRINTLN. Do you mean fmt.Println?"},
		{"fmt.println(4)", "Cell[1]:1:1: undefined: fmt", "begins with a capital letter. Do you mean fmt.Println?"},
	} {
		said := Explain(Failure{Value: test.said, Number: 1}, Cell{1, test.source}, &notebook{}, English).Value
		if !strings.HasSuffix(said, test.want) {
			t.Errorf("%s: %q, want at its end %q", test.said, said, test.want)
		}
	}
}

// A function waits for other cells, but none can give a package what it has not.
func TestWaitingForAPackage(t *testing.T) {
	for source, want := range map[string]string{
		`func f() { fmt.println("x") }`: "Cell [1], line 1: the package fmt has no println: what a package gives others begins with a capital letter. Do you mean fmt.Println?",
		`func f() { all.println("x") }`: "Cell [1], line 1: there is no all yet. The function f is kept, and works once a cell declares all.",
	} {
		if said := English.Waits(Cell{1, source}, celltext.Waiting{Function: "f", Name: source[11:14], Line: 1, Column: 12}, &notebook{}); said != want {
			t.Errorf("%s: %q, want %q", source, said, want)
		}
	}
}
