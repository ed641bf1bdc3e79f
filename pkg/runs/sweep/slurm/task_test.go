//go:build unix

package slurm

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"firstneuron/pkg/runs"
	"firstneuron/pkg/runs/sweep"
)

// lister is an engine that only notes which trials are left.
type lister struct{ trials []string }

func (l *lister) Run(_ context.Context, w *sweep.Work) error {
	now, err := w.Look()
	l.trials = now.Left
	return err
}

func trialsOf(t *testing.T, s *sweep.Sweep) []string {
	t.Helper()
	list := &lister{}
	for range s.On(list).Run(func(*sweep.Trial) error { return nil }) {
	}
	if s.Err() != nil || len(list.trials) == 0 {
		t.Fatal(list.trials, s.Err())
	}
	return list.trials
}

// A program that is started as a task runs the trial of its number, and says by its exit status what came of it. Here is no Slurm.
func TestTask(t *testing.T) {
	folder := t.TempDir()
	t.Setenv(runs.Variable, folder)
	cases, _ := sweeps("cases")
	trials := trialsOf(t, cases)
	a := written(t, filepath.Join(folder, "slurm", "1"), "17", map[string]string{"trials": strings.Join(trials, "\n"), "code": "0123456789abcdef"})
	program, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct {
		name, ledger string
		number       int
		status       int
		printed      string // a part of it
		ended        bool
	}{
		{"cases", folder, 2, 0, "-cases-", true},
		{"cases", folder, 3, 1, "failed there is no such file", true},
		{"cases", folder, 4, 3, "the disk is full", false}, // the program ends in the middle
		{"cases", folder, 7, 1, `SLURM_ARRAY_TASK_ID is "7"`, false},
		{"halving", folder, 2, 0, "after the loop", true}, // it has no such trial, and goes on to other sweeps
		{"cases", t.TempDir(), 5, 0, "and this task's job in " + folder, false},
	} {
		command := exec.Command(program, "-slurm-word="+awkwardWord)
		command.Env = append(os.Environ(), sweepVariable+"="+test.name, runs.Variable+"="+test.ledger, variable+"="+a.folder, fmt.Sprint("SLURM_ARRAY_TASK_ID=", test.number), "GOMAXPROCS=1")
		printed, err := command.CombinedOutput()
		_, statError := os.Stat(a.path(fmt.Sprintf(endName, test.number)))
		if command.ProcessState == nil || command.ProcessState.ExitCode() != test.status || !strings.Contains(string(printed), test.printed) || (statError == nil) != test.ended {
			t.Errorf("task %d of %s: %v, marked %v, printed\n%s", test.number, test.name, err, statError == nil, printed)
		}
	}
	all, err := runs.Open(folder).Runs()
	if err != nil || len(all) != 3 || slices.ContainsFunc(all, func(run runs.Run) bool { return run.Code != "0123456789abcdef" }) {
		t.Errorf("%d records, %v: %+v", len(all), err, all)
	}
	if got := fmt.Sprint(calls(folder)); got != "[crash error fine]" {
		t.Errorf("calls: %s", got)
	}
}

// The controller does not answer at first, there is no accounting, and Slurm has forgotten a task: all are recorded in the end.
func TestFollow(t *testing.T) {
	before := settleTime
	settleTime = 0
	t.Cleanup(func() { settleTime = before })
	commands := fakes(t, map[string]string{
		"sbatch": "echo 17",
		"squeue": `cd "${0%/*}"
[ -e asked ] || { : >asked; echo "slurm_load_jobs error: Unable to contact slurm controller (connect failure)" >&2; exit 1; }
echo "17_0  FAILED  53  RaisedSignal:53(Real-time_signal_19)"`,
	})
	ledger := runs.Open(t.TempDir())
	s := sweep.Grid(ledger, "follow", sweep.Seeds(2)).On(Job{})
	var causes []string
	for _, run := range s.Run(func(*sweep.Trial) error { t.Error("it trained here"); return nil }) {
		causes = append(causes, run.Cause)
	}
	want := "[Slurm task 17_0 failed by signal 53; it has no output in FOLDER. Do the cluster's nodes share this folder? Slurm task 17_1 is no longer known to Slurm; it has no output, so it never began]"
	if _, err := os.Stat(filepath.Join(commands, "asked")); err != nil {
		t.Error(err)
	}
	jobs, _ := filepath.Glob(filepath.Join(ledger.Folder, "slurm", "2*"))
	if fmt.Sprint(causes) != strings.ReplaceAll(want, "FOLDER", fmt.Sprint(strings.Join(jobs, " "))) || s.Err() != nil || s.Left() != 0 {
		t.Errorf("got %q, %v, %d left", causes, s.Err(), s.Left())
	}
}

// A job that cannot be followed here is not lost.
func TestThereIsNoSqueue(t *testing.T) {
	fakes(t, map[string]string{"sbatch": "echo 17"})
	s := sweep.Grid(runs.Open(t.TempDir()), "submit", sweep.Seeds(2)).On(Job{})
	for range s.Run(func(*sweep.Trial) error { t.Error("it trained here"); return nil }) {
	}
	if s.Err() == nil || !strings.Contains(s.Err().Error(), "the job goes on, but cannot be followed here") {
		t.Errorf("got %v", s.Err())
	}
}

// fakes are the only commands on the path.
func fakes(t *testing.T, texts map[string]string) (folder string) {
	t.Helper()
	folder = t.TempDir()
	for name, text := range texts {
		if err := os.WriteFile(filepath.Join(folder, name), []byte("#!/bin/sh\n"+text+"\n"), 0o777); err != nil {
			t.Fatal(err)
		}
	}
	t.Setenv("PATH", folder)
	return folder
}
