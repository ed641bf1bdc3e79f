package sweep

import (
	"crypto/sha256"
	"fmt"
	"go/ast"
	"go/parser"
	"go/scanner"
	"go/token"
	"os"
	"path/filepath"
	"reflect"
	"runtime"
	"slices"
)

// digestOfSource is a digest of the source of a function and of all declarations of its package that it mentions, directly or
// through others, without comments and spaces. It is empty if the source cannot be found.
//
// The source is in the folder that the program was built from. For a cell our kernel builds cell.go, beside the program; other
// files there are of earlier builds.
func digestOfSource(function any) string {
	at := runtime.FuncForPC(reflect.ValueOf(function).Pointer())
	file, line := at.FileLine(at.Entry())
	if filepath.IsAbs(file) {
		return digestAt("*.go", file, line)
	}
	program, _ := os.Executable() // empty if that is not known; then nothing is found
	return digestAt("cell.go", filepath.Join(filepath.Dir(program), file), line)
}

// digestAt is the digest of the function at a place, in the files of its folder that match a pattern.
func digestAt(pattern, file string, line int) string {
	s := readSource(filepath.Dir(file), pattern)
	first := s.functionAt(file, line)
	if first == nil {
		return ""
	}
	todo := []ast.Node{first}
	seen := map[ast.Node]bool{}
	for len(todo) > 0 {
		node := todo[0]
		todo = todo[1:]
		if seen[node] {
			continue
		}
		seen[node] = true
		ast.Inspect(node, func(n ast.Node) bool {
			if name, is := n.(*ast.Ident); is {
				todo = append(todo, s.declared[name.Name]...)
			}
			return true
		})
	}
	var texts []string
	for node := range seen {
		texts = append(texts, s.words(node))
	}
	slices.Sort(texts) // the order of declarations makes no difference
	return fmt.Sprintf("%x", sha256.Sum256(fmt.Append(nil, texts)))[:16]
}

// source is the source of a package.
type source struct {
	set      *token.FileSet
	texts    map[string][]byte // of each file
	files    []*ast.File
	declared map[string][]ast.Node // by their names; methods too
}

func readSource(folder, pattern string) source {
	s := source{token.NewFileSet(), map[string][]byte{}, nil, map[string][]ast.Node{}}
	entries, _ := os.ReadDir(folder)
	for _, entry := range entries {
		if is, _ := filepath.Match(pattern, entry.Name()); !is {
			continue
		}
		path := filepath.Join(folder, entry.Name())
		text, err := os.ReadFile(path)
		if err != nil {
			continue
		}
		file, err := parser.ParseFile(s.set, path, text, parser.SkipObjectResolution)
		if err != nil {
			continue
		}
		s.texts[path], s.files = text, append(s.files, file)
		for _, declaration := range file.Decls {
			s.declare(declaration)
		}
	}
	return s
}

func (s source) declare(declaration ast.Decl) {
	switch d := declaration.(type) {
	case *ast.FuncDecl:
		s.declared[d.Name.Name] = append(s.declared[d.Name.Name], d)
	case *ast.GenDecl:
		for _, spec := range d.Specs {
			switch spec := spec.(type) {
			case *ast.TypeSpec:
				s.declared[spec.Name.Name] = append(s.declared[spec.Name.Name], spec)
			case *ast.ValueSpec:
				var all ast.Node = spec
				if d.Tok == token.CONST { // which may depend on those before it
					all = d
				}
				for _, name := range spec.Names {
					s.declared[name.Name] = append(s.declared[name.Name], all)
				}
			}
		}
	}
}

// functionAt is the outermost function that begins in a line, as the compiler counts them, which follows //line comments. To the
// compiler a small function begins with its first statement.
func (s source) functionAt(file string, line int) (found ast.Node) {
	isThere := func(at token.Pos) bool {
		place := s.set.Position(at)
		return place.Filename == file && place.Line == line
	}
	var small ast.Node
	for _, f := range s.files {
		ast.Inspect(f, func(n ast.Node) bool {
			var body *ast.BlockStmt
			switch n := n.(type) {
			case *ast.FuncDecl:
				body = n.Body
			case *ast.FuncLit:
				body = n.Body
			}
			switch {
			case body == nil || found != nil:
			case isThere(n.Pos()):
				found = n
			case small == nil && len(body.List) > 0 && isThere(body.List[0].Pos()):
				small = n
			}
			return found == nil
		})
	}
	if found == nil {
		found = small
	}
	return found
}

// words are the tokens of a part of the source, separated by spaces.
func (s source) words(node ast.Node) (words string) {
	from, to := s.set.PositionFor(node.Pos(), false), s.set.PositionFor(node.End(), false)
	text := s.texts[from.Filename][from.Offset:to.Offset]
	var reader scanner.Scanner
	reader.Init(token.NewFileSet().AddFile("", -1, len(text)), text, nil, 0)
	for {
		_, word, literal := reader.Scan()
		switch {
		case word == token.EOF:
			return words
		case word == token.SEMICOLON:
		case literal != "":
			words += literal + " "
		default:
			words += word.String() + " "
		}
	}
}
