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

func ExampleMarkdown() {
	show.Markdown("The answer is **0.99993704**.")
	// Output: The answer is **0.99993704**.
}

// Live hands on what the loop ranges over and shows the last frame at its end.
func ExampleLive() {
	sum := &total{}
	for _, number := range show.Live(sum, slices.All([]int{1, 2, 3})) {
		sum.value += number
	}
	// Output: the sum is 6
}

type total struct{ value int }

func (s *total) SVG() ([]byte, error) { return nil, nil }
func (s *total) Alt() string          { return fmt.Sprintf("the sum is %d", s.value) }
