//go:build unix

package show

import (
	"fmt"
	"slices"
	"testing"
	"time"
)

func TestFramesDoNotWaitForTheKernel(t *testing.T) {
	shown(t, func() {
		start := time.Now()
		later := start.Add(time.Hour)
		s := newScreen(start)
		s.update(start, output{plain: "one"})
		fakeKernel.silence.Lock()
		s.update(start, output{plain: "two"})
		if time.Since(start) > kernelTimeout {
			t.Error("the second frame waits for the kernel")
		}
		if s.isDue(later) {
			t.Error("a frame is due although the kernel does not have the last one")
		}
		fakeKernel.silence.Unlock()
		<-s.confirmed
		if !s.isDue(later) {
			t.Error("no frame is due although the kernel has the last one")
		}
	})
}

func TestSlowFramesComeSeldom(t *testing.T) {
	shown(t, func() {
		s := newScreen(time.Now())
		// frame shows a frame that took so long, and returns how long after its beginning the next may come.
		frame := func(text string, cost time.Duration) time.Duration {
			due := time.Now().Add(-cost)
			s.update(due, output{plain: text})
			<-s.confirmed
			return s.next.Sub(due)
		}
		for i, cost := range []time.Duration{20 * time.Millisecond, time.Hour, 20 * time.Millisecond} { // once the machine was busy
			if pause := frame(fmt.Sprint(i), cost); pause < 700*time.Millisecond || pause > time.Hour {
				t.Errorf("frame %d took %v, and the next comes %v after it began, want a little more than 700 ms", i, cost, pause)
			}
		}
		// However busy this machine is, a frame that begins in a minute has taken no time.
		if pause := frame("quick", -time.Minute); pause != frameTime {
			t.Errorf("after a quick frame the next comes %v later, want %v", pause, frameTime)
		}
	})
}

func TestAFrameWithNothingNewIsNotSent(t *testing.T) {
	got := shown(t, func() {
		s := newScreen(time.Now())
		for _, text := range []string{"one", "one", "two", "two"} {
			s.update(time.Now(), output{plain: text})
			<-s.confirmed
		}
		s.end(output{plain: "two"})
	})
	var texts []string
	for _, data := range got {
		texts = append(texts, data.Data["text/plain"].(string))
	}
	if want := []string{"one", "two", "two"}; !slices.Equal(texts, want) { // the last is always sent, and waited for
		t.Errorf("got %q, want %q", texts, want)
	}
}
