package openai

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"mime"
	"net"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"time"
	"unicode"

	"github.com/openai/openai-go/v3/option"
	"github.com/openai/openai-go/v3/packages/ssestream"
)

// A StatusError is a server's refusal, by HTTP's status: RFC 9110.
type StatusError struct {
	Status int
	Says   string        // the server's own words without the key, in one line; often ""
	After  time.Duration // how long the server wants to be left alone; 0 where it does not say

	host, model string
	hadKey      bool
	hadPictures bool
	noCredit    bool
	redirect    string
}

// Error says what happened and what to do.
func (e *StatusError) Error() string {
	var text string
	switch {
	case e.Status/100 == 3:
		text = fmt.Sprintf("%s sends on to %s, and is not followed: give that address if you trust it", e.host, e.redirect)
	case e.Status == http.StatusUnauthorized && !e.hadKey:
		text = fmt.Sprintf("%s wants a key: type it, or put it into FIRSTNEURON_API_KEY and the server's address into FIRSTNEURON_API_SERVER", e.host)
	case e.Status == http.StatusUnauthorized:
		text = fmt.Sprintf("%s does not accept the key: check the one in FIRSTNEURON_API_KEY, or make a new one", e.host)
	case e.Status == http.StatusForbidden:
		text = fmt.Sprintf("%s does not allow this: the key may not be good for the model %q, choose another", e.host, e.model)
	case e.Status == http.StatusNotFound:
		text = fmt.Sprintf("%s has no model %q, or the address is not quite right: it often ends with /v1", e.host, e.model)
	case e.Status == http.StatusRequestEntityTooLarge:
		text = fmt.Sprintf("this is too much for %s: give fewer or smaller pictures, or begin a new conversation", e.host)
	case e.Status == http.StatusTooManyRequests && e.noCredit:
		text = fmt.Sprintf("the account at %s has no credit left: see to it there", e.host)
	case e.Status == http.StatusTooManyRequests && e.After == 0:
		text = fmt.Sprintf("%s was asked too often: try again in a minute", e.host)
	case e.Status == http.StatusTooManyRequests:
		text = fmt.Sprintf("%s was asked too often: try again in %s", e.host, e.After)
	case e.Status >= 500 && e.After != 0:
		text = fmt.Sprintf("%s cannot answer now: try again in %s", e.host, e.After)
	case e.Status >= 500:
		text = fmt.Sprintf("%s has failed: try again later, or look at what the server reports", e.host)
	default:
		text = fmt.Sprintf("%s refuses the question", e.host)
	}
	text += fmt.Sprintf(" (status %d)", e.Status)
	if e.hadPictures && (e.Status == http.StatusBadRequest || e.Status >= 500) {
		text += "; perhaps the model cannot see pictures"
	}
	if e.Says != "" {
		text += fmt.Sprintf("; it says: %q", e.Says)
	}
	return text
}

// inspect stands between the client and the server. It lets through an answer of the right type, through the body given,
// and makes an error of anything else: the client itself would read one to its end, however long.
func (e *Engine) inspect(media string, through *body) option.Middleware {
	return func(request *http.Request, next option.MiddlewareNext) (*http.Response, error) {
		response, err := next(request)
		if err != nil {
			return nil, err
		}
		if response.StatusCode/100 != 2 {
			defer response.Body.Close()
			return nil, e.refusal(response)
		}
		if got, _, _ := mime.ParseMediaType(response.Header.Get("Content-Type")); got != media {
			defer response.Body.Close()
			return nil, e.wrongType(got, e.beginning(response.Body))
		}
		through.ReadCloser = response.Body
		response.Body = through
		return response, nil
	}
}

func (e *Engine) refusal(response *http.Response) *StatusError {
	refusal := &StatusError{Status: response.StatusCode, host: e.host, model: e.settings.Model, hadKey: !e.key.IsZero(),
		After: e.retryAfter(response.Header.Get("Retry-After"))}
	refusal.Says, refusal.noCredit = e.said(e.beginning(response.Body))
	refusal.redirect = "another address"
	if to, err := response.Location(); err == nil {
		to = &url.URL{Scheme: to.Scheme, Host: to.Host, Path: to.Path}
		refusal.redirect = e.key.redact(to.String())
	}
	return refusal
}

func (e *Engine) wrongType(media string, content []byte) error {
	switch says, _ := e.said(content); {
	case media == "text/html":
		return fmt.Errorf("%s answers with a web page: is that the address of its chat interface? It often ends with /v1", e.host)
	case says != "":
		return fmt.Errorf("%s does not answer: it says %q", e.host, says)
	case media == "application/json":
		return fmt.Errorf("%s does not answer piece by piece: it needs a server that can stream", e.host)
	}
	return fmt.Errorf("%s answers with %q, which is not OpenAI's chat interface: check the address", e.host, e.key.redact(media))
}

// beginning reads the first 64 kB of what is not an answer, as much of it as comes before the silence is too long.
func (e *Engine) beginning(body io.ReadCloser) []byte {
	late := time.AfterFunc(e.silence, func() { body.Close() })
	defer late.Stop()
	content, _ := io.ReadAll(io.LimitReader(body, 64<<10)) // what has come will do
	return content
}

// said is what an error in OpenAI's form says, and whether it is about money. Servers write {"error": {"message": …}},
// {"error": "…"} or {"message": …}.
func (e *Engine) said(content []byte) (says string, noCredit bool) {
	var outer struct {
		Error   json.RawMessage `json:"error"`
		Message string          `json:"message"`
	}
	var inner struct {
		Message string `json:"message"`
		Code    any    `json:"code"`
		Type    string `json:"type"`
	}
	if json.Unmarshal(content, &outer) != nil {
		return "", false
	}
	says = outer.Message
	if json.Unmarshal(outer.Error, &inner) == nil {
		says = inner.Message
	} else {
		json.Unmarshal(outer.Error, &says)
	}
	return e.clean(says), inner.Code == "insufficient_quota" || inner.Type == "insufficient_quota"
}

// clean makes a line of what a server says, without the key and not too long.
func (e *Engine) clean(text string) string {
	const longest = 300
	text = strings.Map(func(letter rune) rune {
		if !unicode.IsPrint(letter) {
			return ' '
		}
		return letter
	}, e.key.redact(text))
	text = strings.Join(strings.Fields(text), " ")
	if letters := []rune(text); len(letters) > longest {
		text = string(letters[:longest]) + "…"
	}
	return text
}

// retryAfter reads seconds or a date: RFC 9110, section 10.2.3. What is neither counts as not said.
func (e *Engine) retryAfter(header string) time.Duration {
	const longest = 365 * 24 * time.Hour
	if seconds, err := strconv.ParseUint(header, 10, 32); err == nil {
		return min(time.Duration(seconds)*time.Second, longest)
	}
	if date, err := http.ParseTime(header); err == nil {
		return min(max(date.Sub(e.now()).Round(time.Second), 0), longest)
	}
	return 0
}

// pause tells whether an error is worth another try, and after how long. The server's own word counts, where it is short
// and within the limit.
func (e *Engine) pause(ctx context.Context, err error, try int) (time.Duration, bool) {
	const tries, longest = 3, 20 * time.Second
	var refusal *StatusError
	if try == tries || !errors.As(err, &refusal) || refusal.noCredit {
		return 0, false
	}
	if !slices.Contains([]int{429, 500, 502, 503, 504}, refusal.Status) {
		return 0, false
	}
	pause := time.Second << (try - 1)
	if refusal.After != 0 {
		pause = refusal.After
	}
	deadline, limited := ctx.Deadline()
	return pause, pause <= longest && (!limited || pause < time.Until(deadline))
}

// explain says in plain words what kept an answer from coming.
func (e *Engine) explain(ctx context.Context, err error) error {
	var refusal *StatusError
	var streamed *ssestream.StreamError
	var syntax *json.SyntaxError
	var wrongType *json.UnmarshalTypeError
	var noName *net.DNSError
	switch {
	case errors.As(err, &refusal):
		return refusal
	case ctx.Err() != nil:
		return context.Cause(ctx)
	case errors.As(err, &streamed):
		if says, _ := e.said(streamed.Event.Data); says != "" {
			return fmt.Errorf("%s has broken off its answer; it says: %q", e.host, says)
		}
		return fmt.Errorf("%s has broken off its answer and does not say why: ask again", e.host)
	case errors.As(err, &syntax), errors.As(err, &wrongType),
		strings.HasPrefix(err.Error(), "json: "): // from the client's own copy of encoding/json
		return fmt.Errorf("%s has sent what does not belong to OpenAI's chat interface: check the address", e.host)
	case errors.Is(err, errTooMuch):
		return fmt.Errorf("%s has sent %w, and was left: check the address", e.host, errTooMuch)
	case errors.Is(err, errPublic):
		return fmt.Errorf("%s: %w", e.host, errPublic)
	case errors.Is(err, io.ErrUnexpectedEOF), errors.Is(err, io.EOF), errors.Is(err, syscall.ECONNRESET),
		errors.Is(err, net.ErrClosed):
		return e.cutOff()
	case errors.As(err, &noName):
		return fmt.Errorf("no server has the name %s: check the address, and whether this machine is online", e.host)
	case errors.Is(err, syscall.ECONNREFUSED):
		return fmt.Errorf("nothing answers at %s: is the server running?", e.host)
	}
	return fmt.Errorf("%s cannot be asked: %s", e.host, e.clean(err.Error()))
}
