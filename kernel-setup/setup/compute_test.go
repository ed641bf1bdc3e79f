package setup

import (
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"testing"
)

func TestExperimentsAddSIMDWhereGoHasIt(t *testing.T) {
	for _, c := range []struct {
		users, want string
		hasSIMD     bool
	}{
		{"", "simd", true},
		{"", "", false},
		{"greenteagc", "greenteagc,simd", true},
		{"simd", "simd", true},
		{"nosimd", "nosimd", true},
	} {
		t.Setenv("GOEXPERIMENT", c.users)
		if got := (Toolchain{hasSIMD: c.hasSIMD}).experiments(); got != c.want {
			t.Errorf("with %q, SIMD %v: got %q, want %q", c.users, c.hasSIMD, got, c.want)
		}
	}
}

func TestTheGoCommandIsAskedForSIMD(t *testing.T) {
	p, err := Find(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if want := runtime.GOARCH == "amd64"; p.Go.hasSIMD != want { // go.mod asks for a Go that has it
		t.Errorf("SIMD on %s: got %v, want %v", runtime.GOARCH, p.Go.hasSIMD, want)
	}
	if knowsSIMD(t.Context(), filepath.Join(t.TempDir(), "go")) {
		t.Error("a go command that is not there has SIMD")
	}
}

// GOMLX_BACKEND=xla:cpu at start is all that it takes: the kernel links XLA and finds its plugin.
func TestXLAIsOneVariableAway(t *testing.T) {
	p := emptyProject(t)
	t.Setenv("GOMLX_BACKEND", "")
	if got := p.kernelVariables(); got["GOMLX_BACKEND"] != "" || got["PJRT_PLUGIN_LIBRARY_PATH"] != "" {
		t.Errorf("by default the kernel asks for %q in %q", got["GOMLX_BACKEND"], got["PJRT_PLUGIN_LIBRARY_PATH"])
	}
	folder := filepath.Join(p.Venv(), "lib", "python3.11", "site-packages", "lammps_jax_pjrt_cpu")
	if err := os.MkdirAll(folder, 0o777); err != nil {
		t.Fatal(err)
	}
	t.Setenv("GOMLX_BACKEND", "xla:cpu")
	p.Go.flags = []string{"-tags=mine"}
	got := p.kernelVariables()
	if got["GOMLX_BACKEND"] != "xla:cpu" || got["PJRT_PLUGIN_LIBRARY_PATH"] != folder {
		t.Errorf("got %q in %q, want xla:cpu in %q", got["GOMLX_BACKEND"], got["PJRT_PLUGIN_LIBRARY_PATH"], folder)
	}
	if flags := parseFlags(got["GOFLAGS"]); !slices.Contains(flags, "-tags=mine,xla") {
		t.Errorf("GOFLAGS is %q, want the tag xla beside the user's", flags)
	}
}

func TestTagsAreAddedOnce(t *testing.T) {
	for _, c := range []struct{ flags, want []string }{
		{nil, []string{"-tags=xla"}},
		{[]string{"-v"}, []string{"-v", "-tags=xla"}},
		{[]string{"--tags=a", "-v"}, []string{"-tags=a,xla", "-v"}},
		{[]string{"-tags=xla,b"}, []string{"-tags=xla,b"}},
	} {
		if got := goFlags(c.flags).withTags("xla"); !slices.Equal(got, c.want) {
			t.Errorf("%q: got %q, want %q", c.flags, got, c.want)
		}
	}
}
