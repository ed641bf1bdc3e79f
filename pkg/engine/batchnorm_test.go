package engine

import (
	"fmt"
	"math"
	"math/rand/v2"
	"testing"
)

// The running averages against float64: while there are few batches their plain mean,
// from the hundredth on 0.99 of the average before and 0.01 of the batch. Outputs uses
// them, whatever else is in its batch.
func TestRunningAverages(t *testing.T) {
	for _, shape := range [][]int{{3}, {4, 5, 3}} {
		const features = 3
		n := randomNetwork(t, shape, BatchNorm{})
		rng := rand.New(rand.NewPCG(7, 8))
		var mean, variance [features]float64
		for batch := 1; batch <= 130; batch++ {
			inputs, targets := randomBatch(rng, 1+rng.IntN(40), product(shape), product(shape))
			for _, row := range inputs {
				for i := range row {
					row[i] = row[i]*float64(i%features+1) + 10 + float64(batch)/10
				}
			}
			n.Gradients(inputs, targets, CrossEntropy, 0) // takes nothing into the averages
			n.Step(inputs, targets, CrossEntropy, &Momentum{Rate: 0.01}, 0)
			for f := range features {
				m, v := moments(inputs, f, features)
				stays := min(1-1/float64(batch), 0.99)
				mean[f] = stays*mean[f] + (1-stays)*m
				variance[f] = stays*variance[f] + (1-stays)*v
			}
		}
		norm := n.norms[0]
		for f := range features {
			if got := float64(norm.mean.Values[f]); relative(got, mean[f]) > 1e-5 {
				t.Errorf("the mean of feature %d is %v, and in float64 %v", f, got, mean[f])
			}
			if got := float64(norm.variance.Values[f]); relative(got, variance[f]) > 1e-5 {
				t.Errorf("the variance of feature %d is %v, and in float64 %v", f, got, variance[f])
			}
		}
		inputs, _ := randomBatch(rng, 21, product(shape), 1)
		scale, offset := n.Parameters()[0].Values, n.Parameters()[1].Values
		together := append([]float32(nil), n.Outputs(inputs)...)
		for e, row := range inputs {
			for i, x := range row {
				f := i % features
				want := (x-mean[f])/math.Sqrt(variance[f]+1e-3)*float64(scale[f]) + float64(offset[f])
				if got := float64(together[e*len(row)+i]); relative(got, want) > 1e-4 {
					t.Fatalf("output %d of example %d is %v, and in float64 %v", i, e, got, want)
				}
			}
			sameBits(t, fmt.Sprintf("example %d alone", e), n.Outputs(inputs[e:e+1]), together[e*len(row):][:len(row)])
		}
	}
}

// moments are the mean and the variance of a feature over a batch and all pixels.
func moments(batch [][]float64, feature, features int) (mean, variance float64) {
	count := 0.0
	for _, row := range batch {
		for i := feature; i < len(row); i += features {
			mean, count = mean+row[i], count+1
		}
	}
	mean /= count
	for _, row := range batch {
		for i := feature; i < len(row); i += features {
			variance += (row[i] - mean) * (row[i] - mean)
		}
	}
	return mean, variance / count
}
