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
		{"cut in the numbers", pictures[:20], labels, nil, []string{"pictures is cut off at byte 20 ", "get the file again"}},
		{"cut in the labels", pictures, labels[:9], nil, []string{"labels is cut off at byte 9 "}},
		{"cut after compression", compressed(pictures)[:30], labels, nil, []string{"pictures is cut off at byte "}},
		{"cut before the checksum", compressed(pictures)[:len(compressed(pictures))-8], labels, nil, []string{"pictures is cut off at byte 22 "}},
		{"checksum differs", wrongSum, labels, nil, []string{"pictures is damaged", "checksum"}},
		{"damaged after compression", wrongBits, labels, nil, []string{"pictures", "get the file again"}},
		{"too long", append(slices.Clone(pictures), 1), labels, nil, []string{"pictures: at byte 22: it goes on after its 6 numbers"}},
		{"no IDX file", []byte("<!doctype html>"), labels, nil, []string{"pictures: at byte 0: it begins with 3c 21 64 6f", "another format"}},
		{"floats", []byte{0, 0, 0x0d, 3}, labels, nil, []string{"pictures: at byte 2: its numbers are of type 0x0d"}},
		{"swapped", labels, pictures, nil, []string{"labels: at byte 3: it has 3 dimensions, but labels have one: are the two files swapped?"}},
		{"labels twice", labels, labels, nil, []string{"pictures: at byte 3: it has the dimensions [3]", "swapped?"}},
		{"labels of another set", pictures, idxFile([]uint32{2}, 0, 1), nil, []string{"pictures: at byte 4: it has 3 pictures, but there are 2 labels"}},
		{"no labels", pictures, idxFile([]uint32{0}), nil, []string{"labels: at byte 4: it has no labels"}},
		{"a label without a class", pictures, labels, []string{"dark", "light"}, []string{"example 1 of ", "has the label 2, but there are 2 classes"}},
		{"no height", idxFile([]uint32{3, 0, 2}), labels, nil, []string{"pictures: at byte 8: its pictures are 0x2x1"}},
		{"too high", idxFile([]uint32{3, 1 << 20, 2}), labels, nil, []string{"pictures: at byte 8: its pictures are 1048576x2x1"}},
		{"a dimension beyond reason", pictures, idxFile([]uint32{1 << 31}), nil, []string{"labels: at byte 4: it says that a dimension has 2147483648 numbers"}},
		{"more than fits", idxFile([]uint32{60_000, 16_384, 16_384}), manyLabels, nil, []string{"pictures: at byte 4: 60000 pictures of 16384x16384x1 are more than 1073741824 numbers"}},
		{"labels that start at 1", pictures, idxFile([]uint32{3}, 1, 2, 3), nil, []string{"start at 1"}},
		{"labels with a gap", pictures, idxFile([]uint32{3}, 0, 3, 1), nil, []string{"leave out 2, though they go up to 3"}},
		{"a promise of gigabytes", idxFile([]uint32{60_000, 128, 128}), manyLabels, nil, []string{"pictures is cut off at byte 16 "}},
		{"two channels", idxFile([]uint32{3, 1, 1, 2}, 0, 51, 102, 153, 204, 255), labels, nil, []string{"pictures: at byte 3: it has the dimensions [3 1 1 2]"}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			dir := t.TempDir()
			_, err := LoadIDX(put(t, dir, "pictures", test.pictures), put(t, dir, "labels", test.labels), test.classes...)
			says(t, err, append(test.wants, filepath.Base(dir))...)
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

// EMNIST's letters count from 1, which would leave class 0 without an example.
func TestIDXWithLabelsThatDoNotStartAt0(t *testing.T) {
	pictures := idxFile([]uint32{26, 1, 1}, make([]byte, 26)...)
	labels := idxFile([]uint32{26})
	letters := []string{"none"}
	for label := byte(1); label <= 26; label++ {
		labels = append(labels, label)
		letters = append(letters, string('A'-1+rune(label)))
	}
	read := func(classes ...string) (*Set, error) {
		return ReadIDX("letters", bytes.NewReader(pictures), bytes.NewReader(labels), classes...)
	}
	_, err := read()
	says(t, err, "the labels of letters start at 1: labels count the classes from 0, so subtract 1 from each, or name all 27 classes from 0 to 26")
	_, err = read(letters[1:]...)
	says(t, err, "example 26 of letters has the label 26, but there are 26 classes: labels count from 0")
	if s, err := read(letters...); err != nil || s.Class(25) != "Z" || s.Counts()[0] != 0 {
		t.Errorf("with a name for 0: got %v, %v", s, err)
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
	for _, options := range []FashionMNISTOptions{{Folder: data, Train: 2, Test: 1}, {Folder: data, Train: 3, Test: 2}, {Folder: data}} {
		train, test, err = FashionMNISTWith(options)
		if err != nil || train.Len() != options.Train || test.Len() != options.Test || train.Check() != nil {
			t.Errorf("%+v: got %v; %v; %v", options, train, test, err)
		}
	}
	_, _, err = FashionMNISTWith(FashionMNISTOptions{Folder: data, Train: 2, Test: 100})
	says(t, err, "has 2 pictures for training and 2 for testing, not 2 and 100: ask for fewer")
	_, _, err = FashionMNISTWith(FashionMNISTOptions{Folder: data, Train: -1})
	says(t, err, "cannot have -1 pictures for training")
}

func TestFashionMNISTThatIsNotThere(t *testing.T) {
	half, none := t.TempDir(), t.TempDir()
	putFashion(t, half, "", 28)
	if err := os.Remove(filepath.Join(half, "t10k-labels-idx1-ubyte")); err != nil {
		t.Fatal(err)
	}
	_, err := firstWithFashionMNIST([]string{none, half})
	says(t, err, "Fashion-MNIST is not in "+none+", nor in ", "go run ./kernel-setup data fashion-mnist", half+" (which lacks t10k-labels-idx1-ubyte)")
	_, _, err = FashionMNISTWith(FashionMNISTOptions{Folder: half})
	says(t, err, half+" (which lacks t10k-labels-idx1-ubyte)", "go run ./kernel-setup data fashion-mnist")

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
				means[label] += value / 784 / float64(want.Counts[label])
			}
		}
		for class, mean := range means {
			near(t, part+", the mean of "+s.Classes[class], []float64{mean}, want.Means[class:class+1], 1e-6)
		}
	}
}

func FuzzIDX(f *testing.F) {
	pictures, labels := idxFile([]uint32{3, 1, 2}, 0, 51, 102, 153, 204, 255), idxFile([]uint32{3}, 2, 0, 1)
	f.Add(pictures, labels, 3)
	f.Add(compressed(pictures), compressed(labels), 2)
	f.Add(pictures[:20], labels, 0)
	f.Add(idxFile([]uint32{3, 1 << 14, 1 << 14}, 1, 2, 3), labels, 3)
	f.Add(idxFile([]uint32{1 << 30, 1, 1}), idxFile([]uint32{1 << 30}, 1), 1)
	f.Add(idxFile([]uint32{1, 1, 1, 3}, 1, 2, 3), idxFile([]uint32{1}, 0), 1)
	f.Fuzz(func(t *testing.T, pictures, labels []byte, most int) {
		s, err := readIDX("s", &idx{name: "pictures", from: bytes.NewReader(pictures)}, &idx{name: "labels", from: bytes.NewReader(labels)}, max(most, 0), nil)
		if err != nil {
			if text := err.Error(); !strings.HasPrefix(text, "datasets: ") || !strings.Contains(text, "byte") && !strings.Contains(text, "checksum") && !strings.Contains(text, "labels of s") {
				t.Errorf("the error does not say where: %v", err)
			}
			return
		}
		if err := s.Check(); err != nil || s.Len() > max(most, 0) {
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
