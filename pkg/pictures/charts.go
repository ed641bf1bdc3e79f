package pictures

import (
	"bytes"
	"fmt"
	"image/png"
	"math"
	"slices"

	"firstneuron/pkg/chart"
)

// Charts: data as marks, between axes with ticks and labels, with a title and a legend.
var charts = []style{
	{"bars", bars},
	{"lines", lines},
	{"pie", pie},
	{"scatter", scatter},
	{"heat map", heatMap},
	{"our own", ourOwn},
	{"area", areas},
	{"diagram", diagram},
}

// axes are where the data of a chart are drawn: data are from 0 to 1 on both.
type axes struct {
	area
	theme
	colours []colour // one for each series
}

func (a axes) at(x, y float64) point { return point{a.x + x*a.width, a.y + (1-y)*a.height} }

// axes draws what is around the data: title, grid, label, legend, and ticks with their numbers at the left and below.
func (c *canvas) axes(series int, left, below bool) axes {
	a := axes{theme: c.theme(), colours: c.palette(series)}
	c.clear(a.background)
	a.area = area{x: c.uniform(10, 17), y: c.uniform(9, 15)}
	a.width, a.height = c.width-a.x-c.uniform(4, 9), c.height-a.y-c.uniform(10, 17)
	if series > 1 && c.chance(0.6) {
		a.width -= 17
		c.legend(a, a.x+a.width+3, a.y+c.uniform(2, 20))
	}
	c.title(a.theme)
	if c.chance(0.2) {
		c.box(a.x, a.y, a.width, a.height, 0, a.panel)
	}
	size := c.uniform(2.8, 3.6)
	numbers := c.font(regular, size)
	ticks, largest := pick(c, 4, 5, 5, 10), pick(c, 1.0, 10, 20, 100, 2000)
	grid := c.chance(0.7)
	for i := range ticks + 1 {
		share := float64(i) / float64(ticks)
		at := a.at(share, share)
		if left {
			if grid {
				c.box(a.x, at.y-0.12, a.width, 0.25, 0, a.border)
			}
			numbers.right(a.x-1.5, at.y, a.faint, fmt.Sprintf("%.4g", largest*share))
		}
		if below {
			if grid {
				c.box(at.x-0.12, a.y, 0.25, a.height, 0, a.border)
			}
			numbers.centre(at.x, a.y+a.height+size, a.faint, fmt.Sprintf("%.3g", 10*share))
		}
	}
	pen := c.uniform(0.25, 0.5)
	if c.chance(0.85) {
		c.line(a.ink, pen, a.at(0, 1), a.at(0, 0), a.at(1, 0))
	}
	if c.chance(0.3) {
		c.frame(a.x, a.y, a.width, a.height, pen, a.ink)
	}
	c.font(regular, 3.4).centre(a.x+a.width/2, a.y+a.height+size+4, a.ink, c.words(1))
	return a
}

func (c *canvas) title(t theme) {
	if c.chance(0.8) {
		c.font(pick(c, regular, bold), c.uniform(4, 5.5)).centre(c.width/2, 5, t.ink, c.words(c.count(2, 4)))
	}
}

// titled is a theme on a canvas with a title and without axes.
func (c *canvas) titled() theme {
	t := c.theme()
	c.clear(t.background)
	c.title(t)
	return t
}

func (c *canvas) legend(a axes, x, y float64) {
	for i, colour := range a.colours {
		c.box(x, y+5*float64(i)-1.2, 2.4, 2.4, 0, colour)
		c.font(regular, 3).left(x+3.6, y+5*float64(i), a.ink, pick(c, "north", "south", "2023", "2024", "ours", "first", "test"))
	}
}

// walk is a series of n values from 0 to 1: a random walk with a trend.
func (c *canvas) walk(n int) []float64 {
	values := make([]float64, n)
	at, trend, step := c.uniform(0.15, 0.85), c.uniform(-0.5, 0.5)/float64(n), c.uniform(0.02, 0.9)/math.Sqrt(float64(n))
	for i := range values {
		values[i] = at
		at = min(max(at+trend+step*c.NormFloat64()*0.5, 0.04), 0.96)
	}
	return values
}

func bars(c *canvas) {
	series, groups, stacked, horizontal := c.count(1, 3), c.count(3, 9), c.chance(0.25), c.chance(0.25)
	a := c.axes(series, !horizontal, horizontal)
	group, gap := 1/float64(groups), c.uniform(0.12, 0.4)
	width, stepX, largest, stepY := (1-gap)*group/float64(series), 1.0, 1.0, 0.0
	if stacked {
		width, stepX, largest, stepY = (1-gap)*group, 0, 1/float64(series), 1
	}
	for i := range groups {
		x, y, label, name := (float64(i)+gap/2)*group, 0.0, c.font(regular, 3), pick(c, "Mon", "Q1", "May", "A", "cat", "2020")
		if middle := a.at(x+(1-gap)*group/2, x+(1-gap)*group/2); horizontal {
			label.right(a.x-1.5, middle.y, a.faint, name)
		} else {
			label.centre(middle.x, a.y+a.height+3, a.faint, name)
		}
		for _, colour := range a.colours {
			value := c.uniform(0.08, 0.95) * largest
			bar := []point{{x, y}, {x + width, y}, {x + width, y + value}, {x, y + value}}
			for k, p := range bar {
				bar[k] = a.at(p.x, p.y)
				if horizontal {
					bar[k] = a.at(p.y, p.x)
				}
			}
			c.polygon(colour, bar...)
			x, y = x+width*stepX, y+value*stepY
		}
	}
}

func lines(c *canvas) {
	a := c.axes(c.count(1, 4), true, true)
	pen, dots, n := c.uniform(0.45, 1.1), c.chance(0.35), c.count(6, 60)
	for _, colour := range a.colours {
		points := make([]point, n)
		for i, value := range c.walk(n) {
			points[i] = a.at(float64(i)/float64(n-1), value)
			if dots && n < 20 {
				c.ellipse(points[i].x, points[i].y, 1.2, 1.2, colour)
			}
		}
		if c.chance(0.3) {
			points = smooth(false, points...)
		}
		c.line(colour, pen, points...)
	}
}

func areas(c *canvas) {
	a := c.axes(c.count(1, 4), true, true)
	n := c.count(8, 40)
	heights, lower := make([]float64, n), []point{a.at(1, 0), a.at(0, 0)} // from right to left
	for _, colour := range a.colours {
		upper := make([]point, n)
		for i, value := range c.walk(n) {
			heights[i] += value / float64(len(a.colours))
			upper[i] = a.at(float64(i)/float64(n-1), heights[i])
		}
		c.polygon(colour.alpha(c.uniform(0.55, 1)), slices.Concat(upper, lower)...)
		c.line(mix(colour, a.ink, 0.2), 0.5, upper...)
		slices.Reverse(upper)
		lower = upper
	}
}

func pie(c *canvas) {
	t := c.titled()
	n := c.count(2, 7)
	a := axes{theme: t, colours: c.palette(n)}
	x, y, radius, hole := c.width*c.uniform(0.35, 0.6), c.height/2+3, c.uniform(27, 37), 0.0
	if c.chance(0.4) {
		hole = radius * c.uniform(0.4, 0.65)
	}
	total, parts := 0.0, make([]float64, n)
	for i := range parts {
		parts[i] = c.uniform(0.4, 2)
		total += parts[i]
	}
	angle, gap := c.uniform(0, 6), pick(c, 0, 0.02, 0.04)
	for i, part := range parts {
		next := angle + part/total*2*math.Pi
		c.sector(x, y, hole, radius, angle, next-gap, a.colours[i])
		sine, cosine := math.Sincos((angle + next) / 2)
		c.font(regular, 3.4).centre(x+0.75*radius*cosine, y+0.75*radius*sine, white, fmt.Sprintf("%.0f%%", 100*part/total))
		angle = next
	}
	if c.chance(0.7) {
		c.legend(a, min(x+radius+4, c.width-16), c.height*c.uniform(0.2, 0.5))
	}
}

func scatter(c *canvas) {
	a := c.axes(c.count(1, 3), true, true)
	radius := c.uniform(0.6, 1.5)
	for _, colour := range a.colours {
		x, y, spread, slope, opacity := c.uniform(0.2, 0.8), c.uniform(0.2, 0.8), c.uniform(0.06, 0.2), c.uniform(-1, 1), c.uniform(0.5, 1)
		for range c.count(15, 90) {
			dx := spread * c.NormFloat64()
			px, py := x+dx, y+slope*dx+spread/2*c.NormFloat64()
			if min(px, py) > 0.02 && max(px, py) < 0.98 {
				at := a.at(px, py)
				c.ellipse(at.x, at.y, radius, radius, colour.alpha(opacity))
			}
		}
		if c.chance(0.3) && math.Abs(slope) < 0.5 {
			c.line(colour, 0.5, a.at(0.05, min(max(y+slope*(0.05-x), 0), 1)), a.at(0.95, min(max(y+slope*(0.95-x), 0), 1)))
		}
	}
}

func heatMap(c *canvas) {
	t := c.titled()
	rows, columns := c.count(3, 12), c.count(3, 14)
	low, high := pick(c, t.background, hue(c.Float64(), 0.7, 0.25)), hue(c.Float64(), 0.8, 0.5)
	x, y := c.uniform(12, 20), 11.0
	width, height := c.width-x-c.uniform(6, 18), c.height-y-14
	cellX, cellY, label := width/float64(columns), height/float64(rows), c.font(regular, 3)
	diagonal, printed, gap := c.chance(0.5), rows < 7 && columns < 7 && c.chance(0.6), pick(c, 0, 0, 0.4)
	for row := range rows {
		top := y + float64(row)*cellY
		label.right(x-1.5, top+cellY/2, t.faint, c.words(1))
		for column := range columns {
			value := math.Pow(c.Float64(), 2)
			if diagonal && row == column {
				value = c.uniform(0.7, 1)
			}
			left := x + float64(column)*cellX
			c.box(left, top, cellX-gap, cellY-gap, 0, mix(low, high, value))
			if printed {
				label.centre(left+cellX/2, top+cellY/2, t.ink, fmt.Sprint(int(100*value)))
			}
		}
	}
	for column := range columns {
		label.centre(x+(float64(column)+0.5)*cellX, y+height+3, t.faint, string(rune('a'+column)))
	}
	if right := x + width + 3; right < c.width-6 { // the colour scale
		c.gradient(right, y, 3, height, math.Pi/2, high, low)
		c.frame(right, y, 3, height, 0.25, t.faint)
	}
}

// ourOwn is a chart of package chart, as the lessons draw it. It takes longer than the others.
func ourOwn(c *canvas) {
	var marks []chart.Mark
	if c.chance(0.3) {
		names := []string{"one", "two", "three", "four", "five"}[:c.count(2, 5)]
		values := make([]float64, len(names))
		for i := range values {
			values[i] = c.uniform(-20, 90)
		}
		marks = append(marks, chart.Bars(names, values))
	} else {
		for _, name := range []string{"training set", "test set", "baseline"}[:c.count(1, 3)] {
			series := pick(c, chart.Line, chart.Points)(name)
			for step, value := range c.walk(c.count(8, 40)) {
				series.Add(float64(step), value)
			}
			marks = append(marks, series)
		}
	}
	zoom := 400 / math.Sqrt(c.width*c.height)
	file := must(chart.New(c.words(2), marks...).Axes(c.words(1), c.words(1)).Size(max(c.width*zoom, 200), max(c.height*zoom, 150)).PNG())
	c.paste(must(png.Decode(bytes.NewReader(file))))
}

// diagram is boxes with arrows between them.
func diagram(c *canvas) {
	t := c.titled()
	columns, rows := c.count(2, 4), c.count(2, 4)
	width, height := c.width/float64(columns), (c.height-8)/float64(rows)
	colours, filled, corner, missing := c.palette(3), c.chance(0.6), pick(c, 0, 1, 3.0), c.IntN(22)
	exists := func(row, column int) bool { return row < rows && column < columns && (row*7+column*3)%11 != missing }
	for row := range rows {
		for column := range columns {
			if !exists(row, column) {
				continue
			}
			x, y := (float64(column)+0.5)*width, 8+(float64(row)+0.5)*height
			if exists(row, column+1) && c.chance(0.7) {
				c.arrow(t.ink, point{x + 0.32*width, y}, point{x + 0.68*width, y})
			}
			if exists(row+1, column) && c.chance(0.6) {
				c.arrow(t.ink, point{x, y + 0.3*height}, point{x, y + 0.7*height})
			}
			colour, ink := pick(c, colours...), white
			if filled {
				c.box(x-0.32*width, y-0.3*height, 0.64*width, 0.6*height, corner, colour)
			} else {
				c.frame(x-0.32*width, y-0.3*height, 0.64*width, 0.6*height, 0.5, colour)
				ink = t.ink
			}
			c.font(regular, 3.4).centre(x, y, ink, c.words(1))
		}
	}
}

func (c *canvas) arrow(with colour, from, to point) {
	c.line(with, 0.5, from, to)
	length := math.Hypot(to.x-from.x, to.y-from.y)
	x, y := (to.x-from.x)/length*2, (to.y-from.y)/length*2
	c.polygon(with, to, point{to.x - x - y/2, to.y - y + x/2}, point{to.x - x + y/2, to.y - y - x/2})
}
