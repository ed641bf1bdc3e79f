package engine

import "fmt"

// MaxPool is a layer that keeps the largest number of each window of Size x Size pixels
// of a picture, the first of several. Rows and columns that do not fill a window are
// left out.
type MaxPool struct{ Size int }

// MeanPool is a layer that keeps the mean of each window of Size x Size pixels.
type MeanPool struct{ Size int }

// GlobalMean is a layer that keeps the mean of each channel of a picture:
// [height, width, channels] becomes [channels].
type GlobalMean struct{}

// windows are what both kinds of pooling know about their pictures.
type windows struct {
	height, width, channels int
	rows, columns           int // of a window
	outHeight, outWidth     int
	offsets                 []int // of the window's places
}

func newWindows(shape []int, rows, columns int) (windows, error) {
	if len(shape) != 3 {
		return windows{}, fmt.Errorf("pooling wants pictures of shape [height, width, channels], not %v", shape)
	}
	if rows < 1 || rows > shape[0] || columns > shape[1] {
		return windows{}, fmt.Errorf("a window of %d x %d does not fit pictures of %d x %d", rows, columns, shape[0], shape[1])
	}
	w := windows{height: shape[0], width: shape[1], channels: shape[2], rows: rows, columns: columns, outHeight: shape[0] / rows, outWidth: shape[1] / columns}
	for row := range rows {
		for column := range columns {
			w.offsets = append(w.offsets, (row*w.width+column)*w.channels)
		}
	}
	return w, nil
}

func (w *windows) shape() []int                { return []int{w.outHeight, w.outWidth, w.channels} }
func (w *windows) keeps() (input, output bool) { return false, false } // the places are kept elsewhere
func (w *windows) parameters() []*Parameter    { return nil }

// sizes are how many numbers go into pooling and come out, for one example.
func (w *windows) sizes() (in, out int) {
	return w.height * w.width * w.channels, w.outHeight * w.outWidth * w.channels
}

// isWhole tells whether every pixel belongs to a window.
func (w *windows) isWhole() bool {
	return w.outHeight*w.rows == w.height && w.outWidth*w.columns == w.width
}

type maxPoolLayer struct {
	MaxPool
	windows
	beforeReLU bool // ReLU came before it, and was moved behind it
}

func (p MaxPool) build(shape []int) (layer, error) {
	w, err := newWindows(shape, p.Size, p.Size)
	return &maxPoolLayer{MaxPool: p, windows: w}, err
}

// keeps says that dropTies reads the outputs.
func (p *maxPoolLayer) keeps() (input, output bool) { return false, p.beforeReLU }

type maxPoolOperation struct {
	*maxPoolLayer
	places [][]int32 // of each example of the chunk: which place was the largest
	sparse bool      // the convolution before it takes the gradient from here
	from   []int32   // sparse: the places of the last example in the backward pass
	slopes []float32 // and the gradient at its outputs
}

func (p *maxPoolLayer) newOperation(chunk int) operation {
	o := &maxPoolOperation{maxPoolLayer: p}
	_, out := p.sizes()
	for range chunk {
		o.places = append(o.places, make([]int32, out))
	}
	return o
}

func (o *maxPoolOperation) forward(_ *chunk, first, n int, x, y []float32) {
	in, out := o.sizes()
	row := o.outWidth * o.channels
	for e := range n {
		for r := range o.outHeight {
			maxPool(o.outWidth, o.channels, o.offsets, x[e*in+r*o.rows*o.width*o.channels:], o.columns*o.channels,
				y[e*out+r*row:], o.places[first+e][r*row:])
		}
	}
}

func (o *maxPoolOperation) backward(_ *chunk, first, n int, _, y, dy, dx []float32) {
	in, out := o.sizes()
	if o.beforeReLU {
		o.dropTies(first, n, y, dy)
	}
	if o.sparse { // and picture by picture
		o.from, o.slopes = o.places[first], dy[:out]
		return
	}
	if dx == nil {
		return
	}
	if !o.isWhole() {
		clear(dx)
	}
	row := o.outWidth * o.channels
	for e := range n {
		for r := range o.outHeight {
			unpool(o.outWidth, o.channels, o.offsets, dx[e*in+r*o.rows*o.width*o.channels:], o.columns*o.channels,
				dy[e*out+r*row:], o.places[first+e][r*row:])
		}
	}
}

// dropTies removes the gradients that ReLU before the pooling would not have let
// through: where the largest number of a window is 0, it makes all of them 0, and the
// first is chosen, even if it was negative.
func (o *maxPoolOperation) dropTies(first, n int, y, dy []float32) {
	_, out := o.sizes()
	for e := range n {
		for i, place := range o.places[first+e] {
			if y[e*out+i] == 0 && place != 0 {
				dy[e*out+i] = 0
			}
		}
	}
}

type meanPoolLayer struct {
	windows
	size []int // of its outputs
}

func (p MeanPool) build(shape []int) (layer, error) {
	w, err := newWindows(shape, p.Size, p.Size)
	return &meanPoolLayer{w, w.shape()}, err
}

func (GlobalMean) build(shape []int) (layer, error) {
	if len(shape) != 3 {
		return nil, fmt.Errorf("a global mean wants pictures of shape [height, width, channels], not %v", shape)
	}
	w, err := newWindows(shape, shape[0], shape[1])
	return &meanPoolLayer{w, []int{w.channels}}, err
}

func (p *meanPoolLayer) shape() []int               { return p.size }
func (p *meanPoolLayer) newOperation(int) operation { return p }

func (p *meanPoolLayer) forward(_ *chunk, _, n int, x, y []float32) {
	in, _ := p.sizes()
	clear(y)
	p.eachWindow(n, func(e, place, to int) {
		add(x[e*in+place:][:p.channels], y[to:])
	})
	scale := 1 / float32(len(p.offsets))
	for i := range y {
		y[i] *= scale
	}
}

func (p *meanPoolLayer) backward(_ *chunk, _, n int, _, _, dy, dx []float32) {
	if dx == nil {
		return
	}
	in, _ := p.sizes()
	if !p.isWhole() {
		clear(dx)
	}
	scale := 1 / float32(len(p.offsets))
	p.eachWindow(n, func(e, place, from int) {
		to := dx[e*in+place:][:p.channels]
		for c, v := range dy[from:][:p.channels] {
			to[c] = v * scale
		}
	})
}

// eachWindow goes through every place of every window. visit gets the example, the offset
// of the place's pixel in it, and the offset of the window's pixel in all outputs.
func (p *meanPoolLayer) eachWindow(n int, visit func(e, place, window int)) {
	window := 0
	for e := range n {
		for row := range p.outHeight {
			for column := range p.outWidth {
				corner := (row*p.rows*p.width + column*p.columns) * p.channels
				for _, offset := range p.offsets {
					visit(e, corner+offset, window)
				}
				window += p.channels
			}
		}
	}
}
