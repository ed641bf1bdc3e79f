// Package show puts figures, tables and text into a notebook, in the order in
// which the cell asks for them, and waits until the notebook has received them.
//
//	show.Figure(chart.New("Learning", loss).Axes("step", "squared error"))
//
// A loop shows what it is doing while it runs: [Live] redraws a figure, [LiveTable] a table, and
// [Progress] moves a bar, each around the iterator that the loop ranges over:
//
//	for step, pass := range show.Live(figure, n.Steps(set, 10_000)) {
//		loss.Add(float64(step), pass.Loss())
//	}
//
// A program can be steered while it runs: [Slider], [LogSlider], [Choice] and [Button] put controls into the notebook, and
// [Pausable] lets you pause a loop, step through it and go on.
//
// Outside a notebook, under go run for example, a figure becomes a file; its name is
// printed with the figure's text alternative. Everything else becomes text.
package show

import (
	"encoding/base64"
	"fmt"
	"html"
)

// A Drawing is what Figure and Live show; a chart.Figure is one.
type Drawing interface {
	SVG() ([]byte, error) // the picture
	Alt() string          // what the picture shows, in words
}

// Figure shows a drawing, or the error of one that cannot be drawn.
func Figure(d Drawing) {
	show("", picture(d))
}

// Markdown shows text written in Markdown, with formulas between dollar signs.
func Markdown(text string) {
	show("", output{markdown: text, plain: text})
}

// picture is the drawing as an image, or the error of one that cannot be drawn.
func picture(d Drawing) output {
	svg, err := d.SVG()
	if err != nil {
		return fault("show: this figure cannot be drawn: " + err.Error())
	}
	return image(svg, d.Alt())
}

// image is a picture inside the page. An <img> is shown even in a notebook that
// Jupyter does not trust, where a bare <svg> is removed.
func image(svg []byte, alt string) output {
	return output{
		html: fmt.Sprintf(`<img src="data:image/svg+xml;base64,%s" alt="%s" style="max-width: 100%%">`,
			base64.StdEncoding.EncodeToString(svg), html.EscapeString(alt)),
		plain: alt,
		svg:   svg,
	}
}

// fault is a sentence in place of a picture.
func fault(message string) output {
	return output{html: "<pre>" + html.EscapeString(message) + "</pre>", plain: message}
}
