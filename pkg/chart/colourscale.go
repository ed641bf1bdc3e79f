package chart

import (
	"image/color"
	"math"
	"slices"

	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

// colourScale tells which colour stands for which number: colour i for those from edge i
// to edge i+1. It is drawn as a bar beside the plot, with bands of equal height.
type colourScale struct {
	label   string
	colours []color.NRGBA
	edges   []float64
	ticks   []float64 // the numbers written beside the bar
	marked  []float64 // numbers with a line across the bar
}

// bandedScale divides a range at round numbers into about a dozen bands.
//
// The rim of a loss surface is often so high that equal steps would show only the rim.
// Then the steps grow, 1, 2, 5, 10, so that the valley is seen as well.
func bandedScale(label string, sorted []float64) *colourScale {
	least, middle, most := sorted[0], sorted[len(sorted)/2], sorted[len(sorted)-1]
	var edges []float64
	switch {
	case isFlat(least, most):
		edges = []float64{least, most}
	case least >= 0 && middle-least < 0.12*(most-least):
		edges = growingSteps(least, most)
	default:
		for _, tick := range linearTicks(least, most, 10) {
			edges = append(edges, tick.Value)
		}
		step := edges[1] - edges[0]
		if edges[0] > least {
			edges = slices.Insert(edges, 0, edges[0]-step)
		}
		if last := edges[len(edges)-1]; last < most {
			edges = append(edges, last+step)
		}
	}
	ticks := edges
	if len(edges) > 8 {
		ticks = nil
		for i := 0; i < len(edges); i += 2 {
			ticks = append(ticks, edges[i])
		}
	}
	return newColourScale(label, cividis, edges, ticks)
}

// growingSteps covers the last three powers of ten below the largest number.
func growingSteps(least, most float64) []float64 {
	edges := []float64{least}
	for power := math.Floor(math.Log10(most)) - 2; edges[len(edges)-1] < most; power++ {
		for _, factor := range []float64{1, 2, 5} {
			edge := factor * math.Pow(10, power)
			if last := edges[len(edges)-1]; edge > least && last < most {
				edges = append(edges, edge)
			}
		}
	}
	return edges
}

// smoothScale divides a range into so many steps that they look like one wash of colour.
func smoothScale(stops []color.NRGBA, least, most float64) *colourScale {
	const steps = 64
	if isFlat(least, most) {
		return newColourScale("", stops, []float64{least, most}, []float64{least})
	}
	var edges, ticks []float64
	for i := range steps + 1 {
		edges = append(edges, Range{least, most}.at(float64(i)/steps))
	}
	for _, tick := range linearTicks(least, most, 5) {
		ticks = append(ticks, tick.Value)
	}
	return newColourScale("", stops, edges, ticks)
}

// probabilityScale goes from 0 to 1, whatever the numbers, in the pale colours of the diverging scale:
// points in its full colours stand out from it.
func probabilityScale(label string) *colourScale {
	const bands = 20
	edges := make([]float64, bands+1)
	for i := range edges {
		edges[i] = float64(i) / bands
	}
	s := newColourScale(label, diverging[2:5], edges, []float64{0, 0.25, 0.5, 0.75, 1})
	s.marked = []float64{0.5}
	return s
}

func newColourScale(label string, stops []color.NRGBA, edges, ticks []float64) *colourScale {
	s := &colourScale{label: label, edges: edges, ticks: ticks}
	bands := len(edges) - 1
	for i := range bands {
		place := 0.5
		if bands > 1 {
			place = float64(i) / float64(bands-1)
		}
		s.colours = append(s.colours, colourAt(stops, place))
	}
	return s
}

// at returns the colour of a number. One that cannot be drawn has the colour of a faint grid.
func (s *colourScale) at(v float64) color.NRGBA {
	if !finite(v) {
		return gridInk
	}
	return s.colours[s.band(v)]
}

// band returns into which band a number falls; the first and the last hold all that is beyond.
func (s *colourScale) band(v float64) int {
	above, isEdge := slices.BinarySearch(s.edges, v)
	if !isEdge {
		above--
	}
	return min(max(above, 0), len(s.colours)-1)
}

// place returns where a number is on the bar, from 0 at the bottom to 1 on top.
func (s *colourScale) place(v float64) float64 {
	i := s.band(v)
	if isFlat(s.edges[i], s.edges[i+1]) {
		return 0.5
	}
	within := (v - s.edges[i]) / (s.edges[i+1] - s.edges[i])
	return min(max((float64(i)+within)/float64(len(s.colours)), 0), 1)
}

const scaleGap, scaleBar, tickGap = 16, 14, 5

// width is how much the scale takes to the right of the plot.
func (s *colourScale) width() vg.Length {
	width := scaleGap + scaleBar + tickGap + s.widestTick()
	if s.label != "" {
		width += 6 + textStyle(12.5, ink).Height(s.label)
	}
	return width
}

func (s *colourScale) widestTick() vg.Length {
	style := textStyle(11, ink)
	var widest vg.Length
	for _, tick := range s.ticks {
		widest = max(widest, style.Width(number(tick)))
	}
	return widest
}

// draw draws the scale from the left edge on, as high as the plot's data canvas.
func (s *colourScale) draw(data draw.Canvas, left vg.Length) {
	left += scaleGap
	right := left + scaleBar
	for i, colour := range s.colours {
		// Each band reaches to the top and is painted over by the next: no seams.
		bottom, top := data.Y(float64(i)/float64(len(s.colours))), data.Max.Y
		data.FillPolygon(colour, []vg.Point{{X: left, Y: bottom}, {X: right, Y: bottom}, {X: right, Y: top}, {X: left, Y: top}})
	}
	style := textStyle(11, ink)
	style.YAlign = draw.YCenter
	for _, tick := range s.ticks {
		y := data.Y(s.place(tick))
		data.StrokeLine2(draw.LineStyle{Color: faintInk, Width: 1}, right, y, right+3, y)
		data.FillText(style, vg.Point{X: right + tickGap, Y: y + style.FontExtents().Descent}, number(tick))
	}
	for _, v := range s.marked {
		data.StrokeLine2(draw.LineStyle{Color: ink, Width: 1.5}, left, data.Y(s.place(v)), right, data.Y(s.place(v)))
	}
	name := textStyle(12.5, ink)
	name.Rotation, name.XAlign, name.YAlign = math.Pi/2, draw.XCenter, draw.YTop
	data.FillText(name, vg.Point{X: right + tickGap + s.widestTick() + 6 - name.FontExtents().Descent, Y: data.Center().Y}, s.label)
}
