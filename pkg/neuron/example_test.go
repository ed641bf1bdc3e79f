package neuron_test

import (
	"fmt"
	"log"
	"math/rand/v2"

	"firstneuron/pkg/datasets"
	"firstneuron/pkg/neuron"
)

// The article's program: four examples, 10,000 steps, one question.
func Example() {
	n := neuron.Classic()
	if err := n.Train(datasets.Patterns(), 10_000); err != nil {
		log.Fatal(err)
	}
	fmt.Println(n)
	fmt.Printf("%.8f\n", n.Predict([]float64{1, 0, 0}))
	// Output:
	// neuron [9.673 -0.208 -4.630]
	// 0.99993704
}

func ExampleClassic() {
	fmt.Printf("%.8f\n", neuron.Classic().Weights)
	// Output: [-0.16595599 0.44064899 -0.99977125]
}

func ExampleNew() {
	rng := rand.New(rand.NewPCG(1, 2))
	fmt.Println(len(neuron.New(rng, 5).Weights), "weights")
	// Output: 5 weights
}

func ExampleNeuron_Predict() {
	n := &neuron.Neuron{Weights: []float64{2, -2}}
	fmt.Printf("%.3f %.3f %.3f\n", n.Predict([]float64{1, 0}), n.Predict([]float64{1, 1}), n.Predict([]float64{0, 1}))
	// Output: 0.881 0.500 0.119
}

func ExampleNeuron_Outputs() {
	n := neuron.Classic()
	fmt.Printf("%.3f\n", n.Outputs(datasets.Patterns()))
	// Output: [0.269 0.326 0.238 0.364]
}

func ExampleNeuron_Accuracy() {
	n := neuron.Classic()
	fmt.Println("before:", n.Accuracy(datasets.Patterns()))
	if err := n.Train(datasets.Patterns(), 100); err != nil {
		log.Fatal(err)
	}
	fmt.Println("after: ", n.Accuracy(datasets.Patterns()))
	// Output:
	// before: 0.5
	// after:  1
}

// Every factor of the correction is in the pass.
func ExampleNeuron_Pass() {
	pass := neuron.Classic().Pass(datasets.Patterns())
	fmt.Printf("output     %7.4f\n", pass.Output)
	fmt.Printf("error      %7.4f\n", pass.Error)
	fmt.Printf("slope      %7.4f\n", pass.Slope)
	fmt.Printf("delta      %7.4f\n", pass.Delta)
	fmt.Printf("adjustment %7.4f\n", pass.Adjustment)
	// Output:
	// output     [ 0.2690  0.3263  0.2376  0.3638]
	// error      [-0.2690  0.6737  0.7624 -0.3638]
	// slope      [ 0.1966  0.2198  0.1812  0.2314]
	// delta      [-0.0529  0.1481  0.1381 -0.0842]
	// adjustment [ 0.2862  0.0639  0.1491]
}

// The gradient points uphill, the adjustment downhill.
func ExamplePass_Gradient() {
	pass := neuron.Classic().Pass(datasets.Patterns())
	fmt.Printf("%7.4f\n%7.4f\n", pass.Adjustment, pass.Gradient())
	// Output:
	// [ 0.2862  0.0639  0.1491]
	// [-0.2862 -0.0639 -0.1491]
}

func ExampleNeuron_Learn() {
	n := neuron.Classic()
	before := n.Pass(datasets.Patterns())
	n.Learn(before)
	fmt.Printf("mean error %.3f, then %.3f\n", before.MeanError(), n.Pass(datasets.Patterns()).MeanError())
	// Output: mean error 0.517, then 0.486
}

// Leaving the loop is early stopping.
func ExampleNeuron_Steps() {
	n := neuron.Classic()
	for step, pass := range n.Steps(datasets.Patterns(), 10_000) {
		if pass.LargestError() < 0.1 {
			fmt.Println("every answer was within 0.1 after", step, "steps")
			break
		}
	}
	// Output: every answer was within 0.1 after 119 steps
}

// The first weight says yes, because the second and the third example, which are yes, have that input.
func ExampleNeuron_Attribute() {
	n, set := neuron.Classic(), datasets.Patterns()
	why := n.Attribute(set, 0)
	for _, pass := range n.Steps(set, 10_000) {
		why.Add(pass)
	}
	fmt.Printf("first    %+.3f\n", why.First)
	for i, moved := range why.Moved {
		fmt.Printf("%v  %+.3f\n", set.Example(i), moved)
	}
	fmt.Printf("sum      %+.3f, the weight is %+.3f\n", why.Sum(), why.Last)
	// Output:
	// first    -0.166
	// [0 0 1]  +0.000
	// [1 1 1]  +5.383
	// [1 0 1]  +4.456
	// [0 1 1]  +0.000
	// sum      +9.673, the weight is +9.673
}

func ExampleContributions_Largest() {
	why := neuron.Contributions{Moved: []float64{0.1, -3, 0, 2}}
	fmt.Println(why.Largest(2))
	// Output: [1 3]
}

func ExampleNeuron_Train() {
	n := neuron.Classic()
	n.Rate = 10
	fmt.Println(n.Train(datasets.Patterns(), 100))
	fmt.Printf("%.3f\n", n.Predict([]float64{1, 0, 0}))
	// Output:
	// <nil>
	// 0.999
}

// A setting that makes no sense, or a training that diverges, is an error.
func ExampleNeuron_Err() {
	n := neuron.Classic()
	n.Rate = -1
	for range n.Steps(datasets.Patterns(), 100) {
	}
	fmt.Println(n.Err())
	// Output: neuron: the learning rate is -1: give 0 or more
}

func ExampleNeuron_MarshalBinary() {
	trained, other := neuron.Classic(), neuron.Classic()
	err := trained.Train(datasets.Patterns(), 10_000)
	weights, _ := trained.MarshalBinary()
	fmt.Println(err, len(weights), "bytes", other.UnmarshalBinary(weights), other)
	// Output: <nil> 24 bytes <nil> neuron [9.673 -0.208 -4.630]
}

func ExamplePass_Loss() {
	n := neuron.Classic()
	for step, pass := range n.Steps(datasets.Patterns(), 1001) {
		if step%500 == 0 {
			fmt.Printf("step %4d: loss %.4f, mean error %.3f\n", step, pass.Loss(), pass.MeanError())
		}
	}
	// Output:
	// step    0: loss 0.6199, mean error 0.517
	// step  500: loss 0.0029, mean error 0.038
	// step 1000: loss 0.0014, mean error 0.026
}

func ExampleLoss() {
	for _, loss := range []neuron.Loss{neuron.SquaredError, neuron.CrossEntropy} {
		n := neuron.Classic()
		n.Loss = loss
		for step, pass := range n.Steps(datasets.Patterns(), 10_000) {
			if pass.LargestError() < 0.1 {
				fmt.Println(loss, "takes", step, "steps")
				break
			}
		}
	}
	// Output:
	// squared error takes 119 steps
	// cross-entropy takes 16 steps
}

func ExampleSigmoid() {
	fmt.Printf("%.3f %.3f %.3f\n", neuron.Sigmoid(-4), neuron.Sigmoid(0), neuron.Sigmoid(4))
	// Output: 0.018 0.500 0.982
}

func ExampleSlope() {
	fmt.Printf("undecided %.3f, confident %.3f\n", neuron.Slope(0.5), neuron.Slope(0.99))
	// Output: undecided 0.250, confident 0.010
}
