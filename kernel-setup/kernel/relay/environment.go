package relay

import (
	"debug/buildinfo"
	"encoding/json"
	"os"
	"runtime/debug"
	"slices"
	"strings"
)

// The kernel's own environment has settings that are neither for a cell's commands nor for most of its programs: flags
// for GoNB's compiler, and what makes XLA faster or is read by it alone.
var (
	forCompiler = []string{"GOFLAGS"}
	forXLA      = []string{"MALLOC_MMAP_THRESHOLD_", "MALLOC_TRIM_THRESHOLD_", "MALLOC_TOP_PAD_", "MALLOC_ARENA_MAX", "GLIBC_TUNABLES",
		"GOMLX_NO_AUTO_INSTALL", "PJRT_PLUGIN_LIBRARY_PATH"}
)

// settings is the variable that tells the relay which of them are ours; what a cell changes by %env is the user's.
const settings = "FIRST_NEURON_SETTINGS"

// usersFlags is the variable that has the user's own GOFLAGS, in whose place kernel.json puts ours. Where the user has none,
// it is empty, or Jupyter leaves it as it is in kernel.json.
const usersFlags = "FIRST_NEURON_USERS_GOFLAGS"

// ForGoNB is the kernel's environment as GoNB gets it: of our settings only those for its compiler are visible.
func ForGoNB(kernels []string) []string {
	ours := map[string]string{}
	var environment []string
	for _, entry := range kernels {
		name, value, _ := strings.Cut(entry, "=")
		if slices.Contains(forCompiler, name) || slices.Contains(forXLA, name) {
			ours[name] = value
		}
		if !slices.Contains(forXLA, name) {
			environment = append(environment, entry)
		}
	}
	text, _ := json.Marshal(ours) // it always can
	return append(environment, settings+"="+string(text))
}

// forProgram is GoNB's environment as what a cell runs gets it: with the user's GOFLAGS, and without our settings, but for
// those of XLA if it is a program that has XLA in it.
func forProgram(gonbs []string, hasXLA bool) []string {
	ours := map[string]string{}
	_ = json.Unmarshal([]byte(os.Getenv(settings)), &ours) // without it, nothing is ours
	users := os.Getenv(usersFlags)
	var environment []string
	for _, entry := range gonbs {
		name, value, _ := strings.Cut(entry, "=")
		setting, found := ours[name]
		switch {
		case name == settings || name == usersFlags:
		case !found || setting != value:
			environment = append(environment, Letters(entry))
		case name == "GOFLAGS" && users != "" && users != "${GOFLAGS}":
			environment = append(environment, "GOFLAGS="+users)
		}
	}
	for _, name := range forXLA {
		if value, found := ours[name]; found && hasXLA {
			environment = append(environment, name+"="+value)
		}
	}
	return environment
}

// hasXLA tells whether XLA is linked into a Go program.
func hasXLA(program string) bool {
	info, err := buildinfo.ReadFile(program)
	return err == nil && slices.ContainsFunc(info.Deps, func(module *debug.Module) bool { return module.Path == "github.com/gomlx/go-xla" })
}
