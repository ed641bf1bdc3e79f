package main

import (
	"fmt"
	"math"
	"slices"
	"strings"
)

// describeNetworks says how the tables below it are made.
func describeNetworks() (string, error) {
	_, peak := matrixPeak()
	return fmt.Sprintf(`
## Networks

All libraries train the same network on the same pictures with Adam at a learning rate of %v, in float32. They use two threads where a
library has a setting for it, and two cores where the system has taskset. An epoch is 468 full batches of %d pictures of Fashion-MNIST, or 11
of the digits. The other libraries take the batches in a fixed order; ours shuffles the pictures in every epoch. Each library draws its own initial weights.

- Each row is a program that runs %d times, in turn with all others. Speed, first step and import are the medians of these runs;
  the other numbers are from the one run that trains to the end.
- *A second*: training pictures a second without reading data, the median of up to %d windows of time (CNN: %d) after a warm-up.
- *Of the peak*: the floating-point operations of the matrix products, as a share of those of the fastest matrix product on this machine.
  All rows count the operations of a dense backward pass, though the engine skips those whose factor is zero behind max pooling: its share is not that of the processor.
  For each picture, a weight costs 2 operations (flop) every time it is used in the forward pass, 2 for its gradient, and 2 for the gradient
  of the layer's inputs, which the first layer does not need.
- *First step*: from the start of the program to the end of the first step, with the import and without reading data.
- *%.0f %%*: from the start of the program until it reaches this accuracy on the test set, without reading data and without measuring
  the accuracy, which is done every %d steps (MLP), %d (CNN) or %d (digits).
- *Memory*: the peak of the process, with the pictures: Fashion-MNIST takes 220 MB in float32, and 439 MB in float64, as ours keeps it.
- *Installed*: the library with all it needs, without Python; for ours, the program and, with XLA, its plugin.
- *Memory settings*: those that our kernel gives the C library.

%s
`, mlp.Rate, mlp.Batch, len(runs), mlp.windows, cnn.windows, 100*mlp.target, mlp.evalEvery, cnn.evalEvery, digits.evalEvery, peak), nil
}

// measureNetwork lets all contenders train a workload's network.
func measureNetwork(title string, w workload) (string, error) {
	w, err := writePictures(w)
	if err != nil {
		return "", err
	}
	rows := runAll(w)
	peak, _ := matrixPeak()
	text := fmt.Sprintf("\n## %s\n\n%s: %s flop a picture.\n\n", title, describe(w), grouped(flopPerPicture(w)))
	text += fmt.Sprintf("| | a second | of the peak | first step | of it import | %.0f %% | accuracy after %s steps | memory | installed |\n",
		100*w.target, grouped(float64(w.steps)))
	text += "|---|---|---|---|---|---|---|---|---|\n"
	for _, r := range rows {
		text += r.line(w, peak)
	}
	for _, remark := range remarks(rows) {
		text += "\n" + remark + "\n"
	}
	return text + goalsTable(goalsFor(w, rows)), nil
}

// line is the row in Markdown. One without numbers says why.
func (r *row) line(w workload, peak float64) string {
	if r.failure != nil {
		reason := strings.NewReplacer("|", `\|`, "\n", " ").Replace(r.failure.Error())
		return fmt.Sprintf("| %s | %s | | | | | | | |\n", r, reason)
	}
	share, target, accuracy, installed := "-", "not reached", "", bytesText(r.size)
	if peak > 0 {
		share = fmt.Sprintf("%.0f %%", 100*r.rate()*flopPerPicture(w)/peak)
	}
	if !math.IsNaN(r.full.target) {
		target = fmt.Sprintf("%.1f s", r.full.target)
	}
	if !math.IsNaN(r.full.accuracy) {
		accuracy = fmt.Sprintf("%.1f %%", 100*r.full.accuracy)
	} else {
		accuracy = fmt.Sprintf("- (%s steps in %.0f s)", grouped(float64(r.full.steps)), w.limit)
	}
	if r.pipSize > 0 {
		installed += ", by pip " + bytesText(r.pipSize)
	}
	return fmt.Sprintf("| %s | %s | %s | %.2f s | %.2f s | %s | %s | %s | %s |\n", r, rounded(r.rate()), share,
		r.firstStep(), r.imports(), target, accuracy, bytesText(r.full.memory), installed)
}

// String names a row as the page does.
func (r *row) String() string {
	if r.style == "" {
		return r.library
	}
	return r.library + " (" + r.style + ")"
}

// The numbers that every run measures are their medians.
func (r *row) rate() float64      { return r.median(func(m result) float64 { return m.rate }) }
func (r *row) firstStep() float64 { return r.median(func(m result) float64 { return m.firstStep }) }
func (r *row) imports() float64   { return r.median(func(m result) float64 { return m.imports }) }

func (r *row) median(of func(result) float64) float64 {
	var values []float64
	for _, run := range r.runs {
		values = append(values, of(run))
	}
	return median(values)
}

// remarks compare our speed with each library's best, name the versions, and say when
// other programs were busy.
func remarks(rows []*row) []string {
	var sentences []string
	for _, ours := range rows {
		if !strings.HasPrefix(ours.library, "ours") || ours.failure != nil {
			continue
		}
		var ratios []string
		for _, library := range []string{"PyTorch", "Keras", "JAX", "scikit-learn", "numpy"} {
			if best := fastest(rows, library); best != nil {
				ratios = append(ratios, fmt.Sprintf("%.2f times %s", ours.rate()/best.rate(), best))
			}
		}
		if len(ratios) > 0 {
			sentences = append(sentences, fmt.Sprintf("The speed of %s, relative to the fastest row of each library: %s.", ours, strings.Join(ratios, ", ")))
		}
	}
	var versions []string
	for _, r := range rows {
		for name, version := range r.full.versions {
			versions = append(versions, name+" "+version)
		}
	}
	if len(versions) > 0 {
		slices.SortFunc(versions, func(a, b string) int { return strings.Compare(strings.ToLower(a), strings.ToLower(b)) })
		sentences = append(sentences, "Versions: "+strings.Join(slices.Compact(versions), ", ")+".")
	}
	const disturbing = 0.05
	for _, r := range rows {
		if r.otherLoad > disturbing {
			sentences = append(sentences, fmt.Sprintf("While %s ran, other programs took up to %.0f %% of the machine.", r, 100*r.otherLoad))
		}
	}
	return sentences
}

// fastest is the row with the highest rate among those whose library has a name that
// begins so, or nil if there is none.
func fastest(rows []*row, library string) *row {
	var best *row
	for _, r := range rows {
		if strings.HasPrefix(r.library, library) && r.failure == nil && (best == nil || r.rate() > best.rate()) {
			best = r
		}
	}
	return best
}

// rounded writes a number with three significant digits, as in 117,000.
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

// bytesText writes a size as people say it, in units of a thousand.
func bytesText(bytes float64) string {
	switch {
	case bytes >= 1e9:
		return fmt.Sprintf("%.1f GB", bytes/1e9)
	case bytes > 0:
		return fmt.Sprintf("%.0f MB", bytes/1e6)
	}
	return "-"
}
