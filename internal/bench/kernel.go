package main

import (
	"encoding/json"
	"fmt"
	"path/filepath"
	"time"
)

const (
	kernelStarts = 5
	cellChanges  = 5
	mixedCells   = 500
	roundsBeside = 31
)

// conformanceFolder has the scripts that start our kernel and plain GoNB.
const conformanceFolder = "kernel-setup/kernel/conformance"

// measureKernel times cells as a learner meets them, counts lost outputs, and compares warm cells with those of plain GoNB.
func measureKernel() (string, error) {
	output, err := execute(10*time.Minute, nil, python, filepath.Join(pythonFolder, "kernel.py"), fmt.Sprint(kernelStarts), fmt.Sprint(cellChanges), fmt.Sprint(mixedCells))
	if err != nil {
		return "", fmt.Errorf("run cells in the kernel: %w", err)
	}
	var measured struct {
		Cells []struct {
			Name    string
			Seconds []float64
		}
		Lost, Disordered int
	}
	if err := json.Unmarshal([]byte(output), &measured); err != nil {
		return "", fmt.Errorf("kernel.py printed %.80q, which is not its JSON: %w", output, err)
	}
	text := fmt.Sprintf(`
## The kernel

Medians over %d new kernels, with %d changes of each kind in each, from sending a cell until it is done.

| cell | time |
|---|---|
`, kernelStarts, cellChanges)
	for _, cell := range measured.Cells {
		text += fmt.Sprintf("| %s | %.2f s |\n", cell.Name, median(cell.Seconds))
	}
	text += fmt.Sprintf(`
Of %d cells that each print text and show Markdown, a table, a figure and a live figure, %d lost output and %d showed it out of order.
`, mixedCells, measured.Lost, measured.Disordered)
	beside, err := measureBesideGoNB()
	return text + beside, err
}

func measureBesideGoNB() (string, error) {
	output, err := execute(10*time.Minute, []string{"PYTHONPATH=" + conformanceFolder}, python, filepath.Join(pythonFolder, "beside_gonb.py"), fmt.Sprint(roundsBeside))
	if err != nil {
		return "", fmt.Errorf("run cells in our kernel and in plain GoNB: %w", err)
	}
	var cells []struct {
		Name        string
		Ours, Plain float64 // seconds
	}
	if err := json.Unmarshal([]byte(output), &cells); err != nil {
		return "", fmt.Errorf("beside_gonb.py printed %.80q, which is not its JSON: %w", output, err)
	}
	text := fmt.Sprintf(`
What our kernel adds to GoNB, medians of %d rounds in turn, in milliseconds:

| warm cell | ours | plain GoNB | difference |
|---|---|---|---|
`, roundsBeside)
	for _, c := range cells {
		text += fmt.Sprintf("| %s | %.0f | %.0f | %.0f |\n", c.Name, 1000*c.Ours, 1000*c.Plain, 1000*(c.Ours-c.Plain))
	}
	return text, nil
}
