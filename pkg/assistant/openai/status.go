package openai

import (
	"bufio"
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"io"
	"net"
	"net/http"
	"net/url"
	"strings"
	"syscall"
	"time"
	"unicode"

	"firstneuron/pkg/assistant/texts"
)

// meanings are the texts for statuses, and for the hundreds of those that have none of their own. Their values are the host, the
// model and where a redirect leads.
var meanings = map[int]string{
	3:                                "status.redirect",
	5:                                "status.failed",
	http.StatusUnauthorized:          "status.key-wrong",
	http.StatusForbidden:             "status.forbidden",
	http.StatusNotFound:              "status.not-found",
	http.StatusRequestEntityTooLarge: "status.too-large",
	http.StatusTooManyRequests:       "status.too-often",
}

// refusal tells what a status means, and adds the server's own words.
func (e *Engine) refusal(response *http.Response, says string, noCredit, withPictures bool) error {
	code, to := response.StatusCode, "?"
	if address, err := response.Location(); err == nil {
		to = e.redact((&url.URL{Scheme: address.Scheme, Host: address.Host, Path: address.Path}).String())
	}
	key := cmp.Or(meanings[code], meanings[code/100], "status.other")
	switch {
	case noCredit:
		key = "status.no-credit"
	case code == http.StatusUnauthorized && e.key.IsZero():
		key = "status.key-wanted"
	}
	text := catalogue.Errorf("status", catalogue.Errorf(key, e.host, e.settings.Model, to), code)
	if wait := pause(response.Header.Get("Retry-After"), 0); wait > 0 {
		text = catalogue.Errorf("status.wait", text, wait.Round(time.Second))
	}
	text = quoting(text, says)
	if withPictures && (code == http.StatusBadRequest || code >= 500) {
		text = catalogue.Errorf("status.pictures", text)
	}
	return text
}

// quoting adds what the server says, if anything.
func quoting(text error, says string) error {
	if says == "" {
		return text
	}
	return catalogue.Errorf("says", text, says)
}

// wrongType tells what an answer is that is not of the type that was wanted.
func (e *Engine) wrongType(media, says string) error {
	if says != "" && media != "text/html" {
		return quoting(catalogue.Errorf("type.error", e.host), says)
	}
	key := map[string]string{"text/html": "type.html", "application/json": "type.json"}[media]
	return catalogue.Errorf(cmp.Or(key, "type.other"), e.host, e.redact(media))
}

// beginning reads the first 64 kB of what is not an answer, as much of it as comes before the silence is too long.
func (e *Engine) beginning(body io.ReadCloser) []byte {
	defer body.Close()
	defer time.AfterFunc(min(e.silence/2, 10*time.Second), func() { body.Close() }).Stop()
	content, _ := io.ReadAll(io.LimitReader(body, 64<<10)) // what has come will do
	return content
}

// said is what an error in OpenAI's form says, and whether it is about money. Servers write {"error": {"message": …}},
// {"error": "…"} or {"message": …}.
func (e *Engine) said(content []byte) (says string, noCredit bool) {
	var told map[string]any
	json.Unmarshal(content, &told)
	inner, isObject := told["error"].(map[string]any)
	if isObject {
		told = inner
	}
	says, isText := told["error"].(string)
	if !isText {
		says = text(told["message"])
	}
	return e.clean(says), told["code"] == "insufficient_quota" || told["type"] == "insufficient_quota"
}

// clean makes a line of what a server says, without the key and not too long.
func (e *Engine) clean(text string) string {
	const longest = 300
	words := strings.FieldsFunc(e.redact(text), func(letter rune) bool { return letter == ' ' || !unicode.IsPrint(letter) })
	return texts.Shorten(strings.Join(words, " "), longest)
}

// explain says in plain words what kept an answer from coming.
func (e *Engine) explain(ctx context.Context, err error) error {
	switch {
	case ctx.Err() != nil:
		return context.Cause(ctx)
	case errors.Is(err, bufio.ErrBufferFull), isA[*http.MaxBytesError](err):
		return catalogue.Errorf("sent.too-much", e.host, longestLine>>20, longestBody>>20)
	case errors.Is(err, errPublic):
		return catalogue.Errorf("key.open", e.address.Hostname())
	case isA[*json.SyntaxError](err), isA[*json.UnmarshalTypeError](err):
		return catalogue.Errorf("sent.foreign", e.host)
	case errors.Is(err, io.ErrUnexpectedEOF), errors.Is(err, io.EOF), errors.Is(err, syscall.ECONNRESET):
		return catalogue.Errorf("sent.cut-off", e.host)
	case isA[*net.DNSError](err):
		return catalogue.Errorf("address.unknown", e.host)
	case errors.Is(err, syscall.ECONNREFUSED):
		return catalogue.Errorf("address.silent", e.host)
	}
	return catalogue.Errorf("sent.other", e.host, e.clean(err.Error()))
}

func isA[E error](err error) bool {
	_, is := errors.AsType[E](err)
	return is
}
