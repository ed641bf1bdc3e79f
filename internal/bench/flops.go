package main

import (
	"fmt"
	"log"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"time"
)

// flopPerPicture is what the matrix products of one training step cost for each of its
// pictures, in floating-point operations. Every layer multiplies three times, each time
// equally much: forward, for the gradient of its weights, and for the gradient of its
// inputs, which the first layer does not need. Activations, pooling and Adam are left
// out: they are the part that a faster program may save.
func flopPerPicture(w workload) float64 {
	layers := products(w)
	sum := -layers[0].flop()
	for _, layer := range layers {
		sum += 3 * layer.flop()
	}
	return sum
}

// A product multiplies a matrix of rows x inner by one of inner x outputs, for each
// picture: a dense layer has one row, a convolution one for each pixel.
type product struct{ rows, inner, outputs float64 }

func (p product) flop() float64 { return 2 * p.rows * p.inner * p.outputs } // a multiplication and an addition

// products are those of a forward pass, layer by layer.
func products(w workload) []product {
	if w.Network == "cnn" {
		return []product{{28 * 28, 3 * 3 * 1, 32}, {14 * 14, 3 * 3 * 32, 64}, {1, 7 * 7 * 64, 128}, {1, 128, 10}}
	}
	var layers []product
	for i, inputs := range w.Widths[:len(w.Widths)-1] {
		layers = append(layers, product{1, float64(inputs), float64(w.Widths[i+1])})
	}
	return layers
}

const peakSide = 2048 // rows and columns: three matrices of 16 MB, far more work than moving them

// matrixPeak is the most flop a second that any library reaches with a matrix product on
// this machine, 0 if none could be measured, and a sentence about it. It is measured once.
var matrixPeak = sync.OnceValues(func() (peak float64, sentence string) {
	var speeds []string
	for _, c := range []contender{
		{library: "numpy", environment: "numpy"}, {library: "PyTorch", environment: "torch"}, {library: "JAX", environment: "jax"},
	} {
		flops, err := c.productSpeed()
		if err != nil {
			log.Printf("the matrix product of %s: %v", c.library, err)
			continue
		}
		peak = max(peak, flops)
		speeds = append(speeds, fmt.Sprintf("%s %.0f", c.library, flops/1e9))
	}
	if len(speeds) == 0 {
		return 0, ""
	}
	return peak, fmt.Sprintf("The product of two float32 matrices of %d x %d runs here at these GFLOP/s: %s. The fastest is the peak.",
		peakSide, peakSide, strings.Join(speeds, ", "))
})

func (c contender) productSpeed() (float64, error) {
	p, err := c.prepare()
	if err != nil {
		return 0, err
	}
	output, err := execute(time.Minute, p.variables, onTwoCores(python, filepath.Join(pythonFolder, "peak.py"), c.environment, strconv.Itoa(peakSide))...)
	if err != nil {
		return 0, err
	}
	return strconv.ParseFloat(output, 64)
}
