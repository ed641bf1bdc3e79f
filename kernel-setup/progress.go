package main

import (
	"bytes"
	"fmt"
	"io"
	"os"
	"strings"
	"sync"
	"time"
)

// progress shows that a step moves. In a terminal it is one line, written anew each second, with the time and the last
// line of the tool at work; elsewhere, where lines stay, it is a line every fifteen seconds.
type progress struct {
	name  string
	begin time.Time
	out   io.Writer
	live  bool // out is a terminal
	done  chan struct{}
	ended sync.WaitGroup

	mu    sync.Mutex
	lines tail
}

func showProgress(name string) *progress {
	r := &progress{name: name, begin: time.Now(), out: os.Stdout, live: isTerminal(os.Stdout), done: make(chan struct{})}
	every := 15 * time.Second
	if r.live {
		every = time.Second
		r.show()
	}
	r.ended.Add(1)
	go func() {
		defer r.ended.Done()
		tick := time.NewTicker(every)
		defer tick.Stop()
		for {
			select {
			case <-tick.C:
				r.show()
			case <-r.done:
				return
			}
		}
	}()
	return r
}

// Write takes in what the tool at work prints.
func (r *progress) Write(text []byte) (int, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.lines.Write(text)
}

// said is the last that the tool at work has printed.
func (r *progress) said() string {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.lines.String()
}

// forget makes room for the next tool of the same step.
func (r *progress) forget() {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.lines = tail{}
}

// end takes the moving line away.
func (r *progress) end() {
	close(r.done)
	r.ended.Wait()
	if r.live {
		fmt.Fprint(r.out, "\r\x1b[K")
	}
}

func (r *progress) show() {
	r.mu.Lock()
	last := r.lines.last()
	r.mu.Unlock()
	line := fmt.Sprintf("  %-20s %3.0f s  %s", r.name, time.Since(r.begin).Seconds(), last)
	if wide := []rune(line); len(wide) > 79 {
		line = string(wide[:78]) + "…"
	}
	if !r.live {
		fmt.Fprintln(r.out, line)
		return
	}
	fmt.Fprint(r.out, "\r\x1b[K", line)
}

func isTerminal(file *os.File) bool {
	info, err := file.Stat()
	return err == nil && info.Mode()&os.ModeCharDevice != 0 && os.Getenv("TERM") != "dumb"
}

// tail keeps the last lines of what is written to it.
type tail struct {
	lines []string
	open  string // a line whose end has not come yet
}

const tailLength = 60

func (t *tail) Write(text []byte) (int, error) {
	parts := strings.Split(t.open+strings.ReplaceAll(string(text), "\r\n", "\n"), "\n")
	t.open = parts[len(parts)-1]
	for _, line := range parts[:len(parts)-1] {
		if line = strings.TrimRight(line, " \t\r"); line != "" {
			t.lines = append(t.lines, line)
		}
	}
	if extra := len(t.lines) - tailLength; extra > 0 {
		t.lines = t.lines[extra:]
	}
	return len(text), nil
}

func (t *tail) last() string {
	if len(t.lines) == 0 {
		return ""
	}
	return strings.TrimSpace(t.lines[len(t.lines)-1])
}

func (t *tail) String() string {
	text := strings.Join(t.lines, "\n")
	if t.open != "" {
		text += "\n" + t.open
	}
	return strings.TrimSpace(text)
}

// byLine hands on what is written to it, one whole line at a time.
type byLine struct {
	take func(line []byte)
	open []byte
}

func (b *byLine) Write(text []byte) (int, error) {
	b.open = append(b.open, text...)
	for {
		line, rest, whole := bytes.Cut(b.open, []byte("\n"))
		if !whole {
			return len(text), nil
		}
		b.take(line)
		b.open = rest
	}
}
