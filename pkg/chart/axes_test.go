package chart

import (
	"strings"
	"testing"
	"time"

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
	noon := float64(time.Date(2026, 3, 28, 12, 0, 0, 0, time.UTC).Unix())
	utc := Axis{unit: clock{time.UTC}}
	tests := []struct {
		name        string
		least, most float64
		axis        Axis
		want        string
	}{
		{"steps", 0, 10_000, Axis{}, "0 2,000 4,000 6,000 8,000 10,000"},
		{"probability", 0, 1, Axis{}, "0.0 0.2 0.4 0.6 0.8 1.0"},
		{"both signs", -6, 6, Axis{}, "-6 -4 -2 0 2 4 6"},
		{"tiny", 0, 3e-7, Axis{}, "0 5e-8 1e-7 1.5e-7 2e-7 2.5e-7 3e-7"},
		{"huge", 0, 1e300, Axis{}, "0 2e299 4e299 6e299 8e299 1e300"},
		{"far from zero", 1e6, 1e6 + 10, Axis{}, "1,000,000 1,000,002 1,000,004 1,000,006 1,000,008 1,000,010"},
		{"decades", 0.0001, 1, Axis{Log: true}, "0.0001 0.001 0.01 0.1 1"},
		{"one decade", 1, 10, Axis{Log: true}, "1 2 5 10"},
		{"many decades", 1e-300, 1, Axis{Log: true}, "1e-300 1e-250 1e-200 1e-150 1e-100 1e-50 1"},
		{"less than a decade", 3.1, 3.9, Axis{Log: true}, "3.1 3.2 3.3 3.4 3.5 3.6 3.7 3.8 3.9"},
		{"three epochs", 0.94, 3.06, Axis{whole: true}, "1 2 3"},
		{"many epochs", 0, 300, Axis{whole: true}, "0 50 100 150 200 250 300"},
		{"milliseconds", 0, 0.3, Axis{unit: durations{}}, "0 s 50 ms 100 ms 150 ms 200 ms 250 ms 300 ms"},
		{"minutes", 0, 400, Axis{unit: durations{}}, "0 s 1 min 2 min 3 min 4 min 5 min 6 min"},
		{"hours", 0, 5 * hour, Axis{unit: durations{}}, "0 s 1 h 2 h 3 h 4 h 5 h"},
		{"weeks", 0, 50 * day, Axis{unit: durations{}}, "0 s 7 d 14 d 21 d 28 d 35 d 42 d 49 d"},
		{"afternoon", noon, noon + 6*hour, utc, "12:00\n28 Mar 13:00 14:00 15:00 16:00 17:00 18:00"},
		{"over midnight", noon, noon + 26*hour, utc, "12:00\n28 Mar 18:00 00:00\n29 Mar 06:00 12:00"},
		{"spring", noon, noon + 150*day, utc, "9 Apr 2026 7 May 2026 4 Jun 2026 2 Jul 2026 30 Jul 2026"},
		{"years", noon, noon + 3000*day, utc, "1 Jul 2027 12 Nov 2028 27 Mar 2030 9 Aug 2031 21 Dec 2032 5 May 2034"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if got := written(ticks{wanted: 6, axis: test.axis}.Ticks(test.least, test.most)); got != test.want {
				t.Errorf("got %s, want %s", got, test.want)
			}
		})
	}
}

// A day begins at the midnight of the axis' zone.
func TestTicksFollowTheZone(t *testing.T) {
	zone := time.FixedZone("UTC+5:30", 5*hour+hour/2)
	midnight := float64(time.Date(2026, 3, 28, 0, 0, 0, 0, zone).Unix())
	const want = "00:00\n28 Mar 06:00 12:00 18:00 00:00\n29 Mar"
	if got := written((clock{zone}).ticks(midnight, midnight+24*hour, 4)); got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

func TestDurations(t *testing.T) {
	for seconds, want := range map[float64]string{
		0: "0 s", 0.00025: "250 µs", 0.09: "90 ms", 30: "30 s", 90: "1 min 30 s", 7200: "2 h", 7320: "2 h 2 min",
		day: "1 d", 90061: "1 d 1 h", 1.5e8: "1,736 days", -90: "-1 min 30 s", 59.999: "60 s",
	} {
		if got := (durations{}).write(seconds); got != want {
			t.Errorf("%v seconds are %q, want %q", seconds, got, want)
		}
	}
}

// Whatever the data, an axis must have a range that can be drawn and at least two numbers on it.
func TestDrawnRange(t *testing.T) {
	for _, log := range []bool{false, true} {
		for _, least := range oddValues {
			for _, most := range oddValues {
				if !finite(least) || !finite(most) || least > most {
					continue
				}
				a := Axis{Log: log, air: 0.03}
				shown := a.drawnRange(Range{least, most})
				if !(shown.From < shown.To) || log && shown.From <= 0 {
					t.Errorf("[%g, %g], logarithmic %v: range %v", least, most, log, shown)
					continue
				}
				if !log && (shown.From > least || shown.To < most) {
					t.Errorf("[%g, %g] does not fit into %v", least, most, shown)
				}
				marks := strings.Fields(written(ticks{wanted: 6, axis: a}.Ticks(shown.From, shown.To)))
				if len(marks) < 2 || len(marks) > 12 {
					t.Errorf("[%g, %g], logarithmic %v: ticks %v", least, most, log, marks)
				}
			}
		}
	}
}
