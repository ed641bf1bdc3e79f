package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"runtime"
	"strings"
	"syscall"

	"firstneuron/kernel-setup/setup"
	"firstneuron/pkg/engine"
)

// doctor says what is there, what is missing, and what fixes it.
func doctor(args []string) (action, error) {
	return examine, noArguments(args)
}

// examine looks at everything that the lessons need, and changes nothing.
func examine(ctx context.Context, p *project) error {
	fmt.Println("First Neuron in", p.Root)
	wrong := 0
	for _, look := range append(p.Checks(), p.lookAtCompute, p.lookAtData, lookAtPort) {
		f := look(ctx)
		if ctx.Err() != nil {
			return ctx.Err()
		}
		fmt.Printf("  %-8s %s\n", f.State, strings.ReplaceAll(f.What, "\n", "\n           "))
		if f.State != "ok" {
			wrong++
		}
		if f.Fix != "" {
			fmt.Printf("           fix it: %s\n", f.Fix)
		}
	}
	if wrong > 0 {
		fmt.Printf("%s to fix.\n", count(wrong, "thing"))
		return errReported
	}
	fmt.Println("Nothing is missing.")
	return nil
}

func (p *project) lookAtCompute(context.Context) setup.Finding {
	simd := "this Go has no vector instructions for " + runtime.GOARCH + ", so GoMLX's pure Go backend runs without"
	switch {
	case p.Go.UsesSIMD():
		simd = "GoMLX's pure Go backend uses vector instructions (GOEXPERIMENT=simd)"
	case p.Go.HasSIMD():
		simd = "GoMLX's pure Go backend runs without vector instructions, as GOEXPERIMENT=nosimd asks"
	}
	backend := os.Getenv("GOMLX_BACKEND")
	if backend == "" || backend == "engine" {
		backend = "our engine (" + engine.Instructions() + "), and with GoMLX where a model has layers that the engine does not know"
	}
	return setup.OK("models compute with %s; %s", backend, simd)
}

func lookAtPort(context.Context) setup.Finding {
	if err := tryPort("127.0.0.1", firstPort); errors.Is(err, syscall.EADDRINUSE) {
		return setup.OK("port 8888 is taken; start will find another one")
	} else if err != nil {
		return setup.Finding{State: "broken", What: "cannot listen on a port: " + err.Error(), Fix: "allow programs to listen on 127.0.0.1"}
	}
	return setup.OK("port 8888 is free")
}
