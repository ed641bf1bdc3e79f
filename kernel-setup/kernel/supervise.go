package main

import (
	"fmt"
	"io"
	"os"
	"os/exec"
	"os/signal"
	"syscall"
	"time"

	"firstneuron/internal/process"
	"firstneuron/internal/scratch"
)

// GoNB is not started by the kernel itself but by a supervisor: this program once more, between the two. On Linux the
// supervisor is the parent of everything that is started below it, also of daemons that have left their own parents, so
// "what cells have started" is what is below it and nothing else. It lives on when the kernel is killed, ends all that,
// and takes the kernel's temporary folder away.

// supervise runs a program and prints its process number, and a word when it has ended. It waits for the end of standard
// input, which is the kernel's. What the program prints goes to standard error.
func supervise(path string, program []string) error {
	folder, err := scratch.Open(path)
	if err != nil {
		return err
	}
	// Signals that end a kernel may go to all of its processes, and a killed kernel reads no more what is printed. They are
	// not ignored, which the program would inherit.
	signal.Notify(make(chan os.Signal, 1), os.Interrupt, syscall.SIGTERM, syscall.SIGHUP, syscall.SIGPIPE)
	if err := process.Adopt(); err != nil {
		return err
	}
	cmd := exec.Command(program[0], program[1:]...)
	cmd.Stdout, cmd.Stderr = os.Stderr, os.Stderr
	process.InOwnGroup(cmd)
	if err := cmd.Start(); err != nil {
		return err
	}
	go process.ReleaseOrphans(cmd.Process.Pid)
	fmt.Println(cmd.Process.Pid)
	go func() {
		_ = cmd.Wait()
		fmt.Println("ended")
	}()
	word, _ := io.Copy(io.Discard, os.Stdin)
	process.End(os.Getpid(), folder.Path)
	err = folder.Remove()
	if word == 0 { // the kernel was killed, and its gopls is about to end by itself: it may make its folder again
		for range furtherLooks {
			time.Sleep(50 * time.Millisecond)
			err = folder.Remove()
		}
	}
	return err
}

// furtherLooks is how often the supervisor of a killed kernel looks whether the kernel's folder is there again.
const furtherLooks = 20

// A supervisor is one that the kernel has started, with the program that it runs.
type supervisor struct {
	process  *exec.Cmd
	lifeline io.WriteCloser
	program  int           // its process number
	ended    chan struct{} // closed when the program has
}

// startSupervisor starts a program under a supervisor, with the environment, and with where it prints to.
func startSupervisor(folder scratch.Folder, env []string, output io.Writer, program string, args ...string) (*supervisor, error) {
	self, err := os.Executable()
	if err != nil {
		return nil, err
	}
	cmd := exec.Command(self, append([]string{"-supervise", folder.Path, program}, args...)...)
	cmd.Env, cmd.Stderr = env, output
	cmd.WaitDelay = time.Second // for what nobody could end, and what still prints
	inOwnSession(cmd)
	s := &supervisor{process: cmd, ended: make(chan struct{})}
	if s.lifeline, err = cmd.StdinPipe(); err != nil {
		return nil, err
	}
	told, err := cmd.StdoutPipe()
	if err != nil {
		return nil, err
	}
	if err := cmd.Start(); err != nil {
		return nil, err
	}
	if _, err := fmt.Fscan(told, &s.program); err != nil {
		s.lifeline.Close()
		_ = cmd.Wait()
		return nil, fmt.Errorf("%s has not started", program)
	}
	go func() {
		if _, err := fmt.Fscan(told, new(string)); err != nil { // it is the supervisor that has ended
			process.Pause(s.program) // it would tell of the ends of what it has started, as if the cell had ended
			process.End(s.program, folder.Path)
			process.Kill(s.program)
		}
		close(s.ended)
	}()
	return s, nil
}

// close ends the program and all that it has started, and takes the kernel's folder away.
func (s *supervisor) close() {
	_, _ = io.WriteString(s.lifeline, "end") // a kernel that is killed says nothing
	s.lifeline.Close()
	_ = s.process.Wait()
}

// abandon ends a supervisor whose program has ended, and leaves the folder to the next.
func (s *supervisor) abandon() {
	_ = s.process.Process.Kill()
	_ = s.process.Wait()
}
