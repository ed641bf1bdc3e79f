package main

import (
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
)

func TestParseAssistant(t *testing.T) {
	for _, c := range []struct {
		args   []string
		flags  []string
		folder string
		says   string
	}{
		{nil, nil, "", ""},
		{[]string{"assistants/alma"}, nil, "assistants/alma", ""},
		{[]string{"--port", "9000", "my folder", "--no-browser"}, []string{"--no-browser=true", "--port=9000"}, "my folder", ""},
		{[]string{"--port=9000", "a=b"}, []string{"--port=9000"}, "a=b", ""},
		{[]string{"--pictures", "/my/own", "alma"}, []string{"--pictures=/my/own"}, "alma", ""},
		{[]string{"--pictures"}, nil, "", "needs an argument"},
		{[]string{"--port"}, nil, "", "needs an argument"},
		{[]string{"--port=70000"}, nil, "", "a port is a number"},
		{[]string{"--no-browser=yes"}, nil, "", "no-browser"},
		{[]string{"--prot=1"}, nil, "", "-prot"},
		{[]string{"one", "two"}, nil, "", "one folder, and not also \"two\""},
		{[]string{""}, nil, "", "not also"},
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

// projectOfAnAssistant is a project with sources of the program, a style sheet among them.
func projectOfAnAssistant(t *testing.T) (p *project, page string) {
	t.Helper()
	p = emptyProject(t)
	page = filepath.Join(p.root, "pkg", "assistant", "page", "static", "page.css")
	for path, text := range map[string]string{
		filepath.Join(p.root, "go.mod"): "module firstneuron\n", filepath.Join(p.root, "go.sum"): "",
		filepath.Join(p.root, "kernel-setup", "assistant", "main.go"): "package main\n",
		filepath.Join(p.root, "internal", "clone", "clone.go"):        "package clone\n",
		page: "p {}\n",
	} {
		write(t, path, text)
	}
	return p, page
}

func TestTheAssistantsProgramIsBuiltAnewWhenASourceHasChanged(t *testing.T) {
	p, page := projectOfAnAssistant(t)
	isBuilt := func() bool { return p.assistantIsBuilt(t.Context()) }
	built := func() {
		t.Helper()
		write(t, p.tool(assistantProgram), "")
		wanted, err := p.assistantFingerprint()
		if err != nil {
			t.Fatal(err)
		}
		if err := p.setStamp(assistantProgram, wanted); err != nil {
			t.Fatal(err)
		}
		if !isBuilt() {
			t.Error("what was just built does not count")
		}
	}
	if isBuilt() {
		t.Error("what is not there counts as built")
	}
	built()
	write(t, filepath.Join(p.root, "pkg", "chart", "chart_test.go"), "package chart\n")
	write(t, filepath.Join(p.root, "pkg", "chart", "testdata", "line.svg"), "<svg/>")
	if !isBuilt() {
		t.Error("a test has it built anew")
	}
	write(t, page, "p { color: red }\n")
	if isBuilt() {
		t.Error("with another page it counts as built")
	}
	built()
	os.Remove(p.tool(assistantProgram))
	if isBuilt() {
		t.Error("what is gone counts as built")
	}
}

func TestTheDoctorSaysWhetherTheAssistantIsBuilt(t *testing.T) {
	p, _ := projectOfAnAssistant(t)
	saysNotYet := func(f finding) bool { return f.state == "ok" && strings.Contains(f.what, "not built yet") }
	if f := p.lookAtAssistant(t.Context()); !saysNotYet(f) {
		t.Errorf("without the program: %+v", f)
	}
	write(t, p.tool(assistantProgram), "")
	if f := p.lookAtAssistant(t.Context()); !saysNotYet(f) {
		t.Errorf("with one of unknown sources: %+v", f)
	}
	wanted, err := p.assistantFingerprint()
	if err != nil {
		t.Fatal(err)
	}
	if err := p.setStamp(assistantProgram, wanted); err != nil {
		t.Fatal(err)
	}
	if f := p.lookAtAssistant(t.Context()); f.state != "ok" || saysNotYet(f) {
		t.Errorf("with the program: %+v", f)
	}
}

func TestTheAssistantEndsAsItsProgramDoes(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("the program of this test is a shell script")
	}
	p := emptyProject(t)
	for script, want := range map[string]error{"exit 0": nil, "exit 3": exitStatus(3), `test "$1 $2" = "--port=1 /x y"`: nil} {
		write(t, p.tool(assistantProgram), "#!/bin/sh\n"+script+"\n")
		if err := os.Chmod(p.tool(assistantProgram), 0o755); err != nil {
			t.Fatal(err)
		}
		if got := p.runAssistant(t.Context(), []string{"--port=1", "/x y"}); got != want {
			t.Errorf("%s: got %v, want %v", script, got, want)
		}
	}
}
