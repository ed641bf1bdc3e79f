package sweep_test

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"math"
	"math/rand/v2"
	"os"
	"strings"

	"firstneuron/pkg/datasets"
	"firstneuron/pkg/network"
	"firstneuron/pkg/runs"
	"firstneuron/pkg/runs/sweep"
)

// A network learns XOR with two rates and two widths, from three starts each.
func ExampleGrid() {
	train := func(t *sweep.Trial) error {
		net := network.New(t.Rand(), network.Dense(2, t.Int("hidden"), network.Tanh), network.Dense(t.Int("hidden"), 1, network.Sigmoid))
		net.Optimizer = network.GradientDescent{Rate: t.Float("rate")}
		for range sweep.Record(t, net, net.Steps(datasets.XOR(), 300)) {
		}
		t.Log("accuracy", net.Accuracy(datasets.XOR()))
		return nil
	}
	ledger := temporary()
	defer os.RemoveAll(ledger.Folder)

	s := sweep.Grid(ledger, "XOR", sweep.Values("rate", 0.01, 2), sweep.Values("hidden", 1, 4), sweep.Seeds(3))
	fmt.Println(s.Left(), "trials are left")
	for range s.Run(train) {
	}
	fmt.Println(s.Left(), s.Err())
	all, _ := s.Runs()
	for _, run := range all[:4] {
		accuracy, _ := run.Final("accuracy")
		fmt.Println(run.Values["rate"], run.Values["hidden"], run.Values["seed"], run.Status, run.Steps, accuracy)
	}
	// Output:
	// 12 trials are left
	// 0 <nil>
	// 0.01 1 1 finished 300 0.5
	// 0.01 4 1 finished 300 0.75
	// 2 1 1 finished 300 0.75
	// 2 4 1 finished 300 1
}

// A range is drawn from. The same rng gives the same trials.
func ExampleRandom() {
	ledger := temporary()
	defer os.RemoveAll(ledger.Folder)
	rng := rand.New(rand.NewPCG(1, 0))
	s := sweep.Random(rng, ledger, "random", 4,
		sweep.Log("rate", 0.001, 10), sweep.Linear("momentum", 0, 1), sweep.Log("hidden", 2, 64).Whole(), sweep.Values("activation", "tanh", "ReLU")).AtOnce(1)
	for range s.Run(func(t *sweep.Trial) error {
		fmt.Println(t.Float("rate"), t.Float("momentum"), t.Int("hidden"), t.Text("activation"))
		return nil
	}) {
	}
	// Output:
	// 0.1009 0.05 27 tanh
	// 0.001054 0.771 3 tanh
	// 0.002771 0.3473 21 tanh
	// 0.005739 0.1434 2 ReLU
}

// Nine rates train for 10 steps, the best three of them for 30.
func ExampleSweep_Halving() {
	ledger := temporary()
	defer os.RemoveAll(ledger.Folder)
	s := sweep.Grid(ledger, "halving", sweep.Values("rate", 1, 2, 3, 4, 5, 6, 7, 8, 9)).Halving("loss", runs.Lowest, 10, 3).AtOnce(1)
	for range s.Run(func(t *sweep.Trial) error {
		fmt.Printf("%d steps at %v; ", t.Budget(), t.Float("rate"))
		t.Log("loss", math.Abs(t.Float("rate")-6)/float64(t.Budget()))
		return nil
	}) {
	}
	best, err := s.Best("loss", runs.Lowest)
	fmt.Println("best:", best[0].Values["rate"], err)
	// Output:
	// 10 steps at 1; 10 steps at 2; 10 steps at 3; 10 steps at 4; 10 steps at 5; 10 steps at 6; 10 steps at 7; 10 steps at 8; 10 steps at 9; 30 steps at 5; 30 steps at 6; 30 steps at 7; best: 6 <nil>
}

// An error, a loss that diverges and a panic are each the record of their trial, and the others go on.
func ExampleSweep_Run() {
	ledger := temporary()
	defer os.RemoveAll(ledger.Folder)
	s := sweep.Grid(ledger, "errors", sweep.Values("what", "nothing", "error", "divergence", "panic"))
	for range s.Run(func(t *sweep.Trial) error {
		switch t.Text("what") {
		case "error":
			return errors.New("there is no such file")
		case "divergence":
			net := network.New(t.Rand(), network.Dense(2, 1, network.Linear))
			net.Optimizer = network.GradientDescent{Rate: 1e200}
			for range sweep.Record(t, net, net.Steps(datasets.XOR(), 300)) {
			}
		case "panic":
			panic("index out of range")
		}
		return nil
	}) {
	}
	all, _ := s.Runs()
	for _, run := range all {
		cause, _, _ := strings.Cut(run.Cause, " (") // where it panicked follows
		fmt.Printf("%s %s %q\n", run.Values["what"], run.Status, cause)
	}
	// Output:
	// nothing finished ""
	// error failed "there is no such file"
	// divergence failed "network: the loss is +Inf at step 1 with gradient descent at the rate 1e+200: training diverged, so start again with a smaller rate or smaller inputs"
	// panic failed "panic: index out of range"
}

// A loop that was left is gone on with by another one, here by a sweep that knows of the first only what the ledger says.
func ExampleSweep_Left() {
	ledger := temporary()
	defer os.RemoveAll(ledger.Folder)
	for range 2 {
		s := sweep.Grid(ledger, "stop and go on", sweep.Values("rate", 1, 2, 3)).AtOnce(1)
		fmt.Println("left:", s.Left())
		for range s.Run(func(t *sweep.Trial) error {
			fmt.Println("rate", t.Float("rate"))
			return nil
		}) {
			if s.Left() == 1 {
				break
			}
		}
	}
	// Output:
	// left: 3
	// rate 1
	// rate 2
	// left: 1
	// rate 3
}

// Budgets say better than trials how much is left: the two long ones of six trials take half of the time.
func ExampleSweep_LeftBudget() {
	ledger := temporary()
	defer os.RemoveAll(ledger.Folder)
	s := sweep.Grid(ledger, "budgets", sweep.Values("rate", 1, 2, 3, 4)).Halving("loss", runs.Lowest, 10, 2).AtOnce(1)
	fmt.Println(s.Left(), "trials,", s.LeftBudget(), "steps")
	for _, run := range s.Run(func(t *sweep.Trial) error {
		t.Log("loss", t.Float("rate"))
		return nil
	}) {
		fmt.Println("after", sweep.Budget(run), "steps:", s.Left(), "trials,", s.LeftBudget(), "steps")
	}
	// Output:
	// 6 trials, 80 steps
	// after 10 steps: 5 trials, 70 steps
	// after 10 steps: 4 trials, 60 steps
	// after 10 steps: 3 trials, 50 steps
	// after 10 steps: 2 trials, 40 steps
	// after 20 steps: 1 trials, 20 steps
	// after 20 steps: 0 trials, 0 steps
}

// Trials of different functions do not get into one sweep unawares.
func ExampleSweep_AnyCode() {
	ledger := temporary()
	defer os.RemoveAll(ledger.Folder)
	of := func(seeds int) *sweep.Sweep { return sweep.Grid(ledger, "changed", sweep.Seeds(seeds)).AtOnce(1) }
	for range of(2).Run(func(t *sweep.Trial) error { return nil }) {
	}
	other := func(t *sweep.Trial) error { fmt.Println("seed", t.Int("seed")); return nil }
	s := of(3)
	for range s.Run(other) {
	}
	fmt.Println(s.Err())
	for range s.AnyCode().Run(other) {
	}
	// Output:
	// sweep: the function has changed since 2 of the trials of the sweep "changed" ended: to train all again, give the sweep another name; if the change makes no difference, call AnyCode on the sweep
	// seed 3
}

var depth = flag.Int("depth", 1, "how many layers")

// A function that reads the program's flags gets them set, one trial after the other.
func ExampleTrial_SetFlags() {
	ledger := temporary()
	defer os.RemoveAll(ledger.Folder)
	for range sweep.Grid(ledger, "flags", sweep.Values("depth", 2, 4)).AtOnce(1).Run(func(t *sweep.Trial) error {
		err := t.SetFlags()
		fmt.Println(*depth, "layers", err)
		return err
	}) {
	}
	// Output:
	// 2 layers <nil>
	// 4 layers <nil>
}

// An engine that runs one trial after the other, and has a power cut at the last one.
type unlucky struct{}

func (unlucky) Run(ctx context.Context, w *sweep.Work) error {
	for ctx.Err() == nil {
		now, err := w.Look()
		switch {
		case err != nil || len(now.Left) == 0:
			return err
		case len(now.Left) == 1:
			err = w.Fail(now.Left[0], "there was a power cut")
		default:
			_, _, err = w.Do(now.Left[0], w.Code()) // an engine of use has another program do this
		}
		if err != nil {
			return err
		}
	}
	return nil
}

func ExampleSweep_On() {
	ledger := temporary()
	defer os.RemoveAll(ledger.Folder)
	s := sweep.Grid(ledger, "engine", sweep.Values("rate", 1, 2, 3)).On(unlucky{})
	for i, run := range s.Run(func(t *sweep.Trial) error { return nil }) {
		fmt.Printf("%d: rate %s %s %q\n", i, run.Values["rate"], run.Status, run.Cause)
	}
	// Output:
	// 0: rate 1 finished ""
	// 1: rate 2 finished ""
	// 2: rate 3 failed "there was a power cut"
}

func temporary() *runs.Ledger {
	folder, err := os.MkdirTemp("", "sweep-*")
	if err != nil {
		panic(err)
	}
	return runs.Open(folder)
}
