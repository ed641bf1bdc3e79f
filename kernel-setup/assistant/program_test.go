package main

import (
	"bufio"
	"bytes"
	"debug/elf"
	"errors"
	"image/png"
	"io"
	"math/rand/v2"
	"net/http"
	"net/http/cookiejar"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"syscall"
	"testing"

	"firstneuron/pkg/assistant"
	"firstneuron/pkg/assistant/classify"
	"firstneuron/pkg/assistant/export"
	"firstneuron/pkg/pictures"
)

var built struct {
	sync.Once
	folder, path string
	err          error
}

func TestMain(m *testing.M) {
	status := m.Run()
	os.RemoveAll(built.folder)
	os.Exit(status)
}

// runner builds this program as kernel-setup does, once for all tests.
func runner(t *testing.T) string {
	t.Helper()
	built.Do(func() {
		if built.folder, built.err = os.MkdirTemp("", "first-neuron-runner-*"); built.err != nil {
			return
		}
		built.path = filepath.Join(built.folder, "runner")
		if runtime.GOOS == "windows" {
			built.path += ".exe"
		}
		cmd := exec.Command("go", "build", "-trimpath", "-ldflags=-s -w", "-o", built.path, ".")
		cmd.Env = append(os.Environ(), "CGO_ENABLED=0")
		if said, err := cmd.CombinedOutput(); err != nil {
			built.err = errors.New(string(said))
		}
	})
	if built.err != nil {
		t.Fatal(built.err)
	}
	return built.path
}

// alma knows one file.
func alma(t *testing.T, change func(*assistant.Draft)) *assistant.Assistant {
	t.Helper()
	a := assistant.New()
	a.Change("made", func(d *assistant.Draft) {
		d.Name, d.Description = "Alma", "Knows the brand."
		if err := d.Add(assistant.File{Name: "brand.md", Content: []byte("# Logo\n\nThe logo stands on white ground.\n\n# Colours\n\nHeadlines are blue.\n")}); err != nil {
			t.Fatal(err)
		}
		if change != nil {
			change(d)
		}
	})
	return a
}

func program(t *testing.T, a *assistant.Assistant, extras map[string][]byte) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "alma"+filepath.Ext(runner(t)))
	file, err := os.OpenFile(path, os.O_CREATE|os.O_WRONLY, 0o755)
	if err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(export.WriteProgram(file, runner(t), a, extras), file.Close()); err != nil {
		t.Fatal(err)
	}
	return path
}

// away is a program that runs in an empty folder, with nothing in its environment that it does not need on Windows.
func away(t *testing.T, path string, args ...string) *exec.Cmd {
	t.Helper()
	cmd := exec.Command(path, args...)
	cmd.Dir = t.TempDir()
	cmd.Env = []string{"SYSTEMROOT=" + os.Getenv("SYSTEMROOT")}
	return cmd
}

// said runs a program to its end.
func said(t *testing.T, cmd *exec.Cmd, input string) (out, complaint string, status int) {
	t.Helper()
	var stdout, stderr bytes.Buffer
	cmd.Stdin, cmd.Stdout, cmd.Stderr = strings.NewReader(input), &stdout, &stderr
	var ended *exec.ExitError
	if err := cmd.Run(); err != nil && !errors.As(err, &ended) {
		t.Fatal(err)
	}
	return stdout.String(), stderr.String(), cmd.ProcessState.ExitCode()
}

func TestTheProgramIsStatic(t *testing.T) {
	if runtime.GOOS != "linux" {
		t.Skip("programs of " + runtime.GOOS + " are not in the ELF format")
	}
	file, err := elf.Open(runner(t))
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	for _, part := range file.Progs {
		if part.Type == elf.PT_INTERP || part.Type == elf.PT_DYNAMIC {
			t.Errorf("it has a part %v, so it needs a dynamic linker", part.Type)
		}
	}
	content, err := os.ReadFile(runner(t))
	if err != nil {
		t.Fatal(err)
	}
	if home, err := filepath.Abs("../.."); err != nil || bytes.Contains(content, []byte(home)) {
		t.Errorf("it tells the folder in which it was built, %v", err)
	}
}

func TestAnExportedProgramAnswersFarFromHome(t *testing.T) {
	path := program(t, alma(t, nil), nil)
	cmd := away(t, path)
	out, complaint, status := said(t, cmd, "On which ground does the logo stand?\nHow deep is the Mariana Trench?\n")
	if status != 0 || complaint != "" || !strings.Contains(out, "white ground") || !strings.Contains(out, "— brand.md") || strings.Contains(out, "[brand.md") {
		t.Errorf("it ends with status %d and says %q, complains %q", status, out, complaint)
	}
	if left, _ := os.ReadDir(cmd.Dir); len(left) != 0 {
		t.Errorf("it leaves %v", left)
	}
}

func TestAnExportedProgramTellsKindsOfPictures(t *testing.T) {
	network, err := classify.Open(classify.Options{})
	if err != nil {
		t.Fatal(err)
	}
	content, err := network.Bytes()
	if err != nil {
		t.Fatal(err)
	}
	kind := pictures.Kinds()[0]
	picture := pictures.Draw(rand.New(rand.NewPCG(1, 2)), kind, pictures.Styles(kind)[0], 320, 240)
	cmd := away(t, program(t, alma(t, func(d *assistant.Draft) { d.Task = assistant.AltTexts }), map[string][]byte{export.ClassifierFile: content}))
	var encoded bytes.Buffer
	if err := png.Encode(&encoded, picture); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(cmd.Dir, "a.png"), encoded.Bytes(), 0o666); err != nil {
		t.Fatal(err)
	}
	told, _ := network.Kind(picture)
	out, complaint, status := said(t, cmd, "/picture a.png\n")
	if status != 0 || complaint != "" || !strings.Contains(strings.ToLower(out), told) {
		t.Errorf("it ends with status %d and says %q, complains %q; want the kind %q, which its network tells", status, out, complaint, told)
	}
}

func TestTheCommandsOfAnExportedProgram(t *testing.T) {
	path := program(t, alma(t, nil), nil)
	for _, c := range []struct {
		args   []string
		status int
		want   string
	}{
		{[]string{"--help"}, 0, "Alma, an assistant made with First Neuron"},
		{[]string{"help"}, 0, "alma page"},
		{[]string{"info"}, 0, "brand.md, 73 B, SHA-256 "},
		{[]string{"info", "x"}, 2, "info takes no arguments"},
		{[]string{"dance"}, 2, `there is no command "dance"`},
		{[]string{"export"}, 2, "export takes the name of one folder"},
		{[]string{"page", "--prot=1"}, 2, "-prot"},
	} {
		out, complaint, status := said(t, away(t, path, c.args...), "")
		if status != c.status || !strings.Contains(out+complaint, c.want) {
			t.Errorf("%v ends with status %d and says %q, want %d and %q", c.args, status, out+complaint, c.status, c.want)
		}
	}
}

func TestAnExportedProgramSpeaksItsLanguage(t *testing.T) {
	path := program(t, alma(t, func(d *assistant.Draft) { d.Settings.Language = "ru" }), nil)
	for want, args := range map[string][]string{"ассистент, созданный в First Neuron": {"help"}, "команды \"dance\" нет": {"dance"}, "знания": {"info"}} {
		if out, complaint, _ := said(t, away(t, path, args...), ""); !strings.Contains(out+complaint, want) {
			t.Errorf("%v says %q, want %q in it", args, out+complaint, want)
		}
	}
	if _, complaint, _ := said(t, away(t, path), "/picture none.png\n"); !strings.Contains(complaint, "не удалось прочитать none.png") {
		t.Errorf("a picture that is not there: it complains %q", complaint)
	}
}

func TestAnExportedProgramBecomesAFolderAgain(t *testing.T) {
	cmd := away(t, program(t, alma(t, nil), nil), "export", "again")
	if out, complaint, status := said(t, cmd, ""); status != 0 {
		t.Fatalf("it ends with status %d: %s%s", status, out, complaint)
	}
	got, err := assistant.Load(filepath.Join(cmd.Dir, "again"))
	if err != nil {
		t.Fatal(err)
	}
	if differences := assistant.Compare(alma(t, nil).Draft(), got.Draft()); len(differences) != 0 {
		t.Errorf("it differs in %v", differences)
	}
	second := away(t, cmd.Path, "export", "again")
	second.Dir = cmd.Dir
	if _, complaint, status := said(t, second, ""); status != 1 || !strings.Contains(complaint, "not empty") {
		t.Errorf("a second time it ends with status %d: %q, want that the folder is there", status, complaint)
	}
}

// served starts a program that serves a page, and returns the address that it prints. end ends it as Ctrl-C does, and
// returns its exit status.
func served(t *testing.T, cmd *exec.Cmd) (address string, end func() int) {
	t.Helper()
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	cmd.Stderr = os.Stderr
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { cmd.Process.Kill() })
	lines := bufio.NewScanner(out)
	for address == "" && lines.Scan() {
		if text := strings.TrimSpace(lines.Text()); strings.HasPrefix(text, "http://") {
			address = text
		}
	}
	if address == "" {
		t.Fatal("it prints no address")
	}
	return address, func() int {
		if err := cmd.Process.Signal(syscall.SIGTERM); err != nil {
			t.Fatal(err)
		}
		io.Copy(io.Discard, out)
		cmd.Wait()
		return cmd.ProcessState.ExitCode()
	}
}

// visit opens a page as a browser does, which takes the token into a cookie and goes on.
func visit(t *testing.T, address string) string {
	t.Helper()
	jar, err := cookiejar.New(nil)
	if err != nil {
		t.Fatal(err)
	}
	client := &http.Client{Jar: jar}
	root, _, _ := strings.Cut(address, "?")
	text := ""
	for _, address := range []string{address, root} {
		response, err := client.Get(address)
		if err != nil {
			t.Fatal(err)
		}
		content, err := io.ReadAll(response.Body)
		response.Body.Close()
		if err != nil || response.StatusCode != http.StatusOK {
			t.Fatalf("%s answers %s, %v", address, response.Status, err)
		}
		text = string(content)
	}
	return text
}

func TestThePageOfAnExportedProgram(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("Windows has no signal that ends a program in an ordinary way")
	}
	address, end := served(t, away(t, program(t, alma(t, nil), nil), "page", "--no-browser"))
	if page := visit(t, address); !strings.Contains(page, "Alma") {
		t.Errorf("its page does not name it: %s", page)
	}
	if status := end(); status != 0 {
		t.Errorf("it ends with status %d", status)
	}
}

func TestTheBuilder(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("Windows has no signal that ends a program in an ordinary way")
	}
	folder := filepath.Join(t.TempDir(), "my assistant")
	if err := alma(t, nil).Save(folder); err != nil {
		t.Fatal(err)
	}
	address, end := served(t, away(t, runner(t), "--no-browser", folder))
	if page := visit(t, address); !strings.Contains(page, "Alma") {
		t.Errorf("its page does not name the assistant: %s", page)
	}
	if _, complaint, status := said(t, away(t, runner(t), "--no-browser", folder), ""); status != 1 || !strings.Contains(complaint, "another builder") {
		t.Errorf("a second builder ends with status %d: %q, want that the folder is in use", status, complaint)
	}
	if status := end(); status != 0 {
		t.Errorf("it ends with status %d", status)
	}
	if out, _, status := said(t, away(t, runner(t), "--help"), ""); status != 0 || !strings.Contains(out, "The builder of assistants") {
		t.Errorf("--help ends with status %d and says %q", status, out)
	}
	if _, complaint, status := said(t, away(t, runner(t)), ""); status != 1 || !strings.Contains(complaint, "name a folder") {
		t.Errorf("far from the clone, without a folder, it ends with status %d: %q", status, complaint)
	}
}
