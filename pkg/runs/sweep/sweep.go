// Package sweep trains the same thing once for each combination of settings and seed, as many at once as the machine
// has room for, and records each trial as a run in the ledger:
//
//	func train(t *sweep.Trial) error {
//		net := network.New(t.Rand(), network.Dense(2, t.Int("hidden"), network.Tanh), network.Dense(t.Int("hidden"), 1, network.Sigmoid))
//		net.Optimizer = network.GradientDescent{Rate: t.Float("rate")}
//		for range sweep.Record(t, net, net.Steps(set, 500)) {
//		}
//		t.Log("accuracy", net.Accuracy(test))
//		return nil
//	}
//
//	var s = sweep.Grid(runs.Open(""), "moons", sweep.Values("rate", 0.1, 1, 3), sweep.Values("hidden", 2, 8), sweep.Seeds(5))
//
// Three lines run it, show how far it is, and then what came of it:
//
//	for range view.Sweep("accuracy", s, train) {
//	}
//	show.Figure(view.Heat("accuracy", "rate", "hidden", lesson.Must(s.Runs())...))
//
// # To stop and go on
//
// Break and an interrupt end the running trials after their present step; a kill ends them at once. The next loop over
// [Sweep.Run], in this program or in another, does what is left: all that the sweep knows of its trials is in the
// ledger. A trial is identified by the sweep's name, its settings, its seed and its data. One that finished or failed
// is not run again; to run it again, delete its record. One that was stopped or killed is run again from its start. The
// record of the attempt stays in the ledger, because only its owner deletes a run, but [Sweep.Runs] leaves it out. A
// sweep that is given more values or seeds runs only what is new. Programs with the same sweep share its trials: none
// is run twice.
//
// [Sweep.On] sends the trials elsewhere, such as to a cluster: package slurm.
//
// The function does not identify a trial, so if you change it, give the sweep another name. [Sweep.Run] notices most changes, and
// says so.
package sweep

import (
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"strconv"

	"firstneuron/pkg/datasets"
	"firstneuron/pkg/runs"
)

// A Sweep is a number of trials. [Grid] and [Random] make one.
type Sweep struct {
	ledger         *runs.Ledger
	name           string
	configurations []settings
	seeds          []any
	halving        *halving
	data           *datasets.Set
	digest         string // of the data
	atOnce         int    // 0: as many as there is room for
	anyCode        bool
	engine         Engine // nil: this program
	only           *trial // nil: all
	code           string // the digest of the function's source, where another program has told it
	known          records
	err            error
}

// settings are the values of a trial by their names.
type settings map[string]any

// Grid is a sweep over all combinations of the flags' values.
func Grid(ledger *runs.Ledger, name string, flags ...Flag) *Sweep {
	s := newSweep(ledger, name, flags)
	s.configurations = []settings{{}}
	for _, f := range s.varied(flags) {
		if f.values == nil {
			panic(fmt.Sprintf("sweep.Grid: %q has a range; give its values with Values, or make the sweep with Random", f.name))
		}
		var longer []settings
		for _, start := range s.configurations {
			for _, value := range f.values {
				longer = append(longer, start.with(f.name, value))
			}
		}
		s.configurations = longer
	}
	return s
}

// Random is a sweep over a number of combinations, each drawn from the flags' ranges and values. Equal ones
// count once. All have the same seeds. An rng with the same seed draws the same combinations, and a larger
// number only adds more of them.
func Random(rng *rand.Rand, ledger *runs.Ledger, name string, combinations int, flags ...Flag) *Sweep {
	s := newSweep(ledger, name, flags)
	drawn := map[string]bool{}
	for range combinations {
		c := settings{}
		for _, f := range s.varied(flags) {
			c[f.name] = f.draw(rng)
		}
		if key := fmt.Sprint(c); !drawn[key] {
			drawn[key] = true
			s.configurations = append(s.configurations, c)
		}
	}
	return s
}

func newSweep(ledger *runs.Ledger, name string, flags []Flag) *Sweep {
	named := map[string]bool{}
	for _, f := range flags {
		if named[f.name] || f.name == budgetName {
			panic(fmt.Sprintf("sweep: there are two flags %q; budget is a name that only Halving gives", f.name))
		}
		if f.name == seedName && f.values == nil {
			panic("sweep: a seed has no range; give Seeds, or the Values of a seed")
		}
		named[f.name] = true
	}
	return &Sweep{ledger: ledger, name: name, seeds: []any{1}}
}

// varied are the flags except the seed, which is treated separately.
func (s *Sweep) varied(flags []Flag) (varied []Flag) {
	for _, f := range flags {
		if f.name == seedName {
			s.seeds = f.values
		} else {
			varied = append(varied, f)
		}
	}
	return varied
}

// Data names the set that all trials learn from, for their records. The set is part of a trial's identity.
func (s *Sweep) Data(set *datasets.Set) *Sweep {
	s.data, s.digest = set, set.Digest()
	return s
}

// AtOnce sets how many trials run at once. Without it there are as many as Go uses processors, or fewer if memory is short: another
// one begins only if all of them, each with the average memory of the running ones, fit into 80 % of the machine's memory. With
// [Sweep.On] the engine decides. The results do not depend on it.
func (s *Sweep) AtOnce(trials int) *Sweep {
	if trials < 1 {
		panic(fmt.Sprintf("sweep.AtOnce: %d trials at once; it must be 1 or more", trials))
	}
	s.atOnce = trials
	return s
}

// AnyCode lets [Sweep.Run] go on although the function has changed since some trials ended.
func (s *Sweep) AnyCode() *Sweep {
	s.anyCode = true
	return s
}

// Left is how many trials have not ended yet; all of them where the ledger cannot be read, which [Sweep.Run] reports.
func (s *Sweep) Left() int {
	total, _ := s.total()
	ended, _ := s.Runs()
	return total - len(ended)
}

// LeftBudget is the sum of the budgets of the trials that have not ended yet, as [Budget] has them. The time that is left is proportional to it.
func (s *Sweep) LeftBudget() int {
	_, left := s.total()
	ended, _ := s.Runs()
	for _, run := range ended {
		left -= Budget(run)
	}
	return left
}

// Budget is the budget of a trial in a sweep by [Sweep.Halving], and otherwise 1.
func Budget(run runs.Run) int {
	budget, err := strconv.Atoi(run.Values[budgetName])
	if err != nil {
		return 1
	}
	return budget
}

// total is how many trials there are in the end, and the sum of their budgets.
func (s *Sweep) total() (trials, budget int) {
	trials, budget = len(s.configurations), len(s.configurations)
	if s.halving != nil {
		trials, budget = s.halving.total(len(s.configurations))
	}
	return trials * len(s.seeds), budget * len(s.seeds)
}

// Runs are the records of the trials that finished or failed, in the order of the trials.
func (s *Sweep) Runs() ([]runs.Run, error) {
	if err := s.known.read(s.ledger, s.name); err != nil {
		return nil, err
	}
	var ended []runs.Run
	for _, t := range s.trials() {
		if run := s.known.of[t.id]; isDone(run) {
			ended = append(ended, run)
		}
	}
	return ended, nil
}

// Err is the error that ended the last loop over [Sweep.Run] early, such as that the ledger cannot be written, or nil. The error of
// a trial is in its record.
func (s *Sweep) Err() error { return s.err }

// rungs are the combinations that are known to be needed; only a halving sweep has more than one rung.
func (s *Sweep) rungs() [][]settings {
	if s.halving != nil {
		return s.halving.rungs(s)
	}
	return [][]settings{s.configurations}
}

func (s *Sweep) trials() (all []trial) {
	if s.only != nil {
		return []trial{*s.only}
	}
	for _, rung := range s.rungs() {
		all = append(all, s.with(rung)...)
	}
	return all
}

// with makes a trial for each seed and configuration. All configurations come with the first seed first, so that a sweep that is
// stopped has tried many of them.
func (s *Sweep) with(configurations []settings) (all []trial) {
	for _, seed := range s.seeds {
		for _, c := range configurations {
			values := c.with(seedName, seed)
			all = append(all, trial{values, s.idOf(values)})
		}
	}
	return all
}

// A trial is what is known of one before it runs.
type trial struct {
	settings settings
	id       string // as its record has it
}

// record are the settings of a trial's record. Their model tells whether the trial failed.
func (s *Sweep) record(t trial, code string, model interface{ Err() error }) runs.Settings {
	return runs.Settings{Name: s.name, Trial: t.id, Code: code, Model: model, Data: s.data, Values: t.settings}
}

// idOf is a digest of all that identifies a trial.
func (s *Sweep) idOf(values settings) string {
	texts := map[string]string{}
	for name, value := range values {
		texts[name] = fmt.Sprint(value)
	}
	text, _ := json.Marshal([]any{s.name, texts, s.digest}) // texts always have a JSON, with the names in order
	return fmt.Sprintf("%x", sha256.Sum256(text))[:16]
}

func (c settings) with(name string, value any) settings {
	longer := maps.Clone(c)
	longer[name] = value
	return longer
}

func (c settings) names() []string { return slices.Sorted(maps.Keys(c)) }
