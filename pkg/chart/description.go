package chart

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"gonum.org/v1/gonum/mat"
	"gonum.org/v1/plot/plotter"
)

// Kind says which kind of chart the figure is: "line chart", "bar chart", "scatter plot", "heat map", "contour map",
// "network diagram", "set of pictures". Marks of several kinds are named in the order in which they are drawn:
// "contour map and trajectory". A figure without marks is a "chart".
func (f *Figure) Kind() string {
	var kinds []string
	for _, mark := range f.marks {
		if kind := mark.kind(); !slices.Contains(kinds, kind) {
			kinds = append(kinds, kind)
		}
	}
	if len(kinds) == 0 {
		return "chart"
	}
	return strings.Join(kinds, " and ")
}

// Description is the long description, for those who want the numbers that the figure shows: the kind of chart, what the
// axes mean and how far the data reach on them, in short what Alt says, and in detail the values. Few values are all
// there; of many the first, the last, the least, the greatest and those between which they turn.
//
//	figure.Description()
//	// Line chart. Horizontal axis: epoch (0 to 2). Vertical axis: loss (0.3 to 0.9). In short: loss falls
//	// from 0.9 to 0.3 in 3 epochs. In detail: loss: 0.9 at 0, 0.5 at 1, 0.3 at 2.
//
// A saved picture carries it: [Figure.SVG] in a metadata element, [Figure.PNG] in an iTXt chunk.
func (f *Figure) Description() string {
	kind := f.Kind()
	sentences := []string{strings.ToUpper(kind[:1]) + kind[1:]}
	x, y := f.namedAxes()
	across, up := f.reach(x, y)
	sentences = append(sentences, x.words("Horizontal axis", across)...)
	sentences = append(sentences, y.words("Vertical axis", up)...)
	var inShort, inDetail []string
	for _, mark := range f.marks {
		inShort = append(inShort, mark.describe(x, y))
		if detail := mark.detail(x, y); detail != "" {
			inDetail = append(inDetail, detail)
		}
	}
	if len(inShort) == 0 {
		inShort = []string{"no data"}
	}
	sentences = append(sentences, "In short: "+strings.Join(inShort, "; "))
	if len(inDetail) > 0 {
		sentences = append(sentences, "In detail: "+strings.Join(inDetail, "; "))
	}
	return strings.Join(sentences, ". ") + "."
}

// reach returns how far the data go on both axes. An axis without numbers has an empty range: from above to.
func (f *Figure) reach(x, y axis) (across, up Range) {
	across, up = nowhere, nowhere
	for _, mark := range f.marks {
		if mark, ok := mark.(reaching); ok {
			markAcross, markUp := mark.reach(x, y)
			across, up = across.with(markAcross), up.with(markUp)
		}
	}
	return across, up
}

var nowhere = Range{math.Inf(1), math.Inf(-1)}

func (r Range) with(other Range) Range { return Range{min(r.From, other.From), max(r.To, other.To)} }

// words says what an axis means; of one that has neither a name nor numbers there is nothing to say.
func (a axis) words(which string, reach Range) []string {
	words, numbers := which, []string{}
	if a.label != "" {
		words += ": " + a.label
	}
	switch {
	case reach.From < reach.To:
		from, to := twoNumbers(reach.From, reach.To)
		numbers = append(numbers, from+" to "+to)
	case reach.From == reach.To:
		numbers = append(numbers, number(reach.From))
	case a.label == "":
		return nil
	}
	if a.log && len(numbers) > 0 {
		numbers = append(numbers, "logarithmic")
	}
	if len(numbers) > 0 {
		words += " (" + strings.Join(numbers, ", ") + ")"
	}
	return []string{words}
}

// How many values a description lists. Twelve points and thirty bars can still be listened to; of more, what matters is said.
const (
	mostPointsListed  = 12
	mostTurnsListed   = 6
	mostBarsListed    = 30
	mostCellsListed   = 60
	mostRowsListed    = 16
	mostWeightsListed = 16
	mostAlbumListed   = 12
)

func (s *Series) kind() string { return s.shape().kind() }

func (line) kind() string    { return "line chart" }
func (markers) kind() string { return "scatter plot" }
func (path) kind() string    { return "trajectory" }

func (s *Series) detail(x, y axis) string {
	points := s.drawn(x, y)
	if len(points) == 0 {
		return ""
	}
	name := s.name
	if name == "" {
		name = "series"
	}
	return name + ": " + s.shape().values(points)
}

func (s *Series) reach(x, y axis) (across, up Range) {
	across, up = nowhere, nowhere
	for _, point := range s.drawn(x, y) {
		across, up = across.with(Range{point.X, point.X}), up.with(Range{point.Y, point.Y})
	}
	return across, up
}

// drawn returns the points that can be drawn.
func (s *Series) drawn(x, y axis) plotter.XYs {
	runs, _ := s.visible(x, y)
	return slices.Concat(runs...)
}

// values lists a line's points, or where it starts, ends, turns, and how far it goes.
func (line) values(points plotter.XYs) string {
	if len(points) <= mostPointsListed {
		return listed(points, valueAt)
	}
	least, most := points[0], points[0]
	for _, point := range points {
		if point.Y < least.Y {
			least = point
		}
		if point.Y > most.Y {
			most = point
		}
	}
	words := fmt.Sprintf("%s, first %s, last %s, least %s, greatest %s", count(len(points), "point"),
		valueAt(points[0]), valueAt(points[len(points)-1]), valueAt(least), valueAt(most))
	turns := turningPoints(points, (most.Y/2-least.Y/2)/10)
	switch more := len(turns) - mostTurnsListed; {
	case len(turns) == 0:
		return words
	case more > 0:
		return fmt.Sprintf("%s, turns at %s and %d more", words, listed(turns[:mostTurnsListed], valueAt), more)
	default:
		return words + ", turns at " + listed(turns, valueAt)
	}
}

// values lists the places of points that have no order to speak of, if they are few. Of many, describe has told the range.
func (markers) values(points plotter.XYs) string {
	if len(points) <= mostPointsListed {
		return listed(points, place)
	}
	xmin, xmax, ymin, ymax := plotter.XYRange(points)
	return fmt.Sprintf("%s between %s and %s", count(len(points), "point"),
		place(plotter.XY{X: xmin, Y: ymin}), place(plotter.XY{X: xmax, Y: ymax}))
}

// values lists the places on the way: all, or as many as can be listened to, evenly spaced.
func (path) values(points plotter.XYs) string {
	if len(points) <= mostPointsListed {
		return listed(points, place)
	}
	var stops plotter.XYs
	for i := range mostPointsListed {
		stops = append(stops, points[i*(len(points)-1)/(mostPointsListed-1)])
	}
	return fmt.Sprintf("%s, among them %s", count(len(points), "place"), listed(stops, place))
}

func valueAt(point plotter.XY) string { return number(point.Y) + " at " + number(point.X) }

func listed(points plotter.XYs, write func(plotter.XY) string) string {
	words := make([]string, len(points))
	for i, point := range points {
		words[i] = write(point)
	}
	return strings.Join(words, ", ")
}

// turningPoints returns where a line turns from rising to falling or back, without its ends. A turn counts if the line
// then goes back by more than twice the given half height. Halves, because a line's height can be too large for a number.
func turningPoints(points plotter.XYs, half float64) plotter.XYs {
	var turns plotter.XYs
	beyond := func(a, b plotter.XY) bool { return a.Y/2-b.Y/2 > half }
	lowest, highest := points[0], points[0] // since the last turn
	rising, falling := false, false
	for _, point := range points {
		if point.Y < lowest.Y {
			lowest = point
		}
		if point.Y > highest.Y {
			highest = point
		}
		switch {
		case !falling && beyond(highest, point):
			if rising {
				turns = append(turns, highest)
			}
			rising, falling, lowest = false, true, point
		case !rising && beyond(point, lowest):
			if falling {
				turns = append(turns, lowest)
			}
			rising, falling, highest = true, false, point
		}
	}
	return turns
}

func (tangent) kind() string { return "line chart" }

func (t tangent) detail(x, y axis) string {
	if t.left(x, y) != (leftOut{}) {
		return ""
	}
	return fmt.Sprintf("tangent at %s with the slope %s", place(plotter.XY{X: t.x, Y: t.y}), number(t.slope))
}

func (t tangent) reach(x, y axis) (across, up Range) {
	if t.left(x, y) != (leftOut{}) {
		return nowhere, nowhere
	}
	return Range{t.x, t.x}, Range{t.y, t.y}
}

func (bars) kind() string { return "bar chart" }

func (b bars) detail(_, y axis) string {
	drawn, _ := b.visible(y)
	var words []string
	for _, i := range drawn[:min(len(drawn), mostBarsListed)] {
		words = append(words, b.nameOf(i)+" "+number(b.values[i]))
	}
	if more := len(drawn) - len(words); more > 0 {
		words = append(words, "and "+count(more, "more bar"))
	}
	return strings.Join(words, ", ")
}

func (b bars) reach(_, y axis) (across, up Range) {
	up = nowhere
	drawn, _ := b.visible(y)
	for _, i := range drawn {
		up = up.with(Range{b.values[i], b.values[i]})
	}
	return nowhere, up
}

func (heatMap) kind() string { return "heat map" }

func (h heatMap) detail(_, _ axis) string {
	if len(h.rows) > mostRowsListed || len(h.columns) == 0 {
		return "" // a picture: describe has told the range
	}
	all := len(h.rows)*len(h.columns) <= mostCellsListed
	var words []string
	for row := range h.rows {
		if all {
			words = append(words, h.allOf(row))
		} else {
			words = append(words, h.rangeOf(row))
		}
	}
	return strings.Join(words, "; ")
}

// allOf lists the numbers of a row.
func (h heatMap) allOf(row int) string {
	words := make([]string, len(h.columns))
	for column := range h.columns {
		value := "no number"
		if v := h.values.At(row, column); finite(v) {
			value = number(v)
		}
		words[column] = h.columnName(column) + " " + value
	}
	return fmt.Sprintf("row %s: %s", h.rowName(row), strings.Join(words, ", "))
}

// rangeOf says between which numbers a row lies.
func (h heatMap) rangeOf(row int) string {
	least, most := math.Inf(1), math.Inf(-1)
	for column := range h.columns {
		if v := h.values.At(row, column); finite(v) {
			least, most = min(least, v), max(most, v)
		}
	}
	if least > most {
		return fmt.Sprintf("row %s: no numbers", h.rowName(row))
	}
	return between(fmt.Sprintf("row %s:", h.rowName(row)), least, most)
}

func (surface) kind() string { return "contour map" }

// detail tells the heights at the corners and in the middle, between which describe's lowest and highest places lie.
func (s surface) detail(_, _ axis) string {
	if !s.hasExtent() {
		return ""
	}
	right, top := s.grid.columns-1, s.grid.rows-1
	var words []string
	for _, at := range [][2]int{{0, 0}, {right, 0}, {0, top}, {right, top}, {right / 2, top / 2}} {
		i := at[1]*s.grid.columns + at[0]
		if height := s.grid.heights[i]; finite(height) {
			words = append(words, fmt.Sprintf("%s at %s", number(height), s.placeOf(i)))
		}
	}
	return strings.Join(words, ", ")
}

func (s surface) reach(_, _ axis) (across, up Range) {
	if !s.hasExtent() {
		return nowhere, nowhere
	}
	return s.x, s.y
}

func (*Diagram) kind() string { return "network diagram" }

func (d *Diagram) detail(_, _ axis) string {
	var words []string
	if synapses := d.synapses(); len(synapses) <= mostWeightsListed {
		for _, s := range synapses {
			if finite(s.weight) {
				words = append(words, fmt.Sprintf("weight %s from %s to %s", number(s.weight), d.nameOf(s.layer, s.from), d.nameOf(s.layer+1, s.to)))
			}
		}
	} else {
		for i, w := range d.weights {
			words = append(words, fmt.Sprintf("weights from layer %d to layer %d: %s", i+1, i+2, spanOf(w)))
		}
	}
	for layer, values := range d.values {
		if len(values) > mostPointsListed {
			continue
		}
		for i, value := range values {
			words = append(words, fmt.Sprintf("%s %s %s", d.nameOf(layer, i), d.verb(), number(value)))
		}
	}
	return strings.Join(words, ", ")
}

// spanOf says how many numbers a matrix has and between which they lie.
func spanOf(w mat.Matrix) string {
	rows, columns := w.Dims()
	h := heatMap{rows: make([]string, rows), columns: make([]string, columns), values: w}
	least, most, left := h.extremes()
	if left == rows*columns {
		return "no numbers"
	}
	return between(decimal(float64(rows*columns), 0), least.value, most.value)
}

func (*Album) kind() string { return "set of pictures" }

func (a *Album) detail(_, _ axis) string {
	if len(a.pictures) > mostAlbumListed {
		return ""
	}
	var words []string
	for i, p := range a.pictures {
		size := fmt.Sprintf("%s is %d by %s", a.nameOf(i), p.height, count(p.width, "pixel"))
		if least, most, _ := p.extremes(); least <= most {
			size += ", " + between("values", least, most)
		}
		words = append(words, size)
	}
	return strings.Join(words, "; ")
}
