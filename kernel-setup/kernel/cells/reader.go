package cells

import (
	"go/ast"
	"go/parser"
	"go/token"
	"path"
	"regexp"
)

// declarations reads the top level of a text. With an error it has those that could be read.
func declarations(text string) (all []declaration, err error) {
	r := reader{text: "package main\n" + text, files: token.NewFileSet()}
	file, err := parser.ParseFile(r.files, "", r.text, parser.ParseComments|parser.SkipObjectResolution|parser.AllErrors)
	if file == nil {
		return nil, err
	}
	for _, d := range file.Decls {
		switch d := d.(type) {
		case *ast.FuncDecl:
			r.function(d)
		case *ast.GenDecl:
			switch d.Tok {
			case token.IMPORT:
				r.imports(d)
			case token.CONST:
				r.constants(d)
			case token.VAR:
				r.variables(d)
			case token.TYPE:
				r.types(d)
			}
		}
	}
	return r.all, err
}

// A reader cuts a text into its declarations.
type reader struct {
	text  string
	files *token.FileSet
	all   []declaration
}

// function keeps all but func main. A name that the parser put in where one is missing is _.
func (r *reader) function(d *ast.FuncDecl) {
	key := d.Name.Name
	if d.Recv != nil && len(d.Recv.List) > 0 {
		key = receiver(d.Recv.List[0].Type) + "~" + key
	}
	if key != "main" && d.Name.Name != "_" {
		r.add(declaration{token: token.FUNC, names: []name{{key: key}}, text: r.cut(d.Doc, "", d), whole: true})
	}
}

// receiver is the type's name, also behind a pointer and of a generic type.
func receiver(of ast.Expr) string {
	switch of := of.(type) {
	case *ast.StarExpr:
		return receiver(of.X)
	case *ast.ParenExpr:
		return receiver(of.X)
	case *ast.IndexExpr:
		return receiver(of.X)
	case *ast.IndexListExpr:
		return receiver(of.X)
	case *ast.Ident:
		return of.Name
	}
	return ""
}

var majorVersion = regexp.MustCompile(`/v[0-9]+$`)

// imports are known by their name in the file; those named _ or . by their path.
func (r *reader) imports(d *ast.GenDecl) {
	for _, spec := range d.Specs {
		spec := spec.(*ast.ImportSpec)
		if len(spec.Path.Value) < len(`"x"`) {
			continue // on its way to be something
		}
		imported := spec.Path.Value[1 : len(spec.Path.Value)-1]
		key := path.Base(majorVersion.ReplaceAllString(imported, ""))
		if spec.Name != nil {
			key = spec.Name.Name
			if key == "_" || key == "." {
				key += "~" + imported
			}
		}
		r.add(declaration{token: token.IMPORT, names: []name{{key: key}}, text: r.cut(nil, "import ", spec), whole: true})
	}
}

// constants stay together, for iota counts them.
func (r *reader) constants(d *ast.GenDecl) {
	text := r.cut(d.Doc, "", d)
	all := declaration{token: token.CONST, text: text}
	for _, spec := range d.Specs {
		all.names = append(all.names, r.names(spec.(*ast.ValueSpec).Names, len(text)-r.offset(d.End()))...)
	}
	r.add(all)
}

func (r *reader) variables(d *ast.GenDecl) {
	for _, spec := range d.Specs {
		spec := spec.(*ast.ValueSpec)
		text := r.cut(comment(d, spec.Doc), "var ", spec)
		names := r.names(spec.Names, len(text)-r.offset(spec.End()))
		r.add(declaration{token: token.VAR, text: text, names: names, whole: len(spec.Values) == 1})
	}
}

func (r *reader) types(d *ast.GenDecl) {
	for _, spec := range d.Specs {
		spec := spec.(*ast.TypeSpec)
		text := r.cut(comment(d, spec.Doc), "type ", spec)
		r.add(declaration{token: token.TYPE, names: []name{{key: spec.Name.Name}}, text: text, whole: true})
	}
}

// comment is the one over a specification, or over the whole declaration where that is the only one.
func comment(d *ast.GenDecl, own *ast.CommentGroup) *ast.CommentGroup {
	if own == nil && !d.Lparen.IsValid() {
		return d.Doc
	}
	return own
}

func (r *reader) add(d declaration) {
	if len(d.names) > 0 {
		r.all = append(r.all, d)
	}
}

// cut takes a node out of the text, with its comment before it and the keyword that it needs to stand by itself.
func (r *reader) cut(comment *ast.CommentGroup, keyword string, node ast.Node) string {
	from := r.offset(node.Pos())
	text := keyword + r.text[from:max(from, r.offset(node.End()))]
	if comment != nil {
		text = r.text[r.offset(comment.Pos()):r.offset(comment.End())] + "\n" + text
	}
	return text
}

// names says where names are in a piece that was cut out and so moved by shift bytes.
func (r *reader) names(of []*ast.Ident, shift int) []name {
	var names []name
	for _, n := range of {
		if n.Name != "_" {
			from := r.offset(n.Pos()) + shift
			names = append(names, name{n.Name, from, from + len(n.Name)})
		}
	}
	return names
}

// offset does not leave the text: where the parser puts in what is missing, the position may.
func (r *reader) offset(p token.Pos) int {
	return min(r.files.PositionFor(p, false).Offset, len(r.text))
}
