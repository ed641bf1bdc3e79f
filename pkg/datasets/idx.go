package datasets

import (
	"bufio"
	"compress/gzip"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
)

// LoadIDX reads a set of pictures from two files in the IDX format, in which
// MNIST and its many relatives come: pictures and labels, plain or compressed by
// gzip. Without names the classes are called "0", "1" and so on, up to the largest
// label. The error names the file, where in its content something is wrong, and what to do.
//
// The format is described at the end of http://yann.lecun.com/exdb/mnist/.
func LoadIDX(pictures, labels string, classes ...string) (*Set, error) {
	return loadIDX(filepath.Base(filepath.Dir(pictures)), pictures, labels, 0, classes)
}

// ReadIDX is [LoadIDX] for pictures and labels that come from elsewhere than from
// files. The name is that of the set.
func ReadIDX(name string, pictures, labels io.Reader, classes ...string) (*Set, error) {
	return readIDX(name, source{name + ": pictures", pictures}, source{name + ": labels", labels}, idxOptions{classes: classes})
}

const (
	idxBytes       = 8       // the format's sign for numbers that are unsigned bytes, as pictures and labels are
	longestSide    = 1 << 14 // of a picture
	mostNumbers    = 1 << 30 // in a set: 4 GiB as float32
	firstPiece     = 1 << 22 // numbers that are made room for before the first has come
	growth         = 16      // more room is at most this often what has come already: a header's word alone is not trusted
	bytesAtOnce    = 1 << 16
	compressedSign = "\x1f\x8b" // the first two bytes of what gzip has written
)

// source is something to read, and how errors call it.
type source struct {
	name string
	io.Reader
}

type idxOptions struct {
	classes []string
	first   int // only so many pictures; 0 stands for all
	white   int // the byte that stands for 1; 0 stands for 255
}

func loadIDX(name, pictures, labels string, first int, classes []string) (*Set, error) {
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
	return readIDX(name, source{pictures, pictureFile}, source{labels, labelFile}, idxOptions{classes: classes, first: first})
}

func readIDX(name string, pictures, labels source, options idxOptions) (*Set, error) {
	s := &Set{Name: name}
	// The labels come first because they are few: what is wrong with them shows at once.
	all, err := s.readLabels(labels, options)
	if err != nil {
		return nil, err
	}
	if err := s.readPictures(pictures, all, options); err != nil {
		return nil, err
	}
	return s, nil
}

// readLabels returns how many labels there are, of which the set may take only the first.
func (s *Set) readLabels(from source, options idxOptions) (all int, err error) {
	content, err := openIDX(from)
	if err != nil {
		return 0, err
	}
	if len(content.shape) != 1 {
		return 0, content.fault(3, "it has %d dimensions, but labels have one: are the two files swapped?", len(content.shape))
	}
	all = content.shape[0]
	if all == 0 {
		return 0, content.fault(4, "it has no labels: get the file anew")
	}
	wanted := all
	if options.first > 0 {
		wanted = min(options.first, all)
	}
	highest := 0
	if err := content.read(wanted, all, func(piece []byte, room int) {
		s.Labels = grow(s.Labels, len(piece), room)
		for _, label := range piece {
			s.Labels = append(s.Labels, int(label))
			highest = max(highest, int(label))
		}
	}); err != nil {
		return 0, err
	}
	s.Classes = slices.Clone(options.classes)
	if len(s.Classes) == 0 {
		s.Classes = numberNames(highest + 1)
	}
	if highest >= len(s.Classes) {
		for i, label := range s.Labels {
			if label >= len(s.Classes) {
				return 0, content.fault(content.start+i, "label %d is %d, but there are %d classes, counted from 0: name more classes, or take the labels that belong to the pictures", i+1, label, len(s.Classes))
			}
		}
	}
	return all, nil
}

func (s *Set) readPictures(from source, labels int, options idxOptions) error {
	content, err := openIDX(from)
	if err != nil {
		return err
	}
	switch shape := content.shape; {
	case len(shape) == 3:
		s.Shape = []int{shape[1], shape[2], 1}
	case len(shape) == 4 && (shape[3] == 1 || shape[3] == 3):
		s.Shape = []int{shape[1], shape[2], shape[3]}
	default:
		return content.fault(3, "it has the dimensions %v, but pictures have a number, a height and a width (and 3 for colour): are the two files swapped?", shape)
	}
	if content.shape[0] != labels {
		return content.fault(4, "it has %d pictures, but there are %d labels: take two files that belong together", content.shape[0], labels)
	}
	if s.Shape[0] < 1 || s.Shape[1] < 1 || s.Shape[0] > longestSide || s.Shape[1] > longestSide {
		return content.fault(8, "its pictures are %s, but a side has 1 to %d pixels: get the file anew", s.shape(), longestSide)
	}
	size := s.Size()
	if int64(labels)*int64(size) > mostNumbers {
		return content.fault(4, "%d pictures of %s are more than fit: at most %d numbers, so cut the file into parts", labels, s.shape(), mostNumbers)
	}
	var toValue [256]float32
	white := float32(255)
	if options.white > 0 {
		white = float32(options.white)
	}
	for b := range toValue {
		toValue[b] = float32(b) / white
	}
	return content.read(s.Len()*size, labels*size, func(piece []byte, room int) {
		s.Values = grow(s.Values, len(piece), room)
		at := len(s.Values)
		s.Values = s.Values[:at+len(piece)]
		for i, b := range piece {
			s.Values[at+i] = toValue[b]
		}
	})
}

// grow makes room for a piece more: at best for all that is to come, but only so
// much as what has come makes believable.
func grow[T any](values []T, piece, room int) []T {
	if len(values)+piece <= cap(values) {
		return values
	}
	roomier := make([]T, len(values), max(len(values)+piece, min(room, max(firstPiece, growth*len(values)))))
	copy(roomier, values)
	return roomier
}

// idx is the content of a file in the IDX format, after its header.
type idx struct {
	name  string
	from  io.Reader
	shape []int
	start int // where in the content the numbers begin
	end   int // where they should end; 0 while that is not known
}

// openIDX reads the header: two bytes 0, the sign of a type of numbers, how many dimensions there are, and each dimension
// in four bytes.
func openIDX(from source) (*idx, error) {
	content := &idx{name: from.name}
	plain := bufio.NewReaderSize(from, bytesAtOnce)
	content.from = plain
	if sign, err := plain.Peek(2); err == nil && string(sign) == compressedSign {
		if content.from, err = gzip.NewReader(plain); err != nil {
			return nil, content.damage(0, err)
		}
	}
	var magic [4]byte
	if n, err := io.ReadFull(content.from, magic[:]); err != nil {
		return nil, content.damage(n, err)
	}
	if magic[0] != 0 || magic[1] != 0 {
		return nil, content.fault(0, "it begins with % x, and an IDX file with 00 00: it is a file of another format", magic[:])
	}
	if magic[2] != idxBytes {
		return nil, content.fault(2, "its numbers are of type %#02x, but pictures and labels are bytes, type 0x08: it is another kind of IDX file", magic[2])
	}
	content.start = 4
	for range min(magic[3], 5) { // what is wrong with more than 4 dimensions shows with 5
		var length [4]byte
		n, err := io.ReadFull(content.from, length[:])
		if err != nil {
			return nil, content.damage(content.start+n, err)
		}
		if binary.BigEndian.Uint32(length[:]) > mostNumbers {
			return nil, content.fault(content.start, "it claims a dimension of %d: the file is damaged, so get it anew", binary.BigEndian.Uint32(length[:]))
		}
		content.shape = append(content.shape, int(binary.BigEndian.Uint32(length[:])))
		content.start += 4
	}
	return content, nil
}

// read hands on the wanted numbers in pieces, with how many are to come in all.
// If all are wanted, it checks that the file ends after them.
func (x *idx) read(wanted, all int, take func(piece []byte, room int)) error {
	x.end = x.start + all
	buffer := make([]byte, min(bytesAtOnce, wanted))
	for done := 0; done < wanted; {
		n, err := io.ReadFull(x.from, buffer[:min(len(buffer), wanted-done)])
		if n > 0 {
			take(buffer[:n], wanted)
		}
		done += n
		if err != nil {
			return x.damage(x.start+done, err)
		}
	}
	if wanted < all {
		return nil
	}
	// Only at the end does gzip compare its checksum.
	switch n, err := io.ReadFull(x.from, make([]byte, 1)); {
	case n > 0:
		return x.fault(x.end, "it goes on after its %d numbers: the header or the file is damaged, so get it anew", all)
	case err != io.EOF:
		return x.damage(x.end, err)
	}
	return nil
}

// fault is an error at a place in the content.
func (x *idx) fault(at int, format string, values ...any) error {
	return fmt.Errorf("datasets: %s: at byte %d: %s", x.name, at, fmt.Sprintf(format, values...))
}

// damage is what reading ended with, in words that say what to do.
func (x *idx) damage(at int, err error) error {
	place := fmt.Sprintf("byte %d of its content", at)
	if x.end > 0 {
		place = fmt.Sprintf("byte %d of its content, which should have %d", at, x.end)
	}
	switch {
	case errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF):
		return fmt.Errorf("datasets: %s is cut off at %s: get the file anew", x.name, place)
	case errors.Is(err, gzip.ErrChecksum):
		return fmt.Errorf("datasets: %s is damaged: its content does not have the checksum that was noted with it: get the file anew", x.name)
	}
	return fmt.Errorf("datasets: %s cannot be read on from %s (%w): get the file anew", x.name, place, err)
}
