package main

import (
	"bytes"
	"context"
	"fmt"
	"log"
	"maps"
	"os"
	"os/exec"
	"runtime"
	"strconv"
	"time"

	"firstneuron/internal/bench/measure"
)

// An entry is a row of a table: a competitor, and what its programs printed.
type entry struct {
	competitor
	program
	runs    []measure.Result // one for each round
	whole   measure.Result   // of the round that trained to the end
	others  float64          // the largest share of the machine that other programs took meanwhile
	failure error            // why there is no number
}

// rounds are the jobs that everyone does in turn, so that a slow minute of the machine meets all.
var rounds = []string{"short", "whole", "short"}

const longestRun = 95 * time.Second

// compete lets everyone train a job's network.
func compete(job measure.Job, python string) []*entry {
	var entries []*entry
	for _, competitor := range competitorsFor(job.Network) {
		e := &entry{competitor: competitor}
		if e.program, e.failure = competitor.prepare(python); e.failure != nil {
			log.Printf("%s: %v", e, e.failure)
		}
		entries = append(entries, e)
	}
	for _, round := range rounds {
		for _, e := range entries {
			if e.failure != nil {
				continue
			}
			if e.failure = e.run(job, round); e.failure != nil {
				log.Printf("%s: %v", e, e.failure)
			}
		}
	}
	return entries
}

// run starts the program for one job and waits for its result.
func (e *entry) run(job measure.Job, round string) error {
	ctx, cancel := context.WithTimeout(context.Background(), longestRun)
	defer cancel()
	started := strconv.FormatFloat(float64(time.Now().UnixMicro())/1e6, 'f', 6, 64)
	arguments := append(append(append([]string{}, e.first...), jobFile(job, round)), append(e.last, started)...)
	command := onTwoCores(ctx, e.path, arguments...)
	command.Env = append(os.Environ(), e.variables...)
	var said bytes.Buffer
	command.Stderr = &said
	watch := startWatch()
	output, err := command.Output()
	switch {
	case ctx.Err() != nil:
		return fmt.Errorf("was stopped after %v", longestRun)
	case err != nil:
		return explained(err, said.Bytes())
	}
	result, err := measure.Parse(output)
	if err != nil {
		return err
	}
	log.Printf("%s, %s: %.0f a second", e, round, result.Rate)
	e.others = max(e.others, watch.others(command))
	e.runs = append(e.runs, result)
	if round == "whole" {
		e.whole = result
	}
	return nil
}

// onTwoCores holds a program to two cores where the machine has more, and the means.
func onTwoCores(ctx context.Context, program string, arguments ...string) *exec.Cmd {
	taskset, err := exec.LookPath("taskset")
	if err != nil || runtime.NumCPU() <= 2 {
		return exec.CommandContext(ctx, program, arguments...)
	}
	return exec.CommandContext(ctx, taskset, append([]string{"--cpu-list", "0,1", program}, arguments...)...)
}

// String names an entry as the page does.
func (e *entry) String() string {
	if e.style == "" {
		return e.library
	}
	return e.library + ": " + e.style
}

// median is that of a number over the rounds.
func (e *entry) median(of func(measure.Result) float64) float64 {
	var values []float64
	for _, run := range e.runs {
		values = append(values, of(run))
	}
	return measure.Median(values)
}

func (e *entry) rate() float64 { return e.median(func(r measure.Result) float64 { return r.Rate }) }

// versions gathers what the programs said of themselves.
func versions(entries []*entry) map[string]string {
	found := make(map[string]string)
	for _, e := range entries {
		for _, run := range e.runs {
			maps.Copy(found, run.Versions)
		}
	}
	return found
}
