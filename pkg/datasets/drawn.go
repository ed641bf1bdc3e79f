package datasets

import (
	"math/rand/v2"
	"runtime"
	"sync"
)

// Drawn makes a set of n examples, each by a call of draw, which fills in the numbers
// of example i and returns its label. Several are drawn side by side, and each from a
// source of its own: an rng from the same seed gives the same set on every machine.
// Faces are drawn in this way.
func Drawn(rng *rand.Rand, n int, name string, shape []int, classes []string, draw func(rng *rand.Rand, i int, example []float32) (label int)) *Set {
	s := &Set{Name: name, Shape: shape, Classes: classes}
	s.Values, s.Labels = make([]float32, n*s.Size()), make([]int, n)
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
