package pictures

import (
	"fmt"
	"math"
)

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
