package arch

import (
	"fmt"
	"os"
	"os/exec"
	"slices"
	"strings"
	"testing"
)

// What a learner has run and saved has outputs, and should: git's copy must not.
func TestNotebooksInGitHoldLessonsAndNothingElse(t *testing.T) {
	notebooks := strings.FieldsFunc(git(t, "ls-files", "-z", "*.ipynb"), func(r rune) bool { return r == 0 })
	if len(notebooks) == 0 {
		t.Fatal("git knows no notebook")
	}
	for _, name := range notebooks {
		faults, err := CheckNotebook(name, []byte(git(t, "show", ":"+name)))
		if err != nil {
			t.Error(err)
		}
		for _, fault := range faults {
			t.Error(fault)
		}
	}
}

// git runs git in the module's root. The sources may have come without git: then there is nothing to check.
func git(t *testing.T, arguments ...string) string {
	t.Helper()
	if _, err := os.Stat("../../.git"); err != nil {
		t.Skip("this is not a clone of the repository")
	}
	command := exec.Command("git", arguments...)
	command.Dir = "../.."
	output, err := command.Output()
	if err != nil {
		t.Fatalf("git %v: %v", arguments, err)
	}
	return string(output)
}

func TestCheckNotebookNamesTheCell(t *testing.T) {
	line := `"x := 1\n", `
	tests := []struct{ name, kernel, cell, want string }{
		{"clean", "first-neuron", `"source": ["x"], "outputs": [], "execution_count": null`, ""},
		{"outputs", "first-neuron", `"source": ["x"], "outputs": [{}]`, "n: cell c has outputs or an execution count: clear them before you commit"},
		{"count", "first-neuron", `"source": ["x"], "execution_count": 3`, "n: cell c has outputs or an execution count: clear them before you commit"},
		{"path", "first-neuron", `"source": ["open /home/ada/data"]`, "n: cell c has /home/ada, a path of one machine"},
		{"Windows path", "first-neuron", `"source": ["C:\\Users"]`, `n: cell c has C:\Users, a path of one machine`},
		{"an address is no path", "first-neuron", `"source": ["https://example.org/home/page"]`, ""},
		{"temporary path", "first-neuron", `"source": ["\"/tmp/x\""]`, "n: cell c has /tmp/x, a path of one machine"},
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
