package main

import (
	"os"
	"slices"
	"strings"
	"testing"

	"firstneuron/internal/testfile"
	"firstneuron/kernel-setup/setup"
)

func TestParseAssistant(t *testing.T) {
	t.Chdir("/")
	for _, c := range []struct {
		args   []string
		flags  []string
		folder string
		says   string
	}{
		{nil, nil, "", ""},
		{[]string{"assistants/alma"}, nil, "/assistants/alma", ""},
		{[]string{"--port", "9000", "my folder", "--no-browser"}, []string{"--no-browser=true", "--port=9000"}, "/my folder", ""},
		{[]string{"--port=9000", "a=b"}, []string{"--port=9000"}, "/a=b", ""},
		{[]string{"--pictures", "my/own", "alma"}, []string{"--pictures=/my/own"}, "/alma", ""},
		{[]string{"--pictures"}, nil, "", "needs an argument"},
		{[]string{"--port"}, nil, "", "needs an argument"},
		{[]string{"--port=70000"}, nil, "", "a port is a number"},
		{[]string{"--no-browser=yes"}, nil, "", "no-browser"},
		{[]string{"--prot=1"}, nil, "", "-prot"},
		{[]string{"one", "two"}, nil, "", "one folder, and not also \"two\""},
		{[]string{""}, nil, "", "the folder is empty"},
	} {
		flags, folder, err := parseAssistant(c.args)
		switch {
		case c.says != "":
			if err == nil || !strings.Contains(err.Error(), c.says) {
				t.Errorf("assistant %q: got %v, want an error with %q", c.args, err, c.says)
			}
		case err != nil || folder != c.folder || !slices.Equal(flags, c.flags):
			t.Errorf("assistant %q: got %q, %q, %v, want %q, %q", c.args, flags, folder, err, c.flags, c.folder)
		}
	}
}

func TestTheAssistantEndsAsItsProgramDoes(t *testing.T) {
	p := emptyProject(t)
	for script, want := range map[string]error{"exit 0": nil, "exit 3": exitStatus(3), `test "$1 $2" = "--port=1 /x y"`: nil} {
		testfile.Write(t, p.Tool(setup.AssistantProgram), "#!/bin/sh\n"+script+"\n")
		if err := os.Chmod(p.Tool(setup.AssistantProgram), 0o755); err != nil {
			t.Fatal(err)
		}
		if got := p.runAssistant(t.Context(), []string{"--port=1", "/x y"}); got != want {
			t.Errorf("%s: got %v, want %v", script, got, want)
		}
	}
}
