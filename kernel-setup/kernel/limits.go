package main

import (
	"strconv"
	"strings"
	"time"

	"firstneuron/internal/process"
)

// limits are what one cell may take. Zero is no limit.
type limits struct {
	memory int64         // bytes, of all its processes together
	time   time.Duration // from its start to its end
	output int64         // bytes of text; and a hundred times as many of pictures
}

// limitsOf reads the limits from the environment, FIRST_NEURON_MEMORY_LIMIT=4GB and so on. Where it says nothing a cell
// may take four fifths of the machine's memory, so that the machine lives on, all the time in the world, and 1 MB of text.
func limitsOf(environ func(name string) string) limits {
	l := limits{memory: process.MachineMemory() / 5 * 4, output: 1 << 20}
	for _, what := range []string{"memory", "time", "output"} {
		_ = l.set(what, environ("FIRST_NEURON_"+strings.ToUpper(what)+"_LIMIT"))
	}
	return l
}

// set sets one limit from text: a size such as 500MB or 2GB, a duration such as 30s or 10m, or none. What is neither
// changes nothing.
func (l *limits) set(what, value string) (ok bool) {
	var size int64
	var span time.Duration
	switch {
	case value == "none":
	case what == "time":
		var err error
		if span, err = time.ParseDuration(value); err != nil || span <= 0 {
			return false
		}
	default:
		if size, ok = parseSize(value); !ok {
			return false
		}
	}
	switch what {
	case "memory":
		l.memory = size
	case "time":
		l.time = span
	case "output":
		l.output = size
	default:
		return false
	}
	return true
}

// parseSize reads 500MB, 2 GiB, 1000.
func parseSize(text string) (size int64, ok bool) {
	text = strings.ToUpper(strings.TrimSpace(text))
	digits := strings.TrimRight(text, "KMGTIB ")
	number, err := strconv.ParseFloat(digits, 64)
	if err != nil || number <= 0 {
		return 0, false
	}
	unit, known := map[string]float64{"": 1, "B": 1, "KB": 1 << 10, "MB": 1 << 20, "GB": 1 << 30, "TB": 1 << 40}[strings.ReplaceAll(strings.TrimSpace(text[len(digits):]), "I", "")]
	if !known || number*unit > 1<<62 {
		return 0, false
	}
	return int64(number * unit), true
}

func (k *kernel) setLimit(c *cell, words []string) (ok bool) {
	if len(words) == 0 {
		l := k.limits
		k.print(c, "stdout", k.language.Limits(l.memory, l.time, l.output)+"\n")
		return true
	}
	ok = k.limits.set(words[0], strings.Join(words[1:], ""))
	c.watched = watch(k.limits)
	return ok
}

// watched is a cell's use of what is limited.
type watched struct {
	limits
	began    time.Time
	nextLook time.Time // at the memory that it really holds, which takes a moment to find out
}

func watch(l limits) watched { return watched{limits: l, began: time.Now()} }

// checkLimits ends the cell that runs if it, with all its processes, has taken more than it may.
func (k *kernel) checkLimits(running []process.Process) {
	c := k.cell
	if c.failure != nil {
		return
	}
	if c.watched.time > 0 && time.Since(c.began) > c.watched.time {
		k.endCell(c, k.language.OutOfTime(c.watched.time))
		return
	}
	atMost := int64(0)
	for _, p := range running {
		atMost += p.Memory
	}
	if c.memory == 0 || atMost <= c.memory || time.Now().Before(c.nextLook) {
		return
	}
	looked := time.Now()
	if held := process.Held(running); held > c.memory {
		k.endCell(c, k.language.OutOfMemory(held, c.memory))
	}
	c.nextLook = time.Now().Add(10 * time.Since(looked))
}
