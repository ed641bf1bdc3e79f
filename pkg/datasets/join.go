package datasets

import (
	"fmt"
	"slices"
)

// Join makes one set of all examples of several sets, one set after the other. Their
// shapes and their classes must be the same; [Set.WithClasses] gives two sets one list
// of classes. Labels and targets go with their examples, so either all sets have them
// or none has. The numbers are copied; the rows of targets are shared. A mistake is a
// panic of one sentence that names what differs.
func Join(name string, sets ...*Set) *Set {
	if len(sets) == 0 {
		panic(fmt.Sprintf("datasets: %s is joined from no sets: give at least one", name))
	}
	first := sets[0]
	joined := &Set{Name: name, Shape: slices.Clone(first.Shape), Classes: slices.Clone(first.Classes)}
	for i, s := range sets {
		if difference := first.differsFrom(s); difference != "" {
			panic(fmt.Sprintf("datasets: set 1 (%s) and set %d (%s) of %s cannot be joined: %s", first.Name, i+1, s.Name, name, difference))
		}
		joined.Values = append(joined.Values, s.Values...)
		joined.Labels = append(joined.Labels, s.Labels...)
		joined.Targets = append(joined.Targets, s.Targets...)
	}
	return joined
}

// differsFrom says in words what keeps two sets from being joined, or nothing.
func (s *Set) differsFrom(other *Set) string {
	switch {
	case !slices.Equal(s.Shape, other.Shape):
		return fmt.Sprintf("an example has the shape %v in the one and %v in the other", s.Shape, other.Shape)
	case !slices.Equal(s.Classes, other.Classes):
		return fmt.Sprintf("the classes are %q in the one and %q in the other, so give both one list by WithClasses", s.Classes, other.Classes)
	case (s.Labels == nil) != (other.Labels == nil):
		return "one has labels and the other has none, so give both labels"
	case (s.Targets == nil) != (other.Targets == nil):
		return "one has targets and the other has none, so give both targets, by WithTargets, or by Smooth(0) where the labels say it all"
	case len(s.Targets) > 0 && len(other.Targets) > 0 && len(s.Targets[0]) != len(other.Targets[0]):
		return fmt.Sprintf("an example has %d targets in the one and %d in the other", len(s.Targets[0]), len(other.Targets[0]))
	}
	return ""
}

// WithClasses returns a copy with another list of classes, in which each example keeps
// the name of its class: the digits and the faces in one list of twelve, for instance.
// The list needs all classes that the set has, each once, in any order. Targets, where
// the set has one for each class, move along, and are 0 for the new classes. The values
// are shared.
func (s *Set) WithClasses(classes ...string) *Set {
	for i, class := range classes {
		if slices.Contains(classes[:i], class) {
			panic(fmt.Sprintf("datasets: the classes for %s have the name %q twice: give each class a name of its own", s.Name, class))
		}
	}
	places := make([]int, len(s.Classes)) // of each class, in the new list
	for i, class := range s.Classes {
		places[i] = slices.Index(classes, class)
		if places[i] < 0 {
			panic(fmt.Sprintf("datasets: %s has the class %q, which is not one of %q: add it to the list", s.Name, class, classes))
		}
	}
	with := *s
	with.Classes, with.Labels, with.Targets = slices.Clone(classes), slices.Clone(s.Labels), nil
	for i, label := range s.Labels {
		with.Labels[i] = places[label]
	}
	for i, row := range s.Targets {
		if len(row) != len(places) {
			panic(fmt.Sprintf("datasets: the examples of %s have %d targets each and there are %d classes: targets can move along only where there is one for each class", s.Name, len(row), len(places)))
		}
		with.Targets = append(with.Targets, make([]float64, len(classes)))
		for class, target := range row {
			with.Targets[i][places[class]] = target
		}
	}
	return &with
}

// Smooth returns a copy with label smoothing: targets that are a little less sure than
// the labels, (1-rate) x one-hot + rate / classes, as in Szegedy and others, "Rethinking
// the Inception Architecture for Computer Vision", 2016. At a rate of 0.1 and two
// classes they are 0.95 and 0.05. There is a target for each class, so it is for models
// with an output for each. Targets that the set has already are smoothed instead of its
// labels; the labels stay, and the values are shared. It panics where the rate is not
// from 0 to 1, or there is not one target for each class.
func (s *Set) Smooth(rate float64) *Set {
	if !(rate >= 0 && rate <= 1) { // written so that NaN fails too
		panic(fmt.Sprintf("datasets: the labels of %s cannot be smoothed at a rate of %v: it must be from 0 to 1", s.Name, rate))
	}
	sure, err := s.TargetsFor(len(s.Classes))
	if err != nil {
		panic(err.Error())
	}
	smooth := *s
	smooth.Targets = make([][]float64, len(sure))
	for i, row := range sure {
		smooth.Targets[i] = make([]float64, len(row))
		for j, target := range row {
			smooth.Targets[i][j] = (1-rate)*target + rate/float64(len(row))
		}
	}
	return &smooth
}

// Only returns the examples of one class, by its name. The numbers are copied. It panics
// where the set has no such class, or no labels.
func (s *Set) Only(class string) *Set {
	label := slices.Index(s.Classes, class)
	if label < 0 || s.Labels == nil {
		panic(fmt.Sprintf("datasets: %s has no examples of the class %q: its classes are %q, and it has %d labels", s.Name, class, s.Classes, len(s.Labels)))
	}
	var indices []int
	for i := range s.Len() {
		if s.Labels[i] == label {
			indices = append(indices, i)
		}
	}
	return s.Subset(indices)
}
