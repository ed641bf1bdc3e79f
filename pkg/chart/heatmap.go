package chart

import (
	"cmp"
	"fmt"
	"image"
	"image/color"
	"math"
	"slices"
	"strings"

	"gonum.org/v1/gonum/mat"
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

// NotedHeatMap is a HeatMap with a note below each number, such as from where to where it goes over several seeds.
// A large table, which has no numbers in its cells, has no notes either.
func NotedHeatMap(rows, columns []string, values mat.Matrix, notes [][]string) Mark {
	h := HeatMap(rows, columns, values).(heatMap)
	fits := len(notes) == len(h.rows)
	for _, row := range notes {
		fits = fits && len(row) == len(h.columns)
	}
	if !fits {
		panic(fmt.Sprintf("chart.NotedHeatMap: the notes are not a list of %d for each of %d rows, as the matrix is", len(h.columns), len(h.rows)))
	}
	h.notes = notes
	return h
}

type heatMap struct {
	rows, columns []string
	values        mat.Matrix
	notes         [][]string // nil: none
}

// Draw implements Mark.
func (h heatMap) Draw(f Frame) {
	if len(h.rows) == 0 || len(h.columns) == 0 {
		return
	}
	scale := h.colours()
	h.drawCells(f, h.printed(), func(row, column int) color.NRGBA { return scale.at(h.values.At(row, column)) })
}

// drawCells draws the cells in their colours: printed with their numbers, or else as the pixels of a picture.
func (h heatMap) drawCells(f Frame, printed bool, colour func(row, column int) color.NRGBA) {
	cells := image.NewNRGBA(image.Rect(0, 0, len(h.columns), len(h.rows)))
	write := alike(h.numbers(), 3)
	for row := range h.rows {
		for column := range h.columns {
			cells.SetNRGBA(column, row, colour(row, column))
			if !printed {
				continue
			}
			x, y := float64(column), float64(len(h.rows)-1-row)
			box := vg.Rectangle{Min: wholePixel(f.At(x-0.5, y-0.5)), Max: wholePixel(f.At(x+0.5, y+0.5))}
			f.SetColor(colour(row, column))
			f.Fill(box.Path())
			middle := box.Min.Add(box.Size().Scale(0.5))
			if h.notes != nil {
				below := vg.Point{X: middle.X, Y: middle.Y - 8}
				printText(f.Canvas, below, 10, box.Size().X-4, h.notes[row][column], readableOn(colour(row, column)))
				middle.Y += 7
			}
			printText(f.Canvas, middle, 12, box.Size().X-4, write(h.values.At(row, column)), readableOn(colour(row, column)))
		}
	}
	if !printed {
		f.DrawImage(vg.Rectangle{Min: f.At(-0.5, -0.5), Max: f.At(float64(len(h.columns))-0.5, float64(len(h.rows))-0.5)}, cells)
	}
}

// wholePixel moves a point to a whole pixel: between cells the paper would shine through elsewhere.
func wholePixel(p vg.Point) vg.Point {
	return vg.Point{X: vg.Length(math.Round(p.X.Points())), Y: vg.Length(math.Round(p.Y.Points()))}
}

// printText writes a text into a cell, smaller than the given size if it does not fit.
func printText(c draw.Canvas, middle vg.Point, size, space vg.Length, text string, colour color.NRGBA) {
	style := textStyle(size, colour)
	style.XAlign, style.YAlign = draw.XCenter, draw.YCenter
	if width := style.Width(text); width > space {
		style.Font.Size *= max(space, 1) / width
	}
	c.FillText(style, vg.Point{X: middle.X, Y: middle.Y + style.FontExtents().Descent}, text)
}

// Extent implements Mark.
func (h heatMap) Extent(_, _ Axis) (across, up Range) {
	if len(h.rows) == 0 || len(h.columns) == 0 {
		return nowhere, nowhere
	}
	return Range{-0.5, float64(len(h.columns)) - 0.5}, Range{-0.5, float64(len(h.rows)) - 0.5}
}

func (h heatMap) adjust(x, y *Axis) {
	x.names, y.names = h.columns, slices.Clone(h.rows)
	slices.Reverse(y.names) // an axis begins at the bottom
	x.air, y.air = 0, 0     // colours fill their frame
}

// Describe implements Mark. A table whose numbers are printed tells them all.
func (h heatMap) Describe(_, _ Axis) Description {
	least, most, left := h.extremes()
	d := Description{
		Kind:    "heat map",
		Summary: fmt.Sprintf("%s by %s", count(len(h.rows), "row"), count(len(h.columns), "column")),
		Note:    leftOut{notNumbers: left}.note("cell"),
	}
	switch {
	case left == len(h.rows)*len(h.columns):
		d.Summary += ": no data"
		return d
	case least.value == most.value:
		d.Summary += ", each cell " + number(least.value)
	default:
		small, large := twoNumbers(least.value, most.value)
		d.Summary += fmt.Sprintf(", from %s (%s) to %s (%s)", small, h.nameOf(least), large, h.nameOf(most))
	}
	if h.printed() {
		d.Summary += ": " + h.list()
	} else if len(h.rows) <= mostRowsListed {
		d.Details = h.ranges()
	}
	return d
}

// list tells the numbers of all rows.
func (h heatMap) list() string {
	rows := make([]string, len(h.rows))
	for row := range rows {
		words := make([]string, len(h.columns))
		for column := range words {
			value := "no number"
			if v := h.values.At(row, column); finite(v) {
				value = number(v)
			}
			if h.notes != nil && h.notes[row][column] != "" {
				value += " (" + h.notes[row][column] + ")"
			}
			words[column] = h.columnName(column) + " " + value
		}
		rows[row] = fmt.Sprintf("row %s: %s", h.rowName(row), strings.Join(words, ", "))
	}
	return strings.Join(rows, "; ")
}

// ranges tells between which numbers those of each row are.
func (h heatMap) ranges() string {
	rows := make([]string, len(h.rows))
	for row := range rows {
		numbers := nowhere
		for _, v := range mat.Row(nil, row, h.values) {
			numbers = numbers.including(v)
		}
		rows[row] = fmt.Sprintf("row %s: no numbers", h.rowName(row))
		if !numbers.isEmpty() {
			rows[row] = Axis{Label: "row " + h.rowName(row) + ":"}.span(numbers.From, numbers.To)
		}
	}
	return strings.Join(rows, "; ")
}

// cell is one number of the table and where it is.
type cell struct {
	row, column int
	value       float64
}

// nameOf names the cell, and says how many others have the same number.
func (h heatMap) nameOf(c cell) string {
	ties := -1
	for _, v := range h.numbers() {
		if v == c.value {
			ties++
		}
	}
	name := fmt.Sprintf("row %s, column %s", h.rowName(c.row), h.columnName(c.column))
	if ties > 0 {
		name += " and " + count(ties, "other")
	}
	return name
}

func (h heatMap) rowName(row int) string { return cmp.Or(h.rows[row], fmt.Sprint(row+1)) }
func (h heatMap) columnName(column int) string {
	return cmp.Or(h.columns[column], fmt.Sprint(column+1))
}

func (h heatMap) numbers() []float64 {
	var numbers []float64
	for row := range h.rows {
		for column := range h.columns {
			numbers = append(numbers, h.values.At(row, column))
		}
	}
	return numbers
}

// extremes finds the smallest and the largest number and counts those that are none.
func (h heatMap) extremes() (least, most cell, left int) {
	least.value, most.value = math.Inf(1), math.Inf(-1)
	for i, v := range h.numbers() {
		c := cell{i / len(h.columns), i % len(h.columns), v}
		if !finite(v) {
			left++
			continue
		}
		if v < least.value {
			least = c
		}
		if v > most.value {
			most = c
		}
	}
	return least, most, left
}

// printed says whether the cells have space for their numbers.
func (h heatMap) printed() bool { return len(h.rows) <= 16 && len(h.columns) <= 12 }

// size gives printed tables rows of equal height, and pictures square cells.
func (h heatMap) size() (width, height float64) {
	rows, columns := float64(len(h.rows)), float64(len(h.columns))
	if h.printed() {
		if h.notes != nil {
			return max(560, 140+80*columns), max(340, 110+44*rows)
		}
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
	switch reach := max(-least.value, most.value); {
	case least.value > most.value:
		return smoothScale(cividis, 0, 0)
	case least.value < 0:
		return smoothScale(diverging, -reach, reach)
	default:
		return smoothScale(cividis, least.value, most.value)
	}
}
