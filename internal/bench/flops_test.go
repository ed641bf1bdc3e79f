package main

import (
	"testing"
)

// Counted by hand, 2 flop each time a weight is used: forward, for its gradient, and for the gradient of the
// inputs of every layer but the first.
func TestFlopPerPicture(t *testing.T) {
	for _, c := range []struct {
		w    workload
		want float64
	}{
		{mlp, 2*784*128*2 + 2*128*10*3},
		{digits, 2*64*32*2 + 2*32*10*3},
		{cnn, 2*784*9*32*2 + 2*196*288*64*3 + 2*3136*128*3 + 2*128*10*3},
	} {
		if got := flopPerPicture(c.w); got != c.want {
			t.Errorf("%s: got %v, want %v", c.w.Network, got, c.want)
		}
	}
}
