package main

import (
	"bytes"
	"context"
	"embed"
	"encoding/json"
	"maps"
	"os"
	"path/filepath"
	"strings"

	"firstneuron/kernel-setup/toolrun"
)

// logos are the kernel's pictures, in the sizes and under the names that Jupyter looks for.
//
//go:embed logo-*
var logos embed.FS

// kernelFiles is what the kernel's folder and JupyterLab's settings must hold.
func (p *project) kernelFiles() (map[string][]byte, error) {
	spec, err := p.kernelJSON()
	if err != nil {
		return nil, err
	}
	files := map[string][]byte{
		filepath.Join(p.kernelspec(), "kernel.json"): spec,
		p.settingsPath(): []byte(settings),
	}
	entries, err := logos.ReadDir(".")
	if err != nil {
		return nil, err
	}
	for _, entry := range entries {
		if files[filepath.Join(p.kernelspec(), entry.Name())], err = logos.ReadFile(entry.Name()); err != nil {
			return nil, err
		}
	}
	return files, nil
}

func (p *project) kernelIsInstalled(context.Context) bool {
	files, err := p.kernelFiles()
	for path, text := range files {
		if !sameFile(path, text) {
			return false
		}
	}
	return err == nil
}

func (p *project) installKernel(context.Context, *toolrun.Progress) error {
	files, err := p.kernelFiles()
	if err != nil {
		return err
	}
	for path, text := range files {
		err := os.MkdirAll(filepath.Dir(path), 0o777)
		if err == nil {
			err = replaceFile(path, text)
		}
		if err != nil {
			return toolrun.Explain("install the Jupyter kernel", "", err)
		}
	}
	return nil
}

// plainVariable lets set-up install GoNB as it is, without the kernel that fixes it.
const plainVariable = "FIRST_NEURON_PLAIN_GONB"

// kernelCommand starts our kernel, which starts GoNB behind it.
func (p *project) kernelCommand() []string {
	if os.Getenv(plainVariable) != "" {
		return []string{
			p.tool("gonb"), "--kernel", "{connection_file}",
			"-go_work=" + p.root, // firstneuron/pkg/... can be imported from any folder
			"-raw_error=true",    // errors as text: HTML ones lose their style in a notebook that is not trusted yet
			"-logtostderr=false", "-log_file=" + os.DevNull, "-stderrthreshold=FATAL",
		}
	}
	return []string{
		p.tool(kernelProgram), "-connection", "{connection_file}",
		"-gonb", p.tool("gonb"), "-gopls", p.tool("gopls"), "-project", p.root,
	}
}

// kernelJSON tells Jupyter how to start the kernel.
func (p *project) kernelJSON() ([]byte, error) {
	env := make(toolrun.Variables)
	for name, value := range p.kernelVariables() {
		if value == "" && name != "GOWORK" {
			continue // what is not set stays the user's
		}
		env[name] = strings.ReplaceAll(value, "$", "$$") // Jupyter puts variables of its own environment in for $NAME
	}
	env["PATH"] = toolrun.JoinPath(env["PATH"], "${PATH}")
	return indentedJSON(struct {
		DisplayName   string            `json:"display_name"`
		Language      string            `json:"language"`
		InterruptMode string            `json:"interrupt_mode"`
		Argv          []string          `json:"argv"`
		Env           toolrun.Variables `json:"env"`
		Metadata      map[string]any    `json:"metadata"`
	}{
		DisplayName:   "Go (First Neuron)",
		Language:      "go",
		InterruptMode: "message",
		Argv:          p.kernelCommand(),
		Env:           env,
		Metadata:      map[string]any{"debugger": false},
	})
}

// kernelVariables are the environment in which the kernel compiles cells. GoNB runs `go get` before a cell is compiled;
// with GOPROXY off that finds everything of the project in the module cache, and reaches for nothing else.
func (p *project) kernelVariables() toolrun.Variables {
	flags := withTags(withoutFlags(p.goFlags, "mod", "modfile", "ldflags", "buildvcs"), xlaTags())
	set := toolrun.Variables{
		"PATH":         toolrun.JoinPath(filepath.Join(p.goRoot, "bin"), p.bin()),
		"GO111MODULE":  "on",
		"GOEXPERIMENT": p.experiments(),
		"GOFLAGS":      joinFlags(append(flags, "-buildvcs=false", "-ldflags=-s -w")), // less to link: a cell starts sooner
		"GOMODCACHE":   p.modules,                                                     // JupyterHub may start the kernel with another home
		"GOPROXY":      "off",
		"GOSUMDB":      "off",
		"GOTOOLCHAIN":  "local",
		"GOWORK":       "", // GoNB makes its own workspace
	}
	maps.Copy(set, p.computeVariables())
	return set
}

// kernelEnvironment is what a program sees that our kernel starts.
func (p *project) kernelEnvironment() []string {
	set := p.kernelVariables()
	set["PATH"] = toolrun.JoinPath(set["PATH"], os.Getenv("PATH"))
	return toolrun.WithVariables(os.Environ(), set)
}

// indentedJSON leaves <, > and & as they are: people read these files.
func indentedJSON(value any) ([]byte, error) {
	var text bytes.Buffer
	encoder := json.NewEncoder(&text)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", "  ")
	err := encoder.Encode(value)
	return text.Bytes(), err
}
