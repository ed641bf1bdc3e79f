package main

import (
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"

	"firstneuron/kernel-setup/kernel/cells"
	"firstneuron/kernel-setup/kernel/inject"
)

// tools are what programs around a notebook ask this one for, because it reads Go. They take a text and give one.
var tools = map[string]func(input []byte) (string, error){
	"parameters": listParameters,
	"inject":     injectParameters,
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
	list, err := json.Marshal(inject.Declared(cells.OnlyGo(string(cell))))
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
	return inject.Cell(inject.Declared(cells.OnlyGo(asked.Cell)), asked.Values, asked.Comment)
}
