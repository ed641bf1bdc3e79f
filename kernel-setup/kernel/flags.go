package main

import (
	"os"
	"regexp"
	"slices"
	"strings"

	"firstneuron/kernel-setup/kernel/cells"
	"firstneuron/kernel-setup/kernel/explain"
)

// refusedArgument refuses a cell that begins with a line such as %% rate=2, where --rate=2 is meant, or %% fmt.Println(1). Go would
// take these words for arguments, silently ignoring all flags behind them. A program that reads arguments may have them, except
// one with the name of a flag. Everything behind -- is allowed.
func (k *kernel) refusedArgument(c *cell) *explain.Error {
	line, words := c.read.Arguments()
	if len(words) == 0 {
		return nil
	}
	declared := k.declared.Clone()
	declared.Add(c.asked.Code)
	flags := declared.Flags()
	first := cells.FlagWords(words, flags)
	if first == len(words) || words[first] == "--" {
		return nil
	}
	readsArguments := k.mayReadArguments(c, declared)
	var names []string
	for _, flag := range flags {
		names = append(names, flag.Name)
	}
	for _, word := range words[first:] {
		if word == "--" {
			break
		}
		parts := assignment.FindStringSubmatch(word)
		if parts == nil {
			continue
		}
		meant := parts[1]
		if !slices.Contains(names, meant) {
			if meant = explain.NearestFlag(meant, names); meant == "" || readsArguments {
				continue
			}
		}
		told := k.language.FlagWithoutDashes(line, word, "--"+meant+"="+parts[2])
		return &told
	}
	if readsArguments {
		return nil
	}
	told := k.language.NotAFlag(line, strings.Join(words[first:], " "))
	return &told
}

// mayReadArguments tells whether a cell's program may read arguments that are not flags: in the cell itself, in what it uses of
// earlier cells, or in a package that is neither Go's nor ours, which is not looked into.
func (k *kernel) mayReadArguments(c *cell, declared *cells.Declarations) bool {
	if slices.ContainsFunc(c.read.Calls, func(call cells.Call) bool { return call.Name == "%exec" }) {
		return true // of a function
	}
	draft, faults := declared.Draft(c.read, 0, false)
	if len(faults) > 0 {
		return true // the parser has more to say
	}
	return draft.Mention(readingArguments) || slices.ContainsFunc(draft.Imports(), func(path string) bool {
		_, err := os.Stat(k.Folder(path))
		return err != nil && !strings.HasPrefix(path, "firstneuron/")
	})
}

var (
	// assignment is a name and a value. Text editors make one long dash of two short ones.
	assignment = regexp.MustCompile(`^[–—−]*(\pL[\pL\pN_.-]*)=(.*)$`)

	// readingArguments is how a program reads the arguments that are no flags.
	readingArguments = regexp.MustCompile(`\b(?:flag\.(?:CommandLine\.)?N?Args?|os\.Args)\b`)
)
