package chart

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"gonum.org/v1/plot/text"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

// ImageGrid is a grid of small pictures with captions: digits, kernels, feature maps.
type ImageGrid struct {
	columns  int
	pictures []Picture
	separate bool
	numbers  bool
	reach    float64 // of the scale, at least
}

// Pictures returns the pictures in rows of so many columns. Pictures of different sizes are
// drawn about equally large.
//
//	digits := chart.Pictures(10)
//	for i := range 20 {
//		digits.Add(chart.Pixels(set.Class(i), set.Shape, set.Example(i)))
//	}
//
// Diverging pictures share one scale of colours, which is drawn beside them.
func Pictures(columns int, pictures ...Picture) *ImageGrid {
	if columns < 1 {
		panic(fmt.Sprintf("chart.Pictures: %d columns; pictures need at least 1", columns))
	}
	return &ImageGrid{columns: columns, pictures: pictures}
}

// Add appends a picture.
func (g *ImageGrid) Add(p Picture) { g.pictures = append(g.pictures, p) }

// Separate gives each diverging picture a scale of its own, up to its own largest number,
// which is written below it. Weak feature maps are seen beside strong ones, but colours can no longer be compared.
func (g *ImageGrid) Separate() *ImageGrid {
	g.separate = true
	return g
}

// Reach lets the scale that diverging pictures share go at least so far to both sides of zero. So the frames of a moving
// picture have one scale, if it is the largest number of all.
func (g *ImageGrid) Reach(reach float64) *ImageGrid {
	g.reach = reach
	return g
}

// Numbers writes its number into each pixel that is one: a kernel, a small digit.
func (g *ImageGrid) Numbers() *ImageGrid {
	g.numbers = true
	return g
}

// Draw implements Mark. It draws the pictures as large as the canvas allows.
func (g *ImageGrid) Draw(f Frame) {
	if len(g.pictures) == 0 {
		return
	}
	columns, rows := g.shape()
	column := (f.Size().X+gridGap)/vg.Length(columns) - gridGap
	captions, below := g.breakCaptions(column)
	row := (f.Size().Y + gridGap) / vg.Length(rows)
	side := max(1, min(column, row-gridGap-below))
	shared, style := g.scale(), captionStyle()
	for i, p := range g.pictures {
		width, height := p.shown(math.Floor(side.Points()))
		middle := f.Min.X + vg.Length(i%columns)*(column+gridGap) + column/2
		top := f.Max.Y - vg.Length(i/columns)*row
		box := vg.Rectangle{Min: wholePixel(vg.Point{X: middle - width/2, Y: top - height})}
		box.Max = box.Min.Add(vg.Point{X: width, Y: height})
		scale := shared
		if g.separate {
			scale = sharedScale(0, p)
		}
		g.drawPicture(f.Canvas, p, box, scale)
		for n, line := range captions[i] {
			y := box.Min.Y - 4 - vg.Length(n)*captionLine + style.FontExtents().Descent
			f.FillText(style, vg.Point{X: middle, Y: y}, line)
		}
	}
}

// shape returns how many columns and rows there are.
func (g *ImageGrid) shape() (columns, rows int) {
	columns = max(1, min(g.columns, len(g.pictures)))
	return columns, max(1, (len(g.pictures)+columns-1)/columns)
}

func (g *ImageGrid) drawPicture(c draw.Canvas, p Picture, box vg.Rectangle, scale *colourScale) {
	if p.isEmpty() {
		return
	}
	// A rim, so that a white picture has an end on white paper.
	c.SetColor(rimInk)
	c.Fill(vg.Rectangle{Min: box.Min.Sub(vg.Point{X: 1, Y: 1}), Max: box.Max.Add(vg.Point{X: 1, Y: 1})}.Path())
	c.DrawImage(box, p.paint(scale))
	pixel := vg.Point{X: box.Size().X / vg.Length(p.width), Y: box.Size().Y / vg.Length(p.height)}
	corner := func(row, column int) vg.Point {
		return vg.Point{X: box.Min.X + vg.Length(column)*pixel.X, Y: box.Max.Y - vg.Length(row)*pixel.Y}
	}
	if g.prints(p) {
		write := p.numberStyle()
		for i := range p.values() {
			row, column := i/p.width, i%p.width
			middle := corner(row, column).Add(vg.Point{X: pixel.X / 2, Y: -pixel.Y / 2})
			printText(c, middle, 12, pixel.X-4, write(p.value(i)), readableOn(p.colour(row, column, scale)))
		}
	}
	if !p.frame.Empty() {
		start, end := corner(p.frame.Min.Y, p.frame.Min.X), corner(p.frame.Max.Y, p.frame.Max.X)
		frame := vg.Rectangle{Min: vg.Point{X: start.X, Y: end.Y}, Max: vg.Point{X: end.X, Y: start.Y}}
		for _, line := range []draw.LineStyle{{Color: background, Width: 5}, {Color: styles[3].Colour, Width: 2.5}} {
			c.SetLineStyle(line)
			c.Stroke(frame.Path())
		}
	}
}

// prints says whether a number is written into each pixel of the picture.
func (g *ImageGrid) prints(p Picture) bool { return g.numbers && p.value != nil && p.channels == 1 }

// Extent implements Mark. Pictures have no numbers on their axes.
func (g *ImageGrid) Extent(_, _ Axis) (across, up Range) {
	if len(g.pictures) == 0 {
		return nowhere, nowhere
	}
	return Range{0, 1}, Range{0, 1}
}

func (g *ImageGrid) adjust(x, y *Axis) {
	x.hidden, y.hidden = true, true
	x.air, y.air = 0, 0
}

const (
	gridGap     = 10 // between two pictures, in CSS pixels
	captionLine = 13 // the height of one
)

func captionStyle() text.Style {
	style := textStyle(11.5, ink)
	style.XAlign, style.YAlign = draw.XCenter, draw.YTop
	return style
}

// breakCaptions breaks the captions into at most three lines of a column's width, cuts off what does not fit,
// and returns how much they take below the pictures.
func (g *ImageGrid) breakCaptions(width vg.Length) (captions [][]string, below vg.Length) {
	style := captionStyle()
	for _, p := range g.pictures {
		var lines []string
		if caption := wrap(g.written(p), style, width+gridGap/2); caption != "" {
			lines = strings.Split(caption, "\n")
			if len(lines) > 3 {
				lines = append(lines[:2], lines[2]+" "+lines[3])
			}
			below = max(below, 4+vg.Length(len(lines))*captionLine)
		}
		for i, line := range lines {
			lines[i] = cut(line, style, width+gridGap/2)
		}
		captions = append(captions, lines)
	}
	return captions, below
}

// written is the caption of a picture, with the end of its scale where it has one of its own.
func (g *ImageGrid) written(p Picture) string {
	if scale := sharedScale(0, p); g.separate && scale != nil && !g.prints(p) {
		return strings.TrimSpace(p.caption + " (±" + number(scale.edges[len(scale.edges)-1]) + ")")
	}
	return p.caption
}

// shown is how large a picture is drawn. Its pixels are a whole number of CSS pixels,
// so that all are squares of one size, unless it is too large for that.
func (p Picture) shown(side float64) (width, height vg.Length) {
	if p.isEmpty() {
		return vg.Length(side), vg.Length(side)
	}
	scale := side / float64(max(p.height, p.width))
	if scale >= 1 {
		scale = math.Floor(scale)
	}
	atLeastOne := func(n int) vg.Length { return vg.Length(max(1, math.Round(float64(n)*scale))) }
	return atLeastOne(p.width), atLeastOne(p.height)
}

func (g *ImageGrid) size() (width, height float64) {
	side := 112.0
	switch columns := min(g.columns, len(g.pictures)); {
	case columns == 1:
		side = 224
	case columns > 6:
		side = max(700/float64(columns)-gridGap, 24)
	}
	if g.numbers {
		for _, p := range g.pictures {
			side = max(side, 30*float64(max(p.height, p.width)))
		}
	}
	columns, rows := g.shape()
	column, widest := vg.Length(0), vg.Length(710/float64(columns)-gridGap) // of a caption's word
	tallest := vg.Length(0)
	for _, p := range g.pictures {
		across, up := p.shown(side)
		column, tallest = max(column, across), max(tallest, up)
		for _, word := range strings.Fields(p.caption) {
			column = max(column, min(captionStyle().Width(word), widest))
		}
	}
	_, below := g.breakCaptions(column)
	width = float64(columns)*(column.Points()+gridGap) - gridGap
	height = float64(rows)*(tallest+below+gridGap).Points() - gridGap
	if scale := g.scale(); scale != nil {
		width += scale.width().Points()
	}
	const title = 26
	return width + 2*margin, height + 2*margin + title
}

// scale is the scale that all diverging pictures share.
func (g *ImageGrid) scale() *colourScale {
	if g.separate {
		return nil
	}
	return sharedScale(g.reach, g.pictures...)
}

// sharedScale reaches equally far to both sides of zero, at least so far; it is nil where no picture needs it.
func sharedScale(reach float64, pictures ...Picture) *colourScale {
	needed := false
	for _, p := range pictures {
		if r, _ := p.extremes(); p.diverging && !r.isEmpty() {
			reach, needed = max(reach, -r.From, r.To), true
		}
	}
	if !needed {
		return nil
	}
	return smoothScale(diverging, -reach, reach)
}

// Describe implements Mark.
func (g *ImageGrid) Describe(_, _ Axis) Description {
	d := Description{Kind: "set of pictures", Summary: "no data"}
	if len(g.pictures) == 0 {
		return d
	}
	span, left := g.span()
	d.Note = left.note("value")
	d.Summary = count(len(g.pictures), "picture") + g.sizes() + span
	if captions := g.captions(); captions != "" {
		d.Summary += ": " + captions
	}
	for i, p := range g.pictures {
		if g.prints(p) && p.values() <= 100 {
			d.Summary += fmt.Sprintf("; numbers of %s: %s", g.nameOf(i), p.list())
		}
	}
	if len(g.pictures) <= mostImagesListed {
		d.Details = g.details()
	}
	return d
}

// list tells the numbers of a picture row by row.
func (p Picture) list() string {
	write, rows := p.numberStyle(), make([]string, p.height)
	for row := range rows {
		words := make([]string, p.width)
		for column := range words {
			words[column] = write(p.value(row*p.width + column))
		}
		rows[row] = strings.Join(words, " ")
	}
	return strings.Join(rows, " / ")
}

func (g *ImageGrid) details() string {
	var words []string
	for i, p := range g.pictures {
		size := fmt.Sprintf("%s is %d by %s", g.nameOf(i), p.height, count(p.width, "pixel"))
		if r, _ := p.extremes(); !r.isEmpty() {
			size += ", " + Axis{Label: "values"}.span(r.From, r.To)
		}
		words = append(words, size)
	}
	return strings.Join(words, "; ")
}

// sizes says how large the pictures are.
func (g *ImageGrid) sizes() string {
	first := g.pictures[0]
	for _, p := range g.pictures {
		if p.height != first.height || p.width != first.width {
			return " of different sizes"
		}
	}
	return fmt.Sprintf(" of %d by %s", first.height, count(first.width, "pixel"))
}

// span says between which numbers the values are; for diverging pictures also in which they are found.
func (g *ImageGrid) span() (words string, left leftOut) {
	all, values := nowhere, 0
	var lowest, highest int
	isDiverging := slices.ContainsFunc(g.pictures, func(p Picture) bool { return p.diverging })
	for i, p := range g.pictures {
		if isDiverging && !p.diverging {
			continue // the picture from which feature maps were made
		}
		r, odd := p.extremes()
		left.notNumbers += odd
		values += p.values()
		if r.From < all.From {
			lowest = i
		}
		if r.To > all.To {
			highest = i
		}
		all = all.with(r)
	}
	switch {
	case values == 0: // images, which have no numbers to tell of
		return "", left
	case all.isEmpty():
		return ", no data", left
	case all.From == all.To:
		return ", each value " + number(all.From), left
	}
	from, to := twoNumbers(all.From, all.To)
	if isDiverging && len(g.pictures) > 1 {
		from += " in " + g.nameOf(lowest)
		to += " in " + g.nameOf(highest)
	}
	return fmt.Sprintf(", values from %s to %s", from, to), left
}

// nameOf is the caption of a picture, or its place where it has none.
func (g *ImageGrid) nameOf(i int) string {
	if caption := g.pictures[i].caption; caption != "" {
		return fmt.Sprintf("%q", caption)
	}
	return fmt.Sprintf("picture %d", i+1)
}

// captions lists what is written below the pictures, and which have frames, up to a number
// that can be listened to.
func (g *ImageGrid) captions() string {
	const most = 40
	var captions []string
	for i, p := range g.pictures {
		if frame := p.frame; !frame.Empty() {
			captions = append(captions, fmt.Sprintf("%s with a frame around %s and %s", g.nameOf(i),
				fromTo("row", frame.Min.Y, frame.Max.Y), fromTo("column", frame.Min.X, frame.Max.X)))
		} else if p.caption != "" {
			captions = append(captions, fmt.Sprintf("%q", p.caption))
		}
	}
	if more := len(captions) - most; more > 0 {
		captions = append(captions[:most], fmt.Sprintf("and %d more", more))
	}
	return joined(captions)
}

// fromTo counts rows or columns from 1.
func fromTo(what string, first, end int) string {
	if end == first+1 {
		return fmt.Sprintf("%s %d", what, end)
	}
	return fmt.Sprintf("%ss %d to %d", what, first+1, end)
}
