package models

import (
	"fmt"
	"os"
	"runtime"
	"slices"
	"strings"
	"sync"

	"github.com/gomlx/compute"
	"github.com/gomlx/compute/gobackend" // the pure Go backend, "go": always there

	"firstneuron/pkg/engine"
	"firstneuron/pkg/models/kernelbackend"
)

// Backend names the backend that models use unless [Options] name another one, with
// what matters for its speed: "engine with AVX-512", "engine with AVX2", "engine in plain
// Go", "go with SIMD", "go without SIMD", "xla:cpu".
func Backend() string {
	config := configured("")
	switch {
	case config == engineName:
		return engineName + " with " + engine.Instructions()
	case config != gobackend.BackendName:
		return config
	case strings.Contains(runtime.Version(), "simd"): // go1.26.8 X:simd, of a program built with GOEXPERIMENT=simd
		return "go with SIMD"
	}
	return "go without SIMD"
}

// configured is the backend's configuration: what was asked for, else what the
// environment says, else our engine.
func configured(asked string) string {
	if asked != "" {
		return asked
	}
	if said := os.Getenv(compute.ConfigEnvVar); said != "" {
		return said
	}
	return engineName
}

// engineName is the backend that computes on the engine what it can.
const engineName = kernelbackend.Name

var opened = struct {
	sync.Mutex
	backends map[string]compute.Backend
}{backends: make(map[string]compute.Backend)}

// openBackend starts a backend, once for each configuration: a backend has threads
// and memory of its own.
func openBackend(asked string) (compute.Backend, error) {
	config := configured(asked)
	opened.Lock()
	defer opened.Unlock()
	if backend, ok := opened.backends[config]; ok {
		return backend, nil
	}
	var backend compute.Backend
	err := attempt(fmt.Sprintf("start the backend %q", config), func() {
		backend = must1(compute.NewWithConfig(config))
	})
	if err != nil {
		name, _, _ := strings.Cut(config, ":")
		if name == "xla" && !slices.Contains(compute.List(), name) {
			return nil, fmt.Errorf("models: the backend %q is not part of this program: import _ \"firstneuron/pkg/models/xla\", or build with the tag xla; either needs a C compiler", config)
		}
		return nil, err
	}
	opened.backends[config] = backend
	return backend, nil
}

// isPureGo tells whether the backend computes in this program's own memory.
func (m *Model) isPureGo() bool {
	return m.backend.String() == gobackend.BackendName || m.backend.String() == engineName
}
