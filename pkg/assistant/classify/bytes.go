package classify

import "fmt"

// Bytes is the network, to be carried in a program: about a tenth of a megabyte.
// [FromBytes] reads it.
func (r *Classifier) Bytes() ([]byte, error) {
	if !r.learnt {
		return nil, fmt.Errorf("classify: this classifier has learnt nothing yet: open one, or teach it first")
	}
	return r.model.MarshalBinary()
}

// FromBytes is the classifier that [Classifier.Bytes] has written. What is damaged, or of
// another network than [Function], is an error.
func FromBytes(content []byte) (*Classifier, error) {
	r, err := New(Options{})
	if err != nil {
		return nil, err
	}
	if err := r.model.UnmarshalBinary(content); err != nil {
		return nil, fmt.Errorf("classify: the network cannot be read: %w", err)
	}
	r.learnt = true
	return r, nil
}
