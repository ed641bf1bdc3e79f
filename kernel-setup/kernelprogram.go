package main

import (
	"context"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"firstneuron/kernel-setup/toolrun"
)

// kernelProgram is the name of our kernel's program, and of its stamp.
const kernelProgram = "first-neuron-kernel"

func (p *project) kernelProgramIsBuilt(context.Context) bool {
	if _, err := os.Stat(p.tool(kernelProgram)); err != nil {
		return false
	}
	wanted, err := p.kernelFingerprint()
	return err == nil && p.stamp(kernelProgram) == wanted
}

// kernelFingerprint stands for all that the program is built from.
func (p *project) kernelFingerprint() (string, error) {
	files := []string{filepath.Join(p.root, "go.mod"), filepath.Join(p.root, "go.sum")}
	for _, folder := range []string{"kernel-setup/kernel", "internal/process", "internal/scratch"} {
		err := filepath.WalkDir(filepath.Join(p.root, filepath.FromSlash(folder)), func(path string, entry fs.DirEntry, err error) error {
			if err == nil && !entry.IsDir() && strings.HasSuffix(path, ".go") && !strings.HasSuffix(path, "_test.go") {
				files = append(files, path)
			}
			return err
		})
		if err != nil {
			return "", err
		}
	}
	return fingerprint(files, p.goVersion)
}

func (p *project) buildKernelProgram(ctx context.Context, shown *toolrun.Progress) error {
	wanted, err := p.kernelFingerprint()
	if err != nil {
		return err
	}
	return p.stamped(kernelProgram, wanted, func() error {
		env := toolrun.WithVariables(p.goEnvironment(), toolrun.Variables{"CGO_ENABLED": "0", "GOOS": "", "GOARCH": ""}) // no C compiler is needed
		cmd := toolrun.Command(ctx, p.root, env, p.goCommand(), "build", "-v", "-ldflags=-s -w", "-o", p.tool(kernelProgram), "./kernel-setup/kernel")
		return toolrun.Run(ctx, shown, cmd, "build the kernel")
	})
}
