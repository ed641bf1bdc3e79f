package datasets

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"
)

func TestChangesAreThoseOfSciPy(t *testing.T) {
	want := readOracles(t).Changes
	s := &Set{Name: "picture", Shape: []int{7, 6, 1}, Values: want.Picture, Labels: []int{0}, Classes: []string{"a"}}
	for degrees, values := range want.Rotated {
		near(t, fmt.Sprintf("rotated by %v", degrees), s.Rotate(float64(degrees)).Values, values, 1e-6)
	}
	for by, values := range want.Shifted {
		dx, dy := sizes(t, by)
		near(t, "shifted by "+by, s.Shift(dx, dy).Values, values, 1e-6)
	}
	near(t, "flipped", s.Flip().Values, want.Flipped, 1e-6)
	if s.Rotate(0).String() != s.String() || !slices.Equal(s.Rotate(0).Values, s.Values) {
		t.Error("a rotation by 0 changes the picture")
	}
}

// Every channel goes the way of the grey one.
func TestChangesMoveColoursTogether(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	colours := Generate(rng, 4, "colours", []int{16, 16, 3}, []string{"a"}, func(rng *rand.Rand, i int, example []float64) int {
		for at := range example {
			example[at] = rng.Float64()
		}
		return 0
	})
	for channel := range 3 {
		one := &Set{Name: "one channel", Shape: []int{16, 16, 1}, Labels: colours.Labels, Classes: colours.Classes}
		for i := channel; i < len(colours.Values); i += 3 {
			one.Values = append(one.Values, colours.Values[i])
		}
		changed, want := colours.Rotate(20).Shift(2, -1).Flip(), one.Rotate(20).Shift(2, -1).Flip()
		for i, value := range want.Values {
			if got := changed.Values[3*i+channel]; got != value {
				t.Fatalf("channel %d, number %d: got %v, want %v", channel, i, got, value)
			}
		}
	}
}

func TestAugmentStaysWithinItsLimits(t *testing.T) {
	dot := &Set{Name: "dots", Shape: []int{9, 9, 1}, Values: make([]float64, 400*81), Labels: make([]int, 400), Classes: []string{"a"}}
	for i := range dot.Len() {
		dot.Example(i)[4*9+3] = 1 // one pixel to the left of the middle
	}
	places := map[[2]int]int{}
	for i, moved := 0, dot.Augment(rand.New(rand.NewPCG(1, 2)), AugmentOptions{Shift: 2, Flip: true}); i < moved.Len(); i++ {
		at := slices.Index(moved.Example(i), 1)
		places[[2]int{at%9 - 4, at/9 - 4}]++
	}
	for place := range places {
		if place[0] < -3 || place[0] > 3 || place[1] < -2 || place[1] > 2 {
			t.Errorf("a dot is at %v", place)
		}
	}
	if len(places) != 7*5 {
		t.Errorf("the dots are at %d places, want all %d", len(places), 7*5)
	}
	digits := Digits().Slice(0, 50)
	if same := digits.Augment(rand.New(rand.NewPCG(1, 2)), AugmentOptions{}); !slices.Equal(same.Values, digits.Values) {
		t.Error("the zero value changes the pictures")
	}
	rotated := digits.Augment(rand.New(rand.NewPCG(1, 2)), AugmentOptions{Rotate: 10})
	if slices.Equal(rotated.Values, digits.Values) || sum(rotated) < 0.8*sum(digits) || sum(rotated) > 1.05*sum(digits) {
		t.Errorf("rotated pictures add up to %v, the others to %v", sum(rotated), sum(digits))
	}
}
