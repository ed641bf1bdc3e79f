package toolrun

import (
	"fmt"
	"io"
	"os"
	"sync"
	"time"
)

// Progress shows that a step is at work. In a terminal it is one line, written again each second, with the time, an
// estimate and the last line of the tool; elsewhere, where lines stay, it is a line every fifteen seconds.
type Progress struct {
	name  string
	usual time.Duration // 0: unknown
	begin time.Time
	out   io.Writer
	live  bool // out is a terminal
	done  chan struct{}
	ended sync.WaitGroup

	mu    sync.Mutex
	lines Tail
}

// Show begins to show a step on standard output, until End. A step usually takes so long; 0 stands for a time that is
// not known.
func Show(name string, usual time.Duration) *Progress {
	p := &Progress{name: name, usual: usual, begin: time.Now(), out: os.Stdout, live: isTerminal(os.Stdout), done: make(chan struct{})}
	every := 15 * time.Second
	if p.live {
		every = time.Second
		p.show()
	}
	p.ended.Go(func() {
		tick := time.NewTicker(every)
		defer tick.Stop()
		for {
			select {
			case <-tick.C:
				p.show()
			case <-p.done:
				return
			}
		}
	})
	return p
}

// Write takes in what the tool at work prints.
func (p *Progress) Write(text []byte) (int, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.lines.Write(text)
}

// Said is the last that the tool at work has printed.
func (p *Progress) Said() string {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.lines.String()
}

// Forget drops what has been printed: the next tool of the same step begins.
func (p *Progress) Forget() {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.lines = Tail{}
}

// End takes the line away.
func (p *Progress) End() {
	close(p.done)
	p.ended.Wait()
	if p.live {
		fmt.Fprint(p.out, "\r\x1b[K")
	}
}

func (p *Progress) show() {
	p.mu.Lock()
	last := p.lines.last()
	p.mu.Unlock()
	line := p.line(time.Since(p.begin), last)
	if !p.live {
		fmt.Fprintln(p.out, line)
		return
	}
	fmt.Fprint(p.out, "\r\x1b[K", line)
}

// patience is how long a step goes without an estimate: one with little to do ends before.
const patience = 5 * time.Second

// line is at most 79 characters long, so that it does not wrap in a terminal.
func (p *Progress) line(elapsed time.Duration, last string) string {
	estimate := ""
	if patience <= elapsed && elapsed < p.usual {
		estimate = fmt.Sprintf(" of about %.0f s", p.usual.Seconds())
	}
	line := []rune(fmt.Sprintf("  %-20s %3.0f s%s  %s", p.name, elapsed.Seconds(), estimate, last))
	if len(line) > 79 {
		return string(line[:78]) + "…"
	}
	return string(line)
}

func isTerminal(file *os.File) bool {
	info, err := file.Stat()
	return err == nil && info.Mode()&os.ModeCharDevice != 0 && os.Getenv("TERM") != "dumb"
}
