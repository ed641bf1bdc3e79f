package chart

import (
	"bytes"
	"encoding/base64"
	"encoding/xml"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"io"
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// node is an element of an SVG picture, as far as a reader can see it.
type node struct {
	name       string
	attributes map[string]string
	text       string
	children   []*node
}

func parseSVG(picture []byte) (*node, error) {
	decoder := xml.NewDecoder(bytes.NewReader(picture))
	root := &node{}
	open := []*node{root}
	for {
		token, err := decoder.Token()
		if err == io.EOF {
			break
		}
		if err != nil {
			return nil, err
		}
		parent := open[len(open)-1]
		switch token := token.(type) {
		case xml.StartElement:
			child := &node{name: token.Name.Local, attributes: map[string]string{}}
			for _, a := range token.Attr {
				child.attributes[a.Name.Local] = a.Value
			}
			parent.children = append(parent.children, child)
			open = append(open, child)
		case xml.EndElement:
			open = open[:len(open)-1]
		case xml.CharData:
			parent.text += strings.TrimSpace(string(token))
		}
	}
	if len(root.children) != 1 || root.children[0].name != "svg" {
		return nil, fmt.Errorf("%d top elements, want one svg", len(root.children))
	}
	return root.children[0], nil
}

// find returns all elements with this name, in the order of drawing.
func (n *node) find(name string) []*node {
	var found []*node
	for _, child := range n.children {
		if child.name == name {
			found = append(found, child)
		}
		found = append(found, child.find(name)...)
	}
	return found
}

// difference says where two pictures differ, or nothing. Numbers may differ by the tolerance, in pixels.
func difference(got, want *node, tolerance float64) string {
	here := "<" + want.name + ">"
	if got.name != want.name {
		return fmt.Sprintf("got <%s>, want %s", got.name, here)
	}
	if got.text != want.text {
		return fmt.Sprintf("text of %s: got %.200q, want %.200q", here, got.text, want.text)
	}
	if len(got.attributes) != len(want.attributes) {
		return fmt.Sprintf("%s has attributes %v, want %v", here, got.attributes, want.attributes)
	}
	for key, value := range want.attributes {
		other, ok := got.attributes[key]
		if !ok {
			return fmt.Sprintf("%s has no %s", here, key)
		}
		allowed := tolerance
		if !places[key] {
			allowed = 0
		}
		if samePixels(other, value) {
			continue
		}
		if d := valueDifference(other, value, allowed); d != "" {
			return fmt.Sprintf("%s of %s: %s", key, here, d)
		}
	}
	for i := range min(len(got.children), len(want.children)) {
		if d := difference(got.children[i], want.children[i], tolerance); d != "" {
			return fmt.Sprintf("%s, child %d: %s", here, i+1, d)
		}
	}
	if len(got.children) != len(want.children) {
		return fmt.Sprintf("%s has %d children, want %d", here, len(got.children), len(want.children))
	}
	return ""
}

// places are the attributes that say where something is. All others must be equal: a stroke's width is a weight.
var places = map[string]bool{
	"d": true, "x": true, "y": true, "x1": true, "y1": true, "x2": true, "y2": true, "cx": true, "cy": true,
	"points": true, "transform": true, "textLength": true,
}

// A colour such as #00E599 is no number.
var numbers = regexp.MustCompile(`#[0-9A-Fa-f]{6}|-?[0-9]+(\.[0-9]+)?(e-?[0-9]+)?`)

// valueDifference compares two values: the words between the numbers must be equal, the numbers close.
func valueDifference(got, want string, tolerance float64) string {
	differ := fmt.Sprintf("got %.200q, want %.200q", got, want)
	gotWords, wantWords := numbers.Split(got, -1), numbers.Split(want, -1)
	if !slices.Equal(gotWords, wantWords) {
		return differ
	}
	gotNumbers, wantNumbers := numbers.FindAllString(got, -1), numbers.FindAllString(want, -1)
	for i := range wantNumbers {
		g, gotErr := strconv.ParseFloat(gotNumbers[i], 64)
		w, wantErr := strconv.ParseFloat(wantNumbers[i], 64)
		close := gotErr == nil && wantErr == nil && math.Abs(g-w) <= tolerance
		if gotNumbers[i] != wantNumbers[i] && !close {
			return differ
		}
	}
	return ""
}

// samePixels compares two embedded pictures, which another release of Go may compress in
// another way.
func samePixels(got, want string) bool {
	decoded := func(value string) (image.Image, bool) {
		data, isPicture := strings.CutPrefix(value, "data:image/png;base64,")
		picture, err := png.Decode(base64.NewDecoder(base64.StdEncoding, strings.NewReader(data)))
		return picture, isPicture && err == nil
	}
	g, gotOne := decoded(got)
	w, wantOne := decoded(want)
	if !gotOne || !wantOne || g.Bounds() != w.Bounds() {
		return false
	}
	other, all := 0, g.Bounds().Dx()*g.Bounds().Dy()
	for i := range all {
		x, y := i%g.Bounds().Dx(), i/g.Bounds().Dx()
		if color.NRGBA64Model.Convert(g.At(x, y)) != color.NRGBA64Model.Convert(w.At(x, y)) {
			other++
		}
	}
	return other <= all/1000 // another processor may round the edge of a contour the other way
}

func TestSamePixels(t *testing.T) {
	encoded := func(level png.CompressionLevel, values ...uint8) string {
		var data bytes.Buffer
		picture := &image.Gray{Pix: values, Stride: 2, Rect: image.Rect(0, 0, 2, len(values)/2)}
		if err := (&png.Encoder{CompressionLevel: level}).Encode(&data, picture); err != nil {
			t.Fatal(err)
		}
		return "data:image/png;base64," + base64.StdEncoding.EncodeToString(data.Bytes())
	}
	picture := encoded(png.DefaultCompression, 1, 2, 3, 4)
	for name, test := range map[string]struct {
		other string
		same  bool
	}{
		"otherwise compressed": {encoded(png.NoCompression, 1, 2, 3, 4), true},
		"another pixel":        {encoded(png.DefaultCompression, 1, 2, 3, 5), false},
		"another size":         {encoded(png.DefaultCompression, 1, 2), false},
		"no picture":           {"data:image/png;base64,AAAA", false},
	} {
		if got := samePixels(test.other, picture); got != test.same {
			t.Errorf("%s: the same is %v, want %v", name, got, test.same)
		}
	}
}

// The comparison must see what a reader would see, and forgive what none would.
func TestDifference(t *testing.T) {
	const picture = `<svg width="100"><title>A</title><path d="M10 20 30 40" stroke="#005A94" stroke-width="2"/><text x="5">loss</text></svg>`
	tests := []struct {
		name     string
		old, new string
		differs  bool
	}{
		{"the same", "", "", false},
		{"a hair's breadth", "30 40", "30.3 39.8", false},
		{"moved line", "30 40", "30 41", true},
		{"other colour", "#005A94", "#D55E00", true},
		{"colour that styles like a number", "#005A94", "#005A95", true},
		{"wider line", `stroke-width="2"`, `stroke-width="3"`, true},
		{"missing element", `<text x="5">loss</text>`, "", true},
		{"added element", `<title>`, `<circle r="1"/><title>`, true},
		{"other text", "loss", "gain", true},
		{"another number in a text", "loss", "loss 0.105", true},
		{"slightly wider line", `stroke-width="2"`, `stroke-width="1.6"`, true},
		{"missing attribute", ` stroke-width="2"`, "", true},
		{"added attribute", `stroke-width`, `opacity="0.5" stroke-width`, true},
		{"one point more", "30 40", "30 40 50 60", true},
		{"arc instead of line", "M10", "A10", true},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			want, err := parseSVG([]byte(picture))
			if err != nil {
				t.Fatal(err)
			}
			got, err := parseSVG([]byte(strings.Replace(picture, test.old, test.new, 1)))
			if err != nil {
				t.Fatal(err)
			}
			if d := difference(got, want, 0.5); (d != "") != test.differs {
				t.Errorf("difference = %q, want one: %v", d, test.differs)
			}
		})
	}
}
