package main

import (
	"slices"
	"strings"

	"firstneuron/kernel-setup/kernel/cells"
)

// testFlags are the flags of `go test` that a compiled test takes with test. before its name.
var testFlags = []string{
	"bench", "benchmem", "benchtime", "blockprofile", "blockprofilerate", "count", "coverprofile", "cpu", "cpuprofile", "failfast", "fullpath", "fuzz",
	"fuzzcachedir", "fuzzminimizetime", "fuzztime", "list", "memprofile", "memprofilerate", "mutexprofile", "mutexprofilefraction", "outputdir", "parallel",
	"run", "short", "shuffle", "skip", "timeout", "trace", "v",
}

// testArguments are the arguments of a test's program: those of `go test` by its names, others as they are. As in GoNB, %test
// alone says what it does.
func testArguments(test cells.Call, read *cells.Cell) (arguments []string) {
	given := map[string]bool{}
	for _, word := range test.Words {
		name, value, hasValue := strings.Cut(strings.TrimLeft(word, "-"), "=")
		if strings.HasPrefix(word, "-") && slices.Contains(testFlags, name) {
			given[name] = true
			word = "-test." + name
			if hasValue {
				word += "=" + value
			}
		}
		given[strings.TrimPrefix(name, "test.")] = true
		arguments = append(arguments, word)
	}
	if test.Name == "%bench" {
		if !given["bench"] {
			arguments = append([]string{"-test.bench=."}, arguments...)
		}
		if !given["run"] {
			arguments = append([]string{"-test.run=^$"}, arguments...)
		}
		return arguments
	}
	if len(test.Words) == 0 {
		arguments = []string{"-test.v"}
		if read.HasBenchmarks() {
			arguments = append(arguments, "-test.bench=.")
		}
	}
	return arguments
}
