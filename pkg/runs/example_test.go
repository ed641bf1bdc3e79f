package runs_test

import (
	"encoding/csv"
	"fmt"
	"iter"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"firstneuron/pkg/datasets"
	"firstneuron/pkg/network"
	"firstneuron/pkg/neuron"
	"firstneuron/pkg/runs"
)

// A network learns XOR, and its training is recorded.
func ExampleRecord() {
	ledger := temporary()
	defer os.RemoveAll(ledger.Folder)
	rng := rand.New(rand.NewPCG(1, 0))
	net := network.New(rng, network.Dense(2, 4, network.Tanh), network.Dense(4, 1, network.Sigmoid))
	set := datasets.XOR()

	recording := ledger.New(runs.Settings{Name: "XOR", Model: net, Data: set, Values: map[string]any{"width": 4}})
	for step := range runs.Record(recording, net.Steps(set, 2000)) {
		if step%100 == 99 && net.Accuracy(set) == 1 {
			break
		}
	}
	recording.Log("accuracy", net.Accuracy(set))
	fmt.Println(recording.Err())

	all, err := ledger.Runs()
	fmt.Println(len(all), err)
	accuracy, _ := all[0].Final("accuracy")
	fmt.Println(all[0].Name, all[0].Status, all[0].Values["width"], all[0].Parameters, accuracy)
	fmt.Println(all[0].Data)
	fmt.Println(all[0].Digest == set.Digest())
	// Output:
	// <nil>
	// 1 <nil>
	// XOR stopped 4 17 1
	// XOR: 4 examples of 2 numbers, 2 classes
	// true
}

// What is logged in the loop belongs to its step, what is logged after it to the last one.
func ExampleRecording_Log() {
	ledger := temporary()
	defer os.RemoveAll(ledger.Folder)
	recording := ledger.New(runs.Settings{})
	for step := range runs.Record(recording, losses(0.9, 0.5)) {
		recording.Log("validation loss", 1-0.1*float64(step))
	}
	recording.Log("test loss", 0.95)
	all, _ := ledger.Runs()
	for _, figure := range runs.Figures(all) {
		for _, point := range all[0].Curves[figure] {
			fmt.Println(figure, point.Step, point.Value)
		}
	}
	// Output:
	// loss 0 0.9
	// loss 1 0.5
	// test loss 1 0.95
	// validation loss 0 1
	// validation loss 1 0.9
}

// A run is printed as one line.
func ExampleRun_String() {
	run := runs.Run{ID: "20261129-100000-xor-0a1b", Status: runs.Stopped, Steps: 300}
	run.Values = map[string]string{"rate": "0.1", "hidden": "4"}
	run.Curves = map[string][]runs.Point{"loss": {{Step: 0, Value: 0.7}, {Step: 299, Value: 0.0213}}}
	fmt.Println(run)
	// Output: 20261129-100000-xor-0a1b stopped, steps 300, hidden 4, rate 0.1, loss 0.0213
}

func ExampleBest() {
	ledger := three()
	defer os.RemoveAll(ledger.Folder)
	all, _ := ledger.Runs()
	best, err := runs.Best(all, "loss", runs.Lowest)
	fmt.Println(best.Values["rate"], err)
	_, err = runs.Best(all, "los", runs.Lowest)
	fmt.Println(err)
	// Output:
	// 0.1 <nil>
	// runs: none of 3 runs has ended with a number for "los"; their figures are ["loss"]
}

// The table has a column for each figure, and for each setting that is not the same for all.
func ExampleTable() {
	ledger := three()
	defer os.RemoveAll(ledger.Folder)
	all, _ := ledger.Runs()
	headings, rows := runs.Table(all)
	fmt.Println(headings[2], headings[3], headings[5:])
	for _, row := range rows {
		fmt.Println(row[2], row[3], row[5:])
	}
	// Output:
	// status steps [loss rate]
	// finished 2 [0.8 0.01]
	// finished 2 [0.2 0.1]
	// finished 2 [1.7 1]
}

func ExampleCompare() {
	ledger := three()
	defer os.RemoveAll(ledger.Folder)
	all, _ := ledger.Runs()
	_, rows := runs.Compare(all...)
	fmt.Println(rows)
	// Output:
	// [[rate 0.01 0.1 1]]
}

// Where each value was tried once, all of the difference goes with it, but by chance alone it would too.
func ExampleImportance() {
	ledger := three()
	defer os.RemoveAll(ledger.Folder)
	all, _ := ledger.Runs()
	effects, err := runs.Importance(all, "loss")
	fmt.Println(effects, err)
	// Output: [{rate 1 1}] <nil>
}

func ExampleDiffering() {
	ledger := three()
	defer os.RemoveAll(ledger.Folder)
	all, _ := ledger.Runs()
	fmt.Println(runs.Differing(all))
	// Output: [rate]
}

// One run after the other is read, as a program does that looks again and again.
func ExampleLedger_Run() {
	ledger := three()
	defer os.RemoveAll(ledger.Folder)
	ids, _ := ledger.IDs()
	for _, id := range ids {
		fmt.Println(ledger.Run(id).Status)
	}
	// Output:
	// finished
	// finished
	// finished
}

func ExampleNotes() {
	ledger := temporary()
	defer os.RemoveAll(ledger.Folder)
	net := network.New(rand.New(rand.NewPCG(1, 0)), network.Dense(2, 1, network.Sigmoid))
	for range runs.Record(ledger.New(runs.Settings{Model: net}), net.Steps(datasets.XOR(), -3)) {
	}
	all, _ := ledger.Runs()
	fmt.Println(all[0].Status)
	for _, note := range runs.Notes(all) {
		fmt.Println(note[len(all[0].ID)+1:])
	}
	// Output:
	// failed
	// failed: network: it cannot train for -3 steps: give 0 or more
}

// The weights of every fifth step are kept, with the first and the last.
func ExampleLedger_Rewind() {
	ledger := temporary()
	defer os.RemoveAll(ledger.Folder)
	n, set := neuron.Classic(), datasets.Patterns()
	recording := ledger.New(runs.Settings{Model: n, Data: set, SnapshotEvery: 5})
	for range runs.Record(recording, n.Steps(set, 12)) {
	}
	rewound, err := ledger.Rewind(recording.ID(), n)
	if err != nil {
		fmt.Println(err)
		return
	}
	for steps := range rewound {
		fmt.Printf("after %2d steps: %v\n", steps, n)
	}
	fmt.Println("and afterwards:", n)
	// Output:
	// after  0 steps: neuron [-0.166 0.441 -1.000]
	// after  5 steps: neuron [1.049 0.463 -0.656]
	// after 10 steps: neuron [1.721 0.237 -0.841]
	// after 12 steps: neuron [1.927 0.170 -0.914]
	// and afterwards: neuron [1.927 0.170 -0.914]
}

func ExampleLedger_Restore() {
	ledger := temporary()
	defer os.RemoveAll(ledger.Folder)
	n, set := neuron.Classic(), datasets.Patterns()
	recording := ledger.New(runs.Settings{Model: n, Data: set, SnapshotEvery: 5})
	for range runs.Record(recording, n.Steps(set, 12)) {
	}
	fmt.Println(ledger.Restore(recording.ID(), 5, n), n)
	// Output: <nil> neuron [1.049 0.463 -0.656]
}

// Three ways to train on from step 50. With what Adam remembers of step 100 the first is neither a clean start nor what the run did.
func ExampleLedger_Restore_trainOn() {
	ledger := temporary()
	defer os.RemoveAll(ledger.Folder)
	set := datasets.XOR()
	net := network.New(rand.New(rand.NewPCG(1, 0)), network.Dense(2, 4, network.Tanh), network.Dense(4, 1, network.Sigmoid))
	net.Optimizer = network.NewAdam(0.1)
	recording := ledger.New(runs.Settings{Model: net, Data: set, SnapshotEvery: 10})
	for range runs.Record(recording, net.Steps(set, 100)) {
	}
	id := recording.ID()
	fmt.Printf("the run:         %.4f\n", net.Predict([]float64{0, 1}))

	ledger.Restore(id, 50, net)
	net.Train(set, 50)
	fmt.Printf("the same Adam:   %.4f\n", net.Predict([]float64{0, 1}))

	ledger.Restore(id, 50, net)
	net.Optimizer = network.NewAdam(0.1)
	net.Train(set, 50)
	fmt.Printf("a new Adam:      %.4f\n", net.Predict([]float64{0, 1}))

	net.Optimizer = network.NewAdam(0.1)
	for step := range runs.Replay(ledger.Replay(id, net, set), net.Steps(set, 100)) {
		if step+1 == 50 {
			break
		}
	}
	net.Train(set, 50)
	fmt.Printf("after a replay:  %.4f\n", net.Predict([]float64{0, 1}))
	// Output:
	// the run:         [0.9906]
	// the same Adam:   [0.9889]
	// a new Adam:      [0.9994]
	// after a replay:  [0.9906]
}

func ExampleLedger_Snapshots() {
	ledger := temporary()
	defer os.RemoveAll(ledger.Folder)
	n, set := neuron.Classic(), datasets.Patterns()
	recording := ledger.New(runs.Settings{Model: n, Data: set, SnapshotEvery: 5})
	for range runs.Record(recording, n.Steps(set, 12)) {
	}
	kept, faults := ledger.Snapshots(recording.ID())
	for _, snapshot := range kept {
		fmt.Print(snapshot.Steps, " ")
	}
	fmt.Println(faults)
	// Output: 0 5 10 12 []
}

// The same training goes the same way again, and the loop sees each of its steps. Another one is found out.
func ExampleReplay() {
	ledger := temporary()
	defer os.RemoveAll(ledger.Folder)
	n, set := neuron.Classic(), datasets.Patterns()
	recording := ledger.New(runs.Settings{Model: n, Data: set, SnapshotEvery: 5})
	for range runs.Record(recording, n.Steps(set, 12)) {
	}
	for _, rate := range []float64{1, 0.5} {
		n.Rate = rate
		replaying, steps := ledger.Replay(recording.ID(), n, set), 0
		for range runs.Replay(replaying, n.Steps(set, 12)) {
			steps++
		}
		fmt.Println(steps, "steps at the rate", rate, replaying.Err() == nil)
	}
	// Output:
	// 12 steps at the rate 1 true
	// 4 steps at the rate 0.5 false
}

func ExampleLedger_Delete() {
	ledger := three()
	defer os.RemoveAll(ledger.Folder)
	all, _ := ledger.Runs()
	fmt.Println(ledger.Delete(all[0].ID))
	all, _ = ledger.Runs()
	fmt.Println(len(all))
	// Output:
	// <nil>
	// 2
}

// A folder that is named is that one; without a name the environment may name it.
// A program was killed at step 41. Who knows why ends its record.
func ExampleLedger_Fail() {
	ledger := temporary()
	defer os.RemoveAll(ledger.Folder)
	const killed = `{"format":1,"name":"digits","started":"2026-11-29T10:00:00Z"}
{"step":41,"steps":42,"time":12.5,"figures":{"loss":0.25}}
`
	os.WriteFile(filepath.Join(ledger.Folder, "20261129-100000-digits-0a1b.jsonl"), []byte(killed), 0o666)
	for range 2 {
		run := ledger.Run("20261129-100000-digits-0a1b")
		fmt.Println(run.Status, run.Cause, run.Steps, run.Duration)
		ledger.Fail(run.ID, "the machine was switched off")
	}
	// Output:
	// killed  42 12.5s
	// failed the machine was switched off 42 12.5s
}

func ExampleLedger_Head() {
	ledger := three()
	defer os.RemoveAll(ledger.Folder)
	ids, _ := ledger.IDs()
	for _, id := range ids {
		head, err := ledger.Head(id)
		fmt.Println(head.Name, head.Values, err)
	}
	// Unordered output:
	// sweep map[rate:0.01 seed:1] <nil>
	// sweep map[rate:0.1 seed:1] <nil>
	// sweep map[rate:1 seed:1] <nil>
}

func ExampleOpen() {
	os.Setenv(runs.Variable, "/data/runs")
	defer os.Unsetenv(runs.Variable)
	fmt.Println(runs.Open("mine").Folder)
	fmt.Println(runs.Open("").Folder)
	// Output:
	// mine
	// /data/runs
}

// Any program for tables reads it; here Go's own reader does.
func ExampleWriteCSV() {
	ledger := three()
	defer os.RemoveAll(ledger.Folder)
	all, _ := ledger.Runs()
	var text strings.Builder
	if err := runs.WriteCSV(&text, all); err != nil {
		fmt.Println(err)
		return
	}
	rows, _ := csv.NewReader(strings.NewReader(text.String())).ReadAll()
	loss, rate := slices.Index(rows[0], "figure.loss"), slices.Index(rows[0], "setting.rate")
	for _, row := range rows {
		fmt.Println(row[1], row[3], row[loss], row[rate])
	}
	// Output:
	// name status figure.loss setting.rate
	// sweep finished 0.8 0.01
	// sweep finished 0.2 0.1
	// sweep finished 1.7 1
}

func ExampleWriteCurvesCSV() {
	made := []runs.Run{{ID: "a", Curves: map[string][]runs.Point{"loss": {{Step: 0, Seconds: 0.5, Value: 0.9}, {Step: 1, Seconds: 1.25, Value: 1e-10}}}}}
	runs.WriteCurvesCSV(os.Stdout, made)
	// Output:
	// run,figure,step,seconds,value
	// a,loss,0,0.5,0.9
	// a,loss,1,1.25,1e-10
}

// three is a ledger of three short trainings at different rates.
func three() *runs.Ledger {
	ledger := temporary()
	for _, made := range []struct{ rate, end float64 }{{0.01, 0.8}, {0.1, 0.2}, {1, 1.7}} {
		recording := ledger.New(runs.Settings{Name: "sweep", Values: map[string]any{"rate": made.rate, "seed": 1}})
		for range runs.Record(recording, losses(0.9, made.end)) {
		}
	}
	return ledger
}

// losses stands for a training: it yields steps with their losses, as network.Epochs does.
func losses(all ...float64) iter.Seq2[int, float64] { return slices.All(all) }

func temporary() *runs.Ledger {
	folder, err := os.MkdirTemp("", "runs-*")
	if err != nil {
		panic(err)
	}
	return runs.Open(folder)
}
