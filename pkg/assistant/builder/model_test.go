package builder

import (
	"context"
	"errors"
	"strings"
	"testing"
)

// A model is asked only for what rules cannot do, and what it wrote is marked until it is accepted.
func TestTheModelWritesWhatRulesCannot(t *testing.T) {
	a, b := at(t, "name", knitting)
	var prompts []string
	answer := "“Knit Wit”"
	b.Model = func(_ context.Context, prompt string) (string, error) {
		prompts = append(prompts, prompt)
		return answer, nil
	}
	b.Improve("call it Purl")
	if len(prompts) != 0 || b.Question().ByModel {
		t.Errorf("a name that was said was asked of the model: %q", prompts)
	}
	b.Improve("make it funnier")
	if q := b.Question(); q.Suggestion != "Knit Wit" || !q.ByModel || !strings.Contains(q.Text, "The model wrote this") {
		t.Errorf("the question is %+v, want the model's name, marked", q)
	}
	if len(prompts) != 1 || !strings.Contains(prompts[0], "make it funnier") || !strings.Contains(prompts[0], knitting) || !strings.Contains(prompts[0], "Purl") {
		t.Errorf("the model was asked %q, want the wish, the purpose and the suggestion", prompts)
	}
	if q := New(a).Question(); q.Suggestion != "Knit Wit" || !q.ByModel {
		t.Errorf("after a new start the question is %+v, want it marked still", q)
	}
	answer = "Stitch"
	b.Decline()
	if q := b.Question(); q.Suggestion != "Stitch" || !q.ByModel || !strings.Contains(prompts[1], "Knit Wit") {
		t.Errorf("declined, the question is %+v and the model was asked %q, want another by the model, which knows the declined one", q, prompts[1:])
	}
	b.Accept()
	if d := a.Draft(); d.Name != "Stitch" || b.Question().ByModel {
		t.Errorf("accepted, the name is %q, the next question %+v", d.Name, b.Question())
	}
	if what := a.Versions()[len(a.Versions())-1].What; !strings.Contains(what, "by the model") {
		t.Errorf("the version is called %q, want the model in it", what)
	}
}

func TestAModelThatFailsLeavesTheRules(t *testing.T) {
	for name, model := range map[string]func(context.Context, string) (string, error){
		"an error":   func(context.Context, string) (string, error) { return "", errors.New("no server") },
		"nothing":    func(context.Context, string) (string, error) { return " \n", nil },
		"a chat":     func(context.Context, string) (string, error) { return "Sure!\nHere is a name: Bob", nil },
		"a long one": func(context.Context, string) (string, error) { return strings.Repeat("x", 61), nil },
	} {
		_, b := at(t, "name", knitting)
		b.Model = model
		before := b.Question().Suggestion
		b.Improve("make it funnier")
		if q := b.Question(); q.Suggestion != before || q.ByModel || !strings.Contains(lastNote(b), "model") {
			t.Errorf("%s: the suggestion is %q, the last words %q", name, q.Suggestion, lastNote(b))
		}
		b.Decline()
		if q := b.Question(); q.Suggestion == before || q.ByModel {
			t.Errorf("%s: declined, %q is suggested, by the model: %v; want another by rules", name, q.Suggestion, q.ByModel)
		}
	}
}
