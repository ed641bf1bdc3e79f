package main

import (
	"slices"
	"strings"
	"sync"
	"time"
)

// restartAfterCrash restarts GoNB after it has ended, and says so: in the error of the cell that ran, else at the next cell.
// The front end notices nothing else, and is answered meanwhile. A GoNB that ends again and again is started at the next
// cell only.
func (k *kernel) restartAfterCrash() {
	k.gonb.close() // with all that its cells have started
	if k.gonb.Client != nil {
		go k.gonb.Client.Close()
	}
	said := k.gonb.said.String()
	k.gonb = &gonb{supervisor: k.gonb.supervisor, isDown: true, said: new(lastLines)}
	k.comms = newComms()
	if pause, ok := k.restartPause(); ok {
		k.gonb.isAwaited = true
		k.after(pause, k.restart)
	}
	c := k.cell
	if c == nil {
		k.note = k.language.KernelRestarted()
		return
	}
	if c.failure == nil {
		told := k.language.KernelCrashed(said)
		c.failure = &told
	} else {
		k.note = k.language.KernelRestarted()
	}
	k.finish(c)
}

func (k *kernel) restart() {
	k.gonb.isAwaited = true
	if err := k.startGoNB(); err != nil {
		k.ending = true // Jupyter will say that the kernel has died
	}
}

// restartPause grows with the number of restarts in the last minute, so that a GoNB that cannot live does not eat the
// machine up. After many there is none.
func (k *kernel) restartPause() (pause time.Duration, ok bool) {
	const most = 5
	now := time.Now()
	k.restarts = slices.DeleteFunc(k.restarts, func(at time.Time) bool { return now.Sub(at) > time.Minute })
	recent := len(k.restarts)
	k.restarts = append(k.restarts, now)
	return time.Duration(recent) * 300 * time.Millisecond, recent < most
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
