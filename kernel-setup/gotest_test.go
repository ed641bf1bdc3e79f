package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"firstneuron/internal/testfile"
	"firstneuron/kernel-setup/toolrun"
)

func TestReadingGoTest(t *testing.T) {
	const events = `{"Action":"start","Package":"a"}
{"Action":"run","Package":"a","Test":"TestGood"}
{"Action":"run","Package":"a","Test":"TestGood/one"}
{"Action":"pass","Package":"a","Test":"TestGood/one"}
{"Action":"pass","Package":"a","Test":"TestGood"}
{"Action":"pass","Package":"a","Test":"ExampleThing"}
{"Action":"pass","Package":"a","Test":"FuzzThing/seed#0"}
{"Action":"pass","Package":"a","Test":"FuzzThing"}
{"Action":"skip","Package":"a","Test":"TestLater"}
{"Action":"output","Package":"a","Test":"TestBad","Output":"    bad_test.go:7: got 1, want 2\n"}
{"Action":"fail","Package":"a","Test":"TestBad"}
{"Action":"fail","Package":"a","Elapsed":0.1}
{"ImportPath":"b [b.test]","Action":"build-output","Output":"b/b.go:3:1: undefined: nothing\n"}
{"ImportPath":"b [b.test]","Action":"build-fail"}
{"Action":"fail","Package":"b","FailedBuild":"b [b.test]"}
{"Action":"output","Package":"c","Output":"panic: in TestMain\n"}
{"Action":"fail","Package":"c"}
{"Action":"skip","Package":"without tests"}
not JSON
`
	var out strings.Builder
	var total tally
	report := testReport{out: &out, tally: &total}
	fmt.Fprint(&toolrun.Lines{Take: report.read}, events)
	if want := (tally{passed: 3, failed: 3, skipped: 1}); total != want {
		t.Errorf("got %v, want %v\n%s", total, want, &out)
	}
	for _, want := range []string{"TestBad in a", "bad_test.go:7: got 1, want 2", "b/b.go:3:1: undefined: nothing", "panic: in TestMain"} {
		if !strings.Contains(out.String(), want) {
			t.Errorf("the report lacks %q:\n%s", want, &out)
		}
	}
	if strings.Contains(out.String(), "without tests") {
		t.Errorf("a package without tests is reported:\n%s", &out)
	}
}

func TestTheLastLine(t *testing.T) {
	for want, counted := range map[string]tally{
		"3 passed, 0 failed":            {passed: 3},
		"0 passed, 2 failed, 1 skipped": {failed: 2, skipped: 1},
	} {
		if got := counted.String(); got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
}

func TestTestsThatAreCutOffLeaveNoFolder(t *testing.T) {
	all := t.TempDir()
	t.Setenv("TMPDIR", all)
	ctx, cancel := context.WithCancel(t.Context())
	go func() { // cut them off when they have put something into their temporary folder
		for ctx.Err() == nil {
			if busy, _ := filepath.Glob(filepath.Join(all, "*", "unpacked")); len(busy) > 0 {
				cancel()
			}
			time.Sleep(10 * time.Millisecond)
		}
	}()
	p := emptyProject(t)
	for path, program := range map[string]string{
		filepath.Join(p.Go.Root, "bin", "gofmt"): "",
		p.Go.Command():                           `[ "$1" != test ] || { mkdir "$TMPDIR/unpacked"; sleep 60; }`,
		p.Tool("staticcheck"):                    "",
	} {
		testfile.Write(t, path, "#!/bin/sh\n"+program+"\n")
		if err := os.Chmod(path, 0o777); err != nil {
			t.Fatal(err)
		}
	}
	var total tally
	if err := p.checkAll(ctx, &total); !errors.Is(err, context.Canceled) || total.passed != 3 {
		t.Errorf("got %v and %v, want %v after 3 checks", err, total, context.Canceled)
	}
	if left, _ := filepath.Glob(filepath.Join(all, "*")); len(left) > 0 {
		t.Errorf("left behind: %q", left)
	}
}
