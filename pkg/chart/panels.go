package chart

import (
	"bytes"
	"fmt"
	"strings"
)

// A PanelGrid is several figures side by side in one picture. Make one with [Panels].
type PanelGrid struct {
	columns int
	figures []*Figure
}

// Panels puts figures into one picture, in rows of so many columns, each as large as it is alone. So
// several figures can be a frame of a moving picture.
func Panels(columns int, figures ...*Figure) *PanelGrid {
	if columns < 1 || len(figures) == 0 {
		panic(fmt.Sprintf("chart.Panels: %d figures in %d columns; there must be at least one of each", len(figures), columns))
	}
	return &PanelGrid{columns, figures}
}

// SVG returns the picture, with what each figure says in words inside.
func (g *PanelGrid) SVG() ([]byte, error) {
	var body bytes.Buffer
	var x, y, width, rowHeight float64
	for i, figure := range g.figures {
		svg, err := figure.SVG()
		if err != nil {
			return nil, err
		}
		if i%g.columns == 0 {
			x, y, rowHeight = 0, y+rowHeight, 0
		}
		fmt.Fprintf(&body, `<svg x="%g" y="%g"%s`, x, y, bytes.TrimPrefix(svg, []byte("<svg")))
		w, h := figure.size()
		x, rowHeight = x+w, max(rowHeight, h)
		width = max(width, x)
	}
	height := y + rowHeight
	head := fmt.Sprintf(`<svg xmlns="http://www.w3.org/2000/svg" width="%g" height="%g" viewBox="0 0 %g %g">`+"\n<desc>%s</desc>\n"+
		`<rect width="100%%" height="100%%" fill="%s"/>`+"\n", width, height, width, height, escaped(g.Alt()), hex(background))
	return append(append([]byte(head), body.Bytes()...), "</svg>\n"...), nil
}

// Alt is the text alternatives of the figures, one after another.
func (g *PanelGrid) Alt() string {
	var said []string
	for _, figure := range g.figures {
		said = append(said, figure.Alt())
	}
	return strings.Join(said, " ")
}
