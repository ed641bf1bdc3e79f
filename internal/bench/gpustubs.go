package main

import (
	"debug/elf"
	"errors"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"time"
)

// PyTorch's package for Linux asks for 4 GB more of packages for GPUs, and its own shared
// libraries do not load without them. They would only slow it down on a machine without a
// GPU: nothing there calls their functions, so stubs are enough, empty libraries of these
// names, and the functions that PyTorch names.

// gpuPackages is what the packages in locks/torch-gpu.txt add to torch 2.15.0 on
// linux/amd64, in bytes: the files in the wheels that pip chooses. The download is 2,450,564,926 bytes.
const gpuPackages = 4_271_033_170

// gpuName begins the names of libraries and functions that come with a GPU.
var gpuName = regexp.MustCompile(`^(lib|_+)?(cu|nccl|nv)`)

const cudaErrorNoDevice = 100 // what every stub returns

func (e environment) stubFolder() string { return filepath.Join(string(e), "no-gpu") }

// functionStubs is the library with the functions. They cannot be in the empty libraries:
// under those names the loader asks for the functions' versions too.
func (e environment) functionStubs() string { return filepath.Join(e.stubFolder(), "functions.so") }

func (e environment) hasGPUStubs() bool {
	_, err := os.Stat(e.functionStubs())
	return err == nil
}

// addGPUStubs makes the stubs, with the C compiler, if there is a PyTorch that needs them.
func (e environment) addGPUStubs() error {
	folder := filepath.Join(string(e), "torch", "lib")
	if _, err := os.Stat(filepath.Join(folder, "libtorch_cuda.so")); err != nil {
		return nil
	}
	libraries, functions, err := missingGPU(folder)
	if err != nil {
		return err
	}
	source := fmt.Sprintf("int no_gpu(void) { return %d; }\n", cudaErrorNoDevice)
	for _, name := range functions {
		source += fmt.Sprintf("int %s(void) __attribute__((alias(\"no_gpu\")));\n", name)
	}
	err = errors.Join(os.MkdirAll(e.stubFolder(), 0o777), compileLibrary(e.functionStubs(), source))
	for _, name := range libraries {
		err = errors.Join(err, compileLibrary(filepath.Join(e.stubFolder(), name), ""))
	}
	return err
}

// missingGPU lists the GPU libraries that a folder's shared libraries need, and the
// functions that they call, less those that the folder has.
func missingGPU(folder string) (libraries, functions []string, err error) {
	paths, _ := filepath.Glob(filepath.Join(folder, "*.so*"))
	needed, called, present := map[string]bool{}, map[string]bool{}, map[string]bool{}
	for _, path := range paths {
		present[filepath.Base(path)] = true
		library, err := elf.Open(path)
		if err != nil {
			return nil, nil, fmt.Errorf("read %s: %w", path, err)
		}
		defer library.Close()
		imported, importErr := library.ImportedLibraries()
		symbols, err := library.DynamicSymbols()
		if err := errors.Join(importErr, err); err != nil {
			return nil, nil, fmt.Errorf("read %s: %w", path, err)
		}
		for _, name := range imported {
			needed[name] = gpuName.MatchString(name)
		}
		for _, symbol := range symbols {
			if symbol.Section != elf.SHN_UNDEF {
				present[symbol.Name] = true
			} else if gpuName.MatchString(symbol.Name) || gpuName.MatchString(symbol.Library) {
				called[symbol.Name] = true
			}
		}
	}
	missing := func(names map[string]bool) []string {
		maps.DeleteFunc(names, func(name string, gpu bool) bool { return !gpu || present[name] })
		return slices.Sorted(maps.Keys(names))
	}
	return missing(needed), missing(called), nil
}

func compileLibrary(path, source string) error {
	file := filepath.Join(filepath.Dir(path), "stubs.c")
	if err := os.WriteFile(file, []byte(source), 0o666); err != nil {
		return err
	}
	if _, err := execute(time.Minute, nil, "cc", "-shared", "-fPIC", "-fno-builtin", "-w", "-o", path, "-Wl,-soname,"+filepath.Base(path), file); err != nil {
		return fmt.Errorf("compile stubs of the GPU libraries that PyTorch needs: %w", err)
	}
	return nil
}
