package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"go/parser"
	"go/token"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"firstneuron/internal/scratch"
	"firstneuron/kernel-setup/kernel/cells"
	"firstneuron/kernel-setup/toolrun"
)

// everyCell are packages that cells use without importing them: GoNB runs goimports, which puts them in.
var everyCell = []string{
	"bufio", "bytes", "cmp", "context", "encoding/csv", "encoding/json", "errors", "flag", "fmt", "image", "image/color",
	"image/png", "io", "iter", "log", "maps", "math", "math/cmplx", "math/rand", "math/rand/v2", "os", "path/filepath",
	"reflect", "regexp", "runtime", "runtime/debug", "slices", "sort", "strconv", "strings", "sync", "testing", "text/tabwriter",
	"time", "unicode",
	"github.com/janpfeifer/gonb/gonbui",
}

func (p *project) downloadModules(ctx context.Context, shown *toolrun.Progress) error {
	cmd := toolrun.Command(ctx, p.root, p.goEnvironment(), p.goCommand(), "mod", "download")
	return toolrun.Run(ctx, shown, cmd, "download the Go modules")
}

// compileLessons fills Go's build cache with all that the lessons import, so that a kernel's first cell has only to be
// linked. It compiles the way the kernel does: in a module of its own that uses ours by a workspace, without a network.
// Code that does not compile is no reason to stop: a learner breaks it on purpose, and the cell will say so.
func (p *project) compileLessons(ctx context.Context, shown *toolrun.Progress) error {
	const purpose = "compile what the lessons import"
	temporary, err := scratch.New()
	if err != nil {
		return toolrun.Explain(purpose, "", err)
	}
	defer temporary.Remove()
	dir := temporary.Path

	imports, err := p.lessonImports()
	if err != nil {
		return err
	}
	env := p.kernelEnvironment()
	goTool := func(args ...string) error {
		return toolrun.Run(ctx, shown, toolrun.Command(ctx, dir, env, p.goCommand(), args...), purpose)
	}
	for _, args := range [][]string{{"mod", "init", "warm"}, {"work", "init"}, {"work", "use", p.root, "."}} {
		if err := goTool(args...); err != nil {
			return err
		}
	}
	list := toolrun.Command(ctx, dir, env, p.goCommand(), append([]string{"list", "-e", "-f",
		`{{if not .Error}}{{if ne .Name "main"}}{{.ImportPath}}{{end}}{{end}}`,
		"firstneuron/pkg/..."}, imports...)...)
	found, err := list.Output()
	if err != nil && ctx.Err() == nil {
		return toolrun.Explain(purpose, "", err)
	}
	build := goTool(append([]string{"build", "-v"}, strings.Fields(string(found))...)...)
	if build != nil && ctx.Err() == nil && errors.Is(build, toolrun.ErrNoSpace) {
		return build
	}
	return ctx.Err()
}

// lessonImports lists what the cells of all notebooks import, and what every cell may use. A notebook that cannot be
// read is left to doctor and test, which name it.
func (p *project) lessonImports() ([]string, error) {
	notebooks, err := p.everyNotebook()
	if err != nil {
		return nil, err
	}
	imports := make(map[string]bool)
	for _, path := range everyCell {
		imports[path] = true
	}
	for _, path := range notebooks {
		cells, err := readCells(path)
		if err != nil {
			continue
		}
		for _, cell := range cells {
			for _, path := range importsOf(cell) {
				imports[path] = true
			}
		}
	}
	return slices.Sorted(maps.Keys(imports)), nil
}

// readCells reads the sources of a notebook's code cells.
func readCells(path string) ([]string, error) {
	text, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	var notebook struct {
		Cells []struct {
			Type   string    `json:"cell_type"`
			Source multiline `json:"source"`
		} `json:"cells"`
	}
	if err := json.Unmarshal(text, &notebook); err != nil {
		return nil, fmt.Errorf("%s is not a notebook: %w", filepath.Base(path), err)
	}
	var sources []string
	for _, cell := range notebook.Cells {
		if cell.Type == "code" {
			sources = append(sources, string(cell.Source))
		}
	}
	return sources, nil
}

// multiline is a text that a notebook holds either as one string or as a list of lines.
type multiline string

func (m *multiline) UnmarshalJSON(text []byte) error {
	var lines []string
	if json.Unmarshal(text, &lines) == nil {
		*m = multiline(strings.Join(lines, ""))
		return nil
	}
	return json.Unmarshal(text, (*string)(m))
}

// importsOf reads a cell's import declarations. What follows them need not be Go.
func importsOf(cell string) []string {
	file, err := parser.ParseFile(token.NewFileSet(), "", "package cell\n"+cells.OnlyGo(cell), parser.ImportsOnly)
	if file == nil || err != nil && len(file.Imports) == 0 {
		return nil
	}
	var paths []string
	for _, spec := range file.Imports {
		if path, err := strconv.Unquote(spec.Path.Value); err == nil {
			paths = append(paths, path)
		}
	}
	return paths
}
