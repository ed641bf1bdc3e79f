package models_test

import (
	"fmt"
	"log"
	"math/rand/v2"

	"firstneuron/pkg/datasets"
	"firstneuron/pkg/models"
)

// A network that tells two dots from none looks at the place of the dots.
func ExampleModel_Occlusion() {
	dots := datasets.Generate(source(), 200, "dots", []int{6, 6, 1}, []string{"none", "dots"},
		func(rng *rand.Rand, i int, picture []float64) int {
			for pixel := range picture {
				picture[pixel] = 0.3 * rng.Float64()
			}
			if i%2 == 1 {
				picture[2*6+1], picture[2*6+4] = 1, 1
			}
			return i % 2
		})
	m, err := models.New(source(), dots.Shape, models.Linear(2), models.Options{})
	if err != nil {
		log.Fatal(err)
	}
	if err := m.Train(source(), dots, models.Training{Epochs: 20, Batch: 20, Rate: 0.01}); err != nil {
		log.Fatal(err)
	}
	falls := m.Occlusion(dots.Example(1), 1, 1)
	for row := range 6 {
		for column := range 6 {
			fmt.Print(map[bool]string{true: " x", false: " ."}[falls[row*6+column] > 0.05])
		}
		fmt.Println()
	}
	// Output:
	//  . . . . . .
	//  . . . . . .
	//  . x . . x .
	//  . . . . . .
	//  . . . . . .
	//  . . . . . .
}
