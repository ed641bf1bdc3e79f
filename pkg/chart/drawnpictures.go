package chart

import (
	"math"
	"slices"
	"strings"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/text"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

// drawnAlbum is an album on its way to the canvas: a gonum plotter.
type drawnAlbum struct{ *Album }

// Plot implements plot.Plotter. It draws the pictures as large as the canvas allows.
func (a drawnAlbum) Plot(c draw.Canvas, _ *plot.Plot) {
	room := c.Size()
	side := 1.0
	for low, high := 1.0, max(room.X.Points(), room.Y.Points()); low <= high; {
		middle := math.Floor((low + high) / 2)
		if width, height := a.plan(middle, room.X.Points()).size(); width <= room.X.Points() && height <= room.Y.Points() {
			side, low = middle, middle+1
		} else {
			high = middle - 1
		}
	}
	plan := a.plan(side, room.X.Points())
	shared := a.scale()
	top := c.Max.Y
	for row, pictures := range plan.rows {
		for column, p := range pictures {
			width, height := p.shown(side)
			left := c.Min.X + vg.Length(column)*(plan.column+albumGap)
			middle := left + plan.column/2
			box := vg.Rectangle{Min: vg.Point{X: whole(middle - width/2), Y: whole(top - height)}}
			box.Max = box.Min.Add(vg.Point{X: width, Y: height})
			scale := shared
			if a.separate {
				scale = signedScale(p)
			}
			a.drawPicture(c, p, box, scale)
			drawCaption(c, plan.captions[row][column], vg.Point{X: middle, Y: box.Min.Y - 4})
		}
		top -= plan.heights[row] + albumGap
	}
}

// DataRange implements plot.DataRanger; pictures have no numbers on their axes.
func (drawnAlbum) DataRange() (xmin, xmax, ymin, ymax float64) { return 0, 1, 0, 1 }

const captionLine = 13 // the height of one

func captionStyle() text.Style {
	style := textStyle(11.5, ink)
	style.XAlign, style.YAlign = draw.XCenter, draw.YTop
	return style
}

func drawCaption(c draw.Canvas, lines []string, top vg.Point) {
	style := captionStyle()
	for i, line := range lines {
		c.FillText(style, top.Sub(vg.Point{Y: vg.Length(i)*captionLine - style.FontExtents().Descent}), line)
	}
}

func (a drawnAlbum) drawPicture(c draw.Canvas, p Picture, box vg.Rectangle, scale *colourScale) {
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
	if a.numbers && p.value != nil && p.channels == 1 {
		write := p.numberStyle()
		for row := range p.height {
			for column := range p.width {
				middle := corner(row, column).Add(vg.Point{X: pixel.X / 2, Y: -pixel.Y / 2})
				printNumber(c, middle, pixel.X-4, write(p.value(row*p.width+column)), readableOn(p.colour(row, column, scale)))
			}
		}
	}
	if !p.frame.Empty() {
		start, end := corner(p.frame.Min.Y, p.frame.Min.X), corner(p.frame.Max.Y, p.frame.Max.X)
		frame := vg.Rectangle{Min: vg.Point{X: start.X, Y: end.Y}, Max: vg.Point{X: end.X, Y: start.Y}}
		for _, line := range []draw.LineStyle{{Color: background, Width: 5}, {Color: looks[3].colour, Width: 2.5}} {
			c.SetLineStyle(line)
			c.Stroke(frame.Path())
		}
	}
}

// albumGap is the room between two pictures.
const albumGap = 10

// albumPlan says where the pictures of an album go.
type albumPlan struct {
	rows     [][]Picture
	captions [][][]string // broken into lines
	heights  []vg.Length  // of the rows, with captions
	column   vg.Length    // the width of a column
}

// plan arranges the pictures for a longest side of so many CSS pixels, in a width of so many.
func (a *Album) plan(side, room float64) albumPlan {
	columns := max(1, min(a.columns, len(a.pictures)))
	plan := albumPlan{rows: slices.Collect(slices.Chunk(a.pictures, columns))}
	style := captionStyle()
	widest := vg.Length((room+albumGap)/float64(columns) - albumGap) // of a caption's word
	for _, p := range a.pictures {
		width, _ := p.shown(side)
		plan.column = max(plan.column, width)
		for _, word := range strings.Fields(p.caption) {
			plan.column = max(plan.column, min(vg.Length(math.Ceil(style.Width(word).Points())), widest))
		}
	}
	for _, pictures := range plan.rows {
		var captions [][]string
		var tallest, below vg.Length
		for _, p := range pictures {
			_, height := p.shown(side)
			caption := lines(p.caption, style, plan.column+albumGap/2)
			captions = append(captions, caption)
			tallest = max(tallest, height)
			if len(caption) > 0 {
				below = max(below, 4+vg.Length(len(caption))*captionLine)
			}
		}
		plan.captions = append(plan.captions, captions)
		plan.heights = append(plan.heights, tallest+below)
	}
	return plan
}

func (p albumPlan) size() (width, height float64) {
	for _, row := range p.heights {
		height += row.Points() + albumGap
	}
	columns := 0
	if len(p.rows) > 0 {
		columns = len(p.rows[0])
	}
	return float64(columns)*(p.column.Points()+albumGap) - albumGap, height - albumGap
}

// lines breaks a caption into at most three lines and cuts what does not fit.
func lines(caption string, style text.Style, room vg.Length) []string {
	if strings.TrimSpace(caption) == "" {
		return nil
	}
	broken := strings.Split(wrap(caption, style, room), "\n")
	if len(broken) > 3 {
		broken = append(broken[:2], broken[2]+" "+broken[3])
	}
	for i, line := range broken {
		broken[i] = cut(line, style, room)
	}
	return broken
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
