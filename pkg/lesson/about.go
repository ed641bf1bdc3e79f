package lesson

import (
	"fmt"
	"math"
	"strconv"
)

// KeptAbout checks a number that an earlier cell kept as [Kept] does, but to within a
// tolerance: what a training reaches differs a little from processor to processor.
func KeptAbout(what string, said, tolerance float64) {
	for _, e := range recorded(number) {
		if e.Name == what {
			value, err := strconv.ParseFloat(e.Measured, 64)
			Check(err)
			if e.Flags == "" && !(math.Abs(value-said) <= tolerance) {
				Check(fmt.Errorf("%s: the text says about %g, but here it is %v: did you change the cell, or one above it?", what, said, value))
			}
			fmt.Printf("✓ %s: %.4g, and the text says about %g\n", what, value, said)
			return
		}
	}
	Check(fmt.Errorf("%s: nothing is kept under this name: run the cells above this one first", what))
}
