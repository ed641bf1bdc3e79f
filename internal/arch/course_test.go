package arch

import (
	"fmt"
	"maps"
	"os"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
)

func TestTheLessonsFollowEachOther(t *testing.T) {
	faults, err := CheckCourse(os.DirFS("../.."))
	if err != nil {
		t.Fatal(err)
	}
	for _, fault := range faults {
		t.Error(fault)
	}
}

func TestEveryLinkLeadsSomewhere(t *testing.T) {
	faults, err := CheckLinks(os.DirFS("../.."))
	if err != nil {
		t.Fatal(err)
	}
	for _, fault := range faults {
		t.Error(fault)
	}
}

func TestEveryTermOfTheGlossaryHasAnAnchor(t *testing.T) {
	text, err := os.ReadFile("../../docs/glossary.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, fault := range CheckGlossary(string(text)) {
		t.Error(fault)
	}
}

// A course of two lessons without a fault.
const (
	courseReadme = "| 1 | [One](notebooks/01_one.ipynb) | ? |\n| 3 | [Two?](notebooks/03_two.ipynb) | ? |\n"
	courseTitle  = `{"cell_type": "markdown", "id": "title", "source": ["# %s\n", "text"]}`
	courseChecks = `{"cell_type": "code", "id": "checks", "source": ["lesson.Number(1, 1)"], "metadata": {"jupyter": {"source_hidden": true}}}`
)

func courseNotebook(title string, cells ...string) string {
	return `{"cells": [` + strings.Join(append([]string{fmt.Sprintf(courseTitle, title)}, cells...), ", ") + `]}`
}

// courseText is a cell of text, whose lines are given.
func courseText(lines ...string) string {
	return fmt.Sprintf(`{"cell_type": "markdown", "id": "end", "source": [%q]}`, strings.Join(lines, "\n"))
}

func course(changed map[string]string) fstest.MapFS {
	files := map[string]string{
		"README.md":              courseReadme,
		"docs/words.md":          "# Words\n\n## Two words, or more\n\n| <a id=\"loss\"></a>loss |\n",
		"notebooks/01_one.ipynb": courseNotebook("One", courseText("text", "", "Next: [Two?](03_two.ipynb), and more."), courseChecks),
		"notebooks/03_two.ipynb": courseNotebook("Two?", courseChecks),
	}
	maps.Copy(files, changed)
	root := fstest.MapFS{}
	for name, text := range files {
		root[name] = &fstest.MapFile{Data: []byte(text)}
	}
	return root
}

func TestCheckCourseNamesTheLessonAndTheCell(t *testing.T) {
	one, two := "notebooks/01_one.ipynb", "notebooks/03_two.ipynb"
	next := courseText("Next: [Two?](03_two.ipynb)")
	wantNext := one + ": cell end does not lead to the next lesson: let its last line begin with Next: [Two?](03_two.ipynb)"
	tests := []struct{ name, file, text, want string }{
		{"a course", "README.md", courseReadme, ""},
		{"a notebook that is no lesson", "notebooks/mine.ipynb", "{", ""},
		{"a name that is none", "notebooks/01_one-Copy1.ipynb", "{",
			"notebooks/01_one-Copy1.ipynb has a number but not the name of a lesson: write it like 01_one_neuron.ipynb, or without a number if it is no lesson"},
		{"no row", "README.md", courseReadme[:strings.Index(courseReadme, "\n")],
			"README.md does not list " + two + ": add a row to the table of lessons that begins with | 3 | [Two?](" + two + ") |"},
		{"two rows", "README.md", courseReadme + "| 3 | [Two?](" + two + ") |", "README.md lists " + two + " more than once: keep one row"},
		{"rows in another order", "README.md", "| 3 | [Two?](" + two + ") |\n| 1 | [One](" + one + ") |",
			"README.md lists " + two + " above a lesson that comes before it: put the rows in order"},
		{"another title", "README.md", strings.ReplaceAll(courseReadme, "Two?", "2"),
			"README.md lists " + two + " with | 3 | [2](" + two + ") |: write | 3 | [Two?](" + two + ") |"},
		{"another number", "README.md", strings.ReplaceAll(courseReadme, "| 3 |", "| 2 |"),
			"README.md lists " + two + " with | 2 | [Two?](" + two + ") |: write | 3 | [Two?](" + two + ") |"},
		{"a row too many", "README.md", courseReadme + "| 4 | [Three](notebooks/04_three.ipynb) |",
			"README.md lists notebooks/04_three.ipynb, which is no lesson: remove the row or correct its link"},
		{"no next lesson", one, courseNotebook("One", courseText("text")), wantNext},
		{"the next lesson in a sentence", one, courseNotebook("One", courseText("Well. Next: [Two?](03_two.ipynb)")), wantNext},
		{"the next lesson under another title", one, courseNotebook("One", courseText("Next: [Two](03_two.ipynb)")), wantNext},
		{"text behind the next lesson", one, courseNotebook("One", courseText("Next: [Two?](03_two.ipynb)", "", "More.")), wantNext},
		{"a lesson behind the last one", two, courseNotebook("Two?", courseText("Next: [One](01_one.ipynb)")),
			two + ": cell end ends with a link to a next lesson, and there is none: remove it"},
		{"a check that is not collapsed", one, courseNotebook("One", next, strings.Replace(courseChecks, "true", "false", 1)),
			one + `: cell checks checks numbers and is not collapsed: give it the metadata {"jupyter": {"source_hidden": true}}`},
		{"a collapsed cell that checks nothing", one, courseNotebook("One", next, strings.Replace(courseChecks, "lesson.Number", "fmt.Println", 1)),
			one + ": cell checks is collapsed though it checks no numbers: remove source_hidden from its metadata"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			got, err := CheckCourse(course(map[string]string{test.file: test.text}))
			if err != nil {
				t.Fatal(err)
			}
			wantFault(t, got, test.want)
		})
	}
}

// These break the rules for the table and the links to the next lesson as well.
func TestLessonsWithoutNumberOrTitleAreNamed(t *testing.T) {
	for _, test := range []struct{ name, file, text, want string }{
		{"a number of two lessons", "notebooks/03_three.ipynb", courseNotebook("Three"),
			"notebooks/03_two.ipynb has the number of notebooks/03_three.ipynb: give each lesson a number of its own"},
		{"no title", "notebooks/03_two.ipynb", `{"cells": [{"cell_type": "markdown", "id": "end", "source": ["## Two"]}]}`,
			"notebooks/03_two.ipynb has no title: begin its first cell with # and the title"},
	} {
		got, err := CheckCourse(course(map[string]string{test.file: test.text}))
		if err != nil || !slices.Contains(got, test.want) {
			t.Errorf("%s: got %q, error %v; want %q among them", test.name, got, err, test.want)
		}
	}
}

func TestCheckLinksNamesTheCell(t *testing.T) {
	const where = "notebooks/03_two.ipynb: cell end: the link "
	tests := []struct{ name, text, want string }{
		{"a lesson", "[one](01_one.ipynb)", ""},
		{"a folder", "[the texts](../docs)", ""},
		{"a heading", "[words](../docs/words.md#two-words-or-more)", ""},
		{"an anchor", "[loss](../docs/words.md#loss)", ""},
		{"a link with a title", `[loss](../docs/words.md#loss "what is made small")`, ""},
		{"a place in a notebook is Jupyter's", "[one](01_one.ipynb#Where)", ""},
		{"the web", "[Go](https://go.dev/nothing) <img src='x'>", ""},
		{"code", "`f[i](x)`\n\n```\nf[i](x)\n```", ""},
		{"no such file", "[one](one.ipynb)", where + "one.ipynb leads to notebooks/one.ipynb, which is not there: correct the name or remove the link"},
		{"no such picture", `<img alt="x" src="x.png">`, where + "x.png leads to notebooks/x.png, which is not there: correct the name or remove the link"},
		{"no such place", "[a](../docs/words.md#weight)",
			where + `../docs/words.md#weight leads to a place that docs/words.md does not have: correct it, or write <a id="weight"></a> there`},
		{"outside", "[a](../../x)", where + "../../x leads out of the repository: write it relative to the file that it is in"},
		{"from the machine's root", "[a](/docs/words.md)", where + "/docs/words.md leads out of the repository: write it relative to the file that it is in"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			got, err := CheckLinks(course(map[string]string{"notebooks/03_two.ipynb": courseNotebook("Two?", courseText(test.text))}))
			if err != nil {
				t.Fatal(err)
			}
			wantFault(t, got, test.want)
		})
	}
}

func TestCheckGlossaryNamesTheTerm(t *testing.T) {
	const head = "| term | meaning |\n|---|---|\n"
	for name, test := range map[string]struct{ text, want string }{
		"a term":         {head + `| <a id="dead-relu"></a>dead ReLU | off |`, ""},
		"two terms":      {head + `| <a id="a-b"></a><a id="c"></a>a b, c | on |`, ""},
		"another table":  {"| word | meaning |\n|---|---|\n| x | y |", ""},
		"no anchor":      {head + `| loss | wrong |`, `docs/glossary.md: the term "loss" has no anchor: write <a id="loss"></a> before it`},
		"another anchor": {head + `| <a id="los"></a>loss | wrong |`, `docs/glossary.md: the term "loss" has no anchor: write <a id="loss"></a> before it`},
		"one of two":     {head + `| <a id="a"></a>a, b | on |`, `docs/glossary.md: the term "b" has no anchor: write <a id="b"></a> before it`},
		"twice": {head + "| <a id=\"a\"></a>a | x |\n| <a id=\"a\"></a>a | y |",
			`docs/glossary.md has the anchor "a" twice: a link leads to the first only, so merge the rows or rename a term`},
	} {
		t.Run(name, func(t *testing.T) { wantFault(t, CheckGlossary(test.text), test.want) })
	}
}

// wantFault compares with the one fault that is wanted; empty for none.
func wantFault(t *testing.T, got []string, want string) {
	t.Helper()
	var wanted []string
	if want != "" {
		wanted = []string{want}
	}
	if !slices.Equal(got, wanted) {
		t.Errorf("got  %q\nwant %q", got, wanted)
	}
}
