package main

import (
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"go/parser"
	"go/token"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	_ "embed"

	"firstneuron/kernel-setup/kernel/cells"
	"firstneuron/kernel-setup/kernel/explain"
)

// A cell's program is composed here, of the cell and of what the cells before have declared, and GoNB compiles and runs it
// in place of its own: our file stands beside GoNB's, which Go's flag -overlay takes out of the compiler's sight. GoNB itself
// gets an empty func main and the arguments.

// composed is the program of a cell.
type composed struct {
	draft  *cells.Draft
	number int  // by which the compiler knows the cell
	alone  bool // it is without declarations that the cell may have broken
	silent bool // what the expression at the end gives is not shown
}

// compose drafts the cell's program, finds the imports that it lacks, and gives it to GoNB.
func (k *kernel) compose(c *cell) {
	number := k.numberOf(c)
	draft, faults := k.declared.Draft(c.read, number, c.composed.alone)
	if len(faults) > 0 {
		told := explain.Syntax(faults, c.text, k.language)
		c.failure, c.steps = &told, nil
		k.finish(c)
		return
	}
	c.composed.draft, c.composed.number = draft, number
	k.known[number] = c.text
	if c.strip != nil && c.turned == nil && len(draft.UsedFlags()) == 0 {
		k.leaveStrip(c) // the cell is another one now
	}
	key := strings.Join(append(slices.Clone(draft.Missing), draft.Doubtful...), "\n")
	if lines, known := k.found[key]; known || len(draft.Missing) == 0 {
		k.runProgram(c, lines)
		return
	}
	folder, goimports := k.gonb.module.Dir(), filepath.Join(filepath.Dir(k.settings.gonb), "goimports")
	environ := k.gonb.process.Env
	ctx, cancel := context.WithTimeout(context.Background(), importsTime)
	c.stop = cancel
	go func() {
		defer cancel()
		lines := findImports(ctx, goimports, folder, environ, draft)
		k.post(func() {
			if len(lines) > 0 {
				k.found[key] = lines
			}
			if k.cell == c && c.failure == nil {
				k.runProgram(c, lines)
			} else if k.cell == c {
				k.finish(c)
			}
		})
	}()
}

// numberOf is the number by which the compiler knows a cell: its own; or where a cell with the same Go has run, that one's,
// so that another flag compiles nothing.
func (k *kernel) numberOf(c *cell) int {
	text := cells.OnlyGo(c.asked.Code)
	if number, ran := k.numbers[text]; ran && c.read.Test() == nil {
		return number
	}
	k.numbers[text] = c.text.Number
	return c.text.Number
}

// importsTime is how long the packages of names that nobody imports may be looked for: goimports looks through all modules
// on the machine. Without it the compiler says which names are undefined.
const importsTime = 10 * time.Second

// findImports lets goimports find the packages of names that nobody imports: lines of Go that import them.
func findImports(ctx context.Context, goimports, folder string, environ []string, draft *cells.Draft) (lines []string) {
	var text strings.Builder
	text.WriteString("package main\n" + strings.Join(draft.Doubtful, "") + "\n")
	for _, name := range draft.Missing {
		text.WriteString("var _ = " + name + "\n")
	}
	cmd := exec.CommandContext(ctx, goimports, "-srcdir", filepath.Join(folder, "main.go"))
	cmd.Dir, cmd.Env, cmd.Stdin = folder, environ, strings.NewReader(text.String())
	output, err := cmd.Output()
	if err != nil {
		return nil
	}
	file, err := parser.ParseFile(token.NewFileSet(), "", output, parser.ImportsOnly)
	if err != nil {
		return nil
	}
	for _, spec := range file.Imports {
		line := spec.Path.Value
		if spec.Name != nil {
			line = spec.Name.Name + " " + line
		}
		lines = append(lines, "import "+line)
	}
	return lines
}

// showFunction is the function that shows what the expression at the end of a cell gives.
const showFunction = "show__"

//go:embed show.go.txt
var showText string

//go:embed showpicture.go.txt
var showPicture string

// runProgram gives a cell's program to GoNB, when the modules are there that it needs.
func (k *kernel) runProgram(c *cell, imports []string) {
	draft, show := c.composed.draft, ""
	if k.hasValue(c) {
		show = showFunction
	}
	source, paths := draft.Source(imports, show), draft.Imports()
	for _, line := range imports {
		paths = append(paths, strings.Split(line, `"`)[1])
	}
	k.provide(c, paths, func() { k.giveProgram(c, source, show) })
}

func (k *kernel) giveProgram(c *cell, source, show string) {
	draft, files := c.composed.draft, map[string]string{}
	for _, name := range ourFiles {
		os.Remove(k.inModule(name))
	}
	name := "cell.go"
	if c.read.Test() != nil {
		name = "cell_test.go"
	}
	files[k.inModule("main.go")], files[k.inModule("main_test.go")] = "", "" // GoNB's
	failed := os.WriteFile(k.inModule(name), []byte(source), 0o600)
	if show != "" {
		failed = errors.Join(failed, os.WriteFile(k.inModule("show.go"), []byte(showText), 0o600))
		if picture.MatchString(source) {
			failed = errors.Join(failed, os.WriteFile(k.inModule("showpicture.go"), []byte(showPicture), 0o600))
		}
	}
	k.addEmbedded(files, draft.Embeds)
	overlay, err := json.Marshal(map[string]any{"Replace": files})
	if failed = errors.Join(failed, err, os.WriteFile(k.scratchFile(overlayFile), overlay, 0o600)); failed != nil {
		c.failure, c.steps = k.ownTrouble(failed), nil
		k.finish(c)
		return
	}
	if line := c.read.LeftOut(); line > 0 {
		k.print(c, "stderr", k.language.LeftOut(c.text, line, c.read.Test().Name)+"\n")
	}
	for _, waiting := range draft.Waiting {
		k.print(c, "stderr", k.language.Waits(c.text, waiting, k)+"\n")
	}
	os.Remove(k.scratchFile(resultFile))
	os.Remove(k.scratchFile(resultFile) + ".png")
	k.give(c, strings.Join(append(c.steps[0].before, k.mainFor(c)), "\n"))
}

// picture tells whether a program has to do with pictures, so that showing one costs it nothing.
var picture = regexp.MustCompile(`"image(?:/[a-z/]+)?"|/image/|/plot/`)

// mainFor is what GoNB is to run: nothing, with the arguments.
func (k *kernel) mainFor(c *cell) string {
	if test := c.read.Test(); test != nil {
		return "%test " + strings.Join(testArguments(*test, c.read), " ") + "\nfunc main() {}"
	}
	_, words := c.read.Arguments()
	for _, call := range c.read.Calls {
		if call.Name == "%exec" && len(words) > 0 {
			words = words[1:]
		}
	}
	if len(k.overrides) > 0 || c.turned != nil { // to find the program's flags takes a parser
		words = k.override(words, c.composed.draft.Flags(), c.turnedFlags()...)
	}
	if len(words) == 0 {
		return "func main() {}"
	}
	return "%args " + strings.Join(words, " ") + "\nfunc main() {}"
}

// hasValue tells whether the expression at the end of a cell may have a value to show.
func (k *kernel) hasValue(c *cell) bool {
	callee, isCall, exists := c.composed.draft.Last()
	switch {
	case !exists || c.composed.silent:
		return false
	case !isCall:
		return true
	case printing.MatchString(callee) || k.silent[callee]:
		return false
	}
	results, known := c.composed.draft.Results(callee)
	return !known || results > 0
}

// printing are the calls whose values nobody wants to see.
var printing = regexp.MustCompile(`^(?:print|println|panic|close|delete|clear|copy|fmt\.(?:Print|Fprint|Scan|Fscan|Sscan)\w*|log\.\w+|io\.(?:Copy|WriteString)|os\.Exit)$`)

// programEnded takes what GoNB says of a cell's program. It is false if the program is to run once more, because it did not
// compile as it was.
func (k *kernel) programEnded(c *cell, s step) bool {
	p := &c.composed
	_ = os.Rename(k.inModule("cell.go"), k.inModule("main.go")) // where commands such as !*go build look for it
	switch {
	case c.reply.Status == "ok" || executed.MatchString(c.reply.Value):
		if c.turned == nil && !bytes.Contains(c.crash, []byte("\nmain.init")) { // a variable whose value panics would end all later cells
			for _, name := range p.draft.Names() {
				if note := k.language.Hides(c.text, name, k.declared.Import(name)); note != "" {
					k.print(c, "stderr", note+"\n")
				}
			}
			k.declared.Keep(p.draft)
		}
		k.tellChanges(c)
	case c.failure != nil || c.interrupts > 0:
	case !p.silent && k.hasValue(c) && explain.HasNoValue(c.reply.Value, p.number):
		p.silent = true
		if callee, _, _ := p.draft.Last(); callee != "" {
			k.silent[callee] = true
		}
		return k.again(c, s)
	case !p.alone && p.draft.HasAffected() && explain.OnlyEarlier(c.reply.Value, p.number):
		p.alone = true
		k.print(c, "stderr", k.language.Broken(*k.failureOf(c, ""))+"\n")
		return k.again(c, s)
	}
	return true
}

// tellChanges says, once for each variable, that what a cell assigns to a variable of an earlier one ends with it.
func (k *kernel) tellChanges(c *cell) {
	for _, change := range c.composed.draft.Changes() {
		if declared := k.known[change.Cell]; !k.told[change] {
			k.told[change] = true
			k.print(c, "stderr", k.language.Lasts(change.Name, declared, change.Line)+"\n")
		}
	}
}

// executed is what GoNB says of a program that was compiled and has failed.
var executed = regexp.MustCompile(`^(?:exit status|signal:) `)

func (k *kernel) again(c *cell, s step) bool {
	c.steps = append([]step{s}, c.steps...)
	k.compose(c)
	return false
}

const (
	overlayFile = "overlay.json"
	resultFile  = "result"
)

// resultVariable names, for the cells' programs, the file in which they leave the value of the expression at their end.
const resultVariable = "FIRST_NEURON_RESULT"

// scratchFile is a file of the kernel's own.
func (k *kernel) scratchFile(name string) string { return filepath.Join(k.folder.Path, name) }

// ourFiles are those that we put into the module that GoNB compiles.
var ourFiles = []string{"cell.go", "cell_test.go", "show.go", "showpicture.go"}

func (k *kernel) inModule(name string) string { return filepath.Join(k.gonb.module.Dir(), name) }

// addEmbedded lets the compiler find, beside the program, the files that //go:embed names: they are in the folder in which
// cells run.
func (k *kernel) addEmbedded(files map[string]string, patterns []string) {
	if len(patterns) == 0 {
		return
	}
	folder := k.workingFolder()
	for _, pattern := range patterns {
		matches, _ := filepath.Glob(filepath.Join(folder, filepath.FromSlash(strings.TrimPrefix(pattern, "all:"))))
		for _, match := range matches {
			_ = filepath.WalkDir(match, func(path string, entry os.DirEntry, err error) error {
				if err != nil || entry.IsDir() {
					return nil
				}
				if name, err := filepath.Rel(folder, path); err == nil {
					files[k.inModule(name)] = path
				}
				return nil
			})
		}
	}
}

// workingFolder is the folder in which cells run. %cd is GoNB's.
func (k *kernel) workingFolder() string {
	if folder, err := os.Readlink("/proc/" + strconv.Itoa(k.gonb.pid()) + "/cwd"); err == nil {
		return folder
	}
	folder, _ := os.Getwd()
	return folder
}

// valueSize is how much is shown, in bytes, of the value at the end of a cell. Who wants all of it prints it.
const valueSize = 10 << 10

// showValue shows what the expression at the end of a cell has given, if its program left something.
func (k *kernel) showValue(c *cell) {
	text, err := os.ReadFile(k.scratchFile(resultFile))
	if err != nil || c.composed.draft == nil {
		return
	}
	if len(text) > valueSize {
		text = []byte(strings.ToValidUTF8(string(text[:valueSize]), "") + "…\n" + k.language.ValueCut(len(text)))
	}
	data := map[string]any{"text/plain": string(text)}
	if drawn, err := os.ReadFile(k.scratchFile(resultFile) + ".png"); err == nil {
		data["image/png"] = drawn // as base64, in JSON
	}
	k.emit(c, c.request.Answer("execute_result", map[string]any{"execution_count": c.text.Number, "data": data, "metadata": map[string]any{}}))
}

// ownTrouble is an error of our own files.
func (k *kernel) ownTrouble(err error) *explain.Error {
	told := k.language.OwnTrouble(cmp.Or(err, errors.New("")).Error())
	return &told
}
