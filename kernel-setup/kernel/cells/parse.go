package cells

import (
	"errors"
	"go/ast"
	"go/parser"
	"go/scanner"
	"go/token"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// A Fault is a mistake that the parser finds.
type Fault struct {
	Line, Column int // from 1, in the cell
	Message      string
}

// parsed is a cell of Go, taken apart by the parser.
type parsed struct {
	declarations []declaration
	body         string // of func main, with its places
	mentions     []mention
	last         expression          // what the body ends with
	locals       []mention           // variables that end with func main
	assigned     []mention           // variables of others to which it assigns, or to a part of them
	set          map[string][]string // see setFirst
}

// An expression is the last statement of a body, if it is one that may have a value.
type expression struct {
	from, to int // in parsed.body; to is 0 if there is none
	at       place
	text     string
	callee   string // what is called, if it is a call: fmt.Println
	isCall   bool
}

// parse takes a cell apart, which the compiler is to know by a number. With faults it has what could be read.
func (c *Cell) parse(number int) (p parsed, faults []Fault) {
	if faults = c.unpaired(); len(faults) > 0 {
		return p, faults // what the parser says besides is a consequence
	}
	for _, s := range c.declared {
		d, wrong := c.declaration(s, number)
		p.declarations = append(p.declarations, d...)
		faults = append(faults, wrong...)
	}
	for _, s := range c.defined {
		d, wrong := c.definition(s, number)
		p.declarations = append(p.declarations, d...)
		faults = append(faults, wrong...)
	}
	faults = append(faults, c.parseBody(number, &p)...)
	if len(faults) == 0 && p.body != "" {
		faults = c.secondMain()
	}
	return p, c.within(faults)
}

// secondMain finds a func main beside the statements, which make a func main by themselves.
func (c *Cell) secondMain() []Fault {
	for i, t := range c.lexemes {
		if t.text == "main" && i > 0 && c.lexemes[i-1].token == token.FUNC {
			line, column := c.place(t.from)
			return []Fault{{line, column, "main redeclared in this block"}}
		}
	}
	return nil
}

func (c *Cell) origin(number, offset int) place {
	line, column := c.place(offset)
	return place{number, line, column}
}

// declaration parses a segment. One that the parser does not take for a declaration is a fault.
func (c *Cell) declaration(s segment, number int) ([]declaration, []Fault) {
	text, origin := c.goText[s.from:s.to], c.origin(number, s.from)
	const head = "package main\n"
	directive := origin.directive()
	r := reader{shift: len(head) + len(directive), cell: number, files: token.NewFileSet()}
	r.size = len(text)
	file, err := parser.ParseFile(r.files, "", head+directive+text+"\n", parser.ParseComments)
	if file == nil {
		return nil, faultsOf(err)
	}
	mentions := r.mentions(file)
	var all []declaration
	for _, node := range file.Decls {
		d := declaration{text: text, origin: origin, mentions: mentions}
		switch node := node.(type) {
		case *ast.FuncDecl:
			d.token = token.FUNC
			d.specs = []spec{{names: []name{r.function(node)}, to: len(text)}}
			d.results = node.Type.Results.NumFields()
		case *ast.GenDecl:
			d.token = node.Tok
			d.acts = node.Tok == token.VAR && hasCall(node)
			d.specs = r.specs(node)
		}
		if len(d.specs) > 0 {
			all = append(all, d)
		}
	}
	return all, faultsOf(err)
}

// definition makes a variable of the program of x := ….
func (c *Cell) definition(s segment, number int) ([]declaration, []Fault) {
	text := c.goText[s.from:s.to]
	at := s.start - s.from + strings.Index(c.goText[s.start:s.to], ":=")
	d := declaration{token: token.VAR, origin: c.origin(number, s.from), defined: true, text: text[:at] + " =" + text[at+2:]}
	head := "package main\nvar (\n" + d.origin.directive()
	r := reader{shift: len(head), cell: number, files: token.NewFileSet()}
	r.size = len(d.text)
	file, err := parser.ParseFile(r.files, "", "package main\n"+d.source(), parser.ParseComments)
	if err != nil {
		return nil, faultsOf(err)
	}
	d.mentions = r.mentions(file)
	d.specs = r.specs(file.Decls[0].(*ast.GenDecl))
	return []declaration{d}, nil
}

// parseBody parses the statements as the body of a function.
func (c *Cell) parseBody(number int, p *parsed) []Fault {
	var b strings.Builder
	if c.main != nil && c.main.Name == "%exec" {
		if len(c.main.Words) == 0 {
			return []Fault{{c.main.Line, 1, "%exec needs the name of a function"}}
		}
		b.WriteString(place{number, c.main.Line, 1}.directive() + c.main.Words[0] + "()\n")
	}
	for _, s := range c.body {
		b.WriteString(c.origin(number, s.from).directive() + c.goText[s.from:s.to] + "\n")
	}
	p.body = b.String()
	const head = "package main\nfunc _() {\n"
	r := reader{shift: len(head), cell: number, files: token.NewFileSet()}
	r.size = len(p.body)
	file, err := parser.ParseFile(r.files, "", head+p.body+"}\n", 0)
	if file == nil {
		return faultsOf(err)
	}
	p.mentions = r.mentions(file)
	if err != nil {
		return faultsOf(err)
	}
	p.assigned, p.set = r.assigned(file), setFirst(file)
	statements := file.Decls[0].(*ast.FuncDecl).Body.List
	for _, statement := range statements {
		if define, is := statement.(*ast.AssignStmt); is && define.Tok == token.DEFINE {
			for _, x := range define.Lhs {
				if x, is := x.(*ast.Ident); is {
					p.locals = append(p.locals, mention{name: x.Name, at: r.place(x.Pos())})
				}
			}
		}
	}
	if len(statements) > 0 {
		if last, is := statements[len(statements)-1].(*ast.ExprStmt); is {
			p.last = expression{from: r.offset(last.Pos()), to: r.offset(last.End()), at: r.place(last.Pos())}
			p.last.text = p.body[p.last.from:p.last.to]
			if call, is := ast.Unparen(last.X).(*ast.CallExpr); is {
				p.last.isCall = true
				p.last.callee = p.body[r.offset(call.Fun.Pos()):r.offset(call.Fun.End())]
			}
		}
	}
	return nil
}

func parseErrors(err error) (list scanner.ErrorList) {
	_ = errors.As(err, &list)
	return list
}

func faultsOf(err error) (faults []Fault) {
	for _, e := range parseErrors(err) {
		faults = append(faults, Fault{e.Pos.Line, e.Pos.Column, e.Msg})
	}
	return faults
}

// within leaves out what the parser finds behind the cell's last token, in consequence of what it has found before. Where it
// has found nothing before, the cell ends too early.
func (c *Cell) within(faults []Fault) (within []Fault) {
	last := c.lastToken()
	line, column := c.place(last.to)
	if c.main != nil && c.main.Line > line { // a command may be at fault, too
		line, column = c.main.Line, 1
	}
	for _, fault := range faults {
		expected, found, _ := strings.Cut(fault.Message, ", found ")
		switch {
		case found != "'EOF'" && (fault.Line < line || fault.Line == line && fault.Column <= column):
			within = append(within, fault)
		case len(within) == 0:
			return []Fault{c.unfinished(expected, last)}
		}
	}
	return within
}

// unfinished says what a cell lacks that ends with a token. The parser does not know that the cell ends there.
func (c *Cell) unfinished(expected string, last lexeme) Fault {
	_, open := c.brackets()
	line, column := c.place(last.to)
	switch {
	case expected == "expected operand" && (last.token == token.FOR || isOperand(last.token)):
		expected = "expected '{'" // after the head of an if, a for or a switch
	case open != nil && (last.token == token.COMMA || closing[last.token] != token.ILLEGAL || strings.HasPrefix(expected, "expected '"+closing[open.token].String())):
		line, column = c.place(open.from)
		expected = "expected '" + closing[open.token].String() + "'"
	}
	return Fault{line, column, expected + ", found 'EOF'"}
}

// isOperand tells whether a token may end a value.
func isOperand(t token.Token) bool {
	return t.IsLiteral() || t == token.RPAREN || t == token.RBRACK || t == token.RBRACE
}

func (c *Cell) lastToken() (last lexeme) {
	for _, t := range c.lexemes {
		if t.token != token.COMMENT && t.token != token.SEMICOLON {
			last = t
		}
	}
	return last
}

// unpaired finds a closing bracket to which no opening one belongs, and a comment that is never closed.
func (c *Cell) unpaired() []Fault {
	if c.comment >= 0 && c.unclosed {
		line, column := c.place(c.comment)
		return []Fault{{line, column, "comment not terminated"}}
	}
	if extra, _ := c.brackets(); extra != nil {
		line, column := c.place(extra.from)
		return []Fault{{line, column, "expected declaration, found '" + extra.token.String() + "'"}}
	}
	return nil
}

// brackets finds the first closing bracket without an opening one of its kind, and the last opening one without its closing
// one; nil if there is none.
func (c *Cell) brackets() (extra, open *lexeme) {
	var opened []lexeme
	for _, t := range c.lexemes {
		switch t.token {
		case token.LPAREN, token.LBRACK, token.LBRACE:
			opened = append(opened, t)
		case token.RPAREN, token.RBRACK, token.RBRACE:
			i := len(opened) - 1
			for i >= 0 && closing[opened[i].token] != t.token {
				i--
			}
			if i < 0 {
				return &t, nil
			}
			opened = slices.Delete(opened, i, i+1)
		}
	}
	if len(opened) == 0 {
		return nil, nil
	}
	return nil, &opened[len(opened)-1]
}

// closing has the closing bracket of each opening one.
var closing = map[token.Token]token.Token{token.LPAREN: token.RPAREN, token.LBRACK: token.RBRACK, token.LBRACE: token.RBRACE}

// A reader reads what the parser has made of a text of a size in bytes that begins shift bytes into what was parsed.
type reader struct {
	shift int
	size  int
	cell  int
	files *token.FileSet
}

// offset does not leave the text: where the parser puts in what is missing, the position may.
func (r reader) offset(p token.Pos) int {
	return max(0, min(r.files.PositionFor(p, false).Offset-r.shift, r.size))
}

func (r reader) place(p token.Pos) place {
	at := r.files.Position(p)
	return place{r.cell, at.Line, at.Column}
}

func (r reader) name(n *ast.Ident, key string) name {
	from := r.offset(n.Pos())
	return name{key, from, min(from+len(n.Name), r.size)}
}

func (r reader) function(d *ast.FuncDecl) name {
	key := d.Name.Name
	if d.Recv != nil && len(d.Recv.List) > 0 {
		key = receiver(d.Recv.List[0].Type) + "~" + key
	}
	return r.name(d.Name, key)
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

func (r reader) specs(d *ast.GenDecl) (all []spec) {
	for _, node := range d.Specs {
		s := spec{from: r.offset(node.Pos()), to: r.offset(node.End())}
		switch node := node.(type) {
		case *ast.ImportSpec:
			s.path, _ = strconv.Unquote(node.Path.Value)
			if node.Name != nil {
				s.keyword = node.Name.Name
			}
			s.names = []name{{importKey(s.keyword, s.path), s.from, min(s.from+1, r.size)}}
		case *ast.TypeSpec:
			s.names = []name{r.name(node.Name, node.Name.Name)}
			s.from = r.withComment(node.Doc, s.from)
		case *ast.ValueSpec:
			for _, n := range node.Names {
				if n.Name != "_" {
					s.names = append(s.names, r.name(n, n.Name))
				}
			}
			s.from = r.withComment(node.Doc, s.from)
		}
		all = append(all, s)
	}
	return all
}

func (r reader) withComment(comment *ast.CommentGroup, from int) int {
	if comment == nil {
		return from
	}
	return r.offset(comment.Pos())
}

// importKey is the name of an import in the file; those named _ or . are known by their path.
func importKey(given, imported string) string {
	switch given {
	case "":
		return assumedName(imported)
	case "_", ".":
		return given + "~" + imported
	}
	return given
}

// assumedName is the name that a package most likely has: goimports assumes the same.
func assumedName(imported string) string {
	base := path.Base(imported)
	if majorVersion.MatchString(base) {
		if above := path.Base(path.Dir(imported)); above != "." {
			base = above
		}
	}
	base = strings.TrimPrefix(base, "go-")
	if at := notInNames.FindStringIndex(base); at != nil {
		base = base[:at[0]]
	}
	return base
}

var (
	majorVersion = regexp.MustCompile(`^v[0-9]+$`)
	notInNames   = regexp.MustCompile(`[^\pL\pN_]`)
)

// mentions are the names in a file that are not declared there.
func (r reader) mentions(file *ast.File) (all []mention) {
	free := map[*ast.Ident]*mention{}
	for _, n := range file.Unresolved {
		free[n] = &mention{name: n.Name, at: r.place(n.Pos())}
	}
	ast.Inspect(file, func(node ast.Node) bool {
		switch node := node.(type) {
		case *ast.SelectorExpr:
			if x, is := node.X.(*ast.Ident); is && free[x] != nil && ast.IsExported(node.Sel.Name) {
				free[x].member = node.Sel.Name
			}
		case *ast.KeyValueExpr:
			if key, is := node.Key.(*ast.Ident); is && key.Obj == nil && free[key] == nil {
				all = append(all, mention{name: key.Name, maybe: true, at: r.place(key.Pos())})
			}
		}
		return true
	})
	for _, n := range file.Unresolved {
		all = append(all, *free[n])
	}
	return all
}

// assigned are the names that a file does not declare and assigns to.
func (r reader) assigned(file *ast.File) (all []mention) {
	ast.Inspect(file, func(node ast.Node) bool {
		var targets []ast.Expr
		switch node := node.(type) {
		case *ast.AssignStmt:
			targets = node.Lhs
		case *ast.IncDecStmt:
			targets = []ast.Expr{node.X}
		}
		for _, target := range targets {
			if n := variableOf(target); n != nil && slices.Contains(file.Unresolved, n) {
				all = append(all, mention{name: n.Name, at: r.place(n.Pos())})
			}
		}
		return true
	})
	return all
}

// variableOf is the variable of which an expression is a part: x of x.y[i]; nil if it is none's. What a pointer points at is
// no part of it: *rate = 2 sets a flag, and whoever writes that knows for how long.
func variableOf(of ast.Expr) *ast.Ident {
	switch of := of.(type) {
	case *ast.Ident:
		return of
	case *ast.SelectorExpr:
		return variableOf(of.X)
	case *ast.IndexExpr:
		return variableOf(of.X)
	case *ast.ParenExpr:
		return variableOf(of.X)
	}
	return nil
}

func hasCall(node ast.Node) (found bool) {
	ast.Inspect(node, func(node ast.Node) bool {
		_, is := node.(*ast.CallExpr)
		found = found || is
		return !found
	})
	return found
}
