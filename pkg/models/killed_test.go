package models

import (
	"bufio"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"testing"
	"time"

	"firstneuron/internal/testfile"
	"firstneuron/pkg/datasets"
)

func killedTraining(folder string) (*datasets.Set, Training) {
	return randomSet(seeded(1), 40, 3, 6, 6, 1), Training{
		Batch: 4, Steps: 60, Rate: 0.001, Augment: datasets.AugmentOptions{Shift: 1}, Checkpoint: folder,
	}
}

// A program that is killed while it trains loses at most one interval: here the step
// that it was at. It is this test itself, in a process of its own.
func TestKilledTraining(t *testing.T) {
	const variable = "FIRSTNEURON_KILLED_TRAINING"
	if folder := os.Getenv(variable); folder != "" {
		checkpointInterval = 1 // a checkpoint at every step
		set, training := killedTraining(folder)
		m := newModel(t, set.Shape, regular, Options{})
		for number := range m.Steps(seeded(1), set, training) {
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
	set, training := killedTraining(folder)
	resumed, uncut := newModel(t, set.Shape, regular, Options{}), newModel(t, set.Shape, regular, Options{})
	if err := resumed.Train(seeded(1), set, training); err != nil {
		t.Fatal(err)
	}
	training.Checkpoint = ""
	uncut.Train(seeded(1), set, training)
	sameModel(t, resumed, uncut)
	sameAnswers(t, resumed, uncut, set)
}

// What a killed program had half written is taken away by the next training.
func TestLeftoversAreRemoved(t *testing.T) {
	set, training := killedTraining(t.TempDir())
	m := newModel(t, set.Shape, Linear(3), Options{})
	for range m.Steps(seeded(1), set, training) {
		break
	}
	folder := filepath.Join(training.Checkpoint, filesOf(t, training.Checkpoint)[0])
	testfile.Write(t, filepath.Join(folder, ".unfinished-12345"), "half")
	if err := newModel(t, set.Shape, Linear(3), Options{}).Train(seeded(1), set, training); err != nil {
		t.Fatal(err)
	}
	if found := filesOf(t, folder); len(found) != 1 || found[0] != checkpointName {
		t.Errorf("the folder holds %v, want the checkpoint alone", found)
	}
}

// Checkpoints are written when the interval has passed, and at the end.
func TestInterval(t *testing.T) {
	m := newModel(t, []int{4}, Linear(3), Options{})
	c := &checkpointer{folder: t.TempDir()}
	for _, test := range []struct {
		name string
		last time.Duration // ago
		want bool
	}{{"at the start", 0, false}, {"after half of it", checkpointInterval / 2, false}, {"after all of it", checkpointInterval, true}} {
		c.last = time.Now().Add(-test.last)
		if got := c.isDue(); got != test.want {
			t.Errorf("%s a checkpoint is due: %t, want %t", test.name, got, test.want)
		}
	}
	for _, steps := range []int{0, 1} { // nothing new, a step later
		m.steps = steps
		if err := c.save(m); err != nil {
			t.Fatal(err)
		}
		if got := len(filesOf(t, c.folder)); got != steps {
			t.Errorf("after %d steps there are %d checkpoints", steps, got)
		}
	}
	if c.isDue() {
		t.Error("after a checkpoint the next is due at once")
	}
}
