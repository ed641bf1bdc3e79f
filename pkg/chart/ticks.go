package chart

import (
	"math"

	"gonum.org/v1/plot"
)

// ticks places about the wanted number of labelled ticks on round numbers of an axis.
type ticks struct {
	wanted int
	axis   Axis
}

// Ticks implements plot.Ticker.
func (t ticks) Ticks(least, most float64) []plot.Tick {
	switch {
	case t.axis.hidden:
		return nil
	case t.axis.names != nil:
		return nameTicks(t.axis.names)
	case t.axis.unit != nil && !t.axis.Log:
		return t.axis.unit.ticks(least, most, t.wanted)
	case t.axis.Log:
		if marks := logTicks(least, most, t.wanted, t.axis); marks != nil {
			return marks
		}
	}
	if t.axis.whole {
		return ticksAt(least, most, max(1, step(least, most, t.wanted)))
	}
	return linearTicks(least, most, t.wanted)
}

// nameTicks puts the names at 0, 1, 2, ... Where there is no name, there is no tick.
func nameTicks(names []string) plot.ConstantTicks {
	marks := plot.ConstantTicks{}
	for i, name := range names {
		if name != "" {
			marks = append(marks, plot.Tick{Value: float64(i), Label: name})
		}
	}
	return marks
}

func linearTicks(least, most float64, wanted int) []plot.Tick {
	return ticksAt(least, most, step(least, most, wanted))
}

// step is 1, 2 or 5 times a power of ten.
func step(least, most float64, wanted int) float64 {
	rough := (most - least) / float64(wanted)
	power := math.Pow(10, math.Floor(math.Log10(rough)))
	step := power
	for _, factor := range []float64{2, 5, 10} {
		if step >= rough*0.7 {
			break // near enough: a few ticks more do no harm
		}
		step = factor * power
	}
	return step
}

func ticksAt(least, most, step float64) []plot.Tick {
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
func logTicks(least, most float64, wanted int, a Axis) []plot.Tick {
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
				label = a.Format(v)
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
