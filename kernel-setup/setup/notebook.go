package setup

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
)

// A Notebook is what we read of a notebook's file.
type Notebook struct {
	Cells []struct {
		Type   string    `json:"cell_type"`
		Source Multiline `json:"source"`
	} `json:"cells"`
}

// ReadCells reads the sources of a notebook's code cells.
func ReadCells(path string) ([]string, error) {
	text, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	var notebook Notebook
	if err := json.Unmarshal(text, &notebook); err != nil {
		return nil, fmt.Errorf("%s is not a notebook: %w", filepath.Base(path), err)
	}
	var sources []string
	for _, cell := range notebook.Cells {
		if cell.Type == "code" {
			sources = append(sources, string(cell.Source))
		}
	}
	return sources, nil
}

// Multiline is a text that a notebook holds either as one string or as a list of lines.
type Multiline string

func (m *Multiline) UnmarshalJSON(text []byte) error {
	var lines []string
	if json.Unmarshal(text, &lines) == nil {
		*m = Multiline(strings.Join(lines, ""))
		return nil
	}
	return json.Unmarshal(text, (*string)(m))
}
