package runs

import (
	"flag"
	"fmt"
	"os"
	"runtime"
	"runtime/debug"
	"strings"
	"time"

	"firstneuron/internal/process"
)

// head is all that is known when a loop begins.
func (s Settings) head(started time.Time) Head {
	head := Head{
		Format:  format,
		Name:    s.Name,
		Trial:   s.Trial,
		Code:    s.Code,
		Started: started,
		Flags:   map[string]string{},
		Values:  map[string]string{},
		Backend: s.Backend,
		Machine: Machine{process.Processor(), runtime.GOMAXPROCS(0), process.MachineMemory(), runtime.GOOS + "/" + runtime.GOARCH},
		Go:      runtime.Version(),
		Commit:  "unknown",
	}
	if info, ok := debug.ReadBuildInfo(); ok {
		head.Modules = modules(info.Deps)
	}
	flag.VisitAll(func(f *flag.Flag) {
		if isSetting(f) {
			head.Flags[f.Name] = f.Value.String()
		}
	})
	flag.Visit(func(f *flag.Flag) {
		if isSetting(f) {
			head.Set = append(head.Set, f.Name)
		}
	})
	for name, value := range s.Values {
		head.Values[name] = fmt.Sprint(value)
	}
	if s.Data != nil {
		head.Data, head.Digest = s.Data.String(), s.Data.Digest()
	}
	if model, ok := s.Model.(fmt.Stringer); ok {
		head.Model = strings.TrimSpace(model.String())
	}
	if model, ok := s.Model.(interface{ NumParameters() int }); ok {
		head.Parameters = model.NumParameters()
	}
	if folder, err := os.Getwd(); err == nil {
		head.Commit = commit(folder)
	}
	return head
}

// isSetting leaves out the flags of go test, and those whose value has a method IsHelp that returns true, such as --hint
// of package lesson: they change what is said, and nothing that is computed.
func isSetting(f *flag.Flag) bool {
	help, ok := f.Value.(interface{ IsHelp() bool })
	return !(ok && help.IsHelp()) && !strings.HasPrefix(f.Name, "test.")
}

// modules are the versions of the modules in the program. For one that is replaced it is the version, or the folder, of the replacement.
func modules(all []*debug.Module) map[string]string {
	versions := map[string]string{}
	for _, module := range all {
		version := module.Version
		if other := module.Replace; other != nil {
			version = strings.TrimSpace(other.Path + " " + other.Version)
		}
		versions[module.Path] = version
	}
	return versions
}
