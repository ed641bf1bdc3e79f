package engine

import "fmt"

// Convolution is a layer whose kernels of Size x Size pixels slide over a picture of
// [height, width, channels], Strides pixels from place to place, and make one of
// [height, width, Channels]. With PadSame there are zeros around the picture, so that
// its size stays, or is divided by Strides alone. The parameters are weights of [Size,
// Size, channels in, channels out] and biases.
type Convolution struct {
	Channels, Size, Strides int
	PadSame                 bool
}

// A picture with its border lies in a frame, [height][width][channels]. What a row of
// the kernel sees at a place is then one piece of Size x channels numbers, so the
// convolution is a matrix product whose left factor is read from the frame: a row is
// Size such pieces, one for each row of the kernel. No matrix of patches is needed.
type convolution struct {
	Convolution
	first                 bool          // the layer takes the examples themselves: nobody needs the gradient at its inputs
	pooled                *maxPoolLayer // the pooling that follows, if the backward pass is sparse: see convolution_sparse.go
	height, width, in     int           // of the picture
	outHeight, outWidth   int
	before                int // pixels of the border above and to the left
	frameHeight, frameRow int // rows, and numbers in a row

	weights, biases Parameter
	packed, back    []float32 // the weights for forward, and turned for backward
	rows, rowsBack  []int     // where the tiles' rows begin, forward and backward
	sparseWeights   []float32
}

func (c Convolution) build(shape []int) (layer, error) {
	switch {
	case len(shape) != 3:
		return nil, fmt.Errorf("a convolution wants pictures of shape [height, width, channels], not %v", shape)
	case c.Channels < 1 || c.Size < 1 || c.Strides < 1:
		return nil, fmt.Errorf("a convolution with %d channels, kernels of %d pixels and strides of %d: each must be at least 1", c.Channels, c.Size, c.Strides)
	case !c.PadSame && (c.Size > shape[0] || c.Size > shape[1]):
		return nil, fmt.Errorf("kernels of %d x %d are larger than the pictures of %d x %d", c.Size, c.Size, shape[0], shape[1])
	}
	l := &convolution{Convolution: c, height: shape[0], width: shape[1], in: shape[2]}
	border := 0
	if c.PadSame {
		l.before, border = (c.Size-1)/2, c.Size-1
	}
	l.outHeight, l.outWidth = (l.height+border-c.Size)/c.Strides+1, (l.width+border-c.Size)/c.Strides+1
	l.frameHeight, l.frameRow = l.height+border, (l.width+border)*l.in
	l.weights = Parameter{Name: "weights", Shape: []int{c.Size, c.Size, l.in, c.Channels}}
	l.biases = Parameter{Name: "biases", Shape: []int{c.Channels}}
	l.packed = make([]float32, packedSize(c.Size*c.Size*l.in, c.Channels))
	l.rows = l.places(l.outHeight, l.outWidth, c.Strides, l.frameRow, l.in)
	return l, nil
}

// places are the offsets at which the kernel's rows begin, for every place of a picture
// [height][width], as multiply wants them.
func (l *convolution) places(height, width, strides, frameRow, channels int) []int {
	var offsets []int
	last := height*width - 1
	for first := 0; first <= last; first += tileRows {
		for tap := range l.Size {
			for r := range tileRows {
				place := min(first+r, last)
				offsets = append(offsets, (place/width*strides+tap)*frameRow+place%width*strides*channels)
			}
		}
	}
	return offsets
}

func (l *convolution) shape() []int                { return []int{l.outHeight, l.outWidth, l.Channels} }
func (l *convolution) keeps() (input, output bool) { return false, false } // the frame is a copy
func (l *convolution) parameters() []*Parameter    { return []*Parameter{&l.weights, &l.biases} }

// rowSize is how many numbers a row of the kernel sees.
func (l *convolution) rowSize() int { return l.Size * l.in }

// backFrameRow and backFrameHeight are the size of the frame of the gradient at the
// outputs, which backward reads.
func (l *convolution) backFrameRow() int    { return (l.width + l.Size - 1 + l.before) * l.Channels }
func (l *convolution) backFrameHeight() int { return l.height + l.Size - 1 + l.before }

func (l *convolution) packJobs() int { return 1 }

func (l *convolution) pack(int) {
	for s := range strips(l.Channels) {
		packStrip(l.weights.Values, l.Size*l.rowSize(), l.Channels, s, l.packed)
	}
	switch {
	case l.pooled != nil:
		l.packSparse()
	case !l.first:
		l.packBack()
	}
}

// packBack packs the weights for the backward pass: the gradient at a pixel comes from
// all places whose kernels saw it, so the kernel is turned by 180 degrees, and its input
// and output channels change places.
func (l *convolution) packBack() {
	points := l.Size * l.Size
	if l.back == nil {
		l.back = make([]float32, packedSize(points*l.Channels, l.in))
		l.rowsBack = l.places(l.height, l.width, 1, l.backFrameRow(), l.Channels)
		for i := range l.rowsBack { // the frame has Size - 1 pixels before the first place, which is before pixels outside
			l.rowsBack[i] += l.before*l.backFrameRow() + l.before*l.Channels
		}
	}
	for s := range strips(l.in) {
		strip := l.back[s*points*l.Channels*tileColumns:]
		for point := range points {
			w := l.weights.Values[(points-1-point)*l.in*l.Channels:]
			for i := s * tileColumns; i < min((s+1)*tileColumns, l.in); i++ {
				for o, v := range w[i*l.Channels:][:l.Channels] {
					strip[(point*l.Channels+o)*tileColumns+i%tileColumns] = v
				}
			}
		}
	}
}

type convolutionOperation struct {
	*convolution
	frames    [][]float32 // of each example of the chunk
	backFrame []float32   // of one
	edge      edge

	pool           *maxPoolOperation // sparse: the pooling behind it
	corners, steps []int32           // offsets in the frame: of the windows, and of the places in one
	entries        []entry           // [channels][windows]
	counts         []int             // of the entries of each channel
	spread         []float32         // the gradient at the frame
}

func (l *convolution) newOperation(chunk int) operation {
	o := &convolutionOperation{convolution: l}
	for range chunk {
		o.frames = append(o.frames, floats(l.frameHeight*l.frameRow))
	}
	switch {
	case l.pooled != nil:
		o.newSparse()
	case !l.first:
		o.backFrame = floats(l.backFrameHeight() * l.backFrameRow())
	}
	return o
}

func (o *convolutionOperation) forward(_ *chunk, first, n int, x, y []float32) {
	size, outputs := o.height*o.width*o.in, o.outHeight*o.outWidth*o.Channels
	for e := range n {
		frame := o.frames[first+e]
		for row := range o.height {
			at := (o.before+row)*o.frameRow + o.before*o.in
			copy(frame[at:], x[e*size+row*o.width*o.in:][:o.width*o.in])
		}
		out := y[e*outputs:][:outputs]
		repeat(o.biases.Values, out)
		multiply(&o.edge, o.outHeight*o.outWidth, o.Channels, o.Size, o.rowSize(), o.rows, frame, o.packed, out, o.Channels)
	}
}

func (o *convolutionOperation) backward(c *chunk, first, n int, _, _, dy, dx []float32) {
	size, outputs := o.height*o.width*o.in, o.outHeight*o.outWidth*o.Channels
	for e := range n {
		var toInputs []float32
		if dx != nil {
			toInputs = dx[e*size:][:size]
		}
		if o.pooled != nil {
			o.backSparse(c, o.frames[first+e], toInputs)
			continue
		}
		slopes := dy[e*outputs:]
		sumRows(o.outHeight*o.outWidth, slopes[:outputs], c.gradient(&o.biases))
		weights := c.gradient(&o.weights)
		for row := range o.Size {
			multiplyTransposed(&o.edge, o.rowSize(), o.Channels, o.outHeight, o.outWidth,
				o.frames[first+e][row*o.frameRow:], o.Strides*o.in, o.Strides*o.frameRow,
				slopes, o.Channels, o.outWidth*o.Channels, weights[row*o.rowSize()*o.Channels:], o.Channels)
		}
		if toInputs != nil {
			o.backToInputs(slopes, toInputs)
		}
	}
}

// backToInputs is again a convolution: of the gradient, in a frame that has zeros
// between the places if the strides left pixels out.
func (o *convolutionOperation) backToInputs(slopes, dx []float32) {
	border := o.Size - 1
	for row := range o.outHeight {
		to := o.backFrame[(border+row*o.Strides)*o.backFrameRow()+border*o.Channels:]
		from := slopes[row*o.outWidth*o.Channels:][:o.outWidth*o.Channels]
		if o.Strides == 1 {
			copy(to, from)
			continue
		}
		for column := range o.outWidth {
			copy(to[column*o.Strides*o.Channels:], from[column*o.Channels:][:o.Channels])
		}
	}
	clear(dx)
	multiply(&o.edge, o.height*o.width, o.in, o.Size, o.Size*o.Channels, o.rowsBack, o.backFrame, o.back, dx, o.in)
}
