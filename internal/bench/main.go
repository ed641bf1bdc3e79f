// Command bench measures First Neuron beside what its users would pick instead,
// in one run, and writes docs/benchmarks.md.
//
//	go run ./internal/bench            # measures everything and writes the page
//	go run ./internal/bench mlp cnn    # measures some parts and prints them: neuron, product,
//	                                   # kernel, live, networks, mlp, cnn, digits or profiles
//
// It needs the Python environment that set-up makes. In the first run it downloads the
// other libraries, each into an environment of its own in build/bench.
package main

import (
	_ "embed"
	"fmt"
	"log"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"time"

	machine "firstneuron/internal/process" // a process is something else here
)

// parts are the sections of the page: each measures one thing and returns it as Markdown.
var parts = []struct {
	name    string
	measure func() (string, error)
}{
	{"neuron", measureNeuron},
	{"product", measureProduct},
	{"kernel", measureKernel},
	{"live", measureLive},
	{"networks", describeNetworks},
	{"mlp", func() (string, error) { return measureNetwork("Networks: MLP", mlp) }},
	{"cnn", func() (string, error) { return measureNetwork("Networks: CNN", cnn) }},
	{"digits", func() (string, error) { return measureNetwork("Digits", digits) }},
	{"profiles", func() (string, error) { return profiles, nil }},
}

// profiles say where the time goes. They were taken by hand, with the profilers that they name.
//
//go:embed profiles.md
var profiles string

const (
	page         = "docs/benchmarks.md"
	python       = ".venv/bin/python" // of the environment that set-up makes
	pythonFolder = "internal/bench/python"
)

// buildFolder is where the benchmarks keep what they install, write and build.
var buildFolder, _ = filepath.Abs("build/bench") // fails only if the working directory is gone

func main() {
	log.SetFlags(0)
	log.SetPrefix("bench: ")
	if err := run(os.Args[1:]); err != nil {
		log.Fatal(err)
	}
}

func run(chosen []string) error {
	var names []string
	for _, part := range parts {
		names = append(names, part.name)
	}
	for _, name := range chosen {
		if !slices.Contains(names, name) {
			return fmt.Errorf("there is no part %q: choose from %s", name, strings.Join(names, ", "))
		}
	}
	text, err := heading()
	if err != nil {
		return err
	}
	for _, part := range parts {
		if len(chosen) > 0 && !slices.Contains(chosen, part.name) {
			continue
		}
		log.Printf("measuring: %s", part.name)
		section, err := part.measure()
		if err != nil {
			return fmt.Errorf("%s: %w", part.name, err)
		}
		text += section
	}
	if len(chosen) > 0 {
		fmt.Print(text)
		return nil
	}
	log.Printf("writing %s", page)
	return os.WriteFile(page, []byte(text), 0o644)
}

func heading() (string, error) {
	if _, err := os.Stat(python); err != nil {
		return "", fmt.Errorf("there is no %s: run go run ./kernel-setup test first, and this in the project's folder", python)
	}
	versions, err := execute(time.Minute, nil, python, "-c", "import platform, numpy; print(f'Python {platform.python_version()}, numpy {numpy.__version__}')")
	if err != nil {
		return "", fmt.Errorf("ask Python and numpy for their versions: %w", err)
	}
	return fmt.Sprintf(`# Benchmarks

Written by `+"`go run ./internal/bench`"+`: all measured in one run on one machine, ours and the other libraries in turn.

%s, %d cores, %s/%s, %s, %s, %s
`, machine.Processor(), runtime.NumCPU(), runtime.GOOS, runtime.GOARCH, runtime.Version(),
		versions, time.Now().Format("2 January 2006")), nil
}
