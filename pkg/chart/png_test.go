package chart

import (
	"bytes"
	"image"
	"image/color"
	"image/png"
	"strings"
	"testing"
)

func decode(t *testing.T, f *Figure) image.Image {
	t.Helper()
	data, err := f.PNG()
	if err != nil {
		t.Fatal(err)
	}
	picture, err := png.Decode(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	return picture
}

// drops counts the pixels of a colour in a part of the picture.
func drops(picture image.Image, part image.Rectangle, ink color.NRGBA) int {
	n := 0
	for y := part.Min.Y; y < part.Max.Y; y++ {
		for x := part.Min.X; x < part.Max.X; x++ {
			if color.NRGBAModel.Convert(picture.At(x, y)) == ink {
				n++
			}
		}
	}
	return n
}

func TestPNG(t *testing.T) {
	picture := decode(t, New("Learning", falling(Line("loss"), 100), falling(Line("test"), 50)).Size(400, 300))
	bounds := picture.Bounds()
	if bounds.Dx() != 800 || bounds.Dy() != 600 {
		t.Errorf("size %v, want 800 by 600: two pixels for each CSS pixel", bounds.Size())
	}
	for _, corner := range []image.Point{{0, 0}, {799, 0}, {0, 599}, {799, 599}} {
		if c := color.NRGBAModel.Convert(picture.At(corner.X, corner.Y)); c != background {
			t.Errorf("corner %v is %v, want the background %v", corner, c, background)
		}
	}
	for i := range 2 {
		if n := drops(picture, bounds, styles[i].Colour); n < 300 {
			t.Errorf("%d pixels have the colour of series %d, want at least 300", n, i)
		}
	}
	if n := drops(picture, bounds, styles[2].Colour); n > 0 {
		t.Errorf("%d pixels have the colour of a third series, but there are two", n)
	}
}

// The title of a Russian lesson must not be a row of empty boxes: two different words, two different pictures.
func TestPNGHasCyrillicLetters(t *testing.T) {
	title := image.Rect(0, 0, 600, 60)
	one := decode(t, New("жжжж"))
	other := decode(t, New("шшшш"))
	if drops(one, title, ink) == drops(other, title, ink) {
		t.Error("ж and ш take the same ink: the font lacks them")
	}
}

func TestSurfaceFillsItsFrame(t *testing.T) {
	picture := decode(t, New("Bowl", Surface("loss", bowl, Range{-2, 3}, Range{-2, 2})))
	for name, c := range map[string]color.NRGBA{"lowest": cividis[0], "highest": cividis[len(cividis)-1]} {
		if n := drops(picture, picture.Bounds(), c); n < 100 {
			t.Errorf("%d pixels have the %s colour, want at least 100", n, name)
		}
	}
}

// A word that the font cannot draw is an error, not a row of boxes. An SVG takes its letters from the reader's fonts.
func TestPNGNamesTheMissingLetter(t *testing.T) {
	for word, want := range map[string]string{
		"損失": "U+640D, Han", "الخطأ": "Arabic", "오차": "Hangul", "हानि": "Devanagari", "loss 😀": "U+1F600",
	} {
		for what, f := range map[string]*Figure{"title": New(word), "axis": New("").Axes(word, ""), "legend": New("", Line("a"), Line(word)), "bar": New("", Bars([]string{word}, []float64{1}))} {
			_, err := f.PNG()
			if err == nil || !strings.Contains(err.Error(), want) || !strings.Contains(err.Error(), "Liberation Sans") {
				t.Errorf("%s %s: got %v, want an error that names %s and the font", what, word, err, want)
			}
			if svg, err := f.SVG(); err != nil || !strings.Contains(string(svg), ">"+word+"</text>") {
				t.Errorf("%s %s: it is not in the SVG: %v", what, word, err)
			}
		}
	}
	for _, word := range []string{"Größe – ñ", "Ошибка ‹ё›", "Σφάλμα αβγ"} {
		if _, err := New(word).PNG(); err != nil {
			t.Error(err)
		}
	}
}

// Probabilities have the same colours in every picture, whatever their range, and the examples share them.
func TestDecisionBoundary(t *testing.T) {
	slope := func(x, _ float64) float64 { return x }
	square := Range{0.3, 0.8}
	figure := New("", DecisionBoundary("answer", slope, square, square), Line("other"), seriesOf(Points("no"), 0.4), seriesOf(Points("yes"), 0.7))
	got := "|" + labels(tree(t, figure)) + "|"
	for _, want := range []string{"0", "0.25", "0.5", "0.75", "1", "input 1", "answer"} {
		if !strings.Contains(got, "|"+want+"|") {
			t.Errorf("%q is not written in the picture: %s", want, got)
		}
	}
	chosen := figure.styles(figure.look().described)
	if chosen[2].Colour != negative || chosen[3].Colour != positive {
		t.Errorf("the points have the colours %v and %v, want those of 0 and 1", chosen[2].Colour, chosen[3].Colour)
	}
	scale := probabilityScale("")
	below, above := scale.at(0.02), scale.at(0.98)
	if below.B <= below.R || above.R <= above.B || scale.at(-3) != scale.at(0) || scale.at(7) != scale.at(1) {
		t.Errorf("0.02 is %v and 0.98 is %v, want blue and orange", below, above)
	}
	picture := decode(t, figure)
	if n := drops(picture, picture.Bounds(), ink); n < 1000 {
		t.Errorf("%d pixels of ink, want a line at 0.5", n)
	}
	if alt := New("", DecisionBoundary("", func(x, _ float64) float64 { return 9 * x }, square, square)).Alt(); !strings.Contains(alt, "outside 0 to 1") {
		t.Errorf("of what is no probability the words are %s", alt)
	}
}
