package chart

import (
	"fmt"
	"math"
	"strings"
	"time"

	"gonum.org/v1/plot"
)

const minute, hour, day = 60, 60 * 60, 24 * 60 * 60 // in seconds

// timeSteps are the steps of ticks that a reader expects of seconds, minutes, hours and days.
var timeSteps = []float64{
	1, 2, 5, 10, 15, 30, minute, 2 * minute, 5 * minute, 10 * minute, 15 * minute, 30 * minute,
	hour, 2 * hour, 3 * hour, 6 * hour, 12 * hour, day, 2 * day, 7 * day, 14 * day,
}

// timeStep is the first such step that leaves no more than about the wanted ticks. Below a second and above
// two weeks it is a round number, of days if need be.
func timeStep(least, most float64, wanted int) float64 {
	rough := 0.7 * (most - least) / float64(wanted)
	if rough < 0.5 {
		return step(least, most, wanted)
	}
	for _, step := range timeSteps {
		if step >= rough {
			return step
		}
	}
	return day * max(28, step(least/day, most/day, wanted))
}

// durations are seconds, written as "90 ms", "1 min 30 s" or "2 h".
type durations struct{}

func (durations) write(v float64) string {
	sign := ""
	if v < 0 {
		sign, v = "-", -v
	}
	switch {
	case v == 0:
		return "0 s"
	case v < 1e-3:
		return sign + number(v*1e6) + " µs"
	case v < 1:
		return sign + number(v*1e3) + " ms"
	case v < minute:
		return sign + number(v) + " s"
	case v >= 1000*day:
		return sign + number(v/day) + " days"
	}
	var parts []string
	left := math.Round(v)
	for _, part := range []struct {
		name    string
		seconds float64
	}{{"d", day}, {"h", hour}, {"min", minute}, {"s", 1}} {
		if n := math.Floor(left / part.seconds); n > 0 && len(parts) < 2 { // what comes third is too small to matter
			parts = append(parts, fmt.Sprintf("%.0f %s", n, part.name))
			left -= n * part.seconds
		} else if len(parts) == 1 {
			break
		}
	}
	return sign + strings.Join(parts, " ")
}

func (d durations) ticks(least, most float64, wanted int) []plot.Tick {
	marks := ticksAt(least, most, timeStep(least, most, wanted))
	for i := range marks {
		marks[i].Label = d.write(marks[i].Value)
	}
	return marks
}

// A clock's numbers are seconds since 1970, written as time of day and date in a zone.
type clock struct{ zone *time.Location }

func (c clock) at(v float64) time.Time {
	whole, fraction := math.Modf(min(max(v, -1e11), 1e11)) // some three thousand years to both sides
	return time.Unix(int64(whole), int64(fraction*1e9)).In(c.zone)
}

func (c clock) write(v float64) string { return c.at(v).Format("2 Jan 2006 15:04:05") }

// ticks are round by the clock of the zone.
func (c clock) ticks(least, most float64, wanted int) []plot.Tick {
	step := timeStep(least, most, wanted)
	form := "15:04:05"
	switch {
	case step >= 28*day:
		form = "2 Jan 2006"
	case step >= day:
		form = "2 Jan"
	case step >= minute:
		form = "15:04"
	}
	_, offset := c.at(least).Zone()
	marks, date := ticksAt(least+float64(offset), most+float64(offset), step), ""
	for i := range marks {
		marks[i].Value -= float64(offset)
		t := c.at(marks[i].Value)
		marks[i].Label = t.Format(form)
		if today := t.Format("2 Jan"); step < day && today != date {
			marks[i].Label, date = marks[i].Label+"\n"+today, today
		}
	}
	return marks
}
