package datasets

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

const realPictures = "../../notebooks/files/pictures"

// freeLicences may be passed on with the course; of the last ones a changed copy only under the same.
var freeLicences = []string{
	"Public domain", "CC0-1.0", "CC-BY-2.0", "BSD-3-Clause", "MIT", "Apache-2.0",
	"CC-BY-SA-3.0", "CC-BY-SA-4.0", "LGPL-3.0-only", "LGPL-3.0-or-later", "GPL-2.0-only", "GPL-2.0-or-later", "GPL-3.0-or-later",
}

// Each real picture can be read, has one class, and a row that says who made it, and that it
// may be passed on; together they are small.
func TestRealPictures(t *testing.T) {
	set, err := ColourFolder(realPictures, 32, 32)
	if err != nil {
		t.Fatal(err)
	}
	if want := []string{"chart", "illustration", "photograph", "screenshot"}; !slices.Equal(set.Classes, want) {
		t.Errorf("the classes are %v, want %v", set.Classes, want)
	}
	for class, count := range set.Counts() {
		if count != 10 {
			t.Errorf("%d pictures of %s, want 10", count, set.Classes[class])
		}
	}
	for i := range set.Len() {
		for j := range i {
			if slices.Equal(set.Example(i), set.Example(j)) {
				t.Errorf("pictures %d and %d are the same, of %s and %s", i, j, set.Class(i), set.Class(j))
			}
		}
	}
	sources := readSources(t)
	size := 0
	for _, class := range set.Classes {
		files, err := filesBelow(filepath.Join(realPictures, class))
		if err != nil {
			t.Fatal(err)
		}
		for _, file := range files {
			content, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			size += len(content)
			name := class + "/" + filepath.Base(file)
			row, ok := sources[name]
			if !ok {
				t.Errorf("%s has no row in SOURCES.md", name)
			} else if !slices.Contains(freeLicences, row[3]) {
				t.Errorf("%s has the licence %q, which is not one of those that allow to pass it on", name, row[3])
			}
			delete(sources, name)
			if isPNG := bytes.HasPrefix(content, []byte("\x89PNG")); isPNG != strings.HasSuffix(name, ".png") {
				t.Errorf("%s is not what its name says", name)
			}
		}
	}
	for name := range sources {
		t.Errorf("SOURCES.md has a row for %s, which is not there", name)
	}
	if size > 3_000_000 {
		t.Errorf("the pictures have %d bytes, want at most 3 MB", size)
	}
}

// readSources returns the rows of the table in SOURCES.md by their file; no cell is empty.
func readSources(t *testing.T) map[string][]string {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(realPictures, "SOURCES.md"))
	if err != nil {
		t.Fatal(err)
	}
	rows := map[string][]string{}
	for line := range strings.Lines(string(text)) {
		if !strings.HasPrefix(line, "| `") {
			continue
		}
		cells := strings.Split(strings.Trim(strings.TrimSpace(line), "|"), "|")
		for i, cell := range cells {
			cells[i] = strings.Trim(strings.TrimSpace(cell), "`")
		}
		if len(cells) != 7 || slices.Contains(cells, "") {
			t.Errorf("a row without seven cells: %s", fmt.Sprint(cells))
			continue
		}
		if rows[cells[0]] != nil {
			t.Errorf("%s has two rows", cells[0])
		}
		rows[cells[0]] = cells
	}
	return rows
}
