package main

import (
	"encoding/binary"
	"errors"
	"fmt"
	"math"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"

	"firstneuron/pkg/datasets"
)

// A workload is one network, what it learns from, and for how long. The programs get it as
// JSON, without what only measure needs.
type workload struct {
	Network string  `json:"network"` // mlp, cnn or digits
	Widths  []int   `json:"widths"`  // of a multilayer network: inputs, hidden, outputs
	Folder  string  `json:"folder"`  // with the pictures
	Batch   int     `json:"batch"`   // pictures in a step
	Batches int     `json:"batches"` // in an epoch, all full; step i learns from batch i mod Batches
	Rate    float64 `json:"rate"`    // Adam's learning rate
	Threads int     `json:"threads"`

	steps     int     // to train before the accuracy is measured
	evalEvery int     // steps between two measurements of the accuracy, until it reaches the target
	target    float64 // accuracy, 0 to 1
	window    int     // steps that are timed together
	windows   int     // the speed is the median of at most so many
	limit     float64 // seconds after which nothing new is started
}

// Five epochs for the multilayer network, one for the convolutional network, and 100 for
// the digits. The windows and the steps between measurements divide an epoch, which has
// 468 full batches of Fashion-MNIST, or 11 of the digits.
var (
	mlp    = common(workload{Network: "mlp", Widths: []int{784, 128, 10}, steps: 5 * 468, evalEvery: 39, window: 468, windows: 5})
	cnn    = common(workload{Network: "cnn", steps: 468, evalEvery: 26, window: 78, windows: 3})
	digits = common(workload{Network: "digits", Widths: []int{64, 32, 10}, steps: 100 * 11, evalEvery: 11, window: 50 * 11, windows: 5})
)

func common(w workload) workload {
	w.Batch, w.Rate, w.Threads = 128, 1e-3, 2
	w.target, w.limit = 0.85, 60
	w.Folder = filepath.Join(buildFolder, "pictures", w.Network)
	return w
}

// describe names the layers of a workload's network, for the page.
func describe(w workload) string {
	if w.Network == "cnn" {
		return "Convolution 3x3 to 32 channels, ReLU, max-pooling 2x2; convolution 3x3 to 64, ReLU, max-pooling 2x2; dense 128, ReLU; dense 10; softmax and cross-entropy"
	}
	return fmt.Sprintf("Dense %d to %d, ReLU; dense %d to %d; softmax and cross-entropy", w.Widths[0], w.Widths[1], w.Widths[1], w.Widths[2])
}

// writePictures writes a workload's training and test set and counts the batches. The
// training set is cut to full batches, so that each step of each library does the same work.
func writePictures(w workload) (workload, error) {
	train, test, err := load(w)
	if err != nil {
		return w, err
	}
	w.Batches = train.Len() / w.Batch
	train = inFixedOrder(train).Slice(0, w.Batches*w.Batch)
	return w, errors.Join(os.MkdirAll(w.Folder, 0o777), write(train, w.Folder, "train"), write(test, w.Folder, "test"))
}

func load(w workload) (train, test *datasets.Set, err error) {
	if w.Network != "digits" {
		return datasets.FashionMNIST()
	}
	const testDigits = 300 // of 1,797
	all := inFixedOrder(datasets.Digits())
	return all.Slice(testDigits, all.Len()), all.Slice(0, testDigits), nil
}

// inFixedOrder shuffles the examples, in every run alike.
func inFixedOrder(set *datasets.Set) *datasets.Set {
	return set.Shuffle(rand.New(rand.NewPCG(1, 2)))
}

// write writes a set of grey pictures in the IDX format.
func write(set *datasets.Set, folder, part string) error {
	pictures, labels := make([]byte, len(set.Values)), make([]byte, len(set.Labels))
	for i, value := range set.Values {
		pictures[i] = byte(math.Round(255 * value))
	}
	for i, label := range set.Labels {
		labels[i] = byte(label)
	}
	return errors.Join(
		writeIDX(filepath.Join(folder, part+"-pictures"), pictures, set.Len(), set.Shape[0], set.Shape[1]),
		writeIDX(filepath.Join(folder, part+"-labels"), labels, set.Len()))
}

func writeIDX(path string, numbers []byte, shape ...int) error {
	header := []byte{0, 0, 8, byte(len(shape))} // 8: unsigned bytes
	for _, length := range shape {
		header = binary.BigEndian.AppendUint32(header, uint32(length))
	}
	return os.WriteFile(path, slices.Concat(header, numbers), 0o666)
}
