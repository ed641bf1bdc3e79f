package modules

import (
	"archive/zip"
	"bytes"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// A proxy serves modules as https://go.dev/ref/mod#goproxy-protocol says, on this machine alone.
type proxy struct {
	files map[string][]byte // by the path of the request
	spoil func(path string, w http.ResponseWriter, text []byte) (done bool)
}

func (p *proxy) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	text, found := p.files[strings.TrimPrefix(r.URL.Path, "/")]
	switch {
	case !found:
		http.Error(w, "not found", http.StatusNotFound)
	case p.spoil != nil && p.spoil(r.URL.Path, w, text):
	default:
		w.Write(text)
	}
}

// add serves a version of a module with some files beside its go.mod, which requires others.
func (p *proxy) add(t *testing.T, path, version string, requires []string, files map[string]string) {
	t.Helper()
	if p.files == nil {
		p.files = map[string][]byte{}
	}
	mod := "module " + path + "\n\ngo 1.21\n"
	for _, require := range requires {
		mod += "\nrequire " + require + "\n"
	}
	var packed bytes.Buffer
	writer := zip.NewWriter(&packed)
	for name, text := range files {
		file, err := writer.Create(path + "@" + version + "/" + name)
		if err != nil {
			t.Fatal(err)
		}
		fmt.Fprint(file, text)
	}
	if file, err := writer.Create(path + "@" + version + "/go.mod"); err != nil {
		t.Fatal(err)
	} else {
		fmt.Fprint(file, mod)
	}
	if err := writer.Close(); err != nil {
		t.Fatal(err)
	}
	at := filepath.ToSlash(escaped(path)) + "/@v/"
	p.files[at+"list"] = append(p.files[at+"list"], version+"\n"...)
	p.files[at+version+".info"] = fmt.Appendf(nil, `{"Version":%q,"Time":"2026-01-02T03:04:05Z"}`, version)
	p.files[at+version+".mod"] = []byte(mod)
	p.files[at+version+".zip"] = packed.Bytes()
}

// someModules serves two versions of one module and one of another that needs the newer.
func someModules(t *testing.T) *proxy {
	p := new(proxy)
	for _, version := range []string{"v1.0.0", "v1.1.0"} {
		p.add(t, "example.test/Shapes", version, nil, map[string]string{
			"shapes.go":        "package shapes\n\n// Version is this one.\nconst Version = \"" + version + "\"\n",
			"area/area.go":     "package area\n\nfunc Square(side int) int { return side * side }\n",
			"internal/only.go": "package internal\n",
		})
	}
	p.add(t, "example.test/Shapes", "v1.2.0-beta", nil, map[string]string{"shapes.go": "package shapes\n\nconst Version = \"v1.2.0-beta\"\n"})
	p.add(t, "example.test/drawing", "v0.3.0", []string{"example.test/Shapes v1.1.0"}, map[string]string{
		"drawing.go": "package drawing\n\nimport \"example.test/Shapes/area\"\n\nfunc Draw() int { return area.Square(3) }\n",
		"pen/pen.go": "package pen\n\nconst Width = 2\n",
	})
	p.add(t, "example.test/kit", "v1.0.0", []string{"example.test/Shapes v1.1.0"}, map[string]string{
		"kit.go":           "package kit\n",
		"square/square.go": "package square\n\nimport \"example.test/Shapes/area\"\n\nfunc Two() int { return area.Square(2) }\n",
	})
	p.add(t, "example.test/tomorrow", "v1.0.0", nil, map[string]string{"a.go": "package tomorrow\n"})
	p.files["example.test/tomorrow/@v/v1.0.0.mod"] = []byte("module example.test/tomorrow\n\ngo 1.999\n")
	p.add(t, "example.test/renamed", "v1.0.0", nil, map[string]string{"a.go": "package renamed\n"})
	p.files["example.test/renamed/@v/v1.0.0.mod"] = []byte("module example.test/original\n")
	return p
}

// open makes a Module with an empty cache, and with a proxy as its whole network.
func open(t *testing.T, p *proxy, env ...string) *Module {
	t.Helper()
	server := httptest.NewServer(p)
	t.Cleanup(server.Close)
	return openWith(t, append([]string{"GOPROXY=" + server.URL}, env...)...)
}

func openWith(t *testing.T, env ...string) *Module {
	t.Helper()
	return openFor(t, "", env...)
}

func openFor(t *testing.T, project string, env ...string) *Module {
	t.Helper()
	m, err := Open(t.Context(), Options{Dir: t.TempDir(), Project: project, Env: append(append(os.Environ(),
		"GOMODCACHE="+t.TempDir(), "GOFLAGS=-modcacherw", "GOSUMDB=off", "GOTOOLCHAIN=local", "GOWORK=", "GONOPROXY=", "GOPRIVATE="), env...)})
	if err != nil {
		t.Fatal(err)
	}
	return m
}
