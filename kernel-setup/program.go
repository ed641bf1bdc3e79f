package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"regexp"
	"strings"
	"time"

	"firstneuron/internal/process"
	"firstneuron/internal/scratch"
)

// newProgram is a program in a process group of its own, which ends when ctx does, with all that it started.
func newProgram(ctx context.Context, dir string, env []string, path string, args ...string) *exec.Cmd {
	cmd := exec.CommandContext(ctx, path, args...)
	cmd.Dir, cmd.Env = dir, env
	process.InOwnGroup(cmd)
	cmd.Cancel = func() error { return endGroup(cmd.Process) }
	cmd.WaitDelay = 5 * time.Second
	return cmd
}

// runTool runs one of the tools that set-up leans on. What it is meant to bring about, such as "download the Python
// packages", goes into the error. The tool gets a temporary folder of its own, as one that is cut off cleans nothing up.
func runTool(shown *progress, cmd *exec.Cmd, ctx context.Context, purpose string) error {
	temporary, err := scratch.New()
	if err != nil {
		return explain(purpose, "", err)
	}
	defer os.RemoveAll(temporary.Path)
	cmd.Env = withVariables(cmd.Env, temporary.Variables())
	shown.forget()
	cmd.Stdout, cmd.Stderr = shown, shown
	err = cmd.Run()
	if cmd.Process != nil && err != nil {
		process.KillGroup(cmd.Process)
	}
	if ctx.Err() != nil {
		return ctx.Err()
	}
	if err != nil {
		return explain(purpose, shown.said(), err)
	}
	return nil
}

// The signs by which the output of pip, go and the operating system tells a lack of network, of room or of rights.
var (
	noRoom = regexp.MustCompile(`(?i)no space left on device|not enough space on the disk|disk quota exceeded|\[Errno 28\]|\[Errno 122\]`)

	noRight = regexp.MustCompile(`(?i)permission denied|access is denied|read-only file system|operation not permitted`)

	noNetwork = regexp.MustCompile(`(?i)NewConnectionError|ConnectTimeoutError|ReadTimeoutError|Max retries exceeded|connection broken by|` +
		`ProxyError|temporary failure in name resolution|name or service not known|nodename nor servname|getaddrinfo failed|` +
		`no such host|connection refused|network is unreachable|no route to host|i/o timeout|TLS handshake timeout|` +
		`connection reset by peer|proxyconnect|dial tcp|server misbehaving|No matching distribution found for|` +
		`certificate verify failed|failed to verify certificate|module lookup disabled by GOPROXY=off`)
)

// explain turns the failure of a tool into what happened and what to do, with the tool's own last lines below.
func explain(purpose, output string, err error) error {
	const again = "then run the same command again: what is already there is kept."
	said := err.Error() + "\n" + output
	var sentence string
	switch {
	case noRoom.MatchString(said):
		sentence = fmt.Sprintf("could not %s: no space is left on the disk. Free some (set-up needs about 1 GB), %s", purpose, again)
	case noNetwork.MatchString(said):
		sentence = fmt.Sprintf("could not %s: the network did not answer. Check the network, %s", purpose, again)
	case noRight.MatchString(said):
		sentence = fmt.Sprintf("could not %s: not allowed to write or to run a file. Mend the rights of the file named below, %s", purpose, again)
	default:
		sentence = fmt.Sprintf("could not %s: %v", purpose, err)
	}
	if output = lastLines(output, 12); output != "" {
		sentence += "\n\n" + output
	}
	return errors.New(sentence)
}

// lastLines is the end of a text, set in by four spaces, so that a reader sees where it is not us who speak.
func lastLines(text string, most int) string {
	text = strings.TrimSpace(text)
	if text == "" {
		return ""
	}
	lines := strings.Split(text, "\n")
	if len(lines) > most {
		lines = lines[len(lines)-most:]
	}
	return "    " + strings.Join(lines, "\n    ")
}
