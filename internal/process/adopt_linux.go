package process

import (
	"fmt"
	"os"
	"os/signal"
	"slices"

	"golang.org/x/sys/unix"
)

// Adopt makes this process the parent of those below it whose own parents end: a subreaper, in the words of prctl(2).
// Without it they would become children of the machine's first process, and nobody could tell whose they were.
func Adopt() error {
	if err := unix.Prctl(unix.PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0); err != nil {
		return fmt.Errorf("cannot become the parent of orphans: %w", err)
	}
	return nil
}

// ReleaseOrphans lets adopted processes go that have ended: until their parent has asked how, they take up a place in the
// machine's list. It does so for ever. The children that are named are left to whoever has started them.
func ReleaseOrphans(own ...int) {
	ended := make(chan os.Signal, 1)
	signal.Notify(ended, unix.SIGCHLD)
	for range ended {
		orphans, _ := children(os.Getpid())
		for _, pid := range orphans {
			if !slices.Contains(own, pid) {
				_, _ = unix.Wait4(pid, nil, unix.WNOHANG, nil)
			}
		}
	}
}

func belonging(root int, _ string) []int { return below(root) }
