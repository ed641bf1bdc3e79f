package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"runtime"
	"strings"
	"time"

	"firstneuron/internal/scratch"
	"firstneuron/kernel-setup/setup"
	"firstneuron/kernel-setup/toolrun"
)

// tally counts what passed and what did not.
type tally struct{ passed, failed, skipped int }

func (t *tally) add(passed, failed int) {
	t.passed += passed
	t.failed += failed
}

// String is the last line of `test`, which other programs read.
func (t tally) String() string {
	line := fmt.Sprintf("%d passed, %d failed", t.passed, t.failed)
	if t.skipped > 0 {
		line += fmt.Sprintf(", %d skipped", t.skipped)
	}
	return line
}

// test runs everything that can be wrong: the form of the code, vet, staticcheck, the tests, the notebooks.
func test(args []string) (action, error) {
	return testAll, noArguments(args)
}

func testAll(ctx context.Context, p *project) error {
	var total tally
	release, err := p.SetUp(ctx, p.AllSteps())
	if err == nil {
		err = p.checkAll(ctx, &total)
		release()
	}
	if ctx.Err() != nil {
		return ctx.Err()
	}
	if err != nil {
		fmt.Printf("\n%v\n", err)
		total.failed++
	}
	fmt.Println(total)
	if total.failed > 0 {
		return errReported
	}
	return nil
}

func (p *project) checkAll(ctx context.Context, total *tally) error {
	fmt.Println("\nChecking the code")
	sources, err := p.goSources()
	if err != nil {
		return err
	}
	temporary, remove, err := p.checkFolder()
	if err != nil {
		return err
	}
	defer remove()
	env := p.checkEnvironment(temporary)
	gofmt := p.Go.Program("gofmt")
	p.check(ctx, env, total, "gofmt", gofmt, append([]string{"-l"}, sources...)...)
	p.check(ctx, env, total, "go vet", p.Go.Command(), "vet", "./...")
	p.check(ctx, env, total, "staticcheck", p.Tool("staticcheck"), "./...")

	fmt.Println("\nTesting")
	// The kernel's tests come first: they wait most of the time, so one package more is tested beside them than there are
	// processors. What vet has to say has been said.
	atOnce := fmt.Sprintf("-p=%d", runtime.NumCPU()+1)
	if err := p.goTest(ctx, env, total, "-vet=off", atOnce, "./kernel-setup/kernel", "./..."); err != nil {
		return err
	}

	fmt.Println("\nExecuting the notebooks")
	notebooks, err := p.EveryNotebook()
	if err != nil || len(notebooks) == 0 {
		return errors.Join(err, ctx.Err())
	}
	passed, failed, err := p.execute(ctx, notebooks, p.Build())
	total.add(passed, failed)
	if err != nil {
		return err
	}
	for _, source := range notebooks {
		if unchecked := uncheckedNumbers(filepath.Join(p.Build(), p.outputName(source))); len(unchecked) > 0 {
			total.add(-1, 1)
			fmt.Printf("%s: a flag in git is not the default, so this is not checked:\n  %s\n", p.Relative(source), strings.Join(unchecked, "\n  "))
		}
	}
	fmt.Println("\nSolving the exercises")
	passed, failed, err = p.executeSolved(ctx, notebooks, p.Build(), onlyExercises)
	total.add(passed, failed)
	return err
}

// uncheckedNumbers are the remarks in an executed notebook that package lesson makes of a check where a learner has changed a flag.
func uncheckedNumbers(executed string) []string {
	text, _ := os.ReadFile(executed) // one that cannot be read has failed already
	return remark.FindAllString(string(text), -1)
}

var remark = regexp.MustCompile(`○ (?:[^"\\\n]*; the text says [^"\\\n]*|not with --[^"\\\n]*)`)

// checkEnvironment lets the checks use what is on this machine and nothing else, and keeps their cache in .venv. Models are
// tested on the engine whatever backend the kernel is to use: the tests are compiled with nothing else.
func (p *project) checkEnvironment(temporary scratch.Folder) []string {
	return toolrun.WithVariables(toolrun.WithVariables(setup.Offline(p.Go.Environment()), temporary.Variables()), toolrun.Variables{
		"GOMLX_BACKEND":     "",
		"STATICCHECK_CACHE": filepath.Join(p.Venv(), "share", "first-neuron", "staticcheck"),
	})
}

// check runs a program that is content when it prints nothing and exits with 0.
func (p *project) check(ctx context.Context, env []string, total *tally, name, path string, args ...string) {
	begin := time.Now()
	shown := toolrun.Show(name, 0)
	cmd := toolrun.Command(ctx, p.Root, env, path, args...)
	cmd.Stdout, cmd.Stderr = shown, shown
	err := cmd.Run()
	shown.End()
	said := shown.Said()
	switch {
	case ctx.Err() != nil:
	case err == nil && said == "":
		total.passed++
		fmt.Println(resultLine(name, false, time.Since(begin).Seconds()))
	default:
		total.failed++
		if said == "" {
			said = err.Error()
		}
		fmt.Printf("%s\n%s\n", resultLine(name, true, time.Since(begin).Seconds()), toolrun.LastLines(said, toolrun.TailLength))
	}
}

// resultLine says of a check, a package or a notebook how it ended, and when.
func resultLine(name string, failed bool, seconds float64) string {
	word := "ok"
	if failed {
		word = "FAILED"
	}
	return fmt.Sprintf("  %-44s %-6s (%.1f s)", name, word, seconds)
}

// goSources are the files and folders that hold the project's own Go code.
func (p *project) goSources() ([]string, error) {
	entries, err := os.ReadDir(p.Root)
	if err != nil {
		return nil, err
	}
	var sources []string
	for _, entry := range entries {
		name := entry.Name()
		ours := entry.IsDir() && !strings.HasPrefix(name, ".") && name != filepath.Base(p.Build())
		if ours || filepath.Ext(name) == ".go" {
			sources = append(sources, name)
		}
	}
	return sources, nil
}
