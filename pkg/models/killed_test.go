package models

import (
	"bufio"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"testing"
	"time"

	"firstneuron/pkg/datasets"
)

// The training that is killed writes a checkpoint at every step.
func shortIntervals(folder string) (*datasets.Set, Training) {
	return randomSet(rand.New(rand.NewPCG(1, 2)), 40, 3, 6, 6, 1), Training{
		Batch: 4, Steps: 60, Augment: datasets.AugmentOptions{Shift: 1}, Checkpoint: folder, Interval: 1,
	}
}

// A program that is killed while it trains loses at most one interval: here the step
// that it was at. It is this test itself, in a process of its own.
func TestKilledTraining(t *testing.T) {
	const variable = "FIRSTNEURON_KILLED_TRAINING"
	if folder := os.Getenv(variable); folder != "" {
		set, training := shortIntervals(folder)
		m := newModel(t, set.Shape, regular, Options{})
		for number := range m.Steps(set, training) {
			fmt.Println(number)
		}
		t.Fatalf("the training ended before it was killed: %v", m.Err())
	}
	program, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	folder, last := t.TempDir(), -1
	for _, lines := range []int{1, 10, 2, 7, 13} { // after which it is killed
		command := exec.Command(program, "-test.run=^TestKilledTraining$")
		command.Env = append(os.Environ(), variable+"="+folder)
		output, err := command.StdoutPipe()
		if err != nil {
			t.Fatal(err)
		}
		if err := command.Start(); err != nil {
			t.Fatal(err)
		}
		first := true
		for scanner := bufio.NewScanner(output); scanner.Scan(); lines-- {
			number, err := strconv.Atoi(scanner.Text())
			if err != nil {
				t.Errorf("the program says %q", scanner.Text())
				continue
			}
			if first && (number <= last || number > last+2) { // it may have saved one more step than it could tell of
				t.Errorf("killed after step %d, the training went on with step %d", last, number)
			}
			first, last = false, number
			if lines == 1 {
				command.Process.Kill()
			}
		}
		if err := command.Wait(); err == nil {
			t.Error("the program was not killed")
		}
	}
	set, training := shortIntervals(folder)
	resumed, uncut := newModel(t, set.Shape, regular, Options{}), newModel(t, set.Shape, regular, Options{})
	if err := resumed.Train(set, training); err != nil {
		t.Fatal(err)
	}
	training.Checkpoint = ""
	uncut.Train(set, training)
	sameModel(t, resumed, uncut)
	sameAnswers(t, resumed, uncut, set)
}

// What a killed program had half written is taken away by the next training.
func TestLeftoversAreRemoved(t *testing.T) {
	set, training := shortIntervals(t.TempDir())
	m := newModel(t, set.Shape, Linear(3), Options{})
	folder := filepath.Join(training.Checkpoint, m.fingerprint(set, training.withDefaults(set.Len())))
	leftover := filepath.Join(folder, ".unfinished-12345")
	if err := os.MkdirAll(leftover, 0o777); err != nil {
		t.Fatal(err)
	}
	write(t, filepath.Join(leftover, "checkpoint-n0000001-initial.bin"), "half")
	if err := m.Train(set, training); err != nil {
		t.Fatal(err)
	}
	if found := filesOf(t, folder); len(found) != 1 || found[0] != "checkpoint-000060" {
		t.Errorf("the folder holds %v, want checkpoint-000060 alone", found)
	}
}

// Checkpoints are written when the interval has passed, and at the end.
func TestInterval(t *testing.T) {
	m := newModel(t, []int{4}, Linear(3), Options{})
	k := &keeper{folder: t.TempDir(), interval: time.Hour, last: time.Now()}
	written := func() int { return len(filesOf(t, k.folder)) }
	for _, test := range []struct {
		name string
		do   func() error
		want int
	}{
		{"at the start", func() error { return k.tick(m) }, 0},
		{"half an hour later", func() error { k.last = time.Now().Add(-30 * time.Minute); return k.tick(m) }, 0},
		{"an hour later", func() error { k.last = time.Now().Add(-61 * time.Minute); return k.tick(m) }, 1},
		{"at the next step", func() error { os.RemoveAll(filepath.Join(k.folder, "checkpoint-000001")); return k.tick(m) }, 0},
		{"at the end, nothing new", func() error { return k.finish(m) }, 0},
		{"at the end, a step later", func() error { m.seen++; return k.finish(m) }, 1},
	} {
		if err := test.do(); err != nil {
			t.Fatal(err)
		}
		if got := written(); got != test.want {
			t.Errorf("%s: %d checkpoints, want %d", test.name, got, test.want)
		}
	}
}
