// Package datasets holds what networks learn from: sets of examples with their
// labels, in one type, [Set].
//
// Some sets are part of the package: the article's four examples, synthetic points,
// real handwritten digits. Others are files: Fashion-MNIST and every set in the IDX
// format, and folders with your own pictures. [New] makes a set of your own numbers;
// neuron, network and models all learn from the same Set. [LoadPicture] and
// [FromImage] make a single example of a picture.
//
// The package uses Go's standard library only, and never the network:
// `go run ./kernel-setup data` downloads what has to be downloaded.
package datasets

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
)

// A Set is a list of examples, all of one shape, with the expected answer to
// each: a label, targets, or both.
type Set struct {
	Name    string
	Shape   []int     // of one example: [2] for points, [height, width, channels] for pictures
	Values  []float64 // all examples, one after another: Len x Size numbers; pictures from 0 (black) to 1
	Labels  []int     // the class of each example, an index into Classes; nil where there are no classes
	Classes []string

	// Targets are the numbers that the outputs should give, a row for each
	// example: for a regression, or as soft labels such as 0.9 and 0.1. Nil where
	// the labels say it all.
	Targets [][]float64
}

// New makes a set of your own numbers: a row for each example, and for each row
// its label, which counts the classes from 0. Without names the classes are called
// "0", "1" and so on, up to the largest label. Nil labels make a set to predict
// from, not to learn from. The numbers are copied. The error counts rows from 1 and
// says what to do: no rows, rows of different lengths, a number that is NaN or
// infinite, a label without a class, a class without a name and without an example.
func New(name string, rows [][]float64, labels []int, classes ...string) (*Set, error) {
	s := &Set{Name: name, Labels: slices.Clone(labels), Classes: slices.Clone(classes)}
	if labels != nil && len(labels) != len(rows) {
		return nil, fmt.Errorf("datasets: %s has %d rows and %d labels: give each row one label", name, len(rows), len(labels))
	}
	if err := s.fill(rows); err != nil {
		return nil, err
	}
	if err := s.nameClasses(); err != nil {
		return nil, err
	}
	if err := s.Check(); err != nil {
		return nil, err
	}
	return s, nil
}

// NewTargets makes a set whose examples have numbers to learn instead of classes
// (regression): a row of inputs and a row of targets each, with a target for each
// output. The errors are those of [New] and [Set.WithTargets].
func NewTargets(name string, rows, targets [][]float64) (*Set, error) {
	s := &Set{Name: name}
	if err := s.fill(rows); err != nil {
		return nil, err
	}
	return s.WithTargets(targets)
}

// WithTargets returns a copy with other targets, such as soft labels, a row for each
// example; it shares the values. The error counts examples from 1: a number of rows
// other than Len, rows of different lengths, a number that is NaN or infinite.
func (s *Set) WithTargets(targets [][]float64) (*Set, error) {
	with := *s
	with.Targets = make([][]float64, len(targets))
	for i, row := range targets {
		with.Targets[i] = slices.Clone(row)
	}
	if err := with.Check(); err != nil {
		return nil, err
	}
	return &with, nil
}

// Check tells whether the parts of a set fit together: a number for each place of
// the shape, a class for each label, and no number that is NaN or infinite. The
// error counts examples from 1. What this package returns is checked; what you
// put together by hand may not be.
func (s *Set) Check() error {
	if len(s.Shape) == 0 || slices.Min(s.Shape) < 1 {
		return fmt.Errorf("datasets: %s has the shape %v: an example needs at least one number", s.Name, s.Shape)
	}
	if len(s.Values)%s.Size() != 0 {
		return fmt.Errorf("datasets: %s has %d numbers, which is not a whole number of examples of shape %v", s.Name, len(s.Values), s.Shape)
	}
	for i, value := range s.Values {
		if !isFinite(value) {
			return fmt.Errorf("datasets: example %d of %s: number %d is %v: numbers must be finite, so correct it or leave the example out", i/s.Size()+1, s.Name, i%s.Size()+1, value)
		}
	}
	if err := s.checkLabels(); err != nil {
		return err
	}
	if s.Targets != nil && len(s.Targets) != s.Len() {
		return fmt.Errorf("datasets: %s has %d examples and %d rows of targets: give each example one row", s.Name, s.Len(), len(s.Targets))
	}
	for i, row := range s.Targets {
		if len(row) == 0 || len(row) != len(s.Targets[0]) {
			return fmt.Errorf("datasets: example %d of %s has %d targets and example 1 has %d: give every example one for each output", i+1, s.Name, len(row), len(s.Targets[0]))
		}
		for j, target := range row {
			if !isFinite(target) {
				return fmt.Errorf("datasets: example %d of %s: target %d is %v: targets must be finite, so correct it or leave the example out", i+1, s.Name, j+1, target)
			}
		}
	}
	return nil
}

// Len is the number of examples.
func (s *Set) Len() int { return len(s.Values) / max(s.Size(), 1) }

// Size is how many numbers one example has: 64 for pictures of 8x8x1.
func (s *Set) Size() int {
	size := 1
	for _, length := range s.Shape {
		size *= length
	}
	return size
}

// Example is the numbers of example i, counted from 0. It is a view: what you
// change in it changes in the set.
func (s *Set) Example(i int) []float64 {
	size := s.Size()
	return s.Values[i*size : (i+1)*size : (i+1)*size]
}

// Rows is the examples, a row each. Like [Set.Example] they are views.
func (s *Set) Rows() [][]float64 {
	rows := make([][]float64, s.Len())
	for i := range rows {
		rows[i] = s.Example(i)
	}
	return rows
}

// TargetsFor is what a network with so many outputs should give, a row for each
// example: the set's targets where it has them, else its labels. With two classes
// and one output that is a single number, 0 or 1; with an output for each class it is
// 1 for the example's own class and 0 for the others (one-hot). The error says which
// number of outputs would fit.
func (s *Set) TargetsFor(outputs int) ([][]float64, error) {
	single := outputs == 1 && len(s.Classes) == 2
	switch {
	case s.Targets != nil && s.Len() > 0 && len(s.Targets[0]) != outputs:
		return nil, fmt.Errorf("datasets: the examples of %s have %d targets each, and the outputs are %d: there must be one for each", s.Name, len(s.Targets[0]), outputs)
	case s.Targets != nil:
		return s.Targets, nil
	case s.Labels == nil:
		return nil, fmt.Errorf("datasets: %s has neither labels nor targets, so there is nothing to learn from it: give New labels, or use NewTargets", s.Name)
	case !single && (outputs == 1 || outputs != len(s.Classes)):
		return nil, fmt.Errorf("datasets: %s has %d classes, and the outputs are %d: there must be one for each class, or a single one for two classes", s.Name, len(s.Classes), outputs)
	}
	values, rows := make([]float64, s.Len()*outputs), make([][]float64, s.Len())
	for i, label := range s.Labels {
		rows[i] = values[i*outputs : (i+1)*outputs : (i+1)*outputs]
		if single {
			rows[i][0] = float64(label)
		} else {
			rows[i][label] = 1
		}
	}
	return rows, nil
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

// WithBias returns a copy in which every example has one more number, which is
// always 1. The weight of that input is the neuron's bias: it lets the output differ
// from 0.5 where all other inputs are 0.
func (s *Set) WithBias() *Set {
	with := *s
	with.Shape = []int{s.Size() + 1}
	with.Values = make([]float64, 0, s.Len()*with.Size())
	for _, row := range s.Rows() {
		with.Values = append(append(with.Values, row...), 1)
	}
	return &with
}

// String is the set in one line, such as "digits: 1797 pictures of 8x8x1, 10 classes".
func (s *Set) String() string {
	text := fmt.Sprintf("%s: %d examples of %s numbers", s.Name, s.Len(), s.shape())
	if isPictureShape(s.Shape) {
		text = fmt.Sprintf("%s: %d pictures of %s", s.Name, s.Len(), s.shape())
	}
	switch {
	case len(s.Classes) > 0:
		text += fmt.Sprintf(", %d classes", len(s.Classes))
	case len(s.Targets) > 0:
		text += fmt.Sprintf(", %d targets", len(s.Targets[0]))
	}
	return text
}

// shape is the shape in the form 8x8x1.
func (s *Set) shape() string {
	return strings.ReplaceAll(strings.Trim(fmt.Sprint(s.Shape), "[]"), " ", "x")
}

// fill copies rows of one length into the set.
func (s *Set) fill(rows [][]float64) error {
	if len(rows) == 0 || len(rows[0]) == 0 {
		return fmt.Errorf("datasets: %s is empty: give at least one row with one number", s.Name)
	}
	s.Shape = []int{len(rows[0])}
	s.Values = make([]float64, 0, len(rows)*len(rows[0]))
	for i, row := range rows {
		if len(row) != len(rows[0]) {
			return fmt.Errorf("datasets: row %d of %s has %d numbers but row 1 has %d: give every row the same number of them", i+1, s.Name, len(row), len(rows[0]))
		}
		s.Values = append(s.Values, row...)
	}
	return nil
}

func (s *Set) checkLabels() error {
	if s.Labels != nil && len(s.Labels) != s.Len() {
		return fmt.Errorf("datasets: %s has %d examples and %d labels: give each example one label", s.Name, s.Len(), len(s.Labels))
	}
	for i, label := range s.Labels {
		if label < 0 || label >= len(s.Classes) {
			return fmt.Errorf("datasets: example %d of %s has the label %d, but there are %d classes: labels count from 0, so correct it or name more classes", i+1, s.Name, label, len(s.Classes))
		}
	}
	return nil
}

// nameClasses names classes that have no names by their numbers. Numbers that are
// not used up to the largest are more likely a mistake than classes without examples.
func (s *Set) nameClasses() error {
	if len(s.Classes) > 0 || len(s.Labels) == 0 {
		return nil
	}
	used := slices.Compact(slices.Sorted(slices.Values(s.Labels)))
	first, last := used[0], used[len(used)-1]
	if first < 0 {
		return fmt.Errorf("datasets: example %d of %s has the label %d: labels count the classes from 0", slices.Index(s.Labels, first)+1, s.Name, first)
	}
	if first > 0 {
		return fmt.Errorf("datasets: the labels of %s start at %d: labels count the classes from 0, so subtract %d from each, or name all %d classes from 0 to %d", s.Name, first, first, last+1, last)
	}
	for class, label := range used {
		if label != class {
			return fmt.Errorf("datasets: the labels of %s leave out %d, though they go up to %d: number the classes without a gap, or name all %d of them", s.Name, class, last, last+1)
		}
	}
	s.Classes = numberNames(len(used))
	return nil
}

// numberNames is "0", "1" and so on.
func numberNames(n int) []string {
	names := make([]string, n)
	for i := range names {
		names[i] = strconv.Itoa(i)
	}
	return names
}

func isFinite(x float64) bool { return !math.IsNaN(x) && !math.IsInf(x, 0) }
