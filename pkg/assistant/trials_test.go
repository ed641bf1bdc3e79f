package assistant_test

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"reflect"
	"strings"
	"testing"

	"firstneuron/pkg/assistant"
)

// engine is an assistant.Engine that answers with a function.
type engine func(ctx context.Context, draft assistant.Draft, conversation []assistant.Message) iter.Seq2[assistant.Chunk, error]

func (e engine) Name(string) string { return "a function" }

func (e engine) Answer(ctx context.Context, draft assistant.Draft, conversation []assistant.Message) iter.Seq2[assistant.Chunk, error] {
	return e(ctx, draft, conversation)
}

// pieces says the texts one after another, and then that something failed.
func pieces(failure error, texts ...string) iter.Seq2[assistant.Chunk, error] {
	return func(yield func(assistant.Chunk, error) bool) {
		for _, text := range texts {
			if !yield(assistant.Chunk{Text: text}, nil) {
				return
			}
		}
		if failure != nil {
			yield(assistant.Chunk{}, failure)
		}
	}
}

// parrot repeats all that a user said, with the draft's name, and counts its answers.
var parrot = engine(func(_ context.Context, draft assistant.Draft, conversation []assistant.Message) iter.Seq2[assistant.Chunk, error] {
	said := []string{draft.Name + ":"}
	answers := 0
	for _, message := range conversation {
		if message.Role == assistant.RoleUser {
			said = append(said, " "+message.Text)
		} else {
			answers++
		}
	}
	return pieces(nil, append(said, fmt.Sprintf(" (%d answers before)", answers))...)
})

func says(texts ...string) (messages []assistant.Message) {
	for _, text := range texts {
		messages = append(messages, assistant.Message{Role: assistant.RoleUser, Text: text})
	}
	return messages
}

func TestRunLooksForWholeWords(t *testing.T) {
	for _, test := range []struct {
		answer, phrase string
		want           bool
	}{
		{"A bar chart of sales.", "Bar Chart", true},
		{"A bar\n  chart", "bar chart", true},
		{"a chart", "art", false},
		{"charts", "chart", false},
		{"a chartchart and a chart", "chart", true},
		{"«График» продаж", "график", true},
		{"Графика", "график", false},
		{"Ещё один", "еще", true},
		{"in 1420", "42", false},
		{"by 42%", "42%", true},
		{"by 42%", "42", true},
		{"so good", "%", false},
		{"naïve", "nai", false},
		{"nai\u0308ve", "nai", false}, // the same word, with the dots as a letter of their own
		{"", "x", false},
		{"x", "", false},
		{"\xff", "\xff", true},
	} {
		fixed := engine(func(context.Context, assistant.Draft, []assistant.Message) iter.Seq2[assistant.Chunk, error] {
			return pieces(nil, test.answer)
		})
		trials := []assistant.Trial{
			{Name: "expect", Messages: says("?"), Expect: []string{test.phrase}},
			{Name: "avoid", Messages: says("?"), Avoid: []string{test.phrase}},
		}
		outcomes := assistant.Run(t.Context(), fixed, assistant.Draft{}, trials)
		if outcomes[0].Passed != test.want || outcomes[1].Passed != !test.want {
			t.Errorf("%q in %q: found by expect %v, by avoid %v, want %v", test.phrase, test.answer, outcomes[0].Passed, !outcomes[1].Passed, test.want)
		}
	}
}

func TestRunPlaysEachTurn(t *testing.T) {
	trials := []assistant.Trial{
		{Name: "two turns", Messages: says("one", "two"), Expect: []string{"Alma: one two (1 answers before)"}},
		{Name: "of the wrong side", Messages: []assistant.Message{{Role: assistant.RoleAssistant, Text: "one"}}, Expect: []string{"one", "seven"}, Avoid: []string{"alma", "six"}},
		{Name: "silent"},
	}
	got := assistant.Run(t.Context(), parrot, assistant.Draft{Name: "Alma"}, trials)
	want := []assistant.Outcome{
		{Trial: "two turns", Answer: "Alma: one two (1 answers before)", Passed: true},
		{Trial: "of the wrong side", Answer: "Alma: one (0 answers before)", Missing: []string{"seven"}, Unwanted: []string{"alma"}},
		{Trial: "silent", Err: "the trial has no message: write what a user would say"},
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got  %+v\nwant %+v", got, want)
	}
	if trials[1].Messages[0].Role != assistant.RoleAssistant {
		t.Error("the trial was changed")
	}
}

func TestOneTrialThatFailsDoesNotStopTheOthers(t *testing.T) {
	broken := engine(func(_ context.Context, _ assistant.Draft, conversation []assistant.Message) iter.Seq2[assistant.Chunk, error] {
		if conversation[0].Text == "break" {
			return pieces(errors.New("the line is cut"), "half an ")
		}
		return pieces(nil, "a whole answer")
	})
	got := assistant.Run(t.Context(), broken, assistant.Draft{}, []assistant.Trial{
		{Name: "a", Messages: says("break", "never said")}, {Name: "b", Messages: says("go on"), Expect: []string{"whole"}},
	})
	want := []assistant.Outcome{{Trial: "a", Answer: "half an ", Err: "the line is cut"}, {Trial: "b", Answer: "a whole answer", Passed: true}}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got  %+v\nwant %+v", got, want)
	}
}

func TestTheContextEndsAllTrials(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	asked := 0
	stopping := engine(func(ctx context.Context, _ assistant.Draft, _ []assistant.Message) iter.Seq2[assistant.Chunk, error] {
		asked++
		cancel()
		return pieces(ctx.Err(), "begun")
	})
	trials := []assistant.Trial{{Name: "a", Messages: says("1", "2")}, {Name: "b", Messages: says("1")}}
	got := assistant.Run(ctx, stopping, assistant.Draft{}, trials)
	if asked != 1 || len(got) != 2 || got[0].Answer != "begun" || got[0].Err != "context canceled" || got[1].Err != "context canceled" || got[1].Trial != "b" {
		t.Errorf("the engine was asked %d times, and it gave %+v", asked, got)
	}
}

func TestCompareOutcomes(t *testing.T) {
	of := func(marks string) (outcomes []assistant.Outcome) {
		for mark := range strings.FieldsSeq(marks) {
			outcomes = append(outcomes, assistant.Outcome{Trial: mark[:1], Passed: mark[1] == '+'})
		}
		return outcomes
	}
	for _, test := range []struct{ before, after, want string }{
		{"", "", ""},
		{"a+ b+ c- d-", "a+ b- c+ d-", "a still passes, b broken, c fixed, d still fails"},
		{"a+ b-", "c+ b+", "c new, b fixed, a gone"},
		{"a+ a-", "a- a+ a+", "a broken, a fixed, a new"},
		{"a+ b+ a-", "a+", "a still passes, b gone, a gone"},
	} {
		var got []string
		for _, change := range assistant.CompareOutcomes(of(test.before), of(test.after)) {
			got = append(got, change.Trial+" "+change.Verdict())
			if (change.Before == nil) != (change.Verdict() == "new") || (change.After == nil) != (change.Verdict() == "gone") {
				t.Errorf("%s → %s: %s has %v and %v", test.before, test.after, change.Verdict(), change.Before, change.After)
			}
		}
		if got := strings.Join(got, ", "); got != test.want {
			t.Errorf("%s → %s: got %s, want %s", test.before, test.after, got, test.want)
		}
	}
}

func TestCollect(t *testing.T) {
	first, second, failure := &assistant.Citation{File: "a"}, &assistant.Citation{File: "b"}, errors.New("cut off")
	ended := false
	message, err := assistant.Collect(func(yield func(assistant.Chunk, error) bool) {
		defer func() { ended = true }()
		_ = yield(assistant.Chunk{Text: "Ans"}, nil) && yield(assistant.Chunk{Citation: first}, nil) &&
			yield(assistant.Chunk{Text: "wer", Citation: second}, nil) && yield(assistant.Chunk{}, failure) && yield(assistant.Chunk{Text: "never"}, nil)
	})
	want := assistant.Message{Role: assistant.RoleAssistant, Text: "Answer", Citations: []assistant.Citation{*first, *second}}
	if !reflect.DeepEqual(message, want) || err != failure || !ended {
		t.Errorf("got %+v, %v, ended %v; want %+v, %v", message, err, ended, want, failure)
	}
}

// A trial that expects nothing is neither passed nor failed: it says so.
func TestATrialWithoutExpectationsExpectsNothingYet(t *testing.T) {
	message := says("one")
	run := func(trial assistant.Trial) []assistant.Outcome {
		trial.Name, trial.Messages = "t", message
		return assistant.Run(t.Context(), parrot, assistant.Draft{Name: "Alma"}, []assistant.Trial{trial})
	}
	open, passed, failed := run(assistant.Trial{}), run(assistant.Trial{Expect: []string{"one"}}), run(assistant.Trial{Avoid: []string{"one"}})
	if open[0].Passed || !open[0].Open || passed[0].Open || failed[0].Open {
		t.Errorf("got %+v, %+v, %+v", open, passed, failed)
	}
	for _, c := range []struct {
		before, after []assistant.Outcome
		want          string
	}{
		{nil, open, "expects nothing yet"}, {open, open, "expects nothing yet"}, {passed, open, "expects nothing yet"},
		{open, passed, "new"}, {open, failed, "new"}, {open, nil, "gone"}, {failed, passed, "fixed"},
	} {
		if got := assistant.CompareOutcomes(c.before, c.after)[0].Verdict(); got != c.want {
			t.Errorf("%+v after %+v: %s, want %s", c.after, c.before, got, c.want)
		}
	}
}
