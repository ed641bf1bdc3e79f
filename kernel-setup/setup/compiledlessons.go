package setup

import (
	"context"
	"errors"
	"fmt"
	"go/parser"
	"go/token"
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"

	"firstneuron/kernel-setup/kernel/cells"
	"firstneuron/kernel-setup/toolrun"
)

// lessons are the packages that the cells of all notebooks import, in Go's build cache.
type lessons struct{ *Project }

func (l lessons) step() Step {
	return Step{Name: "compiled lessons", Usual: 90 * time.Second, Work: l.compile}
}

// everyCell are packages that cells use without importing them: goimports finds them for the kernel.
var everyCell = []string{
	"bufio", "bytes", "cmp", "context", "encoding/csv", "encoding/json", "errors", "flag", "fmt", "image", "image/color",
	"image/png", "io", "iter", "log", "maps", "math", "math/cmplx", "math/rand", "math/rand/v2", "os", "path/filepath",
	"reflect", "regexp", "runtime", "runtime/debug", "slices", "sort", "strconv", "strings", "sync", "testing", "text/tabwriter",
	"time", "unicode",
	"github.com/janpfeifer/gonb/gonbui",
}

// compile fills Go's build cache with all that the lessons import, so that a kernel's first cell has only to be linked.
// Code that does not compile is no reason to stop: a learner breaks it on purpose, and the cell will say so.
func (l lessons) compile(ctx context.Context, shown *toolrun.Progress) error {
	const purpose = "compile what the lessons import"
	found, err := l.list(ctx, "-f", `{{if not .Error}}{{if ne .Name "main"}}{{.ImportPath}}{{end}}{{end}}`)
	if err != nil && ctx.Err() == nil {
		return toolrun.Explain(purpose, "", err)
	}
	cmd := toolrun.Command(ctx, l.Root, l.environment(), l.Go.Command(), append([]string{"build", "-v"}, found...)...)
	if err := toolrun.Run(ctx, shown, cmd, purpose); errors.Is(err, toolrun.ErrNoSpace) {
		return err
	}
	return ctx.Err()
}

// look asks which of the packages the build cache does not hold.
func (l lessons) look(ctx context.Context) Finding {
	stale, err := l.list(ctx, "-deps", "-f", `{{if .Stale}}{{if not .Error}}{{if ne .Name "main"}}{{.ImportPath}}{{end}}{{end}}{{end}}`)
	if err != nil || len(stale) > 0 {
		return Finding{"missing", fmt.Sprintf("compiled lessons: packages to compile: %d", len(stale)), fixByStart}
	}
	return OK("compiled lessons")
}

// list runs `go list` on our packages and on all that the lessons import.
func (l lessons) list(ctx context.Context, flags ...string) ([]string, error) {
	imports, err := l.imports()
	if err != nil {
		return nil, err
	}
	args := slices.Concat([]string{"list", "-e"}, flags, []string{"firstneuron/pkg/..."}, imports)
	answer, err := toolrun.Command(ctx, l.Root, l.environment(), l.Go.Command(), args...).Output()
	return strings.Fields(string(answer)), err
}

// environment is the one in which the kernel compiles: what differs in its flags is in the cache under another key.
func (l lessons) environment() []string {
	return toolrun.WithVariables(l.kernelEnvironment(), toolrun.Variables{"GOWORK": "off"})
}

// imports lists what the cells of all notebooks import, and what every cell may use. A notebook that cannot be read is
// left to doctor and test, which name it.
func (l lessons) imports() ([]string, error) {
	notebooks, err := l.EveryNotebook()
	if err != nil {
		return nil, err
	}
	imports := make(map[string]bool)
	for _, path := range everyCell {
		imports[path] = true
	}
	for _, path := range notebooks {
		cells, err := ReadCells(path)
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
