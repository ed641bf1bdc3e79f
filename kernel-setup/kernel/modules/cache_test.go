package modules

import (
	"slices"
	"testing"
)

// The order is the example of https://semver.org/#spec-item-11, and pseudo-versions of Go.
func TestCompareVersions(t *testing.T) {
	sorted := []string{
		"v0.0.0-20250106191152-7588d65b2ba8", "v0.0.0-20260410095643-746e56fc9e2f", "v0.9.0", "v0.10.0", "v1.0.0-alpha", "v1.0.0-alpha.1",
		"v1.0.0-alpha.beta", "v1.0.0-beta", "v1.0.0-beta.2", "v1.0.0-beta.11", "v1.0.0-rc.1", "v1.0.0", "v2.0.0+incompatible", "v2.1.0", "v2.1.1",
	}
	for i, a := range sorted {
		for j, b := range sorted {
			if got, want := compareVersions(a, b), max(-1, min(1, i-j)); got != want {
				t.Errorf("compareVersions(%s, %s) = %d, want %d", a, b, got, want)
			}
		}
	}
	mixed := slices.Clone(sorted)
	slices.Reverse(mixed)
	if slices.SortFunc(mixed, compareVersions); !slices.Equal(mixed, sorted) {
		t.Errorf("got %q", mixed)
	}
}

func TestEscaped(t *testing.T) {
	for path, want := range map[string]string{"github.com/BurntSushi/toml": "github.com/!burnt!sushi/toml", "golang.org/x/exp": "golang.org/x/exp", "": ""} {
		if got := escaped(path); got != want || unescaped(got) != path {
			t.Errorf("escaped(%q) = %q, want %q; back it is %q", path, got, want, unescaped(got))
		}
	}
}
