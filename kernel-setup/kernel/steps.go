package main

import (
	"cmp"
	"context"
	"fmt"
	"path/filepath"
	"strings"

	"firstneuron/kernel-setup/kernel/cells"
	"firstneuron/kernel-setup/kernel/explain"
	"firstneuron/kernel-setup/kernel/modules"
	"firstneuron/kernel-setup/kernel/relay"
)

// A step is a part of a cell that runs by itself. A cell's commands come in their order, then its program.
type step struct {
	kind stepKind
	call cells.Call // the command; of a program %test or %bench, if it is a test

	text   string   // what GoNB gets, of its own command
	before []string // of GoNB's commands that prepare the step: they go to GoNB in one message with it
}

type stepKind int

const (
	ownStep     stepKind = iota // a command of ours, such as %limit
	moduleStep                  // a command about modules, which may take long
	gonbStep                    // a command of GoNB's
	shellStep                   // a shell command
	scriptStep                  // a program that reads the rest of the cell
	programStep                 // the cell's Go
)

// preparing are the commands of GoNB's that mean the step behind them.
var preparing = map[string]bool{"%with_inputs": true, "%with_password": true, "%capture": true}

// ownCommands are carried out here.
var ownCommands = map[string]func(k *kernel, c *cell, call cells.Call) *explain.Error{
	"%help": (*kernel).help, "%limit": (*kernel).limitCommand, "%override": (*kernel).overrideCommand, "%list": (*kernel).list, "%ls": (*kernel).list,
	"%rm": (*kernel).remove, "%remove": (*kernel).remove,
}

// stepsOf takes a cell apart.
func stepsOf(read *cells.Cell) (steps []step) {
	var before []string
	for _, call := range read.Calls {
		command, _ := cells.CommandOf(call.Text)
		switch {
		case call.Name == "%%script" || call.Name == "%%bash" || call.Name == "%%sh":
			steps = append(steps, step{kind: scriptStep, call: call})
		case command.First:
			steps = append(steps, step{kind: gonbStep, call: call, text: call.Text + "\n" + read.Rest})
		case call.Name == "!":
			steps = append(steps, step{kind: shellStep, call: call, before: before})
			before = nil
		case ownCommands[call.Name] != nil:
			steps = append(steps, step{kind: ownStep, call: call})
		case moduleCommands[call.Name] != nil:
			steps = append(steps, step{kind: moduleStep, call: call})
		case call.IsMain() || call.IsTest() || call.Name == "%args":
		case preparing[call.Name]:
			before = append(before, call.Text)
		default:
			steps = append(steps, step{kind: gonbStep, call: call, text: call.Text})
		}
	}
	if !read.HasGo() {
		return steps
	}
	program := step{kind: programStep, before: before}
	if test := read.Test(); test != nil {
		program.call = *test
	}
	return append(steps, program)
}

// takeStep carries out what is next of a cell.
func (k *kernel) takeStep(c *cell) {
	for c.failure == nil {
		if len(c.steps) == 0 {
			break
		}
		s := c.steps[0]
		switch s.kind {
		case ownStep:
			c.steps = c.steps[1:]
			if failure := ownCommands[s.call.Name](k, c, s.call); failure != nil {
				c.fail(k, s, failure)
			}
			continue
		case moduleStep:
			k.takeModuleStep(c, s)
		case gonbStep:
			k.give(c, k.withOurFlags(s.text))
		case shellStep:
			k.giveShell(c, s)
		case scriptStep:
			k.giveScript(c, s)
		case programStep:
			k.compose(c)
		}
		return
	}
	k.finish(c)
}

// stepEnded goes on behind a step that GoNB has carried out.
func (k *kernel) stepEnded(c *cell) {
	s := c.steps[0]
	c.steps = c.steps[1:]
	switch s.kind {
	case shellStep, scriptStep:
		if c.ended != nil && c.ended.Status != 0 && c.failure == nil && c.interrupts == 0 {
			told := k.language.CommandFailed(c.text, s.call.Line, c.ended.Status, k.isOutside())
			c.fail(k, s, &told)
		}
	case programStep:
		if !k.programEnded(c, s) {
			return // it runs once more
		}
	}
	if c.reply.Status != "ok" && c.failure == nil {
		switch {
		case s.kind == gonbStep && c.interrupts == 0:
			told := k.language.RefusedCommand(c.text, s.call.Line, c.reply.Value)
			c.fail(k, s, &told)
			c.reply = nil
		default:
			c.steps = nil
		}
	}
	k.takeStep(c)
}

// isOutside tells whether cells run in a folder that is not in the project.
func (k *kernel) isOutside() bool {
	below, err := filepath.Rel(k.settings.project, k.workingFolder())
	return err != nil || !filepath.IsLocal(below)
}

// fail ends a cell, unless the step may fail.
func (c *cell) fail(k *kernel, s step, failure *explain.Error) {
	if s.call.MayFail {
		k.print(c, "stderr", failure.Value+"\n")
		return
	}
	c.failure = failure
	c.steps = nil
}

// withOurFlags adds to %goflags what cells cannot do without: GoNB forgets the flags that it had before.
func (k *kernel) withOurFlags(command string) string {
	if words := strings.Fields(command); len(words) > 1 && words[0] == "%goflags" {
		command += " " + k.gonb.flags
	}
	return command
}

// withoutOurFlags takes them out of what GoNB says to %goflags.
func (k *kernel) withoutOurFlags(text string) string {
	if !strings.HasPrefix(text, "%goflags=[") {
		return text
	}
	return strings.Replace(strings.Replace(text, k.gonb.flags, "", 1), " ]", "]", 1)
}

func (k *kernel) limitCommand(c *cell, call cells.Call) *explain.Error {
	if !k.setLimit(c, call.Words) {
		told := k.language.NoLimit(call.Text)
		return &told
	}
	return nil
}

// help lists the commands.
func (k *kernel) help(c *cell, _ cells.Call) *explain.Error {
	text := k.language.Help() + "\n\n"
	for _, command := range cells.Commands {
		text += fmt.Sprintf("%-34s %s\n", command.Usage, strings.ReplaceAll(command.Meaning, "`", ""))
	}
	k.print(c, "stdout", text)
	return nil
}

// list says what is declared.
func (k *kernel) list(c *cell, _ cells.Call) *explain.Error {
	k.print(c, "stdout", cmp.Or(strings.Join(k.declared.List(), "\n"), k.language.NothingDeclared())+"\n")
	return nil
}

// remove forgets declarations, and says which.
func (k *kernel) remove(c *cell, call cells.Call) *explain.Error {
	forgotten, unknown := k.declared.Forget(call)
	for _, name := range forgotten {
		k.print(c, "stdout", k.language.Forgotten(name)+"\n")
	}
	if len(unknown) > 0 || len(call.Words) == 0 {
		told := k.language.NotDeclared(call.Line, unknown)
		return &told
	}
	return nil
}

// takeModuleStep carries out a command about modules, and goes on behind it.
func (k *kernel) takeModuleStep(c *cell, s step) {
	c.steps = c.steps[1:]
	k.beside(c, func(ctx context.Context, module *modules.Module) *explain.Error {
		return moduleCommands[s.call.Name](k, ctx, module, c, s.call)
	}, func(failure *explain.Error) {
		if failure != nil {
			c.fail(k, s, failure)
		}
		k.takeStep(c)
	})
}

// giveShell lets GoNB run a shell command by the relay, which tells how it has ended. In GoNB's own module runs what has an
// asterisk behind the exclamation mark.
func (k *kernel) giveShell(c *cell, s step) {
	command, inModule := strings.CutPrefix(s.call.Rest(), "*")
	line, err := relay.Shell(command).Line(k.cellsFolder())
	if inModule {
		line = "!*" + strings.TrimPrefix(line, "!")
	}
	k.giveLine(c, s, line, err)
}

// giveScript lets GoNB run a program by the relay that reads the rest of the cell.
func (k *kernel) giveScript(c *cell, s step) {
	words := s.call.Arguments()
	if s.call.Name != "%%script" {
		words = append([]string{strings.TrimPrefix(s.call.Name, "%%")}, words...)
	}
	rest := c.read.Rest + "\n"
	line, err := relay.Command{Args: words, Input: &rest}.Line(k.cellsFolder())
	k.giveLine(c, s, line, err)
}

func (k *kernel) giveLine(c *cell, s step, line string, err error) {
	if err != nil {
		c.failure = k.ownTrouble(err)
		k.finish(c)
		return
	}
	k.give(c, strings.Join(append(s.before, line), "\n"))
}
