package view_test

import (
	"fmt"
	"strings"
	"testing"

	"firstneuron/internal/testfile"
	"firstneuron/pkg/runs"
	"firstneuron/pkg/runs/view"
)

func TestCompare(t *testing.T) {
	t.Setenv("TMPDIR", t.TempDir()) // for the picture
	for name, test := range map[string]struct {
		figure string
		all    []runs.Run
		want   []string
	}{
		"curves and settings": {"loss", two(), []string{"Runs compared: loss: rate 0.01 falls", "; rate 0.1 falls", "picture: ", "setting  a     b\nrate     0.01  0.1\n"}},
		"no such figure":      {"los", two(), []string{`none of the 2 runs has the figure "los"; their figures are ["loss"]`, "rate     0.01  0.1\n"}},
		"not of one run":      {"los", two()[:1], []string{`the run a has no figure "los"; its figures are ["loss"]`}},
		"equal runs":          {"loss", two()[:1], []string{"Runs compared: loss: a falls", "the runs do not differ"}},
		"no runs":             {"loss", nil, []string{"none of the 0 runs", "the runs do not differ"}},
	} {
		printed := testfile.Printed(t, func() { view.Compare(test.figure, test.all...) })
		for _, want := range test.want {
			if !strings.Contains(printed, want) {
				t.Errorf("%s: got\n%s\nwant %q in it", name, printed, want)
			}
		}
	}
}

// Where settings are many, or do not distinguish the runs, a line is called as its run. A run without the figure has none.
func TestTheNamesOfCurves(t *testing.T) {
	many, same, without := two(), append(two(), two()[1]), two()
	for _, name := range []string{"batch", "seed"} {
		many[1].Values[name] = "1"
	}
	same[2].ID = "c"
	without[0].Curves = nil
	for want, all := range map[string][]runs.Run{
		"loss: a falls from 0.9 to 0.5 in 3 steps; b falls":        many,
		"in 3 steps; b falls from 0.9 to 0.1 in 3 steps; c falls":  same,
		"Runs compared: loss: rate 0.1 falls from 0.9 to 0.1 in 3": without,
	} {
		if got := view.Curves("loss", all...).Alt(); !strings.Contains(got, want) {
			t.Errorf("got %q, want %q in it", got, want)
		}
	}
}

// Settings with many numbers have an axis, logarithmic where they go far; texts have names however many there are.
func TestTheAxesOfParallel(t *testing.T) {
	var all []runs.Run
	for i := range 10 {
		all = append(all, runs.Run{Head: runs.Head{Values: map[string]string{
			"rate": fmt.Sprint(float64(i*i*i+1) / 1000), "width": fmt.Sprint(10 - i), "activation": string(rune('a' + i)), "optimizer": []string{"Adam", "9"}[i%2], "seed": fmt.Sprint(i),
		}}, Status: runs.Finished, Curves: map[string][]runs.Point{"loss": {{Value: float64(i)}}}})
	}
	figure := view.Parallel("loss", all...)
	svg, err := figure.SVG()
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{">0.001<", ">0.01<", ">0.1<", ">c<", ">Adam<", ">9<", ">activation<", ">optimizer<", ">rate<", ">width<", ">loss<"} {
		if !strings.Contains(string(svg), want) {
			t.Errorf("the picture does not say %s", want)
		}
	}
	if strings.Contains(string(svg), ">seed<") {
		t.Error("the seed has an axis")
	}
	if got, want := figure.Alt(), "loss is smallest at activation a, optimizer Adam, rate 0.001, width 10, loss 0; largest at activation j, optimizer 9, rate 0.73, width 1, loss 9."; !strings.HasSuffix(got, want) {
		t.Errorf("got %q, want %q at its end", got, want)
	}
}

func TestHeatWithoutRunsOrSettings(t *testing.T) {
	if got, want := view.Heat("loss", "rate", "hidden").Alt(), "no data"; !strings.Contains(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
	some := two()
	some[0].Values = map[string]string{"hidden": "4", "rate": "0.01"}
	some[1].Values = map[string]string{"hidden": "8", "rate": "0.1"}
	if got, want := view.Heat("loss", "rate", "hidden", some...).Alt(), "8 no number (not tried)"; !strings.Contains(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
	defer func() {
		if got, want := fmt.Sprint(recover()), `no run has the setting "rat"; the runs differ in ["rate"]`; !strings.Contains(got, want) {
			t.Errorf("got %q, want %q", got, want)
		}
	}()
	view.Heat("loss", "rat", "rate", two()...)
}

func TestImportance(t *testing.T) {
	t.Setenv("TMPDIR", t.TempDir()) // for the picture
	printed := testfile.Printed(t, func() { view.Importance("accuracy", grid()...) })
	for _, want := range []string{"What matters for accuracy: 3 bars, largest is hidden at", "hidden   0.724", "rate     0.000", "by chance alone", "0.167"} {
		if !strings.Contains(printed, want) {
			t.Errorf("got\n%s\nwant %q in it", printed, want)
		}
	}
}
