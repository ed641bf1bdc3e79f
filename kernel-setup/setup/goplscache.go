package setup

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"time"

	"firstneuron/internal/scratch"
	cellmodule "firstneuron/kernel-setup/kernel/modules"
	"firstneuron/kernel-setup/toolrun"
)

// goplsCache is what gopls keeps on disk of the packages that lessons import. With it a kernel's first Tab is answered in
// half a second; without it, in ten.
type goplsCache struct{ *Project }

func (g goplsCache) step() Step {
	return Step{Name: "packages for Tab", Usual: 30 * time.Second, IsDone: g.isFull, Work: g.fill}
}

func (g goplsCache) stamp() stamp { return g.Clone.stamp("gopls") }

func (g goplsCache) isFull(context.Context) bool {
	wanted, err := g.fingerprint()
	return err == nil && g.stamp().read() == wanted
}

// fingerprint leaves the project's own packages out: gopls reads again what has changed.
func (g goplsCache) fingerprint() (string, error) {
	imports, err := lessons(g).imports()
	if err != nil {
		return "", err
	}
	files := []string{filepath.Join(g.Root, "go.mod"), filepath.Join(g.toolsModule(), "go.mod")}
	return fingerprint(files, append(imports, g.Go.version)...)
}

// fill lets gopls read what the lessons import, in a module as a kernel makes one for it.
func (g goplsCache) fill(ctx context.Context, shown *toolrun.Progress) error {
	const purpose = "read the lessons' packages for Tab"
	wanted, err := g.fingerprint()
	if err != nil {
		return err
	}
	imports, err := lessons(g).imports()
	if err != nil {
		return err
	}
	return g.stamp().around(wanted, func() error {
		temporary, err := scratch.New()
		if err != nil {
			return toolrun.Explain(purpose, "", err)
		}
		defer temporary.Remove()
		program := "package main\n\nimport _ \"" + strings.Join(imports, "\"\nimport _ \"") + "\"\n\nfunc main() {}\n"
		err = errors.Join(
			cellmodule.Write(temporary.Path, "cell", g.Root),
			os.WriteFile(filepath.Join(temporary.Path, "main.go"), []byte(program), 0o666),
		)
		if err != nil {
			return toolrun.Explain(purpose, "", err)
		}
		env := Offline(toolrun.WithVariables(g.kernelEnvironment(), toolrun.Variables{"GOWORK": "off"}))
		cmd := toolrun.Command(ctx, temporary.Path, env, g.Tool("gopls"), "check", "main.go")
		if err := toolrun.Run(ctx, shown, cmd, purpose); errors.Is(err, toolrun.ErrNoSpace) {
			return err
		}
		return ctx.Err() // what else goes wrong makes the first Tab slow, and nothing else
	})
}
