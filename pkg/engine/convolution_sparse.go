package engine

// The gradient at a convolution's outputs is sparse if max pooling follows: of a window
// of 2 x 2 places at least three have a gradient of 0, and so has the fourth if ReLU
// follows and its output is 0. Only the others are visited here. That is at most a
// quarter of the operations, so it is faster although the loops do fewer of them per
// second than those of the dense product.

// leastSparseRow is the size of a kernel's row from which on this pays: in shorter ones
// much of each vector would be padding.
var leastSparseRow = 24 // tests and benchmarks turn the sparse way off

// paddedRow is the size of a row, rounded up to whole vectors.
func (l *convolution) paddedRow() int { return (l.rowSize() + 7) &^ 7 }

// sparseSize is the number of weights with padded rows, [channels out][Size][paddedRow].
func (l *convolution) sparseSize() int { return l.Channels * l.Size * l.paddedRow() }

func (l *convolution) packSparse() {
	if l.sparseWeights == nil {
		l.sparseWeights = make([]float32, l.sparseSize())
	}
	padded, size := l.paddedRow(), l.rowSize()
	for i := range l.Size * size {
		for o, v := range l.weights.Values[i*l.Channels:][:l.Channels] {
			l.sparseWeights[(o*l.Size+i/size)*padded+i%size] = v
		}
	}
}

// unpackSparse brings the gradient of the weights, which has the order of packSparse,
// into the order of the weights.
func (l *convolution) unpackSparse(sum, gradient []float32) {
	padded, size := l.paddedRow(), l.rowSize()
	for i := range l.Size * size {
		to := gradient[i*l.Channels:][:l.Channels]
		for o := range to {
			to[o] = sum[(o*l.Size+i/size)*padded+i%size]
		}
	}
}

func (o *convolutionOperation) newSparse() {
	window := o.pooled
	o.entries, o.counts = make([]entry, o.Channels*window.outHeight*window.outWidth), make([]int, o.Channels)
	o.spread = floats(o.frameHeight*o.frameRow + o.paddedRow())
	for row := range window.outHeight {
		for column := range window.outWidth {
			o.corners = append(o.corners, int32(o.Strides*window.Size*(row*o.frameRow+column*o.in)))
		}
	}
	for row := range window.Size {
		for column := range window.Size {
			o.steps = append(o.steps, int32(o.Strides*(row*o.frameRow+column*o.in)))
		}
	}
}

// backSparse is backward for one example, from the gradient at the pooling's outputs.
func (o *convolutionOperation) backSparse(c *chunk, frame, dx []float32) {
	places := len(o.corners)
	sumRows(places, o.pool.slopes, c.gradient(&o.biases))
	o.list()
	if dx != nil {
		clear(o.spread)
	}
	weights, padded := c.gradient(&o.weights), o.paddedRow()
	for channel, count := range o.counts {
		entries := o.entries[channel*places:][:count]
		for row := range o.Size {
			at := (channel*o.Size + row) * padded
			sparseDot(entries, frame[row*o.frameRow:], weights[at:at+padded])
			if dx != nil {
				sparseSpread(entries, o.sparseWeights[at:at+padded], o.spread[row*o.frameRow:])
			}
		}
	}
	if dx != nil {
		for row := range o.height {
			at := (o.before+row)*o.frameRow + o.before*o.in
			copy(dx[row*o.width*o.in:][:o.width*o.in], o.spread[at:])
		}
	}
}

// list lists the gradients of each channel that are not 0, with the offsets in the frame
// of the places that the pooling chose.
func (o *convolutionOperation) list() {
	clear(o.counts)
	for place, corner := range o.corners {
		slopes := o.pool.slopes[place*o.Channels:][:o.Channels]
		from := o.pool.from[place*o.Channels:][:o.Channels]
		for channel, v := range slopes {
			count := o.counts[channel]
			o.entries[channel*len(o.corners)+count] = entry{corner + o.steps[from[channel]], v}
			if v != 0 {
				count++
			}
			o.counts[channel] = count
		}
	}
}
