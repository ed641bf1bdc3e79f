package pictures

import (
	"math"
	"slices"
	"testing"

	"firstneuron/pkg/datasets"
)

func TestTheSamePeopleAtEachExaggeration(t *testing.T) {
	exam := NewExaggerationTest(3, 20, 24)
	if len(exam.Exaggerations) != 11 || len(exam.Faces) != 11 || exam.Exaggerations[0] != 0 || exam.Exaggerations[10] != 1 {
		t.Fatalf("got the exaggerations %v and %d sets", exam.Exaggerations, len(exam.Faces))
	}
	for i, set := range append(slices.Clone(exam.Faces), exam.Things) {
		if err := set.Check(); err != nil || set.Len() != 20 || set.Counts()[i/11] != 20 {
			t.Errorf("set %d: got %v with %v, %v", i, set, set.Counts(), err)
		}
	}
	drawn := Faces(seeded(3), 1, 24, FacesOptions{Exaggeration: 0.5})
	if first := NewExaggerationTest(3, 20, 24).Faces[5].Example(0); !slices.Equal(first, exam.Faces[5].Example(0)) || len(first) != len(drawn.Example(0)) {
		t.Error("the same seed draws another test")
	}
	// Who is the same person has the same background, seen in a corner.
	for place, set := range exam.Faces {
		if got, want := set.Example(0)[0], exam.Faces[0].Example(0)[0]; got != want {
			t.Errorf("exaggeration %d: the corner of the first picture is %v, want %v", place, got, want)
		}
	}
}

func TestMeasureCounts(t *testing.T) {
	exam := NewExaggerationTest(3, 20, 24)
	asked := 0
	result := exam.Measure(func(set *datasets.Set) [][]float64 { // knows 20 faces, then 18, 16 and so on, and takes 5 things for faces
		outputs := make([][]float64, set.Len())
		for i := range outputs {
			outputs[i] = []float64{0.5, 0.5}
			if i < 2*asked || set == exam.Things && i < 15 {
				outputs[i] = []float64{0.2, 0.8 + 0.01*float64(i%2)}
			}
			if set == exam.Things && i >= 15 {
				outputs[i] = []float64{0.9, 0.1}
			}
		}
		asked++
		return outputs
	})
	for place, recall := range result.Recall {
		if want := 1 - float64(min(20, 2*place))/20; math.Abs(recall-want) > 1e-12 {
			t.Errorf("exaggeration %d: got the recall %v, want %v", place, recall, want)
		}
		if got := result.ConfidenceWhileWrong[place]; place > 0 && math.Abs(got-0.805) > 1e-12 || place == 0 && !math.IsNaN(got) {
			t.Errorf("exaggeration %d: got the confidence %v while wrong", place, got)
		}
	}
	if math.Abs(result.FalseFaces-0.25) > 1e-12 {
		t.Errorf("got %v false faces, want 0.25", result.FalseFaces)
	}
	nan := exam.Measure(func(set *datasets.Set) [][]float64 {
		return slices.Repeat([][]float64{{math.NaN(), math.NaN()}}, set.Len())
	})
	if nan.Recall[0] != 0 || nan.FalseFaces != 0 {
		t.Errorf("NaN is taken for an answer: %v, %v", nan.Recall[0], nan.FalseFaces)
	}
}
