//go:build unix

package interrupt

import (
	"syscall"
	"testing"
	"time"
)

// Loops within loops all end, and as long as one of them waits, one says so.
func TestLoopsWithinLoops(t *testing.T) {
	said := make(chan string, 10)
	outer := Watch(func(string) { said <- "outer" })
	inner := Watch(func(string) { said <- "inner" })
	if outer.Came() || inner.Came() {
		t.Fatal("an interrupt came before there was one")
	}
	if err := syscall.Kill(syscall.Getpid(), syscall.SIGINT); err != nil {
		t.Fatal(err)
	}
	next := func() string {
		select {
		case who := <-said:
			return who
		case <-time.After(10 * time.Second):
			t.Fatal("no sign of life came")
			return ""
		}
	}
	first := next()
	if second := next(); second != first {
		t.Errorf("both loops say what they wait for: first the %s one, then the %s one", first, second)
	}
	if !outer.Came() || !inner.Came() {
		t.Error("a loop does not know of the interrupt")
	}
	inner.Stop()
	for first == "inner" && next() != "outer" { // the inner one may just have said it once more
	}
	if next() != "outer" {
		t.Error("the inner loop says something after its end")
	}
	outer.Stop()
	if !outer.Came() {
		t.Error("the loop has forgotten the interrupt")
	}
}

func TestAfter(t *testing.T) {
	for steps, want := range map[int]string{0: "interrupted after 0 steps", 1: "interrupted after 1 step", 12: "interrupted after 12 steps"} {
		if got := After(steps); got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
}
