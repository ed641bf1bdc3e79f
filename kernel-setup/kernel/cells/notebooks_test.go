package cells

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// lessonCells are the cells of code of every lesson: Go that runs, by hands that knew nothing of this package.
func lessonCells(t *testing.T) []string {
	t.Helper()
	files, err := filepath.Glob("../../../notebooks/*.ipynb")
	if err != nil || len(files) == 0 {
		t.Fatalf("no notebooks found: %v", err)
	}
	var cells []string
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		var notebook struct {
			Cells []struct {
				Type   string          `json:"cell_type"`
				Source json.RawMessage `json:"source"`
			} `json:"cells"`
		}
		if err := json.Unmarshal(text, &notebook); err != nil {
			t.Fatalf("%s: %v", file, err)
		}
		for _, cell := range notebook.Cells {
			if cell.Type != "code" {
				continue
			}
			var lines []string
			if err := json.Unmarshal(cell.Source, &lines); err != nil {
				t.Fatalf("%s: %v", file, err)
			}
			cells = append(cells, strings.Join(lines, ""))
		}
	}
	return cells
}

func TestEveryCellOfTheLessonsIsComplete(t *testing.T) {
	for _, code := range lessonCells(t) {
		if status, _ := IsComplete(code + "\n"); status != Complete && strings.TrimSpace(code) != "%%" {
			t.Errorf("got %s, want complete:\n%s", status, code)
		}
	}
}

// Go that runs, cut at the end of a line, can be gone on with: it is never invalid. Cut anywhere, nothing panics.
func TestABeginningOfALessonsCellIsNeverInvalid(t *testing.T) {
	for _, code := range lessonCells(t) {
		for cut, r := range code {
			if r != '\n' && cut%23 != 0 {
				continue // every place would take a minute
			}
			begun := code[:cut]
			status, indent := IsComplete(begun)
			if r == '\n' && status == Invalid {
				t.Errorf("invalid:\n%s", begun)
			}
			if strings.Trim(indent, " \t") != "" || status == Complete && indent != "" {
				t.Errorf("%s with the indent %q:\n%s", status, indent, begun)
			}
			if cut%3 != 0 {
				continue
			}
			var declarations Declarations
			declarations.Add(begun)
			program := declarations.Compose(begun)
			lines := strings.Split(program.Cell, "\n")
			begunLines := strings.Split(begun, "\n")
			for i, line := range begunLines {
				if composed := strings.Replace(lines[program.First+i], "; func main() {", "", 1); composed != line && !IsSpecial(line) && !strings.HasPrefix(line, "package") {
					t.Fatalf("line %d of the cell is %q, composed %q", i, line, composed)
				}
			}
		}
	}
}
