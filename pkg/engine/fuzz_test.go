package engine

import (
	"fmt"
	"math/rand/v2"
	"testing"
)

// FuzzStack makes a network of what the bytes say, and checks its gradients as
// TestGradients does. Try
// `go test -run xxx -fuzz FuzzStack -fuzzminimizetime 1x ./pkg/engine`: finding a shorter
// description of each interesting network would take most of the time.
func FuzzStack(f *testing.F) {
	seeds := 30
	if testing.Short() {
		seeds = 10
	}
	rng := rand.New(rand.NewPCG(11, 12))
	for range seeds {
		bytes := make([]byte, 50)
		for i := range bytes {
			bytes[i] = byte(rng.Uint32())
		}
		f.Add(bytes)
	}
	f.Fuzz(func(t *testing.T, bytes []byte) {
		shape, layers, examples, loss := describe(bytes)
		n, err := New(shape, layers...)
		if err != nil {
			t.Fatal(err)
		}
		if work(n)*examples > 1<<22 {
			t.Skip("it would take the plain loops too long")
		}
		t.Logf("New(%v, %s), %d examples", shape, literals(layers), examples)
		checkGradients(t, shape, layers, examples, loss)
	})
}

// describe makes a network of up to six layers out of bytes, and leaves out layers that
// do not fit.
func describe(bytes []byte) (shape []int, layers []Layer, examples int, loss Loss) {
	number := func(below int) int { // from 0 on
		if len(bytes) == 0 {
			return 0
		}
		b := int(bytes[0])
		bytes = bytes[1:]
		return b % below
	}
	examples, loss = 1+number(40), Loss(number(2))
	if number(4) == 0 {
		shape = []int{1 + number(40)}
	} else {
		shape = []int{1 + number(12), 1 + number(12), 1 + number(20)}
	}
	layers = []Layer{Dropout{}} // there is always one
	for range 1 + number(6) {
		var next Layer
		switch number(12) {
		case 0, 1, 2:
			next = Convolution{Channels: 1 + number(35), Size: 1 + number(5), Strides: 1 + number(3), PadSame: number(3) > 0}
		case 3, 4:
			next = MaxPool{1 + number(3)}
		case 5:
			next = MeanPool{1 + number(3)}
		case 6:
			next = GlobalMean{}
		case 7:
			next = Dense{1 + number(40)}
		case 8, 9:
			if next = Activation(number(4)); next == Activation(3) {
				next = Rescale{Factor: float32(number(9)) / 4, Offset: float32(number(9)) - 4}
			}
		case 10:
			next = Dropout{float64(number(10)) / 10}
		case 11:
			next = BatchNorm{}
		}
		if _, err := New(shape, append(layers, next)...); err == nil {
			layers = append(layers, next)
		}
	}
	if len(layers) > 1 {
		layers = layers[1:]
	}
	return shape, layers, examples, loss
}

// work is about how many products the plain loops compute for one example.
func work(n *Network) int {
	total := 0
	for i, l := range n.layers {
		switch l := l.(type) {
		case *dense:
			total += l.inputs * l.outputs
		case *convolution:
			total += n.sizes[i+1] * l.Size * l.rowSize()
		}
	}
	return total
}

func literals(layers []Layer) string {
	text := ""
	for _, l := range layers {
		text += fmt.Sprintf("%#v ", l)
	}
	return text
}
