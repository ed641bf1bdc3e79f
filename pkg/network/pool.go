package network

import (
	"fmt"

	"gonum.org/v1/gonum/mat"
)

// MaxPool is a pooling layer: the picture is divided into windows of size by size
// points, and the output is the largest number of each window, channel by channel. The
// gradient goes back to that number alone. Points at the bottom or on the right that
// fill no window are left out. It learns nothing. It panics if the picture is smaller
// than a window, or size smaller than 1.
func MaxPool(from Shape, size int) *Layer { return newPool("max pool", from, size, true) }

// MeanPool is pooling as in [MaxPool], but the output is the mean of each window, and
// each of its numbers gets an equal part of the gradient back. LeNet did so (LeCun and
// others, "Gradient-based learning applied to document recognition", 1998).
func MeanPool(from Shape, size int) *Layer { return newPool("mean pool", from, size, false) }

func newPool(name string, from Shape, size int, max bool) *Layer {
	if size < 1 || from[2] < 1 || size > min(from[0], from[1]) {
		panic(fmt.Sprintf("network: a pooling window of %dx%d does not fit into a picture of %v", size, size, from))
	}
	to := Shape{from[0] / size, from[1] / size, from[2]}
	l := newLayer(fmt.Sprintf("%s %dx%d", name, size, size), from, to, 0, 0, Linear)
	l.connection = pool{windows(from, to, size), max}
	return l
}

type pool struct {
	windows [][]int // for each output the indices of its inputs
	max     bool    // or the mean
}

func windows(from, to Shape, size int) [][]int {
	windows := make([][]int, to.Size())
	for y := range to[0] * size {
		for x := range to[1] * size {
			for channel := range to[2] {
				output := to.Index(y/size, x/size, channel)
				windows[output] = append(windows[output], from.Index(y, x, channel))
			}
		}
	}
	return windows
}

// each calls do with every input that has a part in an output. In max pooling the largest
// of a window has the part 1; in mean pooling each has one over the size of the window.
func (p pool) each(l *LayerPass, do func(example, input, output int, part float64)) {
	for i := range l.examples() {
		for output, window := range p.windows {
			if p.max {
				do(i, largest(l.Input.RawRowView(i), window), output, 1)
				continue
			}
			for _, input := range window {
				do(i, input, output, 1/float64(len(window)))
			}
		}
	}
}

func (p pool) signal(l *LayerPass) *mat.Dense {
	signal := mat.NewDense(l.examples(), len(p.windows), nil)
	p.each(l, func(i, input, output int, part float64) {
		signal.Set(i, output, signal.At(i, output)+part*l.Input.At(i, input))
	})
	return signal
}

func (pool) parameterGradients(*LayerPass) {}

func (p pool) inputGradient(l *LayerPass) *mat.Dense {
	gradient := newLike(l.Input)
	p.each(l, func(i, input, output int, part float64) {
		gradient.Set(i, input, part*l.SignalGradient.At(i, output))
	})
	return gradient
}

// largest is the index of a window's largest number: the first, where several are equal.
func largest(input []float64, window []int) int {
	best := window[0]
	for _, index := range window[1:] {
		if input[index] > input[best] {
			best = index
		}
	}
	return best
}
