// Package slurm sends the trials of a sweep to a cluster, as a job array of Slurm. It takes one more call:
//
//	var s = sweep.Grid(runs.Open(""), "moons", sweep.Values("rate", 0.1, 1, 3), sweep.Seeds(5)).
//		On(slurm.Job{Partition: "short", Time: 20 * time.Minute, CPUs: 2, Memory: "4G"})
//
//	for range view.Sweep("accuracy", s, train) {
//	}
//
// The loop submits the array and follows it. Each task of the array records its trial in the same ledger, so what the loop yields,
// [sweep.Sweep.Runs] and the pictures of package view are the same as on one machine.
//
// # What a task runs
//
// A task runs a copy of this program, with the same flags and in the same working folder. When it comes to the loop over
// [sweep.Sweep.Run], it runs its one trial, records it, and ends. So every task runs the code before the loop, and none the code
// after it. The ledger and the files that the program reads must be on a file system that all nodes of the cluster share, as home folders
// usually are, and the nodes' processors must be able to run the program.
//
// # To stop and go on
//
// An interrupt or break ends only the loop that follows the job, and not the job. The next loop follows the job that is already there; it submits only trials
// that have not ended and are in no job. To cancel the job, use Slurm's scancel with the job's number, which the loop prints.
//
// A task that ends before its record has an end becomes a failed run. Its cause is what Slurm says, with the last lines of the task's
// output: it crashed, was cancelled, ran out of time or memory, lost its node, or never began. Like every failed trial it is not run again
// unless its record is deleted; then it is submitted half a minute later. A task that Slurm requeues is still to come.
//
// Each job has a folder, in slurm inside the ledger's folder, with its script, the program, the trials, and the output of each task.
// It can be deleted when the job has ended. [sweep.Sweep.Halving] submits an array for each rung.
package slurm

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"time"

	"firstneuron/pkg/runs"
	"firstneuron/pkg/runs/sweep"
)

// A Job says what a trial needs. For a field that is left out the cluster's default holds.
type Job struct {
	Partition string        // sinfo lists those of a cluster
	Time      time.Duration // the longest that a trial may take, in whole minutes, rounded up
	CPUs      int           // processors of each trial
	Memory    string        // of each trial, such as "4G"
	Options   []string      // other options of sbatch, such as "--account=ml101" or "--gres=gpu:1"
}

// Run submits what is left of a sweep and follows it, until everything or the context has ended. It is called by a sweep to which
// [sweep.Sweep.On] has given the job. [sweep.Sweep.AtOnce] limits how many trials run at once; without it the cluster does.
func (j Job) Run(ctx context.Context, w *sweep.Work) error {
	if folder := os.Getenv(variable); folder != "" {
		return runTask(w, folder)
	}
	ledger, err := filepath.Abs(w.Ledger().Folder)
	if err != nil {
		return fmt.Errorf("slurm: %w", err)
	}
	f := &follower{job: j, work: w, folder: filepath.Join(ledger, "slurm"), began: time.Now(), over: map[string]time.Time{}}
	return f.follow(ctx)
}

// variable is the environment variable that tells a task the folder of its job.
const variable = "FIRST_NEURON_SLURM"

// runTask runs the trial that the program was started for, and ends the program. It returns if this sweep has no such trial: a
// program may have several sweeps.
func runTask(w *sweep.Work, folder string) error {
	if ledger := filepath.Join(folder, "..", ".."); !isSame(w.Ledger().Folder, ledger) {
		fmt.Printf("the sweep %q records in %s, and this task's job in %s: name the folder in runs.Open, or in the variable %s\n", w.Name(), w.Ledger().Folder, ledger, runs.Variable)
		return nil
	}
	run, found, err := doTask(w, folder)
	if err == nil && !found {
		return nil
	}
	if err != nil {
		fmt.Println(err)
		os.Exit(1)
	}
	fmt.Println(run.ID, run.Status, run.Cause)
	if run.Status != runs.Finished {
		os.Exit(1)
	}
	os.Exit(0)
	return nil
}

func doTask(w *sweep.Work, folder string) (run runs.Run, found bool, err error) {
	a, err := readArray(folder)
	if err != nil {
		return runs.Run{}, false, err
	}
	number, err := strconv.Atoi(os.Getenv("SLURM_ARRAY_TASK_ID"))
	if err != nil || number < 0 || number >= len(a.trials) {
		return runs.Run{}, false, fmt.Errorf("slurm: SLURM_ARRAY_TASK_ID is %q, and the job in %s has the tasks 0 to %d", os.Getenv("SLURM_ARRAY_TASK_ID"), folder, len(a.trials)-1)
	}
	code, err := os.ReadFile(a.path("code"))
	if err != nil {
		return runs.Run{}, false, fmt.Errorf("slurm: the job cannot be read: %w", err)
	}
	run, found, err = w.Do(a.trials[number], string(code))
	if err == nil && (run.Status == runs.Finished || run.Status == runs.Failed) {
		err = task{a, number}.markEnded()
	}
	return run, found, err
}

func isSame(a, b string) bool {
	x, xError := os.Stat(a)
	y, yError := os.Stat(b)
	return xError == nil && yError == nil && os.SameFile(x, y)
}
