package engine

import (
	"runtime"
	"sync"
	"sync/atomic"
)

// patience is how many times a worker looks for jobs before it sleeps: some 20 microseconds.
const patience = 4000

// A team shares out the jobs of a step among goroutines. A step has many short rounds of
// jobs, and to wake a sleeping goroutine takes as long as a small job: so each looks for
// the next round for a while before it sleeps.
type team struct {
	workers []*worker
	do      func(worker, job int)
	jobs    int64
	over    atomic.Bool
	next    atomic.Int64 // the first job that nobody has taken

	mu    sync.Mutex
	panic any // the first of a job
}

// A worker is one of a team's goroutines. The one that calls run works too, as number 0.
type worker struct {
	turn   atomic.Int64 // how many rounds it was called to
	done   atomic.Int64 // how many of them it has finished
	asleep atomic.Bool
	wake   chan struct{}
}

// newTeam makes a team whose workers look for jobs patience times before they sleep.
func newTeam(workers, patience int) *team {
	t := &team{}
	for i := range workers - 1 {
		w := &worker{wake: make(chan struct{}, 1)}
		t.workers = append(t.workers, w)
		go w.work(t, i+1, patience)
	}
	return t
}

// stop ends the team's goroutines.
func (t *team) stop() {
	t.over.Store(true)
	for _, w := range t.workers {
		w.call()
	}
}

// run does the jobs 0 to jobs - 1, each once, in any order, and returns when all are
// done. A panic in a job is run's own.
func (t *team) run(jobs int, do func(worker, job int)) {
	t.do, t.jobs = do, int64(jobs)
	t.next.Store(0)
	helping := t.workers[:min(len(t.workers), max(jobs-1, 0))]
	for _, w := range helping {
		w.call()
	}
	t.takeJobs(0)
	for _, w := range helping {
		for spin := 1; w.done.Load() != w.turn.Load(); spin++ {
			if spin%64 == 0 {
				runtime.Gosched()
			}
		}
	}
	t.do = nil // it refers to the network, which could not be collected while its goroutines live
	if fault := t.panic; fault != nil {
		t.panic = nil
		panic(fault)
	}
}

func (t *team) takeJobs(worker int) {
	defer func() {
		if fault := recover(); fault != nil {
			t.mu.Lock()
			t.panic = fault
			t.mu.Unlock()
		}
	}()
	for {
		job := t.next.Add(1) - 1
		if job >= t.jobs {
			return
		}
		t.do(worker, int(job))
	}
}

func (w *worker) call() {
	w.turn.Add(1)
	if w.asleep.Load() {
		select {
		case w.wake <- struct{}{}:
		default:
		}
	}
}

func (w *worker) work(t *team, number, patience int) {
	for turn := int64(1); ; turn++ {
		for spin := 1; w.turn.Load() < turn; spin++ {
			switch {
			case spin > patience:
				// Swap and not Store: QEMU's arm64 lets the Load below overtake a Store, and then
				// both sides miss each other's news: the caller does not wake who is falling asleep.
				w.asleep.Swap(true)
				if w.turn.Load() < turn {
					<-w.wake
				}
				w.asleep.Store(false)
				spin = 0
			case spin%64 == 0:
				runtime.Gosched()
			}
		}
		if t.over.Load() {
			return
		}
		t.takeJobs(number)
		w.done.Store(turn)
	}
}
