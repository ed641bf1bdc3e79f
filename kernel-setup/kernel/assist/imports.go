package assist

import (
	"context"
	"go/ast"
	"go/parser"
	"go/token"
	"slices"
	"strings"

	"firstneuron/kernel-setup/kernel/cells"
)

// imports is what is known of imports that nobody wrote.
type imports struct {
	// The names that the last cell missed, and the imports found for them: they are looked up once, and not at every key.
	missing, found string
	// The packages that have been imported so far. A package that a file imports anew makes gopls run the go command, for
	// a second where it needs many others; so what was imported once stays, as _, in the file that cells are shown in.
	kept []string
}

// keep adds what a text imports to what stays imported.
func (i *imports) keep(text string) {
	for _, spec := range importsOf(text) {
		if !slices.Contains(i.kept, spec.Path.Value) {
			i.kept = append(i.kept, spec.Path.Value)
		}
	}
}

// behind puts a program's cell behind the imports that stay.
func (i *imports) behind(program cells.Program) cells.Program {
	const head = "package main\n"
	var kept strings.Builder
	for _, path := range i.kept {
		kept.WriteString("import _ " + path + "\n")
	}
	program.Cell = head + kept.String() + strings.TrimPrefix(program.Cell, head)
	program.First += len(i.kept)
	return program
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
	program := a.imports.behind(cells.Program{Cell: "package main\n\nvar _ = " + strings.Join(missing, "\nvar _ = ") + "\n"})
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
	a.imports.missing, a.imports.found = key, found.String()
	a.imports.keep("package main\n" + a.imports.found)
	return a.imports.found, nil
}

func importsOf(text string) []*ast.ImportSpec {
	file, err := parser.ParseFile(token.NewFileSet(), "", text, parser.ImportsOnly)
	if err != nil {
		return nil
	}
	return file.Imports
}
