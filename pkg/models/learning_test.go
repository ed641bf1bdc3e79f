package models

import (
	"math"
	"slices"
	"testing"

	"firstneuron/pkg/datasets"
)

func TestDigitsAreLearnt(t *testing.T) {
	tests := []struct {
		name     string
		function Function
		training Training
		want     float64 // share of the held-out pictures
	}{
		{"linear", Linear(10), Training{Epochs: 20, Batch: 32, Rate: 0.01}, 0.93},
		{"multilayer", Multilayer(10, 64), Training{Epochs: 15, Batch: 32, Rate: 0.003}, 0.94},
		{"convolutional", Convolutional(10, 32, 8, 16), Training{Epochs: 8, Batch: 32, Rate: 0.005}, 0.95},
		{"convolutional, augmented", Convolutional(10, 32, 8, 16), Training{Epochs: 8, Batch: 32, Rate: 0.005,
			Augment: datasets.AugmentOptions{Shift: 1}}, 0.87},
		{"dropout and batch norm", regularTen, Training{Epochs: 8, Batch: 32, Rate: 0.003}, 0.94},
	}
	training, held := datasets.Digits().Split(seeded(1), 0.75)
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			m := newModel(t, training.Shape, test.function, Options{})
			if err := m.Train(seeded(1), training, test.training); err != nil {
				t.Fatal(err)
			}
			got := m.Accuracy(held)
			t.Logf("%.4f of %d held-out digits are right", got, held.Len())
			if got < test.want {
				t.Errorf("%.4f of the held-out digits are right, want %v", got, test.want)
			}
		})
	}
}

// All ways to ask give the same answer.
func TestAnswersAgree(t *testing.T) {
	training, held := datasets.Digits().Split(seeded(1), 0.75)
	m := newModel(t, training.Shape, Linear(10), Options{})
	if err := m.Train(seeded(1), training, Training{Epochs: 3, Batch: 32, Rate: 0.01}); err != nil {
		t.Fatal(err)
	}
	weights, biases := m.Parameter("logits/dense/weights").Values, m.Parameter("logits/dense/biases").Values
	answers, probabilities, logits := m.Classify(held), m.Outputs(held), m.Logits(held)
	if len(answers) != held.Len() || len(probabilities) != held.Len() || len(logits) != held.Len() {
		t.Fatalf("%d examples have %d answers, %d probabilities and %d logits", held.Len(), len(answers), len(probabilities), len(logits))
	}
	counts := make([][]int, 10)
	for i := range counts {
		counts[i] = make([]int, 10)
	}
	right := 0
	for i, row := range held.Rows() {
		byHand := slices.Clone(biases)
		for j, pixel := range row {
			for class := range byHand {
				byHand[class] += pixel * weights[10*j+class]
			}
		}
		same(t, "logits", logits[i], byHand, 1e-4)
		sum := 0.0
		for class, logit := range byHand {
			sum += math.Exp(logit)
			byHand[class] = math.Exp(logit)
		}
		for class := range byHand {
			byHand[class] /= sum
		}
		same(t, "probabilities", probabilities[i], byHand, 1e-4)
		said := slices.Index(probabilities[i], slices.Max(probabilities[i]))
		if answers[i] != said {
			t.Errorf("the answer to example %d is %d, but the most probable is %d", i, answers[i], said)
		}
		counts[held.Labels[i]][said]++
		if said == held.Labels[i] {
			right++
		}
	}
	if got, want := m.Accuracy(held), float64(right)/float64(held.Len()); got != want {
		t.Errorf("accuracy %v, want %v", got, want)
	}
	for is, row := range m.Confusion(held).Counts {
		if !slices.Equal(row, counts[is]) {
			t.Errorf("confusion of class %d: got %v, want %v", is, row, counts[is])
		}
	}
	nobody := held.Slice(0, 0)
	if got := m.Classify(nobody); len(got) != 0 {
		t.Errorf("no examples have the answers %v", got)
	}
}

// Probabilities stay numbers where e to the logit is none.
func TestLargeLogits(t *testing.T) {
	m := newModel(t, []int{1}, Linear(3), Options{Float64: true})
	m.SetParameter("logits/dense/weights", []float64{2000, 1000, -5000})
	same(t, "probabilities", m.Predict([]float64{1}), []float64{1, 0, 0}, 0)
	same(t, "probabilities", m.Predict([]float64{-1}), []float64{0, 0, 1}, 0)
	m.SetParameter("logits/dense/weights", []float64{5000, 5000, 5000})
	same(t, "probabilities", m.Predict([]float64{1}), []float64{1. / 3, 1. / 3, 1. / 3}, 1e-12)
}
