package models

import (
	"errors"
	"fmt"
	"strings"

	"github.com/gomlx/gomlx/core/graph"
	"github.com/gomlx/gomlx/ml/model"
)

// attempt runs what may panic, as GoMLX does where a graph is wrong, and returns the
// panic as an error of one sentence: its stack says nothing to a reader of lessons.
func attempt(doing string, f func()) (err error) {
	defer func() {
		if fault := recover(); fault != nil {
			err = fmt.Errorf("models: cannot %s: %s", doing, sentence(fault))
		}
	}()
	f()
	return nil
}

// sentence is the first line of a panic, without GoMLX's names for where it was.
func sentence(fault any) string {
	text, _, _ := strings.Cut(strings.TrimSpace(fmt.Sprint(fault)), "\n")
	if _, what, found := strings.Cut(text, `" panicked: `); found {
		return what
	}
	return text
}

// careful makes a function of the learner panic with errors only: GoMLX catches these,
// and waits forever for a graph whose function has panicked with something else.
func careful(build Function) Function {
	return func(scope *model.Scope, inputs *graph.Node) (logits *graph.Node) {
		defer func() {
			fault := recover()
			if fault == nil && logits == nil {
				fault = "its function returned nil instead of logits"
			}
			if fault != nil {
				panic(errors.New(fmt.Sprint(fault)))
			}
		}()
		return build(scope, inputs)
	}
}

func must(err error) {
	if err != nil {
		panic(err)
	}
}

func must1[T any](value T, err error) T {
	must(err)
	return value
}
