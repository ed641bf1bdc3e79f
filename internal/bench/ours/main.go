// Command ours is First Neuron's side of the benchmarks: it trains one network of
// pkg/models, as each peer does, and prints what was measured as one line of JSON.
//
//	ours JOB.json BACKEND STARTED
//
// BACKEND is "go", "xla:cpu" or another one that GoMLX knows, STARTED the Unix time
// at which the program was started.
package main

import (
	"encoding/json"
	"fmt"
	"log"
	"os"
	"runtime"
	"strconv"
	"time"

	"firstneuron/internal/bench/measure"
	"firstneuron/pkg/datasets"
)

func main() {
	log.SetFlags(0)
	log.SetPrefix("ours: ")
	if len(os.Args) != 4 {
		log.Fatal("usage: ours JOB.json BACKEND STARTED")
	}
	result, err := run(os.Args[1], os.Args[2], os.Args[3])
	if err != nil {
		log.Fatal(err)
	}
	if err := json.NewEncoder(os.Stdout).Encode(result); err != nil {
		log.Fatal(err)
	}
}

func run(file, backend, started string) (measure.Result, error) {
	seconds, err := strconv.ParseFloat(started, 64)
	if err != nil {
		return measure.Result{}, fmt.Errorf("the time of the start is %q, not a number of seconds: %w", started, err)
	}
	text, err := os.ReadFile(file)
	if err != nil {
		return measure.Result{}, err
	}
	var job measure.Job
	if err := json.Unmarshal(text, &job); err != nil {
		return measure.Result{}, fmt.Errorf("read the job in %s: %w", file, err)
	}
	runtime.GOMAXPROCS(job.Threads)
	result, err := measure.Run(job, time.UnixMicro(int64(1e6*seconds)), func(train *datasets.Set) (measure.Network, error) {
		return newNetwork(job, backend, train)
	})
	result.Versions = versions()
	return result, err
}
