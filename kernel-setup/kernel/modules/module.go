// Package modules keeps the Go module that a notebook's cells are compiled in: which modules they import, in which versions,
// and where those come from. The go command does the work. It uses the network only where the notebook has said so.
package modules

import (
	"context"
	"encoding/json"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
)

// A Module is the one that cells are compiled in. It is not for several goroutines at once.
type Module struct {
	Network bool              // whether the go command may use the network
	Report  func(line string) // takes what the go command writes while it uses the network; nil: nobody listens

	options   Options
	cache     string              // Go's module cache
	library   string              // the folder of Go's library
	project   string              // the project's module path
	ofProject map[string]bool     // the modules that it requires
	required  map[string]string   // the versions that cells require, by the module's path
	folders   map[string]folderOf // the modules beside the notebook, by their path
	found     map[string]bool     // import paths of packages that are there, with all that they import
}

// Options say what a Module works with.
type Options struct {
	Dir     string   // the folder of the module that cells are compiled in
	Project string   // the folder of a module that cells can import; "" if there is none
	Env     []string // the environment of the go command, as os.Environ has it
}

// Write makes the go.mod and the go.sum of a module with a name in a folder, from which a project can be imported. It
// requires what the project requires, in the same versions. The project may be "".
func Write(dir, name, project string) error {
	text, sums := []byte("module x\n\ngo 1.26\n"), []byte(nil)
	if project != "" {
		var err error
		if project, err = filepath.Abs(project); err != nil {
			return err
		}
		if text, err = os.ReadFile(filepath.Join(project, "go.mod")); err != nil {
			return err
		}
		if sums, err = os.ReadFile(filepath.Join(project, "go.sum")); err != nil && !os.IsNotExist(err) {
			return err
		}
	}
	path := modulePath(text)
	text = moduleLine.ReplaceAll(text, []byte("module "+name))
	if project != "" {
		text = relativeReplacement.ReplaceAllFunc(text, func(found []byte) []byte {
			return []byte("=> " + filepath.ToSlash(filepath.Join(project, strings.TrimPrefix(string(found), "=> "))))
		})
		text = append(text, "\nrequire "+path+" "+noVersion+"\n\nreplace "+path+" => "+quoted(project)+"\n"...)
	}
	if err := os.WriteFile(filepath.Join(dir, "go.mod"), text, 0o666); err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(dir, "go.sum"), sums, 0o666)
}

// noVersion is what the go command writes for a module that a folder replaces.
const noVersion = "v0.0.0-00010101000000-000000000000"

var (
	moduleLine          = regexp.MustCompile(`(?m)^module\s+\S+`)
	relativeReplacement = regexp.MustCompile(`=> \.\.?/\S*`)
)

func modulePath(text []byte) string {
	return strings.Trim(strings.TrimSpace(strings.TrimPrefix(string(moduleLine.Find(text)), "module")), `"`)
}

// quoted is a path as go.mod takes it.
func quoted(path string) string {
	return strconv.Quote(filepath.ToSlash(path))
}

// Open makes a Module of the folder in Options, in which it writes a new go.mod.
func Open(ctx context.Context, options Options) (*Module, error) {
	m := &Module{options: options, ofProject: map[string]bool{}}
	if err := m.Reset(); err != nil {
		return nil, err
	}
	folders, err := m.run(ctx, false, "env", "GOMODCACHE", "GOROOT")
	if err != nil {
		return nil, err
	}
	cache, root, _ := strings.Cut(strings.TrimSpace(folders), "\n")
	m.cache, m.library = cache, filepath.Join(root, "src")
	if options.Project == "" {
		return m, nil
	}
	written, err := m.read(ctx, filepath.Join(options.Project, "go.mod"))
	if err != nil {
		return nil, err
	}
	m.project = written.Module.Path
	for _, module := range written.Require {
		m.ofProject[module.Path] = true
	}
	return m, nil
}

// Dir is the folder of its go.mod.
func (m *Module) Dir() string { return m.options.Dir }

// Reset forgets what cells have required, and writes the go.mod of the beginning. The switch for the network stays.
func (m *Module) Reset() error {
	m.required, m.folders, m.found = map[string]string{}, map[string]folderOf{}, map[string]bool{}
	return Write(m.options.Dir, filepath.Base(m.options.Dir), m.options.Project)
}

// goMod is a go.mod as `go mod edit -json` tells of it.
type goMod struct {
	Module  struct{ Path string }
	Require []struct{ Path string }
	Replace []struct {
		Old, New struct{ Path, Version string }
	}
}

func (m *Module) read(ctx context.Context, file string) (written goMod, err error) {
	text, err := m.run(ctx, false, "mod", "edit", "-json", file)
	if err != nil {
		return written, err
	}
	return written, json.Unmarshal([]byte(text), &written)
}

// A Use is a module that cells import, and no line of the notebook names in this version.
type Use struct {
	Asked   string // the package that was imported, or what %require had
	Module  string // its path
	Version string
}

// Line is the one that keeps the version in the notebook.
func (u Use) Line() string { return "%require " + u.Module + "@" + u.Version }

// remember keeps what is required; undo goes back to it.
func (m *Module) remember() (undo func()) {
	required, folders := maps.Clone(m.required), maps.Clone(m.folders)
	files := []string{filepath.Join(m.options.Dir, "go.mod"), filepath.Join(m.options.Dir, "go.sum")}
	texts := make([][]byte, len(files))
	for i, file := range files {
		texts[i], _ = os.ReadFile(file)
	}
	return func() {
		m.required, m.folders = required, folders
		for i, file := range files {
			_ = os.WriteFile(file, texts[i], 0o666)
		}
	}
}
