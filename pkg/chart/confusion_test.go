package chart

import (
	"image/color"
	"strings"
	"testing"
)

func TestConfusion(t *testing.T) {
	figure := New("", Confusion([][]int{{90, 3, 0}, {1, 95, 0}, {0, 0, 100}}, []string{"cat", "dog", ""}))
	got := labels(tree(t, figure))
	for _, want := range []string{"true class", "predicted class", "cat", "90", "3", "0"} {
		if !strings.Contains("|"+got+"|", "|"+want+"|") {
			t.Errorf("%q is not written in the picture: %s", want, got)
		}
	}
	const alt = "3 classes, 285 of 289 examples right, most often confused: cat predicted as dog, 3 times: " +
		"true class cat predicted as cat 90, dog 3; true class dog predicted as cat 1, dog 95; true class 3 predicted as 3 100."
	if figure.Alt() != alt {
		t.Errorf("got  %s\nwant %s", figure.Alt(), alt)
	}
	if figure.Kind() != "confusion matrix" {
		t.Errorf("the kind is %s", figure.Kind())
	}
	// Three mistakes are as easily seen as ninety right answers, in another colour; none is nearly white.
	fills := map[string]int{}
	for _, path := range tree(t, figure).find("path") {
		fills[path.attributes["fill"]]++
	}
	deepest, right, white := hex(colourAt(diverging, 0.9)), hex(colourAt(diverging, 0.1)), hex(colourAt(diverging, 0.5))
	if fills[deepest] != 1 || fills[right] != 1 || fills[white] != 4 {
		t.Errorf("the cells are filled %v, want one %s, one %s and four %s", fills, deepest, right, white)
	}
	if c := contrast(colourAt(diverging, 0.9), color.NRGBA(background)); c < 3 {
		t.Errorf("a mistake has contrast %.1f with the paper", c)
	}
	mustDraw(t, "no classes", New("", Confusion(nil, nil)))
	mustDraw(t, "no examples", New("", Confusion([][]int{{0}}, []string{"a"})))
	many := make([][]int, 40)
	for i := range many {
		many[i] = make([]int, 40)
	}
	if alt := New("", Confusion(many, make([]string, 40))).Alt(); !strings.Contains(alt, "not printed") {
		t.Errorf("of 40 classes the words are %s", alt)
	}
}
