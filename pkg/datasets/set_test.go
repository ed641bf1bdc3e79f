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
	if !slices.Equal(s.Values, []float32{1, 2, 3, 4, 5, 6}) || !slices.Equal(s.Labels, []int{0, 2, 1}) {
		t.Errorf("got %v, %v", s.Values, s.Labels)
	}
	if !slices.Equal(s.Classes, []string{"0", "1", "2"}) || s.Class(1) != "2" {
		t.Errorf("got the classes %q", s.Classes)
	}
	if got := s.Rows(); got[1][0] != 3 || got[1][1] != 4 || len(got) != 3 {
		t.Errorf("got the rows %v", got)
	}
	if got := s.OneHot(); !slices.Equal(got[1], []float64{0, 0, 1}) || !slices.Equal(got[2], []float64{0, 1, 0}) {
		t.Errorf("got one-hot labels %v", got)
	}
	if got := s.Targets(); !slices.Equal(got, []float64{0, 2, 1}) {
		t.Errorf("got the targets %v", got)
	}
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
		{"too large for float32", [][]float64{{0, 1}, {1e300, 0}}, []int{0, 1}, nil, "example 2 of mine: number 1 is +Inf"},
		{"label below 0", good, []int{0, -1}, nil, "example 2 of mine has the label -1, but there are 1 classes"},
		{"all labels below 0", good, []int{-2, -1}, nil, "example 1 of mine has the label -2, but there are 0 classes"},
		{"a label that is none", good, []int{0, 1_000_000_000}, nil, "row 2 of mine has the label 1000000000"},
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
		{"too few numbers", Set{Name: "s", Shape: []int{2}, Labels: []int{0, 0}, Values: make([]float32, 3), Classes: []string{"a"}}, "2 labels and the shape [2], but 3 numbers: it needs 4"},
	} {
		t.Run(test.name, func(t *testing.T) { says(t, test.set.Check(), test.want) })
	}
	for _, s := range []*Set{Patterns(), XOR(), Digits(), Spirals(nil, 10, 3, 0)} {
		if err := s.Check(); err != nil {
			t.Error(err)
		}
	}
}

func TestSplitDealsOutEachClassInProportion(t *testing.T) {
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
	label := map[[64]float32]int{}
	for i := range digits.Len() {
		label[[64]float32(digits.Example(i))] = digits.Labels[i]
	}
	for i := range shuffled.Len() {
		if want, found := label[[64]float32(shuffled.Example(i))]; !found || shuffled.Labels[i] != want {
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
	if !slices.Equal(subset.Values, []float32{0, 1, 1, 1, 1, 1, 1, 1, 1}) || !slices.Equal(subset.Labels, []int{0, 1, 1}) {
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
	if !slices.Equal(got.Values, []float32{0, 0, 1, 0, 1, 1, 1, 0, 1, 1, 1, 1}) || got.Size() != 3 {
		t.Errorf("got %v of the shape %v", got.Values, got.Shape)
	}
}

func TestPictureShowsTheNumbers(t *testing.T) {
	grey := &Set{Name: "grey", Shape: []int{2, 3, 1}, Values: []float32{0, 0.5, 1, -1, 2, 0.25}, Labels: []int{0}, Classes: []string{"a"}}
	want := &image.Gray{Pix: []uint8{0, 128, 255, 0, 255, 64}, Stride: 3, Rect: image.Rect(0, 0, 3, 2)}
	if got := grey.Picture(0).(*image.Gray); !slices.Equal(got.Pix, want.Pix) || got.Rect != want.Rect {
		t.Errorf("got %v, want %v", got, want)
	}
	colours := &Set{Name: "colours", Shape: []int{1, 2, 3}, Values: []float32{1, 0, 0.5, 0, 1, 1}, Labels: []int{0}, Classes: []string{"a"}}
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
		{"Turn", "patterns has the shape [3]", func() { Patterns().Turn(5) }},
		{"Moons", "needs an rng", func() { Moons(nil, 10, 0.1) }},
		{"Spirals", "at least 1 class, not 0", func() { Spirals(nil, 10, 0, 0) }},
		{"Circles", "cannot have -1 points", func() { Circles(nil, -1, 0) }},
		{"Faces", "exaggeration of 2", func() { Faces(nil, 1, FacesOptions{Exaggeration: 2}) }},
		{"Faces, size", "at least 8x8", func() { Faces(nil, 1, FacesOptions{Size: 4}) }},
		{"Augment", "shift of -1", func() { Digits().Augment(nil, AugmentOptions{Shift: -1}) }},
	} {
		t.Run(test.name, func(t *testing.T) { panics(t, test.want, test.call) })
	}
}

func sum(s *Set) float64 {
	total := 0.0
	for _, value := range s.Values {
		total += float64(value)
	}
	return total
}
