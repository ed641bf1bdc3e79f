package explain

import (
	"cmp"
	"encoding/json"
	"flag"
	"fmt"
	"go/build"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	celltext "firstneuron/kernel-setup/kernel/cells"
)

var update = flag.Bool("update", false, "write testdata/explained.*.txt again; read what changed")

// An answer is what Go said of a cell of testdata/cells.json; the kernel's TestRecordWhatGoSays has recorded it.
type answer struct {
	Name, Source  string
	Line, Cell    int // of the mistake, as a person counts; cell 0: the one that failed
	Number        int // of the cell
	Value, Stderr string
	Faults        []celltext.Fault // the parser's
	notebook      *notebook        // the cells that ran before
}

// A notebook has the cells that have run, by their numbers, and what they have declared.
type notebook struct {
	cells    map[int]Cell
	declared celltext.Declarations
}

func (n *notebook) Cell(number int) (Cell, bool) {
	cell, known := n.cells[number]
	return cell, known
}

func (n *notebook) Ended(name string) (Cell, int, bool) {
	number, line, known := n.declared.Ended(name)
	return n.cells[number], line, known
}

func (n *notebook) Declared() []string { return n.declared.Names() }

func (n *notebook) Folder(importPath string) string {
	if below, is := strings.CutPrefix(importPath, "firstneuron/"); is {
		return filepath.Join("..", "..", "..", below)
	}
	return filepath.Join(build.Default.GOROOT, "src", importPath)
}

// recorded are the answers of all failing cells, with the cells that ran before them.
func recorded(t testing.TB) []answer {
	t.Helper()
	text, err := os.ReadFile("testdata/go.json")
	if err != nil {
		t.Fatal(err)
	}
	var all []*answer
	if err := json.Unmarshal(text, &all); err != nil {
		t.Fatal(err)
	}
	var failing []answer
	before := &notebook{cells: map[int]Cell{}}
	for _, a := range all {
		if a == nil { // the end of a notebook
			before = &notebook{cells: map[int]Cell{}}
			continue
		}
		before.cells[a.Number] = Cell{Number: a.Number, Source: a.Source}
		if a.Name != "" {
			a.notebook = before
			failing = append(failing, *a)
		} else if draft, faults := before.declared.Draft(celltext.Read(a.Source), a.Number, true); faults == nil {
			before.declared.Keep(draft)
		}
	}
	return failing
}

func (a answer) explained(language Language) Error {
	current := a.notebook.cells[a.Number]
	if a.Faults != nil {
		return Syntax(a.Faults, current, language)
	}
	return Explain(Failure{Value: a.Value, Stderr: a.Stderr, Number: a.Number, IsTest: celltext.Read(a.Source).Test() != nil}, current, a.notebook, language)
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
		want := fmt.Sprintf("Cell [%d], line %d: ", a.Number, a.Line)
		if a.Cell != 0 {
			want = fmt.Sprintf("Cell [%d], line %d: ", a.Cell, a.Line)
		}
		if a.Line == 0 {
			want = fmt.Sprintf("Cell [%d]: ", a.Number)
		}
		if got := place.FindString(a.explained(English).Value); got != want {
			t.Errorf("%s: got %q, want %q", a.Name, got, want)
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
			"Cell[3]:1:8: no required module provides package gonum.org/v1/netlib; to add it:\n\tgo get gonum.org/v1/netlib",
			"Cell [3], line 1: the package gonum.org/v1/netlib is not required here.", "Ячейка [3], строка 1: пакет gonum.org/v1/netlib здесь не подключён."},
		{"import renamed", "import h \"html\"", `./Cell[3]:1:1: "html" imported as h and not used`,
			`Cell [3], line 1: "html" is imported as h and never used.`, `Ячейка [3], строка 1: пакет "html" импортирован под именем h, но нигде не используется.`},
		{"the compiler's word for a statement outside", "x := 1", "./Cell[3]:1:1: syntax error: non-declaration statement outside function body",
			"Cell [3], line 1: this line stands outside a function.", "Ячейка [3], строка 1: эта строка стоит вне функции."},
		{"Windows", "x", `C:\Users\me\Temp\gonb_12345678\Cell[3]:1:1: expected declaration, found x`,
			"Cell [3], line 1: this line stands outside a function.", "Ячейка [3], строка 1: эта строка стоит вне функции."},
		{"a folder with a space", "x", `/home/ann lee/tmp/gonb_1/Cell[3]:1:1: expected declaration, found x`,
			"Cell [3], line 1: this line stands outside a function.", "Ячейка [3], строка 1: эта строка стоит вне функции."},
		{"Windows, a crash", "x", "exit status 0xc0000005", "Cell [3]: the program ended itself with exit status 0xc0000005", "Ячейка [3]: программа сама завершилась с кодом 0xc0000005"},
		{"a package of the project that does not compile", "%%", "# firstneuron/pkg/neuron\n../../work/pkg/neuron/neuron.go:58:2: declared and not used: z",
			"firstneuron/pkg/neuron/neuron.go, line 58: the variable z is declared", "firstneuron/pkg/neuron/neuron.go, строка 58: переменная z объявлена"},
		{"a convolution without Done", "x", `./Cell[3]:1:1: cannot use models.Convolution(scope.In("edges"), x).Channels(8).KernelSize(3).PadSame() (value of type *models.ConvolutionLayer) as *graph.Node value in assignment`,
			`Cell [3], line 1: models.Convolution(scope.In("edges"), x).Channels(8).KernelSize(3).PadSame() only describes a convolution: write .Done() at its end`,
			`Ячейка [3], строка 1: models.Convolution(scope.In("edges"), x).Channels(8).KernelSize(3).PadSame() — только описание свёртки: допишите в конце .Done()`},
		{"GoMLX's convolution without Done", "x", `./Cell[3]:1:1: cannot use c (variable of type *layers.ConvBuilder) as *graph.Node value in return statement`,
			"Cell [3], line 1: c only describes a convolution: write .Done() at its end", "Ячейка [3], строка 1: c — только описание свёртки: допишите в конце .Done()"},
		{"a negative length", "x := make([]float64, -1)", "./Cell[3]:1:1: invalid argument: index -1 (constant of type int) must not be negative",
			"Cell [3], line 1: -1 is negative here: a length and an index begin with 0.", "Ячейка [3], строка 1: -1 — отрицательное число, а длина и индекс начинаются с 0."},
		{"more length than capacity", "x := make([]int, 10, 5)", "./Cell[3]:1:1: invalid argument: length and capacity swapped",
			"Cell [3], line 1: make gets the length first and then the capacity", "Ячейка [3], строка 1: make получает сначала длину, потом ёмкость"},
		{"a huge array", "var x [1 << 50]float64", "./Cell[3]:1:1: type [1125899906842624]float64 larger than address space",
			"Cell [3], line 1: no memory is large enough for an array of type [1125899906842624]float64.", "Ячейка [3], строка 1: массив типа [1125899906842624]float64 не поместится"},
		{"a second main beside %exec", "func main() {}\n%exec main", "./Cell[3]:1:6: main redeclared in this block",
			"Cell [3], line 1: %exec makes the func main of the cell", "Ячейка [3], строка 1: func main этой ячейки создаёт %exec"},
		{"a folder with cd", "cd /tmp", "./Cell[3]:1:1: undefined: cd\n./Cell[3]:1:5: undefined: tmp",
			"Cell [3], line 1: cells change their folder with %cd: put % before this line.", "Ячейка [3], строка 1: папку ячеек меняет %cd: поставьте % перед этой строкой."},
		{"a change of a variable that is not there", "total += 1", "./Cell[3]:1:1: undefined: total",
			"Cell [3], line 1: there is no variable total yet, so it has no value that could change.", "Ячейка [3], строка 1: переменной total пока нет, менять нечего."},
		{"no words at all", "x", "", "Cell [3]: the cell failed", "Ячейка [3]: ячейка не выполнена"},
		{"a message that no table has", "x", "./Cell[3]:1:1: the moon is full", "Cell [3], line 1: the moon is full", "Ячейка [3], строка 1: the moon is full"},
		{"an interrupt", "x", "signal: interrupt", "Cell [3]: the cell was stopped.", "Ячейка [3]: ячейка остановлена."},
		{"another signal", "x", "signal: segmentation fault", "Cell [3]: the program was ended by the signal “segmentation fault”.", "Ячейка [3]: программа завершена сигналом «segmentation fault»."},
	}
	for _, test := range tests {
		f := Failure{Value: test.value, Number: 3}
		for language, want := range map[Language]string{English: test.english, Russian: test.russian} {
			if got := Explain(f, Cell{3, test.source}, nil, language).Value; !strings.HasPrefix(got, want) {
				t.Errorf("%s: got %q, want %q", test.name, got, want)
			}
		}
	}
}

// The compiler names the cells by numbers of its own.
func TestPlaces(t *testing.T) {
	current := Cell{7, "%%\na := 1\nb := 2"}
	before := &notebook{cells: map[int]Cell{2: {5, "func f() {\n\tq := 1\n}"}, 3: {0, "func f() {\n\tq := 1\n}"}}}
	tests := []struct{ name, place, want string }{
		{"this cell", "./Cell[9]:2:1", "Cell [7], line 2: "},
		{"in a folder", "/tmp/gonb_1/Cell[9]:2:1", "Cell [7], line 2: "},
		{"another number than the compiler's", "./Cell[2]:2:2", "Cell [5], line 2: "},
		{"a cell without a number", "./Cell[3]:2:2", "An earlier cell, line 2: "},
		{"a cell that is not known", "./Cell[4]:2:2", "An earlier cell, line 2: "},
		{"a line behind the end", "./Cell[9]:99:1", "Cell [7], line 99: "},
		{"no cell's", "./main.go:5:2", "Cell [7]: "},
		{"a file", "../../work/neuron.go:5:2", "neuron.go, line 5: "},
	}
	for _, test := range tests {
		got := Explain(Failure{Value: test.place + ": declared and not used: q", Number: 9}, current, before, English).Value
		want := test.want + "the variable q is declared and never used. Use it, or remove the line."
		if !strings.HasPrefix(got, want) {
			t.Errorf("%s: got %q, want %q", test.name, got, want)
		}
	}
}

func TestEachProblemOnceAndNotMoreThanTen(t *testing.T) {
	var value strings.Builder
	for i := range 13 {
		fmt.Fprintf(&value, "./Cell[0]:%d:1: declared and not used: x%d\n", i, i)
	}
	value.WriteString("./Cell[0]:5:1: declared and not used: x5\n")
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
			t.Errorf("%s: got %q and %q", cmp.Or(r.line, r.pattern).text, r.english, r.russian)
		}
		for _, group := range append(groups.FindAllString(r.english, -1), groups.FindAllString(r.russian, -1)...) {
			if number := int(group[2] - '0'); number > cmp.Or(r.line, r.pattern).regexp().NumSubexp() {
				t.Errorf("%s has no group %s", cmp.Or(r.line, r.pattern).text, group)
			}
		}
	}
}

// Signs by which the kernel runs a cell's program once more.
func TestWhyAProgramDidNotCompile(t *testing.T) {
	for _, test := range []struct {
		compiled         string
		noValue, earlier bool
	}{
		{"# gonb_1\n./Cell[4]:2:1: wg.Wait() (no value) used as value\n", true, false},
		{"# gonb_1\n./Cell[3]:2:1: wg.Wait() (no value) used as value\n", false, true},
		{"# gonb_1\n./Cell[3]:2:1: undefined: x\n./Cell[4]:1:1: undefined: y", false, false},
		{"# gonb_1\n./Cell[3]:2:1: undefined: x\n./Cell[2]:1:1: undefined: y", false, true},
		{"exit status 1", false, false},
		{"", false, false},
	} {
		if got := HasNoValue(test.compiled, 4); got != test.noValue {
			t.Errorf("HasNoValue(%q) = %v", test.compiled, got)
		}
		if got := OnlyEarlier(test.compiled, 4); got != test.earlier {
			t.Errorf("OnlyEarlier(%q) = %v", test.compiled, got)
		}
	}
}

func TestCommandsThatFail(t *testing.T) {
	cell := Cell{5, "%cd a\n!false"}
	for _, test := range []struct{ got, want string }{
		{English.NoCommand(2, "%tset").Value, "Line 2: there is no command %tset. Did you mean %test?"},
		{English.NoCommand(1, "%%bsh").Value, "Line 1: there is no command %%bsh. Did you mean %%bash?"},
		{English.NoCommand(1, "%frobnicate").Value, "Line 1: there is no command %frobnicate. %help lists those that there are."},
		{English.NoCommand(1, "%timeit").Value, "Line 1: there is no command %timeit. %bench runs a benchmark: func BenchmarkIt(b *testing.B) { for b.Loop() { f() } }. A single run is timed by start := time.Now() and time.Since(start)."},
		{English.NoCommand(1, "%load_ext").Value, "Line 1: there is no command %load_ext. Nothing has to be loaded or set up here."},
		{Russian.NoCommand(1, "%pip").Value, "Строка 1: команды %pip нет. Модуль Go подключает %require. Пакеты Python здесь не работают."},
		{Russian.NoCommand(2, "%tset").Value, "Строка 2: команды %tset нет. Может быть, %test?"},
		{English.CommandFailed(Cell{5, "!go doc firstneuron/pkg/show"}, 1, 1, true).Value,
			"Cell [5], line 1: this folder is outside the project, and there the go command does not find its packages. With an asterisk it does: !*go doc firstneuron/pkg/show"},
		{English.CommandFailed(Cell{5, "!go test firstneuron/pkg/show"}, 1, 1, false).Value,
			"Cell [5], line 1: !go test firstneuron/pkg/show ended with exit status 1, which says that it failed. If that does not matter, put a dash before it: -!go test firstneuron/pkg/show"},
		{English.CommandFailed(cell, 2, 1, true).Value, "Cell [5], line 2: !false ended with exit status 1, which says that it failed. If that does not matter, put a dash before it: -!false"},
		{English.NotDeclared(1, []string{"f", "g"}).Value, "Line 1: f, g: no cell has declared this. %list says what there is; a method is named Type~Method."},
	} {
		if test.got != test.want {
			t.Errorf("got %q, want %q", test.got, test.want)
		}
	}
}

func FuzzExplain(f *testing.F) {
	for _, a := range recorded(f) {
		f.Add(a.Value, a.Stderr, a.Source)
	}
	f.Fuzz(func(t *testing.T, value, stderr, source string) {
		current := Cell{1, source}
		before := &notebook{cells: map[int]Cell{2: current, 4: {3, source}}}
		_, faults := before.declared.Draft(celltext.Read(source), 1, false)
		for _, language := range []Language{English, Russian} {
			for _, e := range []Error{Explain(Failure{Value: value, Stderr: stderr, Number: 1}, current, before, language), Syntax(faults, current, language)} {
				if faults == nil && len(e.Traceback) == 0 && e.Name == "CompileError" {
					continue // Syntax of no faults
				}
				if len(e.Traceback) == 0 || e.Name == "" {
					t.Errorf("got %+v, want a name and something to read", e)
				}
			}
		}
	})
}
