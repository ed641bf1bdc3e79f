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

func (m modules) download(ctx context.Context, shown *toolrun.Progress) error {
	cmd := toolrun.Command(ctx, m.Root, m.Go.Environment(), m.Go.Command(), "mod", "download")
	return toolrun.Run(ctx, shown, cmd, "download the Go modules")
}

func (m modules) look(ctx context.Context) Finding {
	cmd := exec.CommandContext(ctx, m.Go.Command(), "mod", "download")
	cmd.Dir, cmd.Env = m.Root, Offline(m.Go.Environment())
	if err := cmd.Run(); err != nil {
		return Finding{"missing", "Go modules of go.mod", fixByStart}
	}
	return OK("Go modules of go.mod")
}
