package exercises

import (
	"image"
	"image/color"
	"math"
	"slices"
	"testing"

	"firstneuron/pkg/datasets"
	"firstneuron/pkg/network"
	"gonum.org/v1/gonum/floats"
	"gonum.org/v1/gonum/mat"
)

func TestToInputs(t *testing.T) {
	teaches(t, ToInputs, []func(picture [][]int) []float64{
		func(picture [][]int) []float64 { // as package datasets reads a grey picture
			height, width := len(picture), len(picture[0])
			grey := image.NewGray16(image.Rect(0, 0, width, height))
			for y, row := range picture {
				for x, g := range row {
					grey.SetGray16(x, y, color.Gray16{Y: uint16(g * 4095)})
				}
			}
			inputs, err := datasets.FromImage(grey, []int{height, width, 1})
			if err != nil {
				t.Fatal(err)
			}
			for i := range inputs { // 16 x 4095 is not quite 65535
				inputs[i] = math.Round(16*inputs[i]) / 16
			}
			return inputs
		},
		func(picture [][]int) []float64 {
			m := mat.NewDense(len(picture), len(picture[0]), nil)
			m.Apply(func(y, x int, _ float64) float64 { return float64(picture[y][x]) }, m)
			m.Scale(1.0/16, m)
			return m.RawMatrix().Data
		},
		func(picture [][]int) []float64 {
			height, width := len(picture), len(picture[0])
			inputs := make([]float64, height*width)
			for i := range inputs {
				inputs[i] = float64(picture[i/width][i%width]) / 16
			}
			return inputs
		},
		func(picture [][]int) []float64 {
			inputs := make([]float64, 0, len(picture)*len(picture[0]))
			for _, grey := range slices.Concat(picture...) {
				inputs = append(inputs, 0.0625*float64(grey))
			}
			return inputs
		},
		func(picture [][]int) []float64 {
			width := len(picture[0])
			inputs := make([]float64, len(picture)*width)
			for x := range width {
				for y := range picture {
					inputs[y*width+x] = float64(picture[y][x])
				}
			}
			floats.Scale(1.0/16, inputs)
			return inputs
		},
	}...)
}

func TestSplit(t *testing.T) {
	teaches(t, Split, []func(order []int, fraction float64) (train, test []int){
		func(order []int, fraction float64) (train, test []int) { // as package datasets splits a set of one class
			rows := make([][]float64, len(order))
			for i, number := range order {
				rows[i] = []float64{float64(number)}
			}
			set, err := datasets.New("numbers", rows, make([]int, len(order)))
			if err != nil {
				t.Fatal(err)
			}
			first, rest := set.Split(nil, fraction)
			return whole(first.Values), whole(rest.Values)
		},
		func(order []int, fraction float64) (train, test []int) {
			n := int(math.Round(fraction * float64(len(order))))
			return slices.Clone(order[:n]), slices.Clone(order[n:])
		},
		func(order []int, fraction float64) (train, test []int) {
			for i, number := range order {
				if float64(i)+0.5 < fraction*float64(len(order)) {
					train = append(train, number)
				} else {
					test = append(test, number)
				}
			}
			return train, test
		},
		func(order []int, fraction float64) (train, test []int) {
			n := int(float64(len(order)) * fraction)
			train, test = make([]int, n), make([]int, len(order)-n)
			copy(train, order)
			copy(test, order[n:])
			return train, test
		},
		func(order []int, fraction float64) (train, test []int) {
			test = order
			for float64(len(train)) < fraction*float64(len(order))-0.5 {
				train, test = append(train, test[0]), test[1:]
			}
			return train, test
		},
	}...)
}

func TestAccuracy(t *testing.T) {
	teaches(t, Accuracy, []func(outputs [][]float64, labels []int) float64{
		func(outputs [][]float64, labels []int) float64 {
			// a layer whose weights are 1 from each input to the same output, and 0 elsewhere
			classes := len(outputs[0])
			layer := network.Dense(classes, classes, network.Linear)
			net := network.New(rng(), layer)
			layer.Weights.Apply(func(i, j int, _ float64) float64 { return max(0, 1-math.Abs(float64(i-j))) }, layer.Weights)
			set, err := datasets.New("outputs", outputs, labels, make([]string, classes)...)
			if err != nil {
				t.Fatal(err)
			}
			return net.Accuracy(set)
		},
		func(outputs [][]float64, labels []int) float64 {
			right := 0.0
			for i, row := range outputs {
				if floats.MaxIdx(row) == labels[i] {
					right++
				}
			}
			return right / float64(len(outputs))
		},
		func(outputs [][]float64, labels []int) float64 {
			mistakes := 0
			for i, row := range outputs {
				for _, output := range row {
					if output > row[labels[i]] {
						mistakes++
						break
					}
				}
			}
			return 1 - float64(mistakes)/float64(len(labels))
		},
		func(outputs [][]float64, labels []int) float64 {
			share := 0.0
			for i, row := range outputs {
				if row[labels[i]] == slices.Max(row) {
					share += 1 / float64(len(labels))
				}
			}
			return share
		},
		func(outputs [][]float64, labels []int) float64 {
			right := len(labels)
			for i, row := range outputs {
				best, largest := -1, math.Inf(-1)
				for j, output := range row {
					if output >= largest {
						best, largest = j, output
					}
				}
				if best != labels[i] {
					right--
				}
			}
			return float64(right) / float64(len(labels))
		},
	}...)
}

// whole returns numbers as ints.
func whole(numbers []float64) (ints []int) {
	for _, number := range numbers {
		ints = append(ints, int(number))
	}
	return ints
}
