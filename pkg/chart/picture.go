package chart

import (
	"fmt"
	"image"
	"image/color"
	"math"
	"slices"
)

// A Picture is one picture of an [ImageGrid], with a caption below it.
// [Pixels], [Diverging] and [Image] make one.
type Picture struct {
	caption                 string
	height, width, channels int
	value                   func(i int) float64 // row by row, the channels of a pixel side by side; nil if there is an image
	diverging               bool
	image                   image.Image
	frame                   image.Rectangle
}

// Float is the kind of number that pictures and weights come in.
type Float interface{ ~float32 | ~float64 }

// Pixels returns a grey or a coloured picture: 0 is black, 1 is white; values
// outside are clipped. Shape is height, width and channels: one channel, which may be
// left out, is grey; three are red, green and blue. Values go row by row, as datasets hold
// them. They are read when the figure is drawn.
func Pixels[F Float](caption string, shape []int, values []F) Picture {
	return picture("Pixels", caption, shape, values)
}

// Diverging returns a picture of numbers of both signs, such as weights, a kernel or a feature
// map: blue is negative, white is zero, orange is positive. Shape is height and width; a
// third number must be 1. Values go row by row. They are read when the figure is drawn.
func Diverging[F Float](caption string, shape []int, values []F) Picture {
	p := picture("Diverging", caption, shape, values)
	if p.channels != 1 {
		panic(fmt.Sprintf("chart.Diverging: the picture has the shape %v, but only one channel can be drawn in diverging colours; use Channels to make a picture of each", shape))
	}
	p.diverging = true
	return p
}

// Channels returns a diverging picture for each channel of values with the shape height, width
// and channels: the feature maps of a convolution. The captions count from 1.
func Channels[F Float](shape []int, values []F) []Picture {
	if len(shape) != 3 || product(shape) != len(values) {
		panic(fmt.Sprintf("chart.Channels: %d values and the shape %v; it must be height, width and channels, and their product the number of values", len(values), shape))
	}
	channels := shape[2]
	pictures := make([]Picture, channels)
	for channel := range channels {
		pictures[channel] = Picture{
			caption: fmt.Sprint(channel + 1), height: shape[0], width: shape[1], channels: 1, diverging: true,
			value: func(i int) float64 { return float64(values[i*channels+channel]) },
		}
	}
	return pictures
}

// Image returns a picture that is there already: a photograph, a scan.
func Image(caption string, img image.Image) Picture {
	if img == nil {
		panic("chart.Image: the image is nil; decode one from a file, or take one of a data set's pictures")
	}
	size := img.Bounds().Size()
	return Picture{caption: caption, height: size.Y, width: size.X, channels: 3, image: img}
}

// Framed returns the picture with a frame around a part of it, counted in pixels from its
// top left corner: where a kernel is.
func (p Picture) Framed(row, column, height, width int) Picture {
	p.frame = image.Rect(column, row, column+width, row+height)
	if height < 1 || width < 1 || !p.frame.In(image.Rect(0, 0, p.width, p.height)) {
		panic(fmt.Sprintf("chart.Framed: a frame of %d by %d pixels at row %d, column %d is not inside the picture of %d by %d",
			height, width, row, column, p.height, p.width))
	}
	return p
}

func picture[F Float](maker, caption string, shape []int, values []F) Picture {
	full := shape
	if len(shape) == 2 {
		full = append(slices.Clone(shape), 1)
	}
	if len(full) != 3 || full[2] != 1 && full[2] != 3 {
		panic(fmt.Sprintf("chart.%s: a picture cannot have the shape %v; it must be [height width], [height width 1] or [height width 3]", maker, shape))
	}
	switch n := product(full); {
	case n < 0:
		panic(fmt.Sprintf("chart.%s: a picture cannot have the shape %v", maker, shape))
	case n != len(values):
		panic(fmt.Sprintf("chart.%s: %d values for a picture of the shape %v, which has %d", maker, len(values), shape, n))
	}
	return Picture{
		caption: caption, height: full[0], width: full[1], channels: full[2],
		value: func(i int) float64 { return float64(values[i]) },
	}
}

// product is the number of values of a shape, or -1 if no picture can have it.
func product(shape []int) int {
	n := 1
	for _, side := range shape {
		if side < 0 || side > 0 && n > math.MaxInt/side {
			return -1
		}
		n *= side
	}
	return n
}

// extremes finds the smallest and the largest value and counts those that are no numbers.
// Without a number the range is empty.
func (p Picture) extremes() (r Range, left int) {
	r = nowhere
	for i := range p.values() {
		r = r.including(p.value(i))
		if !finite(p.value(i)) {
			left++
		}
	}
	return r, left
}

// values is how many numbers the picture has; an image has none.
func (p Picture) values() int {
	if p.value == nil {
		return 0
	}
	return p.height * p.width * p.channels
}

// isEmpty says that there is not a single pixel.
func (p Picture) isEmpty() bool { return p.height <= 0 || p.width <= 0 }

// paint makes the pixels. Diverging pictures take their colours from the scale.
func (p Picture) paint(scale *colourScale) image.Image {
	if p.image != nil {
		return p.image
	}
	grey := image.NewGray(image.Rect(0, 0, p.width, p.height)) // a third of the bytes, and most pictures are grey
	coloured := image.NewNRGBA(grey.Rect)
	isGrey := true
	for row := range p.height {
		for column := range p.width {
			c := p.colour(row, column, scale)
			isGrey = isGrey && c.R == c.G && c.G == c.B
			grey.SetGray(column, row, color.Gray{Y: c.R})
			coloured.SetNRGBA(column, row, c)
		}
	}
	if isGrey {
		return grey
	}
	return coloured
}

// colour is the colour of one pixel. One that is no number has the colour of a faint grid.
func (p Picture) colour(row, column int, scale *colourScale) color.NRGBA {
	first := (row*p.width + column) * p.channels
	var channels [3]uint8
	for i := range channels {
		v := p.value(first + i%p.channels)
		if !finite(v) {
			return gridInk
		}
		if p.diverging {
			return scale.at(v)
		}
		channels[i] = uint8(255*min(max(v, 0), 1) + 0.5)
	}
	return color.NRGBA{channels[0], channels[1], channels[2], 0xFF}
}

// numberStyle returns how the numbers in the pixels are written. Zero is short, because
// a picture is mostly background.
func (p Picture) numberStyle() func(float64) string {
	values := make([]float64, p.values())
	for i := range values {
		values[i] = p.value(i)
	}
	digits := 3
	if r, _ := p.extremes(); max(-r.From, r.To) < 1 {
		digits = 2
	}
	write := alike(values, digits)
	return func(v float64) string {
		if v == 0 {
			return "0"
		}
		return write(v)
	}
}
