package chart

import (
	"fmt"
	"math"
	"strings"
	"testing"

	"gonum.org/v1/gonum/mat"
)

// Ten values and ten NaN must not look like a training that went well.
func TestALineShowsWhereItsNumbersEnd(t *testing.T) {
	nan := math.NaN()
	diverged := seriesOf(Line("loss"), 3, 2, 1, nan, nan)
	for name, test := range map[string]struct {
		figure *Figure
		want   string
	}{
		"NaN":           {New("", diverged).Axes("step", "loss"), "NaN from step 3 on"},
		"plural":        {New("", diverged).Axes("Epochs", "loss"), "NaN from epoch 3 on"},
		"durations":     {New("", diverged).Axes("time", "loss").DurationX(), "NaN from time 3 s on"},
		"infinity":      {New("", seriesOf(Line("loss"), 3, math.Inf(1), nan)), "Inf from step 1 on"},
		"minus":         {New("", seriesOf(Line("loss"), 3, math.Inf(-1))), "-Inf from step 1 on"},
		"too large":     {New("", seriesOf(Line("loss"), 3, 1e303)), "above 1e300 from step 1 on"},
		"path":          {New("", seriesOf(Path("weights"), 3, 2, nan)), "NaN from point 3 on"},
		"one of two":    {New("", diverged, seriesOf(Line("test"), 1, 2)), "NaN from step 3 on"},
		"at the border": {New("", seriesOf(Line("loss"), 3, 2, 1, 0.5, 0.2, 0.1, nan)), "NaN from step 6 on"},
	} {
		t.Run(name, func(t *testing.T) {
			root := tree(t, test.figure)
			if got := labels(root); strings.Count(got, test.want) != 2 {
				t.Errorf("%q must be beside the line and below the legend: %s", test.want, got)
			}
			if alt := test.figure.Alt(); !strings.Contains(alt, "("+test.want+")") {
				t.Errorf("%q is not in the text alternative: %s", test.want, alt)
			}
		})
	}
	whole, cut := tree(t, New("", seriesOf(Line("loss"), 3, 2, 1))), tree(t, New("", diverged))
	if got, without := len(cut.find("path")), len(whole.find("path")); got < without+4 {
		t.Errorf("%d strokes, and %d in a line without an end: where is the cross?", got, without)
	}
	if got := labels(cut); !strings.Contains(got, "|4|") {
		t.Errorf("the axis ends before step 4, the last that was taken: %s", got)
	}
	// A gap is not an end, and points have no order in which they could end.
	for _, series := range []*Series{seriesOf(Line("loss"), 1, nan, 2), seriesOf(Points("cats"), 1, nan), Curve("root", math.Sqrt, -1, 1)} {
		if alt := New("", series).Alt(); strings.Contains(alt, " on)") {
			t.Errorf("there is no end, but the words are %s", alt)
		}
	}
}

func TestRangesCutAndSaySo(t *testing.T) {
	exploding := seriesOf(Line("loss"), 2, 1, 0.5, 8000, 1e9)
	figure := New("", exploding).RangeY(0, 3)
	got := labels(tree(t, figure))
	for _, want := range []string{"2 points are outside the axes and are cut off", "3.0", "0.5"} {
		if !strings.Contains("|"+got+"|", "|"+want+"|") {
			t.Errorf("%q is not written in the picture: %s", want, got)
		}
	}
	for what, f := range map[string]*Figure{
		"line": figure, "points": New("", seriesOf(Points("p"), 1, 1e9, -1e9)).RangeY(0, 3).RangeX(0.5, 1),
		"path": New("", seriesOf(Path("p"), 1, 1e9, -1e9)).RangeY(0, 3), "bars": New("", Bars([]string{"a", "b"}, []float64{1, 1e9})).RangeY(0, 3),
		"surface": New("", Surface("loss", bowl, Range{-2, 3}, Range{-2, 2})).RangeX(0, 9),
	} {
		for _, path := range tree(t, f).find("path") {
			for _, place := range numbers.FindAllString(path.attributes["d"], -1) {
				if len(strings.Split(place, ".")[0]) > 4 {
					t.Fatalf("%s: a line goes to %s, far outside the picture", what, place)
				}
			}
		}
	}
	for what, f := range map[string]*Figure{
		"1 point is outside": New("", Tangent(5, 1, 1)).RangeX(0, 1), "a part is outside": New("", Surface("loss", bowl, Range{-2, 3}, Range{-2, 2})).RangeX(0, 9),
	} {
		if alt := f.Alt(); !strings.Contains(alt, what) {
			t.Errorf("%q is not in %s", what, alt)
		}
	}
	// The vertical axis follows what the horizontal one shows.
	if got := labels(tree(t, New("", exploding).RangeX(0, 2))); strings.Contains(got, "e8") || strings.Contains(got, ",000") {
		t.Errorf("what is cut off at the side still flattens the rest: %s", got)
	}
	for name, f := range map[string]*Figure{
		"no place for 0":               New("", exploding).LogY().RangeY(0, 1),
		"without numbers has no range": New("", Bars([]string{"a"}, []float64{1})).RangeX(0, 1),
	} {
		if _, err := f.SVG(); err == nil || !strings.Contains(err.Error(), name) {
			t.Errorf("got %v, want an error with %q", err, name)
		}
		if _, err := f.PNG(); err == nil {
			t.Errorf("%s: no error for PNG", name)
		}
	}
}

// A sweep of thirty lines: some names, one scale of colours.
func TestManyLinesHaveAShortLegend(t *testing.T) {
	var sweep []Mark
	for i := range 30 {
		sweep = append(sweep, seriesOf(Line(fmt.Sprintf("rate %d", i)), 2, 1/float64(i+1)))
	}
	figure := New("Rates", sweep...)
	got := labels(tree(t, figure))
	if n := strings.Count(got, "rate "); n != 6+1 { // and the axis
		t.Errorf("%d names, want 6: %s", n, got)
	}
	for _, want := range []string{"rate 0|", "rate 29|", "6 of 30"} {
		if !strings.Contains(got, want) {
			t.Errorf("%q is missing: %s", want, got)
		}
	}
	seen := map[string]bool{}
	for i, style := range figure.styles(figure.look().described) {
		if c := contrast(style.Colour, background); c < 3 {
			t.Errorf("line %d has contrast %.1f with the paper, want at least 3", i, c)
		}
		seen[hex(style.Colour)] = true
	}
	if len(seen) != 30 {
		t.Errorf("%d colours for 30 lines", len(seen))
	}
	if alt := figure.Alt(); len(alt) > 600 || !strings.Contains(alt, "30 series, 6 of them") || !strings.Contains(figure.Description(), "rate 17 falls") {
		t.Errorf("the text alternative must be short and the description whole: %s", alt)
	}
}

// A notebook must stay small, and the picture says what it leaves out.
func TestManyValuesMakeASmallPicture(t *testing.T) {
	const n = 200_000
	line, points, path, bars := Line("line"), Points("points"), Path("path"), make([]float64, n)
	cells := mat.NewDense(400, 500, nil)
	for i := range n {
		v := math.Sin(float64(i) * float64(i))
		line.Add(float64(i), v)
		points.Add(v, math.Sin(float64(i)*3.7))
		path.Add(v, math.Sin(float64(i)*3.7))
		bars[i] = v
		cells.Set(i/500, i%500, v)
	}
	for note, mark := range map[string]Mark{
		"": line, "not all of the 200,000 points are drawn": points, "not all of the 200,000 points are drawn ": path,
		"where bars share a pixel only the longest is drawn": Bars(make([]string, n), bars),
		"  ": HeatMap(nil, nil, cells),
	} {
		figure := New("", mark)
		svg, err := figure.SVG()
		if err != nil || len(svg) > 1_200_000 {
			t.Errorf("%T: %d bytes, %v; want at most 1.2 million", mark, len(svg), err)
		}
		note = strings.TrimSpace(note)
		if got := labels(tree(t, figure)); !strings.Contains(got, note) || !strings.Contains(figure.Alt(), note) {
			t.Errorf("%T: %q is not in the picture or not in %s", mark, note, figure.Alt())
		}
	}
}

func TestCountingAxesHaveWholeTicks(t *testing.T) {
	three := Line("loss")
	for epoch := 1; epoch <= 3; epoch++ {
		three.Add(float64(epoch), 1/float64(epoch))
	}
	for _, test := range []struct {
		figure   *Figure
		fraction bool
	}{
		{New("", three).Axes("эпоха", "потеря"), false},
		{New("", Bars([]string{"", ""}, []float64{1, 2})), false},
		{New("", seriesOf(Line("loss"), 1, 2), Curve("f", math.Sin, 0, 2)), true},
		{New("", three, level{}).Axes("epoch", "loss"), false},
	} {
		x, y := test.figure.axes()
		across, up := test.figure.extent(x, y)
		axis, extent := x, across
		if x.names != nil {
			axis, extent = y, up
		}
		shown := axis.drawnRange(extent)
		got := written(ticks{wanted: 6, axis: axis}.Ticks(shown.From, shown.To))
		if strings.Contains(got, ".") != test.fraction {
			t.Errorf("%s has the ticks %s", axis.Label, got)
		}
	}
}

// A level is a mark of somebody else's, without numbers on the horizontal axis.
type level struct{}

func (level) Draw(Frame)                          {}
func (level) Extent(_, _ Axis) (across, up Range) { return Range{1, 0}, Range{0.9, 0.9} }
func (level) Describe(_, _ Axis) (d Description)  { return d }
