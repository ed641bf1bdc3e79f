package pictures

import (
	"image/color"
	"math"
)

var (
	white = grey(255)
	black = grey(20)
)

func grey(value uint8) color.NRGBA { return color.NRGBA{value, value, value, 255} }

// hue is a colour by its hue in turns, its saturation and its lightness, all from 0 to 1 (HSL).
func hue(turn, saturation, lightness float64) color.NRGBA {
	part := func(k float64) uint8 {
		k = math.Mod(k+12*turn+120, 12)
		return uint8(255*(lightness-saturation*min(lightness, 1-lightness)*max(-1, min(k-3, 9-k, 1))) + 0.5)
	}
	return color.NRGBA{part(0), part(8), part(4), 255}
}

// see is a colour that lets through what is below: opaque 0 shows nothing of it.
func see(c color.NRGBA, opaque float64) color.NRGBA {
	c.A = uint8(255 * min(max(opaque, 0), 1))
	return c
}

func mixed(a, b color.NRGBA, share float64) color.NRGBA {
	share = min(max(share, 0), 1)
	mix := func(a, b uint8) uint8 { return uint8(float64(a) + share*(float64(b)-float64(a)) + 0.5) }
	return color.NRGBA{mix(a.R, b.R), mix(a.G, b.G), mix(a.B, b.B), mix(a.A, b.A)}
}

// A theme is what the colours of a screen or a chart have in common.
type theme struct {
	dark               bool
	paper, panel, ink  color.NRGBA
	faint, rule, press color.NRGBA // press: what one clicks on
}

func (d dice) theme() theme {
	press := hue(d.Float64(), d.from(0.5, 0.9), d.from(0.42, 0.58))
	tint := hue(d.Float64(), 0.3, 0.5)
	if d.chance(0.35) {
		paper := mixed(grey(uint8(d.count(18, 46))), tint, d.from(0, 0.15))
		return theme{true, paper, mixed(paper, white, 0.07), grey(225), grey(140), mixed(paper, white, 0.16), press}
	}
	paper := mixed(grey(uint8(d.count(246, 255))), tint, d.from(0, 0.05))
	return theme{false, paper, mixed(paper, black, 0.06), grey(40), grey(130), mixed(paper, black, 0.15), press}
}

// palette is so many colours that go together: their hues are spread over a part of the circle.
func (d dice) palette(n int) []color.NRGBA {
	first, spread := d.Float64(), d.from(0.3, 1)
	saturation, lightness := d.from(0.35, 0.85), d.from(0.42, 0.66)
	colours := make([]color.NRGBA, n)
	for i := range colours {
		colours[i] = hue(first+spread*float64(i)/float64(n), saturation, lightness+d.from(-0.1, 0.1))
	}
	d.Shuffle(n, func(i, j int) { colours[i], colours[j] = colours[j], colours[i] })
	return colours
}
