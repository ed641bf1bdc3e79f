package pictures

import (
	"bytes"
	"image"
	"image/jpeg"
	"math"
)

// A scene is what a camera sees, as light. Its shorter side is 1 long, with y down.
type scene struct {
	dice
	width, height float64
	columns, rows int
	light         []light // of each pixel, row by row
}

// A light is red, green and blue; 0 is dark, 1 is white, and more is brighter than white.
type light [3]float64

// photographed is the style that shows a scene as a camera would.
func photographed(build func(s *scene)) func(dice, int, int) image.Image {
	return func(vary dice, width, height int) image.Image {
		side := float64(min(width, height))
		s := &scene{vary, float64(width) / side, float64(height) / side, width, height, make([]light, width*height)}
		build(s)
		return s.photograph()
	}
}

// shade asks at each point for the light there, and for how much of it covers what is there already.
func (s *scene) shade(with func(x, y float64) (light, float64)) {
	s.shadeIn(area{0, 0, s.width, s.height}, with)
}

// shadeIn asks in a part of the scene only, which is faster.
func (s *scene) shadeIn(part area, with func(x, y float64) (light, float64)) {
	pixels := float64(s.columns) / s.width
	for row := max(int(part.y*pixels), 0); row < min(int((part.y+part.height)*pixels)+1, s.rows); row++ {
		for column := max(int(part.x*pixels), 0); column < min(int((part.x+part.width)*pixels)+1, s.columns); column++ {
			over, share := with((float64(column)+0.5)/pixels, (float64(row)+0.5)/pixels)
			if share > 0 {
				at := &s.light[row*s.columns+column]
				*at = blend(*at, over, min(share, 1))
			}
		}
	}
}

// around is a part of the scene by its middle and its reach to each side.
func around(x, y, reachX, reachY float64) area {
	return area{x - reachX, y - reachY, 2 * reachX, 2 * reachY}
}

// soft is 1 inside of an edge and 0 outside: away is the distance, less than 0 inside, and edge how wide the seam is.
func soft(away, edge float64) float64 {
	t := min(max(0.5-away/edge, 0), 1)
	return t * t * (3 - 2*t)
}

func blend(a, b light, share float64) light {
	return light{a[0] + share*(b[0]-a[0]), a[1] + share*(b[1]-a[1]), a[2] + share*(b[2]-a[2])}
}

func (l light) times(strength float64) light {
	return light{l[0] * strength, l[1] * strength, l[2] * strength}
}

// near is a light like this one, as no two stones have one colour.
func (d dice) near(l light, spread float64) light {
	return light{l[0] * (1 + d.from(-spread, spread)), l[1] * (1 + d.from(-spread, spread)), l[2] * (1 + d.from(-spread, spread))}
}

// blur is a lens out of focus, by a share of the picture's shorter side: three passes of a
// moving mean in each direction, which come close to a bell curve.
func (s *scene) blur(radius float64) {
	reach := int(radius*float64(min(s.columns, s.rows)) + 0.5)
	if reach < 1 {
		return
	}
	for range 3 {
		for row := range s.rows {
			movingMean(s.light[row*s.columns:(row+1)*s.columns], 1, s.columns, reach)
		}
		for column := range s.columns {
			movingMean(s.light[column:], s.columns, s.rows, reach)
		}
	}
}

func movingMean(line []light, stride, n, reach int) {
	copied := make([]light, n)
	for i := range copied {
		copied[i] = line[i*stride]
	}
	var sum light
	count := 0.0
	add := func(i int, sign float64) {
		if i >= 0 && i < n {
			for channel := range sum {
				sum[channel] += sign * copied[i][channel]
			}
			count += sign
		}
	}
	for i := -reach; i < reach; i++ {
		add(i, 1)
	}
	for i := range n {
		add(i+reach, 1)
		line[i*stride] = sum.times(1 / count)
		add(i-reach, -1)
	}
}

// photograph is what the camera does to the light: its colour cast and exposure, darker corners, the curve of the
// film, the noise of the sensor, and a file of JPEG, with what that loses.
func (s *scene) photograph() image.Image {
	cast, exposure := light{1, 1, 1}, s.from(0.8, 1.25)
	warmth := s.from(-0.1, 0.12)
	cast[0], cast[2] = 1+warmth, 1-warmth
	corners, noise := s.from(0, 0.45), s.from(0.005, 0.035)
	picture := image.NewRGBA(image.Rect(0, 0, s.columns, s.rows))
	for row := range s.rows {
		for column := range s.columns {
			dx, dy := float64(column)/float64(s.columns)-0.5, float64(row)/float64(s.rows)-0.5
			strength := exposure * (1 - corners*2*(dx*dx+dy*dy))
			at := 4 * (row*s.columns + column)
			for channel, value := range s.light[row*s.columns+column] {
				value = max(value*strength*cast[channel], 0)
				value = value * (1 + value*0.2) / (1 + value*0.35) // bright light is pressed together, not cut off
				value += noise * (s.Float64() + s.Float64() - 1)
				picture.Pix[at+channel] = uint8(255*min(max(value, 0), 1) + 0.5)
			}
			picture.Pix[at+3] = 255
		}
	}
	var file bytes.Buffer
	if err := jpeg.Encode(&file, picture, &jpeg.Options{Quality: s.count(55, 92)}); err != nil {
		panic("pictures: a photograph cannot be written: " + err.Error())
	}
	developed, err := jpeg.Decode(&file)
	if err != nil {
		panic("pictures: a photograph cannot be read: " + err.Error())
	}
	return developed
}

// A noise is a rough surface: at each point a number from 0 to 1, by chance but the same at each asking.
type noise uint32

func (d dice) noise() noise { return noise(d.Uint32()) }

// at mixes the numbers of the four whole points around (value noise).
func (n noise) at(x, y float64) float64 {
	left, top := math.Floor(x), math.Floor(y)
	dx, dy := x-left, y-top
	dx, dy = dx*dx*(3-2*dx), dy*dy*(3-2*dy)
	column, row := uint32(int32(left)), uint32(int32(top))
	upper := n.of(column, row)*(1-dx) + n.of(column+1, row)*dx
	lower := n.of(column, row+1)*(1-dx) + n.of(column+1, row+1)*dx
	return upper*(1-dy) + lower*dy
}

// of is the number of a whole point. The constants are those of Murmur3's last step, which mixes all bits.
func (n noise) of(column, row uint32) float64 {
	h := column*0x9e3779b1 ^ row*0x85ebca77 ^ uint32(n)
	h = (h ^ h>>16) * 0x85ebca6b
	h = (h ^ h>>13) * 0xc2b2ae35
	return float64(h^h>>16) / (1 << 32)
}

// rough adds up noise in octaves, each twice as fine and half as strong: clouds, stone, leaves.
func (n noise) rough(x, y float64, octaves int) float64 {
	sum, strength, all := 0.0, 1.0, 0.0
	for octave := range octaves {
		sum += strength * (n+noise(octave)).at(x, y)
		all += strength
		x, y, strength = 2*x, 2*y, strength/2
	}
	return sum / all
}
