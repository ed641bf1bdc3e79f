package main

import (
	"os"
	"os/signal"
	"path/filepath"
	"syscall"
	"time"

	"firstneuron/internal/process"
	"firstneuron/internal/scratch"
	"firstneuron/kernel-setup/kernel/assist"
	"firstneuron/kernel-setup/kernel/cells"
	"firstneuron/kernel-setup/kernel/explain"
	"firstneuron/kernel-setup/kernel/jupyter"
)

// settings are what kernel.json tells the kernel.
type settings struct{ connection, gonb, gopls, project string }

// A kernel stands between front ends and GoNB. One goroutine, loop, owns all of it; others hand their results over as
// events.
type kernel struct {
	settings settings
	language explain.Language
	folder   scratch.Folder
	front    *jupyter.Server
	events   chan func()
	ending   bool

	gonb     *gonb
	cell     *cell               // the one that runs
	queue    []*cell             // those that wait
	number   int                 // of the last cell: execution_count
	failedAt time.Time           // the last cell that stopped those behind it
	declared cells.Declarations  // what the cells so far have declared
	known    map[int]cellText    // by the number by which the compiler knows a cell: the cell as the learner sees it
	numbers  map[string]int      // that number, by the cell's Go
	found    map[string][]string // imports that were found for names that nobody imports
	silent   map[string]bool     // calls that give no value
	told     map[cells.Change]bool

	limits   limits
	history  []string
	shownIDs map[string]bool // of outputs that can be replaced
	comms    comms
	helper   *assist.Assistant // for Tab; nil until it is started
	ran      []string          // cells that it does not know of yet
	restarts []time.Time
	note     string // to be said in the next cell

	alias     aliased // the file that GoNB was given last under another name
	knobs     knobbing
	overrides map[string]string // values of flags that hold in all cells, by name
}

// run is a kernel's whole life.
func run(s settings) error {
	connection, err := jupyter.ReadConnection(s.connection)
	if err != nil {
		return err
	}
	folder, err := scratch.New()
	if err != nil {
		return err
	}
	defer folder.Remove()
	k := &kernel{
		settings: s, language: explain.LanguageOf(os.Getenv), folder: folder, limits: limitsOf(os.Getenv), overrides: make(map[string]string), knobs: newKnobbing(), gonb: &gonb{said: new(lastLines)},
		events: make(chan func(), 100), comms: newComms(), shownIDs: make(map[string]bool),
		known: make(map[int]cellText), numbers: make(map[string]int), found: make(map[string][]string), silent: make(map[string]bool), told: make(map[cells.Change]bool),
	}
	if k.front, err = jupyter.Listen(connection); err != nil {
		return err
	}
	defer k.front.Close()
	stop, err := k.listenToPrograms()
	if err != nil {
		return err
	}
	defer stop()
	signals := make(chan os.Signal, 1)
	signal.Notify(signals, os.Interrupt, syscall.SIGTERM)
	k.publish(nil, "status", map[string]any{"execution_state": "starting"})
	if err := k.startGoNB(); err != nil {
		return err
	}
	defer func() { k.gonb.close() }()
	k.startHelper()
	k.loop(signals)
	return nil
}

// loop answers until the kernel is told to end, or nobody is there any more who could tell it.
func (k *kernel) loop(signals <-chan os.Signal) {
	gone := parentGone()
	tick := time.NewTicker(lookTime)
	defer tick.Stop()
	for !k.ending {
		select {
		case arrival := <-k.front.Arrivals:
			k.serve(arrival)
		case arrival := <-k.gonb.arrivals():
			k.takeFromGoNB(arrival)
		case <-k.gonb.end():
			k.restartAfterCrash()
		case event := <-k.events:
			event()
		case <-tick.C:
			k.look()
		case s := <-signals:
			if s == os.Interrupt {
				k.interrupt()
			} else {
				k.ending = true
			}
		case <-gone:
			k.ending = true
		}
	}
	if k.helper != nil {
		k.helper.Close()
	}
}

// lookTime is how often the kernel looks at what a cell's program does.
const lookTime = 100 * time.Millisecond

// shortCell is how long a cell is left alone: most have ended by then.
const shortCell = 200 * time.Millisecond

// look sees to a cell that runs.
func (k *kernel) look() {
	c := k.cell
	if c == nil {
		return
	}
	k.flush()
	if time.Since(c.clearedAt) > clearWait {
		k.clearNow(c)
	}
	if time.Since(c.began) < shortCell {
		return
	}
	running := process.Below(k.gonb.pid())
	for _, check := range []func(){k.checkInterrupt, func() { k.checkLimits(running) }, k.checkInput, k.watchTurn} {
		if k.cell == c { // the check before may have ended it
			check()
		}
	}
}

// post lets the loop do something; for other goroutines.
func (k *kernel) post(event func()) { k.events <- event }

// after lets the loop do something later.
func (k *kernel) after(wait time.Duration, event func()) {
	time.AfterFunc(wait, func() { k.post(event) })
}

// publish sends an output, or a state, that belongs to a request.
func (k *kernel) publish(request *jupyter.Message, kind string, content any) {
	_ = k.front.Send(jupyter.IOPub, answer(request, kind, content))
}

func (k *kernel) busy(request *jupyter.Message) {
	k.publish(request, "status", map[string]any{"execution_state": "busy"})
}

// idle ends a request. Front ends show the last state that they have heard of: where a cell still runs, that is busy.
func (k *kernel) idle(request *jupyter.Message) {
	k.publish(request, "status", map[string]any{"execution_state": "idle"})
	if k.cell != nil && k.cell.request != request {
		k.busy(k.cell.request)
	}
}

func answer(request *jupyter.Message, kind string, content any) *jupyter.Message {
	if request == nil {
		return jupyter.New(kind, content)
	}
	return request.Answer(kind, content)
}

// serve takes a front end's message. Every request is framed by the states busy and idle.
func (k *kernel) serve(arrival jupyter.Arrival) {
	request := arrival.Message
	switch {
	case arrival.Channel == jupyter.Stdin:
		k.takeInput(request)
		return
	case request.Header.Type == "execute_request":
		k.enqueue(request)
		return
	case request.Header.Type == "complete_request" || request.Header.Type == "inspect_request":
		k.ask(request)
		return
	}
	k.busy(request)
	if kind, content := k.answerTo(request); kind != "" {
		_ = k.front.Send(arrival.Channel, request.Answer(kind, content))
	}
	k.idle(request)
	if k.ending {
		time.Sleep(farewell)
	}
}

// farewell is how long the sockets need to send what was written last.
const farewell = 50 * time.Millisecond

// cellsFolder is the temporary folder of GoNB, of the cells' programs and of all that they start: by it they are found.
func (k *kernel) cellsFolder() string {
	return filepath.Join(k.folder.Path, "cells") + string(filepath.Separator)
}
