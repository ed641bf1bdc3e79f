package sweep

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"firstneuron/pkg/datasets"
	"firstneuron/pkg/runs"
)

// engine is a function as an [Engine].
type engine func(ctx context.Context, w *Work) error

func (e engine) Run(ctx context.Context, w *Work) error { return e(ctx, w) }

func TestEngine(t *testing.T) {
	ledger := runs.Open(t.TempDir())
	train := func(trial *Trial) error {
		if trial.Int("rate") == 4 {
			return nil
		}
		return trial.SetFlags() // one trial has its program for itself
	}
	grid := func(e engine) *Sweep {
		return Grid(ledger, "engine", Values("rate", 1, 2, 3, 4)).Data(datasets.XOR()).On(e)
	}
	for range Grid(ledger, "engine", Values("rate", 4)).Data(datasets.XOR()).Run(train) {
	}

	var yielded []string
	for i, run := range grid(func(_ context.Context, w *Work) error {
		now, err := w.Look()
		if err != nil || len(now.Left) != 3 || now.Finished != 1 || now.Failed != 0 {
			t.Errorf("before: %+v, %v", now, err)
		}
		if run, found, err := w.Do(now.Left[1], w.Code()); !found || err != nil || run.Values["rate"] != "2" || !strings.Contains(run.Cause, `no such flag`) {
			t.Errorf("did %+v, %v, %v", run, found, err)
		}
		if _, found, err := w.Do("another", w.Code()); found || err != nil {
			t.Errorf("a trial of another sweep: %v, %v", found, err)
		}
		for range 2 { // the second time it is there
			if err := w.Fail(now.Left[0], "its node failed"); err != nil {
				t.Error(err)
			}
		}
		if now, err = w.Look(); err != nil || len(now.Left) != 1 || now.Finished != 1 || now.Failed != 2 {
			t.Errorf("after: %+v, %v", now, err)
		}
		return errors.New("the cluster is gone")
	}).Run(train) {
		yielded = append(yielded, fmt.Sprint(i, ":", run.Values["rate"], " ", run.Status, " ", run.Digest != ""))
	}
	if got := fmt.Sprint(yielded); got != "[0:1 failed true 1:2 failed true]" {
		t.Errorf("yielded %s", got)
	}
	s := grid(func(context.Context, *Work) error { return errors.New("the cluster is gone") })
	for range s.Run(train) {
	}
	if s.Left() != 1 || fmt.Sprint(s.Err()) != "the cluster is gone" {
		t.Errorf("%d are left, %v", s.Left(), s.Err())
	}
	all, err := ledger.Runs()
	if err != nil || len(all) != 3 {
		t.Errorf("%d records, %v", len(all), err)
	}
	for _, run := range all {
		if run.Code == "" || run.Code != all[0].Code {
			t.Errorf("the codes are %q and %q", run.Code, all[0].Code)
		}
	}
	s = grid(func(_ context.Context, w *Work) error { _, err := w.Look(); return err })
	for range s.Run(nothing) {
	}
	if s.Err() == nil || !strings.Contains(s.Err().Error(), "the function has changed since 3 of the trials") {
		t.Errorf("with another function: %v", s.Err())
	}
}

// Break ends the context, and nothing more is yielded.
func TestBreakWithAnEngine(t *testing.T) {
	s := Grid(runs.Open(t.TempDir()), "break", Seeds(4)).On(engine(func(ctx context.Context, w *Work) error {
		now, _ := w.Look()
		for _, trial := range now.Left[:3] {
			w.Do(trial, w.Code())
		}
		if now, err := w.Look(); ctx.Err() == nil || len(now.Left) != 1 || now.Finished != 3 || err != nil {
			t.Errorf("after break %v, %+v, %v", ctx.Err(), now, err)
		}
		return nil
	}))
	yielded := 0
	for range s.Run(nothing) {
		if yielded++; yielded == 2 {
			break
		}
	}
	if yielded != 2 || s.Err() != nil {
		t.Errorf("%d were yielded, %v", yielded, s.Err())
	}
}

// A program finds its trial though it does not see what decides which trials go on.
func TestATrialOfALaterRung(t *testing.T) {
	s := Grid(runs.Open(t.TempDir()), "halving", Values("x", 1, 2, 3, 4), Seeds(2)).Halving("value", runs.Highest, 5, 2)
	later := s.with([]settings{{"x": 3, budgetName: 10}})[1]
	if found, ok := s.find(later.id); !ok || found.settings["x"] != 3 || found.settings[budgetName] != 10 || found.settings[seedName] != 2 {
		t.Errorf("found %v, %v", found, ok)
	}
	if _, found := s.find(s.with([]settings{{"x": 3, budgetName: 20}})[0].id); found {
		t.Error("found one with a budget that no rung has")
	}
}

// A trial that was killed gets its end in its own record, also where a program that looks has read it before.
func TestFailOfATrialThatWasKilled(t *testing.T) {
	s := Grid(runs.Open(t.TempDir()), "killed", Seeds(2))
	text := fmt.Sprintf("{\"format\":1,\"name\":\"killed\",\"trial\":%q}\n{\"step\":4,\"steps\":5,\"time\":1.5,\"figures\":{\"loss\":0.5}}\n{\"st", s.trials()[0].id)
	if err := os.WriteFile(filepath.Join(s.ledger.Folder, "20261129-100000-killed-0a1b.jsonl"), []byte(text), 0o666); err != nil {
		t.Fatal(err)
	}
	for range s.On(engine(func(_ context.Context, w *Work) error {
		now, err := w.Look()
		if err != nil || len(now.Left) != 2 {
			t.Fatalf("%+v, %v", now, err)
		}
		if _, _, err := w.Do(now.Left[1], w.Code()); err != nil { // it reads nothing of the other one
			t.Error(err)
		}
		return w.Fail(now.Left[0], "it ran into its time limit")
	})).Run(nothing) {
	}
	all, err := s.Runs()
	records, _ := s.ledger.IDs()
	if err != nil || s.Err() != nil || len(all) != 2 || len(records) != 2 || all[0].Steps != 5 || all[0].Cause != "it ran into its time limit" || len(all[0].Curves["loss"]) != 1 {
		t.Errorf("%+v, %v, %v", all, err, s.Err())
	}
}
