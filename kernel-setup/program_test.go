package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"strings"
	"testing"
	"time"
)

func TestExplain(t *testing.T) {
	const network, disk, rights = "the network did not answer", "no space is left on the disk", "not allowed"
	for _, c := range []struct{ name, output, want string }{
		{"pip without a network", `WARNING: Retrying (Retry(total=0, connect=None, read=None, redirect=None, status=None)) after connection broken by 'NewConnectionError('<pip._vendor.urllib3.connection.HTTPSConnection object at 0x7f>: Failed to establish a new connection: [Errno -3] Temporary failure in name resolution')': /simple/anyio/
ERROR: Could not find a version that satisfies the requirement anyio==4.16.0 (from versions: none)
ERROR: No matching distribution found for anyio==4.16.0`, network},
		{"pip in a slow network", `pip._vendor.urllib3.exceptions.ReadTimeoutError: HTTPSConnectionPool(host='files.example', port=443): Read timed out.`, network},
		{"go without a network", `go: github.com/janpfeifer/gonb@v0.11.5: Get "https://proxy.example/github.com/janpfeifer/gonb/@v/v0.11.5.mod": dial tcp: lookup proxy.example on 127.0.0.53:53: server misbehaving`, network},
		{"go behind a wall", `go: golang.org/x/tools@v0.39.1: Get "https://proxy.example/": dial tcp 127.0.0.1:9: connect: connection refused`, network},
		{"pip on a full disk", `ERROR: Could not install packages due to an OSError: [Errno 28] No space left on device`, disk},
		{"go on a full disk", `# golang.org/x/tools/gopls/internal/cache
/usr/local/go/pkg/tool/linux_amd64/compile: writing output: write $WORK/b057/_pkg_.a: no space left on device`, disk},
		{"pip in a folder of root's", `ERROR: Could not install packages due to an OSError: [Errno 13] Permission denied: '/srv/first neuron/.venv/lib'`, rights},
		{"something else", `ERROR: THESE PACKAGES DO NOT MATCH THE HASHES FROM THE REQUIREMENTS FILE.`, "exit status 1"},
	} {
		err := explain("download the parts", c.output, errors.New("exit status 1"))
		sentence, rest, _ := strings.Cut(err.Error(), "\n")
		if !strings.Contains(sentence, "could not download the parts") || !strings.Contains(sentence, c.want) {
			t.Errorf("%s: got %q, want %q in it", c.name, sentence, c.want)
		}
		last := c.output[strings.LastIndex(c.output, "\n")+1:]
		if !strings.HasSuffix(rest, last) {
			t.Errorf("%s: the tool's last line is missing below", c.name)
		}
	}
}

func TestTail(t *testing.T) {
	var kept tail
	fmt.Fprint(&kept, "one\ntw")
	fmt.Fprint(&kept, "o\r\n\nthree")
	if got, want := kept.String(), "one\ntwo\nthree"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	if got, want := kept.last(), "two"; got != want {
		t.Errorf("the last whole line is %q, want %q", got, want)
	}
	for i := range 3 * tailLength {
		fmt.Fprintln(&kept, i)
	}
	if got := len(kept.lines); got != tailLength {
		t.Errorf("%d lines are kept, want %d", got, tailLength)
	}
}

func TestAProgramEndsWithAllThatItStarted(t *testing.T) {
	if os.Getenv("PATH") == "" || !exists("/bin/sh") {
		t.Skip("needs a shell")
	}
	ctx, cancel := context.WithCancel(t.Context())
	cmd := newProgram(ctx, t.TempDir(), os.Environ(), "/bin/sh", "-c", "sleep 60 & sleep 60")
	time.AfterFunc(200*time.Millisecond, cancel)
	shown := showProgress("sleeping")
	defer shown.end()
	begin := time.Now()
	if err := runTool(shown, cmd, ctx, "sleep"); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v, want %v", err, context.Canceled)
	}
	if took := time.Since(begin); took > 4*time.Second {
		t.Errorf("it took %v to end", took)
	}
}
