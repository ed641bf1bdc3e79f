package slurm

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"strings"
)

// cause says why a trial has no end, though its task has: what Slurm knows, and the last lines of the task's output.
func cause(t task, s state) string {
	text := fmt.Sprintf("Slurm task %s %s", t.id(), ended[s.name])
	switch {
	case s.name == "FAILED" && s.signal != 0:
		text += fmt.Sprintf(" by signal %d", s.signal)
	case s.name == "FAILED":
		text += fmt.Sprintf(" with exit status %d", s.exit)
	}
	output, err := os.ReadFile(t.log())
	lines := lastLines(string(output))
	switch {
	case errors.Is(err, fs.ErrNotExist) && (s.name == "CANCELLED" || s.name == ""):
		return text + "; it has no output, so it never began"
	case errors.Is(err, fs.ErrNotExist):
		return text + fmt.Sprintf("; it has no output in %s. Do the cluster's nodes share this folder?", t.folder)
	case s.name == "COMPLETED" && lines == "":
		return text + "; does the program come to the loop over the sweep with the same flags?"
	case lines == "":
		return text
	}
	return text + "; its output ends:\n" + lines
}

// lastLines are the last lines of a text, at most mostLines of them with mostBytes.
func lastLines(text string) string {
	const mostLines, mostBytes = 20, 2000
	text = strings.TrimSpace(text)
	text = text[max(len(text)-mostBytes, 0):]
	lines := strings.Split(strings.ToValidUTF8(text, ""), "\n")
	return strings.Join(lines[max(len(lines)-mostLines, 0):], "\n")
}
