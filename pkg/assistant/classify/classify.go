// Package classify tells the kind of a picture: screenshot, illustration,
// photograph or chart. A small convolutional network does it, the one of lesson 16.
//
//	r, err := classify.Open(classify.Options{})
//	kind, confidence := r.Kind(picture)
//
// The network learns from pictures that package pictures draws, in seconds, when it is
// first needed, and is kept in build/checkpoints. Drawn pictures are not real ones: it
// recognises about 24 of 40 real ones, as lesson 16 measures. A folder with your own,
// Options.Folder, makes it better at yours.
package classify

import (
	"fmt"
	"image"
	"iter"
	"math/rand/v2"
	"path/filepath"
	"sync"

	"firstneuron/pkg/datasets"
	"firstneuron/pkg/models"
	"firstneuron/pkg/pictures"
)

// A Classifier tells kinds of pictures apart. Its methods may be called at the same time, except while it learns.
type Classifier struct {
	options Options
	model   *models.Model
	place   string // of the checkpoint
	learnt  bool
	err     error
	mutex   sync.Mutex // the model answers one at a time
}

// New is a classifier that has learnt nothing yet: [Classifier.Steps] teaches it. The
// error tells what is wrong with the options or with Options.Folder.
func New(options Options) (*Classifier, error) {
	options = options.withDefaults()
	if err := options.check(); err != nil {
		return nil, err
	}
	m, err := models.New(rand.New(rand.NewPCG(1, weightSeed)), []int{Size, Size, 3}, options.Function, models.Options{})
	if err != nil {
		return nil, fmt.Errorf("classify: %w", err)
	}
	if m.NumOutputs() != len(pictures.Kinds()) {
		return nil, fmt.Errorf("classify: the function has %d outputs; give it %d, one for each of %q", m.NumOutputs(), len(pictures.Kinds()), pictures.Kinds())
	}
	return &Classifier{options: options, model: m, place: options.place(m)}, nil
}

// Open is a classifier that is ready: from its checkpoint, or taught now where there is
// none yet or a damaged one. The options decide which checkpoint: with others, or with
// other pictures in Options.Folder, it learns again.
func Open(options Options) (*Classifier, error) {
	r, err := New(options)
	if err != nil {
		return nil, err
	}
	if r.Load() {
		return r, nil
	}
	for range r.Steps() {
	}
	return r, r.Err()
}

// Load takes what an earlier training with the same options has left, and says whether
// there was any. A damaged checkpoint counts as none: the next training replaces it.
func (r *Classifier) Load() bool {
	if err := r.model.Load(r.place); err == nil {
		r.learnt = true
	}
	return r.learnt
}

// Learnt says whether the classifier has learnt its kinds; before, its answers mean nothing.
func (r *Classifier) Learnt() bool { return r.learnt }

// Steps teaches the classifier, one batch of pictures a step, and saves it at the end. A
// break ends it early and saves nothing; the next Steps is another whole training, from what
// was learnt until then. [Classifier.Err] tells what went wrong.
func (r *Classifier) Steps() iter.Seq2[int, models.Step] {
	return func(yield func(int, models.Step) bool) {
		learn, err := r.options.Learn()
		if r.err = err; err != nil {
			return
		}
		rng := rand.New(rand.NewPCG(r.options.Seed, orderSeed))
		number, epochs := 0, 0
		for _, training := range r.options.trainings() {
			for _, step := range r.model.Steps(rng, learn, training) {
				step.Epoch += epochs
				if !yield(number, step) {
					return
				}
				number++
			}
			if r.err = r.model.Err(); r.err != nil {
				return
			}
			epochs += training.Epochs
		}
		r.learnt = true
		r.err = r.save(r.place)
	}
}

func (r *Classifier) save(folder string) error {
	if err := r.model.Save(folder); err != nil {
		return fmt.Errorf("classify: what was learnt cannot be kept: %w", err)
	}
	return nil
}

// Total is the number of steps that [Classifier.Steps] makes, for a progress bar. Pictures
// of your own are not counted before they are read.
func (r *Classifier) Total() int {
	return r.options.Epochs * ((r.options.Examples + batch - 1) / batch)
}

// Err is what ended the last training before its time, or kept it from being saved.
func (r *Classifier) Err() error { return r.err }

// Model is the network itself, to look into.
func (r *Classifier) Model() *models.Model { return r.model }

// Kind tells the kind of a picture of any size, and how probable the network finds it,
// from 0 to 1. What the network says is no proof: it answers with one of the kinds
// whatever it is shown.
func (r *Classifier) Kind(picture image.Image) (kind string, confidence float64) {
	probabilities := r.Probabilities(picture)
	best := 0
	for i, p := range probabilities {
		if p > probabilities[best] {
			best = i
		}
	}
	return pictures.Kinds()[best], probabilities[best]
}

// Probabilities is the probability of each of [pictures.Kinds]. The picture is brought to
// the network's size by averaging areas, white behind what is transparent. One without
// pixels is like a white one.
func (r *Classifier) Probabilities(picture image.Image) []float64 {
	if picture.Bounds().Empty() {
		picture = image.NewRGBA(image.Rect(0, 0, 1, 1))
	}
	example := datasets.Resize(picture, Size, Size)
	r.mutex.Lock()
	defer r.mutex.Unlock()
	return r.model.Predict(example)
}

// Write keeps the network in a folder of its own, and [OpenFolder] takes it from there: for
// a program that goes where no training shall be.
func (r *Classifier) Write(folder string) error { return r.save(folder) }

// OpenFolder is the classifier that [Classifier.Write] has kept in a folder.
func OpenFolder(folder string) (*Classifier, error) {
	r, err := New(Options{})
	if err != nil {
		return nil, err
	}
	if err := r.model.Load(filepath.Clean(folder)); err != nil {
		return nil, fmt.Errorf("classify: %w", err)
	}
	r.learnt = true
	return r, nil
}
