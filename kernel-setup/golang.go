package main

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"

	"firstneuron/kernel-setup/toolrun"
)

// golang is the Go distribution that the project's go.mod asks for. The user's own go command may be older: it has
// fetched this one to run us.
type golang struct {
	goRoot    string
	goVersion string   // such as go1.26.0
	goFlags   []string // the user's GOFLAGS
	modules   string   // the folder in which downloaded modules lie
	hasC      bool     // it finds a C compiler
	hasSIMD   bool     // GOEXPERIMENT=simd means something to it here
}

func findGo(ctx context.Context, root string) (golang, error) {
	cmd := exec.CommandContext(ctx, "go", "env", "-json", "GOROOT", "GOVERSION", "GOFLAGS", "GOMODCACHE", "CGO_ENABLED")
	cmd.Dir = root
	cmd.Env = toolrun.WithVariables(os.Environ(), toolrun.Variables{"GO111MODULE": "on", "GOWORK": "off"})
	var complaint strings.Builder
	cmd.Stderr = &complaint
	answer, err := cmd.Output()
	if err != nil {
		return golang{}, fmt.Errorf("the go command does not work in %s: %w\n%s", root, err, complaint.String())
	}
	var env struct{ GOROOT, GOVERSION, GOFLAGS, GOMODCACHE, CGO_ENABLED string }
	if err := json.Unmarshal(answer, &env); err != nil {
		return golang{}, fmt.Errorf("go env gave an answer that cannot be read: %w", err)
	}
	found := golang{goRoot: env.GOROOT, goVersion: env.GOVERSION, goFlags: splitFlags(env.GOFLAGS), modules: env.GOMODCACHE,
		hasC: env.CGO_ENABLED == "1"}
	found.hasSIMD = knowsSIMD(ctx, found.goCommand())
	return found, nil
}

func (g golang) goCommand() string { return filepath.Join(g.goRoot, "bin", programName("go")) }

// goEnvironment is for go commands that work on the project itself. A flag or a workspace of the user's that is meant
// for other modules must not reach it.
func (p *project) goEnvironment() []string {
	return toolrun.WithVariables(os.Environ(), toolrun.Variables{
		"PATH":         toolrun.JoinPath(filepath.Join(p.goRoot, "bin"), os.Getenv("PATH")),
		"GO111MODULE":  "on",
		"GOEXPERIMENT": p.experiments(),
		"GOFLAGS":      joinFlags(withoutFlags(p.goFlags, "mod", "modfile")),
		"GOTOOLCHAIN":  "local",
		"GOWORK":       "off",
	})
}

// offline is an environment in which the go command uses what is on this machine and nothing else.
func offline(env []string) []string {
	return toolrun.WithVariables(env, toolrun.Variables{"GOPROXY": "off", "GOSUMDB": "off"})
}

// splitFlags cuts GOFLAGS as the go command does: at white space, where a flag that is quoted as a whole may hold some.
func splitFlags(text string) []string {
	var flags []string
	for {
		text = strings.TrimLeft(text, " \t\r\n")
		if text == "" {
			return flags
		}
		end, rest := strings.IndexAny(text, " \t\r\n"), 0
		if quote := text[0]; quote == '\'' || quote == '"' {
			text = text[1:]
			end, rest = strings.IndexByte(text, quote), 1
		}
		if end < 0 {
			return append(flags, text)
		}
		flags = append(flags, text[:end])
		text = text[end+rest:]
	}
}

// joinFlags writes flags the way splitFlags reads them.
func joinFlags(flags []string) string {
	quoted := make([]string, len(flags))
	for i, flag := range flags {
		switch {
		case !strings.ContainsAny(flag, " \t'\""):
			quoted[i] = flag
		case strings.Contains(flag, "'"):
			quoted[i] = `"` + flag + `"`
		default:
			quoted[i] = "'" + flag + "'"
		}
	}
	return strings.Join(quoted, " ")
}

// withoutFlags leaves out the flags with these names, however they are written: -mod=vendor, --mod=vendor.
func withoutFlags(flags []string, names ...string) []string {
	var kept []string
next:
	for _, flag := range flags {
		name, _, _ := strings.Cut(strings.TrimLeft(flag, "-"), "=")
		for _, unwanted := range names {
			if name == unwanted {
				continue next
			}
		}
		kept = append(kept, flag)
	}
	return kept
}
