package show

import (
	"math"
	"time"

	"github.com/janpfeifer/gonb/gonbui"
)

const (
	// frameTime is the time between two frames: ten a second look smooth.
	frameTime = 100 * time.Millisecond
	// frameShare is how many times as long as a frame takes the loop then runs, at least: frames take less than 3 % of its time.
	frameShare = 35
)

// A screen shows one frame after another in one place of the notebook.
type screen struct {
	id        string
	next      time.Time       // the earliest time of the next frame
	cost      time.Duration   // for how long the last one held up the loop
	shown     output          // the last one
	confirmed <-chan struct{} // closed when the kernel has it; nil before the first
}

func newScreen(start time.Time) *screen {
	return &screen{id: gonbui.UniqueId(), next: start.Add(frameTime), cost: math.MaxInt64}
}

// isDue tells whether it is time for a frame. There is none before the kernel has the last one, so that they never queue up.
// Outside a notebook only the last frame is shown. While a loop is paused, every step is shown.
func (s *screen) isDue(now time.Time) bool {
	isPaused := pausedLoops.Load() > 0
	if !gonbui.IsNotebook || now.Before(s.next) && !isPaused {
		return false
	}
	if isPaused && s.confirmed != nil {
		await(s.confirmed)
	}
	select {
	case <-s.confirmed:
		return true
	default:
		return s.confirmed == nil
	}
}

// update shows a frame that was due at a time, and does not wait until the kernel has it: the last frame does. Only the
// first waits too, for it takes the place below what was printed before it, and above what will be.
func (s *screen) update(due time.Time, frame output) {
	isFirst := s.confirmed == nil
	if isFirst || frame.html != s.shown.html || frame.plain != s.shown.plain {
		gonbui.SendData(frame.data(s.id))
		s.shown, s.confirmed = frame, confirmation()
	}
	cost := time.Since(due)
	// The quicker of two frames counts: what slowed down the other may have been another program.
	s.next = due.Add(max(frameTime, frameShare*min(cost, s.cost)))
	s.cost = cost
	if isFirst {
		await(s.confirmed)
	}
}

// end shows the last frame.
func (s *screen) end(frame output) {
	if s.confirmed != nil {
		await(s.confirmed)
	}
	frame.final = true
	show(s.id, frame)
}
