package cells

import (
	"fmt"
	"testing"
)

func ExampleIsComplete() {
	status, indent := IsComplete("func square(x float64) float64 {")
	fmt.Printf("%s %q\n", status, indent)
	// Output: incomplete "\t"
}

func TestIsComplete(t *testing.T) {
	tests := []struct {
		name, code string
		want       Status
		indent     string
	}{
		{"nothing", "", Complete, ""},
		{"blank lines", " \n\t\n", Complete, ""},
		{"a comment", "// later", Complete, ""},
		{"a shell command", "!ls", Complete, ""},
		{"a shell command that goes on", `!ls \`, Incomplete, ""},
		{"a shell command that went on", "!ls \\\n-l", Complete, ""},
		{"a GoNB command", "%ls", Complete, ""},
		{"main without a body", "%%", Incomplete, ""},
		{"main with flags without a body", "%% --rate=1", Incomplete, ""},
		{"main with only a comment", "%%\n// later", Incomplete, ""},
		{"main left empty on purpose", "%%\n", Complete, ""},
		{"main after a function, without a body", "func f() {}\n%%", Incomplete, ""},
		{"main as a comment", "//gonb:%%", Incomplete, ""},
		{"exec", "%exec f", Complete, ""},
		{"two mains", "%%\nf()\n%%\ng()", Invalid, ""},
		{"a script goes on", "%%bash\necho {", Incomplete, ""},
		{"a script ended by an empty line", "%%bash\necho {\n", Complete, ""},
		{"a file", "%%writefile a.txt", Incomplete, ""},

		{"a function", "func f() {\n}", Complete, ""},
		{"a function begun", "func f() {", Incomplete, "\t"},
		{"a function with an indented line", "func f() {\n\tx := 1", Incomplete, "\t"},
		{"a loop in a function", "func f() {\n\tfor {", Incomplete, "\t\t"},
		{"a loop closed in a function", "func f() {\n\tfor {\n\t}", Incomplete, "\t"},
		{"a function and a blank line", "func f() {\n\tx := 1\n", Incomplete, "\t"},
		{"a type", "type t struct {", Incomplete, "\t"},
		{"an import list", "import (", Incomplete, "\t"},
		{"an import", `import "fmt"`, Complete, ""},
		{"a statement in main, and more may follow", "%%\nx := 1", Incomplete, ""},
		{"a main ended by an empty line", "%%\nx := 1\n", Complete, ""},
		{"a call begun", "%%\nfmt.Println(", Incomplete, "\t"},
		{"a call begun at top level", "var x = fmt.Sprint(", Incomplete, "\t"},
		{"a call after a comma", "%%\nfmt.Println(1,", Incomplete, "\t"},
		{"a call cut without a comma cannot go on in a line to come", "%%\nfmt.Println(1", Invalid, ""},
		{"an operator waits", "%%\nx := 1 +", Incomplete, ""},
		{"an assignment waits", "%%\nx :=", Incomplete, ""},
		{"a selector waits", "%%\nx.", Incomplete, ""},
		{"a loop in main", "%%\nfor i := range 3 {", Incomplete, "\t"},
		{"a case", "%%\nswitch x {\ncase 1:", Incomplete, "\t"},
		{"a deferred function begun", "%%\ndefer func() {", Incomplete, "\t"},
		{"a goroutine begun, and a blank", "%%\ngo func() {\n\tx()\n", Incomplete, "\t"},
		{"defer without a call", "%%\ndefer x", Invalid, ""},
		{"a raw string", "%%\nx := `a", Incomplete, ""},
		{"a raw string with what looks like main", "%%\nx := `a {", Incomplete, ""},
		{"a raw string with what looks like commands", "%%\nx := `\n!ls\n%%\n`\n", Complete, ""},
		{"a raw string whose last line looks like a command", "var x = `\n%d`", Complete, ""},
		{"a comment goes on", "/* a", Incomplete, ""},
		{"a comment closed", "/* a\n*/", Complete, ""},
		{"a bracket in a string", "%%\nx := \"{\"\n", Complete, ""},
		{"a string cut", "%%\nx := \"a", Invalid, ""},
		{"a bracket too many", "x := )", Invalid, ""},
		{"a bracket too many in main", "%%\nx := )", Invalid, ""},
		{"a brace too many in main", "%%\n}", Invalid, ""},
		{"a definition", "x := 1", Complete, ""},
		{"statements", "x := 1\nfmt.Println(x)", Complete, ""},
		{"a call", "f(1)", Complete, ""},
		{"a call begun in a line", "f(1,", Incomplete, "\t"},
		{"an expression", "6 * 7", Complete, ""},
		{"an expression that waits", "6 *", Incomplete, ""},
		{"a loop begun", "for i := 0; i < 3; i++ {", Incomplete, "\t"},
		{"a loop begun below statements", "x := 1\nfor i := range 3 {\n\tx += i", Incomplete, "\t"},
		{"a loop", "for i := range 3 {\n}", Complete, ""},
		{"a function below statements", "f()\nfunc f() {", Incomplete, "\t"},
		{"statements below a function", "func f() {}\nf()\nif true {", Incomplete, "\t"},
		{"a function literal called", "func() {\n\tf()\n}()", Complete, ""},
		{"a function literal begun", "go func() {", Incomplete, "\t"},
		{"a wrong statement", "x = = 1", Invalid, ""},
		{"a wrong statement above another", "x = = 1\nfor {", Invalid, ""},
		{"half a condition", "if a &&", Incomplete, ""},
		{"half a condition and a negation", "if a &&\n!b {", Incomplete, "\t"},
		{"a function literal begun in a call", "%%\nfor range f(func() {", Incomplete, "\t"},
		{"a wrong statement, and more to come", "%%\nx = = 1\nfor {", Invalid, ""},
		{"Cyrillic and an emoji", "// нейрон 🧠\nfunc нейрон() {", Incomplete, "\t"},
		{"the package line is GoNB's", "package main\nfunc f() {}", Complete, ""},
		{"Windows", "for {\r\n}\r\n", Complete, ""},
		{"a byte order mark", "\ufeffx := 1", Complete, ""},
		{"NUL", "x := 1\x00", Invalid, ""},
		{"not UTF-8", "%%\nx := \xff", Invalid, ""},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			status, indent := IsComplete(test.code)
			if status != test.want || indent != test.indent {
				t.Errorf("%q: got %s %q, want %s %q", test.code, status, indent, test.want, test.indent)
			}
		})
	}
}

func FuzzIsComplete(f *testing.F) {
	for _, code := range []string{"", "%%\nx", "func f() {", "!ls \\\n", "//gonb:%%", "%exec", "/*", "const (\na = iota\n", "import \""} {
		f.Add(code)
	}
	f.Fuzz(func(t *testing.T, code string) {
		switch status, _ := IsComplete(code); status {
		case Complete, Incomplete, Invalid:
		default:
			t.Errorf("IsComplete(%q) = %q", code, status)
		}
		var declarations Declarations
		declarations.Add(code)
		declarations.Add("%rm a b")
		declarations.Compose(code)
		declarations.Missing(code)
	})
}
