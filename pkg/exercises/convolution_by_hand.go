package exercises

import (
	"fmt"
	"math"
	"slices"

	"firstneuron/pkg/lesson"
)

type slides = func(picture, kernel [][]float64) [][]float64

// Slide is lesson 09's first exercise: a kernel slides over a picture, and each sum is one point of the feature map.
var Slide = &lesson.Exercise[slides]{
	Name:  "slide",
	Right: slide,
	Try: func(f slides, t *lesson.Trial) {
		for _, c := range []struct{ picture, kernel [][]float64 }{
			{[][]float64{{1, 2, 0}, {0, 3, 1}, {2, 0, 5}}, [][]float64{{1, -1}, {2, 0.5}}},
			{[][]float64{{0, 1, 4, 2}, {3, 0, 1, 1}, {2, 2, 0, 3}, {1, 0, 2, 5}}, [][]float64{{-1, 0, 2}, {-1, 0, 1}, {-3, 0, 1}}},
			{[][]float64{{7, -2}, {3, 1}}, [][]float64{{1, 2}, {3, -4}}},
			{[][]float64{{1, 0, 2, 3, 1}, {0, 5, 1, 0, 2}, {4, 1, 0, 1, 1}}, [][]float64{{1, 2}, {0, -1}}},
		} {
			t.CallRows(fmt.Sprintf("slide(%v, %v)", c.picture, c.kernel), func() [][]float64 { return f(c.picture, c.kernel) },
				append(append([][]float64{}, c.picture...), c.kernel...)...)
		}
	},
	Why: "At each position, each pixel in the window is multiplied by the weight that lies on it, and the products are added.",
	How: "Use four loops: over the window's top, over its left, and over y and x in the kernel. " +
		"In the innermost one write `sum += picture[top+y][left+x] * kernel[y][x]`.",
	Mistakes: []lesson.Mistake[slides]{
		{
			Wrong: func(picture, kernel [][]float64) [][]float64 {
				return slid(picture, kernel, func(top, left int) (sum float64) {
					for y := range kernel {
						for x := range kernel[y] {
							sum += picture[top+y][left+x] * kernel[len(kernel)-1-y][len(kernel[y])-1-x]
						}
					}
					return sum
				})
			},
			Where: "The kernel lies upside down and back to front on the window.",
			Why:   "Mathematics flips the kernel in a convolution. Networks do not: the first weight meets the first pixel of the window.",
			How:   "Multiply by `kernel[y][x]`.",
		},
		{
			Wrong: func(picture, kernel [][]float64) [][]float64 {
				return slid(picture, kernel, func(top, left int) (sum float64) {
					for y := range kernel {
						for x := range kernel[y] {
							sum += picture[top+y][left+x] * kernel[x][y]
						}
					}
					return sum
				})
			},
			Where: "Rows and columns of the kernel are exchanged.",
			Why:   "With rows for columns, a kernel for vertical edges finds horizontal ones.",
			How:   "The row comes first: `kernel[y][x]`.",
		},
		{
			Wrong: func(picture, kernel [][]float64) [][]float64 {
				return slid(picture, kernel, func(top, left int) (sum float64) {
					for y := range kernel {
						for x := range kernel[y] {
							sum += picture[left+x][top+y] * kernel[y][x]
						}
					}
					return sum
				})
			},
			Where: "Rows and columns of the picture are exchanged.",
			Why:   "The first index of a picture counts its rows from the top, the second its columns from the left.",
			How:   "Read the pixel `picture[top+y][left+x]`.",
		},
		{
			Wrong: func(picture, kernel [][]float64) (sums [][]float64) {
				for left := 0; left+len(kernel[0]) <= len(picture[0]); left++ {
					var row []float64
					for top := 0; top+len(kernel) <= len(picture); top++ {
						row = append(row, windowSum(picture, kernel, top, left))
					}
					sums = append(sums, row)
				}
				return sums
			},
			Where: "The map lies on its side: each of its rows is a column.",
			Why:   "A row of the map holds the positions from left to right. So the outer loop moves down and the inner one to the right.",
			How:   "Loop over `for top := 0` outside and over `for left := 0` inside.",
		},
		{
			Wrong: func(picture, kernel [][]float64) (sums [][]float64) {
				for top := 0; top+len(kernel) < len(picture); top++ {
					var row []float64
					for left := 0; left+len(kernel[0]) < len(picture[0]); left++ {
						row = append(row, windowSum(picture, kernel, top, left))
					}
					sums = append(sums, row)
				}
				return sums
			},
			Where: "The last position is missing, at the bottom and on the right: the loops end one too early.",
			Why:   "The window may touch the border. A kernel as large as the picture still has one position.",
			How:   "Loop while `top+len(kernel) <= len(picture)`, and the same for left.",
		},
		{
			Wrong: func(picture, kernel [][]float64) (sums [][]float64) {
				for top := range picture {
					var row []float64
					for left := range picture[top] {
						row = append(row, windowSum(picture, kernel, top, left))
					}
					sums = append(sums, row)
				}
				return sums
			},
			Where: "The window leaves the picture: the loops go on to positions where a part of it lies outside.",
			Why:   "The first and the last pixel of the window must both be in the picture, so there are fewer positions than pixels.",
			How:   "Loop while `top+len(kernel) <= len(picture)`, and the same for left.",
		},
		{
			Wrong: func(picture, kernel [][]float64) [][]float64 { return padded(picture, kernel, 0, 0) },
			Where: "The map is as large as the picture: the window hangs over the border at the bottom and on the right.",
			Why:   "A window that is partly outside sees less than the others. Here every window stays inside.",
			How:   "Loop while `top+len(kernel) <= len(picture)`, and leave out the test for pixels outside.",
		},
		{
			Wrong: func(picture, kernel [][]float64) [][]float64 {
				return padded(picture, kernel, (len(kernel)-1)/2, (len(kernel[0])-1)/2)
			},
			Where: "The map is as large as the picture, with zeros around it: this is the padding that is called same.",
			Why:   "It is a convolution too, but in this exercise every window stays inside the picture.",
			How:   "Loop while `top+len(kernel) <= len(picture)`, with top from 0.",
		},
		{
			Wrong: func(picture, kernel [][]float64) [][]float64 {
				sum := 0.0
				return slid(picture, kernel, func(top, left int) float64 {
					sum += windowSum(picture, kernel, top, left)
					return sum
				})
			},
			Where: "The sum is never set back to 0: each position adds to all positions before it.",
			Why:   "Each point of the map says what one window holds, and nothing of the others.",
			How:   "Put `sum := 0.0` inside the loop over left.",
		},
		{
			Wrong: func(picture, kernel [][]float64) [][]float64 {
				sum := 0.0
				return slid(picture, kernel, func(top, left int) float64 {
					if left == 0 {
						sum = 0
					}
					sum += windowSum(picture, kernel, top, left)
					return sum
				})
			},
			Where: "The sum starts from 0 in each row only, and not at each position.",
			Why:   "Each point of the map says what one window holds, and nothing of its neighbours to the left.",
			How:   "Put `sum := 0.0` inside the loop over left, and not between the two loops.",
		},
		{
			Wrong: func(picture, kernel [][]float64) [][]float64 {
				y, x := len(kernel)-1, len(kernel[0])-1
				return slid(picture, kernel, func(top, left int) float64 { return picture[top+y][left+x] * kernel[y][x] })
			},
			Where: "Only the last pixel of each window has an effect.",
			Why:   "Each turn of the loop replaces what the turns before have found.",
			How:   "Use `sum +=` in place of `sum =`.",
		},
		{
			Wrong: func(picture, kernel [][]float64) [][]float64 {
				return slid(picture, kernel, func(top, left int) float64 {
					return windowSum(picture, kernel, top, left) / float64(len(kernel)*len(kernel[0]))
				})
			},
			Where: "The sum is divided by the number of weights.",
			Why:   "A neuron adds its inputs up and does not average them. A mean is what nine weights of 1/9 would make.",
			How:   "Append `sum` as it is.",
		},
		{
			Wrong: func(picture, kernel [][]float64) [][]float64 {
				return slid(picture, kernel, func(top, left int) (sum float64) {
					for y := range kernel {
						for x := range kernel[y] {
							sum += picture[top+y][left+x] + kernel[y][x]
						}
					}
					return sum
				})
			},
			Where: "Each pixel is added to its weight.",
			Why:   "A weight of 0 must make its pixel count for nothing.",
			How:   "Add up `picture[top+y][left+x] * kernel[y][x]`.",
		},
		{
			Wrong: func(picture, kernel [][]float64) [][]float64 {
				return slid(picture, kernel, func(int, int) float64 { return windowSum(picture, kernel, 0, 0) })
			},
			Where: "All points of the map are equal: the window stays in the corner.",
			Why:   "The pixel under a weight depends on where the window is.",
			How:   "Read the pixel `picture[top+y][left+x]`.",
		},
		{
			Wrong: func(picture, kernel [][]float64) [][]float64 {
				return slid(picture, kernel, func(top, _ int) float64 { return windowSum(picture, kernel, top, 0) })
			},
			Where: "The window moves down, but not to the right.",
			Why:   "Both indices of the pixel depend on where the window is.",
			How:   "Use `left+x` as the second index of the picture.",
		},
		{
			Wrong: func(picture, kernel [][]float64) [][]float64 {
				return slid(picture, kernel, func(_, left int) float64 { return windowSum(picture, kernel, 0, left) })
			},
			Where: "The window moves to the right, but not down.",
			Why:   "Both indices of the pixel depend on where the window is.",
			How:   "Use `top+y` as the first index of the picture.",
		},
		{
			Wrong: func(picture, kernel [][]float64) [][]float64 {
				return slid(picture, kernel, func(top, left int) float64 { return max(0, windowSum(picture, kernel, top, left)) })
			},
			Where: "Negative sums have become 0.",
			Why:   "That is ReLU, which comes after the sum. The map itself may be negative: there an edge ends.",
			How:   "Append `sum` as it is.",
		},
		{
			Wrong: func(picture, kernel [][]float64) (sums [][]float64) {
				for top := 0; top+len(kernel) <= len(picture); top += len(kernel) {
					var row []float64
					for left := 0; left+len(kernel[0]) <= len(picture[0]); left += len(kernel[0]) {
						row = append(row, windowSum(picture, kernel, top, left))
					}
					sums = append(sums, row)
				}
				return sums
			},
			Where: "The window jumps by its whole size.",
			Why:   "Windows of a convolution overlap: each position is one pixel further. Windows side by side are for pooling.",
			How:   "Move by one pixel: `top++` and `left++`.",
		},
		{
			Wrong: func(picture, kernel [][]float64) [][]float64 {
				var row []float64
				slid(picture, kernel, func(top, left int) float64 {
					row = append(row, windowSum(picture, kernel, top, left))
					return 0
				})
				return [][]float64{row}
			},
			Where: "All sums are in a single row.",
			Why:   "The map has rows and columns, like the picture, so that it can say where something was found.",
			How:   "Begin a new `var row []float64` for each top, and append it to the result after the loop over left.",
		},
		{
			Wrong: func(picture, kernel [][]float64) (sums [][]float64) {
				var row []float64
				for top := 0; top+len(kernel) <= len(picture); top++ {
					for left := 0; left+len(kernel[0]) <= len(picture[0]); left++ {
						row = append(row, windowSum(picture, kernel, top, left))
					}
					sums = append(sums, row)
				}
				return sums
			},
			Where: "The rows of the map grow longer and longer.",
			Why:   "Each row must begin empty, or it still holds the sums of the rows above it.",
			How:   "Put `var row []float64` inside the loop over top.",
		},
		{
			Wrong: func(picture, kernel [][]float64) (sums [][]float64) {
				for top := 0; top+len(kernel) <= len(picture); top++ {
					var row []float64
					for left := 0; left+len(kernel) <= len(picture); left++ {
						row = append(row, windowSum(picture, kernel, top, left))
					}
					sums = append(sums, row)
				}
				return sums
			},
			Where: "The map is right for square pictures only: the loop over left ends where the one over top does.",
			Why:   "A picture may be wider than it is high. `len(picture)` counts its rows.",
			How:   "The width is the length of a row: loop while `left+len(kernel[0]) <= len(picture[0])`.",
		},
		{
			Wrong: func(picture, kernel [][]float64) [][]float64 {
				sums := make([][]float64, len(picture)-len(kernel)+1)
				sums[0][0] = windowSum(picture, kernel, 0, 0)
				return sums
			},
			Where: "The rows of the map do not exist yet when a sum is written into them.",
			Why:   "Making a slice of rows makes as many empty rows. Each of them needs numbers of its own.",
			How:   "For each top begin a new `var row []float64`, append the sums to it, and append the row to the result.",
		},
		{
			Wrong: func(picture, kernel [][]float64) (sums [][]float64) {
				for top := 0; top+3 <= len(picture); top++ {
					var row []float64
					for left := 0; left+3 <= len(picture[0]); left++ {
						sum := 0.0
						for y := range 3 {
							for x := range 3 {
								sum += picture[top+y][left+x] * kernel[y][x]
							}
						}
						row = append(row, sum)
					}
					sums = append(sums, row)
				}
				return sums
			},
			Where: "The kernel always has 3 by 3 weights.",
			Why:   "A kernel may have any size. It is in the rows that the function gets.",
			How:   "Write `len(kernel)` and `len(kernel[0])` in place of 3.",
		},
		{
			Wrong: func(picture, kernel [][]float64) (sums [][]float64) {
				row := make([]float64, len(picture[0])-len(kernel[0])+1)
				for top := 0; top+len(kernel) <= len(picture); top++ {
					for left := range row {
						row[left] = windowSum(picture, kernel, top, left)
					}
					sums = append(sums, row)
				}
				return sums
			},
			Where: "All rows of the map are the last one.",
			Why:   "It is one slice, appended several times: what is written into it for the next top changes the rows before as well.",
			How:   "Begin a new `var row []float64` inside the loop over top.",
		},
	},
}

func slide(picture, kernel [][]float64) [][]float64 {
	var sums [][]float64
	for top := 0; top+len(kernel) <= len(picture); top++ {
		var row []float64
		for left := 0; left+len(kernel[0]) <= len(picture[0]); left++ {
			sum := 0.0
			for y := range kernel {
				for x := range kernel[y] {
					sum += picture[top+y][left+x] * kernel[y][x]
				}
			}
			row = append(row, sum)
		}
		sums = append(sums, row)
	}
	return sums
}

// slid, windowSum and padded are what mistaken functions get right: the positions, the sum at one
// of them, and a map as large as the picture with zeros around it.
func slid(picture, kernel [][]float64, sum func(top, left int) float64) (sums [][]float64) {
	for top := 0; top+len(kernel) <= len(picture); top++ {
		var row []float64
		for left := 0; left+len(kernel[0]) <= len(picture[0]); left++ {
			row = append(row, sum(top, left))
		}
		sums = append(sums, row)
	}
	return sums
}

func windowSum(picture, kernel [][]float64, top, left int) (sum float64) {
	for y := range kernel {
		for x := range kernel[y] {
			sum += picture[top+y][left+x] * kernel[y][x]
		}
	}
	return sum
}

func padded(picture, kernel [][]float64, up, aside int) (sums [][]float64) {
	for top := range picture {
		row := make([]float64, len(picture[top]))
		for left := range row {
			for y := range kernel {
				for x := range kernel[y] {
					if r, c := top+y-up, left+x-aside; r >= 0 && r < len(picture) && c >= 0 && c < len(row) {
						row[left] += picture[r][c] * kernel[y][x]
					}
				}
			}
		}
		sums = append(sums, row)
	}
	return sums
}

type pools = func(points [][]float64, size int) [][]float64

// Pool is lesson 09's second exercise: max pooling, the largest number of each window.
var Pool = &lesson.Exercise[pools]{
	Name:  "pool",
	Right: pool,
	Try: func(f pools, t *lesson.Trial) {
		for _, c := range []struct {
			points [][]float64
			size   int
		}{
			{[][]float64{{1, 5, 2, 0}, {3, 4, 1, 7}, {0, 2, 9, 6}, {1, 3, 8, 5}}, 2},
			{[][]float64{{-3, -1, 4, 2}, {-4, -2, 6, 3}}, 2},
			{[][]float64{{2, 8, 6, 5, 0}, {4, 3, 1, 7, 9}, {8, 2, 3, 4, 6}}, 2},
			{[][]float64{{1, 2, 5, 4, 0, 2}, {0, 1, 3, 7, 8, 1}, {6, 2, 0, 3, 1, -9}}, 3},
		} {
			t.CallRows(fmt.Sprintf("pool(%v, %d)", c.points, c.size), func() [][]float64 { return f(c.points, c.size) }, c.points...)
		}
	},
	Why: "The map is divided into windows side by side, and of each window one number is kept, the largest.",
	How: "Move with `top += size` and `left += size`. Begin each window with `largest := points[top][left]`, " +
		"and compare it with all numbers of the window: `largest = max(largest, points[y][x])`.",
	Mistakes: []lesson.Mistake[pools]{
		{
			Wrong: func(points [][]float64, size int) [][]float64 {
				return pooledBy(points, size, func(window []float64) float64 { return slices.Max(append(window, 0)) })
			},
			Where: "A window of negative numbers gives 0, a number that it does not hold.",
			Why:   "The search for the largest number begins with 0, and no negative number is larger.",
			How:   "Begin with a number of the window: `largest := points[top][left]`.",
		},
		{
			Wrong: func(points [][]float64, size int) [][]float64 {
				return pooledBy(points, size, func(window []float64) float64 { return total(window) / float64(len(window)) })
			},
			Where: "The mean of each window is kept.",
			Why:   "That is mean pooling. Max pooling asks whether something was found anywhere in the window.",
			How:   "Use `largest = max(largest, points[y][x])`.",
		},
		{
			Wrong: func(points [][]float64, size int) [][]float64 { return pooledBy(points, size, total) },
			Where: "The numbers of each window are added up.",
			Why:   "Max pooling keeps one of the numbers as it is.",
			How:   "Use `largest = max(largest, points[y][x])`.",
		},
		{
			Wrong: func(points [][]float64, size int) [][]float64 {
				return pooledBy(points, size, func(window []float64) float64 {
					least := window[0]
					for _, v := range window {
						least = min(least, v)
					}
					return least
				})
			},
			Where: "The smallest number of each window is kept.",
			Why:   "A large number says that the kernel has found something, and that is what has to be kept.",
			How:   "Use `max(` in place of min: `largest = max(largest, points[y][x])`.",
		},
		{
			Wrong: func(points [][]float64, size int) [][]float64 {
				return pooledBy(points, size, func(window []float64) float64 {
					best := window[0]
					for _, v := range window {
						if math.Abs(v) > math.Abs(best) {
							best = v
						}
					}
					return best
				})
			},
			Where: "The number furthest from 0 is kept, even where it is negative.",
			Why:   "The largest number counts. A strongly negative one says that the kernel has found the opposite.",
			How:   "Compare the numbers themselves: `max(largest, points[y][x])`.",
		},
		{
			Wrong: func(points [][]float64, size int) [][]float64 {
				return pooledBy(points, size, func(window []float64) float64 { return window[0] })
			},
			Where: "Only the top left number of each window is looked at.",
			Why:   "What the kernel has found may be anywhere in the window.",
			How:   "Compare with every number of the window: `largest = max(largest, points[y][x])`.",
		},
		{
			Wrong: func(points [][]float64, size int) [][]float64 {
				return pooledBy(points, size, func(window []float64) float64 { return window[len(window)-1] })
			},
			Where: "The bottom right number of each window is kept, whatever the others are.",
			Why:   "Each turn of the loop replaces what the turns before have found, without a comparison.",
			How:   "Use `largest = max(largest, points[y][x])`.",
		},
		{
			Wrong: func(points [][]float64, size int) [][]float64 {
				return pooledBy(points, size, func(window []float64) float64 {
					best := window[0]
					for i := range size {
						best = max(best, window[i*size+i])
					}
					return best
				})
			},
			Where: "Only the diagonal of each window is looked at.",
			Why:   "One loop for both indices reaches the places where row and column are equal, and no others.",
			How:   "Use two loops, `for y := top` and `for x := left`.",
		},
		{
			Wrong: func(points [][]float64, size int) [][]float64 {
				return pooledBy(points, size, func(window []float64) float64 {
					best := window[0]
					for i, v := range window {
						if i/size < size-1 && i%size < size-1 {
							best = max(best, v)
						}
					}
					return best
				})
			},
			Where: "The last row and the last column of each window are left out: the inner loops end one too early.",
			Why:   "A window of size 2 has two rows and two columns.",
			How:   "Loop while `y < top+size` and `x < left+size`.",
		},
		{
			Wrong: func(points [][]float64, size int) (pooled [][]float64) {
				for top := 0; top+size <= len(points); top += size {
					var row []float64
					for left := 0; left+size <= len(points[0]); left += size {
						best := points[top][left]
						for y := top; y <= top+size; y++ {
							for x := left; x <= left+size; x++ {
								best = max(best, points[y][x])
							}
						}
						row = append(row, best)
					}
					pooled = append(pooled, row)
				}
				return pooled
			},
			Where: "The windows are one row and one column too large, so the last one leaves the map.",
			Why:   "Go counts from 0: a window of size 2 that begins at 0 ends with number 1.",
			How:   "Loop while `y < top+size` and `x < left+size`.",
		},
		{
			Wrong: func(points [][]float64, size int) (pooled [][]float64) {
				for top := 0; top+size <= len(points); top++ {
					var row []float64
					for left := 0; left+size <= len(points[0]); left++ {
						row = append(row, slices.Max(windowOf(points, size, top, left)))
					}
					pooled = append(pooled, row)
				}
				return pooled
			},
			Where: "The windows overlap: each is one point further than the one before.",
			Why:   "Pooling divides the map into windows side by side, so that it becomes smaller by the window's size.",
			How:   "Move by a whole window: `top += size` and `left += size`.",
		},
		{
			Wrong: func(points [][]float64, size int) [][]float64 {
				best := math.Inf(-1)
				return pooledBy(points, size, func(window []float64) float64 {
					best = max(best, slices.Max(window))
					return best
				})
			},
			Where: "The largest number is carried over from one window to the next.",
			Why:   "Each window must be searched for itself. Otherwise one large number covers all that come after it.",
			How:   "Put `largest := points[top][left]` inside the loop over left.",
		},
		{
			Wrong: func(points [][]float64, size int) [][]float64 { return pooledBy(points, 2, slices.Max[[]float64]) },
			Where: "The windows always have 2 by 2 points, whatever the size is.",
			Why:   "The size of the windows decides how much of where is discarded, so it is a parameter.",
			How:   "Write size wherever there is a 2, as in `top += size`.",
		},
		{
			Wrong: func(points [][]float64, size int) (pooled [][]float64) {
				for top := 0; top < len(points); top += size {
					var row []float64
					for left := 0; left < len(points[0]); left += size {
						best := points[top][left]
						for y := top; y < min(top+size, len(points)); y++ {
							for x := left; x < min(left+size, len(points[0])); x++ {
								best = max(best, points[y][x])
							}
						}
						row = append(row, best)
					}
					pooled = append(pooled, row)
				}
				return pooled
			},
			Where: "Rows and columns that fill no window have become windows of their own.",
			Why:   "The layer leaves them out: 5 points hold two whole windows of 2.",
			How:   "Loop while `top+size <= len(points)`, and the same for left.",
		},
		{
			Wrong: func(points [][]float64, size int) (pooled [][]float64) {
				for top := 0; top < len(points); top += size {
					var row []float64
					for left := 0; left < len(points[0]); left += size {
						row = append(row, slices.Max(windowOf(points, size, top, left)))
					}
					pooled = append(pooled, row)
				}
				return pooled
			},
			Where: "The last window leaves the map where the size does not divide its side.",
			Why:   "Rows and columns that fill no window are left out: 5 points hold two whole windows of 2.",
			How:   "Loop while `top+size <= len(points)`, and the same for left.",
		},
		{
			Wrong: func(points [][]float64, size int) (pooled [][]float64) {
				for top := 0; top+size < len(points); top += size {
					var row []float64
					for left := 0; left+size < len(points[0]); left += size {
						row = append(row, slices.Max(windowOf(points, size, top, left)))
					}
					pooled = append(pooled, row)
				}
				return pooled
			},
			Where: "The last windows are missing, at the bottom and on the right: the outer loops end one too early.",
			Why:   "A window may end where the map ends.",
			How:   "Loop while `top+size <= len(points)`, and the same for left.",
		},
		{
			Wrong: func(points [][]float64, size int) (pooled [][]float64) {
				for _, points := range points {
					pooled = append(pooled, pooledRow(points, size))
				}
				return pooled
			},
			Where: "The map becomes narrower, but not lower.",
			Why:   "A window has rows as well as columns.",
			How:   "Move down by a whole window too: `top += size`.",
		},
		{
			Wrong: func(points [][]float64, size int) [][]float64 {
				var row []float64
				pooledBy(points, size, func(window []float64) float64 {
					row = append(row, slices.Max(window))
					return 0
				})
				return [][]float64{row}
			},
			Where: "All numbers are in a single row.",
			Why:   "A pooled map still has rows and columns: it says roughly where something was found.",
			How:   "Begin a new `var row []float64` for each top, and append it to the result after the loop over left.",
		},
		{
			Wrong: func(points [][]float64, size int) (pooled [][]float64) {
				for top := 0; top+size <= len(points); top += size {
					var row []float64
					for left := 0; left+size <= len(points); left += size {
						row = append(row, slices.Max(windowOf(points, size, top, left)))
					}
					pooled = append(pooled, row)
				}
				return pooled
			},
			Where: "The result is right for square maps only: the loop over left ends where the one over top does.",
			Why:   "A map may be wider than it is high. `len(points)` counts its rows.",
			How:   "The width is the length of a row: loop while `left+size <= len(points[0])`.",
		},
		{
			Wrong: func(points [][]float64, size int) [][]float64 {
				largest := slices.Max(windowOf(points, size, 0, 0))
				return pooledBy(points, size, func(window []float64) float64 { return max(window[0], largest) })
			},
			Where: "Each window is compared with the numbers of the window at the top left.",
			Why:   "Loops from 0 to the size stay in the corner of the map. The place of the window must be added.",
			How:   "Read `points[top+y][left+x]`.",
		},
		{
			Wrong: func(points [][]float64, size int) (pooled [][]float64) {
				for top := range len(points) / size {
					var row []float64
					for left := range len(points[0]) / size {
						row = append(row, slices.Max(windowOf(points, size, top, left)))
					}
					pooled = append(pooled, row)
				}
				return pooled
			},
			Where: "There are as many windows as there should be, but each is only one point further than the one before.",
			Why:   "The number of a window is not yet its place: window 1 begins where window 0 has ended.",
			How:   "Multiply by the size: `points[top*size+y][left*size+x]`.",
		},
	},
}

func pool(points [][]float64, size int) [][]float64 {
	var pooled [][]float64
	for top := 0; top+size <= len(points); top += size {
		var row []float64
		for left := 0; left+size <= len(points[0]); left += size {
			largest := points[top][left]
			for y := top; y < top+size; y++ {
				for x := left; x < left+size; x++ {
					largest = max(largest, points[y][x])
				}
			}
			row = append(row, largest)
		}
		pooled = append(pooled, row)
	}
	return pooled
}

// pooledBy, windowOf and pooledRow are what mistaken functions get right.
func pooledBy(points [][]float64, size int, keep func(window []float64) float64) (pooled [][]float64) {
	for top := 0; top+size <= len(points); top += size {
		var row []float64
		for left := 0; left+size <= len(points[0]); left += size {
			row = append(row, keep(windowOf(points, size, top, left)))
		}
		pooled = append(pooled, row)
	}
	return pooled
}

func windowOf(points [][]float64, size, top, left int) (window []float64) {
	for y := top; y < top+size; y++ {
		for x := left; x < left+size; x++ {
			window = append(window, points[y][x])
		}
	}
	return window
}

func pooledRow(points []float64, size int) (row []float64) {
	for left := 0; left+size <= len(points); left += size {
		row = append(row, slices.Max(points[left:left+size]))
	}
	return row
}

type sides = func(side, kernel, stride int, same bool) int

// MapSide is lesson 09's third exercise: the side of a feature map.
var MapSide = &lesson.Exercise[sides]{
	Name:  "mapSide",
	Right: mapSide,
	Try: func(f sides, t *lesson.Trial) {
		for _, c := range []struct {
			side, kernel, stride int
			same                 bool
		}{{8, 3, 1, false}, {8, 5, 1, false}, {9, 3, 2, false}, {8, 3, 2, false}, {28, 5, 3, false}, {8, 4, 4, false},
			{5, 5, 1, false}, {8, 3, 1, true}, {8, 4, 1, true}, {8, 3, 2, true}, {9, 3, 2, true}, {10, 5, 4, true}} {
			call := fmt.Sprintf("mapSide(%d, %d, %d, %t)", c.side, c.kernel, c.stride, c.same)
			t.Call(call, func() []float64 { return []float64{float64(f(c.side, c.kernel, c.stride, c.same))} })
		}
	},
	Why: "Valid counts the positions of a kernel that stays inside. Same counts one position for each step through all the pixels.",
	How: "For same return `(side + stride - 1) / stride`, and for valid `(side-kernel)/stride + 1`. Go's division of int rounds down.",
	Mistakes: []lesson.Mistake[sides]{
		{
			Wrong: func(side, kernel, stride int, same bool) int {
				return sideOf(same, (side-kernel)/stride, up(side, stride))
			},
			Where: "Valid gives one too few: the first position is not counted.",
			Why:   "The difference of the sides says how far the kernel can move. It has a position before it moves, too.",
			How:   "Return `(side-kernel)/stride + 1`.",
		},
		{
			Wrong: func(side, kernel, stride int, same bool) int {
				return sideOf(same, (side-kernel+1)/stride, up(side, stride))
			},
			Where: "For valid, the 1 is added before the division.",
			Why:   "The steps are counted first, rounded down. The position before the first step is added to them.",
			How:   "Return `(side-kernel)/stride + 1`.",
		},
		{
			Wrong: func(side, kernel, stride int, same bool) int {
				return sideOf(same, side-kernel/stride+1, up(side, stride))
			},
			Where: "For valid, only the kernel is divided by the stride: parentheses are missing.",
			Why:   "In Go a division comes before a difference.",
			How:   "Return `(side-kernel)/stride + 1`.",
		},
		{
			Wrong: func(side, kernel, stride int, same bool) int { return sideOf(same, side-kernel+1, up(side, stride)) },
			Where: "For valid, the stride has no effect.",
			Why:   "With a stride of 2 the kernel takes half as many steps.",
			How:   "Divide the way by the stride: `(side-kernel)/stride + 1`.",
		},
		{
			Wrong: func(side, kernel, stride int, same bool) int { return sideOf(same, side-kernel+1, side) },
			Where: "The stride has no effect at all.",
			Why:   "With a stride of 2 the kernel takes half as many steps, with zeros around the picture and without.",
			How:   "Divide by the stride: `(side-kernel)/stride + 1` for valid, `(side + stride - 1) / stride` for same.",
		},
		{
			Wrong: func(side, kernel, stride int, same bool) int { return sideOf(same, side/stride, up(side, stride)) },
			Where: "For valid, the kernel's size has no effect.",
			Why:   "A kernel that stays inside has no position where it would hang over the border.",
			How:   "Return `(side-kernel)/stride + 1`.",
		},
		{
			Wrong: func(side, kernel, stride int, same bool) int {
				return sideOf(same, up(side-kernel, stride)+1, up(side, stride))
			},
			Where: "For valid, the steps are rounded up.",
			Why:   "A last step that is too short would leave the picture, so it is not taken.",
			How:   "Let Go round down: `(side-kernel)/stride + 1`.",
		},
		{
			Wrong: func(side, kernel, stride int, same bool) int {
				return sideOf(same, (side-kernel)*stride+1, up(side, stride))
			},
			Where: "For valid, the way is multiplied by the stride.",
			Why:   "Larger steps make a smaller map.",
			How:   "Divide: `(side-kernel)/stride + 1`.",
		},
		{
			Wrong: func(side, kernel, stride int, same bool) int {
				return sideOf(same, (side-kernel/2)/stride, up(side, stride))
			},
			Where: "Valid takes away half a kernel at one border.",
			Why:   "The kernel needs all its pixels inside: it ends the kernel's size minus one before the side does.",
			How:   "Return `(side-kernel)/stride + 1`.",
		},
		{
			Wrong: func(side, kernel, stride int, same bool) int {
				return sideOf(same, (side-2*(kernel/2)-1)/stride+1, up(side, stride))
			},
			Where: "Valid is right for kernels of an odd size only.",
			Why:   "Taking half a kernel from each border loses the rounding: half of 4 is 2, and half of 5 is 2 as well.",
			How:   "Take away the kernel as a whole: `(side-kernel)/stride + 1`.",
		},
		{
			Wrong: func(side, kernel, stride int, same bool) int {
				return sideOf(!same, (side-kernel)/stride+1, up(side, stride))
			},
			Where: "Valid and same are exchanged.",
			Why:   "Same is as large as the picture, where the stride is 1. Valid is smaller.",
			How:   "Start with `if same {` and the formula that does not need the kernel.",
		},
		{
			Wrong: func(side, kernel, stride int, same bool) int { return (side-kernel)/stride + 1 },
			Where: "Same is computed like valid.",
			Why:   "With zeros around the picture, the kernel also has positions at the border.",
			How:   "For same return `(side + stride - 1) / stride`.",
		},
		{
			Wrong: func(side, kernel, stride int, same bool) int { return up(side, stride) },
			Where: "Valid is computed like same.",
			Why:   "Without zeros around the picture, the kernel has no positions at the border.",
			How:   "For valid return `(side-kernel)/stride + 1`.",
		},
		{
			Wrong: func(side, kernel, stride int, same bool) int {
				return sideOf(same, (side-kernel)/stride+1, side/stride)
			},
			Where: "For same, the division rounds down: Go's division of int drops the remainder.",
			Why:   "There is a position for each step that begins inside the picture, so a remainder counts as one more.",
			How:   "To round up, return `(side + stride - 1) / stride`.",
		},
		{
			Wrong: func(side, kernel, stride int, same bool) int {
				return sideOf(same, (side-kernel)/stride+1, side/stride+1)
			},
			Where: "For same, one is always added, even where nothing has to be rounded.",
			Why:   "Where the stride divides the side, the quotient is already the number of positions.",
			How:   "To round up, return `(side + stride - 1) / stride`.",
		},
		{
			Wrong: func(side, kernel, stride int, same bool) int { return sideOf(same, (side-kernel)/stride+1, side) },
			Where: "For same, the stride has no effect.",
			Why:   "Same is as large as the picture only where the kernel moves by one pixel.",
			How:   "Divide and round up: `(side + stride - 1) / stride`.",
		},
		{
			Wrong: func(side, kernel, stride int, same bool) int { s := mapSide(side, kernel, stride, same); return s * s },
			Where: "The number of all positions is returned in place of one side.",
			Why:   "A side counts the positions from left to right alone.",
			How:   "Return the side itself: `(side-kernel)/stride + 1` for valid.",
		},
		{
			Wrong: func(side, kernel, stride int, same bool) int {
				return sideOf(same, (side-kernel)/stride+1, (side+2*(kernel/2)-kernel)/stride+1)
			},
			Where: "Same is right for kernels of an odd size only.",
			Why:   "Half a kernel of zeros at each border is one zero too many where the size is even.",
			How:   "For same the kernel does not matter: return `(side + stride - 1) / stride`.",
		},
		{
			Wrong: func(side, kernel, stride int, same bool) int {
				return sideOf(same, (side-kernel)/stride+1, (side+2-kernel)/stride+1)
			},
			Where: "For same there is one zero at each border, whatever the kernel's size is.",
			Why:   "That is enough for kernels of 3 by 3. Larger ones need more zeros.",
			How:   "For same the kernel does not matter: return `(side + stride - 1) / stride`.",
		},
	},
}

func mapSide(side, kernel, stride int, same bool) int {
	if same {
		return (side + stride - 1) / stride
	}
	return (side-kernel)/stride + 1
}

// sideOf and up are what mistaken functions get right: the choice, and a division that rounds up.
func sideOf(same bool, valid, withZeros int) int {
	if same {
		return withZeros
	}
	return valid
}

func up(a, b int) int { return (a + b - 1) / b }
