package picturefile

import (
	"bytes"
	"encoding/base64"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"hash/crc32"
	"image"
	"image/color"
	"image/gif"
	"image/jpeg"
	"image/png"
	"io"
	"math"
	"os"
	"strings"
	"testing"
)

// The WebP files and the PNG beside them are those of golang.org/x/image/testdata (BSD-3-Clause).
func TestFilesThatOthersMade(t *testing.T) {
	for _, test := range []struct {
		file, mediaType string
		width, height   int
		like            string // the same picture as PNG, or ""
	}{
		{"testdata/blue-purple-pink.lossless.webp", "image/webp", 150, 100, ""},
		{"testdata/blue-purple-pink.lossy.webp", "image/webp", 150, 100, "testdata/blue-purple-pink.lossless.webp"},
		{"testdata/gopher-doc.4bpp.lossless.webp", "image/webp", 75, 100, "testdata/gopher-doc.4bpp.png"},
		{"testdata/transparent.webp", "image/webp", 40, 30, ""},
		{"testdata/gopher-doc.4bpp.png", "image/png", 75, 100, ""},
		{"../../pkg/datasets/testdata/animation.gif", "image/gif", 4, 3, ""},
		{"../../notebooks/files/pictures/photograph/cat.jpg", "image/jpeg", 451, 300, ""},
	} {
		content := read(t, test.file)
		mediaType, err := Check(content)
		if err != nil || mediaType != test.mediaType {
			t.Errorf("%s: got %q, %v, want %q", test.file, mediaType, err, test.mediaType)
			continue
		}
		picture, err := Decode(content)
		if err != nil || picture.Bounds().Size() != image.Pt(test.width, test.height) {
			t.Errorf("%s: got %v, %v, want %d x %d", test.file, picture.Bounds(), err, test.width, test.height)
		} else if test.like != "" {
			like, err := Decode(read(t, test.like))
			if err != nil {
				t.Fatal(err)
			}
			if got := apart(picture, like); got > 4 { // 10 where black is taken for 16
				t.Errorf("%s: its pixels are on average %.1f of 255 from those of %s", test.file, got, test.like)
			}
		}
	}
}

// Pillow says how the picture looks upright: package datasets keeps its answers.
func TestEveryOrientationIsThatOfPillow(t *testing.T) {
	var oracles struct {
		Orientations map[int]struct {
			JPEG, PNG     []byte
			Height, Width int
			Values        []float64
		}
	}
	if err := json.Unmarshal(read(t, "../../pkg/datasets/testdata/oracles.json"), &oracles); err != nil {
		t.Fatal(err)
	}
	if len(oracles.Orientations) != 8 {
		t.Fatalf("%d orientations, want 8", len(oracles.Orientations))
	}
	for tag, want := range oracles.Orientations {
		for format, content := range map[string][]byte{"jpeg": want.JPEG, "png": want.PNG} {
			picture, err := Decode(content)
			if err != nil {
				t.Errorf("%s, orientation %d: %v", format, tag, err)
				continue
			}
			across, down := picture.Bounds().Dx()/want.Width, picture.Bounds().Dy()/want.Height // of a field of one colour
			for i, value := range want.Values {
				if got := greyAt(picture, i%want.Width*across+across/2, i/want.Width*down+down/2); math.Abs(got-255*value) > 3 {
					t.Errorf("%s, orientation %d, pixel %d: got %.0f, want %.0f", format, tag, i, got, 255*value)
					break
				}
			}
		}
	}
	sideways, err := Decode(read(t, "testdata/sideways.webp")) // 30 x 20, and orientation 6
	if err != nil || sideways.Bounds().Size() != image.Pt(20, 30) {
		t.Errorf("a WebP with orientation 6: got %v, %v, want 20 x 30", sideways.Bounds(), err)
	}
}

// A tag is read in both orders of bytes; what is no tag leaves the photo as it is.
func TestOrientationTags(t *testing.T) {
	photo := func(tiff string) []byte {
		content := "Exif\x00\x00" + tiff
		return []byte("\xff\xd8\xff\xe1" + string([]byte{0, byte(len(content) + 2)}) + content + "\xff\xda")
	}
	for _, test := range []struct {
		name    string
		content []byte
		want    orientation
	}{
		{"little end first", photo("II*\x00\x08\x00\x00\x00\x01\x00\x12\x01\x03\x00\x01\x00\x00\x00\x06\x00\x00\x00"), 6},
		{"big end first", photo("MM\x00*\x00\x00\x00\x08\x00\x01\x01\x12\x00\x03\x00\x00\x00\x01\x00\x08\x00\x00"), 8},
		{"beyond 8", photo("MM\x00*\x00\x00\x00\x08\x00\x01\x01\x12\x00\x03\x00\x00\x00\x01\x00\x09\x00\x00"), 1},
		{"another tag", photo("MM\x00*\x00\x00\x00\x08\x00\x01\x01\x13\x00\x03\x00\x00\x00\x01\x00\x08\x00\x00"), 1},
		{"a directory beyond the end", photo("MM\x00*\xff\xff\xff\xff"), 1},
		{"entries beyond the end", photo("MM\x00*\x00\x00\x00\x08\xff\xff"), 1},
		{"no TIFF", photo("AB\x00*\x00\x00\x00\x08"), 1},
		{"too short", photo("MM"), 1},
		{"a segment beyond the end", []byte("\xff\xd8\xff\xe1\xff\xffExif\x00\x00"), 1},
		{"no length", []byte("\xff\xd8\xff\xe1\x00\x00Exif\x00\x00"), 1},
		{"none", []byte("\xff\xd8\xff\xda\x00\x02"), 1},
		{"a WebP that ends in the name", []byte("RIFF\x00\x00\x00\x00WEBPEXIF\x01"), 1},
	} {
		if got := orientationOf(test.content); got != test.want {
			t.Errorf("%s: got %d, want %d", test.name, got, test.want)
		}
	}
}

func TestLargePicturesAreScaledDown(t *testing.T) {
	photo := image.NewGray(image.Rect(0, 0, 6000, 3000)) // 18 million
	for i := range photo.Pix {
		photo.Pix[i] = uint8(255 * (i % 2)) // stripes one pixel wide
	}
	for name, page := range map[string]struct {
		picture       image.Image
		width, height int
	}{
		"a photograph":  {photo, 3000, 1500},
		"a tall page":   {image.NewGray(image.Rect(0, 0, 500, 33_000)), 250, 16_500},
		"a line":        {image.NewGray(image.Rect(0, 0, 16_000_001, 1)), 8_000_000, 1},
		"large enough":  {image.NewGray(image.Rect(0, 0, 4000, 4000)), 4000, 4000},
		"by 3":          {image.NewPaletted(image.Rect(0, 0, 8000, 8000), color.Palette{color.White}), 4000, 4000},
		"not by wholes": {image.NewGray(image.Rect(5, 7, 5006, 5008)), 2500, 2500},
	} {
		small := scaledDown(page.picture, DecodedPixels)
		if got := small.Bounds().Size(); got != image.Pt(page.width, page.height) {
			t.Errorf("%s: got %v, want %d x %d", name, got, page.width, page.height)
		}
	}
	small := scaledDown(photo, DecodedPixels)
	if got := greyAt(small, 1234, 567); got != 128 {
		t.Errorf("stripes of 0 and 255 became %v, want 128", got)
	}
	if got := greyAt(scaledDown(photo, 6000*3000/16), 7, 7); math.Abs(got-128) > 1 {
		t.Errorf("by 4 they became %v, want 128", got)
	}
}

// What does not come from a camera or a drawing program: each is refused with a reason, and
// before it is decoded where that would take much memory.
func TestHostileFiles(t *testing.T) {
	whole := encoded(t, "png", image.NewGray(image.Rect(0, 0, 40, 30)))
	photo := encoded(t, "jpeg", image.NewGray(image.Rect(0, 0, 40, 30)))
	claims := func(width, height uint32) []byte {
		bomb := bytes.Clone(whole)
		binary.BigEndian.PutUint32(bomb[16:], width)
		binary.BigEndian.PutUint32(bomb[20:], height)
		binary.BigEndian.PutUint32(bomb[29:], crc32.ChecksumIEEE(bomb[12:29]))
		return bomb
	}
	flipped := bytes.Clone(whole)
	flipped[len(flipped)-20] ^= 1
	webpOf := func(width, height byte) []byte { // the frame says one size, the picture in it is 150 x 100
		chunk := read(t, "testdata/blue-purple-pink.lossless.webp")[12:]
		frame := append([]byte("RIFF\x00\x00\x00\x00WEBPVP8X\x0a\x00\x00\x00\x00\x00\x00\x00"), width-1, 0, 0, height-1, 0, 0)
		frame = append(frame, chunk...)
		binary.LittleEndian.PutUint32(frame[4:], uint32(len(frame)-8))
		return frame
	}
	if _, err := Check(webpOf(150, 100)); err != nil {
		t.Errorf("a frame of the right size: %v", err)
	}
	for _, test := range []struct {
		name    string
		content []byte
		is      error
		says    string
	}{
		{"nothing", nil, ErrDamaged, "is damaged: it is empty"},
		{"a text", []byte("a cat"), ErrFormat, "is not a PNG, JPEG, GIF or WebP picture: convert it to one"},
		{"SVG", []byte("<svg/>"), ErrFormat, "convert it"},
		{"AVIF", []byte("\x00\x00\x00\x20ftypavif\x00\x00\x00\x00avifmif1"), ErrFormat, "convert it"},
		{"a bomb", claims(20_000, 20_000), ErrTooLarge, "20000 x 20000 pixels, and at most 64 million"},
		{"a bomb that overflows", claims(1<<31-1, 1<<31-1), nil, ""},
		{"one that claims a bit more", claims(400, 300), ErrDamaged, "not enough pixel data"},
		{"too many bytes", append(bytes.Clone(whole), make([]byte, MaxBytes)...), ErrTooLarge, "at most 32 MB"},
		{"cut off", whole[:len(whole)-30], ErrDamaged, "not enough pixel data"},
		{"a JPEG cut off", photo[:len(photo)/2], ErrDamaged, "cut off"},
		{"a WebP cut off", read(t, "testdata/blue-purple-pink.lossy.webp")[:100], ErrDamaged, ""},
		{"a WebP without a picture", []byte("RIFF\x04\x00\x00\x00WEBP"), ErrFormat, ""},
		{"a wrong bit", flipped, ErrDamaged, "invalid checksum"},
		{"a GIF of 65535 x 65535", []byte("GIF89a\xff\xff\xff\xff\x80\x00\x00\x00\x00\x00\xff\xff\xff,"), ErrTooLarge, "65535 x 65535"},
		{"a frame of 0 x 0", []byte("GIF89a\x02\x00\x02\x00\x80\x00\x00\x00\x00\x00\xff\xff\xff,\x00\x00\x00\x00\x00\x00\x00\x00\x00\x02\x01,\x00;"), ErrDamaged, "no pixels"},
		{"a WebP larger than its frame", webpOf(2, 2), ErrDamaged, "invalid format"},
		{"an animated WebP", read(t, "testdata/animated.webp"), ErrAnimated, "is an animated WebP: save one of its pictures"},
	} {
		mediaType, err := Check(test.content)
		if err == nil || mediaType != "" || test.is != nil && !errors.Is(err, test.is) || !strings.Contains(fmt.Sprint(err), test.says) {
			t.Errorf("%s: got %q, %v; want %v and %q", test.name, mediaType, err, test.is, test.says)
		}
		if picture, err := Decode(test.content); err == nil || picture != nil {
			t.Errorf("%s: decoded", test.name)
		}
	}
}

func TestIsSVG(t *testing.T) {
	for content, want := range map[string]bool{
		`<svg xmlns="http://www.w3.org/2000/svg"/>`: true,
		"\ufeff  \n<svg>": true,
		`<?xml version="1.0" encoding="ISO-8859-1"?><!-- <html> --><!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "x"><svg>`: true,
		`<svg:svg xmlns:svg="http://www.w3.org/2000/svg">`:                                                                   true,
		"<html><svg></svg></html>":    false,
		"<!-- <svg> --><html></html>": false,
		"text <svg>":                  false,
		"<":                           false,
		"":                            false,
		"\x89PNG\r\n\x1a\n<svg>":      false,
		"<SVG>":                       false, // XML knows small and large letters apart
		"<?xml <svg>":                 false,
	} {
		if got := IsSVG([]byte(content)); got != want {
			t.Errorf("%q: got %v", content, got)
		}
	}
}

func FuzzDecode(f *testing.F) {
	for _, file := range []string{"blue-purple-pink.lossless.webp", "transparent.webp", "sideways.webp", "animated.webp"} {
		f.Add(read(f, "testdata/"+file))
	}
	f.Add(read(f, "../../pkg/datasets/testdata/small.png"))
	f.Add(read(f, "../../pkg/datasets/testdata/animation.gif"))
	f.Add(encoded(f, "jpeg", image.NewGray(image.Rect(0, 0, 9, 9))))
	f.Fuzz(func(t *testing.T, content []byte) {
		IsSVG(content)
		picture, err := Decode(content)
		if err == nil {
			bounds := picture.Bounds()
			picture.At(bounds.Min.X, bounds.Min.Y)
			picture.At(bounds.Max.X-1, bounds.Max.Y-1)
		}
	})
}

func Example() {
	for name, content := range map[string][]byte{"dot.gif": dot} {
		picture, err := Decode(content)
		fmt.Println(name, picture.Bounds().Size(), err)
	}
	_, err := Check(dot[:20])
	fmt.Println("half of it", err)
	// Output:
	// dot.gif (1,1) <nil>
	// half of it is damaged (gif: reading extension: unexpected EOF): get the file again
}

var dot, _ = base64.StdEncoding.DecodeString("R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7")

func read(t testing.TB, file string) []byte {
	t.Helper()
	content, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	return content
}

func encoded(t testing.TB, format string, picture image.Image) []byte {
	t.Helper()
	var content bytes.Buffer
	err := map[string]func() error{
		"png":  func() error { return (&png.Encoder{CompressionLevel: png.NoCompression}).Encode(&content, picture) },
		"jpeg": func() error { return jpeg.Encode(&content, picture, nil) },
		"gif":  func() error { return gif.Encode(&content, picture, nil) },
	}[format]()
	if err != nil {
		t.Fatal(err)
	}
	return content.Bytes()
}

func greyAt(picture image.Image, x, y int) float64 {
	red, green, blue, _ := picture.At(picture.Bounds().Min.X+x, picture.Bounds().Min.Y+y).RGBA()
	return math.Round((0.299*float64(red) + 0.587*float64(green) + 0.114*float64(blue)) / 257)
}

// apart is the mean distance of two pictures' pixels in grey.
func apart(a, b image.Image) (mean float64) {
	size := a.Bounds().Size()
	for y := range size.Y {
		for x := range size.X {
			mean += math.Abs(greyAt(a, x, y)-greyAt(b, x, y)) / float64(size.X*size.Y)
		}
	}
	return mean
}

// gonum/plot registers TIFF, for one.
func TestAFormatThatAProgramHasRegisteredBesides(t *testing.T) {
	refuse := func(io.Reader) (image.Image, error) { return nil, errors.New("too new") }
	image.RegisterFormat("odd", "ODD!", refuse, func(io.Reader) (image.Config, error) { return image.Config{}, errors.New("too new") })
	if _, err := Check([]byte("ODD!...")); !errors.Is(err, ErrFormat) {
		t.Errorf("got %v, want %v", err, ErrFormat)
	}
}
