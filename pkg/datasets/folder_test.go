package datasets

import (
	"bytes"
	"fmt"
	"hash/crc32"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
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
			got := make([]float32, height*width*channels)
			if err := readPicture(got, want.PNG, []int{height, width, channels}); err != nil {
				t.Fatal(err)
			}
			near(t, fmt.Sprintf("%s with %d channels", size, channels), got, values, 1e-5)
		}
	}
}

func TestPhotosAreTurnedUprightAsPillowDoes(t *testing.T) {
	for tag, want := range readOracles(t).Orientations {
		got := make([]float32, want.Height*want.Width)
		if err := readPicture(got, want.JPEG, []int{want.Height, want.Width, 1}); err != nil {
			t.Fatal(err)
		}
		near(t, fmt.Sprintf("orientation %d", tag), got, want.Values, 0.01)
	}
}

func TestWhatIsTransparentIsWhite(t *testing.T) {
	half := image.NewNRGBA(image.Rect(0, 0, 1, 1))
	half.Set(0, 0, color.NRGBA{0, 0, 0, 128})
	got := make([]float32, 1)
	if err := readPicture(got, encodedPNG(half), []int{1, 1, 1}); err != nil {
		t.Fatal(err)
	}
	near(t, "half transparent black", got, []float64{0.5}, 0.01)
}

func TestEveryBadFileIsNamed(t *testing.T) {
	good, photo := pngOf(3, 3, color.White), jpegOf(40, 40, color.White)
	claims := slices.Clone(good)
	copy(claims[16:], []byte{0, 0, 0x40, 0, 0, 0, 0x40, 0}) // 16384 x 16384
	modest := slices.Clone(good)
	copy(modest[16:], []byte{0, 0, 0x10, 0, 0, 0, 0x10, 0}) // 4096 x 4096, from 70 bytes
	for _, file := range [][]byte{claims, modest} {
		sum := crc32.ChecksumIEEE(file[12:29])
		copy(file[29:], []byte{byte(sum >> 24), byte(sum >> 16), byte(sum >> 8), byte(sum)})
	}
	dir := t.TempDir()
	for name, content := range map[string][]byte{
		"cat/good.png": good, "cat/cut.png": good[:40], "cat/cut.jpg": photo[:len(photo)/2], "cat/empty.png": {}, "cat/notes.txt": []byte("a cat"),
		"cat/claims.png": claims, "cat/modest.png": modest, "beside.png": good,
	} {
		put(t, dir, name, content)
	}
	if err := os.Mkdir(filepath.Join(dir, "dog"), 0o777); err != nil {
		t.Fatal(err)
	}
	_, err := Folder(dir, 2, 2)
	says(t, err,
		filepath.Join(dir, "beside.png")+" lies beside the folders of the classes",
		filepath.Join(dir, "dog")+" has no pictures",
		filepath.Join(dir, "cat", "cut.png")+" is cut off",
		filepath.Join(dir, "cat", "cut.jpg")+" is cut off",
		filepath.Join(dir, "cat", "empty.png")+" is empty",
		filepath.Join(dir, "cat", "notes.txt")+" is neither PNG nor JPEG",
		filepath.Join(dir, "cat", "claims.png")+" is 16384 x 16384, more than the 40 million pixels",
		filepath.Join(dir, "cat", "modest.png")+" is damaged: it claims 4096 x 4096 pixels and has ")
	if strings.Contains(err.Error(), "good.png") {
		t.Errorf("a good file is named: %v", err)
	}
	for i := range 20 {
		put(t, dir, fmt.Sprintf("cat/more%d.txt", i), []byte("more"))
	}
	_, err = Folder(dir, 2, 2)
	says(t, err, "and 18 more")
	if strings.Count(err.Error(), "\n") != 11 {
		t.Errorf("got %d lines", strings.Count(err.Error(), "\n"))
	}
}

func TestFilesThatAreNoneAreNamed(t *testing.T) {
	dir := t.TempDir()
	huge := put(t, dir, "cat/huge.png", pngOf(3, 3, color.White))
	if err := os.Truncate(huge, longestFile+1); err != nil {
		t.Fatal(err)
	}
	wrongSum := pngOf(3, 3, color.White)
	wrongSum[30] ^= 1
	put(t, dir, "cat/sum.png", wrongSum)
	for link, target := range map[string]string{"nowhere.png": filepath.Join(dir, "none"), "folder.png": dir} {
		if err := os.Symlink(target, filepath.Join(dir, "cat", link)); err != nil {
			t.Skip("here a program may not make links: ", err)
		}
	}
	_, err := Folder(dir, 2, 2)
	says(t, err, "huge.png is larger than the 256 MB", "sum.png is damaged (png: invalid format: invalid checksum)",
		"nowhere.png cannot be opened: ", "folder.png is no file")
}

// A tag is read in both orders of bytes; what is no tag leaves the photo as it is.
func TestOrientationTags(t *testing.T) {
	photo := func(tiff string) []byte {
		content := "Exif\x00\x00" + tiff
		return []byte("\xff\xd8\xff\xe1" + string([]byte{0, byte(len(content) + 2)}) + content + "\xff\xda")
	}
	for _, test := range []struct {
		name string
		data []byte
		want orientation
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
	} {
		if got := orientationOf(test.data); got != test.want {
			t.Errorf("%s: got %d, want %d", test.name, got, test.want)
		}
	}
}

func TestAFolderThatIsNone(t *testing.T) {
	_, err := Folder(filepath.Join(t.TempDir(), "none"), 2, 2)
	says(t, err, "none")
	_, err = Folder(t.TempDir(), 2, 2)
	says(t, err, "has no pictures: make a folder in it for each class")
	_, err = Folder(t.TempDir(), 0, 2)
	says(t, err, "0x2x1", "from 1 to 16384")
}

// Telephones write the tag, and anything may stand in its place.
func FuzzPicture(f *testing.F) {
	o := readOracles(f)
	f.Add(o.Averages.PNG)
	for _, photo := range o.Orientations {
		f.Add(photo.JPEG)
	}
	f.Add(pngOf(2, 2, color.White))
	f.Add(pngOf(2, 2, color.White)[:40])
	f.Add([]byte("\xff\xd8\xff\xe1\x00\x10Exif\x00\x00II*\x00\xff\xff\xff\xff"))
	f.Fuzz(func(t *testing.T, data []byte) {
		values := make([]float32, 4*5*3)
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		err := readPicture(values, data, []int{4, 5, 3})
		runtime.ReadMemStats(&after)
		// Eight bytes for a pixel, twice, where it is interlaced; JPEG keeps its blocks besides.
		if taken, most := after.TotalAlloc-before.TotalAlloc, uint64(64<<20+mostPerByte*32*len(data)); taken > most {
			t.Errorf("%d bytes of input took %d, more than %d", len(data), taken, most)
		}
		if err != nil {
			return
		}
		for i, value := range values {
			if !(value >= 0 && value <= 1.0001) {
				t.Errorf("number %d is %v", i, value)
			}
		}
	})
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
