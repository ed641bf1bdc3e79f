package datasets

import (
	"fmt"
	"image"
	"image/color"
)

// Picture is example i as an image: grey for one channel, red, green and blue for
// three. A number below 0 shows as 0, and one above 1 as 1.
func (s *Set) Picture(i int) image.Image {
	s.mustBePictures("Picture")
	height, width, channels := s.Shape[0], s.Shape[1], s.Shape[2]
	values := s.Example(i)
	if channels == 1 {
		picture := image.NewGray(image.Rect(0, 0, width, height))
		for at, value := range values {
			picture.Pix[at] = toByte(value)
		}
		return picture
	}
	picture := image.NewRGBA(image.Rect(0, 0, width, height))
	for at := range height * width {
		red, green, blue := values[3*at], values[3*at+1], values[3*at+2]
		picture.SetRGBA(at%width, at/width, color.RGBA{toByte(red), toByte(green), toByte(blue), 255})
	}
	return picture
}

func toByte(value float32) uint8 {
	return uint8(255*min(max(value, 0), 1) + 0.5)
}

func (s *Set) isPictures() bool {
	return len(s.Shape) == 3 && (s.Shape[2] == 1 || s.Shape[2] == 3)
}

func (s *Set) mustBePictures(method string) {
	if !s.isPictures() {
		panic(fmt.Sprintf("datasets: %s needs pictures, [height width channels] with 1 or 3 channels, but %s has the shape %v", method, s.Name, s.Shape))
	}
}
