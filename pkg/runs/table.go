package runs

import (
	"cmp"
	"fmt"
	"maps"
	"math"
	"slices"
	"strconv"
	"strings"
)

// Table is the runs as a table, a row each, for show.Table: name, start in local time, status, steps
// made, time in seconds, the size of the weights that it has kept, where any of the runs has kept some, the final
// figures, and those settings that are not the same for all. Where a run has no such thing, the cell is empty.
func Table(all []Run) (headings []string, rows [][]any) {
	figures, made := Figures(all), described(all, Run.settings)
	settings := differing(made)
	haveWeights := slices.ContainsFunc(all, func(run Run) bool { return run.WeightBytes > 0 })
	headings = []string{"run", "started", "status", "steps", "time, s"}
	if haveWeights {
		headings = append(headings, "weights, kB")
	}
	headings = slices.Concat(headings, figures, settings)
	for i, run := range all {
		row := []any{run.ID, run.Started.Local().Format("2006-01-02 15:04:05"), string(run.Status), run.Steps, math.Round(1000*run.Duration.Seconds()) / 1000}
		if haveWeights {
			row = append(row, kilobytes(run.WeightBytes))
		}
		for _, figure := range figures {
			if value, found := run.Final(figure); found {
				row = append(row, value)
			} else {
				row = append(row, "")
			}
		}
		for _, setting := range settings {
			row = append(row, cell(made[i][setting]))
		}
		rows = append(rows, row)
	}
	return headings, rows
}

// kilobytes are rounded up to a tenth, so that little is not nothing. Without bytes the cell is empty.
func kilobytes(bytes int64) any {
	if bytes == 0 {
		return ""
	}
	return math.Ceil(float64(bytes)/100) / 10
}

// Notes are sentences for which a table of the runs has no place: why runs failed or were
// interrupted, one sentence for each cause, and what could not be read of their files.
func Notes(all []Run) (notes []string) {
	type ending struct {
		status Status
		cause  string
	}
	others := map[ending]int{}
	for _, run := range all {
		others[ending{run.Status, run.Cause}]++
	}
	for _, run := range all {
		end, name := ending{run.Status, run.Cause}, run.ID
		if run.Cause != "" && others[end] > 0 {
			if more := others[end] - 1; more > 0 {
				name = fmt.Sprintf("%s and %d more", run.ID, more)
			}
			notes = append(notes, fmt.Sprintf("%s %s: %s", name, run.Status, run.Cause))
			others[end] = 0
		}
		for _, fault := range run.Faults {
			notes = append(notes, run.ID+": "+fault)
		}
	}
	return notes
}

// Compare is a table of all in which the runs differ, for show.Table: a row for each setting and
// for model, parameters, data, digest, backend, machine, commit, code and versions, with a column for each
// run. There are no rows where nothing differs.
func Compare(all ...Run) (headings []string, rows [][]any) {
	headings = []string{"setting"}
	for _, run := range all {
		headings = append(headings, run.ID)
	}
	facts := described(all, Run.facts)
	for _, name := range differing(facts) {
		row := []any{name}
		for _, of := range facts {
			row = append(row, of[name])
		}
		rows = append(rows, row)
	}
	return headings, rows
}

// Figures are the names of all figures of the runs, in the order of the alphabet.
func Figures(all []Run) []string {
	names := map[string]bool{}
	for _, run := range all {
		for name := range run.Curves {
			names[name] = true
		}
	}
	return slices.Sorted(maps.Keys(names))
}

// An Order says which of two figures is better.
type Order int

const (
	Lowest  Order = 1  // such as a loss
	Highest Order = -1 // such as an accuracy
)

// Best is the run whose final figure is the lowest or the highest, the first of equal ones. Only
// runs that finished or were stopped count, and only if the figure is not NaN. It is an error if
// there is no such run; it names the figures that the runs have.
func Best(all []Run, figure string, order Order) (Run, error) {
	ended := Ended(all, figure)
	if len(ended) == 0 {
		return Run{}, noneEnded(all, figure)
	}
	return slices.MinFunc(ended, func(a, b Run) int {
		x, _ := a.Final(figure)
		y, _ := b.Final(figure)
		return int(order) * cmp.Compare(x, y)
	}), nil
}

// Ended are those runs that finished or were stopped with a number for the figure, which NaN is not.
func Ended(all []Run, figure string) []Run {
	return slices.DeleteFunc(slices.Clone(all), func(run Run) bool {
		value, found := run.Final(figure)
		return !found || math.IsNaN(value) || run.Status != Finished && run.Status != Stopped
	})
}

func noneEnded(all []Run, figure string) error {
	return fmt.Errorf("runs: none of %d runs has ended with a number for %q; their figures are %q", len(all), figure, Figures(all))
}

// Differing are the names of the flags and values that are not the same for all runs, in the order of the alphabet.
func Differing(all []Run) []string { return differing(described(all, Run.Settings)) }

// settings are the columns of a table that say how a run was made.
func (r Run) settings() map[string]string {
	settings := map[string]string{"backend": r.Backend}
	maps.Copy(settings, r.Settings())
	return settings
}

// facts are everything in which runs may differ, except their curves.
func (r Run) facts() map[string]string {
	facts := map[string]string{
		"name":       r.Name,
		"model":      strings.ReplaceAll(r.Model, "\n", "; "),
		"parameters": strconv.Itoa(r.Parameters),
		"data":       r.Data,
		"digest":     r.Digest,
		"processor":  r.Machine.Processor,
		"cores":      strconv.Itoa(r.Machine.Cores),
		"memory":     strconv.FormatInt(r.Machine.Memory, 10),
		"system":     r.Machine.System,
		"Go":         r.Go,
		"commit":     r.Commit,
		"code":       r.Code,
	}
	maps.Copy(facts, r.Modules)
	maps.Copy(facts, r.settings())
	return facts
}

// described applies a function to each run.
func described(all []Run, of func(Run) map[string]string) []map[string]string {
	described := make([]map[string]string, len(all))
	for i, run := range all {
		described[i] = of(run)
	}
	return described
}

// differing are the names under which not all have the same, in the order of the alphabet.
func differing(described []map[string]string) []string {
	different := map[string]bool{}
	for _, one := range described {
		for name, value := range one {
			for _, other := range described {
				if other[name] != value {
					different[name] = true
					break
				}
			}
		}
	}
	return slices.Sorted(maps.Keys(different))
}

// cell is a number where the text is one, so that a table can sort and align it.
func cell(text string) any {
	if whole, err := strconv.Atoi(text); err == nil {
		return whole
	}
	if number, err := strconv.ParseFloat(text, 64); err == nil {
		return number
	}
	return text
}
