package engine

import (
	"runtime"
	"testing"
	"time"
)

// A network that nobody holds any more is collected, and its goroutines end.
func TestDroppedNetworksEndTheirGoroutines(t *testing.T) {
	before := settledGoroutines()
	for range 20 {
		n := randomNetwork(t, []int{6, 6, 2}, Convolution{8, 3, 1, true}, MaxPool{2}, BatchNorm{}, Dense{3})
		n.SetWorkers(3)
		n.SetWorkers(5)
		n.Step(ones(40, 72), ones(40, 3), CrossEntropy, &Adam{Rate: 0.01}, 0)
	}
	if after := settledGoroutines(); after > before {
		t.Errorf("there are %d goroutines, and there were %d before 20 networks came and went", after, before)
	}
}

// settledGoroutines collects garbage until the number of goroutines stays for a while.
func settledGoroutines() int {
	last := -1
	for stays := 0; stays < 5; stays++ {
		runtime.GC()
		time.Sleep(5 * time.Millisecond)
		if now := runtime.NumGoroutine(); now != last {
			last, stays = now, 0
		}
	}
	return last
}
