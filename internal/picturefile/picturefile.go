// Package picturefile reads picture files that nobody has checked: PNG, JPEG, GIF (its first
// picture) and WebP. Photographs come upright, and large pictures are scaled down. What
// would take too much memory is refused before it is decoded.
//
// AVIF is not read: there is no decoder written in Go, and the C library compiled to
// WebAssembly would add 6 MB and a second of linking to each cell of a notebook.
package picturefile

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"image"
	"image/draw"
	_ "image/gif"
	"image/jpeg"
	_ "image/png"
	"io"
	"slices"

	_ "golang.org/x/image/webp"
)

const (
	MaxBytes      = 32 << 20   // of a file
	MaxPixels     = 64_000_000 // of a picture in a file, which takes some 250 MB of memory while it is read
	DecodedPixels = 16_000_000 // at most, of a picture that Decode returns
)

// Why a picture cannot be used, for errors.Is. The text of an error continues a sentence
// that begins with the name of the file.
var (
	ErrFormat   = errors.New("is not a PNG, JPEG, GIF or WebP picture")
	ErrAnimated = errors.New("is an animated WebP")
	ErrTooLarge = errors.New("is too large")
	ErrDamaged  = errors.New("is damaged")
)

var formats = []string{"png", "jpeg", "gif", "webp"} // a program may have registered more

// Decode reads a picture, upright as its camera has noted. One with more than DecodedPixels
// is scaled down: its pixels are averages of 2 x 2, 3 x 3 and so on.
func Decode(content []byte) (image.Image, error) {
	picture, _, err := decode(content)
	if err != nil {
		return nil, err
	}
	return turned(scaledDown(picture, DecodedPixels), orientationOf(content)), nil
}

// Check says whether content is a whole picture that Decode can read, and its media type.
func Check(content []byte) (mediaType string, err error) {
	_, mediaType, err = decode(content)
	return mediaType, err
}

// JPEG reads a picture and writes it as a JPEG with at most so many pixels, upright and on
// white. That is what any model that sees pictures can take: few read WebP, and none Exif.
func JPEG(content []byte, pixels int) ([]byte, error) {
	picture, err := Decode(content)
	if err != nil {
		return nil, err
	}
	picture = scaledDown(picture, pixels)
	onWhite := image.NewRGBA(picture.Bounds())
	draw.Draw(onWhite, onWhite.Rect, image.White, image.Point{}, draw.Src)
	draw.Draw(onWhite, onWhite.Rect, picture, onWhite.Rect.Min, draw.Over)
	var written bytes.Buffer
	err = jpeg.Encode(&written, onWhite, &jpeg.Options{Quality: 90})
	return written.Bytes(), err
}

// IsSVG tells an SVG by its first element. Nothing in it is drawn here.
func IsSVG(content []byte) bool {
	tokens := xml.NewDecoder(bytes.NewReader(bytes.TrimPrefix(content, []byte("\ufeff"))))
	tokens.CharsetReader = func(_ string, input io.Reader) (io.Reader, error) { return input, nil }
	for {
		token, err := tokens.RawToken()
		if err != nil {
			return false
		}
		switch token := token.(type) {
		case xml.StartElement:
			return token.Name.Local == "svg"
		case xml.CharData:
			if len(bytes.TrimSpace(token)) > 0 {
				return false
			}
		}
	}
}

// decode looks at the size before it decodes: a small file can claim to be a huge picture.
func decode(content []byte) (picture image.Image, mediaType string, err error) {
	if len(content) > MaxBytes {
		return nil, "", fmt.Errorf("%w: at most %d MB are possible: make it smaller", ErrTooLarge, MaxBytes>>20)
	}
	config, format, err := image.DecodeConfig(bytes.NewReader(content))
	switch {
	case len(content) == 0:
		return nil, "", fmt.Errorf("%w: it is empty", ErrDamaged)
	case !slices.Contains(formats, format):
		return nil, "", fmt.Errorf("%w: convert it to one", ErrFormat)
	case err == nil && int64(config.Width)*int64(config.Height) > MaxPixels:
		return nil, "", fmt.Errorf("%w: it has %d x %d pixels, and at most %d million are possible: make it smaller",
			ErrTooLarge, config.Width, config.Height, MaxPixels/1_000_000)
	}
	if err == nil {
		picture, _, err = image.Decode(bytes.NewReader(content))
	}
	switch {
	case err != nil && bytes.HasPrefix(content[min(8, len(content)):], []byte("WEBPVP8X")) && len(content) > 20 && content[20]&2 != 0:
		return nil, "", fmt.Errorf("%w: save one of its pictures", ErrAnimated)
	case errors.Is(err, io.ErrUnexpectedEOF) || errors.Is(err, io.EOF):
		return nil, "", fmt.Errorf("%w: it is cut off: get the file again", ErrDamaged)
	case err != nil:
		return nil, "", fmt.Errorf("%w (%w): get the file again", ErrDamaged, err)
	case picture.Bounds().Empty():
		return nil, "", fmt.Errorf("%w: it has no pixels", ErrDamaged)
	}
	switch decoded := picture.(type) {
	case *image.NYCbCrA:
		fullRange(&decoded.YCbCr)
	case *image.YCbCr:
		if format == "webp" {
			fullRange(decoded)
		}
	}
	return picture, "image/" + format, nil
}

// fullRange stretches the numbers of a lossy WebP, where black is 16 and white 235, to those
// of JPEG, 0 and 255, which package image expects.
func fullRange(picture *image.YCbCr) {
	stretch := func(values []uint8, zero, black, span int) {
		for i, v := range values {
			values[i] = uint8(min(max(zero+(int(v)-black)*255/span, 0), 255))
		}
	}
	stretch(picture.Y, 0, 16, 219)
	stretch(picture.Cb, 128, 128, 224)
	stretch(picture.Cr, 128, 128, 224)
}
