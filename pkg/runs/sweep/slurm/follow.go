package slurm

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"os/exec"
	"slices"
	"strings"
	"time"

	"firstneuron/pkg/runs/sweep"
)

// A follower watches the jobs of a sweep.
type follower struct {
	job    Job
	work   *sweep.Work
	folder string // with a folder for each job
	began  time.Time

	over      map[string]time.Time // by the trial: since when there is no task that could still end its record
	said      string
	saidAt    time.Time
	complaint string // the last error of Slurm's answers
}

// settleTime is how long it may take until the record of a task that has ended is visible here. A shared file system shows what
// another machine has written with a delay, NFS usually within half a minute.
var settleTime = 30 * time.Second

func (f *follower) follow(ctx context.Context) error {
	for {
		all, err := readArrays(f.folder) // read before the ledger, because a task is marked as ended after its record
		if err != nil {
			return err
		}
		now, err := f.work.Look()
		if err != nil {
			return err
		}
		of := tasks(all)
		tidy(all)
		unsent := f.unsent(now.Left, all, of)
		switch {
		case ctx.Err() != nil:
			f.sayGoodbye(now.Left, of)
			return nil
		case len(now.Left) == 0:
			return nil
		case len(unsent) > 0:
			if err := f.submit(unsent, len(all)); err != nil {
				return err
			}
			continue
		}
		if err := f.look(ctx, now, of); err != nil {
			return err
		}
		select {
		case <-ctx.Done():
		case <-time.After(min(max(time.Since(f.began)/10, time.Second), 30*time.Second)): // frequent questions are a load for a cluster
		}
	}
}

// look asks for the states of the tasks that are left, and records the end of those that can no longer do so themselves.
func (f *follower) look(ctx context.Context, now sweep.Standing, of map[string]task) error {
	states, err := ask(ctx, now.Left, of)
	if ctx.Err() != nil {
		return nil
	}
	if errors.Is(err, exec.ErrNotFound) {
		return fmt.Errorf("slurm: the job goes on, but cannot be followed here: %w", err)
	}
	if err != nil { // the controller may be busy or restarting while the job goes on
		if f.complaint != err.Error() {
			fmt.Printf("%v; asking again\n", err)
		}
		f.complaint = err.Error()
		return nil
	}
	pending, running, reason := 0, 0, ""
	for _, trial := range now.Left {
		t, found := of[trial]
		if !found {
			continue
		}
		state := states[t.id()]
		if !state.isOver() {
			delete(f.over, trial)
			if state.name == "PENDING" {
				pending, reason = pending+1, strings.TrimPrefix(state.reason, "None")
			} else {
				running++
			}
			continue
		}
		if f.isSettled(trial) {
			if err := f.work.Fail(trial, cause(t, state)); err != nil {
				return err
			}
			if err := t.markEnded(); err != nil {
				return err
			}
		}
	}
	f.say(jobs(now.Left, of), counts(now, pending, running, reason))
	return nil
}

// unsent are the trials that are in no job. One whose task has ended is submitted again when it is certain that its record was deleted.
func (f *follower) unsent(left []string, all []array, of map[string]task) (trials []string) {
	for _, trial := range left {
		if _, found := of[trial]; found {
			continue
		}
		wasInJob := slices.ContainsFunc(all, func(a array) bool { return slices.Contains(a.trials, trial) })
		if !wasInJob || f.isSettled(trial) {
			trials = append(trials, trial)
		}
	}
	return trials
}

// isSettled tells whether a trial has had neither a task nor an end in its record for settleTime.
func (f *follower) isSettled(trial string) bool {
	if _, found := f.over[trial]; !found {
		f.over[trial] = time.Now()
	}
	return time.Since(f.over[trial]) >= settleTime
}

// counts says how many trials are in which state. For those that are left the state is Slurm's.
func counts(now sweep.Standing, pending, running int, reason string) string {
	var parts []string
	add := func(count int, what string) {
		if count > 0 {
			parts = append(parts, fmt.Sprint(count, what))
		}
	}
	if reason != "" {
		reason = " (" + reason + ")"
	}
	add(pending, " pending"+reason)
	add(running, " running")
	add(len(now.Left)-pending-running, " ended, with no record yet")
	add(now.Finished, " finished")
	add(now.Failed, " failed")
	return strings.Join(parts, ", ")
}

// say prints what has changed, immediately in the first seconds and then less and less often.
func (f *follower) say(jobs []string, counts string) {
	if counts == f.said || time.Since(f.saidAt) < time.Since(f.began)/5 {
		return
	}
	f.said, f.saidAt = counts, time.Now()
	who := "Slurm"
	if len(jobs) > 0 {
		who += " job " + strings.Join(jobs, ", ")
	}
	fmt.Printf("%s: %s\n", who, counts)
}

func (f *follower) sayGoodbye(left []string, of map[string]task) {
	if jobs := jobs(left, of); len(jobs) > 0 {
		fmt.Printf("not followed any more; the job goes on, and running the sweep again follows it. To cancel it: scancel %s\n", strings.Join(jobs, " "))
	}
}

// jobs are the numbers of the jobs in which trials are.
func jobs(trials []string, of map[string]task) []string {
	numbers := map[string]bool{}
	for _, trial := range trials {
		if t, found := of[trial]; found {
			numbers[t.job] = true
		}
	}
	return slices.Sorted(maps.Keys(numbers))
}
