package main

import (
	"debug/elf"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
)

// PyTorch's package for Linux wants 4 GB more of packages for GPUs, and without them its
// own libraries do not load. Nothing of them is called on a machine without a GPU, so
// empty libraries with their names and with the functions that PyTorch names are enough.

// gpuPackages is what the packages in locks/torch-gpu.txt add on linux/amd64, in bytes: the
// files in the wheels that pip chooses for gpuPackagesOf. To download are 2,450,564,926 bytes.
const (
	gpuPackages   = 4_271_033_170
	gpuPackagesOf = "torch==2.15.0"
)

// gpuName begins the names of libraries and functions that come with a GPU.
var gpuName = regexp.MustCompile(`^(lib|_+)?(cu|nccl|nv)`)

// wants is what a folder of libraries takes from libraries that are not there.
type wants struct{ libraries, functions []string }

// gpuWants reads what the shared libraries of a folder want of a GPU's.
func gpuWants(folder string) (wants, error) {
	paths, err := filepath.Glob(filepath.Join(folder, "*.so*"))
	if err != nil {
		return wants{}, err
	}
	var wanted wants
	present := make(map[string]bool)
	for _, path := range paths {
		needed, symbols, err := dynamic(path)
		if err != nil {
			return wants{}, fmt.Errorf("read %s: %w", path, err)
		}
		present[filepath.Base(path)] = true
		for _, library := range needed {
			if gpuName.MatchString(library) {
				wanted.libraries = append(wanted.libraries, library)
			}
		}
		for _, symbol := range symbols {
			if symbol.Section != elf.SHN_UNDEF {
				present[symbol.Name] = true
			} else if gpuName.MatchString(symbol.Name) || gpuName.MatchString(symbol.Library) {
				wanted.functions = append(wanted.functions, symbol.Name)
			}
		}
	}
	wanted.libraries = lacking(wanted.libraries, present)
	wanted.functions = lacking(wanted.functions, present)
	return wanted, nil
}

// dynamic reads which libraries a library needs and which symbols it has and wants.
func dynamic(path string) (needed []string, symbols []elf.Symbol, err error) {
	library, err := elf.Open(path)
	if err != nil {
		return nil, nil, err
	}
	defer library.Close()
	if needed, err = library.ImportedLibraries(); err != nil {
		return nil, nil, err
	}
	symbols, err = library.DynamicSymbols()
	return needed, symbols, err
}

// lacking is the names that are not present, each once.
func lacking(names []string, present map[string]bool) []string {
	slices.Sort(names)
	return slices.DeleteFunc(slices.Compact(names), func(name string) bool { return present[name] })
}

// cudaErrorNoDevice is what every function answers.
const cudaErrorNoDevice = 100

// presentFunctions is the library that has the functions: they may not be in libraries with
// the right names, because the loader then asks for the functions' versions too.
const presentFunctions = "functions.so"

// standIns writes the empty libraries into a folder, with the C compiler.
func (w wants) standIns(folder string) error {
	if err := os.MkdirAll(folder, 0o777); err != nil {
		return err
	}
	source := fmt.Sprintf("int first_neuron_no_gpu(void) { return %d; }\n", cudaErrorNoDevice)
	for _, name := range w.functions {
		source += fmt.Sprintf("int %s(void) __attribute__((alias(\"first_neuron_no_gpu\")));\n", name)
	}
	if err := compile(filepath.Join(folder, presentFunctions), source); err != nil {
		return err
	}
	for _, name := range w.libraries {
		if err := compile(filepath.Join(folder, name), ""); err != nil {
			return err
		}
	}
	return nil
}

func compile(library, source string) error {
	compiler := exec.Command("cc", "-shared", "-fPIC", "-fno-builtin", "-w", "-o", library, "-Wl,-soname,"+filepath.Base(library), "-x", "c", "-")
	compiler.Stdin = strings.NewReader(source)
	if err := quietly(compiler); err != nil {
		return fmt.Errorf("make an empty library in place of a GPU's with the C compiler: %w", err)
	}
	return nil
}

func (e environment) noGPU() string { return filepath.Join(e.path, "no-gpu") }

// replaceGPU puts empty libraries in the place of a GPU's where PyTorch wants them.
func (e environment) replaceGPU() error {
	packages, err := e.packages()
	if err != nil {
		return err
	}
	libraries := filepath.Join(packages, "torch", "lib")
	if _, err := os.Stat(filepath.Join(libraries, "libtorch_cuda.so")); err != nil {
		return nil // PyTorch for processors only, or no PyTorch
	}
	wanted, err := gpuWants(libraries)
	if err != nil {
		return err
	}
	return wanted.standIns(e.noGPU())
}
