package setup

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"

	"firstneuron/kernel-setup/toolrun"
)

// A Toolchain is the Go distribution that the project's go.mod asks for. The user's own go command may be older: it has
// fetched this one to run us.
type Toolchain struct {
	Root string // GOROOT

	version string  // such as go1.26.0
	flags   goFlags // the user's GOFLAGS
	modules string  // the folder in which downloaded modules lie
	hasSIMD bool    // GOEXPERIMENT=simd means something to it here
}

func findGo(ctx context.Context, root string) (Toolchain, error) {
	cmd := exec.CommandContext(ctx, "go", "env", "-json", "GOROOT", "GOVERSION", "GOFLAGS", "GOMODCACHE")
	cmd.Dir = root
	cmd.Env = toolrun.WithVariables(os.Environ(), toolrun.Variables{"GO111MODULE": "on", "GOWORK": "off"})
	var complaint strings.Builder
	cmd.Stderr = &complaint
	answer, err := cmd.Output()
	if err != nil {
		return Toolchain{}, fmt.Errorf("the go command does not work in %s: %w\n%s", root, err, complaint.String())
	}
	var env struct{ GOROOT, GOVERSION, GOFLAGS, GOMODCACHE string }
	if err := json.Unmarshal(answer, &env); err != nil {
		return Toolchain{}, fmt.Errorf("go env gave an answer that cannot be read: %w", err)
	}
	found := Toolchain{Root: env.GOROOT, version: env.GOVERSION, flags: parseFlags(env.GOFLAGS), modules: env.GOMODCACHE}
	found.hasSIMD = knowsSIMD(ctx, found.Command())
	return found, nil
}

// Command is the path of its go command.
func (t Toolchain) Command() string { return t.Program("go") }

// Program is the path of a program of the distribution: go, gofmt.
func (t Toolchain) Program(name string) string { return filepath.Join(t.Root, "bin", name) }

// Environment is for go commands that work on the project itself. A flag or a workspace of the user's that is meant
// for other modules must not reach it.
func (t Toolchain) Environment() []string {
	return toolrun.WithVariables(os.Environ(), toolrun.Variables{
		"PATH":         toolrun.JoinPath(filepath.Join(t.Root, "bin"), os.Getenv("PATH")),
		"GO111MODULE":  "on",
		"GOEXPERIMENT": t.experiments(),
		"GOFLAGS":      t.flags.without("mod", "modfile").String(),
		"GOTOOLCHAIN":  "local",
		"GOWORK":       "off",
	})
}

// HasSIMD tells whether it can compile vector instructions for this machine, and UsesSIMD whether it does: the user may
// have switched them off.
func (t Toolchain) HasSIMD() bool { return t.hasSIMD }
func (t Toolchain) UsesSIMD() bool {
	return slices.Contains(splitExperiments(t.experiments()), "simd")
}

// Offline is an environment in which the go command uses what is on this machine and nothing else.
func Offline(env []string) []string {
	return toolrun.WithVariables(env, toolrun.Variables{"GOPROXY": "off", "GOSUMDB": "off"})
}

// experiments is GOEXPERIMENT for all that we compile: the user's, and simd where Go has it. Vector instructions make
// GoMLX's pure Go backend, to which models go that the engine does not know, three to five times faster; elsewhere the
// same code runs without them.
func (t Toolchain) experiments() string {
	asked := splitExperiments(os.Getenv("GOEXPERIMENT"))
	if t.hasSIMD && !slices.Contains(asked, "simd") && !slices.Contains(asked, "nosimd") {
		asked = append(asked, "simd")
	}
	return strings.Join(asked, ",")
}

func splitExperiments(text string) []string {
	return strings.FieldsFunc(text, func(r rune) bool { return r == ',' })
}

// knowsSIMD asks a go command whether it has the experiment. Its vector instructions are those of amd64 only, today.
func knowsSIMD(ctx context.Context, command string) bool {
	cmd := exec.CommandContext(ctx, command, "env", "GOVERSION")
	cmd.Env = toolrun.WithVariables(os.Environ(), toolrun.Variables{"GOEXPERIMENT": "simd", "GOTOOLCHAIN": "local", "GOWORK": "off"})
	return runtime.GOARCH == "amd64" && cmd.Run() == nil
}
