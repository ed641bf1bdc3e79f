package engine

import "math"

// The inner loops, in plain Go. kernels_amd64.go has their twins in assembly, which are
// used where the processor has the instructions; these are used everywhere else, and
// the tests compare the two.

// tileRows and tileColumns are the size of a tile: the part of a product whose sums stay
// in the processor's registers while everything that adds to them passes by.
const (
	tileRows    = 6
	tileColumns = 16
)

// An entry is a number of a sparse gradient: all others of its pooling window are 0.
type entry struct {
	offset int32 // of its place
	value  float32
}

// tileGo adds a product to the tile c[6][16], whose rows are width apart. Row r of the
// left factor lies in a, in taps pieces of k numbers that begin at rows[tap][r]; b has
// the right factor, [taps x k][16], packed.
func tileGo(taps, k int, rows []int, a, b, c []float32, width int) {
	for r := range tileRows {
		sums := (*[tileColumns]float32)(c[r*width:])
		for tap := range taps {
			piece := a[rows[tap*tileRows+r]:][:k]
			for i, v := range piece {
				row := (*[tileColumns]float32)(b[(tap*k+i)*tileColumns:])
				for j := range sums {
					sums[j] += v * row[j]
				}
			}
		}
	}
}

// transposedGo adds a product to the tile c[6][16]: over rows x columns places, the 6
// numbers of a at a place times the 16 of b. From place to place a moves by aStep, and
// from row to row by aRow; so does b.
func transposedGo(rows, columns int, a []float32, aStep, aRow int, b []float32, bStep, bRow int, c []float32, width int) {
	a, b = a[:cap(a)], b[:cap(b)] // a tile may read behind the end: see room
	for row := range rows {
		for column := range columns {
			left := (*[tileRows]float32)(a[row*aRow+column*aStep:])
			right := (*[tileColumns]float32)(b[row*bRow+column*bStep:])
			for r, v := range left {
				sums := (*[tileColumns]float32)(c[r*width:])
				for j := range sums {
					sums[j] += v * right[j]
				}
			}
		}
	}
}

// sparseDotGo adds to sum the numbers of x that lie at the entries, times their values.
func sparseDotGo(entries []entry, x, sum []float32) {
	for _, e := range entries {
		for i, v := range x[e.offset:][:len(sum)] {
			sum[i] += e.value * v
		}
	}
}

// sparseSpreadGo adds w, times the value of each entry, to x at the entry.
func sparseSpreadGo(entries []entry, w, x []float32) {
	for _, e := range entries {
		to := x[e.offset:][:len(w)]
		for i, v := range w {
			to[i] += e.value * v
		}
	}
}

func reluGo(x, y []float32) {
	for i, v := range x {
		y[i] = max(v, 0)
	}
}

func reluBackGo(x, dy, dx []float32) {
	for i, v := range x {
		dx[i] = 0
		if v >= 0 {
			dx[i] = dy[i]
		}
	}
}

// addGo adds x to y.
func addGo(x, y []float32) {
	for i, v := range x {
		y[i] += v
	}
}

// sumRowsGo adds the rows of x to sum.
func sumRowsGo(rows int, x, sum []float32) {
	for r := range rows {
		addGo(x[r*len(sum):][:len(sum)], sum)
	}
}

// narrowGo rounds x to 32 bits.
func narrowGo(x []float64, y []float32) {
	for i, v := range x {
		y[i] = float32(v)
	}
}

// adamGo is a step of Adam with the numbers that Adam.begin computes.
func adamGo(c *[8]float32, w, g, m, v []float32) {
	for i, slope := range g {
		m[i] = c[0]*m[i] + c[1]*slope
		v[i] = c[2]*v[i] + c[3]*slope*slope
		w[i] -= c[4]*m[i]/(float32(math.Sqrt(float64(c[5]*v[i])))+c[6]) + c[7]*w[i]
	}
}

// maxPoolGo writes the largest number of each window to y, and to from at which of the
// window's places, the offsets, it is: the first of several. A NaN counts as larger.
// There are windows for so many pixels, step apart, each with so many channels.
func maxPoolGo(pixels, channels int, offsets []int, x []float32, step int, y []float32, from []int32) {
	for pixel := range pixels {
		for c := range channels {
			at := pixel*step + c
			largest, place := x[at+offsets[0]], 0
			for p, offset := range offsets {
				if v := x[at+offset]; v > largest || v != v {
					largest, place = v, p
				}
			}
			y[pixel*channels+c], from[pixel*channels+c] = largest, int32(place)
		}
	}
}

// unpoolGo is the backward pass of maxPoolGo: dy goes to the place that was the largest,
// and 0 to the window's other places.
func unpoolGo(pixels, channels int, offsets []int, dx []float32, step int, dy []float32, from []int32) {
	for pixel := range pixels {
		for c := range channels {
			for p, offset := range offsets {
				v := dy[pixel*channels+c]
				if int32(p) != from[pixel*channels+c] {
					v = 0
				}
				dx[pixel*step+c+offset] = v
			}
		}
	}
}
