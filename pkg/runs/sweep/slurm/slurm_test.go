package slurm

import (
	"context"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"firstneuron/pkg/runs"
	"firstneuron/pkg/runs/sweep"
)

// What squeue of Slurm 22.05 has said of tasks, one of which it has forgotten: task 3 was cancelled before it began.
const recordedQueue = `
1_6                                                         PENDING                       0                   Resources
1_7                                                         PENDING                       0                   ReqNodeNotAvail, Reserved for maintenance
1_8                                                         RUNNING                       0                   None
1_4                                                         CANCELLED                     15                  None
1_5                                                         COMPLETED                     0                   None
1_2                                                         FAILED                        11                  JobLaunchFailure
1_1                                                         FAILED                        768                 NonZeroExitCode
1_0                                                         TIMEOUT                       15                  TimeLimit
`

// What its sacct has said, but for the last two lines, which are as its manual has them.
const recordedAccounts = `
1_0|COMPLETED|0:0
1_1|FAILED|3:0
1_2|FAILED|0:11
1_4|CANCELLED by 0|0:0
1_9|OUT_OF_MEMORY|0:125
1_10|RUNNING|0:0
`

func TestParse(t *testing.T) {
	for got, want := range map[string]string{
		fmt.Sprint(parseQueue(recordedQueue)): "map[1_0:{TIMEOUT 0 15 TimeLimit} 1_1:{FAILED 3 0 NonZeroExitCode} 1_2:{FAILED 0 11 JobLaunchFailure} 1_4:{CANCELLED 0 15 None} " +
			"1_5:{COMPLETED 0 0 None} 1_6:{PENDING 0 0 Resources} 1_7:{PENDING 0 0 ReqNodeNotAvail, Reserved for maintenance} 1_8:{RUNNING 0 0 None}]",
		fmt.Sprint(parseAccounts(recordedAccounts)):                                    "map[1_0:{COMPLETED 0 0 } 1_1:{FAILED 3 0 } 1_10:{RUNNING 0 0 } 1_2:{FAILED 0 11 } 1_4:{CANCELLED 0 0 } 1_9:{OUT_OF_MEMORY 0 125 }]",
		fmt.Sprint(parseQueue("slurm_load_jobs error\n\n"), parseAccounts("a line\n")): "map[] map[]",
	} {
		if got != want {
			t.Errorf("got  %s\nwant %s", got, want)
		}
	}
	for name, want := range map[string]bool{"PENDING": false, "RUNNING": false, "COMPLETING": false, "SUSPENDED": false, "REQUEUED": false, "TIMEOUT": true, "CANCELLED": true, "": true} {
		if got := (state{name: name}).isOver(); got != want {
			t.Errorf("%q is over: %v", name, got)
		}
	}
}

func TestScript(t *testing.T) {
	a := array{folder: `/home/Zoë's "runs" 5 %/slurm/1`, trials: []string{"a", "b", "c"}}
	job := Job{Partition: "short", Time: 90*time.Minute + time.Second, CPUs: 2, Memory: "4G", Options: []string{"--account=ml101", "--gres=gpu:1"}}
	want := `#!/bin/bash
#SBATCH --job-name=two-moons
#SBATCH --array=0-2%8
#SBATCH --output="/home/Zoë's \"runs\" 5 %%/slurm/1/%a.log"
#SBATCH --partition=short
#SBATCH --time=91
#SBATCH --cpus-per-task=2
#SBATCH --mem=4G
#SBATCH --account=ml101
#SBATCH --gres=gpu:1

# A task runs one trial of the sweep: that in line SLURM_ARRAY_TASK_ID of the file trials, counted from 0.
export FIRST_NEURON_SLURM='/home/Zoë'\''s "runs" 5 %/slurm/1'
export GOMAXPROCS=${SLURM_CPUS_ON_NODE:-1}
exec '/home/Zoë'\''s "runs" 5 %/slurm/1/program' '-rate=0.1' '-note=it'\''s $HOME'
`
	if got := job.script("two moons", 8, a, []string{"-rate=0.1", "-note=it's $HOME"}); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	least := "#!/bin/bash\n#SBATCH --job-name=a\n#SBATCH --array=0-2\n#SBATCH --output=\"/r/%a.log\"\n\n#"
	if got := (Job{}).script("a", 0, array{folder: "/r", trials: a.trials}, nil); !strings.HasPrefix(got, least) || !strings.HasSuffix(got, "\nexec '/r/program'\n") {
		t.Errorf("without anything: got\n%s", got)
	}
	got := environment([]string{"PATH=/bin", "TMPDIR=/tmp/cell", "GONB_PIPE=/tmp/pipe", "GOMAXPROCS=2", "TMP=/t", "TEMP=/t", "SLURM_CONF=/etc"})
	if fmt.Sprint(got) != "[PATH=/bin GOMAXPROCS=2 SLURM_CONF=/etc]" {
		t.Errorf("the environment of tasks is %q", got)
	}
}

// written is the folder of a job.
func written(t *testing.T, folder, job string, files map[string]string) array {
	t.Helper()
	if err := os.MkdirAll(folder, 0o777); err != nil {
		t.Fatal(err)
	}
	files["job"] = job
	for name, text := range files {
		if err := os.WriteFile(filepath.Join(folder, name), []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	a, err := readArray(folder)
	if err != nil {
		t.Fatal(err)
	}
	return a
}

// A trial belongs to the job in which its task has not ended; one whose record was deleted may be in several.
func TestWhichTaskATrialIs(t *testing.T) {
	folder := filepath.Join(t.TempDir(), "slurm")
	if all, err := readArrays(folder); len(all) > 0 || err != nil {
		t.Errorf("before the first job: %v, %v", all, err)
	}
	written(t, filepath.Join(folder, "1"), "17\n", map[string]string{"trials": "a\nb\nc\n", "0.ended": "", "2.ended": "", "program": ""})
	written(t, filepath.Join(folder, "2"), "18;cluster\n", map[string]string{"trials": "c\n", "program": ""})
	written(t, filepath.Join(folder, "3"), "19\n", map[string]string{"trials": "a\n", "0.ended": "", "program": ""})
	written(t, filepath.Join(folder, "4"), "", map[string]string{"trials": "d\n", "program": ""}) // sbatch has not answered
	if err := os.WriteFile(filepath.Join(folder, ".lock"), nil, 0o666); err != nil {
		t.Fatal(err)
	}
	all, err := readArrays(folder)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	of := tasks(all)
	for _, trial := range slices.Sorted(maps.Keys(of)) {
		got = append(got, trial+":"+of[trial].id())
	}
	if fmt.Sprint(got) != "[b:17_1 c:18_0]" {
		t.Errorf("got %v", got)
	}
	f := follower{folder: folder, over: map[string]time.Time{}}
	left := []string{"a", "b", "c", "e"}
	if got := fmt.Sprint(f.unsent(left, all, of)); got != "[e]" {
		t.Errorf("to submit %s: the record of a may not be seen here yet", got)
	}
	f.over["a"] = f.over["a"].Add(-settleTime)
	if got := fmt.Sprint(f.unsent(left, all, of)); got != "[a e]" {
		t.Errorf("to submit %s after a while: the record of a was deleted", got)
	}
	tidy(all)
	if programs, _ := filepath.Glob(filepath.Join(folder, "*", "program")); len(programs) != 3 {
		t.Errorf("the programs that stay are %q", programs)
	}
}

func TestCause(t *testing.T) {
	many := strings.Repeat("a line\n", 100)
	a := written(t, t.TempDir(), "17", map[string]string{"trials": "a b c d", "1.log": many + "panic: out of range\n", "2.log": "", "3.log": strings.Repeat("x", 5000)})
	for want, got := range map[string]string{
		"Slurm task 17_0 was cancelled; it has no output, so it never began":                                                     cause(task{a, 0}, state{name: "CANCELLED"}),
		"Slurm task 17_0 failed by signal 53; it has no output in " + a.folder + ". Do the cluster's nodes share this folder?":   cause(task{a, 0}, state{"FAILED", 0, 53, ""}),
		"Slurm task 17_1 failed with exit status 2; its output ends:\n" + many[:19*7] + "panic: out of range":                    cause(task{a, 1}, state{"FAILED", 2, 0, ""}),
		"Slurm task 17_1 needed more memory than it was given; its output ends:\n" + many[:19*7] + "panic: out of range":         cause(task{a, 1}, state{"OUT_OF_MEMORY", 0, 125, ""}),
		"Slurm task 17_2 is no longer known to Slurm":                                                                            cause(task{a, 2}, state{}),
		"Slurm task 17_2 ended without running the trial; does the program come to the loop over the sweep with the same flags?": cause(task{a, 2}, state{name: "COMPLETED"}),
		"Slurm task 17_3 lost its node, which failed; its output ends:\n" + strings.Repeat("x", 2000):                            cause(task{a, 3}, state{name: "NODE_FAIL"}),
	} {
		if got != want {
			t.Errorf("got  %s\nwant %s", got, want)
		}
	}
}

func TestCounts(t *testing.T) {
	now := sweep.Standing{Left: make([]string, 6), Finished: 5, Failed: 1}
	for want, got := range map[string]string{
		"3 pending (Resources), 2 running, 1 ended, with no record yet, 5 finished, 1 failed": counts(now, 3, 2, "Resources"),
		"6 pending, 5 finished, 1 failed": counts(now, 6, 0, ""),
	} {
		if got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
}

func TestThereIsNoSlurm(t *testing.T) {
	t.Setenv("PATH", t.TempDir())
	s := sweep.Grid(runs.Open(t.TempDir()), "nowhere", sweep.Seeds(2)).On(Job{})
	for range s.Run(func(*sweep.Trial) error { t.Error("it trained"); return nil }) {
	}
	if s.Err() == nil || !strings.Contains(s.Err().Error(), "there is no command sbatch here") || s.Left() != 2 {
		t.Errorf("%v, %d are left", s.Err(), s.Left())
	}
	if _, err := ask(context.Background(), []string{"a"}, map[string]task{"a": {array{job: "17"}, 0}}); err == nil {
		t.Error("there is no squeue, and no error")
	}
}
