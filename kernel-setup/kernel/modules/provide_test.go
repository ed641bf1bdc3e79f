package modules

import (
	"errors"
	"net/http/httptest"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"firstneuron/internal/testfile"
)

func TestProvideFindsModules(t *testing.T) {
	p := someModules(t)
	m := open(t, p)
	m.Network = true
	if _, err := m.Require(t.Context(), []string{"example.test/Shapes@v1.0.0"}, "."); err != nil {
		t.Fatal(err)
	}
	if got, err := m.Provide(t.Context(), []string{"fmt", "encoding/json", "example.test/Shapes", "example.test/Shapes/area"}, "."); err != nil || got != nil {
		t.Errorf("what is required: got %v, %v, want nothing to say", got, err)
	}
	if got := runProgram(t, m, printsVersion); got != "v1.0.0" {
		t.Errorf("the program has %s", got)
	}
	// A module that needs a newer one than is required does not change it behind the notebook's back.
	_, err := m.Provide(t.Context(), []string{"example.test/drawing"}, ".")
	if got := new(Error); !errors.As(err, &got) || got.Kind != Conflict || got.Package != "example.test/drawing" {
		t.Errorf("got %+v, want a conflict", err)
	}
	if err := m.Reset(); err != nil {
		t.Fatal(err)
	}
	want := []Use{{"example.test/drawing", "example.test/drawing", "v0.3.0"}}
	if got, err := m.Provide(t.Context(), []string{"example.test/drawing"}, "."); err != nil || !reflect.DeepEqual(got, want) {
		t.Errorf("got %v, %v, want %v", got, err, want)
	}
	if got := want[0].Line(); got != "%require example.test/drawing@v0.3.0" {
		t.Errorf("its line is %s", got)
	}
	if !m.Has([]string{"example.test/drawing", "os"}) || m.Has([]string{"example.test/drawing/pen"}) {
		t.Error("it does not know what it has")
	}
	const program = "import \"example.test/drawing\"\n\nfunc main() { print(drawing.Draw()) }\n"
	runProgram(t, m, program)
}

// A package may import what the rest of its module does not.
func TestProvideFindsWhatAPackageImports(t *testing.T) {
	const program = "import (\n\t\"fmt\"\n\n\t\"example.test/kit/square\"\n)\n\nfunc main() { fmt.Print(square.Two()) }\n"
	for _, before := range [][]string{nil, {"example.test/kit"}} {
		m := open(t, someModules(t))
		m.Network = true
		for _, imports := range [][]string{before, {"example.test/kit/square"}} {
			if _, err := m.Provide(t.Context(), imports, "."); err != nil {
				t.Fatal(err)
			}
		}
		if got := runProgram(t, m, program); got != "4" {
			t.Errorf("behind %q the program prints %q, want 4", before, got)
		}
	}
}

// A module of the project's may have packages that the project does not use, and that import other modules.
func TestProvideFindsWhatAPackageOfTheProjectsModulesImports(t *testing.T) {
	project := t.TempDir()
	testfile.Write(t, filepath.Join(project, "go.mod"), "module project\n\ngo 1.21\n\nrequire example.test/kit v1.0.0\n")
	server := httptest.NewServer(someModules(t))
	t.Cleanup(server.Close)
	m := openFor(t, project, "GOPROXY="+server.URL)
	m.Network = true
	if _, err := m.Provide(t.Context(), []string{"example.test/kit/square"}, "."); err != nil {
		t.Fatal(err)
	}
	const program = "import (\n\t\"fmt\"\n\n\t\"example.test/kit/square\"\n)\n\nfunc main() { fmt.Print(square.Two()) }\n"
	if got := runProgram(t, m, program); got != "4" {
		t.Errorf("the program prints %q, want 4", got)
	}
}

// Without the network the newest version in the cache that has the package is taken.
func TestProvideTakesFromTheCache(t *testing.T) {
	p := someModules(t)
	m := open(t, p)
	fill := func(words ...string) {
		t.Helper()
		m.Network = true
		defer func() { m.Network = false }()
		if _, err := m.Require(t.Context(), words, "."); err != nil {
			t.Fatal(err)
		}
		if _, err := m.Provide(t.Context(), []string{"example.test/Shapes"}, "."); err != nil {
			t.Fatal(err)
		}
		if err := m.Reset(); err != nil {
			t.Fatal(err)
		}
	}
	take := func(path, version string) {
		t.Helper()
		want := []Use{{path, "example.test/Shapes", version}}
		if got, err := m.Provide(t.Context(), []string{path}, "."); err != nil || !reflect.DeepEqual(got, want) {
			t.Errorf("got %v, %v, want %v", got, err, want)
		}
		if err := m.Reset(); err != nil {
			t.Fatal(err)
		}
	}
	fill("example.test/Shapes@v1.0.0")
	take("example.test/Shapes", "v1.0.0")
	fill("example.test/Shapes@v1.2.0-beta")
	take("example.test/Shapes", "v1.0.0") // a release before what is none yet
	fill("example.test/Shapes@v1.1.0")
	take("example.test/Shapes", "v1.1.0")
	take("example.test/Shapes/area", "v1.1.0")

	for path, want := range map[string]Error{
		"example.test/Shapes/none": {Kind: NotHere, Package: "example.test/Shapes/none"},
		"example.test/nothing":     {Kind: NotHere, Package: "example.test/nothing"},
	} {
		_, err := m.Provide(t.Context(), []string{path}, ".")
		got := new(Error)
		if !errors.As(err, &got) || got.Kind != want.Kind || got.Package != want.Package || got.Importer != "" {
			t.Errorf("%s: got %+v, want %+v", path, err, want)
		}
	}
}

func TestWhatCannotBeProvided(t *testing.T) {
	for path, want := range map[string]Error{
		"example.test/Shapes/none": {Kind: NoPackage, Package: "example.test/Shapes/none", Module: "example.test/Shapes", Version: "v1.1.0"},
		"example.test/nothing/at":  {Kind: UnknownModule, Package: "example.test/nothing/at"},
	} {
		m := open(t, someModules(t))
		m.Network = true
		_, err := m.Provide(t.Context(), []string{path}, ".")
		got := new(Error)
		if !errors.As(err, &got) || got.Kind != want.Kind || got.Package != want.Package || want.Module != "" && got.Module != want.Module || got.Version != want.Version {
			t.Errorf("%s: got %+v, want %+v", path, err, want)
		}
	}
}

// A path without a host is Go's, the project's, or that of a module that a cell requires. The folders beside the notebook say
// what is meant where it is none of these.
func TestImportsThatAreInNoModule(t *testing.T) {
	notebook := t.TempDir()
	testfile.Write(t, filepath.Join(notebook, "mine", "go.mod"), "module example.test/own\n\ngo 1.21\n")
	testfile.Write(t, filepath.Join(notebook, "mine", "sub", "sub.go"), "package sub\n")
	testfile.Write(t, filepath.Join(notebook, "plain", "plain.go"), "package plain\n")
	m := open(t, someModules(t))
	for path, want := range map[string]Error{
		"strngs":     {Kind: NotInLibrary, Package: "strngs"},
		"plain":      {Kind: NotInLibrary, Package: "plain"},
		"mine":       {Kind: Beside, Package: "mine", Folder: "./mine", Module: "example.test/own"},
		"mine/sub":   {Kind: Beside, Package: "mine/sub", Folder: "./mine", Module: "example.test/own/sub"},
		"./mine/sub": {Kind: Beside, Package: "./mine/sub", Folder: "./mine", Module: "example.test/own/sub"},
		"./plain":    {Kind: NoModule, Package: "./plain", Folder: filepath.Join(notebook, "plain")},
		"./none":     {Kind: NoModule, Package: "./none", Folder: filepath.Join(notebook, "none")},
	} {
		if m.Has([]string{path}) {
			t.Errorf("%s is taken to be there", path)
		}
		_, err := m.Provide(t.Context(), []string{path}, notebook)
		got := new(Error)
		if errors.As(err, &got); got.Kind != want.Kind || got.Package != want.Package || got.Folder != want.Folder || got.Module != want.Module {
			t.Errorf("%s: got %+v, want %+v", path, err, want)
		}
	}
	if !m.Has([]string{"fmt", "encoding/json", "C", "unsafe"}) {
		t.Error("Go's own packages are taken to be missing")
	}
	testfile.Write(t, filepath.Join(notebook, "go.mod"), "module around\n\ngo 1.21\n")
	_, err := m.Provide(t.Context(), []string{"./plain"}, notebook)
	if got := new(Error); !errors.As(err, &got) || got.Kind != Beside || got.Folder != "." || got.Module != "around/plain" {
		t.Errorf("in the notebook's own module: got %+v", err)
	}
	_, err = m.Provide(t.Context(), []string{"./sub"}, filepath.Join(notebook, "mine"))
	if got := new(Error); !errors.As(err, &got) || got.Kind != Beside || got.Folder != "." || got.Module != "example.test/own/sub" {
		t.Errorf("in a folder of the notebook's own module: got %+v", err)
	}
	testfile.Write(t, filepath.Join(notebook, "lessons", "help", "help.go"), "package help\n")
	_, err = m.Provide(t.Context(), []string{"help"}, filepath.Join(notebook, "lessons"))
	if got := new(Error); !errors.As(err, &got) || got.Kind != Beside || got.Folder != ".." || got.Module != "around/lessons/help" {
		t.Errorf("in the module above the notebook's folder: got %+v", err)
	}
	testfile.Write(t, filepath.Join(notebook, "data", "data.csv"), "")
	_, err = m.Provide(t.Context(), []string{"data"}, notebook)
	if got := new(Error); !errors.As(err, &got) || got.Kind != NotInLibrary {
		t.Errorf("a folder without Go: got %+v", err)
	}
	_, err = m.Provide(t.Context(), []string{"../mine"}, filepath.Join(notebook, "plain"))
	if got := new(Error); !errors.As(err, &got) || got.Kind != Beside || got.Folder != filepath.Join("..", "mine") || got.Module != "example.test/own" {
		t.Errorf("beside the folder of the notebook: got %+v", err)
	}
}

// A module beside the notebook is what its files are at the moment.
func TestAFolderIsAModule(t *testing.T) {
	beside := t.TempDir()
	testfile.Write(t, filepath.Join(beside, "mine", "go.mod"), "module mine\n\ngo 1.21\n\nrequire example.test/other v0.0.0\n\nreplace example.test/other => ../other\n")
	testfile.Write(t, filepath.Join(beside, "mine", "mine.go"), "package mine\n\nimport \"example.test/other\"\n\nfunc Word() string { return other.Word }\n")
	testfile.Write(t, filepath.Join(beside, "other", "go.mod"), "module example.test/other\n\ngo 1.21\n")
	testfile.Write(t, filepath.Join(beside, "other", "other.go"), "package other\n\nconst Word = \"one\"\n")
	m := open(t, someModules(t))
	require := func() {
		t.Helper()
		if got, err := m.Require(t.Context(), []string{"./mine"}, beside); err != nil || got != nil {
			t.Fatalf("got %v, %v", got, err)
		}
	}
	const program = "import (\n\t\"fmt\"\n\n\t\"mine\"\n)\n\nfunc main() { fmt.Print(mine.Word()) }\n"
	expect := func(want string) {
		t.Helper()
		if _, err := m.Provide(t.Context(), []string{"mine"}, "."); err != nil {
			t.Fatal(err)
		}
		if got := runProgram(t, m, program); got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
	require()
	expect("one")
	testfile.Write(t, filepath.Join(beside, "other", "other.go"), "package other\n\nconst Word = \"two\"\n")
	expect("two")
	require() // as in Run All

	// Its go.mod may change, too.
	m.Network = true
	text, _ := os.ReadFile(filepath.Join(beside, "mine", "go.mod"))
	testfile.Write(t, filepath.Join(beside, "mine", "go.mod"), string(text)+"\nrequire example.test/Shapes v1.0.0\n")
	testfile.Write(t, filepath.Join(beside, "mine", "mine.go"), "package mine\n\nimport \"example.test/Shapes\"\n\nfunc Word() string { return shapes.Version }\n")
	if m.Has([]string{"mine"}) {
		t.Error("it did not see the change")
	}
	expect("v1.0.0")

	testfile.Write(t, filepath.Join(beside, "mine", "go.mod"), "this is none")
	if _, err := m.Provide(t.Context(), []string{"mine"}, "."); err == nil || !strings.Contains(err.Error(), "go.mod") {
		t.Errorf("a broken go.mod: got %v", err)
	}
	os.Remove(filepath.Join(beside, "mine", "go.mod"))
	_, err := m.Provide(t.Context(), []string{"mine"}, ".")
	if got := new(Error); !errors.As(err, &got) || got.Kind != NoModule || got.Folder != filepath.Join(beside, "mine") {
		t.Errorf("no go.mod: got %v", err)
	}
}

// The project's own versions hold, and its packages need no looking for.
func TestTheProjectIsThere(t *testing.T) {
	project := t.TempDir()
	testfile.Write(t, filepath.Join(project, "go.mod"), "module project\n\ngo 1.21\n\nrequire example.test/beside v0.0.0\n\nreplace example.test/beside => ./beside\n")
	testfile.Write(t, filepath.Join(project, "pkg", "word", "word.go"), "package word\n\nimport \"example.test/beside\"\n\nconst Word = beside.Word\n")
	testfile.Write(t, filepath.Join(project, "beside", "go.mod"), "module example.test/beside\n\ngo 1.21\n")
	testfile.Write(t, filepath.Join(project, "beside", "a.go"), "package beside\n\nconst Word = \"here\"\n")
	m, err := Open(t.Context(), Options{Dir: t.TempDir(), Project: project, Env: append(os.Environ(), "GOFLAGS=", "GOWORK=", "GOTOOLCHAIN=local")})
	if err != nil {
		t.Fatal(err)
	}
	if !m.Has([]string{"project/pkg/word"}) {
		t.Error("the project's package is missing")
	}
	_, err = m.Provide(t.Context(), []string{"project/pkg/wrd"}, ".")
	if got := new(Error); !errors.As(err, &got) || got.Kind != NotInLibrary {
		t.Errorf("a package that the project has not: got %v", err)
	}
	if got := runProgram(t, m, "import (\n\t\"fmt\"\n\n\t\"project/pkg/word\"\n)\n\nfunc main() { fmt.Print(word.Word) }\n"); got != "here" {
		t.Errorf("got %q", got)
	}
}
