package neuron_test

import (
	"fmt"
	"log"
	"math"
	"math/rand/v2"

	"firstneuron/pkg/neuron"
)

// The article's program: four examples, 10,000 steps, one question.
func Example() {
	n := neuron.Classic()
	n.Train(puzzle(), 10_000)
	fmt.Println(n)
	fmt.Printf("%.8f\n", n.Think([]float64{1, 0, 0}))
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

func ExampleNewExamples() {
	_, err := neuron.NewExamples([][]float64{{0, 0, 1}, {1, math.NaN(), 1}}, []float64{0, 1})
	fmt.Println(err)
	// Output: neuron: example 2: input 2 is NaN: inputs must be finite numbers, so mend it or leave it out
}

func ExampleCheckInputs() {
	fmt.Println(neuron.CheckInputs([]float64{1, 0, math.Inf(1)}))
	// Output: input 3 is +Inf: inputs must be finite numbers, so mend it or leave it out
}

func ExampleNeuron_Think() {
	n := &neuron.Neuron{Weights: []float64{2, -2}}
	fmt.Printf("%.3f %.3f %.3f\n", n.Think([]float64{1, 0}), n.Think([]float64{1, 1}), n.Think([]float64{0, 1}))
	// Output: 0.881 0.500 0.119
}

func ExampleNeuron_Answers() {
	n := neuron.Classic()
	n.Train(puzzle(), 10_000)
	answers, err := n.Answers([][]float64{{1, 0, 0}, {0, 0, 0}})
	fmt.Printf("%.4f %v\n", answers, err)
	_, err = n.Answers([][]float64{{1, 0}})
	fmt.Println(err)
	// Output:
	// [0.9999 0.5000] <nil>
	// neuron: question 1 has 2 inputs but the neuron has 3 weights: give it one input for each weight
}

// Every factor of the correction is in the trial.
func ExampleNeuron_Try() {
	trial := neuron.Classic().Try(puzzle())
	fmt.Printf("output     %7.4f\n", trial.Output)
	fmt.Printf("error      %7.4f\n", trial.Error)
	fmt.Printf("slope      %7.4f\n", trial.Slope)
	fmt.Printf("delta      %7.4f\n", trial.Delta)
	fmt.Printf("adjustment %7.4f\n", trial.Adjustment)
	// Output:
	// output     [ 0.2690  0.3263  0.2376  0.3638]
	// error      [-0.2690  0.6737  0.7624 -0.3638]
	// slope      [ 0.1966  0.2198  0.1812  0.2314]
	// delta      [-0.0529  0.1481  0.1381 -0.0842]
	// adjustment [ 0.2862  0.0639  0.1491]
}

func ExampleNeuron_Learn() {
	n := &neuron.Neuron{Weights: []float64{1, 1}, Rate: 0.5}
	n.Learn([]float64{0.2, -0.2})
	fmt.Println(n)
	// Output: neuron [1.100 0.900]
}

// Leaving the loop is early stopping.
func ExampleNeuron_Trials() {
	n := neuron.Classic()
	for step, trial := range n.Trials(puzzle(), 10_000) {
		if trial.LargestError() < 0.1 {
			fmt.Println("every answer is within 0.1 after", step, "steps")
			break
		}
	}
	// Output: every answer is within 0.1 after 119 steps
}

func ExampleNeuron_Train() {
	n := neuron.Classic()
	n.Rate = 10
	n.Train(puzzle(), 100)
	fmt.Printf("%.3f\n", n.Think([]float64{1, 0, 0}))
	// Output: 0.999
}

// Trials overwrites its trial at each step; a clone stays.
func ExampleTrial_Clone() {
	var first *neuron.Trial
	for step, trial := range neuron.Classic().Trials(puzzle(), 1000) {
		if step == 0 {
			first = trial.Clone()
		}
		if step == 999 {
			fmt.Printf("the largest error was %.3f and is %.3f\n", first.LargestError(), trial.LargestError())
		}
	}
	// Output: the largest error was 0.762 and is 0.032
}

func ExampleTrial_Loss() {
	n := neuron.Classic()
	for step, trial := range n.Trials(puzzle(), 1001) {
		if step%500 == 0 {
			fmt.Printf("step %4d: loss %.4f, mean error %.3f\n", step, trial.Loss(), trial.MeanError())
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
		for step, trial := range n.Trials(puzzle(), 10_000) {
			if trial.LargestError() < 0.1 {
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

func puzzle() *neuron.Examples {
	examples, err := neuron.NewExamples(
		[][]float64{{0, 0, 1}, {1, 1, 1}, {1, 0, 1}, {0, 1, 1}},
		[]float64{0, 1, 1, 0})
	if err != nil {
		log.Fatal(err)
	}
	return examples
}
