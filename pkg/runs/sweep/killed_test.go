//go:build unix

package sweep_test

import (
	"bufio"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"strings"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"firstneuron/pkg/datasets"
	"firstneuron/pkg/network"
	"firstneuron/pkg/runs"
	"firstneuron/pkg/runs/sweep"
)

const (
	folderVariable = "FIRST_NEURON_SWEEP_TEST_FOLDER"
	waitVariable   = "FIRST_NEURON_SWEEP_TEST_WAIT"
)

// TestMain lets this very program be another one that runs the sweep.
func TestMain(m *testing.M) {
	folder := os.Getenv(folderVariable)
	if folder == "" {
		os.Exit(m.Run())
	}
	s := sixty(folder)
	for range s.Run(learnMoons) {
		fmt.Println("trial")
	}
	if err := s.Err(); err != nil {
		fmt.Println(err)
		os.Exit(1)
	}
}

// sixty is a sweep of sixty small trainings.
func sixty(folder string) *sweep.Sweep {
	return sweep.Grid(runs.Open(folder), "moons", sweep.Values("rate", 0.1, 0.5, 1), sweep.Values("hidden", 2, 4, 6, 8), sweep.Seeds(5))
}

var halfDone atomic.Int32

// learnMoons may wait for a signal in the middle of the twelfth training.
func learnMoons(t *sweep.Trial) error {
	moons := datasets.Moons(rand.New(rand.NewPCG(1, 0)), 60, 0.1)
	net := network.New(t.Rand(), network.Dense(2, t.Int("hidden"), network.Tanh), network.Dense(t.Int("hidden"), 1, network.Sigmoid))
	net.Optimizer = network.GradientDescent{Rate: t.Float("rate")}
	for step := range sweep.Record(t, net, net.Steps(moons, 500)) {
		if step == 250 && os.Getenv(waitVariable) != "" && halfDone.Add(1) == 12 {
			fmt.Println("in the middle")
			time.Sleep(2 * time.Second)
		}
	}
	t.Log("accuracy", net.Accuracy(moons))
	return nil
}

// other starts this program to run the sweep, sends it a signal, if there is one, in the middle of a trial, and waits for its end.
func other(t *testing.T, folder string, signal os.Signal) (printed string) {
	t.Helper()
	program, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	command := exec.Command(program)
	command.Env = append(os.Environ(), folderVariable+"="+folder, "GOMAXPROCS=2")
	if signal != nil {
		command.Env = append(command.Env, waitVariable+"=yes")
	}
	command.Stderr = os.Stderr
	output, err := command.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := command.Start(); err != nil {
		t.Fatal(err)
	}
	for scanner := bufio.NewScanner(output); scanner.Scan(); {
		printed += scanner.Text() + "\n"
		if scanner.Text() == "in the middle" {
			command.Process.Signal(signal)
		}
	}
	err = command.Wait()
	var exit *exec.ExitError
	if err != nil && !(errors.As(err, &exit) && exit.Sys().(syscall.WaitStatus).Signal() == syscall.SIGKILL) {
		t.Errorf("the other program ended with %v:\n%s", err, printed)
	}
	return printed
}

// count counts the records by their status, and fails if a trial finished twice.
func count(t *testing.T, folder string) map[runs.Status]int {
	t.Helper()
	all, err := runs.Open(folder).Runs()
	if err != nil {
		t.Fatal(err)
	}
	by, finished := map[runs.Status]int{}, map[string]bool{}
	for _, run := range all {
		by[run.Status]++
		if run.Status == runs.Finished && finished[run.Trial] {
			t.Errorf("trial %s was run twice", run.Trial)
		}
		finished[run.Trial] = finished[run.Trial] || run.Status == runs.Finished
	}
	return by
}

// A sweep of sixty trainings is stopped, gone on with, killed and gone on with again: nothing is lost or run twice, and the figures are those
// of a sweep that ran through, one trial after the other.
func TestASweepThatIsStoppedAndKilled(t *testing.T) {
	folder := t.TempDir()
	printed := other(t, folder, os.Interrupt)
	stopped := count(t, folder)
	if !strings.Contains(printed, "trials are left, and running the sweep again goes on") || stopped[runs.Finished] < 10 || stopped[runs.Finished] > 47 || stopped[runs.Stopped] == 0 || stopped[runs.Running]+stopped[runs.Killed] > 0 {
		t.Errorf("after the interrupt: %v, printed\n%s", stopped, printed)
	}
	other(t, folder, os.Kill)
	killed := count(t, folder)
	if killed[runs.Finished] < stopped[runs.Finished]+10 || killed[runs.Finished] > 59 || killed[runs.Killed] == 0 {
		t.Errorf("after the kill: %v", killed)
	}
	if left := sixty(folder).Left(); left != 60-killed[runs.Finished] {
		t.Errorf("%d are left of %v", left, killed)
	}
	other(t, folder, nil)
	if at := count(t, folder); at[runs.Finished] != 60 || at[runs.Stopped] != stopped[runs.Stopped] || at[runs.Killed] != killed[runs.Killed] {
		t.Errorf("at the end %v, after the kill %v", at, killed)
	}
	if printed := other(t, folder, nil); printed != "" {
		t.Errorf("when nothing is left it ran\n%s", printed)
	}

	s := sixty(t.TempDir()).AtOnce(1)
	for range s.Run(learnMoons) {
	}
	whole, err := s.Runs()
	if err != nil || s.Err() != nil || len(whole) != 60 {
		t.Fatal(len(whole), err, s.Err())
	}
	parts, err := sixty(folder).Runs()
	if err != nil || len(parts) != 60 {
		t.Fatal(len(parts), err)
	}
	for i, run := range parts {
		for _, figure := range []string{"loss", "accuracy"} {
			got, _ := run.Final(figure)
			want, _ := whole[i].Final(figure)
			if got != want || run.Steps != 500 || run.Values["hidden"] != whole[i].Values["hidden"] {
				t.Errorf("trial %d: %s is %v after %d steps, in the sweep that ran through %v", i, figure, got, run.Steps, want)
			}
		}
	}
}

// Two programs share the trials.
func TestTwoProgramsWithTheSameSweep(t *testing.T) {
	folder := t.TempDir()
	printed := make(chan string)
	for range 2 {
		go func() { printed <- other(t, folder, nil) }()
	}
	a, b := strings.Count(<-printed, "trial"), strings.Count(<-printed, "trial")
	if by := count(t, folder); a+b != 60 || a == 0 || b == 0 || by[runs.Finished] != 60 || len(by) != 1 {
		t.Errorf("%d and %d trials; %v", a, b, by)
	}
}

// The error of a function that was interrupted outside of Record is none of the trial, which is run again.
func TestAnInterruptOutsideOfRecord(t *testing.T) {
	ledger := runs.Open(t.TempDir())
	sweeps := func() *sweep.Sweep { return sweep.Grid(ledger, "interrupt", sweep.Seeds(4)).AtOnce(2) }
	s := sweeps()
	for range s.Run(func(*sweep.Trial) error {
		syscall.Kill(os.Getpid(), syscall.SIGINT)
		time.Sleep(200 * time.Millisecond) // a signal travels by way of the system
		return errors.New("the training was cut off")
	}) {
		t.Error("a trial that was interrupted is yielded")
	}
	all, err := ledger.Runs()
	if err != nil || len(all) == 0 || s.Left() != 4 || s.Err() != nil {
		t.Fatal(len(all), err, s.Left(), s.Err())
	}
	for _, run := range all {
		if run.Status != runs.Stopped || run.Cause != "interrupted" {
			t.Errorf("%s is %s, %q", run.ID, run.Status, run.Cause)
		}
	}
	calls := 0
	for range sweeps().Run(func(*sweep.Trial) error { return nil }) {
		calls++
	}
	if calls != 4 || sweeps().Left() != 0 {
		t.Errorf("%d trials, %d are left", calls, sweeps().Left())
	}
}
