package loops_test

import (
	"fmt"
	"math"

	"firstneuron/pkg/network/loops"
)

func Example() {
	inputs, weights := []float64{1, 0.5}, [][]float64{{1, -1}, {2, 0}}
	signal := loops.Dense(inputs, weights, []float64{0, 0.5})
	output := loops.Each(math.Tanh, signal)
	weightGradient, inputGradient := loops.DenseBackward(inputs, weights, []float64{0.1, -0.2})
	fmt.Printf("signal %.3f\noutput %.3f\n", signal, output)
	fmt.Printf("weight gradient %.3f\ninput gradient %.3f\n", weightGradient, inputGradient)
	// Output:
	// signal [2.000 -0.500]
	// output [0.964 -0.462]
	// weight gradient [[0.100 -0.200] [0.050 -0.100]]
	// input gradient [0.300 0.200]
}

func ExampleConvolution() {
	picture := loops.Picture([]float64{
		0, 0, 1, 1,
		0, 0, 1, 1,
	}, 2, 4, 1)
	edge := loops.Kernels([][]float64{{-1}, {1}, {-1}, {1}}, 2, 2)
	fmt.Println(loops.Row(loops.Convolution(picture, edge, []float64{0}, 1)))
	fmt.Println(loops.Row(loops.Convolution(loops.Pad(picture, 0, 1), edge, []float64{0}, 1)))
	// Output:
	// [0 2 0]
	// [0 2 0 -2 0 1 0 -1]
}

// The delta of each position goes back to all points that the kernel saw there.
func ExampleConvolutionBackward() {
	picture := loops.Picture([]float64{1, 2, 3}, 1, 3, 1)
	kernel := loops.Kernels([][]float64{{10}, {20}}, 1, 2)
	delta := loops.Picture([]float64{1, -1}, 1, 2, 1)
	kernels, points := loops.ConvolutionBackward(picture, kernel, delta, 1)
	fmt.Println(kernels, loops.Row(points))
	// Output: [[[[-1]] [[-1]]]] [10 10 -20]
}

func ExampleMaxPool() {
	picture := loops.Picture([]float64{1, 2, 3, 4}, 2, 2, 1)
	delta := loops.Picture([]float64{8}, 1, 1, 1)
	fmt.Println(loops.MaxPool(picture, 2), loops.Row(loops.MaxPoolBackward(picture, delta, 2)))
	// Output: [[[4]]] [0 0 0 8]
}

func ExampleMeanPool() {
	picture := loops.Picture([]float64{1, 2, 3, 4}, 2, 2, 1)
	delta := loops.Picture([]float64{8}, 1, 1, 1)
	fmt.Println(loops.MeanPool(picture, 2), loops.Row(loops.MeanPoolBackward(picture, delta, 2)))
	// Output: [[[2.5]]] [2 2 2 2]
}
