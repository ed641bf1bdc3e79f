package sweep

import (
	"flag"
	"fmt"
	"math"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"firstneuron/pkg/datasets"
	"firstneuron/pkg/runs"
)

// steps stands for a training: so many steps.
func steps(count int) func(func(int, float64) bool) { return slices.All(make([]float64, count)) }

func nothing(*Trial) error { return nil }

// ran runs a sweep and returns how often the function was called.
func ran(t *testing.T, s *Sweep, train func(*Trial) error) (calls int) {
	t.Helper()
	var lock sync.Mutex
	for range s.Run(func(trial *Trial) error {
		lock.Lock()
		calls++
		lock.Unlock()
		return train(trial)
	}) {
	}
	if err := s.Err(); err != nil {
		t.Fatal(err)
	}
	return calls
}

func TestWhatIsDrawn(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 0))
	small, least, most := 0, 100, 0
	for range 4000 {
		rate := Log("rate", 0.001, 10).draw(rng).(float64)
		if rate < 0.001 || rate > 10 || fmt.Sprintf("%.4g", rate) != fmt.Sprint(rate) {
			t.Fatalf("drew the rate %v", rate)
		}
		if rate < 0.1 {
			small++
		}
		if momentum := Linear("momentum", 0.12345, 0.12346).draw(rng).(float64); momentum < 0.12345 || momentum > 0.12346 {
			t.Fatalf("drew the momentum %v", momentum)
		}
		for _, f := range []Flag{Log("hidden", 2, 9).Whole(), Linear("hidden", 2, 9).Whole()} {
			hidden := f.draw(rng).(int)
			least, most = min(least, hidden), max(most, hidden)
		}
	}
	if math.Abs(float64(small)/4000-0.5) > 0.03 { // 0.1 is in the logarithmic middle
		t.Errorf("%d of 4000 rates are below 0.1", small)
	}
	if least != 2 || most != 9 {
		t.Errorf("whole numbers go from %d to %d", least, most)
	}
}

func TestRandomIsTheSameForTheSameSeed(t *testing.T) {
	of := func(seed uint64, combinations int) []settings {
		return Random(rand.New(rand.NewPCG(seed, 0)), runs.Open(t.TempDir()), "random", combinations, Log("rate", 0.01, 1), Values("activation", "tanh", "ReLU")).configurations
	}
	one, again, other, more := of(1, 8), of(1, 8), of(2, 8), of(1, 10)
	if fmt.Sprint(one) != fmt.Sprint(again) || fmt.Sprint(one) == fmt.Sprint(other) || fmt.Sprint(one) != fmt.Sprint(more[:8]) || len(more) != 10 {
		t.Errorf("seed 1 gives\n%v\nand\n%v, of ten\n%v, and seed 2\n%v", one, again, more, other)
	}
	few := Random(rand.New(rand.NewPCG(1, 0)), runs.Open(t.TempDir()), "few", 50, Values("activation", "tanh", "ReLU"), Seeds(3))
	if few.Left() != 6 {
		t.Errorf("two choices and three seeds are %d trials", few.Left())
	}
}

// What a trial is known by is its settings, the name and the data, and nothing of how they were written.
func TestWhatATrialIsKnownBy(t *testing.T) {
	ledger := runs.Open(t.TempDir())
	if calls := ran(t, Grid(ledger, "a", Values("rate", 0.1, 1), Values("hidden", 4), Seeds(2)), nothing); calls != 4 {
		t.Errorf("%d calls", calls)
	}
	for want, s := range map[int]*Sweep{
		0: Grid(ledger, "a", Seeds(2), Values("hidden", 4), Values("rate", 1, 0.1)),
		2: Grid(ledger, "a", Values("rate", 0.1, 1), Values("hidden", 4), Seeds(3)),
		4: Grid(ledger, "a", Values("rate", 0.1, 1), Values("hidden", 4, 8), Seeds(2)),
		1: Grid(ledger, "b", Values("rate", 0.1), Values("hidden", 4)),
		6: Grid(ledger, "a", Values("rate", 0.1, 1, 3), Values("hidden", 4), Seeds(2)).Data(datasets.XOR()),
	} {
		if left := s.Left(); left != want {
			t.Errorf("%d are left, want %d", left, want)
		}
	}
}

// So many trials as AtOnce says run at the same time, and no more: each waits until that many are there.
func TestAtOnce(t *testing.T) {
	s := Grid(runs.Open(t.TempDir()), "at once", Seeds(9)).AtOnce(3)
	var lock sync.Mutex
	running, most := 0, 0
	together := make(chan bool)
	calls := ran(t, s, func(trial *Trial) error {
		lock.Lock()
		running++
		most = max(most, running)
		if running%3 == 0 {
			go func() { together <- true; together <- true; together <- true }()
		}
		lock.Unlock()
		for range Record(trial, nil, steps(1)) {
		}
		select {
		case <-together:
		case <-time.After(10 * time.Second):
			return fmt.Errorf("the others did not come")
		}
		lock.Lock()
		running--
		lock.Unlock()
		return nil
	})
	all, _ := s.Runs()
	if most != 3 || calls != 9 || slices.ContainsFunc(all, func(run runs.Run) bool { return run.Status != runs.Finished }) {
		t.Errorf("%d at once, %d calls", most, calls)
	}
}

func TestThereIsRoomInMemory(t *testing.T) {
	for _, test := range []struct {
		memory, start, held int64
		running             int
		want                bool
	}{
		{100, 10, 40, 1, true},  // 30 each
		{100, 10, 50, 1, false}, // 40 each
		{100, 10, 70, 6, true},  // 10 each
		{100, 90, 90, 1, false}, // what was there before is much already
		{100, 50, 20, 1, true},  // some was given back
		{0, 10, 1000, 1, true},  // it cannot be told
	} {
		if got := (room{0, test.memory, test.start}).fits(test.running, test.held); got != test.want {
			t.Errorf("%+v: got %v", test, got)
		}
	}
}

// Break ends the trials at hand after their steps; the next loop does what is left.
func TestBreakAndGoOn(t *testing.T) {
	ledger := runs.Open(t.TempDir())
	sweep := func() *Sweep { return Grid(ledger, "break", Seeds(6)).AtOnce(3) }
	long := func(trial *Trial) error {
		count := 1
		if trial.Int("seed") > 1 {
			count = 1 << 40
		}
		for range Record(trial, nil, func(yield func(int, float64) bool) {
			for step := 0; step < count && yield(step, 0.5); step++ {
				time.Sleep(time.Millisecond)
			}
		}) {
		}
		return fmt.Errorf("this is no error of a trial that was stopped")
	}
	first := sweep()
	for range first.Run(long) {
		break
	}
	all, err := ledger.Runs()
	if err != nil || first.Err() != nil {
		t.Fatal(err, first.Err())
	}
	var statuses []string
	for _, run := range all {
		statuses = append(statuses, string(run.Status)+" "+run.Cause)
	}
	slices.Sort(statuses)
	if got := fmt.Sprint(statuses); got != "[failed this is no error of a trial that was stopped stopped  stopped ]" {
		t.Errorf("after break: %s", got)
	}
	if first.Left() != 5 || sweep().Left() != 5 {
		t.Errorf("%d and %d are left, want 5", first.Left(), sweep().Left())
	}
	if calls := ran(t, sweep().AnyCode(), nothing); calls != 5 || sweep().Left() != 0 {
		t.Errorf("%d calls, %d are left", calls, sweep().Left())
	}
}

// A sweep does not go on with another function, unless it is said that this makes no difference.
func TestAFunctionThatHasChanged(t *testing.T) {
	ledger := runs.Open(t.TempDir())
	sweep := func(seeds int) *Sweep { return Grid(ledger, "changed", Seeds(seeds)) }
	first := func(*Trial) error { return nil }
	other := func(t *Trial) error { t.Log("loss", 1); return nil }
	for range sweep(2).Run(first) {
	}
	for _, test := range []struct {
		sweep *Sweep
		train func(*Trial) error
		calls int
		want  string
	}{
		{sweep(3), other, 0, `the function has changed since 2 of the trials of the sweep "changed" ended`},
		{sweep(3), first, 1, "<nil>"},
		{sweep(4).AnyCode(), other, 1, "<nil>"},
		{sweep(4), other, 0, "since 3 of the trials"},
		{Grid(ledger, "another name", Seeds(2)), other, 2, "<nil>"},
	} {
		calls := 0
		for range test.sweep.Run(test.train) {
			calls++
		}
		if got := fmt.Sprint(test.sweep.Err()); calls != test.calls || !strings.Contains(got, test.want) {
			t.Errorf("got %d calls and %q, want %d and %q", calls, got, test.calls, test.want)
		}
	}
}

// Which trials go on is decided by the mean over the seeds, without those that failed, and the same after a break.
func TestHalving(t *testing.T) {
	ledger := runs.Open(t.TempDir())
	sweep := func() *Sweep {
		return Grid(ledger, "halving", Values("x", 0, 1, 2, 3, 4, 5, 6, 7), Seeds(2)).Halving("accuracy", runs.Highest, 5, 2).AtOnce(1)
	}
	var tried []string
	train := func(trial *Trial) error {
		tried = append(tried, fmt.Sprint(trial.Budget(), ":", trial.Int("x")))
		switch x := trial.Int("x"); {
		case x == 7 && trial.Int("seed") == 2:
			panic("the best but for this")
		case x == 6 && trial.Int("seed") == 2:
			trial.Log("accuracy", 0) // on average not as good as seed 1 says
		default:
			trial.Log("accuracy", float64(x))
		}
		return nil
	}
	if left := sweep().Left(); left != 2*(8+4+2) {
		t.Errorf("%d are left", left)
	}
	if budget := sweep().LeftBudget(); budget != 2*(8*5+4*10+2*20) {
		t.Errorf("a budget of %d is left", budget)
	}
	for done := 0; sweep().Left() > 0; { // five at a time, each time by a sweep that knows nothing
		for range sweep().Run(train) {
			if done++; done%5 == 0 {
				break
			}
		}
		if budget := sweep().LeftBudget(); done == 20 && budget != 2*(8*5+4*10+2*20)-16*5-4*10 {
			t.Errorf("after 20 trials a budget of %d is left", budget)
		}
	}
	want := "5:0 5:1 5:2 5:3 5:4 5:5 5:6 5:7 5:0 5:1 5:2 5:3 5:4 5:5 5:6 5:7 " +
		"10:3 10:4 10:5 10:6 10:3 10:4 10:5 10:6 20:4 20:5 20:4 20:5"
	if got := strings.Join(tried, " "); got != want {
		t.Errorf("tried %s\nwant  %s", got, want)
	}
	best, err := sweep().Best("accuracy", runs.Highest)
	if err != nil || len(best) != 2 || best[0].Values["x"] != "5" || best[1].Values["x"] != "5" || best[1].Values["budget"] != "20" || best[1].Values["seed"] != "2" {
		t.Errorf("the best are %v, %v", best, err)
	}
	if _, err := sweep().Best("acuracy", runs.Highest); err == nil || !strings.Contains(err.Error(), `"acuracy" for each of 2 seeds; the figures are ["accuracy"]`) {
		t.Errorf("a figure that there is not: %v", err)
	}
	for n, want := range map[int]int{1: 1, 2: 2, 3: 3, 4: 6, 27: 27 + 13 + 6 + 3} {
		if got, _ := (&halving{factor: 2}).total(n); got != want {
			t.Errorf("%d combinations: %d in all rungs, want %d", n, got, want)
		}
	}
}

var rate = flag.Float64("sweep-rate", 0.5, "of this test")

func TestSetFlags(t *testing.T) {
	ledger := runs.Open(t.TempDir())
	read := func(trial *Trial) error {
		if err := trial.SetFlags(); err != nil {
			return err
		}
		trial.Log("rate", *rate)
		return nil
	}
	for want, s := range map[string]*Sweep{
		`[1:"" 2:""]`:  Grid(ledger, "flags", Values("sweep-rate", 1.0, 2)).AtOnce(1),
		"AtOnce(1)":    Grid(ledger, "at once", Values("sweep-rate", 1)).AtOnce(2),
		"no such flag": Grid(ledger, "typo", Values("sweep-rat", 1)).AtOnce(1),
		"cannot be":    Grid(ledger, "text", Values("sweep-rate", "much")).AtOnce(1),
	} {
		ran(t, s, read)
		all, _ := s.Runs()
		var got []string
		for _, run := range all {
			value, _ := run.Final("rate")
			got = append(got, fmt.Sprintf("%v:%q", value, run.Cause))
		}
		if !strings.Contains(fmt.Sprint(got), want) {
			t.Errorf("got %v, want %s", got, want)
		}
	}
}

func TestSettings(t *testing.T) {
	s := Grid(runs.Open(t.TempDir()), "settings", Values("what", "float", "int", "none", "budget", "rand")).AtOnce(1)
	ran(t, s, func(trial *Trial) error {
		switch trial.Text("what") {
		case "float":
			trial.Float("what")
		case "int":
			trial.Int("what")
		case "none":
			trial.Text("wat")
		case "budget":
			trial.Budget()
		case "rand":
			if trial.Rand().Int() != rand.New(rand.NewPCG(1, 0)).Int() || trial.Float("seed") != 1 {
				return fmt.Errorf("another source of random numbers")
			}
		}
		return nil
	})
	all, err := s.Runs()
	if err != nil {
		t.Fatal(err)
	}
	for i, want := range []string{`"what" is float, which is not a number`, `"what" is int, which is not a whole number`, `no setting "wat"; it has ["seed" "what"]`, `no setting "budget"`, ""} {
		if got := all[i].Cause; !strings.Contains(got, want) || want == "" && got != "" {
			t.Errorf("got %q, want %q", got, want)
		}
	}
}

// What cannot be recorded is not trained, and Err says so.
func TestALedgerThatCannotBeWritten(t *testing.T) {
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, nil, 0o666); err != nil {
		t.Fatal(err)
	}
	s := Grid(runs.Open(filepath.Join(file, "runs")), "nowhere", Seeds(2))
	for range s.Run(func(*Trial) error { t.Error("it trained"); return nil }) {
	}
	if s.Err() == nil || s.Left() != 2 {
		t.Errorf("the error is %v, %d are left", s.Err(), s.Left())
	}
}

func TestMistakes(t *testing.T) {
	ledger := runs.Open(t.TempDir())
	for want, do := range map[string]func(){
		"has the value 1 twice":   func() { Values("rate", 1, 1) },
		"has no values":           func() { Values[int]("rate") },
		"a smaller and a larger":  func() { Linear("rate", 1, 1) },
		"begins above zero":       func() { Log("rate", 0, 1) },
		"between whole numbers":   func() { Linear("hidden", 0.5, 2).Whole() },
		`"rate" has a range`:      func() { Grid(ledger, "a", Linear("rate", 0, 1)) },
		`two flags "rate"`:        func() { Grid(ledger, "a", Values("rate", 1), Values("rate", 2)) },
		"a seed has no range":     func() { Grid(ledger, "a", Linear("seed", 0, 1)) },
		"0 trials at once":        func() { Grid(ledger, "a").AtOnce(0) },
		"the factor 2 or more":    func() { Grid(ledger, "a").Halving("loss", runs.Lowest, 1, 1) },
		"the budget must be 1 or": func() { Grid(ledger, "a").Halving("loss", runs.Lowest, 0, 2) },
	} {
		func() {
			defer func() {
				if got := fmt.Sprint(recover()); !strings.Contains(got, want) {
					t.Errorf("got %q, want %q", got, want)
				}
			}()
			do()
		}()
	}
}
