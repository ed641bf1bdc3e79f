package engine

import "fmt"

// Dense is a layer in which each of its outputs is connected to every input. Its
// parameters are weights of [inputs, outputs] and biases. A picture is taken as a row
// of numbers.
type Dense struct{ Outputs int }

type dense struct {
	inputs, outputs int
	weights, biases Parameter
	packed, back    []float32 // the weights for forward, and transposed for backward: nil where nobody needs the gradient at its inputs
}

func (d Dense) build(shape []int) (layer, error) {
	if d.Outputs < 1 {
		return nil, fmt.Errorf("a dense layer of %d outputs: it needs at least 1", d.Outputs)
	}
	inputs := product(shape)
	return &dense{
		inputs: inputs, outputs: d.Outputs,
		weights: Parameter{Name: "weights", Shape: []int{inputs, d.Outputs}},
		biases:  Parameter{Name: "biases", Shape: []int{d.Outputs}},
		packed:  make([]float32, packedSize(inputs, d.Outputs)),
	}, nil
}

func (d *dense) shape() []int                { return []int{d.outputs} }
func (d *dense) keeps() (input, output bool) { return true, false }
func (d *dense) parameters() []*Parameter    { return []*Parameter{&d.weights, &d.biases} }

// packJobs is into how many jobs packing is divided, and pack does one.
func (d *dense) packJobs() int {
	jobs := strips(d.outputs)
	if d.back != nil {
		jobs += strips(d.inputs)
	}
	return jobs
}

func (d *dense) pack(job int) {
	if forward := strips(d.outputs); job < forward {
		packStrip(d.weights.Values, d.inputs, d.outputs, job, d.packed)
	} else {
		packTransposedStrip(d.weights.Values, d.outputs, d.inputs, job-forward, d.back)
	}
}

type denseOperation struct {
	*dense
	rows, rowsBack []int
	edge           edge
}

func (d *dense) newOperation(chunk int) operation {
	return &denseOperation{dense: d, rows: denseRows(chunk, d.inputs), rowsBack: denseRows(chunk, d.outputs)}
}

func (o *denseOperation) forward(_ *chunk, _, n int, x, y []float32) {
	repeat(o.biases.Values, y)
	multiply(&o.edge, n, o.outputs, 1, o.inputs, lastRows(o.rows, n, o.inputs), x, o.packed, y, o.outputs)
}

// backward leaves the gradient of the weights to update: it is a product over the whole
// batch.
func (o *denseOperation) backward(_ *chunk, _, n int, _, _, dy, dx []float32) {
	if dx == nil {
		return
	}
	clear(dx)
	multiply(&o.edge, n, o.inputs, 1, o.outputs, lastRows(o.rowsBack, n, o.outputs), dy, o.back, dx, o.inputs)
}

// gradient computes the gradient of the weights from input first to before input end.
func (d *dense) gradient(e *edge, first, end, examples int, x, dy []float32) {
	gradient := d.weights.Gradient[first*d.outputs : end*d.outputs]
	clear(gradient)
	multiplyTransposed(e, end-first, d.outputs, 1, examples, x[first:], d.inputs, 0, dy, d.outputs, 0, gradient, d.outputs)
}

// lastRows makes the offsets of n rows end with the last of them, in place.
func lastRows(rows []int, n, width int) []int {
	for r := range rows {
		rows[r] = min(r, n-1) * width
	}
	return rows
}

// repeat fills y with copies of row.
func repeat(row, y []float32) {
	done := copy(y, row)
	for done < len(y) {
		done += copy(y[done:], y[:done])
	}
}
