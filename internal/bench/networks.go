package main

import (
	"fmt"
	"slices"
	"strings"

	"firstneuron/internal/bench/measure"
)

// measureNetworks says how the tables below it are made.
func measureNetworks(string) (string, error) {
	_, peak := matrixPeak()
	return fmt.Sprintf(`
## Networks

Everyone trains the same network on the same pictures, in batches of 128, with Adam at a rate of 0.001, in float32 and with two threads.
The peers take the batches in one fixed order; ours mixes the pictures anew in every epoch. The first weights are each library's own.

- Each row is a program of its own that runs %d times, in turn with all others; times and speeds are medians.
- *A second*: training pictures, the median of %d windows after warming up, without reading data.
- *Of the peak*: the matrix products in them, as a share of the fastest matrix product of this machine. A picture costs
  2 flop for each weight that meets a number on its way forward, and as many on the way back to the weights and to the inputs
  of every layer but the first, whose inputs need no signal.
- *First step* counts from the start of the program, with the import and without reading data.
- *85 %%* counts alike, to that accuracy on the test pictures, without the time for looking, which is every %d steps (MLP), %d (CNN) or %d (digits).
- *Memory* is the most that the process had, the pictures included: 235 MB for Fashion-MNIST.
- *Installed* is the library with all it needs, less Python; for ours, the program and, with XLA, its plugin.
- *Memory settings*: with those that our kernel gives the C library.

%s
`, len(rounds), mlpJob.Windows, mlpJob.Check, cnnJob.Check, digitsJob.Check, peak), nil
}

// measureNetwork returns the part that lets everyone train a job's network.
func measureNetwork(title string, job measure.Job) func(python string) (string, error) {
	return func(python string) (string, error) {
		prepared, err := prepare(job)
		if err != nil {
			return "", err
		}
		entries := compete(prepared, python)
		peak, _ := matrixPeak()
		return section(title, prepared, entries, peak), nil
	}
}

// section is a job's table with what there is to say about it.
func section(title string, job measure.Job, entries []*entry, peak float64) string {
	var text strings.Builder
	fmt.Fprintf(&text, "\n## %s\n\n%s: %s flop a picture.\n\n", title, describe(job), grouped(flopPerPicture(job)))
	fmt.Fprintf(&text, "| | a second | of the peak | first step | of it import | %.0f %% | accuracy after %s steps | memory | installed |\n",
		100*job.Target, grouped(float64(job.Steps)))
	text.WriteString("|---|---|---|---|---|---|---|---|---|\n")
	for _, e := range entries {
		text.WriteString(e.row(job, peak))
	}
	for _, remark := range remarks(entries) {
		fmt.Fprintf(&text, "\n%s\n", remark)
	}
	text.WriteString(aimsTable(aims(job, entries)))
	return text.String()
}

// row is an entry's line of the table. One without a result says why.
func (e *entry) row(job measure.Job, peak float64) string {
	if e.failure != nil {
		reason := strings.NewReplacer("|", `\|`, "\n", " ").Replace(e.failure.Error())
		return fmt.Sprintf("| %s | %s | | | | | | | |\n", e, reason)
	}
	share, target, accuracy, installed := "-", "not reached", "-", bytesText(e.size)
	if peak > 0 {
		share = fmt.Sprintf("%.0f %%", 100*e.rate()*flopPerPicture(job)/peak)
	}
	if reached := e.whole.Target; reached != nil {
		target = fmt.Sprintf("%.1f s", reached.Seconds)
	}
	if e.whole.Accuracy != nil {
		accuracy = fmt.Sprintf("%.1f %%", 100**e.whole.Accuracy)
	} else {
		accuracy = fmt.Sprintf("- (%s steps in %.0f s)", grouped(float64(e.whole.Steps)), job.Limit)
	}
	if e.asPip > 0 {
		installed += ", by pip " + bytesText(e.asPip)
	}
	return fmt.Sprintf("| %s | %s | %s | %.2f s | %.2f s | %s | %s | %s | %s |\n", e, rounded(e.rate()), share,
		e.median(func(r measure.Result) float64 { return r.FirstStep }),
		e.median(func(r measure.Result) float64 { return r.Import }),
		target, accuracy, bytesText(e.whole.Memory), installed)
}

// rivals are the libraries that our speed is compared with.
var rivals = []string{"PyTorch", "Keras", "JAX", "scikit-learn", "numpy"}

// remarks compare ours with each rival's best, name the versions, and tell of a machine that was not quiet.
func remarks(entries []*entry) []string {
	var said []string
	for _, ours := range entries {
		if !strings.HasPrefix(ours.library, "ours") || ours.failure != nil {
			continue
		}
		var parts []string
		for _, rival := range rivals {
			if best := fastest(entries, rival); best != nil {
				parts = append(parts, fmt.Sprintf("%.2f times as many as %s at its best (%s)", ours.rate()/best.rate(), rival, best.manner()))
			}
		}
		if len(parts) > 0 {
			said = append(said, fmt.Sprintf("%s learns %s.", strings.ToUpper(ours.library[:1])+ours.library[1:], strings.Join(parts, ", ")))
		}
	}
	if found := versions(entries); len(found) > 0 {
		var names []string
		for name, version := range found {
			names = append(names, name+" "+version)
		}
		slices.SortFunc(names, func(a, b string) int { return strings.Compare(strings.ToLower(a), strings.ToLower(b)) })
		said = append(said, "Versions: "+strings.Join(names, ", ")+".")
	}
	const disturbing = 0.05
	for _, e := range entries {
		if e.others > disturbing {
			said = append(said, fmt.Sprintf("While %s ran, other programs took up to %.0f %% of the machine.", e, 100*e.others))
		}
	}
	return said
}

// fastest is the entry of a library with the highest rate, nil if there is none.
func fastest(entries []*entry, library string) *entry {
	var best *entry
	for _, e := range entries {
		if strings.HasPrefix(e.library, library) && e.failure == nil && (best == nil || e.rate() > best.rate()) {
			best = e
		}
	}
	return best
}

// manner is how an entry uses its library.
func (e *entry) manner() string {
	_, backend, _ := strings.Cut(e.library, " ")
	style := e.style
	if style == "" {
		style = "as in its tutorials"
	}
	return strings.TrimSpace(backend + " " + style)
}

// rounded writes a number with three digits that count, as in 117,000.
func rounded(number float64) string {
	unit := 1.0
	for number/unit >= 1000 {
		unit *= 10
	}
	return grouped(unit * float64(int(number/unit+0.5)))
}

// grouped writes a whole number with commas, as in 60,000.
func grouped(number float64) string {
	digits := fmt.Sprintf("%.0f", number)
	for at := len(digits) - 3; at > 0; at -= 3 {
		digits = digits[:at] + "," + digits[at:]
	}
	return digits
}

// bytesText writes a size as a person says it, in units of a thousand.
func bytesText(bytes float64) string {
	switch {
	case bytes >= 1e9:
		return fmt.Sprintf("%.1f GB", bytes/1e9)
	case bytes > 0:
		return fmt.Sprintf("%.0f MB", bytes/1e6)
	}
	return "-"
}
