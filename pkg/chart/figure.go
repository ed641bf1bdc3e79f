// Package chart draws the figures of a lesson: learning curves, loss surfaces,
// tables of numbers, networks.
//
// A figure is a title and a list of marks. A mark is anything that can draw itself:
//
//	loss := chart.Line("squared error")
//	for step, trial := range n.Trials(examples, 10_000) {
//		loss.Add(float64(step), trial.Loss())
//	}
//	figure := chart.New("Learning", loss).Axes("step", "squared error")
//	svg, err := figure.SVG()
//
// Every figure also says in words what it shows, for those who cannot see it and
// for those who wonder what to look at. The words are made from the data:
//
//	fmt.Println(figure.Alt())
//	// Learning: squared error falls from 0.53 to 0.0001 in 10,000 steps.
//
// Charts never compute. They draw the numbers they are given, so a wrong picture
// means wrong numbers. Numbers that cannot be drawn (NaN, infinities) are left
// out, and the words say how many.
//
// The colours are Okabe and Ito's, which colour-blind readers can tell apart;
// dashes and markers tell the same story on a grey printer.
package chart

import (
	"fmt"
	"math"
	"os"
	"path/filepath"
	"strings"
)

// A Figure is a title, two axes and the marks between them.
// Make one with New. It draws its marks anew each time, so marks may grow
// between two pictures: that is how a live chart is made.
type Figure struct {
	title         string
	marks         []Mark
	x, y          axis
	width, height float64 // in CSS pixels; 0 means a size that suits the marks
}

// New returns a figure that shows the marks in the given order, later ones on top.
func New(title string, marks ...Mark) *Figure {
	for i, mark := range marks {
		if missing(mark) {
			panic(fmt.Sprintf("chart.New: mark %d is nil; make one with Line, Bars or another of this package's functions", i+1))
		}
	}
	return &Figure{title: title, marks: marks}
}

func missing(mark Mark) bool {
	series, isSeries := mark.(*Series)
	diagram, isDiagram := mark.(*Diagram)
	album, isAlbum := mark.(*Album)
	return mark == nil || isSeries && series == nil || isDiagram && diagram == nil || isAlbum && album == nil
}

// Axes names the horizontal and the vertical axis, with their units: "time, s".
// An empty name leaves the name that the marks suggest.
func (f *Figure) Axes(x, y string) *Figure {
	f.x.label, f.y.label = x, y
	return f
}

// LogX gives the horizontal axis a logarithmic scale: equal steps multiply.
// It has no place for zero and negative values; they are left out, and Alt says how many.
func (f *Figure) LogX() *Figure {
	f.x.log = true
	return f
}

// LogY gives the vertical axis a logarithmic scale: equal steps multiply.
// It shows how an error that is already tiny keeps falling.
func (f *Figure) LogY() *Figure {
	f.y.log = true
	return f
}

// Size sets the width and the height in CSS pixels; 0 leaves the usual one, about 560 by 340.
// A size that cannot hold a chart is raised to the smallest one that can.
func (f *Figure) Size(width, height float64) *Figure {
	f.width, f.height = width, height
	return f
}

// Alt says in words what the figure shows: the text alternative.
func (f *Figure) Alt() string {
	x, y := f.namedAxes()
	said := make([]string, 0, len(f.marks))
	for _, mark := range f.marks {
		said = append(said, mark.describe(x, y))
	}
	if len(said) == 0 {
		said = append(said, "no data")
	}
	words := strings.Join(said, "; ") + "."
	switch {
	case f.title == "":
		return words
	case strings.ContainsAny(f.title[len(f.title)-1:], ".:?!"):
		return f.title + " " + words
	default:
		return f.title + ": " + words
	}
}

// Save writes the figure to a file. The extension chooses the format: .svg or .png.
func (f *Figure) Save(path string) error {
	var picture []byte
	var err error
	switch extension := strings.ToLower(filepath.Ext(path)); extension {
	case ".svg":
		picture, err = f.SVG()
	case ".png":
		picture, err = f.PNG()
	default:
		return fmt.Errorf("save figure %q to %q: the extension %q is not a picture format; end the name in .svg or .png", f.title, path, extension)
	}
	if err != nil {
		return err
	}
	if err := os.WriteFile(path, picture, 0o644); err != nil {
		return fmt.Errorf("save figure %q: %w; choose a folder that exists and can be written to", f.title, err)
	}
	return nil
}

// The limits keep a mistyped size from asking for a picture of many gigabytes,
// or for one with no room left between the axes.
const (
	smallestWidth, smallestHeight = 200, 150
	largestSide                   = 4000
)

// size returns the size in CSS pixels: the caller's, or the one that the marks ask for.
func (f *Figure) size() (width, height float64) {
	width, height = 560, 340
	for _, mark := range f.marks {
		if mark, ok := mark.(sized); ok {
			width, height = mark.size()
		}
	}
	if f.width > 0 {
		width = f.width
	}
	if f.height > 0 {
		height = f.height
	}
	width = math.Round(min(max(width, smallestWidth), largestSide))
	height = math.Round(min(max(height, smallestHeight), largestSide))
	return width, height
}

// namedAxes returns the axes with the names that Axes gave them,
// or else those that the first mark with an opinion suggests.
func (f *Figure) namedAxes() (x, y axis) {
	x, y = f.x, f.y
	for _, mark := range f.marks {
		mark, ok := mark.(labelled)
		if !ok {
			continue
		}
		suggestedX, suggestedY := mark.labels()
		if x.label == "" {
			x.label = suggestedX
		}
		if y.label == "" {
			y.label = suggestedY
		}
	}
	return x, y
}
