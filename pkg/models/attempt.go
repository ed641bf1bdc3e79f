package models

import (
	"fmt"
	"strings"
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

func sentence(fault any) string {
	text, _, _ := strings.Cut(strings.TrimSpace(fmt.Sprint(fault)), "\n")
	return text
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
