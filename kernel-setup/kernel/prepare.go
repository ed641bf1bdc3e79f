package main

import (
	"context"
	"strings"

	"firstneuron/kernel-setup/kernel/cells"
	"firstneuron/kernel-setup/kernel/explain"
	"firstneuron/kernel-setup/kernel/modules"
	"firstneuron/kernel-setup/kernel/relay"
)

// prepare makes of a cell what GoNB is to run. Lines that are ours, %limit, are carried out and left empty, so that all
// others keep their numbers. What would bring GoNB down is refused.
func (k *kernel) prepare(c *cell) (code string, failure *explain.Error) {
	if mains := cells.Mains(c.asked.Code); len(mains) > 1 {
		told := k.language.TwoMains(mains[1])
		return "", &told
	}
	if cells.IsForeign(c.asked.Code) {
		return c.asked.Code, nil
	}
	if failure := k.flagWithoutDashes(c); failure != nil {
		return "", failure
	}
	lines := strings.Split(c.asked.Code, "\n")
	inner := cells.Inner(c.asked.Code)
	for i, line := range lines {
		words := strings.Fields(line)
		switch {
		case inner[i]:
			// GoNB would run this line, or drop it. Behind a carriage return it sees no command, and Go ignores that character here.
			if cells.IsSpecial(line) || strings.HasPrefix(line, "package") {
				lines[i] = "\r" + line
			}
		case len(words) == 0:
		case strings.TrimRight(line, " \t") == "%" || strings.TrimRight(line, " \t") == "!":
			lines[i] = "" // GoNB falls over a command without a name
		case strings.HasPrefix(line, "%%-"):
			told := k.language.NoSpaceAfterMain(i+1, words[0])
			return "", &told
		case moduleCommands[words[0]] != nil && line != "%reset":
			c.orders = append(c.orders, moduleOrder{i + 1, words})
			lines[i] = ""
		case words[0] == "%limit":
			if !k.setLimit(c, words[1:]) {
				told := k.language.NoLimit(line)
				return "", &told
			}
			lines[i] = ""
		case words[0] == "%capture" && len(words) > 1: // GoNB makes the file
			_ = relay.Capture(k.cellsFolder(), words[len(words)-1])
		case line[0] == '!' && !strings.HasSuffix(line, `\`):
			command, inModule := strings.CutPrefix(line[1:], "*")
			if line, err := relay.Shell(command).Line(k.cellsFolder()); err == nil && inModule {
				lines[i] = "!*" + line[1:]
			} else if err == nil {
				lines[i] = line
			}
		case words[0] == "%goflags" && len(words) > 1:
			lines[i] = line + " " + k.gonb.relayFlag // GoNB forgets the flags that it had before
		}
	}
	return strings.Join(lines, "\n"), nil
}

// A moduleOrder is a line of a cell that is one of the moduleCommands.
type moduleOrder struct {
	line  int // from 1
	words []string
}

// obey carries out a cell's commands about modules, one after the other.
func (k *kernel) obey(c *cell, then func()) {
	if len(c.orders) == 0 {
		then()
		return
	}
	order := c.orders[0]
	c.orders = c.orders[1:]
	k.beside(c, func(ctx context.Context, module *modules.Module) *explain.Error {
		return moduleCommands[order.words[0]](k, ctx, module, c, order.words[1:], order.line)
	}, func() { k.obey(c, then) })
}
