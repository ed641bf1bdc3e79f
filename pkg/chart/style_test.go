package chart

import (
	"image/color"
	"math"
	"testing"
)

// The Web Content Accessibility Guidelines (1.4.11) ask for a contrast of 3 for lines and of 4.5 for text.
func TestContrast(t *testing.T) {
	for i, l := range styles {
		if c := contrast(l.Colour, background); c < 3 {
			t.Errorf("style %d: contrast %.2f with the paper, want at least 3", i, c)
		}
	}
	for name, c := range map[string]color.NRGBA{"ink": ink, "faint ink": faintInk} {
		if c := contrast(c, background); c < 4.5 {
			t.Errorf("%s: contrast %.2f with the paper, want at least 4.5", name, c)
		}
	}
	for name, scale := range map[string][]color.NRGBA{"cividis": cividis, "diverging": diverging} {
		for i := range 101 {
			cell := colourAt(scale, float64(i)/100)
			if c := contrast(readableOn(cell), cell); c < 4.5 {
				t.Errorf("%s at %d%%: the number has contrast %.2f with its cell, want at least 4.5", name, i, c)
			}
		}
	}
}

// On a grey printer, neighbouring series must still differ in lightness.
func TestStylesInGrey(t *testing.T) {
	for i := 1; i < len(styles); i++ {
		a, _, _ := lab(light(styles[i-1].Colour))
		b, _, _ := lab(light(styles[i].Colour))
		if math.Abs(a-b) < 15 {
			t.Errorf("styles %d and %d: lightness %.0f and %.0f, want them 15 apart", i-1, i, a, b)
		}
	}
	six := New("", Line(""), Line(""), Line(""), Line(""), Line(""), Line(""))
	if chosen := six.styles(six.look().described); chosen[5].Width == chosen[0].Width {
		t.Error("the sixth style equals the first")
	}
}

// contrast is the ratio of two colours' luminances as the guidelines define it: 1 for equal colours, 21 for black on white.
func contrast(a, b color.NRGBA) float64 {
	dark, light := min(luminance(a), luminance(b)), max(luminance(a), luminance(b))
	return (light + 0.05) / (dark + 0.05)
}

func TestCividisGrowsLighter(t *testing.T) {
	before := -1.0
	for i := range 101 {
		now := luminance(colourAt(cividis, float64(i)/100))
		if now < before {
			t.Fatalf("at %d%% luminance %.4f after %.4f", i, now, before)
		}
		before = now
	}
}

// How colours look without one of the three kinds of cones (Machado, Oliveira and Fernandes,
// IEEE Transactions on Visualization and Computer Graphics, 2009, severity 1).
var blindness = map[string][9]float64{
	"full vision":  {1, 0, 0, 0, 1, 0, 0, 0, 1},
	"protanopia":   {0.152286, 1.052583, -0.204868, 0.114503, 0.786281, 0.099216, -0.003882, -0.048116, 1.051998},
	"deuteranopia": {0.367322, 0.860646, -0.227968, 0.280085, 0.672501, 0.047413, -0.011820, 0.042940, 0.968881},
	"tritanopia":   {1.255528, -0.076749, -0.178779, -0.078411, 0.930809, 0.147602, 0.004733, 0.691367, 0.303900},
}

// Any two of the colours must be 15 apart in CIELAB, where about 2 can just be seen.
func TestColourBlind(t *testing.T) {
	signs := []color.NRGBA{positive, negative}
	for name, m := range blindness {
		seen := func(c color.NRGBA) [3]float64 {
			v := light(c)
			return [3]float64{
				m[0]*v[0] + m[1]*v[1] + m[2]*v[2],
				m[3]*v[0] + m[4]*v[1] + m[5]*v[2],
				m[6]*v[0] + m[7]*v[1] + m[8]*v[2],
			}
		}
		for i := range styles {
			for j := range i {
				if d := distance(seen(styles[i].Colour), seen(styles[j].Colour)); d < 15 {
					t.Errorf("%s: styles %d and %d are %.1f apart, want at least 15", name, j, i, d)
				}
			}
		}
		if d := distance(seen(signs[0]), seen(signs[1])); d < 30 {
			t.Errorf("%s: positive and negative are %.1f apart, want at least 30", name, d)
		}
	}
}

func light(c color.NRGBA) [3]float64 {
	return [3]float64{linearLight(c.R), linearLight(c.G), linearLight(c.B)}
}

func distance(a, b [3]float64) float64 {
	l1, a1, b1 := lab(a)
	l2, a2, b2 := lab(b)
	return math.Sqrt((l1-l2)*(l1-l2) + (a1-a2)*(a1-a2) + (b1-b2)*(b1-b2))
}

// lab translates linear sRGB to CIELAB (white point D65).
func lab(v [3]float64) (l, a, b float64) {
	f := func(t float64) float64 {
		if t > 216.0/24389 {
			return math.Cbrt(t)
		}
		return (24389.0/27*t + 16) / 116
	}
	x := f((0.4124564*v[0] + 0.3575761*v[1] + 0.1804375*v[2]) / 0.95047)
	y := f(0.2126729*v[0] + 0.7151522*v[1] + 0.0721750*v[2])
	z := f((0.0193339*v[0] + 0.1191920*v[1] + 0.9503041*v[2]) / 1.08883)
	return 116*y - 16, 500 * (x - y), 200 * (y - z)
}
