package chart

import (
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
	case math.IsNaN(v) || math.IsInf(v, 0):
		return strconv.FormatFloat(v, 'g', -1, 64)
	case size < 1e-5 || size >= 1e9:
		return exponential(v, digits)
	case size > 0.999 && size < 1-1e-9:
		// A sigmoid comes close to 1 and never reaches it; neither may its digits: there are so many that it is not rounded to 1.
		// What is closer than a billionth has come from rounding.
		decimals := digits
		for strconv.FormatFloat(size, 'f', decimals, 64)[0] == '1' {
			decimals++
		}
		return decimal(v, decimals)
	default:
		// The exponent after rounding: 0.9999 with three digits is 1.00.
		text := strconv.FormatFloat(v, 'e', digits-1, 64)
		exponent, _ := strconv.Atoi(text[strings.IndexByte(text, 'e')+1:])
		return trimmed(decimal(v, max(0, digits-1-exponent)))
	}
}

// twoNumbers writes two different values with as many digits as it takes to tell them apart.
func twoNumbers(a, b float64) (string, string) {
	texts := Axis{}.distinct(a, b)
	return texts[0], texts[1]
}

// distinct writes values of an axis with as many digits as it takes to tell different ones apart.
func (a Axis) distinct(values ...float64) []string {
	texts := make([]string, len(values))
	for digits := 3; digits <= 17; digits++ {
		valueOf, clash := map[string]float64{}, false
		for i, v := range values {
			texts[i] = rounded(v, digits)
			other, seen := valueOf[texts[i]]
			clash = clash || seen && other != v
			valueOf[texts[i]] = v
			if a.unit != nil {
				texts[i], clash = a.Format(v), false
			}
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

// exponential writes 1.2e-7 and 1e30: what Go prints, without padding.
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

// joined separates words by commas.
func joined(words []string) string { return strings.Join(words, ", ") }
