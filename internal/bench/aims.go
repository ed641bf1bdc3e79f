package main

import (
	"fmt"
	"strings"

	"firstneuron/internal/bench/measure"
)

// An aim is something that ours should reach, beside what a user would pick instead.
type aim struct {
	what    string
	got     float64
	want    float64
	atLeast bool // more is better
	write   func(float64) string
}

func (a aim) reached() bool {
	if a.atLeast {
		return a.got >= a.want
	}
	return a.got < a.want
}

// String is a line of the table of aims.
func (a aim) String() string {
	verdict := "not reached"
	if a.reached() {
		verdict = "reached"
	}
	return fmt.Sprintf("| %s | %s | %s | %s |", a.what, a.write(a.got), a.write(a.want), verdict)
}

// aims are those for a job, without the ones whose rival could not be measured.
func aims(job measure.Job, entries []*entry) []aim {
	xla, pureGo := fastest(entries, "ours, XLA"), fastest(entries, "ours, pure Go")
	torch, keras := fastest(entries, "PyTorch"), fastest(entries, "Keras")
	var found []aim
	speed := func(what string, ours, rival *entry, times float64) {
		if ours != nil && rival != nil {
			found = append(found, aim{what, ours.rate(), times * rival.rate(), true, rounded})
		}
	}
	switch job.Network {
	case "cnn":
		speed("XLA, pictures a second: 1.2 times PyTorch's best", xla, torch, 1.2)
		speed("XLA, pictures a second: 1.2 times Keras's best", xla, keras, 1.2)
		speed("pure Go, pictures a second: half of PyTorch's best", pureGo, torch, 0.5)
	case "mlp":
		speed("XLA, pictures a second: PyTorch's best", xla, torch, 1)
	}
	for _, ours := range []*entry{pureGo, xla} {
		if ours == nil || torch == nil {
			continue
		}
		_, name, _ := strings.Cut(ours.library, " ")
		first := func(r measure.Result) float64 { return r.FirstStep }
		found = append(found,
			aim{name + ", first step: below PyTorch's, import included", ours.median(first), torch.median(first), false, func(s float64) string { return fmt.Sprintf("%.2f s", s) }},
			aim{name + ", memory: below PyTorch's", ours.whole.Memory, torch.whole.Memory, false, bytesText},
			aim{name + ", installed: below PyTorch's", ours.size, torch.size, false, bytesText})
	}
	return found
}

// aimsTable is the aims as a table; nothing without any.
func aimsTable(aims []aim) string {
	if len(aims) == 0 {
		return ""
	}
	var text strings.Builder
	text.WriteString("\n| aim | ours | aim | |\n|---|---|---|---|\n")
	for _, a := range aims {
		fmt.Fprintln(&text, a)
	}
	return text.String()
}
