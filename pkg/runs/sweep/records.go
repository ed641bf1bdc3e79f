package sweep

import "firstneuron/pkg/runs"

// records are what the ledger says of a sweep's trials. A record that has its end is read only once.
type records struct {
	of      map[string]runs.Run // by the trial; of several records the one that is done, otherwise one that is running
	ended   map[string]runs.Run // by the run
	foreign map[string]bool     // runs that do not belong to a trial of the sweep, or to the one that is looked for
	only    string              // the trial that is looked for; empty: all
}

// read reads what is new in the ledger.
func (r *records) read(ledger *runs.Ledger, name string) error {
	ids, err := ledger.IDs()
	if err != nil {
		return err
	}
	if r.ended == nil {
		r.ended, r.foreign = map[string]runs.Run{}, map[string]bool{}
	}
	r.of = map[string]runs.Run{}
	for _, id := range ids {
		if r.foreign[id] {
			continue
		}
		run, known := r.ended[id]
		if !known {
			if head, err := ledger.Head(id); err != nil || head.Trial == "" || head.Name != name || r.only != "" && head.Trial != r.only {
				r.foreign[id] = true
				continue
			}
			if run = ledger.Run(id); isDone(run) || run.Status == runs.Stopped { // one that was killed may still get an end, and on a cluster it may only seem to be killed
				r.ended[id] = run
			}
		}
		if other, found := r.of[run.Trial]; !found || precedence(run) > precedence(other) {
			r.of[run.Trial] = run
		}
	}
	return nil
}

// isDone says that a trial need not be run again: with the same settings and the same seed it would fail again.
func isDone(run runs.Run) bool { return run.Status == runs.Finished || run.Status == runs.Failed }

func precedence(run runs.Run) int {
	switch {
	case isDone(run):
		return 2
	case run.Status == runs.Running:
		return 1
	}
	return 0
}
