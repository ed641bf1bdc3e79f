package assist

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"firstneuron/kernel-setup/kernel/modules"
)

// The tests of this file ask the gopls that `go run ./kernel-setup test` installs, on this project.
const root = "../../.."

func start(t *testing.T) *Assistant {
	t.Helper()
	gopls, err := filepath.Abs(filepath.Join(root, ".venv", "bin", "gopls"))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(gopls); err != nil {
		t.Fatalf("%v: go run ./kernel-setup test installs it", err)
	}
	dir := t.TempDir()
	if err := modules.Write(dir, "cell", root); err != nil {
		t.Fatal(err)
	}
	a, err := Start(context.Background(), Options{
		Gopls: gopls,
		Dir:   dir,
		Env:   append(os.Environ(), "GOPROXY=off", "GOSUMDB=off", "GOTOOLCHAIN=local", "GOFLAGS=", "GOWORK=off"),
	})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(a.Close)
	return a
}

// patient is as long as a busy machine may take to load everything.
func patient(t *testing.T) context.Context {
	ctx, cancel := context.WithTimeout(t.Context(), 3*time.Minute)
	t.Cleanup(cancel)
	return ctx
}

// ran is what cells before have declared; rand and strings they import as lessons do: not at all.
var ran = []string{
	"import \"firstneuron/pkg/neuron\"\n\n// Mine makes a neuron.\nfunc Mine() *neuron.Neuron { return neuron.Classic() }\n\n%%\nfmt.Println(Mine())",
	"var dice = rand.New(rand.NewPCG(1, 2))\n\ntype Brain struct{ Нейроны int }\n\nfunc (b *Brain) Grow() {}",
}

func TestComplete(t *testing.T) {
	a := start(t)
	for _, cell := range ran {
		a.Remember(cell)
	}
	tests := []struct {
		name, text string
		want       []string // among the matches
		not        []string
		types      string // of the first wanted
		replaced   string // what the matches stand for
	}{
		{"a package imported by a cell before", "%%\nneuron.‸", []string{"Classic", "New", "Neuron"}, []string{"const"}, "function", ""},
		{"a package that nobody imports", "%%\nfmt.Pri‸", []string{"Print", "Println"}, []string{"Fprint"}, "function", "Pri"},
		{"a package of the project that nobody imports", "%%\nchart.‸", []string{"Line", "New"}, nil, "", ""},
		{"a package of gonum that nobody imports", "%%\nmat.NewD‸", []string{"NewDense"}, nil, "", "NewD"},
		{"a method", "%%\nn := neuron.Classic()\nn.‸", []string{"Predict", "Steps", "Weights"}, nil, "method", ""},
		{"a method by its first letters", "%%\nn := Mine()\nn.pre‸", []string{"Predict"}, []string{"Steps"}, "method", "pre"},
		{"a function of a cell before", "%%\nMi‸", []string{"Mine"}, nil, "function", "Mi"},
		{"a type of a cell before", "var b Bra‸", []string{"Brain"}, nil, "type", "Bra"},
		{"its method and its field", "%%\nvar b Brain\nb.‸", []string{"Grow", "Нейроны"}, nil, "method", ""},
		{"through an import that GoNB found", "%%\ndice.Int‸", []string{"IntN"}, nil, "method", "Int"},
		{"through an import that is still missing", "%%\nstrings.NewReader(\"a\").Le‸", []string{"Len"}, nil, "method", "Le"},
		{"a local variable", "%%\nlearning := 1\nlear‸", []string{"learning"}, nil, "variable", "lear"},
		{"in a loop that is not closed", "%%\nfor i := range 3 {\n\tn := Mine()\n\tfmt.Println(n.Pre‸", []string{"Predict"}, nil, "method", "Pre"},
		{"in a function above main", "func f(n *neuron.Neuron) {\n\tn.Pre‸\n}\n\n%% --rate=1\nf(Mine())", []string{"Predict"}, nil, "method", "Pre"},
		{"declared again in this cell", "func Mine() Brain { return Brain{} }\n%%\nMine().‸", []string{"Нейроны"}, []string{"Predict"}, "", ""},
		{"without main", "neuron.Cla‸", []string{"Classic"}, nil, "function", "Cla"},
		{"a keyword at top level", "fun‸", []string{"func"}, nil, "keyword", "fun"},
		{"an import path", "import \"firstneuron/pkg/‸", []string{"chart\""}, nil, "package", ""},
		{"behind Cyrillic and emoji", "// нейрон 🧠\n%%\nдлина := \"🧠🧠\"; fmt.Println(\"🧠\", дл‸)", []string{"длина"}, nil, "variable", "дл"},
		{"in the middle of a name", "%%\nneuron.Cla‸ssic()", []string{"Classic"}, nil, "function", "Classic"},
		{"a shell command before", "!ls \\\n -l\n%%\nMine().Pre‸", []string{"Predict"}, nil, "method", "Pre"},
		{"below text that looks like commands", "%%\nx := `\n!ls\n%%\n`\nMine().Pre‸", []string{"Predict"}, nil, "method", "Pre"},
		{"nothing", "%%\nx := \"a‸\"", nil, []string{"a"}, "", ""},
		{"a command", "%ex‸", []string{"%exec"}, nil, "command", "%ex"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			code, offset := cut(t, test.text)
			var got Completion
			for range 20 {
				var err error
				if got, err = a.Complete(patient(t), code, codePoints(code, offset)); err != nil {
					t.Fatal(err)
				}
				if len(test.want) == 0 || len(got.Matches) > 0 {
					break
				}
				// gopls looks for what is not imported for a while only, and on a busy machine finds it later.
			}
			for _, want := range test.want {
				if !slices.Contains(got.Matches, want) {
					t.Errorf("got %q, want %s among them", got.Matches, want)
				}
			}
			for _, not := range test.not {
				if slices.Contains(got.Matches, not) {
					t.Errorf("got %q, and %s should not be there", got.Matches, not)
				}
			}
			if len(got.Types) != len(got.Matches) {
				t.Fatalf("got %d types of %d matches", len(got.Types), len(got.Matches))
			}
			if test.types != "" {
				if i := slices.Index(got.Matches, test.want[0]); i >= 0 && got.Types[i] != test.types {
					t.Errorf("%s is a %s, want a %s", test.want[0], got.Types[i], test.types)
				}
			}
			if replaced := string([]rune(code)[got.Start:got.End]); replaced != test.replaced {
				t.Errorf("the matches stand for %q, want %q", replaced, test.replaced)
			}
		})
	}
}

func TestInspect(t *testing.T) {
	a := start(t)
	for _, cell := range ran {
		a.Remember(cell)
	}
	tests := []struct {
		name, text string
		want       []string // in the text, both as Markdown and plain
	}{
		{"in a name", "%%\nneuron.Cla‸ssic()", []string{"func neuron.Classic() *neuron.Neuron", "the article's neuron"}},
		{"behind a name", "%%\nn := Mine()\nn.Predict‸", []string{"Predict(example []float64) float64", "the output for one example"}},
		{"in parentheses", "%%\nn := Mine()\nn.Predict(‸)", []string{"Predict(example []float64) float64"}},
		{"in parentheses not closed", "%%\nn := Mine()\nn.Predict(‸", []string{"Predict(example []float64) float64"}},
		{"behind an argument", "%%\nn := Mine()\nn.Predict([]float64{1}, ‸)", []string{"Predict(example []float64) float64"}},
		{"a function that nobody imports", "%%\nfmt.Println(‸)", []string{"func fmt.Println(a ...any)", "standard output"}},
		{"a function of a cell before", "%%\nMin‸e()", []string{"func Mine() *neuron.Neuron", "makes a neuron"}},
		{"a variable", "%%\nдлина := 1.5\nfmt.Println(\"🧠\", дли‸на)", []string{"var длина float64"}},
		{"a constant", "%%\nx := math.P‸i", []string{"const math.Pi"}},
		{"a command", "%%‸ --rate=1\n", []string{"%% [--flag=value …]"}},
		{"a number", "%%\nx := 1‸2", nil},
		{"a blank", "%%\n\n‸", nil},
		{"a shell command", "!l‸s", nil},
		{"text that looks like a command", "var x = `\n%%‸\n`", nil},
		{"a comment", "// neur‸on", nil},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			code, offset := cut(t, test.text)
			got, err := a.Inspect(patient(t), code, codePoints(code, offset), 0)
			if err != nil {
				t.Fatal(err)
			}
			if got.Found != (test.want != nil) {
				t.Fatalf("found is %v: %s", got.Found, got.Markdown)
			}
			for _, want := range test.want {
				if !strings.Contains(got.Markdown, want) || !strings.Contains(got.Plain, want) {
					t.Errorf("got %s\n---\n%s\nwant %s in both", got.Markdown, got.Plain, want)
				}
			}
			if strings.Contains(got.Markdown, "file:") || strings.Contains(got.Plain, "```") {
				t.Errorf("got %s\n---\n%s\nwith a file's name, or marks", got.Markdown, got.Plain)
			}
		})
	}
}

func TestForgottenNamesAreNotOffered(t *testing.T) {
	a := start(t)
	a.Remember("func Mine() int { return 1 }")
	a.Remember("%rm Mine")
	got, err := a.Complete(patient(t), "%%\nMin", 6)
	if err != nil || slices.Contains(got.Matches, "Mine") {
		t.Errorf("got %q, %v", got.Matches, err)
	}
}

func TestManyAtOnce(t *testing.T) {
	a := start(t)
	ctx := patient(t)
	var all sync.WaitGroup
	for range 4 {
		all.Go(func() {
			for range 10 {
				if got, err := a.Complete(ctx, "%%\nneuron.Classic().Pre", 23); err != nil || !slices.Equal(got.Matches, []string{"Predict"}) {
					t.Errorf("got %q, %v", got.Matches, err)
				}
				if got, err := a.Inspect(ctx, "%%\nfmt.Println()", 9, 0); err != nil || !strings.Contains(got.Plain, "Println") {
					t.Errorf("got %q, %v", got.Plain, err)
				}
				a.Remember("var x = 1")
			}
		})
	}
	all.Wait()
}

func TestAGoplsThatWasKilledIsStartedAgain(t *testing.T) {
	a := start(t)
	a.Remember(ran[0])
	first := a.server
	first.command.Process.Kill()
	<-first.ended
	got, err := a.Complete(patient(t), "%%\nMine().Pre", 13)
	if err != nil || !slices.Equal(got.Matches, []string{"Predict"}) {
		t.Errorf("got %q, %v, want Predict, of what the cell before declared", got.Matches, err)
	}
	if a.server == first {
		t.Error("it is the same gopls")
	}
}

func TestClose(t *testing.T) {
	a := start(t)
	started := a.server
	question := make(chan error)
	go func() {
		_, err := a.Complete(t.Context(), "%%\nneuron.", 10)
		question <- err
	}()
	a.Close()
	a.Close()
	<-question // whatever it was answered, it was answered
	if started.command.ProcessState == nil {
		t.Error("gopls was not waited for")
	}
	if _, err := a.Complete(t.Context(), "%%\nneuron.", 10); !errors.Is(err, ErrClosed) {
		t.Errorf("got %v, want %v", err, ErrClosed)
	}
	if _, err := a.Inspect(t.Context(), "%%\nneuron.", 10, 0); !errors.Is(err, ErrClosed) {
		t.Errorf("got %v, want %v", err, ErrClosed)
	}
	a.Remember("var x = 1")
	if _, err := os.Stat(filepath.Join(a.options.Dir, "go.mod")); err != nil {
		t.Errorf("a file is gone: %v", err)
	}
}
