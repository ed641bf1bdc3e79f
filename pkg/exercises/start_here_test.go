package exercises

import (
	"slices"
	"testing"

	"gonum.org/v1/gonum/floats"
	"gonum.org/v1/gonum/stat"
)

func TestAverage(t *testing.T) {
	teaches(t, Average, []averages{
		func(numbers []float64) float64 { return stat.Mean(numbers, nil) },
		func(numbers []float64) float64 { return floats.Sum(numbers) / float64(len(numbers)) },
		func(numbers []float64) float64 {
			mean := 0.0
			for i, number := range numbers {
				mean += (number - mean) / float64(i+1)
			}
			return mean
		},
		func(numbers []float64) float64 {
			share, mean := 1/float64(len(numbers)), 0.0
			for i := len(numbers) - 1; i >= 0; i-- {
				mean += share * numbers[i]
			}
			return mean
		},
		func(numbers []float64) float64 {
			numbers = slices.Clone(numbers)
			slices.Sort(numbers)
			sum, count := 0.0, 0
			for len(numbers) > 0 {
				sum, count, numbers = sum+numbers[0], count+1, numbers[1:]
			}
			return sum / float64(count)
		},
	}...)
}
