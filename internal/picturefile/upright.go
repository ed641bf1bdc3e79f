package picturefile

import (
	"bytes"
	"encoding/binary"
	"image"
	"image/draw"
	"math"
)

// scaledDown returns a picture with at most so many pixels, each the average of k x k.
func scaledDown(picture image.Image, pixels int) image.Image {
	bounds := picture.Bounds()
	width, height := bounds.Dx(), bounds.Dy()
	k := int(math.Ceil(math.Sqrt(float64(width) * float64(height) / float64(pixels))))
	if k <= 1 {
		return picture
	}
	small := image.NewRGBA(image.Rect(0, 0, max(width/k, 1), max(height/k, 1)))
	rows := image.NewRGBA(image.Rect(0, 0, width, min(k, height)))
	for y := range small.Rect.Dy() {
		draw.Draw(rows, rows.Rect, picture, bounds.Min.Add(image.Pt(0, y*k)), draw.Src)
		for x := range small.Rect.Dx() {
			var sum [4]int
			across := min(k, width-x*k)
			for row := range rows.Rect.Dy() {
				for i, value := range rows.Pix[rows.PixOffset(x*k, row):][:4*across] {
					sum[i%4] += int(value)
				}
			}
			for i := range sum {
				count := across * rows.Rect.Dy()
				small.Pix[small.PixOffset(x, y)+i] = uint8((sum[i] + count/2) / count)
			}
		}
	}
	return small
}

// orientation says how a camera was held, from 1 to 8: the tag 0x0112 of Exif 2.3. A
// phone stores most photos sideways and leaves it to that tag to say so.
type orientation int

const upright orientation = 1

// turned returns the picture upright.
func turned(picture image.Image, held orientation) image.Image {
	if held == upright {
		return picture
	}
	bounds := picture.Bounds()
	stored := image.NewRGBA(image.Rect(0, 0, bounds.Dx(), bounds.Dy()))
	draw.Draw(stored, stored.Rect, picture, bounds.Min, draw.Src)
	width, height := bounds.Dx(), bounds.Dy()
	if held >= 5 { // sideways
		width, height = height, width
	}
	result := image.NewRGBA(image.Rect(0, 0, width, height))
	for y := range height {
		for x := range width {
			atX, atY := held.stored(x, y, width, height)
			copy(result.Pix[result.PixOffset(x, y):][:4], stored.Pix[stored.PixOffset(atX, atY):])
		}
	}
	return result
}

// stored says where the file has pixel (x, y) of the upright picture of width x height pixels.
func (o orientation) stored(x, y, width, height int) (storedX, storedY int) {
	if o == 2 || o == 3 || o == 6 || o == 7 {
		x = width - 1 - x
	}
	if o == 3 || o == 4 || o == 7 || o == 8 {
		y = height - 1 - y
	}
	if o >= 5 {
		return y, x
	}
	return x, y
}

// orientationOf finds the tag in a JPEG, PNG or WebP. Without one, or where it is damaged,
// the picture counts as upright: its pixels may be fine all the same.
func orientationOf(content []byte) orientation {
	mark, skipped := "Exif\x00\x00", 0
	switch {
	case bytes.HasPrefix(content, []byte("\x89PNG")):
		mark = "eXIf"
	case bytes.HasPrefix(content, []byte("RIFF")):
		mark, skipped = "EXIF", 4 // the length of the chunk
	}
	_, tiff, _ := bytes.Cut(content, []byte(mark))
	tiff = bytes.TrimPrefix(tiff[min(skipped, len(tiff)):], []byte("Exif\x00\x00"))
	if len(tiff) < 8 {
		return upright
	}
	// What follows is a TIFF file: the order of its bytes, the place of its directory,
	// and there entries of 12 bytes, each with a tag, a type, a count and a value.
	var order binary.ByteOrder = binary.LittleEndian
	if bytes.HasPrefix(tiff, []byte("MM\x00*")) {
		order = binary.BigEndian
	} else if !bytes.HasPrefix(tiff, []byte("II*\x00")) {
		return upright
	}
	directory := tiff[min(int64(order.Uint32(tiff[4:])), int64(len(tiff))):]
	if len(directory) < 2 {
		return upright
	}
	entries, count := directory[2:], order.Uint16(directory)
	for ; count > 0 && len(entries) >= 12; entries, count = entries[12:], count-1 {
		if found := orientation(order.Uint16(entries[8:])); order.Uint16(entries) == 0x0112 && found >= 1 && found <= 8 {
			return found
		}
	}
	return upright
}
