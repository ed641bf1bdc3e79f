package arch

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

func TestNotebooksHoldLessonsAndNothingElse(t *testing.T) {
	notebooks, err := filepath.Glob("../../notebooks/*.ipynb")
	if err != nil || len(notebooks) == 0 {
		t.Fatalf("found %d notebooks, %v", len(notebooks), err)
	}
	russian, err := filepath.Glob("../../notebooks/*/*.ipynb")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range append(notebooks, russian...) {
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		faults, err := CheckNotebook(name, text)
		if err != nil {
			t.Error(err)
		}
		for _, fault := range faults {
			t.Error(fault)
		}
	}
}

func TestCheckNotebookNamesTheCell(t *testing.T) {
	line := `"x := 1\n", `
	tests := []struct{ name, kernel, cell, want string }{
		{"clean", "first-neuron", `"source": ["x"], "outputs": [], "execution_count": null`, ""},
		{"outputs", "first-neuron", `"source": ["x"], "outputs": [{}]`, "n: cell c has outputs or an execution count: clear them before you commit"},
		{"count", "first-neuron", `"source": ["x"], "execution_count": 3`, "n: cell c has outputs or an execution count: clear them before you commit"},
		{"path", "first-neuron", `"source": ["open /home/ada/data"]`, "n: cell c has /home/ada, a path of one machine"},
		{"Windows path", "first-neuron", `"source": ["C:\\Users"]`, `n: cell c has C:\Users, a path of one machine`},
		{"25 lines", "first-neuron", `"source": [` + strings.Repeat(line, 24) + `"x"]`, ""},
		{"26 lines", "first-neuron", `"source": [` + strings.Repeat(line, 25) + `"x"]`, "n: cell c has 26 lines, more than 25: move the machinery into pkg"},
		{"another kernel", "python3", `"source": []`, `n: the kernel is "python3", not "first-neuron"`},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			text := fmt.Sprintf(`{"cells": [{"cell_type": "code", "id": "c", %s}], "metadata": {"kernelspec": {"name": %q}}}`, test.cell, test.kernel)
			got, err := CheckNotebook("n", []byte(text))
			if err != nil {
				t.Fatal(err)
			}
			var want []string
			if test.want != "" {
				want = []string{test.want}
			}
			if !slices.Equal(got, want) {
				t.Errorf("got %q, want %q", got, want)
			}
		})
	}
}

func TestCheckNotebookThatIsNoneIsAnError(t *testing.T) {
	if _, err := CheckNotebook("cut.ipynb", []byte(`{"cells": [`)); err == nil || !strings.Contains(err.Error(), "cut.ipynb") {
		t.Errorf("got %v, want an error that names the file", err)
	}
}
