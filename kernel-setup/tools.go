package main

import (
	"context"
	"os"
	"path/filepath"

	"firstneuron/kernel-setup/toolrun"
)

const toolsStamp = "tools"

// tools are the programs of kernel-setup/tools/go.mod. They have a module of their own because they need versions of
// golang.org/x/tools that differ from those of the lessons' libraries.
var tools = []string{"gonb", "goimports", "gopls", "staticcheck"}

func (p *project) toolsAreInstalled(context.Context) bool {
	for _, name := range tools {
		if _, err := os.Stat(p.tool(name)); err != nil {
			return false
		}
	}
	wanted, err := p.toolsFingerprint()
	return err == nil && p.stamp(toolsStamp) == wanted
}

func (p *project) toolsFingerprint() (string, error) {
	files := []string{filepath.Join(p.toolsModule(), "go.mod"), filepath.Join(p.toolsModule(), "go.sum")}
	return fingerprint(files, p.goVersion)
}

func (p *project) installTools(ctx context.Context, shown *toolrun.Progress) error {
	wanted, err := p.toolsFingerprint()
	if err != nil {
		return err
	}
	return p.stamped(toolsStamp, wanted, func() error {
		env := toolrun.WithVariables(p.goEnvironment(), toolrun.Variables{"GOBIN": p.bin(), "GOOS": "", "GOARCH": ""})
		cmd := toolrun.Command(ctx, p.toolsModule(), env, p.goCommand(), "install", "-v", "tool")
		return toolrun.Run(ctx, shown, cmd, "download and build the Go tools")
	})
}
