package assistant_test

import (
	"bytes"
	"crypto/sha256"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"firstneuron/pkg/assistant"
)

// twoSaves has instructions "First." and "Second.", each saved once.
func twoSaves(t *testing.T) (folder string, a *assistant.Assistant) {
	t.Helper()
	folder, a = filepath.Join(t.TempDir(), "alma"), assistant.New()
	for _, text := range []string{"First.", "Second."} {
		a.Change(text, func(d *assistant.Draft) { d.Name, d.Instructions = "Alma", text })
		if err := a.Save(folder); err != nil {
			t.Fatal(err)
		}
	}
	return folder, a
}

// Both files may be changed, in any order, and copied with any times.
func TestInstructionsByHandAreReadWhateverTheTimesOfTheFiles(t *testing.T) {
	folder, _ := twoSaves(t)
	text, err := os.ReadFile(filepath.Join(folder, "assistant.json"))
	if err != nil {
		t.Fatal(err)
	}
	put(folder, "instructions.md", "By hand.")
	put(folder, "assistant.json", strings.Replace(string(text), `"name": "Alma"`, `"name": "Bob"`, 1))
	now := time.Now()
	for name, at := range map[string]time.Time{"instructions.md": now, "assistant.json": now.Add(time.Second)} {
		if err := os.Chtimes(filepath.Join(folder, name), at, at); err != nil {
			t.Fatal(err)
		}
	}
	a, err := assistant.Load(folder)
	if err != nil {
		t.Fatal(err)
	}
	if d := a.Draft(); d.Instructions != "By hand." || d.Name != "Bob" {
		t.Errorf("got the name %q and the instructions %q", d.Name, d.Instructions)
	}
}

// A page that is open does not know what was written by hand since: its save keeps it.
func TestASaveKeepsWhatWasWrittenByHandMeanwhile(t *testing.T) {
	for name, change := range map[string]func(string) string{
		"instructions.md": func(string) string { return "By hand." },
		"assistant.json": func(text string) string {
			return strings.Replace(text, `"name": "Alma"`, `"name": "By hand."`, 1)
		},
	} {
		folder, a := twoSaves(t)
		text, err := os.ReadFile(filepath.Join(folder, name))
		if err != nil {
			t.Fatal(err)
		}
		put(folder, name, change(string(text)))
		a.Change("a description", func(d *assistant.Draft) { d.Description = "Kind." })
		if err := a.Save(folder); err != nil {
			t.Fatal(err)
		}
		kept := false
		for _, content := range files(t, folder) {
			kept = kept || strings.Contains(content, "By hand.")
		}
		if got := nameAt(t, folder); !kept || got != "Alma" {
			t.Errorf("%s: kept %v, and the name is %q", name, kept, got)
		}
	}
}

// Somebody takes a change back by hand: what a save once replaced is not taken for left over.
func TestInstructionsTakenBackByHand(t *testing.T) {
	folder, _ := twoSaves(t)
	put(folder, "instructions.md", "First.")
	a, err := assistant.Load(folder)
	if err != nil || a.Draft().Instructions != "First." {
		t.Errorf("got %q, %v", a.Draft().Instructions, err)
	}
}

// A save that is cut off leaves no instructions.md for a moment. Until it is there, and where it is deleted, those of the newest
// version count.
func TestInstructionsThatAreMissingAreThoseOfTheNewestVersion(t *testing.T) {
	folder, want := twoSaves(t)
	if err := os.Remove(filepath.Join(folder, "instructions.md")); err != nil {
		t.Fatal(err)
	}
	got, err := assistant.Load(folder)
	if err != nil {
		t.Fatal(err)
	}
	check(t, "without instructions.md", got, want)
	if err := got.Save(folder); err != nil || string(mustRead(t, filepath.Join(folder, "instructions.md"))) != "Second." {
		t.Errorf("a save does not put it back: %v", err)
	}
}

// Until November 2026 assistant.json said which instructions.md a save that was cut off had not replaced yet.
func TestInstructionsThatWereNotReplacedYet(t *testing.T) {
	folder, want := twoSaves(t)
	text := string(mustRead(t, filepath.Join(folder, "assistant.json")))
	put(folder, "instructions.md", "First.")
	put(folder, "assistant.json", strings.Replace(text, `"schema"`, `"replaces": "`+sumOf("First.")+`", "schema"`, 1))
	got, err := assistant.Load(folder)
	if err != nil {
		t.Fatal(err)
	}
	check(t, "with the instructions of before", got, want)
}

// Two pages have the same versions, and each its own trial.
func TestTrialsOfAnotherPageAreKept(t *testing.T) {
	folder, a := twoSaves(t)
	b, err := assistant.Load(folder)
	if err != nil {
		t.Fatal(err)
	}
	a.Trials, b.Trials = []assistant.Trial{{Name: "of a"}}, []assistant.Trial{{Name: "of b"}}
	for range 2 {
		if err := errors.Join(a.Save(folder), b.Save(folder)); err != nil {
			t.Fatal(err)
		}
	}
	kept, _ := filepath.Glob(filepath.Join(folder, "replaced-*.json"))
	if len(kept) != 2 {
		t.Fatalf("kept %q, want one of each", kept)
	}
	both := string(mustRead(t, kept[0])) + string(mustRead(t, kept[1]))
	if !strings.Contains(both, "of a") || !strings.Contains(both, "of b") {
		t.Errorf("kept %s", both)
	}
}

// The assistant in memory is whole: its save puts right what the disk has damaged, and keeps what is there.
func TestASavePutsADamagedFileRight(t *testing.T) {
	folder, a := filepath.Join(t.TempDir(), "alma"), assistant.New()
	a.Change("a file", func(d *assistant.Draft) {
		d.Knowledge = []assistant.File{{Name: "a.md", Content: []byte("whole")}}
	})
	if err := a.Save(folder); err != nil {
		t.Fatal(err)
	}
	name := "files/" + sumOf("whole") + "/a.md"
	put(folder, name, "wrong")
	if err := a.Save(folder); err != nil {
		t.Fatal(err)
	}
	if got := string(mustRead(t, filepath.Join(folder, name))); got != "whole" {
		t.Errorf("the file has %q", got)
	}
	kept, _ := filepath.Glob(filepath.Join(folder, "files", "*", "replaced-*.md"))
	if len(kept) != 1 || string(mustRead(t, kept[0])) != "wrong" {
		t.Errorf("kept %q", kept)
	}
}

// What a save has written it does not read at the next one. The disk may damage it without a trace: then loading finds it, and a save
// of what is whole in memory and does not know the disk puts it right.
func TestWhatWasWrittenIsNotReadAgain(t *testing.T) {
	folder, a := filepath.Join(t.TempDir(), "alma"), assistant.New()
	a.Change("a file", func(d *assistant.Draft) {
		d.Knowledge = []assistant.File{{Name: "a.md", Content: []byte("whole")}}
	})
	if err := a.Save(folder); err != nil {
		t.Fatal(err)
	}
	var packed bytes.Buffer
	if err := a.SaveZip(&packed); err != nil {
		t.Fatal(err)
	}
	name := "files/" + sumOf("whole") + "/a.md"
	info, err := os.Stat(filepath.Join(folder, name))
	if err != nil {
		t.Fatal(err)
	}
	put(folder, name, "wrong")
	if err := os.Chtimes(filepath.Join(folder, name), info.ModTime(), info.ModTime()); err != nil {
		t.Fatal(err)
	}
	if err := a.Save(folder); err != nil || string(mustRead(t, filepath.Join(folder, name))) != "wrong" {
		t.Errorf("it was read again, %v", err)
	}
	if _, err := assistant.Load(folder); err == nil || !strings.Contains(err.Error(), `a.md" is not the file that was saved`) {
		t.Errorf("loading: got %v", err)
	}
	fresh, err := assistant.LoadZip(bytes.NewReader(packed.Bytes()), int64(packed.Len()))
	if err != nil {
		t.Fatal(err)
	}
	if err := fresh.Save(folder); err != nil || string(mustRead(t, filepath.Join(folder, name))) != "whole" {
		t.Errorf("it is not put right: %v", err)
	}
}

func TestLoadingLeavesNothingInAFolder(t *testing.T) {
	folder := t.TempDir()
	if _, err := assistant.Load(folder); err == nil {
		t.Error("an empty folder was loaded")
	}
	if left, _ := os.ReadDir(folder); len(left) > 0 {
		t.Errorf("it left %v", left)
	}
}

// Undo takes a draft of an earlier version without looking at it again.
func TestAnEarlierAvatarThatIsNoPictureIsRefused(t *testing.T) {
	a, png := assistant.New(), picture(t, 8, 8)
	a.Change("a picture", func(d *assistant.Draft) { d.Avatar.Picture = png })
	a.Change("a drawing", func(d *assistant.Draft) { d.Avatar.Picture = nil })
	var packed bytes.Buffer
	if err := a.SaveZip(&packed); err != nil {
		t.Fatal(err)
	}
	sum := func(content string) string { return fmt.Sprintf("%x", sha256.Sum256([]byte(content))) }
	for _, evil := range []string{`<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>`, "<html><script>alert(1)</script></html>"} {
		entries, newNames := unpack(t, packed.Bytes()), strings.NewReplacer(sum(string(png)), sum(evil))
		for i, e := range entries {
			text := newNames.Replace(string(e.content))
			if strings.Contains(e.name, sum(string(png))) {
				text = evil
			}
			if before := sum(string(e.content)); strings.Contains(e.name, before) {
				newNames = strings.NewReplacer(sum(string(png)), sum(evil), before, sum(text))
				entries[i].name = strings.Replace(e.name, before, sum(text), 1)
			}
			entries[i].content = []byte(text)
		}
		for i, e := range entries { // assistant.json comes first and names what was changed after it
			if e.name == "assistant.json" {
				entries[i].content = renamed(t, packed.Bytes(), entries)
			}
		}
		archive := pack(t, entries...)
		if _, err := assistant.LoadZip(bytes.NewReader(archive), int64(len(archive))); err == nil || !strings.Contains(err.Error(), "neither") && !strings.Contains(err.Error(), "not a PNG") {
			t.Errorf("%.20s: got %v", evil, err)
		}
	}
}

// renamed is assistant.json with the new names of the versions.
func renamed(t *testing.T, packed []byte, entries []entry) []byte {
	names, main := []string{}, ""
	for i, e := range unpack(t, packed) {
		if e.name == "assistant.json" {
			main = string(e.content)
		} else if was, is := strings.Split(e.name, "/"), strings.Split(entries[i].name, "/"); len(was) == 3 {
			names = append(names, was[1], is[1])
		}
	}
	return []byte(strings.NewReplacer(names...).Replace(main))
}
