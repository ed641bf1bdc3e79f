package engine

// A matrix product comes near the processor's peak when its sums stay in registers. So it
// is computed in tiles: 6 x 16 sums fill 12 of the 16 vector registers of AVX2, and the
// others hold what is multiplied. The right factor is packed first: cut into strips of 16
// columns, so that a tile reads it from the first number to the last without a gap.

// strips is how many strips of 16 columns a matrix has.
func strips(columns int) int { return divideUp(columns, tileColumns) }

// packedSize is how many numbers a packed matrix [rows][columns] takes.
func packedSize(rows, columns int) int { return strips(columns) * rows * tileColumns }

// packStrip packs the columns of w [rows][columns] that belong to strip s; columns that
// w does not have are 0.
func packStrip(w []float32, rows, columns, s int, packed []float32) {
	first := s * tileColumns
	count := min(tileColumns, columns-first)
	strip := packed[s*rows*tileColumns:][:rows*tileColumns]
	if count == tileColumns {
		for r := range rows {
			*(*[tileColumns]float32)(strip[r*tileColumns:]) = *(*[tileColumns]float32)(w[r*columns+first:])
		}
		return
	}
	clear(strip)
	for r := range rows {
		copy(strip[r*tileColumns:][:count], w[r*columns+first:])
	}
}

// packTransposedStrip packs strip s of the transposed of w [columns][rows].
func packTransposedStrip(w []float32, rows, columns, s int, packed []float32) {
	first := s * tileColumns
	count := min(tileColumns, columns-first)
	strip := packed[s*rows*tileColumns:][:rows*tileColumns]
	if count < tileColumns {
		clear(strip)
	}
	for c := range count {
		for r, v := range w[(first+c)*rows:][:rows] {
			strip[r*tileColumns+c] = v
		}
	}
}

// An edge is a buffer for a tile that sticks out of the product c at its right or lower
// end. It is computed as a whole, and c gets the part that belongs to it.
type edge [tileRows * 2 * tileColumns]float32

// target is where a tile is to be computed of which c has so many rows and columns, and
// how far apart its rows are: c itself if it has them all.
func (e *edge) target(wide bool, rows, columns int, c []float32, width int) (to []float32, step int) {
	if rows == tileRows && (columns == 2*tileColumns || !wide && columns == tileColumns) {
		return c, width
	}
	clear(e[:])
	return e[:], 2 * tileColumns
}

// finish adds to c the part that it has of a tile that was computed in the edge.
func (e *edge) finish(to []float32, rows, columns int, c []float32, width int) {
	if &to[0] != &e[0] {
		return
	}
	for r := range rows {
		part := e[r*2*tileColumns:][:columns]
		for i, sum := range c[r*width:][:columns] {
			c[r*width+i] = sum + part[i]
		}
	}
}

// multiply adds to c [count][columns], whose rows are width apart, the product of rows
// and a packed matrix. Row r of the left factor is what lies in a, in taps pieces of k
// numbers, at offset(6 x (r/6) x taps + 6 x tap + r%6): see tiles.
func multiply(e *edge, count, columns, taps, k int, rows []int, a, packed, c []float32, width int) {
	strip := taps * k * tileColumns
	for first := 0; first < columns; first += 2 * tileColumns {
		wide := first+tileColumns < columns // whether there is a second strip
		b := packed[first/tileColumns*strip:]
		part := min(2*tileColumns, columns-first)
		for r := 0; r < count; r += tileRows {
			height := min(tileRows, count-r)
			to, step := e.target(wide, height, part, c[r*width+first:], width)
			if wide {
				wideTile(taps, k, rows[r*taps:], a, b, strip, to, step)
			} else {
				tile(taps, k, rows[r*taps:], a, b, to, step)
			}
			e.finish(to, height, part, c[r*width+first:], width)
		}
	}
}

// multiplyTransposed adds to c [height][columns], whose rows are width apart, the
// product of a transposed and b: the sum over rows x columns places of height numbers of
// a times columns numbers of b. The steps are those of transposedGo. At the ends of a
// and b there must be room to read a tile's numbers beyond the last.
func multiplyTransposed(e *edge, height, columns, rows, perRow int, a []float32, aStep, aRow int, b []float32, bStep, bRow int, c []float32, width int) {
	for first := 0; first < columns; first += 2 * tileColumns {
		wide := first+tileColumns < columns
		part := min(2*tileColumns, columns-first)
		for r := 0; r < height; r += tileRows {
			rest := min(tileRows, height-r)
			to, step := e.target(wide, rest, part, c[r*width+first:], width)
			if wide {
				wideTransposedTile(rows, perRow, a[r:], aStep, aRow, b[first:], bStep, bRow, to, step)
			} else {
				transposedTile(rows, perRow, a[r:], aStep, aRow, b[first:], bStep, bRow, to, step)
			}
			e.finish(to, rest, part, c[r*width+first:], width)
		}
	}
}

// denseRows are the offsets of rows that lie width numbers apart, for multiply with one
// tap, padded to whole tiles with the last row.
func denseRows(count, width int) []int {
	offsets := make([]int, divideUp(count, tileRows)*tileRows)
	for r := range offsets {
		offsets[r] = min(r, count-1) * width
	}
	return offsets
}

// room is how many numbers a tile may read behind the end of a matrix. It does nothing
// with them: they belong to the part that sticks out.
const room = 2*tileColumns + tileRows

// floats are n numbers with room behind them.
func floats(n int) []float32 { return make([]float32, n+room)[:n] }

// divideUp divides and rounds up.
func divideUp(x, y int) int { return (x + y - 1) / y }
