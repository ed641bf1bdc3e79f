//go:build unix

package show

import (
	"encoding/json"
	"fmt"
	"iter"
	"math"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/janpfeifer/gonb/gonbui/protocol"

	"firstneuron/internal/control"
)

// tell sends a value to the control of an output, as our kernel does.
func tell(id string, value any) {
	fakeKernel.values <- protocol.CommValue{Address: control.Address + id, Value: value}
}

// awaitTrue waits until something is so, which takes as long as a value is on its way.
func awaitTrue(t *testing.T, what string, look func() bool) {
	t.Helper()
	for end := time.Now().Add(20 * time.Second); !look(); time.Sleep(time.Millisecond) {
		if time.Now().After(end) {
			t.Fatalf("not after 20 s: %s", what)
		}
	}
}

func controlOf(t *testing.T, data protocol.DisplayData) (c control.Control) {
	t.Helper()
	text, _ := data.Data[control.MIME].(string)
	if err := json.Unmarshal([]byte(text), &c); err != nil {
		t.Fatalf("%v is no control: %v", data, err)
	}
	return c
}

func TestControlsFollowTheKernel(t *testing.T) {
	var rate *Control[float64]
	var count *Control[int]
	var kind *Control[string]
	var shake *PushButton
	outputs := shown(t, func() {
		rate, count = LogSlider("rate", 1, 0.01, 10), Slider("count", 3, 1, 9)
		kind, shake = Choice("kind", "tanh", "ReLU"), Button("shake")
	})
	texts := []string{"rate: 1", "count: 3", "kind: tanh", "shake: not pressed"}
	for i, data := range outputs {
		if c := controlOf(t, data); c.String() != texts[i] || data.Data["text/plain"] != texts[i] {
			t.Errorf("got %+v and the text %q, want %q", c, data.Data["text/plain"], texts[i])
		}
	}
	if c := controlOf(t, outputs[0]); c.Kind != control.Slider || !c.Log || c.Whole || c.Low != 0.01 || c.High != 10 {
		t.Errorf("got the slider %+v", c)
	}
	if c := controlOf(t, outputs[1]); c.Log || !c.Whole {
		t.Errorf("got the slider %+v", c)
	}
	for i, values := range [][]any{{0.5, 11.0, math.NaN(), "5", 2.5}, {7.0, 0.0}, {1.0, 2.0, -1.0, math.NaN()}, {0.0, 0.0}} {
		for _, value := range values { // those that make no sense change nothing
			tell(outputs[i].DisplayID, value)
		}
	}
	pressed := 0
	awaitTrue(t, "two presses", func() bool { pressed += shake.Pressed(); return pressed == 2 })
	if rate.Value() != 2.5 || count.Value() != 7 || kind.Value() != "ReLU" || shake.Pressed() != 0 {
		t.Errorf("got %v, %v, %v and %d presses more", rate.Value(), count.Value(), kind.Value(), shake.Pressed())
	}
}

// For the race detector: values come while several goroutines read them, and each press is told once.
func TestControlsAreSafeForGoroutines(t *testing.T) {
	var rate *Control[float64]
	var shake *PushButton
	outputs := shown(t, func() { rate, shake = Slider("rate", 0.0, 0, 100), Button("shake") })
	go func() {
		for i := range 100 {
			tell(outputs[0].DisplayID, float64(i+1))
			tell(outputs[1].DisplayID, 0.0)
		}
	}()
	var all sync.WaitGroup
	presses := make([]int, 4)
	for i := range presses {
		all.Go(func() {
			for last := 0.0; last < 100; last = rate.Value() {
				presses[i] += shake.Pressed()
			}
		})
	}
	all.Wait()
	sum := presses[0] + presses[1] + presses[2] + presses[3]
	awaitTrue(t, "100 presses", func() bool { sum += shake.Pressed(); return sum == 100 })
}

func TestWrongControlsPanic(t *testing.T) {
	for want, do := range map[string]func(){
		`show: the slider "rate" begins at 2, which is not in its range from 0 to 1`:                            func() { Slider("rate", 2.0, 0, 1) },
		`show: the slider "rate" goes from 1 to 1; it needs a finite range, the lower end first`:                func() { Slider("rate", 1, 1, 1) },
		`show: the slider "rate" begins at NaN, which is not in its range from 0 to 1`:                          func() { Slider("rate", math.NaN(), 0, 1) },
		`show: the slider "rate" goes from 0 to +Inf; it needs a finite range, the lower end first`:             func() { Slider("rate", 1, 0, math.Inf(1)) },
		`show.LogSlider: the lowest value of "rate" is 0; a logarithmic scale needs one above 0, such as 0.001`: func() { LogSlider("rate", 0.5, 0, 1) },
		`show.Choice: "kind" has no options; name one at least`:                                                 func() { Choice("kind") },
	} {
		func() {
			defer func() {
				if got := recover(); got != want {
					t.Errorf("got %v, want %s", got, want)
				}
			}()
			do()
		}()
	}
}

func TestPauseStepAndGoOn(t *testing.T) {
	p := &pause{changed: make(chan struct{}, 1)}
	var made, waiting atomic.Int64 // steps, and after how many the loop waits; 0 if it runs
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		for i := int64(1); waiting.Load() >= 0; i++ {
			wait := p.isOn.Load()
			made.Store(i)
			if wait {
				waiting.CompareAndSwap(0, i)
				p.wait(int(i), nil)
				waiting.CompareAndSwap(i, 0)
			}
			time.Sleep(100 * time.Microsecond)
		}
	}()
	holdsAt := func(want int64) {
		t.Helper()
		awaitTrue(t, fmt.Sprintf("the loop waits after step %d", want), func() bool { return waiting.Load() == want })
		time.Sleep(20 * time.Millisecond)
		if made.Load() != want {
			t.Fatalf("step %d was made, and the loop should wait after step %d", made.Load(), want)
		}
	}
	pausesWith := func(button float64) (after int64) {
		awaitTrue(t, "a step is made", func() bool { return made.Load() > 0 })
		p.press(button)
		awaitTrue(t, "the loop waits", func() bool { after = waiting.Load(); return after > 0 })
		holdsAt(after)
		return after
	}
	after := pausesWith(pauseButton)
	p.press(stepButton)
	holdsAt(after + 1)
	p.press(stepButton)
	p.press(stepButton)
	holdsAt(after + 3)
	p.press(pauseButton) // changes nothing
	holdsAt(after + 3)
	if pausedLoops.Load() != 1 {
		t.Errorf("%d loops are paused, want 1", pausedLoops.Load())
	}
	p.press(goOnButton)
	awaitTrue(t, "the loop goes on", func() bool { return made.Load() > after+10 })
	after = pausesWith(stepButton)
	p.press(goOnButton)
	awaitTrue(t, "the loop goes on again", func() bool { return made.Load() > after+10 })
	waiting.Store(-1)
	<-ended
	if pausedLoops.Load() != 0 {
		t.Errorf("%d loops are paused, want none", pausedLoops.Load())
	}
}

func TestAnInterruptEndsAPausedLoop(t *testing.T) {
	for name, wrap := range map[string]func(iter.Seq2[int, int]) iter.Seq2[int, int]{
		"Pausable":              Pausable[int, int],
		"Pausable inside Live":  func(s iter.Seq2[int, int]) iter.Seq2[int, int] { return Live(sketch{"<svg/>", "loss"}, Pausable(s)) },
		"Pausable outside Live": func(s iter.Seq2[int, int]) iter.Seq2[int, int] { return Pausable(Live(sketch{"<svg/>", "loss"}, s)) },
	} {
		learnt := 0
		var paused atomic.Bool
		outputs := shown(t, func() {
			go func() {
				for data := range fakeKernel.received {
					if strings.Contains(fmt.Sprint(data.Data[control.MIME]), "running") {
						tell(data.DisplayID, float64(pauseButton))
					}
					if strings.Contains(fmt.Sprint(data.Data["text/plain"]), "paused after") {
						paused.Store(true)
						interruptOurselves(t)
						return
					}
				}
			}()
			for range wrap(slices.All(make([]int, 10_000))) {
				learnt++
				time.Sleep(time.Millisecond)
			}
		})
		last := outputs[len(outputs)-1]
		if !paused.Load() || learnt == 10_000 || !slices.ContainsFunc(outputs, func(d protocol.DisplayData) bool {
			return d.Data["text/plain"] == count(learnt) && d.Data[control.MIME] == nil
		}) {
			t.Errorf("%s: after %d steps, paused %v, the last output is %v", name, learnt, paused.Load(), last)
		}
		if pausedLoops.Load() != 0 {
			t.Errorf("%s: %d loops are paused after the end", name, pausedLoops.Load())
		}
	}
}
