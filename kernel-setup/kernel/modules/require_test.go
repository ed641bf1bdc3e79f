package modules

import (
	"context"
	"errors"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"time"

	"firstneuron/internal/testfile"
)

// run compiles and runs a program in the module, as a cell's is.
func runProgram(t *testing.T, m *Module, program string) (printed string) {
	t.Helper()
	testfile.Write(t, filepath.Join(m.Dir(), "main.go"), "package main\n\n"+program)
	printed, err := m.run(t.Context(), false, "run", ".")
	if err != nil {
		t.Errorf("it does not run: %v", err)
	}
	return printed
}

// state is what a refusal must leave as it was.
func state(t *testing.T, m *Module) (text string) {
	t.Helper()
	for _, name := range []string{"go.mod", "go.sum"} {
		part, err := os.ReadFile(filepath.Join(m.Dir(), name))
		if err != nil {
			t.Fatal(err)
		}
		text += string(part)
	}
	return text
}

const printsVersion = "import (\n\t\"fmt\"\n\n\t\"example.test/Shapes\"\n)\n\nfunc main() { fmt.Print(shapes.Version) }\n"

func TestRequireFetchesOnlyWithTheNetwork(t *testing.T) {
	m := open(t, someModules(t))
	before := state(t, m)
	_, err := m.Require(t.Context(), []string{"example.test/Shapes@v1.0.0"}, ".")
	if refused := new(Error); !errors.As(err, &refused) || refused.Kind != NotHere {
		t.Fatalf("without the network: got %v, want that it is not here", err)
	}
	if after := state(t, m); after != before {
		t.Errorf("a refusal changed go.mod to %s", after)
	}
	m.Network = true
	for _, version := range []string{"v1.0.0", "v1.1.0", "v1.0.0"} {
		if use, err := m.Require(t.Context(), []string{"example.test/Shapes@" + version}, "."); err != nil || use != nil {
			t.Fatalf("with the network: got %v, %v", use, err)
		}
		if got := runProgram(t, m, printsVersion); got != version {
			t.Errorf("the program has %s, want %s", got, version)
		}
	}
	m.Network = false // it is in the cache from here on
	if err := m.Reset(); err != nil {
		t.Fatal(err)
	}
	if _, err := m.Require(t.Context(), []string{"example.test/Shapes@v1.1.0"}, "."); err != nil {
		t.Errorf("from the cache: %v", err)
	}
}

func TestRequireSaysWhichVersionItTook(t *testing.T) {
	shapes := func(asked, version string) []Use { return []Use{{asked, "example.test/Shapes", version}} }
	tests := []struct {
		words []string
		want  []Use
	}{
		{[]string{"example.test/Shapes"}, shapes("example.test/Shapes", "v1.1.0")},
		{[]string{"example.test/Shapes@latest"}, shapes("example.test/Shapes@latest", "v1.1.0")},
		{[]string{"example.test/Shapes@v1"}, shapes("example.test/Shapes@v1", "v1.1.0")},
		{[]string{"example.test/Shapes@<v1.1.0"}, shapes("example.test/Shapes@<v1.1.0", "v1.0.0")},
		{[]string{"example.test/drawing@v0.3.0", "example.test/Shapes@latest"}, shapes("example.test/Shapes@latest", "v1.1.0")},
		{[]string{"example.test/Shapes@v1.2.0-beta"}, nil},
		{nil, nil},
	}
	for _, test := range tests {
		m := open(t, someModules(t))
		m.Network = true
		if got, err := m.Require(t.Context(), test.words, "."); err != nil || !reflect.DeepEqual(got, test.want) {
			t.Errorf("%q: got %v, %v, want %v", test.words, got, err, test.want)
		}
		// What was found once needs no network, and is the same.
		m.Network = false
		if got, err := m.Require(t.Context(), test.words, "."); len(test.want) == 0 && (err != nil || got != nil) {
			t.Errorf("%q, a second time: got %v, %v", test.words, got, err)
		}
	}
}

func TestWhatTheGoCommandRefuses(t *testing.T) {
	all := []string{"v1.0.0", "v1.1.0", "v1.2.0-beta"}
	tests := []struct {
		name  string
		words []string
		want  Error
	}{
		{"no such version", []string{"example.test/Shapes@v9.9.9"}, Error{Kind: UnknownVersion, Module: "example.test/Shapes", Version: "v9.9.9", Versions: all}},
		{"no such branch", []string{"example.test/Shapes@main"}, Error{Kind: UnknownVersion, Module: "example.test/Shapes", Version: "main", Versions: all}},
		{"no version", []string{"example.test/Shapes@1.0"}, Error{Kind: UnknownVersion, Module: "example.test/Shapes", Version: "1.0", Versions: all}},
		{"no such module", []string{"example.test/nothing@v1.0.0"}, Error{Kind: UnknownModule, Module: "example.test/nothing", Version: "v1.0.0"}},
		{"no such module, any version", []string{"example.test/nothing"}, Error{Kind: UnknownModule, Module: "example.test/nothing"}},
		{"small letters", []string{"example.test/shapes@v1.0.0"}, Error{Kind: UnknownModule, Module: "example.test/shapes", Version: "v1.0.0"}},
		{"another needs a newer one", []string{"example.test/drawing@v0.3.0", "example.test/Shapes@v1.0.0"},
			Error{Kind: Conflict, Module: "example.test/Shapes", Requirer: "example.test/drawing@v0.3.0", Needed: "v1.1.0"}},
		{"a Go that is not there yet", []string{"example.test/tomorrow@v1.0.0"}, Error{Kind: NewerGo, Module: "example.test/tomorrow", Version: "v1.0.0", Needed: "1.999"}},
		{"a module that has moved", []string{"example.test/renamed@v1.0.0"}, Error{Kind: OtherPath, Module: "example.test/renamed", Requirer: "example.test/original"}},
		{"no host", []string{"shapes@v1.0.0"}, Error{Kind: BadPath, Module: "shapes"}},
		{"nothing before @", []string{"@v1.0.0"}, Error{Kind: BadPath}},
		{"a flag", []string{"-u=a.b"}, Error{Kind: BadPath, Module: "-u=a.b"}},
		{"a character that no path has", []string{"example.test/sh*pes@v1.0.0"}, Error{Kind: BadPath, Module: "example.test/sh*pes"}},
		{"no folder", []string{"./none"}, Error{Kind: NoModule, Folder: "/from/none"}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			m := open(t, someModules(t))
			m.Network = true
			before := state(t, m)
			_, err := m.Require(t.Context(), test.words, "/from")
			got := new(Error)
			if !errors.As(err, &got) {
				t.Fatalf("got %v, want a refusal", err)
			}
			got.Said = ""
			if got.Versions = append([]string(nil), got.Versions...); !reflect.DeepEqual(*got, test.want) {
				t.Errorf("got  %+v\nwant %+v", *got, test.want)
			}
			if after := state(t, m); after != before {
				t.Errorf("a refusal changed go.mod to %s", after)
			}
		})
	}
}

// A zip whose last bytes are missing, or that has others, is never installed.
func TestWhatComesDamaged(t *testing.T) {
	zip := func(path string) bool { return strings.HasSuffix(path, ".zip") }
	tests := []struct {
		name  string
		spoil func(path string, w http.ResponseWriter, text []byte) bool
		want  Kind
	}{
		{"a zip that is cut", func(path string, w http.ResponseWriter, text []byte) bool {
			if zip(path) {
				w.Header().Set("Content-Length", "1000000")
				w.Write(text)
			}
			return zip(path)
		}, Damaged},
		{"the beginning of a zip", func(path string, w http.ResponseWriter, text []byte) bool {
			if zip(path) {
				w.Write(text[:len(text)/2])
			}
			return zip(path)
		}, Damaged},
		{"a page in the place of a zip", func(path string, w http.ResponseWriter, text []byte) bool {
			if zip(path) {
				w.Write([]byte("<html>Log in to this network</html>"))
			}
			return zip(path)
		}, Damaged},
		{"a page in the place of everything", func(path string, w http.ResponseWriter, text []byte) bool {
			w.Write([]byte("<html>Log in to this network</html>"))
			return true
		}, Damaged},
		{"another byte in a zip", func(path string, w http.ResponseWriter, text []byte) bool {
			if zip(path) {
				text = append([]byte(nil), text...)
				const header, nameLength = 30, 26
				text[header+int(text[nameLength])+5] ^= 1 // in what the first file holds
				w.Write(text)
			}
			return zip(path)
		}, Damaged},
		{"an error of the server", func(path string, w http.ResponseWriter, text []byte) bool {
			http.Error(w, "out of order", http.StatusInternalServerError)
			return true
		}, Refused},
		{"a connection that ends", func(path string, w http.ResponseWriter, text []byte) bool {
			panic(http.ErrAbortHandler)
		}, Unreachable},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			p := someModules(t)
			m := open(t, p)
			m.Network = true
			p.spoil = test.spoil
			before := state(t, m)
			_, err := m.Require(t.Context(), []string{"example.test/Shapes@v1.0.0"}, ".")
			if got := new(Error); !errors.As(err, &got) || got.Kind != test.want {
				t.Errorf("got %+v, want the kind %v", err, test.want)
			}
			if after := state(t, m); after != before {
				t.Errorf("a refusal changed go.mod to %s", after)
			}
			p.spoil = nil
			if _, err := m.Require(t.Context(), []string{"example.test/Shapes@v1.0.0"}, "."); err != nil {
				t.Errorf("when all is well again: %v", err)
			}
		})
	}
}

// What has another checksum than the one that is known is not taken, however well it looks.
func TestOtherContentsUnderTheSameVersion(t *testing.T) {
	p := someModules(t)
	m := open(t, p)
	m.Network = true
	if _, err := m.Require(t.Context(), []string{"example.test/Shapes@v1.0.0"}, "."); err != nil {
		t.Fatal(err)
	}
	if _, err := m.Provide(t.Context(), []string{"example.test/Shapes"}, "."); err != nil {
		t.Fatal(err)
	}
	sums, _ := os.ReadFile(filepath.Join(m.Dir(), "go.sum"))
	p.add(t, "example.test/Shapes", "v1.0.0", nil, map[string]string{"shapes.go": "package shapes\n\nconst Version = \"evil\"\n"})
	other := open(t, p) // with a cache of its own
	other.Network = true
	testfile.Write(t, filepath.Join(other.Dir(), "go.sum"), string(sums))
	_, err := other.Require(t.Context(), []string{"example.test/Shapes@v1.0.0"}, ".")
	if err == nil {
		_, err = other.Provide(t.Context(), []string{"example.test/Shapes"}, ".")
	}
	if got := new(Error); !errors.As(err, &got) || got.Kind != Damaged {
		t.Errorf("got %v, want that it is damaged", err)
	}
}

// With the network the user's own settings hold: a checksum database that does not answer is no reason to do without it.
func TestChecksumsAreNotSkipped(t *testing.T) {
	m := open(t, someModules(t), "GOSUMDB=sum.golang.org http://"+closedPort(t)+"/")
	m.Network = true
	_, err := m.Require(t.Context(), []string{"example.test/Shapes@v1.0.0"}, ".")
	if got := new(Error); !errors.As(err, &got) || got.Kind != Unreachable || got.Module != "example.test/Shapes" {
		t.Errorf("got %+v, want that the database is out of reach", err)
	}
}

func TestAServerThatIsNotThere(t *testing.T) {
	address := closedPort(t)
	m := openWith(t, "GOPROXY=http://"+address)
	m.Network = true
	_, err := m.Require(t.Context(), []string{"example.test/Shapes@v1.0.0"}, ".")
	if got := new(Error); !errors.As(err, &got) || got.Kind != Unreachable || got.Host != address {
		t.Errorf("got %+v, want that %s is out of reach", err, address)
	}
}

func closedPort(t *testing.T) (address string) {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer listener.Close()
	return listener.Addr().String()
}

func TestASlowServerIsLeftWhenTheContextEnds(t *testing.T) {
	p := someModules(t)
	m := open(t, p)
	m.Network = true
	asked, leave := make(chan bool, 10), make(chan bool)
	p.spoil = func(string, http.ResponseWriter, []byte) bool {
		asked <- true
		<-leave
		return true
	}
	defer close(leave)
	var reported []string
	m.Report = func(line string) { reported = append(reported, line) }
	ctx, cancel := context.WithCancel(t.Context())
	go func() {
		<-asked
		cancel()
	}()
	before, begin := state(t, m), time.Now()
	if _, err := m.Require(ctx, []string{"example.test/Shapes@v1.0.0"}, "."); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v, want that it was stopped", err)
	}
	if took := time.Since(begin); took > 30*time.Second {
		t.Errorf("it took %v to stop", took)
	}
	if after := state(t, m); after != before {
		t.Errorf("go.mod changed to %s", after)
	}
}

func TestWhatIsFetchedIsReported(t *testing.T) {
	m := open(t, someModules(t))
	m.Network = true
	var reported []string
	m.Report = func(line string) { reported = append(reported, line) }
	if _, err := m.Provide(t.Context(), []string{"example.test/drawing"}, "."); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"go: downloading example.test/drawing v0.3.0", "go: downloading example.test/Shapes v1.1.0"} {
		if !strings.Contains(strings.Join(reported, "\n"), want) {
			t.Errorf("got %q, want %q among it", reported, want)
		}
	}
}
