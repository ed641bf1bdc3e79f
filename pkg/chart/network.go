package chart

import (
	"fmt"

	"gonum.org/v1/gonum/mat"
	"gonum.org/v1/plot"
)

// Diagram is a network drawn as circles, its neurons, and lines between them, its synapses.
type Diagram struct {
	layers  [][]string
	weights []mat.Matrix
	values  [][]float64
	back    bool // values came from the answer, by arrows
}

// Network returns a drawing of a network. Layers holds the names of the neurons, layer by
// layer, the inputs first; an empty name leaves a circle without. Weights holds a matrix for
// each step from one layer to the next, with a row for each neuron that sends and a column
// for each that receives. A single neuron is the network of its inputs and itself:
//
//	chart.Network([][]string{{"a", "b", "c"}, {"answer"}}, weights)
//
// A synapse is the wider, the stronger its weight. Positive weights are orange and solid,
// negative ones blue and dashed. When there are few, their numbers stand beside them.
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
	return &Diagram{layers: layers, weights: weights}
}

// Values writes a number into each circle, layer by layer: what the neurons say at this moment.
func (d *Diagram) Values(values ...[]float64) *Diagram {
	d.checkValues(values, false)
	d.values, d.back = values, false
	return d
}

// Back writes a number into each circle as [Diagram.Values] does, and arrows lead from the
// answer towards the inputs: what comes back to the neurons, such as their deltas. To a layer
// that is nil nothing has come yet; its circles are empty and its synapses faint.
func (d *Diagram) Back(values ...[]float64) *Diagram {
	d.checkValues(values, true)
	d.values, d.back = values, true
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

// arrives says whether a synapse carries something: forward all do, back those to a layer with values.
func (d *Diagram) arrives(s synapse) bool {
	return !d.back || d.values[s.layer] != nil
}

func (d *Diagram) draw(p *plot.Plot, _ look) {
	p.HideAxes()
	p.X.Label.Text, p.Y.Label.Text = "", ""
	if len(d.layers) > 0 {
		p.Add(drawnNetwork{d})
	}
}

func (d *Diagram) describe(_, _ axis) string {
	if len(d.layers) == 0 {
		return "no data"
	}
	words := "layers of " + d.sizes() + " neurons"
	var most, least synapse // the strongest positive and the strongest negative
	left := leftOut{}
	for _, s := range d.synapses() {
		switch {
		case !finite(s.weight):
			left.notNumbers++
		case s.weight > most.weight:
			most = s
		case s.weight < least.weight:
			least = s
		}
	}
	for _, s := range []synapse{most, least} {
		if s.weight != 0 {
			words += fmt.Sprintf(", strongest %s weight %s from %s to %s", sign(s.weight), number(s.weight),
				d.nameOf(s.layer, s.from), d.nameOf(s.layer+1, s.to))
		}
	}
	return words + d.describeValues() + left.words("weight")
}

// describeValues says what the last neurons say, or what comes back to the neurons of each layer, the last first.
func (d *Diagram) describeValues() string {
	const mostSaid = 3
	words, last := "", len(d.values)-1
	for layer := last; layer >= 0; layer-- {
		if values := d.values[layer]; len(values) <= mostSaid && (d.back || layer == last) {
			for i, value := range values {
				words += fmt.Sprintf(", %s %s %s", d.nameOf(layer, i), d.verb(), number(value))
			}
		}
	}
	return words
}

func (d *Diagram) verb() string {
	if d.back {
		return "gets back"
	}
	return "says"
}

// sizes lists how many neurons the layers have: "3, 4 and 1".
func (d *Diagram) sizes() string {
	words := ""
	for i, layer := range d.layers {
		switch {
		case i > 0 && i == len(d.layers)-1:
			words += " and "
		case i > 0:
			words += ", "
		}
		words += decimal(float64(len(layer)), 0)
	}
	return words
}

func sign(v float64) string {
	if v < 0 {
		return "negative"
	}
	return "positive"
}

// nameOf returns the name of a neuron, or where it stands if it has none.
func (d *Diagram) nameOf(layer, neuron int) string {
	if name := d.layers[layer][neuron]; name != "" {
		return name
	}
	return fmt.Sprintf("neuron %d of layer %d", neuron+1, layer+1)
}

func (d *Diagram) size() (width, height float64) {
	tallest := 0
	for _, layer := range d.layers {
		tallest = max(tallest, min(len(layer), mostShown))
	}
	return 560, min(max(260, 70+60*float64(tallest)), 560)
}

// A synapse joins neuron "from" of a layer to neuron "to" of the next.
type synapse struct {
	layer, from, to int
	weight          float64
}

func (d *Diagram) synapses() []synapse {
	var synapses []synapse
	for layer, w := range d.weights {
		rows, columns := w.Dims()
		for from := range rows {
			for to := range columns {
				synapses = append(synapses, synapse{layer, from, to, w.At(from, to)})
			}
		}
	}
	return synapses
}

// DataRange implements plot.DataRanger; the drawing has no numbers on its axes.
func (drawnNetwork) DataRange() (xmin, xmax, ymin, ymax float64) { return 0, 1, 0, 1 }
