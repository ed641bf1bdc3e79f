package engine

// Rescale is a layer that multiplies each number by Factor and adds Offset: it brings
// inputs to a range around 0, say.
type Rescale struct{ Factor, Offset float32 }

type rescale struct {
	Rescale
	size []int
}

func (r Rescale) build(shape []int) (layer, error) { return &rescale{r, shape}, nil }

func (r *rescale) shape() []int                { return r.size }
func (r *rescale) keeps() (input, output bool) { return false, false }
func (r *rescale) parameters() []*Parameter    { return nil }
func (r *rescale) newOperation(int) operation  { return r } // it needs no memory

func (r *rescale) forward(_ *chunk, _, _ int, x, y []float32) {
	for i, v := range x {
		y[i] = v*r.Factor + r.Offset
	}
}

func (r *rescale) backward(_ *chunk, _, _ int, _, _, dy, dx []float32) {
	for i := range dx {
		dx[i] = dy[i] * r.Factor
	}
}
