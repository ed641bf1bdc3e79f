package show

import (
	"fmt"
	"math"
	"slices"
)

// Spread writes numbers that were measured several times, from different starts for instance, as
// their mean and, in brackets, the smallest and the largest of them: "95.5 (94.2 to 96.7)". Without
// numbers it is "-", and NaN where one is.
func Spread(decimals int, numbers []float64) string {
	if len(numbers) == 0 {
		return "-"
	}
	sum := 0.0
	for _, number := range numbers {
		sum += number
	}
	mean := sum / float64(len(numbers))
	if math.IsNaN(mean) {
		return "NaN"
	}
	return fmt.Sprintf("%.*f (%.*f to %.*f)", decimals, mean, decimals, slices.Min(numbers), decimals, slices.Max(numbers))
}
