package chart_test

import (
	"bytes"
	"fmt"
	"image"
	"image/png"
	"math"
	"time"

	"firstneuron/pkg/chart"

	"gonum.org/v1/gonum/mat"
)

func Example() {
	loss := chart.Line("squared error")
	for step := range 10_000 {
		loss.Add(float64(step), 0.53*math.Exp(-float64(step)/1000))
	}
	figure := chart.New("Learning", loss).Axes("step", "squared error")
	picture, err := figure.SVG()
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(figure.Alt())
	fmt.Println("small enough for a notebook:", len(picture) < 60_000)
	// Output:
	// Learning: squared error falls from 0.53 to 0.0000241 in 10,000 steps.
	// small enough for a notebook: true
}

// Two lines in one figure share its axes and get a legend.
func ExampleLine() {
	training, validation := chart.Line("training"), chart.Line("validation")
	for epoch := 1; epoch <= 20; epoch++ {
		e := float64(epoch)
		training.Add(e, 2/e)
		validation.Add(e, 2/e+e/50)
	}
	fmt.Println(chart.New("Learning too long", training, validation).Axes("epoch", "loss").Alt())
	// Output:
	// Learning too long: training falls from 2 to 0.1 in 20 epochs; validation falls from 2.02 to its lowest point 0.4 at 10, then rises to 0.5 in 20 epochs.
}

func ExamplePoints() {
	cats := chart.Points("cats")
	cats.Add(3.5, 24)
	cats.Add(5, 26)
	cats.Add(4.2, 23)
	fmt.Println(chart.New("Examples", cats).Axes("weight, kg", "height, cm").Alt())
	// Output:
	// Examples: cats: 3 points, weight, kg from 3.5 to 5, height, cm from 23 to 26.
}

// A path of two weights over the surface of their loss.
func ExamplePath() {
	loss := func(a, b float64) float64 { return a*a + 2*b*b }
	weights := chart.Path("weights")
	a, b := -1.5, 1.0
	for range 30 {
		weights.Add(a, b)
		a, b = a-0.1*2*a, b-0.1*4*b
	}
	surface := chart.Surface("loss", loss, chart.Range{From: -2, To: 2}, chart.Range{From: -2, To: 2})
	fmt.Println(chart.New("Downhill", surface, weights).Alt())
	// Output:
	// Downhill: loss is lowest at (0, 0) with 0 and highest at (-2, -2) with 12; weights: from (-1.5, 1) to (-0.00232, 3.68e-7) in 29 moves.
}

func ExampleSurface() {
	saddle := func(x, y float64) float64 { return x*x - y*y }
	surface := chart.Surface("height", saddle, chart.Range{From: -1, To: 1}, chart.Range{From: -1, To: 1})
	fmt.Println(chart.New("A saddle", surface).Axes("x", "y").Alt())
	// Output:
	// A saddle: height is lowest at (0, -1) with -1 and highest at (-1, 0) with 1.
}

func ExampleBars() {
	bars := chart.Bars([]string{"first", "second", "third"}, []float64{9.67, -0.21, -4.63})
	fmt.Println(chart.New("The weights", bars).Axes("input", "weight").Alt())
	// Output:
	// The weights: 3 bars, largest is first at 9.67, smallest is third at -4.63.
}

func ExampleCurve() {
	fmt.Println(chart.New("Squashing", chart.Curve("tanh", math.Tanh, -3, 3)).Axes("sum", "output").Alt())
	// Output:
	// Squashing: tanh rises from -0.995 to 0.995 as sum goes from -3 to 3.
}

// The slope is given, not computed: the lesson shows where it comes from.
func ExampleTangent() {
	sigmoid := func(x float64) float64 { return 1 / (1 + math.Exp(-x)) }
	y := sigmoid(2)
	figure := chart.New("The slope", chart.Curve("sigmoid", sigmoid, -6, 6), chart.Tangent(2, y, y*(1-y)))
	fmt.Println(figure.Alt())
	// Output:
	// The slope: sigmoid rises from 0.00247 to 0.998 as x goes from -6 to 6; slope 0.105 at 2.
}

// What lies below each number is written by whoever has computed it.
func ExampleNotedHeatMap() {
	means := mat.NewDense(1, 2, []float64{0.9, 0.7})
	figure := chart.New("Accuracy", chart.NotedHeatMap([]string{"tanh"}, []string{"0.1", "1"}, means, [][]string{{"0.88 to 0.92", "0.5 to 0.8"}})).Axes("rate", "activation")
	fmt.Println(figure.Alt())
	// Output: Accuracy: 1 row by 2 columns, from 0.7 (row tanh, column 1) to 0.9 (row tanh, column 0.1): row tanh: 0.1 0.9 (0.88 to 0.92), 1 0.7 (0.5 to 0.8).
}

// Four trainings: each is a line from its settings to its loss.
func ExampleParallel() {
	figure := chart.New("Four runs", chart.Parallel(
		chart.Dimension{Name: "activation", Values: []float64{0, 0, 1, 1}, Names: []string{"tanh", "ReLU"}},
		chart.Dimension{Name: "rate", Values: []float64{0.01, 1, 0.01, 1}, Log: true},
		chart.Dimension{Name: "loss", Values: []float64{0.5, 0.1, 0.4, math.NaN()}}))
	fmt.Println(figure.Alt())
	// Output: Four runs: 4 lines over activation, rate, loss; loss is smallest at activation tanh, rate 1, loss 0.1; largest at activation tanh, rate 0.01, loss 0.5 (1 line without loss, grey and dashed).
}

func ExampleHeatMap() {
	pulls := mat.NewDense(2, 3, []float64{0.5, 0, 0.5, 0, -0.25, 0})
	figure := chart.New("Adjustments", chart.HeatMap([]string{"one", "two"}, []string{"w1", "w2", "w3"}, pulls)).Axes("weight", "example")
	fmt.Println(figure.Alt())
	// Output:
	// Adjustments: 2 rows by 3 columns, from -0.25 (row two, column w2) to 0.5 (row one, column w1 and 1 other): row one: w1 0.5, w2 0, w3 0.5; row two: w1 0, w2 -0.25, w3 0.
}

// Row by row the true classes, column by column the predicted ones.
func ExampleConfusion() {
	counts := [][]int{{90, 10}, {4, 96}}
	fmt.Println(chart.New("Cats and dogs", chart.Confusion(counts, []string{"cat", "dog"})).Alt())
	// Output:
	// Cats and dogs: 2 classes, 186 of 200 examples right, most often confused: cat predicted as dog, 10 times: true class cat predicted as cat 90, dog 10; true class dog predicted as cat 4, dog 96.
}

// Points drawn over the boundary take its colours.
func ExampleDecisionBoundary() {
	or := func(x, y float64) float64 { return 1 / (1 + math.Exp(5-10*x-10*y)) }
	no, yes := chart.Points("no"), chart.Points("yes")
	no.Add(0, 0)
	yes.Add(1, 0)
	yes.Add(0, 1)
	yes.Add(1, 1)
	square := chart.Range{From: -0.5, To: 1.5}
	fmt.Println(chart.New("One or the other", chart.DecisionBoundary("answer", or, square, square), no, yes).Alt())
	// Output:
	// One or the other: answer is lowest at (-0.5, -0.5) with 3.06e-7 and highest at (1.5, 1.5) with 1, 0.5 or more on 71.7% of the area; no: 1 point at (0, 0); yes: 3 points, input 1 from 0 to 1, input 2 from 0 to 1.
}

// A loss that explodes at its end would flatten all that came before.
func ExampleFigure_RangeY() {
	loss := chart.Line("loss")
	for step, value := range []float64{2, 1, 0.7, 5000, 8e7} {
		loss.Add(float64(step), value)
	}
	fmt.Println(chart.New("Too fast", loss).RangeY(0, 3).Alt())
	// Output:
	// Too fast: loss rises from 2 to 80,000,000 in 5 steps (2 points are outside the axes and are cut off).
}

// The numbers are seconds.
func ExampleFigure_DurationX() {
	loss := chart.Line("loss")
	for epoch := range 5 {
		loss.Add(90*float64(epoch), 1/float64(epoch+1))
	}
	fmt.Println(chart.New("Learning", loss).Axes("time", "loss").DurationX().Alt())
	// Output:
	// Learning: loss falls from 1 to 0.2 as time goes from 0 s to 6 min.
}

func ExampleFigure_TimeX() {
	load := chart.Line("load")
	start := time.Date(2026, time.March, 28, 22, 0, 0, 0, time.UTC)
	for hour := range 6 {
		load.Add(float64(start.Add(time.Duration(hour)*time.Hour).Unix()), float64(hour))
	}
	fmt.Println(chart.New("At night", load).Axes("time", "load").TimeX(time.UTC).Alt())
	// Output:
	// At night: load rises from 0 to 5 as time goes from 28 Mar 2026 22:00:00 to 29 Mar 2026 03:00:00.
}

// A threshold is a mark of one's own: a horizontal line across the whole figure.
type threshold float64

func (t threshold) Draw(f chart.Frame) {
	y := f.At(0, float64(t)).Y
	f.StrokeLine2(f.Style.Line(), f.Min.X, y, f.Max.X, y)
}

func (t threshold) Extent(_, _ chart.Axis) (across, up chart.Range) {
	return chart.Range{From: 1, To: 0}, chart.Range{From: float64(t), To: float64(t)} // empty, and one number
}

func (t threshold) Describe(_, y chart.Axis) chart.Description {
	return chart.Description{Kind: "threshold", Name: "good enough", Summary: "good enough is " + y.Format(float64(t))}
}

func ExampleMark() {
	accuracy := chart.Line("accuracy")
	for epoch, value := range []float64{0.5, 0.8, 0.93} {
		accuracy.Add(float64(epoch+1), value)
	}
	fmt.Println(chart.New("Learning", accuracy, threshold(0.9)).Axes("epoch", "accuracy").Alt())
	// Output:
	// Learning: accuracy rises from 0.5 to 0.93 in 3 epochs; good enough is 0.9.
}

// A single neuron is a network of its inputs and itself.
func ExampleNetwork() {
	weights := mat.NewDense(3, 1, []float64{9.67, -0.21, -4.63})
	neuron := chart.Network([][]string{{"first", "second", "third"}, {"answer"}}, weights).
		Values([]float64{1, 0, 0}, []float64{0.99993704})
	fmt.Println(chart.New("One neuron", neuron).Alt())
	// Output:
	// One neuron: layers of 3 and 1 neurons, strongest positive weight 9.67 from first to answer, strongest negative weight -4.63 from third to answer, answer is 0.9999.
}

// The values of a network's neurons stand in their circles.
func ExampleDiagram_Values() {
	weights := mat.NewDense(2, 1, []float64{1.5, -2})
	diagram := chart.Network([][]string{{"left", "right"}, {"answer"}}, weights).Values([]float64{1, 0}, []float64{0.818})
	fmt.Println(chart.New("A question", diagram).Alt())
	// Output:
	// A question: layers of 2 and 1 neurons, strongest positive weight 1.5 from left to answer, strongest negative weight -2 from right to answer, answer is 0.818.
}

// On the way back each hidden neuron receives the error of the answer, times the weight between them.
func ExampleDiagram_Backward() {
	weights := []mat.Matrix{mat.NewDense(1, 2, []float64{1, 1}), mat.NewDense(2, 1, []float64{1.5, -2})}
	diagram := chart.Network([][]string{{"input"}, {"left", "right"}, {"answer"}}, weights...).
		Backward(nil, []float64{0.3, -0.4}, []float64{0.2})
	fmt.Println(chart.New("Errors", diagram).Alt())
	// Output:
	// Errors: layers of 1, 2 and 1 neurons, strongest positive weight 1.5 from left to answer, strongest negative weight -2 from right to answer, answer receives 0.2, left receives 0.3, right receives -0.4.
}

// A picture for a screen that shows no SVG, or for print, has two pixels for each CSS pixel.
func ExampleFigure_Description() {
	sales := chart.Bars([]string{"May", "June", "July"}, []float64{120, 310, 280})
	figure := chart.New("Sales", sales).Axes("month", "sales, £")
	fmt.Println(figure.Kind())
	fmt.Println(figure.Description())
	// Output:
	// bar chart
	// Bar chart. Horizontal axis: month. Vertical axis: sales, £ (0 to 310). In short: 3 bars, largest is June at 310, smallest is May at 120. In detail: May 120, June 310, July 280.
}

func ExampleFigure_PNG() {
	picture, err := chart.New("Small", chart.Curve("square", func(x float64) float64 { return x * x }, -1, 1)).Size(300, 200).PNG()
	if err != nil {
		fmt.Println(err)
		return
	}
	size, err := png.DecodeConfig(bytes.NewReader(picture))
	fmt.Println(size.Width, "by", size.Height, err)
	// Output: 600 by 400 <nil>
}

// The first steps of learning, which are the fastest, get as much room as all that follow.
func ExampleFigure_LogX() {
	loss := chart.Line("loss")
	for step := range 1000 {
		loss.Add(float64(step), 1/float64(step+1))
	}
	fmt.Println(chart.New("Learning", loss).Axes("step", "loss").LogX().Alt())
	// Output:
	// Learning: loss falls from 0.5 to 0.001 in 999 steps (1 point is not above zero and is left out).
}

// A logarithmic axis has no place for zero.
func ExampleFigure_LogY() {
	loss := chart.Line("loss")
	for step, value := range []float64{1, 0.1, 0.01, 0} {
		loss.Add(float64(step), value)
	}
	fmt.Println(chart.New("Learning", loss).LogY().Alt())
	// Output:
	// Learning: loss falls from 1 to 0.01 in 3 steps (1 point is not above zero and is left out).
}

func ExampleFigure_Save() {
	err := chart.New("Learning", chart.Line("loss")).Save("learning.jpg")
	fmt.Println(err)
	// Output:
	// save figure "Learning" to "learning.jpg": the extension ".jpg" is not a picture format; end the name in .svg or .png
}

// Rows of small pictures with captions. Numbers go row by row, 0 is black and 1 is white.
func ExamplePictures() {
	letters := chart.Pictures(2)
	letters.Add(chart.Pixels("L", []int{3, 2}, []float64{
		1, 0,
		1, 0,
		1, 1,
	}))
	letters.Add(chart.Pixels("I", []int{3, 2}, []float64{
		1, 0,
		1, 0,
		1, 0,
	}))
	fmt.Println(chart.New("Letters", letters).Alt())
	// Output: Letters: 2 pictures of 3 by 2 pixels, values from 0 to 1: "L", "I".
}

// Two figures are one picture, as a frame of a moving picture needs it.
func ExamplePanels() {
	weights := chart.New("Weights", chart.Bars([]string{"first", "second"}, []float64{2, -1}))
	square := chart.New("Square", chart.Curve("square", func(x float64) float64 { return x * x }, 0, 1))
	both := chart.Panels(2, weights, square)
	fmt.Println(both.Alt() == weights.Alt()+" "+square.Alt())
	// Output: true
}

// The scale goes to 2 though no weight here does: with other weights, in another frame, it is the same.
func ExampleImageGrid_Reach() {
	weights := chart.Pictures(1, chart.Diverging("kernel", []int{1, 2}, []float64{-0.5, 0.5})).Reach(2)
	picture, err := chart.New("Weights", weights).SVG()
	fmt.Println(bytes.Contains(picture, []byte(">2</text>")), err)
	// Output: true <nil>
}

// Three channels are red, green and blue.
func ExamplePixels() {
	colours := chart.Pixels("red and yellow", []int{1, 2, 3}, []float64{1, 0, 0, 1, 1, 0})
	fmt.Println(chart.New("Colours", chart.Pictures(1, colours)).Alt())
	// Output: Colours: 1 picture of 1 by 2 pixels, values from 0 to 1: "red and yellow".
}

// Weights have both signs, and all pictures share one scale of colours.
func ExampleDiverging() {
	weights := chart.Pictures(2,
		chart.Diverging("zero", []int{2, 2}, []float64{-0.5, 1.5, 0, 0.25}),
		chart.Diverging("one", []int{2, 2}, []float64{0.1, -2, 0, 0.5}))
	fmt.Println(chart.New("Weights", weights).Alt())
	// Output: Weights: 2 pictures of 2 by 2 pixels, values from -2 in "one" to 1.5 in "zero": "zero", "one".
}

// Feature maps lie side by side in the numbers, pixel by pixel.
func ExampleChannels() {
	maps := chart.Channels([]int{1, 2, 3}, []float64{1, 10, 100, 2, 20, 200})
	fmt.Println(chart.New("Feature maps", chart.Pictures(3, maps...)).Alt())
	// Output: Feature maps: 3 pictures of 1 by 2 pixels, values from 1 in "1" to 200 in "3": "1", "2", "3".
}

func ExampleImage() {
	photo := image.NewGray(image.Rect(0, 0, 640, 480))
	fmt.Println(chart.New("At night", chart.Pictures(1, chart.Image("a black cat", photo))).Alt())
	// Output: At night: 1 picture of 480 by 640 pixels: "a black cat".
}

// Where a kernel of 2 by 2 stands, counted from 0.
func ExamplePicture_Framed() {
	seen := chart.Pixels("what the kernel sees", []int{4, 4}, make([]float64, 16)).Framed(0, 2, 2, 2)
	fmt.Println(chart.New("Sliding", chart.Pictures(1, seen)).Alt())
	// Output: Sliding: 1 picture of 4 by 4 pixels, each value 0: "what the kernel sees" with a frame around rows 1 to 2 and columns 3 to 4.
}

// A kernel with its numbers written into it.
func ExampleImageGrid_Numbers() {
	kernel := chart.Diverging("edge", []int{1, 3}, []float64{-1, 0, 1})
	picture, err := chart.New("A kernel", chart.Pictures(1, kernel).Numbers()).SVG()
	fmt.Println(bytes.Contains(picture, []byte(">-1</text>")), err)
	// Output: true <nil>
}

// Weak maps are seen beside strong ones; there is no scale to compare them by.
func ExampleImageGrid_Separate() {
	maps := chart.Channels([]int{1, 2, 2}, []float64{0.001, 10, 0.002, 20})
	for _, grid := range []*chart.ImageGrid{chart.Pictures(2, maps...), chart.Pictures(2, maps...).Separate()} {
		picture, err := chart.New("Feature maps", grid).SVG()
		fmt.Println("with a scale:", bytes.Contains(picture, []byte(">20</text>")), err)
	}
	// Output:
	// with a scale: true <nil>
	// with a scale: false <nil>
}
