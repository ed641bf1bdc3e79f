package toolrun

import (
	"strings"
	"testing"
	"time"
)

func TestTheLineOfAStep(t *testing.T) {
	for _, c := range []struct {
		name           string
		usual, elapsed time.Duration
		last, want     string
	}{
		{"Go modules", 0, 3 * time.Second, "go: downloading", "  Go modules             3 s  go: downloading"},
		{"Go modules", 40 * time.Second, 3 * time.Second, "", "  Go modules             3 s  "},
		{"Go modules", 40 * time.Second, 9 * time.Second, "", "  Go modules             9 s of about 40 s  "},
		{"Go modules", 40 * time.Second, 41 * time.Second, "", "  Go modules            41 s  "},
		{"Go modules", 0, 0, strings.Repeat("ё", 100), "  Go modules             0 s  " + strings.Repeat("ё", 48) + "…"},
	} {
		p := Progress{name: c.name, usual: c.usual}
		if got := p.line(c.elapsed, c.last); got != c.want {
			t.Errorf("got %q, want %q", got, c.want)
		}
	}
}
