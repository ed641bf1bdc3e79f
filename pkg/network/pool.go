package network

import (
	"fmt"

	"gonum.org/v1/gonum/mat"
)

// MaxPool is a subsampling layer, which the field calls pooling: the picture is
// cut into windows of size by size points, and of each window and channel only
// the largest number goes on. The error goes back to that number alone. Points
// at the bottom or on the right that fill no window are left out. It learns nothing.
// It panics if the picture is smaller than a window, or a size smaller than 1.
func MaxPool(from Shape, size int) *Layer {
	return pool("max pool", from, size, func(w [][]int) synapses { return maxPool{w} })
}

// MeanPool is subsampling as [MaxPool] is, but the mean of each window goes on,
// and each of its numbers gets an equal part of the error back. LeNet did so
// (LeCun and others, "Gradient-based learning applied to document recognition", 1998).
func MeanPool(from Shape, size int) *Layer {
	return pool("mean pool", from, size, func(w [][]int) synapses { return meanPool{w} })
}

func pool(name string, from Shape, size int, join func(windows [][]int) synapses) *Layer {
	if size < 1 || from[2] < 1 || size > min(from[0], from[1]) {
		panic(fmt.Sprintf("network: a pooling window of %dx%d does not fit into a picture of %v", size, size, from))
	}
	to := Shape{from[0] / size, from[1] / size, from[2]}
	return &Layer{
		From:     from,
		To:       to,
		name:     fmt.Sprintf("%s %dx%d", name, size, size),
		synapses: join(windows(from, to, size)),
	}
}

// windows lists for each output the places of the inputs that it stands for.
func windows(from, to Shape, size int) [][]int {
	windows := make([][]int, 0, to.Size())
	for row := range to[0] {
		for column := range to[1] {
			for channel := range to[2] {
				var window []int
				for y := row * size; y < (row+1)*size; y++ {
					for x := column * size; x < (column+1)*size; x++ {
						window = append(window, from.Place(y, x, channel))
					}
				}
				windows = append(windows, window)
			}
		}
	}
	return windows
}

type maxPool struct{ windows [][]int }

func (maxPool) size(*Layer) (inputs, neurons int) { return 0, 0 }

func (maxPool) adjust(*Layer, *LayerTrial) {}

func (p maxPool) signals(_ *Layer, t *LayerTrial) {
	if t.winners == nil {
		t.winners = make([]int, len(t.Signal.RawMatrix().Data))
	}
	t.eachRow(func(i int) {
		input, signal := t.Input.RawRowView(i), t.Signal.RawRowView(i)
		winners := t.winners[i*len(signal):]
		for j, window := range p.windows {
			best := window[0]
			for _, place := range window[1:] {
				if input[place] > input[best] {
					best = place
				}
			}
			signal[j], winners[j] = input[best], best
		}
	})
}

func (p maxPool) back(_ *Layer, t *LayerTrial, to *mat.Dense) {
	to.Zero()
	t.eachRow(func(i int) {
		delta, back := t.Delta.RawRowView(i), to.RawRowView(i)
		for j, winner := range t.winners[i*len(delta) : (i+1)*len(delta)] {
			back[winner] = delta[j]
		}
	})
}

type meanPool struct{ windows [][]int }

func (meanPool) size(*Layer) (inputs, neurons int) { return 0, 0 }

func (meanPool) adjust(*Layer, *LayerTrial) {}

func (p meanPool) signals(_ *Layer, t *LayerTrial) {
	t.eachRow(func(i int) {
		input, signal := t.Input.RawRowView(i), t.Signal.RawRowView(i)
		for j, window := range p.windows {
			sum := 0.0
			for _, place := range window {
				sum += input[place]
			}
			signal[j] = sum / float64(len(window))
		}
	})
}

func (p meanPool) back(_ *Layer, t *LayerTrial, to *mat.Dense) {
	to.Zero()
	t.eachRow(func(i int) {
		delta, back := t.Delta.RawRowView(i), to.RawRowView(i)
		for j, window := range p.windows {
			for _, place := range window {
				back[place] = delta[j] / float64(len(window))
			}
		}
	})
}
