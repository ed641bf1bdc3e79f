package datasets

import (
	"fmt"
	"math"
	"math/rand/v2"
)

// Patterns is the article's puzzle: four examples of three inputs. The answer is
// the first input, which nobody tells the neuron; the third is always 1.
func Patterns() *Set {
	return made("patterns", 3, []float32{
		0, 0, 1,
		1, 1, 1,
		1, 0, 1,
		0, 1, 1,
	}, []int{0, 1, 1, 0})
}

// XOR is "one or the other, but not both": the four pairs of 0 and 1. No straight
// line parts the two classes, so one neuron alone cannot learn it (Minsky and
// Papert, Perceptrons, 1969).
func XOR() *Set {
	return made("XOR", 2, []float32{
		0, 0,
		0, 1,
		1, 0,
		1, 1,
	}, []int{0, 1, 1, 0})
}

// Moons is n points on two half circles that reach into each other, one for each
// class, as scikit-learn's make_moons lays them out. Noise is the standard
// deviation of what is added to each coordinate; the moons have radius 1, and
// with 0.1 they hardly touch. The points come in random order. Without noise the
// rng may be nil: then they come along the moons, class by class.
func Moons(rng *rand.Rand, n int, noise float64) *Set {
	s := points("two moons", n, 2, func(class int, along float64) (x, y float64) {
		y, x = math.Sincos(math.Pi * along)
		if class == 1 {
			return 1 - x, 0.5 - y
		}
		return x, y
	}, bothEnds)
	return s.disturb(rng, noise)
}

// Circles is n points on two circles around one another, one for each class: of
// radius 1 and of radius 0.5. Noise and order are as in [Moons]; scikit-learn's
// make_circles with factor 0.5 lays them out the same.
func Circles(rng *rand.Rand, n int, noise float64) *Set {
	s := points("two circles", n, 2, func(class int, along float64) (x, y float64) {
		y, x = math.Sincos(2 * math.Pi * along)
		if class == 1 {
			return x / 2, y / 2
		}
		return x, y
	}, firstEnd)
	return s.disturb(rng, noise)
}

// Spirals is n points on as many arms as there are classes. Each arm winds once
// around the middle on its way out to radius 1. Noise and order are as in [Moons];
// with two arms and a noise of 0.05 they still keep apart. After the two spirals
// of Lang and Witbrock (1988), which wind three times.
func Spirals(rng *rand.Rand, n, classes int, noise float64) *Set {
	if classes < 1 {
		panic(fmt.Sprintf("datasets: spirals need at least 1 class, not %d", classes))
	}
	s := points("spirals", n, classes, func(class int, along float64) (x, y float64) {
		y, x = math.Sincos(2 * math.Pi * (along + float64(class)/float64(classes)))
		return along * x, along * y
	}, lastEnd)
	return s.disturb(rng, noise)
}

func made(name string, inputs int, values []float32, labels []int) *Set {
	return &Set{Name: name, Shape: []int{inputs}, Values: values, Labels: labels, Classes: numberNames(2)}
}

// spacing says how count points share a line from 0 to 1: where the one with this index lies.
type spacing func(index, count int) float64

func bothEnds(i, count int) float64 { return float64(i) / float64(max(count-1, 1)) } // from 0 to 1
func firstEnd(i, count int) float64 { return float64(i) / float64(count) }           // from 0, and 1 would be 0 again
func lastEnd(i, count int) float64  { return float64(i+1) / float64(count) }         // to 1, and at 0 all arms would meet

// points lays n points out along one curve for each class.
func points(name string, n, classes int, curve func(class int, along float64) (x, y float64), space spacing) *Set {
	if n < 0 {
		panic(fmt.Sprintf("datasets: %s cannot have %d points", name, n))
	}
	s := &Set{Name: name, Shape: []int{2}, Classes: numberNames(classes)}
	for class := range classes {
		count := n*(class+1)/classes - n*class/classes
		for i := range count {
			x, y := curve(class, space(i, count))
			s.Values = append(s.Values, float32(x), float32(y))
			s.Labels = append(s.Labels, class)
		}
	}
	return s
}

// disturb adds noise and shuffles, unless there is nothing to draw with.
func (s *Set) disturb(rng *rand.Rand, noise float64) *Set {
	if rng == nil {
		if noise != 0 {
			panic(fmt.Sprintf("datasets: %s with a noise of %v needs an rng, such as rand.New(rand.NewPCG(1, 2))", s.Name, noise))
		}
		return s
	}
	for i := range s.Values {
		s.Values[i] += float32(noise * rng.NormFloat64())
	}
	return s.Shuffle(rng)
}
