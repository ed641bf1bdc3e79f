package cells

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

func ExampleIsSpecial() {
	for _, line := range []string{"%% --rate=1", "!ls", `fmt.Println("%%")`} {
		fmt.Println(IsSpecial(line))
	}
	// Output:
	// true
	// true
	// false
}

func TestIsSpecial(t *testing.T) {
	tests := []struct {
		line string
		want bool
	}{
		{"%%", true}, {"%main", true}, {"%exec f", true}, {"%ls", true}, {"!ls -l", true}, {"!*go mod tidy", true},
		{"//gonb:%%", true}, {"//gonb:!ls", true}, {"-!ls", true}, {"-%cd", true}, {"//gonb:-%%bash", true},
		{"", false}, {"%", false}, {"!", false}, {" %%", false}, {"\t!ls", false}, {"// gonb:%%", false}, {"x := 7 % 3", false}, {"//gonb:", false}, {"-", false}, {"-!", false}, {"--!ls", false}, {"-x", false},
	}
	for _, test := range tests {
		if got := IsSpecial(test.line); got != test.want {
			t.Errorf("IsSpecial(%q) = %v, want %v", test.line, got, test.want)
		}
	}
}

func TestMains(t *testing.T) {
	tests := []struct {
		name, code string
		want       []int
	}{
		{"none", "func f() {}\n%args -v\n!ls", nil},
		{"empty", "", nil},
		{"one", "func f() {}\n%%\nf()", []int{2}},
		{"with flags", "%%\t--rate=1", []int{1}},
		{"as a comment", "//gonb:%%\nf()", []int{1}},
		{"all kinds", "%%\n%main -x\n%exec f", []int{1, 2, 3}},
		{"a magic that is no main", "%%time\nf()", nil},
		{"another word", "%maintain", nil},
		{"after a backslash it belongs to the command", "!ls \\\n%%\nf()", nil},
		{"a script has none", "%%bash\n%%\n%%", nil},
		{"an indented script", " \t%%bash\n%%\n%%", nil},
		{"a script behind a tab", "%%script\tpython\n%%\n%%", nil},
		{"a script later in the cell is no script", "%%\n%%bash\n%%", []int{1, 3}},
		{"in a raw string", "%%\nf(`\n%%\n%exec f`)", []int{1}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if got := Read(test.code).Mains(); !slices.Equal(got, test.want) {
				t.Errorf("got %v, want %v", got, test.want)
			}
		})
	}
}

func TestLeftOut(t *testing.T) {
	for code, want := range map[string]int{
		"func TestA(t *testing.T) {}\n%test":                           0,
		"x := 1\nfunc TestA(t *testing.T) { _ = x }\n%test":            0, // a declaration
		"%test\nfunc TestA(t *testing.T) {}\n// done\nprintln(1)":      4,
		"x++; println(x)\nfunc BenchmarkA(b *testing.B) {}\n%bench":    1,
		"func TestA(t *testing.T) {}\n%test\n%%\n\n// here\nprintln()": 6,
		"func TestA(t *testing.T) {}\n%test\n%%\n// nothing":           0,
		"println(1)": 0,
	} {
		if got := Read(code).LeftOut(); got != want {
			t.Errorf("%q: line %d, want %d", code, got, want)
		}
	}
}

func TestInnerLines(t *testing.T) {
	tests := []struct {
		name, code string
		want       []int // counted from 1
	}{
		{"empty", "", nil},
		{"a raw string", "f(`a\n!ls\n%%`)\n!ls", []int{2, 3}},
		{"a comment", "/*\n!ls\n*/\n!ls", []int{2, 3}},
		{"one after another in a line", "f(`\n`, /*\n*/ `\n%%`)\n%%", []int{2, 3, 4}},
		{"below %%", "%%\nf(`\n!ls`)", []int{3}},
		{"carriage returns", "f(`\r\n!ls\r\n`)\r\n!ls\r\n", []int{2, 3}},
		{"a package line in a raw string", "`\npackage\n`", []int{2, 3}},
		{"a lone carriage return", "f(`\r!ls\r`)\r\n!ls", nil},
		{"not a command but an operand", "if a &&\n!b {", nil},

		{"a raw string that is never closed", "f(`\n!ls\n%%", []int{2, 3}},
		{"a comment that is never closed", "/*/\n!ls\n%%", []int{2, 3}},
		{"a string that is never closed ends with its line", "\"a\n!ls", nil},
		{"a rune that is never closed ends with its line", "'a\n!ls", nil},
		{"no Go", "# ? $ \x00 \xff\n!ls\n`\n!ls`", []int{4}},

		{"a quote in a string", "\"`\"\n!ls", nil},
		{"a quote in a string behind an escaped one", "\"\\\"`\"\n!ls", nil},
		{"a quote as a rune", "'`'\n!ls", nil},
		{"a quote behind the rune of an apostrophe", "'\\''\n`\n!ls`", []int{3}},
		{"a quote in a comment", "// `\n!ls", nil},
		{"a quote in a block comment", "/* ` */\n!ls", nil},
		{"a quote behind GoNB's prefix is in a comment", "//gonb:`\n!ls", nil},
		{"a comment in a string", "\"/*\"\n!ls", nil},
		{"a comment in a raw string", "`/*` + `//`\n!ls", nil},
		{"a comment in a comment", "// /*\n!ls", nil},
		{"a comment with an address", "f(\"http://a\", `\n!ls`)", []int{2}},
		{"a raw string's end in a comment", "`\n/*`\n!ls", []int{2}},
		{"a comment's end in a raw string", "/*\n`*/\n!ls", []int{2}},
		{"a backslash before a raw string's end", "`\n\\`\n!ls", []int{2}},

		{"a quote in a command", "!echo `\n!ls\n`\n!ls`", []int{4}},
		{"a quote in a command's continuation", "!echo \\\n`\n!ls", nil},
		{"a quote in a prefixed command", "//gonb:%%`\n!ls", nil},
		{"a quote in a package line, which GoNB skips", "package `\n!ls", nil},
		{"a backslash in a raw string", "`\n!ls \\\n`\n!ls", []int{2, 3}},
		{"a script", "%%bash\necho `\n!ls`", nil},
		{"a file", "%%writefile a.go\nx := `\n!ls`", nil},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			var got []int
			for i, role := range Read(test.code).roles {
				if role == innerLine {
					got = append(got, i+1)
				}
			}
			if !slices.Equal(got, test.want) {
				t.Errorf("%q: got %v, want %v", test.code, got, test.want)
			}
		})
	}
}

func TestCommandsExplainThemselves(t *testing.T) {
	for _, command := range Commands {
		if !IsSpecial(command.Name) || !strings.HasPrefix(command.Usage, command.Name) || !strings.HasSuffix(command.Meaning, ".") {
			t.Errorf("%+v", command)
		}
		if got, found := CommandOf("//gonb:" + command.Usage); !found || got != command {
			t.Errorf("CommandOf(%q) = %+v", command.Usage, got)
		}
	}
}
