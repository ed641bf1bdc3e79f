package metrics

import (
	"fmt"
	"math"
	"slices"
	"testing"
)

// Labels and predictions, with what scikit-learn 1.9.1 says of them: accuracy_score,
// confusion_matrix(labels, predictions, labels=range(classes)), balanced_accuracy_score, and
// recall_score and precision_score with average=None, zero_division=0. The first is the example of its
// documentation; of nothing, which it refuses, our comments tell.
var confusions = []struct {
	name                string
	labels, predictions []int
	classes             int
	counts              [][]int
	accuracy, balanced  float64
	recall, precision   []float64
	mostConfused        [3]int
}{
	{"three classes", []int{2, 0, 2, 2, 0, 1}, []int{0, 0, 2, 2, 0, 2}, 3,
		[][]int{{2, 0, 0}, {0, 0, 1}, {1, 0, 2}}, 4. / 6, 5. / 9,
		[]float64{1, 0, 2. / 3}, []float64{2. / 3, 0, 2. / 3}, [3]int{1, 2, 1}},
	{"two classes", []int{0, 1, 0, 1, 1, 1, 0, 1}, []int{1, 1, 1, 0, 1, 1, 0, 1}, 2,
		[][]int{{1, 2}, {1, 4}}, 5. / 8, 17. / 30,
		[]float64{1. / 3, 4. / 5}, []float64{1. / 2, 4. / 6}, [3]int{0, 1, 2}},
	{"a class without examples", []int{0, 0, 2}, []int{0, 1, 2}, 4,
		[][]int{{1, 1, 0, 0}, {0, 0, 0, 0}, {0, 0, 1, 0}, {0, 0, 0, 0}}, 2. / 3, 0.75,
		[]float64{0.5, 0, 1, 0}, []float64{1, 0, 1, 0}, [3]int{0, 1, 1}},
	{"all right", []int{1, 0, 1}, []int{1, 0, 1}, 2,
		[][]int{{1, 0}, {0, 2}}, 1, 1, []float64{1, 1}, []float64{1, 1}, [3]int{0, 0, 0}},
	{"all wrong", []int{1, 0, 1}, []int{0, 1, 0}, 2,
		[][]int{{0, 1}, {2, 0}}, 0, 0, []float64{0, 0}, []float64{0, 0}, [3]int{1, 0, 2}},
	{"nothing", nil, nil, 2,
		[][]int{{0, 0}, {0, 0}}, 0, 0, []float64{0, 0}, []float64{0, 0}, [3]int{0, 0, 0}},
}

func TestConfusion(t *testing.T) {
	for _, test := range confusions {
		t.Run(test.name, func(t *testing.T) {
			got := NewConfusion(test.predictions, test.labels, test.classes)
			if fmt.Sprint(got.Counts) != fmt.Sprint(test.counts) {
				t.Errorf("counts %v, want %v", got.Counts, test.counts)
			}
			if accuracy := got.Accuracy(); accuracy != test.accuracy {
				t.Errorf("accuracy of the confusion %v, want %v", accuracy, test.accuracy)
			}
			if accuracy := Accuracy(test.predictions, test.labels); accuracy != test.accuracy {
				t.Errorf("accuracy of the predictions %v, want %v", accuracy, test.accuracy)
			}
			if balanced := got.BalancedAccuracy(); math.Abs(balanced-test.balanced) > 1e-15 {
				t.Errorf("balanced accuracy %v, want %v", balanced, test.balanced)
			}
			for class := range test.classes {
				if recall := got.Recall(class); recall != test.recall[class] {
					t.Errorf("recall of class %d is %v, want %v", class, recall, test.recall[class])
				}
				if precision := got.Precision(class); precision != test.precision[class] {
					t.Errorf("precision of class %d is %v, want %v", class, precision, test.precision[class])
				}
			}
			if actual, predicted, count := got.MostConfused(); [3]int{actual, predicted, count} != test.mostConfused {
				t.Errorf("most confused is %v, want %v", [3]int{actual, predicted, count}, test.mostConfused)
			}
		})
	}
}

// The prediction -1 is no class: it is in no cell of the table, and wrong.
func TestUnclassified(t *testing.T) {
	predictions, labels := []int{0, -1, 1, -1}, []int{0, 0, 1, 1}
	got := NewConfusion(predictions, labels, 2)
	if want := (Confusion{[][]int{{1, 0}, {0, 1}}, []int{1, 1}}); fmt.Sprint(got) != fmt.Sprint(want) {
		t.Errorf("got %v, want %v", got, want)
	}
	for what, accuracy := range map[string]float64{"the confusion": got.Accuracy(), "the predictions": Accuracy(predictions, labels), "recall": got.Recall(0)} {
		if accuracy != 0.5 {
			t.Errorf("accuracy of %s: got %v, want 0.5", what, accuracy)
		}
	}
	if got := got.Precision(0); got != 1 {
		t.Errorf("precision: got %v, want 1: nothing else was taken for class 0", got)
	}
}

func TestMistakes(t *testing.T) {
	for _, test := range []struct {
		predictions, labels, want []int
	}{
		{[]int{0, 1, 2, 1}, []int{0, 2, 2, 0}, []int{1, 3}},
		{[]int{0, 1}, []int{0, 1}, nil},
		{[]int{1, 0}, []int{0, 1}, []int{0, 1}},
		{nil, nil, nil},
	} {
		if got := Mistakes(test.predictions, test.labels); !slices.Equal(got, test.want) {
			t.Errorf("mistakes of %v for %v: got %v, want %v", test.predictions, test.labels, got, test.want)
		}
	}
}

// The first two and the last are compute_class_weight("balanced", classes=unique(labels),
// y=labels) of scikit-learn 1.9.1, which refuses a class without examples.
func TestClassWeights(t *testing.T) {
	for _, test := range []struct {
		labels  []int
		classes int
		want    []float64
	}{
		{[]int{2, 0, 2, 2, 0, 1}, 3, []float64{1, 2, 2. / 3}},
		{[]int{0, 0, 0, 0, 0, 0, 0, 0, 0, 1}, 2, []float64{5. / 9, 5}},
		{[]int{0, 0, 2}, 3, []float64{0.5, 0, 1}},
		{nil, 2, []float64{0, 0}},
		{nil, 0, nil},
		{[]int{0, 1, 2, 3}, 4, []float64{1, 1, 1, 1}},
	} {
		if got := ClassWeights(test.labels, test.classes); !slices.Equal(got, test.want) {
			t.Errorf("of %v: got %v, want %v", test.labels, got, test.want)
		}
	}
}

func TestEarlyStopping(t *testing.T) {
	nan := math.NaN()
	for _, test := range []struct {
		name     string
		stopping EarlyStopping
		measured []float64
		stops    int // after so many measurements; 0 never
		best     float64
		at       int
		improved []int // after which the measurement was the best so far
	}{
		{"it grows", EarlyStopping{}, []float64{1, 2, 3}, 0, 3, 3, []int{1, 2, 3}},
		{"no patience", EarlyStopping{}, []float64{1, 2, 1.5, 3}, 3, 2, 2, []int{1, 2}},
		{"patience 1 is none", EarlyStopping{Patience: 1}, []float64{1, 2, 1.5, 3}, 3, 2, 2, []int{1, 2}},
		{"patience", EarlyStopping{Patience: 2}, []float64{1, 2, 1.5, 3, 2, 2.9, 4}, 6, 3, 4, []int{1, 2, 4}},
		{"as good is no gain", EarlyStopping{Patience: 2}, []float64{1, 1, 1}, 3, 1, 1, []int{1}},
		{"a small gain is none", EarlyStopping{Patience: 2, MinDelta: 0.5}, []float64{1, 1.25, 1.5, 9}, 3, 1, 1, []int{1}},
		{"many small gains are one", EarlyStopping{Patience: 3, MinDelta: 0.5}, []float64{1, 1.25, 1.5, 1.75}, 0, 1.75, 4, []int{1, 4}},
		{"negative measures", EarlyStopping{}, []float64{-3, -2, -2.5}, 3, -2, 2, []int{1, 2}},
		{"the first counts, whatever it is", EarlyStopping{MinDelta: 1}, []float64{math.Inf(-1)}, 0, math.Inf(-1), 1, []int{1}},
		{"no number is no gain", EarlyStopping{Patience: 2}, []float64{1, nan, nan}, 3, 1, 1, []int{1}},
		{"no number at first", EarlyStopping{Patience: 2}, []float64{nan, 1, nan, 2}, 0, 2, 4, []int{2, 4}},
		{"never a number", EarlyStopping{Patience: 2}, []float64{nan, nan}, 2, nan, 0, nil},
	} {
		t.Run(test.name, func(t *testing.T) {
			stop, stops := test.stopping, 0
			var improved []int
			for i, measured := range test.measured {
				now := stop.Now(measured)
				if stop.Improved() {
					improved = append(improved, i+1)
				}
				if now {
					stops = i + 1
					break
				}
			}
			if stops != test.stops {
				t.Errorf("it stops after %d measurements, want %d", stops, test.stops)
			}
			if best, at := stop.Best(); best != test.best && !(math.IsNaN(best) && math.IsNaN(test.best)) || at != test.at {
				t.Errorf("best is %v, measured as number %d, want %v as number %d", best, at, test.best, test.at)
			}
			if !slices.Equal(improved, test.improved) {
				t.Errorf("improved after %v, want %v", improved, test.improved)
			}
		})
	}
	var none EarlyStopping
	if best, at := none.Best(); !math.IsNaN(best) || at != 0 || none.Improved() {
		t.Errorf("before the first: best is %v, measured as number %d, improved %t, want NaN, 0, false", best, at, none.Improved())
	}
}

func TestPanics(t *testing.T) {
	for _, test := range []struct {
		name string
		do   func()
		want string
	}{
		{"Accuracy", func() { Accuracy([]int{1, 2}, []int{1}) }, "metrics: 2 predictions do not fit 1 labels"},
		{"Mistakes", func() { Mistakes(nil, []int{1}) }, "metrics: 0 predictions do not fit 1 labels"},
		{"NewConfusion", func() { NewConfusion([]int{1, 2}, []int{1}, 3) }, "metrics: 2 predictions do not fit 1 labels"},
		{"a label too large", func() { NewConfusion([]int{0, 1}, []int{0, 2}, 2) },
			"metrics: example 1 has class 2 and the prediction 1, but the classes are 0 to 1"},
		{"an prediction below -1", func() { NewConfusion([]int{-2}, []int{0}, 2) },
			"metrics: example 0 has class 0 and the prediction -2, but the classes are 0 to 1"},
		{"a label that is no class", func() { ClassWeights([]int{0, 2}, 2) }, "metrics: example 1 has class 2, but the classes are 0 to 1"},
		{"no outputs", func() { Confidence([][]float64{{1}, {}}) }, "metrics: example 1 has no outputs"},
		{"no bins", func() { NewCalibration(nil, nil, 0) }, "metrics: a calibration with 0 bins: it must have at least 1, for example 10"},
		{"too few outputs", func() { NewCalibration([][]float64{{1}}, []int{1, 0}, 5) }, "metrics: 1 outputs do not fit 2 labels"},
		{"an example without outputs", func() { NewCalibration([][]float64{{}}, []int{0}, 5) }, "metrics: example 0 has no outputs"},
		{"a label above the outputs", func() { NewCalibration([][]float64{{0.5, 0.5}}, []int{2}, 5) },
			"metrics: example 0 has class 2, but the classes are 0 to 1"},
		{"a label above 1 for one output", func() { NewCalibration([][]float64{{0.5}}, []int{2}, 5) },
			"metrics: example 0 has class 2, but the classes are 0 to 1"},
		{"a negative label", func() { Temperature([][]float64{{0.5, 1}}, []int{-1}) },
			"metrics: example 0 has class -1, but the classes are 0 to 1"},
		{"logits for probabilities", func() { NewCalibration([][]float64{{3, 1}}, []int{0}, 5) },
			"metrics: example 0 has the confidence 3: outputs must be probabilities, from 0 to 1"},
		{"outputs that are NaN", func() { NewCalibration([][]float64{{math.NaN(), 1}}, []int{0}, 5) },
			"metrics: example 0 has the confidence NaN: outputs must be probabilities, from 0 to 1"},
		{"no logits", func() { Temperature(nil, nil) }, "metrics: a temperature needs examples to choose it by"},
		{"a logit that is not finite", func() { Temperature([][]float64{{0, math.Inf(-1)}}, []int{0}) },
			"metrics: example 0 has the logit -Inf: it must be finite"},
		{"a temperature of 0", func() { Probabilities(nil, 0) }, "metrics: a temperature of 0: it must be positive"},
		{"a temperature that is NaN", func() { Probabilities(nil, math.NaN()) }, "metrics: a temperature of NaN: it must be positive"},
		{"negative patience", func() { (&EarlyStopping{Patience: -1}).Now(1) },
			"metrics: early stopping with Patience -1 and MinDelta 0: both must be 0 or more"},
		{"negative delta", func() { (&EarlyStopping{MinDelta: -0.5}).Now(1) },
			"metrics: early stopping with Patience 0 and MinDelta -0.5: both must be 0 or more"},
		{"a delta that is NaN", func() { (&EarlyStopping{MinDelta: math.NaN()}).Now(1) },
			"metrics: early stopping with Patience 0 and MinDelta NaN: both must be 0 or more"},
	} {
		t.Run(test.name, func(t *testing.T) {
			defer func() {
				if got := recover(); got != test.want {
					t.Errorf("got %v, want %s", got, test.want)
				}
			}()
			test.do()
		})
	}
}
