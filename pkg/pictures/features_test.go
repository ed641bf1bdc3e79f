package pictures

import (
	"math"
	"slices"
	"testing"
)

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
