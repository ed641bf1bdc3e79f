package datasets

import (
	"bytes"
	"compress/gzip"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
	"testing/iotest"
)

func TestIDXIsRead(t *testing.T) {
	pictures, labels := idxFile([]uint32{3, 1, 2}, 0, 51, 102, 153, 204, 255), idxFile([]uint32{3}, 2, 0, 1)
	for _, test := range []struct {
		name             string
		pictures, labels []byte
	}{
		{"plain", pictures, labels},
		{"compressed", compressed(pictures), compressed(labels)},
		{"one of each", pictures, compressed(labels)},
	} {
		t.Run(test.name, func(t *testing.T) {
			dir := filepath.Join(t.TempDir(), "shades")
			first, second := put(t, dir, "pictures", test.pictures), put(t, dir, "labels", test.labels)
			s, err := LoadIDX(first, second, "dark", "middle", "light")
			if err != nil {
				t.Fatal(err)
			}
			near(t, "values", s.Values, []float64{0, 0.2, 0.4, 0.6, 0.8, 1}, 1e-7)
			if s.String() != "shades: 3 pictures of 1x2x1, 3 classes" || !slices.Equal(s.Labels, []int{2, 0, 1}) || s.Class(0) != "light" {
				t.Errorf("got %v with the labels %v", s, s.Labels)
			}
		})
	}
	// A network brings its bytes in any portions.
	s, err := ReadIDX("dribble", iotest.OneByteReader(bytes.NewReader(pictures)), iotest.HalfReader(bytes.NewReader(labels)))
	if err != nil || s.Len() != 3 || !slices.Equal(s.Classes, []string{"0", "1", "2"}) {
		t.Errorf("got %v, %v", s, err)
	}
	coloured, err := ReadIDX("coloured", bytes.NewReader(idxFile([]uint32{1, 1, 1, 3}, 255, 0, 51)), bytes.NewReader(idxFile([]uint32{1}, 0)))
	if err != nil || coloured.shape() != "1x1x3" {
		t.Errorf("got %v, %v", coloured, err)
	}
}

func TestBrokenIDXIsToldWithItsPlace(t *testing.T) {
	pictures, labels := idxFile([]uint32{3, 1, 2}, 0, 51, 102, 153, 204, 255), idxFile([]uint32{3}, 2, 0, 1)
	wrongSum := compressed(pictures)
	wrongSum[len(wrongSum)-8] ^= 1
	wrongBits := compressed(pictures)
	wrongBits[12] ^= 0xff
	manyLabels := idxFile([]uint32{60_000}, make([]byte, 60_000)...)
	tests := []struct {
		name             string
		pictures, labels []byte
		classes          []string
		wants            []string
	}{
		{"empty", nil, labels, nil, []string{"pictures is cut off at byte 0 "}},
		{"cut in the header", pictures[:9], labels, nil, []string{"pictures is cut off at byte 9 "}},
		{"cut in the numbers", pictures[:20], labels, nil, []string{"pictures is cut off at byte 20 ", "should have 22", "get the file anew"}},
		{"cut in the labels", pictures, labels[:9], nil, []string{"labels is cut off at byte 9 ", "should have 11"}},
		{"cut after compression", compressed(pictures)[:30], labels, nil, []string{"pictures is cut off at byte "}},
		{"cut before the checksum", compressed(pictures)[:len(compressed(pictures))-8], labels, nil, []string{"pictures is cut off at byte 22 "}},
		{"checksum differs", wrongSum, labels, nil, []string{"pictures is damaged", "checksum"}},
		{"damaged after compression", wrongBits, labels, nil, []string{"pictures", "get the file anew"}},
		{"too long", append(slices.Clone(pictures), 1), labels, nil, []string{"pictures: at byte 22: it goes on after its 6 numbers"}},
		{"no IDX file", []byte("<!doctype html>"), labels, nil, []string{"pictures: at byte 0: it begins with 3c 21 64 6f", "another format"}},
		{"floats", []byte{0, 0, 0x0d, 3}, labels, nil, []string{"pictures: at byte 2: its numbers are of type 0x0d"}},
		{"swapped", labels, pictures, nil, []string{"labels: at byte 3: it has 3 dimensions, but labels have one: are the two files swapped?"}},
		{"labels twice", labels, labels, nil, []string{"pictures: at byte 3: it has the dimensions [3]", "swapped?"}},
		{"labels of another set", pictures, idxFile([]uint32{2}, 0, 1), nil, []string{"pictures: at byte 4: it has 3 pictures, but there are 2 labels"}},
		{"no labels", pictures, idxFile([]uint32{0}), nil, []string{"labels: at byte 4: it has no labels"}},
		{"a label without a class", pictures, labels, []string{"dark", "light"}, []string{"labels: at byte 8: label 1 is 2, but there are 2 classes"}},
		{"no height", idxFile([]uint32{3, 0, 2}), labels, nil, []string{"pictures: at byte 8: its pictures are 0x2x1"}},
		{"too high", idxFile([]uint32{3, 1 << 20, 2}), labels, nil, []string{"pictures: at byte 8: its pictures are 1048576x2x1"}},
		{"a dimension beyond reason", pictures, idxFile([]uint32{1 << 31}), nil, []string{"labels: at byte 4: it claims a dimension of 2147483648"}},
		{"more than fits", idxFile([]uint32{60_000, 16_384, 16_384}), manyLabels, nil, []string{"pictures: at byte 4: 60000 pictures of 16384x16384x1 are more than fit"}},
		{"two channels", idxFile([]uint32{3, 1, 1, 2}, 0, 51, 102, 153, 204, 255), labels, nil, []string{"pictures: at byte 3: it has the dimensions [3 1 1 2]"}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			dir := t.TempDir()
			_, err := LoadIDX(put(t, dir, "pictures", test.pictures), put(t, dir, "labels", test.labels), test.classes...)
			says(t, err, append(test.wants, dir)...)
		})
	}
	_, err := LoadIDX(filepath.Join(t.TempDir(), "none"), "none")
	says(t, err, "the pictures of", "none")
	failing := errors.New("the disk is on fire")
	_, err = ReadIDX("burning", iotest.ErrReader(failing), bytes.NewReader(labels))
	says(t, err, "burning: pictures", "byte 0")
	if !errors.Is(err, failing) {
		t.Errorf("got %v, want %v in it", err, failing)
	}
}

// A header of a few bytes must not make room for gigabytes.
func TestClaimsAreNotTrusted(t *testing.T) {
	const most = 64 << 20
	labels := idxFile([]uint32{60_000}, make([]byte, 60_000)...)
	for name, files := range map[string][2][]byte{
		"pictures that do not come":            {idxFile([]uint32{60_000, 128, 128}), labels},
		"compressed pictures that do not come": {compressed(idxFile([]uint32{60_000, 128, 128})), labels},
		"labels that do not come":              {idxFile([]uint32{1 << 30, 28, 28}), idxFile([]uint32{1 << 30})},
	} {
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		_, err := ReadIDX("s", bytes.NewReader(files[0]), bytes.NewReader(files[1]))
		runtime.ReadMemStats(&after)
		says(t, err, "cut off")
		if taken := after.TotalAlloc - before.TotalAlloc; taken > most {
			t.Errorf("%s: %d MB were taken, want at most %d", name, taken>>20, most>>20)
		}
	}
}

// More than the first piece, in several growths, must come out whole.
func TestALargeSetGrowsInPieces(t *testing.T) {
	const count, side = 5000, 32 // 5,120,000 numbers
	content := make([]byte, count*side*side)
	for i := range content {
		content[i] = byte(i % 251)
	}
	pictures, labels := compressed(idxFile([]uint32{count, side, side}, content...)), idxFile([]uint32{count}, make([]byte, count)...)
	s, err := ReadIDX("large", bytes.NewReader(pictures), bytes.NewReader(labels))
	if err != nil {
		t.Fatal(err)
	}
	for i, value := range s.Values {
		if want := float32(i%251) / 255; value != want {
			t.Fatalf("number %d is %v, want %v", i, value, want)
		}
	}
	if len(s.Values) != len(content) || cap(s.Values) != len(content) {
		t.Errorf("%d numbers in room for %d, want %d in as much", len(s.Values), cap(s.Values), len(content))
	}
}

func TestFashionMNISTIsFoundInItsPlaces(t *testing.T) {
	data := t.TempDir()
	t.Setenv("FIRSTNEURON_DATA", data)
	inner := filepath.Join(data, "fashion-mnist")
	putFashion(t, data, ".gz", 28)
	if found, err := FindFashionMNIST(); err != nil || found != data {
		t.Errorf("got %s, %v, want what FIRSTNEURON_DATA names", found, err)
	}
	putFashion(t, inner, "", 28)
	if found, err := FindFashionMNIST(); err != nil || found != inner {
		t.Errorf("got %s, %v, want the folder fashion-mnist in what FIRSTNEURON_DATA names", found, err)
	}
	train, test, err := FashionMNIST()
	if err != nil {
		t.Fatal(err)
	}
	if train.String() != "Fashion-MNIST: 3 pictures of 28x28x1, 10 classes" || test.String() != "Fashion-MNIST, test: 2 pictures of 28x28x1, 10 classes" {
		t.Errorf("got %v; %v", train, test)
	}
	if train.Class(2) != "Ankle boot" || test.Class(0) != "T-shirt/top" {
		t.Errorf("got the classes %q and %q", train.Class(2), test.Class(0))
	}
	train, test, err = FashionMNISTWith(FashionMNISTOptions{Folder: data, Train: 2, Test: 100})
	if err != nil || train.Len() != 2 || test.Len() != 2 || len(train.Values) != 2*784 {
		t.Errorf("got %v; %v; %v", train, test, err)
	}
}

func TestFashionMNISTThatIsNotThere(t *testing.T) {
	half, none := t.TempDir(), t.TempDir()
	putFashion(t, half, "", 28)
	if err := os.Remove(filepath.Join(half, "t10k-labels-idx1-ubyte")); err != nil {
		t.Fatal(err)
	}
	_, err := firstWithFashionMNIST([]string{none, half})
	says(t, err, "not on this machine", "go run ./kernel-setup data fashion-mnist", none, half+" (t10k-labels-idx1-ubyte is not there)")
	_, _, err = FashionMNISTWith(FashionMNISTOptions{Folder: half})
	says(t, err, half, "t10k-labels-idx1-ubyte is not there", "go run ./kernel-setup data fashion-mnist")

	other := t.TempDir()
	putFashion(t, other, ".gz", 27)
	_, _, err = FashionMNISTWith(FashionMNISTOptions{Folder: other})
	says(t, err, "27x27x1", "another set")

	put(t, half, "t10k-labels-idx1-ubyte", []byte{0, 0, 8})
	_, _, err = FashionMNISTWith(FashionMNISTOptions{Folder: half})
	says(t, err, filepath.Join(half, "t10k-labels-idx1-ubyte"), "cut off at byte 3")

	if folders := fashionMNISTFolders(); !slices.ContainsFunc(folders, func(folder string) bool {
		return strings.HasSuffix(folder, filepath.Join("build", "data", "fashion-mnist"))
	}) {
		t.Errorf("it is not looked for in the project: %q", folders)
	}
}

// The numbers are those of numpy. They need the real files, which a machine need not have.
func TestFashionMNISTIsZalandos(t *testing.T) {
	train, test, err := FashionMNIST()
	if err != nil {
		t.Skip(err)
	}
	for part, s := range map[string]*Set{"train": train, "t10k": test} {
		want := readOracles(t).Fashion[part]
		if !slices.Equal(s.Counts(), want.Counts) || !slices.Equal(s.Labels[:10], want.Labels) {
			t.Errorf("%s: got %v of each class and the labels %v", part, s.Counts(), s.Labels[:10])
		}
		near(t, part+", the last picture", s.Example(s.Len()-1), want.Last, 1e-6)
		means := make([]float64, 10)
		for i, label := range s.Labels {
			for _, value := range s.Example(i) {
				means[label] += float64(value) / 784 / float64(want.Counts[label])
			}
		}
		for class, mean := range means {
			near(t, part+", the mean of "+s.Classes[class], []float32{float32(mean)}, want.Means[class:class+1], 1e-6)
		}
	}
}

func FuzzIDX(f *testing.F) {
	pictures, labels := idxFile([]uint32{3, 1, 2}, 0, 51, 102, 153, 204, 255), idxFile([]uint32{3}, 2, 0, 1)
	f.Add(pictures, labels, 0, 0)
	f.Add(compressed(pictures), compressed(labels), 2, 3)
	f.Add(pictures[:20], labels, 0, 2)
	f.Add(idxFile([]uint32{3, 1 << 14, 1 << 14}, 1, 2, 3), labels, 0, 0)
	f.Add(idxFile([]uint32{1 << 30, 1, 1}), idxFile([]uint32{1 << 30}, 1), 0, 0)
	f.Add(idxFile([]uint32{1, 1, 1, 3}, 1, 2, 3), idxFile([]uint32{1}, 0), 0, 1)
	f.Fuzz(func(t *testing.T, pictures, labels []byte, first, classes int) {
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		s, err := readIDX("s", source{"pictures", bytes.NewReader(pictures)}, source{"labels", bytes.NewReader(labels)},
			idxOptions{first: first, classes: numberNames(classes % 300)})
		runtime.ReadMemStats(&after)
		// Compression makes at most 1032 bytes of one, each of which makes room for growth numbers of up to 8 bytes, twice.
		if taken, most := after.TotalAlloc-before.TotalAlloc, uint64(128<<20+1032*growth*16*(len(pictures)+len(labels))); taken > most {
			t.Errorf("%d bytes of input took %d, more than %d", len(pictures)+len(labels), taken, most)
		}
		if err != nil {
			if text := err.Error(); !strings.HasPrefix(text, "datasets: ") || !strings.Contains(text, "byte") && !strings.Contains(text, "checksum") {
				t.Errorf("the error does not say where: %v", err)
			}
			return
		}
		if err := s.Check(); err != nil || s.Len() == 0 {
			t.Errorf("%v, %v", s, err)
		}
	})
}

func idxFile(shape []uint32, numbers ...byte) []byte {
	file := []byte{0, 0, 8, byte(len(shape))}
	for _, length := range shape {
		file = binary.BigEndian.AppendUint32(file, length)
	}
	return append(file, numbers...)
}

func compressed(content []byte) []byte {
	var packed bytes.Buffer
	writer := gzip.NewWriter(&packed)
	if _, err := io.Copy(writer, bytes.NewReader(content)); err != nil {
		panic(err)
	}
	if err := writer.Close(); err != nil {
		panic(err)
	}
	return packed.Bytes()
}

func put(t testing.TB, dir, name string, content []byte) (path string) {
	t.Helper()
	path = filepath.Join(dir, name)
	if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, content, 0o666); err != nil {
		t.Fatal(err)
	}
	return path
}

// putFashion writes the four files with three and two pictures.
func putFashion(t *testing.T, dir, ending string, side uint32) {
	t.Helper()
	for part, labels := range map[string][]byte{"train": {1, 5, 9}, "t10k": {0, 3}} {
		count := uint32(len(labels))
		files := map[string][]byte{
			fmt.Sprintf("%s-images-idx3-ubyte%s", part, ending): idxFile([]uint32{count, side, side}, make([]byte, count*side*side)...),
			fmt.Sprintf("%s-labels-idx1-ubyte%s", part, ending): idxFile([]uint32{count}, labels...),
		}
		for name, content := range files {
			if ending != "" {
				content = compressed(content)
			}
			put(t, dir, name, content)
		}
	}
}
