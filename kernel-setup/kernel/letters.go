package main

import (
	"os"
	"strings"

	"firstneuron/kernel-setup/kernel/assist"
	"firstneuron/kernel-setup/kernel/cells"
	"firstneuron/kernel-setup/kernel/relay"
)

// aliased is a file whose name GoNB would garble, and for which it gets a link.
type aliased struct{ name, link string }

// forGoNB is what GoNB is given with its commands in ASCII: see [relay.ASCII].
func (k *kernel) forGoNB(code string) string {
	line, rest, more := strings.Cut(code, "\n")
	if !strings.HasPrefix(line, "%") {
		return code
	}
	command, _ := cells.CommandOf(line)
	if more && !command.First {
		rest = k.forGoNB(rest)
	}
	if ascii := relay.ASCII(line); ascii != line {
		line = ascii
		if cells.NamesFile(command.Name) {
			line = k.withAlias(cells.Read(code).Calls[0])
		}
	}
	if more {
		line += "\n" + rest
	}
	return line
}

// withAlias is a command with a link in place of the file that it names last.
func (k *kernel) withAlias(call cells.Call) string {
	words := call.Arguments()
	name := words[len(words)-1]
	file := assist.Absolute(os.ExpandEnv(name), k.workingFolder())
	k.alias = aliased{name, k.scratchFile("alias")}
	os.Remove(k.alias.link)
	_ = os.Symlink(file, k.alias.link) // without it, GoNB says that there is no such file
	words[len(words)-1] = cells.Quoted(k.alias.link)
	return call.Name + " " + strings.Join(words, " ")
}

// fromGoNB is what GoNB says of a command, as the cell has it.
func (k *kernel) fromGoNB(text string) string {
	if k.alias.link != "" {
		text = strings.ReplaceAll(text, k.alias.link, k.alias.name)
	}
	return relay.Letters(k.withoutOurFlags(text))
}
