package pictures

import (
	"image"
	"strings"
	"sync"

	"golang.org/x/image/font"
	"golang.org/x/image/font/gofont/gobold"
	"golang.org/x/image/font/gofont/gomono"
	"golang.org/x/image/font/gofont/goregular"
	"golang.org/x/image/font/opentype"
	"golang.org/x/image/math/fixed"
)

// The typefaces are those that come with Go.
var (
	regular = sync.OnceValue(func() *opentype.Font { return must(opentype.Parse(goregular.TTF)) })
	bold    = sync.OnceValue(func() *opentype.Font { return must(opentype.Parse(gobold.TTF)) })
	mono    = sync.OnceValue(func() *opentype.Font { return must(opentype.Parse(gomono.TTF)) })
)

// must is for what does not fail with data of our own.
func must[T any](value T, err error) T {
	if err != nil {
		panic("pictures: cannot draw: " + err.Error())
	}
	return value
}

// A textFont writes on a canvas in one typeface and size.
type textFont struct {
	*canvas
	face font.Face
	size float64 // from line to line
}

func (c *canvas) font(typeface func() *opentype.Font, size float64) textFont {
	options := opentype.FaceOptions{Size: max(size*c.scale, 1), DPI: 72 * 0.8, Hinting: font.HintingNone}
	return textFont{c, must(opentype.NewFace(typeface(), &options)), size}
}

// readable is the size of text, in pixels, below which words are grey bars, as averaging
// makes them. Bars are drawn many times faster.
const readable = 5

// left writes from x to the right, with the middle of small letters at y, and returns where it ends.
func (f textFont) left(x, y float64, with colour, text string) float64 {
	if f.size*f.scale < readable {
		return f.bars(x, y, with, text)
	}
	dot := fixed.Point26_6{X: fixed.Int26_6(x * f.scale * 64), Y: fixed.Int26_6((y + 0.22*f.size) * f.scale * 64)}
	last := rune(-1)
	for _, letter := range text {
		if last >= 0 {
			dot.X += f.face.Kern(last, letter)
		}
		pixels, mask, from, advance, _ := f.face.Glyph(dot, letter)
		f.mask(with, pixels, mask.(*image.Alpha), from)
		dot.X += advance
		last = letter
	}
	return float64(dot.X) / 64 / f.scale
}

func (f textFont) centre(x, y float64, with colour, text string) {
	f.left(x-f.length(text)/2, y, with, text)
}

func (f textFont) right(x, y float64, with colour, text string) {
	f.left(x-f.length(text), y, with, text)
}

func (f textFont) length(text string) float64 {
	if f.size*f.scale < readable {
		return f.bars(0, 0, colour{}, text)
	}
	return float64(font.MeasureString(f.face, text)) / 64 / f.scale
}

// bars draws a bar for each word and returns where the last one ends.
func (f textFont) bars(x, y float64, with colour, text string) float64 {
	for word := range strings.FieldsSeq(text) {
		length := 0.42 * f.size * float64(len(word))
		f.box(x, y-0.22*f.size, length, 0.44*f.size, 0, with.alpha(0.5))
		x += length + 0.3*f.size
	}
	return x - 0.3*f.size
}
