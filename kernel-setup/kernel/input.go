package main

import (
	"slices"

	"firstneuron/internal/process"
	"firstneuron/kernel-setup/kernel/jupyter"
	"firstneuron/kernel-setup/kernel/relay"
)

// A program that reads its standard input gets what the user types: the kernel looks whether all of the program waits in a
// read, and asks.

// typing is what the user is asked to type.
type typing struct {
	waited   bool  // the program waited for input at the last look
	used     int64 // processor time that it had used until then
	password bool  // what is typed is not to be seen

	question *jupyter.Message // that the user has not answered yet
}

// endOfInput is what a user answers who has no more input: what the key Ctrl-D gives in a terminal, or its name.
var endOfInput = []string{"\x04", "^D"}

// checkInput asks the user where the program of the cell waits for its standard input and does nothing else. It looks
// twice, because a program that has asked by gonbui.RequestInput is in a read as well.
func (k *kernel) checkInput() {
	c := k.cell
	if c.question != nil || c.program == nil || c.pid == 0 || c.failure != nil || !orTrue(c.asked.AllowStdin) {
		return
	}
	waits, used := process.WaitForInput(c.pid)
	if waits && c.waited && used == c.used {
		waits = false
		k.question(c, map[string]any{"prompt": "", "password": c.password})
	}
	c.waited, c.used = waits, used
}

// question asks the user, below what the program has printed. Where nobody can answer, the program has no input.
func (k *kernel) question(c *cell, content any) {
	if !orTrue(c.asked.AllowStdin) {
		return
	}
	k.flush()
	c.question = c.request.Answer("input_request", content)
	_ = k.front.Send(jupyter.Stdin, c.question)
}

// takeInput gives the user's answer to the program that waits for it.
func (k *kernel) takeInput(reply *jupyter.Message) {
	c := k.cell
	if reply.Header.Type != "input_reply" || c == nil || c.question == nil || c.program == nil {
		return // too late: the program has ended
	}
	var content struct{ Value string }
	_ = reply.Read(&content)
	c.question, c.password = nil, false
	if slices.Contains(endOfInput, content.Value) {
		c.program.Give(relay.Order{EndOfInput: true})
		return
	}
	c.program.Give(relay.Order{Input: content.Value + "\n"})
}
