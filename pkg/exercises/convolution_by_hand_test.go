package exercises

import (
	"math"
	"slices"
	"testing"

	"firstneuron/pkg/network"

	"gonum.org/v1/gonum/floats"
	"gonum.org/v1/gonum/mat"
)

func TestSlide(t *testing.T) {
	teaches(t, Slide, []slides{
		convolved,
		func(picture, kernel [][]float64) [][]float64 {
			sums := make([][]float64, len(picture)-len(kernel)+1)
			for y := range sums {
				sums[y] = make([]float64, len(picture[0])-len(kernel[0])+1)
				for x := range sums[y] {
					for dy, weights := range kernel {
						sums[y][x] += floats.Dot(weights, picture[y+dy][x:x+len(weights)])
					}
				}
			}
			return sums
		},
		func(picture, kernel [][]float64) [][]float64 { // weight by weight in place of window by window
			sums := make([][]float64, len(picture)-len(kernel)+1)
			for y := range sums {
				sums[y] = make([]float64, len(picture[0])-len(kernel[0])+1)
			}
			for dy := range kernel {
				for dx, weight := range kernel[dy] {
					for y := range sums {
						floats.AddScaled(sums[y], weight, picture[y+dy][dx:dx+len(sums[y])])
					}
				}
			}
			return sums
		},
		func(picture, kernel [][]float64) [][]float64 { // backwards
			height, width := len(picture)-len(kernel)+1, len(picture[0])-len(kernel[0])+1
			sums := make([][]float64, height)
			for top := height - 1; top >= 0; top-- {
				sums[top] = make([]float64, width)
				for left := width - 1; left >= 0; left-- {
					sums[top][left] = windowSum(picture, kernel, top, left)
				}
			}
			return sums
		},
		func(picture, kernel [][]float64) [][]float64 { // by way of the map with zeros around it
			sums := padded(picture, kernel, 0, 0)[:len(picture)-len(kernel)+1]
			for y := range sums {
				sums[y] = sums[y][:len(picture[0])-len(kernel[0])+1]
			}
			return sums
		},
	}...)
}

// convolved is package network's convolution; its kernels are square, so others get rows or columns of zeros.
func convolved(picture, kernel [][]float64) [][]float64 {
	size := max(len(kernel), len(kernel[0]))
	from := network.Shape{len(picture) + size - len(kernel), len(picture[0]) + size - len(kernel[0]), 1}
	pixels, weights := mat.NewDense(from[0], from[1], nil), mat.NewDense(size, size, nil)
	for y, row := range picture {
		for x, v := range row {
			pixels.Set(y, x, v)
		}
	}
	for y, row := range kernel {
		for x, v := range row {
			weights.Set(y, x, v)
		}
	}
	layer := network.Convolution(from, network.Kernels{Count: 1, Size: size, Stride: 1}, network.Linear)
	layer.Weights = mat.NewDense(size*size, 1, weights.RawMatrix().Data)
	layer.Bias = []float64{0}
	return inRows(outputsOf(layer, pixels.RawMatrix().Data), layer.To[1])
}

func outputsOf(layer *network.Layer, inputs []float64) []float64 {
	return (&network.Network{Layers: []*network.Layer{layer}}).Predict(inputs)
}

func inRows(numbers []float64, width int) [][]float64 {
	return slices.Collect(slices.Chunk(numbers, width))
}

func TestPool(t *testing.T) {
	teaches(t, Pool, []pools{
		func(points [][]float64, size int) [][]float64 {
			layer := network.MaxPool(network.Shape{len(points), len(points[0]), 1}, size)
			return inRows(outputsOf(layer, slices.Concat(points...)), layer.To[1])
		},
		func(points [][]float64, size int) [][]float64 {
			return pooledBy(points, size, slices.Max[[]float64])
		},
		func(points [][]float64, size int) [][]float64 {
			pooled := make([][]float64, len(points)/size)
			for y := range pooled {
				for x := range len(points[0]) / size {
					best := math.Inf(-1)
					for i := range size * size {
						best = math.Max(best, points[y*size+i/size][x*size+i%size])
					}
					pooled[y] = append(pooled[y], best)
				}
			}
			return pooled
		},
		func(points [][]float64, size int) [][]float64 { // each number to its window
			pooled := make([][]float64, len(points)/size)
			for y := range pooled {
				pooled[y] = make([]float64, len(points[0])/size)
				floats.AddConst(math.Inf(-1), pooled[y])
			}
			for y := range len(pooled) * size {
				for x := range len(pooled[0]) * size {
					pooled[y/size][x/size] = max(pooled[y/size][x/size], points[y][x])
				}
			}
			return pooled
		},
		func(points [][]float64, size int) [][]float64 { // first across, then down
			var pooled [][]float64
			for top := 0; top+size <= len(points); top += size {
				row := pooledRow(points[top], size)
				for _, below := range points[top+1 : top+size] {
					for x, v := range pooledRow(below, size) {
						row[x] = max(row[x], v)
					}
				}
				pooled = append(pooled, row)
			}
			return pooled
		},
		func(points [][]float64, size int) [][]float64 {
			return pooledBy(points, size, func(window []float64) float64 {
				slices.Sort(window)
				return window[len(window)-1]
			})
		},
	}...)
}

func TestMapSide(t *testing.T) {
	teaches(t, MapSide, []sides{
		func(side, kernel, stride int, same bool) int {
			padding := network.Valid
			if same {
				padding = network.Same
			}
			kernels := network.Kernels{Count: 1, Size: kernel, Stride: stride, Padding: padding}
			return network.Convolution(network.Shape{side, side, 1}, kernels, network.Linear).To[0]
		},
		func(side, kernel, stride int, same bool) int { // counts
			if same {
				kernel = 1
			}
			positions := 0
			for left := 0; left+kernel <= side; left += stride {
				positions++
			}
			return positions
		},
		func(side, kernel, stride int, same bool) int {
			if same {
				return int(math.Ceil(float64(side) / float64(stride)))
			}
			return int(math.Floor(float64(side-kernel)/float64(stride))) + 1
		},
		func(side, kernel, stride int, same bool) int {
			if same {
				return (side-1)/stride + 1
			}
			return (side - kernel + stride) / stride
		},
		func(side, kernel, stride int, same bool) int {
			if !same {
				side -= kernel - 1
			}
			if side%stride == 0 {
				return side / stride
			}
			return side/stride + 1
		},
	}...)
}
