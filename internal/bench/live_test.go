package main

import (
	"strings"
	"testing"
)

func TestLiveTable(t *testing.T) {
	text, err := describeLive(`[{"training": "network", "figure": "100 points",
		"without": [{"Processor": 2, "Clock": 2, "Frame": 0, "Frames": 0}],
		"with": [{"Processor": 2.1, "Clock": 2, "Frame": 0.002, "Frames": 20}, {"Processor": 2.3, "Clock": 4, "Frame": 0.004, "Frames": 40}]}]`)
	if err != nil {
		t.Fatal(err)
	}
	if want := "| network | 100 points | 3.00 ms | 3.0 % | 10.0 | 2.00 s | 2.20 s |\n"; !strings.HasSuffix(text, want) {
		t.Errorf("got %q, want it to end in %q", text, want)
	}
	if _, err := describeLive("Traceback"); err == nil || !strings.Contains(err.Error(), "Traceback") {
		t.Errorf("got the error %v, want one that shows what was printed", err)
	}
}
