package explain

import (
	"go/ast"
	"go/build"
	"go/parser"
	"go/token"
	"go/types"
	"path"
	"path/filepath"
	"slices"

	celltext "firstneuron/kernel-setup/kernel/cells"
)

// names are those that may be used in a cell.
func (c cells) names(p place) []string {
	var source string
	if p.cell != nil {
		source = p.cell.Source
	}
	return c.once("names in\n"+source, func() []string {
		all := append(types.Universe.Names(), celltext.Read(source).Names()...)
		if c.notebook != nil {
			all = append(all, c.notebook.Declared()...)
		}
		return all
	})
}

// exported are the names that the packages of a name give to others: those of Go's library and of this project.
func (c cells) exported(name string) []string {
	return c.once("exported by "+name, func() (all []string) {
		for _, imported := range slices.Concat(libraryPackages, ourPackages) {
			if c.notebook != nil && (path.Base(imported) == name || path.Base(path.Dir(imported)) == name && path.Base(imported) == "v2") {
				all = append(all, exportedIn(c.notebook.Folder(imported))...)
			}
		}
		return all
	})
}

// once looks up names that several problems ask for.
func (c cells) once(key string, find func() []string) []string {
	if _, is := c.known[key]; !is {
		c.known[key] = find()
	}
	return c.known[key]
}

// exportedIn are the exported names of the package in a folder.
func exportedIn(folder string) (names []string) {
	found, err := build.ImportDir(folder, 0)
	if err != nil {
		return nil
	}
	for _, file := range found.GoFiles {
		parsed, _ := parser.ParseFile(token.NewFileSet(), filepath.Join(folder, file), nil, 0)
		if parsed == nil {
			continue
		}
		for name := range parsed.Scope.Objects {
			if ast.IsExported(name) {
				names = append(names, name)
			}
		}
	}
	slices.Sort(names)
	return names
}
