package main

import (
	"regexp"
	"strings"
	"time"

	"firstneuron/kernel-setup/kernel/explain"
	"firstneuron/kernel-setup/kernel/jupyter"
)

// printed is what a cell has written. Text is gathered for a moment, so that a program that prints line by line makes a
// few messages of it and not thousands: a front end draws each, and Jupyter's server drops messages that come too fast.
// Of text that overwrites its line only the last state is sent.
type printed struct {
	gathered []piece
	size     int         // bytes of text in gathered
	fresh    bool        // something was sent in this moment already
	lines    [2]lastLine // by stream, in the order of streams

	// A crash belongs into the error, and not into the output as well. What may be the beginning of one is held until it
	// is clear, with all that comes behind it, so that the order stays.
	heldFrom  int       // the first piece of gathered that is held
	heldUntil time.Time // zero: none is
	crash     []byte    // the beginning of standard error's text from there on

	received int64 // bytes of text
	textSize int64 // bytes of text that were sent; of an overwritten line only the last state counts
	isCut    bool
	end      tail

	richSize  int64 // bytes of pictures and other rich output that were sent
	richIsCut bool
	lastRich  *jupyter.Message // of those that were not sent

	clearedAt time.Time // zero if something was sent since
}

// A piece is some text of one stream, or an output that is not text.
type piece struct {
	stream string
	text   []byte
	rich   *jupyter.Message
}

var streams = [2]string{"stdout", "stderr"}

const (
	// enough is how much text, in bytes, does not wait for more.
	enough = 64 << 10
	// holdTime is how long text may be held that may be the beginning of a crash. A program that crashes has written all of
	// it, and ended, within a few hundredths of a second; one with thousands of goroutines takes its time.
	holdTime     = 300 * time.Millisecond
	traceTime    = 2 * time.Second  // since the last text, if that was a trace
	overflowTime = 30 * time.Second // the same, if a stack has overflowed
	holdSize     = 16 << 20         // bytes, of ten thousand goroutines for example
	// richShare is how many bytes of pictures a cell may show for each byte of text that it may print.
	richShare = 100
)

// exitStatus is what GoNB adds to standard error when a program has failed. The error says it too, in plain words.
var exitStatus = regexp.MustCompile(`^(\^C\n)?(exit status \d+|signal: [a-z ]+( \(core dumped\))?)\n$`)

// print takes a piece of text that a cell has written.
func (k *kernel) print(c *cell, stream, text string) {
	c.received += int64(len(text))
	c.watchTest(text)
	if stream == streams[1] {
		c.watchForCrash(text)
	}
	last := len(c.gathered) - 1
	held := !c.heldUntil.IsZero()
	if last < 0 || c.gathered[last].stream != stream || held && c.heldFrom == last+1 {
		c.gathered = append(c.gathered, piece{stream: stream})
		last++
	}
	mine := &c.gathered[last]
	mine.text = append(mine.text, text...)
	c.size += len(text)
	if held {
		return
	}
	if len(mine.text) > enough { // much of it may be overwritten by the rest
		folded := c.line(stream).folded(string(mine.text))
		c.size -= len(mine.text) - len(folded)
		mine.text = []byte(folded)
	}
	if len(mine.text) > enough/2 || !c.fresh {
		k.flush()
		c.fresh = true // until the next look
	}
}

// watchForCrash begins to hold the output where standard error begins to tell of a crash.
func (p *printed) watchForCrash(text string) {
	at := explain.CrashBegins(text)
	if at >= 0 && p.heldUntil.IsZero() {
		p.heldUntil, p.heldFrom = time.Now().Add(holdTime), len(p.gathered)
		p.crash = p.crash[:0]
	}
	if !p.heldUntil.IsZero() || len(p.crash) > 0 {
		p.crash = append(p.crash, text[:min(len(text), max(0, explain.CrashSize-len(p.crash)))]...)
	}
	switch {
	case p.heldUntil.IsZero():
	case explain.IsOverflow(p.crash):
		p.heldUntil = time.Now().Add(overflowTime)
	case explain.IsTrace(p.crash):
		p.heldUntil = time.Now().Add(traceTime)
	}
}

// show takes a picture, or another rich output.
func (k *kernel) show(c *cell, kind string, content, metadata []byte, buffers [][]byte) {
	if asksToClear(content) {
		k.clear(c)
		return
	}
	m := c.request.Answer(kind, raw(content))
	m.Metadata, m.Buffers = metadata, buffers
	c.gathered = append(c.gathered, piece{rich: m})
	k.flush()
}

// flush sends what has gathered and is not held.
func (k *kernel) flush() {
	c := k.cell
	c.fresh = false
	most := len(c.gathered)
	if !c.heldUntil.IsZero() {
		if time.Now().Before(c.heldUntil) && c.size < holdSize {
			most = c.heldFrom
		} else {
			c.heldUntil = time.Time{}
		}
	}
	for _, p := range c.gathered[:most] {
		k.sendPiece(c, p)
		c.size -= len(p.text)
	}
	c.gathered = c.gathered[most:]
	c.heldFrom -= most
}

func (k *kernel) sendPiece(c *cell, p piece) {
	if p.rich != nil {
		k.sendRich(c, p.rich)
		return
	}
	line := c.line(p.stream)
	text := line.folded(string(p.text))
	more := line.add(text)
	if c.isCut {
		c.end.add(p.stream, text)
		return
	}
	fits := text
	c.textSize += more
	if c.output > 0 && c.textSize > c.output {
		c.isCut = true
		fits = wholeLines(text, len(text)-int(c.textSize-c.output))
		c.end.most = int(c.output / tailShare)
	}
	k.sendText(c, p.stream, fits)
	if c.isCut {
		k.sendText(c, streams[1], "\n"+k.language.OutputCut(c.output)+"\n")
		c.end.add(p.stream, text[len(fits):])
	}
}

func (p *printed) line(stream string) *lastLine {
	if stream == streams[1] {
		return &p.lines[1]
	}
	return &p.lines[0]
}

func (k *kernel) sendText(c *cell, stream, text string) {
	if text != "" {
		c.progress = time.Now()
		k.afterClear(c)
		k.emit(c, c.request.Answer("stream", map[string]any{"name": stream, "text": text}))
	}
}

// sendRich sends a picture, or another output that is not text, unless there were too many.
func (k *kernel) sendRich(c *cell, m *jupyter.Message) {
	if m.Header.Type != "update_display_data" && c.output > 0 {
		c.richSize += int64(len(m.Content))
		if c.richSize > richShare*c.output {
			if !c.richIsCut {
				c.richIsCut = true
				k.sendText(c, streams[1], k.language.PicturesCut(richShare*c.output)+"\n")
			}
			c.lastRich = m
			return
		}
	}
	c.progress = time.Now()
	k.afterClear(c)
	k.emit(c, m)
}

// endOfOutput sends what is still there. It returns what standard error tells of a crash, which was not sent: status is
// how the program has ended, in GoNB's words.
func (k *kernel) endOfOutput(c *cell, status string) (crash string) {
	shown, crash := explain.Crash(string(c.crash), status)
	if crash != "" && !c.heldUntil.IsZero() {
		rest := []byte(shown)
		for i, p := range c.gathered[c.heldFrom:] {
			if p.stream == streams[1] {
				c.gathered[c.heldFrom+i].text, rest = rest, nil
			}
		}
	}
	c.heldUntil = time.Time{}
	k.flush()
	if c.isCut {
		if c.end.left > 0 {
			k.sendText(c, streams[1], "\n"+k.language.OutputLeftOut(c.end.left)+"\n")
		}
		for _, p := range c.end.pieces {
			k.sendText(c, p.stream, string(p.text))
		}
	}
	if c.lastRich != nil {
		k.emit(c, c.lastRich)
	}
	k.clearNow(c)
	return crash
}

// forget drops what is not sent yet, and lets the limits of output begin from the start: it is no longer in the notebook.
func (p *printed) forget() { *p = printed{fresh: p.fresh} }

// lastBytes is the end of a text, in whole letters.
func lastBytes(text string, most int) string {
	if len(text) <= most {
		return text
	}
	return strings.ToValidUTF8(text[len(text)-most:], "")
}
