package main

import (
	"regexp"
	"strings"
	"time"
	"unicode/utf8"

	"firstneuron/kernel-setup/kernel/jupyter"
)

// printed is what a cell has written. Text is gathered for a moment, so that a program that prints line by line makes a
// few messages of it and not thousands: a front end draws each, and Jupyter's server drops messages that come too fast.
type printed struct {
	gathered [2]strings.Builder // by stream: standard output, standard error
	textSize int64              // bytes of text so far
	richSize int64              // bytes of pictures and other rich output so far
	isCut    bool
	fresh    bool // something was sent in this moment already

	clearedAt time.Time // zero if something was sent since

	held     string // the last of standard error, which may turn out to be GoNB's and not the program's
	panicked bool   // standard error has come to the text of a panic, which belongs into the error
	trace    strings.Builder
}

var streams = [2]string{"stdout", "stderr"}

// exitStatus is what GoNB writes to standard error when a program has failed. The error says it too, in plain words.
var exitStatus = regexp.MustCompile(`^(\^C\n)?(exit status \d+|signal: [a-z ]+( \(core dumped\))?)\n$`)

// panicText is how Go begins to tell of a panic, or of another end that no program survives; a wrong flag is one too, and
// what package lesson ends a cell with.
var panicText = regexp.MustCompile(`(?m)^(✗ |panic: |fatal error: |runtime: goroutine stack exceeds|runtime: out of memory: |` +
	`flag provided but not defined: -|invalid (boolean )?value ".*" for (flag )?-|flag needs an argument: -|bad flag syntax: -)`)

// print takes a piece of text that a cell has written.
func (k *kernel) print(c *cell, stream, text string) {
	if stream == streams[1] {
		text = c.sift(text)
	}
	if text == "" || c.isCut {
		return
	}
	if c.output > 0 && c.textSize+int64(len(text)) > c.output {
		k.cut(c)
		return
	}
	c.textSize += int64(len(text))
	other, mine := &c.gathered[1], &c.gathered[0]
	if stream == streams[1] {
		other, mine = mine, other
	}
	if other.Len() > 0 {
		k.flush() // what was printed first stays above
	}
	mine.WriteString(text)
	if !c.fresh {
		k.flush()
		c.fresh = true // until the next look
	}
}

// sift takes out of standard error what belongs into the error.
func (p *printed) sift(text string) (plain string) {
	text, p.held = p.held+text, ""
	if p.panicked {
		p.keepTrace(text)
		return ""
	}
	if exitStatus.MatchString(text) {
		p.held = text
		return ""
	}
	if at := panicText.FindStringIndex(text); at != nil {
		p.panicked = true
		p.keepTrace(text[at[0]:])
		text = text[:at[0]]
	}
	return text
}

// keepTrace keeps the beginning of a panic's text: of a thousand goroutines the first say it.
func (p *printed) keepTrace(text string) {
	if p.trace.Len() < 64<<10 {
		p.trace.WriteString(text)
	}
}

// lastWords are the text of the panic with which a program has ended; empty if it did not panic. What else is in standard
// error was shown already.
func (p *printed) lastWords() string { return p.trace.String() }

func lastBytes(text string, most int) string {
	if len(text) <= most {
		return text
	}
	text = text[len(text)-most:]
	for len(text) > 0 && !utf8.RuneStart(text[0]) {
		text = text[1:]
	}
	return text
}

// wasStopped tells whether a cell's program has ended by a signal, or by failing.
func (c *cell) wasStopped() bool { return c.held != "" || c.reply != nil && c.reply.Status == "error" }

// endOfOutput sends what is still gathered. Text that looked like a panic's is the program's own after all, if the cell
// has ended well.
func (k *kernel) endOfOutput(c *cell) {
	ended := c.failure == nil && c.interrupts == 0 && (c.reply == nil || c.reply.Status == "ok")
	if ended && (c.panicked || c.held != "") {
		text := c.trace.String() + c.held
		c.panicked, c.held = false, ""
		c.gathered[1].WriteString(text)
	}
	k.flush()
	k.clearNow(c)
}

// forget drops what is not sent yet, and lets the limits of output begin from the start: it is no longer in the notebook.
func (p *printed) forget() {
	p.gathered = [2]strings.Builder{}
	p.textSize, p.richSize, p.isCut = 0, 0, false
}

// flush sends the text that has gathered.
func (k *kernel) flush() {
	c := k.cell
	c.fresh = false
	for i, name := range streams {
		text := c.gathered[i].String()
		if text == "" {
			continue
		}
		c.gathered[i].Reset()
		c.clearedAt = time.Time{}
		k.publish(c.request, "stream", map[string]any{"name": name, "text": text})
	}
}

// richShare is how many bytes of pictures a cell may show for each byte of text that it may print.
const richShare = 100

// show passes a picture, or another rich output, on: behind the text that was printed before it.
func (k *kernel) show(c *cell, kind string, content, metadata []byte, buffers [][]byte) {
	if kind == "display_data" {
		kind, content = c.message(content)
	}
	if kind == "clear_output" {
		k.clear(c)
		return
	}
	if kind == "display_data" || kind == "execute_result" {
		if c.output > 0 && c.richSize+int64(len(content)) > richShare*c.output {
			k.cut(c)
			return
		}
		c.richSize += int64(len(content))
	}
	k.flush()
	c.clearedAt = time.Time{}
	m := c.request.Answer(kind, raw(content))
	m.Metadata, m.Buffers = metadata, buffers
	_ = k.front.Send(jupyter.IOPub, m)
}

// cut says once that the rest of a cell's output is left out.
func (k *kernel) cut(c *cell) {
	if c.isCut {
		return
	}
	c.isCut = true
	k.flush()
	k.publish(c.request, "stream", map[string]any{"name": "stderr", "text": "\n" + k.language.OutputCut(c.output) + "\n"})
}
