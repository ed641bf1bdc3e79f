package main

import (
	"fmt"
	"strings"
)

// A goal is something that ours should reach, beside what a user would pick instead.
type goal struct {
	name    string
	got     float64
	want    float64
	atLeast bool // more is better
	format  func(float64) string
}

func (g goal) verdict() string {
	if g.atLeast && g.got >= g.want || !g.atLeast && g.got < g.want {
		return "reached"
	}
	return "not reached"
}

// goalsFor are a workload's goals, without those whose numbers could not be measured.
func goalsFor(w workload, rows []*row) []goal {
	xla, pureGo := fastest(rows, "ours, XLA"), fastest(rows, "ours, pure Go")
	torch, keras := fastest(rows, "PyTorch"), fastest(rows, "Keras")
	var goals []goal
	speed := func(name string, ours, other *row, times float64) {
		if ours != nil && other != nil {
			goals = append(goals, goal{name, ours.rate(), times * other.rate(), true, rounded})
		}
	}
	switch w.Network {
	case "cnn":
		speed("XLA, pictures a second: 1.2 times the fastest PyTorch", xla, torch, 1.2)
		speed("XLA, pictures a second: 1.2 times the fastest Keras", xla, keras, 1.2)
		speed("pure Go, pictures a second: half of the fastest PyTorch", pureGo, torch, 0.5)
	case "mlp":
		speed("XLA, pictures a second: the fastest PyTorch", xla, torch, 1)
	}
	for _, ours := range []*row{pureGo, xla} {
		if ours == nil || torch == nil {
			continue
		}
		below := func(what string, got, want float64, format func(float64) string) {
			if got > 0 && want > 0 { // memory is unknown on some systems
				name := strings.TrimPrefix(ours.library, "ours, ")
				goals = append(goals, goal{name + ", " + what + ": below the fastest PyTorch", got, want, false, format})
			}
		}
		below("first step with the import", ours.firstStep(), torch.firstStep(), func(s float64) string { return fmt.Sprintf("%.2f s", s) })
		below("memory", ours.full.memory, torch.full.memory, bytesText)
		below("installed", ours.size, torch.size, bytesText)
	}
	return goals
}

// goalsTable is empty without goals.
func goalsTable(goals []goal) string {
	if len(goals) == 0 {
		return ""
	}
	text := "\n| goal | ours | needed | |\n|---|---|---|---|\n"
	for _, g := range goals {
		text += fmt.Sprintf("| %s | %s | %s | %s |\n", g.name, g.format(g.got), g.format(g.want), g.verdict())
	}
	return text
}
