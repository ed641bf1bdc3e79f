package main

import (
	"fmt"
	"io"
	"os"
	"os/exec"
	"os/signal"
	"syscall"

	"firstneuron/internal/process"
	"firstneuron/internal/scratch"
)

// GoNB and gopls are not started by the kernel itself but each by a supervisor: this program once more, between the two. On
// Linux the supervisor is the parent of everything that is started below it, also of daemons that have left their own
// parents, so "what cells have started" is what is below GoNB's and nothing else. It lives on when the kernel is killed,
// ends all that, and takes the kernel's temporary folder away.

// The kernel and a supervisor talk by two pipes, whose ends the supervisor has as the first files behind standard error.
const (
	lifelineFile = 3 // ends when the kernel does; a word before that says that it ends the program and keeps the folder
	reportFile   = 4 // gets the program's process number, and a word when it has ended
)

// supervise runs a program, with this one's standard input and output, until the lifeline ends.
func supervise(path string, program []string) error {
	folder, err := scratch.Open(path)
	if err != nil {
		return err
	}
	lifeline, report := os.NewFile(lifelineFile, "lifeline"), os.NewFile(reportFile, "report")
	syscall.CloseOnExec(lifelineFile)
	syscall.CloseOnExec(reportFile)
	// Signals that end a kernel may go to all of its processes, and a killed kernel reads no more what is printed. They are
	// not ignored, which the program would inherit.
	signal.Notify(make(chan os.Signal, 1), os.Interrupt, syscall.SIGTERM, syscall.SIGHUP, syscall.SIGPIPE)
	if err := process.Adopt(); err != nil {
		return err
	}
	cmd := exec.Command(program[0], program[1:]...)
	cmd.Stdin, cmd.Stdout, cmd.Stderr = os.Stdin, os.Stdout, os.Stderr
	process.InOwnGroup(cmd)
	if err := cmd.Start(); err != nil {
		return err
	}
	os.Stdin.Close() // whoever is at the other ends learns that the program has closed its own
	os.Stdout.Close()
	go process.ReleaseOrphans(cmd.Process.Pid)
	fmt.Fprintln(report, cmd.Process.Pid)
	go func() {
		_ = cmd.Wait()
		fmt.Fprintln(report, "ended")
	}()
	word, _ := io.Copy(io.Discard, lifeline)
	process.End(os.Getpid(), os.TempDir())
	if word > 0 {
		return nil
	}
	return folder.Remove() // the kernel was killed
}

// A supervisor is one that the kernel has started, with the program that it runs.
type supervisor struct {
	process  *exec.Cmd
	lifeline io.WriteCloser
	program  int           // its process number
	ended    chan struct{} // closed when the program has
}

// startSupervised starts a program under a supervisor. Its folder for temporary files, TMPDIR, must be its own.
func startSupervised(folder scratch.Folder, cmd *exec.Cmd) (*supervisor, error) {
	if cmd.Err != nil {
		return nil, cmd.Err
	}
	self, err := os.Executable()
	if err != nil {
		return nil, err
	}
	cmd.Args = append([]string{self, "-supervise", folder.Path, cmd.Path}, cmd.Args[1:]...)
	cmd.Path = self
	inOwnSession(cmd)
	lifelineEnd, lifeline, err := os.Pipe()
	if err != nil {
		return nil, err
	}
	defer lifelineEnd.Close()
	report, reportEnd, err := os.Pipe()
	if err != nil {
		lifeline.Close()
		return nil, err
	}
	defer reportEnd.Close()
	cmd.ExtraFiles = []*os.File{lifelineEnd, reportEnd}
	s := &supervisor{process: cmd, lifeline: lifeline, ended: make(chan struct{})}
	if err := cmd.Start(); err != nil {
		lifeline.Close()
		report.Close()
		return nil, err
	}
	reportEnd.Close()
	if _, err := fmt.Fscan(report, &s.program); err != nil {
		s.close()
		report.Close()
		return nil, fmt.Errorf("%s has not started", cmd.Args[3])
	}
	go func() {
		defer report.Close()
		if _, err := fmt.Fscan(report, new(string)); err != nil { // it is the supervisor that has ended
			// Its files are closed before it has ended, and with its end paused groups below it get SIGHUP and SIGCONT.
			_, _ = cmd.Process.Wait()
			process.Pause(s.program) // it would tell of the ends of what it has started, as if the cell had ended
			process.End(s.program, folder.Path)
			process.Kill(s.program)
		}
		close(s.ended)
	}()
	return s, nil
}

// close ends the program and all that it has started.
func (s *supervisor) close() {
	_, _ = io.WriteString(s.lifeline, "end") // a kernel that is killed says nothing
	s.lifeline.Close()
	_ = s.process.Wait()
}
