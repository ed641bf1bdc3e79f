package exercises

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"firstneuron/pkg/network"

	"gonum.org/v1/gonum/floats"
	"gonum.org/v1/gonum/mat"
	"gonum.org/v1/gonum/stat"
)

func TestDeviation(t *testing.T) {
	teaches(t, Deviation, []func(inputs int) float64{
		func(inputs int) float64 { return math.Sqrt2 / math.Sqrt(float64(inputs)) },
		func(inputs int) float64 { return math.Pow(2/float64(inputs), 0.5) },
		func(inputs int) float64 { return 1 / math.Sqrt(float64(inputs)/2) },
		func(inputs int) float64 { return math.Exp((math.Ln2 - math.Log(float64(inputs))) / 2) },
		func(inputs int) float64 { return math.Hypot(1, 1) / math.Sqrt(float64(inputs)) },
	}...)
	// Package network draws its weights before ReLU in the same way.
	net := network.New(rand.New(rand.NewPCG(1, 0)), network.Dense(50, 2000, network.ReLU))
	if got, want := stat.PopStdDev(net.Layers[0].Weights.RawMatrix().Data, nil), deviation(50); math.Abs(got-want) > 0.01*want {
		t.Errorf("package network's weights have the deviation %v, want %v", got, want)
	}
}

func TestCountDead(t *testing.T) {
	teaches(t, CountDead, []func(signals [][]float64) int{
		func(signals [][]float64) (count int) { // dead is who does not feel what comes back
			net := network.New(rand.New(rand.NewPCG(1, 0)), network.Dense(1, 1, network.ReLU))
			for _, column := range columnsOf(signals) {
				slopes := 0.0
				for _, signal := range column {
					slopes += net.Layers[0].Activation.Slope(signal, max(signal, 0))
				}
				if slopes == 0 {
					count++
				}
			}
			return count
		},
		func(signals [][]float64) (count int) {
			for _, column := range columnsOf(signals) {
				if slices.Max(column) <= 0 {
					count++
				}
			}
			return count
		},
		func(signals [][]float64) int {
			living := map[int]bool{}
			for _, row := range signals {
				for j, signal := range row {
					if signal > 0 {
						living[j] = true
					}
				}
			}
			return len(signals[0]) - len(living)
		},
		func(signals [][]float64) (count int) {
			m := matrixOf(signals)
			for j := range signals[0] {
				if mat.Max(m.ColView(j)) <= 0 {
					count++
				}
			}
			return count
		},
		func(signals [][]float64) (count int) {
			for j := range signals[0] {
				sum := 0.0
				for i := range signals {
					sum += math.Max(signals[i][j], 0)
				}
				if sum == 0 {
					count++
				}
			}
			return count
		},
	}...)
}

func TestNormalization(t *testing.T) {
	teaches(t, Normalization, []normalizes{
		func(z []float64) (scale, shift float64) {
			mean, variance := stat.PopMeanVariance(z, nil)
			scale = 1 / math.Sqrt(variance+1e-9)
			return scale, -mean * scale
		},
		func(z []float64) (scale, shift float64) {
			mean := floats.Sum(z) / float64(len(z))
			distances := slices.Clone(z)
			floats.AddConst(-mean, distances)
			scale = math.Pow(floats.Dot(distances, distances)/float64(len(z))+1e-9, -0.5)
			return scale, -scale * mean
		},
		func(z []float64) (scale, shift float64) {
			n, sum, squares := float64(len(z)), 0.0, 0.0
			for _, x := range z {
				sum += x
				squares += x * x
			}
			scale = 1 / math.Sqrt(squares/n-sum*sum/n/n+1e-9)
			return scale, -sum / n * scale
		},
		func(z []float64) (scale, shift float64) {
			mean, deviation := stat.PopMeanStdDev(z, nil)
			scale = 1 / math.Hypot(deviation, math.Sqrt(1e-9))
			return scale, mean * -scale
		},
		func(z []float64) (scale, shift float64) {
			n, variance := len(z), 0.0
			for i := range z {
				for j := range z {
					variance += (z[i] - z[j]) * (z[i] - z[j]) / float64(2*n*n)
				}
			}
			scale = 1 / math.Sqrt(variance+1e-9)
			return scale, -stat.Mean(z, nil) * scale
		},
	}...)
	for _, signals := range [][]float64{{1, 2, 6}, {-3, 0.5, 0.25, -4}} {
		scale, shift := normalization(signals)
		normal := neurons(len(signals), func(i int) float64 { return scale*signals[i] + shift })
		if mean, variance := stat.PopMeanVariance(normal, nil); math.Abs(mean) > 1e-9 || math.Abs(variance-1) > 1e-8 {
			t.Errorf("%v become %v with mean %v and variance %v", signals, normal, mean, variance)
		}
	}
}
