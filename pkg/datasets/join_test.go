package datasets

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"
)

// pair is a set of two examples of two numbers, with labels.
func pair(t *testing.T, name string, classes ...string) *Set {
	t.Helper()
	s, err := New(name, [][]float64{{1, 2}, {3, 4}}, []int{0, 1}, classes...)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// A set that is split and joined again has all its examples.
func TestJoinTakesBackASplit(t *testing.T) {
	digits := Digits()
	first, rest := digits.Split(nil, 0.3)
	joined := Join("all", first, rest, first.Slice(0, 0))
	if err := joined.Check(); err != nil {
		t.Fatal(err)
	}
	if !slices.Equal(joined.Counts(), digits.Counts()) || math.Abs(sum(joined)-sum(digits)) > 1e-6 || joined.Name != "all" {
		t.Errorf("got %v with %v", joined, joined.Counts())
	}
	if at := first.Len(); !slices.Equal(joined.Example(at), rest.Example(0)) || joined.Class(at) != rest.Class(0) {
		t.Error("the examples of the second set do not follow those of the first")
	}
	joined.Values[0], joined.Labels[0], joined.Classes[0] = 9, 5, "nought"
	if first.Values[0] == 9 || first.Labels[0] == 5 || first.Classes[0] == "nought" {
		t.Error("the numbers are not copied")
	}
}

func TestJoinKeepsTargets(t *testing.T) {
	a, b := pair(t, "a").Smooth(0.2), pair(t, "b").Smooth(0.4)
	joined := Join("both", a, b)
	want := []float64{0.9, 0.1, 0.1, 0.9, 0.8, 0.2, 0.2, 0.8}
	near(t, "targets", slices.Concat(joined.Targets...), want, 1e-15)
	sums, err := NewTargets("sums", [][]float64{{1, 2}}, [][]float64{{3}})
	if err != nil {
		t.Fatal(err)
	}
	twice := Join("twice", sums, sums)
	if twice.Labels != nil || twice.Check() != nil || !slices.Equal(slices.Concat(twice.Targets...), []float64{3, 3}) {
		t.Errorf("got %v with the labels %v and the targets %v", twice, twice.Labels, twice.Targets)
	}
}

func TestJoinSaysWhatDiffers(t *testing.T) {
	a, smooth := pair(t, "a"), pair(t, "a").Smooth(0.1)
	narrow, err := New("narrow", [][]float64{{1}, {2}}, []int{0, 1})
	if err != nil {
		t.Fatal(err)
	}
	bare, err := New("bare", [][]float64{{1, 2}}, nil, "0", "1")
	if err != nil {
		t.Fatal(err)
	}
	one, err := a.WithTargets([][]float64{{0}, {1}})
	if err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct {
		name, want string
		sets       []*Set
	}{
		{"no sets", "all is joined from no sets: give at least one", nil},
		{"shape", "set 1 (a) and set 3 (narrow) of all cannot be joined: an example has the shape [2] in the one and [1] in the other", []*Set{a, a, narrow}},
		{"classes", `the classes are ["0" "1"] in the one and ["x" "y"] in the other, so give both one list by WithClasses`, []*Set{a, pair(t, "b", "x", "y")}},
		{"labels", "one has labels and the other has none, so give both labels", []*Set{a, bare}},
		{"targets", "one has targets and the other has none, so give both targets", []*Set{a, smooth}},
		{"targets the other way round", "one has targets and the other has none", []*Set{smooth, a}},
		{"numbers of targets", "an example has 1 targets in the one and 2 in the other", []*Set{one, smooth}},
	} {
		t.Run(test.name, func(t *testing.T) { panics(t, test.want, func() { Join("all", test.sets...) }) })
	}
}

// Digits and points in one list: every example keeps the name of its class.
func TestWithClassesKeepsNames(t *testing.T) {
	digits := Digits()
	names := []string{"moon", "9", "8", "7", "6", "5", "4", "3", "2", "1", "0", "face"}
	with := digits.WithClasses(names...)
	if err := with.Check(); err != nil {
		t.Fatal(err)
	}
	for i := range digits.Len() {
		if with.Class(i) != digits.Class(i) {
			t.Fatalf("example %d was a %s and is a %s", i, digits.Class(i), with.Class(i))
		}
	}
	if got := with.Counts(); got[0] != 0 || got[11] != 0 || got[10] != digits.Counts()[0] {
		t.Errorf("got %v", got)
	}
	if digits.Classes[0] != "0" || digits.Labels[0] != 0 {
		t.Error("the set itself has changed")
	}
	back := with.WithClasses(slices.Concat(digits.Classes, []string{"moon", "face"})...)
	if !slices.Equal(back.Labels, digits.Labels) {
		t.Error("the labels do not come back")
	}
	moved := pair(t, "a").Smooth(0.2).WithClasses("1", "new", "0")
	near(t, "targets", slices.Concat(moved.Targets...), []float64{0.1, 0, 0.9, 0.9, 0, 0.1}, 1e-15)

	bare, err := New("bare", [][]float64{{1, 2}}, nil, "0")
	if err != nil {
		t.Fatal(err)
	}
	if got := bare.WithClasses("1", "0"); got.Labels != nil || got.Targets != nil || len(got.Classes) != 2 {
		t.Errorf("got %v, %v, %v", got.Labels, got.Targets, got.Classes)
	}
	one, err := pair(t, "a").WithTargets([][]float64{{0}, {1}})
	if err != nil {
		t.Fatal(err)
	}
	panics(t, `a has the class "1", which is not one of ["0" "2"]: add it to the list`, func() { pair(t, "a").WithClasses("0", "2") })
	panics(t, `the name "0" twice`, func() { pair(t, "a").WithClasses("0", "1", "0") })
	panics(t, "1 targets each and there are 2 classes", func() { one.WithClasses("0", "1", "2") })
}

// The oracle is optax.smooth_labels of DeepMind's optax (testdata/smooth.py), whose
// definition is that of Keras's CategoricalCrossentropy and PyTorch's CrossEntropyLoss.
func TestSmoothIsThatOfOptax(t *testing.T) {
	s, err := New("three", [][]float64{{1}, {2}, {3}, {4}}, []int{2, 0, 1, 2})
	if err != nil {
		t.Fatal(err)
	}
	soft := []float64{0.59, 0.24, 0.17, 0.1, 0.45, 0.45, 0.8, 0.1, 0.1, 0.275, 0.275, 0.45}
	for rate, want := range map[float64][]float64{
		0:    {0, 0, 1, 1, 0, 0, 0, 1, 0, 0, 0, 1},
		0.1:  {0.03333334, 0.03333334, 0.93333334, 0.93333334, 0.03333334, 0.03333334, 0.03333334, 0.93333334, 0.03333334, 0.03333334, 0.03333334, 0.93333334},
		0.25: {0.08333334, 0.08333334, 0.83333331, 0.83333331, 0.08333334, 0.08333334, 0.08333334, 0.83333331, 0.08333334, 0.08333334, 0.08333334, 0.83333331},
		1:    {0.33333334, 0.33333334, 0.33333334, 0.33333334, 0.33333334, 0.33333334, 0.33333334, 0.33333334, 0.33333334, 0.33333334, 0.33333334, 0.33333334},
	} {
		near(t, "labels", slices.Concat(s.Smooth(rate).Targets...), want, 1e-7)
	}
	mixed, err := s.WithTargets([][]float64{{0.7, 0.2, 0.1}, {0, 0.5, 0.5}, {1, 0, 0}, {0.25, 0.25, 0.5}})
	if err != nil {
		t.Fatal(err)
	}
	near(t, "soft labels", slices.Concat(mixed.Smooth(0.3).Targets...), soft, 1e-7)
	if s.Targets != nil || mixed.Targets[0][0] != 0.7 || !slices.Equal(mixed.Smooth(0.3).Labels, s.Labels) {
		t.Error("the set itself has changed, or the labels have not come along")
	}
}

// PyTorch documents its loss as (1-rate) x the loss of the label + rate x the mean of the
// losses of all classes. The cross-entropy of the smoothed targets must be the same.
func TestSmoothGivesTheLossOfPyTorch(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	digits := Digits()
	for _, rate := range []float64{0, 0.05, 0.1, 0.3, 1} {
		smooth := digits.Smooth(rate)
		for i := range 50 {
			logs, total := make([]float64, 10), 0.0
			for class := range logs {
				logs[class] = rng.NormFloat64()
				total += math.Exp(logs[class])
			}
			got, mean := 0.0, 0.0
			for class := range logs {
				logs[class] -= math.Log(total)
				got -= smooth.Targets[i][class] * logs[class]
				mean -= logs[class] / 10
			}
			if want := (1-rate)*-logs[digits.Labels[i]] + rate*mean; math.Abs(got-want) > 1e-12 {
				t.Errorf("rate %v: got the loss %v, want %v", rate, got, want)
			}
		}
	}
}

func TestSmoothSaysWhatIsMissing(t *testing.T) {
	bare, err := New("bare", [][]float64{{1, 2}}, nil)
	if err != nil {
		t.Fatal(err)
	}
	one, err := pair(t, "a").WithTargets([][]float64{{0}, {1}})
	if err != nil {
		t.Fatal(err)
	}
	panics(t, "the labels of a cannot be smoothed at a rate of -0.1: it must be from 0 to 1", func() { pair(t, "a").Smooth(-0.1) })
	panics(t, "at a rate of NaN", func() { pair(t, "a").Smooth(math.NaN()) })
	panics(t, "bare has neither labels nor targets", func() { bare.Smooth(0.1) })
	panics(t, "1 targets each, and the outputs are 2", func() { one.Smooth(0.1) })
}

func TestOnlyKeepsOneClass(t *testing.T) {
	digits, total := Digits(), 0
	for class, count := range digits.Counts() {
		only := digits.Only(digits.Classes[class])
		if err := only.Check(); err != nil {
			t.Fatal(err)
		}
		if got := only.Counts(); only.Len() != count || got[class] != count {
			t.Errorf("class %d: got %v, want %d of them", class, got, count)
		}
		total += only.Len()
	}
	if total != digits.Len() {
		t.Errorf("got %d examples in all, want %d", total, digits.Len())
	}
	smooth := pair(t, "a").Smooth(0.2).Only("1")
	near(t, "targets", slices.Concat(smooth.Targets...), []float64{0.1, 0.9}, 1e-15)
	if got := digits.Slice(0, 0).Only("3"); got.Len() != 0 || got.Check() != nil {
		t.Errorf("got %v of an empty set", got)
	}
	panics(t, `digits has no examples of the class "ten"`, func() { digits.Only("ten") })
}
