package lesson

import (
	"flag"
	"math"
	"testing"
)

func TestNumberComparesToTheDigitsSaid(t *testing.T) {
	tests := []struct {
		got  float64
		said string
		want bool
	}{
		{0.99993704283, "0.99993704", true},
		{0.99993705, "0.99993704", false},
		{119, "119", true},
		{118.4, "119", false},
		{-0.2078435, "-0.21", true},
		{0.2078435, "-0.21", false},
		{5.12e-11, "5.1e-11", true},
		{5.12e-10, "5.1e-11", false},
		{3.06e-4, "3.1e-4", true},
		{0.5, "0.50", true},
		{math.NaN(), "0.5", false},
		{math.Inf(1), "1", false},
		{1, "one", false},
	}
	for _, test := range tests {
		if got := agrees(test.got, test.said); got != test.want {
			t.Errorf("%v said as %q: got %v, want %v", test.got, test.said, got, test.want)
		}
	}
}

func TestNumberThatDiffersEndsTheCell(t *testing.T) {
	var message string
	before := fail
	fail = func(text string) { message = text }
	defer func() { fail = before }()

	Number("the answer", 0.5, "0.99993704")

	if want := "the answer: the text says 0.99993704, but here it is 0.5"; message != want {
		t.Errorf("got %q, want %q", message, want)
	}
}

func TestChangedFlagsAreThoseThatLeftTheirDefault(t *testing.T) {
	flags := flag.NewFlagSet("cell", flag.PanicOnError)
	flags.Float64("rate", 1, "")
	flags.Int("steps", 10_000, "")
	flags.Int("test.count", 1, "")
	tests := []struct {
		arguments []string
		want      string
	}{
		{nil, ""},
		{[]string{"--rate=1.0", "--steps=10000"}, ""},
		{[]string{"--test.count=2"}, ""},
		{[]string{"--rate=10", "--steps=100"}, "--rate=10 --steps=100"},
	}
	for _, test := range tests {
		if err := flags.Parse(test.arguments); err != nil {
			t.Fatal(err)
		}
		if got := changedFlags(flags); got != test.want {
			t.Errorf("%v: got %q, want %q", test.arguments, got, test.want)
		}
	}
}

func TestNumberThatDiffersUnderAChangedFlagIsShown(t *testing.T) {
	before := fail
	fail = func(text string) { t.Errorf("the cell ended: %s", text) }
	defer func() { fail = before }()
	rate := flag.Float64("rate-of-this-test", 1, "")
	if err := flag.Set("rate-of-this-test", "10"); err != nil || *rate != 10 {
		t.Fatal(err, *rate)
	}
	defer flag.Set("rate-of-this-test", "1")

	Number("steps", 6, "119")
}
