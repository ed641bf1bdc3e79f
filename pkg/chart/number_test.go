package chart

import (
	"math"
	"testing"
)

func TestNumber(t *testing.T) {
	tests := []struct {
		v    float64
		want string
	}{
		{0, "0"}, {math.Copysign(0, -1), "0"}, {1, "1"}, {-1.5, "-1.5"}, {0.5, "0.5"},
		{0.10499358, "0.105"}, {9.67299303, "9.67"}, {123.456, "123"}, {1234.5, "1,234"}, {-9_999, "-9,999"},
		{1234567, "1,234,567"}, {0.0001, "0.0001"}, {0.000012345, "0.0000123"}, {1.2345e-7, "1.23e-7"}, {5e-324, "4.94e-324"},
		{1e9, "1e9"}, {1e308, "1e308"}, {-2.5e12, "-2.5e12"},
		{0.99993704, "0.9999"}, {-0.99993704, "-0.9999"}, {0.9999999, "0.9999999"}, {9.999, "10"},
		{0.9994, "0.999"}, {0.9996, "0.9996"}, {0.99984, "0.9998"}, {0.99996, "0.99996"}, {-0.99977, "-0.9998"}, {-0.99999999, "-0.99999999"}, {1 - 1e-12, "1"},
	}
	for _, test := range tests {
		if got := number(test.v); got != test.want {
			t.Errorf("number(%v) = %s, want %s", test.v, got, test.want)
		}
	}
}

func TestTwoNumbers(t *testing.T) {
	if a, b := twoNumbers(0.53, 0.0001); a != "0.53" || b != "0.0001" {
		t.Errorf("got %s and %s", a, b)
	}
	if a, b := twoNumbers(100.001, 100.002); a == b {
		t.Errorf("100.001 and 100.002 both became %s", a)
	}
	if a, b := twoNumbers(0.99999991, 0.99999999); a == b || a == "1" || b == "1" {
		t.Errorf("0.99999991 and 0.99999999 became %s and %s", a, b)
	}
	if a, b := twoNumbers(2, 2); a != "2" || b != "2" {
		t.Errorf("equal numbers became %s and %s", a, b)
	}
}
