package runs

import (
	"encoding/csv"
	"io"
	"maps"
	"slices"
	"strconv"
	"time"
)

// WriteCSV writes the runs as a table with a row for each: what a record says of a run but its
// modules and curves. The columns of final figures are called "figure.loss", those of flags and values
// "setting.rate". Times are RFC 3339 and seconds, memory and the file of the weights are in bytes, and numbers have all their digits.
func WriteCSV(to io.Writer, all []Run) error {
	figures, settings, named := Figures(all), described(all, Run.Settings), map[string]bool{}
	for _, of := range settings {
		for name := range of {
			named[name] = true
		}
	}
	names := slices.Sorted(maps.Keys(named))
	columns := []string{"run", "name", "started", "status", "cause", "steps", "seconds", "model", "parameters", "data", "digest",
		"backend", "processor", "cores", "memory", "system", "go", "commit", "trial", "code", "weights"}
	for _, figure := range figures {
		columns = append(columns, "figure."+figure)
	}
	for _, name := range names {
		columns = append(columns, "setting."+name)
	}
	table := csv.NewWriter(to)
	table.Write(columns) // errors are those of Flush
	for i, run := range all {
		row := []string{run.ID, run.Name, run.Started.Format(time.RFC3339Nano), string(run.Status), run.Cause, strconv.Itoa(run.Steps), digits(run.Duration.Seconds()),
			run.Model, strconv.Itoa(run.Parameters), run.Data, run.Digest, run.Backend, run.Machine.Processor, strconv.Itoa(run.Machine.Cores),
			strconv.FormatInt(run.Machine.Memory, 10), run.Machine.System, run.Go, run.Commit, run.Trial, run.Code, strconv.FormatInt(run.WeightBytes, 10)}
		for _, figure := range figures {
			text := ""
			if value, found := run.Final(figure); found {
				text = digits(value)
			}
			row = append(row, text)
		}
		for _, name := range names {
			row = append(row, settings[i][name])
		}
		table.Write(row)
	}
	table.Flush()
	return table.Error()
}

// WriteCurvesCSV writes the curves of the runs, a row for each point: run, figure, step, seconds
// since the start, value.
func WriteCurvesCSV(to io.Writer, all []Run) error {
	table := csv.NewWriter(to)
	table.Write([]string{"run", "figure", "step", "seconds", "value"}) // errors are those of Flush
	for _, run := range all {
		for _, figure := range slices.Sorted(maps.Keys(run.Curves)) {
			for _, p := range run.Curves[figure] {
				table.Write([]string{run.ID, figure, strconv.Itoa(p.Step), digits(p.Seconds), digits(p.Value)})
			}
		}
	}
	table.Flush()
	return table.Error()
}

func digits(number float64) string { return strconv.FormatFloat(number, 'g', -1, 64) }
