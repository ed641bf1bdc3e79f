package main

import (
	"time"

	"firstneuron/internal/process"
	"firstneuron/kernel-setup/kernel/explain"
	"firstneuron/kernel-setup/kernel/relay"
)

// An interrupt asks a cell's program to end, as Ctrl-C does in a terminal: one that does not handle it ends at once. One
// that does has its time to save what it has, as long as it makes progress: as long as something of what it prints or
// shows comes, or it writes files. That it computes is none, for a loop without end does that too. If even its end does not
// end the cell, GoNB is restarted.
const (
	stallTime  = 5 * time.Second
	endingTime = 2 * time.Second
)

// An interruption is the user's wish that a cell ends.
type interruption struct {
	interrupts int
	progress   time.Time // when the program last made some
	written    int64     // bytes that it had written to files until then
}

// interrupt ends the cell that runs, and with it those that wait. A second interrupt does not ask any more.
func (k *kernel) interrupt() {
	c := k.cell
	if c == nil {
		return
	}
	c.interrupts++
	if c.interrupts > 1 || c.program == nil || k.gonb.Client == nil {
		k.endCell(c, k.language.Interrupted())
		return
	}
	c.progress = time.Now()
	c.program.Give(relay.Order{Interrupt: true})
}

// checkInterrupt ends a cell whose program was interrupted, and makes no progress.
func (k *kernel) checkInterrupt() {
	c := k.cell
	if c.interrupts == 0 || c.failure != nil || c.pid == 0 {
		return
	}
	program := append(process.Below(c.pid), process.Process{PID: c.pid})
	if written := process.Written(program) - c.received; written > c.written {
		c.progress, c.written = time.Now(), written
	}
	if time.Since(c.progress) > stallTime {
		k.endCell(c, k.language.Interrupted())
	}
}

// endCell ends all processes of a cell, for a reason; of several the first is told.
func (k *kernel) endCell(c *cell, reason explain.Error) {
	if c.failure == nil {
		c.failure = &reason
	}
	if c.stop != nil {
		c.stop()
	}
	if c.start != nil || k.gonb.withdraw(c.sent) {
		c.start = nil
		k.finish(c)
		return
	}
	c.question = nil // the program will not read the answer any more
	k.endProcesses()
	k.after(endingTime, func() {
		if k.cell == c {
			k.gonb.kill() // restartAfterCrash goes on from here
		}
	})
}

// endProcesses ends what the cell has started, even where its parents have ended. What earlier cells have left running, a
// server for example, lives until the kernel ends.
func (k *kernel) endProcesses() {
	if k.gonb.isDown {
		return
	}
	process.End(k.gonb.process.Process.Pid, k.cellsFolder(), append(k.cell.before, k.gonb.pid())...)
}
