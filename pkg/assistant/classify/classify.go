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
	"fmt"
	"image"
	"iter"
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
	seed     uint64
	examples *datasets.Set
	model    *models.Model
	mutex    sync.Mutex // the model answers one at a time
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
	model, err := models.New(rand.New(rand.NewPCG(options.Seed, 1)), []int{len(StatisticsNames)}, models.Linear(len(pictures.Kinds())), models.Options{})
	c := &Classifier{seed: options.Seed, model: model}
	c.examples = c.Set(examples)
	return c, err
}

// Set makes examples a set that the model can learn from, or be tested on: its numbers are
// standardized by the mean and the deviation of the [Examples], and none is further than four
// standard deviations from the mean.
func (c *Classifier) Set(examples []Example) *datasets.Set {
	set := &datasets.Set{Name: "statistics of pictures", Shape: []int{len(StatisticsNames)}, Classes: pictures.Kinds()}
	for _, e := range examples {
		set.Values = append(set.Values, standardized(e.Statistics)...)
		set.Labels = append(set.Labels, slices.Index(set.Classes, e.Kind))
	}
	return set
}

func standardized(statistics []float64) []float64 {
	means, deviations := usual()
	values := make([]float64, len(statistics))
	for i, value := range statistics {
		values[i] = min(max((value-means[i])/deviations[i], -4), 4)
	}
	return values
}

// usual is the mean and the standard deviation of each of the statistics.
var usual = sync.OnceValues(func() (means, deviations []float64) {
	examples := Examples()
	column := make([]float64, len(examples))
	for i := range StatisticsNames {
		for j, e := range examples {
			column[j] = e.Statistics[i]
		}
		mean, deviation := stat.MeanStdDev(column, nil)
		means, deviations = append(means, mean), append(deviations, deviation)
	}
	return means, deviations
})

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
	return c.model.Predict(standardized(statistics))
}

// Bytes is what the classifier has learnt, to be carried in a program. [FromBytes] reads it.
func (c *Classifier) Bytes() ([]byte, error) { return c.model.MarshalBinary() }

// FromBytes is the classifier that [Classifier.Bytes] has written. What is damaged is an error.
func FromBytes(content []byte) (*Classifier, error) {
	c, err := New(Options{})
	if err != nil {
		return nil, err
	}
	if err := c.model.UnmarshalBinary(content); err != nil {
		return nil, fmt.Errorf("classify: the classifier is damaged, or of another version: %w", err)
	}
	return c, nil
}
