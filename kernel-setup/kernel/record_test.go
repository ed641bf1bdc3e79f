package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"flag"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"firstneuron/kernel-setup/kernel/cells"
)

var record = flag.Bool("record", false, "run the cells of explain/testdata/cells.json and write to go.json beside it what Go says of those that fail")

// A recorded cell is one of cells.json, with what Go says of it. A cell that has a name must fail; Line is the line of the
// mistake as a person counts it, Cell the cell in which it is if that is an earlier one.
type recordedCell struct {
	Name   string        `json:"name,omitempty"`
	Line   int           `json:"line,omitempty"`
	Cell   int           `json:"cell,omitempty"`
	Source string        `json:"source"`
	Number int           `json:"number,omitempty"`
	Value  string        `json:"value,omitempty"`  // what the go command prints, or how the program has ended
	Stderr string        `json:"stderr,omitempty"` // of the program
	Faults []cells.Fault `json:"faults,omitempty"` // the parser's
}

// The fixtures of package explain are what Go really says of programs as the kernel composes them.
func TestRecordWhatGoSays(t *testing.T) {
	if !*record {
		t.Skip("only by hand: go test -run Record -record")
	}
	text, err := os.ReadFile("explain/testdata/cells.json")
	if err != nil {
		t.Fatal(err)
	}
	var notebooks [][]*recordedCell
	if err := json.Unmarshal(text, &notebooks); err != nil {
		t.Fatal(err)
	}
	root, err := filepath.Abs("../..")
	if err != nil {
		t.Fatal(err)
	}
	goimports := filepath.Join(root, ".venv", "bin", "goimports")
	t.Setenv("GOFLAGS", "-buildvcs=false '-ldflags=-s -w'")
	t.Setenv("GOPROXY", "off")
	t.Setenv("GOWORK", "")
	var all []*recordedCell
	for _, notebook := range notebooks {
		folder := filepath.Join(t.TempDir(), "gonb_12345678")
		module := "module gonb_12345678\n\ngo 1.26.0\n"
		if err := errors.Join(os.Mkdir(folder, 0o700), os.WriteFile(filepath.Join(folder, "go.mod"), []byte(module), 0o600)); err != nil {
			t.Fatal(err)
		}
		if _, err := runIn(folder, "go", "work", "init", ".", root); err != nil {
			t.Fatal(err)
		}
		var declared cells.Declarations
		for i, c := range notebook {
			c.Number = i + 1
			c.run(t, &declared, folder, goimports)
			for _, text := range []*string{&c.Value, &c.Stderr} {
				*text = strings.ReplaceAll(strings.ReplaceAll(*text, folder, "/tmp/gonb_12345678"), root, "/home/learner/first-neuron")
				*text = regexp.MustCompile(`0x[0-9a-f]+`).ReplaceAllString(*text, "0x1")
			}
			if failed := c.Value != "" || c.Faults != nil; failed != (c.Name != "") {
				t.Errorf("unexpected: %+v", c)
			}
			all = append(all, c)
		}
		all = append(all, nil) // ends a notebook
	}
	var written bytes.Buffer
	encoder := json.NewEncoder(&written)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", " ")
	if err := errors.Join(encoder.Encode(all), os.WriteFile("explain/testdata/go.json", written.Bytes(), 0o666)); err != nil {
		t.Fatal(err)
	}
}

// run compiles and runs a cell as the kernel lets GoNB do it.
func (c *recordedCell) run(t *testing.T, declared *cells.Declarations, folder, goimports string) {
	read := cells.Read(c.Source)
	for _, call := range read.Calls {
		declared.Forget(call)
	}
	draft, faults := declared.Draft(read, c.Number, true)
	if c.Faults = faults; faults != nil || !read.HasGo() {
		return
	}
	var imports []string
	if len(draft.Missing) > 0 {
		imports = findImports(goimports, folder, os.Environ(), draft)
	}
	source := []byte(draft.Source(imports, ""))
	main, build, run := "main.go", []string{"build", "-o", "gonb_12345678"}, filepath.Join(folder, "gonb_12345678")
	_, arguments := read.Arguments()
	if test := read.Test(); test != nil {
		main, build, arguments = "main_test.go", []string{"test", "-c", "-o", "gonb_12345678"}, testArguments(*test, read)
	}
	os.Remove(filepath.Join(folder, "main.go"))
	os.Remove(filepath.Join(folder, "main_test.go"))
	if err := os.WriteFile(filepath.Join(folder, main), source, 0o600); err != nil {
		t.Fatal(err)
	}
	if output, err := runIn(folder, "go", build...); err != nil {
		c.Value = output
		return
	}
	declared.Keep(draft)
	if output, err := runIn(folder, run, arguments...); err != nil {
		c.Value, c.Stderr = err.Error(), output
	}
}

// runIn runs a program and returns what it writes to standard error, and its end where that tells more than its beginning.
func runIn(folder, program string, arguments ...string) (stderr string, err error) {
	cmd := exec.Command(program, arguments...)
	cmd.Dir = folder
	var said bytes.Buffer
	cmd.Stderr = &said
	err = cmd.Run()
	return said.String()[:min(said.Len(), 16<<10)], err
}
