package main

import (
	"strings"

	"firstneuron/kernel-setup/kernel/cells"
	"firstneuron/kernel-setup/kernel/explain"
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
		case c.takeModuleOrder(i+1, words):
			lines[i] = ""
		case words[0] == "%limit":
			if !k.setLimit(c, words[1:]) {
				told := k.language.NoLimit(line)
				return "", &told
			}
			lines[i] = ""
		case words[0] == "%goflags" && len(words) > 1:
			lines[i] = line + " " + k.gonb.relayFlag // GoNB forgets the flags that it had before
		}
	}
	return strings.Join(lines, "\n"), nil
}
