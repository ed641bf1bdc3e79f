package assist

import (
	"context"
	"errors"
	"go/ast"
	"go/parser"
	"go/token"
	"slices"
	"strconv"
	"strings"

	"firstneuron/kernel-setup/kernel/cells"
)

// imports is what is known of imports that nobody wrote.
type imports struct {
	// The names that the last cell missed, and the imports found for them: they are looked up once, and not at every key.
	missing, found string
	// The packages that have been imported so far. A package that is new to a file makes gopls run the go command, for
	// a second where it needs many others; so what was imported once stays, as _, in the file that cells are shown in.
	kept []string
	// The packages in folders of this machine, by their names: the project's, and those beside the notebook.
	packages map[string][]string
}

// keep adds what a text imports to what stays imported.
func (i *imports) keep(text string) {
	for _, spec := range importsOf(text) {
		if !slices.Contains(i.kept, spec.Path.Value) {
			i.kept = append(i.kept, spec.Path.Value)
		}
	}
}

// hide takes out what begins with a text, until show is called.
func (i *imports) hide(prefix string) (show func()) {
	kept := i.kept
	i.kept = slices.DeleteFunc(slices.Clone(kept), func(path string) bool { return strings.HasPrefix(path, `"`+prefix) })
	return func() { i.kept = kept }
}

// behind puts a program's cell behind the imports that stay, and behind more.
func (i *imports) behind(program cells.Program, more string) cells.Program {
	const head = "package main\n"
	var kept strings.Builder
	for _, path := range i.kept {
		kept.WriteString("import _ " + path + "\n")
	}
	imports := kept.String() + more
	program.Cell = head + imports + strings.TrimPrefix(program.Cell, head)
	program.First += strings.Count(imports, "\n")
	return program
}

// findImports finds, as GoNB did, the imports that cells that ran left out. GoNB keeps them for the cells after, and so
// must we.
func (a *Assistant) findImports(ctx context.Context, s *server) error {
	for {
		a.mu.Lock()
		ran := a.ran
		a.mu.Unlock()
		if len(ran) == 0 {
			return nil
		}
		imports, err := a.missingImports(ctx, s, ran[0])
		if err != nil && !errors.Is(err, errGone) {
			return err // the next question goes on here
		}
		a.mu.Lock()
		a.ran = a.ran[1:]
		a.declarations.Add(imports)
		declared := a.declarations.Compose("")
		a.mu.Unlock()
		a.imports.keep(declared.Cell)
		if err != nil {
			return err
		}
	}
}

// missingImports are the import declarations that a cell needs and nobody wrote; often there are none. gopls finds them
// in a file that only uses the names, for in the cell itself, half written, it would find nothing.
func (a *Assistant) missingImports(ctx context.Context, s *server, code string) (string, error) {
	missing := a.known().Missing(code)
	if len(missing) == 0 {
		return "", nil
	}
	key := strings.Join(missing, " ")
	if a.imports.missing == key {
		return a.imports.found, nil
	}
	var found strings.Builder
	var others []string
	for i, name := range missing {
		of, _, _ := strings.Cut(name, ".")
		switch paths := a.imports.packages[of]; {
		case len(paths) == 0:
			others = append(others, name)
		case i == 0 || !strings.HasPrefix(missing[i-1], of+"."): // they are sorted
			found.WriteString("import " + strconv.Quote(paths[0]) + "\n")
		}
	}
	if len(others) > 0 {
		imports, err := a.importsFor(ctx, s, others)
		if err != nil {
			return "", err
		}
		found.WriteString(imports)
	}
	a.imports.missing, a.imports.found = key, found.String()
	a.imports.keep("package main\n" + a.imports.found)
	return a.imports.found, nil
}

// importsFor lets gopls find the imports for names such as rand.New.
func (a *Assistant) importsFor(ctx context.Context, s *server, names []string) (string, error) {
	program := a.imports.behind(cells.Program{Cell: "package main\n\nvar _ = " + strings.Join(names, "\nvar _ = ") + "\n"}, "")
	if err := s.show(ctx, a.path(cellFile), program.Cell); err != nil {
		return "", err
	}
	edited, err := s.organizeImports(ctx, a.path(cellFile), program.Cell)
	if err != nil {
		return "", err
	}
	var found strings.Builder
	for _, spec := range importsOf(edited) {
		switch {
		case spec.Name == nil:
			found.WriteString("import " + spec.Path.Value + "\n")
		case spec.Name.Name != "_":
			found.WriteString("import " + spec.Name.Name + " " + spec.Path.Value + "\n")
		}
	}
	return found.String(), nil
}

func importsOf(text string) []*ast.ImportSpec {
	file, err := parser.ParseFile(token.NewFileSet(), "", text, parser.ImportsOnly)
	if err != nil {
		return nil
	}
	return file.Imports
}
