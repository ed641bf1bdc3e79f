package cells

import (
	"go/ast"
	"go/parser"
	"go/token"
	"regexp"
	"slices"
	"strconv"
)

// Arguments are the words behind a cell's %%, %main, %args or %exec, as they are written, and the line, from 1, in which
// they are; 0 if there are none. They become the command line of the cell's program.
func (c *Cell) Arguments() (line int, words []string) {
	for _, call := range c.Calls {
		if (call.IsMain() || call.Name == "%args") && len(call.Words) > 0 {
			line, words = call.Line, call.Words // of several GoNB takes the last
		}
	}
	return line, words
}

// Flags are the names of the command-line flags that the cells so far have declared, such as rate in
//
//	var rate = flag.Float64("rate", 1, "learning rate")
func (d *Declarations) Flags() (names []string) {
	for _, declaration := range d.all {
		file, _ := parser.ParseFile(token.NewFileSet(), "", "package main\n"+declaration.source(), parser.SkipObjectResolution)
		if file == nil {
			continue
		}
		ast.Inspect(file, func(node ast.Node) bool {
			if call, is := node.(*ast.CallExpr); is {
				if name := flagOf(call); name != "" {
					names = append(names, name)
				}
			}
			return true
		})
	}
	return names
}

// flagOf is the name of the flag that a call declares: its first argument, or the second one behind a variable's address.
func flagOf(call *ast.CallExpr) string {
	function, is := call.Fun.(*ast.SelectorExpr)
	if !is || !declaresFlag.MatchString(function.Sel.Name) {
		return ""
	}
	if x, is := function.X.(*ast.Ident); !is || x.Name != "flag" {
		return ""
	}
	for _, argument := range call.Args[:min(2, len(call.Args))] {
		if literal, is := argument.(*ast.BasicLit); is && literal.Kind == token.STRING {
			name, _ := strconv.Unquote(literal.Value)
			return name
		}
	}
	return ""
}

// declaresFlag knows the functions of package flag that declare one.
var declaresFlag = regexp.MustCompile(`^(?:(?:Bool|Duration|Float64|Int|Int64|String|Text|Uint|Uint64)?(?:Var)?|Func|BoolFunc)$`)

// Mention tells whether a pattern is in what the cells so far have declared.
func (d *Declarations) Mention(pattern *regexp.Regexp) bool {
	return slices.ContainsFunc(d.all, func(d declaration) bool { return pattern.MatchString(d.text) })
}
