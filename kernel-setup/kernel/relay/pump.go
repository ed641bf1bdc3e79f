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

// A pump reads what a program prints and shows, and sends it on in the order in which it came.
type pump struct {
	send    func(Record)
	texts   [2]*textPipe
	showing int // the pipe of what the program shows
	exited  int // a pipe whose other end is closed when the program has exited

	watcher watcher
	came    chan chunk // what was read, in order
	shown   []byte     // of it, what is to be decoded next
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
	pipe int
	data []byte
}

// readable is a pipe that has something to read.
type readable struct {
	pipe   int
	closed bool // nobody will write to it any more
}

const (
	// atOnce is as much as a pipe holds: one read takes all that is in it.
	atOnce = 64 << 10
	// alertTime is how long the pump looks without a pause for what comes next, once a program has shown something. The
	// pipes say which of them was written to first, but no more: only who reads at once knows whether a text came before a
	// picture or after it.
	alertTime = 200 * time.Microsecond
)

// run returns when the program has exited, and nobody writes to its standard output and error any more. take gets what
// the program shows.
func (p *pump) run(take func(*protocol.DisplayData)) (err error) {
	if p.watcher, err = watch(p.exited, p.texts[0].pipe, p.texts[1].pipe, p.showing); err != nil {
		return err
	}
	p.came = make(chan chunk, 64)
	go p.read()
	shown := bufio.NewReader(p)
	in := gob.NewDecoder(shown)
	for err == nil {
		data := new(protocol.DisplayData)
		if err = in.Decode(data); err == nil {
			take(data)
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
		c, more := <-p.came
		if !more {
			return 0, io.EOF
		}
		if c.pipe == p.showing {
			p.shown = c.data
			continue
		}
		t := p.texts[0]
		if c.pipe == p.texts[1].pipe {
			t = p.texts[1]
		}
		var text string
		if text, t.rest = whole(append(t.rest, c.data...)); text != "" {
			p.send(Record{Stream: t.stream, Text: text})
		}
	}
	n = copy(buffer, p.shown)
	p.shown = p.shown[n:]
	return n, nil
}

// read reads the pipes until the program and all that writes to them are at their end.
func (p *pump) read() {
	defer close(p.came)
	var due []readable
	var alertUntil time.Time
	open := 3 // both pipes of text, and the program itself
	for open > 0 {
		isAlert := time.Now().Before(alertUntil)
		more, err := p.watcher.ready(len(due) == 0 && !isAlert)
		if err != nil {
			p.err = err
			return
		}
		due = merged(due, more)
		if len(due) == 0 {
			continue
		}
		next := due[0]
		due = due[1:]
		if next.pipe == p.exited {
			open--
			continue
		}
		n, ended := p.take(next.pipe)
		switch {
		case ended && next.pipe != p.showing:
			open--
		case n == atOnce || n > 0 && next.closed: // there may be more, or the end
			due = append(due, next)
		}
		if n > 0 && (next.pipe == p.showing || !alertUntil.IsZero()) {
			alertUntil = time.Now().Add(alertTime)
		}
	}
	for n := 1; n > 0; {
		n, _ = p.take(p.showing)
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

// take takes what is in a pipe: n bytes.
func (p *pump) take(pipe int) (n int, ended bool) {
	buffer := make([]byte, atOnce)
	n, err := syscall.Read(pipe, buffer)
	for err == syscall.EINTR {
		n, err = syscall.Read(pipe, buffer)
	}
	if n > 0 {
		p.came <- chunk{pipe, buffer[:n]}
	}
	return n, n == 0 && err == nil
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
