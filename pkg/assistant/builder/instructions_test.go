package builder

import (
	"slices"
	"strings"
	"testing"

	"firstneuron/pkg/assistant"
)

// rules are a word or two of each rule that the instructions of a purpose have.
var rules = map[string][]string{
	knitting: {knitting, "kind", "there for", "leads", "ecorative", "empty", "link", "button", "action", "same text", "plain", "brief", "invent",
		"image of", "picture of", "caption", "knowledge", "passage", "say so", "English"},
	"Explain the rules of any board game": {"Explain the rules", "turn", "win", "quote the rule", "short steps", "example", "make up a rule", "knowledge", "English"},
	"Plan a week's menu":                  {"Plan a week's menu", "dishes", "shopping list", "practical", "cannot eat", "medical", "knowledge", "English"},
	"Answer questions from my documents":  {"from my documents", "passage that answers", "where it stands", "both", "what is written", "instructions", "knowledge", "English"},
	"Teach me Latin":                      {"Teach me Latin", "questions", "next step", "plain words", "never claim", "knowledge", "English"},
	вязание: {вязание, "вид картинки", "зачем", "ведёт", "краш", "пустой текст", "ссылк", "кнопк", "действие", "этот же текст", "просто", "кратко",
		"придумывай", "«изображение»", "«на картинке»", "подпись", "знани", "место в тексте", "так и скажи", "по-русски"},
	"Объяснять правила игр":                {"Объяснять правила", "подготов", "ход", "побед", "цитиру", "правило", "короткими шагами", "примером", "придумывай правил", "знани"},
	"Составлять меню на неделю":            {"Составлять меню", "блюда", "спис", "покупок", "практичным", "нельзя", "медицинских советов", "знани"},
	"Отвечать на вопросы по документам":    {"по документам", "цитиру", "где оно", "оба", "что написано", "указаний", "знани"},
	"Хочу ассистента, который учит латыни": {"учит латыни", "вопросы", "следующий шаг", "простыми словами", "утверждай", "знани"},
}

// "Shorter" takes words away, and no rule and no answer.
func TestShorterInstructionsKeepEveryRuleAndEveryAnswer(t *testing.T) {
	for purpose, words := range rules {
		a, b := at(t, "instructions", purpose)
		b.Improve(map[bool]string{true: "добавь: называй цену", false: "add: name the price"}[isCyrillic(purpose)])
		long := b.Question().Suggestion
		list := instructions(a.Draft())[1]
		b.Improve(map[bool]string{true: "короче", false: "shorter"}[isCyrillic(purpose)])
		short := b.Question().Suggestion
		words = append(slices.Clone(words), map[bool]string{true: "Называй цену.", false: "Name the price."}[isCyrillic(purpose)])
		for _, c := range a.Draft().Criteria {
			if c.Key != "language" {
				words = append(words, trimStop(c.Answer))
			}
		}
		for _, word := range words {
			for form, text := range map[string]string{"long": long, "short": short} {
				if !strings.Contains(strings.ToLower(text), strings.ToLower(word)) {
					t.Errorf("%s: the %s instructions have no %q:\n%s", purpose, form, word, text)
				}
			}
		}
		if len(short) >= len(long) || len(short) >= len(list) {
			t.Errorf("%s: the short instructions have %d bytes, the others %d and %d", purpose, len(short), len(long), len(list))
		}
		b.Improve(map[bool]string{true: "короче", false: "shorter"}[isCyrillic(purpose)])
		if got := b.Question().Suggestion; got != short || lastNote(b) != textsOf(a.Draft()).Say("note.short") {
			t.Errorf("%s: shortened twice, they are %q, and the last words %q", purpose, got, lastNote(b))
		}
	}
}

// An answer stands behind a colon in the instructions, so it has none of its own.
func TestAnswersHaveNoColons(t *testing.T) {
	for _, language := range []string{"en", "ru"} {
		for _, keys := range criteria {
			for _, key := range keys {
				if answers := catalogue.In(language).Lines("criterion." + key + ".answers"); strings.Contains(strings.Join(answers, "\n"), ":") {
					t.Errorf("%s: %q", key, answers)
				}
			}
		}
	}
}

// The checker warns above the length that somebody asks for in words, if nobody has set another in the settings.
func TestALengthInWordsIsTheCheckers(t *testing.T) {
	for purpose, typed := range map[string]string{
		"Write alt texts for my blog": "An alt text has at most 120 characters.",
		"Писать альтернативные тексты для блога": "Пиши не длиннее 120 знаков.",
	} {
		a, b := at(t, "instructions", purpose)
		b.Say(typed)
		b.Accept()
		said := b.Transcript()
		if got := a.Draft().Settings.AltLimit; got != 120 || !slices.ContainsFunc(said, func(m assistant.Message) bool {
			return m.Role == assistant.RoleAssistant && strings.Contains(m.Text, "120") && m.Text != typed
		}) {
			t.Errorf("%q: the limit is %d, want 120, and said: %v", typed, got, said)
		}
		a.Change("by hand", func(d *assistant.Draft) { d.Settings.AltLimit = 90; d.Write(assistant.FieldSettings) })
		b.Ask(assistant.FieldInstructions)
		b.Say(typed)
		b.Accept()
		if got := a.Draft().Settings.AltLimit; got != 90 {
			t.Errorf("%q: the limit by hand became %d", typed, got)
		}
	}
	a, b := at(t, "instructions", "Plan a week's menu")
	b.Say("At most 120 characters.")
	if b.Accept(); a.Draft().Settings.AltLimit != 0 {
		t.Error("a menu has got a limit for alt texts")
	}
}
