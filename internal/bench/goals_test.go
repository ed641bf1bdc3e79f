package main

import (
	"slices"
	"strings"
	"testing"
)

func TestGoalsAreComparedWithTheFastestRowOfALibrary(t *testing.T) {
	measured := func(library, style string, rate, first, memory, size float64) *row {
		r := result{rate: rate, firstStep: first, memory: memory}
		return &row{contender: contender{library: library, style: style}, program: program{size: size}, runs: []result{r}, full: r}
	}
	rows := []*row{
		measured("ours, engine", "", 6000, 0.05, 4e8, 2e7),
		measured("ours, engine", "by single kernels", 1900, 0.2, 5e8, 2e7),
		measured("ours, XLA", "", 4800, 2, 7e8, 2e8),
		measured("PyTorch", "", 3000, 4, 6e8, 7e8),
		measured("PyTorch", "fused", 4000, 3, 3e8, 7e8),
		measured("Keras on JAX", "", 5000, 6, 1e9, 1e9),
	}
	var verdicts []string
	for _, g := range goalsFor(cnn, rows) {
		verdicts = append(verdicts, g.verdict()+": "+g.name)
	}
	want := []string{
		"not reached: pictures a second: 1.6 times the fastest PyTorch",
		"not reached: by single kernels, pictures a second: a third of the whole",
		"reached: first step",
		"reached: pictures a second: more than ours with XLA",
		"reached: first step with the import: below the fastest PyTorch",
		"not reached: memory: below the fastest PyTorch",
		"reached: installed: below the fastest PyTorch",
	}
	if !slices.Equal(verdicts, want) {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(verdicts, "\n"), strings.Join(want, "\n"))
	}
	for _, r := range rows {
		r.full.memory = 0 // unknown
	}
	if got := len(goalsFor(cnn, rows)); got != len(want)-1 {
		t.Errorf("%d goals without the memory, want %d", got, len(want)-1)
	}
	if table := goalsTable(nil); table != "" {
		t.Errorf("without goals the table is %q", table)
	}
}
