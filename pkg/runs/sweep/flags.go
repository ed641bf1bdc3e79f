package sweep

import (
	"fmt"
	"math"
	"math/rand/v2"
	"strconv"
)

// A Flag is a setting of the training, with what a sweep tries of it. Make one with [Values], [Linear], [Log] or [Seeds].
type Flag struct {
	name       string
	values     []any // nil: a range
	from, to   float64
	log, whole bool
}

// Values are the values that a flag takes: numbers or choices.
func Values[T comparable](name string, values ...T) Flag {
	f, seen := Flag{name: name}, map[T]bool{}
	for _, value := range values {
		if seen[value] {
			panic(fmt.Sprintf("sweep.Values: %q has the value %v twice; give it once, and repeat trials with Seeds", name, value))
		}
		seen[value] = true
		f.values = append(f.values, value)
	}
	if len(values) == 0 {
		panic(fmt.Sprintf("sweep.Values: %q has no values; give it one or more", name))
	}
	return f
}

// Seeds runs each trial so many times, with the seeds 1, 2 and so on, from which [Trial.Rand] draws.
func Seeds(count int) Flag {
	seeds := make([]int, count)
	for i := range seeds {
		seeds[i] = i + 1
	}
	return Values(seedName, seeds...)
}

// Linear is a range for [Random]. Equal distances in it are equally likely. Numbers have four significant digits.
func Linear(name string, from, to float64) Flag {
	if !(from < to) || math.IsInf(to-from, 0) {
		panic(fmt.Sprintf("sweep: %q goes from %v to %v; give a smaller and a larger number", name, from, to))
	}
	return Flag{name: name, from: from, to: to}
}

// Log is a range for [Random]. Equal ratios in it are equally likely, as suits a learning rate.
func Log(name string, from, to float64) Flag {
	if from <= 0 {
		panic(fmt.Sprintf("sweep.Log: %q begins at %v; a logarithmic range begins above zero", name, from))
	}
	f := Linear(name, from, to)
	f.log = true
	return f
}

// Whole makes a range one of whole numbers, both ends among them.
func (f Flag) Whole() Flag {
	if f.values != nil || f.from != math.Trunc(f.from) || f.to != math.Trunc(f.to) {
		panic(fmt.Sprintf("sweep.Whole: %q is no range between whole numbers", f.name))
	}
	f.whole = true
	return f
}

const (
	seedName   = "seed"
	budgetName = "budget"
)

// draw draws a value. What is drawn is rounded, so that a record has exactly the number that was tried.
func (f Flag) draw(rng *rand.Rand) any {
	if f.values != nil {
		return f.values[rng.IntN(len(f.values))]
	}
	from, to := f.from, f.to
	if f.whole {
		to++
	}
	value := from + (to-from)*rng.Float64()
	if f.log {
		value = from * math.Pow(to/from, rng.Float64())
	}
	if f.whole {
		return int(min(math.Floor(value), f.to))
	}
	value, _ = strconv.ParseFloat(strconv.FormatFloat(value, 'g', 4, 64), 64)
	return min(max(value, f.from), f.to)
}
