package chart

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"

	"gonum.org/v1/gonum/mat"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

// Diagram is a network drawn as circles, its neurons, and lines between them, its connections.
type Diagram struct {
	layers     [][]string
	weights    []mat.Matrix
	values     [][]float64
	isBackward bool   // values came from the answer, by arrows
	carried    string // what the numbers on the connections are
}

// Network returns a drawing of a network. Layers holds the names of the neurons, layer by
// layer, the inputs first; an empty name leaves a circle without. Weights holds a matrix for
// each step from one layer to the next, with a row for each neuron that sends and a column
// for each that receives. A single neuron is the network of its inputs and itself:
//
//	chart.Network([][]string{{"a", "b", "c"}, {"answer"}}, weights)
//
// A connection is the wider, the stronger its weight. Positive weights are orange and solid,
// negative ones blue and dashed. When there are few, their numbers are written on them.
func Network(layers [][]string, weights ...mat.Matrix) *Diagram {
	if len(weights) != max(len(layers)-1, 0) {
		panic(fmt.Sprintf("chart.Network: %d layers and %d weight matrices; there must be one matrix between each two layers", len(layers), len(weights)))
	}
	for i, w := range weights {
		if w == nil {
			panic(fmt.Sprintf("chart.Network: weight matrix %d is nil; it must be %d×%d", i+1, len(layers[i]), len(layers[i+1])))
		}
		if rows, columns := w.Dims(); rows != len(layers[i]) || columns != len(layers[i+1]) {
			panic(fmt.Sprintf("chart.Network: weights %d are %d×%d, but they join %d neurons to %d; they must be %d×%d",
				i+1, rows, columns, len(layers[i]), len(layers[i+1]), len(layers[i]), len(layers[i+1])))
		}
	}
	return &Diagram{layers: layers, weights: weights, carried: "weight"}
}

// Carrying says what the numbers on the connections are where they are no weights, in the
// singular: "correction". The text alternative calls them so.
func (d *Diagram) Carrying(what string) *Diagram {
	d.carried = what
	return d
}

// Values writes a number into each circle, layer by layer: the outputs of the neurons for one example.
func (d *Diagram) Values(values ...[]float64) *Diagram {
	d.checkValues(values, false)
	d.values, d.isBackward = values, false
	return d
}

// Backward writes a number into each circle as [Diagram.Values] does, and arrows lead from the
// answer towards the inputs: what backpropagation brings to the neurons, such as their deltas. To a layer
// that is nil nothing has come yet; its circles and connections are faint.
func (d *Diagram) Backward(values ...[]float64) *Diagram {
	d.checkValues(values, true)
	d.values, d.isBackward = values, true
	return d
}

func (d *Diagram) checkValues(values [][]float64, mayBeNil bool) {
	if len(values) != len(d.layers) {
		panic(fmt.Sprintf("chart.Network: values for %d layers, but the network has %d", len(values), len(d.layers)))
	}
	for i, layer := range values {
		if len(layer) != len(d.layers[i]) && !(layer == nil && mayBeNil) {
			panic(fmt.Sprintf("chart.Network: %d values for layer %d, which has %d neurons", len(layer), i+1, len(d.layers[i])))
		}
	}
}

// A connection joins neuron "from" of a layer to neuron "to" of the next.
type connection struct {
	layer, from, to int
	weight          float64
}

func (d *Diagram) connections() []connection {
	var connections []connection
	for layer, w := range d.weights {
		rows, columns := w.Dims()
		for from := range rows {
			for to := range columns {
				connections = append(connections, connection{layer, from, to, w.At(from, to)})
			}
		}
	}
	return connections
}

// arrives says whether a connection carries something: forward all do, backward those to a layer with values.
func (d *Diagram) arrives(c connection) bool { return !d.isBackward || d.values[c.layer] != nil }

// mostShown is how many neurons of a layer are drawn. Of a larger layer
// the first and the last are shown, with dots between them.
const mostShown = 10

// dotsBetween takes the place of the neurons that are not shown.
const dotsBetween = -1

// shown returns the neurons of a layer that are drawn, from top to bottom.
func (d *Diagram) shown(layer int) []int {
	var shown []int
	for neuron, n := 0, len(d.layers[layer]); neuron < n; neuron++ {
		if n > mostShown && neuron == mostShown/2 {
			shown = append(shown, dotsBetween)
			neuron = n - mostShown + mostShown/2 + 1
		}
		shown = append(shown, neuron)
	}
	return shown
}

// Draw implements Mark.
func (d *Diagram) Draw(f Frame) {
	if len(d.layers) == 0 {
		return
	}
	places, radius := d.places(f.Canvas), d.radius(f.Canvas)
	d.drawConnections(f.Canvas, places)
	for layer := range places {
		for _, neuron := range d.shown(layer) {
			at := places[layer][neuron]
			if neuron != dotsBetween {
				d.drawNeuron(f.Canvas, layer, neuron, at, radius)
				continue
			}
			for _, y := range []vg.Length{-11, 0, 11} {
				disc(f.Canvas, faintInk, at.Add(vg.Point{Y: y}), 2)
			}
		}
	}
}

// places returns where the neurons of each layer are on the canvas, as far as they are shown.
func (d *Diagram) places(c draw.Canvas) []map[int]vg.Point {
	style, radius := textStyle(12, ink), d.radius(c)
	side := func(layer int) vg.Length {
		var widest vg.Length
		for _, name := range d.layers[layer] {
			widest = max(widest, style.Width(name))
		}
		return min(widest+10, c.Size().X/4) + radius
	}
	left, right := c.Min.X+side(0), c.Max.X-side(len(d.layers)-1)
	places := make([]map[int]vg.Point, len(d.layers))
	for layer := range places {
		places[layer] = map[int]vg.Point{}
		shown := d.shown(layer)
		for i, neuron := range shown {
			places[layer][neuron] = vg.Point{
				X: left + (right-left)*vg.Length(layer)/vg.Length(max(len(d.layers)-1, 1)),
				Y: c.Max.Y - c.Size().Y*(vg.Length(i)+0.5)/vg.Length(len(shown)),
			}
		}
	}
	return places
}

// tallest is how many circles the fullest layer has.
func (d *Diagram) tallest() int {
	tallest := 1
	for layer := range d.layers {
		tallest = max(tallest, len(d.shown(layer)))
	}
	return tallest
}

// radius leaves space between the circles of the fullest layer.
func (d *Diagram) radius(c draw.Canvas) vg.Length {
	return min(22, c.Size().Y/vg.Length(d.tallest())*0.36)
}

func (d *Diagram) drawConnections(c draw.Canvas, places []map[int]vg.Point) {
	strongest := 0.0
	shown := slices.DeleteFunc(d.connections(), func(s connection) bool {
		_, fromShown := places[s.layer][s.from]
		_, toShown := places[s.layer+1][s.to]
		return !fromShown || !toShown || !finite(s.weight)
	})
	for _, s := range shown {
		strongest = max(strongest, math.Abs(s.weight))
	}
	var numbered []connection
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
		from, to := places[s.layer][s.from], places[s.layer+1][s.to]
		c.StrokeLines(style, []vg.Point{from, to})
		if d.isBackward && d.arrives(s) {
			arrowhead(c, style, to, from, d.radius(c))
		}
	}
	const mostNumbers = 20
	if len(numbered) <= mostNumbers {
		drawWeights(c, numbered, places)
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

// drawWeights writes each weight on its connection, at the first place where it hides no other number and lies on no
// other connection, so that nobody asks which one it belongs to.
func drawWeights(c draw.Canvas, connections []connection, places []map[int]vg.Point) {
	style := textStyle(11, ink)
	style.XAlign, style.YAlign = draw.XCenter, draw.YCenter
	var taken []vg.Rectangle
	for _, s := range connections {
		from, to := places[s.layer][s.from], places[s.layer+1][s.to]
		text := number(s.weight)
		half := vg.Point{X: style.Width(text)/2 + 4, Y: style.Height(text)/2 - 1}
		box := func(share vg.Length) vg.Rectangle {
			middle := from.Add(to.Sub(from).Scale(share))
			return vg.Rectangle{Min: middle.Sub(half), Max: middle.Add(half)}
		}
		isFree := func(b vg.Rectangle) bool {
			return !slices.ContainsFunc(taken, func(t vg.Rectangle) bool {
				return b.Min.X < t.Max.X && t.Min.X < b.Max.X && b.Min.Y < t.Max.Y && t.Min.Y < b.Max.Y
			})
		}
		isClear := func(b vg.Rectangle) bool {
			return isFree(b) && !slices.ContainsFunc(connections, func(other connection) bool {
				return other != s && other.layer == s.layer && crosses(places[s.layer][other.from], places[s.layer+1][other.to], b)
			})
		}
		best := box(0.4)
		if at := slices.IndexFunc(alongConnection, func(share vg.Length) bool { return isClear(box(share)) }); at >= 0 {
			best = box(alongConnection[at])
		} else if at := slices.IndexFunc(alongConnection, func(share vg.Length) bool { return isFree(box(share)) }); at >= 0 {
			best = box(alongConnection[at])
		}
		taken = append(taken, best)
		c.SetColor(background)
		c.Fill(best.Path())
		middle := best.Min.Add(half)
		c.FillText(style, vg.Point{X: middle.X, Y: middle.Y + style.FontExtents().Descent}, text)
	}
}

// alongConnection are the places on a connection for its number, the best first.
var alongConnection = []vg.Length{0.4, 0.3, 0.5, 0.6, 0.7, 0.35, 0.45, 0.55, 0.65, 0.25, 0.2, 0.75, 0.8}

// crosses says whether the line between two points goes through a rectangle.
func crosses(from, to vg.Point, r vg.Rectangle) bool {
	const pieces = 100
	for i := range pieces + 1 {
		at := from.Add(to.Sub(from).Scale(vg.Length(i) / pieces))
		if r.Min.X < at.X && at.X < r.Max.X && r.Min.Y < at.Y && at.Y < r.Max.Y {
			return true
		}
	}
	return false
}

func (d *Diagram) drawNeuron(c draw.Canvas, layer, neuron int, at vg.Point, radius vg.Length) {
	rim := ink
	if d.values != nil && d.values[layer] == nil {
		rim = faintInk // nothing has come here yet
	}
	disc(c, rim, at, radius)
	disc(c, background, at, radius-1.5)

	style := textStyle(11, ink)
	style.XAlign, style.YAlign = draw.XCenter, draw.YCenter
	write := func(text string, space vg.Length) {
		if width := style.Width(text); width > space {
			style.Font.Size *= space / width
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

// Extent implements Mark. The drawing has no numbers on its axes.
func (d *Diagram) Extent(_, _ Axis) (across, up Range) {
	if len(d.layers) == 0 {
		return nowhere, nowhere
	}
	return Range{0, 1}, Range{0, 1}
}

func (d *Diagram) adjust(x, y *Axis) { x.hidden, y.hidden = true, true }

func (d *Diagram) size() (width, height float64) {
	return 560, min(max(260, 70+60*float64(d.tallest())), 560)
}

// Describe implements Mark.
func (d *Diagram) Describe(_, _ Axis) Description {
	if len(d.layers) == 0 {
		return Description{Kind: "network diagram", Summary: "no data"}
	}
	words := "layers of " + d.sizes() + " neurons"
	var most, least connection // the strongest positive and the strongest negative
	left := leftOut{}
	for _, c := range d.connections() {
		switch {
		case !finite(c.weight):
			left.notNumbers++
		case c.weight > most.weight:
			most = c
		case c.weight < least.weight:
			least = c
		}
	}
	if most.weight > 0 {
		words += ", strongest positive " + d.tell(most)
	}
	if least.weight < 0 {
		words += ", strongest negative " + d.tell(least)
	}
	// What the last neurons say, or what comes back to the neurons of each layer, the last first.
	const mostSaid = 3
	last := len(d.values) - 1
	for layer := last; layer >= 0; layer-- {
		if len(d.values[layer]) <= mostSaid && (d.isBackward || layer == last) {
			for i := range d.values[layer] {
				words += ", " + d.tellValue(layer, i)
			}
		}
	}
	return Description{Kind: "network diagram", Summary: words, Details: d.details(), Note: left.note(d.carried)}
}

// details lists all weights, if they are few, or where those of each layer are, and the values.
func (d *Diagram) details() string {
	var words []string
	if connections := d.connections(); len(connections) <= mostWeightsListed {
		for _, c := range connections {
			if finite(c.weight) {
				words = append(words, d.tell(c))
			}
		}
	} else {
		for i, w := range d.weights {
			words = append(words, fmt.Sprintf("%ss from layer %d to layer %d: %s", d.carried, i+1, i+2, spanOf(w)))
		}
	}
	for layer, values := range d.values {
		if len(values) <= mostPointsListed {
			for i := range values {
				words = append(words, d.tellValue(layer, i))
			}
		}
	}
	return joined(words)
}

// spanOf says how many numbers a matrix has and between which they are.
func spanOf(w mat.Matrix) string {
	rows, columns := w.Dims()
	least, most, left := heatMap{rows: make([]string, rows), columns: make([]string, columns), values: w}.extremes()
	if left == rows*columns {
		return "no numbers"
	}
	return Axis{Label: decimal(float64(rows*columns), 0)}.span(least.value, most.value)
}

func (d *Diagram) tell(c connection) string {
	return fmt.Sprintf("%s %s from %s to %s", d.carried, number(c.weight), d.nameOf(c.layer, c.from), d.nameOf(c.layer+1, c.to))
}

func (d *Diagram) tellValue(layer, neuron int) string {
	verb := "is"
	if d.isBackward {
		verb = "receives"
	}
	return fmt.Sprintf("%s %s %s", d.nameOf(layer, neuron), verb, number(d.values[layer][neuron]))
}

// sizes lists how many neurons the layers have: "3, 4 and 1".
func (d *Diagram) sizes() string {
	sizes := make([]string, len(d.layers))
	for i, layer := range d.layers {
		sizes[i] = decimal(float64(len(layer)), 0)
	}
	last := len(sizes) - 1
	return strings.TrimPrefix(joined(sizes[:last])+" and "+sizes[last], " and ")
}

// nameOf returns the name of a neuron, or its place if it has none.
func (d *Diagram) nameOf(layer, neuron int) string {
	return cmp.Or(d.layers[layer][neuron], fmt.Sprintf("neuron %d of layer %d", neuron+1, layer+1))
}
