package cells

import (
	"go/format"
	"go/parser"
	"go/token"
	"strings"
	"testing"
)

func code(texts ...string) (cells []NotebookCell) {
	for _, text := range texts {
		cells = append(cells, NotebookCell{IsCode: true, Text: text})
	}
	return cells
}

// wantScript compares without regard to blank lines, which are goimports' matter.
func wantScript(t *testing.T, notebook []NotebookCell, want string) {
	t.Helper()
	text, err := format.Source([]byte(Script(notebook)))
	if err != nil {
		t.Fatalf("%v:\n%s", err, Script(notebook))
	}
	lines := func(text string) (all []string) {
		for line := range strings.Lines(text) {
			if line = strings.TrimSpace(line); line != "" {
				all = append(all, line)
			}
		}
		return all
	}
	if got, want := strings.Join(lines(string(text)), "\n"), strings.Join(lines(want), "\n"); got != want {
		t.Errorf("got\n%s\n\nwant\n%s", got, want)
	}
}

func TestScript(t *testing.T) {
	wantScript(t, append([]NotebookCell{{Text: "# Title\n\nWords."}}, append(code(
		"import \"math/rand\"\n\n// double is twice x.\nfunc double(x int) int { return 2 * x }\n!ls\n%%\nfmt.Println(double(2), rand.Int())",
		"%limit time 3s",
		"double(3)",
		"func main() {\n\tprintln(1)\n}",
		"%exec double",
		"%%bash\necho hi",
		"x := ]",
	), NotebookCell{Text: "The end."})...), `
// # Title
//
// Words.
package main
import "math/rand"
// !ls
// double is twice x.
func double(x int) int { return 2 * x }
func cell1() {
	fmt.Println(double(2), rand.Int())
}
// %limit time 3s
func cell3() {
	fmt.Println(double(3))
}
func cell4() {
	println(1)
}
func cell5() {
	double()
}
// %%bash
// echo hi
// x := ]
// The end.
func main() {
	cell1()
	cell3()
	cell4()
	cell5()
}`)
}

func TestScriptWithFlags(t *testing.T) {
	text := Script(code("var rate = flag.Float64(\"rate\", 1, \"\")\n%%\nfmt.Println(*rate)",
		"%% --rate=0.5 \"a b\"\nfmt.Println(*rate)"))
	for _, want := range []string{"\trun(cell1)\n", "\trun(cell2, \"--rate=0.5\", \"a b\")\n"} {
		if !strings.Contains(text, want) {
			t.Errorf("%q is missing in\n%s", want, text)
		}
	}
}

// What is declared again keeps its meaning for the cells above.
func TestScriptKeepsWhatWasReplaced(t *testing.T) {
	for _, c := range []struct {
		name     string
		notebook []NotebookCell
		want     string
	}{
		{"a function and what calls it", code(
			"func f(n int) int {\n\tif n > 0 {\n\t\treturn f(n - 1)\n\t}\n\treturn 1\n}\nfunc g() int { return f(3) }\n%%\nprintln(g())",
			"func f(n int) string { return \"2\" }\n%%\nprintln(f(1))",
			"func g() string { return f(0) }\n%%\nprintln(g())"), `
package main
func f_1(n int) int {
	if n > 0 {
		return f_1(n - 1)
	}
	return 1
}
func g_1() int { return f_1(3) }
func cell1() {
	println(g_1())
}
func f(n int) string { return "2" }
func cell2() {
	println(f(1))
}
func g() string { return f(0) }
func cell3() {
	println(g())
}
func main() {
	cell1()
	cell2()
	cell3()
}`},
		{"nobody needs the old one", code("var x = 1", "var x = \"a\"\n%%\nprintln(x)"), `
package main
var x = "a"
func cell2() {
	println(x)
}
func main() {
	cell2()
}`},
		{"the same again", code("func f() {}\n%%\nf()", "func f() {}\n%%\nf()"), `
package main
func f() {}
func cell1() {
	f()
}
func cell2() {
	f()
}
func main() {
	cell1()
	cell2()
}`},
		{"a type with its methods", code(
			"type T struct{ a int }\nfunc (t T) A() int { return t.a }\n%%\nprintln(T{a: 1}.A())",
			"type T struct{ a, b int }\n%%\nprintln(T{a: 1}.A())"), `
package main
type T_1 struct{ a int }
func (t T) A() int { return t.a }
func (t T_1) A() int { return t.a }
func cell1() {
	println(T_1{a: 1}.A())
}
type T struct{ a, b int }
func cell2() {
	println(T{a: 1}.A())
}
func main() {
	cell1()
	cell2()
}`},
		{"one of a group, and a local of its name", code(
			"var (\n\ta = 1 // first\n\tb = 2\n)\nconst (\n\tp = iota\n\tq\n)\n%%\nprintln(a, b, p, q)",
			"var a = \"x\"\nconst p = \"y\"\n%%\nfor a := range 3 {\n\tprintln(a)\n}\nprintln(a, b, p, q)"), `
package main
var a_1 = 1
var b = 2
const (
	_ = iota
	q
)
const (
	p_1 = iota
	q_1
)
func cell1() {
	println(a_1, b, p_1, q_1)
}
var a = "x"
const p = "y"
func cell2() {
	for a := range 3 {
		println(a)
	}
	println(a, b, p, q)
}
func main() {
	cell1()
	cell2()
}`},
		{"an import of the same name", code(
			"import \"math/rand\"\n%%\nprintln(rand.Int())", "import \"math/rand/v2\"\n%%\nprintln(rand.N(3))"), `
package main
import "math/rand/v2"
import rand_1 "math/rand"
func cell1() {
	println(rand_1.Int())
}
func cell2() {
	println(rand.N(3))
}
func main() {
	cell1()
	cell2()
}`},
	} {
		t.Run(c.name, func(t *testing.T) { wantScript(t, c.notebook, c.want) })
	}
}

// Whatever is in the cells, the script is Go that parses.
func FuzzScript(f *testing.F) {
	f.Add("func f() {}\n%%\nf()", "var f = 1\n!ls\nf + 1", "# words */ `")
	f.Add("const (a = iota; b)\n", "const a = 2\n%exec b x", "")
	f.Add("type T[P any] struct{ T }\nfunc (t *T[P]) main() {}", "var a, b = 1, T[int]{}\na := 1", "// +build x")
	f.Fuzz(func(t *testing.T, first, second, words string) {
		text := Script(append(code(first, second, first), NotebookCell{Text: words}))
		if _, err := parser.ParseFile(token.NewFileSet(), "", text, parser.SkipObjectResolution); err != nil {
			t.Errorf("%v:\n%s", err, text)
		}
	})
}
