package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"firstneuron/kernel-setup/setup"
)

// run executes the named notebooks, or all; with --solved, their solved copies.
func run(args []string) (action, error) {
	flags := newFlags()
	solved := flags.Bool("solved", false, "")
	names, err := parse(flags, args)
	return func(ctx context.Context, p *project) error { return p.run(ctx, names, *solved) }, err
}

func (p *project) run(ctx context.Context, names []string, solved bool) error {
	var notebooks []string
	for _, name := range names {
		path, err := p.findNotebook(name)
		if err != nil {
			return err
		}
		notebooks = append(notebooks, path)
	}
	if err := p.checkOutputs(notebooks); err != nil {
		return err
	}
	release, err := p.SetUp(ctx, p.Steps())
	if err != nil {
		return err
	}
	defer release()
	if len(notebooks) == 0 {
		if notebooks, err = p.EveryNotebook(); err != nil {
			return err
		}
		if len(notebooks) == 0 {
			return fmt.Errorf("there is no notebook in %s", p.Notebooks())
		}
	}
	failed := 0
	if solved {
		_, failed, err = p.executeSolved(ctx, notebooks, p.Build(), wholeLesson)
	} else {
		_, failed, err = p.execute(ctx, notebooks, p.Build())
	}
	if err == nil && failed > 0 {
		err = errReported
	}
	return err
}

// findNotebook is the notebook that an argument of run names: a path, or a lesson as it is called in notebooks, with
// or without its ending.
func (p *project) findNotebook(arg string) (string, error) {
	const example = "name a notebook, such as notebooks/01_one_neuron.ipynb"
	candidates := []string{arg, arg + ".ipynb"}
	if !filepath.IsAbs(arg) {
		candidates = append(candidates, filepath.Join(p.Notebooks(), arg), filepath.Join(p.Notebooks(), arg+".ipynb"))
	}
	isFolder := false
	for _, candidate := range candidates {
		info, err := os.Stat(candidate)
		switch {
		case errors.Is(err, fs.ErrNotExist):
		case err != nil:
			return "", fmt.Errorf("cannot read the notebook %s: %w", arg, err)
		case info.IsDir():
			isFolder = true
		case filepath.Ext(candidate) != ".ipynb":
			return "", fmt.Errorf("%s is not a notebook: its name does not end in .ipynb; %s", arg, example)
		default:
			if _, err := setup.ReadCells(candidate); err != nil {
				return "", fmt.Errorf("cannot execute %s: %w", arg, err)
			}
			return filepath.Abs(candidate)
		}
	}
	if isFolder {
		return "", fmt.Errorf("%s is a folder: %s", arg, example)
	}
	return "", fmt.Errorf("there is no notebook %s, neither from the current folder nor in %s: %s", arg, p.Notebooks(), example)
}

// checkOutputs refuses two notebooks of which one would write over the other's results.
func (p *project) checkOutputs(notebooks []string) error {
	sources := make(map[string]string)
	for _, source := range notebooks {
		name := p.outputName(source)
		if other, taken := sources[name]; taken && other != source {
			return fmt.Errorf("the results of %s and of %s would land in the same file, %s: rename one of them",
				p.Relative(other), p.Relative(source), p.Relative(filepath.Join(p.Build(), name)))
		}
		sources[name] = source
	}
	return nil
}
