package main

import (
	"context"
	"os"
	"path/filepath"
	"strconv"
	"syscall"
	"time"

	"firstneuron/kernel-setup/kernel/jupyter"
	"firstneuron/kernel-setup/kernel/relay"
)

// listenToPrograms takes what the cells' programs print and show, and how they end: from the relay, which starts them.
func (k *kernel) listenToPrograms() (stop func(), err error) {
	return relay.Listen(k.cellsFolder(), func(program *relay.Connection) {
		k.post(func() { k.enter(program) })
		for {
			record, err := program.Next()
			last := err != nil || record.Ended != nil
			done := make(chan struct{})
			k.post(func() {
				k.takeRecord(program, record)
				if last {
					program.Close()
					k.leave(program, err)
				}
				close(done)
			})
			if last {
				return
			}
			<-done // a program that prints faster than we take it waits
		}
	})
}

// folderIsWhole tells whether what cells need in the temporary folder is there: a system that cleans up may have removed it.
func (k *kernel) folderIsWhole() bool {
	if !relay.IsInstalled(k.cellsFolder()) {
		return false
	}
	modules, _ := filepath.Glob(filepath.Join(k.cellsFolder(), "gonb_*", "go.mod"))
	return len(modules) > 0 || k.gonb.flags == "" // GoNB is about to make it
}

// running is the program of a cell that runs; a cell may have several, one after the other.
type running struct {
	program *relay.Connection // nil if none runs
	pid     int               // its process; 0 as long as it has not started
	started time.Time         // when it has
	ran     bool              // the program of the cell's Go has started
	ended   *relay.Ending     // how the last one has ended; nil if none has
}

// wasStopped tells whether a cell's program has ended by a signal, or by failing.
func (c *cell) wasStopped() bool {
	return c.ended != nil && c.ended.Status != 0 || c.reply != nil && c.reply.Status == "error"
}

// enter takes note that a program is about to start.
func (k *kernel) enter(program *relay.Connection) {
	if c := k.cell; c != nil {
		c.program, c.pid, c.ended = program, 0, nil
	}
}

// leave takes note that a program has ended; err is not nil where its relay was killed.
func (k *kernel) leave(program *relay.Connection, err error) {
	if c := k.cell; c != nil && c.program == program {
		if err != nil && c.pid != 0 {
			c.ended = &relay.Ending{Status: 128 + int(syscall.SIGKILL), Signal: syscall.SIGKILL.String()}
			k.endProcesses() // nobody reads any more what it prints
		}
		c.program, c.question = nil, nil
		k.goOnIfDone(c)
	}
}

// takeRecord takes a piece of what a cell's program does.
func (k *kernel) takeRecord(program *relay.Connection, record relay.Record) {
	c := k.cell
	switch {
	case c == nil || c.program != program: // the rest of a cell that was ended
	case record.Begun != 0:
		c.pid, c.started = record.Begun, time.Now()
		c.ran = c.ran || len(c.steps) > 0 && c.steps[0].kind == programStep
		if c.failure != nil {
			k.endProcesses() // it was about to start when the cell was ended
		}
		if c.interrupts > 0 {
			program.Give(relay.Order{Interrupt: true})
		}
		if !orTrue(c.asked.AllowStdin) {
			program.Give(relay.Order{EndOfInput: true})
		}
	case record.Text != "":
		k.print(c, record.Stream, record.Text)
	case record.Shown != nil:
		k.showOutput(c, record.Shown)
	case record.Asked != nil:
		k.question(c, map[string]any{"prompt": record.Asked.Prompt, "password": record.Asked.Password})
	case record.Ended != nil:
		c.ended = record.Ended
	}
}

// kindOf is the message by which an output is shown: one that replaces another has been shown before.
func (k *kernel) kindOf(shown *relay.Shown) string {
	if shown.ID == "" {
		return "display_data"
	}
	if k.shownIDs[shown.ID] {
		return "update_display_data"
	}
	k.shownIDs[shown.ID] = true
	return "display_data"
}

// installPrograms tells GoNB the flags with which it compiles our programs, and returns them: an overlay, which is written for
// each cell. Besides it puts the relay, which is this program, where GoNB looks for compiled cells, in the folder of their
// module, and lets GoNB compile to another name; if that fails, cells run as GoNB alone would run them.
func (k *kernel) installPrograms(ctx context.Context, client *jupyter.Client, folder string) (flags string) {
	overlay := k.scratchFile(overlayFile)
	_ = os.WriteFile(overlay, []byte("{}"), 0o600) // if that fails, the first cell tells
	flags = strconv.Quote("-overlay=" + overlay)   // the folder's name may have a space
	self, err := os.Executable()
	if err == nil && os.Symlink(self, filepath.Join(folder, filepath.Base(folder))) == nil {
		flags += " " + strconv.Quote("-o="+filepath.Join(folder, relay.Program))
	}
	_ = tell(ctx, client, "%goflags "+flags)
	return flags
}
