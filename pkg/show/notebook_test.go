//go:build unix

package show

import (
	"encoding/gob"
	"iter"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/janpfeifer/gonb/gonbui"
	"github.com/janpfeifer/gonb/gonbui/protocol"
)

// kernel plays GoNB's side of the two pipes: it notes all that comes and answers
// each request to wait. gonbui opens its pipes once, so all tests share it.
type kernel struct {
	received chan protocol.DisplayData
	values   chan protocol.CommValue // that it sends
	silence  sync.Mutex              // held, it answers nobody
}

var fakeKernel *kernel

func TestMain(m *testing.M) {
	if os.Getenv(brokenPipe) != "" {
		Markdown("lost?")
		os.Exit(0)
	}
	folder, err := os.MkdirTemp("", "show-test-")
	if err != nil {
		panic(err)
	}
	fakeKernel = startKernel(folder)
	code := m.Run()
	os.RemoveAll(folder)
	os.Exit(code)
}

func startKernel(folder string) *kernel {
	there, back := filepath.Join(folder, "there"), filepath.Join(folder, "back")
	for _, path := range []string{there, back} {
		if err := syscall.Mkfifo(path, 0o600); err != nil {
			panic(err)
		}
	}
	os.Setenv(protocol.GONB_PIPE_ENV, there)
	os.Setenv(protocol.GONB_PIPE_BACK_ENV, back)
	k := &kernel{received: make(chan protocol.DisplayData, 1000), values: make(chan protocol.CommValue, 100)}
	go func() {
		reader, err := os.Open(there)
		if err != nil {
			panic(err)
		}
		writer, err := os.OpenFile(back, os.O_WRONLY, 0)
		if err != nil {
			panic(err)
		}
		decoder, encoder := gob.NewDecoder(reader), gob.NewEncoder(writer)
		go func() {
			for value := range k.values {
				k.silence.Lock()
				encoder.Encode(&value)
				k.silence.Unlock()
			}
		}()
		for {
			var data protocol.DisplayData
			if decoder.Decode(&data) != nil {
				return
			}
			k.received <- data
			if value, isRequest := data.Data[protocol.MIMECommValue].(protocol.CommValue); isRequest {
				k.silence.Lock() // while a test holds it, no answer goes out
				encoder.Encode(&protocol.CommValue{Address: protocol.GonbuiSyncAckAddress, Value: value.Value})
				k.silence.Unlock()
			}
		}
	}()
	return k
}

// shown runs do as a cell and returns what the kernel was sent to show.
func shown(t *testing.T, do func()) []protocol.DisplayData {
	t.Helper()
	return slices.DeleteFunc(sent(do), isRequest)
}

func isRequest(data protocol.DisplayData) bool { return data.Data[protocol.MIMECommValue] != nil }

// sent runs do as a cell and returns all that the kernel was sent, requests to wait among it.
func sent(do func()) []protocol.DisplayData {
	gonbui.IsNotebook = true
	defer func() { gonbui.IsNotebook = false }()
	do()
	var all []protocol.DisplayData
	for {
		select {
		case data := <-fakeKernel.received:
			all = append(all, data)
		default: // what was sent before the last wait has arrived
			return all
		}
	}
}

func TestFigureIsAnImageWithItsText(t *testing.T) {
	got := shown(t, func() { Figure(sketch{"<svg/>", `loss falls, "fast" & far`}) })
	if len(got) != 1 {
		t.Fatalf("got %d outputs, want 1", len(got))
	}
	want := `<img src="data:image/svg+xml;base64,PHN2Zy8+" alt="loss falls, &#34;fast&#34; &amp; far" style="max-width: 100%">`
	if got[0].Data[protocol.MIMETextHTML] != want {
		t.Errorf("got  %v\nwant %v", got[0].Data[protocol.MIMETextHTML], want)
	}
	if got[0].Data["text/plain"] != `loss falls, "fast" & far` {
		t.Errorf("got the text %q", got[0].Data["text/plain"])
	}
}

func TestFigureThatCannotBeDrawnShowsTheError(t *testing.T) {
	got := shown(t, func() { Figure(broken{}) })
	if len(got) != 1 || !strings.Contains(got[0].Data[protocol.MIMETextHTML].(string), "cannot be drawn: no ink &lt;left&gt;") {
		t.Errorf("got %v, want the error", got)
	}
}

func TestEachOutputIsWaitedFor(t *testing.T) {
	var order []string
	for _, data := range sent(func() { Markdown("one") }) {
		if isRequest(data) {
			order = append(order, "wait")
		} else {
			order = append(order, "show")
		}
	}
	if want := []string{"show", "wait"}; !slices.Equal(order, want) {
		t.Errorf("got %v, want %v", order, want)
	}
}

// A notebook whose kernel is gone gets text in place of nothing.
func TestOutputIsTextWhereThePipeIsBroken(t *testing.T) {
	command := exec.Command(os.Args[0])
	command.Env = append(os.Environ(), brokenPipe+"=1", protocol.GONB_PIPE_ENV+"="+filepath.Join(t.TempDir(), "gone"))
	var stderr strings.Builder
	command.Stderr = &stderr
	stdout, err := command.Output()
	if err != nil || string(stdout) != "lost?\n" {
		t.Errorf("got %q, %v, want the text", stdout, err)
	}
	if !strings.Contains(stderr.String(), "the pipe to the notebook is broken") {
		t.Errorf("got %q, want a sentence that says so", stderr.String())
	}
}

const brokenPipe = "SHOW_TEST_BROKEN_PIPE"

func TestMarkdownAndTablesKeepTheirForm(t *testing.T) {
	got := shown(t, func() {
		Markdown("**bold**")
		Table([]string{"name", "size"}, []any{"<a>", 0.123456789})
	})
	if got[0].Data[protocol.MIMETextMarkdown] != "**bold**" {
		t.Errorf("got %v, want Markdown", got[0].Data)
	}
	want := `<table><thead><tr><th style="text-align: left">name</th><th style="text-align: right">size</th></tr></thead>` +
		`<tbody><tr><td style="text-align: left">&lt;a&gt;</td><td style="text-align: right">0.123457</td></tr></tbody></table>`
	if got[1].Data[protocol.MIMETextHTML] != want {
		t.Errorf("got  %v\nwant %s", got[1].Data[protocol.MIMETextHTML], want)
	}
}

func TestOutputsKeepTheirOrder(t *testing.T) {
	got := shown(t, func() {
		Markdown("one")
		Table([]string{"two"}, []any{2})
		Figure(sketch{"<svg/>", "three"})
	})
	var plain []string
	for _, data := range got {
		plain = append(plain, data.Data["text/plain"].(string))
	}
	if want := []string{"one", "two\n  2", "three"}; !slices.Equal(plain, want) {
		t.Errorf("got %q, want %q", plain, want)
	}
}

func TestClearIsAskedForBetweenTheOutputs(t *testing.T) {
	got := shown(t, func() {
		Markdown("before")
		Clear()
		Markdown("after")
	})
	if len(got) != 3 || got[0].Data["text/plain"] != "before" || got[1].Data[clearOutput] != true || got[2].Data["text/plain"] != "after" {
		t.Errorf("got %v, want a request to clear between the two texts", got)
	}
}

func TestLiveLeavesItsLastFrame(t *testing.T) {
	ends := map[string]func(*counter, iter.Seq2[int, int]){
		"by itself": func(c *counter, steps iter.Seq2[int, int]) {
			for range steps {
				c.count++
			}
		},
		"by break": func(c *counter, steps iter.Seq2[int, int]) {
			for step := range steps {
				c.count++
				if step == 3 {
					break
				}
			}
		},
		"by a panic": func(c *counter, steps iter.Seq2[int, int]) {
			defer func() { recover() }()
			for step := range steps {
				c.count++
				if step == 2 {
					panic("stop")
				}
			}
		},
	}
	for name, run := range ends {
		t.Run(name, func(t *testing.T) {
			c := &counter{}
			got := shown(t, func() { run(c, Live(c, slices.All(make([]int, 5)))) })
			last := got[len(got)-1]
			if want := c.Alt(); last.Data["text/plain"] != want {
				t.Errorf("got the last frame %q, want %q", last.Data["text/plain"], want)
			}
			if last.DisplayID == "" {
				t.Error("the frames have no id, so they would stand below each other")
			}
		})
	}
}

func TestLiveDrawsAtMostTenTimesASecondInOnePlace(t *testing.T) {
	c := &counter{}
	start := time.Now()
	got := shown(t, func() {
		for range Live(c, slices.All(make([]int, 500))) {
			c.count++
			time.Sleep(time.Millisecond)
		}
	})
	most := int(time.Since(start)/frameTime) + 2
	if len(got) < 3 || len(got) > most {
		t.Errorf("got %d frames in %v, want 3 to %d", len(got), time.Since(start), most)
	}
	for _, data := range got {
		if data.DisplayID != got[0].DisplayID {
			t.Errorf("got the ids %q and %q, want one place", got[0].DisplayID, data.DisplayID)
		}
	}
}

func TestProgressCountsWhatWasDone(t *testing.T) {
	got := shown(t, func() {
		for step := range Progress("training", 8, slices.All(make([]int, 8))) {
			if step == 3 {
				break
			}
		}
	})
	text := got[len(got)-1].Data["text/plain"].(string)
	if !strings.HasPrefix(text, "training ███████████████░░░░░░░░░░░░░░░ 4 of 8") {
		t.Errorf("got %q, want half a bar, 4 of 8", text)
	}
}

// There is nothing to do only where the total is 0: steps that do not begin leave an empty bar.
func TestProgressWithoutSteps(t *testing.T) {
	for total, want := range map[int]string{0: "trials: nothing to do", 14: "trials ░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░ 0 of 14, "} {
		for name, steps := range map[string]func() iter.Seq2[int, int]{
			"Progress": func() iter.Seq2[int, int] { return Progress("trials", total, slices.All([]int{})) },
			"ProgressBy": func() iter.Seq2[int, int] {
				return ProgressBy("trials", total, func(int) int { return 1 }, slices.All([]int{}))
			},
		} {
			got := shown(t, func() {
				for range steps() {
				}
			})
			if text := got[len(got)-1].Data["text/plain"].(string); !strings.HasPrefix(text, want) {
				t.Errorf("%s of %d: got %q, want %q", name, total, text, want)
			}
		}
	}
}

func TestProgressByCountsWhatEachStepCounts(t *testing.T) {
	got := shown(t, func() {
		steps := ProgressBy("budget", 40, func(budget int) int { return budget }, slices.All([]int{5, 5, 10, 20}))
		for range 2 { // the second loop counts from the beginning
			for step := range steps {
				if step == 2 {
					break
				}
			}
		}
	})
	text := got[len(got)-1].Data["text/plain"].(string)
	if !strings.HasPrefix(text, "budget ███████████████░░░░░░░░░░░░░░░ 20 of 40") {
		t.Errorf("got %q, want half a bar, 20 of 40", text)
	}
}

// A frame has the rows that there are; only the last can be sorted.
func TestLiveTable(t *testing.T) {
	var rows [][]any
	got := shown(t, func() {
		for number := range LiveTable(func() ([]string, [][]any) { return []string{"number"}, rows }, slices.All(make([]int, 400))) {
			rows = append(rows, []any{number})
			time.Sleep(time.Millisecond)
		}
	})
	if len(got) < 3 {
		t.Fatalf("got %d frames, want 3 or more", len(got))
	}
	for i, frame := range got {
		page := frame.Data[protocol.MIMETextHTML].(string)
		if isLast := i == len(got)-1; strings.Contains(page, "sorted by number") != isLast || strings.Contains(page, ">399<") != isLast || !strings.Contains(page, ">3<") {
			t.Errorf("frame %d of %d is\n%s", i+1, len(got), page)
		}
	}
}

func TestBar(t *testing.T) {
	tests := []struct {
		name        string
		done, total int
		ended       bool
		want        string
	}{
		{"on the way", 1, 3, false, "b ██████████░░░░░░░░░░░░░░░░░░░░ 1 of 3, 2.0 s, about 4.0 s left"},
		{"left early", 1, 3, true, "b ██████████░░░░░░░░░░░░░░░░░░░░ 1 of 3, 2.0 s"},
		{"more than was said", 4, 3, true, "b ██████████████████████████████ 4 of 3, 2.0 s"},
		{"no step", 0, 3, false, "b ░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░ 0 of 3, 2.0 s"},
		{"no total", 7, 0, false, "b 7, 2.0 s"},
	}
	for _, test := range tests {
		if got := bar("b", test.done, test.total, 2*time.Second, test.ended).plain; got != test.want {
			t.Errorf("%s: got %q, want %q", test.name, got, test.want)
		}
	}
}
