package datasets

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"
)

func TestMoonsAndCirclesAreScikitLearns(t *testing.T) {
	for name, want := range readOracles(t).Points {
		s := map[string]func(*rand.Rand, int, float64) *Set{"moons": Moons, "circles": Circles}[name](nil, 7, 0)
		for i, row := range want.Rows {
			near(t, name, s.Example(i), row, 1e-6)
		}
		if !slices.Equal(s.Labels, want.Labels) {
			t.Errorf("%s: got the labels %v, want %v", name, s.Labels, want.Labels)
		}
	}
}

// A point on a spiral is as far out as it is around.
func TestSpiralsWindOnce(t *testing.T) {
	const classes, n = 3, 300
	s := Spirals(nil, n, classes, 0)
	for i := range n {
		x, y := s.Example(i)[0], s.Example(i)[1]
		arm := float64(s.Labels[i]) / classes
		angle := math.Mod(math.Atan2(y, x)/(2*math.Pi)-arm+2, 1)
		if radius := math.Hypot(x, y); math.Abs(math.Remainder(angle-radius, 1)) > 1e-9 {
			t.Fatalf("point %d of arm %d: at %.4f of a turn the radius is %.4f", i, s.Labels[i], angle, radius)
		}
	}
	if !slices.Equal(s.Counts(), []int{100, 100, 100}) {
		t.Errorf("got %v points", s.Counts())
	}
}

func TestNoiseHasTheGivenDeviation(t *testing.T) {
	for name, make := range map[string]func(rng *rand.Rand, noise float64) *Set{
		"moons":   func(rng *rand.Rand, noise float64) *Set { return Moons(rng, 4000, noise) },
		"circles": func(rng *rand.Rand, noise float64) *Set { return Circles(rng, 4000, noise) },
		"spirals": func(rng *rand.Rand, noise float64) *Set { return Spirals(rng, 4000, 2, noise) },
	} {
		clear, noisy := make(rand.New(rand.NewPCG(1, 2)), 0), make(rand.New(rand.NewPCG(1, 2)), 0.2)
		if slices.IsSorted(clear.Labels) {
			t.Errorf("%s: the points are not shuffled", name)
		}
		// Noise is added before the shuffling, so that pairs are told by nothing; variances add up.
		if got := variance(noisy) - variance(clear); math.Abs(got-0.04) > 0.01 {
			t.Errorf("%s: noise of 0.2 adds a variance of %.4f, want 0.04", name, got)
		}
		again := make(rand.New(rand.NewPCG(1, 2)), 0.2)
		if !slices.Equal(again.Values, noisy.Values) || !slices.Equal(again.Labels, noisy.Labels) {
			t.Errorf("%s: the same rng gives other points", name)
		}
	}
}

// variance is that of the horizontal coordinate.
func variance(s *Set) float64 {
	mean, squares := 0.0, 0.0
	for i := range s.Len() {
		x := s.Example(i)[0]
		mean, squares = mean+x, squares+x*x
	}
	mean /= float64(s.Len())
	return squares/float64(s.Len()) - mean*mean
}

func TestDigitsAreThoseOfScikitLearn(t *testing.T) {
	want, got := readOracles(t).Digits, Digits()
	if !slices.Equal(got.Counts(), want.Counts) || !slices.Equal(got.Labels[:30], want.Labels) {
		t.Errorf("got %v of each class and the labels %v", got.Counts(), got.Labels[:30])
	}
	for i, picture := range want.Pictures {
		near(t, "a picture", got.Example(i), picture, 0)
	}
	for class, mean := range want.Means {
		found := make([]float64, 64)
		for i := range got.Len() {
			if got.Labels[i] == class {
				for j, value := range got.Example(i) {
					found[j] += value / float64(want.Counts[class])
				}
			}
		}
		near(t, "the mean of class "+got.Classes[class], found, mean, 1e-5)
	}
	if sum(got) != want.Sum {
		t.Errorf("the numbers add up to %v, want %v", sum(got), want.Sum)
	}
}
