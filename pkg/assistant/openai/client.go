package openai

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"mime"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"regexp"
	"strings"
	"syscall"
	"time"
)

const (
	longestLine = 1 << 20  // bytes of a stream
	longestBody = 64 << 20 // bytes: 64 kB of text, with a kilobyte of wrapping around each letter
)

// send asks the server, and returns the body of an answer of the type that is wanted. A server that is busy for a moment is asked
// again, at most twice.
func (e *Engine) send(ctx context.Context, method, address string, question any, wanted string) (io.ReadCloser, error) {
	var content []byte
	if question != nil {
		content, _ = json.Marshal(question) // texts and numbers always can be written
	}
	for usual := time.Second / 2; ; usual *= 2 {
		asked, err := http.NewRequestWithContext(ctx, method, address, bytes.NewReader(content))
		if err != nil {
			return nil, err
		}
		asked.Header.Set("Content-Type", "application/json")
		if !e.key.IsZero() {
			asked.Header.Set("Authorization", "Bearer "+e.key.reveal())
		}
		response, err := e.http.Do(asked)
		if err != nil {
			return nil, e.explain(ctx, err)
		}
		media, _, _ := mime.ParseMediaType(response.Header.Get("Content-Type"))
		if response.StatusCode/100 == 2 && media == wanted {
			return http.MaxBytesReader(nil, response.Body, longestBody), nil
		}
		says, noCredit := e.said(e.beginning(response.Body))
		if response.StatusCode/100 == 2 {
			return nil, e.wrongType(media, says)
		}
		isBusy := !noCredit && (response.StatusCode == http.StatusTooManyRequests || response.StatusCode >= 500)
		wait := pause(response.Header.Get("Retry-After"), usual)
		if !isBusy || usual > time.Second || wait > longestPause {
			chat, _ := question.(request)
			return nil, e.refusal(response, says, noCredit, chat.withPictures)
		}
		select {
		case <-time.After(wait):
		case <-ctx.Done():
			return nil, context.Cause(ctx)
		}
	}
}

const longestPause = 20 * time.Second

// pause is how long to wait before a busy server is asked again: as the header Retry-After has it, in seconds or until a time, or else as usual.
func pause(after string, usual time.Duration) time.Duration {
	if seconds, err := time.ParseDuration(after + "s"); err == nil && seconds >= 0 {
		return seconds
	}
	if until, err := http.ParseTime(after); err == nil {
		return time.Until(until)
	}
	return usual
}

// fetch asks for JSON.
func (e *Engine) fetch(ctx context.Context, method, address string, question, answer any) error {
	body, err := e.send(ctx, method, address, question, "application/json")
	if err != nil {
		return err
	}
	defer body.Close()
	if err := json.NewDecoder(body).Decode(answer); err != nil {
		return e.explain(ctx, err)
	}
	return nil
}

// client speaks HTTP for one engine. It follows no redirect, so that neither the key nor a conversation goes where
// nobody sent it, and keeps no connection once an answer is through.
func client(address *url.URL, withKey bool) *http.Client {
	dialer := &net.Dialer{Timeout: 10 * time.Second}
	transport := &http.Transport{DisableKeepAlives: true, DisableCompression: true, TLSHandshakeTimeout: 10 * time.Second}
	if address.Scheme == "https" {
		transport.Proxy = http.ProxyFromEnvironment // sees encrypted bytes only
	} else if withKey {
		dialer.Control = nearOnly // a name tells where it leads to only now
	}
	transport.DialContext = dialer.DialContext
	return &http.Client{
		Transport:     transport,
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}
}

// checkKey refuses a key that is none, and one that anybody on the way could read.
func checkKey(key string, address *url.URL) error {
	for _, letter := range key {
		if letter <= ' ' || letter > '~' {
			return catalogue.Errorf("key.letters")
		}
	}
	if key != "" && address.Scheme == "http" && !seemsNear(address.Hostname()) {
		return catalogue.Errorf("key.open", address.Hostname())
	}
	return nil
}

// seemsNear tells a host on this machine or in a network of one's own from a public one: by its number, or by a name
// that only such a network has (RFC 6761, RFC 6762, RFC 8375).
func seemsNear(host string) bool {
	if number, err := netip.ParseAddr(host); err == nil {
		return isNear(number)
	}
	host = strings.ToLower(strings.TrimSuffix(host, "."))
	return !strings.Contains(host, ".") || ownNetwork.MatchString(host)
}

var ownNetwork = regexp.MustCompile(`\.(localhost|local|lan|internal|home\.arpa)$`)

func isNear(number netip.Addr) bool {
	number = number.Unmap()
	return number.IsLoopback() || number.IsPrivate() || number.IsLinkLocalUnicast()
}

// nearOnly refuses a connection to a public number before a byte is sent.
func nearOnly(_, to string, _ syscall.RawConn) error {
	number, err := netip.ParseAddrPort(to)
	if err != nil || !isNear(number.Addr()) {
		return errPublic
	}
	return nil
}

var errPublic = catalogue.Errorf("key.public")
