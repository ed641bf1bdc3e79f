package vectors

import (
	"encoding/json"
	"fmt"
	"math"
	"os"
	"slices"
	"strings"
	"testing"
	"time"
)

// The oracle is what Hugging Face's tokenizers and the table before its values were rounded make of the same texts: see make.py.
func TestTokensAndVectorsAreThoseOfThePythonPackages(t *testing.T) {
	content, err := os.ReadFile("testdata/oracle.json")
	if err != nil {
		t.Fatal(err)
	}
	var oracle []struct {
		Text string
		IDs  []int
		Mean Vector
	}
	if err := json.Unmarshal(content, &oracle); err != nil {
		t.Fatal(err)
	}
	for _, o := range oracle {
		if got := load().Tokens(o.Text); !slices.Equal(got, o.IDs) {
			t.Errorf("tokens of %q: got %v, want %v", o.Text, got, o.IDs)
		}
		got, want := Of(o.Text).Unit(), o.Mean.Unit()
		if near := got.Dot(&want); len(o.IDs) > 0 && near < 0.98 {
			t.Errorf("vector of %q: the cosine to the one that was not rounded is %.3f, want at least 0.98", o.Text, near)
		}
	}
}

func TestAnyTextHasAVector(t *testing.T) {
	start := time.Now()
	for _, text := range []string{"", "\xff\xfe", "\x00", strings.Repeat("a", 1_000_000), strings.Repeat(" ", 100_000), strings.Repeat("🍵", 100_000)} {
		v := Of(text).Unit()
		if length := v.Dot(&v); strings.TrimSpace(text) != "" && math.Abs(length-1) > 1e-3 {
			t.Errorf("%.20q: the vector's length is %g, want 1", text, length)
		}
	}
	if took := time.Since(start); took > 3*time.Second {
		t.Errorf("took %v", took)
	}
}

func Example() {
	near := func(a, b string) float64 {
		v, w := Of(a).Unit(), Of(b).Unit()
		return v.Dot(&w)
	}
	fmt.Println(near("How do I recharge my laptop?", "Charging the battery of a notebook") > 0.3)
	fmt.Println(near("How do I recharge my laptop?", "The history of the French kings") > 0.3)
	// Output:
	// true
	// false
}
