package show

import (
	"fmt"
	"iter"
	"os"
	"os/signal"
	"strings"
	"sync/atomic"
	"time"

	"github.com/janpfeifer/gonb/gonbui"
)

// Live redraws the drawing while a loop runs over steps, at most ten times a
// second, and once more when the loop ends, by itself, by break or by a panic:
// the last frame shows all that the loop added. It yields what steps yields.
//
// An interrupt, from the notebook's stop button or from Ctrl-C, ends the loop as
// break does: nothing that was learnt is lost, and the cell continues below the loop.
func Live[K, V any](d Drawing, steps iter.Seq2[K, V]) iter.Seq2[K, V] {
	return framed(steps, func(int, time.Duration, bool) output { return picture(d) })
}

// Progress shows a bar with the part done and the time left while a loop runs
// over steps, of which there should be total. At the end it leaves the count and the time
// that it took, or says that there was nothing to do. It yields what steps yields, and
// ends at an interrupt as [Live] does.
func Progress[K, V any](name string, total int, steps iter.Seq2[K, V]) iter.Seq2[K, V] {
	if total < 0 {
		panic(fmt.Sprintf("show.Progress: a total of %d steps; it must be 0 or more", total))
	}
	return framed(steps, func(done int, spent time.Duration, ended bool) output {
		return bar(name, done, total, spent, ended)
	})
}

// framed calls draw now and then with the number of steps done, the time spent,
// and whether the loop has ended.
func framed[K, V any](steps iter.Seq2[K, V], draw func(done int, spent time.Duration, ended bool) output) iter.Seq2[K, V] {
	return func(yield func(K, V) bool) {
		done, start := 0, time.Now()
		s := newScreen(start)
		interrupted, stop := watchInterrupt()
		defer stop()
		defer func() { s.end(draw(done, time.Since(start), true)) }()
		for k, v := range steps {
			done++
			if !yield(k, v) {
				return
			}
			if interrupted.Load() {
				fmt.Printf("interrupted after %d steps; the code below continues with what was learnt so far\n", done)
				return
			}
			if now := time.Now(); s.isDue(now) {
				s.update(now, draw(done, now.Sub(start), false))
			}
		}
	}
}

// waitTime is the time between two signs of life while a loop that was interrupted waits for its step to end.
const waitTime = 2 * time.Second

// watchInterrupt watches for an interrupt until stop is called. A step may take long, and our kernel ends a program that
// was interrupted and shows nothing for five seconds: so it shows what it waits for.
func watchInterrupt() (interrupted *atomic.Bool, stop func()) {
	signals := make(chan os.Signal, 1)
	signal.Notify(signals, os.Interrupt)
	interrupted, ended := new(atomic.Bool), make(chan struct{})
	go func() {
		select {
		case <-signals:
			interrupted.Store(true)
		case <-ended:
			return
		}
		id, start := gonbui.UniqueId(), time.Now()
		wait := time.NewTicker(waitTime)
		defer wait.Stop()
		for {
			select {
			case <-wait.C:
				show(id, output{plain: fmt.Sprintf("interrupted: the loop ends after the step that runs, %.0f s until now", time.Since(start).Seconds())})
			case <-ended:
				return
			}
		}
	}()
	return interrupted, func() { signal.Stop(signals); close(ended) }
}

func bar(name string, done, total int, spent time.Duration, ended bool) output {
	const width = 30
	if ended && done == 0 {
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
