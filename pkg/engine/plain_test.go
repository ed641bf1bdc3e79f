package engine

import (
	"math"
	"slices"
)

// plain is a network in the plainest loops, in float64: what the engine must compute. It
// knows nothing of chunks, frames, strips or gradients.
type plain struct {
	layers     []Layer
	shapes     [][]int // shapes[i] goes into layer i
	parameters [][]float64
	norms      []*batchNorm // for their running averages, which replace the batch's when not training
	training   bool
	seed       uint64
}

func newPlain(shape []int, layers []Layer, n *Network) *plain {
	p := &plain{layers: layers, shapes: append([][]int{shape}, n.Shapes()...), norms: n.norms, training: true}
	for _, parameter := range n.Parameters() {
		values := make([]float64, len(parameter.Values))
		for i, v := range parameter.Values {
			values[i] = float64(v)
		}
		p.parameters = append(p.parameters, values)
	}
	return p
}

// outputs are the outputs of every layer for a batch, [layer][example].
func (p *plain) outputs(batch [][]float64) [][][]float64 {
	var all [][][]float64
	x, next, norm := batch, 0, 0
	take := func() []float64 { next++; return p.parameters[next-1] }
	for i, layer := range p.layers {
		in, out := p.shapes[i], p.shapes[i+1]
		y := make([][]float64, len(x))
		var first, second []float64
		switch layer.(type) {
		case Dense, Convolution, BatchNorm:
			first, second = take(), take()
		}
		if _, ok := layer.(BatchNorm); ok {
			y = p.normalize(p.norms[norm], x, in[len(in)-1], first, second)
			norm++
		}
		for e, x := range x {
			switch l := layer.(type) {
			case Dense:
				y[e] = slices.Clone(second)
				for j, v := range x {
					for k := range y[e] {
						y[e][k] += v * first[j*l.Outputs+k]
					}
				}
			case Convolution:
				y[e] = convolvePlain(l, x, in, out, first, second)
			case MaxPool:
				y[e] = poolPlain(x, in, out, l.Size, l.Size, true)
			case MeanPool:
				y[e] = poolPlain(x, in, out, l.Size, l.Size, false)
			case GlobalMean:
				y[e] = poolPlain(x, in, []int{1, 1, in[2]}, in[0], in[1], false)
			case Activation:
				for _, v := range x {
					y[e] = append(y[e], [...]float64{max(v, 0), math.Tanh(v), 1 / (1 + math.Exp(-v))}[l])
				}
			case Rescale:
				for _, v := range x {
					y[e] = append(y[e], v*float64(l.Factor)+float64(l.Offset))
				}
			case Dropout:
				y[e] = slices.Clone(x)
				for j := range x {
					random := uint32(mix(mix(p.seed+mix(uint64(i)<<32+uint64(e))) + uint64(j)))
					switch {
					case !p.training:
					case random < uint32(l.Rate*math.MaxUint32):
						y[e][j] = 0
					default:
						y[e][j] /= 1 - l.Rate
					}
				}
			}
		}
		all, x = append(all, y), y
	}
	return all
}

func convolvePlain(l Convolution, x []float64, in, out []int, weights, biases []float64) []float64 {
	before := 0
	if l.PadSame {
		before = (l.Size - 1) / 2
	}
	var y []float64
	for row := range out[0] {
		for column := range out[1] {
			for o := range out[2] {
				sum := biases[o]
				for i := range l.Size {
					for j := range l.Size {
						r, c := row*l.Strides+i-before, column*l.Strides+j-before
						if r < 0 || c < 0 || r >= in[0] || c >= in[1] {
							continue
						}
						for channel := range in[2] {
							sum += x[(r*in[1]+c)*in[2]+channel] * weights[((i*l.Size+j)*in[2]+channel)*out[2]+o]
						}
					}
				}
				y = append(y, sum)
			}
		}
	}
	return y
}

func poolPlain(x []float64, in, out []int, rows, columns int, largest bool) []float64 {
	var y []float64
	for row := range out[0] {
		for column := range out[1] {
			for channel := range in[2] {
				sum, top := 0.0, math.Inf(-1)
				for i := range rows {
					for j := range columns {
						v := x[((row*rows+i)*in[1]+column*columns+j)*in[2]+channel]
						sum, top = sum+v, max(top, v)
					}
				}
				if largest {
					y = append(y, top)
				} else {
					y = append(y, sum/float64(rows*columns))
				}
			}
		}
	}
	return y
}

func (p *plain) normalize(norm *batchNorm, x [][]float64, features int, scale, offset []float64) [][]float64 {
	y := make([][]float64, len(x))
	for e := range y {
		y[e] = make([]float64, len(x[e]))
	}
	for f := range features {
		sum, count := 0.0, 0.0
		for e := range x {
			for i := f; i < len(x[e]); i += features {
				sum, count = sum+x[e][i], count+1
			}
		}
		mean, squares := sum/count, 0.0
		for e := range x {
			for i := f; i < len(x[e]); i += features {
				squares += (x[e][i] - mean) * (x[e][i] - mean)
			}
		}
		variance := squares / count
		if !p.training {
			mean, variance = float64(norm.mean.Values[f]), float64(norm.variance.Values[f])
		}
		for e := range x {
			for i := f; i < len(x[e]); i += features {
				y[e][i] = (x[e][i]-mean)/math.Sqrt(variance+1e-3)*scale[f] + offset[f]
			}
		}
	}
	return y
}

func (p *plain) loss(loss Loss, batch, targets [][]float64) float64 {
	all := p.outputs(batch)
	total := 0.0
	for e, z := range all[len(all)-1] {
		sum, whole := 0.0, 0.0
		for i, v := range z {
			t := targets[e][i]
			if loss == BinaryCrossEntropy {
				total += (math.Log(1+math.Exp(v)) - t*v) / float64(len(z))
				continue
			}
			sum += math.Exp(v)
			whole += t
			total -= t * v
		}
		if loss == CrossEntropy {
			total += whole * math.Log(sum)
		}
	}
	return total / float64(len(batch))
}
