package arch

import (
	"io/fs"
	"os"
	"slices"
	"testing"
	"testing/fstest"
)

func TestThisModuleFollowsTheRules(t *testing.T) {
	root := os.DirFS("../..")
	faults, err := Check(root, Rules)
	if err != nil {
		t.Fatal(err)
	}
	for _, fault := range faults {
		t.Error(fault)
	}
	for folder := range Rules {
		if _, err := fs.Stat(root, folder); err != nil {
			t.Errorf("the rule for %s is for a folder that is not there: %v", folder, err)
		}
	}
}

// Replacing a library should touch one package.
func TestEachForeignLibraryHasOnePackage(t *testing.T) {
	for _, fault := range sharedLibraries(Rules, Shared) {
		t.Error(fault)
	}
}

func TestALibraryWithTwoPackagesIsNamed(t *testing.T) {
	shared := map[string]string{"gonum.org/v1/gonum": "mathematics"}
	tests := []struct {
		name  string
		rules map[string][]string
		want  int
	}{
		{"one owner", map[string][]string{"a": {"example.org/draw"}, "b": {"example.org/net"}}, 0},
		{"the same path", map[string][]string{"a": {"example.org/draw"}, "b": {"example.org/draw"}}, 1},
		{"a package below it", map[string][]string{"a": {"example.org/draw"}, "b": {"example.org/draw/font"}}, 1},
		{"a name that begins alike", map[string][]string{"a": {"example.org/draw"}, "b": {"example.org/drawing"}}, 0},
		{"shared", map[string][]string{"a": {"gonum.org/v1/gonum/mat"}, "b": {"gonum.org/v1/gonum"}}, 0},
		{"our own packages", map[string][]string{"a": {"firstneuron/pkg/c"}, "b": {"firstneuron/pkg/c"}}, 0},
	}
	for _, test := range tests {
		if got := sharedLibraries(test.rules, shared); len(got) != test.want {
			t.Errorf("%s: got %q, want %d faults", test.name, got, test.want)
		}
	}
}

func TestAPlantedImportIsNamed(t *testing.T) {
	rules := map[string][]string{
		"pkg/neuron":  {"gonum.org/v1/gonum"},
		"pkg/network": {"gonum.org/v1/gonum", "firstneuron/pkg/neuron"},
	}
	tests := []struct {
		name, file, imports string
		want                []string
	}{
		{"the standard library", "pkg/neuron/a.go", `"math/rand/v2"`, nil},
		{"a package below an allowed one", "pkg/neuron/a.go", `"gonum.org/v1/gonum/mat"`, nil},
		{"itself, from a test", "pkg/neuron/a_test.go", `"firstneuron/pkg/neuron"`, nil},
		{"an arrow the right way", "pkg/network/a.go", `"firstneuron/pkg/neuron"`, nil},
		{"an arrow the wrong way", "pkg/neuron/a.go", `"firstneuron/pkg/network"`,
			[]string{"pkg/neuron/a.go imports firstneuron/pkg/network, which the rules do not allow to pkg/neuron"}},
		{"drawing from what computes, under another name", "pkg/neuron/a.go", `draw "firstneuron/pkg/chart"`,
			[]string{"pkg/neuron/a.go imports firstneuron/pkg/chart, which the rules do not allow to pkg/neuron"}},
		{"a library that looks like an allowed one", "pkg/neuron/a.go", `"gonum.org/v1/gonumber"`,
			[]string{"pkg/neuron/a.go imports gonum.org/v1/gonumber, which the rules do not allow to pkg/neuron"}},
		{"C", "pkg/neuron/a.go", `"C"`, []string{"pkg/neuron/a.go imports C, which the rules do not allow to pkg/neuron"}},
		{"a folder without a rule", "pkg/utils/a.go", `"fmt"`,
			[]string{"pkg/utils has no rule: say in internal/arch what it may import"}},
		{"a module of its own", "tools/a.go", `"golang.org/x/tools"`, nil},
		{"test data", "pkg/neuron/testdata/a.go", `"golang.org/x/tools"`, nil},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			root := fstest.MapFS{
				test.file:      {Data: []byte("package p\n\nimport " + test.imports + "\n")},
				"tools/go.mod": {Data: []byte("module tools\n")},
			}
			got, err := Check(root, rules)
			if err != nil {
				t.Fatal(err)
			}
			if !slices.Equal(got, test.want) {
				t.Errorf("got  %q\nwant %q", got, test.want)
			}
		})
	}
}
