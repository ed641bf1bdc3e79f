package explain

import (
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"regexp"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "write testdata/explained.*.txt anew; read what changed")

// An answer is what GoNB said of a cell of testdata/cells.json. testdata/record.py has recorded it.
type answer struct {
	Name, Source    string
	Line, Cell      int // of the mistake, as a person counts; cell 0: the one that failed
	ID              int // GoNB's number of the cell
	Value           string
	Traceback       []string
	Stderr, Program string
	earlier         map[int]Cell
	failure         Failure
	current         Cell
}

// recorded are the answers of all failing cells, with the cells that ran before them.
func recorded(t testing.TB) []answer {
	t.Helper()
	text, err := os.ReadFile("testdata/gonb.json")
	if err != nil {
		t.Fatal(err)
	}
	var all []*answer
	if err := json.Unmarshal(text, &all); err != nil {
		t.Fatal(err)
	}
	var failing []answer
	notebook := make(map[int]Cell)
	for _, a := range all {
		if a == nil { // the end of a notebook
			notebook = make(map[int]Cell)
			continue
		}
		notebook[a.ID] = Cell{Number: a.ID, Source: a.Source}
		if a.Name == "" {
			continue
		}
		a.current, a.earlier = notebook[a.ID], notebook
		a.failure = Failure{Value: a.Value, Traceback: a.Traceback, Stderr: a.Stderr, Program: a.Program}
		failing = append(failing, *a)
	}
	return failing
}

func (a answer) cell(id int) (Cell, bool) {
	cell, ok := a.earlier[id]
	return cell, ok
}

func (a answer) explained(language Language) Error {
	return Explain(a.failure, a.current, a.cell, language)
}

// visible is an error as a person reads it.
func visible(e Error) string { return plain(strings.Join(e.Traceback, "\n")) }

func TestExplainedAsWritten(t *testing.T) {
	for _, language := range []Language{English, Russian} {
		var page strings.Builder
		for _, a := range recorded(t) {
			fmt.Fprintf(&page, "===== %s\n%s\n\n%s\n\n", a.Name, strings.TrimRight(a.Source, "\n"), visible(a.explained(language)))
		}
		file := fmt.Sprintf("testdata/explained.%s.txt", language)
		if *update {
			if err := os.WriteFile(file, []byte(page.String()), 0o666); err != nil {
				t.Fatal(err)
			}
			continue
		}
		want, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		gots, wants := strings.Split(page.String(), "===== "), strings.Split(string(want), "===== ")
		if len(gots) != len(wants) {
			t.Fatalf("%s: %d cells, want %d: go test -update, and read what changed", file, len(gots)-1, len(wants)-1)
		}
		for i := range gots {
			if gots[i] != wants[i] {
				t.Errorf("%s: got\n%s\nwant\n%s", file, gots[i], wants[i])
			}
		}
	}
}

// The lines of the mistakes in cells.json were counted by a person.
func TestNamesCellAndLine(t *testing.T) {
	place := regexp.MustCompile(`^Cell \[(\d+)\](?:, line (\d+))?: `)
	for _, a := range recorded(t) {
		want := fmt.Sprintf("Cell [%d], line %d: ", a.ID, a.Line)
		if a.Cell != 0 {
			want = fmt.Sprintf("Cell [%d], line %d: ", a.Cell, a.Line)
		}
		if a.Line == 0 {
			want = fmt.Sprintf("Cell [%d]: ", a.ID)
		}
		if got := place.FindString(a.explained(English).Value); got != want {
			t.Errorf("%s: got %q, want %q", a.Name, got, want)
		}
	}
}

// GoNB misses its note in a trace where the program's output happens to be cut; then the program has the line.
func TestFindsTheLineOfAPanicWithoutGoNBsNote(t *testing.T) {
	note := regexp.MustCompile(`\S*\[\[ Cell .*? \]\]\S* `)
	for _, a := range recorded(t) {
		if a.Program == "" {
			continue
		}
		want := a.explained(English).Value
		a.failure.Stderr = note.ReplaceAllString(a.failure.Stderr, "")
		if got := a.explained(English).Value; got != want {
			t.Errorf("%s: got %q, want %q", a.Name, got, want)
		}
		if got, want := ProgramPath(a.failure.Stderr), "/tmp/gonb_12345678/main.go"; got != want {
			t.Errorf("%s: got the program %q, want %q", a.Name, got, want)
		}
	}
}

func TestShowsNothingOfTheMachinery(t *testing.T) {
	for _, language := range []Language{English, Russian} {
		for _, a := range recorded(t) {
			e := a.explained(language)
			for _, hidden := range []string{"gonb_", "/tmp/", "/home/", "/usr/", "go get", "goworkfix", "# gonb", "exit status 1\n", "goroutine 1", "main.go", "more errors)"} {
				if shown := visible(e); strings.Contains(shown, hidden) {
					t.Errorf("%s: %q is in\n%s", a.Name, hidden, shown)
				}
			}
			if strings.ContainsAny(e.Value, "\n\x1b") {
				t.Errorf("%s: the value is more than a plain line: %q", a.Name, e.Value)
			}
			if !strings.HasPrefix(strings.ReplaceAll(e.Traceback[0], "\n", " "), "\x1b[1;31m"+strings.TrimSuffix(e.Value, moreOf(e.Value))+"\x1b[0m") {
				t.Errorf("%s: the first sentence is not the value in red and bold: %q", a.Name, e.Traceback[0])
			}
		}
	}
}

// moreOf is the end " (and 2 more)" of a value.
func moreOf(value string) string {
	return regexp.MustCompile(` \((?:and|и ещё) \d+(?: more)?\)$`).FindString(value)
}

// The sentences for beginners' mistakes that GoNB words otherwise, or that need another environment than ours.
func TestWordings(t *testing.T) {
	tests := []struct{ name, source, value, english, russian string }{
		{"no required module", "import \"gonum.org/v1/netlib\"",
			"main.go:4:2: no required module provides package gonum.org/v1/netlib; to add it:\n\tgo get gonum.org/v1/netlib",
			"Cell [3]: the package gonum.org/v1/netlib is not required here.", "Ячейка [3]: пакет gonum.org/v1/netlib здесь не подключён."},
		{"import renamed", "import h \"html\"", `./main.go:4:2: "html" imported as h and not used`,
			`Cell [3]: "html" is imported as h and never used.`, `Ячейка [3]: пакет "html" импортирован под именем h, но нигде не используется.`},
		{"the compiler's word for a statement outside", "x := 1", "./main.go:3:1: syntax error: non-declaration statement outside function body",
			"Cell [3]: this line stands outside a function.", "Ячейка [3]: эта строка стоит вне функции."},
		{"Windows", "x", `C:\Users\me\Temp\gonb_12345678\main.go:3:1: expected declaration, found x`,
			"Cell [3]: this line stands outside a function.", "Ячейка [3]: эта строка стоит вне функции."},
		{"Windows, a crash", "x", "exit status 0xc0000005", "Cell [3]: the program ended itself with exit status 0xc0000005", "Ячейка [3]: программа сама завершилась с кодом 0xc0000005"},
		{"a package of the project that does not compile", "%%", "# firstneuron/pkg/neuron\n../../work/pkg/neuron/neuron.go:58:2: declared and not used: z",
			"firstneuron/pkg/neuron/neuron.go, line 58: the variable z is declared", "firstneuron/pkg/neuron/neuron.go, строка 58: переменная z объявлена"},
		{"a brace below text that looks like a command", "%%\nfmt.Print(`\n%s {`)\nif true {", "main.go:9:2: expected '}', found 'EOF'",
			"Cell [3], line 4: this { is never closed.", "Ячейка [3], строка 4: эта скобка { не закрыта."},
		{"text that looks like %test", "%%\nfmt.Print(`\n%test`)\nos.Exit(3)", "exit status 3",
			"Cell [3]: the program ended itself with exit status 3", "Ячейка [3]: программа сама завершилась с кодом 3"},
		{"a convolution without Done", "x", `./main.go:3:1: cannot use models.Convolution(scope.In("edges"), x).Channels(8).KernelSize(3).PadSame() (value of type *models.ConvolutionLayer) as *graph.Node value in assignment`,
			`Cell [3]: models.Convolution(scope.In("edges"), x).Channels(8).KernelSize(3).PadSame() only describes a convolution: write .Done() at its end`,
			`Ячейка [3]: models.Convolution(scope.In("edges"), x).Channels(8).KernelSize(3).PadSame() — только описание свёртки: допишите в конце .Done()`},
		{"GoMLX's convolution without Done", "x", `./main.go:3:1: cannot use c (variable of type *layers.ConvBuilder) as *graph.Node value in return statement`,
			"Cell [3]: c only describes a convolution: write .Done() at its end", "Ячейка [3]: c — только описание свёртки: допишите в конце .Done()"},
		{"a negative length", "x := make([]float64, -1)", "./main.go:3:1: invalid argument: index -1 (constant of type int) must not be negative",
			"Cell [3]: -1 is negative here: a length and an index begin with 0.", "Ячейка [3]: -1 — отрицательное число, а длина и индекс начинаются с 0."},
		{"more length than capacity", "x := make([]int, 10, 5)", "./main.go:3:1: invalid argument: length and capacity swapped",
			"Cell [3]: make gets the length first and then the capacity", "Ячейка [3]: make получает сначала длину, потом ёмкость"},
		{"a huge array", "var x [1 << 50]float64", "./main.go:3:1: type [1125899906842624]float64 larger than address space",
			"Cell [3]: no memory is large enough for an array of type [1125899906842624]float64.", "Ячейка [3]: массив типа [1125899906842624]float64 не поместится"},
		{"no words at all", "x", "", "Cell [3]: the cell failed", "Ячейка [3]: ячейка не выполнена"},
		{"a message that no table has", "x", "./main.go:3:1: the moon is full", "Cell [3]: the moon is full", "Ячейка [3]: the moon is full"},
		{"an interrupt", "x", "signal: interrupt", "Cell [3]: the cell was stopped.", "Ячейка [3]: ячейка остановлена."},
		{"another signal", "x", "signal: segmentation fault", "Cell [3]: the program was ended by the signal “segmentation fault”.", "Ячейка [3]: программа завершена сигналом «segmentation fault»."},
	}
	for _, test := range tests {
		f := Failure{Value: test.value, Traceback: strings.Split(test.value, "\n")}
		for language, want := range map[Language]string{English: test.english, Russian: test.russian} {
			if got := Explain(f, Cell{3, test.source}, nil, language).Value; !strings.HasPrefix(got, want) {
				t.Errorf("%s: got %q, want %q", test.name, got, want)
			}
		}
	}
}

// What GoNB says of the line can be wrong, of another cell, or of none that we know.
func TestPlaces(t *testing.T) {
	current := Cell{7, "%%\na := 1\nb := 2"}
	earlier := map[int]Cell{2: {5, "func f() {\n\tq := 1\n}"}, 3: {0, "func f() {\n\tq := 1\n}"}, 9: current}
	const value = "./main.go:5:2: declared and not used: q"
	tests := []struct{ name, traceback, want string }{
		{"this cell", "Cell[9]: Line 2\n1\n2\n3\na := 1\n ^\n\nmessage", "Cell [7], line 2: "},
		{"this cell without its id", "Cell Line 2\n1\n2\n3\na := 1\n ^\n\nmessage", "Cell [7], line 2: "},
		{"a wrong line", "Cell[9]: Line 2\n1\n2\n3\nb := 2\n ^\n\nmessage", "Cell [7], line 3: "},
		{"another number than GoNB's", "Cell[2]: Line 2\n1\n2\n3\n\tq := 1\n ^\n\nmessage", "Cell [5], line 2: "},
		{"a wrong line of another cell", "Cell[2]: Line 1\n1\n2\n3\n\tq := 1\n ^\n\nmessage", "Cell [5], line 2: "},
		{"a cell without a number", "Cell[3]: Line 2\n1\n2\n3\n\tq := 1\n ^\n\nmessage", "An earlier cell, line 2: "},
		{"a cell that is not known", "Cell[4]: Line 2\n1\n2\n3\n\tq := 1\n ^\n\nmessage", "An earlier cell, line 2: "},
		{"a line behind the end", "Cell[9]: Line 99\n1\n2\n3\nb := 2\n ^\n\nmessage", "Cell [7], line 3: "},
		{"no context", "message", "Cell [7]: "},
	}
	for _, test := range tests {
		cell := func(id int) (Cell, bool) { c, ok := earlier[id]; return c, ok }
		got := Explain(Failure{Value: value, Traceback: []string{test.traceback}}, current, cell, English).Value
		if want := test.want + "the variable q is declared and never used. Use it, or remove the line."; got != want {
			t.Errorf("%s: got %q, want %q", test.name, got, want)
		}
	}
}

func TestEachProblemOnceAndNotMoreThanTen(t *testing.T) {
	var value strings.Builder
	for i := range 13 {
		fmt.Fprintf(&value, "./main.go:%d:1: declared and not used: x%d\n", i, i)
	}
	value.WriteString("./main.go:5:1: declared and not used: x5\n")
	e := Explain(Failure{Value: value.String()}, Cell{}, nil, English)
	if got := strings.Count(visible(e), "is declared and never used"); got != 10 {
		t.Errorf("got %d problems, want 10", got)
	}
	if got, want := e.Traceback[len(e.Traceback)-1], "and 3 more"; got != want {
		t.Errorf("got %q at the end, want %q", got, want)
	}
}

func TestEverySentenceIsInBothLanguages(t *testing.T) {
	cyrillic := regexp.MustCompile(`\p{Cyrillic}`)
	groups := regexp.MustCompile(`\$\{\d\}`)
	for _, r := range append(compilerRules, panicRules...) {
		if r.say != nil {
			continue
		}
		if r.english == "" || cyrillic.MatchString(r.english) || !cyrillic.MatchString(r.russian) {
			t.Errorf("%s: got %q and %q", r.pattern.text, r.english, r.russian)
		}
		for _, group := range append(groups.FindAllString(r.english, -1), groups.FindAllString(r.russian, -1)...) {
			if number := int(group[2] - '0'); number > r.pattern.regexp().NumSubexp() {
				t.Errorf("%s has no group %s", r.pattern.text, group)
			}
		}
	}
}

func FuzzExplain(f *testing.F) {
	for _, a := range recorded(f) {
		f.Add(a.Value, strings.Join(a.Traceback, "\x00"), a.Stderr, a.Program, a.Source)
	}
	f.Fuzz(func(t *testing.T, value, traceback, stderr, program, source string) {
		failure := Failure{value, strings.Split(traceback, "\x00"), stderr, program}
		current := Cell{1, source}
		cell := func(id int) (Cell, bool) { return Cell{id, source}, id%2 == 0 }
		for _, language := range []Language{English, Russian} {
			if e := Explain(failure, current, cell, language); len(e.Traceback) == 0 || e.Name == "" {
				t.Errorf("got %+v, want a name and something to read", e)
			}
		}
	})
}
