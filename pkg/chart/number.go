package chart

import (
	"fmt"
	"math"
	"strconv"
	"strings"
)

// number writes a value with the digits a reader needs: three significant ones,
// all digits before the point, thousands separated.
func number(v float64) string { return rounded(v, 3) }

// rounded writes a value with the given number of significant digits.
func rounded(v float64, digits int) string {
	switch size := math.Abs(v); {
	case v == 0:
		return "0"
	case !finite(v):
		return strconv.FormatFloat(v, 'g', -1, 64)
	case size < 1e-5 || size >= 1e9:
		return exponential(v, digits)
	case size > 0.999 && size < 1-1e-9:
		// A sigmoid comes close to 1 and never reaches it; neither may its digits, so they are cut, not rounded.
		// What is closer than a billionth has come from rounding.
		text := strconv.FormatFloat(v, 'f', -1, 64)
		decimals := max(digits, min(int(-math.Log10(1-size)), 6))
		return text[:min(strings.IndexByte(text, '.')+1+decimals, len(text))]
	default:
		// The exponent after rounding: 0.9999 with three digits is 1.00.
		text := strconv.FormatFloat(v, 'e', digits-1, 64)
		exponent, _ := strconv.Atoi(text[strings.IndexByte(text, 'e')+1:])
		return trimmed(decimal(v, max(0, digits-1-exponent)))
	}
}

// twoNumbers writes two different values with as many digits as it takes to tell them apart.
func twoNumbers(a, b float64) (string, string) {
	texts := apart(a, b)
	return texts[0], texts[1]
}

// apart writes values with as many digits as it takes to tell different ones apart.
func apart(values ...float64) []string {
	texts := make([]string, len(values))
	for digits := 3; digits <= 17; digits++ {
		valueOf, clash := map[string]float64{}, false
		for i, v := range values {
			texts[i] = rounded(v, digits)
			other, seen := valueOf[texts[i]]
			clash = clash || seen && other != v
			valueOf[texts[i]] = v
		}
		if !clash {
			break
		}
	}
	return texts
}

// decimal writes a value with a fixed number of decimals and separates the thousands.
func decimal(v float64, decimals int) string {
	text := strconv.FormatFloat(v, 'f', decimals, 64)
	sign := ""
	if strings.HasPrefix(text, "-") {
		sign, text = "-", text[1:]
	}
	if strings.Trim(text, "0.") == "" {
		sign = "" // no one wants to read -0.00
	}
	whole, fraction, _ := strings.Cut(text, ".")
	for i := len(whole) - 3; i > 0; i -= 3 {
		whole = whole[:i] + "," + whole[i:]
	}
	if fraction != "" {
		whole += "." + fraction
	}
	return sign + whole
}

// alike returns how the numbers of a table are written: all with the decimals that give
// the largest one so many digits. A table of whole numbers has no decimals.
func alike(values []float64, digits int) func(float64) string {
	largest, integers := 0.0, true
	for _, v := range values {
		if finite(v) {
			largest = max(largest, math.Abs(v))
			integers = integers && v == math.Trunc(v)
		}
	}
	decimals := 0
	if !integers {
		decimals = max(0, digits-1-int(math.Floor(math.Log10(largest))))
	}
	return func(v float64) string {
		switch {
		case !finite(v):
			return "–"
		case decimals > 5 || largest >= 1e6:
			return number(v)
		default:
			return decimal(v, decimals)
		}
	}
}

// exponential writes 1.2e-7 and 1e308: what Go prints, without padding.
func exponential(v float64, digits int) string {
	text := strconv.FormatFloat(v, 'e', digits-1, 64)
	mantissa, exponent, _ := strings.Cut(text, "e")
	power, _ := strconv.Atoi(exponent)
	return trimmed(mantissa) + "e" + strconv.Itoa(power)
}

// trimmed drops zeros at the end of a fraction.
func trimmed(text string) string {
	if !strings.Contains(text, ".") {
		return text
	}
	return strings.TrimSuffix(strings.TrimRight(text, "0"), ".")
}

// count writes "1 point" and "2,000 points".
func count(n int, what string) string {
	if n == 1 {
		return "1 " + what
	}
	return decimal(float64(n), 0) + " " + what + "s"
}

// leftOut counts what cannot be drawn.
type leftOut struct{ notNumbers, notPositive int }

// words says how many are left out and why, or nothing.
func (l leftOut) words(what string) string {
	words := ""
	say := func(n int, one, many string) {
		switch {
		case n == 1:
			words += fmt.Sprintf(" (1 %s is %s and is left out)", what, one)
		case n > 1:
			words += fmt.Sprintf(" (%s are %s and are left out)", count(n, what), many)
		}
	}
	say(l.notNumbers, "not a number", "not numbers")
	say(l.notPositive, "not above zero", "not above zero")
	return words
}
