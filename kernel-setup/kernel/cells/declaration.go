package cells

import (
	"fmt"
	"go/token"
	"slices"
	"strings"
)

// A declaration is a piece of Go that stands by itself at top level, and the names that it declares.
type declaration struct {
	token    token.Token // IMPORT, CONST, VAR, TYPE or FUNC
	text     string      // as it is in its cell, with the comment above it
	origin   place       // of its first character
	specs    []spec
	mentions []mention // what it takes from elsewhere
	defined  bool      // by x := …: a variable that is there for those who mention it
	acts     bool      // it calls something before func main begins
	results  int       // how many values a function returns
}

// A place is where something is in a cell.
type place struct {
	cell         int // the number in the name that the compiler knows the cell by
	line, column int // from 1; the column counts bytes
}

// directive tells the compiler that the next line is this place.
func (p place) directive() string {
	return fmt.Sprintf("//line %s:%d:%d\n", FileName(p.cell), p.line, p.column)
}

// FileName is the name of a cell to the compiler: errors, panics and tests name it.
func FileName(cell int) string { return fmt.Sprintf("Cell[%d]", cell) }

// A spec is a part of a declaration that can be taken out: one of several between brackets, or all of it.
type spec struct {
	names    []name
	from, to int
	path     string // of an import
	keyword  string // the name that an import is given, if it is
}

// A name has its key, which is the name itself, or Type~Method, and its place in the declaration's text.
type name struct {
	key      string
	from, to int
}

// A mention is a name that a declaration does not declare itself: another declaration's, a package's, or Go's own.
type mention struct {
	name   string
	member string // of name.member, where that is exported
	maybe  bool   // a key in a composite literal: a field, perhaps
	at     place
}

func (d declaration) keys() (keys []string) {
	for _, spec := range d.specs {
		for _, name := range spec.names {
			keys = append(keys, name.key)
		}
	}
	return keys
}

// line is the line of its cell in which a name is declared.
func (d declaration) line(key string) int {
	for _, spec := range d.specs {
		for _, name := range spec.names {
			if name.key == key {
				return d.origin.line + strings.Count(d.text[:name.from], "\n")
			}
		}
	}
	return d.origin.line
}

func keys(all []declaration) (keys []string) {
	for _, d := range all {
		keys = append(keys, d.keys()...)
	}
	return keys
}

// without leaves out the names with these keys.
func without(all []declaration, keys []string) (left []declaration) {
	for _, d := range all {
		if rest, some := d.without(func(name string) bool { return slices.Contains(keys, name) }); some {
			left = append(left, rest)
		}
	}
	return left
}

// without leaves out names; some tells whether any is left. A name whose neighbours stay becomes _, and so does a constant,
// so that iota counts on as before. All that stays keeps its place.
func (d declaration) without(gone func(key string) bool) (rest declaration, some bool) {
	if !slices.ContainsFunc(d.keys(), gone) {
		return d, true
	}
	rest = d
	rest.specs = nil
	for _, s := range d.specs {
		var names []name
		for _, n := range s.names {
			if gone(n.key) {
				rest.text = rest.text[:n.from] + "_" + blank(rest.text[n.from+1:n.to]) + rest.text[n.to:]
			} else {
				names = append(names, n)
			}
		}
		if len(names) == 0 && len(s.names) > 0 && d.token != token.CONST {
			to := s.to
			if space := len(rest.text[to:]) - len(strings.TrimLeft(rest.text[to:], " \t")); strings.HasPrefix(rest.text[to+space:], ";") {
				to += space + 1 // of several in one line
			}
			rest.text = rest.text[:s.from] + blank(rest.text[s.from:to]) + rest.text[to:]
			continue
		}
		s.names = names
		rest.specs = append(rest.specs, s)
	}
	return rest, len(rest.keys()) > 0
}

// blank is a text of the same lines and lengths with nothing in it.
func blank(text string) string {
	return strings.Map(func(r rune) rune {
		if r == '\n' {
			return r
		}
		return ' '
	}, strings.ToValidUTF8(text, " "))
}

// source is the declaration as the compiler is to see it: at its place in its cell.
func (d declaration) source() string {
	text := d.text
	switch {
	case d.defined: // between brackets, so that it keeps its column
		return "var (\n" + d.origin.directive() + text + "\n)\n"
	case d.token == token.IMPORT && d.specs[0].path == "C":
		return cgoPreamble(text, d.origin)
	case d.token == token.FUNC && strings.HasPrefix(d.specs[0].names[0].key, "init_"):
		n := d.specs[0].names[0] // as in GoNB: each cell may have a func init of its own
		text = text[:n.from] + "init" + blank(text[n.from+len("init"):n.to]) + text[n.to:]
	}
	return d.origin.directive() + text + "\n"
}

// cgoPreamble keeps the comment above import "C" next to it, and tells the C compiler its place.
func cgoPreamble(text string, origin place) string {
	line := fmt.Sprintf("#line %d %q\n", origin.line, FileName(origin.cell))
	switch {
	case strings.HasPrefix(text, "/*"):
		return "/*\n" + line + text[len("/*"):] + "\n"
	case strings.HasPrefix(text, "//"):
		return "// " + line + text + "\n"
	}
	return text + "\n"
}
