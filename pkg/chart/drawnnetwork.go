package chart

import (
	"math"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

// mostShown is how many neurons of a layer are drawn. Of a larger layer
// the first and the last are shown, with dots between them.
const mostShown = 10

// drawnNetwork is a network on its way to the canvas: a gonum plotter.
type drawnNetwork struct{ *Diagram }

// Plot implements plot.Plotter.
func (d drawnNetwork) Plot(c draw.Canvas, _ *plot.Plot) {
	places := d.places(c)
	radius := d.radius(c)
	d.drawSynapses(c, places)
	for layer, neurons := range places {
		for neuron, at := range neurons {
			if at != nil {
				d.drawNeuron(c, layer, neuron, *at, radius)
			}
		}
	}
	for layer, names := range d.layers {
		if len(names) > mostShown {
			above, below := places[layer][shownFirst-1], places[layer][len(names)-shownLast]
			for _, share := range []vg.Length{0.4, 0.5, 0.6} {
				at := vg.Point{X: above.X, Y: above.Y + (below.Y-above.Y)*share}
				disc(c, faintInk, at, 2)
			}
		}
	}
}

const (
	shownFirst = mostShown / 2
	shownLast  = mostShown - 1 - shownFirst
)

// places returns where the neurons stand on the canvas; nil is a neuron that is not shown.
func (d drawnNetwork) places(c draw.Canvas) [][]*vg.Point {
	style := textStyle(12, ink)
	radius := d.radius(c)
	sideRoom := func(layer int) vg.Length {
		var widest vg.Length
		for _, name := range d.layers[layer] {
			widest = max(widest, style.Width(name))
		}
		return min(widest+10, c.Size().X/4) + radius
	}
	left, right := c.Min.X+sideRoom(0), c.Max.X-sideRoom(len(d.layers)-1)
	places := make([][]*vg.Point, len(d.layers))
	for layer, names := range d.layers {
		places[layer] = make([]*vg.Point, len(names))
		x := left
		if len(d.layers) > 1 {
			x += (right - left) * vg.Length(layer) / vg.Length(len(d.layers)-1)
		}
		slots := min(len(names), mostShown)
		for slot := range slots {
			neuron := slot
			if len(names) > mostShown {
				if slot == shownFirst {
					continue // the dots stand here
				}
				if slot > shownFirst {
					neuron = len(names) - slots + slot
				}
			}
			y := c.Max.Y - c.Size().Y*(vg.Length(slot)+0.5)/vg.Length(slots)
			places[layer][neuron] = &vg.Point{X: x, Y: y}
		}
	}
	return places
}

// radius lets the fullest layer's circles stand apart.
func (d drawnNetwork) radius(c draw.Canvas) vg.Length {
	tallest := 1
	for _, names := range d.layers {
		tallest = max(tallest, min(len(names), mostShown))
	}
	return min(22, c.Size().Y/vg.Length(tallest)*0.36)
}

func (d drawnNetwork) drawSynapses(c draw.Canvas, places [][]*vg.Point) {
	strongest := 0.0
	var shown []synapse
	for _, s := range d.synapses() {
		if places[s.layer][s.from] != nil && places[s.layer+1][s.to] != nil && finite(s.weight) {
			shown = append(shown, s)
			strongest = max(strongest, math.Abs(s.weight))
		}
	}
	var numbered []synapse
	for _, s := range shown {
		style := draw.LineStyle{Color: positive, Width: 0.6}
		if strongest > 0 {
			style.Width += vg.Length(4 * (math.Abs(s.weight) / strongest))
		}
		switch {
		case s.weight < 0:
			style.Color, style.Dashes = negative, []vg.Length{7, 4}
		case s.weight == 0:
			style.Color = faintInk
		}
		if d.arrives(s) {
			numbered = append(numbered, s)
		} else {
			style = draw.LineStyle{Color: gridInk, Width: 1}
		}
		from, to := *places[s.layer][s.from], *places[s.layer+1][s.to]
		c.StrokeLines(style, []vg.Point{from, to})
		if d.back && d.arrives(s) {
			arrowhead(c, style, to, from, d.radius(c))
		}
	}
	const mostNumbers = 20
	if len(numbered) <= mostNumbers {
		d.drawWeights(c, numbered, places)
	}
}

// arrowhead draws the tip of an arrow that comes from a place and ends at the rim of a circle.
func arrowhead(c draw.Canvas, line draw.LineStyle, from, centre vg.Point, radius vg.Length) {
	way := from.Sub(centre)
	along := way.Scale(1 / vg.Length(math.Hypot(float64(way.X), float64(way.Y))))
	across := vg.Point{X: -along.Y, Y: along.X}.Scale(3.5 + line.Width/2)
	tip := centre.Add(along.Scale(radius))
	base := centre.Add(along.Scale(radius + 9 + line.Width))
	c.FillPolygon(line.Color, []vg.Point{tip, base.Add(across), base.Sub(across)})
}

// drawWeights writes each weight on its synapse, at the first place where it hides no other number.
func (d drawnNetwork) drawWeights(c draw.Canvas, synapses []synapse, places [][]*vg.Point) {
	style := textStyle(11, ink)
	style.XAlign, style.YAlign = draw.XCenter, draw.YCenter
	var taken []vg.Rectangle
	for _, s := range synapses {
		from, to := *places[s.layer][s.from], *places[s.layer+1][s.to]
		text := number(s.weight)
		half := vg.Point{X: style.Width(text)/2 + 4, Y: style.Height(text)/2 - 1}
		box := func(share vg.Length) vg.Rectangle {
			middle := from.Add(to.Sub(from).Scale(share))
			return vg.Rectangle{Min: middle.Sub(half), Max: middle.Add(half)}
		}
		best := box(0.4)
		for _, share := range []vg.Length{0.4, 0.3, 0.5, 0.6, 0.7, 0.35, 0.45, 0.55, 0.65} {
			if free(box(share), taken) {
				best = box(share)
				break
			}
		}
		taken = append(taken, best)
		c.SetColor(background)
		c.Fill(best.Path())
		middle := best.Min.Add(half)
		c.FillText(style, vg.Point{X: middle.X, Y: middle.Y + style.FontExtents().Descent}, text)
	}
}

func free(r vg.Rectangle, taken []vg.Rectangle) bool {
	for _, t := range taken {
		if r.Min.X < t.Max.X && t.Min.X < r.Max.X && r.Min.Y < t.Max.Y && t.Min.Y < r.Max.Y {
			return false
		}
	}
	return true
}

func (d drawnNetwork) drawNeuron(c draw.Canvas, layer, neuron int, at vg.Point, radius vg.Length) {
	disc(c, ink, at, radius)
	disc(c, background, at, radius-1.5)

	style := textStyle(11, ink)
	style.XAlign, style.YAlign = draw.XCenter, draw.YCenter
	write := func(text string, room vg.Length) {
		if width := style.Width(text); width > room {
			style.Font.Size *= room / width
		}
		c.FillText(style, vg.Point{X: at.X, Y: at.Y + style.FontExtents().Descent}, text)
	}
	if d.values != nil && d.values[layer] != nil {
		write(number(d.values[layer][neuron]), 1.8*radius)
	}
	style.Font.Size = 12
	name := cut(d.layers[layer][neuron], style, c.Size().X/4-10)
	switch {
	case name == "":
	case layer == 0:
		style.XAlign = draw.XRight
		at.X -= radius + 6
		write(name, c.Size().X)
	case layer == len(d.layers)-1:
		style.XAlign = draw.XLeft
		at.X += radius + 6
		write(name, c.Size().X)
	case d.values == nil:
		write(name, 1.8*radius)
	default:
		at.Y += radius + 8
		write(name, 4*radius)
	}
}
