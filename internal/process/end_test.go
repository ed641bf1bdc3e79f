package process

import (
	"bufio"
	"fmt"
	"os"
	"os/exec"
	"runtime"
	"strings"
	"testing"
	"time"
)

// daemon starts a process that leaves its parents behind, as daemons do, with the mark in its environment.
func daemon(t *testing.T, mark string) (pid int) {
	t.Helper()
	cmd := exec.Command("/bin/sh", "-c", `setsid sh -c 'trap "" HUP TERM INT; sleep 1000 >/dev/null 2>&1 & echo $!' & wait`)
	cmd.Env = append(os.Environ(), "MARK="+mark)
	said, err := cmd.Output()
	if err != nil {
		t.Fatal(err)
	}
	if _, err := fmt.Sscan(string(said), &pid); err != nil {
		t.Fatalf("the shell said %q: %v", said, err)
	}
	t.Cleanup(func() { Kill(pid) })
	return pid
}

func runs(pid int) bool {
	stat, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", pid))
	_, ok := readStat(string(stat))
	return err == nil && ok
}

func TestEnd(t *testing.T) {
	if runtime.GOOS != "linux" {
		t.Skip("only Linux has subreapers")
	}
	const mark = "/tmp/of-the-test/"
	elsewhere := daemon(t, mark) // from before: its parent is the machine's first process, or who else adopts
	if err := Adopt(); err != nil {
		t.Fatal(err)
	}
	left, kept := daemon(t, ""), daemon(t, mark)
	// A shell, its child, and a child of that, all of which begin again when they are asked to end.
	_, says := start(t, `trap '' TERM INT; (trap '' TERM INT; sh -c 'echo $$; sleep 1000; sleep 1000'; sleep 1000) & echo $!; wait; sleep 1000`)
	below := numbers(t, says, 2)
	for _, pid := range append(below, left, kept, elsewhere) {
		if !runs(pid) {
			t.Fatalf("process %d does not run", pid)
		}
	}
	if !End(os.Getpid(), mark, kept) {
		t.Error("some are left, says End")
	}
	for _, pid := range append(below, left) {
		if runs(pid) {
			t.Errorf("process %d was started below this one and still runs", pid)
		}
	}
	if !runs(kept) {
		t.Error("a process that was to be kept was ended")
	}
	if !runs(elsewhere) {
		t.Error("a process that is not below this one was ended")
	}
	go ReleaseOrphans() // not before: it would also release the commands that this test waits for
	time.Sleep(100 * time.Millisecond)
	End(os.Getpid(), mark)
	for deadline := time.Now().Add(5 * time.Second); IsAlive(left) || IsAlive(kept); time.Sleep(time.Millisecond) {
		if time.Now().After(deadline) {
			t.Fatal("orphans that have ended are still in the machine's list")
		}
	}
}

// A process that starts others as fast as it can is ended as well.
func TestEndOfAProcessThatForks(t *testing.T) {
	if runtime.GOOS != "linux" {
		t.Skip("only Linux has subreapers")
	}
	if err := Adopt(); err != nil {
		t.Fatal(err)
	}
	_, says := start(t, `echo $$; while :; do (setsid sleep 1000 &) ; done`)
	shell := numbers(t, says, 1)[0]
	time.Sleep(200 * time.Millisecond)
	if !End(os.Getpid(), "", 0) || runs(shell) || len(Below(os.Getpid())) > 0 {
		t.Errorf("left: %+v", Below(os.Getpid()))
	}
}

func numbers(t *testing.T, says *bufio.Reader, count int) (pids []int) {
	t.Helper()
	for range count {
		line, err := says.ReadString('\n')
		var pid int
		if _, failed := fmt.Sscan(strings.TrimSpace(line), &pid); err != nil || failed != nil {
			t.Fatalf("got %q, want a number: %v", line, err)
		}
		pids = append(pids, pid)
	}
	return pids
}
