package main

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"strings"

	"firstneuron/kernel-setup/toolrun"
)

// goTest runs `go test` with these arguments, and counts each test, example and fuzz target as one.
func (p *project) goTest(ctx context.Context, env []string, total *tally, args ...string) error {
	cmd := toolrun.Command(ctx, p.Root, env, p.Go.Command(), append([]string{"test", "-json", "-timeout=30m"}, args...)...)
	report := testReport{out: os.Stdout, tally: total}
	var complaints toolrun.Tail
	cmd.Stdout, cmd.Stderr = &toolrun.Lines{Take: report.read}, &complaints
	err := cmd.Run()
	switch {
	case ctx.Err() != nil:
		return ctx.Err()
	case err != nil && !report.failedSome:
		return toolrun.Explain("run the tests", complaints.String(), err)
	}
	return nil
}

// testEvent is a line of `go test -json`; `go doc test2json` explains it.
type testEvent struct {
	Action      string
	Package     string
	ImportPath  string // of build-output
	Test        string
	Output      string
	Elapsed     float64
	FailedBuild string
}

// testReport turns the events into a line for each package, and the whole output of what failed.
type testReport struct {
	out        io.Writer
	tally      *tally
	failedSome bool

	output   map[string]*strings.Builder // by package, or package and top-level test
	packages map[string]*tally
}

func (r *testReport) read(line []byte) {
	var event testEvent
	if json.Unmarshal(line, &event) == nil {
		r.take(event)
	}
}

func (r *testReport) take(event testEvent) {
	test, _, isSubtest := strings.Cut(event.Test, "/")
	of := event.Package
	if test != "" {
		of += " " + test
	}
	switch event.Action {
	case "build-output":
		r.outputOf(event.ImportPath).WriteString(event.Output)
	case "output":
		r.outputOf(of).WriteString(event.Output)
	case "pass", "fail", "skip":
		switch {
		case isSubtest:
		case test != "":
			r.endTest(event, test, of)
		default:
			r.endPackage(event)
		}
	}
}

func (r *testReport) endTest(event testEvent, test, of string) {
	inPackage := r.packageOf(event.Package)
	switch event.Action {
	case "pass":
		inPackage.passed++
	case "skip":
		inPackage.skipped++
	case "fail":
		inPackage.failed++
		fmt.Fprintf(r.out, "  %s in %s:\n%s\n", test, event.Package, toolrun.LastLines(r.outputOf(of).String(), toolrun.TailLength))
	}
	delete(r.output, of)
}

// endPackage adds up a package. One that failed without a failing test did not build, or broke down: that is a failure.
func (r *testReport) endPackage(event testEvent) {
	inPackage := r.packageOf(event.Package)
	if event.Action == "fail" && inPackage.failed == 0 {
		inPackage.failed++
		said := r.outputOf(event.FailedBuild).String() + r.outputOf(event.Package).String()
		fmt.Fprintf(r.out, "  %s:\n%s\n", event.Package, toolrun.LastLines(said, toolrun.TailLength))
	}
	r.tally.add(inPackage.passed, inPackage.failed)
	r.tally.skipped += inPackage.skipped
	failed := inPackage.failed > 0
	r.failedSome = r.failedSome || failed
	if *inPackage != (tally{}) {
		fmt.Fprintf(r.out, "%s %v\n", resultLine(event.Package, failed, event.Elapsed), inPackage)
	}
}

func (r *testReport) outputOf(name string) *strings.Builder {
	if r.output == nil {
		r.output = make(map[string]*strings.Builder)
	}
	if r.output[name] == nil {
		r.output[name] = new(strings.Builder)
	}
	return r.output[name]
}

func (r *testReport) packageOf(name string) *tally {
	if r.packages == nil {
		r.packages = make(map[string]*tally)
	}
	if r.packages[name] == nil {
		r.packages[name] = new(tally)
	}
	return r.packages[name]
}
