package datasets

import (
	"fmt"
	"math"
	"math/rand/v2"
)

// Patterns is the article's puzzle: four examples of three inputs. The answer is
// the first input, which nobody tells the neuron; the third is always 1.
func Patterns() *Set {
	return made("patterns", 3, []float64{
		0, 0, 1,
		1, 1, 1,
		1, 0, 1,
		0, 1, 1,
	}, []int{0, 1, 1, 0})
}

// XOR is "one or the other, but not both": the four pairs of 0 and 1. No straight
// line separates the two classes, so one neuron alone cannot learn it (Minsky and
// Papert, Perceptrons, 1969).
func XOR() *Set {
	return made("XOR", 2, []float64{
		0, 0,
		0, 1,
		1, 0,
		1, 1,
	}, []int{0, 1, 1, 0})
}

// Moons is n points on two interleaving half circles of radius 1, one for each
// class, as scikit-learn's make_moons places them. Noise is the standard deviation of
// what is added to each coordinate; with 0.1 the moons hardly touch. The points come
// in random order. Without noise the rng may be nil: then they come along the moons,
// class by class. It panics for a negative n and for noise that is negative, NaN or
// infinite, as the other point sets do.
func Moons(rng *rand.Rand, n int, noise float64) *Set {
	return points("two moons", rng, n, 2, noise, func(class, i, count int) (x, y float64) {
		y, x = math.Sincos(math.Pi * float64(i) / float64(max(count-1, 1))) // from one end of the moon to the other
		if class == 1 {
			return 1 - x, 0.5 - y
		}
		return x, y
	})
}

// Circles is n points on two concentric circles, one for each class, of radius 1 and
// 0.5. Noise and order are as in [Moons]; scikit-learn's make_circles with factor 0.5
// places them the same.
func Circles(rng *rand.Rand, n int, noise float64) *Set {
	return points("two circles", rng, n, 2, noise, func(class, i, count int) (x, y float64) {
		y, x = math.Sincos(2 * math.Pi * float64(i) / float64(count))
		if class == 1 {
			return x / 2, y / 2
		}
		return x, y
	})
}

// Spirals is n points on as many arms as there are classes. Each arm winds once
// around the middle on its way out to radius 1. Noise and order are as in [Moons];
// two arms with a noise of 0.05 hardly overlap. After the two spirals of Lang and
// Witbrock (1988), which wind three times.
func Spirals(rng *rand.Rand, n, classes int, noise float64) *Set {
	return points("spirals", rng, n, classes, noise, func(class, i, count int) (x, y float64) {
		radius := float64(i+1) / float64(count) // not 0, where all arms would meet
		y, x = math.Sincos(2 * math.Pi * (radius + float64(class)/float64(classes)))
		return radius * x, radius * y
	})
}

func made(name string, inputs int, values []float64, labels []int) *Set {
	return &Set{Name: name, Shape: []int{inputs}, Values: values, Labels: labels, Classes: numberNames(2)}
}

// points places n points along one curve for each class, which says where point i of
// count is. Then it adds noise and shuffles.
func points(name string, rng *rand.Rand, n, classes int, noise float64, curve func(class, i, count int) (x, y float64)) *Set {
	if n < 0 || classes < 1 {
		panic(fmt.Sprintf("datasets: %s cannot have %d points of %d classes", name, n, classes))
	}
	if !(noise >= 0) || math.IsInf(noise, 1) { // written so that NaN fails too
		panic(fmt.Sprintf("datasets: %s cannot have a noise of %v: it is a standard deviation, from 0 on", name, noise))
	}
	if rng == nil && noise > 0 {
		panic(fmt.Sprintf("datasets: %s with a noise of %v needs an rng, such as rand.New(rand.NewPCG(1, 2))", name, noise))
	}
	s := &Set{Name: name, Shape: []int{2}, Classes: numberNames(classes)}
	for class := range classes {
		count := n*(class+1)/classes - n*class/classes
		for i := range count {
			x, y := curve(class, i, count)
			s.Values = append(s.Values, x, y)
			s.Labels = append(s.Labels, class)
		}
	}
	if rng == nil {
		return s
	}
	for i := range s.Values {
		s.Values[i] += noise * rng.NormFloat64()
	}
	return s.Shuffle(rng)
}
