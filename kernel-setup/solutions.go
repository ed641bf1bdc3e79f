package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"

	"firstneuron/kernel-setup/setup"
)

// A solved notebook has, in place of each function that the learner writes, the right one of pkg/exercises. Teachers
// read it. The tests execute the exercises in it and no more, because the cells that use a right function compute the same
// with ours.
type solvedNotebook struct {
	path  string   // the solved text
	names []string // the functions that were put in
}

// cellsOfLesson are the cells that a solved notebook has.
type cellsOfLesson int

const (
	wholeLesson   cellsOfLesson = iota
	onlyExercises               // the cells that import, and those with an exercise
)

// solve writes a solved copy of each notebook that has exercises into the folder.
func (p *project) solve(notebooks []string, folder string, cells cellsOfLesson) (map[string]solvedNotebook, error) {
	right, err := p.rightFunctions()
	if err != nil {
		return nil, err
	}
	solved := map[string]solvedNotebook{}
	for _, source := range notebooks {
		text, err := os.ReadFile(source)
		if err != nil {
			return nil, err
		}
		text, names, err := solveExercises(text, right, cells)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", p.Relative(source), err)
		}
		if len(names) == 0 {
			continue
		}
		path := filepath.Join(folder, filepath.Base(source))
		if err := os.WriteFile(path, text, 0o600); err != nil {
			return nil, err
		}
		solved[source] = solvedNotebook{path, names}
	}
	return solved, nil
}

// rightFunctions are the sources of the functions in pkg/exercises by their names.
func (p *project) rightFunctions() (map[string]string, error) {
	files, err := filepath.Glob(filepath.Join(p.Root, "pkg", "exercises", "*.go"))
	if err != nil {
		return nil, err
	}
	right := map[string]string{}
	for _, file := range files {
		if strings.HasSuffix(file, "_test.go") {
			continue
		}
		text, err := os.ReadFile(file)
		if err != nil {
			return nil, err
		}
		for _, function := range topFunction.FindAllSubmatch(text, -1) {
			right[string(function[1])] = string(function[0])
		}
	}
	return right, nil
}

var (
	// topFunction is a function as gofmt writes it: it ends at the first brace that begins a line, or on its first line.
	topFunction = regexp.MustCompile(`(?m)^func (\w+)\((?:.*\}|(?s:.*?)\n\})$`)
	importsOnly = regexp.MustCompile(`^import (?:"[^"]*"|\((?s:.*?)\n\))`)
	checked     = regexp.MustCompile(`exercises\.\w+\.Check\((\w+)\)`)
)

// solveExercises puts the right function in place of each that a cell of the notebook checks.
func solveExercises(notebook []byte, right map[string]string, which cellsOfLesson) (solved []byte, names []string, err error) {
	var book map[string]any
	var sources setup.Notebook
	if err := errors.Join(json.Unmarshal(notebook, &book), json.Unmarshal(notebook, &sources)); err != nil {
		return nil, nil, err
	}
	cells, _ := book["cells"].([]any)
	var exercises []any
	for i, c := range cells {
		cell, _ := c.(map[string]any)
		source := string(sources.Cells[i].Source)
		if sources.Cells[i].Type != "code" {
			continue
		}
		if imports := importsOnly.FindString(source); checked.MatchString(source) {
			exercises = append(exercises, cell)
		} else if strings.Contains(imports, "pkg/exercises") { // an import with a dot must be used, and is not needed
			exercises = append(exercises, cell)
			if which == onlyExercises {
				source = imports
			}
		}
		for _, check := range checked.FindAllStringSubmatch(source, -1) {
			name := check[1]
			if right[name] == "" {
				return nil, nil, fmt.Errorf("pkg/exercises has no function %s", name)
			}
			put := false
			source = topFunction.ReplaceAllStringFunc(source, func(function string) string {
				if topFunction.FindStringSubmatch(function)[1] != name {
					return function
				}
				put = true
				return right[name]
			})
			if !put {
				return nil, nil, fmt.Errorf("a cell checks %s and does not declare it", name)
			}
			names = append(names, name)
		}
		cell["source"] = source
	}
	if which == onlyExercises {
		book["cells"] = exercises
	}
	solved, err = json.MarshalIndent(book, "", " ")
	return solved, names, err
}

// unsolved lists the functions that an executed notebook does not say to be right.
func unsolved(executed string, names []string) (open []string, err error) {
	text, err := os.ReadFile(executed)
	for _, name := range names {
		if !strings.Contains(string(text), "✓ "+name+" is right") {
			open = append(open, name)
		}
	}
	return open, err
}
