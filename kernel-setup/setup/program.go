package setup

import (
	"context"
	"os"
	"os/exec"
	"strings"
	"time"

	"firstneuron/kernel-setup/toolrun"
)

// The names of our own programs in the environment.
const (
	KernelProgram    = "first-neuron-kernel"
	AssistantProgram = "first-neuron-assistant"
)

// A program is one of our own. The go command is asked each time to build it: it knows from what the program was built,
// and leaves one that is up to date alone, which takes a quarter of a second.
type program struct {
	*Project
	name   string   // of the file
	title  string   // for people
	source string   // the folder of its package main
	flags  []string // of go build, beside those that all have
	usual  time.Duration
}

// kernelProgram stands between Jupyter and GoNB.
func (p *Project) kernelProgram() program {
	return program{p, KernelProgram, "kernel program", "./kernel-setup/kernel", nil, 20 * time.Second}
}

// assistantProgram is the one in which assistants are built, and of which an exported one is a copy: it runs on any
// machine of this kind, and tells nothing of this one.
func (p *Project) assistantProgram() program {
	return program{p, AssistantProgram, "assistant program", "./kernel-setup/assistant", []string{"-trimpath"}, 60 * time.Second}
}

func (p program) step() Step { return Step{Name: p.title, Usual: p.usual, Work: p.build} }

// build links in a folder beside the program's place. So the go command renames the finished program to its place, and
// does not copy it there: a kernel that runs keeps the file that it was started from, and a cut leaves the old one or the
// new one.
func (p program) build(ctx context.Context, shown *toolrun.Progress) error {
	purpose := "build the " + p.title
	if err := os.MkdirAll(p.bin(), 0o777); err != nil { // the Python environment may not be there yet
		return toolrun.Explain(purpose, "", err)
	}
	beside, err := os.MkdirTemp(p.bin(), ".build-*")
	if err != nil {
		return toolrun.Explain(purpose, "", err)
	}
	defer os.RemoveAll(beside)
	before, _ := os.Stat(p.Tool(p.name))
	env := toolrun.WithVariables(p.environment(), toolrun.Variables{"GOTMPDIR": beside})
	err = toolrun.Run(ctx, shown, toolrun.Command(ctx, p.Root, env, p.Go.Command(), p.arguments("-v")...), purpose)
	if after, _ := os.Stat(p.Tool(p.name)); err == nil && !os.SameFile(before, after) {
		syncDisks()
	}
	return err
}

// isBuilt asks the go command what it would do.
func (p program) isBuilt(ctx context.Context) bool {
	cmd := exec.CommandContext(ctx, p.Go.Command(), p.arguments("-n")...)
	cmd.Dir, cmd.Env = p.Root, Offline(p.environment())
	plan, err := cmd.CombinedOutput()
	for line := range strings.Lines(string(plan)) {
		if !strings.HasPrefix(line, "touch ") { // all that it does to a program that is up to date
			return false
		}
	}
	return err == nil
}

func (p program) look(ctx context.Context) Finding {
	if !p.isBuilt(ctx) { // nothing to fix: the command that needs it builds it
		return OK("%s: not built yet, or from other sources; the command that needs it builds it", p.title)
	}
	return OK("%s", p.title)
}

func (p program) arguments(how string) []string {
	args := []string{"build", how, "-buildvcs=false", "-ldflags=-s -w", "-o", p.Tool(p.name)}
	return append(append(args, p.flags...), p.source)
}

// environment is for a static program, for which no C compiler is needed.
func (p program) environment() []string {
	return toolrun.WithVariables(p.Go.Environment(), toolrun.Variables{"CGO_ENABLED": "0", "GOOS": "", "GOARCH": ""})
}
