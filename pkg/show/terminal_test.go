package show

import (
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"firstneuron/internal/testfile"
)

func TestFigureOutsideANotebookIsAFile(t *testing.T) {
	t.Setenv("TMPDIR", t.TempDir())
	t.Setenv("TMP", os.Getenv("TMPDIR")) // as Windows calls it
	printed := testfile.Printed(t, func() { Figure(sketch{"<svg>1</svg>", "loss falls"}) })
	text, path, found := strings.Cut(strings.TrimSpace(printed), "\npicture: ")
	if !found || text != "loss falls" {
		t.Fatalf("got %q, want what the figure shows and its file", printed)
	}
	if kept, err := os.ReadFile(path); err != nil || string(kept) != "<svg>1</svg>" {
		t.Errorf("got %q, %v in the file", kept, err)
	}
}

func TestTableRowOfAnotherLengthPanics(t *testing.T) {
	defer func() {
		want := "show: row 2 of the table has 1 cells but there are 2 headings"
		if got := recover(); got != want {
			t.Errorf("got %v, want %v", got, want)
		}
	}()
	Table([]string{"a", "b"}, []any{1, 2}, []any{1})
}

func TestClearChangesNothingInAFile(t *testing.T) {
	if got := testfile.Printed(t, func() { fmt.Print("kept "); Clear(); fmt.Print("too") }); got != "kept too" {
		t.Errorf("got %q, want what was printed", got)
	}
}

func TestProgressTakesNoNegativeTotal(t *testing.T) {
	for want, do := range map[string]func(){
		"show.Progress: a total of -3 steps; it must be 0 or more": func() { Progress("steps", -3, slices.All([]int{1})) },
		"show.ProgressBy: a total of -3; it must be 0 or more":     func() { ProgressBy("steps", -3, func(int) int { return 1 }, slices.All([]int{1})) },
	} {
		func() {
			defer func() {
				if got := recover(); got != want {
					t.Errorf("got %v, want %s", got, want)
				}
			}()
			do()
		}()
	}
}
