// Package chart draws the figures of a lesson: learning curves, loss surfaces,
// tables of numbers, networks.
//
// A figure is a title and a list of marks. A mark is anything that can draw itself:
//
//	loss := chart.Line("squared error")
//	for step, pass := range n.Steps(set, 10_000) {
//		loss.Add(float64(step), pass.Loss())
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
// Charts draw the numbers they are given; they train and evaluate nothing, so a wrong
// picture means wrong numbers. Numbers that cannot be drawn (NaN, infinities, sizes beyond
// 1e300) are left out, and both the picture and the words say so.
//
// The colours are Okabe and Ito's, which colour-blind readers can tell apart;
// dashes and markers distinguish the series in black and white.
package chart

import (
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"time"
)

// A Figure is a title, two axes and the marks between them.
// Make one with New. It draws its marks again each time, so marks may grow
// between two pictures: that is how a live chart is made.
type Figure struct {
	title         string
	marks         []Mark
	x, y          Axis
	width, height float64 // in CSS pixels; 0 until Size is called
}

// New returns a figure that shows the marks in the given order, later ones on top.
func New(title string, marks ...Mark) *Figure {
	for i, mark := range marks {
		if v := reflect.ValueOf(mark); mark == nil || v.Kind() == reflect.Pointer && v.IsNil() {
			panic(fmt.Sprintf("chart.New: mark %d is nil; make one with Line, Bars or another of this package's functions", i+1))
		}
	}
	return &Figure{title: title, marks: marks}
}

// Axes names the horizontal and the vertical axis, with their units: "size, cm".
// An empty name leaves the name that the marks suggest.
func (f *Figure) Axes(x, y string) *Figure {
	f.x.Label, f.y.Label = x, y
	return f
}

// LogX gives the horizontal axis a logarithmic scale: equal distances are equal ratios.
// It has no place for zero and negative values; they are left out, and Alt says how many.
func (f *Figure) LogX() *Figure {
	f.x.Log = true
	return f
}

// LogY gives the vertical axis a logarithmic scale: equal distances are equal ratios.
// It shows how an error that is already tiny keeps falling.
func (f *Figure) LogY() *Figure {
	f.y.Log = true
	return f
}

// RangeX shows the horizontal axis only from one number to the other. A note in the picture says what is cut off.
func (f *Figure) RangeX(from, to float64) *Figure {
	f.x.Range = Range{from, to}.checked("chart.RangeX")
	return f
}

// RangeY shows the vertical axis only from one number to the other: a loss that explodes at its end then
// does not flatten what came before. A note in the picture says what is cut off.
func (f *Figure) RangeY(from, to float64) *Figure {
	f.y.Range = Range{from, to}.checked("chart.RangeY")
	return f
}

// DurationX says that the horizontal numbers are seconds; they are written as "90 ms", "1 min 30 s" or "2 h".
func (f *Figure) DurationX() *Figure {
	f.x.unit = durations{}
	return f
}

// DurationY says that the vertical numbers are seconds, as DurationX does of the horizontal ones.
func (f *Figure) DurationY() *Figure {
	f.y.unit = durations{}
	return f
}

// TimeX says that the horizontal numbers are seconds since 1970, as float64(t.Unix()) returns them.
// They are written as the time of day and the date in the given zone, such as time.UTC.
func (f *Figure) TimeX(zone *time.Location) *Figure {
	if zone == nil {
		panic("chart.TimeX: the zone is nil; give time.UTC or time.Local")
	}
	f.x.unit = clock{zone}
	return f
}

// The limits keep a mistyped size from asking for a picture of many gigabytes,
// or for one without any space left between the axes.
const (
	smallestWidth, smallestHeight = 200, 150
	largestSide                   = 4000
)

// Size sets the width, from 200 to 4000 CSS pixels, and the height, from 150 to 4000. Without it a figure has
// the size that suits its marks, about 560 by 340.
func (f *Figure) Size(width, height float64) *Figure {
	if !(width >= smallestWidth && width <= largestSide && height >= smallestHeight && height <= largestSide) {
		panic(fmt.Sprintf("chart.Size: %v by %v CSS pixels; the width must be from %d to %d, the height from %d to %d",
			width, height, smallestWidth, largestSide, smallestHeight, largestSide))
	}
	f.width, f.height = width, height
	return f
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

// A view is what a figure's marks show at one moment. To go through their data takes time, so each picture does it once.
type view struct {
	x, y       Axis
	across, up Range // how far the marks reach
	described  []Description
}

// look goes through the data of the marks.
func (f *Figure) look() view {
	var v view
	v.x, v.y = f.axes()
	v.across, v.up = f.extent(v.x, v.y)
	for _, mark := range f.marks {
		v.described = append(v.described, mark.Describe(v.x, v.y))
	}
	return v
}

// check returns an error for settings that contradict each other.
func (f *Figure) check(v view) error {
	for _, a := range []Axis{v.x, v.y} {
		if a.asked() && (a.names != nil || a.hidden) {
			return fmt.Errorf("draw figure %q: an axis without numbers has no range from %s to %s; leave RangeX or RangeY out", f.title, number(a.From), number(a.To))
		}
		if a.Log && a.asked() && a.From <= 0 {
			return fmt.Errorf("draw figure %q: a logarithmic axis has no place for %s, where its range begins; begin above zero", f.title, number(a.From))
		}
	}
	return nil
}

// axes returns the axes as the marks adjust them.
func (f *Figure) axes() (x, y Axis) {
	x, y = f.x, f.y
	x.air, y.air = 0.03, 0.03
	x.whole, y.whole = len(f.marks) > 0, len(f.marks) > 0
	for _, mark := range f.marks {
		if mark, ok := mark.(adjuster); ok {
			mark.adjust(&x, &y)
			continue
		}
		across, up := mark.Extent(x, y)
		x.whole, y.whole = x.whole && across.isWhole(), y.whole && up.isWhole()
	}
	for _, a := range []*Axis{&x, &y} {
		a.Log = a.Log && a.names == nil // names have no logarithm
	}
	return x, y
}

// extent returns how far the marks reach on both axes.
func (f *Figure) extent(x, y Axis) (across, up Range) {
	across, up = nowhere, nowhere
	for _, mark := range f.marks {
		markAcross, markUp := mark.Extent(x, y)
		across, up = across.with(markAcross), up.with(markUp)
	}
	return across, up
}
