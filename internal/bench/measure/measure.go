package measure

import (
	"bufio"
	"fmt"
	"os"
	"slices"
	"strings"
	"time"

	"firstneuron/pkg/datasets"
)

// A Network learns a job's pictures.
type Network interface {
	// Train makes the steps first, first + 1, and so on, and returns when they are done.
	Train(first, count int) error
	// Answers is the class of each picture.
	Answers(pictures *datasets.Set) []int
}

// Run makes a network for the training pictures and measures it. Started is when the
// program was started; what lies between it and the call of Run counts as import.
func Run(job Job, started time.Time, build func(train *datasets.Set) (Network, error)) (Result, error) {
	result := Result{Import: time.Since(started).Seconds()}
	before := time.Now()
	train, err := job.Read("train")
	if err != nil {
		return result, fmt.Errorf("read the training pictures: %w", err)
	}
	test, err := job.Read("test")
	if err != nil {
		return result, fmt.Errorf("read the test pictures: %w", err)
	}
	reading := time.Since(before)

	network, err := build(train)
	if err != nil {
		return result, err
	}
	r := run{Job: job, network: network, test: test, deadline: started.Add(time.Duration(job.Limit * float64(time.Second)))}
	if _, err := r.train(1); err != nil {
		return result, err
	}
	result.FirstStep = (time.Since(started) - reading).Seconds()
	if err := r.learn(&result); err != nil {
		return result, err
	}
	if result.Rate, err = r.speed(); err != nil {
		return result, err
	}
	result.Memory = peakMemory()
	return result, nil
}

type run struct {
	Job
	network  Network
	test     *datasets.Set
	deadline time.Time
	done     int // steps
}

// train makes the next steps and returns the seconds that they took.
func (r *run) train(count int) (float64, error) {
	before := time.Now()
	err := r.network.Train(r.done, count)
	r.done += count
	return time.Since(before).Seconds(), err
}

// learn trains to the end of the job and looks at the accuracy on the way.
func (r *run) learn(result *Result) error {
	spent := result.FirstStep
	for r.done < r.Steps && time.Now().Before(r.deadline) {
		seconds, err := r.train(min(r.Check-r.done%r.Check, r.Steps-r.done))
		if err != nil {
			return err
		}
		spent += seconds
		if r.done < r.Steps && result.Target != nil {
			continue
		}
		accuracy := r.accuracy()
		if accuracy >= r.Target && result.Target == nil {
			result.Target = &Reached{spent, r.done}
		}
		if r.done == r.Steps {
			result.Accuracy = &accuracy
		}
	}
	result.Steps = r.done
	return nil
}

// speed returns the training pictures a second, in windows after the network has warmed up.
func (r *run) speed() (float64, error) {
	if r.Steps == 0 {
		if _, err := r.train(r.Window); err != nil {
			return 0, err
		}
	}
	var windows []float64
	for len(windows) == 0 || len(windows) < r.Windows && time.Now().Before(r.deadline) {
		seconds, err := r.train(r.Window)
		if err != nil {
			return 0, err
		}
		windows = append(windows, seconds)
	}
	return float64(r.Window*r.Batch) / Median(windows), nil
}

// accuracy asks for a few answers at a time, so that it needs no more memory than training.
func (r *run) accuracy() float64 {
	right := 0
	for first := 0; first < r.test.Len(); first += r.Ask {
		part := r.test.Slice(first, min(first+r.Ask, r.test.Len()))
		for i, answer := range r.network.Answers(part) {
			if answer == part.Labels[i] {
				right++
			}
		}
	}
	return float64(right) / float64(r.test.Len())
}

// Median is the middle one, or of an even count the mean of the two in the middle.
func Median(values []float64) float64 {
	sorted := slices.Sorted(slices.Values(values))
	middle := len(sorted) / 2
	if len(sorted)%2 == 0 {
		return (sorted[middle-1] + sorted[middle]) / 2
	}
	return sorted[middle]
}

// peakMemory returns the most memory that the process had, in bytes, and 0 where the
// system does not say.
func peakMemory() float64 {
	file, err := os.Open("/proc/self/status")
	if err != nil {
		return 0
	}
	defer file.Close()
	for lines := bufio.NewScanner(file); lines.Scan(); {
		var kilobytes float64
		if rest, found := strings.CutPrefix(lines.Text(), "VmHWM:"); found {
			fmt.Sscan(rest, &kilobytes)
			return 1024 * kilobytes
		}
	}
	return 0
}
