package main

import (
	"bytes"
	"context"
	"fmt"
	"net"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"firstneuron/kernel-setup/kernel/jupyter"
)

// A frontEnd is one that the test plays.
type frontEnd struct {
	t      *testing.T
	client *jupyter.Client
	folder string // of all temporary files
	ended  chan error
}

// startKernel starts a kernel in this process, with the fake GoNB behind it.
func startKernel(t *testing.T) *frontEnd {
	t.Helper()
	folder, err := os.MkdirTemp("", "k") // t.TempDir's names are too long for sockets
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { os.RemoveAll(folder) })
	t.Setenv("TMPDIR", folder)
	t.Setenv(fakeVariable, "yes")
	t.Setenv("FIRST_NEURON_LANGUAGE", "en")
	connection := jupyter.Connection{Transport: "tcp", IP: "127.0.0.1", Key: "secret", SignatureScheme: "hmac-sha256"}
	for _, port := range []*int{&connection.ShellPort, &connection.ControlPort, &connection.StdinPort, &connection.IOPubPort, &connection.HeartbeatPort} {
		*port = freePort(t)
	}
	file := filepath.Join(folder, "kernel-0123-abcd.json")
	if err := connection.Write(file); err != nil {
		t.Fatal(err)
	}
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	f := &frontEnd{t: t, folder: folder, ended: make(chan error, 1)}
	go func() { f.ended <- run(settings{connection: file, gonb: self}) }()
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	if f.client, err = jupyter.Dial(ctx, connection); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(f.client.Close)
	for f.send(jupyter.Shell, "kernel_info_request", struct{}{}); ; {
		select {
		case a := <-f.client.Arrivals:
			if a.Channel == jupyter.IOPub {
				return f
			}
		case <-time.After(100 * time.Millisecond): // the subscription was not through
			f.send(jupyter.Shell, "kernel_info_request", struct{}{})
		case <-ctx.Done():
			t.Fatal("the kernel does not answer")
		}
	}
}

func freePort(t *testing.T) int {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer listener.Close()
	return listener.Addr().(*net.TCPAddr).Port
}

func (f *frontEnd) send(channel jupyter.Channel, kind string, content any) *jupyter.Message {
	f.t.Helper()
	m := jupyter.New(kind, content)
	if err := f.client.Send(channel, m); err != nil {
		f.t.Fatal(err)
	}
	return m
}

func (f *frontEnd) execute(code string) *jupyter.Message {
	return f.send(jupyter.Shell, "execute_request", map[string]any{"code": code, "silent": false})
}

// see gathers what belongs to requests until each of them is idle and was answered: a line for each message.
func (f *frontEnd) see(requests ...*jupyter.Message) []string {
	f.t.Helper()
	open := map[string]int{}
	for _, request := range requests {
		open[request.Header.ID] = 2
	}
	var seen []string
	deadline := time.After(30 * time.Second)
	for len(open) > 0 {
		select {
		case a := <-f.client.Arrivals:
			parent := a.Message.ParentID()
			if open[parent] == 0 {
				continue
			}
			line := describe(a.Message)
			seen = append(seen, line)
			if line == "idle" || a.Channel == jupyter.Shell || a.Channel == jupyter.Control {
				if open[parent]--; open[parent] == 0 {
					delete(open, parent)
				}
			}
		case <-deadline:
			f.t.Fatalf("no end came; until now: %q", seen)
		}
	}
	return seen
}

func describe(m *jupyter.Message) string {
	var c struct {
		State  string `json:"execution_state"`
		Status string `json:"status"`
		Name   string `json:"ename"`
		Value  string `json:"evalue"`
		Stream string `json:"name"`
		Text   string `json:"text"`
		Count  int    `json:"execution_count"`
		Data   any    `json:"data"`
	}
	_ = m.Read(&c)
	switch m.Header.Type {
	case "status":
		return c.State
	case "stream":
		return c.Stream + ": " + c.Text
	case "error":
		return "error " + c.Name
	case "execute_reply":
		return fmt.Sprintf("reply %d %s", c.Count, c.Status)
	case "execute_input":
		return fmt.Sprintf("input %d", c.Count)
	}
	return fmt.Sprintf("%s %v", m.Header.Type, c.Data)
}

func (f *frontEnd) wantSeen(requests []*jupyter.Message, want ...string) {
	f.t.Helper()
	if got := f.see(requests...); !sameOutputs(got, want) {
		f.t.Errorf("got  %q\nwant %q", got, want)
	}
}

// sameOutputs compares what came. Answers come by another socket than outputs, so their place among them is no matter.
func sameOutputs(got, want []string) bool {
	isReply := func(line string) bool { return strings.HasPrefix(line, "reply") }
	part := func(lines []string, replies bool) (found []string) {
		for _, line := range lines {
			if isReply(line) == replies {
				found = append(found, line)
			}
		}
		return found
	}
	return slices.Equal(part(got, true), part(want, true)) && slices.Equal(part(got, false), part(want, false))
}

func TestACell(t *testing.T) {
	f := startKernel(t)
	cell := f.execute("print one\npicture two\nprint three")
	f.wantSeen([]*jupyter.Message{cell}, "busy", "input 1", "stdout: one\n", "display_data map[text/plain:two]", "stdout: three\n", "reply 1 ok", "idle")
}

func TestCellsBehindOneThatFailsAreAborted(t *testing.T) {
	f := startKernel(t)
	cells := []*jupyter.Message{f.execute("wait 300ms\nfail"), f.execute("print two"), f.execute("print three")}
	f.wantSeen(cells, "busy", "input 1", "error Exit", "idle", "busy", "idle", "busy", "idle", "reply 1 error", "reply 0 aborted", "reply 0 aborted")
	f.wantSeen([]*jupyter.Message{f.execute("print four")}, "busy", "input 2", "stdout: four\n", "reply 2 ok", "idle")
}

func TestCellsThatFailAtOnceAbortWhatWasSentWithThem(t *testing.T) {
	f := startKernel(t)
	var cells []*jupyter.Message // made before the first is sent, which may fail before the next line here
	for _, code := range []string{"%%\n%%", "print two"} {
		cells = append(cells, jupyter.New("execute_request", map[string]any{"code": code, "silent": false}))
	}
	for _, cell := range cells {
		if err := f.client.Send(jupyter.Shell, cell); err != nil {
			t.Fatal(err)
		}
	}
	f.wantSeen(cells, "busy", "input 1", "error TwoMains", "idle", "busy", "idle", "reply 1 error", "reply 0 aborted")
}

func TestStopOnErrorCanBeOff(t *testing.T) {
	f := startKernel(t)
	cells := []*jupyter.Message{
		f.send(jupyter.Shell, "execute_request", map[string]any{"code": "wait 200ms\nfail", "stop_on_error": false}), f.execute("print two")}
	f.wantSeen(cells, "busy", "input 1", "error Exit", "idle", "busy", "input 2", "stdout: two\n", "idle", "reply 1 error", "reply 2 ok")
}

func TestACrashedGoNBIsStartedAnew(t *testing.T) {
	f := startKernel(t)
	f.wantSeen([]*jupyter.Message{f.execute("crash out of luck")}, "busy", "input 1", "error KernelCrashed", "reply 1 error", "idle")
	f.wantSeen([]*jupyter.Message{f.execute("print here again")}, "busy", "input 2", "stdout: here again\n", "reply 2 ok", "idle")
}

// Behind the answer to an interrupt comes another busy: the cell still runs.
func TestAGoNBThatHangsIsStartedAnewByAnInterrupt(t *testing.T) {
	f := startKernel(t)
	cells := []*jupyter.Message{f.execute("hang"), f.execute("print never")}
	time.Sleep(200 * time.Millisecond)
	f.send(jupyter.Control, "interrupt_request", struct{}{})
	f.wantSeen(cells, "busy", "input 1", "busy", "error Interrupted", "idle", "busy", "idle", "reply 1 error", "reply 0 aborted")
	seen := f.see(f.execute("print here again"))
	if !slices.Contains(seen, "stdout: here again\n") || !slices.ContainsFunc(seen, func(line string) bool { return strings.Contains(line, "started again") }) {
		t.Errorf("after a hang: %q, want the text and a note that the kernel was started again", seen)
	}
}

func TestAnInterruptEndsProgramsThatIgnoreIt(t *testing.T) {
	f := startKernel(t)
	marker := "sleep 9" + fmt.Sprint(os.Getpid())
	cell := f.execute("run trap '' INT; (" + marker + ") & " + marker + "; " + marker)
	waitForProcess(marker)
	f.send(jupyter.Control, "interrupt_request", struct{}{})
	f.wantSeen([]*jupyter.Message{cell}, "busy", "input 1", "busy", "error Interrupted", "reply 1 error", "idle")
	if left := processesWith(f.folder + "/fn-"); len(left) > 2 { // the fake GoNB and the sweeper
		t.Errorf("%d processes are left", len(left)-2)
	}
	f.wantSeen([]*jupyter.Message{f.execute("print alive")}, "busy", "input 2", "stdout: alive\n", "reply 2 ok", "idle")
}

// processesWith lists the processes that have a text in their environment or their arguments.
func processesWith(text string) (pids []string) {
	folders, _ := filepath.Glob("/proc/[0-9]*")
	for _, folder := range folders {
		environment, _ := os.ReadFile(filepath.Join(folder, "environ"))
		arguments, _ := os.ReadFile(filepath.Join(folder, "cmdline"))
		if bytes.Contains(append(environment, arguments...), []byte(text)) && filepath.Base(folder) != fmt.Sprint(os.Getpid()) {
			pids = append(pids, filepath.Base(folder))
		}
	}
	return pids
}

// waitForProcess waits until a process runs that has the text in its arguments.
func waitForProcess(text string) {
	for deadline := time.Now().Add(10 * time.Second); len(processesWith(text)) == 0 && time.Now().Before(deadline); {
		time.Sleep(10 * time.Millisecond)
	}
}

func TestAProgramThatHasHeardTheInterruptGoesOn(t *testing.T) {
	f := startKernel(t)
	interrupted := filepath.Join(f.folder, "interrupted")
	cell := f.execute("run while ! [ -e " + interrupted + " ]; do sleep 0.05; done; touch \"$" + heardVariable + "\"; sleep 1.5\nprint kept")
	waitForProcess(interrupted)
	f.send(jupyter.Control, "interrupt_request", struct{}{})
	if err := os.WriteFile(interrupted, nil, 0o600); err != nil { // the fake GoNB passes no signal on
		t.Fatal(err)
	}
	f.wantSeen([]*jupyter.Message{cell}, "busy", "input 1", "busy", "stdout: kept\n", "reply 1 ok", "idle")
}

func TestTheRecordLivesAsLongAsTheKernel(t *testing.T) {
	f := startKernel(t)
	write := func(word string) { f.see(f.execute("run echo " + word + " >> \"$" + recordVariable + "\"")) }
	write("one")
	f.see(f.execute("crash out of luck"))
	write("two")
	records, err := filepath.Glob(filepath.Join(f.folder, "fn-*", "record"))
	if err != nil || len(records) != 1 {
		t.Fatalf("found the records %q, error %v; want one", records, err)
	}
	if got, _ := os.ReadFile(records[0]); string(got) != "one\ntwo\n" {
		t.Errorf("the record is %q, want what both cells wrote", got)
	}
}

func TestFloodsAreCut(t *testing.T) {
	f := startKernel(t)
	line := "print " + strings.Repeat("x", 1000) + "\n"
	seen := strings.Join(f.see(f.execute("%limit output 10KB\n"+strings.Repeat(line, 100))), "")
	if len(seen) > 12<<10 || !strings.Contains(seen, "the rest is not shown") || !strings.Contains(seen, "reply 1 ok") {
		t.Errorf("of 100 kB %d bytes came, ending in %q", len(seen), seen[max(0, len(seen)-200):])
	}
}

func TestShutdownLeavesNothing(t *testing.T) {
	f := startKernel(t)
	f.execute("run sleep 1000")
	time.Sleep(200 * time.Millisecond)
	f.send(jupyter.Control, "shutdown_request", map[string]any{"restart": false})
	select {
	case err := <-f.ended:
		if err != nil {
			t.Error(err)
		}
	case <-time.After(20 * time.Second):
		t.Fatal("the kernel has not ended")
	}
	if left := processesWith(f.folder + "/fn-"); len(left) > 0 {
		t.Errorf("%d processes are left", len(left))
	}
	if left, _ := filepath.Glob(filepath.Join(f.folder, "fn-*")); len(left) > 0 {
		t.Errorf("folders are left: %q", left)
	}
}

func TestWidgetsAreAnswered(t *testing.T) {
	f := startKernel(t)
	f.send(jupyter.Shell, "comm_open", map[string]any{"comm_id": "1", "target_name": widgetTarget})
	request := f.send(jupyter.Shell, "comm_msg", map[string]any{"comm_id": "1", "data": "ping"})
	deadline := time.After(10 * time.Second)
	for {
		select {
		case a := <-f.client.Arrivals:
			if a.Message.ParentID() == request.Header.ID && describe(a.Message) == "comm_msg pong" {
				return
			}
		case <-deadline:
			t.Fatal("no answer came")
		}
	}
}
