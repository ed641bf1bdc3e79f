package openai

import (
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"regexp"
	"strings"
	"syscall"
	"time"
)

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
