package runs

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"iter"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
)

// a counter is a model whose only weight says how many steps it has made. It is as large as its padding.
type counter struct {
	model
	steps   uint64
	padding []byte
}

func (c *counter) MarshalBinary() ([]byte, error) {
	return append(binary.LittleEndian.AppendUint64(nil, c.steps), c.padding...), nil
}

func (c *counter) UnmarshalBinary(weights []byte) error {
	if len(weights) != 8+len(c.padding) {
		return fmt.Errorf("%d bytes", len(weights))
	}
	c.steps = binary.LittleEndian.Uint64(weights)
	return nil
}

func (c *counter) train(steps int) iter.Seq2[int, float64] {
	return func(yield func(int, float64) bool) {
		for step := range steps {
			if c.steps++; !yield(step, 1/float64(c.steps)) {
				return
			}
		}
	}
}

// stepsOf are the steps after which a run has kept weights; they must be those of the counter.
func stepsOf(t *testing.T, ledger *Ledger, id string) (steps []int) {
	t.Helper()
	kept, faults := ledger.Snapshots(id)
	for _, snapshot := range kept {
		if got := binary.LittleEndian.Uint64(snapshot.weights); got != uint64(snapshot.Steps) {
			t.Errorf("after %d steps the weights are those after %d", snapshot.Steps, got)
		}
		steps = append(steps, snapshot.Steps)
	}
	if faults != nil {
		t.Errorf("faults %q", faults)
	}
	return steps
}

func every(distance, last int) (steps []int) {
	for step := 0; step < last; step += distance {
		steps = append(steps, step)
	}
	return append(steps, last)
}

func TestWhichWeightsAreKept(t *testing.T) {
	for name, test := range map[string]struct {
		every, steps, padding int
		want                  []int
	}{
		"the first, every tenth, the last": {10, 25, 0, []int{0, 10, 20, 25}},
		"the last on the grid":             {5, 10, 0, []int{0, 5, 10}},
		"fewer steps than that":            {100, 3, 0, []int{0, 3}},
		"no steps":                         {1, 0, 0, []int{0}},
		"a hundred and the last":           {1, 99, 0, every(1, 99)},
		"one more than a hundred":          {1, 100, 0, every(2, 100)},
		"a long training":                  {3, 100_000, 0, every(3*1<<9, 100_000)},
		"large weights":                    {1, 100, 1 << 20, every(4, 100)}, // 1.4 MB each, of which 47 are 64 MB
	} {
		t.Run(name, func(t *testing.T) {
			ledger, c := Open(t.TempDir()), &counter{padding: make([]byte, test.padding)}
			id := record(t, ledger, Settings{Model: c, SnapshotEvery: test.every}, c.train(test.steps)).ID()
			if got := stepsOf(t, ledger, id); !slices.Equal(got, test.want) {
				t.Errorf("got %v, want %v", got, test.want)
			}
			if run := allOf(t, ledger, 1)[0]; run.Faults != nil || run.Steps != test.steps {
				t.Errorf("the run itself is %+v", run)
			}
			if files, _ := os.ReadDir(ledger.Folder); len(files) != 2 {
				t.Errorf("there are %v, want two files", files)
			}
		})
	}
}

func TestTheLastWeightsOfALoopThatIsLeft(t *testing.T) {
	ledger, c := Open(t.TempDir()), &counter{}
	recording := ledger.New(Settings{Model: c, SnapshotEvery: 10})
	for step := range Record(recording, c.train(100)) {
		if step == 13 {
			break
		}
	}
	if got := stepsOf(t, ledger, recording.ID()); !slices.Equal(got, []int{0, 10, 14}) {
		t.Errorf("got %v", got)
	}
}

func TestWeightsThatCannotBeKept(t *testing.T) {
	for want, s := range map[string]Settings{
		"SnapshotEvery must be 0 or more": {Model: &counter{}, SnapshotEvery: -1},
		"weights of a *runs.model cannot": {Model: &model{}, SnapshotEvery: 1},
		"weights of a <nil> cannot":       {SnapshotEvery: 1},
	} {
		ledger := Open(t.TempDir())
		recording := ledger.New(s)
		for range Record(recording, falling(3)) {
		}
		if err := recording.Err(); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("got %v, want %q", err, want)
		}
		if run := allOf(t, ledger, 1)[0]; run.Steps != 3 || run.Status != Finished {
			t.Errorf("the run itself is %+v", run)
		}
		if _, faults := ledger.Snapshots(recording.ID()); len(faults) != 1 || !strings.Contains(faults[0], "has kept no weights") {
			t.Errorf("faults %q", faults)
		}
	}
}

// The file is cut at every byte: all whole lines are read, and the one that is cut is named.
func TestWeightsAreCutAtEveryByte(t *testing.T) {
	ledger, c := Open(t.TempDir()), &counter{}
	id := record(t, ledger, Settings{Model: c, SnapshotEvery: 1}, c.train(3)).ID()
	path := ledger.weights(id)
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	whole := allOf(t, ledger, 1)[0]
	for length := range len(text) + 1 {
		if err := os.WriteFile(path, text[:length], 0o666); err != nil {
			t.Fatal(err)
		}
		kept, faults := ledger.Snapshots(id)
		lines := bytes.Count(text[:length], []byte("\n"))
		wantFaults := 0
		if length > 0 && text[length-1] != '\n' {
			if text[length] == '\n' {
				lines++ // whole without its end
			} else {
				wantFaults = 1
			}
		}
		if len(kept) != lines || len(faults) != wantFaults || wantFaults == 1 && !strings.HasPrefix(faults[0], fmt.Sprintf("line %d of the weights is skipped", lines+1)) {
			t.Fatalf("cut at byte %d: got %d, faults %q; want %d, and %d faults", length, len(kept), faults, lines, wantFaults)
		}
		for i, snapshot := range kept {
			if snapshot.Steps != i || binary.LittleEndian.Uint64(snapshot.weights) != uint64(i) {
				t.Fatalf("cut at byte %d: snapshot %d is %+v", length, i, snapshot)
			}
		}
		whole.WeightBytes = int64(length)
		if !reflect.DeepEqual(allOf(t, ledger, 1)[0], whole) {
			t.Fatalf("cut at byte %d the run itself is another", length)
		}
	}
}

// Weights that were torn, as a full disk leaves them, cost nothing else, also where the file is thinned later.
func TestWeightsThatWereTorn(t *testing.T) {
	for name, torn := range map[string]string{"in the middle": `{"steps":50,"wei`, "before its end": `{"steps":50,"weights":"MgAAAAAAAAA="}`} {
		ledger, c := Open(t.TempDir()), &counter{}
		recording := ledger.New(Settings{Model: c, SnapshotEvery: 1})
		for step := range Record(recording, c.train(150)) {
			if step == 98 { // after which the file is thinned
				recording.weights.file.WriteString(torn)
				recording.weights.wasTorn = true
			}
		}
		want := every(2, 150)
		if name == "before its end" {
			want = slices.Insert(want, 50, 50) // what was written after step 99
		}
		if got := stepsOf(t, ledger, recording.ID()); recording.Err() != nil || !slices.Equal(got, want) {
			t.Errorf("%s: got %v, %v, want %v", name, got, recording.Err(), want)
		}
	}
}

// Whoever asks for a run that is not there, or not any more, is told so, whatever is asked.
func TestARunThatIsNotThere(t *testing.T) {
	ledger, c := Open(t.TempDir()), &counter{}
	id := record(t, ledger, Settings{Model: c, SnapshotEvery: 1}, c.train(3)).ID()
	if err := ledger.Delete(id); err != nil {
		t.Fatal(err)
	}
	_, headErr := ledger.Head(id)
	_, rewindErr := ledger.Rewind(id, c)
	_, faults := ledger.Snapshots(id)
	want := fmt.Sprintf("runs: there is no run %q in %s: a run is called as the table of runs calls it", id, ledger.Folder)
	for name, got := range map[string]any{
		"Run":       strings.Join(ledger.Run(id).Faults, "; "),
		"Head":      headErr,
		"Snapshots": strings.Join(faults, "; "),
		"Rewind":    rewindErr,
		"Restore":   ledger.Restore(id, 1, c),
		"Replay":    ledger.Replay(id, c, nil).Err(),
		"Fail":      ledger.Fail(id, "it was killed"),
		"Delete":    ledger.Delete(id),
	} {
		if fmt.Sprint(got) != want {
			t.Errorf("%s: got %q, want %q", name, got, want)
		}
	}
	allOf(t, ledger, 0) // to ask for a run makes none
}

func TestDeleteRemovesTheWeights(t *testing.T) {
	ledger, c := Open(t.TempDir()), &counter{}
	id := record(t, ledger, Settings{Model: c, SnapshotEvery: 1}, c.train(3)).ID()
	other := record(t, ledger, Settings{Model: c, SnapshotEvery: 1}, c.train(3)).ID()
	left := filepath.Join(ledger.Folder, "."+id+".weights-123") // by a program that was killed while it thinned them
	if err := os.WriteFile(left, nil, 0o666); err != nil {
		t.Fatal(err)
	}
	if err := ledger.Delete(id); err != nil {
		t.Fatal(err)
	}
	files, _ := os.ReadDir(ledger.Folder)
	if len(files) != 2 || files[0].Name() != other+".jsonl" || files[1].Name() != other+".weights" {
		t.Errorf("there are %v, want those of the other run", files)
	}
}
