package chart

import (
	"sync"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/font"
	"gonum.org/v1/plot/text"
	"gonum.org/v1/plot/vg"
)

// texts measures and draws the words of all figures.
var texts = &measured{Handler: plot.DefaultTextHandler, boxes: map[textInFont]textBox{}}

// measured is gonum's text handler, and remembers what it has measured: a figure asks for the size of each text several
// times, and a live one again in each frame.
type measured struct {
	text.Handler
	mu    sync.Mutex
	boxes map[textInFont]textBox
}

type textInFont struct {
	text string
	font font.Font
}

type textBox struct{ width, height, depth vg.Length }

// mostMeasured is how many texts are remembered: those of a few figures.
const mostMeasured = 1000

// Box implements text.Handler.
func (m *measured) Box(text string, f font.Font) (width, height, depth vg.Length) {
	m.mu.Lock()
	defer m.mu.Unlock()
	b, found := m.boxes[textInFont{text, f}]
	if !found {
		if len(m.boxes) == mostMeasured {
			clear(m.boxes)
		}
		b.width, b.height, b.depth = m.Handler.Box(text, f)
		m.boxes[textInFont{text, f}] = b
	}
	return b.width, b.height, b.depth
}
