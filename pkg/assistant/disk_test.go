package assistant_test

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"firstneuron/internal/atomicfile"
	"firstneuron/pkg/assistant"
)

var errDisk = errors.New("no space left on device")

// atStep calls do at the nth change of the disk, counted from 1, and says how many there were.
func atStep(nth int, do func(what string) error, save func()) (steps int) {
	before := atomicfile.Step
	defer func() { atomicfile.Step = before }()
	atomicfile.Step = func(what string) error {
		if steps++; steps == nth {
			return do(what)
		}
		return nil
	}
	save()
	return steps
}

func nameAt(t *testing.T, folder string) string {
	t.Helper()
	a, err := assistant.Load(folder)
	if err != nil {
		t.Fatal(err)
	}
	return a.Draft().Name
}

// next is what a test saves over an assistant that is there: another name, instructions and file.
func next(t *testing.T, folder string) *assistant.Assistant {
	t.Helper()
	a, err := assistant.Load(folder)
	if err != nil {
		t.Fatal(err)
	}
	a.Change("a name", func(d *assistant.Draft) {
		d.Name, d.Instructions = "new", "New ones."
		d.Knowledge = append(d.Knowledge, assistant.File{Name: "new.md", Content: []byte("# New")})
	})
	return a
}

// The disk fails at each change in turn: the folder has the old assistant or the new one, as a whole, and another save succeeds.
func TestADiskThatFailsAtAnyStepLosesNothing(t *testing.T) {
	for nth := 1; ; nth++ {
		folder := filepath.Join(t.TempDir(), "alma")
		if err := built(t).Save(folder); err != nil {
			t.Fatal(err)
		}
		a := next(t, folder)
		var err error
		steps := atStep(nth, func(string) error { return errDisk }, func() { err = a.Save(folder) })
		if steps < nth {
			if nth < 10 || err != nil {
				t.Errorf("only %d steps, %v", steps, err)
			}
			return
		}
		if !errors.Is(err, errDisk) {
			t.Errorf("step %d: got %v, want the disk's error", nth, err)
		}
		isWhole(t, fmt.Sprint("step ", nth), folder, a)
		if err := a.Save(folder); err != nil || nameAt(t, folder) != "new" {
			t.Errorf("step %d, a save once the disk is well: %v", nth, err)
		}
	}
}

// The first save fails at each step in turn: there is no assistant, or all of it, and another save succeeds.
func TestADiskThatFailsAtAnyStepOfTheFirstSave(t *testing.T) {
	a := assistant.New()
	a.Change("all", func(d *assistant.Draft) { d.Name, d.Instructions = "Alma", "Be kind." })
	for nth := 1; ; nth++ {
		folder := filepath.Join(t.TempDir(), "alma")
		var err error
		steps := atStep(nth, func(string) error { return errDisk }, func() { err = a.Save(folder) })
		if steps < nth {
			if nth < 10 || err != nil {
				t.Errorf("only %d steps, %v", steps, err)
			}
			return
		}
		if got, err := assistant.Load(folder); err == nil {
			check(t, fmt.Sprint("step ", nth), got, a)
		} else if _, decided := os.Stat(filepath.Join(folder, "assistant.json")); decided == nil {
			t.Errorf("step %d: %v", nth, err)
		}
		if err := a.Save(folder); err != nil {
			t.Errorf("step %d, a save once the disk is well: %v", nth, err)
		}
	}
}

// isWhole checks that a folder has the old assistant or the new one.
func isWhole(t *testing.T, what, folder string, fresh *assistant.Assistant) {
	t.Helper()
	got, err := assistant.Load(folder)
	if err != nil {
		t.Fatal(what, err)
	}
	if got.Draft().Name == "new" {
		check(t, what, got, fresh)
	} else {
		check(t, what, got, built(t))
	}
}

// This program is started again and ends itself at each change of the disk in turn.
func TestASaveKilledAtAnyStep(t *testing.T) {
	if folder := os.Getenv("ASSISTANT_KILLED_IN"); folder != "" {
		var nth int
		fmt.Sscan(os.Getenv("ASSISTANT_KILLED_AT"), &nth)
		a := next(t, folder)
		atStep(nth, func(string) error { os.Exit(9); return nil }, func() { a.Save(folder) })
		return
	}
	for nth := 1; ; nth++ {
		folder := filepath.Join(t.TempDir(), "alma")
		if err := built(t).Save(folder); err != nil {
			t.Fatal(err)
		}
		fresh := next(t, folder)
		program := exec.Command(os.Args[0], "-test.run=^TestASaveKilledAtAnyStep$")
		program.Env = append(os.Environ(), "ASSISTANT_KILLED_IN="+folder, fmt.Sprint("ASSISTANT_KILLED_AT=", nth))
		output, _ := program.CombinedOutput()
		if code := program.ProcessState.ExitCode(); code == 0 && nth > 10 {
			return
		} else if code != 9 {
			t.Fatalf("step %d: it was not killed: %s", nth, output)
		}
		got, err := assistant.Load(folder)
		if err != nil {
			t.Fatalf("step %d: %v", nth, err)
		}
		if draft := got.Draft(); draft.Name == "new" && draft.Instructions != "New ones." || draft.Name != "new" && len(got.Versions()) != len(fresh.Versions())-1 {
			t.Errorf("step %d: it is neither the old one nor the new one: %+v", nth, draft)
		}
		if err := got.Save(folder); err != nil {
			t.Errorf("step %d, and then another save: %v", nth, err)
		}
	}
}

// assistant.json decides what is saved, so everything that it names is on the disk before it takes its place.
func TestAssistantJSONComesAfterWhatItNames(t *testing.T) {
	folder := filepath.Join(t.TempDir(), "alma")
	var steps []string
	before := atomicfile.Step
	defer func() { atomicfile.Step = before }()
	atomicfile.Step = func(what string) error { steps = append(steps, what); return nil }
	if err := built(t).Save(folder); err != nil {
		t.Fatal(err)
	}
	decided := false
	for _, what := range steps {
		decided = decided || what == "rename "+filepath.Join(folder, "assistant.json")
		if decided && strings.Contains(what, "files") {
			t.Errorf("%s comes after assistant.json", what)
		}
	}
	if last := steps[len(steps)-1]; !decided || last != "sync "+folder {
		t.Errorf("the last step is %q", last)
	}
}

// What has not changed is not written again.
func TestASaveWritesOnlyWhatIsNew(t *testing.T) {
	folder := filepath.Join(t.TempDir(), "alma")
	a := built(t)
	photo := bytes.Repeat([]byte("a photograph"), 100_000)
	for i := range 8 {
		a.Trials[0].Messages[0].Pictures = append(a.Trials[0].Messages[0].Pictures, assistant.Picture{Name: "p.jpg", Content: append([]byte{byte(i)}, photo...)})
	}
	if err := a.Save(folder); err != nil {
		t.Fatal(err)
	}
	times := map[string]time.Time{}
	for name := range files(t, filepath.Join(folder, "files")) {
		info, err := os.Stat(filepath.Join(folder, "files", name))
		if err != nil {
			t.Fatal(err)
		}
		times[name] = info.ModTime()
	}
	a.Change("a name", named("new"))
	written := 0
	steps := atStep(0, nil, func() { written = newFiles(t, a, folder) })
	for name, before := range times {
		if info, err := os.Stat(filepath.Join(folder, "files", name)); err != nil || !info.ModTime().Equal(before) {
			t.Errorf("%s was written again", name)
		}
	}
	if steps > 12 || written != 1 {
		t.Errorf("a changed name takes %d steps and %d new files, want one version", steps, written)
	}
}

// newFiles saves and returns how many files are new among the contents.
func newFiles(t *testing.T, a *assistant.Assistant, folder string) int {
	t.Helper()
	before := len(files(t, filepath.Join(folder, "files")))
	if err := a.Save(folder); err != nil {
		t.Fatal(err)
	}
	return len(files(t, filepath.Join(folder, "files"))) - before
}

func ExampleContents() {
	folder, _ := os.MkdirTemp("", "")
	defer os.RemoveAll(folder)
	contents := assistant.Contents(folder)
	sum, _ := contents.Put([]byte("a picture"))
	content, err := contents.Get(sum)
	fmt.Println(sum[:8], string(content), err)
	_, err = contents.Get("../../etc/passwd")
	fmt.Println(err)
	// Output:
	// 92b2fa58 a picture <nil>
	// "../../etc/passwd" is not a SHA-256
}

type fullDisk struct{ left int }

func (d *fullDisk) Write(p []byte) (int, error) {
	if len(p) > d.left {
		return 0, errDisk
	}
	d.left -= len(p)
	return len(p), nil
}

func TestAZipThatCannotBeWrittenIsAnError(t *testing.T) {
	var whole bytes.Buffer
	if err := built(t).SaveZip(&whole); err != nil {
		t.Fatal(err)
	}
	for left := 0; left < whole.Len(); left += 97 {
		if err := built(t).SaveZip(&fullDisk{left}); !errors.Is(err, errDisk) {
			t.Errorf("on a disk with %d bytes left: got %v, want its error", left, err)
		}
	}
}
