package main

import (
	"strings"
	"sync"
	"time"
)

// restartAfterCrash restarts GoNB after it has ended, and says so: in the error of the cell that ran, else at the next cell.
// The front end notices nothing else. A GoNB that ends again and again is started at the next cell only.
func (k *kernel) restartAfterCrash() {
	k.endProcesses()
	if k.gonb.Client != nil {
		go k.gonb.Client.Close()
	}
	c := k.cell
	if c != nil && c.failure == nil {
		told := k.language.KernelCrashed(k.gonb.said.String())
		c.failure = &told
	} else {
		k.note = k.language.KernelRestarted()
	}
	clear(k.comms)
	time.Sleep(k.restartPause())
	if err := k.startGoNB(); err != nil {
		k.ending = true // Jupyter will say that the kernel has died
		return
	}
	if c != nil {
		k.finish(c)
	}
}

// restartPause grows with the number of restarts in the last minute, so that a GoNB that cannot live does not eat the
// machine up.
func (k *kernel) restartPause() time.Duration {
	now := time.Now()
	recent := 0
	for _, at := range k.restarts {
		if now.Sub(at) < time.Minute {
			recent++
		}
	}
	k.restarts = append(k.restarts[max(0, len(k.restarts)-10):], now)
	return min(time.Duration(recent)*300*time.Millisecond, 3*time.Second)
}

// lastLines keeps the end of what a program has written.
type lastLines struct {
	mu   sync.Mutex
	text string
}

func (l *lastLines) Write(text []byte) (int, error) {
	l.add(string(text))
	return len(text), nil
}

func (l *lastLines) add(text string) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.text = lastBytes(l.text+text, 4<<10)
}

func (l *lastLines) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return strings.TrimSpace(l.text)
}
