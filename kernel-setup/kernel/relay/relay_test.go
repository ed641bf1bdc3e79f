//go:build unix

package relay

import (
	"bufio"
	"encoding/gob"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/janpfeifer/gonb/gonbui/protocol"
)

func TestMain(m *testing.M) {
	switch {
	case os.Getenv("CELL") != "": // the relay has started this
		os.Exit(cellProgram(os.Args[1:]))
	case IsWanted():
		os.Setenv("CELL", "yes")
		os.Exit(Run())
	}
	os.Exit(m.Run())
}

// pictures is how many pictures the program of the tests shows before it ends.
const pictures = 300

// cellProgram is what a cell's program does.
func cellProgram(args []string) int {
	switch args[0] {
	case "show":
		toKernel, fromKernel := openGonbui()
		for i := range pictures {
			_ = toKernel.Encode(picture(i))
		}
		fmt.Println("text")
		// It asks for an answer, as gonbui.Sync does, and shows one more that it does not wait for.
		_ = toKernel.Encode(value(protocol.GonbuiSyncAddress, 5))
		var answer protocol.CommValue
		if fromKernel.Decode(&answer) != nil || answer.Value != 5 {
			return 9
		}
		_ = toKernel.Encode(picture(pictures))
		return 3
	case "burst":
		toKernel, _ := openGonbui()
		for i := range pictures {
			fmt.Println("text", i)
			_ = toKernel.Encode(picture(i))
		}
	case "large":
		toKernel, _ := openGonbui()
		for i := range 10 {
			fmt.Println("text", i)
			_ = toKernel.Encode(&protocol.DisplayData{Data: map[protocol.MIMEType]any{
				protocol.MIMETextHTML: fmt.Sprint(i), protocol.MIMEImagePNG: []byte("png"), protocol.MIMETextPlain: strings.Repeat("x", 300_000)}})
		}
	case "in order":
		toKernel, fromKernel := openGonbui()
		for i := range 10 {
			fmt.Println(2 * i)
			_ = toKernel.Encode(value(protocol.GonbuiSyncAddress, i))
			_ = fromKernel.Decode(new(protocol.CommValue))
			_ = toKernel.Encode(picture(2*i + 1))
			_ = toKernel.Encode(value(protocol.GonbuiSyncAddress, i))
			_ = fromKernel.Decode(new(protocol.CommValue))
		}
	case "ask":
		toKernel, _ := openGonbui()
		_ = toKernel.Encode(&protocol.DisplayData{Data: map[protocol.MIMEType]any{
			protocol.MIMEJupyterInput: &protocol.InputRequest{Prompt: "name? ", Password: true}}})
		lines := bufio.NewScanner(os.Stdin)
		for lines.Scan() {
			fmt.Println("got", lines.Text())
		}
		fmt.Println("the end")
	case "letters":
		for range 64 << 10 / len(greeting) {
			for i := 0; i < len(greeting); i += 3 { // a letter has two bytes
				_, _ = os.Stdout.WriteString(greeting[i:min(i+3, len(greeting))])
			}
		}
	case "bytes":
		_, _ = os.Stdout.Write([]byte("a\xff\xfeb\xd0"))
	case "garbage":
		pipe, _ := os.OpenFile(os.Getenv(protocol.GONB_PIPE_ENV), os.O_WRONLY, 0)
		_, _ = pipe.WriteString(strings.Repeat("no gob at all ", 1000))
		time.Sleep(100 * time.Millisecond)
		fmt.Println("still here")
	case "widget":
		toKernel, fromKernel := openGonbui()
		_ = toKernel.Encode(value("/question", 7))
		var answer protocol.CommValue
		if fromKernel.Decode(&answer) != nil || answer.Address != "/answer" || answer.Value != 42 {
			return 9
		}
		_ = toKernel.Encode(value("/thanks", 8))
	case "kill":
		_ = syscall.Kill(os.Getpid(), syscall.SIGKILL)
		time.Sleep(time.Minute)
	case "wait":
		fmt.Println("begun")
		time.Sleep(time.Minute)
	case "save":
		stop := make(chan os.Signal, 1)
		signal.Notify(stop, os.Interrupt)
		fmt.Println("begun")
		<-stop
		fmt.Println("saved")
	case "leave a child":
		child := exec.Command("sleep", "0.5")
		child.Stdout = os.Stdout
		_ = child.Start()
		fmt.Println("begun")
	}
	return 0
}

const greeting = "привет, мир\n"

func openGonbui() (*gob.Encoder, *gob.Decoder) {
	pipe, _ := os.OpenFile(os.Getenv(protocol.GONB_PIPE_ENV), os.O_WRONLY, 0)
	back, _ := os.Open(os.Getenv(protocol.GONB_PIPE_BACK_ENV))
	return gob.NewEncoder(pipe), gob.NewDecoder(back)
}

func picture(i int) *protocol.DisplayData {
	return &protocol.DisplayData{Data: map[protocol.MIMEType]any{protocol.MIMETextHTML: fmt.Sprint(i), protocol.MIMEImagePNG: []byte("png")}}
}

func value(address string, value any) *protocol.DisplayData {
	return &protocol.DisplayData{Data: map[protocol.MIMEType]any{protocol.MIMECommValue: &protocol.CommValue{Address: address, Value: value}}}
}

// A gonb is GoNB and the kernel around a relay.
type gonb struct {
	t            *testing.T
	relay        *exec.Cmd
	toGoNB, back string
	cells        string
	connected    chan *Connection
}

// newGoNB is ready to start the relay for a program, or for a command.
func newGoNB(t *testing.T) *gonb {
	t.Helper()
	folder, err := os.MkdirTemp("", "relay") // t.TempDir's names are too long for sockets
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { os.RemoveAll(folder) })
	g := &gonb{t: t, cells: filepath.Join(folder, "cells"), connected: make(chan *Connection, 1)}
	home := filepath.Join(g.cells, "gonb_test")
	if err := os.MkdirAll(home, 0o700); err != nil {
		t.Fatal(err)
	}
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	for _, link := range []string{"gonb_test", Program} {
		if err := os.Symlink(self, filepath.Join(home, link)); err != nil {
			t.Fatal(err)
		}
	}
	if err := Install(g.cells); err != nil {
		t.Fatal(err)
	}
	stop, err := Listen(g.cells, func(c *Connection) { g.connected <- c })
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(stop)
	g.toGoNB, g.back = filepath.Join(home, "pipe"), filepath.Join(home, "back")
	g.relay = exec.Command(filepath.Join(home, "gonb_test"))
	return g
}

// start starts the relay for the program of the tests.
func (g *gonb) start(what string) *Connection {
	g.t.Helper()
	for _, path := range []string{g.toGoNB, g.back} {
		if err := syscall.Mkfifo(path, 0o600); err != nil {
			g.t.Fatal(err)
		}
	}
	g.relay.Args = append(g.relay.Args, what)
	g.relay.Env = append(os.Environ(), protocol.GONB_PIPE_ENV+"="+g.toGoNB, protocol.GONB_PIPE_BACK_ENV+"="+g.back)
	return g.connect()
}

func (g *gonb) connect() *Connection {
	g.t.Helper()
	g.relay.Stderr = os.Stderr
	if err := g.relay.Start(); err != nil {
		g.t.Fatal(err)
	}
	select {
	case c := <-g.connected:
		return c
	case <-time.After(10 * time.Second):
		g.t.Fatal("the relay does not connect")
		return nil
	}
}

// outcome is all that a program did: what it printed by stream, and in order what it printed on standard output and showed.
type outcome struct {
	printed map[string]string
	inOrder []string
	asked   []protocol.InputRequest
	ended   *Ending
	status  string // of the relay
}

func (g *gonb) collect(c *Connection, onText func(text string)) outcome {
	g.t.Helper()
	o := outcome{printed: map[string]string{}}
	for o.ended == nil {
		r, err := c.Next()
		if err != nil {
			g.t.Fatalf("the stream has ended with %v", err)
		}
		switch {
		case r.Text != "":
			if !utf8.ValidString(r.Text) {
				g.t.Errorf("%q is not valid", r.Text)
			}
			o.printed[r.Stream] += r.Text
			o.inOrder = append(o.inOrder, strings.Fields(r.Text)...)
			if onText != nil {
				onText(r.Text)
			}
		case r.Shown != nil:
			var content struct {
				Data struct {
					HTML string `json:"text/html"`
					PNG  []byte `json:"image/png"`
				}
				Metadata, Transient map[string]any
			}
			if err := json.Unmarshal(r.Shown.Content, &content); err != nil || string(content.Data.PNG) != "png" || content.Metadata == nil || content.Transient == nil {
				g.t.Errorf("a picture came as %s, %v", r.Shown.Content, err)
			}
			o.inOrder = append(o.inOrder, content.Data.HTML)
		case r.Asked != nil:
			o.asked = append(o.asked, *r.Asked)
		}
		o.ended = r.Ended
	}
	c.Close()
	if err := g.relay.Wait(); err != nil {
		o.status = err.Error()
	}
	if left, _ := filepath.Glob(filepath.Join(g.cells, "*", "*-cell")); len(left) > 0 {
		g.t.Errorf("pipes are left: %q", left)
	}
	return o
}

func (g *gonb) run(what string) outcome {
	g.t.Helper()
	return g.collect(g.start(what), nil)
}

func numbers(n int) (all []string) {
	for i := range n {
		all = append(all, fmt.Sprint(i))
	}
	return all
}

func TestNothingIsLostAtTheEnd(t *testing.T) {
	o := newGoNB(t).run("show")
	at := slices.Index(o.inOrder, "text")
	if at < 0 || at == len(o.inOrder)-1 {
		t.Fatalf("the text is at %d of %d: it belongs before the last picture, which waited for it", at, len(o.inOrder))
	}
	if got := slices.Delete(o.inOrder, at, at+1); !slices.Equal(got, numbers(pictures+1)) {
		t.Errorf("got %q, want the numbers in order", got)
	}
	if *o.ended != (Ending{Status: 3}) || o.status != "exit status 3" {
		t.Errorf("exit status 3 came through as %+v and %q", o.ended, o.status)
	}
}

func TestTextAndPicturesAreInOrder(t *testing.T) {
	if o := newGoNB(t).run("in order"); !slices.Equal(o.inOrder, numbers(20)) {
		t.Errorf("got %q, want the numbers in order", o.inOrder)
	}
}

// A program that waits for nothing is too fast for the full order. But no text stands behind its picture.
func TestTextsStandBeforeTheirPictures(t *testing.T) {
	for what, count := range map[string]int{"burst": pictures, "large": 10} {
		o := newGoNB(t).run(what)
		seen := map[string]bool{}
		for i, word := range o.inOrder {
			switch {
			case word == "text":
				seen[o.inOrder[i+1]] = true
			case i > 0 && o.inOrder[i-1] == "text":
			case !seen[word]:
				t.Fatalf("%s: picture %s stands before its text: %q", what, word, o.inOrder)
			}
		}
		if len(o.inOrder) != 3*count {
			t.Errorf("%s: %d words came, want %d", what, len(o.inOrder), 3*count)
		}
	}
}

func TestLettersAreWhole(t *testing.T) {
	for range 5 {
		o := newGoNB(t).run("letters")
		if want := strings.Repeat(greeting, 64<<10/len(greeting)); o.printed[stdout] != want {
			t.Errorf("%d bytes came, with %d letters that were torn; want %d bytes", len(o.printed[stdout]),
				strings.Count(o.printed[stdout], string(utf8.RuneError)), len(want))
		}
	}
}

func TestBytesThatAreNoLetters(t *testing.T) {
	if o := newGoNB(t).run("bytes"); o.printed[stdout] != "a\ufffdb\ufffd" {
		t.Errorf("got %q", o.printed[stdout])
	}
}

func TestAPipeWithSomethingElse(t *testing.T) {
	o := newGoNB(t).run("garbage")
	if o.printed[stdout] != "still here\n" || !strings.Contains(o.printed[stderr], "cannot be read") {
		t.Errorf("got %q, want the text and a sentence about the pipe", o.printed)
	}
}

func TestAProgramThatShowsNothing(t *testing.T) {
	if o := newGoNB(t).run("nothing"); *o.ended != (Ending{}) || o.status != "" || len(o.inOrder) > 0 {
		t.Errorf("got %+v, ended %+v", o, o.ended)
	}
}

func TestInput(t *testing.T) {
	g := newGoNB(t)
	c := g.start("ask")
	c.Give(Order{Input: "Ada\n"})
	c.Give(Order{Input: "два\n"})
	c.Give(Order{EndOfInput: true})
	o := g.collect(c, nil)
	if o.printed[stdout] != "got Ada\ngot два\nthe end\n" {
		t.Errorf("the program printed %q", o.printed[stdout])
	}
	if want := []protocol.InputRequest{{Prompt: "name? ", Password: true}}; !slices.Equal(o.asked, want) {
		t.Errorf("it asked %v, want %v", o.asked, want)
	}
}

func TestTheSignalThatEndedTheProgramIsPassedOn(t *testing.T) {
	o := newGoNB(t).run("kill")
	if *o.ended != (Ending{Status: 137, Signal: "killed"}) || o.status != "signal: killed" {
		t.Errorf("got %+v and %q, want that it was killed", o.ended, o.status)
	}
}

func TestInterrupts(t *testing.T) {
	for what, want := range map[string]Ending{"wait": {Status: 130, Signal: "interrupt"}, "save": {}} {
		for _, bySignal := range []bool{false, true} {
			g := newGoNB(t)
			c := g.start(what)
			o := g.collect(c, func(text string) {
				if text != "begun\n" {
					return
				}
				if bySignal {
					_ = g.relay.Process.Signal(os.Interrupt)
				} else {
					c.Give(Order{Interrupt: true})
				}
			})
			if *o.ended != want || strings.Contains(o.printed[stdout], "saved") != (what == "save") {
				t.Errorf("%s, by a signal %v: ended as %+v with %q, want %+v", what, bySignal, *o.ended, o.printed[stdout], want)
			}
		}
	}
}

func TestTheCellLastsAsLongAsItsOutput(t *testing.T) {
	began := time.Now()
	if newGoNB(t).run("leave a child"); time.Since(began) < 500*time.Millisecond {
		t.Error("the output of a child is not awaited")
	}
}

// The test plays GoNB's part: it answers a question, and takes its time.
func TestValuesOfWidgetsGoThroughGoNB(t *testing.T) {
	g := newGoNB(t)
	c := g.start("widget")
	got := make(chan []any, 1)
	go func() {
		var values []any
		defer func() { got <- values }()
		pipe, _ := os.Open(g.toGoNB)
		back, _ := os.OpenFile(g.back, os.O_WRONLY, 0)
		in, out := gob.NewDecoder(pipe), gob.NewEncoder(back)
		for {
			var data protocol.DisplayData
			if in.Decode(&data) != nil {
				return
			}
			time.Sleep(50 * time.Millisecond)
			switch v := data.Data[protocol.MIMECommValue].(protocol.CommValue); v.Address {
			case "/question":
				values = append(values, v.Value)
				_ = out.Encode(&protocol.CommValue{Address: "/answer", Value: 42})
			case protocol.GonbuiSyncAddress:
				_ = out.Encode(&protocol.CommValue{Address: protocol.GonbuiSyncAckAddress, Value: v.Value})
				if v.Value == isEnded {
					return
				}
			default:
				values = append(values, v.Value)
			}
		}
	}()
	o := g.collect(c, nil)
	if values := <-got; *o.ended != (Ending{}) || !slices.Equal(values, []any{7, 8}) {
		t.Errorf("GoNB got %v, and the program has ended as %+v; want 7 and 8", values, o.ended)
	}
}

func TestCommands(t *testing.T) {
	input := "one\nit's two\n"
	for _, test := range []struct {
		command Command
		out     string
		status  int
	}{
		{Shell(`echo "a'b" 'c"d' \$x; echo привет >&2; exit 5`), "a'b c\"d $x\n", 5},
		{Command{Args: []string{"cat"}, Input: &input}, input, 0},
		{Command{Args: []string{"no such program"}}, "", 1},
	} {
		g := newGoNB(t)
		line, err := test.command.Line(g.cells)
		if err != nil {
			t.Fatal(err)
		}
		if !strings.HasPrefix(line, "!") || strings.Contains(line, "\n") {
			t.Fatalf("%q is not a line of GoNB's", line)
		}
		g.relay = exec.Command("/bin/bash", "-c", line[1:]) // as GoNB does
		if o := g.collect(g.connect(), nil); o.printed[stdout] != test.out || o.ended.Status != test.status {
			t.Errorf("%q printed %q and ended with %d; want %q and %d", test.command.Args, o.printed, o.ended.Status, test.out, test.status)
		}
		if left, _ := filepath.Glob(filepath.Join(g.cells, "command-*")); len(left) > 0 {
			t.Errorf("files are left: %q", left)
		}
	}
}

func TestAKernelThatIsGone(t *testing.T) {
	g := newGoNB(t)
	if err := os.RemoveAll(filepath.Join(g.cells, "..", socket)); err != nil {
		t.Fatal(err)
	}
	g.relay.Env = append(os.Environ(), protocol.GONB_PIPE_ENV+"="+g.toGoNB, protocol.GONB_PIPE_BACK_ENV+"="+g.back)
	said, err := g.relay.CombinedOutput()
	if err == nil || !strings.Contains(string(said), "restart the kernel") {
		t.Errorf("got %v with the words %q", err, said)
	}
}
