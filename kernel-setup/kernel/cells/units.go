package cells

import (
	"go/ast"
	"go/parser"
	"go/token"
	"slices"
	"strconv"
	"strings"
)

// A unit is a declaration that may be replaced without others, or the function of a cell.
type unit struct {
	cell   int
	token  token.Token
	keys   []string
	text   string // as a declaration by itself
	path   string // of an import
	names  []reference
	group  *group // the brackets between which it stands, with others
	isFlag bool
	newer  *unit // of a flag: what has replaced it
}

// A group is a declaration with brackets.
type group struct {
	text  string
	units []*unit
}

// A reference is a name at top level, in the text of a unit that declares or mentions it.
type reference struct {
	name string
	from int
}

// runs is the name of a cell's function before it has its own.
const runs = "main"

// units takes apart what a cell declares.
func (c *Cell) units(number int) (all []*unit, faults []Fault) {
	if _, faults = c.parse(number); len(faults) > 0 {
		return nil, faults
	}
	for _, s := range c.declared {
		declared, _ := c.declaration(s, number)
		for _, d := range declared {
			all = append(all, d.units(number)...)
		}
	}
	for _, s := range c.defined {
		declared, _ := c.definition(s, number)
		for _, d := range declared {
			d.text = "var " + d.text
			all = append(all, newUnit(d.token, number, d.keys(), d.text))
		}
	}
	return slices.DeleteFunc(all, func(u *unit) bool { return u == nil }), nil
}

// units cuts variables, types and imports apart that stand between brackets. Constants stay together: iota counts them.
func (d declaration) units(number int) (all []*unit) {
	switch {
	case d.token == token.FUNC && strings.HasPrefix(d.specs[0].names[0].key, "init_"):
		n := d.specs[0].names[0] // as in GoNB: each cell may have a func init of its own
		return []*unit{newUnit(d.token, number, []string{n.key}, d.text[:n.from]+"init"+d.text[n.to:])}
	case d.token == token.IMPORT:
		for _, spec := range d.specs {
			text := strings.TrimSpace(spec.importLine())
			if spec.path == "C" {
				text = d.text // with what is written in C above it
			}
			all = append(all, &unit{cell: number, token: d.token, keys: []string{spec.names[0].key}, text: text, path: spec.path})
		}
		return all
	case len(d.specs) == 1 || d.token == token.CONST:
		return []*unit{newUnit(d.token, number, d.keys(), d.text)}
	}
	g := &group{text: d.text}
	for _, spec := range d.specs {
		var keys []string
		for _, name := range spec.names {
			keys = append(keys, name.key)
		}
		if u := newUnit(d.token, number, keys, commentFirst(d.token.String(), d.text[spec.from:spec.to])); u != nil {
			u.group = g
			g.units = append(g.units, u)
		}
	}
	return g.units
}

// commentFirst puts a keyword before a spec, and behind the comment above it.
func commentFirst(keyword, spec string) string {
	all, _ := lex(spec)
	for _, t := range all {
		if t.token != token.COMMENT {
			return spec[:t.from] + keyword + " " + spec[t.from:]
		}
	}
	return keyword + " " + spec
}

// newUnit reads the text of a declaration; one that declares no name is none.
func newUnit(kind token.Token, number int, keys []string, text string) *unit {
	if len(keys) == 0 {
		return nil
	}
	u := &unit{cell: number, token: kind, keys: keys, text: text}
	file := u.read()
	if file != nil && kind == token.VAR {
		ast.Inspect(file, func(node ast.Node) bool {
			call, is := node.(*ast.CallExpr)
			u.isFlag = u.isFlag || is && flagOf(call).Name != ""
			return true
		})
	}
	return u
}

// read finds the names at top level in the text.
func (u *unit) read() *ast.File {
	const head = "package main\n"
	files := token.NewFileSet()
	file, _ := parser.ParseFile(files, "", head+u.text+"\n", 0)
	if file == nil {
		return nil
	}
	note := func(n *ast.Ident) {
		u.names = append(u.names, reference{n.Name, files.PositionFor(n.Pos(), false).Offset - len(head)})
	}
	for _, n := range file.Unresolved {
		note(n)
	}
	ast.Inspect(file, func(node ast.Node) bool {
		switch node := node.(type) {
		case *ast.Ident:
			if node.Obj != nil && file.Scope.Objects[node.Name] == node.Obj {
				note(node)
			}
		case *ast.CompositeLit: // a key of a map may be a name; one of a struct is a field
			switch node.Type.(type) {
			case *ast.MapType, *ast.ArrayType:
				for _, element := range node.Elts {
					if pair, is := element.(*ast.KeyValueExpr); is {
						if key, is := pair.Key.(*ast.Ident); is && key.Obj == nil {
							note(key)
						}
					}
				}
			}
		}
		return true
	})
	slices.SortFunc(u.names, func(a, b reference) int { return a.from - b.from })
	u.names = slices.Compact(u.names)
	return file
}

// renamed is the text with other names.
func (u *unit) renamed(to func(name string) string) string {
	var b strings.Builder
	done := 0
	for _, n := range u.names {
		b.WriteString(u.text[done:n.from] + to(n.name))
		done = n.from + len(n.name)
	}
	return b.String() + u.text[done:]
}

// function is what a cell runs, as a function; exists is false if it runs nothing.
func (c *Cell) function(number int, known environment) (body *unit, exists bool) {
	text := ""
	switch {
	case c.main != nil && c.main.Name == "%exec":
		if len(c.main.Words) > 0 {
			text = c.main.Words[0] + "()"
		}
	case c.main != nil:
		text = c.goText[c.bodyFrom:]
	default:
		for _, s := range c.body {
			text += c.goText[s.from:s.to] + "\n"
		}
	}
	if strings.TrimSpace(text) == "" {
		return nil, false
	}
	const head = "func " + runs + "() {\n"
	text = strings.TrimRight(text, " \t\n") + "\n"
	body = &unit{cell: number, token: token.FUNC, keys: []string{runs}, text: head + strings.TrimLeft(text, "\n") + "}"}
	file := body.read()
	if c.main == nil && file != nil && len(file.Decls) > 0 {
		body.print(file.Decls[0].(*ast.FuncDecl), known)
	}
	return body, true
}

// print prints the value of the expression at the end of a function, which the notebook shows.
func (u *unit) print(f *ast.FuncDecl, known environment) {
	last, is := f.Body.List[len(f.Body.List)-1].(*ast.ExprStmt)
	if !is || !hasValue(last.X, known) {
		return
	}
	from, to := int(last.Pos())-len("package main\n")-1, int(last.End())-len("package main\n")-1
	u.text = u.text[:from] + "fmt.Println(" + u.text[from:to] + ")" + u.text[to:]
	u.names = nil
	u.read()
}

// hasValue tells whether an expression gives a value, as far as it shows: a call may give none.
func hasValue(x ast.Expr, known environment) bool {
	call, is := ast.Unparen(x).(*ast.CallExpr)
	if !is {
		return true
	}
	function, is := call.Fun.(*ast.Ident)
	if !is {
		return false
	}
	if slices.Contains([]string{"append", "cap", "complex", "imag", "len", "make", "max", "min", "new", "real"}, function.Name) {
		return true
	}
	declared := known.of(function.Name)
	if declared == nil || declared.token != token.FUNC {
		return declared != nil && declared.token == token.TYPE
	}
	file := (&unit{text: declared.text}).read()
	return file != nil && len(file.Decls) > 0 && file.Decls[0].(*ast.FuncDecl).Type.Results.NumFields() > 0
}

// of is what a name means; nil if nothing has declared it.
func (e environment) of(name string) *unit {
	u := e[name]
	for u != nil && u.newer != nil {
		u = u.newer
	}
	return u
}

// needs are the units without which a unit does not compile, with all that those need.
func (e environment) needs(u *unit) map[*unit]bool {
	found := map[*unit]bool{}
	var visit func(*unit)
	visit = func(u *unit) {
		if u == nil || found[u] {
			return
		}
		found[u] = true
		for _, n := range u.names {
			visit(e.of(n.name))
		}
		for _, key := range u.keys {
			for other := range e {
				if strings.HasPrefix(other, key+"~") {
					visit(e.of(other)) // a type comes with its methods
				}
			}
		}
	}
	visit(u)
	return found
}

// A variant is a unit with the meaning that the names in it have for some cells.
type variant struct {
	known  environment
	needs  map[*unit]bool
	suffix string // of its names
}

// nameCopies finds the variants of all units, and gives each a name of its own: those at the notebook's end keep theirs.
func (s *script) nameCopies() {
	for _, key := range sortedKeys(s.last) {
		s.taken[key] = true
		s.variantOf(s.last.of(key), s.last, "")
	}
	for _, p := range s.parts {
		if p.runs == nil {
			continue
		}
		needed := p.known.needs(p.runs)
		for _, key := range sortedKeys(p.known) {
			if u := p.known.of(key); needed[u] {
				s.variantOf(u, p.known, "_"+strconv.Itoa(u.cell))
			}
		}
	}
}

func sortedKeys(e environment) (keys []string) {
	for key := range e {
		keys = append(keys, key)
	}
	slices.Sort(keys)
	return keys
}

// variantOf finds the variant of a unit in an environment, or makes it.
func (s *script) variantOf(u *unit, known environment, suffix string) *variant {
	needs := known.needs(u)
	for _, v := range s.copies[u] {
		if sameUnits(v.needs, needs) && sameKeys(u, v.known, known) {
			return v
		}
	}
	if suffix != "" && len(s.copies[u]) == 0 && !slices.ContainsFunc(u.keys, func(key string) bool { return s.taken[key] }) {
		suffix = "" // nothing else has the name
	}
	for suffix != "" && slices.ContainsFunc(u.keys, func(key string) bool { return s.taken[key+suffix] }) {
		suffix += "_"
	}
	for _, key := range u.keys {
		s.taken[key+suffix] = true
	}
	v := &variant{known, needs, suffix}
	s.copies[u] = append(s.copies[u], v)
	return v
}

func sameUnits(a, b map[*unit]bool) bool {
	if len(a) != len(b) {
		return false
	}
	for u := range a {
		if !b[u] {
			return false
		}
	}
	return true
}

// sameKeys tells whether a unit stands for the same of its names in two environments.
func sameKeys(u *unit, a, b environment) bool {
	return !slices.ContainsFunc(u.keys, func(key string) bool { return (a.of(key) == u) != (b.of(key) == u) })
}

// nameIn is how the program calls what a name means in an environment.
func (s *script) nameIn(known environment, name string) string {
	u := known.of(name)
	if u == nil {
		return name
	}
	return name + s.variantOf(u, known, "").suffix
}
