package main

import (
	"encoding/json"
	"fmt"
	"path/filepath"
	"time"
)

const liveRounds = 5

// measureLive measures what a live chart costs a training in a cell of our kernel.
func measureLive() (string, error) {
	output, err := execute(20*time.Minute, []string{"PYTHONPATH=" + conformanceFolder}, python, filepath.Join(pythonFolder, "live.py"), fmt.Sprint(liveRounds))
	if err != nil {
		return "", fmt.Errorf("train in the kernel with a live chart: %w", err)
	}
	return describeLive(output)
}

// A liveCost is what live.py says of one training, in seconds.
type liveCost struct{ Processor, Clock, Frame, Frames float64 }

func describeLive(output string) (string, error) {
	var cases []struct {
		Training, Figure string
		Without, With    []liveCost
	}
	if err := json.Unmarshal([]byte(output), &cases); err != nil {
		return "", fmt.Errorf("live.py printed %.80q, which is not its JSON: %w", output, err)
	}
	text := fmt.Sprintf(`
## A live chart

What show.Live costs a training in a notebook's cell, medians of %d rounds, with and without it in turn. *A frame* is the processor time in
which the loop draws and sends one, *ten a second* what ten of them take of a second. Where that is more than 3 %%, fewer are shown, and where
other programs take the processor, too. *Program* is the processor time of the whole program, which other programs change by several per cent.

| training | figure | a frame | ten a second | shown a second | program without | with |
|---|---|---|---|---|---|---|
`, liveRounds)
	for _, c := range cases {
		of := func(costs []liveCost, what func(liveCost) float64) float64 {
			var values []float64
			for _, cost := range costs {
				values = append(values, what(cost))
			}
			return median(values)
		}
		frame := of(c.With, func(c liveCost) float64 { return c.Frame })
		rate := of(c.With, func(c liveCost) float64 { return c.Frames / c.Clock })
		processor := func(c liveCost) float64 { return c.Processor }
		text += fmt.Sprintf("| %s | %s | %.2f ms | %.1f %% | %.1f | %.2f s | %.2f s |\n", c.Training, c.Figure, 1000*frame, 100*10*frame, rate,
			of(c.Without, processor), of(c.With, processor))
	}
	return text, nil
}
