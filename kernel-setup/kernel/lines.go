package main

import (
	"regexp"
	"strings"
	"unicode/utf8"
)

// A lastLine is the line of a stream to which the next text belongs.
type lastLine struct {
	size        int  // bytes of it that were sent
	overwritten bool // a carriage return was sent last: the next text stands at the beginning of the line
}

// folded is a text without what it overwrites itself, as a front end would show it: behind a carriage return a line
// begins from its left again. Colours that were switched on stay on.
func (l *lastLine) folded(text string) string {
	if !strings.Contains(text, "\r") {
		return text
	}
	var b strings.Builder
	for i, line := range strings.SplitAfter(text, "\n") {
		body := strings.TrimSuffix(line, "\n")
		end := line[len(body):]
		if end != "" {
			body = strings.TrimRight(body, "\r") // a line may end with both
		}
		parts := strings.Split(body, "\r")
		if i == 0 && l.size > 0 && !l.overwritten && len(parts) > 1 { // the line has begun earlier
			b.WriteString(parts[0] + "\r")
			parts = parts[1:]
		}
		if parts[len(parts)-1] == "" && len(parts) > 1 { // what comes next overwrites
			parts, end = parts[:len(parts)-1], "\r"+end
		}
		shown := parts[0]
		for _, part := range parts[1:] {
			shown = overwrite(shown, part)
		}
		b.WriteString(shown + end)
	}
	return b.String()
}

// add counts a text that is sent, and returns by how many bytes the stream has become longer.
func (l *lastLine) add(text string) (more int64) {
	for line := range strings.Lines(text) {
		body, ended := strings.CutSuffix(line, "\n")
		kept := strings.TrimRight(body, "\r")
		at := strings.LastIndexByte(kept, '\r')
		if at >= 0 || l.overwritten && body != "" {
			more -= int64(l.size)
			l.size = 0
		}
		kept = kept[at+1:]
		more += int64(len(kept))
		l.size += len(kept)
		l.overwritten = strings.HasSuffix(body, "\r")
		if ended {
			more++
			*l = lastLine{}
		}
	}
	return more
}

// escape is a control sequence of ECMA-48; those that end in m are colours, those in K clear the rest of the line.
var escape = regexp.MustCompile(`\x1b\[[0-?]*[ -/]*[@-~]`)

// overwrite is a line over which another text was written from its beginning.
func overwrite(line, text string) string {
	colours := ""
	for _, sequence := range escape.FindAllString(line, -1) {
		switch {
		case sequence == "\x1b[0m" || sequence == "\x1b[m":
			colours = ""
		case strings.HasSuffix(sequence, "m"):
			colours += sequence
		}
	}
	plain := escape.ReplaceAllString(line, "")
	length := utf8.RuneCountInString(escape.ReplaceAllString(text, ""))
	rest := ""
	if length < utf8.RuneCountInString(plain) && !strings.Contains(text, "\x1b[K") && !strings.Contains(text, "\x1b[2K") {
		rest = string([]rune(plain)[length:])
	}
	return colours + text + rest
}
