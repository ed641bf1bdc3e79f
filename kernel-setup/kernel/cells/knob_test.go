package cells

import (
	"maps"
	"slices"
	"testing"
)

func TestWhatAFlagSays(t *testing.T) {
	code := `import ("flag"; "time")
var (
	rate = flag.Float64("rate", 1e-3, "learning rate") //knob 0.01 to 10 log
	steps = flag.Int("steps", 10_000, ` + "`how many`" + `)
	wait = flag.Duration("wait", 3*time.Second/2, "how long")
	kind = flag.String("kind", "tanh", "activation") //knob sigmoid tanh ReLU
)
var loud = flag.Bool("loud", true, "prints more") //knob none
// a comment of its own
var low = flag.Int("low", -(1 << 4), "low")
var folder = flag.String("folder", os.TempDir(), "where")
high := flag.Uint("high", 7, "high") //knob 1 to 9
fmt.Println(*rate)`
	var d Declarations
	draft, faults := d.Draft(Read(code), 5, false)
	if len(faults) > 0 {
		t.Fatal(faults)
	}
	want := []Flag{
		{"rate", "Float64", "0.001", true, "learning rate", "0.01 to 10 log", 5, 3},
		{"steps", "Int", "10000", true, "how many", "", 5, 4},
		{"wait", "Duration", "1.5s", true, "how long", "", 5, 5},
		{"kind", "String", "tanh", true, "activation", "sigmoid tanh ReLU", 5, 6},
		{"loud", "Bool", "true", true, "prints more", "none", 5, 8},
		{"low", "Int", "-16", true, "low", "", 5, 10},
		{"folder", "String", "", false, "where", "", 5, 11},
		{"high", "Uint", "7", true, "high", "1 to 9", 5, 12},
	}
	if got := draft.Flags(); !slices.Equal(got, want) {
		t.Errorf("the flags are\n%+v, want\n%+v", got, want)
	}
}

// Every flag is in every program, because to declare one is to act; a cell has knobs only for those that it uses.
func TestUsedFlags(t *testing.T) {
	var d Declarations
	d.Add("var rate = flag.Float64(\"rate\", 1, \"\") //knob 0 to 2\nvar steps = flag.Int(\"steps\", 1, \"\")\nvar other = flag.Int(\"other\", 1, \"\")")
	d.Add("var (\n\twide = flag.Int(\"wide\", 1, \"\")\n\tdeep = flag.Int(\"deep\", 1, \"wide, deep\")\n\tlong = flag.Int(\"long\", 1, \"\")\n\tview = *wide * *deep\n)")
	d.Add("func train() int { return *steps }")
	for code, want := range map[string][]string{
		"%%\nfmt.Println(train(), *rate)": {"rate", "steps"},
		"train()":                         {"steps"},
		"1 + 1":                           nil,
		"fmt.Println(*deep)":              {"deep"},
		"fmt.Println(view)":               {"wide", "deep"},
		"var (\n\tlow = flag.Int(\"low\", 1, \"\")\n\thigh = flag.Int(\"high\", 1, \"low, high\")\n)\n%%\nprintln(*high)": {"high"},
		"var own = flag.Int(\"own\", 1, \"\")\n%%\nprintln(*own)":                                                         {"own"},
		// A flag that the cell sets itself has no use for a knob.
		"%%\n*rate = 3\nfmt.Println(*rate)":                           nil,
		"for _, *rate = range []float64{1, 2} {\n\ttrain()\n}":        {"steps"},
		"for _, x := range []int{1, 2} {\n\t*steps = x\n\ttrain()\n}": nil,
		"*rate = *rate / 2\nfmt.Println(*rate)":                       {"rate"},
		"fmt.Println(*rate)\n*rate = 3":                               {"rate"},
		"if *steps > 1 {\n\t*rate = 3\n}\nfmt.Println(*rate)":         {"rate", "steps"},
		"train()\n*steps = 3\ntrain()":                                {"steps"},
		"*deep = 3\nfmt.Println(view)":                                {"wide", "deep"},
	} {
		draft, _ := d.Draft(Read(code), 7, false)
		var got []string
		for _, flag := range draft.UsedFlags() {
			got = append(got, flag.Name)
		}
		if !slices.Equal(got, want) {
			t.Errorf("%q uses the flags %q, want %q", code, got, want)
		}
		if len(draft.Flags()) < 3 {
			t.Errorf("the program of %q has the flags %v", code, draft.Flags())
		}
	}
}

func TestGiven(t *testing.T) {
	flags := []Flag{{Name: "loud", Kind: "Bool"}, {Name: "rate", Kind: "Float64"}, {Name: "title", Kind: "String"}}
	for _, test := range []struct {
		words []string
		want  map[string]string
	}{
		{nil, map[string]string{}},
		{[]string{"--rate=2", "-loud", "rest", "--title=x"}, map[string]string{"rate": "2", "loud": "true"}},
		{[]string{"--rate", "2", `"--title=a \"b\""`, "--loud=false"}, map[string]string{"rate": "2", "title": `a "b"`, "loud": "false"}},
		{[]string{"--rate=1", "--", "--rate=2"}, map[string]string{"rate": "1"}},
		{[]string{"--rate=1", "--rate=2"}, map[string]string{"rate": "2"}},
		{[]string{"--title="}, map[string]string{"title": ""}},
		{[]string{"--rate"}, map[string]string{"rate": ""}},
	} {
		if got := Given(test.words, flags); !maps.Equal(got, test.want) {
			t.Errorf("%q give %q, want %q", test.words, got, test.want)
		}
	}
}
