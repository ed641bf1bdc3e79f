package explain

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	celltext "firstneuron/kernel-setup/kernel/cells"
)

// ending explains how a program ended that had been compiled. It finds nothing if the
// cell did not come so far.
func ending(f Failure, notebook cells, l Language) (name string, found []problem) {
	if signal := signalled.FindStringSubmatch(f.Value); signal != nil {
		if signal[1] == "interrupt" {
			return "Interrupted", []problem{{place: notebook.in(0, 0), said: interrupted(l)}}
		}
		return "Killed", []problem{{place: notebook.in(0, 0), message: f.Value, ran: true}}
	}
	status := exited.FindStringSubmatch(f.Value)
	if status == nil {
		return "", nil
	}
	stderr := plain(f.Stderr)
	if p, ok := crash(stderr, notebook, l); ok {
		return "Panic", []problem{p}
	}
	words := lastWords(stderr)
	if flag := wrongFlag.FindString(stderr); flag != "" {
		at := notebook.programLine()
		if f.Turned {
			at = notebook.in(0, 0)
		}
		return "Exit", []problem{{place: at, message: flag, said: l.flagProblem(flag, stderr), ran: true}}
	}
	p := problem{place: notebook.in(0, 0), message: words, ran: true}
	switch {
	case strings.HasPrefix(words, "✗"):
		p.said, p.message = strings.TrimSpace(strings.TrimPrefix(words, "✗")), ""
	case f.IsTest:
		p.said = l.in("a test failed. What it found is above.", "тест не пройден. Что он обнаружил, написано выше.")
		if found := testLine.FindStringSubmatch(f.Test); found != nil {
			line, _ := strconv.Atoi(found[3])
			p.place, _ = notebook.at(found[1], line, 0)
			p.said, p.message = l.in("a test failed: ", "тест не пройден: ")+found[4], ""
		}
	default:
		p.said = fmt.Sprintf(l.in("the program ended itself with exit status %s, which says that it failed.", "программа сама завершилась с кодом %s, то есть сообщила об ошибке."), status[1])
	}
	return "Exit", []problem{p}
}

var (
	exited    = regexp.MustCompile(`^exit status (\w+)$`)
	signalled = regexp.MustCompile(`^signal: (.+)$`)
	testLine  = regexp.MustCompile(`^\s*(` + cellFile + `):(\d+): (.+)$`)
	wrongFlag = regexp.MustCompile(`(?m)^(?:flag provided but not defined: .+|invalid (?:boolean )?value .+ for (?:flag )?-.+|flag needs an argument: .+|bad flag syntax: .+)$`)

	signalLine = regexp.MustCompile(`(?m)^SIG[A-Z]+: .*$`)

	// goroutine opens the trace of one goroutine; a fatal error adds gp=0x… m=0.
	goroutine = regexp.MustCompile(`(?m)^goroutine \d+ .*\[.*\]:$`)

	// frame is the second line of a frame in a cell.
	frame = regexp.MustCompile(`^\s+(` + cellFile + `):(\d+)\b`)
)

// crash reads a panic, or a fatal error of Go's runtime, with the goroutine that it ended.
func crash(stderr string, notebook cells, l Language) (problem, bool) {
	for _, at := range goroutine.FindAllStringIndex(stderr, -1) {
		message := panicMessage(stderr[:at[0]])
		if message == "" {
			continue // a trace that the program printed by itself
		}
		places := frames(stderr[at[1]:], notebook)
		p := problem{place: notebook.in(0, 0), message: message, ran: true}
		if len(places) > 0 {
			p.place = places[0]
			for _, caller := range places[1:] {
				p.details = append(p.details, l.in("called from: ", "вызвано отсюда: ")+inside(l.where(caller)))
			}
		}
		if l.sentence(p) == "" {
			p.said = l.in("the program stopped: ", "программа остановилась: ") + message
		}
		return p, true
	}
	return problem{}, false
}

// panicMessage is what stands before the first goroutine: the panic, and panics in
// deferred functions after it.
func panicMessage(before string) string {
	start := -1
	for _, beginning := range []string{"panic: ", "fatal error: "} {
		at := strings.LastIndex("\n"+before, "\n"+beginning)
		if at < 0 && strings.Contains(before, beginning) { // behind a text without a line break
			at = strings.Index(before, beginning)
		}
		if at > start {
			start = at
		}
	}
	if start < 0 {
		return signalLine.FindString(before) // a crash in C
	}
	var lines []string
	for line := range strings.SplitSeq(before[start:], "\n") {
		if line == "" || strings.HasPrefix(line, "[signal ") {
			break
		}
		line = strings.TrimPrefix(strings.TrimPrefix(strings.TrimSpace(line), "panic: "), "fatal error: ")
		lines = append(lines, trimmed(line))
	}
	return strings.Join(lines, "; ")
}

// frames are the places of a goroutine in the cells, innermost first, each once. Where it was started is no call.
func frames(trace string, notebook cells) []place {
	var places []place
	trace, _, _ = strings.Cut(strings.TrimPrefix(trace, "\n"), "\n\n")
	trace, _, _ = strings.Cut(trace, "\ncreated by ")
	for line := range strings.SplitSeq(trace, "\n") {
		noted := frame.FindStringSubmatch(line)
		if noted == nil {
			continue
		}
		line, _ := strconv.Atoi(noted[3])
		p, _ := notebook.at(noted[1], line, 0)
		if !contains(places, p) {
			places = append(places, p)
		}
	}
	return places
}

func contains(places []place, p place) bool {
	for _, other := range places {
		if other.line == p.line && other.text == p.text && (other.cell == nil) == (p.cell == nil) && (p.cell == nil || *other.cell == *p.cell) {
			return true
		}
	}
	return false
}

// inside is the name of a place in the middle of a sentence.
func inside(where string) string {
	first, size := utf8.DecodeRuneInString(where)
	return string(unicode.ToLower(first)) + where[size:]
}

// lastWords is the last line that the program wrote to standard error. GoNB adds a line of its own.
func lastWords(stderr string) string {
	lines := strings.Split(strings.TrimSpace(stderr), "\n")
	if exited.MatchString(lines[len(lines)-1]) {
		lines = lines[:len(lines)-1]
	}
	if len(lines) == 0 {
		return ""
	}
	return trimmed(lines[len(lines)-1])
}

// programLine is the line %% of the failed cell, which has the program's flags.
func (c cells) programLine() place {
	line, _ := celltext.Read(c.current.Source).Arguments()
	return c.in(line, 0)
}
