package main

import (
	"context"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"firstneuron/kernel-setup/toolrun"
)

// assistantProgram is the name of the program in which assistants are built, of which an exported one is a copy, and of
// its stamp.
const assistantProgram = "first-neuron-assistant"

func (p *project) assistantIsBuilt(context.Context) bool {
	if _, err := os.Stat(p.tool(assistantProgram)); err != nil {
		return false
	}
	wanted, err := p.assistantFingerprint()
	return err == nil && p.stamp(assistantProgram) == wanted
}

// assistantFingerprint stands for all that the program is built from, the files that it has in it among them.
func (p *project) assistantFingerprint() (string, error) {
	files := []string{filepath.Join(p.root, "go.mod"), filepath.Join(p.root, "go.sum")}
	for _, folder := range []string{"kernel-setup/assistant", "pkg", "internal/clone"} {
		folder = filepath.Join(p.root, filepath.FromSlash(folder))
		err := filepath.WalkDir(folder, func(path string, entry fs.DirEntry, err error) error {
			switch {
			case err != nil:
				return err
			case entry.IsDir() && entry.Name() == "testdata":
				return filepath.SkipDir
			case entry.Type().IsRegular() && !strings.HasSuffix(path, "_test.go"):
				files = append(files, path)
			}
			return nil
		})
		if err != nil {
			return "", err
		}
	}
	return fingerprint(files, p.goVersion)
}

// buildAssistantProgram builds one static binary, which runs on any machine of this kind and tells nothing of this one.
func (p *project) buildAssistantProgram(ctx context.Context, shown *toolrun.Progress) error {
	wanted, err := p.assistantFingerprint()
	if err != nil {
		return err
	}
	return p.stamped(assistantProgram, wanted, func() error {
		if err := os.MkdirAll(p.bin(), 0o777); err != nil { // the Python environment may not be there yet
			return toolrun.Explain("build the assistant", "", err)
		}
		env := toolrun.WithVariables(p.goEnvironment(), toolrun.Variables{"CGO_ENABLED": "0", "GOOS": "", "GOARCH": ""})
		cmd := toolrun.Command(ctx, p.root, env, p.goCommand(), "build", "-v", "-trimpath", "-ldflags=-s -w",
			"-o", p.tool(assistantProgram), "./kernel-setup/assistant")
		return toolrun.Run(ctx, shown, cmd, "build the assistant")
	})
}
