package main

import (
	"strings"
	"testing"
	"time"
)

// answering is a program that trains on request, as a shell script.
const answering = `
echo '{"Shell": "1"}'; echo ready
while read -r word steps; do
	case $word in train) echo done;; accuracy) echo 0.9;; esac
done`

func shell(t *testing.T, limit time.Duration, script string) *process {
	t.Helper()
	p, err := start(limit, nil, "sh", "-c", script)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func TestAProcessTrainsOnRequest(t *testing.T) {
	p := shell(t, time.Minute, answering)
	r, err := p.measure(short, true, time.Now())
	if stopped := p.stop(); err != nil || stopped != nil {
		t.Fatal(err, stopped)
	}
	if r.accuracy != 0.9 || r.versions["Shell"] != "1" || !(r.imports > 0 && r.firstStep > r.imports && r.target > r.firstStep) {
		t.Errorf("got %+v", r)
	}
}

func TestWhyAProcessFailed(t *testing.T) {
	for _, c := range []struct {
		limit                 time.Duration
		script, measure, stop string
	}{
		{time.Minute, "echo first >&2; echo no such library >&2; exit 3", "ended too early", "no such library (exit status 3)"},
		{time.Minute, "echo '{}'; echo hello", `printed "hello" instead of "ready"`, ""},
		{time.Minute, "echo '{}'; echo ready; read request; echo $request", `printed "train 1" instead of "done"`, ""},
		{time.Minute, "echo Shell; echo ready; while read request; do echo done; done", `"done"`, ""},
		{100 * time.Millisecond, "exec sleep 60", "ended too early", "stopped after 100ms"},
	} {
		p := shell(t, c.limit, c.script)
		_, err := p.measure(short, true, time.Now())
		if err == nil || !strings.Contains(err.Error(), c.measure) {
			t.Errorf("%s: got the error %v, want %s", c.script, err, c.measure)
		}
		if stopped := p.stop(); c.stop == "" && stopped != nil || c.stop != "" && (stopped == nil || stopped.Error() != c.stop) {
			t.Errorf("%s: it stopped with %v, want %s", c.script, stopped, c.stop)
		}
	}
}

func TestExecuteReturnsWhatWasPrinted(t *testing.T) {
	if got, err := execute(time.Minute, []string{"WORD=hello"}, "sh", "-c", "echo $WORD"); got != "hello" || err != nil {
		t.Errorf("got %q, %v", got, err)
	}
	if _, err := execute(time.Minute, nil, "sh", "-c", "echo bad >&2; exit 1"); err == nil || err.Error() != "bad (exit status 1)" {
		t.Errorf("got the error %v", err)
	}
}
