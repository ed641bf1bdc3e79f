package cells

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

// What the parser finds behind the end is said of the end, and of what is in the cell.
func TestACellThatEndsTooEarly(t *testing.T) {
	for code, want := range map[string]string{
		"x +":                           "1:4 expected operand, found 'EOF'",
		"x := 3\ny :=\n\n// more":       "2:5 expected operand, found 'EOF'",
		"%%\nx +":                       "2:4 expected operand, found 'EOF'",
		"x := 3;\ny := x +;":            "2:9 expected operand, found 'EOF'",
		"fmt.Println(1,":                "1:12 expected ')', found 'EOF'",
		"f(g(1)[":                       "1:7 expected ']', found 'EOF'",
		"a := []int{1,":                 "1:11 expected '}', found 'EOF'",
		"if x {\n\ty := f(":             "2:8 expected ')', found 'EOF'",
		"if x {\n\ty :=":                "2:6 expected operand, found 'EOF'",
		"if x {\n\tf()":                 "1:6 expected '}', found 'EOF'",
		"if x":                          "1:5 expected '{', found 'EOF'",
		"for":                           "1:4 expected '{', found 'EOF'",
		"for i := range":                "1:15 expected operand, found 'EOF'",
		"func f(":                       "1:7 expected ')', found 'EOF'",
		"x.":                            "1:3 expected selector or type assertion, found 'EOF'",
		"f())":                          "1:4 expected declaration, found ')'",
		"x := []int{1}]":                "1:14 expected declaration, found ']'",
		"if x {\n}}":                    "2:2 expected declaration, found '}'",
		"func f() {}\n%exec":            "2:1 %exec needs the name of a function",
		"func main() {\n}\nf()":         "1:6 main redeclared in this block",
		"// Run.\nfunc main() {\n}\n%%": "2:6 main redeclared in this block",
		"func main() {\n}\nx := 3":      "",
	} {
		got := ""
		if _, faults := new(Declarations).Draft(Read(code), 1, true); len(faults) > 0 {
			got = fmt.Sprintf("%d:%d %s", faults[0].Line, faults[0].Column, faults[0].Message)
		}
		if got != want {
			t.Errorf("%q: got %q, want %q", code, got, want)
		}
	}
}

func TestNames(t *testing.T) {
	var d Declarations
	d.Add("import \"fmt\"\nfunc Train() {}\ntype box struct{ side int }\nfunc (b box) Size() int { return b.side }\nrate := 0.5")
	if got, want := strings.Join(d.Names(), " "), "Train box rate"; got != want {
		t.Errorf("declared: got %q, want %q", got, want)
	}
	names := Read("func f(values []int) (total int) {\n\tfor _, v := range values {\n\t\ttotal += v\n\t}\n\treturn\n}\ncount := 1\nif x := f(nil); x > count {\n\tx +").Names()
	slices.Sort(names)
	if got, want := strings.Join(slices.Compact(names), " "), "count f total v values x"; got != want {
		t.Errorf("in a cell: got %q, want %q", got, want)
	}
}

func TestIsInFunction(t *testing.T) {
	c := Read("x := 1\nfunc f() int {\n\treturn 1\n}\nif x > 0 {\n\treturn x\n}\ng := func() int {\n\treturn 2\n}\nf()")
	for line, want := range map[int]bool{3: true, 6: false, 9: true, 11: false} {
		if got := c.IsInFunction(line); got != want {
			t.Errorf("line %d: got %v, want %v", line, got, want)
		}
	}
}
