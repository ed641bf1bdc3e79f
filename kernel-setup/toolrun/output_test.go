package toolrun

import (
	"fmt"
	"slices"
	"testing"
)

func TestTail(t *testing.T) {
	var kept Tail
	fmt.Fprint(&kept, "one\ntw")
	fmt.Fprint(&kept, "o\r\n\nthree")
	if got, want := kept.String(), "one\ntwo\nthree"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	if got, want := kept.last(), "two"; got != want {
		t.Errorf("the last whole line is %q, want %q", got, want)
	}
	for i := range 3 * TailLength {
		fmt.Fprintln(&kept, i)
	}
	if got := len(kept.lines); got != TailLength {
		t.Errorf("%d lines are kept, want %d", got, TailLength)
	}
}

func TestLinesComeWhole(t *testing.T) {
	var got []string
	lines := Lines{Take: func(line []byte) { got = append(got, string(line)) }}
	for _, piece := range []string{"on", "e\ntwo\n", "\nfour"} {
		fmt.Fprint(&lines, piece)
	}
	if want := []string{"one", "two", ""}; !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}
