package datasets

import (
	"image"
	"image/color"
	"math"
	"math/rand/v2"
	"slices"
	"testing"
)

func TestNewCopiesWhatItIsGiven(t *testing.T) {
	rows, labels := [][]float64{{1, 2}, {3, 4}, {5, 6}}, []int{0, 2, 1}
	s, err := New("numbers", rows, labels)
	if err != nil {
		t.Fatal(err)
	}
	rows[0][0], labels[0] = 9, 1
	if !slices.Equal(s.Values, []float64{1, 2, 3, 4, 5, 6}) || !slices.Equal(s.Labels, []int{0, 2, 1}) {
		t.Errorf("got %v, %v", s.Values, s.Labels)
	}
	if !slices.Equal(s.Classes, []string{"0", "1", "2"}) || s.Class(1) != "2" {
		t.Errorf("got the classes %q", s.Classes)
	}
	if got := s.Rows(); got[1][0] != 3 || got[1][1] != 4 || len(got) != 3 {
		t.Errorf("got the rows %v", got)
	}
	if got, err := s.TargetsFor(3); err != nil || !slices.Equal(got[1], []float64{0, 0, 1}) || !slices.Equal(got[2], []float64{0, 1, 0}) {
		t.Errorf("got the targets %v, %v", got, err)
	}
	s.Rows()[2][1] = 7
	if s.Example(2)[1] != 7 {
		t.Error("a row is not a view")
	}
}

func TestExamplesWithoutLabels(t *testing.T) {
	s, err := New("questions", [][]float64{{1, 2}, {3, 4}}, nil)
	if err != nil {
		t.Fatal(err)
	}
	if s.Labels != nil || s.Classes != nil || s.Check() != nil || s.String() != "questions: 2 examples of 2 numbers" {
		t.Errorf("got %v with the labels %v and the classes %v", s, s.Labels, s.Classes)
	}
	_, err = s.TargetsFor(2)
	says(t, err, "questions has neither labels nor targets", "give New labels, or use NewTargets")
	first, rest := s.Split(rand.New(rand.NewPCG(1, 2)), 0.5)
	if first.Len() != 1 || rest.Len() != 1 || first.Labels != nil || first.Values[0]+rest.Values[0] != 4 {
		t.Errorf("got the parts %v and %v", first.Rows(), rest.Rows())
	}
}

func TestTargets(t *testing.T) {
	rows := [][]float64{{1}, {2}, {3}}
	targets := [][]float64{{0.1, 0.9}, {0.5, 0.5}, {1, 0}}
	s, err := NewTargets("sums", rows, targets)
	if err != nil {
		t.Fatal(err)
	}
	targets[0][0] = 9
	got, err := s.TargetsFor(2)
	if err != nil || s.Labels != nil || !slices.Equal(got[0], []float64{0.1, 0.9}) || s.String() != "sums: 3 examples of 1 numbers, 2 targets" {
		t.Errorf("got %v, %v of %v", got, err, s)
	}
	_, err = s.TargetsFor(3)
	says(t, err, "have 2 targets each, and the outputs are 3")

	// They go with their examples wherever these go.
	first, rest := s.Split(nil, 0.34)
	parts := []*Set{first, rest, s.Slice(1, 3), s.Subset([]int{2, 0}), s.Shuffle(rand.New(rand.NewPCG(1, 2))), s.WithBias()}
	for batch := range s.Batches(rand.New(rand.NewPCG(1, 2)), 2) {
		parts = append(parts, batch)
	}
	for _, part := range parts {
		if err := part.Check(); err != nil {
			t.Error(err)
		}
		for i := range part.Len() {
			if want := s.Targets[int(part.Example(i)[0])-1]; !slices.Equal(part.Targets[i], want) {
				t.Errorf("example %v has the targets %v, want %v", part.Example(i), part.Targets[i], want)
			}
		}
	}

	// Soft labels take the place of the labels in learning, and the set keeps both.
	soft, err := XOR().WithTargets([][]float64{{0.1}, {0.9}, {0.9}, {0.1}})
	if err != nil {
		t.Fatal(err)
	}
	if got, err := soft.TargetsFor(1); err != nil || got[1][0] != 0.9 || soft.Class(1) != "1" || XOR().Targets != nil {
		t.Errorf("got %v, %v", got, err)
	}
	for _, test := range []struct {
		name, want string
		targets    [][]float64
	}{
		{"too few", "XOR has 4 examples and 1 rows of targets", [][]float64{{1}}},
		{"ragged", "example 3 of XOR has 2 targets and example 1 has 1", [][]float64{{1}, {1}, {1, 2}, {1}}},
		{"none", "example 1 of XOR has 0 targets", [][]float64{{}, {}, {}, {}}},
		{"NaN", "example 2 of XOR: target 1 is NaN", [][]float64{{1}, {math.NaN()}, {1}, {1}}},
	} {
		t.Run(test.name, func(t *testing.T) {
			_, err := XOR().WithTargets(test.targets)
			says(t, err, test.want)
		})
	}
}

func TestTargetsForSaysWhichNumberOfOutputsFits(t *testing.T) {
	two, ten := XOR(), Digits()
	if got, err := two.TargetsFor(1); err != nil || got[1][0] != 1 || got[3][0] != 0 {
		t.Errorf("one output: got %v, %v", got, err)
	}
	if got, err := two.TargetsFor(2); err != nil || !slices.Equal(got[1], []float64{0, 1}) {
		t.Errorf("two outputs: got %v, %v", got, err)
	}
	_, err := ten.TargetsFor(1)
	says(t, err, "digits has 10 classes, and the outputs are 1: there must be one for each class")
	_, err = ten.TargetsFor(0)
	says(t, err, "the outputs are 0")
}

func TestBadRowsAreNamed(t *testing.T) {
	good := [][]float64{{0, 1}, {1, 0}}
	tests := []struct {
		name    string
		rows    [][]float64
		labels  []int
		classes []string
		want    string
	}{
		{"no rows", nil, nil, nil, "mine is empty"},
		{"no numbers", [][]float64{{}}, []int{0}, nil, "mine is empty"},
		{"too few labels", good, []int{0}, nil, "2 rows and 1 labels"},
		{"ragged", [][]float64{{0, 1}, {1}}, []int{0, 1}, nil, "row 2 of mine has 1 numbers but row 1 has 2"},
		{"NaN", [][]float64{{0, 1}, {1, math.NaN()}}, []int{0, 1}, nil, "example 2 of mine: number 2 is NaN"},
		{"infinite", [][]float64{{math.Inf(-1), 1}, {1, 0}}, []int{0, 1}, nil, "example 1 of mine: number 1 is -Inf"},
		{"label below 0", good, []int{0, -1}, nil, "example 2 of mine has the label -1: labels count the classes from 0"},
		{"all labels below 0", good, []int{-2, -1}, nil, "example 1 of mine has the label -2: labels count the classes from 0"},
		{"a label that is none", good, []int{0, 1_000_000_000}, nil, "the labels of mine leave out 1, though they go up to 1000000000: number the classes without a gap, or name all 1000000001 of them"},
		{"labels that start at 1", good, []int{2, 1}, nil, "the labels of mine start at 1: labels count the classes from 0, so subtract 1 from each, or name all 3 classes from 0 to 2"},
		{"a gap", [][]float64{{1}, {2}, {3}}, []int{0, 1, 3}, nil, "the labels of mine leave out 2, though they go up to 3"},
		{"label without a class", good, []int{2, 0}, []string{"cat", "dog"}, "example 1 of mine has the label 2, but there are 2 classes"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			_, err := New("mine", test.rows, test.labels, test.classes...)
			says(t, err, test.want)
		})
	}
}

func TestCheckFindsWhatDoesNotFitTogether(t *testing.T) {
	for _, test := range []struct {
		name string
		set  Set
		want string
	}{
		{"no shape", Set{Name: "s"}, "s has the shape []"},
		{"shape of 0", Set{Name: "s", Shape: []int{2, 0}}, "s has the shape [2 0]"},
		{"too few numbers", Set{Name: "s", Shape: []int{2}, Values: make([]float64, 3)}, "s has 3 numbers"},
		{"too few labels", Set{Name: "s", Shape: []int{1}, Labels: []int{0}, Values: make([]float64, 2), Classes: []string{"a"}}, "s has 2 examples and 1 labels"},
		{"a class that is missing", Set{Name: "s", Shape: []int{1}, Labels: []int{0, 1}, Values: make([]float64, 2), Classes: []string{"a"}}, "example 2 of s has the label 1, but there are 1 classes"},
		{"infinite", Set{Name: "s", Shape: []int{1}, Values: []float64{1, math.Inf(1)}}, "example 2 of s: number 1 is +Inf"},
	} {
		t.Run(test.name, func(t *testing.T) { says(t, test.set.Check(), test.want) })
	}
	for _, s := range []*Set{Patterns(), XOR(), Digits(), Spirals(nil, 10, 3, 0)} {
		if err := s.Check(); err != nil {
			t.Error(err)
		}
	}
}

func TestSplitDividesEachClassInProportion(t *testing.T) {
	digits := Digits()
	for _, rng := range []*rand.Rand{nil, rand.New(rand.NewPCG(1, 2))} {
		for _, fraction := range []float64{0, 0.2, 1.0 / 3, 0.8, 1} {
			first, rest := digits.Split(rng, fraction)
			if got, want := first.Len(), int(math.Round(fraction*1797)); got != want || first.Len()+rest.Len() != 1797 {
				t.Errorf("at %v: got %d and %d examples, want %d in the first", fraction, first.Len(), rest.Len(), want)
			}
			for class, count := range digits.Counts() {
				if got, want := float64(first.Counts()[class]), fraction*float64(count); math.Abs(got-want) >= 1 {
					t.Errorf("at %v: got %v of class %d, want %.1f", fraction, got, class, want)
				}
			}
			if got := sum(first) + sum(rest); math.Abs(got-sum(digits)) > 1e-6 {
				t.Errorf("at %v: the numbers add up to %v, want %v", fraction, got, sum(digits))
			}
		}
	}
	kept, _ := digits.Split(nil, 0.5)
	if !slices.Equal(kept.Example(0), digits.Example(0)) || !slices.Equal(kept.Labels[:10], digits.Labels[:10]) {
		t.Error("without an rng the examples do not keep their order")
	}
	one, three := Patterns().Split(nil, 0.25)
	if one.Len() != 1 || three.Len() != 3 {
		t.Errorf("got %d and %d patterns, want 1 and 3", one.Len(), three.Len())
	}
}

func TestShuffleKeepsPicturesAndLabelsTogether(t *testing.T) {
	digits := Digits()
	shuffled := digits.Shuffle(rand.New(rand.NewPCG(1, 2)))
	if slices.Equal(shuffled.Labels, digits.Labels) || !slices.Equal(shuffled.Counts(), digits.Counts()) {
		t.Error("the labels are not shuffled")
	}
	label := map[[64]float64]int{}
	for i := range digits.Len() {
		label[[64]float64(digits.Example(i))] = digits.Labels[i]
	}
	for i := range shuffled.Len() {
		if want, found := label[[64]float64(shuffled.Example(i))]; !found || shuffled.Labels[i] != want {
			t.Fatalf("example %d has the label %d, want %d", i, shuffled.Labels[i], want)
		}
	}
}

func TestSliceIsAViewAndSubsetACopy(t *testing.T) {
	s := Patterns()
	view, subset := s.Slice(1, 3), s.Subset([]int{3, 1, 1})
	s.Values[3] = 7 // of pattern 1
	if view.Values[0] != 7 || view.Len() != 2 || !slices.Equal(view.Labels, []int{1, 1}) {
		t.Errorf("got the view %v, %v", view.Values, view.Labels)
	}
	if !slices.Equal(subset.Values, []float64{0, 1, 1, 1, 1, 1, 1, 1, 1}) || !slices.Equal(subset.Labels, []int{0, 1, 1}) {
		t.Errorf("got the subset %v, %v", subset.Values, subset.Labels)
	}
	view.Values = append(view.Values, 9)
	if s.Values[9] == 9 {
		t.Error("appending to a view writes into the set")
	}
}

func TestBatchesMakeAnEpoch(t *testing.T) {
	digits := Digits()
	for _, test := range []struct {
		name string
		rng  *rand.Rand
		size int
		want []int
	}{
		{"in order, the last one smaller", nil, 500, []int{500, 500, 500, 297}},
		{"shuffled", rand.New(rand.NewPCG(1, 2)), 600, []int{600, 600, 597}},
		{"larger than the set", nil, 2000, []int{1797}},
	} {
		t.Run(test.name, func(t *testing.T) {
			var lengths []int
			var labels []int
			total := 0.0
			for batch := range digits.Batches(test.rng, test.size) {
				if err := batch.Check(); err != nil {
					t.Fatal(err)
				}
				lengths, labels, total = append(lengths, batch.Len()), append(labels, batch.Labels...), total+sum(batch)
			}
			if !slices.Equal(lengths, test.want) || math.Abs(total-sum(digits)) > 1e-6 {
				t.Errorf("got batches of %v that add up to %v, want %v and %v", lengths, total, test.want, sum(digits))
			}
			if inOrder := slices.Equal(labels, digits.Labels); inOrder != (test.rng == nil) {
				t.Errorf("in order: got %v", inOrder)
			}
		})
	}
	rng := rand.New(rand.NewPCG(1, 2))
	var first [2][]int
	for epoch := range first {
		for batch := range digits.Batches(rng, 100) {
			first[epoch] = batch.Labels
			break
		}
	}
	if slices.Equal(first[0], first[1]) {
		t.Error("two epochs come in the same order")
	}
}

func TestWithBiasAddsAOne(t *testing.T) {
	got := XOR().WithBias()
	if !slices.Equal(got.Values, []float64{0, 0, 1, 0, 1, 1, 1, 0, 1, 1, 1, 1}) || got.Size() != 3 {
		t.Errorf("got %v of the shape %v", got.Values, got.Shape)
	}
}

func TestPictureShowsTheNumbers(t *testing.T) {
	grey := &Set{Name: "grey", Shape: []int{2, 3, 1}, Values: []float64{0, 0.5, 1, -1, 2, 0.25}, Labels: []int{0}, Classes: []string{"a"}}
	want := &image.Gray{Pix: []uint8{0, 128, 255, 0, 255, 64}, Stride: 3, Rect: image.Rect(0, 0, 3, 2)}
	if got := grey.Picture(0).(*image.Gray); !slices.Equal(got.Pix, want.Pix) || got.Rect != want.Rect {
		t.Errorf("got %v, want %v", got, want)
	}
	colours := &Set{Name: "colours", Shape: []int{1, 2, 3}, Values: []float64{1, 0, 0.5, 0, 1, 1}, Labels: []int{0}, Classes: []string{"a"}}
	picture := colours.Picture(0)
	if got := []color.Color{picture.At(0, 0), picture.At(1, 0)}; got[0] != (color.RGBA{255, 0, 128, 255}) || got[1] != (color.RGBA{0, 255, 255, 255}) {
		t.Errorf("got %v", got)
	}
}

func TestMistakesInCodeAreOneSentence(t *testing.T) {
	for _, test := range []struct {
		name, want string
		call       func()
	}{
		{"Split", "fraction 1.5", func() { Patterns().Split(nil, 1.5) }},
		{"Split, NaN", "fraction NaN", func() { Patterns().Split(nil, math.NaN()) }},
		{"Slice", "from 2 to 5 in the 4 examples of patterns", func() { Patterns().Slice(2, 5) }},
		{"Subset", "no example 4 in the 4 examples of patterns", func() { Patterns().Subset([]int{0, 4}) }},
		{"Batches", "at least 1 example, not 0", func() { Patterns().Batches(nil, 0) }},
		{"Picture", "patterns has the shape [3]", func() { Patterns().Picture(0) }},
		{"Rotate", "patterns has the shape [3]", func() { Patterns().Rotate(5) }},
		{"Rotate by NaN", "digits cannot be rotated by NaN degrees", func() { Digits().Rotate(math.NaN()) }},
		{"Rotate by infinity", "digits cannot be rotated by -Inf degrees", func() { Digits().Rotate(math.Inf(-1)) }},
		{"Moons", "needs an rng", func() { Moons(nil, 10, 0.1) }},
		{"Moons, noise below 0", "two moons cannot have a noise of -0.1", func() { Moons(nil, 10, -0.1) }},
		{"Circles, NaN", "two circles cannot have a noise of NaN", func() { Circles(nil, 10, math.NaN()) }},
		{"Spirals, infinite noise", "spirals cannot have a noise of +Inf", func() { Spirals(nil, 10, 2, math.Inf(1)) }},
		{"Spirals without classes", "cannot have 10 points of 0 classes", func() { Spirals(nil, 10, 0, 0) }},
		{"Circles", "cannot have -1 points", func() { Circles(nil, -1, 0) }},
		{"Augment, shift", "shift of -1", func() { Digits().Augment(nil, AugmentOptions{Shift: -1}) }},
		{"Augment, rotation below 0", "rotation of -5", func() { Digits().Augment(nil, AugmentOptions{Rotate: -5}) }},
		{"Augment, NaN", "rotation of NaN", func() { Digits().Augment(nil, AugmentOptions{Rotate: math.NaN()}) }},
		{"Augment, infinite", "rotation of +Inf", func() { Digits().Augment(nil, AugmentOptions{Rotate: math.Inf(1)}) }},
		{"Resize to nothing", "cannot resize a picture of 2 x 3 pixels to 0 x 5", func() { Resize(image.NewGray(image.Rect(0, 0, 2, 3)), 5, 0) }},
		{"Resize nothing", "a picture of 0 x 0 pixels", func() { Resize(image.NewGray(image.Rectangle{}), 3, 3) }},
	} {
		t.Run(test.name, func(t *testing.T) { panics(t, test.want, test.call) })
	}
}

func sum(s *Set) float64 {
	total := 0.0
	for _, value := range s.Values {
		total += value
	}
	return total
}

// With one class there is nothing to tell apart: a single output must not get its one-hot row.
func TestOneClassHasNoTargetForOneOutput(t *testing.T) {
	set, err := New("all alike", [][]float64{{0}, {1}}, []int{0, 0})
	if err != nil {
		t.Fatal(err)
	}
	if targets, err := set.TargetsFor(1); err == nil {
		t.Errorf("got the targets %v, want an error", targets)
	}
}

// In their own order the examples need no copy: a step over the whole set would copy all of it.
func TestBatchesInOrderAreViews(t *testing.T) {
	set := Patterns()
	var batches []*Set
	for batch := range set.Batches(nil, 3) {
		batches = append(batches, batch)
	}
	if len(batches) != 2 || batches[0].Len() != 3 || batches[1].Len() != 1 {
		t.Fatalf("got the batches %v, want one of 3 examples and one of 1", batches)
	}
	if &batches[0].Values[0] != &set.Values[0] || &batches[1].Values[0] != &set.Values[9] {
		t.Error("the batches are copies")
	}
	if batches[1].Labels[0] != set.Labels[3] {
		t.Errorf("the last batch has the label %d, want %d", batches[1].Labels[0], set.Labels[3])
	}
}
