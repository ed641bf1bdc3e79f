package sweep

import (
	"path/filepath"
	"strings"
	"testing"

	"firstneuron/internal/testfile"
)

// What changes the digest of train: its words, and those of what it mentions in its package.
func TestTheDigestOfSource(t *testing.T) {
	const program = `package main

const (
	first = iota
	width
)

type layer struct{ size int }

func (l layer) make() int { return l.size + offset }

var offset = 1

var unused = 1

func main() {
	train := func() int {
		return layer{width}.make() // the result
	}
	train()
}
`
	digest := func(changes ...string) string {
		folder := t.TempDir()
		text := strings.NewReplacer(changes...).Replace(program)
		if len(changes) > 0 && text == program {
			t.Fatalf("%q changes nothing", changes)
		}
		testfile.Write(t, filepath.Join(folder, "main.go"), text)
		line := strings.Count(text[:strings.Index(text, "train := ")], "\n") + 1
		return digestAt("*.go", filepath.Join(folder, "main.go"), line)
	}
	want := digest()
	if want == "" {
		t.Fatal("the function is not found")
	}
	for name, changes := range map[string][]string{
		"comment":                   {"// the result", "// what it returns"},
		"spaces":                    {"layer{width}.make()", "layer{ width }.make( )"},
		"place":                     {"func main() {", "\n\nfunc main() {\n"},
		"what it does not mention":  {"unused = 1", "unused = 2"},
		"the function around it":    {"\ttrain()", "\tprintln(train())"},
		"the order of declarations": {"var offset = 1\n\nvar unused = 1", "var unused = 1\n\nvar offset = 1"},
	} {
		if digest(changes...) != want {
			t.Errorf("%s: it is another digest", name)
		}
	}
	for name, changes := range map[string][]string{
		"itself":                    {"return layer", "return 1 + layer"},
		"a method":                  {"l.size + ", "l.size - "},
		"a type":                    {"struct{ size int }", "struct{ size int; name string }"},
		"a variable that is deeper": {"offset = 1", "offset = 2"},
		"the place of a constant":   {"first = iota", "first = iota + 1"},
	} {
		if digest(changes...) == want {
			t.Errorf("%s: it is the same digest", name)
		}
	}
}

// A kernel says by //line which cell a function is from.
func TestTheDigestOfACell(t *testing.T) {
	folder := t.TempDir()
	testfile.Write(t, filepath.Join(folder, "cell.go"), "package main\n\n//line Cell[3]:1:1\nfunc train() int { return 1 }\n//line main.go:1:1\nfunc main() { train() }\n")
	testfile.Write(t, filepath.Join(folder, "main.go"), "package main\n\n//line Cell[2]:1:1\nfunc train() int { return 2 }\n") // of an earlier cell
	if digestAt("cell.go", filepath.Join(folder, "Cell[3]"), 1) == "" {
		t.Error("the function is not found")
	}
	if digestOfSource(func(*Trial) error {
		return nil
	}) == "" {
		t.Error("a small function is not found")
	}
	if digestAt("*.go", filepath.Join(folder, "Cell[3]"), 7) != "" || digestAt("*.go", "/nowhere/main.go", 1) != "" {
		t.Error("there is a digest of no function")
	}
}
