package main

import (
	"encoding/json"
	"fmt"
	"log"
	"os/exec"
	"runtime"
	"time"
)

// A row of a table is a contender and what its runs measured.
type row struct {
	contender
	program
	runs      []result
	full      result  // of the run that trained to the end
	otherLoad float64 // the largest share of the machine that other programs took meanwhile
	failure   error   // why there are no numbers
}

// runs are made by all contenders in turn, so that a slow minute of the machine affects
// all of them: two for speed only, and one that trains to the end.
var runs = []string{"speed", "full", "speed"}

// runAll lets every contender train the workload's network.
func runAll(w workload) []*row {
	var rows []*row
	for _, c := range contendersFor(w.Network) {
		r := &row{contender: c}
		r.program, r.failure = c.prepare()
		rows = append(rows, r)
	}
	for _, kind := range runs {
		for _, r := range rows {
			if r.failure != nil {
				continue
			}
			if r.failure = r.run(w, kind == "full"); r.failure != nil {
				log.Printf("%s: %v", r, r.failure)
			}
		}
	}
	return rows
}

// run starts the contender's program once and measures it.
func (r *row) run(w workload, full bool) error {
	task, err := json.Marshal(w)
	if err != nil {
		return err
	}
	started, busy := time.Now(), busyTime()
	command := append(r.command[:len(r.command):len(r.command)], string(task), r.variant)
	p, err := start(95*time.Second, r.variables, onTwoCores(command...)...)
	if err != nil {
		return err
	}
	measured, err := p.measure(w, full, started)
	if failure := p.stop(); failure != nil {
		return failure // it is the reason if the program did not answer
	}
	if err != nil {
		return err
	}
	others := busyTime() - busy - p.ProcessState.UserTime() - p.ProcessState.SystemTime()
	r.otherLoad = max(r.otherLoad, float64(others)/float64(runtime.NumCPU())/float64(time.Since(started)))
	r.runs = append(r.runs, measured)
	if full {
		r.full = measured
	}
	log.Printf("%s: %.0f pictures a second", r, measured.rate)
	return nil
}

// measure waits until the program has imported its library and read its data, and
// measures its training.
func (p *process) measure(w workload, full bool, started time.Time) (result, error) {
	versions, err := p.answer()
	imports := time.Since(started).Seconds()
	if err == nil {
		err = p.expect("ready")
	}
	if err != nil {
		return result{}, err
	}
	r, err := measure(w, p, full, imports)
	if err != nil {
		return result{}, err
	}
	r.imports, r.memory = imports, peakMemory(p.Process.Pid)
	if err := json.Unmarshal([]byte(versions), &r.versions); err != nil {
		return result{}, fmt.Errorf("the program printed %.80q instead of its versions: %w", versions, err)
	}
	return r, nil
}

// onTwoCores is a command that runs the command on two cores, where the machine has more
// of them and taskset.
func onTwoCores(command ...string) []string {
	if _, err := exec.LookPath("taskset"); err != nil || runtime.NumCPU() <= 2 {
		return command
	}
	return append([]string{"taskset", "--cpu-list", "0,1"}, command...)
}
