package arch

import (
	"encoding/json"
	"fmt"
	"regexp"
	"strings"
)

const (
	kernelName  = "first-neuron"
	longestCell = 25 // lines; what is longer is machinery, and belongs into pkg
)

var machinePath = regexp.MustCompile(`(?:^|[\s"'\x60(=])((?:/home/|/Users/|/root/|/tmp/|[A-Z]:\\)\w+)`)

// CheckNotebook returns a sentence for each thing in a notebook that does not
// belong into git: outputs, execution counts, another kernel, a path of one
// machine, a cell of code that is too long.
func CheckNotebook(name string, text []byte) ([]string, error) {
	notebook, err := parseNotebook(name, text)
	if err != nil {
		return nil, err
	}
	var faults []string
	fault := func(format string, values ...any) {
		faults = append(faults, name+": "+fmt.Sprintf(format, values...))
	}
	if kernel := notebook.Metadata.Kernel.Name; kernel != kernelName {
		fault("the kernel is %q, not %q", kernel, kernelName)
	}
	for _, cell := range notebook.Cells {
		if len(cell.Output) > 0 || cell.Count != nil {
			fault("cell %s has outputs or an execution count: clear them before you commit", cell.ID)
		}
		if found := machinePath.FindStringSubmatch(cell.text()); found != nil {
			fault("cell %s has %s, a path of one machine", cell.ID, found[1])
		}
		if cell.Kind == code && len(cell.Source) > longestCell {
			fault("cell %s has %d lines, more than %d: move the machinery into pkg", cell.ID, len(cell.Source), longestCell)
		}
	}
	return faults, nil
}

// A notebook is what the checks read of one.
type notebook struct {
	Cells    []cell `json:"cells"`
	Metadata struct {
		Kernel struct {
			Name string `json:"name"`
		} `json:"kernelspec"`
	} `json:"metadata"`
}

// The kinds of cells that lessons have.
const (
	code     = "code"
	markdown = "markdown"
)

type cell struct {
	Kind     string            `json:"cell_type"`
	ID       string            `json:"id"`
	Source   []string          `json:"source"` // lines, with their line breaks
	Count    *int              `json:"execution_count"`
	Output   []json.RawMessage `json:"outputs"`
	Metadata struct {
		Jupyter struct {
			Hidden bool `json:"source_hidden"`
		} `json:"jupyter"`
	} `json:"metadata"`
}

func (c cell) text() string { return strings.Join(c.Source, "") }

func parseNotebook(name string, text []byte) (notebook, error) {
	var n notebook
	if err := json.Unmarshal(text, &n); err != nil {
		return n, fmt.Errorf("%s is not a notebook as JupyterLab writes it (%w): open and save it there", name, err)
	}
	return n, nil
}
