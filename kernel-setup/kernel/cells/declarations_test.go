package cells

import (
	"fmt"
	"go/ast"
	"go/importer"
	"go/parser"
	"go/token"
	"go/types"
	"slices"
	"strings"
	"testing"
)

func ExampleDeclarations_Compose() {
	var declarations Declarations
	declarations.Add("const rate = 1.0\n%%\nfmt.Println(rate)")
	program := declarations.Compose("%%\nfmt.Println(ra")
	fmt.Print(program.Earlier, "---\n", program.Cell)
	// Output:
	// package main
	//
	// const rate = 1.0
	// ---
	// package main
	// func main() {
	// fmt.Println(ra
	// }
}

// The oracle is Go's type checker: it says which names the program has.
func names(t *testing.T, program Program) []string {
	t.Helper()
	files := token.NewFileSet()
	var parsed []*ast.File
	for _, text := range []string{program.Earlier, program.Cell} {
		file, err := parser.ParseFile(files, "", text, 0)
		if err != nil {
			t.Fatalf("%v in:\n%s", err, text)
		}
		parsed = append(parsed, file)
	}
	config := types.Config{
		Importer: importer.Default(),
		Error: func(err error) {
			// Imports may be unused, here and for gopls; what is declared twice may not.
			if strings.Contains(err.Error(), "redeclared") {
				t.Errorf("%v in:\n%s\n%s", err, program.Earlier, program.Cell)
			}
		},
	}
	pkg, _ := config.Check("main", files, parsed, nil)
	var all []string
	for _, name := range pkg.Scope().Names() {
		object := pkg.Scope().Lookup(name)
		text := name
		if c, ok := object.(*types.Const); ok {
			text += "=" + c.Val().ExactString()
		}
		if named, ok := object.Type().(*types.Named); ok && object.Pos() == named.Obj().Pos() {
			for method := range named.Methods() {
				text += " ." + method.Name()
			}
		}
		all = append(all, text)
	}
	return all
}

func TestDeclarations(t *testing.T) {
	tests := []struct {
		name  string
		cells []string
		now   string
		want  []string
	}{
		{"nothing", nil, "", nil},
		{"each kind", []string{"import \"fmt\"\nconst c = 1\nvar v int\ntype t struct{}\nfunc f() {}\nfunc (t) m() {}\nfunc (*t) p() {}"}, "",
			[]string{"c=1", "f", "t .m .p", "v"}},
		{"lists", []string{"const (\na = iota\nb\n)\nvar (\nx int\ny, z = 1, 2\n)\ntype (\ns int\nt string\n)"}, "",
			[]string{"a=0", "b=1", "s", "t", "x", "y", "z"}},
		{"main is not kept", []string{"func f() {}\n%%\nf()", "func main() {}"}, "", []string{"f"}},
		{"main of now", nil, "%%\n", []string{"main"}},
		{"a broken cell declares nothing", []string{"func f() {}\nfunc g() {"}, "", nil},
		{"a script declares nothing", []string{"%%writefile f.go\nfunc f() {}"}, "", nil},
		{"declared again", []string{"func f() {}", "func f() int { return 1 }"}, "", []string{"f"}},
		{"declared again as something else", []string{"var f = 1", "func f() {}"}, "", []string{"f"}},
		{"declared again now", []string{"func f() {}\nvar g = 1"}, "func f() {}", []string{"f", "g"}},
		{"a type again keeps its methods", []string{"type t int\nfunc (t) m() {}", "type t string"}, "", []string{"t .m"}},
		{"a method again", []string{"type t int\nfunc (t) m() {}", "func (x *t) m() {}"}, "", []string{"t .m"}},
		{"a generic method again", []string{"type t[E any] struct{}\nfunc (t[E]) m() {}"}, "func (x *t[F]) m() {}", []string{"t .m"}},
		{"one of a list of constants", []string{"const (\na = iota\nb\nc\n)", "const b = 7"}, "", []string{"a=0", "b=7", "c=2"}},
		{"all of a list of constants", []string{"const (\na = iota\nb\n)", "const a = 5\nconst b = 7"}, "", []string{"a=5", "b=7"}},
		{"one of a line of constants", []string{"const a, b = 1, 2", "const a = 3"}, "", []string{"a=3", "b=2"}},
		{"one of several variables", []string{"var a, bb, c int", "var bb string"}, "", []string{"a", "bb", "c"}},
		{"one of one value", []string{"func f() (int, int) { return 1, 2 }\nvar a, b = f()", "var b = 3"}, "", []string{"a", "b", "f"}},
		{"defined in statements", []string{"a := 1\nb, c := a, 2\nprintln(a)\nd := 3"}, "", []string{"a", "b", "c"}},
		{"defined again from itself stays", []string{"a := 1", "a := a + 1\nprintln(a)"}, "", []string{"a"}},
		{"a constant becomes a function", []string{"const (\na = iota\nb\n)", "func a() {}"}, "", []string{"a", "b=1"}},
		{"a type with other parameters", []string{"type t[E any] []E", "type t[K comparable, V any] map[K]V"}, "", []string{"t"}},
		{"a variable becomes an import", []string{"var rand = 1\nvar x = 2"}, "import \"math/rand\"\nvar y = rand.Int()", []string{"x", "y"}},
		{"one of a list in one line", []string{"import (\"os\"; \"strings\" ; \"io\")\nvar ( a = 1; b, c = 2, 3; d int )\ntype (s int; t string)", "import \"os\"\nvar a, d, x = 5, 6, strings.ToUpper(\"a\")\nfunc s() {}", "func b() {}\nconst c = 7"}, "",
			[]string{"a", "b", "c=7", "d", "s", "t", "x"}},
		{"blanks", []string{"var _ = 1\nconst _ = 2", "var _ = 3"}, "", nil},
		{"an import again", []string{"import \"math/rand\"", "import \"math/rand/v2\""}, "import \"math/rand/v2\"\nvar x = rand.N(3)", []string{"x"}},
		{"an import of before", []string{"import s \"strings\""}, "var x = s.ToUpper(\"a\")", []string{"x"}},
		{"forget", []string{"const a = 1\nvar b = 2\ntype t int\nfunc (t) m() {}", "%rm a b t~m"}, "", []string{"t"}},
		{"forget, in full", []string{"const a = 1", "%remove a"}, "", nil},
		{"forget an import", []string{"import \"fmt\"", "%rm fmt"}, "import fmt \"strings\"\nvar x = fmt.ToUpper(\"a\")", []string{"x"}},
		{"forget, then declare", []string{"const a = 1", "const b = 2\n%rm a"}, "", []string{"b=2"}},
		{"reset", []string{"const a = 1", "%reset"}, "", nil},
		{"reset in a raw string", []string{"const a = 1", "const b = `\n%reset\n`"}, "", []string{"a=1", "b=\"\\n%reset\\n\""}},
		{"reset as a comment", []string{"const a = 1", "//gonb:%reset"}, "", nil},
		{"a command that goes on", []string{"const a, b = 1, 2", "%rm a \\\nb"}, "", nil},
		{"reset of go.mod only", []string{"const a = 1", "%reset go.mod"}, "", []string{"a=1"}},
		{"a shell command is no command of GoNB's", []string{"const a = 1", "!echo \\\n%reset"}, "", []string{"a=1"}},
		{"doc comments", []string{"// f\n// does nothing\nfunc f() {}\n\n// t\ntype t int\n\nvar (\n\t// v\n\tv = 1 // of one\n)"}, "", []string{"f", "t", "v"}},
		{"the package line", []string{"package main\n\nfunc f() {}"}, "package main\nfunc g() {}", []string{"f", "g"}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			var declarations Declarations
			for _, cell := range test.cells {
				declarations.Add(cell)
			}
			if got := names(t, declarations.Compose(test.now)); !slices.Equal(got, test.want) {
				t.Errorf("got %q, want %q", got, test.want)
			}
		})
	}
}

func TestABrokenCellLeavesTheEarlierOnesWhole(t *testing.T) {
	var declarations Declarations
	declarations.Add("const a = 1\nfunc f() {}")
	for _, now := range []string{"func f() {", "%%\nfor {\n\tf(", "import (", "%%\nx := `", "/*", "const (", "func", "func (", "type", "var a, "} {
		program := declarations.Compose(now)
		program.Cell = "package main"
		if got := names(t, program); !slices.Contains(got, "a=1") && now != "var a, " {
			t.Errorf("%q: earlier cells declare %q", now, got)
		}
	}
}

func TestDocCommentsStay(t *testing.T) {
	var declarations Declarations
	declarations.Add("// Sum adds.\nfunc Sum() {}")
	if got := declarations.Compose("").Earlier; !strings.Contains(got, "// Sum adds.\nfunc Sum()") {
		t.Errorf("the comment is gone:\n%s", got)
	}
}

// Running a cell again and again must not make the program longer.
func TestTheSameCellAgainAddsNothing(t *testing.T) {
	cell := "import \"fmt\"\nconst (\na = iota\nb\n)\nvar x, y = 1, 2\ntype t int\nfunc (t) m() {}\nvar _ = 3\nfunc init_a() {}"
	var declarations Declarations
	declarations.Add(cell)
	want := declarations.Compose("")
	for range 3 {
		declarations.Add(cell)
	}
	if got := declarations.Compose(""); got != want {
		t.Errorf("got:\n%s\nwant:\n%s", got.Earlier, want.Earlier)
	}
}

func TestAStatementOutsideMainIsPutInMain(t *testing.T) {
	tests := []struct{ name, code, want string }{
		{"alone", "neuron.", "func main() {\nneuron.\n}\n"},
		{"with an assignment", "x := 1", "func main() {\nx := 1\n}\n"},
		{"after declarations", "import \"a\"\nvar x = 1 // one\n\nx.y", "import \"a\"\nvar x = 1; func main() { // one\n\nx.y\n}\n"},
		{"after a function", "func f() {\n\tx.y()\n}\nf()", "func f() {\n\tx.y()\n}; func main() {\nf()\n}\n"},
		{"a loop", "for {", "func main() {\nfor {\n}\n"},
		{"a keyword begun", "fun", "fun\n"},
		{"a name begun", "fm", "func main() {\nfm\n}\n"},
		{"a name on its line", "fun\nvar x int", "fun\nvar x int\n"},
		{"none", "var x = y.z\nfunc f() { x.y() }", "var x = y.z\nfunc f() { x.y() }\n"},
		{"there is a main", "x.y()\n%%\n", "x.y()\nfunc main() {\n\n}\n"},
		{"nothing", "", "\n"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			var none Declarations
			if got := none.Compose(test.code).Cell; got != "package main\n"+test.want {
				t.Errorf("got %q, want %q", got, "package main\n"+test.want)
			}
		})
	}
}

func ExampleDeclarations_Missing() {
	var declarations Declarations
	declarations.Add("import \"fmt\"")
	fmt.Println(declarations.Missing("%%\nfmt.Println(rand.New(rand.NewPCG(1, 2)).IntN(6))"))
	// Output: [rand.New rand.NewPCG]
}

func TestMissing(t *testing.T) {
	tests := []struct {
		name, earlier, code string
		want                []string
	}{
		{"nothing", "", "", nil},
		{"imported here", "", "import \"fmt\"\n%%\nfmt.Println()", nil},
		{"imported under another name", "import f \"fmt\"", "%%\nf.Println(fmt.Sprint())", []string{"fmt.Sprint"}},
		{"a variable here", "", "%%\nn := g()\nn.Predict()", nil},
		{"a variable of before", "var n = 1", "%%\nn.Predict()", nil},
		{"a parameter", "", "func f(n N) { n.Predict() }", nil},
		{"a type", "", "func f(n neuron.Neuron) {}", []string{"neuron.Neuron"}},
		{"a method's receiver", "", "func (n *N) f() { n.Predict() }", nil},
		{"twice", "", "%%\nfmt.Println()\nfmt.Println()", []string{"fmt.Println"}},
		{"a field of a call", "", "%%\nf().Println()", nil},
		{"nothing exported", "", "%%\nx.y()", nil},
		{"half written", "", "%%\nfor {\n\tfmt.Println(strings.", []string{"fmt.Println"}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			var declarations Declarations
			declarations.Add(test.earlier)
			if got := declarations.Missing(test.code); !slices.Equal(got, test.want) {
				t.Errorf("got %q, want %q", got, test.want)
			}
		})
	}
}

func TestDeclared(t *testing.T) {
	for code, want := range map[string]string{
		"rate := 0.1 // a rate\nfast := true": "var rate = 0.1 // a rate\nvar fast = true",
		"// Epochs.\nepochs := 3\nvar n int":  "// Epochs.\nvar epochs = 3\nvar n int",
		"!ls\nconst a = 1\n%%\nb := 2":        "\nconst a = 1\n\nb := 2",
		"f()\nx := 1":                         "f()\nx := 1",
		"%%bash\nx := 1":                      "",
	} {
		if got := Declared(code); got != want {
			t.Errorf("%q declares %q, want %q", code, got, want)
		}
	}
}
