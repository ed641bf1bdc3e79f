package exercises

import (
	"fmt"
	"math"
	"slices"

	"firstneuron/pkg/lesson"
)

type (
	boundaryFunc        = func(w1, w2, bias, x1 float64) float64
	layerForwardFunc    = func(inputs []float64, weights [][]float64, bias []float64, activation func(float64) float64) []float64
	countParametersFunc = func(sizes []int) int
)

// Boundary is lesson 04's first exercise: input 2 of the point at which a neuron with
// two inputs is undecided.
var Boundary = &lesson.Exercise[boundaryFunc]{
	Name:  "boundary",
	Right: boundary,
	Try: func(f boundaryFunc, t *lesson.Trial) {
		for _, c := range [][4]float64{{6, 2, -3, 0}, {6, 2, -3, 1}, {-0.5, 4, 0.7, 1.2}, {1.5, -2, 0.25, -3}} {
			t.Call(fmt.Sprintf("boundary(%v, %v, %v, %v)", c[0], c[1], c[2], c[3]),
				func() []float64 { return []float64{f(c[0], c[1], c[2], c[3])} })
		}
	},
	Why: "On the decision boundary the sum w1*x1 + w2*x2 + bias is 0. Solve this for x2.",
	How: "Bring everything but w2*x2 to the other side and divide by w2: `return -(w1*x1 + bias) / w2`.",
	Mistakes: []lesson.Mistake[boundaryFunc]{
		{
			Wrong: func(w1, w2, bias, x1 float64) float64 { return (w1*x1 + bias) / w2 },
			Where: "The sign is turned.",
			Why:   "What is brought to the other side of an equation changes its sign.",
			How:   "Put a minus in front: `-(w1*x1 + bias) / w2`.",
		},
		{
			Wrong: func(w1, w2, bias, x1 float64) float64 { return -w1*x1 + bias/w2 },
			Where: "Only the bias is divided, and it has kept its sign: parentheses are missing.",
			Why:   "In Go a division comes before a sum, and a minus belongs to the number behind it alone.",
			How:   "Put both into parentheses: `-(w1*x1 + bias) / w2`.",
		},
		{
			Wrong: func(w1, w2, bias, x1 float64) float64 { return -w1*x1 - bias/w2 },
			Where: "Only the bias is divided: parentheses are missing.",
			Why:   "In Go a division comes before a difference.",
			How:   "Put both into parentheses: `-(w1*x1 + bias) / w2`.",
		},
		{
			Wrong: func(w1, w2, bias, x1 float64) float64 { return (-w1*x1 + bias) / w2 },
			Where: "The bias has the wrong sign.",
			Why:   "The bias changes its sign too when it is brought to the other side.",
			How:   "Put both into parentheses with the minus in front: `-(w1*x1 + bias) / w2`.",
		},
		{
			Wrong: func(w1, w2, bias, x1 float64) float64 { return (w1*x1 - bias) / w2 },
			Where: "The term with input 1 has the wrong sign.",
			Why:   "Both terms change their signs when they are brought to the other side.",
			How:   "Put both into parentheses with the minus in front: `-(w1*x1 + bias) / w2`.",
		},
		{
			Wrong: func(w1, w2, bias, x1 float64) float64 { return -w1 * x1 / w2 },
			Where: "The bias has no effect.",
			Why:   "Without a bias every line would go through the point 0 0.",
			How:   "Add it inside the parentheses: `-(w1*x1 + bias) / w2`.",
		},
		{
			Wrong: func(w1, w2, bias, x1 float64) float64 { return -bias / w2 },
			Where: "Input 1 has no effect: every line is level.",
			Why:   "The line is tilted because both inputs have a part in the sum.",
			How:   "Add the term of input 1: `-(w1*x1 + bias) / w2`.",
		},
		{
			Wrong: func(w1, w2, bias, x1 float64) float64 { return -(w1*x1 + bias) },
			Where: "Weight 2 has no effect: the last step of solving the equation is missing.",
			Why:   "You have the product of weight 2 and input 2, and you want input 2.",
			How:   "Divide by `w2` at the end.",
		},
		{
			Wrong: func(w1, w2, bias, x1 float64) float64 { return -(w1*x1 + bias) * w2 },
			Where: "You multiply by weight 2.",
			Why:   "To undo a multiplication you divide.",
			How:   "Divide: `-(w1*x1 + bias) / w2`.",
		},
		{
			Wrong: func(w1, w2, bias, x1 float64) float64 { return -(w1*x1 + bias) / w1 },
			Where: "You divide by the weight of the other input.",
			Why:   "You are looking for input 2, and input 2 is multiplied by weight 2.",
			How:   "Divide by `w2`.",
		},
		{
			Wrong: func(w1, w2, bias, x1 float64) float64 { return -(w2*x1 + bias) / w1 },
			Where: "The two weights are exchanged.",
			Why:   "Each input has a weight of its own: input 1 the first, input 2 the second.",
			How:   "Write `-(w1*x1 + bias) / w2`.",
		},
		{
			Wrong: func(w1, w2, bias, x1 float64) float64 { return (0.5 - w1*x1 - bias) / w2 },
			Where: "The sum is set to 0.5. It is the answer that is 0.5 there.",
			Why:   "The neuron is undecided where its answer is 0.5, and the sigmoid gives 0.5 for a sum of 0.",
			How:   "Set the sum to 0: `-(w1*x1 + bias) / w2`.",
		},
		{
			Wrong: func(w1, w2, bias, x1 float64) float64 { return -w1 / w2 },
			Where: "This is how steep the line is, and not where it is.",
			Why:   "The same number comes back for every input 1, though the line rises or falls.",
			How:   "Return the height at x1: `-(w1*x1 + bias) / w2`.",
		},
		{
			Wrong: func(w1, w2, bias, x1 float64) float64 { return w1*x1 + bias },
			Where: "This is the sum without input 2, and no place in the plane.",
			Why:   "You know that the whole sum is 0, and look for the input 2 that makes it so.",
			How:   "Solve for input 2: `-(w1*x1 + bias) / w2`.",
		},
		{
			Wrong: func(w1, w2, bias, x1 float64) float64 { return -w2 / (w1*x1 + bias) },
			Where: "The fraction is upside down.",
			Why:   "You divide by what input 2 was multiplied by.",
			How:   "Write `-(w1*x1 + bias) / w2`.",
		},
		{
			Wrong: func(w1, w2, bias, x1 float64) float64 { return sigmoid(-(w1*x1 + bias) / w2) },
			Where: "A sigmoid is applied to a place in the plane.",
			Why:   "The sigmoid turns a sum into an answer. You are looking for an input.",
			How:   "Return `-(w1*x1 + bias) / w2` as it is.",
		},
	},
}

func boundary(w1, w2, bias, x1 float64) float64 {
	return -(w1*x1 + bias) / w2
}

// LayerForward is lesson 04's second exercise: the outputs of a layer of neurons.
var LayerForward = &lesson.Exercise[layerForwardFunc]{
	Name:  "layerForward",
	Right: layerForward,
	Try: func(f layerForwardFunc, t *lesson.Trial) {
		for _, c := range []struct {
			inputs     []float64
			weights    [][]float64
			bias       []float64
			name       string
			activation func(float64) float64
		}{
			{[]float64{1, 0.5}, [][]float64{{0.3, -0.8}, {0.6, 0.4}}, []float64{0.2, -0.1}, "math.Tanh", math.Tanh},
			{[]float64{0.5, -1, 2}, [][]float64{{1, 0.2}, {-0.4, 0.7}, {0.3, 0.5}}, []float64{-0.5, 0.9}, "sigmoid", sigmoid},
			{[]float64{0.7, 0.2}, [][]float64{{0.5, -1, 0.9}, {1.5, 0.8, -0.6}}, []float64{0.3, 0, -0.1}, "math.Tanh", math.Tanh},
			{[]float64{-2, 0.4}, [][]float64{{0.5}, {-0.25}}, []float64{0.6}, "sigmoid", sigmoid},
		} {
			t.Call(fmt.Sprintf("layerForward(%v, %v, %v, %s)", c.inputs, c.weights, c.bias, c.name),
				func() []float64 { return f(c.inputs, c.weights, c.bias, c.activation) },
				append(slices.Clone(c.weights), c.inputs, c.bias)...)
		}
	},
	Why: "Every neuron of a layer does what one neuron does: it adds up its bias and all inputs times its own column of weights, and puts the sum through the activation function.",
	How: "For each neuron j start with `sum := bias[j]`, add `inputs[i] * weights[i][j]` for every i, and write `outputs[j] = activation(sum)`.",
	Mistakes: []lesson.Mistake[layerForwardFunc]{
		{
			Wrong: eachNeuron(func(n neuronOf) float64 {
				sum := n.bias[n.j]
				for i := range n.inputs {
					sum += n.inputs[i] * n.weights[n.j][i]
				}
				return n.activation(sum)
			}),
			Where: "Rows and columns of the weights are exchanged.",
			Why:   "A row belongs to an input, a column to a neuron. Neuron j looks at column j.",
			How:   "Write `weights[i][j]`: input first, neuron second.",
		},
		{
			Wrong: func(inputs []float64, weights [][]float64, bias []float64, activation func(float64) float64) []float64 {
				outputs := []float64{}
				for j, row := range weights {
					sum := bias[j]
					for i := range inputs {
						sum += inputs[i] * row[i]
					}
					outputs = append(outputs, activation(sum))
				}
				return outputs
			},
			Where: "Each row of the weights is taken for a neuron.",
			Why:   "A row belongs to an input, a column to a neuron. There are as many neurons as biases.",
			How:   "Loop over the neurons with `for j := range bias`, and use `weights[i][j]`.",
		},
		{
			Wrong: eachNeuron(func(n neuronOf) float64 { return n.activation(n.sum() - n.bias[n.j]) }),
			Where: "The biases have no effect.",
			Why:   "Each neuron adds its bias to the sum. Without it, every line would go through the point 0 0.",
			How:   "Start with `sum := bias[j]`.",
		},
		{
			Wrong: eachNeuron(func(n neuronOf) float64 { return n.sum() }),
			Where: "The sums are returned as they are: the activation function is missing.",
			Why:   "Without it a layer is linear, and layers after it could draw nothing but one straight line.",
			How:   "Write `outputs[j] = activation(sum)`.",
		},
		{
			Wrong: eachNeuron(func(n neuronOf) float64 { return n.activation(n.sum()-n.bias[n.j]) + n.bias[n.j] }),
			Where: "The bias comes too late: it is added to the output.",
			Why:   "The bias is a part of the sum, as the weight of an input that is always 1. It goes through the activation function too.",
			How:   "Start with `sum := bias[j]`.",
		},
		{
			Wrong: eachNeuron(func(n neuronOf) float64 { return n.activation(n.sum() - 2*n.bias[n.j]) }),
			Where: "The bias is subtracted.",
			Why:   "The bias is added to the sum. A negative bias makes the answer smaller.",
			How:   "Start with `sum := bias[j]`.",
		},
		{
			Wrong: eachNeuron(func(n neuronOf) float64 {
				return n.activation(n.sum() + float64(len(n.inputs)-1)*n.bias[n.j])
			}),
			Where: "The bias is added once for each input: it is inside the inner loop.",
			Why:   "Each neuron has one bias, and adds it once.",
			How:   "Start with `sum := bias[j]` before the inner loop.",
		},
		{
			Wrong: eachNeuron(func(n neuronOf) float64 {
				sum := 0.0
				for i := range n.inputs {
					sum += n.inputs[i]*n.weights[i][n.j] + n.bias[min(i, len(n.bias)-1)]
				}
				return n.activation(sum)
			}),
			Where: "The biases are counted by the inputs, and added inside the inner loop.",
			Why:   "A bias belongs to a neuron, so it is counted as the neurons are.",
			How:   "Start with `sum := bias[j]` before the inner loop.",
		},
		{
			Wrong: eachNeuron(func(n neuronOf) float64 {
				sum := n.sum()
				for n.j > 0 {
					n.j--
					sum += n.sum()
				}
				return n.activation(sum)
			}),
			Where: "The first neuron is right, and the next ones go on with its sum.",
			Why:   "Each neuron adds up for itself, so its sum has to start from 0.",
			How:   "Put `sum := bias[j]` inside the outer loop.",
		},
		{
			Wrong: eachNeuron(func(n neuronOf) float64 {
				sum := n.sum()
				for n.j > 0 {
					n.j--
					sum += n.sum() - n.bias[n.j]
				}
				return n.activation(sum)
			}),
			Where: "The first neuron is right, and the next ones add their products to those of the first.",
			Why:   "Each neuron adds up for itself, so its sum has to start from 0.",
			How:   "Put `sum := 0.0` inside the outer loop.",
		},
		{
			Wrong: eachNeuron(func(n neuronOf) float64 {
				output := n.bias[n.j]
				for i := range n.inputs {
					output += n.activation(n.inputs[i] * n.weights[i][n.j])
				}
				return output
			}),
			Where: "The activation function comes too early: it is inside the inner loop.",
			Why:   "A neuron has one sum and one output. The activation function is applied once, to the whole sum.",
			How:   "Write `outputs[j] = activation(sum)` below the inner loop.",
		},
		{
			Wrong: eachNeuron(func(n neuronOf) float64 {
				last := len(n.inputs) - 1
				return n.activation(n.bias[n.j] + n.inputs[last]*n.weights[last][n.j])
			}),
			Where: "Only the last input has an effect: the inner loop keeps the last product alone.",
			Why:   "Each turn of the loop replaces what the turns before have found.",
			How:   "Use `sum +=` in place of `sum =`.",
		},
		{
			Wrong: eachNeuron(func(n neuronOf) float64 {
				n.inputs = n.inputs[:len(n.inputs)-1]
				return n.activation(n.sum())
			}),
			Where: "The last input has no effect: the inner loop ends one too early.",
			Why:   "Every neuron of the layer gets all inputs.",
			How:   "Loop with `for i := range inputs`.",
		},
		{
			Wrong: eachNeuron(func(n neuronOf) float64 {
				n.inputs, n.weights = n.inputs[1:], n.weights[1:]
				return n.activation(n.sum())
			}),
			Where: "The first input has no effect: the inner loop begins one too late.",
			Why:   "Go counts from 0, so the first input is number 0.",
			How:   "Loop with `for i := range inputs`.",
		},
		{
			Wrong: eachNeuron(func(n neuronOf) float64 { n.j = 0; return n.activation(n.sum()) }),
			Where: "All neurons give the output of the first one.",
			Why:   "Each neuron has a column of weights and a bias of its own.",
			How:   "Use number j: `sum := bias[j]`, and add `inputs[i] * weights[i][j]`.",
		},
		{
			Wrong: eachNeuron(func(n neuronOf) float64 { return 1 / (1 + math.Exp(-n.sum())) }),
			Where: "The activation function that you are given has no effect: it is always a sigmoid.",
			Why:   "Layers differ in their activation functions: here hidden neurons have tanh and the last one has a sigmoid.",
			How:   "Write `outputs[j] = activation(sum)`.",
		},
		{
			Wrong: eachNeuron(func(n neuronOf) float64 {
				sum := n.bias[n.j]
				for i := range n.inputs {
					sum += n.inputs[i] + n.weights[i][n.j]
				}
				return n.activation(sum)
			}),
			Where: "Each input is added to its weight.",
			Why:   "A weight says how much its input counts. An input of 0 must not count at all.",
			How:   "Add up `inputs[i] * weights[i][j]`.",
		},
		{
			Wrong: func(inputs []float64, weights [][]float64, bias []float64, activation func(float64) float64) []float64 {
				outputs := bias
				for j := range outputs {
					for i := range inputs {
						outputs[j] += inputs[i] * weights[i][j]
					}
					outputs[j] = activation(outputs[j])
				}
				return outputs
			},
			Where: "The numbers are right, but a slice that the function was given is changed.",
			Why:   "A slice that is assigned is not copied: a second name for the biases, and the next example would find other ones.",
			How:   "Start with a slice of your own: `outputs := make([]float64, len(bias))`.",
		},
		{
			Wrong: func(inputs []float64, weights [][]float64, bias []float64, activation func(float64) float64) []float64 {
				outputs := []float64{}
				for j := range bias {
					sum := bias[j]
					for i := range inputs {
						sum += inputs[i] * weights[i][j]
						outputs = append(outputs, activation(sum))
					}
				}
				return outputs
			},
			Where: "There is an output for each turn of the inner loop.",
			Why:   "A neuron has one output, and its sum is complete only after the inner loop.",
			How:   "Move `outputs = append(outputs, activation(sum))` below the inner loop.",
		},
		{
			Wrong: func(inputs []float64, weights [][]float64, bias []float64, activation func(float64) float64) []float64 {
				return append(make([]float64, len(bias)), layerForward(inputs, weights, bias, activation)...)
			},
			Where: "There are twice as many outputs as neurons, the first half of them 0.",
			Why:   "In Go, append puts a number behind those that a slice has already, and make has filled it with zeros.",
			How:   "Write into the slice: `outputs[j] = activation(sum)`.",
		},
		{
			Wrong: func(inputs []float64, weights [][]float64, bias []float64, activation func(float64) float64) []float64 {
				sum := 0.0
				for j := range bias {
					sum += neuronOf{inputs, weights, bias, activation, j}.sum()
				}
				return []float64{activation(sum)}
			},
			Where: "The whole layer has a single output.",
			Why:   "A layer is neurons side by side. Each of them has an output of its own.",
			How:   "Write `outputs[j] = activation(sum)` for each neuron j.",
		},
	},
}

func layerForward(inputs []float64, weights [][]float64, bias []float64, activation func(float64) float64) []float64 {
	outputs := make([]float64, len(bias))
	for j := range outputs {
		sum := bias[j]
		for i := range inputs {
			sum += inputs[i] * weights[i][j]
		}
		outputs[j] = activation(sum)
	}
	return outputs
}

// A neuronOf is neuron j of a layer, with what the layer gets.
type neuronOf struct {
	inputs     []float64
	weights    [][]float64
	bias       []float64
	activation func(float64) float64
	j          int
}

func (n neuronOf) sum() float64 {
	sum := n.bias[n.j]
	for i := range n.inputs {
		sum += n.inputs[i] * n.weights[i][n.j]
	}
	return sum
}

func eachNeuron(output func(n neuronOf) float64) layerForwardFunc {
	return func(inputs []float64, weights [][]float64, bias []float64, activation func(float64) float64) []float64 {
		outputs := make([]float64, len(bias))
		for j := range outputs {
			outputs[j] = output(neuronOf{inputs, weights, bias, activation, j})
		}
		return outputs
	}
}

// CountParameters is lesson 04's third exercise: how many numbers a network learns, whose
// layers have so many neurons; the inputs are the first size.
var CountParameters = &lesson.Exercise[countParametersFunc]{
	Name:  "countParameters",
	Right: countParameters,
	Try: func(f countParametersFunc, t *lesson.Trial) {
		for _, sizes := range [][]int{{3, 1}, {2, 2, 1}, {2, 16, 1}, {64, 32, 20, 10}} {
			t.Call(fmt.Sprintf("countParameters(%v)", sizes), func() []float64 { return []float64{float64(f(slices.Clone(sizes)))} })
		}
	},
	Why: "Each layer has a weight from every neuron, or input, of the layer before it to every neuron of its own, and a bias for each of its own neurons.",
	How: "Start with `count := 0`, and for every i from 1 on add `sizes[i-1]*sizes[i] + sizes[i]`.",
	Mistakes: []lesson.Mistake[countParametersFunc]{
		{
			Wrong: eachLayer(func(before, here int) int { return before * here }),
			Where: "The biases are forgotten.",
			Why:   "Each neuron learns a bias as well as its weights.",
			How:   "Add `sizes[i]` for each layer.",
		},
		{
			Wrong: eachLayer(func(before, here int) int { return before*here + before }),
			Where: "The biases are counted for the layer before.",
			Why:   "A layer has a bias for each of its own neurons. The inputs have none.",
			How:   "Add `sizes[i]`, and not the size before it.",
		},
		{
			Wrong: eachLayer(func(before, here int) int { return before*here + 1 }),
			Where: "There is one bias for each layer.",
			Why:   "Each neuron of a layer has a bias of its own.",
			How:   "Add `sizes[i]` biases for each layer.",
		},
		{
			Wrong: eachLayer(func(before, here int) int { return before + here }),
			Where: "The neurons of two layers are added, where every pair of them has a weight.",
			Why:   "Every neuron is connected to all of the layer before, so there are as many weights as pairs.",
			How:   "Multiply: `sizes[i-1]*sizes[i]`.",
		},
		{
			Wrong: func(sizes []int) int {
				return eachLayer(func(before, here int) int { return before*here + here })(sizes) + sizes[0]
			},
			Where: "The inputs are given biases too.",
			Why:   "The inputs are numbers that the network gets. Only neurons have biases.",
			How:   "Begin at the first layer of neurons: `for i := 1; i < len(sizes); i++`.",
		},
		{
			Wrong: func(sizes []int) int {
				count := 0
				for _, size := range sizes {
					count += size
				}
				return count
			},
			Where: "This counts the neurons and inputs, and not what is learnt.",
			Why:   "What is learnt is the weights of the connections, and the biases.",
			How:   "Add up `sizes[i-1]*sizes[i] + sizes[i]`.",
		},
		{
			Wrong: func(sizes []int) int {
				product := 1
				for _, size := range sizes {
					product *= size
				}
				return product
			},
			Where: "All sizes are multiplied with each other.",
			Why:   "Connections go from one layer to the next only, so each pair of neighbours is counted by itself, and the counts are added.",
			How:   "Add up `sizes[i-1]*sizes[i] + sizes[i]`.",
		},
		{
			Wrong: func(sizes []int) int { return countParameters(sizes[:len(sizes)-1]) },
			Where: "The last layer is not counted: the loop ends one too early.",
			Why:   "The last layer has weights and biases like any other.",
			How:   "Loop with `for i := 1; i < len(sizes); i++`.",
		},
		{
			Wrong: func(sizes []int) int { return countParameters(sizes[1:]) },
			Where: "The first layer of neurons is not counted: the loop begins one too late.",
			Why:   "The connections from the inputs to the first layer have weights like any other.",
			How:   "Loop with `for i := 1; i < len(sizes); i++`.",
		},
		{
			Wrong: func(sizes []int) int {
				count := 0
				for i := range sizes {
					count += sizes[i]*sizes[i+1] + sizes[i+1]
				}
				return count
			},
			Where: "The loop goes one step too far: behind the last size there is no other.",
			Why:   "Between the sizes there is one step fewer than there are sizes.",
			How:   "Loop with `for i := 1; i < len(sizes); i++`.",
		},
		{
			Wrong: func(sizes []int) int {
				count := 0
				for i := range sizes {
					count += sizes[i-1]*sizes[i] + sizes[i]
				}
				return count
			},
			Where: "The loop begins one step too early: before the first size there is no other.",
			Why:   "Go counts from 0, and the size at 0 is that of the inputs, which have no layer before them.",
			How:   "Loop with `for i := 1; i < len(sizes); i++`.",
		},
		{
			Wrong: func(sizes []int) int {
				return sizes[0]*sizes[1] + sizes[1]*sizes[2] + sizes[1] + sizes[2]
			},
			Where: "This counts three sizes, however many there are.",
			Why:   "A network may have fewer layers, or many more: every two neighbouring sizes make one layer.",
			How:   "Loop with `for i := 1; i < len(sizes); i++`, and add `sizes[i-1]*sizes[i] + sizes[i]`.",
		},
		{
			Wrong: func(sizes []int) int {
				last := len(sizes) - 1
				return countParameters(sizes[last-1:])
			},
			Where: "Only the last layer is counted: the loop keeps the last count alone.",
			Why:   "Each turn of the loop replaces what the turns before have found.",
			How:   "Use `count +=` in place of `count =`.",
		},
		{
			Wrong: eachLayer(func(before, here int) int { return (before + 1) * (here + 1) }),
			Where: "One connection too many is counted for each neuron of the layer before, and one more.",
			Why:   "The bias is like one more input of a layer, but it is not one more neuron.",
			How:   "Add `sizes[i-1]*sizes[i] + sizes[i]`.",
		},
		{
			Wrong: eachLayer(func(before, here int) int { return 2 * before * here }),
			Where: "Each connection is counted twice, and the biases are not.",
			Why:   "A connection has one weight. Each neuron has one bias.",
			How:   "Add `sizes[i-1]*sizes[i] + sizes[i]`.",
		},
		{
			Wrong: func(sizes []int) int {
				count := 0
				for i := range sizes {
					for j := i + 1; j < len(sizes); j++ {
						count += sizes[i] * sizes[j]
					}
				}
				for _, size := range sizes[1:] {
					count += size
				}
				return count
			},
			Where: "Layers that are not neighbours are connected too.",
			Why:   "A layer gets the outputs of the layer right before it, and of no other.",
			How:   "Use one loop, and add `sizes[i-1]*sizes[i] + sizes[i]`.",
		},
	},
}

func countParameters(sizes []int) int {
	count := 0
	for i := 1; i < len(sizes); i++ {
		count += sizes[i-1]*sizes[i] + sizes[i]
	}
	return count
}

func eachLayer(f func(before, here int) int) countParametersFunc {
	return func(sizes []int) int {
		count := 0
		for i := 1; i < len(sizes); i++ {
			count += f(sizes[i-1], sizes[i])
		}
		return count
	}
}
