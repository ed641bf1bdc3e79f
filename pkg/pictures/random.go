package pictures

import "strings"

func (c *canvas) uniform(low, high float64) float64 { return low + c.Float64()*(high-low) }

func (c *canvas) chance(probability float64) bool { return c.Float64() < probability }

func (c *canvas) count(low, high int) int { return low + c.IntN(high-low+1) }

func pick[T any](c *canvas, of ...T) T { return of[c.IntN(len(of))] }

// somewhere is a point on the canvas.
func (c *canvas) somewhere() (x, y float64) { return c.width * c.Float64(), c.height * c.Float64() }

// words are n words that could be on a screen, with a capital at the start.
func (c *canvas) words(n int) string {
	words := make([]string, n)
	for i := range words {
		words[i] = pick(c, vocabulary...)
	}
	text := strings.Join(words, " ")
	return strings.ToUpper(text[:1]) + text[1:]
}

var vocabulary = strings.Fields(`open the report of last week and send it to all who asked for a short note about new colours in our
style guide every picture needs words that say what it shows save your work before you close this window settings account name
network learning rate layer picture weight error answer question neuron data value list page menu help view edit file search`)

// A noise is a random surface: at each point a number from 0 to 1, always the same.
type noise uint32

func (c *canvas) noise() noise { return noise(c.Uint32()) }

// at interpolates between the numbers of the four grid points around (value noise).
func (n noise) at(x, y float64) float64 {
	left, top := floor(x), floor(y)
	dx, dy := x-float64(left), y-float64(top)
	dx, dy = dx*dx*(3-2*dx), dy*dy*(3-2*dy)
	return lerp(lerp(n.cell(left, top), n.cell(left+1, top), dx), lerp(n.cell(left, top+1), n.cell(left+1, top+1), dx), dy)
}

// cell is the number of a grid point. The constants are those of Murmur3's last step, which mixes all bits.
func (n noise) cell(column, row int) float64 {
	h := uint32(column)*0x9e3779b1 ^ uint32(row)*0x85ebca77 ^ uint32(n)
	h = (h ^ h>>16) * 0x85ebca6b
	h = (h ^ h>>13) * 0xc2b2ae35
	return float64(h^h>>16) / (1 << 32)
}

// fractal adds up noise in octaves, each twice as fine and half as strong: clouds, stone, leaves.
func (n noise) fractal(x, y float64, octaves int) float64 {
	sum, amplitude, total := 0.0, 1.0, 0.0
	for octave := range octaves {
		sum += amplitude * (n+noise(octave)).at(x, y)
		total += amplitude
		x, y, amplitude = 2*x, 2*y, amplitude/2
	}
	return sum / total
}
