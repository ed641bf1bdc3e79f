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
	t          *testing.T
	client     *jupyter.Client
	connection jupyter.Connection
	folder     string // of all temporary files
	ended      chan error
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
	f := &frontEnd{t: t, connection: connection, folder: folder, ended: make(chan error, 1)}
	go func() { f.ended <- run(settings{connection: file, gonb: self}) }()
	f.connect()
	return f
}

// connect returns when the kernel's answers and outputs come in.
func (f *frontEnd) connect() {
	t := f.t
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	var err error
	if f.client, err = jupyter.Dial(ctx, f.connection); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(f.client.Close)
	for f.send(jupyter.Shell, "kernel_info_request", struct{}{}); ; {
		select {
		case a := <-f.client.Arrivals:
			if a.Channel == jupyter.IOPub {
				return
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

// forFake is a cell that the kernel passes to GoNB as it is.
func forFake(code string) string { return "%%gx\n" + code }

func (f *frontEnd) execute(code string) *jupyter.Message {
	return f.send(jupyter.Shell, "execute_request", map[string]any{"code": forFake(code), "silent": false})
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
	f.wantSeen(cells, "busy", "input 1", "error CommandFailed", "idle", "busy", "idle", "busy", "idle", "reply 1 error", "reply 0 aborted", "reply 0 aborted")
	f.wantSeen([]*jupyter.Message{f.execute("print four")}, "busy", "input 2", "stdout: four\n", "reply 2 ok", "idle")
}

func TestCellsThatFailAtOnceAbortWhatWasSentWithThem(t *testing.T) {
	f := startKernel(t)
	var cells []*jupyter.Message // made before the first is sent, which may fail before the next line here
	for _, code := range []string{"%%\n%%", forFake("print two")} {
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
		f.send(jupyter.Shell, "execute_request", map[string]any{"code": forFake("wait 200ms\nfail"), "stop_on_error": false}), f.execute("print two")}
	f.wantSeen(cells, "busy", "input 1", "error CommandFailed", "idle", "busy", "input 2", "stdout: two\n", "idle", "reply 1 error", "reply 2 ok")
}

func TestACrashedGoNBIsStartedAgain(t *testing.T) {
	f := startKernel(t)
	f.wantSeen([]*jupyter.Message{f.execute("crash out of luck")}, "busy", "input 1", "error KernelCrashed", "reply 1 error", "idle")
	f.wantSeen([]*jupyter.Message{f.execute("print here again")}, "busy", "input 2", "stdout: here again\n", "reply 2 ok", "idle")
}

// While GoNB cannot be started, everything that needs no GoNB is answered at once, cells end with an error, and they can be
// stopped. When it can be started again, cells run again.
func TestWhileGoNBKeepsEnding(t *testing.T) {
	f := startKernel(t)
	f.see(f.execute("print one"))
	broken := filepath.Join(f.folder, brokenFile)
	if err := os.WriteFile(broken, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	other := *f // asks while cells run
	other.connect()
	t.Cleanup(other.client.Close)
	ended, rounds := make(chan bool), make(chan int)
	go func() {
		for count := 0; ; count++ {
			for _, kind := range []string{"kernel_info_request", "is_complete_request", "history_request", "complete_request"} {
				other.see(other.send(jupyter.Shell, kind, map[string]any{"code": "%%\nfmt.", "cursor_pos": 7}))
			}
			select {
			case <-ended:
				rounds <- count
				return
			case <-time.After(10 * time.Millisecond):
			}
		}
	}()
	f.see(f.execute("crash out of luck"))
	for crash := range 7 { // the last of them starts GoNB, which nobody else would any more
		number := crash + 3
		lines := f.see(f.execute("print never"))
		reply := fmt.Sprintf("reply %d error", number)
		replied := slices.Contains(lines, reply) // by another socket, so anywhere among the others
		lines = slices.DeleteFunc(lines, func(line string) bool { return line == reply })
		seen := strings.Join(slices.Compact(lines), ", ") // busy comes again after each answer to the other
		if !strings.HasPrefix(seen, fmt.Sprintf("busy, input %d, ", number)) || !strings.Contains(seen, "error KernelCrashed") || !replied {
			t.Errorf("cell %d: %s", number, seen)
		}
	}
	close(ended)
	if count := <-rounds; count < 20 { // a kernel that waits with GoNB answers once after each crash
		t.Errorf("all was answered %d times, while GoNB ended 8 times", count)
	}

	stopped := f.execute("print never")
	f.send(jupyter.Control, "interrupt_request", struct{}{})
	if seen := f.see(stopped); !slices.ContainsFunc(seen, func(line string) bool { return strings.HasPrefix(line, "error ") }) {
		t.Errorf("a cell that was stopped: %q", seen)
	}
	if err := os.Remove(broken); err != nil {
		t.Fatal(err)
	}
	for range 2 { // the first may still meet a GoNB that ends
		f.see(f.execute("print begins again"))
	}
	if seen := f.see(f.execute("print alive")); !slices.Contains(seen, "stdout: alive\n") {
		t.Errorf("got %q, want a cell that runs", seen)
	}
}

func TestACellThatWaitsForGoNBCanBeStopped(t *testing.T) {
	f := startKernel(t)
	for range 3 {
		f.see(f.execute("crash out of luck"))
	}
	waiting := []*jupyter.Message{f.execute("print never"), f.execute("print never")} // GoNB is started after 0.6 s
	time.Sleep(200 * time.Millisecond)                                                // interrupts come by a channel of their own
	f.send(jupyter.Control, "interrupt_request", struct{}{})
	f.wantSeen(waiting, "busy", "input 4", "error Interrupted", "idle", "busy", "idle", "reply 4 error", "reply 0 aborted")
	f.wantSeen([]*jupyter.Message{f.execute("print alive")}, "busy", "input 5", "stdout: alive\n", "reply 5 ok", "idle")
}

func TestTheKernelEndsWhileGoNBIsDown(t *testing.T) {
	const attempts = 3 // others may be at work on the machine
	for attempt := range attempts {
		f := startKernel(t)
		for range 4 {
			f.see(f.execute("crash out of luck"))
		}
		begin := time.Now()
		f.send(jupyter.Control, "shutdown_request", map[string]any{"restart": false})
		f.wantEnded()
		if took := time.Since(begin); took < 800*time.Millisecond { // GoNB would be started after 0.9 s
			return
		} else if attempt == attempts-1 {
			t.Errorf("it took %v", took)
		}
	}
}

// Behind the answer to an interrupt comes another busy: the cell still runs.
func TestAGoNBThatHangsIsStartedAgainByAnInterrupt(t *testing.T) {
	f := startKernel(t)
	f.see(f.execute("print one")) // GoNB has started up
	cells := []*jupyter.Message{f.execute("hang"), f.execute("print never")}
	time.Sleep(200 * time.Millisecond)
	f.send(jupyter.Control, "interrupt_request", struct{}{})
	f.wantSeen(cells, "busy", "input 2", "busy", "error Interrupted", "idle", "busy", "idle", "reply 2 error", "reply 0 aborted")
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
	if left := processesWith(f.folder + "/fn-"); len(left) > 2 { // the fake GoNB and its supervisor
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
	f.send(jupyter.Shell, "execute_request", map[string]any{"code": "%limit output 10KB"})
	seen := strings.Join(f.see(f.execute(strings.Repeat(line, 100))), "")
	if len(seen) > 12<<10 || !strings.Contains(seen, "of the rest only the end is shown") || !strings.Contains(seen, "reply 2 ok") {
		t.Errorf("of 100 kB %d bytes came, ending in %q", len(seen), seen[max(0, len(seen)-200):])
	}
}

func TestShutdownLeavesNothing(t *testing.T) {
	f := startKernel(t)
	f.execute("run sleep 1000")
	time.Sleep(200 * time.Millisecond)
	f.send(jupyter.Control, "shutdown_request", map[string]any{"restart": false})
	f.wantEnded()
}

// wantEnded waits until the kernel has ended, and looks whether something is left of it.
func (f *frontEnd) wantEnded() {
	f.t.Helper()
	select {
	case err := <-f.ended:
		if err != nil {
			f.t.Error(err)
		}
	case <-time.After(20 * time.Second):
		f.t.Fatal("the kernel has not ended")
	}
	if left := processesWith(f.folder + "/fn-"); len(left) > 0 {
		f.t.Errorf("processes are left: %q", left)
	}
	if left, _ := filepath.Glob(filepath.Join(f.folder, "fn-*")); len(left) > 0 {
		f.t.Errorf("folders are left: %q", left)
	}
}

func TestASupervisorTouchesNoFolderButOurs(t *testing.T) {
	folder := t.TempDir()
	err := supervise(folder, []string{"/bin/sh", "-c", "touch " + filepath.Join(folder, "ran")})
	if err == nil || !strings.Contains(err.Error(), "will not be removed") {
		t.Errorf("got %v, want a refusal", err)
	}
	if left, err := os.ReadDir(folder); err != nil || len(left) > 0 {
		t.Errorf("in the folder is %v, %v; want that it is there and empty", left, err)
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
