package pictures_test

import (
	"fmt"
	"math/rand/v2"

	"firstneuron/pkg/pictures"
)

// Digits and faces, for a network that has to tell them.
func ExampleDigits() {
	rng := rand.New(rand.NewPCG(1, 2))
	digits, faces := pictures.Digits(rng, 100, 16), pictures.Faces(rng, 100, 16, pictures.FacesOptions{})
	fmt.Println(digits, digits.Classes[3])
	fmt.Println(faces)
	// Output:
	// digits: 100 pictures of 16x16x1, 10 classes 3
	// faces: 100 pictures of 16x16x1, 2 classes
}
