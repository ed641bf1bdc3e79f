package chart

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"gonum.org/v1/gonum/mat"
)

func tree(t *testing.T, f *Figure) *node {
	t.Helper()
	picture, err := f.SVG()
	if err != nil {
		t.Fatal(err)
	}
	root, err := parseSVG(picture)
	if err != nil {
		t.Fatal(err)
	}
	return root
}

func TestSVGCarriesItsWords(t *testing.T) {
	const title = `<b>"Ошибка" & 'loss'</b>`
	f := New(title, seriesOf(Line("loss"), 2, 1)).Size(400, 300)
	root := tree(t, f)
	for name, want := range map[string]string{"role": "img", "width": "400", "height": "300", "viewBox": "0 0 400 300"} {
		if got := root.attributes[name]; got != want {
			t.Errorf("%s = %q, want %q", name, got, want)
		}
	}
	if got := root.children[0]; got.name != "title" || got.text != title {
		t.Errorf("first element <%s> says %q, want the title", got.name, got.text)
	}
	if got := root.children[1]; got.name != "desc" || got.text != f.Alt() {
		t.Errorf("second element <%s> says %q, want the text alternative", got.name, got.text)
	}
	if got := root.find("text")[0].text; got != title {
		t.Errorf("the picture is headed %q, want %q", got, title)
	}
}

// labels collects what is written in a picture.
func labels(root *node) string {
	var all []string
	for _, text := range root.find("text") {
		all = append(all, text.text)
	}
	return strings.Join(all, "|")
}

func TestAxisLabels(t *testing.T) {
	tests := []struct {
		name   string
		figure *Figure
		want   []string
	}{
		{"given", New("", seriesOf(Line("loss"), 1, 2)).Axes("time, s", "error"), []string{"time, s", "error"}},
		{"from a line", New("", seriesOf(Line("loss"), 1, 2)), []string{"step", "loss"}},
		{"half given", New("", seriesOf(Line("loss"), 1, 2)).Axes("epoch", ""), []string{"epoch", "loss"}},
		{"from a path", New("", downhill()), []string{"first weight", "second weight"}},
		{"from bars", New("", Bars([]string{"a"}, []float64{1})), []string{"value"}},
		{"no data", New("", Line("loss")), []string{"step", "loss", "no data"}},
		{"no marks", New(""), []string{"no data"}},
		{"legend", New("", seriesOf(Line("one"), 1, 2), seriesOf(Points("two"), 1, 2)), []string{"one", "two"}},
		{"tangent", New("", Tangent(2, 0.88, 0.10499)), []string{"slope 0.105"}},
		{"colour scale", New("", Surface("height", bowl, Range{-2, 3}, Range{-2, 2})), []string{"height", "0", "8", "16"}},
		{"heat map", New("", HeatMap([]string{"r"}, []string{"c"}, mat.NewDense(1, 1, []float64{0.5}))), []string{"r", "c", "0.500"}},
		{"weights", New("", Network([][]string{{"a"}, {"b"}}, mat.NewDense(1, 1, []float64{2.5}))), []string{"a", "b", "2.5"}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			got := "|" + labels(tree(t, test.figure)) + "|"
			for _, want := range test.want {
				if !strings.Contains(got, "|"+want+"|") {
					t.Errorf("%q is not written in the picture: %s", want, got)
				}
			}
		})
	}
}

func TestLargeCurveIsSmall(t *testing.T) {
	noise := Line("loss")
	for i := range 10_000 {
		noise.Add(float64(i), math.Sin(float64(i)*float64(i)))
	}
	picture, err := New("Noise", noise).SVG()
	if err != nil {
		t.Fatal(err)
	}
	if len(picture) >= 60_000 {
		t.Errorf("%d bytes, want fewer than 60,000", len(picture))
	}
}

// A live chart adds points and draws again.
func TestFigureDrawsWhatItsMarksHoldNow(t *testing.T) {
	loss := seriesOf(Line("loss"), 3, 2)
	f := New("Live", loss)
	before := f.Alt()
	loss.Add(2, 1)
	if after := f.Alt(); after == before {
		t.Errorf("after one more point still %q", after)
	}
}

func TestZeroSeriesIsALine(t *testing.T) {
	var s Series
	s.Add(0, 1)
	s.Add(1, 2)
	mustDraw(t, "zero series", New("Zero", &s))
}

func TestSave(t *testing.T) {
	f := New("Learning", seriesOf(Line("loss"), 2, 1))
	folder := t.TempDir()
	for name, start := range map[string]string{"a.svg": "<svg ", "b.PNG": "\x89PNG"} {
		file := filepath.Join(folder, name)
		if err := f.Save(file); err != nil {
			t.Fatal(err)
		}
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.HasPrefix(data, []byte(start)) {
			t.Errorf("%s starts with %q, want %q", name, data[:4], start)
		}
	}
	if err := f.Save(filepath.Join(folder, "missing", "a.svg")); !errors.Is(err, fs.ErrNotExist) || !strings.Contains(err.Error(), "choose a folder") {
		t.Errorf("a missing folder gives %v, want an error that says what to do", err)
	}
	for _, name := range []string{"a.jpg", "a", ""} {
		if err := f.Save(name); err == nil || !strings.Contains(err.Error(), ".svg or .png") {
			t.Errorf("Save(%q) gives %v, want an error that names the formats", name, err)
		}
	}
}

// A mistake in the shapes panics with one sentence that names both.
func TestShapeMistakes(t *testing.T) {
	two, three := make([]string, 2), make([]string, 3)
	matrix := mat.NewDense(2, 3, nil)
	tests := []struct {
		name string
		make func()
		want []string
	}{
		{"bars", func() { Bars(two, make([]float64, 3)) }, []string{"2 names", "3 values"}},
		{"heat map", func() { HeatMap(three, two, matrix) }, []string{"3 row names", "2 column names", "2×3"}},
		{"notes", func() { NotedHeatMap(two, three, matrix, [][]string{three, two}) }, []string{"3", "2 rows"}},
		{"lines", func() {
			Parallel(Dimension{Name: "rate", Values: []float64{1}}, Dimension{Name: "loss", Values: []float64{1, 2}})
		}, []string{`"rate" has 1`, `"loss" has 2`}},
		{"names of lines", func() { Parallel(Dimension{Name: "rate", Values: []float64{2}, Names: two}) }, []string{"2 names", "value 2"}},
		{"no matrix", func() { HeatMap(nil, nil, nil) }, []string{"nil"}},
		{"network", func() { Network([][]string{three, two}, matrix) }, []string{"2×3", "3 neurons to 2"}},
		{"layers", func() { Network([][]string{two, three, two}, matrix) }, []string{"3 layers", "1 weight matrices"}},
		{"no layers", func() { Network(nil, matrix) }, []string{"0 layers", "1 weight matrices"}},
		{"no weights", func() { Network([][]string{two, three}, nil) }, []string{"nil", "2×3"}},
		{"values", func() { Network([][]string{two, three}, matrix).Values(nil) }, []string{"1 layers", "2"}},
		{"short back", func() { Network([][]string{two, three}, matrix).Backward(nil, make([]float64, 2)) }, []string{"2 values", "3 neurons"}},
		{"back", func() { Network([][]string{two, three}, matrix).Backward(nil) }, []string{"1 layers", "2"}},
		{"short values", func() { Network([][]string{two, three}, matrix).Values(make([]float64, 2), nil) }, []string{"0 values", "3 neurons"}},
		{"no mark", func() { New("", nil) }, []string{"mark 1 is nil"}},
		{"no series", func() { New("", Line("loss"), (*Series)(nil)) }, []string{"mark 2 is nil"}},
		{"confusion", func() { Confusion([][]int{{1, 2}}, two) }, []string{"1 rows", "2 classes"}},
		{"short confusion", func() { Confusion([][]int{{1, 2}, {1}}, two) }, []string{"row 2", "1 counts", "2 classes"}},
		{"negative count", func() { Confusion([][]int{{1, 2}, {1, -4}}, two) }, []string{"row 2, column 2", "-4"}},
		{"no width", func() { New("").Size(0, 340) }, []string{"0 by 340", "from 200 to 4000"}},
		{"small", func() { New("").Size(560, 149) }, []string{"560 by 149", "from 150 to 4000"}},
		{"negative size", func() { New("").Size(-560, 340) }, []string{"-560"}},
		{"NaN size", func() { New("").Size(560, math.NaN()) }, []string{"NaN"}},
		{"huge size", func() { New("").Size(math.Inf(1), 340) }, []string{"+Inf"}},
		{"empty range", func() { New("").RangeX(1, 1) }, []string{"chart.RangeX: from 1 to 1"}},
		{"range to NaN", func() { New("").RangeY(0, math.NaN()) }, []string{"chart.RangeY: from 0 to NaN"}},
		{"no zone", func() { New("").TimeX(nil) }, []string{"zone is nil"}},
		{"curve without length", func() { Curve("f", math.Sin, 2, 2) }, []string{"chart.Curve: from 2 to 2"}},
		{"curve to infinity", func() { Curve("f", math.Sin, 0, math.Inf(1)) }, []string{"from 0 to +Inf"}},
		{"surface backwards", func() { Surface("f", bowl, Range{0, 1}, Range{2, -2}) }, []string{"chart.Surface: from 2 to -2"}},
		{"boundary of nothing", func() { DecisionBoundary("f", bowl, Range{}, Range{0, 1}) }, []string{"chart.DecisionBoundary: from 0 to 0"}},
		{"no curve", func() { Curve("f", nil, 0, 1) }, []string{"nil"}},
		{"no surface", func() { Surface("f", nil, Range{}, Range{}) }, []string{"nil"}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			defer func() {
				said, _ := recover().(string)
				for _, want := range test.want {
					if !strings.Contains(said, want) {
						t.Errorf("panic says %q, want %q in it", said, want)
					}
				}
			}()
			test.make()
		})
	}
}

// A frame of a live chart is such a picture: ten a second may take 3 ms each.
func BenchmarkSVG(b *testing.B) {
	for _, points := range []int{100, 1000, 10_000, 100_000} {
		b.Run(fmt.Sprint(points), func(b *testing.B) {
			f := New("Learning", falling(Line("squared error"), points)).Axes("step", "squared error").LogY()
			for b.Loop() {
				if _, err := f.SVG(); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

func BenchmarkPNG(b *testing.B) {
	f := New("Learning", falling(Line("squared error"), 10_000)).Axes("step", "squared error")
	for b.Loop() {
		if _, err := f.PNG(); err != nil {
			b.Fatal(err)
		}
	}
}
