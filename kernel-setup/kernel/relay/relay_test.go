//go:build unix

package relay

import (
	"encoding/gob"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/janpfeifer/gonb/gonbui/protocol"
)

// pictures is how many pictures the program of the tests shows before it ends.
const pictures = 300

func TestMain(m *testing.M) {
	switch {
	case strings.HasSuffix(os.Getenv(protocol.GONB_PIPE_ENV), "-cell"): // the relay has started this
		os.Exit(cellProgram(os.Args[1:]))
	case IsWanted():
		os.Exit(Run())
	}
	os.Exit(m.Run())
}

// cellProgram is what a cell's program does: it shows pictures as gonbui does, and ends.
func cellProgram(args []string) int {
	switch args[0] {
	case "show":
		pipe, _ := os.OpenFile(os.Getenv(protocol.GONB_PIPE_ENV), os.O_WRONLY, 0)
		back, _ := os.Open(os.Getenv(protocol.GONB_PIPE_BACK_ENV))
		out, in := gob.NewEncoder(pipe), gob.NewDecoder(back)
		for i := range pictures {
			_ = out.Encode(&protocol.DisplayData{Data: map[protocol.MIMEType]any{protocol.MIMETextHTML: fmt.Sprint(i)}})
		}
		// It asks for an answer, as gonbui.Sync does, and shows one more that it does not wait for.
		_ = out.Encode(&protocol.DisplayData{Data: map[protocol.MIMEType]any{
			protocol.MIMECommValue: &protocol.CommValue{Address: protocol.GonbuiSyncAddress, Value: 5}}})
		var answer protocol.CommValue
		if in.Decode(&answer) != nil || answer.Value != 5 {
			return 9
		}
		_ = out.Encode(&protocol.DisplayData{Data: map[protocol.MIMEType]any{protocol.MIMETextHTML: "last"}})
		return 3
	case "signal":
		_ = syscall.Kill(os.Getpid(), syscall.SIGKILL)
		time.Sleep(time.Minute)
	case "wait":
		time.Sleep(time.Minute)
	}
	return 0
}

// gonb is GoNB's end of a program: it starts the relay, and reads slowly.
type gonb struct {
	t            *testing.T
	relay        *exec.Cmd
	toGoNB, back string
	dir          string
}

func newGoNB(t *testing.T, args ...string) *gonb {
	t.Helper()
	dir := t.TempDir()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	g := &gonb{t: t, toGoNB: filepath.Join(dir, "pipe"), back: filepath.Join(dir, "back"), dir: dir}
	for path, link := range map[string]bool{g.toGoNB: false, g.back: false, filepath.Join(dir, "gonb_test"): true, filepath.Join(dir, Program): true} {
		if link {
			err = os.Symlink(self, path)
		} else {
			err = syscall.Mkfifo(path, 0o600)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	g.relay = exec.Command(filepath.Join(dir, "gonb_test"), args...)
	g.relay.Env = append(os.Environ(), protocol.GONB_PIPE_ENV+"="+g.toGoNB, protocol.GONB_PIPE_BACK_ENV+"="+g.back)
	return g
}

func TestNothingIsLostAtTheEnd(t *testing.T) {
	g := newGoNB(t, "show")
	if err := g.relay.Start(); err != nil {
		t.Fatal(err)
	}
	shown := make(chan []string)
	go func() {
		var got []string
		defer func() { shown <- got }()
		pipe, err := os.Open(g.toGoNB)
		if err != nil {
			return
		}
		defer pipe.Close()
		back, err := os.OpenFile(g.back, os.O_WRONLY, 0)
		if err != nil {
			return
		}
		defer back.Close()
		in, out := gob.NewDecoder(pipe), gob.NewEncoder(back)
		for {
			var data protocol.DisplayData
			if in.Decode(&data) != nil {
				return
			}
			if value, ok := data.Data[protocol.MIMECommValue].(protocol.CommValue); ok {
				_ = out.Encode(&protocol.CommValue{Address: protocol.GonbuiSyncAckAddress, Value: value.Value})
				continue
			}
			time.Sleep(time.Millisecond / 2) // GoNB takes its time for each
			got = append(got, data.Data[protocol.MIMETextHTML].(string))
		}
	}()
	err := g.relay.Wait()
	if g.relay.ProcessState.ExitCode() != 3 {
		t.Errorf("the program's exit status 3 came through as %v", err)
	}
	got := <-shown
	if len(got) != pictures+1 || got[len(got)-1] != "last" {
		t.Fatalf("%d of %d pictures came", len(got), pictures+1)
	}
	for i, html := range got[:pictures] {
		if html != fmt.Sprint(i) {
			t.Fatalf("picture %d is %s", i, html)
		}
	}
}

func TestAProgramThatShowsNothing(t *testing.T) {
	for range 20 { // it may end before the relay waits for what it shows, or after
		g := newGoNB(t, "nothing")
		if err := g.relay.Run(); err != nil { // GoNB's pipes have no reader: none is needed
			t.Error(err)
		}
		if left, _ := filepath.Glob(filepath.Join(g.dir, "*-cell")); len(left) > 0 {
			t.Errorf("pipes are left: %q", left)
		}
	}
}

func TestTheSignalThatEndedTheProgramIsPassedOn(t *testing.T) {
	g := newGoNB(t, "signal")
	err := g.relay.Run()
	if err == nil || err.Error() != "signal: killed" {
		t.Errorf("got %v, want signal: killed", err)
	}
}

func TestAnInterruptReachesTheProgram(t *testing.T) {
	g := newGoNB(t, "wait")
	if err := g.relay.Start(); err != nil {
		t.Fatal(err)
	}
	time.Sleep(300 * time.Millisecond)
	if err := g.relay.Process.Signal(os.Interrupt); err != nil {
		t.Fatal(err)
	}
	if err := g.relay.Wait(); err == nil || err.Error() != "signal: interrupt" && err.Error() != "exit status 2" {
		t.Errorf("got %v, want that the program was interrupted", err)
	}
}
