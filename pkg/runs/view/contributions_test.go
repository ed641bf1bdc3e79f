package view

import (
	"fmt"
	"math"
	"math/rand/v2"
	"strconv"
	"strings"
	"testing"

	"firstneuron/internal/testfile"
	"firstneuron/pkg/datasets"
	"firstneuron/pkg/network"
	"firstneuron/pkg/neuron"
	"firstneuron/pkg/runs"
)

// A run that was recorded is made again, and its last weight is the sum of a column of the table: as it is printed, to its last digit but
// for rounding each row.
func TestTheTableAddsUpToTheRecordedWeight(t *testing.T) {
	digits := datasets.Digits().Slice(0, 60)
	untrained := func() (*network.Network, *rand.Rand) {
		rng := rand.New(rand.NewPCG(1, 0))
		kernels := network.Convolution(network.Shape{8, 8, 1}, network.Kernels{Count: 3, Size: 3, Stride: 1}, network.ReLU)
		net := network.New(rng, kernels, network.Dense(kernels.To.Size(), 10, network.Softmax))
		net.Loss, net.Optimizer = network.CrossEntropy, network.NewAdam(0.01)
		return net, rng
	}
	ledger := runs.Open(t.TempDir())
	net, rng := untrained()
	recording := ledger.New(runs.Settings{Model: net, Data: digits, SnapshotEvery: 7})
	for range runs.Record(recording, net.BatchSteps(rng, digits, 16, 50)) {
	}
	want := net.Layers[0].Weights.At(4, 1)

	net, rng = untrained()
	replaying := ledger.Replay(recording.ID(), net, digits)
	why, err := net.Attribute(digits, 0, 4, 1)
	if err != nil {
		t.Fatal(err)
	}
	for _, pass := range runs.Replay(replaying, net.BatchSteps(rng, digits, 16, 50)) {
		why.Add(pass)
	}
	if err := replaying.Err(); err != nil {
		t.Fatal(err)
	}
	if math.Abs(why.Sum()-want) > 1e-14 || why.Last != want {
		t.Errorf("the sum is %v and the weight %v, want %v", why.Sum(), why.Last, want)
	}
	_, rows := contributions(why.Contributions, digits, 5)
	column := 0.0
	for _, row := range rows[:len(rows)-2] {
		moved, err := strconv.ParseFloat(row[1].(string), 64)
		if err != nil {
			t.Fatal(err)
		}
		column += moved
	}
	if len(rows) != 9 || math.Abs(column-want) > float64(len(rows))*0.5e-6 || rows[7][1] != fmt.Sprintf("%+.6f", want) || rows[8][1] != rows[7][1] {
		t.Errorf("the rows %v add up to %v, want %v", rows, column, want)
	}
}

func TestContributionsOfPicturesHavePictures(t *testing.T) {
	t.Setenv("TMPDIR", t.TempDir())
	digits := datasets.Digits().Slice(0, 3)
	why := neuron.Contributions{First: 1, Last: 1.5, Moved: []float64{0.25, 0, 0.25}, Steps: []int{3, 3, 3}}
	printed := testfile.Printed(t, func() { Contributions(why, digits, 2) })
	for _, want := range []string{`2 pictures of 8 by 8 pixels`, `"example 0, 0: +0.25", "example 2, 2: +0.25"`, "1 other example"} {
		if !strings.Contains(printed, want) {
			t.Errorf("%q is not in %q", want, printed)
		}
	}
	defer func() {
		if message, _ := recover().(string); !strings.Contains(message, "they are of 3 examples, and XOR has 4") {
			t.Errorf("got %q", message)
		}
	}()
	Contributions(why, datasets.XOR(), 2)
}
