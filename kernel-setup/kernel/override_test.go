package main

import (
	"slices"
	"testing"

	"firstneuron/kernel-setup/kernel/cells"
)

func TestOverriddenFlagsStandBehindTheCellsOwn(t *testing.T) {
	flags := []cells.Flag{{Name: "loud", Kind: "Bool"}, {Name: "rate"}, {Name: "title"}}
	for _, c := range []struct{ arguments, want []string }{
		{nil, []string{"--rate=0.5"}},
		{[]string{"--rate=2"}, []string{"--rate=2", "--rate=0.5"}},
		{[]string{"-rate", "2", "word", "--title=x"}, []string{"-rate", "2", "--rate=0.5", "word", "--title=x"}},
		{[]string{"--loud", "word"}, []string{"--loud", "--rate=0.5", "word"}},
		{[]string{"--loud=true", "--title", "-"}, []string{"--loud=true", "--title", "-", "--rate=0.5"}},
		{[]string{"--", "--title=x"}, []string{"--rate=0.5", "--", "--title=x"}},
		{[]string{"-", "x"}, []string{"--rate=0.5", "-", "x"}},
		{[]string{"--title"}, []string{"--title", "--rate=0.5"}}, // Go will say that the value is missing
	} {
		k := &kernel{overrides: map[string]string{"rate": "0.5", "another": "1"}}
		if got := k.override(c.arguments, flags); !slices.Equal(got, c.want) {
			t.Errorf("%q becomes %q, want %q", c.arguments, got, c.want)
		}
	}
	k := &kernel{overrides: map[string]string{"rate": "0.5"}}
	if got := k.override([]string{"a"}, flags[:1]); !slices.Equal(got, []string{"a"}) {
		t.Errorf("a program without the flag gets %q", got)
	}
}
