package assist

import (
	"maps"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"firstneuron/internal/testfile"
	"firstneuron/kernel-setup/kernel/modules"
)

func TestPackagesOf(t *testing.T) {
	project, beside, cell := t.TempDir(), filepath.Join(t.TempDir(), "a folder"), t.TempDir()
	for path, text := range map[string]string{
		"go.mod": "module example.test/project\n\ngo 1.21\n", "root.go": "// A comment.\n\npackage project\n",
		"pkg/chart/chart.go": "package chart\n", "pkg/chart/chart_test.go": "package chart_test\n", "deep/down/chart/a.go": "package chart\n",
		"pkg/other-name/a.go": "package named\n", "cmd/tool/main.go": "package main\n", "pkg/onlytests/a_test.go": "package onlytests\n",
		"internal/hidden/a.go": "package hidden\n", ".venv/a.go": "package venv\n", "_old/a.go": "package old\n", "testdata/a.go": "package testdata\n",
		"nested/go.mod": "module nested\n", "nested/a.go": "package nested\n", "pkg/empty.go/keep": "", "pkg/broken/a.go": "no Go\n",
	} {
		testfile.Write(t, filepath.Join(project, filepath.FromSlash(path)), text)
	}
	testfile.Write(t, filepath.Join(beside, "go.mod"), "module \"mine\"\n")
	testfile.Write(t, filepath.Join(beside, "mine.go"), "package mine\n")
	if err := modules.Write(cell, "cell", project); err != nil {
		t.Fatal(err)
	}
	text, err := os.ReadFile(filepath.Join(cell, "go.mod"))
	if err != nil {
		t.Fatal(err)
	}
	testfile.Write(t, filepath.Join(cell, "go.mod"), string(text)+"\nreplace mine => \""+beside+"\"\n\nreplace example.test/a => example.test/b v1.0.0\n")
	want := map[string][]string{
		"project": {"example.test/project"}, "chart": {"example.test/project/pkg/chart", "example.test/project/deep/down/chart"},
		"named": {"example.test/project/pkg/other-name"}, "mine": {"mine"},
	}
	if got := packagesOf(cell); !maps.EqualFunc(got, want, slices.Equal) {
		t.Errorf("got  %v\nwant %v", got, want)
	}
	if got := packagesOf(filepath.Join(cell, "nowhere")); len(got) != 0 {
		t.Errorf("of no module: got %v", got)
	}
}

// What a module requires later is known from then on.
func TestUse(t *testing.T) {
	a := start(t)
	beside, cell := t.TempDir(), t.TempDir()
	testfile.Write(t, filepath.Join(beside, "go.mod"), "module mine\n\ngo 1.21\n")
	testfile.Write(t, filepath.Join(beside, "mine.go"), "package mine\n\n// Word is a word.\nfunc Word() string { return \"\" }\n")
	if err := modules.Write(cell, "gonb_1", root); err != nil {
		t.Fatal(err)
	}
	text, err := os.ReadFile(filepath.Join(cell, "go.mod"))
	if err != nil {
		t.Fatal(err)
	}
	testfile.Write(t, filepath.Join(cell, "go.mod"), string(text)+"\nrequire mine v0.0.0\n\nreplace mine => "+beside+"\n")
	for _, code := range []string{"mine.Wo", "import \"mine\"\n%%\nmine.Wo"} {
		if got, err := a.Complete(patient(t), code, len(code)); err != nil || slices.Contains(got.Matches, "Word") {
			t.Fatalf("before: got %q, %v", got.Matches, err)
		}
		if err := a.Use(cell); err != nil {
			t.Fatal(err)
		}
		if got, err := a.Complete(patient(t), code, len(code)); err != nil || !slices.Equal(got.Matches, []string{"Word"}) {
			t.Errorf("%q: got %q, %v, want Word", code, got.Matches, err)
		}
		if err := modules.Write(a.options.Dir, "cell", root); err != nil { // as it was
			t.Fatal(err)
		}
		if err := a.Use(a.options.Dir); err != nil {
			t.Fatal(err)
		}
	}
	if err := a.Use(t.TempDir()); err == nil {
		t.Error("a folder without a module: want an error")
	}
}
