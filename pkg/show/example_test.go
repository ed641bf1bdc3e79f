package show_test

import (
	"fmt"
	"slices"

	"firstneuron/pkg/show"
)

// Outside a notebook a table is text.
func ExampleTable() {
	show.Table([]string{"example", "answer", "right"},
		[]any{"0 0 1", 0.00966449, true},
		[]any{"1 1 1", 0.992, true})
	// Output:
	// example      answer  right
	// 0 0 1    0.00966449  true
	// 1 1 1         0.992  true
}

// In a notebook the rows can be sorted by each column; as text they stand as they were given.
func ExampleSortable() {
	show.Sortable([]string{"rate", "loss"},
		[]any{0.1, 0.25},
		[]any{0.01, 0.75})
	// Output:
	// rate  loss
	//  0.1  0.25
	// 0.01  0.75
}

// In a notebook only the last line is left; where nothing can be cleared, all of them are.
func ExampleClear() {
	for second := 3; second > 0; second-- {
		show.Clear()
		fmt.Println(second, "seconds left")
	}
	// Output:
	// 3 seconds left
	// 2 seconds left
	// 1 seconds left
}

func ExampleMarkdown() {
	show.Markdown("The answer is **0.99993704**.")
	// Output: The answer is **0.99993704**.
}

// Live yields what the loop ranges over and shows the last frame at its end.
func ExampleLive() {
	sum := &total{}
	for _, number := range show.Live(sum, slices.All([]int{1, 2, 3})) {
		sum.value += number
	}
	// Output: the sum is 6
}

// Progress counts the steps of a loop, however it ends, and its time. This one
// leaves half a bar, "30 of 60" and the seconds.
func ExampleProgress() {
	for step := range show.Progress("training", 60, slices.All(make([]int, 60))) {
		if step == 29 {
			break
		}
	}
}

// ProgressBy counts each step as much as it says. This one leaves the bar at "9 of 10" and the seconds: 2 + 3 + 4.
func ExampleProgressBy() {
	sizes := []int{2, 3, 4, 1}
	for step := range show.ProgressBy("bytes", 10, func(size int) int { return size }, slices.All(sizes)) {
		if step == 2 {
			break
		}
	}
}

// The table grows while the loop runs. Outside a notebook only the last one is shown.
func ExampleLiveTable() {
	var rows [][]any
	table := func() ([]string, [][]any) { return []string{"step", "loss"}, rows }
	for step, loss := range show.LiveTable(table, slices.All([]float64{0.9, 0.5, 0.25})) {
		rows = append(rows, []any{step, loss})
	}
	// Output:
	// step  loss
	//    0   0.9
	//    1   0.5
	//    2  0.25
}

// In a notebook the rate follows the slider from step to step. Here nobody moves it.
func ExampleSlider() {
	rate := show.Slider("learning rate", 0.5, 0, 2)
	for step := range 2 {
		fmt.Println("step", step, "at rate", rate.Value())
	}
	// Output:
	// learning rate: 0.5
	// step 0 at rate 0.5
	// step 1 at rate 0.5
}

// Of whole numbers it makes a slider of whole numbers.
func ExampleSlider_wholeNumbers() {
	hidden := show.Slider("hidden neurons", 8, 1, 32)
	fmt.Println(len(make([]float64, hidden.Value())))
	// Output:
	// hidden neurons: 8
	// 8
}

func ExampleLogSlider() {
	rate := show.LogSlider("learning rate", 0.1, 0.001, 10)
	fmt.Println(rate.Value())
	// Output:
	// learning rate: 0.1
	// 0.1
}

func ExampleChoice() {
	activation := show.Choice("activation", "tanh", "sigmoid", "ReLU")
	fmt.Println(activation.Value())
	// Output:
	// activation: tanh
	// tanh
}

func ExampleButton() {
	shake := show.Button("shake the weights")
	if shake.Pressed() > 0 {
		fmt.Println("shaken")
	}
	// Output: shake the weights: not pressed
}

// In a notebook the loop has buttons to pause it, to make one step, and to go on. Here nobody can press them.
func ExamplePausable() {
	sum := &total{}
	for _, number := range show.Live(sum, show.Pausable(slices.All([]int{1, 2, 3}))) {
		sum.value += number
	}
	// Output: the sum is 6
}

// Outside a notebook the words of a figure are printed. If there is a picture, as
// there is not in this one, the name of its file follows.
func ExampleFigure() {
	show.Figure(&total{value: 6})
	// Output: the sum is 6
}

// Outside a notebook the last frame stands for all.
func ExampleFrames() {
	var frames []show.Frame
	for step, value := range []int{1, 3, 6} {
		frames = append(frames, show.Frame{Name: fmt.Sprintf("step %d", step), Drawing: &total{value}})
	}
	show.Frames(frames...)
	// Output:
	// frame 3 of 3: step 2
	// the sum is 6
}

type total struct{ value int }

func (s *total) SVG() ([]byte, error) { return nil, nil } // no picture, for the examples
func (s *total) Alt() string          { return fmt.Sprintf("the sum is %d", s.value) }
