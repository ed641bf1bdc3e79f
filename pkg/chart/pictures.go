package chart

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"gonum.org/v1/plot"
)

// Album is a grid of small pictures with captions: digits, kernels, feature maps.
type Album struct {
	columns  int
	pictures []Picture
	separate bool
	numbers  bool
}

// Pictures returns the pictures in rows of so many columns. Pictures of different sizes are
// drawn about equally large.
//
//	digits := chart.Pictures(10)
//	for i := range 20 {
//		digits.Add(chart.Pixels(set.Classes[set.Labels[i]], set.Shape, set.Example(i)))
//	}
//
// Signed pictures share one scale of colours, which stands beside them.
func Pictures(columns int, pictures ...Picture) *Album {
	if columns < 1 {
		panic(fmt.Sprintf("chart.Pictures: %d columns; pictures need at least 1", columns))
	}
	return &Album{columns: columns, pictures: pictures}
}

// Add appends a picture.
func (a *Album) Add(p Picture) { a.pictures = append(a.pictures, p) }

// Separate gives each signed picture a scale of its own, up to its own largest number.
// Weak feature maps are seen beside strong ones, but colours can no longer be compared.
func (a *Album) Separate() *Album {
	a.separate = true
	return a
}

// Numbers writes its number into each pixel that is one: a kernel, a small digit.
func (a *Album) Numbers() *Album {
	a.numbers = true
	return a
}

func (a *Album) draw(p *plot.Plot, _ look) {
	p.HideAxes()
	p.X.Label.Text, p.Y.Label.Text = "", ""
	if len(a.pictures) > 0 {
		p.Add(drawnAlbum{a})
	}
}

func (a *Album) describe(_, _ axis) string {
	if len(a.pictures) == 0 {
		return "no data"
	}
	words := count(len(a.pictures), "picture") + a.sizes() + a.span()
	if captions := a.captions(); captions != "" {
		words += ": " + captions
	}
	return words
}

// sizes says how large the pictures are.
func (a *Album) sizes() string {
	first := a.pictures[0]
	for _, p := range a.pictures {
		if p.height != first.height || p.width != first.width {
			return " of different sizes"
		}
	}
	return fmt.Sprintf(" of %d by %s", first.height, count(first.width, "pixel"))
}

// span says between which numbers the values lie; for signed pictures also in which they are found.
func (a *Album) span() string {
	least, most := math.Inf(1), math.Inf(-1)
	var lowest, highest int
	left, values := leftOut{}, 0
	signed := slices.ContainsFunc(a.pictures, func(p Picture) bool { return p.signed })
	for i, p := range a.pictures {
		if signed && !p.signed {
			continue // the picture from which feature maps were made
		}
		low, high, odd := p.extremes()
		left.notNumbers += odd
		values += p.values()
		if low < least {
			least, lowest = low, i
		}
		if high > most {
			most, highest = high, i
		}
	}
	words := left.words("value")
	switch {
	case values == 0: // images, which have no numbers to tell of
		return ""
	case least > most:
		return ", no data" + words
	case least == most:
		return ", each value " + number(least) + words
	}
	from, to := twoNumbers(least, most)
	if signed && len(a.pictures) > 1 {
		from += " in " + a.nameOf(lowest)
		to += " in " + a.nameOf(highest)
	}
	return fmt.Sprintf(", values from %s to %s%s", from, to, words)
}

// nameOf is the caption of a picture, or its place where it has none.
func (a *Album) nameOf(i int) string {
	if caption := a.pictures[i].caption; caption != "" {
		return fmt.Sprintf("%q", caption)
	}
	return fmt.Sprintf("picture %d", i+1)
}

// captions lists what is written below the pictures, and which have frames, up to a number
// that can be listened to.
func (a *Album) captions() string {
	const most = 40
	var captions []string
	for i, p := range a.pictures {
		if frame := p.frame; !frame.Empty() {
			captions = append(captions, fmt.Sprintf("%s with a frame around %s and %s", a.nameOf(i),
				fromTo("row", frame.Min.Y, frame.Max.Y), fromTo("column", frame.Min.X, frame.Max.X)))
		} else if p.caption != "" {
			captions = append(captions, fmt.Sprintf("%q", p.caption))
		}
	}
	if more := len(captions) - most; more > 0 {
		captions = append(captions[:most], fmt.Sprintf("and %d more", more))
	}
	return strings.Join(captions, ", ")
}

// fromTo counts rows or columns from 1.
func fromTo(what string, first, end int) string {
	if end == first+1 {
		return fmt.Sprintf("%s %d", what, end)
	}
	return fmt.Sprintf("%ss %d to %d", what, first+1, end)
}

// scale is the scale that all signed pictures share.
func (a *Album) scale() *colourScale {
	if a.separate {
		return nil
	}
	return signedScale(a.pictures...)
}

// signedScale reaches equally far to both sides of zero; it is nil where no picture needs it.
func signedScale(pictures ...Picture) *colourScale {
	reach, needed := 0.0, false
	for _, p := range pictures {
		if least, most, _ := p.extremes(); p.signed && least <= most {
			reach, needed = max(reach, -least, most), true
		}
	}
	if !needed {
		return nil
	}
	return smoothScale(signed, -reach, reach)
}

func (a *Album) size() (width, height float64) {
	side := 112.0
	switch columns := min(a.columns, len(a.pictures)); {
	case columns == 1:
		side = 224
	case columns > 6:
		side = max(700/float64(columns)-albumGap, 24)
	}
	if a.numbers {
		side = max(side, 30*a.mostPixels())
	}
	width, height = a.plan(side, 700).size()
	if scale := a.scale(); scale != nil {
		width += scale.width().Points()
	}
	const title = 26
	return width + 2*margin, height + 2*margin + title
}

// mostPixels is the longest side of a picture, in pixels of its own.
func (a *Album) mostPixels() float64 {
	most := 1
	for _, p := range a.pictures {
		most = max(most, p.height, p.width)
	}
	return float64(most)
}
