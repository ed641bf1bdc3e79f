package openai

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"mime"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"syscall"
	"time"
)

const (
	longestLine = 1 << 20  // bytes of a stream
	longestBody = 64 << 20 // bytes: 64 kB of text, with a kilobyte of wrapping around each letter
)

// send asks a question, or with nil for what is at an address, and returns the body of an answer of the wanted type. A server
// that is busy for a moment is asked again, at most twice.
func (e *Engine) send(ctx context.Context, address string, question any, wanted string) (io.ReadCloser, error) {
	method, content := http.MethodGet, []byte(nil)
	if question != nil {
		method = http.MethodPost
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

// fetch asks for JSON as send does, and decodes it.
func (e *Engine) fetch(ctx context.Context, address string, question, answer any) error {
	body, err := e.send(ctx, address, question, "application/json")
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
		dialer.Control = nearOnly // a name tells only there where it leads to
	}
	transport.DialContext = dialer.DialContext
	return &http.Client{
		Transport:     transport,
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}
}

// nearOnly refuses a connection to any but this machine or a network of one's own, before a byte is sent: on the way to others,
// everybody could read the key.
func nearOnly(_, to string, _ syscall.RawConn) error {
	number, err := netip.ParseAddrPort(to)
	near := number.Addr().Unmap()
	if err != nil || !near.IsLoopback() && !near.IsPrivate() && !near.IsLinkLocalUnicast() {
		return errPublic
	}
	return nil
}

var errPublic = errors.New("a public host")
