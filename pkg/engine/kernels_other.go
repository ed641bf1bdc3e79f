//go:build !amd64

package engine

// Instructions names what the inner loops are made of.
func Instructions() string { return "plain Go" }

func tile(taps, k int, rows []int, a, b, c []float32, width int) {
	tileGo(taps, k, rows, a, b, c, width)
}

func wideTile(taps, k int, rows []int, a, b []float32, strip int, c []float32, width int) {
	tileGo(taps, k, rows, a, b, c, width)
	tileGo(taps, k, rows, a, b[strip:], c[tileColumns:], width)
}

func transposedTile(rows, columns int, a []float32, aStep, aRow int, b []float32, bStep, bRow int, c []float32, width int) {
	transposedGo(rows, columns, a, aStep, aRow, b, bStep, bRow, c, width)
}

func wideTransposedTile(rows, columns int, a []float32, aStep, aRow int, b []float32, bStep, bRow int, c []float32, width int) {
	transposedGo(rows, columns, a, aStep, aRow, b, bStep, bRow, c, width)
	transposedGo(rows, columns, a, aStep, aRow, b[tileColumns:], bStep, bRow, c[tileColumns:], width)
}

func sparseDot(entries []entry, x, sum []float32)  { sparseDotGo(entries, x, sum) }
func sparseSpread(entries []entry, w, x []float32) { sparseSpreadGo(entries, w, x) }
func relu(x, y []float32)                          { reluGo(x, y) }
func reluBack(x, dy, dx []float32)                 { reluBackGo(x, dy, dx) }
func add(x, y []float32)                           { addGo(x, y) }
func sumRows(rows int, x, sum []float32)           { sumRowsGo(rows, x, sum) }
func narrow(x []float64, y []float32)              { narrowGo(x, y) }
func adam(c *[8]float32, w, g, m, v []float32)     { adamGo(c, w, g, m, v) }

func maxPool(pixels, channels int, offsets []int, x []float32, step int, y []float32, from []int32) {
	maxPoolGo(pixels, channels, offsets, x, step, y, from)
}

func unpool(pixels, channels int, offsets []int, dx []float32, step int, dy []float32, from []int32) {
	unpoolGo(pixels, channels, offsets, dx, step, dy, from)
}
