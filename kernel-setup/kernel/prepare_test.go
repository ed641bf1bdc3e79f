package main

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"firstneuron/internal/scratch"
	"firstneuron/kernel-setup/kernel/cells"
	"firstneuron/kernel-setup/kernel/explain"
)

// described are steps in a line each.
func described(steps []step) (lines []string) {
	names := []string{"own", "module", "gonb", "shell", "script", "program"}
	for _, s := range steps {
		line := strings.TrimSpace(names[s.kind] + " " + s.call.Text)
		if s.call.MayFail {
			line += " (may fail)"
		}
		if s.text != "" && s.text != s.call.Text {
			line += fmt.Sprintf(" %q", s.text)
		}
		if len(s.before) > 0 {
			line += fmt.Sprintf(" %q", s.before)
		}
		lines = append(lines, line)
	}
	return lines
}

func TestStepsOfACell(t *testing.T) {
	for name, test := range map[string]struct {
		code    string
		want    []string
		failure string
	}{
		"nothing":                        {"", nil, ""},
		"a whole notebook":               {`{"cells": [{"cell_type": "code", "source": ["x"]}], "nbformat": 4}`, nil, "NotebookAsCell"},
		"a block":                        {"{}", []string{"program"}, ""},
		"a comment":                      {"// later", nil, ""},
		"a program":                      {"var x = 1\n%%\nfmt.Println(x)", []string{"program"}, ""},
		"statements":                     {"x := 1\nfmt.Println(x)", []string{"program"}, ""},
		"arguments":                      {"%args --rate=2\n%% --rate=3", []string{"program"}, ""},
		"a limit":                        {"%limit time 3s\n%%\nfmt.Println(1)", []string{"own %limit time 3s", "program"}, ""},
		"commands, shell, program":       {"%cd a\n!ls\n%env A b\nf()\n!pwd", []string{"gonb %cd a", "shell !ls", "gonb %env A b", "shell !pwd", "program"}, ""},
		"what is copied":                 {"%capture a\n%cd b\nf()", []string{"gonb %cd b", `program ["%capture a"]`}, ""},
		"only commands":                  {"%cd a\n%env A b", []string{"gonb %cd a", "gonb %env A b"}, ""},
		"ours among GoNB's":              {"%cd a\n%ls\n%env A b", []string{"gonb %cd a", "own %ls", "gonb %env A b"}, ""},
		"what may fail goes by itself":   {"%cd a\n-%cd b\n-!false\n!true", []string{"gonb %cd a", "gonb %cd b (may fail)", "shell !false (may fail)", "shell !true"}, ""},
		"modules, in their order":        {"%cd a\n%network on\n-%require ./b c.d/e@v1.0.0\n%reset\nf()", []string{"gonb %cd a", "module %network on", "module %require ./b c.d/e@v1.0.0 (may fail)", "module %reset", "program"}, ""},
		"input for the command after it": {"%with_inputs\n!read x", []string{`shell !read x ["%with_inputs"]`}, ""},
		"a command of several lines":     {"!echo \\\n//gonb:a \\\nb", []string{"shell !echo  a  b"}, ""},
		"capture goes with the program":  {"%capture a.txt\nf()", []string{`program ["%capture a.txt"]`}, ""},
		"commands without a name":        {"% \n!\n!  \n%\n%%", []string{"program"}, ""},
		"a test":                         {"func TestA(t *testing.T) {}\n%test -v", []string{"program %test -v"}, ""},
		"a script":                       {"%%bash\n%%\n%limit time soon\n%%", []string{"script %%bash"}, ""},
		"a script that may fail":         {"-%%script python\n!ls", []string{"script %%script python (may fail)"}, ""},
		"a file":                         {"%%writefile a.go\nx := `\n!ls`", []string{`gonb %%writefile a.go "%%writefile a.go\nx := ` + "`" + `\n!ls` + "`" + `"`}, ""},
		"text that looks like commands":  {"f(`Rules:\n! touch x\n%%\n//gonb:!ls\n%limit\n%x`)\n!ls", []string{"shell !ls", "program"}, ""},
		"a comment like commands":        {"/*\n!ls\n*/", nil, ""},
		"text that is never closed":      {"f(`\n!ls\n%%", []string{"program"}, ""},
		"Windows":                        {"!ls\r\nf(`\r\n!x\r\n`)\r\n%cd a\r\n", []string{"shell !ls", "gonb %cd a", "program"}, ""},
		"two lines %%":                   {"%%\nfmt.Println(1)\n%%", nil, "TwoMains"},
		"a command that is none":         {"!ls\n%tset", nil, "NoCommand"},
		"a magic that is none":           {"%%time\nf()", nil, "NoCommand"},
		"a script in the middle":         {"x := 1\n%%sh\necho", nil, "OnlyFirst"},
		"no space":                       {"%%--rate=2", nil, "NoSpaceAfterMain"},
	} {
		c := &cell{asked: executeRequest{Code: test.code}}
		folder := scratch.Folder{Path: t.TempDir()} // into which %capture writes
		if err := os.Mkdir(filepath.Join(folder.Path, "cells"), 0o700); err != nil {
			t.Fatal(err)
		}
		failure := (&kernel{language: "en", folder: folder}).prepare(c)
		if failure == nil {
			failure = new(explain.Error)
		}
		if got := described(c.steps); !slices.Equal(got, test.want) || failure.Name != test.failure {
			t.Errorf("%s: %q becomes %q with error %q; want %q, %q", name, test.code, got, failure.Name, test.want, test.failure)
		}
	}
}

func TestBuildFlagsKeepOurs(t *testing.T) {
	k := &kernel{gonb: &gonb{flags: "-overlay=x"}}
	for command, want := range map[string]string{"%goflags -race": "%goflags -race -overlay=x", "%goflags": "%goflags", "%cd a": "%cd a"} {
		if got := k.withOurFlags(command); got != want {
			t.Errorf("%q becomes %q, want %q", command, got, want)
		}
	}
}

func TestArgumentsOfTests(t *testing.T) {
	for _, test := range []struct{ code, want string }{
		{"%test", "-test.v"},
		{"func BenchmarkA(b *testing.B) {}\n%test", "-test.v -test.bench=."},
		{"%test -v -run X -count=2", "-test.v -test.run X -test.count=2"},
		{"%test --short -- a", "-test.short -- a"},
		{"%test -test.run=Bench", "-test.run=Bench"},
		{"%test -mine=1", "-mine=1"},
		{"%test \"\"", "\"\""},
		{"%bench", "-test.run=^$ -test.bench=."},
		{"%bench -benchtime=10x", "-test.run=^$ -test.bench=. -test.benchtime=10x"},
		{"%bench -bench=A -run=B", "-test.bench=A -test.run=B"},
	} {
		read := cells.Read(test.code)
		if got := strings.Join(testArguments(*read.Test(), read), " "); got != test.want {
			t.Errorf("%q gives %q, want %q", test.code, got, test.want)
		}
	}
}

// Arguments that are no flags are allowed where a program reads them; those that were surely meant as flags are not.
func TestFlagsWithoutDashes(t *testing.T) {
	const declares = "var rate, steps = flag.Float64(\"rate\", 1, \"\"), flag.Int(\"steps\", 1, \"\")"
	nobodyReads := func(words string) string {
		return "Line 1: only flags go behind %%, such as --rate=0.5, and nothing in this cell would read " + words + ". Write Go in the lines below %%."
	}
	for name, test := range map[string]struct{ earlier, code, want string }{
		"a flag":                              {declares, "%% --rate=2", ""},
		"no dashes":                           {declares, "%% rate=2", "Line 1: a flag begins with two dashes: write --rate=2 in place of rate=2."},
		"declared in the same cell":           {"", declares + "\n%% rate=2", "Line 2: a flag begins with two dashes: write --rate=2 in place of rate=2."},
		"behind a flag":                       {declares, "%% --rate=2 steps=3", "Line 1: a flag begins with two dashes: write --steps=3 in place of steps=3."},
		"a flag behind it":                    {declares, "%% rate=2 --steps=3", "Line 1: a flag begins with two dashes: write --rate=2 in place of rate=2."},
		"one long dash":                       {declares, "%% —rate=2", "Line 1: a flag begins with two dashes: write --rate=2 in place of —rate=2."},
		"a value in quotes":                   {declares, "%% rate=\"2 3\"", "Line 1: a flag begins with two dashes: write --rate=\"2 3\" in place of rate=\"2 3\"."},
		"nearly its name":                     {declares, "%% Rat=2", "Line 1: a flag begins with two dashes: write --rate=2 in place of Rat=2."},
		"nearly, but arguments are read":      {declares, "%% date=2\nfmt.Println(flag.Args())", ""},
		"nearly, and read in another cell":    {declares + "\nfunc f() string { return os.Args[1] }", "%% date=2\nf()", ""},
		"its name, though arguments are read": {declares, "%% rate=2\nfmt.Println(flag.Args())", "Line 1: a flag begins with two dashes: write --rate=2 in place of rate=2."},
		"behind --":                           {declares, "%% -- rate=2", ""},
		"the value of a flag":                 {declares, "%% --name rate=2", ""},
		"another name":                        {declares, "%% size=2\nflag.NArg()", ""},
		"another name, and nobody reads it":   {declares, "%% size=2", nobodyReads("size=2")},
		"arguments without a name":            {declares, "%% some positional args\nflag.CommandLine.Args()", ""},
		"which nobody reads":                  {declares, "%% --rate=2 some --steps=3", nobodyReads("some --steps=3")},
		"which another cell's function reads": {declares + "\nfunc f() { fmt.Println(flag.Args()) }", "%% some", nobodyReads("some")},
		"Go":                                  {"", "%% fmt.Println(\"x\")", nobodyReads("fmt.Println(\"x\")")},
		"Go above Go":                         {"", "%% x := 3\nfmt.Println(x)", nobodyReads("x := 3")},
		"a package that may read them":        {"import \"example.com/program\"", "%% some\nprogram.Run()", ""},
		"packages that do not":                {"import (\"fmt\"; \"firstneuron/pkg/show\")", "%% some\nfmt.Println(show.Text)", nobodyReads("some")},
		"of a function":                       {"func f() {}", "%exec f some", ""},
		"in quotes":                           {declares, "%% \"rate=2\"", nobodyReads("\"rate=2\"")},
		"no flag is declared":                 {"", "%% rate=2\nfmt.Println(os.Args)", ""},
		"a flag that was forgotten":           {declares + "\n//", "%rm rate steps\n%% rate=2\nflag.Arg(0)", ""},
		"no command":                          {declares, "f(`\n%% rate=2\n`)", ""},
		"no space":                            {declares, "%%--rate=2\nf()", "Line 1: a space is missing after %%: write %% --rate=2."},
	} {
		k := &kernel{language: "en"}
		k.declared.Add(test.earlier)
		failure := k.prepare(&cell{asked: executeRequest{Code: test.code}})
		if failure == nil {
			failure = new(explain.Error)
		}
		if failure.Value != test.want {
			t.Errorf("%s: %q gives %q, want %q", name, test.code, failure.Value, test.want)
		}
	}
}
