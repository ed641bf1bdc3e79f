package main

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"regexp"
	"runtime"
	"strings"
	"syscall"

	"firstneuron/kernel-setup/toolrun"
)

const (
	fixByStart  = "go run ./kernel-setup start"
	fixByRemove = "go run ./kernel-setup remove, then go run ./kernel-setup start"
)

// finding is one line of the doctor's.
type finding struct {
	state string // ok, or in one word what is wrong: missing, old, broken
	what  string
	fix   string // what fixes it; "" where there is nothing to fix, or what is wrong says it already
}

func ok(format string, args ...any) finding { return finding{"ok", fmt.Sprintf(format, args...), ""} }

// doctor looks at everything that the lessons need, and changes nothing.
func doctor(ctx context.Context, p *project, args []string) error {
	if len(args) > 0 {
		return usageError("doctor takes no arguments")
	}
	fmt.Println("First Neuron in", p.root)
	wrong := 0
	for _, look := range []func(context.Context) finding{
		p.lookAtGo, p.lookAtFolder, p.lookAtSpace, p.lookAtPython, p.lookAtEnvironment, p.lookAtPackages, p.lookAtTools,
		p.lookAtKernel, p.lookAtAssistant, p.lookAtCompute, p.lookAtModules, p.lookAtLessons, p.lookAtNotebooks, p.lookAtData, p.lookAtPort,
	} {
		f := look(ctx)
		if ctx.Err() != nil {
			return ctx.Err()
		}
		fmt.Printf("  %-8s %s\n", f.state, strings.ReplaceAll(f.what, "\n", "\n           "))
		if f.state != "ok" {
			wrong++
		}
		if f.fix != "" {
			fmt.Printf("           fix it: %s\n", f.fix)
		}
	}
	if wrong > 0 {
		fmt.Printf("%s to fix.\n", count(wrong, "thing"))
		return errReported
	}
	fmt.Println("Nothing is missing.")
	return nil
}

func (p *project) lookAtGo(context.Context) finding {
	wanted := ""
	if text, err := os.ReadFile(p.root + "/go.mod"); err == nil {
		if found := regexp.MustCompile(`(?m)^go (\S+)`).FindSubmatch(text); found != nil {
			wanted = string(found[1])
		}
	}
	return ok("Go %s in %s (go.mod asks for %s), %s/%s", strings.TrimPrefix(p.goVersion, "go"), p.goRoot, wanted, runtime.GOOS, runtime.GOARCH)
}

func (p *project) lookAtFolder(context.Context) finding {
	if err := p.checkFolder(); err != nil {
		return finding{"broken", err.Error(), ""}
	}
	return ok("folder is writable")
}

func (p *project) lookAtSpace(ctx context.Context) finding {
	bytes, known := freeSpace(p.root)
	const needed = 1 << 30
	switch free := float64(bytes) / (1 << 30); {
	case !known:
		return ok("disk space: unknown")
	case bytes < needed && !p.packagesAreInstalled(ctx):
		return finding{"missing", fmt.Sprintf("disk space: %.1f GB free, set-up needs about 1 GB", free), "free some space"}
	default:
		return ok("disk space: %.1f GB free", free)
	}
}

func (p *project) lookAtPython(ctx context.Context) finding {
	python, err := findPython(ctx, p.venv())
	if err != nil {
		return finding{"missing", err.Error(), ""}
	}
	return ok("Python %s, %s", python.version, strings.Join(python.command, " "))
}

func (p *project) lookAtEnvironment(ctx context.Context) finding {
	owner, err := ownerOf(p.venv())
	switch {
	case err != nil || owner == someoneElse:
		return finding{"broken", p.venv() + " is not made by this program", "move it away, then " + fixByStart}
	case owner == nobody:
		return finding{"missing", "Python environment in .venv", fixByStart}
	case p.stamp(packagesStamp) == atWork:
		return finding{"broken", "Python environment in .venv: the installation of its packages was cut off", fixByStart}
	case p.stamp(environmentStamp) == "": // .venv has been made for the assistant alone
		return finding{"missing", "Python environment in .venv", fixByStart}
	case !p.environmentIsMade(ctx):
		return finding{"broken", "Python environment in .venv: not finished, or moved, or its Python is gone", fixByStart}
	}
	return ok("Python environment in .venv")
}

// installedPackages prints name==version of each package that the environment holds, and what the lock file's
// conditions come to here.
const installedPackages = `
import importlib.metadata, json, sys
try:
    from packaging.markers import Marker
except ImportError:
    Marker = None
lines = json.load(sys.stdin)
wrong = []
for name, version, condition in lines:
    if condition and Marker and not Marker(condition).evaluate():
        continue
    try:
        held = importlib.metadata.version(name)
    except importlib.metadata.PackageNotFoundError:
        held = "missing"
    if held != version:
        wrong.append([name, version, held])
print(json.dumps(wrong))
`

func (p *project) lookAtPackages(ctx context.Context) finding {
	text, err := os.ReadFile(p.requirements())
	if err != nil {
		return finding{"missing", err.Error(), "git checkout requirements-dev.txt"}
	}
	var wanted [][3]string
	lines := bufio.NewScanner(bytes.NewReader(text))
	for lines.Scan() {
		if name, version, condition, found := packageVersion(lines.Text()); found {
			wanted = append(wanted, [3]string{name, version, condition})
		}
	}
	input, err := json.Marshal(wanted)
	if err != nil {
		return finding{"broken", err.Error(), fixByRemove}
	}
	cmd := exec.CommandContext(ctx, p.environmentPython(), "-I", "-c", installedPackages)
	cmd.Stdin = bytes.NewReader(input)
	answer, err := cmd.Output()
	var wrong [][3]string
	if err != nil || json.Unmarshal(answer, &wrong) != nil {
		return finding{"missing", "Python packages of requirements-dev.txt", fixByStart}
	}
	if len(wrong) == 0 && p.packagesAreInstalled(ctx) {
		return ok("Python packages, as requirements-dev.txt pins them")
	}
	if len(wrong) == 0 {
		return finding{"old", "Python packages: requirements-dev.txt has changed, or their installation was cut off", fixByStart}
	}
	first := wrong[0]
	what := fmt.Sprintf("Python packages: %d differ from requirements-dev.txt, such as %s: wanted %s, found %s", len(wrong), first[0], first[1], first[2])
	if p.packagesAreInstalled(ctx) { // someone has changed them by hand, and set-up trusts its stamp
		return finding{"old", what, fixByRemove}
	}
	return finding{"old", what, fixByStart}
}

func (p *project) lookAtTools(ctx context.Context) finding {
	var missing []string
	for _, name := range tools {
		if _, err := os.Stat(p.tool(name)); err != nil {
			missing = append(missing, name)
		}
	}
	switch {
	case len(missing) > 0:
		return finding{"missing", "Go tools: " + strings.Join(missing, ", "), fixByStart}
	case !p.toolsAreInstalled(ctx):
		return finding{"old", "Go tools: kernel-setup/tools/go.mod or Go has changed", fixByStart}
	}
	return ok("Go tools: %s", strings.Join(tools, ", "))
}

func (p *project) lookAtKernel(ctx context.Context) finding {
	if _, err := os.Stat(p.kernelspec()); errors.Is(err, fs.ErrNotExist) {
		return finding{"missing", "Jupyter kernel Go (First Neuron)", fixByStart}
	}
	if !p.kernelProgramIsBuilt(ctx) && os.Getenv(plainVariable) == "" {
		return finding{"old", "Jupyter kernel Go (First Neuron): its program was built from other sources", fixByStart}
	}
	if !p.kernelIsInstalled(ctx) {
		return finding{"old", "Jupyter kernel Go (First Neuron): not as this clone and this Go need it", fixByStart}
	}
	if os.Getenv(plainVariable) != "" {
		return ok("Jupyter kernel Go (First Neuron): GoNB as it is, because %s is set", plainVariable)
	}
	return ok("Jupyter kernel Go (First Neuron)")
}

func (p *project) lookAtAssistant(ctx context.Context) finding {
	if !p.assistantIsBuilt(ctx) { // nothing to fix: the command that needs it builds it
		return ok("program for assistants: not built yet; go run ./kernel-setup assistant does")
	}
	return ok("program for assistants")
}

func (p *project) lookAtModules(ctx context.Context) finding {
	cmd := exec.CommandContext(ctx, p.goCommand(), "mod", "download")
	cmd.Dir, cmd.Env = p.root, offline(p.goEnvironment())
	if err := cmd.Run(); err != nil {
		return finding{"missing", "Go modules of go.mod", fixByStart}
	}
	return ok("Go modules of go.mod")
}

// lookAtLessons asks which of the packages that lessons import the build cache does not hold.
func (p *project) lookAtLessons(ctx context.Context) finding {
	imports, err := p.lessonImports()
	if err != nil {
		return finding{"broken", err.Error(), "git checkout notebooks"}
	}
	cmd := exec.CommandContext(ctx, p.goCommand(), append([]string{"list", "-e", "-deps",
		"-f", "{{if .Stale}}{{if not .Error}}{{.ImportPath}}{{end}}{{end}}"}, imports...)...)
	cmd.Dir, cmd.Env = p.root, offline(toolrun.WithVariables(p.goEnvironment(), toolrun.Variables{"GOFLAGS": p.kernelVariables()["GOFLAGS"]}))
	answer, err := cmd.Output()
	stale := strings.Fields(string(answer))
	if err != nil || len(stale) > 0 {
		return finding{"missing", fmt.Sprintf("compiled lessons: %s to compile", count(len(stale), "package")), fixByStart}
	}
	return ok("compiled lessons")
}

func (p *project) lookAtNotebooks(context.Context) finding {
	notebooks, err := p.everyNotebook()
	if err == nil && len(notebooks) == 0 {
		err = errors.New("there is none in notebooks")
	}
	for _, path := range notebooks {
		if _, readError := readCells(path); readError != nil {
			err = fmt.Errorf("%s: %w", p.relative(path), readError)
		}
	}
	if err != nil {
		return finding{"broken", "notebooks: " + err.Error(), "git checkout notebooks"}
	}
	return ok("%s", count(len(notebooks), "notebook"))
}

func (p *project) lookAtPort(context.Context) finding {
	if err := tryPort("127.0.0.1", firstPort); errors.Is(err, syscall.EADDRINUSE) {
		return ok("port 8888 is taken; start will find another one")
	} else if err != nil {
		return finding{"broken", "cannot listen on a port: " + err.Error(), "allow programs to listen on 127.0.0.1"}
	}
	return ok("port 8888 is free")
}
