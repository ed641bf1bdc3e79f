package main

import (
	"bytes"
	"context"
	_ "embed"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"

	"firstneuron/internal/process"
	"firstneuron/internal/scratch"
	"firstneuron/kernel-setup/setup"
	"firstneuron/kernel-setup/toolrun"
)

//go:embed execute.py
var executeProgram string

// cellTimeout is far above what any lesson's cell takes, and far below a night.
const cellTimeout = 300 * time.Second

// execution is one notebook to execute, and where its results go.
type execution struct {
	Name   string `json:"name"` // how it is called in what is printed
	Source string `json:"source"`
	Folder string `json:"folder"` // where its cells run
	Copy   string `json:"copy"`
	Page   string `json:"page"`
}

// executionEvent is a line that execute.py writes.
type executionEvent struct {
	Event    string  `json:"event"`
	Notebook string  `json:"notebook"`
	Cell     int     `json:"cell"`
	Cells    int     `json:"cells"`
	Heading  string  `json:"heading"`
	Seconds  float64 `json:"seconds"`
	Error    string  `json:"error"`
}

// execute runs notebooks, each in its own folder as JupyterLab does, and prints how each ended.
func (p *project) execute(ctx context.Context, notebooks []string, out string) (passed, failed int, err error) {
	var executions []execution
	for _, source := range notebooks {
		target := filepath.Join(out, strings.TrimSuffix(p.outputName(source), ".ipynb"))
		executions = append(executions, execution{p.Relative(source), source, filepath.Dir(source), target + ".ipynb", target + ".html"})
	}
	return p.executeAll(ctx, executions, out)
}

// executeSolved executes solved copies of the notebooks that have exercises, and fails those whose exercises do not pass.
func (p *project) executeSolved(ctx context.Context, notebooks []string, out string, cells cellsOfLesson) (passed, failed int, err error) {
	temporary, err := scratch.New()
	if err != nil {
		return 0, 0, err
	}
	defer temporary.Remove()
	solved, err := p.solve(notebooks, temporary.Path, cells)
	if err != nil {
		return 0, 0, err
	}
	var executions []execution
	var exercises [][]string
	for _, source := range notebooks {
		if s, ok := solved[source]; ok {
			target := filepath.Join(out, strings.TrimSuffix(p.outputName(source), ".ipynb")+" solved")
			executions = append(executions, execution{p.Relative(source) + ", solved", s.path, filepath.Dir(source), target + ".ipynb", target + ".html"})
			exercises = append(exercises, s.names)
		}
	}
	passed, failed, err = p.executeAll(ctx, executions, out)
	if err != nil || failed > 0 {
		return passed, failed, err
	}
	for i, executed := range executions {
		open, err := unsolved(executed.Copy, exercises[i])
		if err != nil {
			return passed, failed, err
		}
		if len(open) > 0 {
			passed, failed = passed-1, failed+1
			fmt.Printf("%s: the right functions do not pass: %s\n", p.Relative(executed.Copy), strings.Join(open, ", "))
		}
	}
	return passed, failed, nil
}

func (p *project) executeAll(ctx context.Context, executions []execution, out string) (passed, failed int, err error) {
	if err := setup.MakeOwned(out); err != nil {
		return 0, 0, toolrun.Explain("write to "+out, "", err)
	}
	temporary, remove, err := testFolder()
	if err != nil {
		return 0, 0, err
	}
	defer remove()

	task := struct {
		Kernel    string      `json:"kernel"`
		Timeout   int         `json:"timeout"`
		Notebooks []execution `json:"notebooks"`
	}{setup.KernelName, int(cellTimeout.Seconds()), executions}
	input, err := json.Marshal(task)
	if err != nil {
		return 0, 0, err
	}
	env := toolrun.WithVariables(setup.PythonEnvironment(), toolrun.Variables{"TMPDIR": temporary.Path, "JUPYTER_RUNTIME_DIR": temporary.Path})
	cmd := toolrun.Command(ctx, p.Root, env, p.Python(), "-c", executeProgram)
	cmd.Cancel = func() error { // there is nothing to save
		process.KillGroup(cmd.Process)
		process.End(os.Getpid(), temporary.Path)
		return nil
	}
	cmd.Stdin = bytes.NewReader(input)
	begin := time.Now()
	var shown *toolrun.Progress
	running := 0
	cmd.Stdout = &toolrun.Lines{Take: func(line []byte) {
		var event executionEvent
		if json.Unmarshal(line, &event) != nil {
			return
		}
		switch event.Event {
		case "notebook":
			if running++; shown == nil {
				shown = toolrun.Show("notebooks", 0)
			}
		case "cell":
			fmt.Fprintf(shown, "%s, cell %d of %d: %s\n", event.Notebook, event.Cell, event.Cells, event.Heading)
		case "end":
			shown.End()
			shown = nil
			if event.Error == "" {
				passed++
			} else {
				failed++
			}
			fmt.Print(outcome(event))
			if running--; running > 0 {
				shown = toolrun.Show("notebooks", 0)
			}
		}
	}}
	var complaints toolrun.Tail
	cmd.Stderr = &complaints
	err = cmd.Run()
	if shown != nil {
		shown.End()
	}
	switch {
	case ctx.Err() != nil:
		return passed, failed, ctx.Err()
	case err != nil:
		return passed, failed, toolrun.Explain("execute the notebooks", complaints.String(), err)
	}
	fmt.Printf("%s executed, %d failed (%.1f s); pages are in %s\n", count(passed+failed, "notebook"), failed, time.Since(begin).Seconds(), p.Relative(out))
	return passed, failed, nil
}

// outputName is the notebook's path from the project's folder; one from elsewhere keeps its name only.
func (p *project) outputName(notebook string) string {
	rel, err := filepath.Rel(p.Root, notebook)
	if err != nil || strings.HasPrefix(rel, "..") {
		return filepath.Base(notebook)
	}
	return rel
}

// outcome says how a notebook ended; of one that failed, in which cell and why.
func outcome(event executionEvent) string {
	name := event.Notebook
	if event.Error == "" {
		return resultLine(name, false, event.Seconds) + "\n"
	}
	text := resultLine(name, true, event.Seconds) + "\n"
	if event.Cell > 0 {
		text += fmt.Sprintf("    %s, code cell %d", name, event.Cell)
		if event.Heading != "" {
			text += fmt.Sprintf(", under %q", event.Heading)
		}
		text += ":\n"
	}
	return text + toolrun.LastLines(event.Error, 40) + "\n"
}

func count(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}
