package models

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/gomlx/gomlx/core/graph"
	"github.com/gomlx/gomlx/ml/layers/activation"
	"github.com/gomlx/gomlx/ml/model"
)

// bodied is a body with a head of so many outputs.
func bodied(outputs int, norm bool) Function {
	return func(scope *model.Scope, x *graph.Node) *graph.Node {
		x = Convolution(scope.In("edges"), x).Channels(4).KernelSize(3).PadSame().Done()
		x = activation.Relu(MaxPool(x, 2))
		if norm { // behind ReLU: before it, the gradient of the bias is rounding
			x = BatchNorm(scope.In("norm"), x)
		}
		x = activation.Relu(Dense(scope.In("hidden"), Flatten(x), 12))
		return Dense(scope.In("logits"), x, outputs)
	}
}

// valuesOf are the numbers of all that belongs to some layers, running averages included.
func valuesOf(m *Model, layers ...string) map[string][]float64 {
	m.settle()
	values := map[string][]float64{}
	for _, variable := range m.variables {
		if of := (Training{Frozen: layers}); of.freezes(nameOf(variable)) {
			values[nameOf(variable)] = numbers(variable.MustValue())
		}
	}
	return values
}

// Frozen layers stay to the last bit, weight decay, Adam's moments and running averages included, and
// engine and GoMLX agree on what the others learn.
func TestFrozenLayersStay(t *testing.T) {
	set := randomSet(seeded(3), 40, 3, 6, 6, 1)
	for _, frozen := range [][]string{{"edges", "norm", "hidden"}, {"norm"}, {"edges"}, {"hidden", "logits"}} {
		t.Run(strings.Join(frozen, " "), func(t *testing.T) {
			models := map[string]*Model{}
			for _, backend := range []string{"engine", "go"} {
				m := newModel(t, set.Shape, bodied(3, true), Options{Backend: backend})
				models[backend] = m
				if err := m.Train(seeded(4), set, Training{Epochs: 1, Batch: 16, Rate: 0.01}); err != nil { // Adam has moments now
					t.Fatal(err)
				}
				before, all := valuesOf(m, frozen...), valuesOf(m, "edges", "norm", "hidden", "logits")
				training := Training{Epochs: 2, Batch: 16, Rate: 0.01, WeightDecay: 0.1, Frozen: frozen}
				for range m.Steps(seeded(5), set, training) {
					m.Accuracy(set) // a graph that is built meanwhile must not take frozen weights for constants
				}
				if m.Err() != nil {
					t.Fatal(m.Err())
				}
				after := valuesOf(m, frozen...)
				if len(after) == 0 || fmt.Sprint(after) != fmt.Sprint(before) {
					t.Errorf("%s: frozen layers have moved", backend)
				}
				for name, values := range valuesOf(m, "edges", "norm", "hidden", "logits") {
					if _, stays := before[name]; !stays && slices.Equal(values, all[name]) {
						t.Errorf("%s: %s is not frozen and has not moved", backend, name)
					}
				}
			}
			engine, gomlx := models["engine"], models["go"]
			for i, p := range engine.Parameters() {
				same(t, p.Name, p.Values, gomlx.Parameters()[i].Values, 2e-3)
			}
			// Afterwards everything learns again.
			for backend, m := range models {
				before := valuesOf(m, frozen...)
				if err := m.Train(seeded(6), set, adam(1, 16)); err != nil {
					t.Fatal(err)
				}
				for name, values := range valuesOf(m, frozen...) {
					if slices.Equal(values, before[name]) {
						t.Errorf("%s: %s is no longer frozen and has not moved", backend, name)
					}
				}
			}
			same(t, "outputs", slices.Concat(engine.Outputs(set)...), slices.Concat(gomlx.Outputs(set)...), 5e-3)
		})
	}
}

// The gradient goes through a frozen batch normalization as through a layer of constants: a step of
// plain descent is the nudged loss's slope, by finite differences.
func TestGradientThroughAFrozenNorm(t *testing.T) {
	set := randomSet(seeded(3), 10, 3, 4, 4, 1)
	m := newModel(t, set.Shape, bodied(3, true), Options{Backend: "go", Float64: true})
	if err := m.Train(seeded(4), set, adam(3, 10)); err != nil { // running averages that are not 0 and 1
		t.Fatal(err)
	}
	name := "edges/conv/weights"
	before := m.Parameter(name).Values
	loss := func(values []float64) float64 { // at inference, where the norm takes its running averages
		m.SetParameter(name, values)
		sum := 0.0
		for i, row := range m.Logits(set) {
			softmax(row)
			sum -= math.Log(row[set.Labels[i]])
		}
		return sum / float64(set.Len())
	}
	var want []float64
	for i := range before {
		const nudge = 1e-5
		up, down := slices.Clone(before), slices.Clone(before)
		up[i], down[i] = up[i]+nudge, down[i]-nudge
		want = append(want, (loss(up)-loss(down))/(2*nudge))
	}
	m.SetParameter(name, before)
	if err := m.Train(nil, set, Training{Steps: 1, Batch: 10, Optimizer: descent(1), Frozen: []string{"norm"}}); err != nil {
		t.Fatal(err)
	}
	same(t, "the step", plus(before, m.Parameter(name).Values, -1), want, 1e-6)
}

func TestFrozenErrors(t *testing.T) {
	set := randomSet(seeded(3), 8, 3, 6, 6, 1)
	m := newModel(t, set.Shape, bodied(3, false), Options{})
	for want, frozen := range map[string][]string{
		`names "edge", but no layer`:   {"edge"},
		"has all layers":               {"edges", "hidden", "logits"},
		`"edges/conv/weights" "edges/`: {"hidden", "body"}, // the names that there are
	} {
		err := m.Train(seeded(1), set, Training{Epochs: 1, Batch: 8, Rate: 0.01, Frozen: frozen})
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%v: got the error %v, want %q in it", frozen, err, want)
		}
	}
}

// Another frozen layer is another training: its checkpoint is not taken for this one's.
func TestCheckpointKnowsFrozenLayers(t *testing.T) {
	set, folder := randomSet(seeded(3), 16, 3, 6, 6, 1), t.TempDir()
	steps := func(frozen ...string) (count int) {
		m := newModel(t, set.Shape, bodied(3, false), Options{})
		for range m.Steps(seeded(2), set, Training{Epochs: 2, Batch: 8, Rate: 1e-6, Checkpoint: folder, Frozen: frozen}) {
			count++
		}
		if m.Err() != nil {
			t.Fatal(m.Err())
		}
		return count
	}
	for _, want := range []int{4, 0} {
		for _, frozen := range [][]string{nil, {"edges"}, {"hidden"}} {
			if got := steps(frozen...); got != want {
				t.Errorf("frozen %v: %d steps, want %d", frozen, got, want)
			}
		}
	}
}

// A body travels between two heads, on each backend and from one to the other.
func TestCopyFrom(t *testing.T) {
	set := randomSet(seeded(3), 40, 3, 6, 6, 1)
	for _, backends := range [][2]string{{"engine", "engine"}, {"go", "go"}, {"engine", "go"}, {"go", "engine"}} {
		from := newModel(t, set.Shape, bodied(3, true), Options{Backend: backends[0]})
		to, err := New(seeded(9), set.Shape, bodied(2, true), Options{Backend: backends[1]})
		if err != nil {
			t.Fatal(err)
		}
		if err := from.Train(seeded(4), set, adam(2, 16)); err != nil {
			t.Fatal(err)
		}
		head := fmt.Sprint(valuesOf(to, "logits"))
		copied := to.CopyFrom(from)
		want := []string{"edges/conv/weights", "edges/conv/biases", "norm/batch_normalization/scale", "norm/batch_normalization/offset", "hidden/dense/weights", "hidden/dense/biases"}
		slices.Sort(copied)
		slices.Sort(want)
		if !slices.Equal(copied, want) {
			t.Errorf("copied %q, want %q", copied, want)
		}
		body := []string{"edges", "norm", "hidden"}
		if fmt.Sprint(valuesOf(to, body...)) != fmt.Sprint(valuesOf(from, body...)) {
			t.Errorf("%v: the bodies differ", backends)
		}
		if fmt.Sprint(valuesOf(to, "logits")) != head {
			t.Errorf("%v: the head has changed", backends)
		}
		a, b := from.LayerOutputs(set.Example(0)), to.LayerOutputs(set.Example(0))
		for i := range a[:len(a)-1] {
			same(t, a[i].Layer, a[i].Values, b[i].Values, 1e-5)
		}
	}
	defer func() {
		if said := fmt.Sprint(recover()); !strings.Contains(said, "no parameter of") {
			t.Errorf("got the panic %q", said)
		}
	}()
	newModel(t, []int{2}, Linear(1), Options{}).CopyFrom(newModel(t, []int{3}, Linear(3), Options{}))
}
