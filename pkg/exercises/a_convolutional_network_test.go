package exercises

import (
	"slices"
	"testing"

	"firstneuron/pkg/network"
)

func TestConvolutionParameters(t *testing.T) {
	teaches(t, ConvolutionParameters, []counts{
		func(size, channels, kernels int) int {
			layer := network.Convolution(network.Shape{9, 9, channels}, network.Kernels{Count: kernels, Size: size, Stride: 1}, network.Linear)
			return layer.NumParameters()
		},
		func(size, channels, kernels int) int { return kernels*size*size*channels + kernels },
		func(size, channels, kernels int) int { return (1 + channels*size*size) * kernels },
		func(size, channels, kernels int) int {
			parameters := 0
			for range kernels {
				parameters++
				for range channels {
					parameters += size * size
				}
			}
			return parameters
		},
		func(size, channels, kernels int) int {
			weights := make([][][][]float64, kernels)
			parameters := len(weights)
			for range weights {
				for range size {
					parameters += size * channels
				}
			}
			return parameters
		},
	}...)
}

func TestStackShapes(t *testing.T) {
	teaches(t, StackShapes, []shapes{
		func(height, width, channels int, kernels []int) (all [][]int) { // package network's layers
			from := network.Shape{height, width, channels}
			for _, count := range kernels {
				maps := network.Convolution(from, network.Kernels{Count: count, Size: 3, Stride: 1, Padding: network.Same}, network.ReLU)
				from = network.MaxPool(maps.To, 2).To
				all = append(all, slices.Clone(from[:]))
			}
			return all
		},
		func(height, width, channels int, kernels []int) [][]int {
			all := make([][]int, len(kernels))
			for i, count := range kernels {
				all[i] = []int{height >> (i + 1), width >> (i + 1), count}
			}
			return all
		},
		func(height, width, channels int, kernels []int) [][]int {
			if len(kernels) == 0 {
				return nil
			}
			return append([][]int{{height / 2, width / 2, kernels[0]}}, stackShapes(height/2, width/2, kernels[0], kernels[1:])...)
		},
		func(height, width, channels int, kernels []int) (all [][]int) {
			shape := []int{height, width, channels}
			for _, count := range kernels {
				shape = []int{(shape[0] - shape[0]%2) / 2, (shape[1] - shape[1]%2) / 2, count}
				all = append(all, shape)
			}
			return all
		},
		func(height, width, channels int, kernels []int) [][]int {
			all := [][]int{{height, width, channels}}
			for i, count := range kernels {
				all = append(all, []int{all[i][0] / 2, all[i][1] / 2, count})
			}
			return all[1:]
		},
	}...)
}

func TestReceptiveField(t *testing.T) {
	teaches(t, ReceptiveField, []fields{
		func(sizes, strides []int) int { // counts the pixels that reach a neuron
			reached := map[int]bool{0: true}
			for i := len(sizes) - 1; i >= 0; i-- {
				before := map[int]bool{}
				for place := range reached {
					for k := range sizes[i] {
						before[place*strides[i]+k] = true
					}
				}
				reached = before
			}
			first, last := 1<<30, 0
			for place := range reached {
				first, last = min(first, place), max(last, place)
			}
			return last - first + 1
		},
		func(sizes, strides []int) int { // backwards
			field := 1
			for i := len(sizes) - 1; i >= 0; i-- {
				field = (field-1)*strides[i] + sizes[i]
			}
			return field
		},
		func(sizes, strides []int) int {
			field := 1
			for i, size := range sizes {
				step := 1
				for _, stride := range strides[:i] {
					step *= stride
				}
				field += (size - 1) * step
			}
			return field
		},
		func(sizes, strides []int) int {
			if len(sizes) == 0 {
				return 1
			}
			return sizes[0] + strides[0]*(receptiveField(sizes[1:], strides[1:])-1)
		},
		func(sizes, strides []int) int {
			field, step := 0, 1
			for i := range sizes {
				field += sizes[i]*step - step
				step *= strides[i]
			}
			return field + 1
		},
	}...)
}
