package lesson

import (
	"flag"
	"fmt"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

type scaled = func(numbers []float64) []float64

// half is the exercise of these tests: half of each number.
var half = &Exercise[scaled]{
	Name:  "half",
	Right: func(numbers []float64) []float64 { return each(numbers, func(x float64) float64 { return x / 2 }) },
	Try: func(f scaled, t *Trial) {
		for _, numbers := range [][]float64{{2, 3}, {-8e-7}, {5, 0, 1}} {
			t.Call(fmt.Sprintf("half(%v)", numbers), func() []float64 { return f(numbers) }, numbers)
		}
	},
	Mistakes: []Mistake[scaled]{
		{Wrong: func(n []float64) []float64 { return each(n, func(x float64) float64 { return float64(int(x) / 2) }) }, Where: "integer"},
		{Wrong: func(n []float64) []float64 { return n[:len(n)+1] }, Where: "beyond the end"},
		{Wrong: func(n []float64) []float64 {
			for i := range n {
				n[i] /= 2
			}
			return n
		}, Where: "in place"},
	},
	Why: "general why", How: "general how",
}

func each(numbers []float64, f func(float64) float64) []float64 {
	result := []float64{}
	for _, x := range numbers {
		result = append(result, f(x))
	}
	return result
}

func TestExamineNamesTheMistake(t *testing.T) {
	right := half.Right
	tests := []struct {
		name        string
		f           scaled
		seen, where string
		mistake     int
	}{
		{"the same mistake in other words", func(n []float64) []float64 {
			return each(n, func(x float64) float64 { return math.Trunc(math.Trunc(x) / 2) })
		},
			"half([2 3]) returns 1 as number 2, and it should return 1.5.", "integer", 0},
		{"a panic", func(n []float64) []float64 { return n[:len(n)+1] },
			"half([2 3]) ends with a panic: slice bounds out of range [:3] with capacity 2.", "beyond the end", 1},
		{"the input is changed", half.Mistakes[2].Wrong, "half([2 3]) changes the slice that it gets.", "in place", 2},
		{"too few numbers", func(n []float64) []float64 { return right(n)[1:] }, "half([2 3]) returns 1 number, and it should return 2 numbers.", "Every call is wrong.", -1},
		{"small differences are shown", func(n []float64) []float64 {
			return each(n, func(x float64) float64 {
				if x < 0 {
					return x/2 - 1e-8
				}
				return x / 2
			})
		}, "half([-8e-07]) returns -4.1e-07, and it should return -4e-07.", "1 of 3 calls are wrong; half([2 3]) is right.", -1},
		{"not written yet", func(n []float64) []float64 { return make([]float64, len(n)) }, "half([2 3]) returns 0 as number 1, and it should return 1.", "It returns nothing but 0. Are your lines written?", -1},
		{"nil", func(n []float64) []float64 { return nil }, "half([2 3]) returns 0 numbers, and it should return 2 numbers.", "It returns nil, or a slice without numbers. Are your lines written?", -1},
		{"NaN", func(n []float64) []float64 { return each(n, func(x float64) float64 { return math.NaN() }) }, "half([2 3]) returns NaN as number 1, and it should return 1.", "Every call is wrong.", -1},
		{"infinity", func(n []float64) []float64 { return each(n, func(x float64) float64 { return math.Inf(1) }) }, "half([2 3]) returns +Inf as number 1, and it should return 1.", "Every call is wrong.", -1},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			v := half.Examine(test.f)
			if v.Right || v.Seen != test.seen || v.Where != test.where || v.Mistake != test.mistake {
				t.Errorf("got %+v, want %q, %q and mistake %d", v, test.seen, test.where, test.mistake)
			}
		})
	}
	if v := half.Examine(func(n []float64) []float64 { return each(n, func(x float64) float64 { return 0.5 * x }) }); !v.Right || v.Calls != 3 {
		t.Errorf("another right one: got %+v", v)
	}
}

func TestNumbersAreShownWithTheDigitsInWhichTheyDiffer(t *testing.T) {
	for _, test := range []struct {
		a, b  float64
		wants string
	}{
		{-0.00899, -0.00901, "-0.00899 -0.00901"},
		{0.123456789, 0.123456799, "0.12345679 0.1234568"},
		{1, 1 + 1e-15, "1 1.000000000000001"},
		{math.Inf(1), 2, "+Inf 2"},
	} {
		a, b := apart(test.a, test.b)
		if got := a + " " + b; got != test.wants {
			t.Errorf("%v and %v: got %q, want %q", test.a, test.b, got, test.wants)
		}
	}
}

func TestALoopThatDoesNotEndIsSaid(t *testing.T) {
	start := time.Now()
	stop := false // so that the loop does not go on through the other tests
	defer func() { stop = true }()
	v := half.Examine(func(n []float64) []float64 {
		for len(n) == 1 && !stop {
			time.Sleep(time.Millisecond)
		}
		return half.Right(n)
	})
	if v.Seen != "half([-8e-07]) has not returned after 5s: is there a loop that does not end?" || !strings.Contains(v.Where, "A loop does not end") {
		t.Errorf("got %q and %q", v.Seen, v.Where)
	}
	if took := time.Since(start); took > 2*longest {
		t.Errorf("it took %v", took)
	}
}

func TestAFunctionThatTakesAllMemoryEndsTheCell(t *testing.T) {
	if os.Getenv("LESSON_MEMORY") != "" { // what the test below starts
		half.Check(func(n []float64) []float64 {
			pieces := map[int][]float64{}
			for { // large pieces, so that the time limit is not reached first
				pieces[len(pieces)] = make([]float64, 1<<24)
				time.Sleep(time.Millisecond)
			}
		})
		return
	}
	cell := exec.Command(os.Args[0], "-test.run=^"+t.Name()+"$")
	cell.Env = append(os.Environ(), "LESSON_MEMORY=1")
	output, _ := cell.CombinedOutput()
	if !strings.HasPrefix(string(output), "✗ half has taken more than 1 GB of memory") || cell.ProcessState.ExitCode() != 1 {
		t.Errorf("the cell wrote %q and ended with %d", output, cell.ProcessState.ExitCode())
	}
}

func TestWhatIsKeptOutlivesTheProgram(t *testing.T) {
	path := filepath.Join(t.TempDir(), "record")
	t.Setenv(recordVariable, path)
	keep(entry{Kind: number, Name: "a", Measured: "1"})
	keep(entry{Kind: number, Name: "b", Measured: "2"})
	if err := appendTo(path, `{"Kind":"number","Name":"cut`+"\n"); err != nil {
		t.Fatal(err)
	}
	keep(entry{Kind: number, Name: "a", Measured: "3", Flags: "--rate=2"})
	keep(entry{Kind: exercise, Name: "a"})
	got := recorded(number)
	if len(got) != 2 || got[0].Measured != "3" || got[0].Flags != "--rate=2" || got[1].Name != "b" {
		t.Errorf("got %+v, want the last entry of each name, in the order of the first", got)
	}
	os.Remove(path)
	if got := recorded(number); got != nil {
		t.Errorf("without a file: got %+v", got)
	}
}

func appendTo(path, text string) error {
	file, err := os.OpenFile(path, os.O_APPEND|os.O_WRONLY, 0)
	if err != nil {
		return err
	}
	defer file.Close()
	_, err = file.WriteString(text)
	return err
}

func TestReport(t *testing.T) {
	t.Setenv(recordVariable, filepath.Join(t.TempDir(), "record"))
	Predict("How many?", "10").Measured(203540)
	Predict("Which?", "?", "left", "right").Was("left")
	Goal("a larger one", true, "")
	var text strings.Builder
	writeReport(&text, []string{"half", "a larger one"})
	want := `prediction     you   measured
How many?      10    203540
Which?         -     left
                     
exercise             
half           ○ open   
a larger one   ✓ done   
`
	if squeeze(text.String()) != squeeze(want) {
		t.Errorf("got\n%s\nwant\n%s", text.String(), want)
	}
}

func TestAnExperimentDoesNotReplaceWhatWasMeasured(t *testing.T) {
	t.Setenv(recordVariable, filepath.Join(t.TempDir(), "record"))
	lessons := flag.CommandLine
	defer func() { flag.CommandLine = lessons }()
	for _, run := range []struct {
		argument string
		measured float64
		want     string
	}{
		{"--rate=10", 3, "3"}, // nothing else is there yet
		{"--rate=1", 14, "14"},
		{"--rate=10", 5, "14"},
		{"--rate=1", 15, "15"},
	} {
		flag.CommandLine = cellFlags(t, run.argument)
		Predict("How many?", "10").Measured(run.measured)
		if got := recorded(prediction); len(got) != 1 || got[0].Measured != run.want {
			t.Errorf("with %s: got %+v, want %s", run.argument, got, run.want)
		}
	}
}

// A lesson does not foresee all that comes of flags of the learner's.
func TestNoChoiceIsRight(t *testing.T) {
	t.Setenv(recordVariable, filepath.Join(t.TempDir(), "record"))
	lessons := flag.CommandLine
	defer func() { flag.CommandLine = lessons }()
	p := Predict("Which?", "left", "left", "right")
	flag.CommandLine = cellFlags(t, "--rate=10")
	p.Was("")
	if got := recorded(prediction); len(got) != 0 {
		t.Errorf("got %+v on the record", got)
	}
	flag.CommandLine = cellFlags(t)
	defer func() {
		if recover() == nil {
			t.Error("a mistake of the lesson's is not told")
		}
	}()
	p.Was("")
}

func squeeze(text string) string { return strings.Join(strings.Fields(text), " ") }

func TestPredictionThatIsNoneIsSaid(t *testing.T) {
	for _, test := range []struct {
		prediction *Prediction
		want       string
	}{
		{Predict("How many?", "ten"), `How many? ("ten" is no answer to it: write a number)`},
		{Predict("Which?", "up", "left", "right"), `Which? ("up" is no answer to it: write "left" or "right")`},
		{Predict("Which?", " ? ", "left", "right"), `Which? (write "left" or "right" in place of the ?, and run the cell again)`},
	} {
		if err := test.prediction.fault(); err == nil || err.Error() != test.want {
			t.Errorf("got %v, want %q", err, test.want)
		}
	}
	if value, made := Predict("How many?", "0.5").Value(); value != 0.5 || !made {
		t.Errorf("got %v, %v", value, made)
	}
}

// The flag for help is no setting: no claim is loosened by it, and package runs, which asks its value, does not record it.
func TestTheHintIsNoSetting(t *testing.T) {
	set := flag.NewFlagSet("cell", flag.ContinueOnError)
	var said strings.Builder
	set.SetOutput(&said)
	shared := flag.Lookup("hint")
	set.Var(shared.Value, shared.Name, shared.Usage)
	defer shared.Value.Set(shared.DefValue)
	if err := set.Parse([]string{"--hint=3"}); err != nil || hint != 3 {
		t.Errorf("got %d, %v, want 3", hint, err)
	}
	if changed := changedFlags(set); changed != "" {
		t.Errorf("changed are %s", changed)
	}
	if help, ok := shared.Value.(interface{ IsHelp() bool }); !ok || !help.IsHelp() {
		t.Error("package runs cannot tell that it is a flag for help")
	}
	if err := set.Parse([]string{"--hint=x"}); err == nil || !strings.HasPrefix(said.String(), `invalid value "x" for flag -hint: parse error`) || !strings.Contains(said.String(), "-hint int") {
		t.Errorf("got %v and\n%s", err, said.String())
	}
}
