package inject

import (
	"go/ast"
	"go/parser"
	"go/token"
	"strconv"
	"strings"
)

// Declared lists the parameters of a cell, whose text must be Go without commands. Of a cell that is broken it has what
// could be read.
func Declared(code string) []Parameter {
	all := []Parameter{}
	r := reader{text: "package main\n" + code, files: token.NewFileSet()}
	file, _ := parser.ParseFile(r.files, "", r.text, parser.ParseComments|parser.SkipObjectResolution)
	if file == nil {
		return all
	}
	for _, declaration := range file.Decls {
		group, is := declaration.(*ast.GenDecl)
		if !is || group.Tok != token.VAR && group.Tok != token.CONST {
			continue
		}
		for _, spec := range group.Specs {
			spec := spec.(*ast.ValueSpec)
			for i, name := range spec.Names {
				p := Parameter{Name: name.Name, Type: r.source(spec.Type), Help: help(group, spec), isConst: group.Tok == token.CONST}
				if i < len(spec.Values) {
					r.take(&p, spec.Values[i])
				}
				if p.Name != "_" {
					all = append(all, p)
				}
			}
		}
	}
	return all
}

// A reader reads the text of a cell.
type reader struct {
	text  string
	files *token.FileSet
}

// source is what the cell has written for a node; empty for none.
func (r *reader) source(node ast.Node) string {
	if e, is := node.(ast.Expr); node == nil || is && e == nil {
		return ""
	}
	from, to := r.files.Position(node.Pos()).Offset, r.files.Position(node.End()).Offset
	return r.text[from:min(max(from, to), len(r.text))]
}

// take reads what a parameter is from the value that the cell gives it.
func (r *reader) take(p *Parameter, value ast.Expr) {
	p.Default = r.source(value)
	if call, is := value.(*ast.CallExpr); is && len(call.Args) == 3 {
		typ := flagTypes[dotted(call.Fun)]
		name, usage := text(call.Args[0]), text(call.Args[2])
		if typ != "" && name != "" {
			p.flag, p.Type, p.Default, p.Help = name, typ, r.source(call.Args[1]), usage
			return
		}
	}
	if p.Type == "" {
		p.Type = r.typeOf(value)
	}
}

// flagTypes are what flags hold, by the function that declares one.
var flagTypes = map[string]string{
	"flag.Bool": "bool", "flag.Duration": "time.Duration", "flag.Float64": "float64", "flag.Int": "int", "flag.Int64": "int64",
	"flag.String": "string", "flag.Uint": "uint", "flag.Uint64": "uint64",
}

// literalTypes are the types that literals have where nothing else is said.
var literalTypes = map[token.Token]string{token.INT: "int", token.FLOAT: "float64", token.STRING: "string", token.CHAR: "rune"}

// typeOf is the type of a value as far as it can be seen without a compiler; empty where it cannot.
func (r *reader) typeOf(value ast.Expr) string {
	switch value := value.(type) {
	case *ast.BasicLit:
		return literalTypes[value.Kind]
	case *ast.CompositeLit:
		return r.source(value.Type)
	case *ast.ParenExpr:
		return r.typeOf(value.X)
	case *ast.UnaryExpr:
		if value.Op == token.ADD || value.Op == token.SUB {
			return r.typeOf(value.X)
		}
	case *ast.Ident:
		if value.Name == "true" || value.Name == "false" {
			return "bool"
		}
	case *ast.SelectorExpr:
		for _, unit := range units {
			if dotted(value) == unit.name {
				return "time.Duration"
			}
		}
	case *ast.CallExpr: // a conversion
		if typ := dotted(value.Fun); len(value.Args) == 1 && (isBasic(typ) || typ == "time.Duration") {
			return typ
		}
	case *ast.BinaryExpr: // such as 3 * time.Second
		left, right := r.typeOf(value.X), r.typeOf(value.Y)
		switch {
		case left == right:
			return left
		case left == "int" && (right == "float64" || right == "time.Duration"):
			return right
		case right == "int" && (left == "float64" || left == "time.Duration"):
			return left
		}
	}
	return ""
}

// dotted is a name, with its package's where it has one; empty for what is not a name.
func dotted(of ast.Expr) string {
	switch of := of.(type) {
	case *ast.Ident:
		return of.Name
	case *ast.SelectorExpr:
		if pkg := dotted(of.X); pkg != "" {
			return pkg + "." + of.Sel.Name
		}
	}
	return ""
}

// text is what a literal string says; empty for what is not one.
func text(of ast.Expr) string {
	literal, is := of.(*ast.BasicLit)
	if !is || literal.Kind != token.STRING {
		return ""
	}
	said, _ := strconv.Unquote(literal.Value)
	return said
}

// help is the comment at the end of a declaration's line, else that above it.
func help(group *ast.GenDecl, spec *ast.ValueSpec) string {
	for _, comment := range []*ast.CommentGroup{spec.Comment, spec.Doc, group.Doc} {
		if said := strings.Join(strings.Fields(comment.Text()), " "); said != "" {
			return said
		}
	}
	return ""
}
