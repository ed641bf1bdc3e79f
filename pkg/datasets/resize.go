package datasets

import (
	"fmt"
	"image"
	"image/color"
	"image/draw"
)

// Resize brings a picture to height x width pixels: row by row, red, green and blue
// from 0 to 1. Each new pixel is the average of the area that it covers in the
// picture (area averaging); proportions that differ are squeezed or stretched, and
// transparent parts become white. It panics if either side of the picture or of the
// result is below 1.
func Resize(picture image.Image, height, width int) []float64 {
	bounds := picture.Bounds()
	if bounds.Empty() || height < 1 || width < 1 {
		panic(fmt.Sprintf("datasets: cannot resize a picture of %d x %d pixels to %d x %d", bounds.Dx(), bounds.Dy(), width, height))
	}
	values := make([]float64, 3*height*width)
	row := image.NewRGBA(image.Rect(0, 0, bounds.Dx(), 1))
	columns, rows := overlaps(bounds.Dx(), width), overlaps(bounds.Dy(), height)
	for y, newRows := range rows {
		draw.Draw(row, row.Bounds(), image.NewUniform(color.White), image.Point{}, draw.Src)
		draw.Draw(row, row.Bounds(), picture, bounds.Min.Add(image.Pt(0, y)), draw.Over)
		for _, down := range newRows {
			newRow := values[3*width*down.pixel:][:3*width]
			for x, newColumns := range columns {
				pixel := row.Pix[4*x:][:3]
				for _, across := range newColumns {
					area := float64(down.length * across.length)
					newPixel := newRow[3*across.pixel:][:3]
					for channel := range newPixel {
						newPixel[channel] += area * float64(pixel[channel])
					}
				}
			}
		}
	}
	for i := range values {
		values[i] /= 255 * float64(bounds.Dx()) * float64(bounds.Dy()) // the area of a new pixel, and white
	}
	return values
}

// overlap is a new pixel that an old one covers over some length.
type overlap struct{ pixel, length int }

// overlaps divides a line of old pixels into new ones of equal length, and says which
// new pixels each old one overlaps. A new pixel is as many units long as there are old
// ones: so every length is a whole number, and what is added up is exact.
func overlaps(oldCount, newCount int) [][]overlap {
	all := make([][]overlap, oldCount)
	for pixel := range newCount {
		begin, end := pixel*oldCount, (pixel+1)*oldCount
		for at := begin / newCount; at*newCount < end; at++ {
			length := min(end, (at+1)*newCount) - max(begin, at*newCount)
			all[at] = append(all[at], overlap{pixel, length})
		}
	}
	return all
}
