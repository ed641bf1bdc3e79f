package main

import (
	"bytes"
	"strings"
)

// tailShare says how much of the end of a long output is kept: one byte for this many that were shown.
const tailShare = 16

// A tail keeps the end of what a cell has written.
type tail struct {
	most   int // bytes
	pieces []piece
	size   int   // bytes in pieces
	left   int64 // bytes that were let go
}

func (t *tail) add(stream, text string) {
	last := len(t.pieces) - 1
	if last < 0 || t.pieces[last].stream != stream {
		t.pieces = append(t.pieces, piece{stream: stream})
		last++
	}
	t.pieces[last].text = append(t.pieces[last].text, text...)
	t.size += len(text)
	for t.size > t.most {
		first := &t.pieces[0]
		gone := min(t.size-t.most, len(first.text))
		if gone < len(first.text) { // the end begins with a whole line, or at least with a whole letter
			rest := first.text[gone:]
			if at := bytes.IndexByte(rest, '\n'); at >= 0 && at+1 < len(rest) {
				rest = rest[at+1:]
			}
			gone = len(first.text) - len(bytes.ToValidUTF8(rest, nil))
		}
		first.text = first.text[gone:]
		t.size -= gone
		t.left += int64(gone)
		if len(first.text) == 0 {
			t.pieces = t.pieces[1:]
		}
	}
}

// wholeLines is the beginning of a text of at most so many bytes, in whole lines if there is one, else in whole letters.
func wholeLines(text string, most int) string {
	most = max(0, most)
	if at := strings.LastIndexByte(text[:most], '\n'); at >= 0 {
		return text[:at+1]
	}
	return strings.ToValidUTF8(text[:most], "")
}
