package runs

import (
	"bufio"
	"fmt"
	"os"
	"os/exec"
	"strconv"
	"testing"
	"time"
)

const (
	actVariable    = "FIRST_NEURON_RUNS_TEST_ACT"
	folderVariable = "FIRST_NEURON_RUNS_TEST_FOLDER"
)

// TestMain lets this very program be another one that trains.
func TestMain(m *testing.M) {
	ledger := Open(os.Getenv(folderVariable))
	switch os.Getenv(actVariable) {
	case "":
		os.Exit(m.Run())
	case "train for ever":
		c := &counter{}
		for step := range Record(ledger.New(Settings{Name: "endless", Model: c, SnapshotEvery: 10}), c.train(1e6)) {
			fmt.Println(step)
			time.Sleep(time.Millisecond)
		}
	case "exit in the loop":
		for step := range Record(ledger.New(Settings{}), falling(5)) {
			if step == 2 {
				os.Exit(0)
			}
		}
	case "train often":
		for range 40 {
			for range Record(ledger.New(Settings{Name: "at once"}), falling(30)) {
			}
		}
	}
}

// act starts this program with something to do.
func act(t *testing.T, ledger *Ledger, what string) *exec.Cmd {
	t.Helper()
	program, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	command := exec.Command(program)
	command.Env = append(os.Environ(), actVariable+"="+what, folderVariable+"="+ledger.Folder)
	command.Stderr = os.Stderr
	return command
}

func TestAKilledRun(t *testing.T) {
	ledger := Open(t.TempDir())
	command := act(t, ledger, "train for ever")
	output, err := command.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := command.Start(); err != nil {
		t.Fatal(err)
	}
	last := -1
	for scanner := bufio.NewScanner(output); scanner.Scan(); {
		last, _ = strconv.Atoi(scanner.Text())
		switch {
		case last == 10:
			run := allOf(t, ledger, 1)[0]
			if run.Status != Running || run.Steps < 11 || run.Faults != nil {
				t.Errorf("while it trains: %s after %d steps, faults %q", run.Status, run.Steps, run.Faults)
			}
			if err := ledger.Delete(run.ID); err == nil {
				t.Error("a run of another program was deleted while it trained")
			}
		case last == 40:
			command.Process.Kill()
		}
	}
	if err := command.Wait(); err == nil {
		t.Fatal("the program was not killed")
	}
	run := allOf(t, ledger, 1)[0]
	if run.Status != Killed || run.Steps < last+1 || run.Steps > last+2 || len(run.Curves["loss"]) != run.Steps || run.Faults != nil || run.Name != "endless" || run.Duration <= 0 {
		t.Errorf("killed after step %d: %s after %d steps and %v, faults %q", last, run.Status, run.Steps, run.Duration, run.Faults)
	}
	if kept := stepsOf(t, ledger, run.ID); kept[len(kept)-1] != run.Steps/10*10 || len(kept) != run.Steps/10+1 {
		t.Errorf("killed after %d steps it has kept the weights after %v", run.Steps, kept)
	}
	if err := ledger.Delete(run.ID); err != nil {
		t.Error(err)
	}
	allOf(t, ledger, 0)
}

// os.Exit runs nothing that would end a record.
func TestAProgramThatExitsInTheLoop(t *testing.T) {
	ledger := Open(t.TempDir())
	if err := act(t, ledger, "exit in the loop").Run(); err != nil {
		t.Fatal(err)
	}
	if run := allOf(t, ledger, 1)[0]; run.Status != Killed || run.Steps != 3 {
		t.Errorf("got %s after %d steps", run.Status, run.Steps)
	}
}

// Two programs train at once, and a third reads: it sees every run with its head.
func TestTwoProgramsAtOnce(t *testing.T) {
	ledger := Open(t.TempDir())
	ended := make(chan error, 2)
	for range 2 {
		command := act(t, ledger, "train often")
		go func() { ended <- command.Run() }()
	}
	check := func(all []Run) {
		t.Helper()
		for _, run := range all {
			if run.Name != "at once" || run.Faults != nil || run.Status != Finished && run.Status != Running {
				t.Fatalf("%s is %q, %s, faults %q", run.ID, run.Name, run.Status, run.Faults)
			}
		}
	}
	for running := 2; running > 0; {
		select {
		case err := <-ended:
			if err != nil {
				t.Fatal(err)
			}
			running--
		default:
			all, err := ledger.Runs()
			if err != nil {
				t.Fatal(err)
			}
			check(all)
		}
	}
	all := allOf(t, ledger, 80)
	check(all)
	for _, run := range all {
		if run.Status != Finished || run.Steps != 30 || len(run.Curves["loss"]) != 30 {
			t.Errorf("%s: %s after %d steps with %d losses", run.ID, run.Status, run.Steps, len(run.Curves["loss"]))
		}
	}
}
