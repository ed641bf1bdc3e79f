package exercises

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"firstneuron/pkg/datasets"

	"gonum.org/v1/gonum/floats"
	"gonum.org/v1/gonum/mat"
)

func TestSmoothed(t *testing.T) {
	teaches(t, Smoothed, []smooths{
		func(label, classes int, rate float64) []float64 { // package datasets has it too
			examples := make([][]float64, classes)
			for i := range examples {
				examples[i] = []float64{0}
			}
			set, err := datasets.New("one of each", examples, indices(classes))
			if err != nil {
				t.Fatal(err)
			}
			return set.Smooth(rate).Targets[label]
		},
		func(label, classes int, rate float64) []float64 {
			targets := make([]float64, classes)
			targets[label] = 1
			floats.Scale(1-rate, targets)
			floats.AddConst(rate/float64(classes), targets)
			return targets
		},
		func(label, classes int, rate float64) (targets []float64) {
			for i := range classes {
				target := rate / float64(classes)
				if i == label {
					target = 1 - rate + target
				}
				targets = append(targets, target)
			}
			return targets
		},
		func(label, classes int, rate float64) []float64 { // the label has what the others leave
			targets := slices.Repeat([]float64{rate / float64(classes)}, classes)
			targets[label] = 1 - rate*float64(classes-1)/float64(classes)
			return targets
		},
		func(label, classes int, rate float64) []float64 {
			hot, even := make([]float64, classes), slices.Repeat([]float64{1 / float64(classes)}, classes)
			hot[label] = 1
			return floats.AddScaledTo(make([]float64, classes), hot, rate, floats.SubTo(make([]float64, classes), even, hot))
		},
	}...)
	// optax.smooth_labels, as in package datasets' testdata/smooth.py
	if got, want := smoothed(2, 3, 0.1), []float64{0.03333334, 0.03333334, 0.93333334}; !floats.EqualApprox(got, want, 1e-7) {
		t.Errorf("got %v, optax says %v", got, want)
	}
}

func TestMorph(t *testing.T) {
	teaches(t, Morph, []morphs{
		func(a, b []float64, share float64) []float64 {
			return floats.AddScaledTo(make([]float64, len(a)), b, share, floats.SubTo(make([]float64, len(a)), a, b))
		},
		func(a, b []float64, share float64) []float64 {
			both := mat.NewDense(2, len(a), slices.Concat(a, b))
			var mixed mat.Dense
			mixed.Mul(mat.NewDense(1, 2, []float64{share, 1 - share}), both)
			return mixed.RawMatrix().Data
		},
		func(a, b []float64, share float64) (mixed []float64) {
			for i := range a {
				mixed = append(mixed, b[i]+share*(a[i]-b[i]))
			}
			return mixed
		},
		func(a, b []float64, share float64) (mixed []float64) {
			for i := range a {
				mixed = append(mixed, a[i]+(1-share)*(b[i]-a[i]))
			}
			return mixed
		},
		func(a, b []float64, share float64) []float64 {
			mixed, rest := slices.Clone(a), slices.Clone(b)
			floats.Scale(share, mixed)
			floats.Scale(1-share, rest)
			floats.Add(mixed, rest)
			return mixed
		},
	}...)
}

func TestSymmetry(t *testing.T) {
	teaches(t, Symmetry, []symmetries{
		func(picture []float64, width int) float64 { // package datasets knows how to mirror
			set := &datasets.Set{Name: "one", Shape: []int{len(picture) / width, width, 1}, Values: picture}
			return 1 - floats.Distance(picture, set.Flip().Values, 1)/float64(len(picture))
		},
		func(picture []float64, width int) float64 {
			sum, height := 0.0, len(picture)/width
			for row := range height {
				for column := range width {
					sum += math.Abs(picture[row*width+column] - picture[row*width+width-1-column])
				}
			}
			return 1 - sum/float64(height*width)
		},
		func(picture []float64, width int) float64 { // each pair once
			sum := 0.0
			for row := range slices.Chunk(picture, width) {
				for left, right := 0, width-1; left < right; left, right = left+1, right-1 {
					sum += 2 * math.Abs(row[left]-row[right])
				}
			}
			return 1 - sum/float64(len(picture))
		},
		func(picture []float64, width int) float64 { // the mean of what is alike
			alike := 0.0
			for i, x := range mirror(picture, width) {
				alike += (1 - math.Abs(x-picture[i])) / float64(len(picture))
			}
			return alike
		},
		func(picture []float64, width int) float64 {
			sum := 0.0
			for i := range picture {
				row, column := i/width, i%width
				difference := picture[i] - picture[(row+1)*width-1-column]
				sum += max(difference, -difference)
			}
			return 1 - sum/float64(len(picture))
		},
	}...)
	// numpy: 1 - np.abs(x - x[:, ::-1]).mean() with x = np.random.default_rng(14).random((5, 4)).round(2)
	picture := []float64{0.83, 0.36, 0.7, 0.86, 0.64, 0.55, 0.76, 0.72, 0.47, 0.57, 0.75, 0.06, 0.65, 0.74, 0.4, 0.51, 0.23, 0.65, 0.97, 0.3}
	if got, want := symmetry(picture, 4), 0.788; math.Abs(got-want) > 1e-12 {
		t.Errorf("got %v, numpy says %v", got, want)
	}
	rng := rand.New(rand.NewPCG(1, 2))
	half := []float64{rng.Float64(), rng.Float64(), rng.Float64()}
	if got := symmetry([]float64{half[0], half[1], half[1], half[0], half[2], 1, 1, half[2]}, 4); got != 1 {
		t.Errorf("a symmetric picture has the symmetry %v", got)
	}
}
