package models

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/gomlx/gomlx/ml/train/loss"

	"firstneuron/pkg/datasets"
	"firstneuron/pkg/metrics"
)

// weightedSets are examples with labels and with soft labels, for three classes and for one
// output, and the weight of each example.
func weightedSets(t *testing.T) map[string]struct {
	set     *datasets.Set
	outputs int
	weights []float64 // of the classes
	each    []float64 // of the examples
} {
	three, two := randomSet(seeded(1), 4, 3, 5), randomSet(seeded(1), 4, 2, 5)
	softThree := withTargets(t, three, [][]float64{{0.5, 0.25, 0.25}, {0, 1, 0}, {0, 0.5, 0.5}, {0.75, 0, 0.25}})
	softTwo := withTargets(t, two, [][]float64{{0.25}, {1}, {0}, {0.5}})
	return map[string]struct {
		set     *datasets.Set
		outputs int
		weights []float64
		each    []float64
	}{
		"labels":                  {three, 3, []float64{1, 4, 0.5}, []float64{1, 4, 0.5, 1}},
		"soft labels":             {softThree, 3, []float64{1, 4, 0.5}, []float64{1.625, 4, 2.25, 0.875}},
		"labels, one output":      {two, 1, []float64{0.5, 3}, []float64{0.5, 3, 0.5, 3}},
		"soft labels, one output": {softTwo, 1, []float64{0.5, 3}, []float64{1.125, 3, 0.5, 1.75}},
		"a class that is nothing": {three, 3, []float64{1, 0, 1}, []float64{1, 0, 1, 1}},
	}
}

// The loss of a step is the mean over the examples of weight x cross-entropy, by hand, and
// a step of gradient descent goes along its slope.
func TestClassWeightsWeighTheLoss(t *testing.T) {
	for name, test := range weightedSets(t) {
		t.Run(name, func(t *testing.T) {
			m := newModel(t, test.set.Shape, Multilayer(test.outputs, 4), Options{Float64: true})
			targets, err := test.set.TargetsFor(test.outputs)
			if err != nil {
				t.Fatal(err)
			}
			byHand := func() float64 {
				sum := 0.0
				for i, row := range m.Outputs(test.set) {
					wanted := targets[i]
					if test.outputs == 1 {
						row, wanted = []float64{1 - row[0], row[0]}, []float64{1 - wanted[0], wanted[0]}
					}
					for class, target := range wanted {
						sum -= test.each[i] * target * math.Log(row[class])
					}
				}
				return sum / float64(len(test.each))
			}
			want, rate := byHand(), 1e-3
			before := m.Parameters()
			slopes := make([][]float64, len(before))
			for i, parameter := range before {
				for j := range parameter.Values {
					slopes[i] = append(slopes[i], slopeOfLoss(m, parameter, j, byHand))
				}
			}
			for _, step := range m.Steps(nil, test.set, Training{Steps: 1, Batch: 4, Optimizer: descent(rate), ClassWeights: test.weights}) {
				same(t, "loss", []float64{step.Loss()}, []float64{want}, 1e-12)
			}
			for i, parameter := range m.Parameters() {
				same(t, parameter.Name, parameter.Values, plus(before[i].Values, slopes[i], -rate), 1e-9)
			}
		})
	}
}

// On the engine and on GoMLX a training with class weights ends with the same weights, but
// for the rounding of float32, and with weights of 1 it is the one without.
func TestClassWeightsOnTheEngine(t *testing.T) {
	for name, test := range weightedSets(t) {
		t.Run(name, func(t *testing.T) {
			train := func(backend string, weights []float64) *Model {
				m := newModel(t, test.set.Shape, Multilayer(test.outputs, 8), Options{Backend: backend})
				if err := m.Train(seeded(1), test.set, Training{Steps: 20, Batch: 3, Rate: 0.01, ClassWeights: weights}); err != nil {
					t.Fatal(err)
				}
				return m
			}
			ones := slices.Repeat([]float64{1}, len(test.weights))
			ours := train("engine", test.weights)
			if ours.engine == nil {
				t.Fatalf("it is not on the engine: %v", ours.notOnEngine)
			}
			compareModels(t, "with weights", ours, train("go", test.weights), test.set, 1e-4)
			compareModels(t, "with weights of 1", train("engine", ones), train("engine", nil), test.set, 1e-5)
			if got, equal := ours.Predict(test.set.Example(1)), train("engine", nil).Predict(test.set.Example(1)); math.Abs(got[0]-equal[0]) < 1e-4 {
				t.Errorf("the weights make no difference: %v and %v", got, equal)
			}
		})
	}
}

// One of twenty examples is of the rare class, and the classes overlap: where all examples
// count the same, most of it is missed, and where all classes do, most of it is found.
func TestClassWeightsFindARareClass(t *testing.T) {
	for _, outputs := range []int{1, 2} {
		for seed := range uint64(5) {
			recall := func(weighs bool) (rare, balanced float64) {
				draw := seeded(seed)
				set := &datasets.Set{Name: "rare", Shape: []int{2}, Classes: []string{"frequent", "rare"}}
				for i := range 1000 {
					label := 0
					if i%20 == 0 {
						label = 1
					}
					set.Labels = append(set.Labels, label)
					set.Values = append(set.Values, draw.NormFloat64()+1.5*float64(label), draw.NormFloat64())
				}
				training, test := set.Split(seeded(seed), 0.5)
				m, err := New(seeded(seed), set.Shape, Linear(outputs), Options{})
				if err != nil {
					t.Fatal(err)
				}
				how := Training{Epochs: 30, Batch: 25, Rate: 0.02}
				if weighs {
					how.ClassWeights = metrics.ClassWeights(training.Labels, 2)
				}
				if err := m.Train(seeded(seed), training, how); err != nil {
					t.Fatal(err)
				}
				c := m.Confusion(test)
				return c.Recall(1), c.BalancedAccuracy()
			}
			without, withoutBalanced := recall(false)
			with, withBalanced := recall(true)
			if without > 0.4 || with < 0.55 || withBalanced < withoutBalanced+0.1 {
				t.Errorf("%d outputs, seed %d: recall %.2f without and %.2f with weights, balanced accuracy %.2f and %.2f", outputs, seed, without, with, withoutBalanced, withBalanced)
			}
		}
	}
}

func TestClassWeightsThatMakeNoSense(t *testing.T) {
	set := randomSet(seeded(1), 6, 3, 4)
	three, one := Linear(3), Linear(1)
	for _, test := range []struct {
		name     string
		set      *datasets.Set
		function Function
		options  Options
		weights  []float64
		want     string
	}{
		{"too few", set, three, Options{}, []float64{1, 2}, "models: 2 class weights for 3 classes"},
		{"none", set, three, Options{}, []float64{}, "models: 0 class weights for 3 classes"},
		{"too many for one output", randomSet(seeded(1), 6, 2, 4), one, Options{}, []float64{1, 2, 3}, "models: 3 class weights for 2 classes"},
		{"negative", set, three, Options{}, []float64{1, -2, 1}, "models: class 1 has the weight -2"},
		{"NaN", set, three, Options{}, []float64{math.NaN(), 2, 1}, "models: class 0 has the weight NaN"},
		{"infinite", set, three, Options{}, []float64{1, 2, math.Inf(1)}, "models: class 2 has the weight +Inf"},
		{"another loss", set, three, Options{Loss: loss.MeanSquaredError}, []float64{1, 2, 3}, "models: Training.ClassWeights weigh the cross-entropy"},
		{"targets that are no parts", withTargets(t, set, slices.Repeat([][]float64{{1, 2, 0}}, 6)), three, Options{}, []float64{1, 2, 3}, "models: example 0 of random has the targets [1 2 0]"},
		{"targets without a whole", withTargets(t, set, slices.Repeat([][]float64{{0.5, 0.25, 0}}, 6)), three, Options{}, []float64{1, 2, 3}, "models: example 0 of random has the targets [0.5 0.25 0]"},
	} {
		t.Run(test.name, func(t *testing.T) {
			m := newModel(t, test.set.Shape, test.function, test.options)
			before := fmt.Sprint(m.Parameters())
			err := m.Train(seeded(1), test.set, Training{Steps: 1, Batch: 3, Rate: 0.1, ClassWeights: test.weights})
			if err == nil || !strings.HasPrefix(err.Error(), test.want) {
				t.Errorf("got %v, want an error that begins with %q", err, test.want)
			}
			if fmt.Sprint(m.Parameters()) != before {
				t.Error("the model has changed")
			}
		})
	}
}
