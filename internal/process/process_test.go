package process

import (
	"bufio"
	"fmt"
	"os"
	"os/exec"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"
)

// start starts a shell that runs a script, and ends it with the test.
func start(t *testing.T, script string) (shell *exec.Cmd, says *bufio.Reader) {
	t.Helper()
	if runtime.GOOS == "windows" {
		t.Skip("needs a shell")
	}
	shell = exec.Command("/bin/sh", "-c", script)
	out, err := shell.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if _, err := shell.StdinPipe(); err != nil {
		t.Fatal(err)
	}
	if err := shell.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		for _, p := range Below(shell.Process.Pid) {
			Kill(p.PID)
		}
		Kill(shell.Process.Pid)
		_ = shell.Wait()
	})
	return shell, bufio.NewReader(out)
}

func TestWhoIsBelow(t *testing.T) {
	shell, says := start(t, "sleep 1000 & echo $!; (sleep 1000 & echo $!; wait) & wait")
	var want []int
	for range 2 {
		var pid int
		if _, err := fmt.Fscan(says, &pid); err != nil {
			t.Fatal(err)
		}
		want = append(want, pid)
	}
	var got []int
	for _, p := range Below(shell.Process.Pid) {
		got = append(got, p.PID)
	}
	for _, pid := range want {
		if !slices.Contains(got, pid) {
			t.Errorf("below %d are %d, without %d", shell.Process.Pid, got, pid)
		}
	}
	if slices.Contains(got, os.Getpid()) || slices.Contains(got, shell.Process.Pid) {
		t.Errorf("below %d is itself, or its parent: %d", shell.Process.Pid, got)
	}
}

func TestNothingIsBelowNoProcess(t *testing.T) {
	if got := Below(0); len(got) > 0 {
		t.Errorf("got %d processes", len(got))
	}
}

func TestWaitingForInput(t *testing.T) {
	if runtime.GOOS != "linux" {
		t.Skip("only Linux tells")
	}
	// The last of them is this test program, in which Go's own threads are.
	t.Setenv("READ_AND_TICK", "")
	for name, test := range map[string]struct {
		script string
		want   bool
	}{
		"a read":                              {"read line", true},
		"a read by a child":                   {"sh -c 'read line'; true", true},
		"a read beside a child that waits":    {"sleep 1000 & read line", true},
		"no read":                             {"sleep 1000", false},
		"Go that reads":                       {"READ_AND_TICK=no " + os.Args[0], true},
		"Go that reads, and waits for a time": {"READ_AND_TICK=yes " + os.Args[0], false},
	} {
		t.Run(name, func(t *testing.T) {
			shell, _ := start(t, test.script)
			pid := shell.Process.Pid
			waits := func() bool {
				waits, _ := WaitForInput(pid)
				return waits
			}
			for deadline := time.Now().Add(5 * time.Second); test.want && !waits() && time.Now().Before(deadline); {
				time.Sleep(10 * time.Millisecond)
			}
			if !test.want {
				time.Sleep(500 * time.Millisecond)
			}
			if got := waits(); got != test.want {
				t.Errorf("%q is said to wait for input: %v, want %v", test.script, got, test.want)
			}
		})
	}
}

func TestProcessorTime(t *testing.T) {
	if runtime.GOOS != "linux" {
		t.Skip("only Linux tells")
	}
	shell, _ := start(t, "while :; do :; done & read line")
	pid := shell.Process.Pid
	used := func() int64 {
		_, used := WaitForInput(pid)
		return used
	}
	before := used()
	for deadline := time.Now().Add(10 * time.Second); used() == before; time.Sleep(10 * time.Millisecond) {
		if time.Now().After(deadline) {
			t.Fatal("a child that computes uses no processor time")
		}
	}
}

// TestMain makes of this program one that reads, if it is started as such.
func TestMain(m *testing.M) {
	ticks := os.Getenv("READ_AND_TICK")
	if ticks == "" {
		os.Exit(m.Run())
	}
	if ticks == "yes" {
		go func() {
			for {
				time.Sleep(time.Second)
			}
		}()
	}
	_, _ = bufio.NewReader(os.Stdin).ReadString('\n')
}

func TestMemory(t *testing.T) {
	all := All()
	mine := slices.IndexFunc(all, func(p Process) bool { return p.PID == os.Getpid() })
	if runtime.GOOS == "windows" {
		return
	}
	if mine < 0 || all[mine].Memory < 1<<20 || all[mine].Memory > 4<<30 || all[mine].Parent != os.Getppid() {
		t.Errorf("this process is not among all, or with a strange memory or parent: %+v", all[max(mine, 0)])
	}
	if memory := MachineMemory(); memory < 256<<20 || memory > 1<<50 {
		t.Errorf("the machine has %d bytes", memory)
	}
}

// A process that has ended, and that nobody has waited for yet, is still listed, and may have been listed with what it used.
func TestWhatEndsHoldsNothing(t *testing.T) {
	if runtime.GOOS != "linux" {
		t.Skip("what a process holds is told by Linux only")
	}
	shell, says := start(t, "echo begun; read line")
	if _, err := says.ReadString('\n'); err != nil {
		t.Fatal(err)
	}
	listed := []Process{{PID: shell.Process.Pid, Memory: 300 << 20}}
	if held := Held(listed); held <= 0 || held > 50<<20 {
		t.Errorf("a shell that runs holds %d bytes", held)
	}
	Kill(shell.Process.Pid)
	for deadline := time.Now().Add(10 * time.Second); Held(listed) != 0; time.Sleep(time.Millisecond) {
		if held := Held(listed); held > 50<<20 || time.Now().After(deadline) {
			t.Fatalf("a shell that was killed holds %d bytes", held)
		}
	}
}

func TestProcessor(t *testing.T) {
	name := Processor()
	if name == "" || name != strings.TrimSpace(name) || strings.Contains(name, "\n") {
		t.Errorf("the processor is called %q, want a name in one line", name)
	}
	if text, err := os.ReadFile("/proc/cpuinfo"); err == nil && strings.Contains(string(text), "model name") && !strings.Contains(string(text), name) {
		t.Errorf("the processor is called %q, and /proc/cpuinfo does not say so", name)
	}
}

// The lines are of proc(5)'s format; names hold what they like.
func TestReadStat(t *testing.T) {
	rest := " 1 1 1 0 -1 4194560 1 2 3 4 5 6 7 8 20 0 1 0 100 9999 250 1844"
	for text, want := range map[string]Process{
		"12 (sh) S" + rest:         {12, 1, 250 * int64(os.Getpagesize()), 5 + 6},
		"13 (a) b (c) R) R" + rest: {13, 1, 250 * int64(os.Getpagesize()), 5 + 6},
		"14 (gone) Z" + rest:       {},
		"15 (short) S 1":           {},
		"":                         {},
	} {
		if got, ok := readStat(text); got != want || ok != (want != Process{}) {
			t.Errorf("%q is read as %+v, %v; want %+v", text, got, ok, want)
		}
	}
}
