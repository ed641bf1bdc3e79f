package main

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"firstneuron/kernel-setup/kernel/cells"
	"firstneuron/kernel-setup/kernel/explain"
)

// overrideCommand takes the flags of a line %override --rate=0.5: they hold in all cells from here on that have them, whatever those
// say behind %%. none takes them away, and without a word the command says what holds.
func (k *kernel) overrideCommand(c *cell, call cells.Call) *explain.Error {
	words := call.Arguments()
	if len(words) == 0 {
		k.print(c, "stdout", cmp.Or(strings.Join(k.overridden(nil), " "), k.language.NothingOverridden())+"\n")
		return nil
	}
	if len(words) == 1 && words[0] == "none" {
		clear(k.overrides)
		return nil
	}
	for _, word := range words {
		name, value, isFlag := strings.Cut(strings.TrimLeft(word, "-"), "=")
		if !strings.HasPrefix(word, "-") || !isFlag || name == "" {
			told := k.language.NoOverride(call.Line, word)
			return &told
		}
		k.overrides[name] = value
	}
	return nil
}

// overridden are the flags that %override has set, as words of a command line; of a program's flags only, if they are given.
func (k *kernel) overridden(flags []cells.Flag) (words []string) {
	for _, name := range slices.Sorted(maps.Keys(k.overrides)) {
		if flags == nil || slices.ContainsFunc(flags, func(f cells.Flag) bool { return f.Name == name }) {
			words = append(words, cells.Quoted("--"+name+"="+k.overrides[name]))
		}
	}
	return words
}

// override adds them to a program's arguments, and what knobs have set besides: behind its own flags, for the last one counts, and before
// all that is not a flag.
func (k *kernel) override(arguments []string, flags []cells.Flag, turned ...string) []string {
	set := append(k.overridden(flags), turned...)
	if len(flags) == 0 || len(set) == 0 {
		return arguments
	}
	return slices.Insert(slices.Clone(arguments), cells.FlagWords(arguments, flags), set...)
}
