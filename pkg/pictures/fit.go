package pictures

import (
	"fmt"
	"image"
	"image/color"
	"image/draw"
)

// Fit brings a picture to height x width pixels, three numbers from 0 to 1 each: what
// [datasets.ColourFolder] makes of its file. Each new pixel is the average of the area
// that it covers, so that proportions may change; transparent parts become white. It
// panics for a picture without pixels.
func Fit(picture image.Image, height, width int) []float32 {
	bounds := picture.Bounds()
	if bounds.Empty() || height < 1 || width < 1 {
		panic(fmt.Sprintf("pictures: cannot bring a picture of %d x %d pixels to %d x %d", bounds.Dx(), bounds.Dy(), width, height))
	}
	small := make([]float32, 3*height*width)
	row := image.NewRGBA(image.Rect(0, 0, bounds.Dx(), 1))
	narrow := make([]float32, 3*width)
	columns := sharesOf(bounds.Dx(), width)
	for y, rows := range sharesOf(bounds.Dy(), height) {
		draw.Draw(row, row.Rect, image.NewUniform(color.White), image.Point{}, draw.Src)
		draw.Draw(row, row.Rect, picture, image.Pt(bounds.Min.X, bounds.Min.Y+y), draw.Over)
		clear(narrow)
		for x, shares := range columns {
			for _, s := range shares {
				for channel := range 3 {
					narrow[3*s.to+channel] += s.size * float32(row.Pix[4*x+channel]) / 255
				}
			}
		}
		for _, s := range rows {
			for i, value := range narrow {
				small[3*width*s.to+i] += s.size * value
			}
		}
	}
	return small
}

// A share says which part of a new pixel an old one makes up.
type share struct {
	to   int
	size float32
}

// sharesOf lays count equal new pixels over a line of old ones, and says for each old
// one what it gives. It reckons in whole numbers: an old pixel is count units long, a
// new one as many as there are old ones.
func sharesOf(old, count int) [][]share {
	all := make([][]share, old)
	for i := range all {
		begin, end := i*count, (i+1)*count
		for to := begin / old; to*old < end; to++ {
			length := min(end, (to+1)*old) - max(begin, to*old)
			all[i] = append(all[i], share{to, float32(length) / float32(old)})
		}
	}
	return all
}
