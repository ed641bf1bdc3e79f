package main

import (
	"bytes"
	"go/ast"
	"go/importer"
	"go/parser"
	"go/token"
	"go/types"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
)

// Every lesson is a program that compiles.
func TestLessonsAsScripts(t *testing.T) {
	lessons, err := filepath.Glob("../../notebooks/*.ipynb")
	translated, _ := filepath.Glob("../../notebooks/*/*.ipynb")
	lessons = append(lessons, translated...)
	if err != nil || len(lessons) < 18 {
		t.Fatalf("%d lessons, %v", len(lessons), err)
	}
	bin, err := filepath.Abs("../../.venv/bin") // goimports
	if err != nil {
		t.Fatal(err)
	}
	t.Setenv("PATH", bin+string(os.PathListSeparator)+os.Getenv("PATH"))
	files := token.NewFileSet()
	scripts := make(map[string]*ast.File)
	imported := make(map[string]bool)
	for _, lesson := range lessons {
		notebook, err := os.ReadFile(lesson)
		if err != nil {
			t.Fatal(err)
		}
		text, err := writeScript(notebook)
		if err != nil {
			t.Fatalf("%s: %v", lesson, err)
		}
		script, err := parser.ParseFile(files, lesson, text, parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		scripts[lesson] = script
		for _, spec := range script.Imports {
			path, _ := strconv.Unquote(spec.Path.Value)
			imported[path] = true
		}
	}
	compiled := importer.ForCompiler(files, "gc", exportData(t, imported))
	for lesson, script := range scripts {
		config := types.Config{Importer: compiled, Error: func(err error) { t.Errorf("%s: %v", lesson, err) }}
		_, _ = config.Check("main", files, []*ast.File{script}, nil)
	}
}

// exportData lets the go command compile packages, and finds what it has written about what they export.
func exportData(t *testing.T, packages map[string]bool) func(path string) (io.ReadCloser, error) {
	t.Helper()
	args := []string{"list", "-export", "-deps", "-f", "{{.ImportPath}}\t{{.Export}}"}
	for path := range packages {
		args = append(args, path)
	}
	var said bytes.Buffer
	list := exec.Command("go", args...)
	list.Dir, list.Stderr = "../..", &said
	output, err := list.Output()
	if err != nil {
		t.Fatalf("go list: %v\n%s", err, said.String())
	}
	found := make(map[string]string)
	for line := range strings.Lines(string(output)) {
		path, file, _ := strings.Cut(strings.TrimSpace(line), "\t")
		found[path] = file
	}
	return func(path string) (io.ReadCloser, error) { return os.Open(found[path]) }
}

func TestToolsNameWhatIsWrong(t *testing.T) {
	for _, c := range []struct{ tool, input, want string }{
		{"paint", "", `there is no tool "paint"; there are inject, parameters, script`},
		{"script", "var x", "this is not a notebook: "},
		{"inject", `{"cell": "var n = 1", "values": [["n", "many"]]}`, `parameter n: "many" does not fit the type int, which the notebook declares`},
	} {
		var out strings.Builder
		err := runTool(c.tool, strings.NewReader(c.input), &out)
		if err == nil || !strings.HasPrefix(err.Error(), c.want) || out.Len() > 0 {
			t.Errorf("%s: got %q and %v, want %s", c.tool, out.String(), err, c.want)
		}
	}
}

func TestParametersOfACellWithCommands(t *testing.T) {
	var out strings.Builder
	if err := runTool("parameters", strings.NewReader("!ls\nconst n = 1 // how many\n%%\nx := n"), &out); err != nil {
		t.Fatal(err)
	}
	if want := `[{"Name":"n","Type":"int","Default":"1","Help":"how many"}]`; out.String() != want {
		t.Errorf("got %s, want %s", out.String(), want)
	}
}
