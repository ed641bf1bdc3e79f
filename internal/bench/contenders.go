package main

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"
)

// A contender is one row of a table: a library that trains networks, used in one style.
type contender struct {
	library  string
	style    string // how it is used, for the page; empty: as in the library's tutorials
	networks []string

	environment string // where its Python packages are; empty: this is our own program
	script      string // in pythonFolder
	variant     string // which of the script's networks, or which of our backends
	memory      bool   // with our kernel's memory settings
}

var (
	all           = []string{"mlp", "cnn", "digits"}
	multilayer    = []string{"mlp", "digits"}
	convolutional = []string{"cnn"}
)

// contenders are in the order of the page. A library that trains faster with the memory
// settings of our kernel gets them in its faster styles: they belong to the C library, not to us.
var contenders = []contender{
	{library: "ours, engine", networks: all, variant: "engine"},
	{library: "ours, engine", style: "by single kernels, in a function that it does not know", networks: convolutional, variant: "engine unknown"},
	{library: "ours, XLA", networks: all, variant: "xla:cpu"},
	{library: "numpy", style: "by hand", networks: multilayer, environment: "numpy", script: "with_numpy.py", variant: "default"},
	{library: "scikit-learn", networks: multilayer, environment: "scikit-learn", script: "with_sklearn.py", variant: "default"},
	{library: "PyTorch", networks: all, environment: "torch", script: "with_torch.py", variant: "default"},
	{library: "PyTorch", style: "channels last, pooling before ReLU, fused Adam, memory settings", networks: convolutional,
		environment: "torch", script: "with_torch.py", variant: "fused", memory: true},
	{library: "PyTorch", style: "channels last, pooling before ReLU, fused Adam, torch.compile, memory settings", networks: convolutional,
		environment: "torch", script: "with_torch.py", variant: "compiled", memory: true},
	{library: "PyTorch", style: "fused Adam", networks: multilayer, environment: "torch", script: "with_torch.py", variant: "fused"},
	{library: "PyTorch", style: "fused Adam, torch.compile, memory settings", networks: []string{"mlp"},
		environment: "torch", script: "with_torch.py", variant: "compiled", memory: true},
	{library: "JAX", networks: all, environment: "jax", script: "with_jax.py", variant: "default"},
	{library: "JAX", style: "pooling by reshaping, memory settings", networks: convolutional,
		environment: "jax", script: "with_jax.py", variant: "reshaped", memory: true},
	{library: "JAX", style: "many steps in a call", networks: multilayer, environment: "jax", script: "with_jax.py", variant: "loop"},
	{library: "Keras on TensorFlow", networks: all, environment: "keras-tensorflow", script: "with_keras.py", variant: "default"},
	{library: "Keras on TensorFlow", style: "pooling before ReLU, 13 steps in a call", networks: convolutional,
		environment: "keras-tensorflow", script: "with_keras.py", variant: "faster"},
	{library: "Keras on JAX", networks: all, environment: "keras-jax", script: "with_keras.py", variant: "default"},
	{library: "Keras on JAX", style: "13 steps in a call", networks: []string{"mlp"},
		environment: "keras-jax", script: "with_keras.py", variant: "faster"},
}

func contendersFor(network string) []contender {
	return slices.DeleteFunc(slices.Clone(contenders), func(c contender) bool { return !slices.Contains(c.networks, network) })
}

// A program is how a contender is started.
type program struct {
	command   []string
	variables []string // of the environment, besides the user's
	size      float64  // of the installation, in bytes
	pipSize   float64  // the size if pip installs all that the library asks for, where that is more
}

// prepare installs or builds a contender's program.
func (c contender) prepare() (program, error) {
	settings, err := kernelVariables(kernelFile)
	if err != nil {
		return program{}, err
	}
	if c.environment == "" {
		return buildOurs(c.variant, settings)
	}
	e, err := install(c.environment)
	if err != nil {
		return program{}, fmt.Errorf("could not be installed: %w", err)
	}
	size, err := e.size()
	if err != nil {
		return program{}, err
	}
	p := program{command: []string{python, filepath.Join(pythonFolder, c.script)}, size: size}
	if e.hasGPUStubs() {
		p.pipSize = size + gpuPackages
	}
	cache := filepath.Join(buildFolder, "cache")
	p.variables = append(e.variables(),
		"OMP_NUM_THREADS=2", "OPENBLAS_NUM_THREADS=2", "MKL_NUM_THREADS=2",
		"TF_NUM_INTRAOP_THREADS=2", "TF_NUM_INTEROP_THREADS=2", "TF_CPP_MIN_LOG_LEVEL=3",
		"KERAS_BACKEND="+strings.TrimPrefix(c.environment, "keras-"), "KERAS_HOME="+filepath.Join(cache, "keras"),
		"TORCHINDUCTOR_CACHE_DIR="+filepath.Join(cache, "torch"), "TORCHINDUCTOR_FORCE_DISABLE_CACHES=1")
	if c.memory {
		p.variables = append(p.variables, memorySettings(settings)...)
	}
	return p, nil
}

// buildOurs builds our own program for a variant, which begins with a backend, as the
// kernel builds and starts a cell.
func buildOurs(variant string, settings []string) (program, error) {
	backend, _, _ := strings.Cut(variant, " ")
	name, _, _ := strings.Cut(backend, ":")
	path := filepath.Join(buildFolder, "ours-"+name)
	if _, err := execute(5*time.Minute, settings, "go", "build", "-tags", name, "-o", path, "./internal/bench/ours"); err != nil {
		return program{}, fmt.Errorf("could not be built: %w", err)
	}
	files := []string{path}
	if name == "xla" {
		for _, setting := range settings {
			if folder, found := strings.CutPrefix(setting, "PJRT_PLUGIN_LIBRARY_PATH="); found {
				plugins, _ := filepath.Glob(filepath.Join(folder, "*.so"))
				files = append(files, plugins...)
			}
		}
	}
	p := program{command: []string{path}, variables: settings}
	for _, file := range files {
		info, err := os.Stat(file)
		if err != nil {
			return program{}, err
		}
		p.size += float64(info.Size())
	}
	return p, nil
}

const kernelFile = ".venv/share/jupyter/kernels/first-neuron/kernel.json"

// kernelVariables is the environment in which our kernel compiles and runs a cell, less its PATH.
func kernelVariables(kernelFile string) ([]string, error) {
	text, err := os.ReadFile(kernelFile)
	if err != nil {
		return nil, fmt.Errorf("the kernel is not installed, so run go run ./kernel-setup test first: %w", err)
	}
	var kernel struct{ Env map[string]string }
	if err := json.Unmarshal(text, &kernel); err != nil {
		return nil, fmt.Errorf("read %s: %w", kernelFile, err)
	}
	var variables []string
	for name, value := range kernel.Env {
		if name != "PATH" {
			variables = append(variables, name+"="+strings.ReplaceAll(value, "$$", "$")) // as Jupyter reads it
		}
	}
	slices.Sort(variables)
	return variables, nil
}

// memorySettings picks the variables that tell the C library how to allocate memory.
func memorySettings(variables []string) []string {
	return slices.DeleteFunc(slices.Clone(variables), func(variable string) bool {
		return !strings.HasPrefix(variable, "MALLOC_") && !strings.HasPrefix(variable, "GLIBC_TUNABLES=")
	})
}
