package classify

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"

	"firstneuron/pkg/datasets"
	"firstneuron/pkg/models"
	"firstneuron/pkg/pictures"
)

// Options say how a classifier learns. The zero value is what the assistant uses.
type Options struct {
	// Folder has pictures of your own, PNG and JPEG, to learn from beside the drawn ones: in
	// it a folder for each kind, named as one of [pictures.Kinds]. Kinds may be missing.
	Folder string

	Examples int                 // how many drawn pictures to learn from; 0 stands for 1600
	Epochs   int                 // how often to go through them; 0 stands for 10
	Rate     float64             // learning rate, a quarter of it in the last epochs; 0 stands for 0.004
	Seed     uint64              // of the drawn pictures and their order
	Styles   map[string][]string // to draw, as in [pictures.Options]; nil stands for all but [HeldOut]

	// Function is the network to teach; nil stands for [Function]. It gets pictures of [batch, Size, Size, 3].
	Function models.Function

	// Checkpoint is the folder in which what was learnt is kept; "" stands for
	// models.Checkpoints("kind_of_picture").
	Checkpoint string
}

const batch = 32

// HeldOut are two styles of each kind that the assistant's network never learns from, and
// that nothing was chosen by: how it answers to them is the measure of whether it knows the
// kinds, or has only memorised its pictures.
func HeldOut() map[string][]string {
	return stylesFrom(func(all []string) []string { return all[len(all)-2:] })
}

// Known are the styles of each kind that it does learn from.
func Known() map[string][]string {
	return stylesFrom(func(all []string) []string { return all[:len(all)-2] })
}

func stylesFrom(choose func(all []string) []string) map[string][]string {
	styles := make(map[string][]string)
	for _, kind := range pictures.Kinds() {
		styles[kind] = choose(pictures.Styles(kind))
	}
	return styles
}

// Apart draws n pictures that no training with these options has seen, in the styles that are given.
func Apart(n int, styles map[string][]string) *datasets.Set {
	return pictures.Set(rand.New(rand.NewPCG(0, apartSeed)), n, Size, pictures.Options{Styles: styles})
}

// What is drawn at random comes from sources of its own.
const (
	learnSeed  = 15
	apartSeed  = 16
	weightSeed = 17
	orderSeed  = 18
)

// Learn is the set to learn from: newly drawn pictures, and those of Folder. Own pictures are
// few, so each comes several times: until there are a third as many as drawn ones, but no
// more than 20 times.
func (o Options) Learn() (*datasets.Set, error) {
	o = o.withDefaults()
	drawn := pictures.Set(rand.New(rand.NewPCG(o.Seed, learnSeed)), o.Examples, Size, pictures.Options{Styles: o.Styles})
	if o.Folder == "" {
		return drawn, nil
	}
	own, err := datasets.ColourFolder(o.Folder, Size, Size)
	if err != nil {
		return nil, fmt.Errorf("classify: your own pictures: %w", err)
	}
	if err := o.checkClasses(own.Classes); err != nil {
		return nil, err
	}
	for range min(max(o.Examples/3/own.Len(), 1), 20) {
		drawn.Values = append(drawn.Values, own.Values...)
		for i := range own.Len() {
			drawn.Labels = append(drawn.Labels, slices.Index(drawn.Classes, own.Class(i)))
		}
	}
	return drawn, nil
}

// trainings are the two parts of a training: most epochs in large steps, the last quarter in
// smaller ones, so that the end is not where the last step happened to lead.
func (o Options) trainings() []models.Training {
	large := models.Training{Epochs: o.Epochs - o.Epochs/4, Batch: batch, Rate: o.Rate, Augment: datasets.AugmentOptions{Flip: true}}
	small := large
	small.Epochs, small.Rate = o.Epochs/4, o.Rate/4
	return []models.Training{large, small}
}

func (o Options) withDefaults() Options {
	if o.Examples == 0 {
		o.Examples = 1600
	}
	if o.Epochs == 0 {
		o.Epochs = 10
	}
	if o.Rate == 0 {
		o.Rate = 0.004
	}
	if o.Styles == nil {
		o.Styles = Known()
	}
	if o.Function == nil {
		o.Function = Function
	}
	if o.Checkpoint == "" {
		o.Checkpoint = models.Checkpoints("kind_of_picture")
	}
	return o
}

// check finds at once what would end the training, without reading a picture.
func (o Options) check() error {
	if o.Examples < 1 || o.Epochs < 1 || !(o.Rate > 0) {
		return fmt.Errorf("classify: %d examples, %d epochs and the rate %v teach nothing: all must be above 0", o.Examples, o.Epochs, o.Rate)
	}
	for kind, styles := range o.Styles {
		if !slices.Contains(pictures.Kinds(), kind) {
			return fmt.Errorf("classify: %q is no kind of picture: the kinds are %q", kind, pictures.Kinds())
		}
		for _, style := range styles {
			if !slices.Contains(pictures.Styles(kind), style) {
				return fmt.Errorf("classify: %q is no style of the kind %q: its styles are %q", style, kind, pictures.Styles(kind))
			}
		}
	}
	if o.Folder == "" {
		return nil
	}
	entries, err := os.ReadDir(o.Folder)
	if err != nil {
		return fmt.Errorf("classify: the folder with your own pictures: %w", err)
	}
	var classes []string
	for _, entry := range entries {
		if entry.IsDir() && entry.Name()[0] != '.' && entry.Name() != "__MACOSX" { // as package datasets leaves out
			classes = append(classes, entry.Name())
		}
	}
	return o.checkClasses(classes)
}

func (o Options) checkClasses(classes []string) error {
	for _, class := range classes {
		if !slices.Contains(pictures.Kinds(), class) {
			return fmt.Errorf("classify: %s is no kind of picture: name the folders in %s as the kinds, %q", class, o.Folder, pictures.Kinds())
		}
	}
	return nil
}

// place is the folder of the checkpoint of a model that has learnt nothing yet, named after
// all that decides what is learnt. Two functions are one if they have the same layers, and
// make the same of the same picture before they have learnt.
func (o Options) place(m *models.Model) string {
	picture := make([]float64, Size*Size*3)
	for i := range picture {
		picture[i] = float64(i%7) / 7
	}
	decides := struct {
		Version  int // of what package pictures draws, and of how it is learnt
		Network  string
		Says     string // rounded, as backends differ in the last digits
		Examples int
		Epochs   int
		Rate     float64
		Seed     uint64
		Styles   map[string][]string
		Own      []string
	}{2, m.String(), fmt.Sprintf("%.2f", m.Predict(picture)), o.Examples, o.Epochs, o.Rate, o.Seed, o.Styles, filesIn(o.Folder)}
	text, err := json.Marshal(decides)
	if err != nil {
		panic("classify: " + err.Error()) // no float in it can be infinite: check has looked
	}
	sum := sha256.Sum256(text)
	return filepath.Join(o.Checkpoint, hex.EncodeToString(sum[:6]))
}

// filesIn lists the files below a folder, with their sizes and times: when they change,
// there is something new to learn.
func filesIn(folder string) (files []string) {
	if folder == "" {
		return nil
	}
	filepath.WalkDir(folder, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return nil // reading the pictures will tell
		}
		if info, err := entry.Info(); err == nil {
			files = append(files, fmt.Sprint(path, info.Size(), info.ModTime().UnixNano()))
		}
		return nil
	})
	return files
}
