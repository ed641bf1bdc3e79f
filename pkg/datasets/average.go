package datasets

import (
	"fmt"
	"image"
	"image/color"
	"image/draw"
)

// average brings a picture to the values of a shape, which it turns upright: each
// new pixel is the average of the area that it covers, to fractions of a pixel.
// With one channel it is grey, in the proportions of ITU-R BT.601: 0.299 red, 0.587 green, 0.114 blue.
func average(values []float32, picture image.Image, shape []int, upright orientation) {
	height, width, channels := shape[0], shape[1], shape[2]
	if upright.isLying() {
		height, width = width, height
	}
	small := Fit(picture, height, width)
	for y := range shape[0] {
		for x := range shape[1] {
			fromX, fromY := upright.from(x, y, shape[1], shape[0])
			colour := small[3*(fromY*width+fromX):][:3]
			at := channels * (y*shape[1] + x)
			if channels == 1 {
				values[at] = 0.299*colour[0] + 0.587*colour[1] + 0.114*colour[2]
			} else {
				copy(values[at:at+3], colour)
			}
		}
	}
}

// Fit brings a picture to height x width pixels, three numbers from 0 to 1 each: what
// ColourFolder makes of its file. Each new pixel is the average of the area that it
// covers, so that proportions may change; transparent parts become white. It panics
// for a picture without pixels.
func Fit(picture image.Image, height, width int) []float32 {
	bounds := picture.Bounds()
	if bounds.Empty() || height < 1 || width < 1 {
		panic(fmt.Sprintf("datasets: cannot bring a picture of %d x %d pixels to %d x %d", bounds.Dx(), bounds.Dy(), width, height))
	}
	small := make([]float32, 3*height*width)
	row := image.NewRGBA(image.Rect(0, 0, bounds.Dx(), 1))
	white := image.NewUniform(color.White)
	narrow := make([]float32, 3*width)
	columns, rows := overlaps(bounds.Dx(), width), overlaps(bounds.Dy(), height)
	first := 0 // the first new row that has not been passed
	for y := range bounds.Dy() {
		draw.Draw(row, row.Bounds(), white, image.Point{}, draw.Src)
		draw.Draw(row, row.Bounds(), picture, image.Pt(bounds.Min.X, bounds.Min.Y+y), draw.Over)
		narrowRow(narrow, row.Pix, columns)
		for first < height && rows[first].first+len(rows[first].shares) <= y {
			first++
		}
		for to := first; to < height && rows[to].first <= y; to++ {
			share := rows[to].shares[y-rows[to].first]
			into := small[3*width*to:][:3*width]
			for i, value := range narrow {
				into[i] += share * value
			}
		}
	}
	return small
}

func narrowRow(narrow []float32, pixels []uint8, columns []overlap) {
	for x, column := range columns {
		var red, green, blue float32
		for i, share := range column.shares {
			pixel := pixels[4*(column.first+i):][:3]
			red += share * float32(pixel[0])
			green += share * float32(pixel[1])
			blue += share * float32(pixel[2])
		}
		narrow[3*x], narrow[3*x+1], narrow[3*x+2] = red/255, green/255, blue/255
	}
}

// overlap says what one new pixel is made of: from the first old one on, so much of
// each. The shares add up to 1.
type overlap struct {
	first  int
	shares []float32
}

// overlaps lays count equal new pixels over a line of old ones. It reckons in
// whole numbers: each old pixel is count units long, each new one as many as there are old ones.
func overlaps(old, count int) []overlap {
	all := make([]overlap, count)
	for i := range all {
		begin, end := i*old, (i+1)*old
		all[i].first = begin / count
		for at := all[i].first; at*count < end; at++ {
			length := min(end, (at+1)*count) - max(begin, at*count)
			all[i].shares = append(all[i].shares, float32(length)/float32(old))
		}
	}
	return all
}
