package modules

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
)

// Require makes modules ready for import. A word is a module and its version, module@version, or the folder of a module,
// which begins with a dot, a slash or ~; relative ones are below the folder from. It returns the modules whose version the
// words leave open. With an error, an *Error where the go command has refused, nothing has changed.
func (m *Module) Require(ctx context.Context, words []string, from string) (open []Use, err error) {
	undo := m.remember()
	defer func() {
		if err != nil {
			undo()
		}
	}()
	asked, changed := map[string]string{}, false
	for _, word := range words {
		if isFolder(word) {
			new, err := m.addFolder(ctx, absolute(word, from))
			if err != nil {
				return nil, err
			}
			changed = changed || new
			continue
		}
		path, version, _ := strings.Cut(word, "@")
		if first, _, _ := strings.Cut(path, "/"); !strings.Contains(first, ".") {
			return nil, &Error{Kind: BadPath, Module: path}
		}
		if version == "" {
			version = last(m.cached(path))
		}
		if (version == "" || version == "latest") && !m.Network {
			return nil, &Error{Kind: NotHere, Module: path, Version: version, Versions: m.cached(path)}
		}
		if version == "" {
			version = "latest"
		}
		if m.required[path] != version {
			m.required[path], changed = version, true
		}
		if !strings.Contains(word, "@") || !exact.MatchString(version) {
			asked[path] = word
		}
	}
	if !changed {
		return nil, nil
	}
	if err := m.get(ctx); err != nil {
		if refused := new(Error); errors.As(err, &refused) && refused.Kind == NotHere && m.required[refused.Module] == "" {
			refused.Requirer = strings.Join(words, " ")
		}
		return nil, err
	}
	for path, word := range asked {
		version, err := m.run(ctx, false, "list", "-m", "-f", "{{.Version}}", path)
		if err != nil {
			return nil, err
		}
		m.required[path] = strings.TrimSpace(version)
		open = append(open, Use{Asked: word, Module: path, Version: m.required[path]})
	}
	slices.SortFunc(open, func(a, b Use) int { return strings.Compare(a.Module, b.Module) })
	return open, nil
}

// exact is a version that always means the same.
var exact = regexp.MustCompile(`^v\d+\.\d+\.\d+(?:[-+]\S*)?$`)

// get writes what cells require into go.mod, in these versions and in no others: the go command refuses where they do not
// go together. It asks the network for what is not on this machine, where it may. Of packages, PATH@VERSION, it writes what they
// import, too.
func (m *Module) get(ctx context.Context, packages ...string) error {
	clear(m.found)
	args := append([]string{"get", "--"}, packages...)
	for path, version := range m.required {
		args = append(args, path+"@"+version)
	}
	for path := range m.folders {
		args = append(args, path+"@"+noVersion)
	}
	if m.project != "" {
		args = append(args, m.project+"@"+noVersion)
	}
	slices.Sort(args[2:])
	_, err := m.run(ctx, false, args...)
	if refused := new(Error); m.Network && errors.As(err, &refused) && refused.Kind == NotHere {
		_, err = m.run(ctx, true, args...)
	}
	return m.completed(ctx, err)
}

func isFolder(word string) bool {
	return strings.HasPrefix(word, ".") || strings.HasPrefix(word, "~") || filepath.IsAbs(word)
}

func absolute(folder, from string) string {
	if rest, found := strings.CutPrefix(folder, "~"); found {
		home, _ := os.UserHomeDir()
		folder = filepath.Join(home, rest)
	}
	if !filepath.IsAbs(folder) {
		folder = filepath.Join(from, folder)
	}
	return filepath.Clean(folder)
}

// addFolder puts a folder in the place of the module that is in it, and others in the place of those that its go.mod
// replaces. It says whether anything is new.
func (m *Module) addFolder(ctx context.Context, folder string) (new bool, err error) {
	file := filepath.Join(folder, "go.mod")
	text, err := os.ReadFile(file)
	if err != nil {
		return false, &Error{Kind: NoModule, Folder: folder}
	}
	written, err := m.read(ctx, file)
	if err != nil {
		return false, err
	}
	path := written.Module.Path
	if beside := (folderOf{folder, string(text)}); m.folders[path] == beside {
		return false, nil
	} else {
		m.folders[path] = beside
	}
	delete(m.required, path)
	args := []string{"mod", "edit", "-require=" + path + "@" + noVersion, "-replace=" + path + "=" + folder}
	for _, replace := range written.Replace {
		old, new := replace.Old.Path, replace.New.Path
		if replace.Old.Version != "" {
			old += "@" + replace.Old.Version
		}
		if replace.New.Version != "" {
			new += "@" + replace.New.Version
		} else {
			new = absolute(new, folder)
		}
		args = append(args, "-replace="+old+"="+new)
	}
	_, err = m.run(ctx, false, args...)
	return true, err
}

// beside names, for a package that is not found, the module in whose folder it is, seen from the notebook's.
func beside(refused *Error, from string) *Error {
	folder := absolute(refused.Package, from)
	files, _ := filepath.Glob(filepath.Join(folder, "*"))
	if !slices.ContainsFunc(files, func(name string) bool { return filepath.Ext(name) == ".go" || filepath.Base(name) == "go.mod" }) {
		return refused
	}
	for root := folder; ; root = filepath.Dir(root) {
		if text, err := os.ReadFile(filepath.Join(root, "go.mod")); err == nil {
			refused.Kind, refused.Module = Beside, modulePath(text)+filepath.ToSlash(strings.TrimPrefix(folder, root))
			refused.Folder, _ = filepath.Rel(from, root)
			if !isFolder(refused.Folder) {
				refused.Folder = "./" + refused.Folder
			}
			return refused
		}
		if root == filepath.Dir(root) {
			return refused
		}
	}
}

// A folderOf a module is beside the notebook. Its go.mod may be edited at any time.
type folderOf struct{ path, goMod string }

// refresh looks at the folders again, and says whether one of their go.mod has changed.
func (m *Module) refresh(ctx context.Context) (changed bool, err error) {
	for _, folder := range m.folders {
		new, err := m.addFolder(ctx, folder.path)
		if err != nil {
			return false, err
		}
		changed = changed || new
	}
	return changed, nil
}
