package chart

import (
	"math"
	"slices"

	"gonum.org/v1/plot/vg"
)

// grid holds the heights of a surface at evenly spaced places, row by row from the bottom.
type grid struct {
	columns, rows int
	heights       []float64
}

// at returns a height. Around the grid, and where the surface has no height, the ground is bottomless.
func (g grid) at(column, row int) float64 {
	if column < 0 || row < 0 || column >= g.columns || row >= g.rows {
		return math.Inf(-1)
	}
	if height := g.heights[row*g.columns+column]; finite(height) {
		return height
	}
	return math.Inf(-1)
}

// above outlines the ground that lies at the given level or higher, as closed loops
// with the high ground on their left. Coordinates are counted in columns and rows.
//
// The method is marching squares: in a square of four neighbouring places, the outline
// enters and leaves through those sides whose ends lie on different sides of the level.
// The bottomless rim around the grid sees to it that every loop closes.
func (g grid) above(level float64) [][]vg.Point {
	next := make(map[side]side)
	var starts []side // in the order of the walk, so that equal surfaces give equal loops
	for row := -1; row < g.rows; row++ {
		for column := -1; column < g.columns; column++ {
			for _, link := range g.links(column, row, level) {
				next[link[0]] = link[1]
				starts = append(starts, link[0])
			}
		}
	}
	var loops [][]vg.Point
	for _, start := range starts {
		var loop []vg.Point
		for at := start; ; {
			to, ok := next[at]
			if !ok {
				break // back at the start
			}
			delete(next, at)
			loop = append(loop, g.crossing(at, level))
			at = to
		}
		if loop = withoutInnerBorder(loop, g); len(loop) > 2 {
			loops = append(loops, loop)
		}
	}
	return loops
}

// A side of a square leads from one place of the grid to the next: upright, or to the right.
type side struct {
	column, row int
	upright     bool
}

// links returns how the outline crosses the square with this lower left corner:
// pairs of sides, from where high ground ends to where it began, seen counterclockwise.
func (g grid) links(column, row int, level float64) [][2]side {
	corners := [4]bool{
		g.at(column, row) >= level, g.at(column+1, row) >= level,
		g.at(column+1, row+1) >= level, g.at(column, row+1) >= level,
	}
	sides := [4]side{
		{column, row, false}, {column + 1, row, true},
		{column, row + 1, false}, {column, row, true},
	}
	var links [][2]side
	for begin := range 4 {
		if corners[begin] || !corners[(begin+1)%4] {
			continue // high ground does not begin on this side
		}
		end := (begin + 1) % 4
		for corners[(end+1)%4] {
			end = (end + 1) % 4
		}
		links = append(links, [2]side{sides[end], sides[begin]})
	}
	return links
}

// crossing returns where on a side the surface passes the level.
func (g grid) crossing(s side, level float64) vg.Point {
	toColumn, toRow := s.column+1, s.row
	if s.upright {
		toColumn, toRow = s.column, s.row+1
	}
	from, to := g.at(s.column, s.row), g.at(toColumn, toRow)
	var share float64
	switch {
	case math.IsInf(from, -1):
		share = 1
	case !math.IsInf(to, -1):
		share = (level/2 - from/2) / (to/2 - from/2)
	}
	return vg.Point{
		X: vg.Length(float64(s.column) + share*float64(toColumn-s.column)),
		Y: vg.Length(float64(s.row) + share*float64(toRow-s.row)),
	}
}

// onBorder says whether the way from one point to another follows the rim of the grid.
func (g grid) onBorder(a, b vg.Point) bool {
	right, top := vg.Length(g.columns-1), vg.Length(g.rows-1)
	return a.X == b.X && (a.X == 0 || a.X == right) || a.Y == b.Y && (a.Y == 0 || a.Y == top)
}

// withoutInnerBorder drops the points that repeat and those inside a straight run along the rim.
func withoutInnerBorder(loop []vg.Point, g grid) []vg.Point {
	loop = slices.Compact(loop)
	if len(loop) > 1 && loop[0] == loop[len(loop)-1] {
		loop = loop[1:]
	}
	var kept []vg.Point
	for i, point := range loop {
		before, after := loop[(i+len(loop)-1)%len(loop)], loop[(i+1)%len(loop)]
		if !(g.onBorder(before, point) && g.onBorder(point, after) && g.onBorder(before, after)) {
			kept = append(kept, point)
		}
	}
	return kept
}
