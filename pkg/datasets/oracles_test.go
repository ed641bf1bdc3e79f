package datasets

import (
	"encoding/json"
	"fmt"
	"math"
	"os"
	"strings"
	"testing"
)

// oracles is what other libraries say: testdata/oracles.py has asked them.
type oracles struct {
	Digits struct {
		Counts, Labels []int
		Pictures       map[int][]float64
		Means          [][]float64
		Sum            float64
	}
	Points map[string]struct {
		Rows   [][]float64
		Labels []int
	}
	Changes struct {
		Picture, Flipped []float64
		Rotated          map[int][]float64
		Shifted          map[string][]float64
	}
	Averages struct {
		PNG          []byte
		Colour, Grey map[string][]float64
	}
	Orientations map[int]struct {
		JPEG, PNG     []byte
		Height, Width int
		Values        []float64
	}
	Fashion map[string]struct {
		Counts, Labels []int
		Means, Last    []float64
	}
}

func readOracles(t testing.TB) oracles {
	t.Helper()
	text, err := os.ReadFile("testdata/oracles.json")
	if err != nil {
		t.Fatal(err)
	}
	var o oracles
	if err := json.Unmarshal(text, &o); err != nil {
		t.Fatal(err)
	}
	return o
}

// near compares numbers to a tolerance, and says where they differ most.
func near(t *testing.T, what string, got []float64, want []float64, tolerance float64) {
	t.Helper()
	if len(got) != len(want) {
		t.Errorf("%s: got %d numbers, want %d", what, len(got), len(want))
		return
	}
	worst := 0
	for i := range want {
		if !(math.Abs(got[i]-want[i]) <= math.Abs(got[worst]-want[worst])) {
			worst = i
		}
	}
	if len(want) > 0 && !(math.Abs(got[worst]-want[worst]) <= tolerance) {
		t.Errorf("%s: number %d: got %v, want %v to %g", what, worst, got[worst], want[worst], tolerance)
	}
}

func sizes(t *testing.T, text string) (a, b int) {
	t.Helper()
	if _, err := fmt.Sscan(text, &a, &b); err != nil {
		t.Fatal(err)
	}
	return a, b
}

// says checks that an error is one of this package, with each of the texts in it.
func says(t *testing.T, err error, texts ...string) {
	t.Helper()
	if err == nil {
		t.Errorf("got no error, want one with %q", texts)
		return
	}
	for _, text := range append(texts, "datasets: ") {
		if !strings.Contains(err.Error(), text) {
			t.Errorf("got the error %q, want %q in it", err, text)
		}
	}
}

// panics checks that a mistake in code is told in one sentence.
func panics(t *testing.T, want string, call func()) {
	t.Helper()
	defer func() {
		t.Helper()
		if message, _ := recover().(string); !strings.HasPrefix(message, "datasets: ") || !strings.Contains(message, want) {
			t.Errorf("got the panic %q, want one of datasets with %q", message, want)
		}
	}()
	call()
}
