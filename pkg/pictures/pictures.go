// Package pictures draws what pictures on a blog are: screenshots, illustrations,
// photographs and charts, each kind in several styles.
//
//	picture := pictures.Draw(rand.New(rand.NewPCG(1, 2)), "chart", "bars", 640, 480)
//
// A network learns from them to tell the kinds apart (lesson 15), without one file
// that somebody would have to collect and to license. They are stand-ins, and the
// photographs most of all: here they are noise, light and blur that follow a few
// rules of landscapes and faces. A network that shall judge real pictures needs real
// ones beside them: a folder of your own, which package recognise adds.
package pictures

import (
	"fmt"
	"image"
	"math"
	"math/rand/v2"
	"slices"

	"firstneuron/pkg/datasets"
)

// Kinds are the kinds of pictures, in the order of the classes of [Set].
func Kinds() []string { return []string{"screenshot", "illustration", "photograph", "chart"} }

// Styles are the styles of a kind. It panics where there is no such kind.
func Styles(kind string) []string {
	names := make([]string, 0, 8)
	for _, s := range stylesOf(kind) {
		names = append(names, s.name)
	}
	return names
}

// Draw draws a picture of a kind in one of its styles, in any size from 16 x 16
// pixels; an empty style stands for any of them by chance. No two are the same; an rng
// from the same seed draws the same again. It panics where there is no such kind or style.
func Draw(rng *rand.Rand, kind, style string, width, height int) image.Image {
	styles := stylesOf(kind)
	if width < smallest || height < smallest || width*height > largest {
		panic(fmt.Sprintf("pictures: cannot draw %d x %d pixels: give at least %d for each side, and at most %d in all", width, height, smallest, largest))
	}
	if style == "" {
		style = styles[rng.IntN(len(styles))].name
	}
	return styles[indexOf(kind, style)].draw(dice{rng}, width, height)
}

const (
	smallest = 16
	largest  = 40_000_000 // as many as package datasets reads
)

// Options choose what [Set] draws. The zero value draws all kinds in all styles.
type Options struct {
	// Styles are those of each kind to draw: with some left out of what a network
	// learns from, one sees whether it knows the kind or has learnt the styles by heart.
	// A kind that is not in it has all its styles.
	Styles map[string][]string
}

// Set draws n pictures, the kinds by turns, and brings them to size x size pixels in
// three channels: the classes are [Kinds]. Each is drawn larger, wide, square or
// upright, and then squeezed by [datasets.Fit], as happens to a picture from a file.
func Set(rng *rand.Rand, n, size int, options Options) *datasets.Set {
	if n < 0 || size < 1 || size > 1024 {
		panic(fmt.Sprintf("pictures: cannot draw a set of %d pictures of %d x %d: a side has from 1 to 1024 pixels", n, size, size))
	}
	kinds := Kinds()
	for kind, styles := range options.Styles {
		for _, style := range styles {
			indexOf(kind, style) // panics here, and not in a goroutine
		}
	}
	return datasets.Drawn(rng, n, "kinds of pictures", []int{size, size, 3}, kinds, func(rng *rand.Rand, i int, example []float32) int {
		label := i % len(kinds)
		copy(example, drawFor(rng, kinds[label], size, options))
		return label
	})
}

// drawFor draws one picture of a set. Three times the size is enough for averaging to do
// to it what it does to a large file, and takes a ninth of the time of nine.
func drawFor(rng *rand.Rand, kind string, size int, options Options) []float32 {
	style := ""
	if chosen := options.Styles[kind]; len(chosen) > 0 {
		style = chosen[rng.IntN(len(chosen))]
	}
	side := max(3*float64(size), smallest*2)
	wide := math.Sqrt([]float64{4. / 3, 3. / 2, 16. / 9, 1, 3. / 4, 9. / 16}[rng.IntN(6)])
	return datasets.Fit(Draw(rng, kind, style, int(side*wide), int(side/wide)), size, size)
}

// A style draws one kind of picture in its own way.
type style struct {
	name string
	draw func(vary dice, width, height int) image.Image
}

func stylesOf(kind string) []style {
	switch kind {
	case "screenshot":
		return screenshots
	case "illustration":
		return illustrations
	case "photograph":
		return photographs
	case "chart":
		return charts
	}
	panic(fmt.Sprintf("pictures: there is no kind %q: the kinds are %q", kind, Kinds()))
}

func indexOf(kind, name string) int {
	at := slices.IndexFunc(stylesOf(kind), func(s style) bool { return s.name == name })
	if at < 0 {
		panic(fmt.Sprintf("pictures: there is no style %q of the kind %q: its styles are %q", name, kind, Styles(kind)))
	}
	return at
}
