package relay

import (
	"slices"
	"strings"
	"testing"
)

func TestOurSettingsAreKeptFromPrograms(t *testing.T) {
	ours := []string{"PATH=/bin", "GOFLAGS=-ldflags=-s", "MALLOC_ARENA_MAX=1", "PJRT_PLUGIN_LIBRARY_PATH=/xla", "GOPROXY=off"}
	gonbs := ForGoNB(append(ours, usersFlags+"="))
	for _, want := range []string{"PATH=/bin", "GOFLAGS=-ldflags=-s", "GOPROXY=off"} {
		if !slices.Contains(gonbs, want) {
			t.Errorf("GoNB does not get %s, but %q", want, gonbs)
		}
	}
	if slices.ContainsFunc(gonbs, func(entry string) bool { return strings.HasPrefix(entry, "MALLOC_") }) {
		t.Errorf("GoNB gets settings of XLA: %q", gonbs)
	}
	for _, entry := range gonbs {
		if name, value, _ := strings.Cut(entry, "="); name == settings {
			t.Setenv(settings, value)
		}
	}
	for _, test := range []struct {
		users  string   // the GOFLAGS of Jupyter
		added  []string // by %env
		hasXLA bool
		want   []string
	}{
		{"", nil, false, []string{"PATH=/bin", "GOPROXY=off"}},
		{"${GOFLAGS}", nil, false, []string{"PATH=/bin", "GOPROXY=off"}},
		{"-v", nil, false, []string{"PATH=/bin", "GOFLAGS=-v", "GOPROXY=off"}},
		{"", nil, true, []string{"PATH=/bin", "GOPROXY=off", "MALLOC_ARENA_MAX=1", "PJRT_PLUGIN_LIBRARY_PATH=/xla"}},
		{"", []string{"GOFLAGS=-mod=mod", "MALLOC_ARENA_MAX=2"}, false, []string{"PATH=/bin", "GOPROXY=off", "GOFLAGS=-mod=mod", "MALLOC_ARENA_MAX=2"}},
	} {
		t.Setenv(usersFlags, test.users)
		if got := forProgram(append(slices.Clone(gonbs), test.added...), test.hasXLA); !slices.Equal(got, test.want) {
			t.Errorf("with %q, %q and XLA %v a program gets %q, want %q", test.users, test.added, test.hasXLA, got, test.want)
		}
	}
}
