package process

import (
	"slices"
	"time"
)

// End ends all that was started below a process, and what that starts meanwhile, but for those that are named. It tells
// whether all of them are gone: one that waits for a disk, or that belongs to another user, may stay.
//
// On Linux everything that was started below a process that has called Adopt stays below it, whatever it does to get away.
// Other systems have no such thing: there a process also belongs to it that has a text, the mark, in its arguments or its
// environment.
func End(root int, mark string, except ...int) (gone bool) {
	const pause = time.Millisecond // a killed process needs a moment to be gone
	look := func() []int {
		return slices.DeleteFunc(belonging(root, mark), func(pid int) bool { return slices.Contains(except, pid) })
	}
	for empty, rounds := 0, 0; rounds < 50; rounds++ {
		left := look()
		for paused := 0; paused < len(left); left = look() { // one that starts others faster than we look would never end
			paused = len(left)
			for _, pid := range left {
				Pause(pid)
			}
		}
		for _, pid := range left {
			Kill(pid)
		}
		if len(left) > 0 {
			empty = 0
		} else if empty++; empty == 2 { // one whose parent ends while we look is below neither
			return true
		}
		time.Sleep(pause)
	}
	return false
}

func below(root int) (pids []int) {
	for _, p := range Below(root) {
		pids = append(pids, p.PID)
	}
	return pids
}
