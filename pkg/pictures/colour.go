package pictures

import "math"

// A colour is red, green, blue and alpha. In red, green and blue 0 is dark and 1 is as bright as
// white; a photograph's light can be brighter. Alpha is 0 for transparent, 1 for opaque.
type colour [4]float64

var white, black = grey(255), grey(20)

func rgb(red, green, blue float64) colour { return colour{red, green, blue, 1} }

func grey(level int) colour { return rgb(float64(level)/255, float64(level)/255, float64(level)/255) }

// hue is a colour by its hue in turns, its saturation and its lightness, both from 0 to 1 (HSL).
func hue(turns, saturation, lightness float64) colour {
	channel := func(offset float64) float64 {
		k := math.Mod(offset+12*turns+120, 12)
		return lightness - saturation*min(lightness, 1-lightness)*max(-1, min(k-3, 9-k, 1))
	}
	return rgb(channel(0), channel(8), channel(4))
}

// alpha is the colour with its opacity multiplied.
func (c colour) alpha(opacity float64) colour {
	c[3] *= opacity
	return c
}

// times is the colour in stronger or weaker light.
func (c colour) times(light float64) colour {
	return colour{c[0] * light, c[1] * light, c[2] * light, c[3]}
}

// mix interpolates: 0 gives the first colour, 1 the second.
func mix(a, b colour, t float64) colour {
	t = min(max(t, 0), 1)
	return colour{lerp(a[0], b[0], t), lerp(a[1], b[1], t), lerp(a[2], b[2], t), lerp(a[3], b[3], t)}
}

func lerp(a, b, t float64) float64 { return a + t*(b-a) }

// toByte is a channel as files store it. Plain colours often fall on a half, which the last bits of a sum
// must not decide: they can differ between machines. So it rounds up from a little below.
func toByte(value float64) uint8 { return uint8(255*min(max(value, 0), 1) + 0.500001) }

// rounded is a channel as it comes back from a file: what sets hold, so that they are the same on every machine.
func rounded(value float64) float64 { return float64(toByte(value)) / 255 }

// vary changes each channel at random by up to the given share.
func (c *canvas) vary(around colour, share float64) colour {
	for channel := range 3 {
		around[channel] *= 1 + c.uniform(-share, share)
	}
	return around
}

// palette is n colours that go together: their hues are spread over a part of the circle.
func (c *canvas) palette(n int) []colour {
	first, spread := c.Float64(), c.uniform(0.3, 1)
	saturation, lightness := c.uniform(0.35, 0.85), c.uniform(0.42, 0.66)
	colours := make([]colour, n)
	for i := range colours {
		colours[i] = hue(first+spread*float64(i)/float64(n), saturation, lightness+c.uniform(-0.1, 0.1))
	}
	c.Shuffle(n, func(i, j int) { colours[i], colours[j] = colours[j], colours[i] })
	return colours
}

// A theme is the colours of a screen or a chart.
type theme struct{ background, panel, ink, faint, border, accent colour }

func (c *canvas) theme() theme {
	accent := hue(c.Float64(), c.uniform(0.5, 0.9), c.uniform(0.42, 0.58))
	tint := hue(c.Float64(), 0.3, 0.5)
	if c.chance(0.35) {
		background := mix(grey(c.count(18, 46)), tint, c.uniform(0, 0.15))
		return theme{background, mix(background, white, 0.07), grey(225), grey(140), mix(background, white, 0.16), accent}
	}
	background := mix(grey(c.count(246, 255)), tint, c.uniform(0, 0.05))
	return theme{background, mix(background, black, 0.06), grey(40), grey(130), mix(background, black, 0.15), accent}
}
