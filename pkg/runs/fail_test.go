package runs

import (
	"bytes"
	"os"
	"reflect"
	"strings"
	"testing"
)

// A run that was cut at any byte gets an end, once, and loses nothing.
func TestFail(t *testing.T) {
	whole, err := os.ReadFile("testdata/20261129-100000-digits-0a1b.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	const id = "20261129-100000-digits-0a1b"
	ledger := Open(t.TempDir())
	for cut := range bytes.Index(whole, []byte(`"cause":"interrupted"}`)) {
		if err := os.WriteFile(ledger.path(id), whole[:cut], 0o666); err != nil {
			t.Fatal(err)
		}
		before := ledger.Run(id)
		if head, err := ledger.Head(id); err == nil && !reflect.DeepEqual(head, before.Head) || err != nil && before.Format != 0 {
			t.Errorf("cut at %d: the head alone is %+v, %v, and that of the run %+v", cut, head, err, before.Head)
		}
		for _, cause := range []string{"its node failed", "it has an end already"} {
			if err := ledger.Fail(id, cause); err != nil {
				t.Fatal(err)
			}
		}
		run := ledger.Run(id)
		if before.Status != Killed || run.Status != Failed || run.Cause != "its node failed" || run.Steps != before.Steps || run.Duration != before.Duration || len(run.Curves["loss"]) != len(before.Curves["loss"]) {
			t.Errorf("cut at %d: %+v, before %+v", cut, run, before)
		}
	}
	if err := ledger.Fail("another", "why"); err == nil || !strings.Contains(err.Error(), `there is no run "another"`) {
		t.Errorf("a run that there is not: %v", err)
	}
	recording := ledger.New(Settings{Name: "running"})
	for range Record(recording, falling(1)) {
		if err := ledger.Fail(recording.ID(), "why"); err == nil || !strings.Contains(err.Error(), "is still running") {
			t.Errorf("a run that is running: %v", err)
		}
	}
}
