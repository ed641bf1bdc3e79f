package scratch

import (
	"os"
	"os/exec"
	"runtime"
	"testing"
	"time"

	"firstneuron/internal/process"
)

func TestRemoveTakesProcessesAndFolderAway(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("needs a shell")
	}
	folder, err := New()
	if err != nil {
		t.Fatal(err)
	}
	other, err := New()
	if err != nil {
		t.Fatal(err)
	}
	defer other.Remove()
	run := func(f Folder) *exec.Cmd {
		cmd := exec.Command("/bin/sh", "-c", "trap '' TERM INT; (trap '' TERM; sleep 1000) & touch \"$TMPDIR/here\"; sleep 1000")
		for name, value := range f.Variables() {
			cmd.Env = append(cmd.Env, name+"="+value)
		}
		cmd.Env = append(cmd.Env, "PATH="+os.Getenv("PATH"))
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		for deadline := time.Now().Add(10 * time.Second); time.Now().Before(deadline); time.Sleep(10 * time.Millisecond) {
			if _, err := os.Stat(f.Path + "/here"); err == nil {
				return cmd
			}
		}
		t.Fatal("the shell has not started")
		return nil
	}
	mine, theirs := run(folder), run(other)
	folder.Remove()
	_ = mine.Wait()
	if left := process.With(folder.Path); len(left) > 0 {
		t.Errorf("processes are left: %d", left)
	}
	if _, err := os.Stat(folder.Path); err == nil {
		t.Errorf("%s is left", folder.Path)
	}
	if len(process.With(other.Path)) < 2 {
		t.Error("the processes of another folder were ended")
	}
	other.Remove()
	_ = theirs.Wait()
}
