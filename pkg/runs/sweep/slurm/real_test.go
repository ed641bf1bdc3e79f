//go:build unix

package slurm

import (
	"bytes"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"firstneuron/pkg/runs"
	"firstneuron/pkg/runs/sweep"
)

// confVariable names the slurm.conf of a Slurm that was started for these tests: .ci/slurm does so.
const (
	confVariable  = "FIRST_NEURON_SLURM_TEST"
	sweepVariable = "FIRST_NEURON_SLURM_TEST_SWEEP"
)

var word = flag.String("slurm-word", "", "a word that has to reach the tasks")

const awkwardWord = `it's "50 %" of $HOME`

// TestMain lets this very program be one with a sweep.
func TestMain(m *testing.M) {
	name := os.Getenv(sweepVariable)
	if name == "" {
		os.Exit(m.Run())
	}
	flag.Parse()
	settleTime = 2 * time.Second
	s, train := sweeps(name)
	for i, run := range s.Run(train) {
		fmt.Println("ended", i, run.Values["what"])
	}
	if err := s.Err(); err != nil {
		fmt.Println(err)
	}
	fmt.Println("after the loop")
}

// sweeps are what the program is asked to do. Every call of the function is a line in the file calls.
func sweeps(name string) (*sweep.Sweep, func(*sweep.Trial) error) {
	ledger := runs.Open("")
	job := Job{Partition: "debug", Time: time.Second, CPUs: 1, Memory: "100M", Options: []string{"--comment=test"}}
	called := func(what string) {
		file, err := os.OpenFile(filepath.Join(ledger.Folder, "calls"), os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o666)
		if err != nil {
			panic(err)
		}
		fmt.Fprintln(file, what)
		file.Close()
	}
	if name == "halving" {
		s := sweep.Grid(ledger, name, sweep.Values("what", 1, 2, 3, 4)).Halving("value", runs.Highest, 10, 2).On(job)
		return s, func(t *sweep.Trial) error {
			called(fmt.Sprint(t.Budget(), ":", t.Int("what")))
			t.Log("value", t.Float("what"))
			return nil
		}
	}
	s := sweep.Grid(ledger, name, sweep.Values("what", "long", "cancelled", "fine", "error", "crash", "fine too", "pending")).AtOnce(3).On(job)
	return s, func(t *sweep.Trial) error {
		what := t.Text("what")
		called(what)
		for range sweep.Record(t, nil, func(yield func(int, float64) bool) {
			for step := 0; step < 3 && yield(step, 1/float64(step+1)); step++ {
			}
		}) {
		}
		switch what {
		case "long", "cancelled":
			time.Sleep(10 * time.Minute)
		case "error":
			return errors.New("there is no such file")
		case "crash":
			fmt.Println("the disk is full")
			os.Exit(3)
		}
		if *word != awkwardWord || os.Getenv("GOMAXPROCS") != "1" {
			return fmt.Errorf("the flag is %q, GOMAXPROCS %q", *word, os.Getenv("GOMAXPROCS"))
		}
		t.Log("value", 1)
		return nil
	}
}

// A program with a sweep, which submits and follows.
type program struct {
	*exec.Cmd
	printed bytes.Buffer
}

func start(t *testing.T, folder, name string) *program {
	t.Helper()
	path, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	p := &program{Cmd: exec.Command(path, "-slurm-word="+awkwardWord)}
	p.Env = append(os.Environ(), sweepVariable+"="+name, runs.Variable+"="+folder, "SLURM_CONF="+os.Getenv(confVariable), "TMPDIR=/nowhere")
	p.Stdout, p.Stderr = &p.printed, &p.printed
	if err := p.Start(); err != nil {
		t.Fatal(err)
	}
	return p
}

// end waits for the end of the program.
func (p *program) end(t *testing.T) (printed string) {
	t.Helper()
	if err := p.Wait(); err != nil {
		t.Fatalf("the program ended with %v:\n%s", err, p.printed.String())
	}
	t.Logf("it printed:\n%s", p.printed.String())
	return p.printed.String()
}

// arrays waits until so many jobs are submitted.
func arrays(t *testing.T, folder string, count int) (all []array) {
	t.Helper()
	until(t, fmt.Sprint(count, " jobs"), func() bool {
		var err error
		if all, err = readArrays(filepath.Join(folder, "slurm")); err != nil {
			t.Fatal(err)
		}
		return len(all) >= count
	})
	if len(all) > count {
		t.Fatalf("there are %d jobs, want %d", len(all), count)
	}
	return all
}

func until(t *testing.T, what string, is func() bool) {
	t.Helper()
	for start := time.Now(); !is(); time.Sleep(100 * time.Millisecond) {
		if time.Since(start) > 2*time.Minute {
			t.Fatalf("waited for two minutes: %s", what)
		}
	}
}

func calls(folder string) []string {
	text, _ := os.ReadFile(filepath.Join(folder, "calls"))
	all := strings.Split(strings.TrimSpace(string(text)), "\n")
	slices.Sort(all)
	return all
}

func scancel(t *testing.T, task string) {
	t.Helper()
	command := exec.Command("scancel", task)
	command.Env = append(os.Environ(), "SLURM_CONF="+os.Getenv(confVariable))
	if text, err := command.CombinedOutput(); err != nil {
		t.Fatalf("scancel %s: %v: %s", task, err, text)
	}
}

func awkwardFolder(t *testing.T) string {
	t.Helper()
	if os.Getenv(confVariable) == "" {
		t.Skipf("%s does not name the slurm.conf of a Slurm for tests", confVariable)
	}
	return filepath.Join(t.TempDir(), `Учёба's "50 %a" $x`)
}

// A trial that runs well, one that fails, crashes, is cancelled while it runs and before, and one that runs into its time limit. The
// program that follows is interrupted, and two others go on.
func TestRealSlurm(t *testing.T) {
	folder := awkwardFolder(t)
	t.Parallel()
	first := start(t, folder, "cases")
	job := arrays(t, folder, 1)[0].job
	scancel(t, job+"_6") // the last one
	until(t, "the second trial begins", func() bool { return slices.Contains(calls(folder), "cancelled") })
	time.Sleep(500 * time.Millisecond) // for its three steps
	first.Process.Signal(os.Interrupt)
	if printed := first.end(t); !strings.Contains(printed, "is submitted; its trials: 7,") || !strings.Contains(printed, "To cancel it: scancel "+job+"\nafter the loop") {
		t.Error("the program that was interrupted printed this")
	}
	killed := start(t, folder, "cases")
	time.Sleep(time.Second)
	killed.Process.Kill()
	killed.Wait()
	scancel(t, job+"_1")
	one, other := start(t, folder, "cases"), start(t, folder, "cases")
	for _, p := range []*program{one, other} {
		if printed := p.end(t); strings.Contains(printed, "submitted") {
			t.Error("a program that goes on has submitted a job")
		}
	}

	want := map[string]string{ // the status, the steps, the beginning and the end of the cause
		"long":      `failed 3 "Slurm task JOB_0 reached its time limit; its output ends:" "DUE TO TIME LIMIT ***"`,
		"cancelled": `failed 3 "Slurm task JOB_1 was cancelled; its output ends:" "***"`,
		"fine":      `finished 3 "" ""`,
		"error":     `failed 3 "there is no such file" ""`,
		"crash":     `failed 3 "Slurm task JOB_4 failed with exit status 3; its output ends:" "the disk is full"`,
		"fine too":  `finished 3 "" ""`,
		"pending":   `failed 0 "Slurm task JOB_6 is no longer known to Slurm; it has no output, so it never began" ""`,
	}
	all, err := runs.Open(folder).Runs()
	if err != nil || len(all) != len(want) {
		t.Errorf("%d records, want %d: %v", len(all), len(want), err)
	}
	for _, run := range all {
		if run.Code == "" || run.Code != all[0].Code {
			t.Errorf("the digests of the function are %q and %q", run.Code, all[0].Code)
		}
		first, last, _ := strings.Cut(run.Cause, "\n")
		last = last[strings.LastIndex(last, "\n")+1:]
		what := strings.ReplaceAll(want[run.Values["what"]], "JOB", job)
		var status, steps, begin, end string
		fmt.Sscanf(what, "%s %s %q %q", &status, &steps, &begin, &end)
		if string(run.Status) != status || fmt.Sprint(run.Steps) != steps || first != begin || !strings.HasSuffix(last, end) || run.Faults != nil {
			t.Errorf("%s: %s after %d steps, %q, faults %q; want %s", run.Values["what"], run.Status, run.Steps, run.Cause, run.Faults, what)
		}
	}
	if got := fmt.Sprint(calls(folder)); got != "[cancelled crash error fine fine too long]" {
		t.Errorf("calls: %s", got)
	}
	if _, err := os.Stat(arrays(t, folder, 1)[0].path("program")); err == nil {
		t.Error("the program is still there")
	}
	if printed := start(t, folder, "cases").end(t); printed != "after the loop\n" {
		t.Error("when all have ended the program printed this")
	}
}

// A trial whose record was deleted is submitted again, and no other one; in a sweep by halving each rung is a job.
func TestRealSlurmInRounds(t *testing.T) {
	folder := awkwardFolder(t)
	t.Parallel()
	if printed := start(t, folder, "halving").end(t); strings.Count(printed, "submitted") != 2 {
		t.Error("four trials, and then two, are two jobs")
	}
	arrays(t, folder, 2)
	if got := fmt.Sprint(calls(folder)); got != "[10:1 10:2 10:3 10:4 20:3 20:4]" {
		t.Errorf("calls: %s", got)
	}
	ledger := runs.Open(folder)
	all, err := ledger.Runs()
	if err != nil || len(all) != 6 {
		t.Fatal(len(all), err)
	}
	for _, run := range all {
		if run.Values["what"] == "4" && run.Values["budget"] == "20" {
			if err := ledger.Delete(run.ID); err != nil {
				t.Fatal(err)
			}
		}
	}
	if printed := start(t, folder, "halving").end(t); !strings.Contains(printed, "its trials: 1,") {
		t.Error("one was deleted")
	}
	if got := fmt.Sprint(calls(folder)); got != "[10:1 10:2 10:3 10:4 20:3 20:4 20:4]" {
		t.Errorf("calls: %s", got)
	}
}

// What sbatch refuses is told in its words, and leaves nothing behind.
func TestRealSlurmRefuses(t *testing.T) {
	folder := awkwardFolder(t)
	t.Setenv("SLURM_CONF", os.Getenv(confVariable))
	s := sweep.Grid(runs.Open(folder), "refused", sweep.Seeds(2)).On(Job{Partition: "nowhere"})
	for range s.Run(func(*sweep.Trial) error { return nil }) {
	}
	if err := s.Err(); err == nil || !strings.Contains(err.Error(), "sbatch refuses the job (exit status 1). It says: sbatch: error: invalid partition specified: nowhere") {
		t.Errorf("got %v", err)
	}
	if left, _ := filepath.Glob(filepath.Join(t.TempDir(), "*")); s.Left() != 2 || len(left) > 0 {
		t.Errorf("%d are left, and files %q", s.Left(), left)
	}
}
