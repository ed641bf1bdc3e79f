package chart

import (
	"fmt"
	"math"
	"math/rand/v2"
	"regexp"
	"strings"
	"testing"

	"gonum.org/v1/gonum/mat"
)

var oddValues = []float64{
	0, 1, -1, 0.1, 1e-7, math.NaN(), math.Inf(1), math.Inf(-1), 1e300, -1e300, 1e308, -1e308,
	math.MaxFloat64, -math.MaxFloat64, 5e-324, -5e-324, 1e16, 1e16 + 2, 1 + 1e-15,
}

// notANumber finds a coordinate that no browser can draw.
var notANumber = regexp.MustCompile(`(NaN|Inf)`)

// mustDraw fails unless the figure gives parseable pictures with drawable coordinates.
func mustDraw(t *testing.T, what string, f *Figure) {
	t.Helper()
	defer func() {
		if r := recover(); r != nil {
			t.Fatalf("%s: panic: %v", what, r)
		}
	}()
	picture, err := f.SVG()
	if err != nil {
		t.Fatalf("%s: %v", what, err)
	}
	root, err := parseSVG(picture)
	if err != nil {
		t.Fatalf("%s: %v", what, err)
	}
	for _, element := range append(root.find("path"), root.find("text")...) {
		for name, value := range element.attributes {
			if notANumber.MatchString(value) {
				t.Fatalf("%s: %s of <%s> is %.80s", what, name, element.name, value)
			}
		}
		if notANumber.MatchString(element.text) && !strings.Contains(element.text, "from ") {
			t.Fatalf("%s: the picture says %s", what, element.text)
		}
	}
	if f.Alt() == "" {
		t.Fatalf("%s: no words", what)
	}
}

func TestOddValuesOnEveryMark(t *testing.T) {
	constant := func(v float64) func(float64) float64 { return func(float64) float64 { return v } }
	for _, a := range oddValues {
		for _, b := range oddValues {
			for name, mark := range map[string]Mark{
				"line":     seriesOf(Line("line"), a, b),
				"points":   seriesOf(Points("points"), a, b, a),
				"path":     seriesOf(Path("path"), a, a, b),
				"bars":     Bars([]string{"a", "b"}, []float64{a, b}),
				"curve":    Curve("curve", constant(b), -1, 1),
				"tangent":  Tangent(a, b, a),
				"parallel": Parallel(Dimension{Name: "a", Values: []float64{a, b}}, Dimension{Name: "b", Values: []float64{b, a}, Log: true}),
				"heat":     HeatMap(nil, nil, mat.NewDense(1, 2, []float64{a, b})),
				"network":  Network([][]string{{"", ""}, {""}}, mat.NewDense(2, 1, []float64{a, b})),
			} {
				figure := New(name, mark)
				what := fmt.Sprintf("%s of %v and %v", name, a, b)
				mustDraw(t, what, figure)
				mustDraw(t, what+", logarithmic", figure.LogX().LogY())
			}
		}
	}
}

func TestOddSurfaces(t *testing.T) {
	for i, a := range oddValues {
		for _, b := range oddValues[i:] {
			step := func(x, _ float64) float64 {
				if x > 0 {
					return a
				}
				return b
			}
			mustDraw(t, fmt.Sprintf("surface of %v and %v", a, b), New("", Surface("loss", step, Range{-1, 1}, Range{-1, 1})))
		}
		ramp := func(x, y float64) float64 { return x + y }
		if a > -1 && a <= largest {
			mustDraw(t, fmt.Sprintf("surface up to %v", a), New("", Surface("loss", ramp, Range{-1, a}, Range{-1, a})).LogX())
		}
	}
}

func TestOddMixtures(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for round := range 300 {
		line, way := Line("line"), Path("path")
		for range r.IntN(20) {
			line.Add(oddValues[r.IntN(len(oddValues))], oddValues[r.IntN(len(oddValues))])
			way.Add(r.NormFloat64(), math.Exp(50*r.NormFloat64()))
		}
		figure := New("odd", line, way, Tangent(r.NormFloat64(), r.NormFloat64(), 1e10*r.NormFloat64()))
		if round%2 == 0 {
			figure.LogY()
		}
		if round%3 == 0 {
			figure.LogX()
		}
		mustDraw(t, fmt.Sprintf("round %d", round), figure)
	}
}

func TestOddSizesAndWords(t *testing.T) {
	long := "an extremely long name that fits nowhere, neither in a legend nor beside an axis nor inside a circle"
	for _, size := range []float64{200, 3000} {
		for _, words := range []string{"", long, "a<b>&\"c\"'d'", "\x00\x1b[0m", "две\nстроки", "\xff\xfe", "𝒙 ⟶ 😀"} {
			if size > 2000 && words != long {
				continue
			}
			names := []string{words, words, words}
			values := mat.NewDense(3, 3, []float64{1, 2, 3, 4, -5, 6, 7, 8, 9})
			for _, mark := range []Mark{
				seriesOf(Line(words), 1, 2), Bars(names, []float64{1, 2, 3}), HeatMap(names, names, values),
				Network([][]string{names, names}, values),
			} {
				mustDraw(t, fmt.Sprintf("%T at %v", mark, size), New(words, mark, seriesOf(Points(words), 2, 1)).Axes(words, words).Size(size, size))
			}
		}
	}
}
