package runs

import (
	"errors"
	"flag"
	"fmt"
	"iter"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"reflect"
	"runtime"
	"runtime/debug"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"firstneuron/internal/clone"
	"firstneuron/pkg/datasets"
)

var (
	batch = flag.Int("batch", 32, "examples in a step")
	_     = flag.Float64("rate", 0.1, "learning rate")
)

// help is the value of a flag that changes nothing that is computed, as --hint of package lesson is.
type help struct{}

func init() { flag.Var(help{}, "help-level", "how much is explained") }

func (help) String() string   { return "1" }
func (help) Set(string) error { return nil }
func (help) IsHelp() bool     { return true }

// training yields steps with these losses, as network.Epochs does.
func training(losses ...float64) iter.Seq2[int, float64] { return slices.All(losses) }

func falling(steps int) iter.Seq2[int, float64] {
	losses := make([]float64, steps)
	for i := range losses {
		losses[i] = 1 / float64(i+1)
	}
	return training(losses...)
}

// allOf reads a ledger that must have so many runs.
func allOf(t *testing.T, ledger *Ledger, want int) []Run {
	t.Helper()
	all, err := ledger.Runs()
	if err != nil {
		t.Fatal(err)
	}
	if len(all) != want {
		t.Fatalf("there are %d runs, want %d", len(all), want)
	}
	return all
}

func record(t *testing.T, ledger *Ledger, s Settings, steps iter.Seq2[int, float64]) *Recording {
	t.Helper()
	recording := ledger.New(s)
	for range Record(recording, steps) {
	}
	if err := recording.Err(); err != nil {
		t.Fatal(err)
	}
	return recording
}

type model struct{ err error }

func (m *model) Err() error     { return m.err }
func (m *model) String() string { return "a model\nof two lines\n" }

func TestHowALoopEnds(t *testing.T) {
	diverged := errors.New("the loss is NaN")
	for name, test := range map[string]struct {
		loop   func(steps iter.Seq2[int, float64])
		model  *model
		status Status
		cause  string
		steps  int
	}{
		"by itself": {func(steps iter.Seq2[int, float64]) {
			for range steps {
			}
		}, &model{}, Finished, "", 5},
		"by break": {func(steps iter.Seq2[int, float64]) {
			for step := range steps {
				if step == 2 {
					break
				}
			}
		}, &model{}, Stopped, "", 3},
		"with an error": {func(steps iter.Seq2[int, float64]) {
			for range steps {
			}
		}, &model{diverged}, Failed, "the loss is NaN", 5},
		"by a panic": {func(steps iter.Seq2[int, float64]) {
			defer func() { recover() }()
			for step := range steps {
				if step == 1 {
					panic("a mistake in the loop")
				}
			}
		}, &model{}, Failed, "a panic in the loop", 2},
		"by the end of its goroutine": {func(steps iter.Seq2[int, float64]) {
			var other sync.WaitGroup
			other.Go(func() {
				for range steps {
					runtime.Goexit()
				}
			})
			other.Wait()
		}, &model{}, Failed, "a panic in the loop", 1},
	} {
		t.Run(name, func(t *testing.T) {
			ledger := Open(t.TempDir())
			recording := ledger.New(Settings{Name: name, Model: test.model})
			test.loop(Record(recording, falling(5)))
			run := allOf(t, ledger, 1)[0]
			if run.Status != test.status || run.Cause != test.cause || run.Steps != test.steps || run.Faults != nil {
				t.Errorf("got %s, %q after %d steps, faults %q; want %s, %q after %d", run.Status, run.Cause, run.Steps, run.Faults, test.status, test.cause, test.steps)
			}
			if run.ID != recording.ID() || recording.Err() != nil {
				t.Errorf("the recording is called %q and says %v, want %q", recording.ID(), recording.Err(), run.ID)
			}
		})
	}
}

func TestAHeadSaysHowTheRunWasMade(t *testing.T) {
	if err := flag.Set("batch", "8"); err != nil {
		t.Fatal(err)
	}
	if err := flag.Set("help-level", "2"); err != nil {
		t.Fatal(err)
	}
	*batch = 16 // a cell may change a flag's value in its code
	before := time.Now()
	ledger, set := Open(t.TempDir()), datasets.XOR()
	record(t, ledger, Settings{Name: "digits, 64 wide", Model: &model{}, Data: set, Backend: "engine", Values: map[string]any{"seed": uint64(7), "rate": 0.5}}, falling(1))
	run := allOf(t, ledger, 1)[0]
	if want := map[string]string{"batch": "16", "rate": "0.1"}; !reflect.DeepEqual(run.Flags, want) || !slices.Equal(run.Set, []string{"batch"}) {
		t.Errorf("got the flags %v, set %v; want %v, set batch", run.Flags, run.Set, want)
	}
	if want := map[string]string{"batch": "16", "rate": "0.5", "seed": "7"}; !reflect.DeepEqual(run.Settings(), want) {
		t.Errorf("got the settings %v, want %v", run.Settings(), want)
	}
	if run.Name != "digits, 64 wide" || !strings.Contains(run.ID, "-digits-64-wide-") || run.Model != "a model\nof two lines" || run.Backend != "engine" {
		t.Errorf("got %+v", run.Head)
	}
	if run.Data != set.String() || run.Digest != set.Digest() {
		t.Errorf("got the data %q, %s", run.Data, run.Digest)
	}
	if run.Started.Before(before.Truncate(0)) || run.Started.After(time.Now()) || run.Duration < 0 || run.Duration > time.Minute {
		t.Errorf("it started at %v and took %v", run.Started, run.Duration)
	}
	if run.Go != runtime.Version() || run.Machine.Cores < 1 || run.Machine.Processor == "" || run.Machine.System != runtime.GOOS+"/"+runtime.GOARCH {
		t.Errorf("got %s on %+v", run.Go, run.Machine)
	}
	if root, found := clone.Folder(); found && run.Commit != gitCommit(root) {
		t.Errorf("got the commit %s, and git says %s", run.Commit, gitCommit(root))
	}
}

// A thousand steps are all there; then fewer and fewer, and the last.
func TestALongTrainingHasASmallFile(t *testing.T) {
	ledger := Open(t.TempDir())
	record(t, ledger, Settings{}, falling(100_000))
	run := allOf(t, ledger, 1)[0]
	curve := run.Curves["loss"]
	if run.Steps != 100_000 || curve[len(curve)-1].Step != 99_999 {
		t.Errorf("the curve of %d steps ends with %+v", run.Steps, curve[len(curve)-1])
	}
	if len(curve) < 5000 || len(curve) > 5400 {
		t.Errorf("of 100,000 steps there are %d, want 1000 and then about a thousand for each factor of e", len(curve))
	}
	for i, p := range curve {
		if i < 1000 && p.Step != i || i > 0 && p.Step-curve[i-1].Step > 1+p.Step/1000 || p.Value != 1/float64(p.Step+1) {
			t.Fatalf("point %d is %+v after %+v", i, p, curve[max(i-1, 0)])
		}
	}
}

// withBoth is a step as models yields it.
type withBoth struct{ loss, accuracy float64 }

func (s withBoth) Loss() float64     { return s.loss }
func (s withBoth) Accuracy() float64 { return s.accuracy }

func TestWhatIsRecordedOfAStep(t *testing.T) {
	ledger := Open(t.TempDir())
	recording := ledger.New(Settings{})
	for range Record(recording, func(yield func(int, any) bool) {
		_ = yield(40, withBoth{0.5, 0.75}) && yield(41, withBoth{math.Inf(1), math.NaN()}) && yield(42, "nothing that is known")
	}) {
	}
	recording.Log("of no number", math.NaN())
	recording.Log("below all", math.Inf(-1))
	got := allOf(t, ledger, 1)[0]
	for figure, want := range map[string][]Point{
		"loss":         {{40, 0, 0.5}, {41, 0, math.Inf(1)}},
		"accuracy":     {{40, 0, 0.75}},
		"of no number": {{42, 0, math.NaN()}},
		"below all":    {{42, 0, math.Inf(-1)}},
	} {
		curve := got.Curves[figure]
		for i := range curve {
			curve[i].Seconds = 0
		}
		if fmt.Sprint(curve) != fmt.Sprint(want) {
			t.Errorf("%s: got %v, want %v", figure, curve, want)
		}
	}
	if len(got.Curves) != 4 || got.Steps != 3 {
		t.Errorf("got %d curves of %d steps, want 4 of 3", len(got.Curves), got.Steps)
	}
}

// Where the key is not a number, the steps are counted.
func TestStepsWithoutNumbers(t *testing.T) {
	ledger := Open(t.TempDir())
	for range Record(ledger.New(Settings{}), func(yield func(string, float64) bool) { _ = yield("a", 3) && yield("b", 2) }) {
	}
	curve := allOf(t, ledger, 1)[0].Curves["loss"]
	if len(curve) != 2 || curve[0].Step != 0 || curve[1].Step != 1 || curve[1].Value != 2 {
		t.Errorf("got %v", curve)
	}
}

func TestEachLoopIsARun(t *testing.T) {
	ledger := Open(filepath.Join(t.TempDir(), "made", "with the first run"))
	allOf(t, ledger, 0)
	recording := ledger.New(Settings{Name: "again"})
	steps := Record(recording, training(1, 0.5))
	for range 2 {
		for range steps {
		}
	}
	all := allOf(t, ledger, 2)
	if all[0].ID == all[1].ID || recording.ID() != all[1].ID || all[0].Steps != 2 || all[1].Steps != 2 {
		t.Errorf("got %+v", all)
	}
	if left, _ := filepath.Glob(filepath.Join(ledger.Folder, ".*")); left != nil {
		t.Errorf("%v is left", left)
	}
}

// Many may train at once in one program, and log to one run.
func TestRunsAtOnce(t *testing.T) {
	ledger := Open(t.TempDir())
	var trainings sync.WaitGroup
	for i := range 20 {
		trainings.Go(func() {
			recording := ledger.New(Settings{Name: "at once", Values: map[string]any{"number": i}})
			for range Record(recording, training(float64(i), float64(i))) {
				var loggers sync.WaitGroup
				for j := range 5 {
					loggers.Go(func() { recording.Log(fmt.Sprint("figure ", j), float64(i)) })
				}
				loggers.Wait()
			}
		})
	}
	trainings.Wait()
	seen := map[string]bool{}
	for _, run := range allOf(t, ledger, 20) {
		seen[run.Values["number"]] = true
		for figure, curve := range run.Curves {
			if fmt.Sprint(curve[0].Value) != run.Values["number"] || len(curve) != 2 || len(run.Curves) != 6 || run.Faults != nil {
				t.Errorf("run %s has %v of %s, faults %v", run.Values["number"], curve, figure, run.Faults)
			}
		}
	}
	if len(seen) != 20 {
		t.Errorf("there are only the numbers %v", seen)
	}
}

// A file is cut at every byte. Its whole lines are all read, and the cut one is named.
func TestARunIsCutAtEveryByte(t *testing.T) {
	ledger := Open(t.TempDir())
	recording := ledger.New(Settings{Name: "cut", Values: map[string]any{"rate": 0.1}})
	for step := range Record(recording, training(0.9, math.NaN(), 0.7)) {
		recording.Log("validation loss", float64(step))
	}
	recording.Log("test loss", 0.8)
	path := ledger.path(recording.ID())
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	whole := allOf(t, ledger, 1)[0]
	points := func(r Run) (sum int) {
		for _, curve := range r.Curves {
			sum += len(curve)
		}
		return sum
	}
	if whole.Faults != nil || points(whole) != 7 || whole.Status != Finished {
		t.Fatalf("the whole file is read as %+v", whole)
	}
	other := record(t, ledger, Settings{Name: "beside"}, training(1)).ID()
	for length := range len(text) + 1 {
		if err := os.WriteFile(path, text[:length], 0o666); err != nil {
			t.Fatal(err)
		}
		all := allOf(t, ledger, 2)
		run := all[slices.IndexFunc(all, func(r Run) bool { return r.ID == recording.ID() })]
		lines := strings.Count(string(text[:length]), "\n")
		wantFault := 0
		if length > 0 && text[length-1] != '\n' {
			if length < len(text) && text[length] == '\n' {
				lines++ // the line is whole without its end
			} else {
				wantFault = 1
			}
		} else if length == 0 {
			wantFault = 1
		}
		wantPoints := min(max(lines-1, 0), 6)
		if lines > 7 { // the line with the end has no figures
			wantPoints += lines - 8
		}
		wantStatus := Killed
		if lines >= 8 {
			wantStatus = Finished
		}
		if len(run.Faults) != wantFault || points(run) != wantPoints || run.Status != wantStatus || (run.Name == "cut") != (lines > 0) || (run.Values["rate"] == "0.1") != (lines > 0) {
			t.Fatalf("cut at byte %d, in line %d: got %q, %s, %d points, faults %q; want %s, %d points, %d faults", length, lines+1, run.Name, run.Status, points(run), run.Faults, wantStatus, wantPoints, wantFault)
		}
		if wantFault == 1 && !strings.HasPrefix(run.Faults[0], fmt.Sprintf("line %d is skipped", lines+1)) {
			t.Fatalf("cut at byte %d, in line %d: the fault is %q", length, lines+1, run.Faults[0])
		}
		if run.Started.Sub(whole.Started).Abs() > time.Second {
			t.Fatalf("cut at byte %d it started at %v, want %v", length, run.Started, whole.Started)
		}
		if beside := all[1-slices.IndexFunc(all, func(r Run) bool { return r.ID == recording.ID() })]; beside.ID != other || beside.Status != Finished || beside.Faults != nil {
			t.Fatalf("cut at byte %d, the run beside it is %+v", length, beside)
		}
	}
}

// A line that is damaged in the middle of a file costs that line alone.
func TestALineThatWasTornIsSkipped(t *testing.T) {
	ledger := Open(t.TempDir())
	recording := ledger.New(Settings{})
	for step := range Record(recording, training(0.9, 0.8, 0.7)) {
		if step == 1 { // as a full disk leaves it
			recording.file.Write([]byte(`{"step":1,"figu`))
			recording.wasTorn = true
		}
	}
	run := allOf(t, ledger, 1)[0]
	if len(run.Curves["loss"]) != 3 || run.Status != Finished || len(run.Faults) != 1 || !strings.HasPrefix(run.Faults[0], "line 4 is skipped") {
		t.Errorf("got %+v, want all three losses and one fault", run)
	}
}

// What the first version wrote is read for ever.
func TestTheFirstFormatIsRead(t *testing.T) {
	run := allOf(t, Open("testdata"), 1)[0]
	want := Run{
		ID: "20261129-100000-digits-0a1b",
		Head: Head{
			Format: 1, Name: "digits", Started: time.Date(2026, 11, 29, 10, 0, 0, 123456789, time.UTC),
			Flags: map[string]string{"batch": "32", "rate": "0.1"}, Set: []string{"rate"}, Values: map[string]string{"seed": "1"},
			Model: "network of 2 layers", Parameters: 2410, Data: "digits: 1437 pictures of 8x8x1, 10 classes", Digest: "00ff", Backend: "network",
			Machine: Machine{"a processor", 2, 8 << 30, "linux/amd64"}, Go: "go1.26.5", Modules: map[string]string{"gonum.org/v1/gonum": "v0.17.0"},
			Commit: "8ec08091ce619da5c5222053196b0496a75b8452",
		},
		Status: Stopped, Cause: "interrupted", Steps: 2, Duration: 1500 * time.Millisecond,
		Curves: map[string][]Point{"loss": {{0, 0.25, 2.5}, {1, 0.5, math.Inf(1)}}, "test accuracy": {{1, 1.75, 0.125}}},
	}
	if !reflect.DeepEqual(run, want) {
		t.Errorf("got  %+v\nwant %+v", run, want)
	}
}

func TestAFormatThatIsNotKnownIsReported(t *testing.T) {
	ledger := Open(t.TempDir())
	if err := os.WriteFile(ledger.path("later"), []byte("{\"format\":2,\"name\":\"x\"}\n{\"step\":3,\"steps\":4,\"figures\":{\"loss\":1},\"what\":\"else\"}\n"), 0o666); err != nil {
		t.Fatal(err)
	}
	run := allOf(t, ledger, 1)[0]
	if len(run.Faults) != 1 || !strings.Contains(run.Faults[0], "format 2, and this program reads 1") || run.Steps != 4 {
		t.Errorf("got %+v", run)
	}
}

// What cannot be written disturbs no training.
func TestALedgerThatCannotBeWritten(t *testing.T) {
	file := filepath.Join(t.TempDir(), "a file")
	if err := os.WriteFile(file, nil, 0o666); err != nil {
		t.Fatal(err)
	}
	recording := Open(file).New(Settings{})
	steps := 0
	for range Record(recording, falling(10)) {
		recording.Log("figure", 1)
		steps++
	}
	if err := recording.Err(); steps != 10 || err == nil || !strings.HasPrefix(err.Error(), "runs: this run is not recorded") || recording.ID() != "" {
		t.Errorf("after %d steps: %v, %q", steps, err, recording.ID())
	}
	if _, err := Open(file).Runs(); err == nil {
		t.Error("a file is read as a ledger")
	}
}

func TestALogBeforeTheLoopIsAnError(t *testing.T) {
	recording := Open(t.TempDir()).New(Settings{})
	recording.Log("seed", 1)
	if err := recording.Err(); err == nil || !strings.Contains(err.Error(), `"seed" was logged before the loop`) {
		t.Errorf("got %v", err)
	}
}

func TestARunIsRunningUntilItsLoopEnds(t *testing.T) {
	ledger := Open(t.TempDir())
	recording := ledger.New(Settings{})
	for step := range Record(recording, falling(3)) {
		run := allOf(t, ledger, 1)[0]
		if run.Status != Running || run.Steps != step+1 || run.Faults != nil {
			t.Errorf("in step %d: got %s after %d steps", step, run.Status, run.Steps)
		}
		if _, err := Best(allOf(t, ledger, 1), "loss", Lowest); err == nil {
			t.Error("a run that is running is the best")
		}
	}
	for range Record(recording, falling(1)) {
		if err := ledger.Delete(recording.ID()); err == nil || !strings.Contains(err.Error(), "is still running") {
			t.Errorf("a run that is running was deleted: %v", err)
		}
	}
	if err := ledger.Delete(recording.ID()); err != nil {
		t.Error(err)
	}
	recording.Log("too late", 1)
	if recording.Err() == nil {
		t.Error("a figure of a run that is gone was logged without an error")
	}
	allOf(t, ledger, 1)
}

func TestDeleteLeavesAllElse(t *testing.T) {
	ledger := Open(t.TempDir())
	first, second := record(t, ledger, Settings{}, falling(1)).ID(), record(t, ledger, Settings{}, falling(1)).ID()
	outside := filepath.Join(filepath.Dir(ledger.Folder), "outside"+extension)
	if err := os.WriteFile(outside, nil, 0o666); err != nil {
		t.Fatal(err)
	}
	for _, id := range []string{"", "nothing", "../outside", first + extension, "./" + first} {
		if err := ledger.Delete(id); err == nil || !strings.Contains(err.Error(), "there is no run") {
			t.Errorf("%q was deleted: %v", id, err)
		}
	}
	if err := ledger.Delete(first); err != nil {
		t.Error(err)
	}
	if names, _ := os.ReadDir(ledger.Folder); len(names) != 1 || allOf(t, ledger, 1)[0].ID != second {
		t.Errorf("the folder has %v, want the second run alone", names)
	}
	if _, err := os.Stat(outside); err != nil {
		t.Error(err)
	}
}

func TestTheFolder(t *testing.T) {
	t.Setenv(Variable, "")
	root, _ := clone.Folder()
	for _, test := range []struct{ folder, variable, want string }{
		{"", "", filepath.Join(root, "runs")},
		{"", "elsewhere", "elsewhere"},
		{"mine", "elsewhere", "mine"},
	} {
		os.Setenv(Variable, test.variable)
		if got := Open(test.folder).Folder; got != test.want {
			t.Errorf("%q with %q: got %s, want %s", test.folder, test.variable, got, test.want)
		}
	}
}

// In a name of a file all is allowed that a system allows everywhere, in any script.
func TestIDs(t *testing.T) {
	at := time.Date(2026, 11, 29, 12, 30, 5, 0, time.FixedZone("CET", 3600))
	for name, want := range map[string]string{
		"digits":                 "20261129-113005-digits-",
		"":                       "20261129-113005-run-",
		"../a b/c:d":             "20261129-113005-a-b-c-d-",
		"цифры 2":                "20261129-113005-цифры-2-",
		strings.Repeat("ö", 100): "20261129-113005-" + strings.Repeat("ö", 40) + "-",
	} {
		got := newID(name, at)
		if rest, found := strings.CutPrefix(got, want); !found || len(rest) != 4 {
			t.Errorf("%q: got %q, want %q and four digits", name, got, want)
		}
	}
}

func TestTheVersionsOfModules(t *testing.T) {
	got := modules([]*debug.Module{
		{Path: "example.org/a", Version: "v1.2.3"},
		{Path: "example.org/b", Version: "v1.0.0", Replace: &debug.Module{Path: "example.org/fork", Version: "v1.0.1"}},
		{Path: "firstneuron", Version: "v0.0.0", Replace: &debug.Module{Path: "/home/me/first neuron"}},
	})
	want := map[string]string{"example.org/a": "v1.2.3", "example.org/b": "example.org/fork v1.0.1", "firstneuron": "/home/me/first neuron"}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}

// gitCommit is what git itself says; "unknown" where it knows no commit.
func gitCommit(folder string) string {
	text, err := exec.Command("git", "-C", folder, "rev-parse", "--verify", "--quiet", "HEAD").Output()
	if err != nil {
		return "unknown"
	}
	return strings.TrimSpace(string(text))
}

func TestTheCommitIsTheOneThatGitNames(t *testing.T) {
	if _, err := exec.LookPath("git"); err != nil {
		t.Skip("needs git")
	}
	for _, variable := range os.Environ() { // a hook, or rebase --exec, has some by which git would work on the repository around it
		if name, _, _ := strings.Cut(variable, "="); strings.HasPrefix(name, "GIT_") {
			t.Setenv(name, "")
			os.Unsetenv(name)
		}
	}
	home := t.TempDir()
	git := func(folder string, args ...string) {
		t.Helper()
		command := exec.Command("git", append([]string{"-c", "user.name=a", "-c", "user.email=a@example.org", "-c", "init.defaultBranch=main"}, args...)...)
		command.Dir = folder
		if text, err := command.CombinedOutput(); err != nil {
			t.Fatalf("git %v: %v\n%s", args, err, text)
		}
	}
	main, tree := filepath.Join(home, "main"), filepath.Join(home, "tree")
	check := func(what, folder string, wantKnown bool) {
		t.Helper()
		got, want := commit(folder), gitCommit(folder)
		if got != want || (got != "unknown") != wantKnown {
			t.Errorf("%s: got %s, and git says %s", what, got, want)
		}
	}
	below := filepath.Join(main, "notebooks", "mine")
	if err := os.MkdirAll(below, 0o777); err != nil {
		t.Fatal(err)
	}
	if got := commit(t.TempDir()); got != "unknown" {
		t.Errorf("no repository: got %s", got)
	}
	git(main, "init")
	check("no commit", main, false)
	git(main, "commit", "--allow-empty", "-m", "one")
	check("a branch", below, true)
	git(main, "pack-refs", "--all")
	check("packed branches", main, true)
	git(main, "commit", "--allow-empty", "-m", "two")
	check("a branch that went on since it was packed", main, true)
	git(main, "worktree", "add", "-b", "side/branch", tree)
	git(tree, "commit", "--allow-empty", "-m", "three")
	check("a worktree", tree, true)
	if commit(tree) == commit(main) {
		t.Error("a worktree has the commit of the other")
	}
	git(main, "checkout", "--detach", "HEAD~1")
	check("no branch", main, true)
}

func TestTableAndCompareByHand(t *testing.T) {
	at := time.Date(2026, 11, 29, 10, 0, 0, 0, time.Local)
	curve := func(values ...float64) []Point {
		points := make([]Point, len(values))
		for i, value := range values {
			points[i] = Point{i, float64(i), value}
		}
		return points
	}
	all := []Run{
		{ID: "a", Head: Head{Started: at, Flags: map[string]string{"rate": "0.1", "batch": "32"}, Values: map[string]string{"seed": "1"}, Commit: "unknown", Backend: "engine"},
			Status: Finished, Steps: 3, Duration: 1234567 * time.Microsecond, Curves: map[string][]Point{"loss": curve(3, 1, 2), "accuracy": curve(0.5)}},
		{ID: "b", Head: Head{Started: at.Add(time.Hour), Flags: map[string]string{"rate": "0.1", "batch": "64"}, Values: map[string]string{"seed": "1", "wide": "yes"}, Commit: "unknown", Backend: "engine",
			Modules: map[string]string{"example.org/a": "v1.0.0"}, Parameters: 12},
			Status: Failed, Cause: "the loss is NaN", Steps: 2, Curves: map[string][]Point{"loss": curve(3, 0.5)}, Faults: []string{"line 9 is skipped"}},
		{ID: "c", Head: Head{Started: at, Flags: map[string]string{"rate": "0.1", "batch": "32"}, Values: map[string]string{"seed": "1"}, Commit: "unknown", Backend: "engine"},
			Status: Stopped, Steps: 3, Curves: map[string][]Point{"loss": curve(2, 1.5), "accuracy": curve(0.25, math.NaN())}},
		{ID: "d", Head: Head{Started: at, Flags: map[string]string{"rate": "0.1", "batch": "32"}, Values: map[string]string{"seed": "1"}, Commit: "unknown", Backend: "engine"},
			Status: Stopped, Steps: 3, Curves: map[string][]Point{"loss": curve(2, 1.5)}},
	}
	headings, rows := Table(all[:2])
	if want := []string{"run", "started", "status", "steps", "time, s", "accuracy", "loss", "batch", "wide"}; !slices.Equal(headings, want) {
		t.Errorf("the headings are %q, want %q", headings, want)
	}
	if want := [][]any{
		{"a", "2026-11-29 10:00:00", "finished", 3, 1.235, 0.5, 2.0, 32, ""},
		{"b", "2026-11-29 11:00:00", "failed", 2, 0.0, "", 0.5, 64, "yes"},
	}; !reflect.DeepEqual(rows, want) {
		t.Errorf("the rows are %v, want %v", rows, want)
	}
	kept := slices.Clone(all[:2])
	kept[1].WeightBytes = 8210
	headings, rows = Table(kept)
	if got, want := fmt.Sprint(headings[4:7], rows[0][4:7], rows[1][4:7]), "[time, s weights, kB accuracy] [1.235  0.5] [0 8.3 ]"; got != want {
		t.Errorf("with the size of the weights it is %s, want %s", got, want)
	}
	if got, want := fmt.Sprint(all[0]), "a finished, steps 3, batch 32, rate 0.1, seed 1, accuracy 0.5, loss 2"; got != want {
		t.Errorf("a run is %q, want %q", got, want)
	}
	if got, want := Notes(all), []string{"b failed: the loss is NaN", "b: line 9 is skipped"}; !slices.Equal(got, want) {
		t.Errorf("the notes are %q, want %q", got, want)
	}
	stopped := []Run{{ID: "a", Status: Stopped, Cause: "interrupted"}, {ID: "b", Status: Failed, Cause: "interrupted", Faults: []string{"line 1"}}, {ID: "c", Status: Stopped, Cause: "interrupted"}, {ID: "d", Status: Finished}}
	if got, want := Notes(stopped), []string{"a and 1 more stopped: interrupted", "b failed: interrupted", "b: line 1"}; !slices.Equal(got, want) {
		t.Errorf("the notes are %q, want %q", got, want)
	}
	headings, rows = Compare(all[:2]...)
	if want := [][]any{{"batch", "32", "64"}, {"example.org/a", "", "v1.0.0"}, {"parameters", "0", "12"}, {"wide", "", "yes"}}; !reflect.DeepEqual(rows, want) || !slices.Equal(headings, []string{"setting", "a", "b"}) {
		t.Errorf("they differ in %v, %v; want %v", headings, rows, want)
	}
	if _, rows := Compare(all[2:]...); rows != nil {
		t.Errorf("equal ones differ in %v", rows)
	}
	for _, test := range []struct {
		figure string
		order  Order
		want   string
	}{{"loss", Lowest, "c"}, {"loss", Highest, "a"}, {"accuracy", Lowest, "a"}, {"accuracy", Highest, "a"}} {
		if best, err := Best(all, test.figure, test.order); err != nil || best.ID != test.want {
			t.Errorf("the best %s is that of %s, %v; want that of %s", test.figure, best.ID, err, test.want)
		}
	}
	if _, err := Best(nil, "loss", Lowest); err == nil {
		t.Error("there is a best of none")
	}
}

func TestCSV(t *testing.T) {
	all := []Run{
		{ID: "a", Head: Head{Name: "digits, wide", Trial: "0123abcd", Code: "4567ef", Started: time.Date(2026, 11, 29, 10, 0, 0, 500, time.UTC), Flags: map[string]string{"rate": "0.1"}, Model: "two\nlines", Parameters: 4,
			Machine: Machine{"p", 2, 1 << 30, "linux/amd64"}, Go: "go1.26.5", Commit: "unknown"},
			Status: Finished, Steps: 2, WeightBytes: 8210, Duration: 1500 * time.Millisecond, Curves: map[string][]Point{"loss": {{0, 0, 1}, {1, 1, 0.30000000000000004}}}},
		{ID: "b", Status: Killed, Curves: map[string][]Point{"accuracy": {{7, 2, math.NaN()}}}},
	}
	var text strings.Builder
	if err := WriteCSV(&text, all); err != nil {
		t.Fatal(err)
	}
	want := `run,name,started,status,cause,steps,seconds,model,parameters,data,digest,backend,processor,cores,memory,system,go,commit,trial,code,weights,figure.accuracy,figure.loss,setting.rate
a,"digits, wide",2026-11-29T10:00:00.0000005Z,finished,,2,1.5,"two
lines",4,,,,p,2,1073741824,linux/amd64,go1.26.5,unknown,0123abcd,4567ef,8210,,0.30000000000000004,0.1
b,,0001-01-01T00:00:00Z,killed,,0,0,,0,,,,,0,0,,,,,,0,NaN,,
`
	if text.String() != want {
		t.Errorf("got\n%s\nwant\n%s", text.String(), want)
	}
	text.Reset()
	if err := WriteCurvesCSV(&text, all); err != nil || text.String() != "run,figure,step,seconds,value\na,loss,0,0,1\na,loss,1,1,0.30000000000000004\nb,accuracy,7,2,NaN\n" {
		t.Errorf("got %v,\n%s", err, text.String())
	}
	if err := WriteCSV(full{}, all); err == nil {
		t.Error("a full disk is no error")
	}
	if err := WriteCurvesCSV(full{}, all); err == nil {
		t.Error("a full disk is no error")
	}
}

// full is a disk without space.
type full struct{}

func (full) Write([]byte) (int, error) { return 0, errors.New("no space left on device") }

// What a step costs that gets a line, which the first thousand do.
func BenchmarkRecord(b *testing.B) {
	ledger := Open(b.TempDir())
	losses := falling(1000)
	for b.Loop() {
		for range Record(ledger.New(Settings{}), losses) {
		}
	}
	b.ReportMetric(float64(b.Elapsed().Microseconds())/float64(b.N)/1000, "µs/step")
}
