package engine

import (
	"fmt"
	"math"
)

// Dropout is a layer that in training replaces a fraction of its inputs, Rate, by 0, and
// divides the others by 1 - Rate, so that their mean stays (Srivastava and others,
// "Dropout", 2014). Which ones depends only on the step, the example's place in the
// batch, and the input. Otherwise it changes nothing.
type Dropout struct{ Rate float64 }

type dropout struct {
	size  []int
	limit uint32 // an input is dropped if its random number is below
	scale float32
	layer uint64
}

func (d Dropout) build(shape []int) (layer, error) {
	if !(d.Rate >= 0 && d.Rate < 1) {
		return nil, fmt.Errorf("a dropout rate of %v: it must be 0 or more, and less than 1", d.Rate)
	}
	return &dropout{size: shape, limit: uint32(d.Rate * math.MaxUint32), scale: float32(1 / (1 - d.Rate))}, nil
}

func (d *dropout) shape() []int                { return d.size }
func (d *dropout) keeps() (input, output bool) { return false, false }
func (d *dropout) parameters() []*Parameter    { return nil }
func (d *dropout) newOperation(int) operation  { return d }

func (d *dropout) forward(c *chunk, first, n int, x, y []float32) {
	if !c.training {
		copy(y, x)
		return
	}
	d.drop(c, first, n, x, y)
}

func (d *dropout) backward(c *chunk, first, n int, _, _, dy, dx []float32) {
	if dx != nil {
		d.drop(c, first, n, dy, dx)
	}
}

func (d *dropout) drop(c *chunk, first, n int, from, to []float32) {
	size := len(from) / n
	for e := range n {
		seed := mix(c.seed + mix(d.layer<<32+uint64(c.first+first+e)))
		for i, v := range from[e*size : (e+1)*size] {
			if uint32(mix(seed+uint64(i))) < d.limit {
				v = 0
			}
			to[e*size+i] = v * d.scale
		}
	}
}

// mix is a hash: numbers that differ in a single bit become numbers that differ in about
// half of their bits (SplitMix64, by Sebastiano Vigna). So every number's fate can be
// computed again in the backward pass, and no mask is kept.
func mix(x uint64) uint64 {
	x += 0x9e3779b97f4a7c15
	x = (x ^ x>>30) * 0xbf58476d1ce4e5b9
	x = (x ^ x>>27) * 0x94d049bb133111eb
	return x ^ x>>31
}
