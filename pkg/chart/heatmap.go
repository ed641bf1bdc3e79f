package chart

import (
	"cmp"
	"fmt"
	"image/color"
	"math"

	"gonum.org/v1/gonum/mat"
	"gonum.org/v1/plot"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

// HeatMap returns a table of numbers with coloured cells, its first row on top.
// Each row and each column has a name; a nil list leaves them without.
// Small tables have their numbers in the cells, large ones a colour scale.
//
// If some numbers are negative, blue is negative and orange positive; otherwise dark is small and yellow large.
func HeatMap(rows, columns []string, values mat.Matrix) Mark {
	if values == nil {
		panic("chart.HeatMap: the matrix is nil; give one with a row for each row name")
	}
	r, c := values.Dims()
	if rows == nil {
		rows = make([]string, r)
	}
	if columns == nil {
		columns = make([]string, c)
	}
	if len(rows) != r || len(columns) != c {
		panic(fmt.Sprintf("chart.HeatMap: %d row names and %d column names for a %d×%d matrix; each row and each column needs one name",
			len(rows), len(columns), r, c))
	}
	return heatMap{rows: rows, columns: columns, values: values}
}

type heatMap struct {
	rows, columns []string
	values        mat.Matrix
}

func (h heatMap) draw(p *plot.Plot, _ look) {
	if len(h.rows) == 0 || len(h.columns) == 0 {
		return
	}
	p.X.Scale, p.Y.Scale = linear{}, linear{} // names have no logarithm
	p.X.Tick.Length, p.Y.Tick.Length = 3, 3
	p.X.Width, p.Y.Width = 0, 0
	fromTheBottom := make([]string, len(h.rows))
	for i, name := range h.rows {
		fromTheBottom[len(h.rows)-1-i] = name
	}
	p.X.Tick.Marker = nameTicks(h.columns)
	p.Y.Tick.Marker = nameTicks(fromTheBottom)
	p.Add(h)
}

// cell is one number of the table and where it stands.
type cell struct {
	row, column int
	value       float64
}

func (h heatMap) describe(_, _ axis) string {
	words := fmt.Sprintf("%s by %s", count(len(h.rows), "row"), count(len(h.columns), "column"))
	least, most, left := h.extremes()
	switch leftOut := (leftOut{notNumbers: left}).words("cell"); {
	case left == len(h.rows)*len(h.columns):
		return words + ": no data" + leftOut
	case least.value == most.value:
		return fmt.Sprintf("%s, each cell %s%s", words, number(least.value), leftOut)
	default:
		small, large := twoNumbers(least.value, most.value)
		return fmt.Sprintf("%s, from %s (%s) to %s (%s)%s", words, small, h.nameOf(least), large, h.nameOf(most), leftOut)
	}
}

func (h heatMap) nameOf(c cell) string {
	return fmt.Sprintf("row %s, column %s", h.rowName(c.row), h.columnName(c.column))
}

func (h heatMap) rowName(row int) string {
	return cmp.Or(h.rows[row], fmt.Sprint(row+1))
}

func (h heatMap) columnName(column int) string {
	return cmp.Or(h.columns[column], fmt.Sprint(column+1))
}

// cells lists the numbers of the table row by row.
func (h heatMap) cells() []cell {
	var cells []cell
	for row := range h.rows {
		for column := range h.columns {
			cells = append(cells, cell{row, column, h.values.At(row, column)})
		}
	}
	return cells
}

func (h heatMap) numbers() []float64 {
	var numbers []float64
	for _, c := range h.cells() {
		numbers = append(numbers, c.value)
	}
	return numbers
}

// extremes finds the smallest and the largest number and counts those that are none.
func (h heatMap) extremes() (least, most cell, left int) {
	found := false
	for _, c := range h.cells() {
		switch {
		case !finite(c.value):
			left++
		case !found:
			found, least, most = true, c, c
		case c.value < least.value:
			least = c
		case c.value > most.value:
			most = c
		}
	}
	return least, most, left
}

// printed says whether the cells have room for their numbers.
func (h heatMap) printed() bool { return len(h.rows) <= 16 && len(h.columns) <= 12 }

// size gives printed tables rows of equal height, and pictures square cells.
func (h heatMap) size() (width, height float64) {
	rows, columns := float64(len(h.rows)), float64(len(h.columns))
	if h.printed() {
		return 560, min(max(340, 110+26*rows), 560)
	}
	side := min(450/columns, 440/rows)
	return side*columns + 110, side*rows + 80
}

func (h heatMap) scale() *colourScale {
	if _, _, left := h.extremes(); h.printed() || left == len(h.rows)*len(h.columns) {
		return nil
	}
	return h.colours()
}

// colours chooses the scale: zero is in the middle as soon as there are negative numbers.
func (h heatMap) colours() *colourScale {
	least, most, _ := h.extremes()
	if least.value < 0 {
		reach := max(-least.value, most.value)
		return smoothScale(signed, -reach, reach)
	}
	return smoothScale(cividis, least.value, most.value)
}

// Plot implements plot.Plotter.
func (h heatMap) Plot(c draw.Canvas, p *plot.Plot) {
	toX, toY := p.Transforms(&c)
	colours := h.colours()
	cells := h.cells()
	write := alike(h.numbers(), 3)
	for i := 0; i < len(cells); {
		first := cells[i]
		colour := colourOf(first, colours)
		last := first
		// Neighbours of one colour are painted in one go: a picture is mostly background.
		for i++; i < len(cells) && cells[i].row == first.row && colourOf(cells[i], colours) == colour && !h.printed(); i++ {
			last = cells[i]
		}
		y := float64(len(h.rows) - 1 - first.row)
		// Whole pixels, or else the paper would shine through between the cells.
		left, right := whole(toX(float64(first.column)-0.5)), whole(toX(float64(last.column)+0.5))
		bottom, top := whole(toY(y-0.5)), whole(toY(y+0.5))
		c.FillPolygon(colour, []vg.Point{{X: left, Y: bottom}, {X: right, Y: bottom}, {X: right, Y: top}, {X: left, Y: top}})
		if h.printed() {
			middle := vg.Point{X: (left + right) / 2, Y: (bottom + top) / 2}
			printNumber(c, middle, right-left-4, write(first.value), readableOn(colour))
		}
	}
}

func colourOf(c cell, colours *colourScale) color.NRGBA {
	if !finite(c.value) {
		return gridInk
	}
	return colours.at(c.value)
}

// printNumber writes a number into a cell, smaller if it does not fit.
func printNumber(c draw.Canvas, middle vg.Point, room vg.Length, text string, colour color.NRGBA) {
	style := textStyle(12, colour)
	style.XAlign, style.YAlign = draw.XCenter, draw.YCenter
	if width := style.Width(text); width > room {
		style.Font.Size *= max(room, 1) / width
	}
	c.FillText(style, vg.Point{X: middle.X, Y: middle.Y + style.FontExtents().Descent}, text)
}

func whole(l vg.Length) vg.Length { return vg.Length(math.Round(l.Points())) }

// DataRange implements plot.DataRanger.
func (h heatMap) DataRange() (xmin, xmax, ymin, ymax float64) {
	return -0.5, float64(len(h.columns)) - 0.5, -0.5, float64(len(h.rows)) - 0.5
}

// readableOn chooses black or white text, whichever stands out more.
// The better of the two always has a contrast above 4.5, as WCAG asks.
func readableOn(colour color.NRGBA) color.NRGBA {
	black, white := color.NRGBA{A: 0xFF}, color.NRGBA{0xFF, 0xFF, 0xFF, 0xFF}
	if contrast(black, colour) >= contrast(white, colour) {
		return black
	}
	return white
}
