package classify

import (
	_ "embed"
	"encoding/csv"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"firstneuron/internal/picturefile"
	"firstneuron/pkg/pictures"
)

// An Example is a picture to learn from: what it is, where it comes from, and its [Statistics].
type Example struct {
	Kind, Source, File string
	Statistics         []float64
}

//go:embed examples.csv
var examplesFile string

// Examples are the pictures that every classifier learns from: real ones out of packages that
// may be redistributed, each also as a JPEG of 400 pixels, and drawn ones of package pictures.
// None comes from a source of notebooks/files/kinds, which is there to test.
func Examples() []Example {
	rows, err := csv.NewReader(strings.NewReader(examplesFile)).ReadAll()
	if err != nil {
		panic(err) // the file is part of the program, and a test reads it
	}
	examples := make([]Example, 0, len(rows))
	for _, row := range rows[1:] {
		e := Example{Kind: row[0], Source: row[1], File: row[2]}
		for _, text := range row[3:] {
			value, err := strconv.ParseFloat(text, 64)
			if err != nil {
				panic(err)
			}
			e.Statistics = append(e.Statistics, value)
		}
		examples = append(examples, e)
	}
	return examples
}

// ReadFolder reads the pictures in a folder with a folder for each kind. Kinds may be missing, and hidden files are left out.
// The error lists all files that cannot be used.
func ReadFolder(folder string) ([]Example, error) {
	kinds, err := os.ReadDir(folder)
	if err != nil {
		return nil, fmt.Errorf("classify: the folder with your own pictures: %w", err)
	}
	var examples []Example
	for _, kind := range kinds {
		inside := filepath.Join(folder, kind.Name())
		if info, err := os.Stat(inside); picturefile.IsHidden(kind.Name()) || err == nil && !info.IsDir() {
			continue
		}
		if !slices.Contains(pictures.Kinds(), kind.Name()) {
			return nil, fmt.Errorf("classify: %s is no kind of picture: name the folders in %s as the kinds, %q", kind.Name(), folder, pictures.Kinds())
		}
		files, err := os.ReadDir(inside)
		if err != nil {
			return nil, fmt.Errorf("classify: your own pictures of the kind %s: %w", kind.Name(), err)
		}
		for _, file := range files {
			if !picturefile.IsHidden(file.Name()) {
				examples = append(examples, Example{Kind: kind.Name(), Source: folder, File: file.Name()})
			}
		}
	}
	faults := picturefile.ReadAll(len(examples), func(i int) error { return examples[i].read() })
	if err := errors.Join(faults...); err != nil {
		return nil, fmt.Errorf("classify: not all of your own pictures can be used: fix or remove these:\n%w", err)
	}
	return examples, nil
}

// read finds the statistics of a picture in a folder.
func (e *Example) read() error {
	path := filepath.Join(e.Source, e.Kind, e.File)
	content, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	picture, err := picturefile.Decode(content)
	if err != nil {
		return fmt.Errorf("%s %w", path, err)
	}
	e.Statistics = Statistics(picture)
	return nil
}
