package toolrun

import (
	"bytes"
	"strings"
)

// TailLength is the number of lines that a [Tail] keeps.
const TailLength = 60

// A Tail keeps the last lines of what is written to it.
type Tail struct {
	lines []string
	open  string // a line whose end has not come yet
}

func (t *Tail) Write(text []byte) (int, error) {
	parts := strings.Split(t.open+strings.ReplaceAll(string(text), "\r\n", "\n"), "\n")
	t.open = parts[len(parts)-1]
	for _, line := range parts[:len(parts)-1] {
		if line = strings.TrimRight(line, " \t\r"); line != "" {
			t.lines = append(t.lines, line)
		}
	}
	if extra := len(t.lines) - TailLength; extra > 0 {
		t.lines = t.lines[extra:]
	}
	return len(text), nil
}

func (t *Tail) String() string {
	text := strings.Join(t.lines, "\n")
	if t.open != "" {
		text += "\n" + t.open
	}
	return strings.TrimSpace(text)
}

// last is the last whole line.
func (t *Tail) last() string {
	if len(t.lines) == 0 {
		return ""
	}
	return strings.TrimSpace(t.lines[len(t.lines)-1])
}

// Lines hands on what is written to it, one whole line at a time.
type Lines struct {
	Take func(line []byte)
	open []byte
}

func (l *Lines) Write(text []byte) (int, error) {
	l.open = append(l.open, text...)
	for {
		line, rest, whole := bytes.Cut(l.open, []byte("\n"))
		if !whole {
			return len(text), nil
		}
		l.Take(line)
		l.open = rest
	}
}

// LastLines is the end of a text, indented by four spaces, so that a reader sees that it is another program's.
func LastLines(text string, most int) string {
	text = strings.TrimSpace(text)
	if text == "" {
		return ""
	}
	lines := strings.Split(text, "\n")
	if len(lines) > most {
		lines = lines[len(lines)-most:]
	}
	return "    " + strings.Join(lines, "\n    ")
}
