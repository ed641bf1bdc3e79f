package chart

import (
	"math"
	"strings"
	"testing"

	"gonum.org/v1/plot"
)

func written(marks []plot.Tick) string {
	var all []string
	for _, mark := range marks {
		if mark.Label != "" {
			all = append(all, mark.Label)
		}
	}
	return strings.Join(all, " ")
}

func TestTicks(t *testing.T) {
	tests := []struct {
		name        string
		least, most float64
		log         bool
		want        string
	}{
		{"steps", 0, 10_000, false, "0 2,000 4,000 6,000 8,000 10,000"},
		{"probability", 0, 1, false, "0.0 0.2 0.4 0.6 0.8 1.0"},
		{"both signs", -6, 6, false, "-6 -4 -2 0 2 4 6"},
		{"tiny", 0, 3e-7, false, "0 5e-8 1e-7 1.5e-7 2e-7 2.5e-7 3e-7"},
		{"huge", 0, 1e308, false, "0 2e307 4e307 6e307 8e307 1e308"},
		{"everything", -math.MaxFloat64, math.MaxFloat64, false, "-1.5e308 -1e308 -5e307 0 5e307 1e308 1.5e308"},
		{"far from zero", 1e6, 1e6 + 10, false, "1,000,000 1,000,002 1,000,004 1,000,006 1,000,008 1,000,010"},
		{"decades", 0.0001, 1, true, "0.0001 0.001 0.01 0.1 1"},
		{"one decade", 1, 10, true, "1 2 5 10"},
		{"many decades", 1e-300, 1, true, "1e-300 1e-250 1e-200 1e-150 1e-100 1e-50 1"},
		{"less than a decade", 3.1, 3.9, true, "3.1 3.2 3.3 3.4 3.5 3.6 3.7 3.8 3.9"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if got := written(ticks{wanted: 6, log: test.log}.Ticks(test.least, test.most)); got != test.want {
				t.Errorf("got %s, want %s", got, test.want)
			}
		})
	}
}

// Whatever the data, an axis must have a range that can be drawn and at least two numbers on it.
func TestFit(t *testing.T) {
	for _, log := range []bool{false, true} {
		for _, least := range oddValues {
			for _, most := range oddValues {
				if !finite(least) || !finite(most) || least > most {
					continue
				}
				a := plot.Axis{Min: least, Max: most, Scale: linear{}}
				if log {
					a.Scale = logarithmic{}
				}
				fit(&a, 0.03)
				if !(a.Min < a.Max) || !finite(a.Min) || !finite(a.Max) || log && a.Min <= 0 {
					t.Errorf("[%g, %g], logarithmic %v: range [%g, %g]", least, most, log, a.Min, a.Max)
					continue
				}
				if !log && (a.Min > least || a.Max < most) {
					t.Errorf("[%g, %g] does not fit into [%g, %g]", least, most, a.Min, a.Max)
				}
				marks := strings.Fields(written(ticks{wanted: 6, log: log}.Ticks(a.Min, a.Max)))
				if len(marks) < 2 || len(marks) > 12 {
					t.Errorf("[%g, %g], logarithmic %v: ticks %v", least, most, log, marks)
				}
			}
		}
	}
}
