package engine

import "math"

// BatchNorm is a layer that in training brings each feature, the last axis of its
// inputs, to mean 0 and variance 1 over the batch and all pixels, then scales and moves
// it by two numbers that are learnt (Ioffe and Szegedy, "Batch Normalization", 2015).
// Otherwise running averages replace those of the batch: see [Network.Averages]. The
// constants are GoMLX's and Keras's.
type BatchNorm struct{}

const (
	normEpsilon  = 1e-3 // keeps the division finite
	normMomentum = 0.99 // of the running averages, once there were 100 batches
)

// A batchNorm needs sums over the whole batch, forward and backward, so it begins a
// segment: see pass.
type batchNorm struct {
	size          []int
	features      int
	offset, scale Parameter

	mean, variance, weight Parameter // the running averages, and how many batches are in them

	sums               [][]float64 // of each chunk: of x and x squared, backward of dy and dy times normalized x
	batchMean          []float32
	inverse            []float32 // of the batch's standard deviation
	slope, slopeTimesX []float32 // the means of dy and of dy times x normalized
}

func (BatchNorm) build(shape []int) (layer, error) {
	features := shape[len(shape)-1]
	of := func(name string) Parameter { return Parameter{Name: name, Shape: []int{features}} }
	l := &batchNorm{size: shape, features: features, offset: of("offset"), scale: of("scale"), mean: of("mean"), variance: of("variance"), weight: of("avg_weight")}
	for _, p := range l.averages() {
		p.Values = make([]float32, features)
	}
	for i := range features {
		l.variance.Values[i] = 1
	}
	for _, v := range []*[]float32{&l.batchMean, &l.inverse, &l.slope, &l.slopeTimesX} {
		*v = make([]float32, features)
	}
	return l, nil
}

func (l *batchNorm) shape() []int                { return l.size }
func (l *batchNorm) keeps() (input, output bool) { return true, false }
func (l *batchNorm) parameters() []*Parameter    { return []*Parameter{&l.scale, &l.offset} }
func (l *batchNorm) averages() []*Parameter {
	return []*Parameter{&l.mean, &l.variance, &l.weight}
}
func (l *batchNorm) newOperation(int) operation { return l }

// gather adds up the inputs of a chunk.
func (l *batchNorm) gather(c *chunk, x []float32) {
	l.gatherPairs(c, x, func(i, f int) (a, b float64) { return float64(x[i]), float64(x[i]) * float64(x[i]) })
}

// gatherBack adds up the gradients at the outputs of a chunk.
func (l *batchNorm) gatherBack(c *chunk, x, dy []float32) {
	l.gatherPairs(c, x, func(i, f int) (a, b float64) {
		return float64(dy[i]), float64(dy[i]) * float64((x[i]-l.batchMean[f])*l.inverse[f])
	})
}

func (l *batchNorm) gatherPairs(c *chunk, x []float32, pair func(i, feature int) (a, b float64)) {
	sums := l.sums[c.index]
	clear(sums)
	for i := 0; i < len(x); i += l.features {
		for f := range l.features {
			a, b := pair(i+f, f)
			sums[2*f] += a
			sums[2*f+1] += b
		}
	}
}

// total adds up the sums of feature f over the chunks, and divides them by how many
// numbers there were.
func (l *batchNorm) total(chunks, f int, count float64) (a, b float64) {
	for _, sums := range l.sums[:chunks] {
		a += sums[2*f]
		b += sums[2*f+1]
	}
	return a / count, b / count
}

// merge makes the batch's mean and variance from the sums of its chunks, and in a step
// of training takes them into the running averages: the plain mean of the first hundred
// batches, and from then on an exponential one, in which older batches count less.
func (l *batchNorm) merge(chunks, examples int, learning bool) {
	count := float64(examples * product(l.size) / l.features)
	for f := range l.features {
		if l.scale.Frozen {
			l.batchMean[f], l.inverse[f] = l.mean.Values[f], l.runningInverse(f)
			continue
		}
		mean, square := l.total(chunks, f, count)
		variance := max(square-mean*mean, 0)
		l.batchMean[f], l.inverse[f] = float32(mean), float32(1/math.Sqrt(variance+normEpsilon))
		if learning {
			l.weight.Values[f]++
			stays := min(1-1/l.weight.Values[f], normMomentum)
			l.mean.Values[f] = stays*l.mean.Values[f] + (1-stays)*float32(mean)
			l.variance.Values[f] = stays*l.variance.Values[f] + (1-stays)*float32(variance)
		}
	}
}

// runningInverse is 1 / the standard deviation of a feature by the running averages.
func (l *batchNorm) runningInverse(f int) float32 {
	return float32(1 / math.Sqrt(float64(l.variance.Values[f])+normEpsilon))
}

func (l *batchNorm) mergeBack(chunks, examples int) {
	count := float64(examples * product(l.size) / l.features)
	for f := range l.features {
		slope, timesX := l.total(chunks, f, count)
		l.slope[f], l.slopeTimesX[f] = float32(slope), float32(timesX)
		l.offset.Gradient[f], l.scale.Gradient[f] = float32(slope*count), float32(timesX*count)
		if l.scale.Frozen { // mean and variance are constants then
			l.slope[f], l.slopeTimesX[f] = 0, 0
		}
	}
}

func (l *batchNorm) forward(c *chunk, _, _ int, x, y []float32) {
	for f := range l.features {
		mean, inverse := l.batchMean[f], l.inverse[f]
		if !c.training {
			mean, inverse = l.mean.Values[f], l.runningInverse(f)
		}
		scale, offset := l.scale.Values[f], l.offset.Values[f]
		for i := f; i < len(x); i += l.features {
			y[i] = (x[i]-mean)*inverse*scale + offset
		}
	}
}

// backward is that of Ioffe and Szegedy: each input changes the mean and the variance, and
// through these the outputs of the whole batch.
func (l *batchNorm) backward(_ *chunk, _, _ int, x, _, dy, dx []float32) {
	if dx == nil {
		return
	}
	for f := range l.features {
		mean, inverse, scale := l.batchMean[f], l.inverse[f], l.scale.Values[f]
		slope, timesX := l.slope[f], l.slopeTimesX[f]
		for i := f; i < len(x); i += l.features {
			dx[i] = scale * inverse * (dy[i] - slope - (x[i]-mean)*inverse*timesX)
		}
	}
}
