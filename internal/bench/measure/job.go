// Package measure is what the programs of the benchmarks have in common: the job
// that all get, what they answer, and how a network in Go is measured. measure.py
// beside the peers does the same in Python.
package measure

import (
	"encoding/json"
	"fmt"
	"math"
	"os"
	"path/filepath"

	"firstneuron/pkg/datasets"
)

// A Job is one network, what it learns from, and for how long. The programs read
// it from a file, as JSON.
type Job struct {
	Network string `json:"network"` // mlp, cnn or digits
	Widths  []int  `json:"widths"`  // of a multilayer network: inputs, hidden, outputs
	Shape   []int  `json:"shape"`   // of one picture: height, width, channels
	Classes int    `json:"classes"`

	Data    string  `json:"data"`    // the folder that Write filled
	White   float64 `json:"white"`   // the byte that stands for 1
	Batch   int     `json:"batch"`   // pictures in a step
	Batches int     `json:"batches"` // full batches in the training pictures; step i learns from batch i mod Batches
	Rate    float64 `json:"rate"`    // of Adam
	Threads int     `json:"threads"`

	Steps   int     `json:"steps"`   // to train before the accuracy is taken; 0 measures speed only
	Check   int     `json:"check"`   // steps between two looks at the accuracy, until it reaches Target
	Target  float64 `json:"target"`  // accuracy, 0 to 1
	Ask     int     `json:"ask"`     // test pictures answered at once
	Window  int     `json:"window"`  // steps in a window of time
	Windows int     `json:"windows"` // the speed is the median of so many
	Limit   float64 `json:"limit"`   // seconds after which a program only finishes what it must
}

// A Result is what a program prints as JSON. Times are in seconds.
type Result struct {
	Import    float64           `json:"import"`     // from the start of the program until the library is there
	FirstStep float64           `json:"first_step"` // from the start of the program to the end of the first step, less reading data
	Rate      float64           `json:"rate"`       // training pictures a second
	Steps     int               `json:"steps"`      // trained when the accuracy was taken
	Accuracy  *float64          `json:"accuracy,omitempty"`
	Target    *Reached          `json:"target,omitempty"`
	Memory    float64           `json:"memory"` // the most that the process had, in bytes
	Versions  map[string]string `json:"versions"`
}

// Reached tells when the accuracy first was at Job.Target. Its seconds count from the
// start of the program, less reading data and looking at the accuracy.
type Reached struct {
	Seconds float64 `json:"seconds"`
	Steps   int     `json:"steps"`
}

// Parse reads what a program printed.
func Parse(output []byte) (Result, error) {
	var result Result
	if err := json.Unmarshal(output, &result); err != nil {
		return result, fmt.Errorf("it printed %.80q, which is no result: %w", output, err)
	}
	if !(result.Rate > 0) || math.IsInf(result.Rate, 0) || !(result.FirstStep > 0) {
		return result, fmt.Errorf("it says that it learns %v pictures a second and needs %v s to the first step: both must be above 0", result.Rate, result.FirstStep)
	}
	return result, nil
}

// Write puts a set into a folder, as bytes: the pictures one after another, and their labels.
func Write(folder, part string, set *datasets.Set, white float64) error {
	pictures, labels := make([]byte, len(set.Values)), make([]byte, len(set.Labels))
	for i, value := range set.Values {
		pictures[i] = byte(math.Round(float64(value) * white))
	}
	for i, label := range set.Labels {
		labels[i] = byte(label)
	}
	if err := os.MkdirAll(folder, 0o777); err != nil {
		return err
	}
	if err := os.WriteFile(filepath.Join(folder, part+"-images"), pictures, 0o666); err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(folder, part+"-labels"), labels, 0o666)
}

// Read returns what Write wrote.
func (j Job) Read(part string) (*datasets.Set, error) {
	pictures, err := os.ReadFile(filepath.Join(j.Data, part+"-images"))
	if err != nil {
		return nil, err
	}
	labels, err := os.ReadFile(filepath.Join(j.Data, part+"-labels"))
	if err != nil {
		return nil, err
	}
	set := &datasets.Set{Name: part, Shape: j.Shape, Values: make([]float32, len(pictures)), Labels: make([]int, len(labels))}
	for i, value := range pictures {
		set.Values[i] = float32(value) / float32(j.White)
	}
	for i, label := range labels {
		set.Labels[i] = int(label)
	}
	for i := range j.Classes {
		set.Classes = append(set.Classes, fmt.Sprint(i))
	}
	return set, set.Check()
}
