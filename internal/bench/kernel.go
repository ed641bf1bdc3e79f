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
)

// measureKernel times cells as a learner meets them, and counts lost outputs.
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
	return text + fmt.Sprintf(`
Of %d cells that each print text and show Markdown, a table, a figure and a live figure, %d lost output and %d showed it out of order.
`, mixedCells, measured.Lost, measured.Disordered), nil
}
