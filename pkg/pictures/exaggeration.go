package pictures

import (
	"math/rand/v2"

	"firstneuron/pkg/datasets"
)

// An ExaggerationTest asks who still sees a face when it is more and more exaggerated, and who sees one in a thing.
type ExaggerationTest struct {
	Exaggerations []float64       // 0, 0.1, 0.2 and so on to 1
	Faces         []*datasets.Set // at each exaggeration, the same people
	Things        *datasets.Set   // as many cars, sockets and bags as there are faces at one exaggeration
}

// NewExaggerationTest draws the pictures: n faces of size x size pixels at each exaggeration, and n things. The same
// seed draws the same test again.
func NewExaggerationTest(seed uint64, n, size int) ExaggerationTest {
	var t ExaggerationTest
	for i := range 11 {
		e := float64(i) / 10
		set := Faces(rand.New(rand.NewPCG(seed, 0)), 2*n, size, FacesOptions{Exaggeration: e})
		t.Exaggerations = append(t.Exaggerations, e)
		t.Faces = append(t.Faces, set.Only("face"))
		if i == 0 {
			t.Things = set.Only("thing")
		}
	}
	return t
}

// An ExaggerationResult says how somebody does in the test.
type ExaggerationResult struct {
	Recall               []float64 // the fraction of the faces at each exaggeration that are answered with "face"
	ConfidenceWhileWrong []float64 // the mean confidence of the wrong answers at each exaggeration; NaN where there are none
	FalseFaces           float64   // the fraction of the things that are answered with "face"
}

// Measure asks for answers to all pictures of the test. An answer is two outputs for each picture of a set: for "face"
// and for "thing", as models.Model.Outputs returns them.
func (t ExaggerationTest) Measure(answer func(set *datasets.Set) [][]float64) ExaggerationResult {
	var r ExaggerationResult
	for _, faces := range t.Faces {
		wrong, confidence := 0.0, 0.0
		for _, output := range answer(faces) {
			if !(output[0] >= output[1]) { // written so that NaN is wrong too
				wrong++
				confidence += output[1]
			}
		}
		r.Recall = append(r.Recall, 1-wrong/float64(faces.Len()))
		r.ConfidenceWhileWrong = append(r.ConfidenceWhileWrong, confidence/wrong)
	}
	faces := 0
	for _, output := range answer(t.Things) {
		if output[0] >= output[1] {
			faces++
		}
	}
	r.FalseFaces = float64(faces) / float64(t.Things.Len())
	return r
}
