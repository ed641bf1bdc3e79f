package assist

import (
	"reflect"
	"slices"
	"strings"
	"testing"
)

func TestCompleteCommand(t *testing.T) {
	tests := []struct {
		name, text string
		done       bool
		want       []string
		start, end int
	}{
		{"the first letters", "%re‸", true, []string{"%remove", "%reset", "%require"}, 0, 3},
		{"within the word", "%re‸set", true, []string{"%remove", "%reset", "%require"}, 0, 6},
		{"in a later line", "// ж🧠\n%ex‸", true, []string{"%exec"}, 6, 9},
		{"as a comment", "//gonb:%ex‸", true, []string{"%exec"}, 7, 10},
		{"two signs in the first line", "%%s‸", true, []string{"%%script", "%%sh"}, 0, 3},
		{"two signs in a later line", "\n%%‸", true, []string{"%%"}, 1, 3},
		{"behind the word", "%rm na‸", true, []string{}, 6, 6},
		{"before the word", "//gonb‸:%rm", true, []string{}, 6, 6},
		{"unknown", "%zzz‸", true, []string{}, 4, 4},
		{"a shell command", "!l‸", true, []string{}, 2, 2},
		{"a shell command goes on", "!ls \\\nne‸", true, []string{}, 8, 8},
		{"a script", "%%bash\n%re‸", true, []string{}, 10, 10},
		{"text that looks like a command", "x := `\n%re‸`", false, nil, 0, 0},
		{"Go", "x‸", false, nil, 0, 0},
		{"a remainder", "x := 7 %‸", false, nil, 0, 0},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			code, offset := cut(t, test.text)
			cursor := codePoints(code, offset)
			got, done := completeCommand(code, offset, Completion{Matches: []string{}, Start: cursor, End: cursor})
			if done != test.done {
				t.Fatalf("done is %v, want %v", done, test.done)
			}
			if len(got.Matches) == 0 && len(test.want) == 0 {
				got.Matches = test.want
			}
			if done && (!slices.Equal(got.Matches, test.want) || len(got.Matches) > 0 && (got.Start != test.start || got.End != test.end)) {
				t.Errorf("got %q for %d to %d, want %q for %d to %d", got.Matches, got.Start, got.End, test.want, test.start, test.end)
			}
		})
	}
	if got, _ := completeCommand("%", 1, Completion{}); !slices.Contains(got.Matches, "%%") || !slices.Contains(got.Matches, "%%bash") {
		t.Errorf("%% alone offers %q", got.Matches)
	}
}

func TestMatches(t *testing.T) {
	item := func(line, from, to int, text string) completionItem {
		return completionItem{text, 3, &textEdit{textRange{position{line, from}, position{line, to}}, text}}
	}
	none := Completion{Matches: []string{}, Types: []string{}, Start: 9, End: 9}
	tests := []struct {
		name  string
		items []completionItem
		want  Completion
	}{
		{"none", nil, none},
		{"in code points", []completionItem{item(3, 4, 6, "Predict"), item(3, 4, 6, "Train")},
			Completion{[]string{"Predict", "Train"}, []string{"function", "function"}, 3, 5}},
		{"twice the same", []completionItem{item(3, 4, 6, "Predict"), item(3, 4, 6, "Predict")},
			Completion{[]string{"Predict"}, []string{"function"}, 3, 5}},
		{"another range", []completionItem{item(3, 4, 6, "Predict"), item(3, 0, 6, "Train")},
			Completion{[]string{"Predict"}, []string{"function"}, 3, 5}},
		{"above the cell", []completionItem{item(2, 0, 1, "Predict")}, none},
		{"below the cell", []completionItem{item(4, 0, 1, "Predict")}, none},
		{"without an edit", []completionItem{{Label: "Predict"}}, none},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if got := matches("🧠n.Th", 3, test.items, none); !reflect.DeepEqual(got, test.want) {
				t.Errorf("got %+v, want %+v", got, test.want)
			}
		})
	}
	many := make([]completionItem, 500)
	for i := range many {
		many[i] = item(3, 4, 6, strings.Repeat("a", i+1))
	}
	if got := matches("🧠n.Th", 3, many, none); len(got.Matches) != maxMatches || len(got.Types) != maxMatches {
		t.Errorf("got %d matches of %d, want %d", len(got.Matches), len(many), maxMatches)
	}
}
