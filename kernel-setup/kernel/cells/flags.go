package cells

import (
	"go/ast"
	"go/parser"
	"go/token"
	"regexp"
	"slices"
	"strconv"
	"strings"
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

// A Flag is one of the command line that Go declares, such as rate in
//
//	var rate = flag.Float64("rate", 1, "learning rate")
type Flag struct {
	Name   string
	IsBool bool // it may stand without a value
}

// Flags are those that the cells so far have declared.
func (d *Declarations) Flags() []Flag { return flagsOf(d.all) }

// Flags are those that the program has.
func (f *Draft) Flags() []Flag { return flagsOf(f.included) }

func flagsOf(all []declaration) (flags []Flag) {
	for _, declaration := range all {
		file, _ := parser.ParseFile(token.NewFileSet(), "", "package main\n"+declaration.source(), parser.SkipObjectResolution)
		if file == nil {
			continue
		}
		ast.Inspect(file, func(node ast.Node) bool {
			if call, is := node.(*ast.CallExpr); is {
				if flag := flagOf(call); flag.Name != "" {
					flags = append(flags, flag)
				}
			}
			return true
		})
	}
	return flags
}

// flagOf is the flag that a call declares: its name is the first argument, or the second one behind a variable's address.
func flagOf(call *ast.CallExpr) Flag {
	function, is := call.Fun.(*ast.SelectorExpr)
	if !is || !declaresFlag.MatchString(function.Sel.Name) {
		return Flag{}
	}
	if x, is := function.X.(*ast.Ident); !is || x.Name != "flag" {
		return Flag{}
	}
	for _, argument := range call.Args[:min(2, len(call.Args))] {
		if literal, is := argument.(*ast.BasicLit); is && literal.Kind == token.STRING {
			name, _ := strconv.Unquote(literal.Value)
			return Flag{name, strings.HasPrefix(function.Sel.Name, "Bool")}
		}
	}
	return Flag{}
}

// declaresFlag knows the functions of package flag that declare one.
var declaresFlag = regexp.MustCompile(`^(?:(?:Bool|Duration|Float64|Int|Int64|String|Text|Uint|Uint64)?(?:Var)?|Func|BoolFunc)$`)

// Mention tells whether a pattern is in what the cells so far have declared.
func (d *Declarations) Mention(pattern *regexp.Regexp) bool {
	return slices.ContainsFunc(d.all, func(d declaration) bool { return pattern.MatchString(d.text) })
}
