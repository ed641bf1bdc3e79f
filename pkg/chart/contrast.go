package chart

import (
	"image/color"
	"math"
)

// contrast is the ratio of two colours' luminances as the Web Content Accessibility
// Guidelines define it: 1 for equal colours, 21 for black on white.
func contrast(a, b color.NRGBA) float64 {
	light, dark := luminance(a), luminance(b)
	if light < dark {
		light, dark = dark, light
	}
	return (light + 0.05) / (dark + 0.05)
}

// luminance is how light a colour looks, from 0 to 1 (WCAG 2.2, "relative luminance").
func luminance(c color.NRGBA) float64 {
	return 0.2126*linearLight(c.R) + 0.7152*linearLight(c.G) + 0.0722*linearLight(c.B)
}

// linearLight undoes the gamma correction of one sRGB channel.
func linearLight(channel uint8) float64 {
	v := float64(channel) / 255
	if v <= 0.04045 {
		return v / 12.92
	}
	return math.Pow((v+0.055)/1.055, 2.4)
}
