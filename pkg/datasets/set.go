// Package datasets holds what networks learn from: sets of examples with their
// labels, in one type, [Set].
//
// Some sets are there at once: the article's four patterns, points that are made
// up, real handwritten digits, drawn faces. Others are files: Fashion-MNIST and
// every set in the IDX format, and folders with your own pictures. [New] makes a
// set of your own numbers.
//
// The package uses Go's standard library only, and never the network:
// `go run ./kernel-setup data` fetches what has to be fetched.
package datasets

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"
)

// A Set is a list of examples, all of one shape, each with its label.
type Set struct {
	Name    string
	Shape   []int     // of one example: [2] for points, [height, width, channels] for pictures
	Values  []float32 // all examples, one after another: Len x Size numbers; pictures from 0 (black) to 1
	Labels  []int     // the class of each example, an index into Classes
	Classes []string
}

// New makes a set of your own numbers: a row for each example, and for each row
// its label, which counts the classes from 0. Without names the classes are called
// "0", "1" and so on, up to the largest label. The numbers are copied. The error
// counts rows from 1 and says what to mend: no rows, rows of different lengths, a
// number that is NaN or infinite, a label without a class.
func New(name string, rows [][]float64, labels []int, classes ...string) (*Set, error) {
	if len(rows) == 0 || len(rows[0]) == 0 {
		return nil, fmt.Errorf("datasets: %s is empty: give at least one row with one number", name)
	}
	if len(labels) != len(rows) {
		return nil, fmt.Errorf("datasets: %s has %d rows and %d labels: give each row one label", name, len(rows), len(labels))
	}
	s := &Set{Name: name, Shape: []int{len(rows[0])}, Labels: slices.Clone(labels), Classes: slices.Clone(classes)}
	if len(classes) == 0 {
		if most := slices.Max(labels); most >= mostUnnamed {
			return nil, fmt.Errorf("datasets: row %d of %s has the label %d: labels count the classes from 0, so number them without gaps, or name %d classes", slices.Index(labels, most)+1, name, most, most+1)
		}
		s.Classes = numberNames(slices.Max(labels) + 1)
	}
	s.Values = make([]float32, 0, len(rows)*len(rows[0]))
	for i, row := range rows {
		if len(row) != len(rows[0]) {
			return nil, fmt.Errorf("datasets: row %d of %s has %d numbers but row 1 has %d: give every row the same number of them", i+1, name, len(row), len(rows[0]))
		}
		for _, value := range row {
			s.Values = append(s.Values, float32(value))
		}
	}
	if err := s.Check(); err != nil {
		return nil, err
	}
	return s, nil
}

const mostUnnamed = 10_000 // classes without a name: more is likelier a number that is no label

// Check looks whether the parts of a set fit together: a number for each place of
// the shape, a class for each label, and no number that is NaN or infinite. The
// error counts examples from 1. What this package returns is checked; what you
// have put together by hand may not be.
func (s *Set) Check() error {
	if len(s.Shape) == 0 || slices.Min(s.Shape) < 1 {
		return fmt.Errorf("datasets: %s has the shape %v: an example needs at least one number", s.Name, s.Shape)
	}
	if len(s.Values) != s.Len()*s.Size() {
		return fmt.Errorf("datasets: %s has %d labels and the shape %v, but %d numbers: it needs %d", s.Name, s.Len(), s.Shape, len(s.Values), s.Len()*s.Size())
	}
	for i, label := range s.Labels {
		if label < 0 || label >= len(s.Classes) {
			return fmt.Errorf("datasets: example %d of %s has the label %d, but there are %d classes: labels count from 0, so correct it or name more classes", i+1, s.Name, label, len(s.Classes))
		}
	}
	for i, value := range s.Values {
		if math.IsNaN(float64(value)) || math.IsInf(float64(value), 0) {
			return fmt.Errorf("datasets: example %d of %s: number %d is %v: numbers must be finite, so mend it or leave the example out", i/s.Size()+1, s.Name, i%s.Size()+1, value)
		}
	}
	return nil
}

// Len is the number of examples.
func (s *Set) Len() int { return len(s.Labels) }

// Size is the count of numbers in one example: 64 for pictures of 8x8x1.
func (s *Set) Size() int {
	size := 1
	for _, length := range s.Shape {
		size *= length
	}
	return size
}

// Example is the numbers of example i, counted from 0. It is a view: what you
// change in it changes in the set.
func (s *Set) Example(i int) []float32 {
	size := s.Size()
	return s.Values[i*size : (i+1)*size : (i+1)*size]
}

// Class is the name of the class of example i.
func (s *Set) Class(i int) string { return s.Classes[s.Labels[i]] }

// Counts says how many examples each class has.
func (s *Set) Counts() []int {
	counts := make([]int, len(s.Classes))
	for _, label := range s.Labels {
		counts[label]++
	}
	return counts
}

// Rows is a copy of the examples, a row each.
func (s *Set) Rows() [][]float64 {
	rows, size := matrix(s.Len(), s.Size()), s.Size()
	for i, row := range rows {
		for j, value := range s.Values[i*size : (i+1)*size] {
			row[j] = float64(value)
		}
	}
	return rows
}

// OneHot is the labels as rows with one number for each class: 1 for the
// example's own class, 0 for the others.
func (s *Set) OneHot() [][]float64 {
	rows := matrix(s.Len(), len(s.Classes))
	for i, label := range s.Labels {
		rows[i][label] = 1
	}
	return rows
}

// Targets is the labels as numbers. For two classes it is what a single neuron
// should answer, 0 or 1.
func (s *Set) Targets() []float64 {
	targets := make([]float64, s.Len())
	for i, label := range s.Labels {
		targets[i] = float64(label)
	}
	return targets
}

// WithBias returns a copy in which every example has one more number, which is
// always 1. The weight of that input is the neuron's bias: it lets the neuron
// answer other than 0.5 where all other inputs are 0.
func (s *Set) WithBias() *Set {
	size := s.Size()
	with := *s
	with.Shape, with.Labels = []int{size + 1}, slices.Clone(s.Labels)
	with.Values = make([]float32, 0, s.Len()*(size+1))
	for i := range s.Len() {
		with.Values = append(append(with.Values, s.Example(i)...), 1)
	}
	return &with
}

// String is the set in one line, such as "digits: 1797 pictures of 8x8x1, 10 classes".
func (s *Set) String() string {
	if s.isPictures() {
		return fmt.Sprintf("%s: %d pictures of %s, %d classes", s.Name, s.Len(), s.shape(), len(s.Classes))
	}
	return fmt.Sprintf("%s: %d examples of %s numbers, %d classes", s.Name, s.Len(), s.shape(), len(s.Classes))
}

// shape is the shape as people write it: 8x8x1.
func (s *Set) shape() string {
	lengths := make([]string, len(s.Shape))
	for i, length := range s.Shape {
		lengths[i] = strconv.Itoa(length)
	}
	return strings.Join(lengths, "x")
}

// numberNames names classes that have no names by their numbers.
func numberNames(n int) []string {
	names := make([]string, max(n, 0))
	for i := range names {
		names[i] = strconv.Itoa(i)
	}
	return names
}

func matrix(rows, columns int) [][]float64 {
	values, m := make([]float64, rows*columns), make([][]float64, rows)
	for i := range m {
		m[i] = values[i*columns : (i+1)*columns : (i+1)*columns]
	}
	return m
}

// order is the numbers from 0 up to n: shuffled, or one after another where rng is nil.
func order(rng *rand.Rand, n int) []int {
	if rng != nil {
		return rng.Perm(n)
	}
	indices := make([]int, n)
	for i := range indices {
		indices[i] = i
	}
	return indices
}
