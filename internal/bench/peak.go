package main

import (
	"context"
	"fmt"
	"log"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"time"
)

const peakSide = 2048 // rows and columns: three matrices of 16 MB, far more work than moving them

// matrixPeak is the most flop a second that any library reaches with a matrix product on
// this machine, and a sentence that says so. It is measured once in a run.
var matrixPeak = sync.OnceValues(func() (float64, string) {
	python, err := findPython()
	if err != nil {
		return 0, ""
	}
	var best float64
	var said []string
	for _, library := range []struct{ name, label, environment string }{
		{"numpy", "numpy", "numpy"}, {"torch", "PyTorch", "torch"}, {"jax", "JAX", "jax"},
	} {
		flops, err := productSpeed(python, library.name, library.environment)
		if err != nil {
			log.Printf("the matrix product of %s: %v", library.label, err)
			continue
		}
		best = max(best, flops)
		said = append(said, fmt.Sprintf("%s %.0f", library.label, flops/1e9))
	}
	if len(said) == 0 {
		return 0, ""
	}
	return best, fmt.Sprintf("The product of two float32 matrices of %d x %d runs here at %s GFLOP/s; the best is the peak.",
		peakSide, peakSide, strings.Join(said, ", "))
})

func productSpeed(python, library, environment string) (float64, error) {
	prepared, err := peer{environment: environment}.prepare(python)
	if err != nil {
		return 0, err
	}
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	command := onTwoCores(ctx, prepared.path, filepath.Join(peersFolder, "peak.py"), library, strconv.Itoa(peakSide))
	command.Env = append(os.Environ(), prepared.variables...)
	output, err := command.Output()
	if err != nil {
		return 0, err
	}
	return strconv.ParseFloat(strings.TrimSpace(string(output)), 64)
}
