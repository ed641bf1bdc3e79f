package main

import (
	"os"
	"slices"
	"time"

	"firstneuron/kernel-setup/kernel/jupyter"
)

const (
	// staleTime is how long a program may run after a newer value has come. A shorter one runs to its end, so that the output moves
	// while a knob is dragged.
	staleTime = time.Second
	// keepTime is how long the knobs must be still before the copy in the notebook is brought up to date.
	keepTime = time.Second
	// waitTime is how long a turn waits for another cell before its strip says so.
	waitTime = 300 * time.Millisecond
)

// follow runs the strip's cell again: one of its knobs was turned.
func (s *strip) follow(k *kernel, request *jupyter.Message) { k.turn(s, request) }

// turn runs a strip's cell again, with the values that its knobs have when the run begins. At most one run waits.
func (k *kernel) turn(s *strip, request *jupyter.Message) {
	s.turns++
	k.update(request, s.ShowFlags(), "value")
	switch {
	case k.isTurned(s):
	case k.cell != nil && k.cell.turned == s:
		s.again = request
	default:
		c := &cell{request: request}
		c.turned = s
		k.queue = append(k.queue, c)
		k.next()
		k.after(waitTime, func() { k.say(s, k.isTurned(s)) })
	}
}

// watchTurn brings a cell's strip up to date while the cell runs, and ends a run that keeps a newer value waiting.
func (k *kernel) watchTurn() {
	c := k.cell
	switch {
	case c.strip == nil:
	case c.turned != nil && c.turned.again != nil && c.failure == nil && c.pid != 0 && time.Since(c.started) > staleTime:
		c.overtake = true
		k.endCell(c, k.language.Interrupted())
	case c.isNew:
		k.showInStrip(c)
	}
}

func (k *kernel) showInStrip(c *cell) {
	c.isNew = false
	k.update(c.request, c.strip.Show(c.seen.Outputs()), "outputs")
}

// keepCopy brings the copy of a strip's outputs up to date when no knob has been turned for a while.
func (k *kernel) keepCopy(c *cell) {
	s, turns, outputs := c.strip, c.strip.turns, c.seen.Outputs()
	k.after(keepTime, func() {
		if turns == s.turns && slices.Contains(k.knobs.strips, s) {
			k.publish(s.request, "update_display_data", s.copy(append(s.setting(), outputs...)))
		}
	})
}

// endTurn ends a run that a turn began: it shows the outputs, and runs the cell again if a knob was turned meanwhile.
func (k *kernel) endTurn(c *cell) {
	s := c.turned
	_ = os.WriteFile(k.recordPath(), c.record, 0o600)
	if !c.overtake {
		k.showInStrip(c)
		k.keepCopy(c)
	}
	if again := s.again; again != nil {
		s.again = nil
		if c.interrupts == 0 && slices.Contains(k.knobs.strips, s) {
			k.turn(s, again)
		}
	}
}

// turnedFlags are the flags that the knobs have set, as words of a command line.
func (c *cell) turnedFlags() []string {
	if c.turned == nil {
		return nil
	}
	return c.turned.Flags()
}

// isTurned tells whether a turn of one of the strip's knobs waits.
func (k *kernel) isTurned(s *strip) bool {
	return slices.ContainsFunc(k.queue, func(c *cell) bool { return c.turned == s })
}

// say shows on a strip that a turn waits, or removes that note.
func (k *kernel) say(s *strip, waits bool) {
	if s.waits == waits {
		return
	}
	note := ""
	if s.waits = waits; waits {
		note = k.language.KnobWaits()
	}
	k.update(s.request, s.Say(note), "value")
}
