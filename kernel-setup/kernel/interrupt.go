package main

import (
	"os"
	"path/filepath"
	"time"

	"firstneuron/internal/process"
	"firstneuron/kernel-setup/kernel/explain"
	"firstneuron/kernel-setup/kernel/jupyter"
)

// An interrupt asks a cell's program to end. One that does not, and does not say that it has heard, is ended; if even
// that does not end the cell, GoNB is restarted.
const (
	askingTime = 750 * time.Millisecond
	endingTime = 2000 * time.Millisecond
)

// heardVariable names, for the cell's program, the file that it makes to say that it has heard the interrupt and is
// about to end in its own time: a training that keeps what it has learnt.
const heardVariable = "FIRST_NEURON_INTERRUPT"

func (k *kernel) heardPath() string { return filepath.Join(k.folder.Path, "heard") }

// interrupt ends the cell that runs, and with it those that wait. A second interrupt does not ask any more.
func (k *kernel) interrupt() {
	c := k.cell
	if c == nil {
		return
	}
	c.interrupts++
	if c.interrupts > 1 || c.sent == nil || k.gonb.Client == nil {
		k.endCell(c, k.language.Interrupted())
		return
	}
	os.Remove(k.heardPath())
	k.gonb.send(jupyter.Control, jupyter.New("interrupt_request", struct{}{}))
	k.after(askingTime, func() {
		if _, err := os.Stat(k.heardPath()); err != nil && k.cell == c && c.interrupts == 1 {
			k.endCell(c, k.language.Interrupted())
		}
	})
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
	process.End(k.gonb.process.Process.Pid, k.cellsFolder(), append(k.cell.before, k.gonb.pid())...)
}
