package main

import (
	"testing"
	"time"
)

func TestLimitsFromText(t *testing.T) {
	start := limits{memory: 1, time: 1, output: 1}
	for _, test := range []struct {
		what, value string
		want        limits
		ok          bool
	}{
		{"memory", "2GB", limits{2 << 30, 1, 1}, true},
		{"memory", "500mb", limits{500 << 20, 1, 1}, true},
		{"memory", "1.5GiB", limits{3 << 29, 1, 1}, true},
		{"memory", "none", limits{0, 1, 1}, true},
		{"time", "90s", limits{1, 90 * time.Second, 1}, true},
		{"time", "none", limits{1, 0, 1}, true},
		{"output", "10KB", limits{1, 1, 10 << 10}, true},
		{"output", "1000", limits{1, 1, 1000}, true},
		{"memory", "", start, false},
		{"memory", "-1GB", start, false},
		{"memory", "2 apples", start, false},
		{"memory", "9e99TB", start, false},
		{"time", "10", start, false},
		{"time", "-3s", start, false},
		{"speed", "3", start, false},
	} {
		got := start
		if ok := got.set(test.what, test.value); ok != test.ok || got != test.want {
			t.Errorf("%%limit %s %s gives %+v, %v; want %+v, %v", test.what, test.value, got, ok, test.want, test.ok)
		}
	}
}

func TestLimitsFromTheEnvironment(t *testing.T) {
	set := map[string]string{"FIRST_NEURON_MEMORY_LIMIT": "3GB", "FIRST_NEURON_TIME_LIMIT": "10m", "FIRST_NEURON_OUTPUT_LIMIT": "none"}
	if got, want := limitsOf(func(name string) string { return set[name] }), (limits{3 << 30, 10 * time.Minute, 0}); got != want {
		t.Errorf("got %+v, want %+v", got, want)
	}
	got := limitsOf(func(string) string { return "" })
	if got.memory < 100<<20 || got.time != 0 || got.output != 1<<20 {
		t.Errorf("without settings %+v: want most of the machine's memory, any time, 1 MB of text", got)
	}
}
