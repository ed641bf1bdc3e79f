package main

import (
	"firstneuron/internal/process"
	"firstneuron/kernel-setup/kernel/jupyter"
)

// GoNB gives a cell's program a standard input, but never asks the user for it: a program that reads waits for ever.
// So the kernel looks whether a program waits in a read, and asks.

// typing is what the user is asked to type.
type typing struct {
	reader int // the process that was found waiting at the last look
	asker  int // the process for which the user was asked; 0 if GoNB asked

	question *jupyter.Message // that the user has not answered yet
}

// checkInput asks the user where a program of the cell waits for its standard input. It looks twice, because a program
// that has asked by gonbui.RequestInput is in a read as well, and GoNB is about to ask for it.
func (k *kernel) checkInput(running []process.Process) {
	c := k.cell
	if c.question != nil || c.sent == nil || c.failure != nil {
		return
	}
	reader := k.reader(running)
	if reader == 0 || reader != c.reader {
		c.reader = reader
		return
	}
	c.reader = 0
	k.question(c, reader, map[string]any{"prompt": "", "password": false})
}

// question asks the user, below what the program has printed, for a process's input or for GoNB's.
func (k *kernel) question(c *cell, asker int, content any) {
	if !orTrue(c.asked.AllowStdin) {
		k.endCell(c, k.language.NoInput())
		return
	}
	k.flush()
	c.asker, c.question = asker, c.request.Answer("input_request", content)
	_ = k.front.Send(jupyter.Stdin, c.question)
}

// reader is a process that waits for the standard input that GoNB has given to a program; 0 if none does.
func (k *kernel) reader(running []process.Process) int {
	for _, program := range running {
		if program.Parent != k.gonb.pid() {
			continue
		}
		pipe := process.InputOf(program.PID)
		if pipe == "" {
			continue
		}
		for _, p := range running {
			if process.InputOf(p.PID) == pipe && process.WaitsForInput(p.PID) {
				return p.PID
			}
		}
	}
	return 0
}

// takeInput gives the user's answer to the program that waits for it.
func (k *kernel) takeInput(reply *jupyter.Message) {
	c := k.cell
	if reply.Header.Type != "input_reply" || c == nil || c.question == nil {
		return // too late: the program has ended
	}
	var content struct{ Value string }
	_ = reply.Read(&content)
	c.question = nil
	if c.asker != 0 {
		go process.WriteInput(c.asker, content.Value+"\n") // a long answer waits until the program has read enough of it
		return
	}
	k.gonb.send(jupyter.Stdin, jupyter.New("input_reply", map[string]any{"value": content.Value}))
}
