package main

import (
	"slices"
	"strings"
	"testing"

	"firstneuron/internal/bench/measure"
)

// Counted by hand, as 2 flop for each weight that meets a number: forward, back to the weights, and back to the inputs
// of every layer but the first.
func TestFlopPerPicture(t *testing.T) {
	for _, c := range []struct {
		job  measure.Job
		want float64
	}{
		{mlpJob, 2*784*128*2 + 2*128*10*3},
		{digitsJob, 2*64*32*2 + 2*32*10*3},
		{cnnJob, 2*784*9*32*2 + 2*196*288*64*3 + 2*3136*128*3 + 2*128*10*3},
	} {
		if got := flopPerPicture(c.job); got != c.want {
			t.Errorf("%s: got %v, want %v", c.job.Network, got, c.want)
		}
	}
}

func TestNumbersAsThePageWritesThem(t *testing.T) {
	for _, c := range []struct{ got, want string }{
		{rounded(117_432), "117,000"}, {rounded(999.6), "1,000"}, {rounded(731.4), "731"}, {rounded(2_749), "2,750"},
		{grouped(60000), "60,000"}, {grouped(999), "999"}, {grouped(1234567), "1,234,567"},
		{bytesText(2.5e9), "2.5 GB"}, {bytesText(23.4e6), "23 MB"}, {bytesText(0), "-"},
	} {
		if c.got != c.want {
			t.Errorf("got %q, want %q", c.got, c.want)
		}
	}
}

func TestKernelVariablesAreThoseThatACellSees(t *testing.T) {
	got, err := readKernelVariables([]byte(`{"env": {"PATH": "/x:${PATH}", "MALLOC_ARENA_MAX": "1", "GOFLAGS": "-ldflags=$$ORIGIN"}}`))
	if want := []string{"GOFLAGS=-ldflags=$ORIGIN", "MALLOC_ARENA_MAX=1"}; err != nil || !slices.Equal(got, want) {
		t.Errorf("got %q, %v, want %q", got, err, want)
	}
	if got := memorySettings(got); !slices.Equal(got, []string{"MALLOC_ARENA_MAX=1"}) {
		t.Errorf("the memory settings are %q", got)
	}
	if _, err := readKernelVariables([]byte("{")); err == nil {
		t.Error("half a file was read")
	}
}

func TestAimsAreHeldAgainstTheBestOfEachRival(t *testing.T) {
	measured := func(library, style string, rate, first, memory, size float64) *entry {
		result := measure.Result{Rate: rate, FirstStep: first, Memory: memory}
		return &entry{competitor: competitor{library: library, style: style}, program: program{size: size}, runs: []measure.Result{result}, whole: result}
	}
	entries := []*entry{
		measured("ours, pure Go", "", 1000, 0.3, 4e8, 2e7),
		measured("ours, XLA", "", 4800, 2, 7e8, 2e8),
		measured("PyTorch", "", 3000, 4, 6e8, 7e8),
		measured("PyTorch", "fused", 4000, 3, 6e8, 7e8),
		measured("Keras on JAX", "", 5000, 6, 1e9, 1e9),
	}
	var verdicts []string
	for _, a := range aims(cnnJob, entries) {
		verdict := "not reached: "
		if a.reached() {
			verdict = "reached: "
		}
		verdicts = append(verdicts, verdict+a.what)
	}
	want := []string{
		"reached: XLA, pictures a second: 1.2 times PyTorch's best",
		"not reached: XLA, pictures a second: 1.2 times Keras's best",
		"not reached: pure Go, pictures a second: half of PyTorch's best",
		"reached: pure Go, first step: below PyTorch's, import included",
		"reached: pure Go, memory: below PyTorch's",
		"reached: pure Go, installed: below PyTorch's",
		"reached: XLA, first step: below PyTorch's, import included",
		"not reached: XLA, memory: below PyTorch's",
		"reached: XLA, installed: below PyTorch's",
	}
	if !slices.Equal(verdicts, want) {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(verdicts, "\n"), strings.Join(want, "\n"))
	}
	if table := aimsTable(nil); table != "" {
		t.Errorf("without aims the table is %q", table)
	}
}
