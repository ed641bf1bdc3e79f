// Package classify tells the kind of a picture: screenshot, illustration, photograph or
// chart. It describes the picture at its full size by 28 numbers, its [Statistics],
// and one layer of four neurons decides, as lesson 16 explains.
//
//	c, err := classify.Open(classify.Options{})
//	kind, confidence := c.Kind(picture)
//
// It learns from [Examples] in about a second. Of the real pictures in notebooks/files/kinds, from
// sources that it has not learnt from, it tells 85 of 100 rightly. It is [Sure] of 70, and right in 90 of 100 of those.
package classify

import (
	"encoding/json"
	"fmt"
	"image"
	"iter"
	"math"
	"math/rand/v2"
	"slices"
	"sync"

	"gonum.org/v1/gonum/stat"

	"firstneuron/pkg/datasets"
	"firstneuron/pkg/models"
	"firstneuron/pkg/pictures"
)

// Sure is the confidence below which one should say "I am not sure", and ask.
const Sure = 0.6

// Options say what a classifier learns from. The zero value is what the assistant uses.
type Options struct {
	// Folder has pictures of your own to learn from beside the [Examples]: in it a folder
	// for each kind, named as one of [pictures.Kinds]. Kinds may be missing.
	Folder string

	Seed uint64 // of the first weights and the order of the examples
}

// A Classifier tells kinds of pictures apart. Its methods may be called at the same time, except while it learns.
type Classifier struct {
	seed        uint64
	examples    *datasets.Set
	mean, scale []float64 // of each of the statistics
	model       *models.Model
	mutex       sync.Mutex // the model answers one at a time
}

// Open is a classifier that has learnt.
func Open(options Options) (*Classifier, error) {
	c, err := New(options)
	if err != nil {
		return nil, err
	}
	for range c.Steps() {
	}
	return c, c.model.Err()
}

// New is a classifier that has learnt nothing yet: [Classifier.Steps] teaches it. The
// error tells what is wrong with Options.Folder.
func New(options Options) (*Classifier, error) {
	examples := Examples()
	if options.Folder != "" {
		own, err := ReadFolder(options.Folder)
		if err != nil {
			return nil, err
		}
		// Own pictures are few: each comes several times, until there are a quarter as many as the others.
		for range min(max(len(examples)/4/max(len(own), 1), 1), 20) {
			examples = append(examples, own...)
		}
	}
	c := &Classifier{seed: options.Seed}
	c.measure(examples)
	c.examples = c.Set(examples)
	return c, c.build()
}

func (c *Classifier) build() (err error) {
	c.model, err = models.New(rand.New(rand.NewPCG(c.seed, 1)), []int{len(StatisticsNames)}, models.Linear(len(pictures.Kinds())), models.Options{})
	return err
}

// measure finds the mean and the standard deviation of each of the statistics.
func (c *Classifier) measure(examples []Example) {
	column := make([]float64, len(examples))
	for i := range StatisticsNames {
		for j, e := range examples {
			column[j] = e.Statistics[i]
		}
		mean, deviation := stat.MeanStdDev(column, nil)
		c.mean, c.scale = append(c.mean, mean), append(c.scale, max(deviation, 1e-6))
	}
}

// Set makes examples a set that the model can learn from, or be tested on: its numbers are
// standardized, and none is further than four standard deviations from the mean.
func (c *Classifier) Set(examples []Example) *datasets.Set {
	set := &datasets.Set{Name: "statistics of pictures", Shape: []int{len(StatisticsNames)}, Classes: pictures.Kinds()}
	for _, e := range examples {
		set.Values = append(set.Values, c.standardized(e.Statistics)...)
		set.Labels = append(set.Labels, slices.Index(set.Classes, e.Kind))
	}
	return set
}

func (c *Classifier) standardized(statistics []float64) []float64 {
	values := make([]float64, len(statistics))
	for i, value := range statistics {
		values[i] = min(max((value-c.mean[i])/c.scale[i], -4), 4)
	}
	return values
}

// Steps teaches the classifier, one batch of examples a step.
func (c *Classifier) Steps() iter.Seq2[int, models.Step] {
	return c.model.Steps(rand.New(rand.NewPCG(c.seed, 2)), c.examples, training)
}

var training = models.Training{Epochs: 30, Batch: 32, Rate: 0.003, WeightDecay: 1}

// Model is the network itself, to look into.
func (c *Classifier) Model() *models.Model { return c.model }

// Kind tells the kind of a picture of any size, and how probable the network finds it, from 0
// to 1. Below [Sure] it is often wrong. It answers with one of the kinds whatever it is shown.
func (c *Classifier) Kind(picture image.Image) (kind string, confidence float64) {
	probabilities := c.Probabilities(picture)
	confidence = slices.Max(probabilities)
	return pictures.Kinds()[slices.Index(probabilities, confidence)], confidence
}

// Probabilities is the probability of each of [pictures.Kinds]. On a blank sheet there is nothing to tell: all are equal.
func (c *Classifier) Probabilities(picture image.Image) []float64 {
	statistics := Statistics(picture)
	if statistics[slices.Index(StatisticsNames, "most frequent colour")] > 0.999 {
		return slices.Repeat([]float64{1 / float64(len(pictures.Kinds()))}, len(pictures.Kinds()))
	}
	c.mutex.Lock()
	defer c.mutex.Unlock()
	return c.model.Predict(c.standardized(statistics))
}

// kept is what a program carries.
type kept struct {
	Mean, Scale []float64
	Weights     []byte
}

// Bytes is what the classifier has learnt, to be carried in a program. [FromBytes] reads it.
func (c *Classifier) Bytes() ([]byte, error) {
	weights, err := c.model.MarshalBinary()
	if err != nil {
		return nil, fmt.Errorf("classify: %w", err)
	}
	return json.Marshal(kept{c.mean, c.scale, weights})
}

// FromBytes is the classifier that [Classifier.Bytes] has written. What is damaged is an error.
func FromBytes(content []byte) (*Classifier, error) {
	var k kept
	if err := json.Unmarshal(content, &k); err != nil {
		return nil, fmt.Errorf("classify: the classifier cannot be read: %w", err)
	}
	if n := len(StatisticsNames); len(k.Mean) != n || len(k.Scale) != n || slices.ContainsFunc(k.Scale, func(s float64) bool { return !(s > 0) || math.IsInf(s, 0) }) {
		return nil, fmt.Errorf("classify: the classifier is damaged, or of another version: its numbers do not fit the %d statistics", n)
	}
	c := &Classifier{mean: k.Mean, scale: k.Scale}
	if err := c.build(); err != nil {
		return nil, err
	}
	if err := c.model.UnmarshalBinary(k.Weights); err != nil {
		return nil, fmt.Errorf("classify: the network cannot be read: %w", err)
	}
	return c, nil
}
