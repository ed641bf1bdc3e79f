package datasets

import (
	"bytes"
	"errors"
	"fmt"
	"hash/crc32"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"firstneuron/internal/picturefile"
)

func TestAFolderIsAClass(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "shades")
	put(t, dir, "light/b.png", pngOf(4, 6, color.White))
	put(t, dir, "light/more/c.JPG", jpegOf(50, 30, color.White))
	put(t, dir, "dark/a.png", pngOf(1, 1, color.Black))
	put(t, dir, "dark/.DS_Store", []byte("x"))
	put(t, dir, "dark/.git/config", []byte("x"))
	put(t, dir, "Thumbs.db", []byte("x"))
	put(t, dir, "light/called.png", jpegOf(9, 9, color.White)) // what is in it counts
	s, err := Folder(dir, 2, 3)
	if err != nil {
		t.Fatal(err)
	}
	if s.String() != "shades: 4 pictures of 2x3x1, 2 classes" || !slices.Equal(s.Classes, []string{"dark", "light"}) || !slices.Equal(s.Labels, []int{0, 1, 1, 1}) {
		t.Errorf("got %v, %v, %v", s, s.Classes, s.Labels)
	}
	want := make([]float64, 24)
	for i := range want[6:] {
		want[6+i] = 1
	}
	near(t, "values", s.Values, want, 1e-6)
	if s, err := ColourFolder(dir, 2, 3); err != nil || s.shape() != "2x3x3" || s.Check() != nil {
		t.Errorf("in colour: got %v, %v", s, err)
	}
}

func TestAveragesAreThoseOfNumpy(t *testing.T) {
	want := readOracles(t).Averages
	for channels, sizesAndValues := range map[int]map[string][]float64{1: want.Grey, 3: want.Colour} {
		for size, values := range sizesAndValues {
			height, width := sizes(t, size)
			got, err := exampleOf(want.PNG, []int{height, width, channels})
			if err != nil {
				t.Fatal(err)
			}
			near(t, fmt.Sprintf("%s with %d channels", size, channels), got, values, 1e-7)
		}
	}
}

func TestPhotosAreRotatedUprightAsPillowDoes(t *testing.T) {
	for tag, want := range readOracles(t).Orientations {
		for format, data := range map[string][]byte{"jpeg": want.JPEG, "png": want.PNG} {
			got, err := exampleOf(data, []int{want.Height, want.Width, 1})
			if err != nil {
				t.Fatal(err)
			}
			near(t, fmt.Sprintf("%s, orientation %d", format, tag), got, want.Values, 0.01)
		}
	}
}

func TestWhatIsTransparentIsWhite(t *testing.T) {
	half := image.NewNRGBA(image.Rect(0, 0, 1, 1))
	half.Set(0, 0, color.NRGBA{0, 0, 0, 128})
	got, err := FromImage(half, []int{1, 1, 1})
	if err != nil {
		t.Fatal(err)
	}
	near(t, "half transparent black", got, []float64{0.5}, 0.01)
}

func TestAnAnimationIsItsFirstPicture(t *testing.T) {
	got, err := LoadPicture("testdata/animation.gif", []int{1, 2, 1}) // two pictures by Pillow, of 102 and 255
	if err != nil {
		t.Fatal(err)
	}
	near(t, "grey", got, []float64{0.4, 0.4}, 0)
}

func TestAClassMayBeALink(t *testing.T) {
	dir, elsewhere := t.TempDir(), t.TempDir()
	put(t, elsewhere, "deep/a.png", pngOf(2, 2, color.White))
	if err := os.Symlink(elsewhere, filepath.Join(dir, "white")); err != nil {
		t.Skip("programs may not make links here: ", err)
	}
	if s, err := Folder(dir, 1, 1); err != nil || s.Len() != 1 || s.Class(0) != "white" {
		t.Errorf("got %v, %v", s, err)
	}
}

// A picture in memory, one from a file and one from a folder give the same numbers.
func TestOneWayToAnExample(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	odd := image.NewNRGBA(image.Rect(3, 5, 60, 46)) // transparent in part, and not at the origin
	for i := range odd.Pix {
		odd.Pix[i] = uint8(rng.Uint32())
	}
	grey := image.NewGray(image.Rect(0, 0, 7, 50))
	for i := range grey.Pix {
		grey.Pix[i] = uint8(rng.Uint32())
	}
	for name, picture := range map[string]image.Image{"transparent": odd, "grey": grey, "one pixel": image.NewNRGBA(image.Rect(0, 0, 1, 1))} {
		for _, shape := range [][]int{{32, 32, 3}, {9, 20, 1}, {1, 1, 3}, {90, 70, 1}} {
			dir := t.TempDir()
			file := put(t, dir, "class/picture.png", encodedPNG(picture))
			want, err := readFolder(dir, shape)
			if err != nil {
				t.Fatal(err)
			}
			loaded, err := LoadPicture(file, shape)
			if err != nil || !slices.Equal(loaded, want.Values) {
				t.Errorf("%s as %v: a file differs from a folder, %v", name, shape, err)
			}
			made, err := FromImage(picture, shape)
			if err != nil || !slices.Equal(made, want.Values) {
				t.Errorf("%s as %v: an image differs from a file, %v", name, shape, err)
			}
			if resized := Resize(picture, shape[0], shape[1]); shape[2] == 3 && !slices.Equal(resized, want.Values) {
				t.Errorf("%s as %v: Resize differs from a file", name, shape)
			}
		}
	}
}

func TestPicturesThatCannotBeExamples(t *testing.T) {
	picture := filled(3, 3, color.White)
	for _, shape := range [][]int{nil, {2}, {28, 28}, {28, 28, 2}, {0, 28, 1}, {28, -1, 3}, {28, maxSide + 1, 1}} {
		_, err := FromImage(picture, shape)
		says(t, err, fmt.Sprintf("pictures cannot have the shape %v: give a height and a width from 1 to 16384 pixels, and 1 or 3 channels", shape))
		_, err = LoadPicture("cat.png", shape)
		says(t, err, fmt.Sprintf("cat.png: pictures cannot have the shape %v", shape))
	}
	_, err := FromImage(nil, []int{2, 2, 1})
	says(t, err, "a picture without pixels")
	_, err = FromImage(image.NewGray(image.Rectangle{}), []int{2, 2, 1})
	says(t, err, "a picture without pixels")
	missing := filepath.Join(t.TempDir(), "none.png")
	if _, err = LoadPicture(missing, []int{2, 2, 1}); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("got the error %v, want that the file does not exist", err)
	}
	says(t, err, missing)
	_, err = LoadPicture(put(t, t.TempDir(), "cat.webp", []byte("RIFF")), []int{2, 2, 1})
	says(t, err, "cat.webp is not a PNG, JPEG, GIF or WebP picture: convert it to one")
}

func TestEveryBadFileIsNamed(t *testing.T) {
	good, photo := pngOf(3, 3, color.White), jpegOf(40, 40, color.White)
	claims := slices.Clone(good)
	copy(claims[16:], []byte{0, 0, 0x40, 0, 0, 0, 0x40, 0}) // 16384 x 16384
	modest := slices.Clone(good)
	copy(modest[16:], []byte{0, 0, 1, 0, 0, 0, 1, 0}) // 256 x 256, from 70 bytes
	for _, file := range [][]byte{claims, modest} {
		sum := crc32.ChecksumIEEE(file[12:29])
		copy(file[29:], []byte{byte(sum >> 24), byte(sum >> 16), byte(sum >> 8), byte(sum)})
	}
	dir := t.TempDir()
	for name, content := range map[string][]byte{
		"cat/good.png": good, "cat/cut.png": good[:40], "cat/cut.jpg": photo[:len(photo)/2], "cat/empty.png": {}, "cat/notes.txt": []byte("a cat"),
		"cat/frame.gif":  []byte("GIF89a\x02\x00\x02\x00\x80\x00\x00\x00\x00\x00\xff\xff\xff,\x00\x00\x00\x00\x00\x00\x00\x00\x00\x02\x01,\x00;"), // a frame of 0 x 0
		"cat/claims.png": claims, "cat/modest.png": modest, "beside.png": good, "SOURCES.md": []byte("mine"), "licence.txt": []byte("free"),
	} {
		put(t, dir, name, content)
	}
	if err := os.Mkdir(filepath.Join(dir, "dog"), 0o777); err != nil {
		t.Fatal(err)
	}
	_, err := Folder(dir, 2, 2)
	says(t, err,
		filepath.Join(dir, "beside.png")+" is beside the folders of the classes",
		filepath.Join(dir, "dog")+" has no pictures",
		filepath.Join(dir, "cat", "cut.png")+" is damaged: it is cut off",
		filepath.Join(dir, "cat", "cut.jpg")+" is damaged: it is cut off",
		filepath.Join(dir, "cat", "empty.png")+" is damaged: it is empty",
		filepath.Join(dir, "cat", "notes.txt")+" is not a PNG, JPEG, GIF or WebP picture",
		filepath.Join(dir, "cat", "frame.gif")+" is damaged: it has no pixels",
		filepath.Join(dir, "cat", "claims.png")+" is too large: it has 16384 x 16384 pixels, and at most 64 million",
		filepath.Join(dir, "cat", "modest.png")+" is damaged (png: invalid format: not enough pixel data)")
	for _, good := range []string{"good.png", "SOURCES.md", "licence.txt"} {
		if strings.Contains(err.Error(), good) {
			t.Errorf("%s is named, and nothing is wrong with it: %v", good, err)
		}
	}
	for i := range 20 {
		put(t, dir, fmt.Sprintf("cat/more%d.txt", i), []byte("more"))
	}
	_, err = Folder(dir, 2, 2)
	says(t, err, "and 19 more")
	if strings.Count(err.Error(), "\n") != 11 {
		t.Errorf("got %d lines", strings.Count(err.Error(), "\n"))
	}
}

func TestFilesThatAreNoneAreNamed(t *testing.T) {
	dir := t.TempDir()
	huge := put(t, dir, "cat/huge.png", pngOf(3, 3, color.White))
	if err := os.Truncate(huge, picturefile.MaxBytes+1); err != nil {
		t.Fatal(err)
	}
	wrongSum := pngOf(3, 3, color.White)
	wrongSum[30] ^= 1
	put(t, dir, "cat/sum.png", wrongSum)
	for link, target := range map[string]string{"nowhere.png": filepath.Join(dir, "none"), "folder.png": dir} {
		if err := os.Symlink(target, filepath.Join(dir, "cat", link)); err != nil {
			t.Skip("programs may not make links here: ", err)
		}
	}
	_, err := Folder(dir, 2, 2)
	says(t, err, "huge.png is larger than the 32 MB", "sum.png is damaged (png: invalid format: invalid checksum)",
		"nowhere.png: no such file", "folder.png is not a file")
}

func TestAFolderThatIsNone(t *testing.T) {
	_, err := Folder(filepath.Join(t.TempDir(), "none"), 2, 2)
	says(t, err, "none")
	_, err = Folder(t.TempDir(), 2, 2)
	says(t, err, "has no pictures: make a folder in it for each class")
	_, err = Folder(t.TempDir(), 0, 2)
	says(t, err, "pictures cannot have the shape [0 2 1]", "from 1 to 16384")
}

func FuzzPicture(f *testing.F) {
	o := readOracles(f)
	f.Add(o.Averages.PNG)
	for _, photo := range o.Orientations {
		f.Add(photo.JPEG)
	}
	f.Add(pngOf(2, 2, color.White))
	f.Add([]byte("GIF89a\x02\x00\x02\x00\x80\x00\x00\x00\x00\x00\xff\xff\xff,\x00\x00\x00\x00\x01\x00\x01\x00\x00\x02\x02L\x01\x00;"))
	f.Add(pngOf(2, 2, color.White)[:40])
	f.Add([]byte("\xff\xd8\xff\xe1\x00\x10Exif\x00\x00II*\x00\xff\xff\xff\xff"))
	f.Fuzz(func(t *testing.T, data []byte) {
		values, err := exampleOf(data, []int{4, 5, 3})
		if err == nil && len(values) != 4*5*3 {
			t.Errorf("got %d numbers", len(values))
		}
		for i, value := range values {
			if !(value >= 0 && value <= 1.0001) {
				t.Errorf("number %d is %v", i, value)
			}
		}
	})
}

// exampleOf reads a file that is in memory.
func exampleOf(content []byte, shape []int) ([]float64, error) {
	picture, err := picturefile.Decode(content)
	if err != nil {
		return nil, err
	}
	return FromImage(picture, shape)
}

func pngOf(width, height int, of color.Color) []byte { return encodedPNG(filled(width, height, of)) }

func jpegOf(width, height int, of color.Color) []byte {
	var file bytes.Buffer
	if err := jpeg.Encode(&file, filled(width, height, of), nil); err != nil {
		panic(err)
	}
	return file.Bytes()
}

func encodedPNG(picture image.Image) []byte {
	var file bytes.Buffer
	if err := png.Encode(&file, picture); err != nil {
		panic(err)
	}
	return file.Bytes()
}

func filled(width, height int, of color.Color) image.Image {
	picture := image.NewRGBA(image.Rect(0, 0, width, height))
	for i := range width * height {
		picture.Set(i%width, i/width, of)
	}
	return picture
}
