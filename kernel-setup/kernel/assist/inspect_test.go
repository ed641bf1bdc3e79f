package assist

import (
	"slices"
	"strings"
	"testing"
)

// ‸ is the cursor.
func cut(t *testing.T, text string) (code string, offset int) {
	t.Helper()
	before, after, found := strings.Cut(text, "‸")
	if !found {
		t.Fatalf("no cursor in %q", text)
	}
	return before + after, len(before)
}

func TestNamesAt(t *testing.T) {
	tests := []struct {
		name, text string
		want       []string
	}{
		{"in a name", "neu‸ron.New()", []string{"neuron"}},
		{"behind a name", "neuron.New‸()", []string{"New"}},
		{"before a name", "x = ‸neuron", []string{"neuron"}},
		{"in parentheses", "neuron.New(‸)", []string{"New"}},
		{"in parentheses not closed", "neuron.New(‸", []string{"New"}},
		{"at an argument", "f(g(x‸))", []string{"x", "g", "f"}},
		{"behind an argument", "f(1, ‸)", []string{"f"}},
		{"behind a call", "f(1)‸", nil},
		{"between calls", "f(g(1), ‸h())", []string{"h", "f"}},
		{"in a chain", "a.B(1).C(‸)", []string{"C"}},
		{"with type arguments", "f[int, string](‸)", []string{"f"}},
		{"in an index", "a[‸]", []string{"a"}},
		{"in a function in a call", "f(func() {\n\t‸\n})", nil},
		{"in a block", "if x {\n\t‸\n}", nil},
		{"a keyword has no name", "func(‸)", nil},
		{"in a string", "f(\"a(‸\")", []string{"f"}},
		{"a bracket in a string", "f(\"(\"‸)", []string{"f"}},
		{"Cyrillic", "длина(🧠‸", []string{"длина"}},
		{"too many closed", ")]}f(‸", []string{"f"}},
		{"nothing", "‸", nil},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			code, offset := cut(t, test.text)
			var got []string
			for _, at := range namesAt(code, offset) {
				end := strings.IndexFunc(code[at:], func(r rune) bool { return !(r == '_' || r >= 'A' && r <= 'Z' || r >= 'a') })
				if end < 0 {
					end = len(code) - at
				}
				got = append(got, code[at:at+end])
			}
			if !slices.Equal(got, test.want) {
				t.Errorf("got %q, want %q", got, test.want)
			}
		})
	}
}

func TestPlain(t *testing.T) {
	markdown := "```go\nfunc f(a_b int) [](x)\n```\n\n---\n\nf is in \\[0,n), 2\\*3; see [Neuron](https://example.org/a#b).\n\n\n---\n\nend"
	want := "func f(a_b int) [](x)\n\nf is in [0,n), 2*3; see Neuron.\n\nend"
	if got := plain(markdown); got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}
