package show

import (
	"bytes"
	"compress/gzip"
	_ "embed"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"html"
	"strings"
)

// A Frame is one picture of a moving one.
type Frame struct {
	Name    string // what the frame is, shown beside the slider: "step 40"
	Drawing Drawing
}

// Frames shows drawings one after another, with a slider, play and pause. It stands on the last
// frame until somebody plays it, and where a page runs no scripts the last frame is all there is.
//
// All frames are drawn when Frames is called, so each needs a drawing of its own: a figure whose
// line has grown since draws the whole line. Figures with the same ranges, as chart's RangeX and
// RangeY set them, keep their axes still while the data moves.
//
// A notebook should stay small. If the frames need more than 300 KB, some are left out, evenly,
// and the text below the picture says how many.
func Frames(frames ...Frame) {
	show("", movingPicture(frames))
}

// mostHTML is how many bytes a moving picture may take in a notebook.
const mostHTML = 300_000

// framesProgram makes the controls. It is a function of the packed frames.
//
//go:embed frames.js
var framesProgram string

type drawnFrame struct{ name, alt, svg string }

// packedFrames are frames as frames.js reads them. Most lines of a picture are the same in all frames, and are written once.
type packedFrames struct {
	Lines  []string      `json:"lines"`
	Frames []packedFrame `json:"frames"`
}

type packedFrame struct {
	Name string `json:"name"`
	Alt  string `json:"alt"`
	SVG  []int  `json:"svg"` // places in Lines
}

func movingPicture(frames []Frame) output {
	if len(frames) == 0 {
		return fault("show: there are no frames to show; give show.Frames at least one")
	}
	drawn := make([]drawnFrame, len(frames))
	var svg []byte
	for i, frame := range frames {
		if frame.Drawing == nil {
			return fault(fmt.Sprintf("show: frame %d, %q, has no drawing; give it one, such as a chart.Figure", i+1, frame.Name))
		}
		var err error
		if svg, err = frame.Drawing.SVG(); err != nil {
			return fault(fmt.Sprintf("show: frame %d, %q, cannot be drawn: %v", i+1, frame.Name, err))
		}
		drawn[i] = drawnFrame{frame.Name, frame.Drawing.Alt(), string(svg)}
	}
	last := drawn[len(drawn)-1]
	still := image(svg, last.alt)
	still.plain = fmt.Sprintf("frame %d of %d: %s\n%s", len(drawn), len(drawn), last.name, last.alt)
	still.html = framesHTML(still.html, drawn)
	return still
}

// framesHTML returns the image of the last frame with all others behind it, or with as many as there is room for.
func framesHTML(image string, frames []drawnFrame) string {
	for count := len(frames); count > 1; {
		page := framesPage(image, evenly(frames, count), len(frames))
		if len(page) <= mostHTML {
			return page
		}
		count = min(count-1, count*mostHTML/len(page))
	}
	return framesPage(image, frames[len(frames)-1:], len(frames))
}

func framesPage(image string, shown []drawnFrame, all int) string {
	var page strings.Builder
	fmt.Fprintf(&page, `<div style="display: inline-block; max-width: 100%%">%s<div>%s</div>`, image, html.EscapeString(shown[len(shown)-1].name))
	if len(shown) < all {
		fmt.Fprintf(&page, "<div>Frames kept: %d of %d, so that the notebook stays small.</div>", len(shown), all)
	}
	if len(shown) > 1 {
		fmt.Fprintf(&page, "<script>%s(%q)</script>", strings.TrimSpace(framesProgram), packed(shown))
	}
	page.WriteString("</div>")
	return page.String()
}

// packed returns frames as text for the page: their lines, compressed.
func packed(frames []drawnFrame) string {
	var all packedFrames
	places := map[string]int{}
	for _, frame := range frames {
		lines := strings.Split(frame.svg, "\n")
		picture := make([]int, len(lines))
		for i, line := range lines {
			place, found := places[line]
			if !found {
				place = len(all.Lines)
				places[line] = place
				all.Lines = append(all.Lines, line)
			}
			picture[i] = place
		}
		all.Frames = append(all.Frames, packedFrame{frame.name, frame.alt, picture})
	}
	var data bytes.Buffer
	compressed, _ := gzip.NewWriterLevel(&data, gzip.BestCompression) // the level exists
	text := json.NewEncoder(compressed)
	text.SetEscapeHTML(false)
	// Writing strings to a buffer cannot fail.
	_ = text.Encode(all)
	_ = compressed.Close()
	return base64.StdEncoding.EncodeToString(data.Bytes())
}

// evenly returns so many of the frames, two or more, evenly spaced, the first and the last among them.
func evenly(frames []drawnFrame, count int) []drawnFrame {
	kept := make([]drawnFrame, count)
	for i := range kept {
		kept[i] = frames[i*(len(frames)-1)/(count-1)]
	}
	return kept
}
