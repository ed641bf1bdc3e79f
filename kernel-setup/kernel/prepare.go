package main

import (
	"strings"

	"firstneuron/kernel-setup/kernel/cells"
	"firstneuron/kernel-setup/kernel/explain"
	"firstneuron/kernel-setup/kernel/relay"
)

// prepare reads a cell and takes it apart into steps. What cannot be meant is refused before anything runs.
func (k *kernel) prepare(c *cell) *explain.Error {
	if all, err := notebookCells([]byte(c.asked.Code)); err == nil && len(all) > 0 {
		told := k.language.NotebookAsCell()
		return &told
	}
	c.read = cells.Read(c.asked.Code)
	if mains := c.read.Mains(); len(mains) > 1 {
		told := k.language.TwoMains(mains[1])
		return &told
	}
	for _, call := range c.read.Calls {
		if call.Name == "!" {
			continue
		}
		if call.Name == "%capture" && len(call.Words) > 0 { // GoNB makes the file
			_ = relay.Capture(k.cellsFolder(), call.Arguments()[len(call.Words)-1])
		}
		command, found := cells.CommandOf(call.Text)
		var told explain.Error
		switch {
		case strings.HasPrefix(call.Name, "%%-"):
			told = k.language.NoSpaceAfterMain(call.Line, call.Name)
		case !found:
			told = k.language.NoCommand(call.Line, call.Name)
		case command.First && !c.read.Script:
			told = k.language.OnlyFirst(call.Line, call.Name)
		default:
			continue
		}
		return &told
	}
	if failure := k.refusedArgument(c); failure != nil {
		return failure
	}
	c.steps = stepsOf(c.read)
	return nil
}
