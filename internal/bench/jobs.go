package main

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"

	"firstneuron/internal/bench/measure"
	"firstneuron/pkg/datasets"
)

// workshop is where the benchmarks keep what they install, write and build.
const workshop = "build/bench"

// A job takes five epochs for the multilayer network, one for the convolutional one,
// and 100 for the digits. Check and Window divide an epoch, which has 468 or 11 full batches.
var (
	mlpJob = measure.Job{
		Network: "mlp", Widths: []int{784, 128, 10}, Shape: []int{28, 28, 1}, Classes: 10, White: 255,
		Batch: 128, Rate: 1e-3, Threads: 2,
		Steps: 5 * 468, Check: 39, Target: 0.85, Ask: 100, Window: 468, Windows: 5, Limit: 60,
	}
	cnnJob = measure.Job{
		Network: "cnn", Shape: []int{28, 28, 1}, Classes: 10, White: 255,
		Batch: 128, Rate: 1e-3, Threads: 2,
		Steps: 468, Check: 26, Target: 0.85, Ask: 100, Window: 78, Windows: 3, Limit: 60,
	}
	digitsJob = measure.Job{
		Network: "digits", Widths: []int{64, 32, 10}, Shape: []int{8, 8, 1}, Classes: 10, White: 16,
		Batch: 128, Rate: 1e-3, Threads: 2,
		Steps: 100 * 11, Check: 11, Target: 0.85, Ask: 100, Window: 50 * 11, Windows: 5, Limit: 60,
	}
)

// digitsToTest is how many of the 1,797 digits no network learns from.
const digitsToTest = 300

// examples loads what a job learns from and is tested with.
func examples(job measure.Job) (train, test *datasets.Set, err error) {
	if job.Network != "digits" {
		return datasets.FashionMNIST()
	}
	all := inFixedOrder(datasets.Digits())
	return all.Slice(digitsToTest, all.Len()), all.Slice(0, digitsToTest), nil
}

// inFixedOrder mixes the examples, in every run alike.
func inFixedOrder(set *datasets.Set) *datasets.Set {
	return set.Shuffle(rand.New(rand.NewPCG(1, 2)))
}

// prepare writes a job's pictures, in the order in which everyone learns from them,
// and the job itself: whole, and as "short", which measures speed only. It returns
// the job with what depends on the pictures.
func prepare(job measure.Job) (measure.Job, error) {
	train, test, err := examples(job)
	if err != nil {
		return job, err
	}
	folder, err := filepath.Abs(filepath.Join(workshop, "jobs", job.Network))
	if err != nil {
		return job, err
	}
	job.Data, job.Batches = folder, train.Len()/job.Batch
	if err := measure.Write(folder, "train", inFixedOrder(train), job.White); err != nil {
		return job, err
	}
	if err := measure.Write(folder, "test", test, job.White); err != nil {
		return job, err
	}
	short := job
	short.Steps = 0
	for name, job := range map[string]measure.Job{"whole": job, "short": short} {
		text, err := json.MarshalIndent(job, "", "\t")
		if err != nil {
			return job, err
		}
		if err := os.WriteFile(jobFile(job, name), text, 0o666); err != nil {
			return job, err
		}
	}
	return job, nil
}

func jobFile(job measure.Job, name string) string {
	return filepath.Join(job.Data, name+".json")
}

// describe says what the programs train, for the page.
func describe(job measure.Job) string {
	if job.Network == "cnn" {
		return "Convolution 3x3 to 32 channels, ReLU, max-pooling 2x2; convolution 3x3 to 64, ReLU, max-pooling 2x2; dense 128, ReLU; dense 10; softmax and cross-entropy"
	}
	return fmt.Sprintf("Dense %d to %d, ReLU; dense %d to %d; softmax and cross-entropy",
		job.Widths[0], job.Widths[1], job.Widths[1], job.Widths[2])
}
