package inject

import (
	"encoding/json"
	"go/parser"
	"go/token"
	"strings"
	"testing"
)

const lesson = `
import "time"

const epochs = 10 // how often all examples are seen

// rate is the learning rate.
var rate = 0.5

var (
	name, seed = "a\nb", int64(7)
	layers     = []int{2, 3}
	verbose    = false
	scale      float32 = 2
	wait       = 3 * time.Second
	best       = map[string]float64{"a": 1}
	grid       [][]float64
	byNumber   map[int]bool
	mode       Mode = Fast
	computed   = f()
	size       uint8 = 1
	letter     = 'я'
)

var hidden = flag.Int("hidden-neurons", 4, "hidden neurons")
var pause = flag.Duration("pause", time.Second, "time between frames")
var title = flag.String("title", "", "a title")
var quick = flag.Bool("quick", false, "fewer steps")
var momentum = flag.Float64("momentum", 0.9, "part that is kept")
`

func TestDeclared(t *testing.T) {
	want := []Parameter{
		{Name: "epochs", Type: "int", Default: "10", Help: "how often all examples are seen", isConst: true},
		{Name: "rate", Type: "float64", Default: "0.5", Help: "rate is the learning rate."},
		{Name: "name", Type: "string", Default: `"a\nb"`},
		{Name: "seed", Type: "int64", Default: "int64(7)"},
		{Name: "layers", Type: "[]int", Default: "[]int{2, 3}"},
		{Name: "verbose", Type: "bool", Default: "false"},
		{Name: "scale", Type: "float32", Default: "2"},
		{Name: "wait", Type: "time.Duration", Default: "3 * time.Second"},
		{Name: "best", Type: "map[string]float64", Default: `map[string]float64{"a": 1}`},
		{Name: "grid", Type: "[][]float64"},
		{Name: "byNumber", Type: "map[int]bool"},
		{Name: "mode", Type: "Mode", Default: "Fast"},
		{Name: "computed", Default: "f()"},
		{Name: "size", Type: "uint8", Default: "1"},
		{Name: "letter", Type: "rune", Default: "'я'"},
		{Name: "hidden", Type: "int", Default: "4", Help: "hidden neurons", flag: "hidden-neurons"},
		{Name: "pause", Type: "time.Duration", Default: "time.Second", Help: "time between frames", flag: "pause"},
		{Name: "title", Type: "string", Default: `""`, Help: "a title", flag: "title"},
		{Name: "quick", Type: "bool", Default: "false", Help: "fewer steps", flag: "quick"},
		{Name: "momentum", Type: "float64", Default: "0.9", Help: "part that is kept", flag: "momentum"},
	}
	got := Declared(lesson)
	for i := range max(len(got), len(want)) {
		if i >= len(got) || i >= len(want) || got[i] != want[i] {
			t.Errorf("parameter %d:\n got %+v\nwant %+v", i, got[i:min(i+1, len(got))], want[i:min(i+1, len(want))])
		}
	}
}

func TestCell(t *testing.T) {
	for _, c := range []struct{ name, value, want string }{
		// A value takes the type of the declaration.
		{"epochs", `20`, "const epochs = 20"},
		{"epochs", `1e3`, "const epochs = 1000"},
		{"rate", `1`, "var rate = 1.0"},
		{"rate", `1e-05`, "var rate = 1e-05"},
		{"rate", `-0.25`, "var rate = -0.25"},
		{"name", `"say \"hi\"\\\nслово 🙂\u0000%%"`, `var name = "say \"hi\"\\\nслово 🙂\x00%%"`},
		{"name", `7`, `var name = "7"`}, // papermill makes a number of -p name 7
		{"name", `true`, `var name = "true"`},
		{"seed", `9007199254740993`, "var seed int64 = 9007199254740993"},
		{"layers", `[4, 5]`, "var layers = []int{4, 5}"},
		{"layers", `[]`, "var layers = []int{}"},
		{"layers", `null`, "var layers []int"},
		{"verbose", `true`, "var verbose = true"},
		{"verbose", `"true"`, "var verbose = true"}, // and leaves this a text
		{"scale", `3`, "var scale float32 = 3.0"},
		{"wait", `"1.5s"`, "var wait = 1500 * time.Millisecond"},
		{"best", `{"b": 2, "a": 0.5}`, `var best = map[string]float64{"a": 0.5, "b": 2.0}`},
		{"grid", `[[1], [2, 3.5]]`, "var grid = [][]float64{{1.0}, {2.0, 3.5}}"},
		{"byNumber", `{"3": true}`, "var byNumber = map[int]bool{3: true}"},
		{"mode", `2`, "var mode Mode = 2"},
		{"computed", `2.5`, "var computed = 2.5"},
		{"size", `255`, "var size uint8 = 255"},

		// A flag goes to the command line, by its own name or the variable's.
		{"hidden", `8`, "%override --hidden-neurons=8"},
		{"hidden-neurons", `8.0`, "%override --hidden-neurons=8"},
		{"pause", `"2s"`, "%override --pause=2s"},
		{"title", `"a \"b\"\n"`, `%override "--title=a \"b\"\n"`},
		{"quick", `true`, "%override --quick=true"},
		{"momentum", `1`, "%override --momentum=1.0"},

		// What no cell has declared may be either.
		{"new", `1`, "var new = 1\n%override --new=1"},
		{"new-rate", `0.5`, "%override --new-rate=0.5"},
		{"names", `["a", "b"]`, `var names = []string{"a", "b"}`},
		{"mixed", `[1, "b", null, [2]]`, `var mixed = []any{1, "b", nil, []int{2}}`},
		{"numbers", `[1, 0.5]`, "var numbers = []float64{1.0, 0.5}"},
		{"nested", `{"a": [1], "b": [2]}`, `var nested = map[string][]int{"a": {1}, "b": {2}}`},
		{"nothing", `null`, "var nothing any"},
	} {
		got, err := Cell(Declared(lesson), []Value{{c.name, json.RawMessage(c.value)}}, "Parameters")
		if want := "// Parameters\n" + c.want + "\n"; err != nil || got != want {
			t.Errorf("%s = %s:\n got %q, %v\nwant %q", c.name, c.value, got, err, want)
		}
	}
}

func TestCellRefuses(t *testing.T) {
	for _, c := range []struct{ name, value, want string }{
		{"epochs", `0.5`, "parameter epochs: 0.5 does not fit the type int, which the notebook declares"},
		{"epochs", `"ten"`, `parameter epochs: "ten" does not fit the type int, which the notebook declares`},
		{"epochs", `null`, "parameter epochs: the type int has no nil, which None is in Go: give it a value"},
		{"rate", `null`, "parameter rate: the type float64 has no nil, which None is in Go: give it a value"},
		{"rate", `1e999`, "parameter rate: 1e999 does not fit the type float64, which the notebook declares"},
		{"layers", `5`, "parameter layers: 5 does not fit the type []int, which the notebook declares"},
		{"layers", `[1, "a"]`, `parameter layers: "a" does not fit the type int, which the notebook declares`},
		{"best", `[1]`, "parameter best: [1] does not fit the type map[string]float64, which the notebook declares"},
		{"byNumber", `{"x": true}`, `parameter byNumber: x does not fit the type int, which the notebook declares`},
		{"size", `256`, "parameter size: 256 does not fit the type uint8, which the notebook declares"},
		{"wait", `5`, "parameter wait: 5 is not a duration: write a number with its unit, such as 1.5s, 10m or 2h30m"},
		{"hidden", `"many"`, `parameter hidden: "many" does not fit the type int, which the notebook declares`},
		{"hidden", `[1]`, "parameter hidden: [1] has no form for a command line, and a flag takes one value"},
		{"pause", `"soon"`, `parameter pause: "soon" is not a duration: write a number with its unit, such as 1.5s, 10m or 2h30m`},
		{"new-rates", `[1]`, "parameter new-rates: [1] has no form for a command line, and a flag takes one value"},
	} {
		got, err := Cell(Declared(lesson), []Value{{c.name, json.RawMessage(c.value)}}, "Parameters")
		if err == nil || err.Error() != c.want {
			t.Errorf("%s = %s:\n got %q, %v\nwant %s", c.name, c.value, got, err, c.want)
		}
	}
}

// Whatever a notebook declares and whatever is asked for, the cell is Go in one piece, or there is an error.
func FuzzCell(f *testing.F) {
	f.Add(lesson, "rate", `{"a": [1, "b", null], "c": -1e5}`)
	f.Add("var a [", "a", `"\n%%"`)
	f.Add("var a [3]int", "a", `[1]`)
	f.Add("var a = flag.Int(\"\n\", 1, x)", "b c", `"--"`)
	f.Fuzz(func(t *testing.T, cell, name, value string) {
		if !json.Valid([]byte(value)) {
			return
		}
		got, err := Cell(Declared(cell), []Value{{name, json.RawMessage(value)}}, "Parameters\n!")
		if err != nil {
			return
		}
		code, commands, _ := strings.Cut(got, Override)
		if strings.Count(commands, "\n") > 1 {
			t.Errorf("the command goes on in another line: %q", got)
		}
		if _, err := parser.ParseFile(token.NewFileSet(), "", "package main\n"+code, 0); err != nil {
			t.Errorf("%v: %q", err, got)
		}
	})
}
