package main

import (
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"

	"firstneuron/kernel-setup/toolrun"
	"firstneuron/pkg/engine"
)

// experiments is GOEXPERIMENT for all that we compile: the user's, and simd where Go has it. Vector instructions make
// GoMLX's pure Go backend, to which models go that the engine does not know, three to five times faster; elsewhere the same code runs without them.
func (g golang) experiments() string {
	asked := splitExperiments(os.Getenv("GOEXPERIMENT"))
	if g.hasSIMD && !slices.Contains(asked, "simd") && !slices.Contains(asked, "nosimd") {
		asked = append(asked, "simd")
	}
	return strings.Join(asked, ",")
}

func splitExperiments(text string) []string {
	return strings.FieldsFunc(text, func(r rune) bool { return r == ',' })
}

// knowsSIMD asks a go command whether it has the experiment. Its vector instructions are those of amd64 only, today.
func knowsSIMD(ctx context.Context, command string) bool {
	cmd := exec.CommandContext(ctx, command, "env", "GOVERSION")
	cmd.Env = toolrun.WithVariables(os.Environ(), toolrun.Variables{"GOEXPERIMENT": "simd", "GOTOOLCHAIN": "local", "GOWORK": "off"})
	return runtime.GOARCH == "amd64" && cmd.Run() == nil
}

// computeVariables are what models need for speed, and to find XLA, when a cell runs. The memory settings are the C
// library's: XLA asks for large pieces again and again, and need not give them back to the system each time.
func (p *project) computeVariables() toolrun.Variables {
	set := toolrun.Variables{
		"GOMLX_NO_AUTO_INSTALL":    "1", // it would download XLA
		"PJRT_PLUGIN_LIBRARY_PATH": p.xlaFolder(),
		"GOMLX_BACKEND":            os.Getenv("GOMLX_BACKEND"),
	}
	if runtime.GOOS == "linux" {
		set["MALLOC_MMAP_THRESHOLD_"] = "4294967296"
		set["MALLOC_TRIM_THRESHOLD_"] = "8589934592"
		set["MALLOC_TOP_PAD_"] = "268435456"
		set["MALLOC_ARENA_MAX"] = "1"
		set["GLIBC_TUNABLES"] = "glibc.malloc.hugetlb=1"
	}
	return set
}

// xlaFolder is where XLA's plugin for the processor lies, if the user has installed requirements-xla.txt; else empty.
func (p *project) xlaFolder() string {
	for _, pattern := range []string{"lib/python3*/site-packages", "Lib/site-packages"} {
		found, _ := filepath.Glob(filepath.Join(p.venv(), filepath.FromSlash(pattern), "lammps_jax_pjrt_cpu")) // the pattern is right
		if len(found) > 0 {
			return found[0]
		}
	}
	return ""
}

// xlaTags asks for XLA in every program where GOMLX_BACKEND does. Otherwise a cell that wants it imports it: linking it
// takes half a second.
func xlaTags() []string {
	if strings.HasPrefix(os.Getenv("GOMLX_BACKEND"), "xla") {
		return []string{"xla"}
	}
	return nil
}

// withTags adds build tags to flags of Go, which may have some.
func withTags(flags, tags []string) []string {
	if len(tags) == 0 {
		return flags
	}
	changed := slices.Clone(flags)
	for i, flag := range changed {
		name, value, _ := strings.Cut(strings.TrimLeft(flag, "-"), "=")
		if name == "tags" {
			all := strings.Split(value, ",")
			for _, tag := range tags {
				if !slices.Contains(all, tag) {
					all = append(all, tag)
				}
			}
			changed[i] = "-tags=" + strings.Join(all, ",")
			return changed
		}
	}
	return append(changed, "-tags="+strings.Join(tags, ","))
}

func (p *project) lookAtCompute(context.Context) finding {
	simd := "this Go has no vector instructions for " + runtime.GOARCH + ", so GoMLX's pure Go backend runs without"
	switch {
	case slices.Contains(splitExperiments(p.experiments()), "simd"):
		simd = "GoMLX's pure Go backend uses vector instructions (GOEXPERIMENT=simd)"
	case p.hasSIMD:
		simd = "GoMLX's pure Go backend runs without vector instructions, as GOEXPERIMENT=nosimd asks"
	}
	backend := os.Getenv("GOMLX_BACKEND")
	if backend == "" || backend == "engine" {
		backend = "our engine (" + engine.Instructions() + "), and with GoMLX where a model has layers that the engine does not know"
	}
	return ok("models compute with %s; %s", backend, simd)
}
