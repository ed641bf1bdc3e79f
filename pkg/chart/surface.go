package chart

import (
	"cmp"
	"fmt"
	"image"
	"image/color"
	"math"
	"slices"
	"strings"

	"gonum.org/v1/plot/plotter"
)

// Surface returns the values of f over a rectangle as a coloured map with contour lines:
// dark valleys, light peaks. A Path drawn over it shows how learning walks downhill.
// It calls f at 81 by 61 places; values between interpolate.
func Surface(name string, f func(x, y float64) float64, x, y Range) Mark {
	return newSurface("chart.Surface", name, f, x, y)
}

// DecisionBoundary returns the probabilities f over a rectangle, from blue at 0 to orange at 1, with a line where
// they are 0.5: on one side of it the answer is the first class, on the other the second. The first Points of the
// figure take the colour of 0, the second that of 1.
func DecisionBoundary(name string, f func(x, y float64) float64, x, y Range) Mark {
	s := newSurface("chart.DecisionBoundary", name, f, x, y)
	s.isBoundary = true
	return s
}

const gridColumns, gridRows = 81, 61

type surface struct {
	name       string
	x, y       Range
	heights    []float64 // at evenly spaced places, row by row from the bottom
	isBoundary bool
}

func newSurface(who, name string, f func(x, y float64) float64, x, y Range) surface {
	if f == nil {
		panic(who + ": the function is nil; give one that returns a height for x and y")
	}
	s := surface{name: name, x: x.checked(who), y: y.checked(who)}
	for i := range gridColumns * gridRows {
		at := s.place(i)
		s.heights = append(s.heights, f(at.X, at.Y))
	}
	return s
}

// place returns where number i of the heights is.
func (s surface) place(i int) plotter.XY {
	column, row := i%gridColumns, i/gridColumns
	return plotter.XY{X: s.x.at(float64(column) / (gridColumns - 1)), Y: s.y.at(float64(row) / (gridRows - 1))}
}

// at returns the height at a place, interpolated; NaN outside and beside places without a height.
func (s surface) at(x, y float64) float64 {
	column := (x - s.x.From) / (s.x.To - s.x.From) * (gridColumns - 1)
	row := (y - s.y.From) / (s.y.To - s.y.From) * (gridRows - 1)
	if !(column >= 0 && column <= gridColumns-1 && row >= 0 && row <= gridRows-1) {
		return math.NaN()
	}
	left, below := min(int(column), gridColumns-2), min(int(row), gridRows-2)
	across, up := column-float64(left), row-float64(below)
	corner := func(column, row int) float64 { return s.heights[row*gridColumns+column] }
	return (corner(left, below)*(1-across)+corner(left+1, below)*across)*(1-up) +
		(corner(left, below+1)*(1-across)+corner(left+1, below+1)*across)*up
}

// Draw implements Mark. Each dot has the colour of its band; where a band ends there is a contour line.
func (s surface) Draw(f Frame) {
	if !s.hasExtent() {
		return
	}
	scale := s.scale()
	width, height := dots(f.Rectangle)
	bands := make([]int, width*height) // 0 is no height
	for i := range bands {
		x := valueAt(f.X, f.Plot.X.Min, f.Plot.X.Max, (float64(i%width)+0.5)/float64(width))
		y := valueAt(f.Y, f.Plot.Y.Min, f.Plot.Y.Max, 1-(float64(i/width)+0.5)/float64(height))
		if v := s.at(x, y); finite(v) {
			bands[i] = 1 + scale.band(v)
		}
	}
	palette := color.Palette{background, background, ink}
	for _, colour := range scale.colours {
		palette = append(palette, colour)
	}
	const contour, boundary = 1, 2 // places in the palette; band 1 is place 3
	half := len(scale.colours) / 2 // bands 1 to half are below 0.5
	// changes says whether two dots differ, to the left and the right of a place or above and below it.
	changes := func(i, reach int, differ func(a, b int) bool) bool {
		a, b, c, d := i-reach, i+reach, i-reach*width, i+reach*width
		return a/width == b/width && a >= 0 && b < len(bands) && differ(bands[a], bands[b]) ||
			c >= 0 && d < len(bands) && differ(bands[c], bands[d])
	}
	picture := image.NewPaletted(image.Rect(0, 0, width, height), palette)
	for i, band := range bands {
		switch {
		case s.isBoundary && changes(i, 2, func(a, b int) bool { return a > 0 && b > 0 && (a <= half) != (b <= half) }):
			picture.Pix[i] = boundary
		case !s.isBoundary && changes(i, 1, func(a, b int) bool { return a != b }):
			picture.Pix[i] = contour
		case band > 0:
			picture.Pix[i] = uint8(boundary + band)
		}
	}
	f.DrawImage(f.Rectangle, picture)
}

// valueAt returns the number at a share of the way along an axis.
func valueAt(a Axis, least, most, share float64) float64 {
	if a.Log {
		return math.Exp(Range{math.Log(least), math.Log(most)}.at(share))
	}
	return Range{least, most}.at(share)
}

// Extent implements Mark.
func (s surface) Extent(_, _ Axis) (across, up Range) {
	if !s.hasExtent() {
		return nowhere, nowhere
	}
	return s.x, s.y
}

func (s surface) hasExtent() bool { return slices.ContainsFunc(s.heights, finite) }

func (s surface) adjust(x, y *Axis) {
	labels := [2]string{"first weight", "second weight"}
	if s.isBoundary {
		labels = [2]string{"input 1", "input 2"}
	}
	x.Label, y.Label = cmp.Or(x.Label, labels[0]), cmp.Or(y.Label, labels[1])
	x.whole, y.whole = false, false
	x.air, y.air = 0, 0 // colours fill their frame
}

// boundary says whether a decision boundary is among the figure's marks.
func (f *Figure) boundary() bool {
	return slices.ContainsFunc(f.marks, func(m Mark) bool { s, ok := m.(surface); return ok && s.isBoundary })
}

// Describe implements Mark. The details are the heights at the corners and in the middle.
func (s surface) Describe(x, y Axis) Description {
	lowest, highest, left := s.extremes()
	d := Description{Kind: "contour map", Note: leftOut{notNumbers: left}.note("place")}
	name := cmp.Or(s.name, "surface")
	if s.isBoundary {
		d.Kind = "decision boundary"
	}
	if !s.hasExtent() {
		d.Summary = name + ": no data"
		return d
	}
	low, high := s.heights[lowest], s.heights[highest]
	if math.Abs(low) < 1e-12*math.Abs(high) {
		low = 0 // the places of the grid carry rounding errors, and so do their heights
	}
	at := func(i int) string { return place(s.place(i), x, y) }
	if low == high {
		d.Summary = fmt.Sprintf("%s is %s everywhere", name, number(low))
	} else {
		least, most := twoNumbers(low, high)
		d.Summary = fmt.Sprintf("%s is lowest at %s with %s and highest at %s with %s", name, at(lowest), least, at(highest), most)
	}
	if s.isBoundary {
		above := 0
		for _, height := range s.heights {
			if height >= 0.5 {
				above++
			}
		}
		d.Summary += fmt.Sprintf(", 0.5 or more on %s%% of the area", number(100*float64(above)/float64(len(s.heights)-left)))
		if low < 0 || high > 1 {
			d.Note = strings.Trim(d.Note+", values outside 0 to 1 have the colours of 0 and 1", ", ")
		}
	}
	if !(x.has(s.x.From) && x.has(s.x.To) && y.has(s.y.From) && y.has(s.y.To)) {
		d.Note = strings.Trim(d.Note+", a part is outside the axes and is cut off", ", ")
	}
	const right, top = gridColumns - 1, (gridRows - 1) * gridColumns
	var details []string
	for _, i := range []int{0, right, top, top + right, (top + right) / 2} {
		if finite(s.heights[i]) {
			details = append(details, fmt.Sprintf("%s at %s", number(s.heights[i]), at(i)))
		}
	}
	d.Details = joined(details)
	return d
}

// extremes finds the lowest and the highest place and counts those without a height.
func (s surface) extremes() (lowest, highest, left int) {
	all := nowhere
	for i, height := range s.heights {
		if !finite(height) {
			left++
			continue
		}
		if height < all.From {
			lowest = i
		}
		if height > all.To {
			highest = i
		}
		all = all.including(height)
	}
	return lowest, highest, left
}

func (s surface) scale() *colourScale {
	if s.isBoundary {
		return probabilityScale(s.name)
	}
	if !s.hasExtent() {
		return nil
	}
	heights := slices.DeleteFunc(slices.Clone(s.heights), func(v float64) bool { return !finite(v) })
	slices.Sort(heights)
	return bandedScale(s.name, heights)
}
