package chart

import (
	"math"

	"gonum.org/v1/plot"
)

// ticks places about the wanted number of labelled ticks on round numbers.
type ticks struct {
	wanted int
	log    bool
}

// Ticks implements plot.Ticker.
func (t ticks) Ticks(least, most float64) []plot.Tick {
	if t.log {
		if marks := logTicks(least, most, t.wanted); marks != nil {
			return marks
		}
	}
	return linearTicks(least, most, t.wanted)
}

// linearTicks steps by 1, 2 or 5 times a power of ten.
func linearTicks(least, most float64, wanted int) []plot.Tick {
	rough := (most/2 - least/2) / float64(wanted) * 2
	power := math.Floor(math.Log10(rough))
	step := math.Pow(10, power)
	for _, factor := range []float64{2, 5, 10} {
		if step >= rough*0.7 {
			break // near enough: a few ticks more do no harm
		}
		step = factor * math.Pow(10, power)
	}
	var marks []plot.Tick
	for i := math.Ceil(least/step - 1e-9); i <= math.Floor(most/step+1e-9); i++ {
		marks = append(marks, plot.Tick{Value: i * step, Label: tickLabel(i*step, step, max(-least, most))})
	}
	return marks
}

// tickLabel writes a tick with the decimals that its step needs. All ticks of an axis
// are written alike, so the style depends on the axis' largest value, not on the tick's.
func tickLabel(v, step, largest float64) string {
	lastDigit := int(math.Floor(math.Log10(step) + 1e-9))
	if largest >= 1e9 || lastDigit < -5 && largest < 1e-3 {
		if v == 0 {
			return "0"
		}
		firstDigit := int(math.Floor(math.Log10(math.Abs(v)) + 1e-9))
		return exponential(v, max(1, firstDigit-lastDigit+1))
	}
	return decimal(v, max(0, -lastDigit))
}

// logTicks labels powers of ten; on a short axis also their doubles and halves.
// It returns nil if an axis is so short that fewer than two of these fall on it.
func logTicks(least, most float64, wanted int) []plot.Tick {
	low, high := int(math.Floor(math.Log10(least))), int(math.Ceil(math.Log10(most)))
	stride := 1
	for _, wider := range []int{2, 3, 5, 10, 20, 50, 100} {
		if high-low > wanted*stride {
			stride = wider
		}
	}
	var marks []plot.Tick
	labels := 0
	for power := low; power <= high; power++ {
		for factor := 1.0; factor < 10; factor++ {
			v := factor * math.Pow10(power)
			labelled := power%stride == 0
			if v < least || v > most || v == 0 || stride > 1 && factor > 1 || stride >= 10 && !labelled {
				continue
			}
			label := ""
			if factor == 1 && labelled || high-low <= 2 && (factor == 2 || factor == 5) {
				label = number(v)
				labels++
			}
			marks = append(marks, plot.Tick{Value: v, Label: label})
		}
	}
	if labels < 2 {
		return nil
	}
	return marks
}
