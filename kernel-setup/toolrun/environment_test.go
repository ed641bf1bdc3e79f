package toolrun

import (
	"slices"
	"testing"
)

func TestWithVariables(t *testing.T) {
	env := []string{"A=1", "B=2", "C=x=y"}
	got := WithVariables(env, Variables{"A": "", "B": "3", "D": "4", "E": ""})
	if want := []string{"B=3", "C=x=y", "D=4"}; !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
	if want := []string{"A=1", "B=2", "C=x=y"}; !slices.Equal(env, want) {
		t.Errorf("the environment that was given has become %q", env)
	}
	if got, want := JoinPath("", "/a", "", "/b"), "/a:/b"; got != want {
		t.Errorf("the path is %q, want %q", got, want)
	}
}
