package cells

import (
	"bytes"
	"go/parser"
	"go/token"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
)

// FuzzRead reads any text. Nothing panics; and where the cell is Go, its finished program is, and has the literals of the
// cell to the last byte. The oracle is Go's own scanner: over the program, and over the cell with those lines left out that
// are commands.
func FuzzRead(f *testing.F) {
	words := []string{"`", "`", "\"", "'", "\\", "/*", "*/", "//", "//gonb:", "!ls", "-!ls", "!", "%cd", "%%", "%", "package", "x", "x := 1", "var y = `a`",
		"func f() {", "}", "import \"fmt\"", "fmt.Println(1)", "(", ")", ",", "&&", " ", "\r", "\r\n", "\t", "\x00", "\ufeff", "\n", "\n", "\n"}
	random := rand.New(rand.NewPCG(1, 2))
	for range 300 {
		var code strings.Builder
		for range 1 + random.IntN(30) {
			code.WriteString(words[random.IntN(len(words))])
		}
		f.Add(code.String())
	}
	for _, code := range []string{"%exec", "const (\na = iota\n", "x, y := 1, `\r!ls\r\n`\nx", "type t[E any] []E\nfunc (t[E]) m() {}", "%rm a \\\nb", "%%bash\n`", "go func() {}()\nx"} {
		f.Add(code)
	}
	f.Fuzz(func(t *testing.T, code string) {
		switch status, _ := IsComplete(code); status {
		case Complete, Incomplete, Invalid:
		default:
			t.Errorf("IsComplete(%q) = %q", code, status)
		}
		var before Declarations
		before.Add(code)
		before.Compose(code)
		before.Missing(code)
		c := Read(code)
		for _, call := range c.Calls {
			before.Forget(call)
		}
		c.Arguments()
		draft, faults := before.Draft(c, 7, false)
		if faults != nil || c.Script || len(c.Mains()) > 1 || !c.HasGo() {
			return
		}
		program := draft.Source(nil, "")
		if len(draft.Waiting) == 0 { // a waiting function is left out
			if _, err := parser.ParseFile(token.NewFileSet(), "", program, 0); err != nil {
				t.Errorf("of %q comes a program that is not Go: %v\n%s", code, err, program)
			}
			var want []string
			outside := []byte(c.goText)
			for _, s := range c.declared {
				if s.token == token.IMPORT { // what is not used is left out
					copy(outside[s.from:s.to], bytes.Repeat([]byte(" "), s.to-s.from))
				}
			}
			want = literals(string(outside))
			got := literals(program)
			for _, literal := range want {
				if i := slices.Index(got, literal); i >= 0 {
					got = slices.Delete(got, i, i+1)
				} else {
					t.Errorf("of %q the program has lost %q:\n%s", code, literal, program)
				}
			}
		}
		before.Keep(draft)
		if _, again := before.Draft(Read("x"), 8, true); again != nil {
			t.Errorf("behind %q nothing can be read: %v", code, again)
		}
	})
}

// literals are a text's strings and characters, as Go reads them.
func literals(text string) (all []string) {
	tokens, _ := lex(text)
	for _, l := range tokens {
		if l.token == token.STRING || l.token == token.CHAR {
			all = append(all, l.text)
		}
	}
	return all
}
