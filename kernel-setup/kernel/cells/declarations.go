package cells

import (
	"go/token"
	"slices"
	"strings"
)

// Declarations are what the cells so far have declared at top level: imports, constants, variables, types, functions and
// methods. What is declared again, whatever its kind, replaces what was. The zero value is empty. It is not for several
// goroutines at once.
type Declarations struct {
	all   []declaration
	ended map[string]place // variables of statements: they ended with their cells
}

// Add takes a cell that ran. Its %reset and %rm forget, then its declarations are added; func main is not, for it belongs
// to its cell alone. A cell that is not Go, or that does not parse, declares nothing.
func (d *Declarations) Add(code string) {
	c := Read(code)
	for _, call := range c.Calls {
		d.Forget(call)
	}
	if p, faults := c.parse(0); len(faults) == 0 {
		d.keep(p)
	}
}

func (d *Declarations) keep(p parsed) {
	var named []declaration
	for _, declared := range p.declarations {
		declared, some := declared.without(func(key string) bool { return key == "main" })
		if some && len(declared.keys()) > 0 {
			named = append(named, declared)
		}
	}
	d.all = append(without(d.all, keys(named)), named...)
	if d.ended == nil {
		d.ended = map[string]place{}
	}
	for _, local := range p.locals {
		d.ended[local.name] = local.at
	}
	for _, key := range keys(named) {
		delete(d.ended, key)
	}
}

// Forget carries out %reset, %rm and %remove. It returns what it has forgotten, as List has it, and names that are not
// declared.
func (d *Declarations) Forget(call Call) (forgotten, unknown []string) {
	switch {
	case call.Name == "%reset" && len(call.Words) == 0:
		forgotten = d.List()
		d.all, d.ended = nil, nil
	case call.Name == "%rm" || call.Name == "%remove":
		for _, key := range call.Words {
			i := slices.IndexFunc(d.all, func(declared declaration) bool { return slices.Contains(declared.keys(), key) })
			if i < 0 {
				unknown = append(unknown, key)
				continue
			}
			forgotten = append(forgotten, d.all[i].token.String()+" "+key)
		}
		d.all = without(d.all, call.Words)
	}
	return forgotten, unknown
}

// List has the kind and the name of each declaration, such as "func f", by kinds in their usual order and by name.
func (d *Declarations) List() (lines []string) {
	for _, kind := range []token.Token{token.IMPORT, token.CONST, token.TYPE, token.VAR, token.FUNC} {
		var names []string
		for _, declared := range d.all {
			if declared.token == kind {
				for _, key := range declared.keys() {
					names = append(names, kind.String()+" "+key)
				}
			}
		}
		slices.Sort(names)
		lines = append(lines, names...)
	}
	return lines
}

// Import tells whether a cell has imported a package by this name.
func (d *Declarations) Import(name string) bool {
	return slices.ContainsFunc(d.all, func(declared declaration) bool {
		return declared.token == token.IMPORT && slices.Contains(declared.keys(), name)
	})
}

// Ended is the place of a variable that was defined by := in the statements of a cell, and ended with it.
func (d *Declarations) Ended(name string) (cell, line int, known bool) {
	at, known := d.ended[name]
	return at.cell, at.line, known
}

// Clone is a copy that goes its own way.
func (d *Declarations) Clone() *Declarations { return &Declarations{all: slices.Clone(d.all)} }

// importLine is a spec of an import as a declaration of its own.
func (s spec) importLine() string {
	return strings.TrimSpace("import "+s.keyword) + ` "` + s.path + "\"\n"
}
