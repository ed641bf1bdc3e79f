package page

import (
	"crypto/subtle"
	"io"
	"net"
	"net/http"
	"slices"
	"strings"
)

// policy is what a browser may do with the page: load our own style, script and pictures, and talk to us.
const policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; connect-src 'self'; " +
	"form-action 'self'; frame-ancestors 'none'; base-uri 'none'"

// guarded lets only the person through who has the token, and refuses what another page has caused.
//
// Any page in the browser can send requests to a loopback address. It cannot read the cookie, hide from us that the request
// crosses origins, or, after it had its own name point to this machine (DNS rebinding), send our name as Host.
func guarded(token string, page http.Handler) http.Handler {
	origins := http.NewCrossOriginProtection()
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		for name, value := range map[string]string{
			"Content-Security-Policy": policy, "X-Content-Type-Options": "nosniff", "Referrer-Policy": "no-referrer",
			"Cross-Origin-Resource-Policy": "same-origin", "Cross-Origin-Opener-Policy": "same-origin", "Cache-Control": "no-store",
		} {
			w.Header().Set(name, value)
		}
		switch cookie, err := r.Cookie(cookieName(r)); {
		case !isOurHost(r):
			http.Error(w, "This page has another address: open the one that the program printed.", http.StatusMisdirectedRequest)
		case origins.Check(r) != nil:
			http.Error(w, "Another page has sent this request. Nothing was changed.", http.StatusForbidden)
		case r.Method == http.MethodGet && r.URL.Path == "/" && same(r.URL.Query().Get("token"), token):
			welcome(w, r, token)
		case err != nil || !same(cookie.Value, token):
			http.Error(w, "This page is for the person who started the program: open the address that it printed, with the token in it.",
				http.StatusForbidden)
		default:
			page.ServeHTTP(w, r)
		}
	})
}

// welcome puts the token into a cookie and opens the address without it, so that it is in no history, bookmark or picture of the
// screen. It does so by a page: after a redirect, a browser that came by a link from elsewhere would keep a strict cookie back.
func welcome(w http.ResponseWriter, r *http.Request, token string) {
	http.SetCookie(w, &http.Cookie{
		Name: cookieName(r), Value: token, Path: "/", HttpOnly: true, SameSite: http.SameSiteStrictMode,
	})
	w.Header().Set("Refresh", "0; url=/")
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	io.WriteString(w, `<!doctype html><html lang="en"><title>First Neuron</title><link rel="icon" href="data:,">`+
		`<p><a href="/">Open the assistant</a></p></html>`)
}

// cookieName has the port in it, since a browser sends the cookies of a host to all its ports.
func cookieName(r *http.Request) string {
	_, port, _ := net.SplitHostPort(r.Host)
	return "first-neuron-assistant-" + port
}

// isOurHost says whether the request names this machine, and the port on which it came.
func isOurHost(r *http.Request) bool {
	host, port, _ := net.SplitHostPort(r.Host)
	local, listens := r.Context().Value(http.LocalAddrContextKey).(net.Addr)
	return slices.Contains([]string{"127.0.0.1", "localhost", "::1"}, host) && (!listens || strings.HasSuffix(local.String(), ":"+port))
}

// same takes the same time for every wrong token.
func same(got, want string) bool { return subtle.ConstantTimeCompare([]byte(got), []byte(want)) == 1 }
