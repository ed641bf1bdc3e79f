package builder

import (
	"regexp"
	"slices"
	"strings"
	"testing"

	"firstneuron/pkg/assistant"
)

// at answers yes until a question waits.
func at(t *testing.T, key, purpose string) (*assistant.Assistant, *Builder) {
	t.Helper()
	a := assistant.New()
	b := New(a)
	b.Say(purpose)
	for range 40 {
		if b.Question().Key == key {
			return a, b
		}
		b.Accept()
	}
	t.Fatalf("%q is never asked about %q", key, purpose)
	return nil, nil
}

func lastNote(b *Builder) string { return b.Transcript()[len(b.Transcript())-1].Text }

const (
	knitting = "Write alt texts for my knitting blog"
	вязание  = "Писать альты для блога о вязании"
)

// Wishes as people type them. Each is done as meant, or refused: then the suggestion stays, and the answer says so.
var wishesOfPeople = []struct{ key, purpose, how, want string }{
	{"name", knitting, "make it funnier", ""},
	{"name", knitting, "Funnier!", ""},
	{"name", knitting, "something more creative pls", ""},
	{"name", knitting, "too boring.", ""},
	{"name", knitting, "I dont like it", ""},
	{"name", knitting, "Bob?", ""},
	{"name", вязание, "Может, Боб?", "Боб"},
	{"description", knitting, "I dont want that", ""},
	{"instructions", knitting, "half an hour", ""},
	{"instructions", knitting, "pls dont ever use the word wool", "+Dont ever use the word wool."},
	{"instructions", вязание, "не говори сложных слов", "+Не говори сложных слов."},
	{"name", knitting, "hmm", ""},
	{"description", "Alt texts for our museum", "a bit shorter", ""},
	{"name", knitting, "call it Bob", "Bob"},
	{"name", knitting, "call it bob please", "Bob"},
	{"name", knitting, "Can you call it Bob?", "Bob"},
	{"name", knitting, "how about Purl?", "Purl"},
	{"name", knitting, "maybe Pixel?", "Pixel"},
	{"name", knitting, "better: Granny", "Granny"},
	{"name", knitting, "better Granny Smith", "Granny Smith"},
	{"name", knitting, "better something funny", ""},
	{"name", knitting, "better names please", ""},
	{"name", вязание, "лучше дед коля", "Дед коля"},
	{"name", вязание, "может другое имя?", ""},
	{"name", knitting, "maybe less serious", ""},
	{"name", knitting, "something with grandma in it", ""},
	{"name", вязание, "лучше Дедушка Коля", "Дедушка Коля"},
	{"name", вязание, "может Альтик?", "Альтик"},
	{"name", вязание, "может быть, Альбом?", "Альбом"},
	{"name", вязание, "а может лучше Пиксель", "Пиксель"},
	{"name", вязание, "лучше Мой Помощник", "Мой Помощник"},
	{"name", вязание, "лучше что-нибудь смешное", ""},
	{"name", вязание, "лучше не так официально", ""},
	{"name", knitting, "let's call it “Purl Two”", "Purl Two"},
	{"name", knitting, `"call it Purl"`, "Purl"},
	{"name", knitting, "call it Tom and Jerry", "Tom and Jerry"},
	{"name", knitting, "call it something with wool", ""},
	{"name", knitting, "call it whatever you like", ""},
	{"name", knitting, "call it Bob, not Bobby", ""},
	{"name", knitting, "don't call it Bob", ""},
	{"name", knitting, "do not make it shorter", ""},
	{"name", knitting, "not shorter", ""},
	{"name", knitting, "Why this name?", ""},
	{"name", knitting, "who is Bob?", ""},
	{"name", knitting, "friendlier", ""},
	{"name", knitting, "its name should be Purl", "Purl"},
	{"name", knitting, "rename it to Knit & Co", "Knit & Co"},
	{"name", knitting, "text: Too Boring", "Too Boring"},
	{"name", knitting, "shorter but funnier", ""},
	{"name", knitting, "shorter and not funny", ""},
	{"instructions", knitting, "funny and friendlier", "+Be warm and encouraging, as with somebody you like to help."},
	{"instructions", вязание, "смешно и дружелюбнее", "+Будь приветливым и подбадривай, как человека, которому хочется помочь."},
	{"name", knitting, "mach es kürzer", ""},
	{"name", вязание, "назови его Бобом", "Боб"},
	{"name", вязание, "«назови его Бобом»", "Боб"},
	{"name", вязание, "Назови его, пожалуйста, Бобом", ""},
	{"name", вязание, "пусть его зовут Клубок", "Клубок"},
	{"name", вязание, "назови её Алисой", ""},
	{"name", вязание, "имя: Алиса", "Алиса"},
	{"name", вязание, "назови его «Мастер петель»", "Мастер петель"},
	{"name", вязание, "назови его Гном", "Гном"},
	{"name", вязание, "назови его как-нибудь смешно", ""},
	{"name", вязание, "не называй его Бобом", ""},
	{"name", вязание, "смешнее", ""},
	{"name", вязание, "сделай повеселее", ""},
	{"name", вязание, "слишком скучно", ""},
	{"name", вязание, "а почему так?", ""},
	{"name", вязание, "что-нибудь про шерсть", ""},
	{"description", knitting, "too boring.", ""},
	{"description", knitting, "friendlier", ""},
	{"description", knitting, "make it rhyme", ""},
	{"description", knitting, "more about wool", ""},
	{"description", knitting, "for beginners", "Writes alt texts for my knitting blog, for beginners."},
	{"description", knitting, "add: it knows wool", "Writes alt texts for my knitting blog. It knows wool."},
	{"description", knitting, "without knitting", ""},
	{"description", knitting, "without sewing", ""},
	{"description", knitting, "I don't like it", ""},
	{"description", knitting, "can you write it like a pirate?", ""},
	{"description", knitting, "shrter", ""},
	{"description", knitting, "for beginners and without knitting", ""},
	{"description", knitting, "for beginners but funnier", ""},
	{"description", вязание, "слишком скучно.", ""},
	{"description", вязание, "дружелюбнее", ""},
	{"description", вязание, "для новичков", "Пишет альты для блога о вязании, для начинающих."},
	{"description", вязание, "добавь: знает про шерсть", "Пишет альты для блога о вязании. Знает про шерсть."},
	{"description", вязание, "напиши в стихах", ""},
	{"description", вязание, "коротче", ""},
	{"topics", knitting, "what do you mean?", ""},
	{"diets", "Plan a menu for us, allergic to nuts, eggs and milk", "shorter", ""},
	{"diets", "Plan a menu for us, allergic to nuts, eggs and milk", "add: no fish", "allergic to nuts, eggs and milk; no fish"},
	{"description", "Plan a menu for a family", "for children", "Plans a menu for a family, for children."},
	{"description", "Teach children to read", "for children", ""},
	{"starters", knitting, "add: what is wool?", "Write an alt text for this picture\nDoes this picture need an alt text at all?\nHow do I describe a chart?\nWhat makes a good alt text for a screenshot?\nWhat is wool?"},
	{"diets", "Составлять меню, Тиме нельзя арахис (аллергия)", "убери арахис", ""},
	{"diets", "Plan a menu, Tim must not eat peanuts (allergy)", "without peanuts and fish", "Tim must not eat peanuts (allergy); no peanuts and fish"},
	{"diets", "Plan a menu, no nuts", "leave out eggs and with a list", ""},
	{"topics", knitting, "add: wool", "knitting; wool"},
	{"instructions", knitting, "what about wool?", ""},
	{"instructions", knitting, "simpler please. and a bit friendlier", "+Use short sentences and plain words, and explain each technical term.\n\nBe warm and encouraging, as with somebody you like to help."},
	{"instructions", knitting, "friendlier", "+Be warm and encouraging, as with somebody you like to help."},
	{"instructions", knitting, "make it a bit more formal, please", "+Be formal and factual: no jokes, no exclamation marks."},
	{"instructions", knitting, "never mention prices", "+Never mention prices."},
	{"instructions", knitting, "Don't use emojis!", "+Never use emojis."},
	{"instructions", knitting, "always greet the reader, please", "+Always greet the reader."},
	{"instructions", knitting, "no more than three sentences", "+No more than three sentences."},
	{"instructions", knitting, "Too boring.", ""},
	{"instructions", knitting, "make it funnier", ""},
	{"instructions", knitting, "no idea", ""},
	{"instructions", knitting, "don't like it", ""},
	{"instructions", knitting, "why so long?", ""},
	{"instructions", knitting, "be better", ""},
	{"instructions", knitting, "add: mind the brand", "+Mind the brand."},
	{"instructions", knitting, "friendlier and without emojis", "+Be warm and encouraging, as with somebody you like to help.\n\nNever use emojis."},
	{"instructions", вязание, "не упоминай цены", "+Не упоминай цены."},
	{"instructions", вязание, "не больше трёх предложений", "+Не больше трёх предложений."},
	{"instructions", вязание, "без эмодзи", "+Никогда не ставь эмодзи."},
	{"instructions", вязание, "не нравится", ""},
	{"instructions", вязание, "не очень понятно", ""},
	{"instructions", вязание, "сделай смешнее", ""},
	{"instructions", вязание, "проще и дружелюбнее", "+Пиши короткими предложениями и простыми словами, объясняй каждый термин.\n\nБудь приветливым и подбадривай, как человека, которому хочется помочь."},
	{"starters", knitting, "make them funnier", ""},
	{"starters", knitting, "without chart", "Write an alt text for this picture\nDoes this picture need an alt text at all?\nWhat makes a good alt text for a screenshot?"},
}

func TestWishesAreFollowedOrRefused(t *testing.T) {
	for _, c := range wishesOfPeople {
		for _, way := range []string{"improve", "say"} {
			a, b := at(t, c.key, c.purpose)
			before, draft := b.Question().Suggestion, a.Draft()
			if way == "say" {
				if answersWhenSaid.MatchString(c.how) {
					continue
				}
				b.Say(c.how)
			} else {
				b.Improve(c.how)
			}
			want := c.want
			if strings.HasPrefix(want, "+") {
				want = before + "\n\n" + want[1:]
			}
			got := b.Question().Suggestion
			switch {
			case want == "" && (got != before || b.Question().Key != c.key):
				if does, _ := understand(c.how, Question{}, c.key); way == "improve" || does != "decline" {
					t.Errorf("%s, %s %q: the suggestion became %q at %s, want a refusal", c.key, way, c.how, got, b.Question().Key)
				}
			case want == "" && !refuses(lastNote(b), c.how, draft):
				t.Errorf("%s, %s %q: the last words are %q, want a refusal that names the wish", c.key, way, c.how, lastNote(b))
			case want != "" && got != want:
				t.Errorf("%s, %s %q: the suggestion is %q (%s), want %q", c.key, way, c.how, got, lastNote(b), want)
			}
			if got := a.Draft(); got.Name != draft.Name || got.Description != draft.Description || got.Instructions != draft.Instructions {
				t.Errorf("%s, %s %q: the draft changed", c.key, way, c.how)
			}
		}
	}
}

// What is typed beside the buttons may be the answer itself.
var answersWhenSaid = regexp.MustCompile(`^(without|leave out|убери|no idea|mach|shrter|коротче|напиши|for beginners and|for beginners but|shorter (?:and|but)|be better|shorter$)`)

// refuses tells whether a note says what was not done, and why.
func refuses(note, how string, draft assistant.Draft) bool {
	t := catalogue.In(draft.Settings.Language)
	_, words, _ := strings.Cut(how, "without ")
	return strings.Contains(note, how) || note == t.Say("note.saysSo") || note == t.Say("note.short") || note == t.Say("note.without", words)
}

func TestAPersonsOwnNameIsShortenedAndNotReplaced(t *testing.T) {
	for _, c := range []struct{ purpose, name, how, want, note string }{
		{knitting, "Pixel Pen", "shorter", "Pixel", ""},
		{knitting, "The Pixel of Pens", "shorter and funny", "The Pixel", "funny"},
		{knitting, "The Pixel", "shorter", "The Pixel", "It is short already."},
		{knitting, "Tom & Jerry", "make it shorter", "Tom", ""},
		{knitting, "Alma", "shorter", "Alma", "It is short already."}, // one of our names, but this person's choice
		{вязание, "Глеб", "короче", "Глеб", "Короче уже некуда."},
		{вязание, "Мастер петель", "покороче", "Мастер", ""},
	} {
		a, b := at(t, "name", c.purpose)
		b.Say("text: " + c.name)
		b.Accept()
		if got := a.Draft().Name; got != c.name {
			t.Fatalf("the name is %q, want %q", got, c.name)
		}
		b.Ask(assistant.FieldName)
		b.Improve(c.how)
		if got := b.Question().Suggestion; got != c.want || !strings.Contains(lastNote(b), c.note) {
			t.Errorf("%s: %q became %q, %q; want %q, %q", c.how, c.name, got, lastNote(b), c.want, c.note)
		}
	}
}

// A part of a wish that is not understood is named, and the rest is done.
func TestWhatIsLeftOfAWishIsNamed(t *testing.T) {
	for purpose, how := range map[string][2]string{knitting: {"funny and shorter", "funny"}, вязание: {"смешно и короче", "смешно"}} {
		_, b := at(t, "instructions", purpose)
		before := b.Question().Suggestion
		b.Improve(how[0])
		if got := b.Question().Suggestion; len(got) >= len(before) || !strings.Contains(lastNote(b), "“"+how[1]+"”") && !strings.Contains(lastNote(b), "«"+how[1]+"»") {
			t.Errorf("%s: the last words are %q, the suggestion has %d bytes, had %d", how[0], lastNote(b), len(got), len(before))
		}
	}
}

func TestTheWordForAPartGoesThereFromEveryQuestion(t *testing.T) {
	for _, c := range []struct{ key, purpose, word, want string }{
		{"name", knitting, "instructions", "instructions"},
		{"description", knitting, "the name", "name"},
		{"knowledge", knitting, "Starters", "starters"},
		{"instructions", knitting, "description", "description"},
		{"topics", knitting, "avatar", "avatar"},
		{"name", вязание, "инструкции", "instructions"},
		{"description", вязание, "имя", "name"},
		{"starters", вязание, "описание", "description"},
	} {
		a, b := at(t, c.key, c.purpose)
		before := a.Draft()
		b.Say(c.word)
		if got := b.Question().Key; got != c.want {
			t.Errorf("%q at %s goes to %s, want %s", c.word, c.key, got, c.want)
		}
		same(t, c.word, before, a.Draft())
	}
}

// Words that name a criterion to change go there, and become part of nothing.
func TestWordsThatNameACriterionGoThere(t *testing.T) {
	for _, c := range []struct{ key, purpose, said, want string }{
		{"done", "Explain the rules of board games", "we only play reversi, fix the game", "games"},
		{"instructions", "Explain the rules of board games", "change the game", "games"},
		{"instructions", "Explain the rules of board games", "The game is wrong.", "games"},
		{"done", "Plan a week's menu", "fix the number of people", "persons"},
		{"starters", "Plan a week's menu", "go back to the budget, please", "budget"},
		{"instructions", "Plan a week's menu", "Mia is allergic to nuts, change the allergies", "diets"},
		{"trial", knitting, "change the topics", "topics"},
		{"done", "Teach me Latin", "change the tone", "tone"},
		{"done", "Объяснять правила настольных игр", "играем только в реверси, исправь игру", "games"},
		{"instructions", "Объяснять правила настольных игр", "играем только в реверси, исправь игру", "games"},
		{"done", "Составлять меню на неделю", "нас пятеро, исправь количество людей", "persons"},
		{"instructions", "Составлять меню на неделю", "поменяй бюджет", "budget"},
		{"done", вязание, "Исправьте, пожалуйста, темы", "topics"},
		{"done", вязание, "пожалуйста, исправьте темы", "topics"},
		{"done", "Plan a week's menu", "change the game", "done"}, // which it does not ask for
	} {
		a, b := at(t, c.key, c.purpose)
		before := a.Draft()
		b.Say(c.said)
		if got := b.Question().Key; got != c.want && c.want != "done" {
			t.Errorf("%q at %s goes to %s, want %s", c.said, c.key, got, c.want)
		}
		same(t, c.said, before, a.Draft())
	}
}

// A purpose and knowledge may end like a wish to change a criterion.
func TestAPurposeIsNoWishToChangeACriterion(t *testing.T) {
	for purpose, key := range map[string]string{"Read my letters and correct the tone": "name", "Читать мои письма и исправить тон": "name"} {
		a := assistant.New()
		b := New(a)
		if b.Say(purpose); a.Draft().Purpose != purpose || b.Question().Key != key {
			t.Errorf("%q: the purpose is %q, and %s waits", purpose, a.Draft().Purpose, b.Question().Key)
		}
	}
}

// What was refused stays as it was: the log has the question once, no empty suggestion and no words that look like a command line.
func TestARefusalRepeatsNoQuestion(t *testing.T) {
	for _, c := range []struct{ key, purpose, said string }{
		{"done", knitting, "make it funnier"}, {"done", вязание, "сделай смешнее"},
		{"name", knitting, "make it funnier"}, {"name", вязание, "сделай смешнее"},
		{"description", knitting, "make it funnier"}, {"description", вязание, "сделай смешнее"},
		{"starters", knitting, "make it funnier"}, {"instructions", вязание, "сделай смешнее"},
	} {
		_, b := at(t, c.key, c.purpose)
		before := len(b.Transcript())
		for range 3 {
			b.Say(c.said)
		}
		for i, said := range b.Transcript()[before:] {
			if i > 0 && (said.Role == assistant.RoleAssistant) == (i%2 == 1) {
				t.Errorf("%s, %q: the log goes on with %q of the %s", c.key, c.said, said.Text, said.Role)
			}
			if strings.Contains(said.Text, "….") || strings.Contains(said.Text, ": …") {
				t.Errorf("%s, %q: it says %q", c.key, c.said, said.Text)
			}
		}
	}
}

// Which kinds of pictures are used is changed from every question about them, in any form of the words.
func TestKindsOfPicturesAreTakenOut(t *testing.T) {
	for _, c := range []struct{ key, purpose, how, want string }{
		{"screenshot", knitting, "without generated illustrations", "screenshots, photographs, charts or diagrams"},
		{"topics", knitting, "no charts and no photos", "screenshots, generated illustrations"},
		{"pictures", knitting, "without the screenshots", "generated illustrations, photographs, charts or diagrams"},
		{"screenshot", вязание, "без сгенерированных иллюстраций", "скриншоты, фотографии, графики и диаграммы"},
		{"seo", вязание, "без скриншотов и фотографий", "сгенерированные иллюстрации, графики и диаграммы"},
		{"pictures", knitting, "everything except charts", "screenshots, generated illustrations, photographs"},
		{"pictures", вязание, "всё кроме скриншотов", "сгенерированные иллюстрации, фотографии, графики и диаграммы"},
		{"pictures", вязание, "убери скриншоты", "сгенерированные иллюстрации, фотографии, графики и диаграммы"},
	} {
		for _, say := range []bool{false, true} {
			a, b := at(t, c.key, c.purpose)
			if say {
				b.Say(c.how)
			} else {
				b.Improve(c.how)
			}
			if q := b.Question(); q.Key != "pictures" || q.Suggestion != c.want {
				t.Errorf("%q at %s: %s waits with %q, want the pictures with %q", c.how, c.key, q.Key, q.Suggestion, c.want)
			}
			if b.Accept(); answer(a.Draft(), "pictures") != c.want {
				t.Errorf("%q at %s: accepted are %q", c.how, c.key, answer(a.Draft(), "pictures"))
			}
		}
	}
	a, b := at(t, "screenshot", knitting)
	b.Say("without the chart's title")
	if got := answer(a.Draft(), "screenshot"); got != "without the chart's title" {
		t.Errorf("an answer that names a kind became %q", got)
	}
}

// A question about a picture is no trial without one.
func TestNoTrialAboutAPictureWithoutAPicture(t *testing.T) {
	for _, purpose := range []string{knitting, вязание} {
		a, b := at(t, "trial", purpose)
		starters := a.Draft().Starters
		if !strings.Contains(strings.Join(starters[:2], "\n"), "this picture") && !strings.Contains(strings.Join(starters[:2], "\n"), "этой картинке") {
			t.Fatalf("the starters are %q", starters)
		}
		for range 6 {
			if got := b.Question().Suggestion; got == starters[0] || got == starters[1] {
				t.Errorf("the trial %q is suggested", got)
			}
			b.Decline()
		}
	}
}

// An answer to a criterion loses no word by "without": "must not eat peanuts" would become its opposite.
func TestWithoutForbidsInACriterion(t *testing.T) {
	for _, c := range []struct{ purpose, how, added, note string }{
		{"Plan a menu. Tim, 6, must not eat the peanuts (allergy).", "without peanuts", "; no peanuts", ""},
		{"Plan a menu. Tim, 6, must not eat the peanuts (allergy).", "no tree nuts either", "; no tree nuts", ""},
		{"Plan a menu. Tim, 6, must not eat the peanuts (allergy).", "leave out nuts of every kind", "; no nuts of every kind", ""},
		{"Plan a menu. We eat no peanuts.", "without peanuts", "", "It is so already."},
		{"Составлять меню. Тиме нельзя арахиса (аллергия).", "без арахиса", "; без арахиса", ""},
		{"Составлять меню. Тиме нельзя арахиса (аллергия).", "без грибов тоже", "; без грибов", ""},
		{"Составлять меню без арахиса", "без арахиса", "", "Так здесь уже и есть."},
	} {
		_, b := at(t, "diets", c.purpose)
		before := b.Question().Suggestion
		b.Improve(c.how)
		if got := b.Question().Suggestion; got != before+c.added || !strings.Contains(lastNote(b), c.note) {
			t.Errorf("%q: %q became %q (%s), want %q added", c.how, before, got, lastNote(b), c.added)
		}
	}
}

// What is typed at the instructions is added to them, and takes their place only where that is asked for.
func TestWhatIsTypedIsAddedToTheInstructions(t *testing.T) {
	for _, c := range []struct{ purpose, said, added string }{
		{knitting, "Always answer in metric units. Be brief.", "Always answer in metric units. Be brief."},
		{knitting, "The readers are beginners. They use a phone, so be brief.", "The readers are beginners. They use a phone, so be brief."},
		{knitting, "Don't use jargon. Never mention prices, whatever the reader asks.", "Don't use jargon. Never mention prices, whatever the reader asks."},
		{knitting, "1. Use metric units\n2. Mention the yarn, if it matters", "1. Use metric units\n2. Mention the yarn, if it matters."},
		{knitting, "No, it may suggest meat on Fridays when there is no fresh fish.", "It may suggest meat on Fridays when there is no fresh fish."},
		{knitting, "she may eat almonds", "She may eat almonds."},
		{knitting, "fish every Friday, never meat", "Fish every Friday, never meat."},
		{вязание, "Отвечай в метрических единицах. Пиши кратко.", "Отвечай в метрических единицах. Пиши кратко."},
		{вязание, "Читатели только учатся вязать. Они смотрят с телефона, поэтому нужна краткость.", "Читатели только учатся вязать. Они смотрят с телефона, поэтому нужна краткость."},
		{вязание, "Нет, пусть отвечает длинно и на вы", "Пусть отвечает длинно и на вы."},
		{knitting, "Yes, but never mention prices", "Never mention prices."},
		{knitting, "looks good, and ask for the yarn first", "Ask for the yarn first."},
		{knitting, "no brands", "No brands."},
		{вязание, "да, но без цен", "Без цен."},
		{вязание, "хорошо, только называй пряжу", "Называй пряжу."},
		{вязание, "он должен сначала спросить про пряжу", "Он должен сначала спросить про пряжу."},
		{knitting, "Too boring. Make it funnier and more surprising.", ""},
		{knitting, "shorter please. friendlier please", ""},
		{knitting, "you forgot the yarn completely", ""},
		{вязание, "ты забыл про пряжу", ""},
		{вязание, "хочу, чтобы он писал на вы", ""},
		{knitting, "why are they so long. I want them shorter", ""},
		{вязание, "Слишком скучно. Сделай их смешнее и неожиданнее.", ""},
	} {
		a, b := at(t, "instructions", c.purpose)
		want := b.Question().Suggestion
		if c.added != "" {
			want += "\n\n" + c.added
		}
		b.Say(c.said)
		if got := b.Question().Suggestion; got != want || c.added == "" && !strings.Contains(lastNote(b), c.said) {
			t.Errorf("%q: the instructions became %q (%s)", c.said, got, lastNote(b))
		}
		b.Say(map[bool]string{true: "текст: ", false: "text: "}[isCyrillic(c.said)] + c.said)
		if b.Accept(); a.Draft().Instructions != c.said {
			t.Errorf("asked to replace them, they are %q, want %q", a.Draft().Instructions, c.said)
		}
	}
}

// An objection replaces no description and no starters.
func TestAnObjectionReplacesNothing(t *testing.T) {
	for _, c := range []struct{ key, purpose, said string }{
		{"description", knitting, "no, shorter: Our family menu"},
		{"starters", вязание, "Нет, пусть отвечает длинно и на вы"},
	} {
		_, b := at(t, c.key, c.purpose)
		before := b.Question().Suggestion
		b.Say(c.said)
		if q := b.Question(); q.Key != c.key || q.Suggestion != before || !strings.Contains(lastNote(b), c.said) {
			t.Errorf("%s, %q: %s waits with %q (%s)", c.key, c.said, q.Key, q.Suggestion, lastNote(b))
		}
	}
}

// What a person said about a criterion is not lost by an objection: it is added, and the person is asked whether that is meant. To a
// suggestion of ours, the objection is the answer.
func TestAnObjectionAtACriterionLosesNothing(t *testing.T) {
	const peanuts, арахис = "Plan a menu. Tim must not eat peanuts.", "Составлять меню. Тиме нельзя арахис."
	for _, c := range []struct{ key, purpose, said, suggested, answer string }{
		{"diets", peanuts, "No, also fish", "Tim must not eat peanuts; also fish", ""},
		{"diets", peanuts, "No, tree nuts are fine.", "Tim must not eat peanuts; tree nuts are fine", ""},
		{"diets", peanuts, "without mushrooms", "Tim must not eat peanuts; no mushrooms", ""},
		{"diets", peanuts, "no fish on Mondays", "Tim must not eat peanuts; no fish on Mondays", ""},
		{"diets", peanuts, "vegan, and no peanuts", "", "vegan, and no peanuts"},
		{"diets", "Plan a week's menu", "without peanuts", "", "without peanuts"},
		{"diets", "Plan a week's menu", "No, only fish is a problem", "", "only fish is a problem"},
		{"persons", "Plan a week's menu", "No, four people", "", "four people"},
		{"persons", "Plan a week's menu", "nope - four", "", "four"},
		{"pictures", knitting, "No, only charts and photos", "", "photographs, charts or diagrams"},
		{"language", knitting, "No, German", "", "German"},
		{"diets", арахис, "Нет, ещё рыбу", "Тиме нельзя арахис; ещё рыбу", ""},
		{"diets", арахис, "без грибов", "Тиме нельзя арахис; без грибов", ""},
		{"diets", "Составлять меню на неделю", "без арахиса", "", "без арахиса"},
		{"persons", "Составлять меню на неделю", "Нет, четверо", "", "четверо"},
		{"language", вязание, "нет, немецкий", "", "немецкий"},
	} {
		a, b := at(t, c.key, c.purpose)
		b.Say(c.said)
		if q := b.Question(); c.suggested != "" && (q.Key != c.key || q.Suggestion != c.suggested || lastNote(b) != textsOf(a.Draft()).Say("note.objection")) {
			t.Errorf("%s, %q: %s waits with %q (%s), want %q", c.key, c.said, q.Key, q.Suggestion, lastNote(b), c.suggested)
		}
		if got := answer(a.Draft(), c.key); got != c.answer {
			t.Errorf("%s, %q: the answer is %q (%s), want %q", c.key, c.said, got, lastNote(b), c.answer)
		}
	}
	a, b := at(t, "name", knitting)
	if b.Say("No, Purl"); a.Draft().Name != "Purl" {
		t.Errorf("the name is %q", a.Draft().Name)
	}
	a, b = at(t, "name", knitting)
	b.Ask(assistant.FieldPurpose)
	if b.Say("no, plan a week's menu"); a.Draft().Purpose != "plan a week's menu" {
		t.Errorf("the purpose is %q", a.Draft().Purpose)
	}
	a, b = at(t, "name", knitting)
	if b.Say("No-Bake Cakes"); a.Draft().Name != "No-Bake Cakes" {
		t.Errorf("the name is %q", a.Draft().Name)
	}
}

// A question is no answer, whatever its end, and nothing is changed by it.
func TestAQuestionIsNoAnswer(t *testing.T) {
	for _, key := range []string{"name", "avatar", "description", "pictures", "screenshot", "photograph", "chart", "topics", "seo", "instructions", "starters", "knowledge", "trial", "done"} {
		for purpose, questions := range map[string][]string{
			knitting: {"what is this", "why", "what for"},
			вязание:  {"зачем это", "а зачем?", "что это такое", "почему так"},
		} {
			if key != "starters" { // which are questions
				questions = append(slices.Clone(questions), map[string][]string{
					knitting: {"what is alt text", "which ones can I choose", "why do you ask", "how does it work", "is that needed", "what does SEO mean"},
					вязание:  {"что такое альт", "какие есть варианты", "а это обязательно", "ну и зачем столько", "что ты умеешь", "зачем ты это спрашиваешь", "как это работает", "обязательно ли это?", "что значит критерий"},
				}[purpose]...)
			}
			for _, said := range questions {
				if key == "starters" && strings.HasSuffix(said, "?") {
					continue
				}
				a, b := at(t, key, purpose)
				before, q := a.Draft(), b.Question()
				b.Say(said)
				same(t, said, before, a.Draft())
				if got := b.Question(); got.Key != key || got.Suggestion != q.Suggestion || lastNote(b) != textsOf(before).Say("note.question", said) {
					t.Errorf("%s, %q: %s waits with %q (%s)", key, said, got.Key, got.Suggestion, lastNote(b))
				}
			}
		}
	}
	a, b := at(t, "knowledge", knitting)
	if b.Say("text: What is wool?"); len(a.Draft().Knowledge) != 1 || string(a.Draft().Knowledge[0].Content) != "What is wool?\n\n" {
		t.Errorf("the knowledge is %q (%s)", a.Draft().Knowledge, lastNote(b))
	}
	for _, c := range []struct{ key, purpose, said string }{
		{"photograph", knitting, "who is shown and where"}, {"screenshot", knitting, "what is important to the reader"}, {"name", knitting, "Whatever"}, {"name", knitting, "Why Knot"}, {"name", knitting, "What's Cooking"},
		{"screenshot", knitting, "what the reader has to press"}, {"budget", "Plan a week's menu", "how little we can spend"}, {"budget", "Составлять меню на неделю", "как можно меньше"},
		{"photograph", вязание, "кто снят и где"}, {"screenshot", вязание, "что нажать читателю"}, {"photograph", вязание, "где это снято"}, {"topics", вязание, "что вяжут зимой"},
	} {
		_, b := at(t, c.key, c.purpose)
		if b.Say(c.said); b.Question().Key == c.key {
			t.Errorf("%s, %q is no answer: %s", c.key, c.said, lastNote(b))
		}
	}
}

func TestAnotherAnswerDoesNotContradictThePurpose(t *testing.T) {
	for _, purpose := range []string{"Plan a menu. Tim must not eat peanuts.", "Составлять меню. Тиме нельзя арахис."} {
		_, b := at(t, "diets", purpose)
		before := b.Question().Suggestion
		if b.Decline(); b.Question().Suggestion != before {
			t.Errorf("%q: after %q it offers %q", purpose, before, b.Question().Suggestion)
		}
	}
}

// A sentence without one of its words is seldom one, so rules take none out. The refusal says how the thing is forbidden.
func TestNoWordIsTakenOutOfASentence(t *testing.T) {
	for _, c := range []struct{ purpose, how, note string }{
		{"Teach children to read", "for children and without mushrooms", "add: no mushrooms"},
		{"Plan a week's menu", "leave out nuts of every kind", "add: no nuts of every kind"},
		{"Составлять меню на неделю", "без грибов", "добавь: без грибов"},
	} {
		_, b := at(t, "description", c.purpose)
		b.Improve(c.how)
		if !strings.Contains(lastNote(b), c.note) {
			t.Errorf("%q: it says %q, want %q", c.how, lastNote(b), c.note)
		}
	}
}
