package pictures

import (
	"math"
	"slices"
	"testing"

	"firstneuron/pkg/datasets"
)

func TestFacesAreTheSameForTheSameSeed(t *testing.T) {
	draw := func(size int, options FacesOptions) *datasets.Set { return Faces(seeded(3), 30, size, options) }
	for _, options := range []FacesOptions{{}, {Exaggeration: 1}, {Exaggeration: 0.5, Colour: true, Kinds: true}} {
		first, second := draw(20, options), draw(20, options)
		if !slices.Equal(first.Values, second.Values) || !slices.Equal(first.Labels, second.Labels) {
			t.Errorf("%+v: the same seed draws another set", options)
		}
		if err := first.Check(); err != nil {
			t.Error(err)
		}
		if low, high := slices.Min(first.Values), slices.Max(first.Values); low < 0 || high > 1 || high-low < 0.6 {
			t.Errorf("%+v: the numbers reach from %v to %v, want most of 0 to 1", options, low, high)
		}
	}
	if got := draw(32, FacesOptions{}); !slices.Equal(got.Counts(), []int{15, 15}) {
		t.Errorf("got %v faces and things, want 15 each", got.Counts())
	}
	if got := draw(32, FacesOptions{Kinds: true}); !slices.Equal(got.Counts(), []int{15, 5, 5, 5}) {
		t.Errorf("got %v of each kind, want 15 faces and 5 of each thing", got.Counts())
	}
	if got := draw(40, FacesOptions{Colour: true}); !slices.Equal(got.Shape, []int{40, 40, 3}) {
		t.Errorf("got pictures of %v, want 40 x 40 in three channels", got.Shape)
	}
}

// Exaggeration changes faces only, and the more of it, the further they are from realistic ones.
func TestExaggerationChangesFacesOnly(t *testing.T) {
	at := func(exaggeration float64) *datasets.Set {
		return Faces(seeded(3), 60, 32, FacesOptions{Exaggeration: exaggeration})
	}
	realistic, before := at(0), 0.0
	for _, exaggeration := range []float64{0.25, 0.5, 0.75, 1} {
		set, distance := at(exaggeration), 0.0
		for i := range set.Len() {
			for j, value := range set.Example(i) {
				if set.Class(i) == "thing" && value != realistic.Example(i)[j] {
					t.Fatalf("exaggeration %v changes thing %d", exaggeration, i)
				}
				distance += math.Abs(value - realistic.Example(i)[j])
			}
		}
		if distance <= before*1.1 {
			t.Errorf("at %v the distance to realistic faces is %.0f, want clearly more than the %.0f before", exaggeration, distance, before)
		}
		before = distance
	}
}

// What lessons need: realistic faces and things can be told apart by their pixels, but not by their brightness.
func TestFacesAndThingsCanBeTold(t *testing.T) {
	rng := seeded(5)
	train, test := Faces(rng, 800, 32, FacesOptions{}), Faces(rng, 200, 32, FacesOptions{})
	right, byBrightness := 0, 0
	for i := range test.Len() {
		nearest, closest := 0, math.Inf(1)
		for j := range train.Len() {
			distance := 0.0
			for k, value := range train.Example(j) {
				difference := value - test.Example(i)[k]
				distance += difference * difference
			}
			if distance < closest {
				nearest, closest = j, distance
			}
		}
		if train.Labels[nearest] == test.Labels[i] {
			right++
		}
	}
	if right < 150 {
		t.Errorf("the nearest neighbour is right for %d of 200, want at least 150", right)
	}
	for threshold := range 100 { // the best of all, chosen with the labels in view
		faces := 0
		for i := range test.Len() {
			if (mean(test.Example(i)) > float64(threshold)/100) == (test.Class(i) == "face") {
				faces++
			}
		}
		byBrightness = max(byBrightness, faces, test.Len()-faces)
	}
	if byBrightness > 140 {
		t.Errorf("brightness alone is right for %d of 200, want at most 140", byBrightness)
	}
}

func mean(values []float64) float64 {
	sum := 0.0
	for _, value := range values {
		sum += value
	}
	return sum / float64(len(values))
}

// A disc covers as many pixels as its area says, wherever it is: so its edge is smooth.
func TestEdgesAreSmooth(t *testing.T) {
	for _, shift := range []float64{0, 0.013, 0.031} {
		c := newCanvas(nil, 32, 32, 2)
		c.clear(rgb(0, 0, 0))
		c.figure(1+shift, 1-shift, 0.3, 0.9).fill(ellipse(0.1, 0, 0.4, 0.4), white)
		figure := covered(c)
		c.clear(rgb(0, 0, 0))
		c.ellipse(1+shift, 1-shift, 0.36, 0.36, white)
		want := math.Pi * math.Pow(0.36*16, 2)
		if math.Abs(figure-want) > 0.01*want {
			t.Errorf("a disc of a figure, shifted by %v, covers %.2f pixels, want %.2f", shift, figure, want)
		}
		if got := covered(c); math.Abs(got-want) > 0.01*want {
			t.Errorf("a disc of a canvas, shifted by %v, covers %.2f pixels, want %.2f", shift, got, want)
		}
	}
}

func covered(c *canvas) float64 {
	sum := 0.0
	for _, p := range c.pixels {
		sum += p[1]
	}
	return sum
}
