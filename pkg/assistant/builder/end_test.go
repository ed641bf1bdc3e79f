package builder

import (
	"slices"
	"strings"
	"testing"

	"firstneuron/pkg/assistant"
)

// After the last yes there is a closing card, and no more talk; any part can still be changed.
func TestTheConversationEndsWithAClosingCard(t *testing.T) {
	for purpose, words := range map[string][]string{
		knitting: {"Nothing is missing", "yes", "no", "skip", "the name", "never mention prices"},
		вязание:  {"Всё на месте", "да", "нет", "пропустить", "имя", "не упоминай цены"},
	} {
		a, b := at(t, "done", purpose)
		b.Accept()
		closing, talk := b.Question(), len(b.Transcript())
		if !strings.Contains(closing.Text, words[0]) || closing.Suggestion != "" || !closing.Done {
			t.Errorf("after the last yes the question is %+v", closing)
		}
		b.Accept()
		b.Decline()
		for _, word := range words[1:4] {
			b.Say(word)
		}
		if got := b.Question().Text; got != closing.Text || len(b.Transcript()) != talk {
			t.Errorf("the closing card became %q, and %d things were said after it", got, len(b.Transcript())-talk)
		}
		for i, key := range []string{"name", "instructions"} {
			b.Say(words[4+i])
			if got := b.Question().Key; got != key {
				t.Errorf("%q goes to %s, want %s", words[4+i], got, key)
			}
			b.Accept()
			if got := New(a).Question().Text; got != closing.Text {
				t.Errorf("after the change of the %s, the question is %q, want the closing card", key, got)
			}
		}
	}
}

// Without knowledge the closing card does not say that nothing is missing, and it is said when a yes added none.
func TestTheClosingCardSaysWhatIsMissing(t *testing.T) {
	for purpose, words := range map[string][]string{
		"Teach me Latin": {"no knowledge yet", "nothing was added", "run again by themselves", "run its trials in the Trials tab"},
		"Учить латыни":   {"знаний у него пока нет", "ничего не добавлено", "запускаются сами", "запускайте тесты на вкладке"},
	} {
		a, b := at(t, "knowledge", purpose)
		if !b.Question().CanSkip {
			t.Errorf("%q: the knowledge cannot be skipped", purpose)
		}
		if b.Accept(); !strings.Contains(lastNote(b), words[1]) {
			t.Errorf("%q: after yes to a file that is not there it says %q", purpose, lastNote(b))
		}
		for !b.Question().Done {
			b.Accept()
		}
		if got := b.Question().Text; !strings.Contains(got, words[0]) || !strings.Contains(got, words[2]) {
			t.Errorf("%q: the closing card is %q", purpose, got)
		}
		a.Change("a server", func(d *assistant.Draft) { d.Settings.Address = "http://localhost:11434/v1" })
		if got := b.Question().Text; !strings.Contains(got, words[3]) {
			t.Errorf("%q: with a server the closing card is %q", purpose, got)
		}
	}
}

// What is suggested is not offered a second time among the choices, and is no person's own text when it is typed.
func TestTheSuggestionIsNoChoiceBesides(t *testing.T) {
	for _, language := range []string{"en", "ru"} {
		for _, key := range []string{"purpose", "language"} {
			a := assistant.New()
			a.Change("language", func(d *assistant.Draft) { d.Settings.Language = language })
			b := New(a)
			for b.Question().Key != key {
				b.Accept()
			}
			for range 2 {
				if q := b.Question(); slices.Contains(q.Choices, q.Suggestion) || len(q.Choices) == 0 {
					t.Errorf("%s: %q is suggested, and the choices are %q", key, q.Suggestion, q.Choices)
				}
				b.Decline()
			}
			b.Say(b.Question().Suggestion)
			if d := a.Draft(); len(d.ByHand) > 0 || b.Question().Key == key {
				t.Errorf("%s: the suggestion that was typed is by hand: %v", key, d.ByHand)
			}
		}
	}
}

func TestTheHistorySaysWhichPartAndWhichDrawing(t *testing.T) {
	for purpose, want := range map[string][]string{
		knitting: {"criterion “language” accepted", "criterion “topics and products” accepted", "drawing 1", "drawing 2", "drawing 3"},
		вязание:  {"критерий «язык»: принято", "критерий «темы и продукты»: принято", "рисунок 1", "рисунок 2", "рисунок 3"},
	} {
		a, b := at(t, "avatar", purpose)
		b.Decline()
		b.Decline()
		for b.Question().Key != "instructions" {
			b.Accept()
		}
		var said []string
		for _, version := range a.Versions() {
			if slices.Contains(said, version.What) {
				t.Errorf("two versions are called %q", version.What)
			}
			said = append(said, version.What)
		}
		for _, message := range b.Transcript() {
			said = append(said, message.Text)
		}
		for _, words := range want {
			if !strings.Contains(strings.Join(said, "\n"), words) {
				t.Errorf("%q is not in %q", words, said)
			}
		}
	}
}
