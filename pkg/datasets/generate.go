package datasets

import (
	"fmt"
	"math/rand/v2"
	"runtime"
	"sync"
)

// Generate makes a set of n examples, each by a call of draw, which fills in the numbers
// of example i, all 0 before, and returns its label. Several calls run at the same time, each
// with a random source of its own, so that an rng from the same seed gives the same set
// whatever the number of processors. It panics for a negative n.
func Generate(rng *rand.Rand, n int, name string, shape []int, classes []string, draw func(rng *rand.Rand, i int, example []float64) (label int)) *Set {
	if n < 0 {
		panic(fmt.Sprintf("datasets: cannot generate %d examples of %s", n, name))
	}
	s := &Set{Name: name, Shape: shape, Classes: classes}
	s.Values, s.Labels = make([]float64, n*s.Size()), make([]int, n)
	sources := make([]*rand.Rand, n)
	for i := range sources {
		sources[i] = rand.New(rand.NewPCG(rng.Uint64(), rng.Uint64()))
	}
	var done sync.WaitGroup
	workers := runtime.GOMAXPROCS(0)
	for worker := range workers {
		done.Go(func() {
			for i := worker; i < n; i += workers {
				s.Labels[i] = draw(sources[i], i, s.Example(i))
			}
		})
	}
	done.Wait()
	return s
}
