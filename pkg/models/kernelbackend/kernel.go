// Package kernelbackend lets GoMLX graphs run operators that are written in plain Go.
//
// GoMLX's backend in pure Go cannot be given operators from outside. This backend,
// named [Name], has one inside that computes everything, except the calls that [Call]
// puts into a graph: there a Go function runs, a kernel that is registered with
// [Register]. The graph is compiled in stages: what comes before a kernel, the kernel,
// what needs its outputs, and so on; a graph without kernels is compiled as if this
// package were not there.
//
// A kernel runs if it is called in the main function, its inputs and outputs are
// float32, and no parameter of the graph has a dynamic shape; otherwise GoMLX's own
// operations do. A kernel none of whose outputs the graph needs does not run.
package kernelbackend

import (
	"fmt"
	"strings"
	"sync"
)

// A Tensor is an input or an output of a kernel, a view of the backend's own memory:
// it is valid until the kernel returns.
type Tensor struct {
	Shape  []int // the same at every execution
	Values []float32
}

// A Kernel computes outputs from inputs, which it must not change. The outputs are to
// be written as a whole: their memory may hold anything. A panic becomes an error of
// the execution, but for one in a goroutine that the kernel started.
//
// A kernel may keep memory from one execution to the next: executions of the same
// compiled graph, if it has kernels, wait for each other.
type Kernel func(inputs, outputs []Tensor) error

var registered = struct {
	sync.RWMutex
	makers map[string]func(parameters string) (Kernel, error)
}{makers: make(map[string]func(string) (Kernel, error))}

// Register gives a kernel its name. newKernel is called once for each [Call], while the
// graph is built, with the parameters of the call; the kernel that it returns belongs
// to that call. Register before graphs are built. A name that is empty, has a space or
// a #, or is taken, is a panic.
//
// [Call] passes a kernel on to the backend as a call of a function, whose name is that
// of the kernel, a space, the parameters, # and a number that makes it unique within
// the graph: "convolution size=3 strides=1 #7". The function takes the kernel's inputs
// and then, for each output, what it is if the kernel cannot run; it returns these.
func Register(name string, newKernel func(parameters string) (Kernel, error)) {
	if name == "" || strings.ContainsAny(name, " #") {
		panic(fmt.Sprintf("kernelbackend: a kernel cannot be named %q: give it a name without spaces and #", name))
	}
	registered.Lock()
	defer registered.Unlock()
	if registered.makers[name] != nil {
		panic(fmt.Sprintf("kernelbackend: there are two kernels named %q: register each under a name of its own", name))
	}
	registered.makers[name] = newKernel
}

// kernelFor makes the kernel for a call of a function, or returns nil if none is
// registered for its name.
func kernelFor(function string) (Kernel, error) {
	name, rest, _ := strings.Cut(function, " ")
	registered.RLock()
	newKernel := registered.makers[name]
	registered.RUnlock()
	if newKernel == nil {
		return nil, nil
	}
	if end := strings.LastIndex(rest, "#"); end >= 0 {
		rest = rest[:end]
	}
	kernel, err := newKernel(strings.TrimSpace(rest))
	if err == nil && kernel == nil {
		err = fmt.Errorf("its maker returned no kernel and no error")
	}
	if err != nil {
		return nil, fmt.Errorf("kernelbackend: make the kernel for function %q: %w", function, err)
	}
	return kernel, nil
}
