package engine_test

import (
	"fmt"
	"log"
	"math/rand/v2"

	"firstneuron/pkg/engine"
)

// A network for small pictures: its parameters, layer by layer.
func ExampleNew() {
	network, err := engine.New([]int{28, 28, 1},
		engine.Convolution{Channels: 8, Size: 3, Strides: 1, PadSame: true}, engine.ReLU, engine.MaxPool{Size: 2},
		engine.Dense{Outputs: 10})
	if err != nil {
		log.Fatal(err)
	}
	for _, p := range network.Parameters() {
		fmt.Println(p.Name, p.Shape)
	}
	// Output:
	// weights [3 3 1 8]
	// biases [8]
	// weights [1568 10]
	// biases [10]
}

// A layer that does not fit is an error that says why.
func ExampleNew_error() {
	_, err := engine.New([]int{5, 5, 1}, engine.MaxPool{Size: 3}, engine.MaxPool{Size: 2})
	fmt.Println(err)
	// Output: engine: layer 2: a window of 2 x 2 does not fit pictures of 1 x 1
}

// The exclusive or, which a single neuron cannot learn: the answer is 1 where exactly
// one of the two inputs is.
func ExampleNetwork_Step() {
	inputs := [][]float64{{0, 0}, {0, 1}, {1, 0}, {1, 1}}
	targets := [][]float64{{0}, {1}, {1}, {0}}
	network, err := engine.New([]int{2}, engine.Dense{Outputs: 8}, engine.Tanh, engine.Dense{Outputs: 1})
	if err != nil {
		log.Fatal(err)
	}
	initialize(network)

	adam := &engine.Adam{Rate: 0.05}
	for step := range uint64(150) {
		loss, _ := network.Step(inputs, targets, engine.BinaryCrossEntropy, adam, step)
		if step%50 == 0 {
			fmt.Printf("step %3d: loss %.3f\n", step, loss)
		}
	}
	for i, z := range network.Outputs(inputs) {
		fmt.Println(inputs[i], z > 0) // the sigmoid of z is above one half
	}
	// Output:
	// step   0: loss 0.932
	// step  50: loss 0.037
	// step 100: loss 0.005
	// [0 0] false
	// [0 1] true
	// [1 0] true
	// [1 1] false
}

// initialize gives weights small random values: where all are equal, all neurons of a
// layer learn the same.
func initialize(network *engine.Network) {
	rng := rand.New(rand.NewPCG(1, 2))
	for _, p := range network.Parameters() {
		if p.Name == "weights" {
			for i := range p.Values {
				p.Values[i] = float32(rng.NormFloat64() * 0.7)
			}
		}
	}
}

// The gradient says in which direction a step goes, before it is made. For a weight it
// is the input times what the output is too large by.
func ExampleNetwork_Gradients() {
	network, err := engine.New([]int{2}, engine.Dense{Outputs: 1})
	if err != nil {
		log.Fatal(err)
	}
	loss, _ := network.Gradients([][]float64{{3, -1}}, [][]float64{{1}}, engine.BinaryCrossEntropy, 0)
	fmt.Printf("loss %.4f\n", loss) // the network says 1/2, and should say 1
	for _, p := range network.Parameters() {
		fmt.Println(p.Name, p.Gradient)
	}
	// Output:
	// loss 0.6931
	// weights [-1.5 0.5]
	// biases [-0.5]
}

func ExampleNetwork_Outputs() {
	network, err := engine.New([]int{2}, engine.Dense{Outputs: 3})
	if err != nil {
		log.Fatal(err)
	}
	weights, biases := network.Parameters()[0], network.Parameters()[1]
	copy(weights.Values, []float32{
		1, 2, 3, // from the first input to the three outputs
		4, 5, 6,
	})
	copy(biases.Values, []float32{0, 0, 100})
	fmt.Println(network.Outputs([][]float64{{1, 0}, {0, 1}, {1, 1}}))
	// Output: [1 2 103 4 5 106 5 7 109]
}

// What each layer makes of an example, and the shape of that.
func ExampleNetwork_LayerOutputs() {
	network, err := engine.New([]int{2, 2, 1}, engine.ReLU, engine.MaxPool{Size: 2})
	if err != nil {
		log.Fatal(err)
	}
	for i, outputs := range network.LayerOutputs([]float64{-1, 2, 3, -4}) {
		fmt.Println(network.Shapes()[i], outputs)
	}
	// Output:
	// [2 2 1] [0 2 3 0]
	// [1 1 1] [3]
}

// A layer on its own, in a calculation of somebody else: there the outputs were found to
// have the gradient 1 and 10, and it is taken back to the inputs and the weights.
func ExampleNetwork_ApplyBack() {
	network, err := engine.New([]int{2}, engine.Dense{Outputs: 2})
	if err != nil {
		log.Fatal(err)
	}
	weights := network.Parameters()[0]
	copy(weights.Values, []float32{
		1, 2,
		3, 4,
	})
	inputs, outputs, slopes := []float32{5, 6}, make([]float32, 2), make([]float32, 2)
	network.Apply(inputs, outputs)
	network.ApplyBack(inputs, []float32{1, 10}, slopes)
	fmt.Println("outputs", outputs)
	fmt.Println("gradient at the inputs ", slopes)
	fmt.Println("gradient at the weights", weights.Gradient)
	// Output:
	// outputs [23 34]
	// gradient at the inputs  [21 43]
	// gradient at the weights [5 50 6 60]
}

// After one batch the running averages are the mean and the variance of that batch.
func ExampleNetwork_Averages() {
	network, err := engine.New([]int{1}, engine.BatchNorm{})
	if err != nil {
		log.Fatal(err)
	}
	network.Step([][]float64{{1}, {3}}, [][]float64{{0}, {0}}, engine.BinaryCrossEntropy, &engine.Adam{Rate: 0.1}, 0)
	for _, average := range network.Averages() {
		fmt.Println(average.Name, average.Values)
	}
	// Output:
	// mean [2]
	// variance [1]
	// avg_weight [1]
}

func ExampleNetwork_SetWorkers() {
	network, err := engine.New([]int{784}, engine.Dense{Outputs: 10})
	if err != nil {
		log.Fatal(err)
	}
	network.SetWorkers(1) // leave the other processors to others
	fmt.Println(len(network.Outputs([][]float64{make([]float64, 784)})), "outputs")
	// Output: 10 outputs
}

// A kernel that is the difference of neighbours finds the vertical edge in a picture.
func ExampleConvolution() {
	network, err := engine.New([]int{3, 5, 1}, engine.Convolution{Channels: 1, Size: 2, Strides: 1})
	if err != nil {
		log.Fatal(err)
	}
	copy(network.Parameters()[0].Values, []float32{
		-1, 1,
		-1, 1,
	})
	outputs := network.Outputs([][]float64{{
		0, 0, 0, 1, 1,
		0, 0, 0, 1, 1,
		0, 0, 0, 1, 1,
	}})
	fmt.Println(outputs[:4])
	fmt.Println(outputs[4:])
	// Output:
	// [0 0 2 0]
	// [0 0 2 0]
}

// With PadSame there are zeros around the picture, and its size stays. This kernel adds
// up all pixels that it sees.
func ExampleConvolution_padSame() {
	network, err := engine.New([]int{3, 3, 1}, engine.Convolution{Channels: 1, Size: 3, Strides: 1, PadSame: true})
	if err != nil {
		log.Fatal(err)
	}
	copy(network.Parameters()[0].Values, []float32{1, 1, 1, 1, 1, 1, 1, 1, 1})
	outputs := network.Outputs([][]float64{{1, 1, 1, 1, 1, 1, 1, 1, 1}})
	for row := range 3 {
		fmt.Println(outputs[3*row : 3*row+3])
	}
	// Output:
	// [4 6 4]
	// [6 9 6]
	// [4 6 4]
}

func ExampleMaxPool() {
	printPooled(engine.MaxPool{Size: 2})
	// Output: [1 2 1] [6 8]
}

func ExampleMeanPool() {
	printPooled(engine.MeanPool{Size: 2})
	// Output: [1 2 1] [3.5 5.5]
}

func ExampleGlobalMean() {
	printPooled(engine.GlobalMean{})
	// Output: [1] [4.5]
}

func printPooled(pooling engine.Layer) {
	network, err := engine.New([]int{2, 4, 1}, pooling)
	if err != nil {
		log.Fatal(err)
	}
	outputs := network.Outputs([][]float64{{
		1, 2, 3, 4,
		5, 6, 7, 8,
	}})
	fmt.Println(network.Shapes()[0], outputs)
}

func ExampleActivation() {
	for name, function := range map[string]engine.Activation{"ReLU": engine.ReLU, "Tanh": engine.Tanh, "Sigmoid": engine.Sigmoid} {
		network, err := engine.New([]int{3}, function)
		if err != nil {
			log.Fatal(err)
		}
		fmt.Printf("%-7s %6.3f\n", name, network.Outputs([][]float64{{-2, 0, 2}}))
	}
	// Unordered output:
	// ReLU    [ 0.000  0.000  2.000]
	// Tanh    [-0.964  0.000  0.964]
	// Sigmoid [ 0.119  0.500  0.881]
}

// Pixels from 0 to 255 become numbers from -1 to 1.
func ExampleRescale() {
	network, err := engine.New([]int{3}, engine.Rescale{Factor: 2.0 / 255, Offset: -1})
	if err != nil {
		log.Fatal(err)
	}
	fmt.Printf("%.2f\n", network.Outputs([][]float64{{0, 127.5, 255}}))
	// Output: [-1.00 0.00 1.00]
}

// In training half of the numbers become 0, and the others twice as large; which ones,
// the seed says. Otherwise dropout changes nothing.
func ExampleDropout() {
	network, err := engine.New([]int{8}, engine.Dropout{Rate: 0.5})
	if err != nil {
		log.Fatal(err)
	}
	inputs, targets := [][]float64{{1, 1, 1, 1, 1, 1, 1, 1}}, [][]float64{{0, 0, 0, 0, 0, 0, 0, 0}}
	for _, seed := range []uint64{1, 2} {
		_, outputs := network.Gradients(inputs, targets, engine.BinaryCrossEntropy, seed)
		fmt.Println(outputs)
	}
	fmt.Println(network.Outputs(inputs))
	// Output:
	// [2 0 0 0 0 2 2 2]
	// [2 2 2 0 0 2 0 0]
	// [1 1 1 1 1 1 1 1]
}

// In training each feature gets mean 0 and variance 1 over the batch, here with two
// features of very different size.
func ExampleBatchNorm() {
	network, err := engine.New([]int{2}, engine.BatchNorm{})
	if err != nil {
		log.Fatal(err)
	}
	inputs, targets := [][]float64{{1, 1000}, {2, 3000}, {3, 2000}}, [][]float64{{0, 0}, {0, 0}, {0, 0}}
	_, outputs := network.Gradients(inputs, targets, engine.BinaryCrossEntropy, 0)
	for e := range inputs {
		fmt.Printf("%5.2f\n", outputs[2*e:2*e+2])
	}
	// Output:
	// [-1.22 -1.22]
	// [ 0.00  1.22]
	// [ 1.22  0.00]
}

// How a weight goes down the same slope with each optimizer.
func ExampleOptimizer() {
	for name, optimizer := range map[string]engine.Optimizer{
		"gradient descent": &engine.Momentum{Rate: 0.1},
		"momentum":         &engine.Momentum{Rate: 0.1, Momentum: 0.9},
		"Adam":             &engine.Adam{Rate: 0.1},
	} {
		network, err := engine.New([]int{1}, engine.Dense{Outputs: 1})
		if err != nil {
			log.Fatal(err)
		}
		weight := network.Parameters()[0]
		var path []float32
		for range 4 {
			network.Step([][]float64{{1}}, [][]float64{{0}}, engine.BinaryCrossEntropy, optimizer, 0)
			path = append(path, weight.Values[0])
		}
		fmt.Printf("%-16s %6.3f\n", name, path)
	}
	// Unordered output:
	// gradient descent [-0.050 -0.098 -0.143 -0.186]
	// momentum         [-0.050 -0.143 -0.269 -0.419]
	// Adam             [-0.100 -0.200 -0.298 -0.396]
}

// Cross-entropy compares the softmax of the outputs with the target's probabilities: two
// equal outputs are two answers of one half, which costs the logarithm of 2.
func ExampleLoss() {
	network, err := engine.New([]int{2}, engine.Dropout{}) // which passes the inputs on
	if err != nil {
		log.Fatal(err)
	}
	for _, outputs := range [][]float64{{0, 0}, {2, 0}, {0, 2}} {
		loss, _ := network.Gradients([][]float64{outputs}, [][]float64{{1, 0}}, engine.CrossEntropy, 0)
		fmt.Printf("%v %.3f\n", outputs, loss)
	}
	// Output:
	// [0 0] 0.693
	// [2 0] 0.127
	// [0 2] 2.127
}
