package embedded

import (
	"bytes"
	"crypto/sha256"
	"image"
	_ "image/jpeg" // the kinds of pictures that are understood
	_ "image/png"
	"math"
	"strings"

	"firstneuron/pkg/assistant"
	"firstneuron/pkg/assistant/alttext"
)

// A Classifier tells what kind of picture it sees, one of alttext.Kinds, and how sure it is, from 0 to 1.
type Classifier interface {
	Kind(picture image.Image) (kind string, confidence float64)
}

// How large a picture may be. The size is read before the picture is unpacked, so that a small file cannot become a huge picture.
const (
	LargestPicture = 8 << 20 // bytes of the file
	LongestSide    = 4096    // pixels
)

// sure is the confidence from which on the author is not asked for the kind.
const sure = 0.6

// seen is what a picture was taken for. It has no kind where only the author can tell: for an SVG, and without a classifier.
type seen struct {
	kind       alttext.Kind
	confidence float64
	problem    string // why it cannot be read: "large" or "unreadable"
}

// classify looks at a picture, once: a replay comes to it again and again.
func (e *Engine) classify(picture assistant.Picture) seen {
	key := sha256.Sum256(picture.Content)
	if known, ok := e.pictures.Load(key); ok {
		return known.(seen)
	}
	s := see(picture.Content, e.Classifier)
	e.pictures.Store(key, s)
	return s
}

func see(content []byte, classifier Classifier) seen {
	if len(content) > LargestPicture {
		return seen{problem: "large"}
	}
	if isSVG(content) {
		return seen{}
	}
	config, _, err := image.DecodeConfig(bytes.NewReader(content))
	if err != nil {
		return seen{problem: "unreadable"}
	}
	if config.Width > LongestSide || config.Height > LongestSide {
		return seen{problem: "large"}
	}
	decoded, _, err := image.Decode(bytes.NewReader(content))
	if err != nil || decoded.Bounds().Empty() {
		return seen{problem: "unreadable"}
	}
	if classifier == nil {
		return seen{}
	}
	kind, confidence := classifier.Kind(decoded)
	if named := alttext.KindsIn(kind); len(named) == 1 && confidence > 0 { // NaN is not
		return seen{kind: named[0], confidence: min(confidence, 1)}
	}
	return seen{}
}

// isSVG tells an SVG by its first element. Its lines are not drawn here, so nothing in it can do harm.
func isSVG(content []byte) bool {
	head := string(bytes.ToLower(content[:min(len(content), 2000)]))
	head = strings.TrimSpace(strings.TrimPrefix(head, "\xef\xbb\xbf"))
	return strings.HasPrefix(head, "<") && strings.Contains(head, "<svg")
}

// percent never says 100: nothing is that sure.
func percent(confidence float64) int {
	return min(int(math.Round(100*confidence)), 99)
}
