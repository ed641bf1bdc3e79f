package main

import "fmt"

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
	engine, xla := fastest(rows, "ours, engine"), fastest(rows, "ours, XLA")
	torch, numpy, jax := fastest(rows, "PyTorch"), fastest(rows, "numpy"), fastest(rows, "JAX")
	var goals []goal
	if engine == nil {
		return goals
	}
	speed := func(name string, other *row, times float64) {
		if other != nil {
			goals = append(goals, goal{"pictures a second: " + name, engine.rate(), times * other.rate(), true, rounded})
		}
	}
	switch w.Network {
	case "cnn":
		speed("1.6 times the fastest PyTorch", torch, 1.6)
		for _, r := range rows {
			if r.library == engine.library && r.style != "" && r.failure == nil {
				goals = append(goals, goal{"by single kernels, pictures a second: a third of the whole", r.rate(), engine.rate() / 3, true, rounded})
			}
		}
		goals = append(goals, goal{"first step", engine.firstStep(), 0.1, false, seconds})
	case "mlp":
		speed("1.15 times numpy", numpy, 1.15)
		speed("the fastest JAX", jax, 1)
	case "digits":
		speed("1.5 times numpy", numpy, 1.5)
		speed("the fastest JAX", jax, 1)
	}
	speed("more than ours with XLA", xla, 1)
	if torch != nil {
		below := func(what string, got, want float64, format func(float64) string) {
			if got > 0 && want > 0 { // memory is unknown on some systems
				goals = append(goals, goal{what + ": below the fastest PyTorch", got, want, false, format})
			}
		}
		below("first step with the import", engine.firstStep(), torch.firstStep(), seconds)
		below("memory", engine.full.memory, torch.full.memory, bytesText)
		below("installed", engine.size, torch.size, bytesText)
	}
	return goals
}

func seconds(s float64) string { return fmt.Sprintf("%.2f s", s) }

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
