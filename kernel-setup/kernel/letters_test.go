package main

import (
	"os"
	"path/filepath"
	"testing"

	"firstneuron/internal/scratch"
	"firstneuron/kernel-setup/kernel/relay"
)

func TestCommandsForGoNBAreASCII(t *testing.T) {
	k := &kernel{gonb: &gonb{isDown: true}, folder: scratch.Folder{Path: t.TempDir()}}
	link := filepath.Join(k.folder.Path, "alias")
	here, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct{ code, want, file string }{
		{"%args --a=b\nfunc main() {}", "%args --a=b\nfunc main() {}", ""},
		{"%env A ж\n%args \"ж ж\"\nfunc main() { ж() }", relay.ASCII("%env A ж\n%args \"ж ж\"") + "\nfunc main() { ж() }", ""},
		{"!exec 'ж'", "!exec 'ж'", ""},
		{"%%writefile a.txt\n%cd ж", "%%writefile a.txt\n%cd ж", ""},
		{"%%writefile -a ж.txt\n%cd ж", "%%writefile -a " + link + "\n%cd ж", filepath.Join(here, "ж.txt")},
		{"%cd \"/ж ж\"", "%cd " + link, "/ж ж"},
		{"%capture ж\n!exec 'ж'", "%capture " + link + "\n!exec 'ж'", filepath.Join(here, "ж")},
	} {
		if got := k.forGoNB(test.code); got != test.want {
			t.Errorf("%q becomes %q, want %q", test.code, got, test.want)
		}
		if file, _ := os.Readlink(link); test.file != "" && file != test.file {
			t.Errorf("%q leads to %q, want %q", test.code, file, test.file)
		}
	}
	if got, want := k.fromGoNB("chdir "+link+": "+relay.ASCII("не то")), "chdir ж: не то"; got != want {
		t.Errorf("GoNB's words are %q, want %q", got, want)
	}
}
