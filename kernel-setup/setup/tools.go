package setup

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"time"

	"firstneuron/kernel-setup/toolrun"
)

// tools are the programs of kernel-setup/tools/go.mod. They have a module of their own because they need versions of
// golang.org/x/tools that differ from those of the lessons' libraries.
type tools struct{ *Project }

var toolNames = []string{"gonb", "goimports", "gopls", "staticcheck"}

func (t tools) step() Step {
	return Step{Name: "Go tools", Usual: 90 * time.Second, IsDone: t.areInstalled, Work: t.install}
}

func (t tools) stamp() stamp { return t.Clone.stamp("tools") }

func (t tools) areInstalled(context.Context) bool {
	wanted, err := t.fingerprint()
	return err == nil && len(t.missing()) == 0 && t.stamp().read() == wanted
}

func (t tools) missing() []string {
	var missing []string
	for _, name := range toolNames {
		if _, err := os.Stat(t.Tool(name)); err != nil {
			missing = append(missing, name)
		}
	}
	return missing
}

func (t tools) fingerprint() (string, error) {
	files := []string{filepath.Join(t.toolsModule(), "go.mod"), filepath.Join(t.toolsModule(), "go.sum")}
	return fingerprint(files, t.Go.version)
}

func (t tools) install(ctx context.Context, shown *toolrun.Progress) error {
	wanted, err := t.fingerprint()
	if err != nil {
		return err
	}
	return t.stamp().around(wanted, func() error {
		env := toolrun.WithVariables(t.Go.Environment(), toolrun.Variables{"GOBIN": t.bin(), "GOOS": "", "GOARCH": ""})
		cmd := toolrun.Command(ctx, t.toolsModule(), env, t.Go.Command(), "install", "-v", "tool")
		return toolrun.Run(ctx, shown, cmd, "download and build the Go tools")
	})
}

func (t tools) look(ctx context.Context) Finding {
	switch missing := t.missing(); {
	case len(missing) > 0:
		return Finding{"missing", "Go tools: " + strings.Join(missing, ", "), fixByStart}
	case !t.areInstalled(ctx):
		return Finding{"old", "Go tools: kernel-setup/tools/go.mod or Go has changed", fixByStart}
	}
	return OK("Go tools: %s", strings.Join(toolNames, ", "))
}
