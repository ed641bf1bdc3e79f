package main

import (
	"encoding/json"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"firstneuron/internal/testfile"
)

func TestSolveExercisesPutsTheRightFunctionIn(t *testing.T) {
	right := map[string]string{"half": "func half(x float64) float64 {\n\treturn x / 2\n}"}
	notebook := func(source string) []byte {
		text, err := json.Marshal(map[string]any{"cells": []any{
			map[string]any{"cell_type": "markdown", "source": "exercises.Half.Check(half)"},
			map[string]any{"cell_type": "code", "source": strings.SplitAfter(source, "\n")},
		}})
		if err != nil {
			t.Fatal(err)
		}
		return text
	}
	stub := "// half is half.\nfunc half(x float64) float64 {\n\tif x > 0 {\n\t}\n\treturn 0\n}\n\nfunc other() {\n}\n\n%%\nexercises.Half.Check(half)"
	want := "// half is half.\nfunc half(x float64) float64 {\n\treturn x / 2\n}\n\nfunc other() {\n}\n\n%%\nexercises.Half.Check(half)"
	for name, source := range map[string]string{"lines": stub, "one line": strings.Replace(stub, "{\n\tif x > 0 {\n\t}\n\treturn 0\n}", "{ return 0 }", 1)} {
		solved, names, err := solveExercises(notebook(source), right, wholeLesson)
		if err != nil || len(names) != 1 || names[0] != "half" {
			t.Fatalf("%s: got %q, %v", name, names, err)
		}
		var book struct{ Cells []struct{ Source string } }
		if err := json.Unmarshal(solved, &book); err != nil {
			t.Fatal(err)
		}
		if got := book.Cells[1].Source; got != want {
			t.Errorf("%s: got\n%s\nwant\n%s", name, got, want)
		}
	}
	for source, want := range map[string]string{
		"%%\nexercises.Half.Check(half)":                      "a cell checks half and does not declare it",
		"func twice() {}\n\n%%\nexercises.Twice.Check(twice)": "pkg/exercises has no function twice",
	} {
		if _, _, err := solveExercises(notebook(source), right, wholeLesson); err == nil || err.Error() != want {
			t.Errorf("got %v, want %q", err, want)
		}
	}
	if _, _, err := solveExercises([]byte(`{"cells": [`), right, wholeLesson); err == nil {
		t.Error("a torn notebook is solved")
	}
	solved, _, err := solveExercises(notebook("import (\n\t\"firstneuron/pkg/exercises\"\n)\n\n%%\nfmt.Println(1)"), right, onlyExercises)
	if err != nil || strings.Contains(string(solved), "Println") || !strings.Contains(string(solved), "import") {
		t.Errorf("the exercises alone: got %s, %v", solved, err)
	}
}

func TestChecksThatAChangedFlagMakesLenientAreFound(t *testing.T) {
	path := filepath.Join(t.TempDir(), "executed.ipynb")
	testfile.Write(t, path, `{"outputs": [{"text": ["○ steps: 6 with --rate=10; the text says 119\n", "✓ steps: 119\n", "○ still open: ten\n", "○ not with --rate=2: it falls\n"]}]}`)
	got := uncheckedNumbers(path)
	if want := []string{"○ steps: 6 with --rate=10; the text says 119", "○ not with --rate=2: it falls"}; !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}
