package measure

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"firstneuron/pkg/datasets"
)

func TestMedianIsTheMiddleOne(t *testing.T) {
	for _, c := range []struct {
		values []float64
		want   float64
	}{{[]float64{9, 1, 3}, 3}, {[]float64{4, 1, 2, 9}, 3}, {[]float64{5}, 5}} {
		before := slices.Clone(c.values)
		if got := Median(c.values); got != c.want {
			t.Errorf("%v: got %v, want %v", c.values, got, c.want)
		}
		if !slices.Equal(c.values, before) {
			t.Errorf("%v were put in another order", before)
		}
	}
}

func TestWhatIsNoResultIsAnError(t *testing.T) {
	for _, printed := range []string{"", "no JSON", `{"rate": 0, "first_step": 1}`, `{"rate": 100, "first_step": 0}`, `{"rate": -5, "first_step": 1}`} {
		if result, err := Parse([]byte(printed)); err == nil {
			t.Errorf("%q was taken as %+v", printed, result)
		}
	}
	result, err := Parse([]byte(`{"rate": 100.5, "first_step": 1, "accuracy": 0.9, "target": {"seconds": 2, "steps": 30}}`))
	if err != nil || result.Rate != 100.5 || *result.Accuracy != 0.9 || result.Target.Steps != 30 {
		t.Errorf("got %+v, %v", result, err)
	}
}

func TestPicturesAreReadAsTheyWereWritten(t *testing.T) {
	job := smallJob(t)
	digits := datasets.Digits().Slice(0, 50)
	read, err := job.Read("test")
	if err != nil {
		t.Fatal(err)
	}
	if !slices.Equal(read.Values, digits.Values) || !slices.Equal(read.Labels, digits.Labels) {
		t.Error("the digits came back changed")
	}
	job.Classes = 5
	if _, err := job.Read("test"); err == nil {
		t.Error("labels without a class were read")
	}
}

// A scripted network answers right as often as it has learnt.
type scripted struct {
	steps []int // as they were asked for
	right func(steps int) float64
}

func (s *scripted) Train(first, count int) error {
	if first != len(s.steps) {
		panic("a step was left out, or made twice")
	}
	for i := range count {
		s.steps = append(s.steps, first+i)
	}
	time.Sleep(time.Duration(count) * 100 * time.Microsecond)
	return nil
}

func (s *scripted) Answers(pictures *datasets.Set) []int {
	answers := slices.Clone(pictures.Labels)
	for i := range answers {
		if float64(i) >= s.right(len(s.steps))*float64(len(answers)) {
			answers[i] = (answers[i] + 1) % len(pictures.Classes)
		}
	}
	return answers
}

func TestARunLooksAtTheAccuracyUntilItsTarget(t *testing.T) {
	job := smallJob(t)
	network := &scripted{right: func(steps int) float64 { return min(1, float64(steps)/40) }}
	result, err := Run(job, time.Now(), func(*datasets.Set) (Network, error) { return network, nil })
	if err != nil {
		t.Fatal(err)
	}
	if result.Target == nil || result.Target.Steps != 36 { // 0.85 x 40 is 34; it looks at 4, 8, ...
		t.Errorf("the target was reached at %+v, want after 36 steps", result.Target)
	}
	if result.Accuracy == nil || *result.Accuracy != 1 || result.Steps != 50 {
		t.Errorf("got the accuracy %v after %d steps, want 1 after 50", result.Accuracy, result.Steps)
	}
	if result.Target.Seconds < result.FirstStep {
		t.Errorf("the target came after %v s, the first step after %v s", result.Target.Seconds, result.FirstStep)
	}
	if want := 1e4 * float64(job.Batch); !(result.Rate > 0 && result.Rate <= want) {
		t.Errorf("%v pictures a second, want above 0 and at most %v, because a step sleeps", result.Rate, want)
	}
	if len(network.steps) != 50+job.Window*job.Windows {
		t.Errorf("%d steps were made, want 50 and the windows", len(network.steps))
	}
}

func TestARunOutOfTimeTellsNoAccuracy(t *testing.T) {
	job := smallJob(t)
	job.Steps, job.Limit = math.MaxInt32, 0.05
	result, err := Run(job, time.Now(), func(*datasets.Set) (Network, error) {
		return &scripted{right: func(int) float64 { return 0 }}, nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if result.Accuracy != nil || result.Target != nil || result.Steps == math.MaxInt32 {
		t.Errorf("got %+v, want neither accuracy nor target", result)
	}
}

func smallJob(t *testing.T) Job {
	job := Job{Network: "digits", Shape: []int{8, 8, 1}, Classes: 10, Data: t.TempDir(), White: 16, Batch: 32,
		Steps: 50, Check: 4, Target: 0.85, Ask: 20, Window: 5, Windows: 3, Limit: 60}
	digits := datasets.Digits()
	for part, set := range map[string]*datasets.Set{"train": digits.Shuffle(rand.New(rand.NewPCG(1, 0))), "test": digits.Slice(0, 50)} {
		if err := Write(job.Data, part, set, job.White); err != nil {
			t.Fatal(err)
		}
	}
	return job
}
