package cells

import (
	"go/parser"
	"go/token"
	"slices"
	"strconv"
	"strings"
)

// Declarations are what the cells so far have declared at top level: imports, constants, variables, types, functions and
// methods, as GoNB carries them from one cell to the next. What is declared again replaces what was. The zero value is
// empty. It is not for several goroutines at once.
type Declarations struct {
	all []declaration
}

// Add takes a cell that ran. Its %reset and %rm forget, then its declarations are added; func main is not, for it belongs
// to its cell alone. A cell that is not Go, or that does not parse, declares nothing.
func (d *Declarations) Add(code string) {
	if IsForeign(code) {
		return
	}
	lines := strings.Split(code, "\n")
	roles, _ := roles(lines)
	command := ""
	for i, line := range lines {
		if roles[i] != skippedLine {
			continue
		}
		part, goesOn := strings.CutSuffix(strings.TrimPrefix(line, Prefix), `\`)
		command += part + " "
		if !goesOn {
			d.forget(strings.Fields(command))
			command = ""
		}
	}
	text, inMain := goText(lines)
	if inMain {
		text += "}\n"
	}
	declared, err := declarations(text)
	if err != nil {
		return
	}
	d.all = append(without(d.all, keys(declared)), declared...)
}

// Imports are the paths that a cell imports.
func Imports(code string) (paths []string) {
	if IsForeign(code) {
		return nil
	}
	text, _ := goText(strings.Split(code, "\n"))
	file, _ := parser.ParseFile(token.NewFileSet(), "", "package main\n"+text, parser.ImportsOnly)
	if file == nil {
		return nil
	}
	for _, spec := range file.Imports {
		if path, err := strconv.Unquote(spec.Path.Value); err == nil {
			paths = append(paths, path)
		}
	}
	return paths
}

func (d *Declarations) forget(command []string) {
	switch {
	case len(command) == 0:
	case command[0] == "%reset" && len(command) == 1:
		d.all = nil
	case command[0] == "%rm" || command[0] == "%remove":
		d.all = without(d.all, command[1:])
	}
}

// A declaration is a piece of Go that stands by itself at top level, and the names that it declares.
type declaration struct {
	token token.Token // IMPORT, CONST, VAR, TYPE or FUNC
	text  string
	names []name
	whole bool // losing one name it loses all: var a, b = f()
}

// A name has GoNB's key for it, and its place in the declaration's text.
type name struct {
	key      string
	from, to int // only where one of several may become _
}

func keys(all []declaration) []string {
	var keys []string
	for _, declaration := range all {
		for _, name := range declaration.names {
			keys = append(keys, name.key)
		}
	}
	return keys
}

// without leaves out the names with these keys. A constant between others becomes _, so that iota counts on as before.
func without(all []declaration, keys []string) []declaration {
	var left []declaration
	for _, declaration := range all {
		if rest, some := declaration.without(keys); some {
			left = append(left, rest)
		}
	}
	return left
}

func (d declaration) without(keys []string) (rest declaration, some bool) {
	rest = d
	rest.names = nil
	for _, name := range d.names {
		if !slices.Contains(keys, name.key) {
			rest.names = append(rest.names, name)
			continue
		}
		if d.whole {
			return declaration{}, false
		}
		// As long as the name was, so that the other names stay where they are.
		blank := "_" + strings.Repeat(" ", name.to-name.from-1)
		rest.text = rest.text[:name.from] + blank + rest.text[name.to:]
	}
	return rest, len(rest.names) > 0
}
