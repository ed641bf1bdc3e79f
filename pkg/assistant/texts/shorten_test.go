package texts

import (
	"fmt"
	"strings"
	"testing"
)

func ExampleShorten() {
	for _, text := range []string{"a red\nbicycle", "a red bicycle on the road", "велосипед", "велосипеды"} {
		fmt.Println(Shorten(text, 9))
	}
	// Output:
	// a red…
	// a red…
	// велосипед
	// велосипед…
}

func TestShorten(t *testing.T) {
	for text, want := range map[string]string{
		"short": "short", strings.Repeat("word ", 13): strings.TrimSpace(strings.Repeat("word ", 12)) + "…", strings.Repeat("я", 70): strings.Repeat("я", 60) + "…",
	} {
		if got := Shorten(text, 60); got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
}
