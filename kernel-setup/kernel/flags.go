package main

import (
	"regexp"
	"slices"
	"strings"

	"firstneuron/kernel-setup/kernel/explain"
)

// flagWithoutDashes refuses a cell that begins with a line such as %% rate=2 where --rate=2 is meant: Go takes that for an
// argument, ignores the flags behind it, and says nothing. Arguments are allowed. This one is refused if a flag has its
// name, or nearly its name and nothing reads arguments; behind -- everything is let through.
func (k *kernel) flagWithoutDashes(c *cell) *explain.Error {
	line, words := c.read.Arguments()
	if !slices.ContainsFunc(words, assignment.MatchString) {
		return nil
	}
	declared := k.declared.Clone()
	declared.Add(c.asked.Code)
	readsArguments := readingArguments.MatchString(c.asked.Code) || declared.Mention(readingArguments)
	var flags []string
	for _, flag := range declared.Flags() {
		flags = append(flags, flag.Name)
	}
	for i, word := range words {
		if word == "--" {
			return nil
		}
		isValue := i > 0 && strings.HasPrefix(words[i-1], "-") && !strings.Contains(words[i-1], "=") // as in --name rate=2
		parts := assignment.FindStringSubmatch(word)
		if parts == nil || isValue {
			continue
		}
		meant := parts[1]
		if !slices.Contains(flags, meant) {
			if meant = explain.NearestFlag(meant, flags); meant == "" || readsArguments {
				continue
			}
		}
		told := k.language.FlagWithoutDashes(line, word, "--"+meant+"="+parts[2])
		return &told
	}
	return nil
}

var (
	// assignment is a name and a value. Text editors make one long dash of two short ones.
	assignment = regexp.MustCompile(`^[–—−]*(\pL[\pL\pN_.-]*)=(.*)$`)

	// readingArguments is how a program reads the arguments that are no flags.
	readingArguments = regexp.MustCompile(`\b(?:flag\.N?Args?|os\.Args)\b`)
)
