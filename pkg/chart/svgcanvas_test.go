package chart

import (
	"image"
	"image/color"
	"math"
	"testing"

	"gonum.org/v1/plot/vg"
)

// SVG's y grows downwards, gonum's upwards; turns, moves and scales must come out the right way round.
func TestSVGCanvasPlaces(t *testing.T) {
	tests := []struct {
		name string
		move func(c *svgCanvas)
		want string // where the line from (10, 20) to (30, 20) goes on a canvas 100 high
	}{
		{"as it is", func(*svgCanvas) {}, "M10 80L30 80"},
		{"translated", func(c *svgCanvas) { c.Translate(vg.Point{X: 5, Y: 1}) }, "M15 79L35 79"},
		{"scaled", func(c *svgCanvas) { c.Scale(2, 0.5) }, "M20 90L60 90"},
		{"a quarter turn", func(c *svgCanvas) { c.Rotate(math.Pi / 2) }, "M-20 90L-20 70"},
		{"moved, then turned", func(c *svgCanvas) { c.Translate(vg.Point{X: 50}); c.Rotate(math.Pi / 2) }, "M30 90L30 70"},
		{"turned and back", func(c *svgCanvas) { c.Push(); c.Rotate(1); c.Pop() }, "M10 80L30 80"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			c := newSVGCanvas(100, 100)
			test.move(c)
			var line vg.Path
			line.Move(vg.Point{X: 10, Y: 20})
			line.Line(vg.Point{X: 30, Y: 20})
			if got := string(c.pathData(line)); got != test.want {
				t.Errorf("got %s, want %s", got, test.want)
			}
		})
	}
}

func TestSVGCanvasCurves(t *testing.T) {
	c := newSVGCanvas(100, 100)
	var p vg.Path
	p.Arc(vg.Point{X: 50, Y: 50}, 10, 0, math.Pi) // counterclockwise: over the top
	p.QuadTo(vg.Point{X: 1, Y: 2}, vg.Point{X: 3, Y: 4})
	p.CubeTo(vg.Point{X: 1, Y: 2}, vg.Point{X: 3, Y: 4}, vg.Point{X: 5, Y: 6})
	p.Arc(vg.Point{X: 5, Y: 16}, 10, -math.Pi/2, -math.Pi)
	p.Close()
	const want = "M60 50A10 10 0 0 0 50 40A10 10 0 0 0 40 50" + "Q1 98 3 96" + "C1 98 3 96 5 94" + "L5 94A10 10 0 0 1 -5 84A10 10 0 0 1 5 74Z"
	if got := string(c.pathData(p)); got != want {
		t.Errorf("\n got %s\nwant %s", got, want)
	}
}

func TestSVGCanvasImage(t *testing.T) {
	picture := image.NewNRGBA(image.Rect(0, 0, 1, 1))
	picture.Set(0, 0, color.Black)
	c := newSVGCanvas(100, 100)
	c.DrawImage(vg.Rectangle{Min: vg.Point{X: 10, Y: 20}, Max: vg.Point{X: 40, Y: 30}}, picture)
	root, err := parseSVG(append(append([]byte("<svg>"), c.body.Bytes()...), "</svg>"...))
	if err != nil {
		t.Fatal(err)
	}
	got := root.find("image")[0].attributes
	for name, want := range map[string]string{"x": "10", "y": "70", "width": "30", "height": "10"} {
		if got[name] != want {
			t.Errorf("%s = %s, want %s", name, got[name], want)
		}
	}
}
