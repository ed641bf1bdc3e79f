package modules

import (
	"reflect"
	"testing"
)

// What the go command has said elsewhere: its source, https://go.dev/ref/mod, and reports of bugs.
func TestErrorOf(t *testing.T) {
	tests := []struct {
		said string
		want Error
	}{
		{"go: downloading golang.org/x/text v0.3.0\nverifying golang.org/x/text@v0.3.0: checksum mismatch\n\tdownloaded: h1:a\n\tsum.golang.org: h1:b\n\nSECURITY ERROR\nThis download does NOT match the one reported by the checksum server.",
			Error{Kind: Damaged, Module: "golang.org/x/text", Version: "v0.3.0"}},
		{"go: golang.org/x/text@v0.3.0: verifying go.mod: checksum mismatch", Error{Kind: Damaged, Module: "golang.org/x/text", Version: "v0.3.0"}},
		{`go: rsc.io/quote@v1.5.2: Get "https://proxy.golang.org/rsc.io/quote/@v/v1.5.2.mod": dial tcp: lookup proxy.golang.org: no such host`,
			Error{Kind: Unreachable, Module: "rsc.io/quote", Version: "v1.5.2", Host: "proxy.golang.org"}},
		{`go: module rsc.io/quote: Get "https://proxy.golang.org/rsc.io/quote/@v/list": dial tcp 142.250.1.1:443: i/o timeout`,
			Error{Kind: Unreachable, Host: "proxy.golang.org"}},
		{`go: rsc.io/quote@v1.5.2: verifying module: rsc.io/quote@v1.5.2: Get "https://sum.golang.org/lookup/rsc.io/quote@v1.5.2": x509: certificate signed by unknown authority`,
			Error{Kind: Unreachable, Module: "rsc.io/quote", Version: "v1.5.2", Host: "sum.golang.org"}},
		{"go: github.com/x/y@v1.0.0: reading https://proxy.golang.org/github.com/x/y/@v/v1.0.0.info: 403 Forbidden\n\tserver response: This module version is not available.",
			Error{Kind: Refused, Module: "github.com/x/y", Version: "v1.0.0", Host: "proxy.golang.org", Status: "403 Forbidden"}},
		{"go: github.com/x/y@v1.0.0: reading https://proxy.golang.org/github.com/x/y/@v/v1.0.0.info: 404 Not Found\n\tserver response:\n\tnot found: github.com/x/y@v1.0.0: invalid version: unknown revision v1.0.0",
			Error{Kind: UnknownVersion, Module: "github.com/x/y", Version: "v1.0.0"}},
		{"go: github.com/x/y@v1.0.0: invalid version: git ls-remote -q origin in /go/pkg/mod/cache/vcs/a: exit status 128:\n\tfatal: could not read Username for 'https://github.com': terminal prompts disabled",
			Error{Kind: UnknownVersion, Module: "github.com/x/y", Version: "v1.0.0"}},
		{"go: github.com/mattn/go-isatty@v0.0.20 requires\n\tgolang.org/x/sys@v0.6.0: module lookup disabled by GOPROXY=off",
			Error{Kind: NotHere, Module: "golang.org/x/sys", Version: "v0.6.0", Requirer: "github.com/mattn/go-isatty@v0.0.20"}},
		{"go: github.com/x/y: module lookup disabled by GOPROXY=off", Error{Kind: NotHere, Module: "github.com/x/y"}},
		{"cannot find module providing package github.com/x/y/z: module lookup disabled by GOPROXY=off", Error{Kind: NotHere, Module: "github.com/x/y/z"}},
		{"module github.com/x/y@latest found (v1.2.0, replaced by ../y), but does not contain package github.com/x/y/z",
			Error{Kind: NoPackage, Module: "github.com/x/y", Version: "v1.2.0", Package: "github.com/x/y/z"}},
		{"go: a.b/c@v1.0.0 requires d.e/f@v1.1.0, not d.e/f@v1.0.0", Error{Kind: Conflict, Module: "d.e/f", Needed: "v1.1.0", Requirer: "a.b/c@v1.0.0"}},
		{"go: a.b/c@v1.0.0 requires d.e/f@v1.1.0, but d.e/f@v1.0.0 is requested", Error{Kind: Conflict, Module: "d.e/f", Needed: "v1.1.0", Requirer: "a.b/c@v1.0.0"}},
		{"go: example.com/old@v1.0.0: parsing go.mod:\n\tmodule declares its path as: example.com/new\n\t        but was required as: example.com/old",
			Error{Kind: OtherPath, Module: "example.com/old", Requirer: "example.com/new"}},
		{"", Error{}},
		{"go: something nobody has seen", Error{}},
	}
	for _, test := range tests {
		got := errorOf(test.said)
		got.Said = ""
		if !reflect.DeepEqual(*got, test.want) {
			t.Errorf("%s\ngot  %+v\nwant %+v", test.said, *got, test.want)
		}
	}
}
