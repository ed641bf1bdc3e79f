package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
)

// A competitor is one way to train a network: a library, used in one style.
type competitor struct {
	library string
	style   string   // what the page says of it; empty: as the library's tutorials write it
	jobs    []string // the networks it trains
	prepare func(python string) (program, error)
}

// A program is what has to be started to measure a competitor. It is handed the file
// of the job, its last argument, and the time.
type program struct {
	path        string
	first, last []string // arguments before the job, and between job and time
	variables   []string // of the environment, besides the user's
	size        float64  // of the installation, in bytes
	asPip       float64  // the same as pip makes it by itself, if that is something else
}

var (
	everyJob    = []string{"mlp", "cnn", "digits"}
	multilayers = []string{"mlp", "digits"}
)

// competitors is everyone, in the order of the page. Whoever trains faster with the
// memory settings of our kernel is given them too: they belong to the C library, not to us.
var competitors = []competitor{
	{"ours, pure Go", "", everyJob, ours("go", "go")},
	{"ours, XLA", "", everyJob, ours("xla", "xla:cpu", "xla")},
	{"numpy", "by hand", multilayers, peer{environment: "numpy", file: "with_numpy.py"}.prepare},
	{"scikit-learn", "", multilayers, peer{environment: "scikit-learn", file: "with_sklearn.py"}.prepare},
	{"PyTorch", "", everyJob, peer{environment: "torch", file: "with_torch.py"}.prepare},
	{"PyTorch", "channels last, pooling before ReLU, fused Adam, memory settings", []string{"cnn"},
		peer{environment: "torch", file: "with_torch.py", style: "fused", memory: true}.prepare},
	{"PyTorch", "fused Adam", multilayers, peer{environment: "torch", file: "with_torch.py", style: "fused"}.prepare},
	{"PyTorch", "the same, torch.compile", []string{"mlp", "cnn"},
		peer{environment: "torch", file: "with_torch.py", style: "compiled", memory: true}.prepare},
	{"JAX", "", everyJob, peer{environment: "jax", file: "with_jax.py"}.prepare},
	{"JAX", "pooling by reshaping, memory settings", []string{"cnn"},
		peer{environment: "jax", file: "with_jax.py", style: "reshaped", memory: true}.prepare},
	{"JAX", "many steps in a call", multilayers, peer{environment: "jax", file: "with_jax.py", style: "loop"}.prepare},
	{"Keras on TensorFlow", "", everyJob, peer{environment: "keras-tensorflow", file: "with_keras.py", keras: "tensorflow"}.prepare},
	{"Keras on TensorFlow", "pooling before ReLU, 13 steps in a call", []string{"cnn"},
		peer{environment: "keras-tensorflow", file: "with_keras.py", style: "together", keras: "tensorflow"}.prepare},
	{"Keras on JAX", "", everyJob, peer{environment: "keras-jax", file: "with_keras.py", keras: "jax"}.prepare},
	{"Keras on JAX", "13 steps in a call", []string{"mlp"},
		peer{environment: "keras-jax", file: "with_keras.py", style: "together", keras: "jax"}.prepare},
}

func competitorsFor(network string) []competitor {
	return slices.DeleteFunc(slices.Clone(competitors), func(c competitor) bool { return !slices.Contains(c.jobs, network) })
}

const (
	peersFolder = "internal/bench/peers"
	threads     = "2"
)

// A peer is a Python program in peersFolder.
type peer struct {
	environment string
	file        string
	style       string
	keras       string // Keras's backend
	memory      bool   // with the memory settings of our kernel
}

func (p peer) prepare(python string) (program, error) {
	e, err := installed(p.environment, python)
	if err != nil {
		return program{}, fmt.Errorf("could not be installed: %w", err)
	}
	size, err := e.size()
	if err != nil {
		return program{}, err
	}
	var asPip float64
	if len(e.variables()) > 0 {
		asPip = size + gpuPackages
	}
	cache, err := filepath.Abs(filepath.Join(workshop, "cache"))
	if err != nil {
		return program{}, err
	}
	style := p.style
	if style == "" {
		style = "default"
	}
	variables := append(e.variables(),
		"OMP_NUM_THREADS="+threads, "OPENBLAS_NUM_THREADS="+threads, "MKL_NUM_THREADS="+threads,
		"TF_NUM_INTRAOP_THREADS="+threads, "TF_NUM_INTEROP_THREADS="+threads, "TF_CPP_MIN_LOG_LEVEL=3",
		"KERAS_BACKEND="+p.keras, "KERAS_HOME="+filepath.Join(cache, "keras"),
		"TORCHINDUCTOR_CACHE_DIR="+filepath.Join(cache, "torch"), "TORCHINDUCTOR_FORCE_DISABLE_CACHES=1",
	)
	if p.memory {
		settings, err := kernelVariables()
		if err != nil {
			return program{}, err
		}
		variables = append(variables, memorySettings(settings)...)
	}
	return program{
		path: e.python(), first: []string{filepath.Join(peersFolder, p.file)}, last: []string{style},
		variables: variables, size: size, asPip: asPip,
	}, nil
}

// ours returns how our own program is made for a backend: compiled and started as the kernel does it with a cell.
func ours(name, backend string, tags ...string) func(string) (program, error) {
	return func(string) (program, error) {
		settings, err := kernelVariables()
		if err != nil {
			return program{}, err
		}
		path, err := filepath.Abs(filepath.Join(workshop, "ours-"+name))
		if err != nil {
			return program{}, err
		}
		build := exec.Command("go", "build", "-tags", strings.Join(tags, ","), "-o", path, "./internal/bench/ours")
		build.Env = append(os.Environ(), settings...)
		if err := quietly(build); err != nil {
			return program{}, fmt.Errorf("could not be built: %w", err)
		}
		info, err := os.Stat(path)
		if err != nil {
			return program{}, err
		}
		size := float64(info.Size())
		if backend != "go" {
			size += pluginSize(settings)
		}
		return program{path: path, last: []string{backend}, variables: settings, size: size}, nil
	}
}

// pluginSize adds up XLA's plugins, in bytes.
func pluginSize(settings []string) float64 {
	var sum float64
	for _, setting := range settings {
		folder, found := strings.CutPrefix(setting, "PJRT_PLUGIN_LIBRARY_PATH=")
		if !found {
			continue
		}
		plugins, _ := filepath.Glob(filepath.Join(folder, "*.so")) // the pattern is right, whatever the folder
		for _, plugin := range plugins {
			if info, err := os.Stat(plugin); err == nil {
				sum += float64(info.Size())
			}
		}
	}
	return sum
}

const kernelFile = ".venv/share/jupyter/kernels/first-neuron/kernel.json"

// kernelVariables is the environment in which our kernel compiles and runs a cell, less its PATH.
func kernelVariables() ([]string, error) {
	text, err := os.ReadFile(kernelFile)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, errors.New("the kernel is not installed: run go run ./kernel-setup test first")
	}
	if err != nil {
		return nil, err
	}
	return readKernelVariables(text)
}

func readKernelVariables(text []byte) ([]string, error) {
	var kernel struct {
		Env map[string]string `json:"env"`
	}
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

// memorySettings picks those that tell the C library how to hand out memory.
func memorySettings(variables []string) []string {
	return slices.DeleteFunc(slices.Clone(variables), func(variable string) bool {
		return !strings.HasPrefix(variable, "MALLOC_") && !strings.HasPrefix(variable, "GLIBC_TUNABLES=")
	})
}
