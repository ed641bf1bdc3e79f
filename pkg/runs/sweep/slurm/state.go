package slurm

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os/exec"
	"slices"
	"strconv"
	"strings"
)

// A state is the state of a task, in the words of squeue(1). It has no name if Slurm does not know the task.
type state struct {
	name   string // such as "PENDING"
	exit   int    // the status with which the program ended
	signal int    // the signal that ended it, if one did
	reason string // why it is not running, such as "Resources"
}

// ended are the final states of a task, with their descriptions.
var ended = map[string]string{
	"BOOT_FAIL":     "did not begin, because its node did not start",
	"CANCELLED":     "was cancelled",
	"COMPLETED":     "ended without running the trial",
	"DEADLINE":      "missed its deadline",
	"FAILED":        "failed",
	"NODE_FAIL":     "lost its node, which failed",
	"OUT_OF_MEMORY": "needed more memory than it was given",
	"PREEMPTED":     "was preempted by another job",
	"REVOKED":       "was revoked",
	"TIMEOUT":       "reached its time limit",
	"":              "is no longer known to Slurm",
}

func (s state) isOver() bool { _, over := ended[s.name]; return over }

// ask asks squeue for the states of tasks, by their IDs, and sacct for those that squeue no longer lists, by default five minutes
// after their end. A cluster without accounting has no sacct.
func ask(ctx context.Context, trials []string, of map[string]task) (map[string]state, error) {
	list := strings.Join(jobs(trials, of), ",")
	if list == "" {
		return nil, nil
	}
	queue, err := answer(ctx, "squeue", "--jobs="+list, "--array", "--states=all", "--noheader", "--Format=JobArrayID:60,State:30,exit_code:20,Reason:100")
	if err != nil && !strings.Contains(err.Error(), "Invalid job id") { // squeue's words when it no longer lists any of them
		return nil, err
	}
	states := parseQueue(queue)
	if !slices.ContainsFunc(trials, func(trial string) bool { return states[of[trial].id()].name == "" }) {
		return states, nil
	}
	accounts, _ := answer(ctx, "sacct", "--jobs="+list, "--allocations", "--noheader", "--parsable2", "--format=JobID,State,ExitCode")
	for task, state := range parseAccounts(accounts) {
		if _, found := states[task]; !found && state.isOver() { // one that is running only according to sacct has been lost
			states[task] = state
		}
	}
	return states, nil
}

func answer(ctx context.Context, name string, arguments ...string) (string, error) {
	command := exec.CommandContext(ctx, name, arguments...)
	text, err := command.Output()
	var exit *exec.ExitError
	if errors.As(err, &exit) && len(exit.Stderr) > 0 {
		err = errors.New(string(bytes.TrimSpace(exit.Stderr)))
	}
	if err != nil {
		return "", fmt.Errorf("%s: %w", name, err)
	}
	return string(text), nil
}

// parseQueue reads lines of squeue, such as "17_3  TIMEOUT  15  TimeLimit". The number is a status as of wait(2).
func parseQueue(text string) map[string]state {
	states := map[string]state{}
	for line := range strings.Lines(text) {
		fields := strings.Fields(line)
		if len(fields) < 3 {
			continue
		}
		status, _ := strconv.Atoi(fields[2])
		states[fields[0]] = state{fields[1], status >> 8, status & 0x7f, strings.Join(fields[3:], " ")}
	}
	return states
}

// parseAccounts reads lines of sacct, such as "17_3|CANCELLED by 1000|0:15": the status and the signal are last.
func parseAccounts(text string) map[string]state {
	states := map[string]state{}
	for line := range strings.Lines(text) {
		fields := strings.Split(strings.TrimSpace(line), "|")
		if len(fields) != 3 {
			continue
		}
		name, _, _ := strings.Cut(fields[1], " ")
		exit, signal, _ := strings.Cut(fields[2], ":")
		s := state{name: name}
		s.exit, _ = strconv.Atoi(exit)
		s.signal, _ = strconv.Atoi(signal)
		states[fields[0]] = s
	}
	return states
}
