package toolrun

import (
	"errors"
	"io/fs"
	"net"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"
)

func TestExplain(t *testing.T) {
	for _, c := range []struct {
		name, output string
		want         error
	}{
		{"pip without a network", `WARNING: Retrying (Retry(total=0, connect=None, read=None, redirect=None, status=None)) after connection broken by 'NewConnectionError('<pip._vendor.urllib3.connection.HTTPSConnection object at 0x7f>: Failed to establish a new connection: [Errno -3] Temporary failure in name resolution')': /simple/anyio/
ERROR: Could not find a version that satisfies the requirement anyio==4.16.0 (from versions: none)
ERROR: No matching distribution found for anyio==4.16.0`, ErrNoNetwork},
		{"pip in a slow network", `pip._vendor.urllib3.exceptions.ReadTimeoutError: HTTPSConnectionPool(host='files.example', port=443): Read timed out.`, ErrNoNetwork},
		{"go without a network", `go: github.com/janpfeifer/gonb@v0.11.5: Get "https://proxy.example/github.com/janpfeifer/gonb/@v/v0.11.5.mod": dial tcp: lookup proxy.example on 127.0.0.53:53: server misbehaving`, ErrNoNetwork},
		{"go behind a wall", `go: golang.org/x/tools@v0.39.1: Get "https://proxy.example/": dial tcp 127.0.0.1:9: connect: connection refused`, ErrNoNetwork},
		{"pip on a full disk", `ERROR: Could not install packages due to an OSError: [Errno 28] No space left on device`, ErrNoSpace},
		{"go on a full disk", `# golang.org/x/tools/gopls/internal/cache
/usr/local/go/pkg/tool/linux_amd64/compile: writing output: write $WORK/b057/_pkg_.a: no space left on device`, ErrNoSpace},
		{"pip in a folder of root's", `ERROR: Could not install packages due to an OSError: [Errno 13] Permission denied: '/srv/first neuron/.venv/lib'`, ErrNotPermitted},
		{"something else", `ERROR: THESE PACKAGES DO NOT MATCH THE HASHES FROM THE REQUIREMENTS FILE.`, nil},
	} {
		ended := errors.New("exit status 1")
		err := Explain("download the parts", c.output, ended)
		sentence, rest, _ := strings.Cut(err.Error(), "\n")
		want := c.want
		if want == nil {
			want = ended
		}
		if !strings.Contains(sentence, "could not download the parts") || !strings.Contains(sentence, want.Error()) {
			t.Errorf("%s: got %q, want %q in it", c.name, sentence, want)
		}
		for _, reason := range []error{ErrNoNetwork, ErrNoSpace, ErrNotPermitted} {
			if got := errors.Is(err, reason); got != (reason == c.want) {
				t.Errorf("%s: the reason is %q: got %v, want %v", c.name, reason, got, !got)
			}
		}
		last := c.output[strings.LastIndex(c.output, "\n")+1:]
		if !strings.HasSuffix(rest, last) {
			t.Errorf("%s: the tool's last line is missing below", c.name)
		}
	}
}

// What goes wrong in this program has a type, and its text does not count: it may name a file of any name.
func TestExplainOurOwnErrors(t *testing.T) {
	_, none := os.Open(filepath.Join(t.TempDir(), "no space left on device"))
	dial := net.Dialer{Timeout: time.Nanosecond}
	_, unreachable := dial.Dial("tcp", "192.0.2.1:1") // an address for documentation: RFC 5737
	for _, c := range []struct {
		name string
		err  error
		want error
	}{
		{"a full disk", &fs.PathError{Op: "write", Path: "/x", Err: syscall.ENOSPC}, ErrNoSpace},
		{"a quota", &fs.PathError{Op: "write", Path: "/x", Err: syscall.EDQUOT}, ErrNoSpace},
		{"no permission", &fs.PathError{Op: "open", Path: "/x", Err: syscall.EACCES}, ErrNotPermitted},
		{"a read-only disk", &fs.PathError{Op: "open", Path: "/x", Err: syscall.EROFS}, ErrNotPermitted},
		{"no answer", unreachable, ErrNoNetwork},
		{"no file", none, nil},
	} {
		got := Explain("write the parts", "", c.err)
		for _, reason := range []error{ErrNoNetwork, ErrNoSpace, ErrNotPermitted} {
			if is := errors.Is(got, reason); is != (reason == c.want) {
				t.Errorf("%s: the reason is %q: got %v, want %v", c.name, reason, is, !is)
			}
		}
		if !errors.Is(got, c.err) || !strings.Contains(got.Error(), c.err.Error()) {
			t.Errorf("%s: got %v, want %v in it", c.name, got, c.err)
		}
	}
}
