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

// sureEnough is the confidence from which on the author is not asked for the kind.
const sureEnough = 0.6

// sight is what a picture was taken for. It has no kind where only the author can tell: for an SVG, and without a classifier.
type sight struct {
	kind       alttext.Kind
	confidence float64
	damage     damage
}

// damage is why a picture cannot be looked at.
type damage int

const (
	none damage = iota
	tooLarge
	unreadable
)

// keptSights is how many pictures an engine remembers, so that a replay does not look at them again.
const keptSights = 256

// look looks at a picture, once.
func (e *Engine) look(picture assistant.Picture) sight {
	key := sha256.Sum256(picture.Content)
	e.mutex.Lock()
	s, known := e.seen[key]
	e.mutex.Unlock()
	if known {
		return s
	}
	s = e.lookAnew(picture.Content)
	e.mutex.Lock()
	defer e.mutex.Unlock()
	if e.seen == nil || len(e.seen) >= keptSights {
		e.seen = map[[32]byte]sight{}
	}
	e.seen[key] = s
	return s
}

func (e *Engine) lookAnew(content []byte) sight {
	if len(content) > LargestPicture {
		return sight{damage: tooLarge}
	}
	if isSVG(content) {
		return sight{}
	}
	config, _, err := image.DecodeConfig(bytes.NewReader(content))
	if err != nil {
		return sight{damage: unreadable}
	}
	if config.Width > LongestSide || config.Height > LongestSide {
		return sight{damage: tooLarge}
	}
	decoded, _, err := image.Decode(bytes.NewReader(content))
	if err != nil || decoded.Bounds().Empty() {
		return sight{damage: unreadable}
	}
	if e.Classifier == nil {
		return sight{}
	}
	kind, confidence := e.Classifier.Kind(decoded)
	if named := alttext.KindsIn(kind); len(named) == 1 && confidence > 0 { // NaN is not
		return sight{kind: named[0], confidence: min(confidence, 1)}
	}
	return sight{}
}

// isSVG tells an SVG by its first element. Its lines are not drawn here, so nothing in it can do harm.
func isSVG(content []byte) bool {
	head := string(bytes.ToLower(content[:min(len(content), 2000)]))
	head = strings.TrimSpace(strings.TrimPrefix(head, "\xef\xbb\xbf"))
	return strings.HasPrefix(head, "<") && strings.Contains(head, "<svg")
}

// kindAtEnd is the kind of picture that a text names with its last word or its last two.
func kindAtEnd(text string) (alttext.Kind, bool) {
	words := strings.Fields(strings.TrimRight(text, ".! "))
	for n := 1; n <= min(2, len(words)); n++ {
		if kinds := alttext.KindsIn(strings.Join(words[len(words)-n:], " ")); len(kinds) > 0 {
			return kinds[len(kinds)-1], true
		}
	}
	return "", false
}

// percent never says 100: nothing is that sure.
func percent(confidence float64) int {
	return min(int(math.Round(100*confidence)), 99)
}

// shown is a file's name as it can be shown in a sentence.
func (t *texts) shown(name string) string {
	name = strings.Join(strings.Fields(name), " ")
	if letters := []rune(name); len(letters) > 60 {
		name = string(letters[:60]) + "…"
	}
	return t.open + name + t.close
}
