//go:build unix

package relay

import (
	"bufio"
	"encoding/gob"
	"errors"
	"io"
	"os"
	"slices"
	"syscall"
	"time"

	"github.com/janpfeifer/gonb/gonbui/protocol"
)

// A pump reads what a program prints and shows, and sends it on in the order in which it came: no text stands behind a
// picture that was shown after it. The pipes tell which of them was written to first, but no more: of a text that was
// printed while several pictures came at once, only that is certain.
type pump struct {
	send    func(Record)
	texts   [2]*textPipe
	showing int // the pipe of what the program shows
	exited  int // a pipe whose other end is closed when the program has exited

	watcher watcher
	came    chan chunk // what was read, in order
	shown   []byte     // of what the program shows, what is to be decoded next
	behind  []chunk    // text that was there when that was read
	err     error      // with which reading has ended, if it failed
}

// A textPipe is a program's standard output or error.
type textPipe struct {
	stream string
	pipe   int
	rest   []byte // the beginning of a letter
}

// A chunk is what was in a pipe at one moment.
type chunk struct {
	pipe   int
	data   []byte
	behind []chunk // text that was there just after a picture
}

// readable is a pipe that has something to read.
type readable struct {
	pipe   int
	closed bool // nobody will write to it any more
}

const (
	// atOnce is as much as a pipe holds: one read takes all that is in it.
	atOnce = 64 << 10
	// alertTime is how long the pump looks for what comes next without a pause, when a program has shown something: who reads
	// at once knows the order of more.
	alertTime = 200 * time.Microsecond
)

// run returns when the program has exited, and nobody writes to its standard output and error any more. take gets what
// the program shows.
func (p *pump) run(take func(*protocol.DisplayData)) (err error) {
	if p.watcher, err = watch(p.exited, p.texts[0].pipe, p.texts[1].pipe, p.showing); err != nil {
		return err
	}
	p.came = make(chan chunk, 256)
	go p.read()
	shown := bufio.NewReader(p)
	in := gob.NewDecoder(shown)
	for err == nil {
		data := new(protocol.DisplayData)
		if err = in.Decode(data); err == nil {
			take(data)
			p.passBehind() // some of it may have come before the next picture
		}
	}
	if !errors.Is(err, io.EOF) && !errors.Is(err, io.ErrUnexpectedEOF) { // the program has written something else there
		p.send(Record{Stream: stderr, Text: "what the program shows cannot be read: " + err.Error() + "\n"})
		_, _ = io.Copy(io.Discard, shown)
	}
	for _, t := range p.texts {
		if len(t.rest) > 0 {
			p.send(Record{Stream: t.stream, Text: valid(t.rest)})
		}
	}
	return p.err
}

// Read reads what the program shows. What it has printed before that is sent on first.
func (p *pump) Read(buffer []byte) (n int, err error) {
	for len(p.shown) == 0 {
		p.passBehind()
		c, more := <-p.came
		if !more {
			return 0, io.EOF
		}
		if c.pipe == p.showing {
			p.shown, p.behind = c.data, c.behind
		} else {
			p.pass(c)
		}
	}
	n = copy(buffer, p.shown)
	p.shown = p.shown[n:]
	return n, nil
}

func (p *pump) passBehind() {
	for _, c := range p.behind {
		p.pass(c)
	}
	p.behind = nil
}

// pass sends text on.
func (p *pump) pass(c chunk) {
	t := p.texts[0]
	if c.pipe == p.texts[1].pipe {
		t = p.texts[1]
	}
	var text string
	if text, t.rest = whole(append(t.rest, c.data...)); text != "" {
		p.send(Record{Stream: t.stream, Text: text})
	}
}

// read reads the pipes until the program and all that writes to them are at their end.
func (p *pump) read() {
	defer close(p.came)
	var due []readable
	var alertUntil time.Time
	open := map[int]bool{p.exited: true, p.texts[0].pipe: true, p.texts[1].pipe: true}
	for len(open) > 0 {
		more, err := p.watcher.ready(len(due) == 0 && time.Now().After(alertUntil))
		if err != nil {
			p.err = err
			return
		}
		if due = merged(due, more); len(due) == 0 {
			continue
		}
		next := due[0]
		due = due[1:]
		data, ended := take(next.pipe)
		if ended {
			delete(open, next.pipe)
		}
		if len(data) == atOnce || len(data) > 0 && next.closed { // there may be more, or the end
			due = append(due, next)
		}
		if len(data) == 0 {
			continue
		}
		c := chunk{pipe: next.pipe, data: data}
		if next.pipe == p.showing {
			alertUntil = time.Now().Add(alertTime)
			for _, t := range p.texts {
				text, ended := take(t.pipe)
				if ended {
					delete(open, t.pipe)
				}
				if len(text) > 0 {
					c.behind = append(c.behind, chunk{pipe: t.pipe, data: text})
				}
				if len(text) == atOnce {
					due = merged(due, []readable{{pipe: t.pipe}})
				}
			}
		}
		p.came <- c
	}
	for data, _ := take(p.showing); len(data) > 0; data, _ = take(p.showing) {
		p.came <- chunk{pipe: p.showing, data: data}
	}
}

// merged is what is to be read after more has become readable.
func merged(due, more []readable) []readable {
	for _, m := range more {
		at := slices.IndexFunc(due, func(r readable) bool { return r.pipe == m.pipe })
		if at < 0 {
			due = append(due, m)
		} else {
			due[at].closed = due[at].closed || m.closed
		}
	}
	return due
}

// take takes what is in a pipe, and tells whether it has come to its end.
func take(pipe int) (data []byte, ended bool) {
	buffer := make([]byte, atOnce)
	n, err := syscall.Read(pipe, buffer)
	for err == syscall.EINTR {
		n, err = syscall.Read(pipe, buffer)
	}
	if n <= 0 {
		return nil, n == 0 && err == nil
	}
	return slices.Clone(buffer[:n]), false // mostly little of it, and many wait
}

// newPipe makes a pipe for another program to write to. Its end for reading does not block.
func newPipe() (read int, write *os.File, err error) {
	syscall.ForkLock.RLock()
	defer syscall.ForkLock.RUnlock()
	var ends [2]int
	if err := syscall.Pipe(ends[:]); err != nil {
		return 0, nil, err
	}
	for _, end := range ends {
		syscall.CloseOnExec(end)
	}
	return ends[0], os.NewFile(uintptr(ends[1]), "pipe"), syscall.SetNonblock(ends[0], true)
}
