package assistant_test

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/json"
	"flag"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"time"

	"firstneuron/pkg/assistant"
)

var update = flag.Bool("update", false, "write testdata/saved2.zip again")

// built has everything that can be saved: versions of all kinds, files that only earlier versions have, trials with pictures.
func built(t testing.TB) *assistant.Assistant {
	a := assistant.New()
	a.Clock = clock()
	a.Change("all by hand", func(d *assistant.Draft) { *d = full() })
	a.Change("an avatar of my own", func(d *assistant.Draft) { d.Avatar.Picture = picture(t, 8, 8) })
	a.Change("a new style guide", func(d *assistant.Draft) { d.Knowledge[0].Content = []byte("# Style\nNo \"image of\".\n") })
	a.Change("all gone", func(d *assistant.Draft) { *d = assistant.Draft{} })
	a.Undo()
	a.Undo()
	a.Change("other settings", func(d *assistant.Draft) {
		d.Settings, d.ByHand, d.Starters = assistant.Settings{}, nil, d.Starters[:1]
	})
	a.Undo()
	a.Redo()
	a.Undo()
	a.Undo()
	a.Trials = []assistant.Trial{
		{Name: "a chart", Messages: []assistant.Message{
			{Role: assistant.RoleUser, Text: "The sales", Pictures: []assistant.Picture{{Name: "Продажи.png", Content: picture(t, 5, 5)}, {Name: "s.svg", Content: []byte("<svg/>")}}},
			{Role: assistant.RoleUser, Text: "Shorter, please"},
		}, Expect: []string{"bar chart"}, Avoid: []string{"image of"}},
		{Name: "a question", Messages: []assistant.Message{{Role: assistant.RoleUser, Text: "How long?", Citations: []assistant.Citation{{File: "a", Passage: "b"}}}}},
	}
	a.Building = []byte(`{"asked":"name"}`)
	return a
}

func check(t *testing.T, what string, got, want *assistant.Assistant) {
	t.Helper()
	kept := func(a *assistant.Assistant) []any {
		var building bytes.Buffer
		json.Compact(&building, a.Building) // which may be none
		return []any{a.Trials, building.String(), a.Versions()}
	}
	if !reflect.DeepEqual(kept(got), kept(want)) {
		t.Errorf("%s: it came back different\ngot  %+v\nwant %+v", what, got, want)
	}
}

func TestWhatIsSavedComesBack(t *testing.T) {
	drawn := built(t)
	drawn.Redo() // or with its own picture
	for name, a := range map[string]*assistant.Assistant{"empty": assistant.New(), "drawn": drawn, "own picture": built(t)} {
		folder := filepath.Join(t.TempDir(), "some", "Алма")
		var archive bytes.Buffer
		if err := a.Save(folder); err != nil {
			t.Fatal(err)
		}
		if err := a.SaveZip(&archive); err != nil {
			t.Fatal(err)
		}
		file := filepath.Join(t.TempDir(), "alma.zip")
		if err := os.WriteFile(file, archive.Bytes(), 0o666); err != nil {
			t.Fatal(err)
		}
		for _, path := range []string{folder, file} {
			got, err := assistant.Load(path)
			if err != nil {
				t.Fatal(name, err)
			}
			check(t, name+" from "+filepath.Base(path), got, a)
			// It goes on where it was: what was undone can still be redone.
			if want := a.CanRedo(); got.Redo() != want {
				t.Errorf("%s: can redo %v, want %v", name, !want, want)
			}
		}
		got, err := assistant.LoadZip(bytes.NewReader(archive.Bytes()), int64(archive.Len()))
		if err != nil {
			t.Fatal(name, err)
		}
		check(t, name, got, a)
		var again bytes.Buffer
		if err := got.SaveZip(&again); err != nil || !bytes.Equal(archive.Bytes(), again.Bytes()) {
			t.Errorf("%s: the archive of what came back has %d bytes, and other ones than the %d of the first (%v)", name, again.Len(), archive.Len(), err)
		}
	}
}

func TestLoadedVersionsHoldAFileOnce(t *testing.T) {
	var archive bytes.Buffer
	if err := built(t).SaveZip(&archive); err != nil {
		t.Fatal(err)
	}
	a, err := assistant.LoadZip(bytes.NewReader(archive.Bytes()), int64(archive.Len()))
	if err != nil {
		t.Fatal(err)
	}
	versions := a.Versions()
	if &versions[0].Draft.Knowledge[2].Content[0] != &versions[2].Draft.Knowledge[2].Content[0] {
		t.Error("two versions have a copy each of the same file")
	}
}

// The archive in testdata is what people have on their disks: a change of what is in it needs a new schema, or must read the
// old one.
func TestTheLayoutStaysAsItIs(t *testing.T) {
	golden := filepath.Join("testdata", "saved2.zip")
	var archive bytes.Buffer
	if err := built(t).SaveZip(&archive); err != nil {
		t.Fatal(err)
	}
	if *update {
		if err := os.WriteFile(golden, archive.Bytes(), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	a, err := assistant.Load(golden)
	if err != nil {
		t.Fatal(err)
	}
	check(t, golden, a, built(t))
	content, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	want, got := unpack(t, content), unpack(t, archive.Bytes())
	if len(got) != len(want) {
		t.Errorf("%d files are saved, want %d", len(got), len(want))
	}
	for i := range min(len(got), len(want)) {
		isDrawing := want[i].name == "avatar.svg" // which is drawn again at each save, and may be drawn better
		if got[i].name != want[i].name || !isDrawing && !bytes.Equal(got[i].content, want[i].content) {
			t.Errorf("%s is\n%s\nwant %s\n%s", got[i].name, got[i].content, want[i].name, want[i].content)
		}
	}
}

// Both archives are of schema 1; the older one had one citation in a message.
func TestWhatWasSavedBeforeIsStillRead(t *testing.T) {
	for _, name := range []string{"saved.zip", "one_citation.zip"} {
		a, err := assistant.Load(filepath.Join("testdata", name))
		if err != nil {
			t.Fatal(err)
		}
		check(t, name, a, built(t))
		folder := filepath.Join(t.TempDir(), "alma")
		for _, e := range unpack(t, mustRead(t, filepath.Join("testdata", name))) {
			put(folder, e.name, string(e.content))
		}
		if a, err = assistant.Load(folder); err != nil {
			t.Fatal(err)
		}
		check(t, name+" in a folder", a, built(t))
		a.Change("a name", named("new"))
		if err := a.Save(folder); err != nil {
			t.Fatal(err)
		}
		if got := nameAt(t, folder); got != "new" {
			t.Errorf("%s: saved over it there is %q", name, got)
		}
	}
}

func mustRead(t *testing.T, name string) []byte {
	t.Helper()
	content, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return content
}

func files(t *testing.T, folder string) map[string]string {
	all := map[string]string{}
	err := fs.WalkDir(os.DirFS(folder), ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		content, err := os.ReadFile(filepath.Join(folder, name))
		all[name] = string(content)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// Whatever a folder holds besides an assistant is there after a save, too.
func TestSaveLosesNothing(t *testing.T) {
	for _, test := range []struct {
		name string
		make func(folder string)
		says string // "" where the save may go on
	}{
		{"nothing there", func(string) {}, ""},
		{"an empty folder", func(f string) { os.MkdirAll(f, 0o777) }, ""},
		{"an assistant", func(f string) { built(t).Save(f) }, ""},
		{"an assistant that the Finder looked at", func(f string) { built(t).Save(f); put(f, ".DS_Store", "x") }, ""},
		{"an assistant with instructions changed by hand", func(f string) { built(t).Save(f); put(f, "instructions.md", "x") }, ""},
		{"an assistant and a note", func(f string) { built(t).Save(f); put(f, "notes.txt", "x") }, ""},
		{"a save that was cut off before its end", func(f string) {
			put(f, "files/"+sumOf("x")+"/content", "x")
			put(f, ".part-1", "x")
			put(f, "files/"+sumOf("y")+"/.part-2", "x")
		}, ""},
		{"somebody's folder", func(f string) { put(f, "thesis.docx", "x") }, `"thesis.docx"`},
		{"somebody's folder with an assistant.json", func(f string) { put(f, "assistant.json", `{"name": "x"}`) }, `assistant.json`},
		{"a newer assistant", func(f string) { put(f, "assistant.json", `{"format": "First Neuron assistant", "schema": 3}`) }, "newer"},
		{"a file", func(f string) { os.WriteFile(f, nil, 0o666) }, "folder"},
	} {
		parent := t.TempDir()
		folder := filepath.Join(parent, "alma")
		test.make(folder)
		a := assistant.New()
		a.Change("a name", named("new"))
		before := files(t, parent)
		err := a.Save(folder)
		if test.says == "" {
			got, loading := assistant.Load(folder)
			if err != nil || loading != nil || got.Draft().Name != "new" {
				t.Errorf("%s: %v, %v", test.name, err, loading)
			}
			after := files(t, parent)
			for name, content := range before {
				if partial := strings.Contains(name, ".part-"); partial {
					if _, there := after[name]; there {
						t.Errorf("%s: %s stays", test.name, name)
					}
				} else if replaced := name == "alma/instructions.md" || strings.HasPrefix(name, "alma/avatar") || name == "alma/assistant.json"; !replaced && after[name] != content {
					t.Errorf("%s: %s has changed", test.name, name)
				}
			}
		} else if after := files(t, parent); err == nil || !strings.Contains(err.Error(), test.says) || !reflect.DeepEqual(before, after) {
			t.Errorf("%s: got %v, want an error with %s and all files as they were; there are %d of %d", test.name, err, test.says, len(after), len(before))
		}
	}
}

func sumOf(content string) string { return fmt.Sprintf("%x", sha256.Sum256([]byte(content))) }

// Two programs that save to one folder wait for each other, and what one of them had is kept.
func TestTwoWriters(t *testing.T) {
	folder := filepath.Join(t.TempDir(), "alma")
	if who := os.Getenv("ASSISTANT_WRITER"); who != "" {
		folder = os.Getenv("ASSISTANT_SAVE_TO")
		for i := range 20 {
			a := assistant.New()
			a.Change("a name", named(fmt.Sprint(who, i)))
			if err := a.Save(folder); err != nil {
				t.Fatal(err)
			}
			if _, err := assistant.Load(folder); err != nil {
				t.Fatal(err)
			}
		}
		return
	}
	var programs []*exec.Cmd
	for _, who := range []string{"one ", "two "} {
		program := exec.Command(os.Args[0], "-test.run=^TestTwoWriters$")
		program.Env = append(os.Environ(), "ASSISTANT_SAVE_TO="+folder, "ASSISTANT_WRITER="+who)
		program.Stderr = os.Stderr
		if err := program.Start(); err != nil {
			t.Fatal(err)
		}
		programs = append(programs, program)
	}
	for _, program := range programs {
		if err := program.Wait(); err != nil {
			t.Error(err)
		}
	}
	names := map[string]bool{nameAt(t, folder): true}
	replaced, _ := filepath.Glob(filepath.Join(folder, "replaced-*.json"))
	for _, file := range replaced {
		content := mustRead(t, file)
		if err := os.WriteFile(filepath.Join(folder, "assistant.json"), content, 0o666); err != nil {
			t.Fatal(err)
		}
		names[nameAt(t, folder)] = true
	}
	if len(names) != 40 {
		t.Errorf("%d of the 40 assistants are left: %v", len(names), names)
	}
}

func put(folder, name, content string) {
	file := filepath.Join(folder, filepath.FromSlash(name))
	os.MkdirAll(filepath.Dir(file), 0o777)
	os.WriteFile(file, []byte(content), 0o666)
}

func TestSaveThroughALinkKeepsTheLink(t *testing.T) {
	parent := t.TempDir()
	folder, link := filepath.Join(parent, "alma"), filepath.Join(parent, "link")
	if err := assistant.New().Save(folder); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(folder, link); err != nil {
		t.Skip("this system lets no symbolic link be made:", err)
	}
	if err := built(t).Save(link); err != nil {
		t.Fatal(err)
	}
	got, err := assistant.Load(folder)
	if err != nil {
		t.Fatal(err)
	}
	check(t, "behind the link", got, built(t))
}

// This program is started again, saves one version after another, and is killed at some time.
func TestAKilledSaveLeavesTheOldOrTheNew(t *testing.T) {
	if folder := os.Getenv("ASSISTANT_SAVE_TO"); folder != "" {
		a := built(t)
		for i := 0; ; i++ {
			a.Change("a name", named(fmt.Sprint("name ", i)))
			if err := a.Save(folder); err != nil {
				t.Fatal(err)
			}
		}
	}
	rng := rand.New(rand.NewPCG(1, 1))
	folder := filepath.Join(t.TempDir(), "alma")
	if err := built(t).Save(folder); err != nil {
		t.Fatal(err)
	}
	for range 8 {
		ctx, cancel := context.WithTimeout(t.Context(), time.Duration(100+rng.IntN(200))*time.Millisecond)
		program := exec.CommandContext(ctx, os.Args[0], "-test.run=^TestAKilledSaveLeavesTheOldOrTheNew$")
		program.Env = append(os.Environ(), "ASSISTANT_SAVE_TO="+folder)
		output, err := program.CombinedOutput()
		if ctx.Err() == nil {
			t.Fatalf("it ended by itself: %v\n%s", err, output)
		}
		cancel()
		a, err := assistant.Load(folder)
		if err != nil {
			t.Fatal(err)
		}
		if name := a.Draft().Name; name != "Alma" && !strings.HasPrefix(name, "name ") {
			t.Fatalf("the name is %q", name)
		}
	}
}

func TestSaveSaysWhatCannotBeLoadedAgain(t *testing.T) {
	a := built(t)
	a.Trials[0].Messages[0].Pictures[0].Content = make([]byte, assistant.LargestFile+1)
	folder := filepath.Join(t.TempDir(), "alma")
	for name, err := range map[string]error{"folder": a.Save(folder), "archive": a.SaveZip(&bytes.Buffer{})} {
		if err == nil || !strings.Contains(err.Error(), "/content") {
			t.Errorf("%s: got %v, want an error that names the picture", name, err)
		}
	}
	if _, err := os.Stat(folder); err == nil {
		t.Error("there is a folder")
	}
}

// What is changed in the folder is a version of its own, written by hand.
func TestChangesByHandInTheFolder(t *testing.T) {
	folder := filepath.Join(t.TempDir(), "alma")
	a := assistant.New()
	a.Change("a name", named("Alma"))
	if err := a.Save(folder); err != nil {
		t.Fatal(err)
	}
	put(folder, "instructions.md", "Be kind.")
	got, err := assistant.Load(folder)
	if err != nil {
		t.Fatal(err)
	}
	d := got.Draft()
	if d.Instructions != "Be kind." || !d.Wrote(assistant.FieldInstructions) || d.Wrote(assistant.FieldName) || len(got.Versions()) != 2 {
		t.Errorf("got %+v in %d versions", d, len(got.Versions()))
	}
	if got.Undo(); got.Draft().Name != "Alma" || got.Draft().Instructions != "" {
		t.Errorf("after undo: %+v", got.Draft())
	}
}
