//go:build unix && !linux

package relay

import (
	"syscall"

	"golang.org/x/sys/unix"
)

// A watcher tells which pipes have something to read. Of several it cannot tell which was written to first: text comes
// before pictures here.
type watcher struct{ pipes *[]unix.PollFd }

func watch(pipes ...int) (watcher, error) {
	var watched []unix.PollFd
	for _, pipe := range pipes {
		watched = append(watched, unix.PollFd{Fd: int32(pipe), Events: unix.POLLIN})
	}
	return watcher{&watched}, nil
}

// ready lists the pipes that have something to read, or whose other end was closed; the latter once. It waits for one if
// wait is true.
func (w watcher) ready(wait bool) (pipes []readable, err error) {
	timeout := 0
	if wait {
		timeout = -1
	}
	_, err = unix.Poll(*w.pipes, timeout)
	if err == syscall.EINTR {
		return nil, nil
	}
	for i, pipe := range *w.pipes {
		closed := pipe.Revents&unix.POLLHUP != 0
		if pipe.Revents != 0 {
			pipes = append(pipes, readable{int(pipe.Fd), closed})
		}
		if closed {
			(*w.pipes)[i].Fd = -1 // poll leaves it out
		}
	}
	return pipes, err
}
