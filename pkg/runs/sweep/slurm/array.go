package slurm

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

// An array is a job array that was submitted. Its folder has all that is known of it:
//
//	job.sh     the script
//	program    a copy of the program, until all trials have ended
//	code       the digest of the function's source, which is elsewhere
//	trials     the ID of a trial in each line; that of task 0 is in the first
//	job        Slurm's number of the job
//	3.log      what task 3 printed, and what Slurm says about it
//	3.ended    exists when the record of its trial has an end
type array struct {
	folder string
	job    string // empty where it was not submitted
	trials []string
	ended  map[int]bool // by the number of the task
}

// readArrays reads all arrays in a folder, the oldest first.
func readArrays(folder string) (all []array, err error) {
	entries, err := os.ReadDir(folder)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("slurm: the jobs cannot be read: %w", err)
	}
	for _, entry := range entries {
		if !entry.IsDir() {
			continue
		}
		a, err := readArray(filepath.Join(folder, entry.Name()))
		if err == nil && a.job != "" { // otherwise it is being made, or was not submitted
			all = append(all, a)
		}
	}
	return all, nil
}

func readArray(folder string) (array, error) {
	a := array{folder: folder, ended: map[int]bool{}}
	trials, err := os.ReadFile(a.path("trials"))
	if err != nil {
		return a, fmt.Errorf("slurm: the job cannot be read: %w", err)
	}
	a.trials = strings.Fields(string(trials))
	entries, err := os.ReadDir(folder)
	if err != nil {
		return a, fmt.Errorf("slurm: the job cannot be read: %w", err)
	}
	for _, entry := range entries {
		var number int
		if _, err := fmt.Sscanf(entry.Name(), endName, &number); err == nil {
			a.ended[number] = true
		}
	}
	job, _ := os.ReadFile(a.path("job"))
	a.job, _, _ = strings.Cut(strings.TrimSpace(string(job)), ";") // the cluster's name may follow
	return a, nil
}

const endName = "%d.ended"

func (a array) path(name string) string { return filepath.Join(a.folder, name) }

// A task is one of an array.
type task struct {
	array
	number int
}

// id is what Slurm calls it.
func (t task) id() string { return fmt.Sprint(t.job, "_", t.number) }

func (t task) log() string { return t.path(fmt.Sprint(t.number, ".log")) }

// markEnded notes that the task has recorded the end of its trial. If the record is deleted, the trial may be submitted again.
func (t task) markEnded() error {
	if err := os.WriteFile(t.path(fmt.Sprintf(endName, t.number)), nil, 0o666); err != nil {
		return fmt.Errorf("slurm: the end of a task cannot be written: %w", err)
	}
	return nil
}

// tasks are the tasks whose trials have no end yet, by the ID of the trial.
func tasks(all []array) map[string]task {
	of := map[string]task{}
	for _, a := range all {
		for number, trial := range a.trials {
			if !a.ended[number] {
				of[trial] = task{a, number}
			}
		}
	}
	return of
}

// tidy removes the programs that no task needs any more.
func tidy(all []array) {
	for _, a := range all {
		if len(a.ended) == len(a.trials) {
			os.Remove(a.path("program")) // if that fails it only takes up space
		}
	}
}
