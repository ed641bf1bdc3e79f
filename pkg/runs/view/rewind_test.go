package view

import (
	"fmt"
	"math/rand/v2"
	"regexp"
	"slices"
	"strings"
	"testing"

	"firstneuron/internal/testfile"
	"firstneuron/pkg/datasets"
	"firstneuron/pkg/network"
	"firstneuron/pkg/runs"
	"firstneuron/pkg/show"
)

// trained is a network that was trained, recorded, on pictures of 8 x 8 or on points.
func trained(t *testing.T, set *datasets.Set, steps, every int) (ledger *runs.Ledger, id string, net *network.Network) {
	t.Helper()
	rng := rand.New(rand.NewPCG(1, 0))
	net = network.New(rng, network.Dense(set.Size(), 4, network.Tanh), network.Dense(4, len(set.Classes), network.Softmax))
	net.Loss, net.Optimizer = network.CrossEntropy, network.NewAdam(0.02)
	ledger = runs.Open(t.TempDir())
	recording := ledger.New(runs.Settings{Model: net, Data: set, SnapshotEvery: every})
	for range runs.Record(recording, net.Steps(set, steps)) {
	}
	if err := recording.Err(); err != nil {
		t.Fatal(err)
	}
	return ledger, recording.ID(), net
}

// texts are what is written in a frame: titles, ticks, counts.
func texts(t *testing.T, frame show.Frame) (texts []string) {
	t.Helper()
	svg, err := frame.Drawing.SVG()
	if err != nil {
		t.Fatal(err)
	}
	for _, found := range regexp.MustCompile(`>([^<]*)</text>`).FindAllStringSubmatch(string(svg), -1) {
		texts = append(texts, found[1])
	}
	return texts
}

// Axes and scales are the same in all frames, and what moves is what the model is at that step.
func TestRewindOfPoints(t *testing.T) {
	moons := datasets.Moons(rand.New(rand.NewPCG(2, 0)), 40, 0.1)
	ledger, id, net := trained(t, moons, 30, 10)
	output := func(x, y float64) float64 { return net.Predict([]float64{x, y})[1] }
	names := []string{"a", "b", "c", "d", "e", "f", "g", "h"}
	first := func() []float64 { return net.Layers[0].Weights.RawMatrix().Data }
	before := slices.Clone(first())
	frames, _, err := rewound(ledger, id, net, []Panel{Curve("loss"), Boundary(output, moons), Confusion(net, moons), Weights(names, first)})
	if err != nil {
		t.Fatal(err)
	}
	if !slices.Equal(first(), before) {
		t.Error("afterwards the model has other weights than before")
	}
	want := []string{"before the first step", "after 10 steps", "after 20 steps", "after 30 steps"}
	for i, frame := range frames {
		if frame.Name != want[i] {
			t.Errorf("frame %d is called %q, want %q", i, frame.Name, want[i])
		}
		if err := ledger.Restore(id, 10*i, net); err != nil {
			t.Fatal(err)
		}
		alt := frame.Drawing.Alt()
		for _, want := range []string{
			fmt.Sprintf("%s.", frame.Name),
			fmt.Sprintf("true class 0 predicted as 0 %d", net.Confusion(moons).Counts[0][0]),
			fmt.Sprintf("largest is %s at %.3g", names[slices.Index(first(), slices.Max(first()))], slices.Max(first())),
		} {
			if !strings.Contains(alt, want) {
				t.Errorf("%s: %q is not in %q", frame.Name, want, alt)
			}
		}
	}
	// The ticks of the curve, the boundary with its scale, and the weights; the values of the weights come last.
	isTick := regexp.MustCompile(`^-?\d+\.\d$`)
	ticks := func(i int) []string {
		return slices.DeleteFunc(texts(t, frames[i]), func(text string) bool { return !isTick.MatchString(text) })[:12]
	}
	for i := range frames {
		if got, want := ticks(i), ticks(0); !slices.Equal(got, want) {
			t.Errorf("frame %d has the ticks %q, and the first %q", i, got, want)
		}
	}
}

// Filters of both signs share the scale of the frame with the largest weight.
func TestRewindOfPictures(t *testing.T) {
	digits := datasets.Digits().Slice(0, 60)
	ledger, id, net := trained(t, digits, 120, 1)
	filters := Filters([]int{8, 8, 4}, func() []float64 { return net.Layers[0].Weights.RawMatrix().Data })
	frames, _, err := rewound(ledger, id, net, []Panel{filters})
	if err != nil {
		t.Fatal(err)
	}
	if first, last := frames[0].Name, frames[len(frames)-1].Name; len(frames) != mostFrames || first != "before the first step" || last != "after 120 steps" {
		t.Errorf("got %d frames from %q to %q, want %d", len(frames), first, last, mostFrames)
	}
	for i := range frames {
		if got, want := texts(t, frames[i]), texts(t, frames[0]); !slices.Equal(got, want) {
			t.Errorf("frame %d says %q, and the first %q", i, got, want)
		}
	}
}

func TestRewindSaysWhatIsMissing(t *testing.T) {
	ledger, id, net := trained(t, datasets.XOR(), 3, 0)
	for name, test := range map[string]struct {
		panels []Panel
		want   string
	}{
		"weights": {[]Panel{Curve("loss")}, "cannot be rewound: the run has kept no weights: record one with SnapshotEvery"},
		"panels":  {nil, "there is nothing to show of " + id},
	} {
		if got := testfile.Printed(t, func() { Rewind(ledger, id, net, test.panels...) }); !strings.Contains(got, test.want) {
			t.Errorf("%s: got %q, want %q", name, got, test.want)
		}
	}
	ledger, id, net = trained(t, datasets.XOR(), 3, 1)
	said := fmt.Sprintf("the run %s has no figure \"los\"; its figures are [\"loss\"]\n", id)
	t.Setenv("TMPDIR", t.TempDir()) // for the pictures
	if got, want := testfile.Printed(t, func() { Rewind(ledger, id, net, Curve("los")) }), said+"view: none of the panels has anything to show of "+id+"\n"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	if got := testfile.Printed(t, func() { Rewind(ledger, id, net, Curve("los"), Curve("loss")) }); !strings.HasPrefix(got, said) || !strings.Contains(got, "The run's loss: loss falls from") {
		t.Errorf("got %q, want the sentence and the other panel", got)
	}
	defer func() {
		if message, _ := recover().(string); !strings.Contains(message, "the examples of digits have 64") {
			t.Errorf("got %q", message)
		}
	}()
	Boundary(nil, datasets.Digits())
}
