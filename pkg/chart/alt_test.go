package chart

import (
	"math"
	"testing"

	"gonum.org/v1/gonum/mat"
)

func TestAlt(t *testing.T) {
	nan, inf := math.NaN(), math.Inf(1)
	late := Line("loss")
	for epoch := 5; epoch <= 50; epoch += 5 {
		late.Add(float64(epoch), 1/float64(epoch))
	}
	tests := []struct {
		name   string
		figure *Figure
		want   string
	}{
		{"falls", New("Learning", falling(Line("squared error"), 10_000)).Axes("step", "squared error"),
			"Learning: squared error falls from 0.53 to 0.000105 in 10,000 steps."},
		{"rises", New("Learning", seriesOf(Line("accuracy"), 0.1, 0.5, 0.9)).Axes("epoch", "accuracy"),
			"Learning: accuracy rises from 0.1 to 0.9 in 3 epochs."},
		{"sparse", New("Learning", late).Axes("epochs", "loss"),
			"Learning: loss falls from 0.2 to 0.02 in 45 epochs."},
		{"stays", New("Learning", seriesOf(Line("loss"), 0.5, 0.5, 0.5)),
			"Learning: loss stays at 0.5 in 3 steps."},
		{"falls then rises", New("Too long", seriesOf(Line("validation loss"), 2, 1, 0.25, 1, 1.5)).Axes("epoch", "loss"),
			"Too long: validation loss falls from 2 to its lowest point 0.25 at 2, then rises to 1.5 in 5 epochs."},
		{"rises then falls", New("Too fast", seriesOf(Line("accuracy"), 0.1, 0.8, 0.3)),
			"Too fast: accuracy rises from 0.1 to its highest point 0.8 at 1, then falls to 0.3 in 3 steps."},
		{"up and down", New("Too fast", seriesOf(Line("loss"), 1, 5, 0, 1)),
			"Too fast: loss moves between 0 and 5, from 1 to 1 in 4 steps."},
		{"trembles", New("Noise", seriesOf(Line("loss"), 1, 1.02, 0.5, 0.51, 0.1, 0.11)),
			"Noise: loss falls from 1 to 0.11 in 6 steps."},
		{"hardly moves", New("Slow", seriesOf(Line("loss"), 0.500001, 0.500003)),
			"Slow: loss rises from 0.500001 to 0.500003 in 2 steps."},
		{"hardly moves, up and down", New("Slow", seriesOf(Line("loss"), 0.500002, 0.500003, 0.500001, 0.500002)),
			"Slow: loss moves between 0.500001 and 0.500003, from 0.500002 to 0.500002 in 4 steps."},
		{"hardly dips", New("Slow", seriesOf(Line("loss"), 0.500003, 0.500001, 0.500002)),
			"Slow: loss falls from 0.500003 to its lowest point 0.500001 at 1, then rises to 0.500002 in 3 steps."},
		{"bars without names", New("Weights", Bars([]string{"", ""}, []float64{1, 2})),
			"Weights: 2 bars, largest is bar 2 at 2, smallest is bar 1 at 1."},
		{"other axis", New("Learning", seriesOf(Line("loss"), 3, 2, 1)).Axes("time, s", "loss"),
			"Learning: loss falls from 3 to 1 as time, s goes from 0 to 2."},
		{"one point", New("Learning", seriesOf(Line("loss"), 0.5)), "Learning: loss is 0.5 at 0."},
		{"empty series", New("Learning", Line("loss")), "Learning: loss: no data."},
		{"no marks", New("Learning"), "Learning: no data."},
		{"no title", New("", Line("loss")), "loss: no data."},
		{"question", New("Does it learn?", Line("loss")), "Does it learn? loss: no data."},
		{"no name", New("Learning", seriesOf(Line(""), 2, 1)), "Learning: series falls from 2 to 1 in 2 steps."},
		{"not numbers", New("Broken", seriesOf(Line("loss"), 1, nan, inf, -inf, 2)),
			"Broken: loss rises from 1 to 2 in 4 steps (3 points are not numbers and are left out)."},
		{"logarithm", New("Broken", seriesOf(Line("loss"), 1, 0, -1, nan, 0.1)).LogY(),
			"Broken: loss falls from 1 to 0.1 in 4 steps (1 point is not a number and is left out, 2 points are not above zero and are left out)."},
		{"two series", New("Learning", seriesOf(Line("training"), 2, 1), seriesOf(Line("test"), 2, 3)),
			"Learning: training falls from 2 to 1 in 2 steps; test rises from 2 to 3 in 2 steps."},
		{"points", New("Examples", seriesOf(Points("cats"), 4, 5, 4.5)).Axes("weight, kg", "height, cm"),
			"Examples: cats: 3 points, weight, kg from 0 to 2, height, cm from 4 to 5."},
		{"one marker", New("Examples", seriesOf(Points("cats"), 4)), "Examples: cats: 1 point at (0, 4)."},
		{"path", New("The way", downhill()), "The way: weights: from (-1.5, 1.5) to (0.951, 0.0000629) in 11 moves."},
		{"path that stays", New("The way", seriesOf(Path("weights"), 1)), "The way: weights: stays at (0, 1)."},
		{"bars", New("Weights", Bars([]string{"first", "second", "third"}, []float64{9.67299, -0.2, -4.63})),
			"Weights: 3 bars, largest is first at 9.67, smallest is third at -4.63."},
		{"equal bars", New("Weights", Bars([]string{"a", "b"}, []float64{1, 1})), "Weights: 2 bars, each at 1."},
		{"odd bars", New("Weights", Bars([]string{"a", "b"}, []float64{1, nan})),
			"Weights: 2 bars, each at 1 (1 bar is not a number and is left out)."},
		{"no bars", New("Weights", Bars(nil, nil)), "Weights: no data."},
		{"curve", New("Squash", Curve("sigmoid", sigmoid, -6, 6), Tangent(2, 0.881, 0.10499)).Axes("sum", "output"),
			"Squash: sigmoid rises from 0.00247 to 0.998 as sum goes from -6 to 6; slope 0.105 at 2."},
		{"parabola", New("Bowl", Curve("loss", func(x float64) float64 { return x * x }, -1, 1)).Axes("weight", ""),
			"Bowl: loss falls from 1 to its lowest point 0 at 0, then rises to 1 as weight goes from -1 to 1."},
		{"odd tangent", New("Squash", Tangent(2, nan, 1)), "Squash: tangent: no data (1 point is not a number and is left out)."},
		{"surface", New("Bowl", Surface("loss", bowl, Range{-2, 3}, Range{-2, 2})),
			"Bowl: loss is lowest at (1, 0) with 0 and highest at (-2, -2) with 17."},
		{"flat surface", New("Plain", Surface("loss", func(_, _ float64) float64 { return 2 }, Range{0, 1}, Range{0, 1})),
			"Plain: loss is 2 everywhere."},
		{"no surface", New("Hole", Surface("loss", func(_, _ float64) float64 { return nan }, Range{0, 1}, Range{0, 1})),
			"Hole: loss: no data (4,941 places are not numbers and are left out)."},
		{"heat map", New("Weights", HeatMap([]string{"x1", "x2"}, []string{"a", ""}, mat.NewDense(2, 2, []float64{1, 2, -3, 4}))),
			"Weights: 2 rows by 2 columns, from -3 (row x2, column a) to 4 (row x2, column 2): row x1: a 1, 2 2; row x2: a -3, 2 4."},
		{"heat map with notes", New("Accuracy", NotedHeatMap([]string{"0.1"}, []string{"4", "8"}, mat.NewDense(1, 2, []float64{0.5, nan}), [][]string{{"0.4 to 0.6", "failed"}})),
			"Accuracy: 1 row by 2 columns, each cell 0.5: row 0.1: 4 0.5 (0.4 to 0.6), 8 no number (failed) (1 cell is not a number and is left out)."},
		{"parallel coordinates", New("Runs", Parallel(Dimension{Name: "rate", Values: []float64{0, 1, 1}, Names: []string{"slow", "fast"}}, Dimension{Name: "loss", Values: []float64{0.5, 0.25, nan}})),
			"Runs: 3 lines over rate, loss; loss is smallest at rate fast, loss 0.25; largest at rate slow, loss 0.5 (1 line without loss, grey and dashed)."},
		{"no line has a number", New("Runs", Parallel(Dimension{Name: "rate", Values: []float64{0.1}, Log: true}, Dimension{Name: "loss", Values: []float64{nan}})),
			"Runs: 1 line over rate, loss (1 line without loss, grey and dashed)."},
		{"no lines", New("Runs", Parallel()), "Runs: no data."},
		{"odd heat map", New("Weights", HeatMap(nil, nil, mat.NewDense(1, 2, []float64{5, inf}))),
			"Weights: 1 row by 2 columns, each cell 5: row 1: 1 5, 2 no number (1 cell is not a number and is left out)."},
		{"no heat map", New("Weights", HeatMap(nil, nil, &mat.Dense{})), "Weights: 0 rows by 0 columns: no data."},
		{"neuron", New("One neuron", Network([][]string{{"first", "second"}, {"answer"}}, mat.NewDense(2, 1, []float64{9.67299, -4.63})).
			Values([]float64{1, 0}, []float64{0.99993704})),
			"One neuron: layers of 2 and 1 neurons, strongest positive weight 9.67 from first to answer, strongest negative weight -4.63 from second to answer, answer is 0.9999."},
		{"back", New("Deltas", Network([][]string{{"a", "b"}, {"", "h"}, {"answer"}}, mat.NewDense(2, 2, []float64{1, 2, 3, 4}), mat.NewDense(2, 1, []float64{-0.5, 0})).
			Backward(nil, []float64{-0.1, 0}, []float64{0.2})),
			"Deltas: layers of 2, 2 and 1 neurons, strongest positive weight 4 from b to h, strongest negative weight -0.5 from neuron 1 of layer 2 to answer, answer receives 0.2, neuron 1 of layer 2 receives -0.1, h receives 0."},
		{"back to a crowd", New("Deltas", Network([][]string{{"a", "b", "c", "d"}, {"answer"}}, mat.NewDense(4, 1, []float64{1, 1, 2, 1})).
			Backward([]float64{1, 2, 3, 4}, []float64{0.2})),
			"Deltas: layers of 4 and 1 neurons, strongest positive weight 2 from c to answer, answer receives 0.2."},
		{"odd network", New("Net", Network([][]string{{"a"}, {""}, {"c"}}, mat.NewDense(1, 1, []float64{nan}), mat.NewDense(1, 1, []float64{2}))),
			"Net: layers of 1, 1 and 1 neurons, strongest positive weight 2 from neuron 1 of layer 2 to c (1 weight is not a number and is left out)."},
		{"no network", New("Net", Network(nil)), "Net: no data."},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if got := test.figure.Alt(); got != test.want {
				t.Errorf("\n got %s\nwant %s", got, test.want)
			}
		})
	}
}
