package runs

import (
	"bytes"
	"encoding/json"
	"errors"
	"os"
)

// Fail ends the record of a run that was killed, for somebody who knows why: it becomes a failed one with this cause, and keeps its
// curves. A run that has an end is left as it is. It is an error if the run is still running.
func (l *Ledger) Fail(id, cause string) error {
	unlock, err := l.alone(id)
	if err != nil {
		return err
	}
	defer unlock()
	text, err := os.ReadFile(l.path(id))
	if err != nil || parse(id, text).Status != "" {
		return err
	}
	file, err := os.OpenFile(l.path(id), os.O_APPEND|os.O_WRONLY, 0)
	if err != nil {
		return err
	}
	isTorn := !bytes.HasSuffix(text, []byte("\n"))
	return errors.Join(addLine(file, endAfter(text, Failed, cause), &isTorn), file.Sync(), file.Close())
}

// endAfter is an end for a run, at the step of its last readable entry.
func endAfter(text []byte, status Status, cause string) entry {
	var end entry
	for line := range bytes.Lines(text) {
		var e entry
		if json.Unmarshal(line, &e) == nil {
			end = entry{Step: e.Step, Steps: e.Steps, Time: e.Time}
		}
	}
	end.End, end.Cause = status, cause
	return end
}
