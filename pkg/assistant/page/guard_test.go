package page

import (
	"context"
	"io"
	"net"
	"net/http"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"firstneuron/pkg/assistant"
)

func TestOnlyThePersonWithTheTokenGetsIn(t *testing.T) {
	b := build(t, echo)
	stranger := &http.Client{}
	for _, path := range []string{
		"/", "/?token=", "/?token=wrong", "/?token=" + strings.Repeat("A", 26), "/?after=x", "/avatar", "/static/page.js", "/export/0",
	} {
		response, err := stranger.Get(b.server.URL + path)
		if err != nil {
			t.Fatal(err)
		}
		response.Body.Close()
		if response.StatusCode != http.StatusForbidden {
			t.Errorf("%s without the token: got %s, want 403", path, response.Status)
		}
	}
	request := b.request("/name", "name", "Mallory")
	response, err := stranger.Do(request)
	if err != nil {
		t.Fatal(err)
	}
	response.Body.Close()
	if response.StatusCode != http.StatusForbidden {
		t.Errorf("a form without the token: got %s, want 403", response.Status)
	}
	if _, page := b.get("/"); strings.Contains(page, "Mallory") {
		t.Error("a stranger has changed the name")
	}
}

func TestTheTokenBecomesACookieThatScriptsAndOtherSitesDoNotSee(t *testing.T) {
	b := build(t, echo)
	response, err := http.Get(b.address)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	_, port, _ := net.SplitHostPort(b.server.Listener.Addr().String())
	cookies := response.Cookies()
	if len(cookies) != 1 {
		t.Fatalf("got the cookies %v, want one", cookies)
	}
	if c := cookies[0]; !c.HttpOnly || c.SameSite != http.SameSiteStrictMode || c.Name != "first-neuron-assistant-"+port || len(c.Value) < 26 {
		t.Errorf("got the cookie %v", c)
	}
	if got := response.Header.Get("Refresh"); got != "0; url=/" {
		t.Errorf("the page with the token goes on to %q, want the address without it", got)
	}
	if _, page := b.get("/"); strings.Contains(page, cookies[0].Value) {
		t.Error("the page shows the token")
	}
}

func TestAnotherHostIsRefused(t *testing.T) {
	b := build(t, echo)
	_, port, _ := net.SplitHostPort(b.server.Listener.Addr().String())
	for host, want := range map[string]int{
		"127.0.0.1:" + port:         http.StatusOK,
		"evil.example":              http.StatusMisdirectedRequest,
		"evil.example:" + port:      http.StatusMisdirectedRequest,
		"127.0.0.1":                 http.StatusMisdirectedRequest,
		"127.0.0.1:1":               http.StatusMisdirectedRequest,
		"127.0.0.1.evil.example:80": http.StatusMisdirectedRequest,
		"localhost.evil:" + port:    http.StatusMisdirectedRequest,
		"0.0.0.0:" + port:           http.StatusMisdirectedRequest,
	} {
		request, _ := http.NewRequest(http.MethodGet, b.server.URL+"/", nil)
		request.Host = host
		if status, _ := b.do(request); status != want {
			t.Errorf("Host %s: got %d, want %d", host, status, want)
		}
	}
}

func TestAFormOfAnotherPageIsRefused(t *testing.T) {
	b := build(t, echo)
	for name, test := range map[string]struct {
		origin, site string
		want         int
	}{
		"our page":                             {b.server.URL, "same-origin", http.StatusOK},
		"our page in an old browser":           {b.server.URL, "", http.StatusOK},
		"our page, whose policy hides origins": {"null", "same-origin", http.StatusOK},
		"another site":                         {"https://evil.example", "cross-site", http.StatusForbidden},
		"another site in an old browser":       {"https://evil.example", "", http.StatusForbidden},
		"another port":                         {"http://127.0.0.1:1", "same-site", http.StatusForbidden},
		"a frame without an origin":            {"null", "cross-site", http.StatusForbidden},
		"no browser, but the cookie":           {"", "", http.StatusOK},
		"an origin that says nothing":          {"null", "", http.StatusForbidden},
	} {
		request := b.request("/undo")
		request.Header.Del("Origin")
		if test.origin != "" {
			request.Header.Set("Origin", test.origin)
		}
		if test.site != "" {
			request.Header.Set("Sec-Fetch-Site", test.site)
		}
		if status, _ := b.do(request); status != test.want {
			t.Errorf("%s: got %d, want %d", name, status, test.want)
		}
	}
}

func TestAPageMayLoadAndSendNothingElsewhere(t *testing.T) {
	b := build(t, echo)
	for _, path := range []string{"/", "/static/page.js", "/nothing-here"} {
		response, err := b.client.Get(b.server.URL + path)
		if err != nil {
			t.Fatal(err)
		}
		response.Body.Close()
		for header, want := range map[string]string{
			"Content-Security-Policy": policy, "X-Content-Type-Options": "nosniff", "Referrer-Policy": "no-referrer", "Cache-Control": "no-store",
		} {
			if got := response.Header.Get(header); got != want {
				t.Errorf("%s has %s %q, want %q", path, header, got, want)
			}
		}
	}
	_, page := b.get("/")
	for _, forbidden := range []string{"http://", "https://", "<style", " style=", "onclick=", "<script>"} {
		page = strings.ReplaceAll(page, `placeholder="http://localhost:11434/v1"`, "")
		if strings.Contains(page, forbidden) {
			t.Errorf("the page has %q, which its policy forbids", forbidden)
		}
	}
}

func TestOnlyALoopbackAddressIsServed(t *testing.T) {
	page, err := Chat(assistant.New(), "", Options{Engine: with(echo)})
	if err != nil {
		t.Fatal(err)
	}
	for address, allowed := range map[string]bool{"127.0.0.1:0": true, "[::1]:0": true, "0.0.0.0:0": false, "[::]:0": false} {
		listener, err := net.Listen("tcp", address)
		if err != nil {
			t.Logf("this machine has no %s: %v", address, err)
			continue
		}
		ctx, cancel := context.WithCancel(t.Context())
		ended := make(chan error, 1)
		go func() { ended <- page.Serve(ctx, listener) }()
		if allowed {
			response, err := http.Get(page.Address(listener))
			if err != nil || response.StatusCode != http.StatusOK {
				t.Errorf("%s is not served: %v", address, err)
			} else {
				response.Body.Close()
			}
		}
		if !allowed {
			if err := <-ended; err == nil || !strings.Contains(err.Error(), "take 127.0.0.1") {
				t.Errorf("%s: got the error %v, want one that says what to do", address, err)
			}
			cancel()
			continue
		}
		cancel()
		if err := <-ended; err != nil {
			t.Errorf("%s: at its end the page says %v", address, err)
		}
	}
}

// The end of the program closes windows that wait for what is new, and answers that are under way.
func TestTheEndDoesNotWaitForOpenWindows(t *testing.T) {
	page, err := Builder(Options{Folder: filepath.Join(t.TempDir(), "alma"), Engine: with(until)})
	if err != nil {
		t.Fatal(err)
	}
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	ended := make(chan error, 1)
	go func() { ended <- page.Serve(ctx, listener) }()

	at := "http://" + listener.Addr().String()
	cookie := &http.Cookie{Name: "first-neuron-assistant-" + strings.Split(at, ":")[2], Value: page.session.Memory.Token}
	request, _ := http.NewRequest(http.MethodPost, at+"/preview/say?text=hello", nil)
	request.AddCookie(cookie)
	request.Header.Set("Origin", at)
	request.Header.Set("X-Live", "yes")
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		t.Fatal(err)
	}
	content, _ := io.ReadAll(response.Body)
	response.Body.Close()
	waiting, _ := http.NewRequest(http.MethodGet, at+afterThis(string(content)), nil)
	waiting.AddCookie(cookie)
	window := make(chan error, 1)
	go func() {
		response, err := http.DefaultClient.Do(waiting)
		if err == nil {
			response.Body.Close()
		}
		window <- err
	}()
	select {
	case err := <-window:
		t.Errorf("a window that waits for what is new got an answer at once, %v", err)
	case <-time.After(300 * time.Millisecond):
	}
	cancel()
	select {
	case err := <-ended:
		if err != nil {
			t.Error(err)
		}
	case <-time.After(20 * time.Second):
		t.Error("the page is still served 20 seconds after its end")
	}
}
