package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"strings"
	"time"

	"firstneuron/kernel-setup/toolrun"
)

// setUp makes what is missing, step by step. A step that is done costs a look; a step that was cut off is done again.
// What it has made stays in place until release.
func (p *project) setUp(ctx context.Context) (release func(), err error) {
	return p.setUpSteps(ctx, p.steps())
}

// setUpSteps is setUp for some of the steps.
func (p *project) setUpSteps(ctx context.Context, steps []step) (release func(), err error) {
	if err := p.checkFolder(); err != nil {
		return nil, err
	}
	unlock, err := p.lock()
	if err != nil {
		return nil, err
	}
	defer unlock()
	if err := errors.Join(makeOurs(p.venv()), makeOurs(p.build())); err != nil { // lessons keep their checkpoints in build
		return nil, toolrun.Explain("make the folders of set-up", "", err)
	}

	begin := time.Now()
	fmt.Println("Setting up First Neuron in", p.root)
	for _, s := range steps {
		if err := p.take(ctx, s); err != nil {
			return nil, err
		}
	}
	fmt.Printf("Set-up is complete (%s).\n", seconds(time.Since(begin)))
	return p.use()
}

func (p *project) steps() []step {
	return []step{
		{name: "Python environment", alone: true, isDone: p.environmentIsMade, work: p.makeEnvironment},
		{name: "Python packages", alone: true, isDone: p.packagesAreInstalled, work: p.installPackages},
		{name: "Go tools", isDone: p.toolsAreInstalled, work: p.installTools},
		{name: "Go modules", work: p.downloadModules},
		{name: "kernel program", isDone: p.kernelProgramIsBuilt, work: p.buildKernelProgram},
		{name: "Jupyter kernel", isDone: p.kernelIsInstalled, work: p.installKernel},
		{name: "compiled lessons", work: p.compileLessons},
	}
}

// checkFolder refuses, before anything is done, a place where set-up could not end well.
func (p *project) checkFolder() error {
	if i := strings.IndexAny(p.root, ",\n\"'`"+string(os.PathListSeparator)); i >= 0 {
		return fmt.Errorf("the folder's path, %s, has the character %q in it, which the tools below cannot bear: rename the folder, then run the command again",
			p.root, p.root[i])
	}
	probe, err := os.CreateTemp(p.root, ".first-neuron-*")
	if err != nil {
		return fmt.Errorf("cannot write in %s (%w): make the folder writable for you, or clone the project where you may write", p.root, reason(err))
	}
	probe.Close()
	if err := os.Remove(probe.Name()); err != nil {
		return fmt.Errorf("cannot remove a file in %s: %w", p.root, err)
	}
	for _, dir := range []string{p.venv(), p.build()} {
		if owner, err := ownerOf(dir); err != nil {
			return err
		} else if owner == someoneElse {
			return fmt.Errorf("%s is there, and not made by this program, so it stays untouched: move it away or rename it, then run the command again", dir)
		}
	}
	return nil
}

// reason is an error without the name of a file that means nothing to the reader.
func reason(err error) error {
	var path *fs.PathError
	if errors.As(err, &path) {
		return path.Err
	}
	return err
}
