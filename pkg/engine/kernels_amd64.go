package engine

import "golang.org/x/sys/cpu"

// The processor decides which twin of an inner loop runs. Tests turn these off.
var (
	hasAVX2   = cpu.X86.HasAVX2 && cpu.X86.HasFMA
	hasAVX512 = hasAVX2 && cpu.X86.HasAVX512F
)

//go:noescape
func tileAVX2(taps, k int, rows *int, a, b, c *float32, width int)

//go:noescape
func tileAVX512(taps, k int, rows *int, a, b *float32, strip int, c *float32, width int)

//go:noescape
func transposedAVX2(rows, columns int, a *float32, aStep, aRow int, b *float32, bStep, bRow int, c *float32, width int)

//go:noescape
func transposedAVX512(rows, columns int, a *float32, aStep, aRow int, b *float32, bStep, bRow int, c *float32, width int)

//go:noescape
func sparseDotAVX2(n int, e *entry, x, sum *float32, width int)

//go:noescape
func sparseSpreadAVX2(n int, e *entry, w, x *float32, width int)

//go:noescape
func reluAVX2(n int, x, y *float32)

//go:noescape
func reluBackAVX2(n int, x, dy, dx *float32)

//go:noescape
func addAVX2(n int, x, y *float32)

//go:noescape
func sumRowsAVX2(rows, n int, x, sum *float32)

//go:noescape
func narrowAVX2(n int, x *float64, y *float32)

//go:noescape
func adamAVX2(n int, c *[8]float32, w, dw, m, v *float32)

//go:noescape
func maxPoolAVX2(pixels, channels, places int, offsets *int, x *float32, step int, y *float32, from *int32)

//go:noescape
func unpoolAVX2(pixels, channels, places int, offsets *int, dx *float32, step int, dy *float32, from *int32)

// Instructions names what the inner loops are made of: "AVX-512", "AVX2" or "plain Go".
func Instructions() string {
	switch {
	case hasAVX512:
		return "AVX-512"
	case hasAVX2:
		return "AVX2"
	}
	return "plain Go"
}

// tile is tileGo.
func tile(taps, k int, rows []int, a, b, c []float32, width int) {
	if !hasAVX2 {
		tileGo(taps, k, rows, a, b, c, width)
		return
	}
	tileAVX2(taps, k, &rows[0], &a[0], &b[0], &c[0], width)
}

// wideTile is two tiles side by side: their strips of b are strip numbers apart.
func wideTile(taps, k int, rows []int, a, b []float32, strip int, c []float32, width int) {
	if !hasAVX512 {
		tile(taps, k, rows, a, b, c, width)
		tile(taps, k, rows, a, b[strip:], c[tileColumns:], width)
		return
	}
	tileAVX512(taps, k, &rows[0], &a[0], &b[0], strip, &c[0], width)
}

// transposedTile is transposedGo.
func transposedTile(rows, columns int, a []float32, aStep, aRow int, b []float32, bStep, bRow int, c []float32, width int) {
	if !hasAVX2 {
		transposedGo(rows, columns, a, aStep, aRow, b, bStep, bRow, c, width)
		return
	}
	transposedAVX2(rows, columns, &a[0], aStep, aRow, &b[0], bStep, bRow, &c[0], width)
}

// wideTransposedTile is two of them side by side.
func wideTransposedTile(rows, columns int, a []float32, aStep, aRow int, b []float32, bStep, bRow int, c []float32, width int) {
	if !hasAVX512 {
		transposedTile(rows, columns, a, aStep, aRow, b, bStep, bRow, c, width)
		transposedTile(rows, columns, a, aStep, aRow, b[tileColumns:], bStep, bRow, c[tileColumns:], width)
		return
	}
	transposedAVX512(rows, columns, &a[0], aStep, aRow, &b[0], bStep, bRow, &c[0], width)
}

// sparseDot is sparseDotGo, for sums of a multiple of 8 numbers.
func sparseDot(entries []entry, x, sum []float32) {
	if !hasAVX2 || len(entries) == 0 {
		sparseDotGo(entries, x, sum)
		return
	}
	sparseDotAVX2(len(entries), &entries[0], &x[0], &sum[0], len(sum))
}

// sparseSpread is sparseSpreadGo, for a multiple of 8 weights.
func sparseSpread(entries []entry, w, x []float32) {
	if !hasAVX2 || len(entries) == 0 {
		sparseSpreadGo(entries, w, x)
		return
	}
	sparseSpreadAVX2(len(entries), &entries[0], &w[0], &x[0], len(w))
}

// whole is how many of n numbers fill vectors of 8: the rest is left to plain Go.
func whole(n int) int {
	if !hasAVX2 {
		return 0
	}
	return n &^ 7
}

func relu(x, y []float32) {
	n := whole(len(x))
	if n > 0 {
		reluAVX2(n, &x[0], &y[0])
	}
	reluGo(x[n:], y[n:])
}

func reluBack(x, dy, dx []float32) {
	n := whole(len(x))
	if n > 0 {
		reluBackAVX2(n, &x[0], &dy[0], &dx[0])
	}
	reluBackGo(x[n:], dy[n:], dx[n:])
}

func add(x, y []float32) {
	n := whole(len(x))
	if n > 0 {
		addAVX2(n, &x[0], &y[0])
	}
	addGo(x[n:], y[n:])
}

func sumRows(rows int, x, sum []float32) {
	if rows == 0 || len(sum) == 0 || whole(len(sum)) < len(sum) {
		sumRowsGo(rows, x, sum)
		return
	}
	sumRowsAVX2(rows, len(sum), &x[0], &sum[0])
}

func narrow(x []float64, y []float32) {
	n := whole(len(x))
	if n > 0 {
		narrowAVX2(n, &x[0], &y[0])
	}
	narrowGo(x[n:], y[n:])
}

func adam(c *[8]float32, w, g, m, v []float32) {
	n := whole(len(w))
	if n > 0 {
		adamAVX2(n, c, &w[0], &g[0], &m[0], &v[0])
	}
	adamGo(c, w[n:], g[n:], m[n:], v[n:])
}

func maxPool(pixels, channels int, offsets []int, x []float32, step int, y []float32, from []int32) {
	if whole(channels) < channels {
		maxPoolGo(pixels, channels, offsets, x, step, y, from)
		return
	}
	maxPoolAVX2(pixels, channels, len(offsets), &offsets[0], &x[0], step, &y[0], &from[0])
}

func unpool(pixels, channels int, offsets []int, dx []float32, step int, dy []float32, from []int32) {
	if whole(channels) < channels {
		unpoolGo(pixels, channels, offsets, dx, step, dy, from)
		return
	}
	unpoolAVX2(pixels, channels, len(offsets), &offsets[0], &dx[0], step, &dy[0], &from[0])
}
