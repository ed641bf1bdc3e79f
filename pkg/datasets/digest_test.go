package datasets

import (
	"crypto/sha256"
	"fmt"
	"testing"
)

// The bytes of a small set are written out here, so that a digest stays what it was in older records.
func TestDigestIsOfTheseBytes(t *testing.T) {
	set := &Set{Name: "two", Shape: []int{1}, Values: []float64{1, -2}, Labels: []int{0, 1}, Classes: []string{"a", "bc"}, Targets: [][]float64{{0.5}, {0}}}
	bytes := "\x01\x00\x00\x00\x00\x00\x00\x00" + "\x01\x00\x00\x00\x00\x00\x00\x00" + // one length, 1
		"\x02\x00\x00\x00\x00\x00\x00\x00" + "\x00\x00\x00\x00\x00\x00\xf0\x3f" + "\x00\x00\x00\x00\x00\x00\x00\xc0" + // two values
		"\x02\x00\x00\x00\x00\x00\x00\x00" + "\x00\x00\x00\x00\x00\x00\x00\x00" + "\x01\x00\x00\x00\x00\x00\x00\x00" + // two labels
		"\x01\x00\x00\x00\x00\x00\x00\x00" + "\x02\x00\x00\x00\x00\x00\x00\x00" + // two classes
		"\x01\x00\x00\x00\x00\x00\x00\x00" + "\x01\x00\x00\x00\x00\x00\x00\x00" + "a" +
		"\x01\x00\x00\x00\x00\x00\x00\x00" + "\x02\x00\x00\x00\x00\x00\x00\x00" + "bc" +
		"\x01\x00\x00\x00\x00\x00\x00\x00" + "\x02\x00\x00\x00\x00\x00\x00\x00" + // two rows of targets
		"\x01\x00\x00\x00\x00\x00\x00\x00" + "\x00\x00\x00\x00\x00\x00\xe0\x3f" +
		"\x01\x00\x00\x00\x00\x00\x00\x00" + "\x00\x00\x00\x00\x00\x00\x00\x00"
	if got, want := set.Digest(), fmt.Sprintf("%x", sha256.Sum256([]byte(bytes))); got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

func TestEachPartChangesTheDigest(t *testing.T) {
	base := Set{Shape: []int{2}, Values: []float64{1, 2, 3, 4}, Labels: []int{0, 1}, Classes: []string{"a", "b"}, Targets: [][]float64{{1, 0}, {0, 1}}}
	seen := map[string]string{base.Digest(): "the set itself"}
	for name, change := range map[string]func(s *Set){
		"another shape":            func(s *Set) { s.Shape = []int{2, 1} },
		"another value":            func(s *Set) { s.Values = []float64{1, 2, 3, 5} },
		"another order":            func(s *Set) { s.Values = []float64{3, 4, 1, 2} },
		"another label":            func(s *Set) { s.Labels = []int{1, 1} },
		"no labels":                func(s *Set) { s.Labels = nil },
		"another class":            func(s *Set) { s.Classes = []string{"a", "c"} },
		"letters of another class": func(s *Set) { s.Classes = []string{"ab", ""} },
		"no targets":               func(s *Set) { s.Targets = nil },
		"targets of another form":  func(s *Set) { s.Targets = [][]float64{{1, 0, 0}, {1}} },
	} {
		changed := base
		change(&changed)
		digest := changed.Digest()
		if same, found := seen[digest]; found {
			t.Errorf("%s has the digest of %s", name, same)
		}
		seen[digest] = name
	}
}

func BenchmarkDigest(b *testing.B) {
	set := &Set{Shape: []int{28, 28, 1}, Values: make([]float64, 10_000*28*28)}
	for b.Loop() {
		set.Digest()
	}
}
