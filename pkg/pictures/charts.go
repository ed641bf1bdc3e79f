package pictures

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"image/draw"
	"image/png"
	"math"

	"firstneuron/pkg/chart"
	"firstneuron/pkg/datasets"
)

// Charts: data as marks, between axes with ticks and labels, with a title and a legend.
var charts = []style{
	{"bars", painted(bars)},
	{"lines", painted(lines)},
	{"pie", painted(pie)},
	{"scatter", painted(scatter)},
	{"heat map", painted(heatMap)},
	{"our own", ourOwn},
	{"area", painted(areas)},
	{"diagram", painted(diagram)},
}

// A plane is where the data of a chart are drawn: data are from 0 to 1 on both axes.
type plane struct {
	c *canvas
	area
	theme
	colours []color.NRGBA
}

func (p plane) at(x, y float64) point { return point{p.x + x*p.width, p.y + (1-y)*p.height} }

// plane paints what is around the data: title, axes, a grid, names, legend, and
// ticks with their numbers at the left and below.
func (c *canvas) plane(series int, left, below bool) plane {
	p := plane{c: c, theme: c.theme(), colours: c.palette(max(series, 1))}
	c.fill(p.paper)
	if c.chance(0.4) && !p.dark {
		p.paper = white
		c.fill(white)
	}
	p.area = area{c.from(10, 17), c.from(9, 15), 0, 0}
	p.width, p.height = c.width-p.x-c.from(4, 9), c.height-p.y-c.from(10, 17)
	if series > 1 && c.chance(0.6) {
		p.width -= 17
		c.legend(p, p.x+p.width+3, p.y+c.from(2, 20))
	}
	c.title(p.theme)
	if c.chance(0.2) {
		c.box(p.x, p.y, p.width, p.height, 0, p.panel)
	}
	size := c.from(2.8, 3.6)
	label := c.writes(regular, size)
	steps, most := one(c.dice, 4, 5, 5, 10), one(c.dice, 1.0, 10, 20, 100, 2000)
	grid := c.chance(0.7)
	for i := range steps + 1 {
		share := float64(i) / float64(steps)
		if left {
			at := p.at(0, share)
			if grid {
				c.box(p.x, at.y-0.12, p.width, 0.25, 0, p.rule)
			}
			label.right(p.x-1.5, at.y, p.faint, fmt.Sprintf("%.4g", most*share))
		}
		if below {
			at := p.at(share, 0)
			if grid {
				c.box(at.x-0.12, p.y, 0.25, p.height, 0, p.rule)
			}
			label.centred(at.x, at.y+size, p.faint, fmt.Sprintf("%.3g", 10*share))
		}
	}
	pen := c.from(0.25, 0.5)
	if c.chance(0.85) {
		c.line(p.ink, pen, p.at(0, 1), p.at(0, 0), p.at(1, 0))
	}
	if c.chance(0.3) {
		c.frame(p.x, p.y, p.width, p.height, pen, p.ink)
	}
	c.writes(regular, 3.4).centred(p.x+p.width/2, p.y+p.height+size+4, p.ink, c.words(1))
	return p
}

func (c *canvas) title(t theme) {
	if c.chance(0.8) {
		c.writes(one(c.dice, regular, bold), c.from(4, 5.5)).centred(c.width/2, 5, t.ink, c.words(c.count(2, 4)))
	}
}

func (c *canvas) legend(p plane, x, y float64) {
	for i, colour := range p.colours {
		c.box(x, y+5*float64(i)-1.2, 2.4, 2.4, 0, colour)
		c.writes(regular, 3).text(x+3.6, y+5*float64(i), p.ink, one(c.dice, "north", "south", "2023", "2024", "ours", "first", "test"))
	}
}

// walk is a series of values from 0 to 1 that wanders about, with a trend.
func (d dice) walk(n int) []float64 {
	values := make([]float64, n)
	at, trend, jump := d.from(0.15, 0.85), d.from(-0.5, 0.5)/float64(n), d.from(0.02, 0.9)/math.Sqrt(float64(n))
	for i := range values {
		values[i] = at
		at = min(max(at+trend+jump*d.NormFloat64()*0.5, 0.04), 0.96)
	}
	return values
}

func bars(c *canvas) {
	series := c.count(1, 3)
	groups, stacked, lying := c.count(3, 9), c.chance(0.25), c.chance(0.25)
	p := c.plane(series, !lying, lying)
	wide := p.width / float64(groups)
	if lying {
		wide = p.height / float64(groups)
	}
	gap := c.from(0.12, 0.4)
	for group := range groups {
		low := 0.0
		for s := range series {
			value := c.from(0.08, 0.95)
			place, thick := (float64(group)+gap/2)*wide+(1-gap)*wide*float64(s)/float64(series), (1-gap)*wide/float64(series)
			if stacked {
				value, place, thick = value/float64(series), (float64(group)+gap/2)*wide, (1-gap)*wide
			}
			if lying {
				c.box(p.x+low*p.width, p.y+place, value*p.width, thick, 0, p.colours[s])
			} else {
				c.box(p.x+place, p.y+(1-low-value)*p.height, thick, value*p.height, 0, p.colours[s])
			}
			if stacked {
				low += value
			}
		}
		name, middle := one(c.dice, "Mon", "Q1", "May", "A", "cat", "2020"), (float64(group)+0.5)*wide
		if lying {
			c.writes(regular, 3).right(p.x-1.5, p.y+middle, p.faint, name)
		} else {
			c.writes(regular, 3).centred(p.x+middle, p.y+p.height+3, p.faint, name)
		}
	}
}

func lines(c *canvas) {
	p := c.plane(c.count(1, 4), true, true)
	pen, dots := c.from(0.45, 1.1), c.chance(0.35)
	n := c.count(6, 60)
	for _, colour := range p.colours {
		points := make([]point, n)
		for i, value := range c.walk(n) {
			points[i] = p.at(float64(i)/float64(n-1), value)
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
	p := c.plane(c.count(1, 4), true, true)
	n := c.count(8, 40)
	height := make([]float64, n)
	floor := make([]point, n)
	for i := range floor {
		floor[i] = p.at(float64(i)/float64(n-1), 0)
	}
	for _, colour := range p.colours {
		outline := make([]point, n)
		for i, value := range c.walk(n) {
			height[i] += value / float64(len(p.colours))
			outline[i] = p.at(float64(i)/float64(n-1), height[i])
		}
		back := make([]point, n)
		for i := range floor {
			back[i] = floor[n-1-i]
		}
		c.polygon(see(colour, c.from(0.55, 1)), append(append([]point{}, outline...), back...)...)
		c.line(mixed(colour, p.ink, 0.2), 0.5, outline...)
		floor = outline
	}
}

func pie(c *canvas) {
	t := c.theme()
	c.fill(t.paper)
	c.title(t)
	n := c.count(2, 7)
	p := plane{c: c, theme: t, colours: c.palette(n)}
	x, y, radius, hole := c.width*c.from(0.35, 0.6), c.height/2+3, c.from(27, 37), 0.0
	if c.chance(0.4) {
		hole = radius * c.from(0.4, 0.65)
	}
	total, parts := 0.0, make([]float64, n)
	for i := range parts {
		parts[i] = c.from(0.4, 2)
		total += parts[i]
	}
	angle, gap := c.from(0, 6), one(c.dice, 0, 0.02, 0.04)
	for i, part := range parts {
		next := angle + part/total*2*math.Pi
		c.sector(x, y, hole, radius, angle, next-gap, p.colours[i])
		sine, cosine := math.Sincos((angle + next) / 2)
		c.writes(regular, 3.4).centred(x+0.75*radius*cosine, y+0.75*radius*sine, white, fmt.Sprintf("%.0f%%", 100*part/total))
		angle = next
	}
	if c.chance(0.7) {
		c.legend(p, min(x+radius+4, c.width-16), c.height*c.from(0.2, 0.5))
	}
}

func scatter(c *canvas) {
	p := c.plane(c.count(1, 3), true, true)
	radius := c.from(0.6, 1.5)
	for _, colour := range p.colours {
		x, y, wide, slope, strength := c.from(0.2, 0.8), c.from(0.2, 0.8), c.from(0.06, 0.2), c.from(-1, 1), c.from(0.5, 1)
		for range c.count(15, 90) {
			dx := wide * c.NormFloat64()
			px, py := x+dx, y+slope*dx+wide/2*c.NormFloat64()
			if px < 0.02 || px > 0.98 || py < 0.02 || py > 0.98 {
				continue
			}
			at := p.at(px, py)
			c.ellipse(at.x, at.y, radius, radius, see(colour, strength))
		}
		if c.chance(0.3) && math.Abs(slope) < 0.5 {
			c.line(colour, 0.5, p.at(0.05, min(max(y+slope*(0.05-x), 0), 1)), p.at(0.95, min(max(y+slope*(0.95-x), 0), 1)))
		}
	}
}

func heatMap(c *canvas) {
	t := c.theme()
	c.fill(t.paper)
	c.title(t)
	rows, columns := c.count(3, 12), c.count(3, 14)
	low, high := one(c.dice, t.paper, hue(c.Float64(), 0.7, 0.25)), hue(c.Float64(), 0.8, 0.5)
	p := plane{c: c, area: area{c.from(12, 20), 11, 0, 0}, theme: t}
	p.width, p.height = c.width-p.x-c.from(6, 18), c.height-p.y-14
	wide, tall := p.width/float64(columns), p.height/float64(rows)
	diagonal, printed, gap := c.chance(0.5), rows < 7 && columns < 7 && c.chance(0.6), one(c.dice, 0, 0, 0.4)
	for row := range rows {
		c.writes(regular, 3).right(p.x-1.5, p.y+(float64(row)+0.5)*tall, t.faint, c.words(1))
		for column := range columns {
			value := math.Pow(c.Float64(), 2)
			if diagonal && row == column {
				value = c.from(0.7, 1)
			}
			x, y := p.x+float64(column)*wide, p.y+float64(row)*tall
			c.box(x, y, wide-gap, tall-gap, 0, mixed(low, high, value))
			if printed {
				c.writes(regular, 3.2).centred(x+wide/2, y+tall/2, t.ink, fmt.Sprint(int(100*value)))
			}
		}
	}
	for column := range columns {
		c.writes(regular, 3).centred(p.x+(float64(column)+0.5)*wide, p.y+p.height+3, t.faint, string(rune('a'+column)))
	}
	if right := p.x + p.width + 3; right < c.width-6 { // the scale
		c.gradient(right, p.y, 3, p.height, math.Pi/2, high, low)
		c.frame(right, p.y, 3, p.height, 0.25, t.faint)
	}
}

// ourOwn is a chart of package chart, as the lessons draw it. It takes longer than the others.
func ourOwn(vary dice, width, height int) image.Image {
	var marks []chart.Mark
	if vary.chance(0.3) {
		names, values := []string{"one", "two", "three", "four", "five"}[:vary.count(2, 5)], make([]float64, 5)
		for i := range names {
			values[i] = vary.from(-20, 90)
		}
		marks = append(marks, chart.Bars(names, values[:len(names)]))
	} else {
		for i := range vary.count(1, 3) {
			series := one(vary, chart.Line, chart.Points)([]string{"learnt from", "kept apart", "by chance"}[i])
			n := vary.count(8, 40)
			for step, value := range vary.walk(n) {
				series.Add(float64(step), value)
			}
			marks = append(marks, series)
		}
	}
	scale := 400 / math.Sqrt(float64(width*height))
	text, err := chart.New(vary.words(2), marks...).Axes(vary.words(1), vary.words(1)).Size(float64(width)*scale, float64(height)*scale).PNG()
	if err != nil {
		panic("pictures: a chart cannot be drawn: " + err.Error())
	}
	drawn, err := png.Decode(bytes.NewReader(text))
	if err != nil {
		panic("pictures: a chart cannot be read: " + err.Error())
	}
	return scaled(drawn, width, height)
}

// scaled is a picture in another size.
func scaled(picture image.Image, width, height int) image.Image {
	if picture.Bounds().Dx() == width && picture.Bounds().Dy() == height {
		return picture
	}
	values := datasets.Fit(picture, height, width)
	result := image.NewRGBA(image.Rect(0, 0, width, height))
	draw.Draw(result, result.Rect, image.NewUniform(white), image.Point{}, draw.Src)
	for i := range width * height {
		for channel := range 3 {
			result.Pix[4*i+channel] = uint8(255*values[3*i+channel] + 0.5)
		}
	}
	return result
}

// diagram is boxes with arrows between them.
func diagram(c *canvas) {
	t := c.theme()
	c.fill(t.paper)
	c.title(t)
	columns, rows := c.count(2, 4), c.count(2, 4)
	wide, tall := c.width/float64(columns), (c.height-8)/float64(rows)
	colours, filled, corner, missing := c.palette(3), c.chance(0.6), one(c.dice, 0, 1, 3.0), c.IntN(22)
	middle := func(row, column int) point { return point{(float64(column) + 0.5) * wide, 8 + (float64(row)+0.5)*tall} }
	there := func(row, column int) bool { return row < rows && column < columns && (row*7+column*3)%11 != missing }
	for row := range rows {
		for column := range columns {
			if !there(row, column) {
				continue
			}
			m := middle(row, column)
			if there(row, column+1) && c.chance(0.7) {
				c.arrow(t.ink, point{m.x + 0.32*wide, m.y}, point{m.x + 0.68*wide, m.y})
			}
			if there(row+1, column) && c.chance(0.6) {
				c.arrow(t.ink, point{m.x, m.y + 0.3*tall}, point{m.x, m.y + 0.7*tall})
			}
			x, y, colour, ink := m.x-0.32*wide, m.y-0.3*tall, one(c.dice, colours...), t.ink
			if filled {
				c.box(x, y, 0.64*wide, 0.6*tall, corner, colour)
				ink = white
			} else {
				c.frame(x, y, 0.64*wide, 0.6*tall, 0.5, colour)
			}
			c.writes(regular, 3.4).centred(m.x, m.y, ink, c.words(1))
		}
	}
}

func (c *canvas) arrow(with color.Color, from, to point) {
	c.line(with, 0.5, from, to)
	length := math.Hypot(to.x-from.x, to.y-from.y)
	x, y := (to.x-from.x)/length*2, (to.y-from.y)/length*2
	c.polygon(with, to, point{to.x - x - y/2, to.y - y + x/2}, point{to.x - x + y/2, to.y - y - x/2})
}
