package chart

import (
	"bytes"
	"flag"
	"maps"
	"math"
	"os"
	"path/filepath"
	"testing"

	"gonum.org/v1/gonum/mat"
)

// After a change that is meant to be seen: go test ./pkg/chart -update, then look at every picture.
var update = flag.Bool("update", false, "write the golden pictures")

func sigmoid(x float64) float64 { return 1 / (1 + math.Exp(-x)) }

// seriesOf adds the values at x = 0, 1, 2, ...
func seriesOf(s *Series, values ...float64) *Series {
	for i, v := range values {
		s.Add(float64(i), v)
	}
	return s
}

// falling adds a learning curve of so many steps.
func falling(s *Series, steps int) *Series {
	for i := range steps {
		s.Add(float64(i), 0.53*math.Exp(-9*float64(i)/float64(steps))+0.00004)
	}
	return s
}

func bowl(x, y float64) float64 { return (x-1)*(x-1) + 2*y*y }

// downhill is a path into the bowl.
func downhill() *Series {
	p := Path("weights")
	x, y := -1.5, 1.5
	for range 12 {
		p.Add(x, y)
		x, y = x-0.15*2*(x-1), y-0.15*4*y
	}
	return p
}

func gallery() map[string]*Figure {
	small := mat.NewDense(2, 3, []float64{-1.2, 3, 0.04, 2.2, math.NaN(), 1.1})
	picture := mat.NewDense(18, 14, nil)
	picture.Apply(func(row, column int, _ float64) float64 { return float64((row / 3) * (column / 2)) }, picture)
	hidden := mat.NewDense(3, 4, []float64{1.5, -2, 0.3, 4, -0.7, 2.2, -3.1, 0, 0.9, -1.4, 2.6, -0.2})
	output := mat.NewDense(4, 1, []float64{3, -2.5, 1.25, -0.5})
	neuron := mat.NewDense(3, 1, []float64{9.67299, -0.2078, -4.6296})
	ones := make([]float64, 24)
	for i := range ones {
		ones[i] = float64(1 - 2*(i%2))
	}
	figures := map[string]*Figure{
		"line":     New("Learning", falling(Line("squared error"), 300)).Axes("step", "squared error"),
		"line-log": New("Learning", falling(Line("squared error"), 300)).Axes("step", "squared error").LogX().LogY(),
		"lines": New("Два числа <и> \"кавычки\" & союз",
			falling(Line("training"), 30), falling(Line("validation"), 20), falling(Line("test"), 10)).Axes("epoch", "loss"),
		"points":  New("Examples", seriesOf(Points("cats"), 1, 3, 2, 4), seriesOf(Points("dogs"), 3, 1, 4, 2)).Axes("weight, kg", "height, cm"),
		"path":    New("The way down", downhill()),
		"bars":    New("Weights", Bars([]string{"first", "second", "third"}, []float64{9.67, -0.21, -4.63})),
		"curve":   New("The sigmoid", Curve("sigmoid", sigmoid, -6, 6), Tangent(2, sigmoid(2), sigmoid(2)*(1-sigmoid(2)))).Axes("sum", "output"),
		"surface": New("The way down", Surface("loss", bowl, Range{-2, 3}, Range{-2, 2}), downhill()).Axes("weight 1", "weight 2"),
		"heatmap": New("Weights", HeatMap([]string{"x1", "x2"}, []string{"one", "two", "three"}, small)),
		"noted-heatmap": New("Accuracy: mean, and from the least to the most", NotedHeatMap([]string{"0.1", "1"}, []string{"4", "8", "16"},
			mat.NewDense(2, 3, []float64{0.71, 0.83, 0.9, 0.86, 0.95, math.NaN()}),
			[][]string{{"0.7 to 0.72", "0.8 to 0.85", "0.88 to 0.91"}, {"0.8 to 0.9", "0.93 to 0.97", "3 without"}})).Axes("neurons", "rate"),
		"parallel": New("Accuracy of 7 runs", Parallel(
			Dimension{Name: "activation", Values: []float64{0, 0, 0, 1, 1, 1, 1}, Names: []string{"tanh", "ReLU"}},
			Dimension{Name: "rate", Values: []float64{0.01, 0.1, 1, 0.02, 0.3, 3, 10}, Log: true},
			Dimension{Name: "neurons", Values: []float64{4, 8, 16, 6, 12, 8, 16}},
			Dimension{Name: "accuracy", Values: []float64{0.62, 0.9, 0.95, 0.7, 0.97, 0.55, math.NaN()}})),
		"picture": New("A picture", HeatMap(nil, nil, picture)).Axes("column, pixel", "row, pixel"),
		"network": New("A network", Network([][]string{{"x1", "x2", "x3"}, {"h1", "h2", "h3", "h4"}, {"y"}}, hidden, output)),
		"neuron": New("One neuron", Network([][]string{{"first", "second", "third"}, {"answer"}}, neuron).
			Values([]float64{1, 0, 0}, []float64{0.99993704})),
		"back": New("On the way back", Network([][]string{{"x1", "x2", "x3"}, {"h1", "h2", "h3", "h4"}, {"y"}}, hidden, output).
			Backward(nil, []float64{0.12, -0.1, 0.05, -0.02}, []float64{0.04})),
		"crowd": New("A crowd", Network([][]string{make([]string, 12), {"left", "right"}}, mat.NewDense(12, 2, ones))),
		"markers": New("Five kinds", seriesOf(Points("a"), 1, 5), seriesOf(Points("b"), 2, 4), seriesOf(Points("c"), 3, 3),
			seriesOf(Points("d"), 4, 2), seriesOf(Points("e"), 5, 1)),
		"many-bars": New("Accuracy", Bars([]string{"T-shirt or top", "Trousers", "Pullover", "Dress", "Coat", "Sandals", "Shirts", "Sneaker", "Handbag", "Ankle boots"},
			[]float64{0.81, 0.96, 0.74, 0.85, 0.77, 0.93, 0.6, 0.94, 0.97, 0.95})).Axes("class", "accuracy"),
		"empty": New("Nothing yet", Line("loss")),
	}
	maps.Copy(figures, imageGrids())
	return figures
}

func TestGolden(t *testing.T) {
	for name, figure := range gallery() {
		t.Run(name, func(t *testing.T) {
			picture, err := figure.SVG()
			if err != nil {
				t.Fatal(err)
			}
			file := filepath.Join("testdata", name+".svg")
			if *update {
				if err := os.WriteFile(file, picture, 0o644); err != nil {
					t.Fatal(err)
				}
			}
			golden, err := os.ReadFile(file)
			if err != nil {
				t.Fatalf("%v; go test -update writes it", err)
			}
			want, err := parseSVG(golden)
			if err != nil {
				t.Fatalf("golden picture: %v", err)
			}
			got, err := parseSVG(picture)
			if err != nil {
				t.Fatal(err)
			}
			if d := difference(got, want, 0.5); d != "" {
				t.Errorf("differs from %s: %s", file, d)
			}
		})
	}
}

// Every figure of the gallery can be drawn in both formats, twice with the same bytes.
func TestSameBytes(t *testing.T) {
	again := gallery()
	for name, figure := range gallery() {
		for format, draw := range map[string]func(*Figure) ([]byte, error){"SVG": (*Figure).SVG, "PNG": (*Figure).PNG} {
			first, err := draw(figure)
			if err != nil {
				t.Fatalf("%s as %s: %v", name, format, err)
			}
			second, err := draw(again[name])
			if err != nil {
				t.Fatalf("%s as %s: %v", name, format, err)
			}
			if !bytes.Equal(first, second) {
				t.Errorf("%s as %s: two drawings differ", name, format)
			}
		}
	}
}
