package main

import (
	_ "embed"
	"encoding/json"
	"fmt"

	"firstneuron/internal/bench/measure"
)

//go:embed kernel.py
var kernelCells string

const (
	kernelStarts = 5
	mixedRuns    = 500
)

// measureKernel times cells as a learner meets them, and counts lost outputs.
func measureKernel(python string) (string, error) {
	output, err := runPython(python, kernelCells, kernelStarts, mixedRuns)
	if err != nil {
		return "", fmt.Errorf("run cells in the kernel: %w", err)
	}
	var measured struct {
		First       []float64 // all times in seconds
		FirstFigure []float64 `json:"first_figure"`
		NeuronLine  []float64 `json:"neuron_line"`
		NeuronFlag  []float64 `json:"neuron_flag"`
		FigureLine  []float64 `json:"figure_line"`
		FigureFlag  []float64 `json:"figure_flag"`

		Lost, Disordered int
	}
	if err := json.Unmarshal(output, &measured); err != nil {
		return "", fmt.Errorf("read what the kernel's cells took: %w", err)
	}
	row := func(what string, seconds []float64) string {
		return fmt.Sprintf("| %s | %.2f s |\n", what, measure.Median(seconds))
	}
	return fmt.Sprintf(`
## The kernel

Medians over %d kernels, from sending a cell to its last output.

| cell | time |
|---|---|
`, kernelStarts) +
		row("the first cell of a new kernel, with pkg/neuron", measured.First) +
		row("the first figure", measured.FirstFigure) +
		row("a neuron after a changed line", measured.NeuronLine) +
		row("a neuron after a changed flag", measured.NeuronFlag) +
		row("a figure after a changed line", measured.FigureLine) +
		row("a figure after a changed flag", measured.FigureFlag) +
		fmt.Sprintf(`
%d cells that put text, Markdown, a table, a figure and a live figure in turn: %d lost something, %d had it out of order.
`, mixedRuns, measured.Lost, measured.Disordered), nil
}
