package cells

import (
	"go/ast"
	"go/parser"
	"go/token"
	"strings"
)

// Names are the names that a cell declares, its local variables and parameters too.
func (c *Cell) Names() (names []string) {
	add := func(head string, segments []segment) {
		for _, s := range segments {
			file, _ := parser.ParseFile(token.NewFileSet(), "", "package main\n"+head+c.goText[s.from:s.to], 0) // what can be read will do
			if file == nil {
				continue
			}
			ast.Inspect(file, func(node ast.Node) bool {
				if n, is := node.(*ast.Ident); is && n.Obj != nil && n.Obj.Pos() == n.Pos() && n.Name != "_" {
					names = append(names, n.Name)
				}
				return true
			})
		}
	}
	add("", c.declared)
	add("func _() {\n", c.defined)
	add("func _() {\n", c.body)
	return names
}

// Names are the names that the cells so far have declared, without methods and imports.
func (d *Declarations) Names() (names []string) {
	for _, declared := range d.all {
		for _, key := range declared.keys() {
			if declared.token != token.IMPORT && !strings.Contains(key, "~") {
				names = append(names, key)
			}
		}
	}
	return names
}

// IsInFunction tells whether a line, from 1, belongs to a function that the cell's writer has begun: statements mostly do not.
func (c *Cell) IsInFunction(line int) bool {
	for _, s := range c.body {
		first, _ := c.place(s.from)
		if last, _ := c.place(s.to); line < first || line > last {
			continue
		}
		const head = "package main\nfunc _() {\n"
		files := token.NewFileSet()
		file, _ := parser.ParseFile(files, "", head+c.goText[s.from:s.to]+"\n}", 0)
		if file == nil {
			return false
		}
		line += strings.Count(head, "\n") - first + 1
		isIn := false
		ast.Inspect(file, func(node ast.Node) bool {
			function, is := node.(*ast.FuncLit)
			isIn = isIn || is && files.Position(function.Pos()).Line <= line && line <= files.Position(function.End()).Line
			return true
		})
		return isIn
	}
	return true
}

// Body is the line of %% or %main, below which the body of func main stands; 0 if there is none.
func (c *Cell) Body() int {
	if c.main == nil || c.main.Name == "%exec" {
		return 0
	}
	return c.main.Line
}
