package engine_test

import (
	"fmt"

	"firstneuron/pkg/engine"
)

func ExampleProduct() {
	a := []float32{ // two rows of three numbers
		1, 2, 3,
		4, 5, 6,
	}
	b := []float32{ // three rows of two
		1, 0,
		0, 1,
		2, 2,
	}
	c := make([]float32, 2*2)
	engine.Product(c, a, b, 2, 2, 3, 1)
	fmt.Println(c)
	// Output: [7 8 16 17]
}
