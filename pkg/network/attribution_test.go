package network

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"firstneuron/pkg/datasets"

	"gonum.org/v1/gonum/floats"
)

// The gradients are measured, by central differences of the loss of each example alone, and what an optimizer makes of
// them is written out as a sum over all earlier steps, as its paper defines it.
func TestContributionsAgreeWithMeasuredGradients(t *testing.T) {
	const rate, keep, beta1, beta2, epsilon = 0.05, 0.8, 0.9, 0.999, 1e-8
	optimizers := map[string]struct {
		make func() Optimizer
		// moves is how far one example moves the weight in the last of the steps, given its gradients at each step and those of all.
		moves func(its, all []float64) float64
	}{
		"gradient descent": {func() Optimizer { return GradientDescent{Rate: rate} },
			func(its, _ []float64) float64 { return -rate * its[len(its)-1] }},
		"momentum": {func() Optimizer { return &Momentum{Rate: rate, Momentum: keep} },
			func(its, _ []float64) float64 { return -rate * decayed(its, keep) }},
		"Adam": {func() Optimizer { return &Adam{Rate: rate, Beta1: beta1, Beta2: beta2, Epsilon: epsilon} },
			func(its, all []float64) float64 {
				squares := floats.MulTo(make([]float64, len(all)), all, all)
				steps := float64(len(its))
				mean := (1 - beta1) * decayed(its, beta1) / (1 - math.Pow(beta1, steps))
				square := (1 - beta2) * decayed(squares, beta2) / (1 - math.Pow(beta2, steps))
				return -rate * mean / (math.Sqrt(square) + epsilon)
			}},
	}
	places := []struct{ layer, row, column int }{{0, 4, 1}, {0, Bias, 2}, {2, 7, 0}, {2, Bias, 3}, {4, 1, 2}, {4, Bias, 0}}
	for name, optimizer := range optimizers {
		for _, place := range places {
			net := smallConvolutional(rand.New(rand.NewPCG(1, 2)))
			net.Optimizer = optimizer.make()
			set := randomSet(t, rand.New(rand.NewPCG(3, 4)), net, 7)
			why := attribute(t, net, set, place.layer, place.row, place.column)
			list, index := why.place()
			its, all, want := make([][]float64, set.Len()), []float64(nil), make([]float64, set.Len())
			before := net.Copy()
			for step, pass := range net.BatchSteps(rand.New(rand.NewPCG(5, 6)), set, 3, 8) { // batches of 3, 3 and 1
				sum := 0.0
				for i := range its {
					its[i] = append(its[i], 0)
				}
				for _, i := range pass.Examples {
					its[i][step] = measured(before, set.Slice(i, i+1), before.Parameters()[list][index:index+1])[0] / float64(len(pass.Examples))
					sum += its[i][step]
				}
				all = append(all, sum)
				for i := range want {
					want[i] += optimizer.moves(its[i], all)
				}
				why.Add(pass)
				before = net.Copy()
			}
			what := fmt.Sprint(name, ", layer ", place.layer, ", row ", place.row)
			same(t, what, why.Moved, want, 1e-8)
			same(t, what+": sum", []float64{why.Sum()}, []float64{net.Parameters()[list][index]}, 1e-14)
			if floats.Norm(want, 1) < 1e-4 || why.Last != net.Parameters()[list][index] || why.First == why.Last {
				t.Errorf("%s: the weight hardly moves, from %v to %v: %v", what, why.First, why.Last, want)
			}
			if steps := slices.Sorted(slices.Values(why.Steps)); !slices.Equal(steps, []int{2, 3, 3, 3, 3, 3, 3}) { // two epochs of all 7, and 6 of the third
				t.Errorf("%s: the examples took part in %v steps", what, why.Steps)
			}
		}
	}
}

// decayed is the sum of the numbers, of which each counts less than the one after it by a factor.
func decayed(numbers []float64, factor float64) (sum float64) {
	for i, number := range numbers {
		sum += math.Pow(factor, float64(len(numbers)-1-i)) * number
	}
	return sum
}

// What an optimizer remembers of an earlier training goes on moving the weight.
func TestContributionsOfEarlierSteps(t *testing.T) {
	for name, optimizer := range map[string]Optimizer{"gradient descent": GradientDescent{Rate: 0.1}, "momentum": &Momentum{Rate: 0.1, Momentum: 0.9}, "Adam": NewAdam(0.01)} {
		net := smallConvolutional(rand.New(rand.NewPCG(1, 2)))
		net.Optimizer = optimizer
		set := randomSet(t, rand.New(rand.NewPCG(3, 4)), net, 5)
		if err := net.Train(set, 10); err != nil {
			t.Fatal(err)
		}
		why := attribute(t, net, set, 4, 1, 2)
		for _, pass := range net.Steps(set, 10) {
			why.Add(pass)
		}
		same(t, name+": sum", []float64{why.Sum()}, []float64{net.Layers[4].Weights.At(1, 2)}, 1e-14)
		if (why.Earlier == 0) != (name == "gradient descent") {
			t.Errorf("%s: earlier steps moved the weight by %v", name, why.Earlier)
		}
	}
}

// The parts of the examples add up to the gradient, of each weight of each kind of layer.
func TestExampleGradientsAddUp(t *testing.T) {
	net := smallConvolutional(rand.New(rand.NewPCG(1, 2)))
	pass := net.Pass(randomSet(t, rand.New(rand.NewPCG(3, 4)), net, 6))
	for _, layer := range []int{0, 2, 4} {
		p := pass.Layers[layer]
		rows, columns := p.WeightGradient.Dims()
		for column := range columns {
			for row := Bias; row < rows; row++ {
				want, got := p.BiasGradient[column], 0.0
				if row != Bias {
					want = p.WeightGradient.At(row, column)
				}
				for example := range 6 {
					got += p.ExampleGradient(example, row, column)
				}
				same(t, fmt.Sprintf("layer %d, row %d, column %d", layer, row, column), []float64{got}, []float64{want}, 1e-14)
			}
		}
	}
}

func TestWhatCannotBeAttributed(t *testing.T) {
	net := smallConvolutional(rand.New(rand.NewPCG(1, 2)))
	set := randomSet(t, rand.New(rand.NewPCG(3, 4)), net, 5)
	for _, place := range [][3]int{{-1, 0, 0}, {5, 0, 0}, {1, 0, 0}, {4, 4, 0}, {4, -2, 0}, {4, 0, 3}, {4, Bias, 3}, {1, Bias, 0}} {
		func() {
			defer func() {
				message, _ := recover().(string)
				oneSentence(t, message, fmt.Sprintf("there is no weight in row %d, column %d of layer %d", place[1], place[2], place[0]))
			}()
			net.Attribute(set, place[0], place[1], place[2])
		}()
	}
	net.Optimizer = foreign{}
	if _, err := net.Attribute(set, 0, 0, 0); err == nil || !strings.Contains(err.Error(), "the optimizer mine cannot be split by examples: use GradientDescent, Momentum or Adam") {
		t.Errorf("got %v", err)
	}
}

type foreign struct{}

func (foreign) Step(_, _ [][]float64) error { return nil }
func (foreign) String() string              { return "mine" }

func attribute(t *testing.T, net *Network, set *datasets.Set, layer, row, column int) *Attribution {
	t.Helper()
	why, err := net.Attribute(set, layer, row, column)
	if err != nil {
		t.Fatal(err)
	}
	return why
}
