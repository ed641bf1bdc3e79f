package lesson

import (
	"fmt"
	"math"
	"os"
	"runtime/metrics"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"
)

// A Trial calls a function several times and notes what comes back.
type Trial struct {
	mu       sync.Mutex
	outcomes []outcome
}

// Call calls the function by way of f, which returns the numbers to compare. The call is
// in words, as "think([0 1 1], [0.5 -1 2])". The inputs are the slices that the function
// gets and must not change. A panic is an outcome like another.
func (t *Trial) Call(call string, f func() []float64, inputs ...[]float64) {
	t.note(call, func() (o outcome) {
		o.numbers = f()
		o.shape = count(len(o.numbers), "number")
		return o
	}, inputs)
}

// CallRows is Call for a function that returns rows of numbers.
func (t *Trial) CallRows(call string, f func() [][]float64, inputs ...[]float64) {
	t.note(call, func() (o outcome) {
		rows := f()
		var lengths []string
		for _, row := range rows {
			lengths = append(lengths, strconv.Itoa(len(row)))
		}
		o.numbers, o.shape = slices.Concat(rows...), "no rows"
		if len(rows) > 0 {
			o.shape = fmt.Sprintf("%s of %s numbers", count(len(rows), "row"), strings.Join(slices.Compact(lengths), ", "))
		}
		return o
	}, inputs)
}

func count(n int, what string) string {
	if n == 1 {
		return "1 " + what
	}
	return fmt.Sprintf("%d %ss", n, what)
}

func (t *Trial) note(call string, f func() outcome, inputs [][]float64) {
	t.add(outcome{call: call, stuck: true}) // until it returns
	before := make([][]float64, len(inputs))
	for i, input := range inputs {
		before[i] = slices.Clone(input)
	}
	o := protected(f)
	o.call, o.numbers = call, slices.Clone(o.numbers)
	for i, input := range inputs {
		o.changed = o.changed || !slices.Equal(before[i], input)
		copy(input, before[i]) // the next call gets what this one got
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	t.outcomes[len(t.outcomes)-1] = o
}

func (t *Trial) add(o outcome) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.outcomes = append(t.outcomes, o)
}

func protected(f func() outcome) (o outcome) {
	defer func() {
		if fault := recover(); fault != nil {
			o = outcome{panicked: strings.TrimPrefix(fmt.Sprint(fault), "runtime error: ")}
		}
	}()
	return f()
}

// An outcome is what one call did.
type outcome struct {
	call     string
	numbers  []float64
	shape    string // how many numbers, or rows of how many
	changed  bool   // an input was changed
	panicked string // what it panicked with
	stuck    bool   // it did not return in time
}

func (o outcome) equal(other outcome, tolerance float64) bool {
	if o.shape != other.shape || o.changed != other.changed || o.panicked != other.panicked || o.stuck != other.stuck {
		return false
	}
	for i, a := range o.numbers {
		if !near(a, other.numbers[i], tolerance) {
			return false
		}
	}
	return true
}

func (o outcome) isZero() bool {
	return o.panicked == "" && !o.stuck && !slices.ContainsFunc(o.numbers, func(x float64) bool { return x != 0 })
}

// near tells whether two numbers are equal but for rounding. NaN is near NaN, and infinity is near nothing else.
func near(a, b, tolerance float64) bool {
	if math.IsInf(a, 0) || math.IsInf(b, 0) {
		return a == b
	}
	return math.IsNaN(a) && math.IsNaN(b) || math.Abs(a-b) <= tolerance*max(1, math.Abs(a), math.Abs(b))
}

// against says how the outcome differs from the right one.
func (o outcome) against(right outcome, tolerance float64) string {
	switch {
	case o.stuck:
		return fmt.Sprintf("%s has not returned after %v: is there a loop that does not end?", o.call, longest)
	case o.panicked != "":
		return fmt.Sprintf("%s ends with a panic: %s.", o.call, o.panicked)
	case o.shape != right.shape:
		return fmt.Sprintf("%s returns %s, and it should return %s.", o.call, o.shape, right.shape)
	}
	for i, got := range o.numbers {
		if want := right.numbers[i]; !near(got, want, tolerance) {
			which := ""
			if len(o.numbers) > 1 {
				which = fmt.Sprintf(" as number %d", i+1)
			}
			g, w := apart(got, want)
			return fmt.Sprintf("%s returns %s%s, and it should return %s.", o.call, g, which, w)
		}
	}
	return fmt.Sprintf("%s changes the slice that it gets.", o.call)
}

// apart writes two different numbers with enough digits to see the difference, at least four.
func apart(a, b float64) (string, string) {
	for digits := 4; digits < 17; digits++ {
		x, y := strconv.FormatFloat(a, 'g', digits, 64), strconv.FormatFloat(b, 'g', digits, 64)
		if x != y {
			return x, y
		}
	}
	return strconv.FormatFloat(a, 'g', -1, 64), strconv.FormatFloat(b, 'g', -1, 64)
}

const (
	longest = 5 * time.Second // for all calls of a function
	largest = 1 << 30         // bytes that they may hold at once
)

// watched tries a learner's function. A loop that does not end is an outcome; one that
// takes more and more memory ends the cell, before the machine suffers.
func (e *Exercise[F]) watched(f F) []outcome {
	t, done := &Trial{}, make(chan struct{})
	go func() {
		defer close(done)
		e.Try(f, t)
	}()
	before, deadline, tick := heap(), time.After(longest), time.NewTicker(5*time.Millisecond)
	defer tick.Stop()
	for {
		select {
		case <-done:
			return t.outcomes
		case <-deadline:
			t.mu.Lock()
			defer t.mu.Unlock()
			return slices.Clone(t.outcomes)
		case <-tick.C:
			if heap() > before+largest {
				fmt.Fprintf(os.Stderr, "✗ %s has taken more than 1 GB of memory, so it was ended: is there a loop that appends and does not end, or a size that is far too large?\n", e.Name)
				os.Exit(1)
			}
		}
	}
}

// heap is how many bytes the program's objects take.
func heap() uint64 {
	sample := []metrics.Sample{{Name: "/memory/classes/heap/objects:bytes"}}
	metrics.Read(sample)
	return sample[0].Value.Uint64()
}
