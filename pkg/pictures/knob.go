package pictures

import (
	"fmt"
	"math"
	"math/rand/v2"

	"firstneuron/pkg/datasets"
)

// A Knob is a test: who still sees a face when it is more and more exaggerated, and who sees one in a thing?
type Knob struct {
	Places []float64       // the exaggerations 0, 0.1, 0.2 and so on to 1
	Faces  []*datasets.Set // at each place, the same people
	Things *datasets.Set   // as many cars, sockets and bags as there are faces at a place
}

// NewKnob draws the pictures of a test: n faces of size x size pixels at each place, and n things. The same seed draws
// the same test again.
func NewKnob(seed uint64, n, size int) Knob {
	var k Knob
	for i := range 11 {
		e := float64(i) / 10
		set := Faces(rand.New(rand.NewPCG(seed, 0)), 2*n, size, FacesOptions{Exaggeration: e})
		k.Places = append(k.Places, e)
		k.Faces = append(k.Faces, set.Only("face"))
		if i == 0 {
			k.Things = set.Only("thing")
		}
	}
	return k
}

// A Turn is what somebody answers while a knob is turned.
type Turn struct {
	Recall     []float64 // the fraction of the faces at each place that are answered with "face"
	Sure       []float64 // the mean confidence of the wrong answers at each place; NaN where there are none
	FalseFaces float64   // the fraction of the things that are answered with "face"
}

// Turn asks for answers to all pictures of the test. An answer is two outputs for each picture of a set: for "face"
// and for "thing", as models.Model.Outputs returns them.
func (k Knob) Turn(answer func(set *datasets.Set) [][]float64) Turn {
	var t Turn
	for _, faces := range k.Faces {
		wrong, confidence := 0.0, 0.0
		for _, output := range answer(faces) {
			if !(output[0] >= output[1]) { // written so that NaN is wrong too
				wrong++
				confidence += output[1]
			}
		}
		t.Recall = append(t.Recall, 1-wrong/float64(faces.Len()))
		t.Sure = append(t.Sure, confidence/wrong)
	}
	faces := 0
	for _, output := range answer(k.Things) {
		if output[0] >= output[1] {
			faces++
		}
	}
	t.FalseFaces = float64(faces) / float64(k.Things.Len())
	return t
}

// Features are what a person might name of a face, measured where [Faces] draws it in a grey picture of size x size
// pixels. In the face: how clearly two spots at one height differ from what is between them, both in the same
// direction, and how much darker a mouth is than what is above and below. Around it: how much darker the hair is than
// the face, and how clearly a shirt at the lower edge differs from what is beside it. Each is divided by the standard
// deviation of the picture, so that contrast makes no difference. It panics where the picture has another size, or is
// the same all over.
func Features(picture []float64, size int) (spots, mouth, hair, shirt float64) {
	if len(picture) != size*size {
		panic(fmt.Sprintf("pictures: a picture of %d x %d pixels has %d of them, not %d", size, size, size*size, len(picture)))
	}
	// box is the mean of a rectangle whose edges are counted in 24ths of the picture.
	box := func(top, bottom, left, right int) float64 {
		sum, count := 0.0, 0.0
		for y := top * size / 24; y < max(bottom*size/24, top*size/24+1); y++ {
			for x := left * size / 24; x < max(right*size/24, left*size/24+1); x++ {
				sum += picture[y*size+x]
				count++
			}
		}
		return sum / count
	}
	for y := 7; y < 13; y++ {
		middle := box(y, y+2, 11, 13)
		for apart := 2; apart < 5; apart++ {
			left, right := box(y, y+2, 11-apart, 13-apart)-middle, box(y, y+2, 11+apart, 13+apart)-middle
			if left*right > 0 {
				spots = max(spots, min(math.Abs(left), math.Abs(right)))
			}
		}
		lips := y + 6
		mouth = max(mouth, (box(lips-2, lips-1, 9, 15)+box(lips+2, lips+3, 9, 15))/2-box(lips, lips+1, 9, 15))
	}
	hair = box(9, 15, 8, 16) - box(4, 7, 8, 16)
	shirt = math.Abs(box(22, 24, 8, 16) - (box(22, 24, 0, 2)+box(22, 24, 22, 24))/2)
	contrast := deviation(picture)
	if contrast == 0 {
		panic("pictures: a picture that is the same all over has no features")
	}
	return spots / contrast, mouth / contrast, hair / contrast, shirt / contrast
}

func deviation(numbers []float64) float64 {
	mean, squares := 0.0, 0.0
	for _, x := range numbers {
		mean += x / float64(len(numbers))
	}
	for _, x := range numbers {
		squares += (x - mean) * (x - mean)
	}
	return math.Sqrt(squares / float64(len(numbers)))
}
