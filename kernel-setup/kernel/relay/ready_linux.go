package relay

import (
	"syscall"

	"golang.org/x/sys/unix"
)

// A watcher tells which pipes have something to read, in the order in which it came: epoll(7) with EPOLLET keeps them in
// the order in which they were written to.
type watcher struct{ epoll int }

func watch(pipes ...int) (watcher, error) {
	epoll, err := unix.EpollCreate1(unix.EPOLL_CLOEXEC)
	if err != nil {
		return watcher{}, err
	}
	for _, pipe := range pipes {
		event := unix.EpollEvent{Events: unix.EPOLLIN | unix.EPOLLET, Fd: int32(pipe)}
		if err := unix.EpollCtl(epoll, unix.EPOLL_CTL_ADD, pipe, &event); err != nil {
			return watcher{}, err
		}
	}
	return watcher{epoll}, nil
}

// ready lists the pipes that were written to since the last call, or whose other end was closed. It waits for one if wait
// is true.
func (w watcher) ready(wait bool) (pipes []readable, err error) {
	var events [8]unix.EpollEvent
	timeout := 0
	if wait {
		timeout = -1
	}
	n, err := unix.EpollWait(w.epoll, events[:], timeout)
	if err == syscall.EINTR {
		return nil, nil
	}
	for _, event := range events[:max(n, 0)] {
		pipes = append(pipes, readable{int(event.Fd), event.Events&unix.EPOLLHUP != 0})
	}
	return pipes, err
}
