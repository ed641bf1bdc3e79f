package engine

import (
	"math"
	"testing"
)

// Every wrong description of a network, and what New says of it.
func TestNewSaysWhatIsWrong(t *testing.T) {
	picture := []int{4, 6, 2}
	for _, c := range []struct {
		shape  []int
		layers []Layer
		want   string
	}{
		{[]int{3}, nil, "engine: a network needs at least 1 layer"},
		{nil, []Layer{Dense{1}}, "engine: examples of shape []: it needs at least 1 size, and each must be at least 1"},
		{[]int{4, 0, 1}, []Layer{Dense{1}}, "engine: examples of shape [4 0 1]: it needs at least 1 size, and each must be at least 1"},
		{[]int{-3}, []Layer{Dense{1}}, "engine: examples of shape [-3]: it needs at least 1 size, and each must be at least 1"},
		{[]int{3}, []Layer{Dense{2}, nil}, "engine: layer 2 is nil"},
		{[]int{3}, []Layer{Dense{0}}, "engine: layer 1: a dense layer of 0 outputs: it needs at least 1"},
		{[]int{3}, []Layer{Dense{2}, Dense{-1}}, "engine: layer 2: a dense layer of -1 outputs: it needs at least 1"},
		{[]int{3}, []Layer{Activation(7)}, "engine: layer 1: there is no activation 7"},
		{[]int{3}, []Layer{Activation(-1)}, "engine: layer 1: there is no activation -1"},
		{[]int{3}, []Layer{Dropout{1}}, "engine: layer 1: a dropout rate of 1: it must be 0 or more, and less than 1"},
		{[]int{3}, []Layer{Dropout{-0.1}}, "engine: layer 1: a dropout rate of -0.1: it must be 0 or more, and less than 1"},
		{[]int{3}, []Layer{Dropout{math.NaN()}}, "engine: layer 1: a dropout rate of NaN: it must be 0 or more, and less than 1"},
		{[]int{3}, []Layer{Convolution{2, 3, 1, true}}, "engine: layer 1: a convolution wants pictures of shape [height, width, channels], not [3]"},
		{picture, []Layer{Dense{5}, Convolution{2, 3, 1, true}}, "engine: layer 2: a convolution wants pictures of shape [height, width, channels], not [5]"},
		{picture, []Layer{Convolution{0, 3, 1, true}}, "engine: layer 1: a convolution with 0 channels, kernels of 3 pixels and strides of 1: each must be at least 1"},
		{picture, []Layer{Convolution{2, 0, 1, true}}, "engine: layer 1: a convolution with 2 channels, kernels of 0 pixels and strides of 1: each must be at least 1"},
		{picture, []Layer{Convolution{Channels: 2, Size: 3}}, "engine: layer 1: a convolution with 2 channels, kernels of 3 pixels and strides of 0: each must be at least 1"},
		{picture, []Layer{Convolution{2, 5, 1, false}}, "engine: layer 1: kernels of 5 x 5 are larger than the pictures of 4 x 6"},
		{[]int{3}, []Layer{MaxPool{2}}, "engine: layer 1: pooling wants pictures of shape [height, width, channels], not [3]"},
		{picture, []Layer{MaxPool{5}}, "engine: layer 1: a window of 5 x 5 does not fit pictures of 4 x 6"},
		{picture, []Layer{MaxPool{0}}, "engine: layer 1: a window of 0 x 0 does not fit pictures of 4 x 6"},
		{picture, []Layer{MeanPool{5}}, "engine: layer 1: a window of 5 x 5 does not fit pictures of 4 x 6"},
		{picture, []Layer{MaxPool{2}, ReLU, MaxPool{3}}, "engine: layer 3: a window of 3 x 3 does not fit pictures of 2 x 3"},
		{[]int{4, 6}, []Layer{GlobalMean{}}, "engine: layer 1: a global mean wants pictures of shape [height, width, channels], not [4 6]"},
	} {
		n, err := New(c.shape, c.layers...)
		if err == nil || n != nil || err.Error() != c.want {
			t.Errorf("New(%v, %v) says %v, and should say %q", c.shape, c.layers, err, c.want)
		}
	}
}

// Rows that do not fit are a panic of one sentence, and do no harm.
func TestPanicsNameBothSizes(t *testing.T) {
	layers := []Layer{Dense{4}, ReLU, Dense{2}}
	n, optimizer := randomNetwork(t, []int{3}, layers...), &Adam{Rate: 0.01}
	inputs, targets := ones(5, 3), ones(5, 2)
	want := append([]float32(nil), n.Outputs(inputs)...)
	short := append(ones(4, 3), []float64{1, 2})
	wrongTarget := append(ones(4, 2), []float64{1})
	step := func(inputs, targets [][]float64, optimizer Optimizer) func() {
		return func() { n.Step(inputs, targets, CrossEntropy, optimizer, 0) }
	}
	values := n.Parameters()[0]
	resized := func(to []float32, work func()) func() {
		return func() {
			was := values.Values
			defer func() { values.Values = was }()
			values.Values = to
			work()
		}
	}
	for _, c := range []struct {
		want string
		work func()
	}{
		{"engine: a batch without examples", step(nil, nil, optimizer)},
		{"engine: a batch without examples", func() { n.Outputs(nil) }},
		{"engine: example 4 has 2 numbers, and the network takes 3", step(short, targets, optimizer)},
		{"engine: example 4 has 2 numbers, and the network takes 3", func() { n.Gradients(short, targets, CrossEntropy, 0) }},
		{"engine: example 4 has 2 numbers, and the network takes 3", func() { n.Outputs(short) }},
		{"engine: example 0 has 0 numbers, and the network takes 3", func() { n.LayerOutputs(nil) }},
		{"engine: 4 targets for 5 examples", step(inputs, targets[:4], optimizer)},
		{"engine: 0 targets for 5 examples", step(inputs, nil, optimizer)},
		{"engine: 0 targets for 5 examples", func() { n.Gradients(inputs, nil, CrossEntropy, 0) }},
		{"engine: target 4 has 1 numbers, and the network 2 outputs", step(inputs, wrongTarget, optimizer)},
		{"engine: Adam has 3 first and 3 second moments, and the network 26 parameters", step(inputs, targets, &Adam{First: make([]float32, 3), Second: make([]float32, 3)})},
		{"engine: Momentum has 99 velocities, and the network 26 parameters", step(inputs, targets, &Momentum{Velocity: make([]float32, 99)})},
		{"engine: weights of shape [3 4] have 5 values and a gradient of 12: both must be 12", resized(make([]float32, 5), step(inputs, targets, optimizer))},
		{"engine: weights of shape [3 4] have 0 values and a gradient of 12: both must be 12", resized(nil, func() { n.Outputs(inputs) })},
		{"engine: weights of shape [3 4] have 0 values and a gradient of 12: both must be 12", resized(nil, func() { n.Apply(make([]float32, 3), make([]float32, 2)) })},
		{"engine: 4 inputs and 2 outputs are not those of examples with 3 and 2", func() { n.Apply(make([]float32, 4), make([]float32, 2)) }},
		{"engine: 6 inputs and 2 outputs are not those of examples with 3 and 2", func() { n.ApplyBack(make([]float32, 6), make([]float32, 2), make([]float32, 6)) }},
		{"engine: room for 2 slopes at 3 inputs", func() { n.ApplyBack(make([]float32, 3), make([]float32, 2), make([]float32, 2)) }},
	} {
		if got := faultOf(c.work); got != c.want {
			t.Errorf("the panic is %v, and should be %q", got, c.want)
		}
		sameBits(t, "outputs afterwards", n.Outputs(inputs), want)
	}
	if optimizer.Steps != 0 {
		t.Errorf("Adam counted %d steps that were not made", optimizer.Steps)
	}
}

// faultOf is what work panics with.
func faultOf(work func()) (fault any) {
	defer func() { fault = recover() }()
	work()
	return nil
}

// broken is an optimizer that fails at the last parameters, in one of the team's jobs.
type broken struct{ Momentum }

func (b *broken) update(first int, values, gradient []float32) {
	if first > 0 {
		panic("a broken optimizer")
	}
	b.Momentum.update(first, values, gradient)
}

// A panic in a job, on whichever goroutine it was, is one of Step, and the network works
// afterwards.
func TestNetworkWorksAfterAPanic(t *testing.T) {
	for _, stack := range someStacks() {
		t.Run(stack.name, func(t *testing.T) {
			n := randomNetwork(t, stack.shape, stack.layers...)
			n.SetWorkers(4)
			inputs, targets := ones(37, product(stack.shape)), ones(37, outputsOf(n))
			for range 5 {
				if fault := faultOf(func() { n.Step(inputs, targets, CrossEntropy, &broken{}, 0) }); fault != "a broken optimizer" {
					t.Fatalf("Step panicked with %v", fault)
				}
				fresh := twin(t, n, stack.shape, stack.layers)
				want, _ := fresh.Gradients(inputs, targets, CrossEntropy, 1)
				got, _ := n.Gradients(inputs, targets, CrossEntropy, 1)
				if got != want {
					t.Fatalf("afterwards the loss is %v instead of %v", got, want)
				}
				sameBits(t, "gradients afterwards", n.gradients, fresh.gradients)
			}
		})
	}
}

// The network has a copy of the shape that it was made for.
func TestShapeIsCopied(t *testing.T) {
	shape := []int{2, 3, 4}
	n := randomNetwork(t, shape, BatchNorm{}, Tanh)
	shape[0] = 99
	if got := product(n.Shapes()[0]); got != 24 {
		t.Errorf("the first layer has %d outputs after the caller's shape changed, and had 24", got)
	}
}
