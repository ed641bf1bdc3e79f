package product_test

import (
	"fmt"

	"firstneuron/pkg/engine/product"
)

// Every step gives the same product.
func Example() {
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
	product.Naive(c, a, b, 2, 2, 3)
	fmt.Println(c)
	product.Registers(c, a, b, 2, 2, 3)
	fmt.Println(c)
	product.Cores(c, a, b, 2, 2, 3)
	fmt.Println(c)
	// Output:
	// [7 8 16 17]
	// [7 8 16 17]
	// [7 8 16 17]
}
