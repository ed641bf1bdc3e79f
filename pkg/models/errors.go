package models

import (
	"errors"
	"fmt"
	"regexp"
	"strings"

	"github.com/gomlx/gomlx/core/graph"
)

// attempt runs f and turns a panic, with which GoMLX reports a wrong graph, into an
// error of one sentence, without the stack.
func attempt(doing string, f func()) (err error) {
	defer func() {
		if fault := recover(); fault != nil {
			err = fmt.Errorf("models: cannot %s: %s", doing, sentence(fault))
		}
	}()
	f()
	return nil
}

// sentence is the first line of a panic, without GoMLX's names for where it was, and
// for the most frequent mistake without GoMLX's words.
func sentence(fault any) string {
	text, _, _ := strings.Cut(strings.TrimSpace(fmt.Sprint(fault)), "\n")
	if _, what, found := strings.Cut(text, `" panicked: `); found {
		text = what
	}
	if twice := visitedTwice.FindStringSubmatch(text); twice != nil {
		name := strings.Trim(twice[2]+"/"+twice[1], "/")
		for _, inner := range []string{"/dense", "/conv", "/batch_normalization"} { // the layers' own
			name = strings.TrimSuffix(name, inner)
		}
		return fmt.Sprintf("two layers are called %q: give each layer a name of its own in scope.In", name)
	}
	return text
}

var visitedTwice = regexp.MustCompile(`sub-scope "(.+)" already visited from "(.+?)"`)

// panicAsError makes a function of the learner panic with errors only: GoMLX catches
// these, and waits forever for a graph whose function has panicked with anything else.
func panicAsError(ifNil string, build func() *graph.Node) (node *graph.Node) {
	defer func() {
		fault := recover()
		if fault == nil && node == nil {
			fault = ifNil
		}
		if fault != nil {
			panic(errors.New(fmt.Sprint(fault)))
		}
	}()
	return build()
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
