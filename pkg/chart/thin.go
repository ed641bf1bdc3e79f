package chart

import "gonum.org/v1/plot/vg"

// thin drops the points of a line that cannot be seen. Of all neighbouring points
// that fall into one column of pixels, it keeps the first, the lowest, the highest
// and the last: the line looks the same, and no spike is lost.
func thin(points []vg.Point) []vg.Point {
	var kept []vg.Point
	for start := 0; start < len(points); {
		end, lowest, highest := start, start, start
		for ; end < len(points) && column(points[end]) == column(points[start]); end++ {
			if points[end].Y < points[lowest].Y {
				lowest = end
			}
			if points[end].Y > points[highest].Y {
				highest = end
			}
		}
		previous := -1
		for _, i := range []int{start, min(lowest, highest), max(lowest, highest), end - 1} {
			if i > previous {
				kept = append(kept, points[i])
				previous = i
			}
		}
		start = end
	}
	return kept
}

// column returns the column of CSS pixels that a point falls into.
func column(point vg.Point) int { return int(point.X) }
