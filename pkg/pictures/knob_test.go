package pictures

import (
	"math"
	"slices"
	"testing"

	"firstneuron/pkg/datasets"
)

func TestKnobHasTheSamePeopleAtEachPlace(t *testing.T) {
	k := NewKnob(3, 20, 24)
	if len(k.Places) != 11 || len(k.Faces) != 11 || k.Places[0] != 0 || k.Places[10] != 1 {
		t.Fatalf("got the places %v and %d sets", k.Places, len(k.Faces))
	}
	for i, set := range append(slices.Clone(k.Faces), k.Things) {
		if err := set.Check(); err != nil || set.Len() != 20 || set.Counts()[i/11] != 20 {
			t.Errorf("set %d: got %v with %v, %v", i, set, set.Counts(), err)
		}
	}
	drawn := Faces(seeded(3), 1, 24, FacesOptions{Exaggeration: 0.5})
	if first := NewKnob(3, 20, 24).Faces[5].Example(0); !slices.Equal(first, k.Faces[5].Example(0)) || len(first) != len(drawn.Example(0)) {
		t.Error("the same seed draws another test")
	}
	// Who is the same person has the same background, seen in a corner.
	for place, set := range k.Faces {
		if got, want := set.Example(0)[0], k.Faces[0].Example(0)[0]; got != want {
			t.Errorf("place %d: the corner of the first picture is %v, want %v", place, got, want)
		}
	}
}

func TestTurnCounts(t *testing.T) {
	k := NewKnob(3, 20, 24)
	asked := 0
	turn := k.Turn(func(set *datasets.Set) [][]float64 { // knows 20 faces, then 18, 16 and so on, and takes 5 things for faces
		outputs := make([][]float64, set.Len())
		for i := range outputs {
			outputs[i] = []float64{0.5, 0.5}
			if i < 2*asked || set == k.Things && i < 15 {
				outputs[i] = []float64{0.2, 0.8 + 0.01*float64(i%2)}
			}
			if set == k.Things && i >= 15 {
				outputs[i] = []float64{0.9, 0.1}
			}
		}
		asked++
		return outputs
	})
	for place, recall := range turn.Recall {
		if want := 1 - float64(min(20, 2*place))/20; math.Abs(recall-want) > 1e-12 {
			t.Errorf("place %d: got the recall %v, want %v", place, recall, want)
		}
		if got := turn.Sure[place]; place > 0 && math.Abs(got-0.805) > 1e-12 || place == 0 && !math.IsNaN(got) {
			t.Errorf("place %d: got the confidence %v while wrong", place, got)
		}
	}
	if math.Abs(turn.FalseFaces-0.25) > 1e-12 {
		t.Errorf("got %v false faces, want 0.25", turn.FalseFaces)
	}
	nan := k.Turn(func(set *datasets.Set) [][]float64 {
		return slices.Repeat([][]float64{{math.NaN(), math.NaN()}}, set.Len())
	})
	if nan.Recall[0] != 0 || nan.FalseFaces != 0 {
		t.Errorf("NaN is taken for an answer: %v, %v", nan.Recall[0], nan.FalseFaces)
	}
}

// A picture that is drawn by hand, with two white eyes, a black mouth, black hair and a white shirt on grey.
func TestFeaturesFindWhatIsThere(t *testing.T) {
	face := slices.Repeat([]float64{0.5}, 24*24)
	paint := func(top, bottom, left, right int, grey float64) []float64 {
		for y := top; y < bottom; y++ {
			for x := left; x < right; x++ {
				face[24*y+x] = grey
			}
		}
		return face
	}
	paint(10, 12, 8, 10, 1)
	paint(10, 12, 14, 16, 1)
	paint(16, 17, 9, 15, 0)
	paint(4, 7, 8, 16, 0)
	paint(22, 24, 3, 21, 1)
	contrast := deviation(face)
	spots, mouth, hair, shirt := Features(face, 24)
	// by hand: eyes 1 against 0.5; the mouth 0 against 0.5; hair 0 against the mean of rows 9 to 14; the shirt 1 against 0.5
	want := []float64{0.5, 0.5, 0.5 + 8*0.5/48, 0.5}
	for i, got := range []float64{spots, mouth, hair, shirt} {
		if math.Abs(got*contrast-want[i]) > 1e-12 {
			t.Errorf("feature %d: got %v, want %v", i, got*contrast, want[i])
		}
	}
	// Twice as large, or with half the contrast, it is the same.
	large := make([]float64, 48*48)
	for i := range large {
		large[i] = 0.2 + 0.5*face[i/48/2*24+i%48/2]
	}
	spots2, mouth2, hair2, shirt2 := Features(large, 48)
	for i, got := range []float64{spots2 - spots, mouth2 - mouth, hair2 - hair, shirt2 - shirt} {
		if math.Abs(got) > 1e-9 {
			t.Errorf("feature %d differs by %v in a large picture", i, got)
		}
	}
	for _, wrong := range []func(){func() { Features(face, 20) }, func() { Features(make([]float64, 576), 24) }} {
		func() {
			defer func() {
				if recover() == nil {
					t.Error("no panic")
				}
			}()
			wrong()
		}()
	}
}
