package assistant

import (
	"slices"
	"strings"
	"testing"
)

// An error from any depth is told in the language of the page.
func TestErrorsAreToldInRussian(t *testing.T) {
	_, err := LoadZip(strings.NewReader("x"), 1)
	if got := catalogue.In("ru").Say("load.in", "x", err); !slices.ContainsFunc([]rune(got), func(r rune) bool { return r > 0x400 }) || strings.Contains(got, "cannot") {
		t.Errorf("got %q", got)
	}
}
