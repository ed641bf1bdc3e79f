package export

import (
	"archive/zip"
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"reflect"
	"runtime"
	"slices"
	"strings"
	"testing"

	"firstneuron/pkg/assistant"
)

// TestMain lets this very program be the runner: with this variable it says what it carries, and ends.
func TestMain(m *testing.M) {
	if name, asked := os.LookupEnv("FIRST_NEURON_SAY_WHAT_IS_CARRIED"); asked {
		a, ok, err := Carried()
		if ok {
			fmt.Printf("%s knows %q after %d versions\n", a.Draft().Name, a.Draft().Knowledge[0].Content, len(a.Versions()))
		}
		extra, found, extraError := Extra(name)
		fmt.Printf("carried: %v, %v; extra: %q, %v, %v\n", ok, err, extra, found, extraError)
		os.Exit(0)
	}
	os.Exit(m.Run())
}

func alma(t *testing.T) *assistant.Assistant {
	t.Helper()
	a := assistant.New()
	a.Change("a name", func(d *assistant.Draft) { d.Name = "Alma" })
	a.Change("knowledge", func(d *assistant.Draft) {
		if err := d.Add(assistant.File{Name: "guide.md", Content: []byte("The logo stands on white.")}); err != nil {
			t.Fatal(err)
		}
	})
	return a
}

// program makes a program out of a and this test's own executable.
func program(t *testing.T, a *assistant.Assistant, extras map[string][]byte) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "alma")
	if runtime.GOOS == "windows" {
		path += ".exe"
	}
	file, err := os.OpenFile(path, os.O_CREATE|os.O_WRONLY, 0o755)
	if err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(WriteProgram(file, itself(t), a, extras), file.Close()); err != nil {
		t.Fatal(err)
	}
	return path
}

func itself(t *testing.T) string {
	t.Helper()
	path, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	return path
}

// carries runs a program and returns what it says.
func carries(t *testing.T, path, extra string) string {
	t.Helper()
	cmd := exec.Command(path)
	cmd.Env = append(os.Environ(), "FIRST_NEURON_SAY_WHAT_IS_CARRIED="+extra)
	said, err := cmd.CombinedOutput()
	if err != nil {
		t.Fatalf("%v\n%s", err, said)
	}
	return string(said)
}

func TestAProgramFindsItsAssistant(t *testing.T) {
	path := program(t, alma(t), map[string][]byte{"network.bin": {1, 2, 3}})
	for extra, want := range map[string]string{
		"network.bin": `Alma knows "The logo stands on white." after 2 versions` + "\n" + `carried: true, <nil>; extra: "\x01\x02\x03", true, <nil>` + "\n",
		"another":     `Alma knows "The logo stands on white." after 2 versions` + "\n" + `carried: true, <nil>; extra: "", false, <nil>` + "\n",
	} {
		if got := carries(t, path, extra); got != want {
			t.Errorf("it says %q, want %q", got, want)
		}
	}
}

func TestARunnerCarriesNothing(t *testing.T) {
	if got, want := carries(t, itself(t), "x"), "carried: false, <nil>; extra: \"\", false, <nil>\n"; got != want {
		t.Errorf("it says %q, want %q", got, want)
	}
}

// The positions in a zip file's directory count from the beginning of the file: 4.4.16 and 4.4.24 of PKWARE's
// APPNOTE.TXT. Go would also find it were they counted from the end of the runner; other tools complain.
func TestZipToolsReadAProgram(t *testing.T) {
	path := program(t, alma(t), nil)
	content, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	end := strings.LastIndex(string(content), "PK\x05\x06")
	directory := binary.LittleEndian.Uint32(content[end+16:])
	if got := string(content[directory : directory+4]); got != "PK\x01\x02" {
		t.Errorf("where the directory shall be stands %q", got)
	}
	if header := binary.LittleEndian.Uint32(content[directory+42:]); string(content[header:header+4]) != "PK\x03\x04" {
		t.Errorf("where the first file shall be stands %q", content[header:header+4])
	}
	archive, err := zip.OpenReader(path)
	if err != nil {
		t.Fatal(err)
	}
	defer archive.Close()
	var names []string
	for _, file := range archive.File {
		names = append(names, file.Name)
	}
	if !slices.Contains(names, "assistant.zip") {
		t.Errorf("a zip tool sees %v, want assistant.zip among them", names)
	}
}

func TestADamagedProgramSaysSo(t *testing.T) {
	path := program(t, alma(t), nil)
	content, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	archive, err := zip.OpenReader(path)
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range archive.File {
		if file.Name == assistantFile {
			offset, err := file.DataOffset()
			if err != nil {
				t.Fatal(err)
			}
			content[offset+10] ^= 0xff
		}
	}
	archive.Close()
	if err := os.WriteFile(path, content, 0o755); err != nil {
		t.Fatal(err)
	}
	if got := carries(t, path, "x"); !strings.Contains(got, "damaged, take a new copy") || strings.Contains(got, "Alma") {
		t.Errorf("it says %q, want that it is damaged", got)
	}
}

func TestWhatIsNoRunner(t *testing.T) {
	folder := t.TempDir()
	for runner, want := range map[string]string{
		filepath.Join(folder, "none"): "go run ./kernel-setup assistant builds it",
		folder:                        "cannot be read",
		program(t, alma(t), nil):      "carries an assistant already",
	} {
		var out bytes.Buffer
		if err := WriteProgram(&out, runner, alma(t), nil); err == nil || !strings.Contains(err.Error(), want) || out.Len() > 0 {
			t.Errorf("with the runner %s: got %v and %d bytes, want %q", runner, err, out.Len(), want)
		}
	}
}

func TestAProgramBringsTheWholeAssistant(t *testing.T) {
	a := alma(t)
	a.Trials = []assistant.Trial{{Name: "logo", Messages: []assistant.Message{{Role: assistant.RoleUser, Text: "Which ground?"}}, Expect: []string{"white"}}}
	path := program(t, a, map[string][]byte{"x": {1}})
	archive, err := zip.OpenReader(path)
	if err != nil {
		t.Fatal(err)
	}
	defer archive.Close()
	kept, err := fs.ReadFile(archive, assistantFile)
	if err != nil {
		t.Fatal(err)
	}
	got, err := assistant.LoadZip(bytes.NewReader(kept), int64(len(kept)))
	if err != nil {
		t.Fatal(err)
	}
	if !reflect.DeepEqual(got.Draft(), a.Draft()) || !reflect.DeepEqual(got.Trials, a.Trials) || len(got.Versions()) != 2 {
		t.Errorf("got %+v with the trials %+v", got.Draft(), got.Trials)
	}
}
