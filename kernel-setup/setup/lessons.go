package setup

import (
	"context"
	"errors"
	"fmt"
	"go/parser"
	"go/token"
	"maps"
	"os/exec"
	"slices"
	"strconv"
	"strings"
	"time"

	"firstneuron/internal/scratch"
	"firstneuron/kernel-setup/kernel/cells"
	"firstneuron/kernel-setup/toolrun"
)

// lessons are the packages that the cells of all notebooks import, in Go's build cache.
type lessons struct{ *Project }

func (l lessons) step() Step {
	return Step{Name: "compiled lessons", Usual: 90 * time.Second, Work: l.compile}
}

// everyCell are packages that cells use without importing them: GoNB runs goimports, which puts them in.
var everyCell = []string{
	"bufio", "bytes", "cmp", "context", "encoding/csv", "encoding/json", "errors", "flag", "fmt", "image", "image/color",
	"image/png", "io", "iter", "log", "maps", "math", "math/cmplx", "math/rand", "math/rand/v2", "os", "path/filepath",
	"reflect", "regexp", "runtime", "runtime/debug", "slices", "sort", "strconv", "strings", "sync", "testing", "text/tabwriter",
	"time", "unicode",
	"github.com/janpfeifer/gonb/gonbui",
}

// compile fills Go's build cache with all that the lessons import, so that a kernel's first cell has only to be linked.
// It compiles the way the kernel does: in a module of its own that uses ours by a workspace, without a network. Code that
// does not compile is no reason to stop: a learner breaks it on purpose, and the cell will say so.
func (l lessons) compile(ctx context.Context, shown *toolrun.Progress) error {
	const purpose = "compile what the lessons import"
	temporary, err := scratch.New()
	if err != nil {
		return toolrun.Explain(purpose, "", err)
	}
	defer temporary.Remove()
	dir := temporary.Path

	imports, err := l.imports()
	if err != nil {
		return err
	}
	env := l.kernelEnvironment()
	goTool := func(args ...string) error {
		return toolrun.Run(ctx, shown, toolrun.Command(ctx, dir, env, l.Go.Command(), args...), purpose)
	}
	for _, args := range [][]string{{"mod", "init", "warm"}, {"work", "init"}, {"work", "use", l.Root, "."}} {
		if err := goTool(args...); err != nil {
			return err
		}
	}
	list := toolrun.Command(ctx, dir, env, l.Go.Command(), append([]string{"list", "-e", "-f",
		`{{if not .Error}}{{if ne .Name "main"}}{{.ImportPath}}{{end}}{{end}}`,
		"firstneuron/pkg/..."}, imports...)...)
	found, err := list.Output()
	if err != nil && ctx.Err() == nil {
		return toolrun.Explain(purpose, "", err)
	}
	build := goTool(append([]string{"build", "-v"}, strings.Fields(string(found))...)...)
	if errors.Is(build, toolrun.ErrNoSpace) {
		return build
	}
	return ctx.Err()
}

// look asks which of the packages that lessons import the build cache does not hold.
func (l lessons) look(ctx context.Context) Finding {
	imports, err := l.imports()
	if err != nil {
		return Finding{"broken", err.Error(), "git checkout notebooks"}
	}
	cmd := exec.CommandContext(ctx, l.Go.Command(), append([]string{"list", "-e", "-deps",
		"-f", "{{if .Stale}}{{if not .Error}}{{.ImportPath}}{{end}}{{end}}"}, imports...)...)
	cmd.Dir, cmd.Env = l.Root, Offline(toolrun.WithVariables(l.Go.Environment(), toolrun.Variables{"GOFLAGS": l.kernelVariables()["GOFLAGS"]}))
	answer, err := cmd.Output()
	stale := strings.Fields(string(answer))
	if err != nil || len(stale) > 0 {
		return Finding{"missing", fmt.Sprintf("compiled lessons: packages to compile: %d", len(stale)), fixByStart}
	}
	return OK("compiled lessons")
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
