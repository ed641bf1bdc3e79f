package chart

import (
	"image"
	"image/color"

	"gonum.org/v1/plot/vg"
)

// A figure is measured in CSS pixels and drawn with two dots for each in each direction,
// so that it is sharp on today's screens and in print.
const dotsPerPixel = 2

// dots returns how many dots a box is wide and high.
func dots(box vg.Rectangle) (width, height int) {
	size := box.Size()
	return int(dotsPerPixel*size.X.Points() + 0.5), int(dotsPerPixel*size.Y.Points() + 0.5)
}

// resized returns a picture of another size. Each new pixel is the mean of the pixels that
// it covers, or the one that it is in.
func resized(picture image.Image, width, height int) image.Image {
	from := picture.Bounds()
	if from.Dx() == width && from.Dy() == height {
		return picture
	}
	to := image.NewNRGBA64(image.Rect(0, 0, width, height))
	for y := range height {
		top, bottom := covered(y, height, from.Dy())
		for x := range width {
			left, right := covered(x, width, from.Dx())
			var r, g, b, a, n uint64
			for row := top; row < bottom; row++ {
				for column := left; column < right; column++ {
					r1, g1, b1, a1 := picture.At(from.Min.X+column, from.Min.Y+row).RGBA()
					r, g, b, a, n = r+uint64(r1), g+uint64(g1), b+uint64(b1), a+uint64(a1), n+1
				}
			}
			to.Set(x, y, color.RGBA64{uint16(r / n), uint16(g / n), uint16(b / n), uint16(a / n)})
		}
	}
	return to
}

// covered returns which of the old pixels, from the first up to but without the last, fall
// on new pixel number i.
func covered(i, news, olds int) (first, last int) {
	first = i * olds / news
	return first, max((i+1)*olds/news, first+1)
}
