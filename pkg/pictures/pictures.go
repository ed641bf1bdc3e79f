// Package pictures draws pictures to train on: screenshots, illustrations, photographs and
// charts, each kind in several styles, and faces among things that look like faces.
//
//	picture := pictures.Draw(rand.New(rand.NewPCG(1, 2)), "chart", "bars", 640, 480)
//
// With them a network learns to tell the kinds apart, without a file that somebody
// has to collect and license. They are stand-ins, and the photographs most of all: noise, light
// and blur that follow a few rules of landscapes and faces. A network that judges real pictures
// needs real ones in its training set too, as that of package classify has.
package pictures

import (
	"fmt"
	"image"
	"math"
	"math/rand/v2"
	"slices"

	"firstneuron/pkg/datasets"
)

// A style draws one kind of picture in its own way.
type style struct {
	name string
	draw func(c *canvas)
}

var kinds = []struct {
	name   string
	styles []style
}{
	{"screenshot", screenshots},
	{"illustration", illustrations},
	{"photograph", photographs},
	{"chart", charts},
}

// Kinds are the kinds of pictures, in the order of the classes of [Set].
func Kinds() []string {
	var names []string
	for _, kind := range kinds {
		names = append(names, kind.name)
	}
	return names
}

// Styles are the styles of a kind. It panics where there is no such kind.
func Styles(kind string) []string {
	var names []string
	for _, style := range stylesOf(kind) {
		names = append(names, style.name)
	}
	return names
}

const (
	smallest = 16
	largest  = 40_000_000 // as many as package datasets reads
)

// Draw draws a picture of a kind in one of its styles, at least 16 x 16 pixels large; an empty
// style stands for any of them, chosen at random. No two are the same; an rng from the same seed
// draws the same again. It panics where there is no such kind or style.
func Draw(rng *rand.Rand, kind, style string, width, height int) image.Image {
	if width < smallest || height < smallest || width*height > largest {
		panic(fmt.Sprintf("pictures: cannot draw %d x %d pixels: give at least %d for each side, and at most %d in all", width, height, smallest, largest))
	}
	if style == "" {
		styles := Styles(kind)
		style = styles[rng.IntN(len(styles))]
	}
	c := newCanvas(rng, width, height, 100)
	styleOf(kind, style).draw(c)
	return c.image()
}

// Options choose what [Set] draws. The zero value draws all kinds in all styles.
type Options struct {
	// Styles are the styles of each kind to draw; a kind that is not in the map has all its
	// styles. With some left out of the training set, a test set of these shows whether a
	// network knows the kind or only the styles that it has seen.
	Styles map[string][]string
}

// Set draws n pictures, the kinds in turn, and brings them to size x size pixels in three
// channels: the classes are [Kinds]. Each is drawn larger, wide, square or upright, and then
// resized by [datasets.Resize], as happens to a picture from a file.
func Set(rng *rand.Rand, n, size int, options Options) *datasets.Set {
	if size < 1 || size > 1024 {
		panic(fmt.Sprintf("pictures: cannot draw a set of pictures of %d x %d: a side has from 1 to 1024 pixels", size, size))
	}
	for kind, styles := range options.Styles {
		if len(styles) == 0 {
			panic(fmt.Sprintf("pictures: no style of the kind %q is chosen: name some, or leave the kind out to have them all", kind))
		}
		for _, style := range styles {
			styleOf(kind, style) // panics here, and not in a goroutine
		}
	}
	return datasets.Generate(rng, n, "kinds of pictures", []int{size, size, 3}, Kinds(), func(rng *rand.Rand, i int, example []float64) int {
		class := i % len(kinds)
		style := ""
		if chosen := options.Styles[kinds[class].name]; len(chosen) > 0 {
			style = chosen[rng.IntN(len(chosen))]
		}
		// Three times the size is enough for averaging to do what it does to a large file, and faster than more.
		side := max(3*float64(size), 2*smallest)
		ratio := math.Sqrt([]float64{4. / 3, 3. / 2, 16. / 9, 1, 3. / 4, 9. / 16}[rng.IntN(6)])
		picture := Draw(rng, kinds[class].name, style, int(side*ratio), int(side/ratio))
		for i, value := range datasets.Resize(picture, size, size) {
			example[i] = rounded(value)
		}
		return class
	})
}

func stylesOf(kind string) []style {
	i := slices.Index(Kinds(), kind)
	if i < 0 {
		panic(fmt.Sprintf("pictures: there is no kind %q: the kinds are %q", kind, Kinds()))
	}
	return kinds[i].styles
}

func styleOf(kind, name string) style {
	i := slices.Index(Styles(kind), name)
	if i < 0 {
		panic(fmt.Sprintf("pictures: there is no style %q of the kind %q: its styles are %q", name, kind, Styles(kind)))
	}
	return stylesOf(kind)[i]
}
