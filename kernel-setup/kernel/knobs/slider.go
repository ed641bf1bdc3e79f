package knobs

import (
	"math"
	"strconv"
)

// A scale is what a slider shows: numbers, or their logarithms, in steps from the smallest on.
type scale struct{ min, max, step float64 }

// hasSlider tells whether a knob has a slider.
func (k *Knob) hasSlider() bool { return isNumber(k.Kind) && len(k.Range.Choices) == 0 }

// scale is that of the knob's slider. A logarithmic one has about 20 steps for each power of ten, and the value that the cell itself
// gives is on one of them.
func (k *Knob) scale() scale {
	r := k.Range
	if !r.Log {
		return scale{r.Min, r.Max, r.Step}
	}
	s := scale{exponent(r.Min), exponent(r.Max), 0.05}
	written, _ := strconv.ParseFloat(k.Written, 64)
	if steps := math.Round((math.Log10(written) - s.min) / s.step); written > 0 && steps >= 1 {
		s.step = (math.Log10(written) - s.min) / steps
	}
	return s
}

// position is the step of the slider that is nearest to the knob's value.
func (k *Knob) position() float64 {
	s := k.scale()
	at := s.at(k.onScale(k.number()))
	if k.Range.Log {
		return math.Pow(10, at)
	}
	exact, _ := strconv.ParseFloat(k.word(at), 64) // 0.3, where a sum of steps is 0.30000000000000004
	return exact
}

// standsAt tells whether a number is the slider's position, apart from how a page rounds it.
func (k *Knob) standsAt(number float64) bool {
	return math.Abs(k.onScale(number)-k.onScale(k.position())) < k.scale().step/2
}

func (k *Knob) onScale(number float64) float64 {
	if k.Range.Log {
		return math.Log10(max(number, k.Range.Min)) // a logarithm needs more than 0
	}
	return number
}

func (s scale) at(place float64) float64 {
	if place >= s.max {
		return s.max
	}
	return max(s.min, s.min+math.Round((place-s.min)/s.step)*s.step)
}

// exponent is the logarithm of a number, rounded so that that of 0.1 is exactly -1.
func exponent(number float64) float64 { return math.Round(math.Log10(number)*1e9) / 1e9 }
