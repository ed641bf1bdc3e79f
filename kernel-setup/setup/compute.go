package setup

import (
	"os"
	"path/filepath"
	"runtime"
	"strings"

	"firstneuron/kernel-setup/toolrun"
)

// computeVariables are what models need for speed, and to find XLA, when a cell runs. The memory settings are the C
// library's: XLA asks for large pieces again and again, and need not give them back to the system each time.
func (c Clone) computeVariables() toolrun.Variables {
	set := toolrun.Variables{
		"GOMLX_NO_AUTO_INSTALL":    "1", // it would download XLA
		"PJRT_PLUGIN_LIBRARY_PATH": c.xlaFolder(),
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
func (c Clone) xlaFolder() string {
	found, _ := filepath.Glob(filepath.Join(c.Venv(), "lib", "python3*", "site-packages", "lammps_jax_pjrt_cpu")) // the pattern is right
	if len(found) == 0 {
		return ""
	}
	return found[0]
}

// xlaTags asks for XLA in every program where GOMLX_BACKEND does. Otherwise a cell that wants it imports it: linking it
// takes half a second.
func xlaTags() []string {
	if strings.HasPrefix(os.Getenv("GOMLX_BACKEND"), "xla") {
		return []string{"xla"}
	}
	return nil
}
