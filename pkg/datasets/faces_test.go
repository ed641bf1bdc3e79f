package datasets

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"
)

func TestFacesAreTheSameForTheSameRng(t *testing.T) {
	draw := func(options FacesOptions) *Set { return Faces(rand.New(rand.NewPCG(3, 4)), 30, options) }
	for _, options := range []FacesOptions{{}, {Exaggeration: 1}, {Exaggeration: 0.5, Colour: true, Size: 20, Kinds: true}} {
		first, second := draw(options), draw(options)
		if !slices.Equal(first.Values, second.Values) || !slices.Equal(first.Labels, second.Labels) {
			t.Errorf("%+v: two draws differ", options)
		}
		if err := first.Check(); err != nil {
			t.Error(err)
		}
		if low, high := slices.Min(first.Values), slices.Max(first.Values); low < 0 || high > 1 || high-low < 0.6 {
			t.Errorf("%+v: the numbers reach from %v to %v", options, low, high)
		}
	}
	if got := draw(FacesOptions{}); !slices.Equal(got.Counts(), []int{15, 15}) {
		t.Errorf("got %v faces and things", got.Counts())
	}
	if got := draw(FacesOptions{Kinds: true}); !slices.Equal(got.Counts(), []int{15, 5, 5, 5}) {
		t.Errorf("got %v of each kind", got.Counts())
	}
	if got := draw(FacesOptions{Colour: true, Size: 40}).shape(); got != "40x40x3" {
		t.Errorf("got pictures of %s", got)
	}
}

// The knob changes faces alone, and the further it is turned, the further they are from life.
func TestExaggerationTurnsFacesAlone(t *testing.T) {
	at := func(exaggeration float64) *Set {
		return Faces(rand.New(rand.NewPCG(3, 4)), 60, FacesOptions{Exaggeration: exaggeration})
	}
	life, before := at(0), 0.0
	for _, exaggeration := range []float64{0.25, 0.5, 0.75, 1} {
		drawn, far := at(exaggeration), 0.0
		for i := range drawn.Len() {
			for j, value := range drawn.Example(i) {
				if drawn.Class(i) == "thing" && value != life.Example(i)[j] {
					t.Fatalf("exaggeration %v changes thing %d", exaggeration, i)
				}
				far += math.Abs(float64(value - life.Example(i)[j]))
			}
		}
		if far <= before*1.1 {
			t.Errorf("at %v faces are %.0f from life, before they were %.0f", exaggeration, far, before)
		}
		before = far
	}
}

// What the lessons need: realistic faces and things can be told apart by their pixels, but not by their brightness.
func TestFacesAndThingsCanBeLearnt(t *testing.T) {
	rng := rand.New(rand.NewPCG(5, 6))
	train, test := Faces(rng, 800, FacesOptions{}), Faces(rng, 200, FacesOptions{})
	right, byBrightness := 0, 0
	for i := range test.Len() {
		nearest, closest := 0, math.Inf(1)
		for j := range train.Len() {
			distance := 0.0
			for k, value := range train.Example(j) {
				difference := float64(value - test.Example(i)[k])
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
		t.Errorf("the nearest neighbour knows %d of 200, want at least 150", right)
	}
	for threshold := range 100 { // the best of all, chosen with the answers in hand
		faces := 0
		for i := range test.Len() {
			if (brightness(test, i) > float64(threshold)/100) == (test.Class(i) == "face") {
				faces++
			}
		}
		byBrightness = max(byBrightness, faces, test.Len()-faces)
	}
	if byBrightness > 140 {
		t.Errorf("brightness alone knows %d of 200, want at most 140", byBrightness)
	}
}

func brightness(s *Set, i int) float64 { return sum(s.Slice(i, i+1)) / float64(s.Size()) }

// A disc covers as many pixels as its area says, wherever it lies: so its edge is smooth.
func TestEdgesAreSmooth(t *testing.T) {
	for _, at := range []float64{0, 0.013, 0.031} {
		c := newCanvas(32)
		c.place(at, -at, 0.3, 0.9)
		c.paint(ellipse(0.1, 0, 0.4, 0.4), colour{1, 1, 1})
		covered := 0.0
		for _, value := range c.pixels {
			covered += float64(value) / 3
		}
		if want := math.Pi * math.Pow(0.4*0.9*16, 2); math.Abs(covered-want) > 0.01*want {
			t.Errorf("a disc at %v covers %.2f pixels, want %.2f", at, covered, want)
		}
	}
}
