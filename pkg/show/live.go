package show

import (
	"fmt"
	"iter"
	"strings"
	"time"

	"github.com/janpfeifer/gonb/gonbui"

	"firstneuron/internal/interrupt"
)

// Live redraws the drawing while a loop runs over steps, at most ten times a
// second, and once more when the loop ends, by itself, by break or by a panic:
// the last frame shows all that the loop added. It yields what steps yields.
//
// The frames take less than 3 % of the loop's time: ten a second are shown where one takes less
// than 3 ms, as a curve of 10,000 points does, and fewer of a drawing that takes longer.
//
// An interrupt, from the notebook's stop button or from Ctrl-C, ends the loop as
// break does, after the step that runs: nothing that was learnt is lost, and the cell continues
// below the loop. A line says after how many steps it ended.
func Live[K, V any](d Drawing, steps iter.Seq2[K, V]) iter.Seq2[K, V] {
	return framed("", 0, steps, func(int, time.Duration, bool) output { return picture(d) })
}

// Progress shows a bar with the part done and the time left while a loop runs
// over steps, of which there should be total. At the end it leaves the count and the time
// that it took, or says that there was nothing to do if total is 0. It yields what steps yields, and
// ends at an interrupt as [Live] does.
func Progress[K, V any](name string, total int, steps iter.Seq2[K, V]) iter.Seq2[K, V] {
	if total < 0 {
		panic(fmt.Sprintf("show.Progress: a total of %d steps; it must be 0 or more", total))
	}
	return framed(name, total, steps, func(done int, spent time.Duration, ended bool) output {
		return bar(name, done, total, spent, ended)
	})
}

// ProgressBy is [Progress] for steps that do not take equally long: weight says how much each counts, and total is the sum.
func ProgressBy[K, V any](name string, total int, weight func(V) int, steps iter.Seq2[K, V]) iter.Seq2[K, V] {
	if total < 0 {
		panic(fmt.Sprintf("show.ProgressBy: a total of %d; it must be 0 or more", total))
	}
	sum := 0
	weighed := func(yield func(K, V) bool) {
		sum = 0
		for k, v := range steps {
			sum += weight(v)
			if !yield(k, v) {
				return
			}
		}
	}
	return framed(name, 0, weighed, func(_ int, spent time.Duration, ended bool) output {
		return bar(name, sum, total, spent, ended)
	})
}

// LiveTable shows a table while a loop runs over steps, as [Live] shows a drawing: table returns its headings and rows, and is
// called for each frame. When the loop ends, the table can be sorted, as with [Sortable].
func LiveTable[K, V any](table func() (headings []string, rows [][]any), steps iter.Seq2[K, V]) iter.Seq2[K, V] {
	return framed("", 0, steps, func(_ int, _ time.Duration, ended bool) output {
		headings, rows := table()
		return fitting(headings, rows, ended)
	})
}

// framed calls draw now and then with the number of steps done, the time spent,
// and whether the loop has ended. The name and the total may be empty and 0.
func framed[K, V any](name string, total int, steps iter.Seq2[K, V], draw func(done int, spent time.Duration, ended bool) output) iter.Seq2[K, V] {
	return func(yield func(K, V) bool) {
		done, start := 0, time.Now()
		s := newScreen(start)
		sign := gonbui.UniqueId()
		watcher := interrupt.Watch(func(sentence string) { show(sign, output{plain: sentence}) })
		defer watcher.Stop()
		defer func() { s.end(draw(done, time.Since(start), true)) }()
		for k, v := range steps {
			done++
			if !yield(k, v) {
				return
			}
			if watcher.Came() {
				sayInterrupted(name, done, total)
				return
			}
			if now := time.Now(); s.isDue(now) {
				s.update(now, draw(done, now.Sub(start), false))
			}
		}
	}
}

// sayInterrupted says where a loop was interrupted. Each of several nested loops has its own name.
func sayInterrupted(name string, done, total int) {
	text := interrupt.After(done)
	if name != "" {
		text = name + ": " + text
	}
	if total > 0 {
		text += fmt.Sprintf(" of %d", total)
	}
	fmt.Println(text + "; the code below continues with what was learnt so far")
}

func bar(name string, done, total int, spent time.Duration, ended bool) output {
	const width = 30
	if ended && done == 0 && total == 0 {
		return output{plain: name + ": nothing to do"}
	}
	if total == 0 { // the part that is done is unknown
		return output{plain: fmt.Sprintf("%s %d, %.1f s", name, done, spent.Seconds())}
	}
	part := min(float64(done)/float64(total), 1)
	filled := int(part * width)
	text := fmt.Sprintf("%s %s%s %d of %d, %.1f s", name,
		strings.Repeat("█", filled), strings.Repeat("░", width-filled), done, total, spent.Seconds())
	if !ended && done > 0 {
		text += fmt.Sprintf(", about %.1f s left", spent.Seconds()*(1-part)/part)
	}
	return output{plain: text}
}
