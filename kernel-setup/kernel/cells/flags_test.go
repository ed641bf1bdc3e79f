package cells

import (
	"slices"
	"testing"
)

func TestArguments(t *testing.T) {
	for _, test := range []struct {
		code string
		line int
		want []string
	}{
		{"%%\nf()", 0, nil},
		{"var x = 1\n%% --rate=2 steps=3\nf()", 2, []string{"--rate=2", "steps=3"}},
		{"%main\t-x", 1, []string{"-x"}},
		{"//gonb:%% a", 1, []string{"a"}},
		{"%args a b\n%%\nf()", 1, []string{"a", "b"}},
		{"%exec f rate=2", 1, []string{"f", "rate=2"}},
		{`%% "two words" name="a \" b"`, 1, []string{`"two words"`, `name="a \" b"`}},
		{"%%\nx := `\n%% rate=2\n`", 0, nil},
		{"%%writefile a\n%% rate=2", 0, nil},
		{"!echo %% rate=2", 0, nil},
		{"x %% 2", 0, nil},
	} {
		if line, words := Read(test.code).Arguments(); line != test.line || !slices.Equal(words, test.want) {
			t.Errorf("%q has in line %d the arguments %q; want %d, %q", test.code, line, words, test.line, test.want)
		}
	}
}

func TestFlags(t *testing.T) {
	for _, test := range []struct {
		cells []string
		want  []string
	}{
		{nil, nil},
		{[]string{"var rate = flag.Float64(\"rate\", 1, \"\")\n%%\nf()"}, []string{"rate"}},
		{[]string{"var (\n\trate = flag.Float64(\"rate\", 1, \"x\")\n\tsteps = flag.Int(`steps`, 1, \"\")\n)"}, []string{"rate", "steps"}},
		{[]string{"func init() {\n\tflag.BoolVar(&loud, \"loud\", false, \"\")\n\tflag.Func(\"each\", \"\", f)\n\tflag.Var(v, \"any\", \"\")\n}"}, []string{"loud", "each", "any"}},
		{[]string{`var rate = flag.Int("rate", 1, "")`, `var rate = flag.Int("speed", 1, "")`}, []string{"speed"}},
		{[]string{`var rate = flag.Int("rate", 1, "")`, "%rm rate"}, nil},
		{[]string{`var set = flag.NewFlagSet("rate", 1)`, `var x = set.Int("rate", 1, "")`, `var y = flag.Int(name(), 1, "")`, "var z = flag.Int()"}, nil},
	} {
		var d Declarations
		for _, cell := range test.cells {
			d.Add(cell)
		}
		var got []string
		for _, flag := range d.Flags() {
			got = append(got, flag.Name)
		}
		if !slices.Equal(got, test.want) {
			t.Errorf("%q declare the flags %q, want %q", test.cells, got, test.want)
		}
	}
}
