package setup

import (
	"maps"
	"os"
	"path/filepath"

	"firstneuron/kernel-setup/toolrun"
)

// kernelVariables are the environment in which cells are compiled: with what is in the module cache, and nothing else.
func (p *Project) kernelVariables() toolrun.Variables {
	flags := p.Go.flags.without("mod", "modfile", "ldflags", "buildvcs").withTags(xlaTags()...)
	set := toolrun.Variables{
		"PATH":         toolrun.JoinPath(filepath.Join(p.Go.Root, "bin"), p.bin()),
		"GO111MODULE":  "on",
		"GOEXPERIMENT": p.Go.experiments(),
		"GOFLAGS":      append(flags, "-buildvcs=false", "-ldflags=-s -w").String(), // less to link: a cell starts sooner
		"GOMODCACHE":   p.Go.modules,                                                // JupyterHub may start the kernel with another home
		"GOPROXY":      "off",
		"GOSUMDB":      "off",
		"GOTOOLCHAIN":  "local",
		"GOWORK":       "", // GoNB makes its own workspace
	}
	maps.Copy(set, p.computeVariables())
	return set
}

// kernelEnvironment is what a program sees that our kernel starts.
func (p *Project) kernelEnvironment() []string {
	set := p.kernelVariables()
	set["PATH"] = toolrun.JoinPath(set["PATH"], os.Getenv("PATH"))
	return toolrun.WithVariables(os.Environ(), set)
}
