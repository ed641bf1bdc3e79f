package datasets

import (
	"fmt"
	"image"
	"image/color"
	"os"
	"slices"

	"firstneuron/internal/picturefile"
)

// LoadPicture reads a PNG, JPEG, GIF or WebP file as an example of a set's shape, as
// [Folder] and [ColourFolder] do. With the shape of the training set, a model can
// predict from it. Of an animation it takes the first picture. The error names the file.
func LoadPicture(path string, shape []int) ([]float64, error) {
	if err := checkPictureShape(shape); err != nil {
		return nil, fmt.Errorf("datasets: %s: %w", path, err)
	}
	values, err := loadPicture(path, shape)
	if err != nil {
		return nil, fmt.Errorf("datasets: %w", err)
	}
	return values, nil
}

// FromImage makes a picture an example of a set's shape, [height width 1] for grey
// or [height width 3] for red, green and blue, so that a model can predict from it.
// The picture is resized as by [Resize]; grey is 0.299 red, 0.587 green and 0.114
// blue, the proportions of ITU-R BT.601.
func FromImage(picture image.Image, shape []int) ([]float64, error) {
	if err := checkPictureShape(shape); err != nil {
		return nil, fmt.Errorf("datasets: %w", err)
	}
	if picture == nil || picture.Bounds().Empty() {
		return nil, fmt.Errorf("datasets: a picture without pixels cannot be an example of the shape %v: give one with at least 1x1", shape)
	}
	return fromImage(picture, shape), nil
}

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

func toByte(value float64) uint8 {
	return uint8(255*min(max(value, 0), 1) + 0.5)
}

// fromImage is FromImage without its checks.
func fromImage(picture image.Image, shape []int) []float64 {
	values := Resize(picture, shape[0], shape[1])
	if shape[2] == 3 {
		return values
	}
	grey := make([]float64, 0, shape[0]*shape[1])
	for colour := range slices.Chunk(values, 3) {
		red, green, blue := colour[0], colour[1], colour[2]
		grey = append(grey, green+0.299*(red-green)+0.114*(blue-green)) // BT.601, and exact where the three are equal
	}
	return grey
}

const maxSide = 1 << 14 // pixels; the height or the width of an example

func loadPicture(path string, shape []int) ([]float64, error) {
	info, err := os.Stat(path)
	switch {
	case err != nil:
		return nil, err
	case !info.Mode().IsRegular():
		return nil, fmt.Errorf("%s is not a file", path)
	case info.Size() > picturefile.MaxBytes:
		return nil, fmt.Errorf("%s is larger than the %d MB that a picture may have", path, picturefile.MaxBytes>>20)
	}
	content, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	picture, err := picturefile.Decode(content)
	if err != nil {
		return nil, fmt.Errorf("%s %w", path, err)
	}
	return fromImage(picture, shape), nil
}

func isPictureShape(shape []int) bool {
	return len(shape) == 3 && (shape[2] == 1 || shape[2] == 3)
}

func (s *Set) mustBePictures(method string) {
	if !isPictureShape(s.Shape) {
		panic(fmt.Sprintf("datasets: %s needs pictures, [height width channels] with 1 or 3 channels, but %s has the shape %v", method, s.Name, s.Shape))
	}
}

func checkPictureShape(shape []int) error {
	if !isPictureShape(shape) || slices.Min(shape) < 1 || slices.Max(shape) > maxSide {
		return fmt.Errorf("pictures cannot have the shape %v: give a height and a width from 1 to %d pixels, and 1 or 3 channels", shape, maxSide)
	}
	return nil
}
