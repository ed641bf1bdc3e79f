package main

import (
	"fmt"
	"math"
	"path/filepath"
	"time"

	"firstneuron/pkg/engine"
)

const (
	productRuns    = 10
	productThreads = 2 // at most
	productRepeat  = 200 * time.Millisecond
)

// A timedProduct is a matrix product that both engine.Product and numpy compute.
type timedProduct struct {
	name string
	product
}

// timedProducts are a large square one, and those in which the networks of the page spend
// most of a forward pass.
var timedProducts = []timedProduct{
	{"square", product{1536, 1536, 1536}},
	{"CNN, dense layer", ofBatch(cnn, 2)},
	{"MLP, first layer", ofBatch(mlp, 0)},
	{"CNN, second convolution", ofBatch(cnn, 1)},
}

// ofBatch is the product of a layer for all pictures of a batch.
func ofBatch(w workload, layer int) product {
	p := products(w)[layer]
	p.rows *= float64(w.Batch)
	return p
}

// A productRow is a line of the table. A product is so short that a moment without other
// programs is long enough for it, so its fastest time counts, as for the peak.
type productRow struct {
	timedProduct
	threads     int
	ours, numpy float64 // the fastest of all runs, in seconds
}

func (r *productRow) ourSpeed() float64   { return r.flop() / r.ours }
func (r *productRow) numpySpeed() float64 { return r.flop() / r.numpy }

func (r *productRow) line() string {
	return fmt.Sprintf("| %s | %.0f x %.0f x %.0f | %d | %.0f | %.0f | %.2f |\n", r.name, r.rows, r.outputs, r.inner, r.threads,
		r.ourSpeed()/1e9, r.numpySpeed()/1e9, r.ourSpeed()/r.numpySpeed())
}

// measureProduct runs engine.Product and numpy in turn.
func measureProduct() (string, error) {
	numpy, err := install("numpy")
	if err != nil {
		return "", fmt.Errorf("install numpy: %w", err)
	}
	var rows []*productRow
	for _, p := range timedProducts {
		for threads := 1; threads <= productThreads; threads++ {
			rows = append(rows, &productRow{p, threads, math.Inf(1), math.Inf(1)})
		}
	}
	for range productRuns {
		for _, r := range rows {
			seconds, sum := timeProduct(r.product, r.threads)
			numpySeconds, numpySum, err := timeNumpyProduct(numpy, r.product, r.threads)
			if err != nil {
				return "", err
			}
			if sum != numpySum {
				return "", fmt.Errorf("%s: the numbers of the product add up to %v here and to %v in numpy", r.name, sum, numpySum)
			}
			r.ours, r.numpy = min(r.ours, seconds), min(r.numpy, numpySeconds)
		}
	}
	text := fmt.Sprintf(`
## Matrix products

engine.Product beside numpy, which calls OpenBLAS: matrices of float32, rows x columns x terms of each sum, at GFLOP/s. The last
three are layers of the networks below, for %d pictures. A run repeats a product for %v; the fastest product of %d runs counts,
ours and numpy's in turn. [How such a speed is reached](matrix-product.md).

| product | size | threads | ours | numpy | ratio |
|---|---|---|---|---|---|
`, cnn.Batch, productRepeat, productRuns)
	for _, r := range rows {
		text += r.line()
	}
	return text + goalsTable(productGoals(rows)), nil
}

// productGoals are those of the square product.
func productGoals(rows []*productRow) []goal {
	var goals []goal
	for _, r := range rows {
		if r.name == "square" {
			goals = append(goals, goal{
				name: fmt.Sprintf("square product, GFLOP/s (threads: %d): 0.85 times numpy", r.threads),
				got:  r.ourSpeed() / 1e9, want: 0.85 * r.numpySpeed() / 1e9, atLeast: true, format: rounded,
			})
		}
	}
	return goals
}

// timeProduct returns the fastest time of engine.Product, and what the numbers of the
// product add up to. All numbers are whole and small, so that every order of adding
// gives the same sum.
func timeProduct(p product, threads int) (seconds, sum float64) {
	m, n, k := int(p.rows), int(p.outputs), int(p.inner)
	a, b, c := wholeNumbers(m*k, 7), wholeNumbers(k*n, 5), make([]float32, m*n)
	seconds = math.Inf(1)
	for begin := time.Now(); time.Since(begin) < productRepeat; {
		start := time.Now()
		engine.Product(c, a, b, m, n, k, threads)
		seconds = min(seconds, time.Since(start).Seconds())
	}
	for _, value := range c {
		sum += float64(value)
	}
	return seconds, sum
}

// wholeNumbers count up to limit again and again.
func wholeNumbers(n, limit int) []float32 {
	numbers := make([]float32, n)
	for i := range numbers {
		numbers[i] = float32(i % limit)
	}
	return numbers
}

func timeNumpyProduct(numpy environment, p product, threads int) (seconds, sum float64, err error) {
	variables := append(numpy.variables(), fmt.Sprintf("OPENBLAS_NUM_THREADS=%d", threads))
	output, err := execute(time.Minute, variables, onTwoCores(python, filepath.Join(pythonFolder, "product.py"),
		fmt.Sprint(int(p.rows)), fmt.Sprint(int(p.outputs)), fmt.Sprint(int(p.inner)), fmt.Sprint(productRepeat.Seconds()))...)
	if err != nil {
		return 0, 0, fmt.Errorf("run numpy: %w", err)
	}
	if _, err := fmt.Sscan(output, &seconds, &sum); err != nil {
		return 0, 0, fmt.Errorf("product.py printed %q instead of two numbers: %w", output, err)
	}
	return seconds, sum, nil
}
