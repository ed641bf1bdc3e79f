package setup

import (
	"context"
	"os/exec"
	"time"

	"firstneuron/kernel-setup/toolrun"
)

// modules are the Go modules of go.mod, in the module cache that all projects share.
type modules struct{ *Project }

func (m modules) step() Step {
	return Step{Name: "Go modules", Usual: 20 * time.Second, Work: m.download}
}

// wholeGraph are the commands that bring the modules, and the go.mod of each that these name: `go doc` reads all of them.
var wholeGraph = [][]string{{"mod", "download"}, {"list", "-m", "all"}}

func (m modules) download(ctx context.Context, shown *toolrun.Progress) error {
	for _, args := range wholeGraph {
		cmd := toolrun.Command(ctx, m.Root, m.Go.Environment(), m.Go.Command(), args...)
		if err := toolrun.Run(ctx, shown, cmd, "download the Go modules"); err != nil {
			return err
		}
	}
	return nil
}

func (m modules) look(ctx context.Context) Finding {
	for _, args := range wholeGraph {
		cmd := exec.CommandContext(ctx, m.Go.Command(), args...)
		cmd.Dir, cmd.Env = m.Root, Offline(m.Go.Environment())
		if err := cmd.Run(); err != nil {
			return Finding{"missing", "Go modules of go.mod", fixByStart}
		}
	}
	return OK("Go modules of go.mod")
}
