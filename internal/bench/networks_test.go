package main

import (
	"errors"
	"math"
	"strings"
	"testing"
)

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

func TestARowWithoutNumbersSaysWhy(t *testing.T) {
	r := &row{contender: contender{library: "JAX", style: "fast"}, failure: errors.New("one|two\nthree")}
	if got := r.line(mlp, 1e9); !strings.HasPrefix(got, `| JAX (fast) | one\|two three |`) || strings.Count(got, "\n") != 1 {
		t.Errorf("got %q", got)
	}
}

func TestALineShowsWhatWasMeasured(t *testing.T) {
	full := result{rate: 117_432, firstStep: 1.5, imports: 0.5, steps: 104, accuracy: math.NaN(), target: math.NaN(), memory: 4.79e8}
	r := &row{contender: contender{library: "ours, XLA"}, program: program{size: 2e8, pipSize: 5.5e9}, runs: []result{full}, full: full}
	want := "| ours, XLA | 117,000 | 25 % | 1.50 s | 0.50 s | not reached | - (104 steps in 60 s) | 479 MB | 200 MB, by pip 5.5 GB |\n"
	if got := r.line(mlp, 1.92e11); got != want {
		t.Errorf("got  %swant %s", got, want)
	}
	r.full.accuracy, r.full.target, r.pipSize = 0.8694, 2.34, 0
	want = "| ours, XLA | 117,000 | - | 1.50 s | 0.50 s | 2.3 s | 86.9 % | 479 MB | 200 MB |\n"
	if got := r.line(mlp, 0); got != want {
		t.Errorf("got  %swant %s", got, want)
	}
}
