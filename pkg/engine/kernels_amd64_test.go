package engine

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"testing"
)

func TestTileIsItsTwin(t *testing.T) {
	withInstructions(t, func(t *testing.T) {
		rng := rand.New(rand.NewPCG(1, 2))
		for _, taps := range []int{1, 2, 3, 5} {
			for _, k := range []int{1, 2, 3, 7, 16, 33} {
				a := numbers(rng, 500)
				rows := make([]int, taps*tileRows)
				for i := range rows {
					rows[i] = rng.IntN(len(a) - k)
				}
				strip := taps * k * tileColumns
				b := numbers(rng, 2*strip)
				for _, width := range []int{32, 33, 47} {
					c := numbers(rng, 5*width+32)
					want, rest := slices.Clone(c), slices.Clone(behind(c))
					tileGo(taps, k, rows, a, b, want, width)
					tileGo(taps, k, rows, a, b[strip:], want[tileColumns:], width)
					wideTile(taps, k, rows, a, b, strip, c, width)
					what := fmt.Sprintf("%d taps of %d, width %d", taps, k, width)
					sameNumbers(t, what, c, want, 1e-5)
					tileGo(taps, k, rows, a, b, want, width)
					tile(taps, k, rows, a, b, c, width)
					sameNumbers(t, what, c, want, 1e-5)
					sameNumbers(t, what+", behind the tile", behind(c), rest, 0)
				}
			}
		}
	})
}

func TestTransposedTileIsItsTwin(t *testing.T) {
	withInstructions(t, func(t *testing.T) {
		rng := rand.New(rand.NewPCG(3, 4))
		for _, rows := range []int{1, 2, 5} {
			for _, columns := range []int{1, 2, 7, 28} {
				aStep, bStep := 1+rng.IntN(9), 1+rng.IntN(40)
				aRow, bRow := aStep*columns+rng.IntN(5), bStep*columns+rng.IntN(5)
				a, b := numbers(rng, rows*aRow+6), numbers(rng, rows*bRow+32)
				c := numbers(rng, 5*40+32)
				want, rest := slices.Clone(c), slices.Clone(behind(c))
				transposedGo(rows, columns, a, aStep, aRow, b, bStep, bRow, want, 40)
				transposedGo(rows, columns, a, aStep, aRow, b[tileColumns:], bStep, bRow, want[tileColumns:], 40)
				wideTransposedTile(rows, columns, a, aStep, aRow, b, bStep, bRow, c, 40)
				sameNumbers(t, "wide", c, want, 1e-5)
				transposedGo(rows, columns, a, aStep, aRow, b, bStep, bRow, want, 40)
				transposedTile(rows, columns, a, aStep, aRow, b, bStep, bRow, c, 40)
				sameNumbers(t, "narrow", c, want, 1e-5)
				sameNumbers(t, "behind the tile", behind(c), rest, 0)
			}
		}
	})
}

func TestSparseKernelsAreTheirTwins(t *testing.T) {
	withInstructions(t, func(t *testing.T) {
		rng := rand.New(rand.NewPCG(5, 6))
		for width := 8; width <= 240; width += 8 {
			for _, n := range []int{0, 1, 2, 49} {
				x := numbers(rng, 1000)
				entries := make([]entry, n)
				for i := range entries {
					entries[i] = entry{int32(rng.IntN(len(x) - width)), float32(rng.NormFloat64())}
				}
				what := fmt.Sprintf("%d entries of width %d", n, width)
				sum, rest := numbers(rng, width), []float32(nil)
				want := slices.Clone(sum)
				rest = slices.Clone(behind(sum))
				sparseDotGo(entries, x, want)
				sparseDot(entries, x, sum)
				sameNumbers(t, what, sum, want, 1e-5)
				sameNumbers(t, what+", behind", behind(sum), rest, 0)
				want, rest = slices.Clone(x), slices.Clone(behind(x))
				sparseSpreadGo(entries, sum, want)
				sparseSpread(entries, sum, x)
				sameNumbers(t, what, x, want, 1e-5)
				sameNumbers(t, what+", behind", behind(x), rest, 0)
			}
		}
	})
}

func TestVectorKernelsAreTheirTwins(t *testing.T) {
	withInstructions(t, func(t *testing.T) {
		rng := rand.New(rand.NewPCG(7, 8))
		for n := range 41 {
			x, y := numbers(rng, n), numbers(rng, n)
			if n > 3 {
				x[0], x[1], x[2] = float32(math.NaN()), float32(math.Inf(1)), float32(math.Inf(-1))
			}
			check := func(what string, fast, plain func(y []float32)) {
				t.Helper()
				got := append(numbers(rng, 0), y...)
				want, rest := slices.Clone(got), slices.Clone(behind(got))
				plain(want)
				fast(got)
				sameNumbers(t, fmt.Sprintf("%s of %d", what, n), got, want, 1e-6)
				sameNumbers(t, what+", behind", behind(got), rest, 0)
			}
			check("relu", func(y []float32) { relu(x, y) }, func(y []float32) { reluGo(x, y) })
			back := numbers(rng, n)
			check("relu back", func(y []float32) { reluBack(x, back, y) }, func(y []float32) { reluBackGo(x, back, y) })
			check("add", func(y []float32) { add(x, y) }, func(y []float32) { addGo(x, y) })
			rows := numbers(rng, 3*n)
			check("sum of rows", func(y []float32) { sumRows(3, rows, y) }, func(y []float32) { sumRowsGo(3, rows, y) })
			wide := make([]float64, n)
			for i := range wide {
				wide[i] = rng.NormFloat64() * 1e3
			}
			check("narrow", func(y []float32) { narrow(wide, y) }, func(y []float32) { narrowGo(wide, y) })
			c := &[8]float32{.9, .1, .999, .001, .01, 1.3, 1e-7, .1}
			m, v := numbers(rng, n), numbers(rng, n)
			for i := range v {
				v[i] *= v[i]
			}
			m2, v2 := slices.Clone(m), slices.Clone(v)
			check("adam", func(y []float32) { adam(c, y, back, m, v) }, func(y []float32) { adamGo(c, y, back, m2, v2) })
			sameNumbers(t, "first moment", m, m2, 1e-6)
			sameNumbers(t, "second moment", v, v2, 1e-6)
		}
	})
}

func TestPoolKernelsAreTheirTwins(t *testing.T) {
	withInstructions(t, func(t *testing.T) {
		rng := rand.New(rand.NewPCG(9, 10))
		for _, channels := range []int{1, 3, 8, 16, 20, 24} {
			for _, size := range []int{1, 2, 3} {
				const pixels = 5
				width := pixels*size + 1
				x := numbers(rng, size*width*channels)
				x[0] = float32(math.NaN())
				var offsets []int
				for row := range size {
					for column := range size {
						offsets = append(offsets, (row*width+column)*channels)
					}
				}
				y, from := numbers(rng, pixels*channels), make([]int32, pixels*channels)
				wantY, wantFrom := slices.Clone(y), slices.Clone(from)
				maxPoolGo(pixels, channels, offsets, x, size*channels, wantY, wantFrom)
				maxPool(pixels, channels, offsets, x, size*channels, y, from)
				what := fmt.Sprintf("%d channels, %d x %d", channels, size, size)
				sameNumbers(t, what, y, wantY, 0)
				if !slices.Equal(from, wantFrom) {
					t.Fatalf("%s: places %v, and in plain Go %v", what, from, wantFrom)
				}
				want := slices.Clone(x)
				unpoolGo(pixels, channels, offsets, want, size*channels, y, from)
				unpool(pixels, channels, offsets, x, size*channels, y, from)
				sameNumbers(t, what, x, want, 0)
			}
		}
	})
}
