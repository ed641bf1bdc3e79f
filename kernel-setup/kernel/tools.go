package main

import (
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"os/exec"
	"slices"
	"strings"

	"firstneuron/kernel-setup/kernel/cells"
	"firstneuron/kernel-setup/kernel/inject"
)

// tools are what programs around a notebook ask this one for, because it reads Go. They take a text and give one.
var tools = map[string]func(input []byte) (string, error){
	"parameters": listParameters,
	"inject":     injectParameters,
	"script":     writeScript,
}

// runTool does the work of a tool, from standard input to standard output.
func runTool(name string, in io.Reader, out io.Writer) error {
	tool, known := tools[name]
	if !known {
		return fmt.Errorf("there is no tool %q; there are %s", name, strings.Join(slices.Sorted(maps.Keys(tools)), ", "))
	}
	input, err := io.ReadAll(in)
	if err != nil {
		return err
	}
	text, err := tool(input)
	if err != nil {
		return err
	}
	_, err = io.WriteString(out, text)
	return err
}

// listParameters takes the cell that declares a notebook's parameters, and gives a list of them in JSON.
func listParameters(cell []byte) (string, error) {
	list, err := json.Marshal(inject.Declared(cells.Declared(string(cell))))
	return string(list), err
}

// injectParameters takes that cell and values, and gives the cell that sets the values.
func injectParameters(input []byte) (string, error) {
	var asked struct {
		Cell    string
		Values  []inject.Value
		Comment string
	}
	if err := json.Unmarshal(input, &asked); err != nil {
		return "", err
	}
	return inject.Cell(inject.Declared(cells.Declared(asked.Cell)), asked.Values, asked.Comment)
}

// writeScript takes a notebook, and gives it as one Go program.
func writeScript(notebook []byte) (string, error) {
	all, err := notebookCells(notebook)
	if err != nil {
		return "", err
	}
	script := cells.Script(all)
	cmd := exec.Command("goimports") // it finds imports that nobody wrote, as for a cell, and formats
	var said strings.Builder
	cmd.Stdin, cmd.Stderr = strings.NewReader(script), &said
	formatted, err := cmd.Output()
	if err != nil {
		return "", fmt.Errorf("goimports, which adds what is not imported: %w: %s", err, said.String())
	}
	return string(formatted), nil
}

// notebookCells reads a notebook's file.
func notebookCells(file []byte) (all []cells.NotebookCell, err error) {
	var notebook struct {
		Cells []struct {
			Type   string `json:"cell_type"`
			Source any    // a text, or a list of its lines
		}
	}
	if err := json.Unmarshal(file, &notebook); err != nil {
		return nil, fmt.Errorf("this is not a notebook: %w", err)
	}
	for _, cell := range notebook.Cells {
		text, _ := cell.Source.(string)
		if lines, is := cell.Source.([]any); is {
			for _, line := range lines {
				text += fmt.Sprint(line)
			}
		}
		all = append(all, cells.NotebookCell{IsCode: cell.Type == "code", Text: text})
	}
	return all, nil
}
