package datasets

import (
	"bufio"
	"compress/gzip"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"math"
	"os"
	"path/filepath"
	"slices"
)

// LoadIDX reads a set of pictures from two files in the IDX format, in which
// MNIST and its many relatives come: pictures and labels, plain or compressed by
// gzip. Without names the classes are called "0", "1" and so on; labels that start
// at 1, as those of EMNIST's letters do, need a name for 0 too. The error names the
// file, the byte of its content where something is wrong, and what to do.
//
// The format is described at the end of http://yann.lecun.com/exdb/mnist/.
func LoadIDX(pictures, labels string, classes ...string) (*Set, error) {
	return loadIDX(filepath.Base(filepath.Dir(pictures)), pictures, labels, math.MaxInt, classes)
}

// ReadIDX is [LoadIDX] for pictures and labels that come from elsewhere than from
// files. The name is that of the set.
func ReadIDX(name string, pictures, labels io.Reader, classes ...string) (*Set, error) {
	return readIDX(name, &idx{name: name + ": pictures", from: pictures}, &idx{name: name + ": labels", from: labels}, math.MaxInt, classes)
}

const maxNumbers = 1 << 30 // in a set: 8 GiB as float64

// loadIDX is LoadIDX for at most so many pictures, from the first on.
func loadIDX(name, pictures, labels string, most int, classes []string) (*Set, error) {
	pictureFile, err := os.Open(pictures)
	if err != nil {
		return nil, fmt.Errorf("datasets: the pictures of %s: %w", name, err)
	}
	defer pictureFile.Close()
	labelFile, err := os.Open(labels)
	if err != nil {
		return nil, fmt.Errorf("datasets: the labels of %s: %w", name, err)
	}
	defer labelFile.Close()
	return readIDX(name, &idx{name: pictures, from: pictureFile}, &idx{name: labels, from: labelFile}, most, classes)
}

func readIDX(name string, pictures, labels *idx, most int, classes []string) (*Set, error) {
	if err := labels.readHeader(); err != nil {
		return nil, err
	}
	if len(labels.shape) != 1 {
		return nil, labels.fault(3, "it has %d dimensions, but labels have one: are the two files swapped?", len(labels.shape))
	}
	if err := pictures.readHeader(); err != nil {
		return nil, err
	}
	shape := append(slices.Clone(pictures.shape), 1) // one channel, where the file does not say
	if len(shape) != 4 && len(shape) != 5 || !isPictureShape(shape[1:4]) {
		return nil, pictures.fault(3, "it has the dimensions %v, but pictures have a number, a height and a width (and 3 for colour): are the two files swapped?", pictures.shape)
	}
	s := &Set{Name: name, Shape: shape[1:4:4], Classes: slices.Clone(classes)}
	count := labels.shape[0]
	switch {
	case slices.Min(s.Shape) < 1 || slices.Max(s.Shape) > maxSide:
		return nil, pictures.fault(8, "its pictures are %s, but a side has 1 to %d pixels: get the file again", s.shape(), maxSide)
	case count == 0:
		return nil, labels.fault(4, "it has no labels: get the file again")
	case pictures.shape[0] != count:
		return nil, pictures.fault(4, "it has %d pictures, but there are %d labels: take two files that belong together", pictures.shape[0], count)
	case count > maxNumbers/s.Size():
		return nil, pictures.fault(4, "%d pictures of %s are more than %d numbers: cut the file into parts", count, s.shape(), maxNumbers)
	}
	labelBytes, err := labels.read(min(count, most), count)
	if err != nil {
		return nil, err
	}
	pixels, err := pictures.read(min(count, most)*s.Size(), count*s.Size())
	if err != nil {
		return nil, err
	}
	s.Labels, s.Values = make([]int, len(labelBytes)), make([]float64, len(pixels))
	for i, label := range labelBytes {
		s.Labels[i] = int(label)
	}
	for i, pixel := range pixels {
		s.Values[i] = float64(pixel) / 255
	}
	if err := s.nameClasses(); err != nil {
		return nil, err
	}
	if err := s.checkLabels(); err != nil {
		return nil, err
	}
	return s, nil
}

// idx is a file in the IDX format.
type idx struct {
	name  string // for errors
	from  io.Reader
	shape []int // how many numbers there are in each dimension
	at    int   // how many bytes of the content have been read
}

// readHeader reads what comes before the numbers: two bytes 0, the type of the
// numbers, how many dimensions there are, and each dimension in four bytes.
func (f *idx) readHeader() error {
	file := bufio.NewReader(f.from)
	f.from = file
	if magic, err := file.Peek(2); err == nil && string(magic) == "\x1f\x8b" {
		if f.from, err = gzip.NewReader(file); err != nil {
			return f.broken(err)
		}
	}
	magic, err := f.next(4)
	switch {
	case err != nil:
		return err
	case magic[0] != 0 || magic[1] != 0:
		return f.fault(0, "it begins with % x, and an IDX file with 00 00: it is a file of another format", magic)
	case magic[2] != 8:
		return f.fault(2, "its numbers are of type %#02x, but pictures and labels are bytes, type 0x08: it is another kind of IDX file", magic[2])
	}
	lengths, err := f.next(4 * int(magic[3]))
	if err != nil {
		return err
	}
	for place := 0; place < len(lengths); place += 4 {
		length := binary.BigEndian.Uint32(lengths[place:])
		if length > maxNumbers {
			return f.fault(4+place, "it says that a dimension has %d numbers: the file is damaged, so get it again", length)
		}
		f.shape = append(f.shape, int(length))
	}
	return nil
}

// read returns the first so many of all numbers. If these are all, the file must end after them.
func (f *idx) read(count, all int) ([]byte, error) {
	numbers, err := f.next(count)
	if err != nil || count < all {
		return numbers, err
	}
	// Only at the end does gzip compare its checksum.
	switch n, err := io.ReadFull(f.from, make([]byte, 1)); {
	case n > 0:
		return nil, f.fault(f.at, "it goes on after its %d numbers: the file is damaged, so get it again", all)
	case err != io.EOF:
		return nil, f.broken(err)
	}
	return numbers, nil
}

func (f *idx) next(count int) ([]byte, error) {
	content, err := io.ReadAll(io.LimitReader(f.from, int64(count)))
	f.at += len(content)
	if err == nil && len(content) < count {
		err = io.ErrUnexpectedEOF
	}
	if err != nil {
		return nil, f.broken(err)
	}
	return content, nil
}

// fault is an error at a byte of the content.
func (f *idx) fault(at int, format string, values ...any) error {
	return fmt.Errorf("datasets: %s: at byte %d: %s", f.name, at, fmt.Sprintf(format, values...))
}

// broken explains an error that ended the reading.
func (f *idx) broken(err error) error {
	switch {
	case errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF):
		return fmt.Errorf("datasets: %s is cut off at byte %d of its content: get the file again", f.name, f.at)
	case errors.Is(err, gzip.ErrChecksum):
		return fmt.Errorf("datasets: %s is damaged, because its checksum differs: get the file again", f.name)
	}
	return fmt.Errorf("datasets: %s cannot be read beyond byte %d of its content (%w): get the file again", f.name, f.at, err)
}
