package show

import (
	"fmt"
	"iter"
	"sync"
	"sync/atomic"

	"github.com/janpfeifer/gonb/gonbui"

	"firstneuron/internal/control"
	"firstneuron/internal/interrupt"
)

// Pausable shows three buttons while a loop runs over steps: Pause, Step and Go on. A loop that is paused waits after its body,
// and each press of Step makes one step. It yields what steps yields. Inside [Live] the figure shows the last step meanwhile:
//
//	for step, pass := range show.Live(figure, show.Pausable(n.Steps(set, 10_000))) {
//
// A rate that the body reads from a slider is used in the next step, and the loop waits after its body. So the first step after
// a pause still has the old rate. If steps itself reads the slider, as an iterator of your own can, it has the new one.
//
// An interrupt ends the loop as break does, even while it waits, as with [Live]. Where nobody can press the buttons, the loop
// simply runs.
func Pausable[K, V any](steps iter.Seq2[K, V]) iter.Seq2[K, V] {
	return func(yield func(K, V) bool) {
		done := 0
		watcher := interrupt.Watch(func(sentence string) { show("", output{plain: sentence}) })
		defer watcher.Stop()
		p := newPause()
		defer func() { p.end(done) }()
		for k, v := range steps {
			done++
			wait := p.isOn.Load() // asked before the body, so that Live knows of the pause before it draws the step
			if !yield(k, v) {
				return
			}
			if wait {
				p.wait(done, watcher.Interrupted())
			}
			if watcher.Came() {
				sayInterrupted("", done, 0)
				return
			}
		}
	}
}

// A pause decides whether a loop must wait.
type pause struct {
	id      string        // of the output with the buttons; empty where there are none
	isOn    atomic.Bool   // changed by set alone
	changed chan struct{} // a button was pressed that wait has not seen

	mu      sync.Mutex
	granted int // steps that may be made although the loop is paused
	ended   bool
}

// What is written on the buttons, in this order.
const (
	pauseButton = iota
	stepButton
	goOnButton
)

func newPause() *pause {
	p := &pause{changed: make(chan struct{}, 1)}
	if gonbui.IsNotebook {
		p.id = listenTo(pauseButtons("running"), p.press)
	}
	return p
}

func pauseButtons(text string) control.Control {
	return control.Control{Kind: control.Buttons, Options: []string{"Pause", "Step", "Go on"}, Text: text}
}

// press is called when a button was pressed. Step pauses a loop that runs.
func (p *pause) press(button float64) {
	p.mu.Lock()
	defer p.mu.Unlock()
	switch {
	case p.ended:
	case button == stepButton && p.isOn.Load():
		p.granted++
	case button == pauseButton || button == stepButton:
		p.set(true)
	case button == goOnButton:
		p.set(false)
	}
	select {
	case p.changed <- struct{}{}:
	default: // wait has something to see already
	}
}

func (p *pause) set(on bool) {
	if p.isOn.Swap(on) != on {
		pausedLoops.Add(map[bool]int32{true: 1, false: -1}[on])
	}
	p.granted = 0
}

// wait waits until the loop may go on.
func (p *pause) wait(done int, interrupted <-chan struct{}) {
	for told := false; ; told = true {
		if p.mayGoOn() {
			break
		}
		if !told {
			show(p.id, controlled(pauseButtons("paused after "+count(done))))
		}
		select {
		case <-p.changed:
		case <-interrupted:
			return
		}
	}
	if !p.isOn.Load() {
		show(p.id, controlled(pauseButtons("running")))
	}
}

// mayGoOn tells whether the loop is not paused, or may make a step.
func (p *pause) mayGoOn() bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.granted > 0 {
		p.granted--
		return true
	}
	return !p.isOn.Load()
}

// end replaces the buttons by the number of steps.
func (p *pause) end(done int) {
	if p.id == "" {
		return
	}
	p.mu.Lock()
	p.set(false)
	p.ended = true
	p.mu.Unlock()
	listeners.Delete(p.id)
	show(p.id, output{plain: count(done), final: true})
}

// pausedLoops is how many loops are paused now.
var pausedLoops atomic.Int32

func count(steps int) string {
	if steps == 1 {
		return "1 step"
	}
	return fmt.Sprintf("%d steps", steps)
}
