package engine

import (
	"sync/atomic"
	"testing"
	"time"
)

// The networks of the tests are small, and are to be computed by several workers.
func init() { littleWork = 0 }

func TestTeamDoesEachJobOnce(t *testing.T) {
	for _, workers := range []int{1, 2, 8} {
		team := newTeam(workers, patience)
		defer team.stop()
		for round := range 200 {
			jobs := round % 23
			done := make([]atomic.Int32, jobs)
			team.run(jobs, func(worker, job int) {
				if worker < 0 || worker >= workers {
					t.Errorf("worker %d of %d", worker, workers)
				}
				done[job].Add(1)
			})
			for job := range done {
				if times := done[job].Load(); times != 1 {
					t.Fatalf("%d workers: job %d of %d was done %d times", workers, job, jobs, times)
				}
			}
			if round%50 == 0 {
				time.Sleep(time.Millisecond) // long enough to fall asleep
			}
		}
	}
}

func TestPanicOfAJobIsThatOfRun(t *testing.T) {
	team := newTeam(4, patience)
	defer team.stop()
	for range 100 {
		func() {
			defer func() {
				if fault := recover(); fault != "a fault" {
					t.Errorf("run panicked with %v", fault)
				}
			}()
			team.run(8, func(_, job int) {
				if job == 5 {
					panic("a fault")
				}
			})
		}()
	}
	sum := atomic.Int64{}
	team.run(10, func(_, job int) { sum.Add(int64(job)) })
	if sum.Load() != 45 {
		t.Errorf("after a panic the jobs add up to %d instead of 45", sum.Load())
	}
}

// Workers that are falling asleep are called at every moment of it.
func TestNoCallIsMissed(t *testing.T) {
	const patience = 100
	team := newTeam(4, patience)
	defer team.stop()
	var done atomic.Int64
	pause := func(length int) {
		for range length {
			done.Load()
		}
	}
	const rounds = 50_000
	for round := range rounds {
		team.run(4, func(_, _ int) { done.Add(1) })
		pause(round * 37 % 3000)
	}
	if done.Load() != 4*rounds {
		t.Errorf("%d jobs were done instead of %d", done.Load(), 4*rounds)
	}
}
