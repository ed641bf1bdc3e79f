package cells

import (
	"go/ast"
	"go/constant"
	"go/parser"
	"go/scanner"
	"go/token"
	"go/types"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
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
//	var rate = flag.Float64("rate", 1, "learning rate") //knob 0.01 to 10 log
type Flag struct {
	Name    string
	Kind    string // Float64, Int, Bool and so on: the function of package flag that declares it, without Var
	Default string // as it would stand on the command line
	IsKnown bool   // the default is a constant, which can be seen without running the program
	Usage   string // the sentence that says what the flag is for
	Knob    string // what stands behind //knob: which values a control offers
	Cell    int    // where it is declared
	Line    int
}

// IsBool tells whether the flag may stand without a value.
func (f Flag) IsBool() bool { return strings.HasPrefix(f.Kind, "Bool") }

// FlagWords is how many words of a command line are flags and their values.
func FlagWords(words []string, flags []Flag) (end int) {
	_, end = readFlags(words, flags)
	return end
}

// Given are the values that words of a command line give to flags.
func Given(words []string, flags []Flag) map[string]string {
	given, _ := readFlags(words, flags)
	return given
}

// readFlags reads words as package flag does, which stops at the first that is neither a flag nor its value.
func readFlags(words []string, flags []Flag) (given map[string]string, end int) {
	given = map[string]string{}
	for end < len(words) {
		word := unquoted(words[end])
		name, value, hasValue := strings.Cut(strings.TrimLeft(word, "-"), "=")
		if !strings.HasPrefix(word, "-") || name == "" {
			break
		}
		end++
		switch {
		case hasValue:
		case slices.ContainsFunc(flags, func(f Flag) bool { return f.Name == name && f.IsBool() }):
			value = "true"
		case end < len(words):
			value = unquoted(words[end])
			end++
		}
		given[name] = value
	}
	return given, end
}

// Flags are those that the cells so far have declared.
func (d *Declarations) Flags() []Flag { return flagsOf(d.all) }

// Flags are those that the program has.
func (f *Draft) Flags() []Flag { return flagsOf(f.included) }

// UsedFlags are the flags that the cell, or what it calls, mentions; of a group of declarations only these. A flag that the cell
// itself sets before anything reads it is not among them, because its value on the command line changes nothing.
func (f *Draft) UsedFlags() (flags []Flag) {
	mentioned := map[string]bool{}
	for _, m := range f.parsed.mentions {
		mentioned[m.name] = true
	}
	for _, declared := range f.used {
		for _, m := range declared.mentions {
			mentioned[m.name] = true
		}
	}
	for name, before := range f.parsed.set {
		if !f.reach(before, name) {
			delete(mentioned, name)
		}
	}
	for _, declared := range f.used {
		if declared.token == token.VAR {
			declared = declared.mentioned(mentioned)
		}
		flags = append(flags, flagsOf([]declaration{declared})...)
	}
	return flags
}

// reach tells whether the declarations of some names, or what these use, mention another name.
func (f *Draft) reach(names []string, other string) bool {
	reached := slices.Clone(names)
	for i := 0; i < len(reached); i++ {
		for _, declared := range f.used {
			if !slices.Contains(declared.keys(), reached[i]) {
				continue
			}
			for _, m := range declared.mentions {
				if m.name == other {
					return true
				}
				if !slices.Contains(reached, m.name) {
					reached = append(reached, m.name)
				}
			}
		}
	}
	return false
}

// mentioned is what a group has of some names, and of those on which these depend.
func (d declaration) mentioned(names map[string]bool) (rest declaration) {
	for before := -1; before < len(names); {
		before = len(names)
		rest, _ = d.without(func(key string) bool { return !names[key] })
		var s scanner.Scanner
		s.Init(token.NewFileSet().AddFile("", -1, len(rest.text)), []byte(rest.text), nil, 0)
		for _, kind, text := s.Scan(); kind != token.EOF; _, kind, text = s.Scan() {
			if kind == token.IDENT && slices.Contains(d.keys(), text) {
				names[text] = true
			}
		}
	}
	return rest
}

func flagsOf(all []declaration) (flags []Flag) {
	for _, declaration := range all {
		files := token.NewFileSet()
		file, _ := parser.ParseFile(files, "", "package main\n"+declaration.source(), parser.ParseComments|parser.SkipObjectResolution)
		if file == nil {
			continue
		}
		knobs := knobsOf(files, file)
		ast.Inspect(file, func(node ast.Node) bool {
			if call, is := node.(*ast.CallExpr); is {
				if flag := flagOf(call); flag.Name != "" {
					flag.Cell, flag.Line = declaration.origin.cell, files.Position(call.Pos()).Line
					flag.Knob = knobs[files.Position(call.End()).Line]
					flags = append(flags, flag)
				}
			}
			return true
		})
	}
	return flags
}

// knobComment begins a comment that says which values the control of a flag offers.
const knobComment = "//knob "

// knobsOf are what such comments say, by their lines.
func knobsOf(files *token.FileSet, file *ast.File) map[int]string {
	said := map[int]string{}
	for _, group := range file.Comments {
		for _, comment := range group.List {
			if text, is := strings.CutPrefix(comment.Text, knobComment); is {
				said[files.Position(comment.Pos()).Line] = strings.TrimSpace(text)
			}
		}
	}
	return said
}

// flagOf is the flag that a call declares: its name is the first argument, or the second one behind a variable's address.
func flagOf(call *ast.CallExpr) (flag Flag) {
	function, is := call.Fun.(*ast.SelectorExpr)
	if !is || !declaresFlag.MatchString(function.Sel.Name) {
		return Flag{}
	}
	if x, is := function.X.(*ast.Ident); !is || x.Name != "flag" {
		return Flag{}
	}
	for i, argument := range call.Args[:min(2, len(call.Args))] {
		name, is := valueOf(argument)
		if !is || name.Kind() != constant.String {
			continue
		}
		flag.Name, flag.Kind = constant.StringVal(name), strings.TrimSuffix(function.Sel.Name, "Var")
		if rest := call.Args[i+1:]; len(rest) == 2 {
			flag.Default, flag.IsKnown = wordOf(rest[0], flag.Kind)
			flag.Usage, _ = wordOf(rest[1], "String")
		}
		return flag
	}
	return Flag{}
}

// declaresFlag knows the functions of package flag that declare one.
var declaresFlag = regexp.MustCompile(`^(?:(?:Bool|Duration|Float64|Int|Int64|String|Text|Uint|Uint64)?(?:Var)?|Func|BoolFunc)$`)

// wordOf is the value of an expression as a flag of some kind takes it from the command line, if it is a constant.
func wordOf(of ast.Expr, kind string) (word string, isKnown bool) {
	value, isKnown := valueOf(of)
	if !isKnown {
		return "", false
	}
	switch {
	case kind == "Duration":
		span, exact := constant.Int64Val(constant.ToInt(value))
		return time.Duration(span).String(), exact
	case kind == "Float64":
		number, _ := constant.Float64Val(constant.ToFloat(value))
		return strconv.FormatFloat(number, 'g', -1, 64), true
	case value.Kind() == constant.String:
		return constant.StringVal(value), kind == "String"
	}
	return value.ExactString(), kind != "String"
}

// valueOf is the value of a constant expression that takes nothing from elsewhere but the units of package time.
func valueOf(of ast.Expr) (value constant.Value, isKnown bool) {
	switch of.(type) {
	case *ast.BasicLit, *ast.Ident, *ast.SelectorExpr, *ast.UnaryExpr, *ast.BinaryExpr, *ast.ParenExpr:
	default:
		return nil, false
	}
	found, err := types.Eval(token.NewFileSet(), withTime(), token.NoPos, types.ExprString(of))
	return found.Value, err == nil && found.Value != nil
}

// withTime is a package that imports time, as far as that has units.
func withTime() *types.Package {
	pkg, units := types.NewPackage("main", "main"), types.NewPackage("time", "time")
	for name, unit := range map[string]time.Duration{"Nanosecond": 1, "Microsecond": time.Microsecond, "Millisecond": time.Millisecond,
		"Second": time.Second, "Minute": time.Minute, "Hour": time.Hour} {
		units.Scope().Insert(types.NewConst(token.NoPos, units, name, types.Typ[types.Int64], constant.MakeInt64(int64(unit))))
	}
	units.MarkComplete()
	pkg.Scope().Insert(types.NewPkgName(token.NoPos, pkg, "time", units))
	return pkg
}

// Mention tells whether the cell, or what it uses, contains a pattern.
func (f *Draft) Mention(pattern *regexp.Regexp) bool {
	return pattern.MatchString(f.cell.goText) || slices.ContainsFunc(f.used, func(d declaration) bool { return pattern.MatchString(d.text) })
}
