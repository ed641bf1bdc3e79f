package modules

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
)

// Provide sees to it that packages can be imported, each with all that it imports. A package of a module that no cell
// requires is taken from Go's module cache, in the newest version there that has it, or else from the network, where it may
// be used. It returns the modules that were found so. With an error, an *Error where the go command has refused, nothing
// has changed. Of a package in a folder it says, as seen from the folder from, which module has to be required.
func (m *Module) Provide(ctx context.Context, imports []string, from string) (found []Use, err error) {
	undo := m.remember()
	defer func() {
		if err != nil {
			undo()
		}
	}()
	changed, err := m.refresh(ctx)
	if err != nil {
		return nil, err
	}
	if changed {
		if err := m.get(ctx); err != nil {
			return nil, err
		}
	}
	var wanted []string
	for _, path := range imports {
		switch {
		case m.found[path] || !m.isForeign(path):
		case isFolder(path):
			return nil, beside(&Error{Kind: NoModule, Package: path, Folder: absolute(path, from)}, from)
		default:
			wanted = append(wanted, path)
		}
	}
	if len(wanted) == 0 {
		return nil, nil
	}
	named := m.named()
	packages, err := m.list(ctx, false, wanted)
	if err != nil {
		return nil, err
	}
	if taken := m.takeFromCache(packages); taken != "" {
		if err := m.get(ctx); err != nil {
			return nil, of(taken, err)
		}
		if packages, err = m.list(ctx, false, wanted); err != nil {
			return nil, err
		}
	}
	if m.Network && slices.ContainsFunc(packages, isNotHere) {
		if packages, err = m.list(ctx, true, wanted); err != nil {
			return nil, err
		}
	}
	for _, p := range packages {
		switch {
		case p.err == nil || p.err.Kind == Other: // what else is wrong with a package, go build says
		case p.err.Kind == NotInLibrary && p.err.Importer != "": // and where
		case p.err.Kind == NotInLibrary:
			return nil, beside(p.err, from)
		default:
			return nil, m.completed(ctx, p.err)
		}
	}
	needsOthers := slices.ContainsFunc(packages, func(p listed) bool { return p.version != "" && !m.ofProject[p.module] })
	var incomplete []string // packages for which go.mod may lack what they import
	for _, p := range packages {
		if p.err != nil || !slices.Contains(wanted, p.path) {
			continue
		}
		m.found[p.path] = true
		if p.version != "" && (!m.ofProject[p.module] || needsOthers) {
			incomplete = append(incomplete, p.path+"@"+p.version)
		}
		if !named[p.module] {
			named[p.module], m.required[p.module] = true, p.version
			found = append(found, Use{Asked: p.path, Module: p.module, Version: p.version})
		}
	}
	if len(incomplete) > 0 {
		if err := m.get(ctx, incomplete...); err != nil {
			return nil, of(wanted[0], err)
		}
		for _, path := range wanted {
			m.found[path] = true
		}
	}
	return found, nil
}

// of says for which package an error has come.
func of(importPath string, err error) error {
	if refused := new(Error); errors.As(err, &refused) && refused.Package == "" {
		refused.Package = importPath
	}
	return err
}

// Has tells whether packages can be imported, as far as is known. If so there is nothing to be done for a cell.
func (m *Module) Has(imports []string) bool {
	for _, folder := range m.folders {
		if text, err := os.ReadFile(filepath.Join(folder.path, "go.mod")); err != nil || string(text) != folder.goMod {
			return false
		}
	}
	return !slices.ContainsFunc(imports, func(path string) bool { return !m.found[path] && m.isForeign(path) })
}

// isForeign tells whether a path is that of a package neither in Go's own library nor in the project.
func (m *Module) isForeign(path string) bool {
	folder := filepath.Join(m.library, path)
	if m.project != "" && (path == m.project || strings.HasPrefix(path, m.project+"/")) {
		folder = filepath.Join(m.options.Project, strings.TrimPrefix(path, m.project))
	}
	_, err := os.Stat(folder)
	return path != "C" && (err != nil || isFolder(path))
}

// named are the modules for which the notebook or the project has a line.
func (m *Module) named() map[string]bool {
	named := map[string]bool{"": true, m.project: true}
	for path := range m.required {
		named[path] = true
	}
	for path := range m.folders {
		named[path] = true
	}
	for path := range m.ofProject {
		named[path] = true
	}
	return named
}

// listed is a package as the go command finds it.
type listed struct {
	path, module, version string
	err                   *Error // nil if it is there
}

func isNotHere(p listed) bool { return p.err != nil && p.err.Kind == NotHere }

// list finds packages and all that they import. It adds to go.mod and go.sum what is missing there.
func (m *Module) list(ctx context.Context, network bool, paths []string) (all []listed, err error) {
	const format = "{{.ImportPath}}\t{{with .Module}}{{.Path}}\t{{.Version}}{{else}}\t{{end}}\t{{with .Error}}{{printf `%q` .Err}}\t{{range .ImportStack}}{{.Pkg}} {{end}}{{else}}\t{{end}}"
	args := []string{"list", "-e", "-deps", "-f", format}
	if _, err := os.Stat(filepath.Join(m.options.Dir, "go.work")); err != nil {
		args = append(args, "-mod=mod") // with a workspace, which a cell may make, the go command refuses it
	}
	out, err := m.run(ctx, network, append(append(args, "--"), paths...)...)
	if err != nil {
		return nil, m.completed(ctx, of(paths[0], err))
	}
	for line := range strings.Lines(out) {
		part := strings.Split(strings.TrimRight(line, "\r\n"), "\t")
		if len(part) < 5 {
			continue
		}
		p := listed{path: part[0], module: part[1], version: part[2]}
		if part[3] != "" {
			said, _ := strconv.Unquote(part[3])
			p.err = errorOf(said)
			p.err.Package = p.path
			if stack := strings.Fields(part[4]); len(stack) > 0 && stack[0] != p.path {
				p.err.Importer = stack[0]
			}
		}
		all = append(all, p)
	}
	return all, nil
}

// takeFromCache requires the modules of packages that were not found, where they are in the cache, and names one of the packages.
func (m *Module) takeFromCache(packages []listed) (taken string) {
	for _, p := range packages {
		if !isNotHere(p) || p.err.Importer != "" {
			continue
		}
		if path, version := m.newest(p.path); path != "" && m.required[path] == "" {
			m.required[path], taken = version, p.path
		}
	}
	return taken
}

// completed gives an error the versions that could be asked for instead.
func (m *Module) completed(ctx context.Context, err error) error {
	refused := new(Error)
	if !errors.As(err, &refused) {
		return err
	}
	if refused.Module == "" {
		refused.Module, _ = m.newest(refused.Package)
	}
	switch refused.Kind {
	case NotHere:
		refused.Versions = m.cached(refused.Module)
	case UnknownVersion:
		out, err := m.run(ctx, true, "list", "-m", "-versions", "-f", "{{join .Versions ` `}}", refused.Module)
		if err != nil {
			refused.Kind = UnknownModule
		}
		refused.Versions = strings.Fields(out)
	}
	return refused
}
