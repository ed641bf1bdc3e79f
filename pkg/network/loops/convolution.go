package loops

// Convolution is the signals of a convolution: each kernel slides over the
// picture, stride points at a time, and stays inside it. [Pad] the picture first
// for padding.
func Convolution(picture [][][]float64, kernels [][][][]float64, bias []float64, stride int) [][][]float64 {
	height, width := len(kernels), len(kernels[0])
	signal := blank((len(picture)-height)/stride+1, (len(picture[0])-width)/stride+1, len(bias))
	for y := range signal {
		for x := range signal[y] {
			for kernel := range bias {
				signal[y][x][kernel] = bias[kernel]
				for ky := range height {
					for kx := range width {
						for channel, weights := range kernels[ky][kx] {
							signal[y][x][kernel] += picture[y*stride+ky][x*stride+kx][channel] * weights[kernel]
						}
					}
				}
			}
		}
	}
	return signal
}

// ConvolutionBackward is the gradient with respect to a convolution's kernels, and
// with respect to each point of the picture. Both are sums over all positions of
// the kernel.
func ConvolutionBackward(picture [][][]float64, kernels [][][][]float64, delta [][][]float64, stride int) (kernelGradient [][][][]float64, pictureGradient [][][]float64) {
	pictureGradient = blank(len(picture), len(picture[0]), len(picture[0][0]))
	for ky := range kernels {
		kernelGradient = append(kernelGradient, blank(len(kernels[ky]), len(kernels[ky][0]), len(kernels[ky][0][0])))
		for kx := range kernels[ky] {
			for channel := range kernels[ky][kx] {
				for kernel := range kernels[ky][kx][channel] {
					for y := range delta {
						for x := range delta[y] {
							point := picture[y*stride+ky][x*stride+kx][channel]
							kernelGradient[ky][kx][channel][kernel] += point * delta[y][x][kernel]
							pictureGradient[y*stride+ky][x*stride+kx][channel] += kernels[ky][kx][channel][kernel] * delta[y][x][kernel]
						}
					}
				}
			}
		}
	}
	return kernelGradient, pictureGradient
}

// Pad puts zeros around a picture: before above and on the left, after below and on the right.
func Pad(picture [][][]float64, before, after int) [][][]float64 {
	padded := blank(before+len(picture)+after, before+len(picture[0])+after, len(picture[0][0]))
	for y := range picture {
		for x := range picture[y] {
			copy(padded[before+y][before+x], picture[y][x])
		}
	}
	return padded
}

// MaxPool is the largest number of each window of size by size points, channel by channel.
func MaxPool(picture [][][]float64, size int) [][][]float64 {
	pooled := blank(len(picture)/size, len(picture[0])/size, len(picture[0][0]))
	for y := range pooled {
		for x := range pooled[y] {
			for channel := range pooled[y][x] {
				bestY, bestX := largest(picture, y*size, x*size, channel, size)
				pooled[y][x][channel] = picture[bestY][bestX][channel]
			}
		}
	}
	return pooled
}

// MaxPoolBackward gives each delta to the point that was the largest of its window.
func MaxPoolBackward(picture, delta [][][]float64, size int) [][][]float64 {
	back := blank(len(picture), len(picture[0]), len(picture[0][0]))
	for y := range delta {
		for x := range delta[y] {
			for channel := range delta[y][x] {
				bestY, bestX := largest(picture, y*size, x*size, channel, size)
				back[bestY][bestX][channel] = delta[y][x][channel]
			}
		}
	}
	return back
}

// MeanPool is the mean of each window of size by size points, channel by channel.
func MeanPool(picture [][][]float64, size int) [][][]float64 {
	pooled := blank(len(picture)/size, len(picture[0])/size, len(picture[0][0]))
	for y := range len(pooled) * size {
		for x := range len(pooled[0]) * size {
			for channel := range picture[y][x] {
				pooled[y/size][x/size][channel] += picture[y][x][channel] / float64(size*size)
			}
		}
	}
	return pooled
}

// MeanPoolBackward gives each delta in equal parts to all points of its window.
func MeanPoolBackward(picture, delta [][][]float64, size int) [][][]float64 {
	back := blank(len(picture), len(picture[0]), len(picture[0][0]))
	for y := range len(delta) * size {
		for x := range len(delta[0]) * size {
			for channel := range back[y][x] {
				back[y][x][channel] = delta[y/size][x/size][channel] / float64(size*size)
			}
		}
	}
	return back
}

// Picture reads a row of numbers as a picture, channel by channel of each point, point by point of each line.
func Picture(row []float64, height, width, channels int) [][][]float64 {
	picture := blank(height, width, channels)
	for y := range picture {
		for x := range picture[y] {
			copy(picture[y][x], row[(y*width+x)*channels:])
		}
	}
	return picture
}

// Kernels reads the rows of a convolution's weights as kernels of this height and width.
func Kernels(rows [][]float64, height, width int) [][][][]float64 {
	channels := len(rows) / (height * width)
	kernels := make([][][][]float64, height)
	for y := range kernels {
		kernels[y] = blank(width, channels, len(rows[0]))
		for x := range kernels[y] {
			for channel := range kernels[y][x] {
				copy(kernels[y][x][channel], rows[(y*width+x)*channels+channel])
			}
		}
	}
	return kernels
}

// Row is a picture as a row of numbers, the reverse of [Picture].
func Row(picture [][][]float64) []float64 {
	var row []float64
	for _, line := range picture {
		for _, point := range line {
			row = append(row, point...)
		}
	}
	return row
}

// largest is the position of the largest number of a window: the first, where several are equal.
func largest(picture [][][]float64, top, left, channel, size int) (bestY, bestX int) {
	bestY, bestX = top, left
	for y := top; y < top+size; y++ {
		for x := left; x < left+size; x++ {
			if picture[y][x][channel] > picture[bestY][bestX][channel] {
				bestY, bestX = y, x
			}
		}
	}
	return bestY, bestX
}

func blank(height, width, channels int) [][][]float64 {
	picture := make([][][]float64, height)
	for y := range picture {
		picture[y] = make([][]float64, width)
		for x := range picture[y] {
			picture[y][x] = make([]float64, channels)
		}
	}
	return picture
}
