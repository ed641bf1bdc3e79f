package exercises

import (
	"regexp"
	"strings"
	"testing"

	"firstneuron/pkg/lesson"
)

// teaches tests an exercise: ours and at least five other right functions pass, and each of at
// least twelve mistakes gets the help that is written for it, without the answer before the third step.
func teaches[F any](t *testing.T, e *lesson.Exercise[F], others ...F) {
	t.Helper()
	if len(others) < 5 {
		t.Errorf("%s: %d other right functions, want at least 5", e.Name, len(others))
	}
	for i, f := range append([]F{e.Right}, others...) {
		if v := e.Examine(f); !v.Right {
			t.Errorf("%s: right function %d is said to be wrong: %+v", e.Name, i, v)
		}
	}
	if len(e.Mistakes) < 12 {
		t.Errorf("%s: %d mistakes, want at least 12", e.Name, len(e.Mistakes))
	}
	where := map[string]int{}
	for i, m := range e.Mistakes {
		if v := e.Examine(m.Wrong); v.Right || v.Mistake != i {
			t.Errorf("%s: mistake %d (%s) is taken for %+v", e.Name, i, m.Where, v)
		}
		if other, ok := where[m.Where]; ok {
			t.Errorf("%s: mistakes %d and %d are told in the same words: %s", e.Name, other, i, m.Where)
		}
		where[m.Where] = i
		helps(t, e.Name, m.Where, m.Why, m.How)
	}
	helps(t, e.Name, "a mistake", e.Why, e.How)
	if e.Examine(e.Right).Calls < 3 {
		t.Errorf("%s: fewer than 3 calls tell nothing", e.Name)
	}
}

var code = regexp.MustCompile("`[^`]+`")

// helps tests three steps of help: each says something, and what the third gives as code is not in the others.
func helps(t *testing.T, name, where, why, how string) {
	t.Helper()
	for _, step := range []string{where, why, how} {
		if len(strings.Fields(step)) < 2 || !strings.HasSuffix(step, ".") && where != "a mistake" {
			t.Errorf("%s: %q is no sentence", name, step)
		}
	}
	answers := code.FindAllString(how, -1)
	if len(answers) == 0 {
		t.Errorf("%s: the third step gives no code: %s", name, how)
	}
	for _, answer := range answers {
		if answer = strings.Trim(answer, "`"); len(answer) > 3 && strings.Contains(where+why, answer) {
			t.Errorf("%s: %q is given away before the third step", name, answer)
		}
	}
}
