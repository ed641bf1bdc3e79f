package openai

import (
	"bytes"
	"io"
)

const (
	longestLine = 1 << 20  // bytes, of a stream or of a list of models
	longestBody = 64 << 20 // bytes: 64 kB of text, with a kilobyte of wrapping around each letter
)

// body is the body of an answer that cannot fill the memory. It sees whether a stream came to its end.
type body struct {
	io.ReadCloser
	done bool // the line "data: [DONE]" came

	read, line int
	start      [16]byte // of the line
}

func (b *body) Read(into []byte) (int, error) {
	n, err := b.ReadCloser.Read(into)
	for _, letter := range into[:n] {
		if letter == '\n' {
			b.endLine()
			continue
		}
		if b.line < len(b.start) {
			b.start[b.line] = letter
		}
		b.line++
	}
	b.read += n
	if err != nil {
		b.endLine()
	}
	if b.line > longestLine || b.read > longestBody {
		return 0, errTooMuch
	}
	return n, err
}

func (b *body) endLine() {
	data, isData := bytes.CutPrefix(b.start[:min(b.line, len(b.start))], []byte("data:"))
	if isData && bytes.Equal(bytes.TrimSpace(data), []byte("[DONE]")) {
		b.done = true
	}
	b.line = 0
}

var errTooMuch = catalogue.Errorf("sent.too-much", longestLine>>20, longestBody>>20)
