package view_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"firstneuron/pkg/runs"
	"firstneuron/pkg/runs/view"
)

// printedBy returns what is printed meanwhile.
func printedBy(t *testing.T, do func()) string {
	t.Helper()
	file, err := os.Create(filepath.Join(t.TempDir(), "stdout"))
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	defer func(stdout *os.File) { os.Stdout = stdout }(os.Stdout)
	os.Stdout = file
	do()
	text, err := os.ReadFile(file.Name())
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

func TestCompare(t *testing.T) {
	t.Setenv("TMPDIR", t.TempDir()) // for the picture
	for name, test := range map[string]struct {
		figure string
		all    []runs.Run
		want   []string
	}{
		"curves and settings": {"loss", two(), []string{"Runs compared: loss: rate 0.01 falls", "; rate 0.1 falls", "picture: ", "setting  a     b\nrate     0.01  0.1\n"}},
		"no such figure":      {"los", two(), []string{`none of the 2 runs has the figure "los"; their figures are ["loss"]`, "rate     0.01  0.1\n"}},
		"equal runs":          {"loss", two()[:1], []string{"Runs compared: loss: a falls", "the runs do not differ"}},
		"no runs":             {"loss", nil, []string{"none of the 0 runs", "the runs do not differ"}},
	} {
		printed := printedBy(t, func() { view.Compare(test.figure, test.all...) })
		for _, want := range test.want {
			if !strings.Contains(printed, want) {
				t.Errorf("%s: got\n%s\nwant %q in it", name, printed, want)
			}
		}
	}
}

// Where settings are many, or do not distinguish the runs, a line is called as its run. A run without the figure has none.
func TestTheNamesOfCurves(t *testing.T) {
	many, same, without := two(), append(two(), two()[1]), two()
	for _, name := range []string{"batch", "seed"} {
		many[1].Values[name] = "1"
	}
	same[2].ID = "c"
	without[0].Curves = nil
	for want, all := range map[string][]runs.Run{
		"loss: a falls from 0.9 to 0.5 in 3 steps; b falls":        many,
		"in 3 steps; b falls from 0.9 to 0.1 in 3 steps; c falls":  same,
		"Runs compared: loss: rate 0.1 falls from 0.9 to 0.1 in 3": without,
	} {
		if got := view.Curves("loss", all...).Alt(); !strings.Contains(got, want) {
			t.Errorf("got %q, want %q in it", got, want)
		}
	}
}
