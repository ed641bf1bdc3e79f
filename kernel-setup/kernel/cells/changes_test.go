package cells

import (
	"slices"
	"testing"
)

func TestChanges(t *testing.T) {
	var declared Declarations
	keep(t, &declared, 1, "x := 1\n\nvar (\n\tv = []int{1}\n\tp struct{ a int }\n)\nfunc f() *int { return nil }\nvar rate = flag.Int(\"rate\", 1, \"\")")
	x, v, p := Change{"x", 1, 1}, Change{"v", 1, 4}, Change{"p", 1, 5}
	for cell, want := range map[string][]Change{
		"%%\nx = 2":                        {x},
		"x += 41\nx":                       {x},
		"%%\nx++; x--":                     {x},
		"v[0] = 3":                         {v},
		"(p).a = 3; p.a = 4":               {p},
		"%%\nif x == 1 { v[0], x = 5, 6 }": {v, x},
		"%%\nx := 5; x = 6":                nil, // its own
		"x := 5\nfmt.Println(x); x = 6":    nil,
		"%%\nfor x := range 3 { x = 2 }":   nil,
		"%%\ny, z := x, v\ny, z = 1, nil":  nil,
		"%%\n*f() = x; *rate = 2":          nil, // nobody knows what f's is; a flag is set in each cell
		"var q = 1\n%%\nq = x":             nil,
		"fmt.Println(x == 2)":              nil,
	} {
		draft, faults := declared.Draft(Read(cell), 2, false)
		if len(faults) > 0 {
			t.Errorf("%q: %v", cell, faults)
			continue
		}
		if got := draft.Changes(); !slices.Equal(got, want) {
			t.Errorf("%q: got %v, want %v", cell, got, want)
		}
	}
}

func keep(t *testing.T, declared *Declarations, number int, cell string) {
	t.Helper()
	draft, faults := declared.Draft(Read(cell), number, false)
	if len(faults) > 0 {
		t.Fatal(faults)
	}
	declared.Keep(draft)
}
