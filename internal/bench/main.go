// Command bench measures First Neuron beside what its users would pick instead,
// side by side in one run, and writes docs/benchmarks.md.
//
//	go run ./internal/bench            # everything, and write the page
//	go run ./internal/bench mlp        # one part, printed only: neuron, kernel, networks, mlp, cnn,
//	                                   # digits or profiles
//
// It needs the Python environment that set-up makes, and at the first run a network:
// each peer gets an environment of its own in build/bench.
package main

import (
	_ "embed"
	"errors"
	"fmt"
	"log"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"time"
)

// A part measures one thing and returns it as a section in Markdown.
type part struct {
	name    string
	measure func(python string) (string, error)
}

var parts = []part{
	{"neuron", measureNeuron},
	{"kernel", measureKernel},
	{"networks", measureNetworks},
	{"mlp", measureNetwork("Networks: MLP", mlpJob)},
	{"cnn", measureNetwork("Networks: CNN", cnnJob)},
	{"digits", measureNetwork("Digits", digitsJob)},
	{"profiles", func(string) (string, error) { return profiles, nil }},
}

// profiles tell what holds the networks: they were taken by hand, with the profilers that they name.
//
//go:embed profiles.md
var profiles string

const page = "docs/benchmarks.md"

func main() {
	log.SetFlags(0)
	log.SetPrefix("bench: ")
	python, err := findPython()
	if err != nil {
		log.Fatal(err)
	}
	if len(os.Args) > 1 {
		if err := measureOne(os.Args[1], python); err != nil {
			log.Fatal(err)
		}
		return
	}
	text := heading(python)
	for _, part := range parts {
		log.Printf("measuring the %s", part.name)
		section, err := part.measure(python)
		if err != nil {
			log.Fatalf("%s: %v", part.name, err)
		}
		text += section
	}
	if err := os.WriteFile(page, []byte(text), 0o644); err != nil {
		log.Fatal(err)
	}
	log.Printf("wrote %s", page)
}

func measureOne(name, python string) error {
	at := slices.IndexFunc(parts, func(p part) bool { return p.name == name })
	if at < 0 {
		return fmt.Errorf("there is no part %q: choose neuron, kernel, networks, mlp, cnn, digits or profiles", name)
	}
	section, err := parts[at].measure(python)
	fmt.Print(section)
	return err
}

// findPython returns the Python of the environment that set-up made.
func findPython() (string, error) {
	if text, err := os.ReadFile("go.mod"); err != nil || !strings.HasPrefix(string(text), "module firstneuron\n") {
		return "", errors.New("run this in the folder of the project: go run ./internal/bench")
	}
	python, err := filepath.Abs(".venv/bin/python")
	if err != nil {
		return "", err
	}
	if _, err := os.Stat(python); err != nil {
		return "", errors.New("there is no Python environment yet: run go run ./kernel-setup test first")
	}
	return python, nil
}

// runPython runs a program with whole numbers as its arguments and returns what it printed.
func runPython(python, program string, arguments ...int) ([]byte, error) {
	command := exec.Command(python, "-c", program)
	for _, argument := range arguments {
		command.Args = append(command.Args, strconv.Itoa(argument))
	}
	command.Stderr = os.Stderr
	return command.Output()
}

func heading(python string) string {
	versions, err := runPython(python, "import platform, numpy; print(f'Python {platform.python_version()}, numpy {numpy.__version__}')")
	if err != nil {
		log.Fatalf("ask numpy for its version: %v", err)
	}
	return fmt.Sprintf(`# Benchmarks

Written by `+"`go run ./internal/bench`"+`: everything in one run on one machine, ours and the others in turn.

%s, %d cores, %s/%s, %s, %s, %s
`, processor(), runtime.NumCPU(), runtime.GOOS, runtime.GOARCH, runtime.Version(),
		strings.TrimSpace(string(versions)), time.Now().Format("2 January 2006"))
}

func processor() string {
	text, _ := os.ReadFile("/proc/cpuinfo") // elsewhere the machine stays without a name
	for line := range strings.Lines(string(text)) {
		if name, found := strings.CutPrefix(line, "model name"); found {
			return strings.Trim(name, "\t :\n")
		}
	}
	return "unnamed processor"
}
