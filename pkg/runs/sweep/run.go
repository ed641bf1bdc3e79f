package sweep

import (
	"cmp"
	"fmt"
	"iter"
	"os"
	"runtime"
	"sync/atomic"
	"time"

	"firstneuron/internal/interrupt"
	"firstneuron/internal/process"
	"firstneuron/pkg/runs"
)

// Run runs the trials that have not ended yet, several at once, each in a goroutine. It yields the record of each one that
// ends, with the number of those before it. A trial that returns an error, panics or diverges is a record with its error, and
// the others go on. An interrupt ends the loop as break does. Where another program runs some of the trials, Run waits for
// them, and does them itself if that program dies. After the loop [Sweep.Err] says whether it ended early by an error.
//
// If the function has changed since a trial ended, the results could not be compared, so Run ends with an error, unless
// [Sweep.AnyCode] is called. What is compared is the source of the function and of what it mentions in its package, without
// comments. Changes are not noticed in other packages, in variables around a function that is written inside another one, or
// if the source is missing when the program runs.
//
// The function must not share what it changes between trials, such as a source of random numbers: they run at the same time. A panic
// in a goroutine that the function starts ends the whole program, as always in Go.
func (s *Sweep) Run(train func(*Trial) error) iter.Seq2[int, runs.Run] {
	if s.engine != nil {
		return s.runOn(train)
	}
	return func(yield func(int, runs.Run) bool) {
		s.err = nil
		stop := &stop{watcher: interrupt.Watch(func(sentence string) { fmt.Println(sentence) })}
		defer stop.watcher.Stop()
		code := cmp.Or(s.code, digestOfSource(train))
		running, ended, room := 0, make(chan *Trial), newRoom(s.atOnce)
		defer func() {
			for stop.asked.Store(true); running > 0; running-- {
				<-ended
			}
			if stop.watcher.Came() {
				fmt.Printf("interrupted; %d trials are left, and running the sweep again goes on with them\n", s.Left())
			}
		}()
		for yielded := 0; !stop.isAsked(); {
			if room.hasFor(running) {
				t, wait, err := s.claim(train, code, stop, ended)
				switch {
				case err != nil:
					s.err = err
					return
				case t != nil:
					running++
					t.waitUntilWarm()
					continue
				case running == 0 && !wait:
					return
				}
			}
			select {
			case t := <-ended:
				running--
				if s.err = t.recording.Err(); s.err != nil {
					return
				}
				if run := s.ledger.Run(t.recording.ID()); !stop.isAsked() && !yield(yielded, run) {
					return
				}
				yielded++
			case <-time.After(lookTime): // others may have finished theirs, or died
			}
		}
	}
}

// lookTime is how often a sweep looks at what other programs do with its trials.
const lookTime = 200 * time.Millisecond

// claim begins a trial that has not ended and that nobody runs. Only one program claims at a time, and the trial has its record when
// claim returns. If there is no such trial, wait says whether others are still running some.
func (s *Sweep) claim(train func(*Trial) error, code string, stop *stop, ended chan<- *Trial) (t *Trial, wait bool, err error) {
	unlock, err := s.lock()
	if err != nil {
		return nil, false, err
	}
	defer unlock()
	if err := s.known.read(s.ledger, s.name); err != nil {
		return nil, false, err
	}
	if err := s.checkCode(code); err != nil {
		return nil, false, err
	}
	for _, next := range s.trials() {
		switch run := s.known.of[next.id]; {
		case run.Status == runs.Running:
			wait = true
		case !isDone(run):
			t := &Trial{trial: next, sweep: s, code: code, stop: stop, began: make(chan struct{}), warm: make(chan struct{})}
			go func() {
				t.run(train)
				ended <- t
			}()
			<-t.began
			return t, false, nil
		}
	}
	return nil, wait, nil
}

// checkCode finds trials that ended with another function. If one of the two is not known, they are taken to be the same.
func (s *Sweep) checkCode(code string) error {
	if s.anyCode || code == "" {
		return nil
	}
	others := 0
	for _, t := range s.trials() {
		if run := s.known.of[t.id]; isDone(run) && run.Code != "" && run.Code != code {
			others++
		}
	}
	if others == 0 {
		return nil
	}
	return fmt.Errorf("sweep: the function has changed since %d of the trials of the sweep %q ended: to train all again, give the sweep another name; "+
		"if the change makes no difference, call AnyCode on the sweep", others, s.name)
}

// waitUntilWarm gives a trial a moment to allocate its memory, before room is asked whether another one fits.
func (t *Trial) waitUntilWarm() {
	select {
	case <-t.warm:
	case <-time.After(time.Second):
	}
}

// stop tells the trials to end after their present step.
type stop struct {
	asked   atomic.Bool
	watcher *interrupt.Watcher
}

func (s *stop) isAsked() bool { return s.asked.Load() || s.watcher.Came() }

// room says whether there is room for another trial.
type room struct {
	atOnce        int // 0: as memory and processors allow
	memory, start int64
}

func newRoom(atOnce int) room { return room{atOnce, process.MachineMemory(), held()} }

func (r room) hasFor(running int) bool {
	if r.atOnce > 0 {
		return running < r.atOnce
	}
	return running == 0 || running < runtime.GOMAXPROCS(0) && r.fits(running, held())
}

// fits says whether there is memory for one more trial that holds as much as each of the running ones. If memory cannot be measured it fits.
func (r room) fits(running int, held int64) bool {
	each := (held - r.start) / int64(running)
	return r.memory == 0 || held+max(each, 0) <= r.memory/10*8
}

// held is the memory that this program holds.
func held() int64 { return process.Held([]process.Process{{PID: os.Getpid()}}) }
