// Package interrupt lets a loop end at an interrupt, from the notebook's stop button or from Ctrl-C, as it does at break.
package interrupt

import (
	"fmt"
	"os"
	"os/signal"
	"sync"
	"time"
)

// signTime is the time between two signs of life while an interrupted loop waits for its step to end. A step may take
// long, and our kernel ends a program that was interrupted and shows nothing for five seconds.
const signTime = 2 * time.Second

// A Watcher is a loop's ear for the interrupt.
type Watcher struct {
	came, heard chan os.Signal // the same signals: the first keeps one, the second wakes the signs of life
	stopped     chan struct{}
	interrupted chan struct{} // closed after the first
}

// Watch begins to watch; an interrupt does not end the program any more. After one, say is given a sentence every two
// seconds that tells what the loop waits for. Of loops within loops one says it.
func Watch(say func(sentence string)) *Watcher {
	w := &Watcher{make(chan os.Signal, 1), make(chan os.Signal, 1), make(chan struct{}), make(chan struct{})}
	signal.Notify(w.came, os.Interrupt)
	signal.Notify(w.heard, os.Interrupt)
	go w.showLife(say)
	return w
}

// Came tells whether there was an interrupt.
func (w *Watcher) Came() bool { return len(w.came) > 0 }

// Interrupted is closed at an interrupt, for a loop that waits.
func (w *Watcher) Interrupted() <-chan struct{} { return w.interrupted }

// Stop ends the watching. Came then tells of all interrupts until now.
func (w *Watcher) Stop() {
	signal.Stop(w.came)
	signal.Stop(w.heard)
	close(w.stopped)
}

// After says after how many steps a loop was interrupted.
func After(steps int) string {
	if steps == 1 {
		return "interrupted after 1 step"
	}
	return fmt.Sprintf("interrupted after %d steps", steps)
}

// speaking is held by the loop that says what it waits for.
var speaking sync.Mutex

func (w *Watcher) showLife(say func(sentence string)) {
	select {
	case <-w.heard:
		close(w.interrupted)
	case <-w.stopped:
		return
	}
	start, speaks := time.Now(), false
	tick := time.NewTicker(signTime)
	defer tick.Stop()
	for {
		select {
		case <-tick.C:
			if speaks = speaks || speaking.TryLock(); speaks {
				say(fmt.Sprintf("interrupted: the loop ends after the step that runs, %.0f s until now", time.Since(start).Seconds()))
			}
		case <-w.stopped:
			if speaks {
				speaking.Unlock()
			}
			return
		}
	}
}
