package embedded

import (
	"crypto/sha256"
	"image"

	"firstneuron/internal/picturefile"
	"firstneuron/pkg/assistant"
	"firstneuron/pkg/assistant/alttext"
)

// A Classifier tells what kind of picture it sees, one of alttext.Kinds, and how sure it is, from 0 to 1.
type Classifier interface {
	Kind(picture image.Image) (kind string, confidence float64)
}

// sure is the confidence from which on the author is told a kind, and not asked for it.
const sure = 0.6

// seen is what a picture was taken for. It has no kind where only the author can tell: for an SVG, and without a classifier.
type seen struct {
	kind       alttext.Kind
	confidence float64
	err        error // why it cannot be read
}

// classify looks at a picture, once: a replay comes to it again and again.
func (e *Engine) classify(picture assistant.Picture) seen {
	key := sha256.Sum256(picture.Content)
	known, ok := e.pictures.Load(key)
	if !ok {
		known = see(picture.Content, e.Classifier)
		e.pictures.Store(key, known)
	}
	return known.(seen)
}

func see(content []byte, classifier Classifier) seen {
	if picturefile.IsSVG(content) {
		return seen{}
	}
	decoded, err := picturefile.Decode(content)
	if err != nil || classifier == nil {
		return seen{err: err}
	}
	kind, confidence := classifier.Kind(decoded)
	if named := alttext.KindsIn(kind); len(named) == 1 && confidence > 0 { // NaN is not
		return seen{kind: named[0], confidence: min(confidence, 1)}
	}
	return seen{}
}
