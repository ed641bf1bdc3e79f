package chart

import (
	"bytes"
	"encoding/binary"
	"encoding/json"
	"hash/crc32"
	"image/png"
	"math"
	"strings"
	"testing"

	"gonum.org/v1/gonum/mat"
)

func TestDescription(t *testing.T) {
	nan := math.NaN()
	waves := Line("loss")
	for i := range 41 {
		waves.Add(float64(i), math.Abs(float64(i%20-10)))
	}
	var many []float64
	for i := range 40 {
		many = append(many, float64(i))
	}
	crowd := Points("cats")
	for i := range 20 {
		crowd.Add(float64(i), float64(i*i))
	}
	tests := []struct {
		name   string
		figure *Figure
		want   string
	}{
		{"line", New("Learning", seriesOf(Line("loss"), 0.9, 0.5, 0.3)).Axes("epoch", "loss"),
			"Line chart. Horizontal axis: epoch (0 to 2). Vertical axis: loss (0.3 to 0.9). In short: loss falls from 0.9 to 0.3 in 3 epochs. In detail: loss: 0.9 at 0, 0.5 at 1, 0.3 at 2."},
		{"logarithmic, with numbers left out", New("", seriesOf(Line("loss"), 1, 0, nan, 0.1)).Axes("time, s", "loss").LogY(),
			"Line chart. Horizontal axis: time, s (0 to 3). Vertical axis: loss (0.1 to 1, logarithmic). In short: loss falls from 1 to 0.1 as time, s goes from 0 to 3 (1 point is not a number and is left out, 1 point is not above zero and is left out). In detail: loss: 1 at 0, 0.1 at 3."},
		{"turns", New("", waves),
			"Line chart. Horizontal axis: step (0 to 40). Vertical axis: loss (0 to 10). In short: loss falls from 10 to its lowest point 0 at 10, then rises to 10 in 41 steps. In detail: loss: 41 points, first 10 at 0, last 10 at 40, least 0 at 10, greatest 10 at 0, turns at 0 at 10, 10 at 20, 0 at 30."},
		{"two lines", New("", seriesOf(Line("training"), 2, 1), seriesOf(Line("test"), 2, 3)),
			"Line chart. Horizontal axis: step (0 to 1). Vertical axis: training (1 to 3). In short: training falls from 2 to 1 in 2 steps; test rises from 2 to 3 in 2 steps. In detail: training: 2 at 0, 1 at 1; test: 2 at 0, 3 at 1."},
		{"one point", New("", seriesOf(Line(""), 5)),
			"Line chart. Horizontal axis: step (0). Vertical axis (5). In short: series is 5 at 0. In detail: series: 5 at 0."},
		{"bars", New("Sales", Bars([]string{"May", "June", ""}, []float64{120, 310, nan})).Axes("month", "sales, £"),
			"Bar chart. Horizontal axis: month. Vertical axis: sales, £ (0 to 310). In short: 3 bars, largest is June at 310, smallest is May at 120 (1 bar is not a number and is left out). In detail: May 120, June 310."},
		{"bars that tie", New("", Bars([]string{"a", "b", "c", "d", "e"}, []float64{2, 7, 2, 7, 2})),
			"Bar chart. Vertical axis: value (0 to 7). In short: 5 bars, largest are b and d at 7, smallest are a, c and e at 2. In detail: a 2, b 7, c 2, d 7, e 2."},
		{"corrections", New("", Network([][]string{{"a"}, {"y"}}, mat.NewDense(1, 1, []float64{0.25})).Carrying("correction")),
			"Network diagram. In short: layers of 1 and 1 neurons, strongest positive correction 0.25 from a to y. In detail: correction 0.25 from a to y."},
		{"points", New("", seriesOf(Points("cats"), 4, 5)).Axes("weight, kg", "height, cm"),
			"Scatter plot. Horizontal axis: weight, kg (0 to 1). Vertical axis: height, cm (4 to 5). In short: cats: 2 points, weight, kg from 0 to 1, height, cm from 4 to 5. In detail: cats: (0, 4), (1, 5)."},
		{"many points", New("", crowd),
			"Scatter plot. Horizontal axis: x (0 to 19). Vertical axis: y (0 to 361). In short: cats: 20 points, x from 0 to 19, y from 0 to 361. In detail: cats: 20 points between (0, 0) and (19, 361)."},
		{"curve and tangent", New("", Curve("square", func(x float64) float64 { return x * x }, 0, 2), Tangent(1, 1, 2)).Axes("x", "y"),
			"Line chart. Horizontal axis: x (0 to 2). Vertical axis: y (0 to 4). In short: square rises from 0 to 4 as x goes from 0 to 2; slope 2 at 1. In detail: square: 961 points, first 0 at 0, last 4 at 2, least 0 at 0, greatest 4 at 2; tangent at (1, 1) with the slope 2."},
		{"surface and path", New("", Surface("loss", bowl, Range{-2, 3}, Range{-2, 2}), seriesOf(Path("weights"), 1, 0)),
			"Contour map and trajectory. Horizontal axis: first weight (-2 to 3). Vertical axis: second weight (-2 to 2). In short: loss is lowest at (1, 0) with 0 and highest at (-2, -2) with 17; weights: from (0, 1) to (1, 0) in 1 move. In detail: 17 at (-2, -2), 12 at (3, -2), 17 at (-2, 2), 12 at (3, 2), 0.25 at (0.5, 0); weights: (0, 1), (1, 0)."},
		{"heat map", New("", HeatMap([]string{"cat", ""}, []string{"a", ""}, mat.NewDense(2, 2, []float64{1, nan, 3, 4}))).Axes("said", "is"),
			"Heat map. Horizontal axis: said. Vertical axis: is. In short: 2 rows by 2 columns, from 1 (row cat, column a) to 4 (row 2, column 2): row cat: a 1, 2 no number; row 2: a 3, 2 4 (1 cell is not a number and is left out)."},
		{"wide heat map", New("", HeatMap(nil, nil, mat.NewDense(2, 40, append(many, many...)))),
			"Heat map. In short: 2 rows by 40 columns, from 0 (row 1, column 1 and 1 other) to 39 (row 1, column 40 and 1 other). In detail: row 1: from 0 to 39; row 2: from 0 to 39."},
		{"network", New("", Network([][]string{{"a", "b"}, {"y"}}, mat.NewDense(2, 1, []float64{1.5, -2})).Values([]float64{1, 0}, []float64{0.5})),
			"Network diagram. In short: layers of 2 and 1 neurons, strongest positive weight 1.5 from a to y, strongest negative weight -2 from b to y, y is 0.5. In detail: weight 1.5 from a to y, weight -2 from b to y, a is 1, b is 0, y is 0.5."},
		{"large network", New("", Network([][]string{make([]string, 10), make([]string, 4)}, mat.NewDense(10, 4, many))),
			"Network diagram. In short: layers of 10 and 4 neurons, strongest positive weight 39 from neuron 10 of layer 1 to neuron 4 of layer 2. In detail: weights from layer 1 to layer 2: 40 from 0 to 39."},
		{"pictures", New("", Pictures(2, Pixels("a digit", []int{1, 2}, []float32{0, 1}), Diverging("", []int{1, 1}, []float32{-2}))),
			"Set of pictures. In short: 2 pictures of different sizes, each value -2: \"a digit\". In detail: \"a digit\" is 1 by 2 pixels, values from 0 to 1; picture 2 is 1 by 1 pixel, values -2."},
		{"no data", New("Learning", Line("loss")), "Line chart. Horizontal axis: step. Vertical axis: loss. In short: loss: no data."},
		{"no marks", New("Learning"), "Chart. In short: no data."},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if got := test.figure.Description(); got != test.want {
				t.Errorf("\n got %s\nwant %s", got, test.want)
			}
		})
	}
}

// Of many values a description says so much as can be listened to.
func TestDescriptionOfManyValues(t *testing.T) {
	names, values, jagged := make([]string, 500), make([]float64, 500), Line("loss")
	for i := range values {
		values[i] = float64(i % 7)
		jagged.Add(float64(i), values[i])
	}
	for name, test := range map[string]struct {
		mark Mark
		want string
	}{
		"bars":  {Bars(names, values), "bar 30 1, and 470 more bars."},
		"turns": {jagged, "turns at 6 at 6, 0 at 7, 6 at 13, 0 at 14, 6 at 20, 0 at 21 and 136 more."},
		"path":  {seriesOf(Path("way"), values...), "500 places, among them (0, 0), (45, 3), "},
	} {
		got := New("", test.mark).Description()
		if !strings.Contains(got, test.want) || len(got) > 1000 {
			t.Errorf("%s: got %d characters, want at most 1,000 with %q: %s", name, len(got), test.want, got)
		}
	}
}

// A saved picture carries the same words in both formats, whatever its title, and can still be read by others.
func TestMetadata(t *testing.T) {
	for name, figure := range gallery() {
		t.Run(name, func(t *testing.T) {
			want := map[string]string{
				"schema": "firstneuron/chart/1", "kind": figure.Kind(), "title": figure.title, "alt": figure.Alt(), "description": figure.Description(),
			}
			svg, err := figure.SVG()
			if err != nil {
				t.Fatal(err)
			}
			root, err := parseSVG(svg)
			if err != nil {
				t.Fatal(err)
			}
			compareMetadata(t, []byte(root.find("metadata")[0].text), want)
			picture, err := figure.PNG()
			if err != nil {
				t.Fatal(err)
			}
			if _, err := png.Decode(bytes.NewReader(picture)); err != nil {
				t.Fatal(err)
			}
			compareMetadata(t, textChunk(t, picture), want)
		})
	}
}

func compareMetadata(t *testing.T, said []byte, want map[string]string) {
	t.Helper()
	var got map[string]string
	if err := json.Unmarshal(said, &got); err != nil {
		t.Fatalf("%v in %s", err, said)
	}
	for key, value := range want {
		if got[key] != value {
			t.Errorf("%s: got %q, want %q", key, got[key], value)
		}
	}
	if len(got) != len(want) {
		t.Errorf("got %d entries, want %d: %s", len(got), len(want), said)
	}
}

// textChunk finds the iTXt chunk of a PNG file, which must stand between the header and the pixels and be whole.
func textChunk(t *testing.T, picture []byte) []byte {
	t.Helper()
	var names []string
	var text []byte
	for rest := picture[8:]; len(rest) > 0; {
		length := binary.BigEndian.Uint32(rest)
		named := rest[4 : 8+length]
		if sum := binary.BigEndian.Uint32(rest[8+length:]); sum != crc32.ChecksumIEEE(named) {
			t.Errorf("chunk %s has the checksum %x, want %x", named[:4], sum, crc32.ChecksumIEEE(named))
		}
		if names = append(names, string(named[:4])); names[len(names)-1] == "iTXt" {
			var found bool
			if text, found = bytes.CutPrefix(named[4:], []byte("firstneuron/chart/1\x00\x00\x00\x00\x00")); !found {
				t.Errorf("the chunk begins with %.40q, want the schema, then five zeros", named[4:])
			}
		}
		rest = rest[12+length:]
	}
	if len(names) < 4 || names[0] != "IHDR" || names[1] != "iTXt" || names[2] != "IDAT" {
		t.Errorf("got the chunks %q, want a text between header and pixels", names)
	}
	return text
}

// Odd numbers and titles must not make metadata that cannot be read.
func TestMetadataOfOddWords(t *testing.T) {
	for _, words := range []string{"", "\x00\x1b[0m", "две\nстроки", "\xff\xfe", "</metadata><script>", "]]>", "𝒙 ⟶ 😀"} {
		for _, value := range oddValues {
			svg, err := New(words, Bars([]string{words}, []float64{value})).Axes(words, words).SVG()
			if err != nil {
				t.Fatal(err)
			}
			root, err := parseSVG(svg)
			if err != nil {
				t.Fatalf("%q: %v", words, err)
			}
			if metadata := root.find("metadata"); len(metadata) != 1 || !json.Valid([]byte(metadata[0].text)) {
				t.Errorf("%q with %v: %d metadata elements, want one with JSON", words, value, len(metadata))
			}
		}
	}
}
