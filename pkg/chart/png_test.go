package chart

import (
	"bytes"
	"image"
	"image/color"
	"image/png"
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
		if n := drops(picture, bounds, looks[i].colour); n < 300 {
			t.Errorf("%d pixels have the colour of series %d, want at least 300", n, i)
		}
	}
	if n := drops(picture, bounds, looks[2].colour); n > 0 {
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
