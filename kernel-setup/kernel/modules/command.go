package modules

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"os/exec"
	"strings"
	"time"

	"firstneuron/internal/process"
)

// run runs the go command in the module's folder and returns what it prints. With the network it has the user's own
// settings for it, checksums among them; without, it finds what is in the cache, and that was checked when it came there.
// With ctx it ends, and all that it has started.
func (m *Module) run(ctx context.Context, network bool, args ...string) (printed string, err error) {
	cmd := exec.CommandContext(ctx, "go", args...)
	cmd.Dir = m.options.Dir
	cmd.Env = append(cmd.Env, m.options.Env...)
	if !network {
		cmd.Env = append(cmd.Env, "GOPROXY=off", "GOSUMDB=off")
	}
	process.InOwnGroup(cmd)
	cmd.Cancel = func() error { process.KillGroup(cmd.Process); return nil }
	cmd.WaitDelay = time.Second
	var out, said bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &said
	if network && m.Report != nil {
		cmd.Stderr = io.MultiWriter(&said, &lines{report: m.Report})
	}
	switch err := cmd.Run().(type) {
	case nil:
		return out.String(), nil
	case *exec.ExitError:
		if ctx.Err() != nil {
			return "", ctx.Err()
		}
		return "", errorOf(said.String())
	default:
		return "", fmt.Errorf("go %s: %w", strings.Join(args, " "), err)
	}
}

// Settings are the go command's for the network, as it may be used: where modules come from, and who knows their checksums.
func (m *Module) Settings(ctx context.Context) (proxy, sums string, err error) {
	out, err := m.run(ctx, m.Network, "env", "GOPROXY", "GOSUMDB")
	proxy, sums, _ = strings.Cut(strings.TrimSpace(out), "\n")
	return proxy, sums, err
}

// lines reports what is written line by line.
type lines struct {
	report func(line string)
	begun  string
}

func (l *lines) Write(text []byte) (int, error) {
	l.begun += string(text)
	for {
		line, rest, ended := strings.Cut(l.begun, "\n")
		if !ended {
			return len(text), nil
		}
		l.report(line)
		l.begun = rest
	}
}
