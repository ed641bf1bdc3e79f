package toolrun

import (
	"crypto/tls"
	"errors"
	"fmt"
	"io/fs"
	"net"
	"regexp"
	"syscall"
)

// The reasons for a failure that [Explain] recognizes, for [errors.Is].
var (
	ErrNoSpace      = errors.New("no space is left on the disk. Free some (set-up needs about 1 GB)")
	ErrNoNetwork    = errors.New("the network did not answer. Check the network")
	ErrNotPermitted = errors.New("not allowed to write or to run a file. Change the permissions of the file named below")
)

// A Failure says what could not be done, and why.
type Failure struct {
	Purpose string // what was to be done, such as "download the Python packages"
	Output  string // the last that the tool has printed
	Reason  error  // one of those above, or nil
	Err     error
}

// Explain is the failure of a tool, or of something that we did ourselves without output.
func Explain(purpose, output string, err error) error {
	reason := reasonOf(err)
	if reason == nil {
		reason = reasonIn(output)
	}
	return &Failure{purpose, output, reason, err}
}

// Error says what happened and what to do, with the tool's own last lines below.
func (f *Failure) Error() string {
	if f.Reason == nil {
		return fmt.Sprintf("could not %s: %v", f.Purpose, f.Err) + below(f.Output)
	}
	output := f.Output
	if output == "" {
		output = f.Err.Error()
	}
	return fmt.Sprintf("could not %s: %v, then run the same command again: what is already there is kept.", f.Purpose, f.Reason) + below(output)
}

// Unwrap gives the reason and the error to [errors.Is].
func (f *Failure) Unwrap() []error {
	if f.Reason == nil {
		return []error{f.Err}
	}
	return []error{f.Reason, f.Err}
}

func below(output string) string {
	if output = LastLines(output, 12); output != "" {
		return "\n\n" + output
	}
	return ""
}

// reasonOf recognizes the errors of this program by their types.
func reasonOf(err error) error {
	switch {
	case errors.Is(err, syscall.ENOSPC), errors.Is(err, syscall.EDQUOT):
		return ErrNoSpace
	case errors.As(err, new(*net.OpError)), errors.As(err, new(*net.DNSError)), errors.As(err, new(*tls.CertificateVerificationError)):
		return ErrNoNetwork
	case errors.Is(err, fs.ErrPermission), errors.Is(err, syscall.EROFS):
		return ErrNotPermitted
	}
	return nil
}

// reasonIn recognizes what pip and the go command print: they have no other way to tell.
func reasonIn(output string) error {
	for _, sign := range signs {
		if sign.text.MatchString(output) {
			return sign.reason
		}
	}
	return nil
}

var signs = []struct {
	text   *regexp.Regexp
	reason error
}{
	{regexp.MustCompile(`(?i)no space left on device|disk quota exceeded|\[Errno 28\]|\[Errno 122\]`), ErrNoSpace},
	{regexp.MustCompile(`(?i)NewConnectionError|ConnectTimeoutError|ReadTimeoutError|Max retries exceeded|connection broken by|` +
		`ProxyError|temporary failure in name resolution|name or service not known|nodename nor servname|getaddrinfo failed|` +
		`no such host|connection refused|network is unreachable|no route to host|i/o timeout|TLS handshake timeout|` +
		`connection reset by peer|proxyconnect|dial tcp|server misbehaving|No matching distribution found for|` +
		`certificate verify failed|failed to verify certificate|module lookup disabled by GOPROXY=off`), ErrNoNetwork},
	{regexp.MustCompile(`(?i)permission denied|read-only file system|operation not permitted`), ErrNotPermitted},
}
