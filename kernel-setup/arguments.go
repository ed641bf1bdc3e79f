package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"strconv"
)

// newFlags makes the flags of a command, which say nothing by themselves.
func newFlags() *flag.FlagSet {
	flags := flag.NewFlagSet("", flag.ContinueOnError)
	flags.SetOutput(io.Discard)
	return flags
}

// parse reads flags and other arguments, in any order, and returns the others. The error is a mistake in the command
// line, or [flag.ErrHelp].
func parse(flags *flag.FlagSet, args []string) (others []string, err error) {
	for {
		if err := flags.Parse(args); err != nil {
			return nil, err
		}
		if flags.NArg() == 0 {
			return others, nil
		}
		others, args = append(others, flags.Arg(0)), flags.Args()[1:]
	}
}

// noArguments is parse for a command that takes none.
func noArguments(args []string) error {
	others, err := parse(newFlags(), args)
	if err == nil && len(others) > 0 {
		return fmt.Errorf("it takes no arguments, and not %q", others[0])
	}
	return err
}

// port is the value of a flag: the number of a TCP port, or 0 for any that is free.
type port int

func (p *port) String() string { return strconv.Itoa(int(*p)) }

func (p *port) Set(text string) error {
	number, err := strconv.Atoi(text)
	if err != nil || number < 1 || number > 65535 {
		return errors.New("a port is a number from 1 to 65535")
	}
	*p = port(number)
	return nil
}
