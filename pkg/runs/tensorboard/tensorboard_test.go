package tensorboard

import (
	"bytes"
	"encoding/json"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"firstneuron/pkg/runs"
)

// scalars is what testdata/events.py writes.
func scalars() runs.Run {
	return runs.Run{
		ID:   "20261129-100000-digits-0a1b",
		Head: runs.Head{Started: time.Unix(1795946400, 250_000_000)},
		Curves: map[string][]runs.Point{
			"loss":         {{Step: 0, Seconds: 0.5, Value: 0.693}, {Step: 1, Seconds: 1.5, Value: math.Inf(1)}},
			"accuracy":     {{Step: 0, Seconds: 0.5, Value: 0.25}},
			"test loss, µ": {{Step: 70000, Seconds: 2.75, Value: 0}},
		},
	}
}

// The oracle is the file that TensorBoard's own writer makes.
func TestTheFileIsThatOfTensorBoardsWriter(t *testing.T) {
	folder := t.TempDir()
	want, err := os.ReadFile("testdata/scalars.tfevents")
	if err != nil {
		t.Fatal(err)
	}
	for range 2 { // the second time in place of the first
		if err := Write(folder, []runs.Run{scalars()}); err != nil {
			t.Fatal(err)
		}
		files, _ := filepath.Glob(filepath.Join(folder, "*", "*"))
		if len(files) != 1 || files[0] != filepath.Join(folder, scalars().ID, "events.out.tfevents.1795946400.first-neuron") {
			t.Fatalf("the folder has %v", files)
		}
		if got, err := os.ReadFile(files[0]); !bytes.Equal(got, want) {
			t.Errorf("got, %v,\n%x\nwant\n%x", err, got, want)
		}
	}
}

// The values are those of RFC 3720, B.4; the mask is that of TensorFlow's lib/hash/crc32c.h.
func TestChecksum(t *testing.T) {
	counted := make([]byte, 32)
	for i := range counted {
		counted[i] = byte(i)
	}
	reversed := slices.Clone(counted)
	slices.Reverse(reversed)
	for _, test := range []struct {
		data []byte
		sum  uint32
	}{
		{make([]byte, 32), 0x8a9136aa},
		{bytes.Repeat([]byte{0xff}, 32), 0x62a8ab43},
		{counted, 0x46dd794e},
		{reversed, 0x113fdb5c},
	} {
		masked := checksum(test.data) - 0xa282ead8
		if sum := masked>>17 | masked<<15; sum != test.sum {
			t.Errorf("%x has the sum %08x, want %08x", test.data, sum, test.sum)
		}
	}
}

func TestAFolderThatCannotBeWritten(t *testing.T) {
	file := filepath.Join(t.TempDir(), "a file")
	if err := os.WriteFile(file, nil, 0o666); err != nil {
		t.Fatal(err)
	}
	if err := Write(file, []runs.Run{scalars()}); err == nil || !strings.HasPrefix(err.Error(), "tensorboard: 20261129-100000-digits-0a1b cannot be written: ") {
		t.Errorf("got %v", err)
	}
}

// The real TensorBoard reads what a recorded training is exported to. It is 100 MB, which a learner should not have to
// fetch, so it is not in .venv: the variable names a Python that has it, as the gate does.
func TestTensorBoardReadsIt(t *testing.T) {
	python := os.Getenv("FIRST_NEURON_TENSORBOARD")
	if python == "" {
		t.Skip("FIRST_NEURON_TENSORBOARD names no Python with tensorboard")
	}
	ledger := runs.Open(t.TempDir())
	for _, name := range []string{"first", "вторая"} {
		recording := ledger.New(runs.Settings{Name: name})
		for step := range runs.Record(recording, slices.All(make([]float64, 3000))) {
			recording.Log("validation loss", 1/float64(step+1))
		}
	}
	all, err := ledger.Runs()
	if err != nil || len(all) != 2 {
		t.Fatal(len(all), err)
	}
	all = append(all, scalars())
	folder := t.TempDir()
	if err := Write(folder, all); err != nil {
		t.Fatal(err)
	}
	command := exec.Command(python, "testdata/read.py", folder)
	command.Stderr = os.Stderr
	output, err := command.Output()
	if err != nil {
		t.Fatal(err)
	}
	got := map[string][]runs.Point{}
	for line := range strings.Lines(strings.ReplaceAll(string(output), "Infinity", "1e999")) {
		var run, figure string
		var point runs.Point
		if err := json.Unmarshal([]byte(line), &[]any{&run, &figure, &point.Step, &point.Seconds, (*orInfinity)(&point.Value)}); err != nil {
			t.Fatalf("%v in %s", err, line)
		}
		got[run+"/"+figure] = append(got[run+"/"+figure], point)
	}
	curves := 0
	for _, run := range all {
		for figure, want := range run.Curves {
			curves++
			read := got[run.ID+"/"+figure]
			if len(read) != len(want) {
				t.Errorf("%s has %d points of %s, want %d", run.ID, len(read), figure, len(want))
				continue
			}
			for i, p := range read {
				seconds := p.Seconds - float64(run.Started.UnixNano())/1e9
				if p.Step != want[i].Step || p.Value != float64(float32(want[i].Value)) || math.Abs(seconds-want[i].Seconds) > 1e-5 {
					t.Fatalf("%s: point %d of %s is %+v at %v s, want %+v", run.ID, i, figure, p, seconds, want[i])
				}
			}
		}
	}
	if curves != 7 || len(got) != curves {
		t.Errorf("TensorBoard reads %d curves of %d, want 7", len(got), curves)
	}
}

// orInfinity reads a number that may be too large for JSON.
type orInfinity float64

func (n *orInfinity) UnmarshalJSON(text []byte) error {
	if string(text) == "1e999" {
		*n = orInfinity(math.Inf(1))
		return nil
	}
	return json.Unmarshal(text, (*float64)(n))
}
