package builder

import (
	"fmt"
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"testing"

	"firstneuron/pkg/assistant"
)

// The article's assistant, from an empty draft to a complete one. After every step the conversation is taken up by a new
// Builder, as after a killed program, and must be where it was.
func TestTheArticlesExampleFromEmptyToComplete(t *testing.T) {
	a := assistant.New()
	b := New(a)
	script := []struct {
		key string // of the question that must wait
		do  func(*Builder)
	}{
		{"purpose", func(b *Builder) { b.Accept() }},
		{"name", func(b *Builder) { b.Decline() }},
		{"name", func(b *Builder) { b.Improve("shorter") }},
		{"name", func(b *Builder) { b.Accept() }},
		{"avatar", func(b *Builder) { b.Decline() }},
		{"avatar", func(b *Builder) { b.Say("yes") }},
		{"description", func(b *Builder) { b.Say("for beginners") }},
		{"description", func(b *Builder) { b.Accept() }},
		{"language", func(b *Builder) { b.Accept() }},
		{"pictures", func(b *Builder) { b.Say("photos and charts") }},
		{"photograph", func(b *Builder) { b.Accept() }},
		{"chart", func(b *Builder) { b.Decline() }},
		{"chart", func(b *Builder) { b.Accept() }},
		{"topics", func(b *Builder) { b.Say("bread and cakes; the product is the Crumb oven") }},
		{"seo", func(b *Builder) { b.Accept() }},
		{"instructions", func(b *Builder) { b.Improve("add: never mention prices") }},
		{"instructions", func(b *Builder) { b.Improve("without emojis") }},
		{"instructions", func(b *Builder) { b.Accept() }},
		{"knowledge", func(b *Builder) { b.Say("The Crumb oven is written with a capital C.") }},
		{"starters", func(b *Builder) { b.Accept() }},
		{"trial", func(b *Builder) { b.Say("too dull") }},
		{"trial", func(b *Builder) { b.Say("name the oven first") }},
		{"instructions", func(b *Builder) { b.Accept() }},
		{"trial", func(b *Builder) { b.Accept() }},
		{"done", func(b *Builder) { b.Accept() }},
	}
	for i, s := range script {
		if got := b.Question().Key; got != s.key {
			t.Fatalf("step %d waits at %q, want %q", i, got, s.key)
		}
		s.do(b)
		before := b
		b = New(a)
		if got, want := b.Question(), before.Question(); !reflect.DeepEqual(got, want) {
			t.Fatalf("after step %d and a new start the question is %+v, want %+v", i, got, want)
		}
		if got, want := b.Transcript(), before.Transcript(); !reflect.DeepEqual(got, want) {
			t.Fatalf("after step %d and a new start the transcript is %v, want %v", i, got, want)
		}
	}
	d := a.Draft()
	for _, missing := range []struct {
		name  string
		there bool
	}{
		{"purpose", d.Purpose == "Write alt texts for a blog's pictures"},
		{"task", d.Task == assistant.AltTexts},
		{"name", d.Name != ""},
		{"avatar", d.Avatar.Seed != 0},
		{"description for beginners", strings.Contains(d.Description, "beginners")},
		{"pictures", answer(d, "pictures") == "photographs, charts or diagrams"},
		{"topics by hand", d.Wrote(assistant.FieldCriteria)},
		{"no question about screenshots", answer(d, "screenshot") == ""},
		{"oven in the instructions", strings.Contains(d.Instructions, "the Crumb oven")},
		{"added sentence", strings.Contains(d.Instructions, "Never mention prices.")},
		{"no emojis", strings.Contains(d.Instructions, "Never use emojis.")},
		{"made more exact after the trial", strings.Contains(d.Instructions, "Name the oven first.")},
		{"starters", len(d.Starters) == 4},
		{"note", len(d.Knowledge) == 1 && d.Knowledge[0].Name == "notes.md" && strings.Contains(string(d.Knowledge[0].Content), "capital C")},
		{"trial", len(a.Trials) == 1 && a.Trials[0].Messages[0].Text == d.Starters[2]},
	} {
		if !missing.there {
			t.Errorf("%s is missing in %+v, trials %+v", missing.name, d, a.Trials)
		}
	}
}

func TestEveryKindOfAssistantIsReadyWithAcceptAlone(t *testing.T) {
	for _, purpose := range []string{
		"", "Explain any board game's rules", "plans a week's menu", "answers from my documents", "Teach me Latin",
		"Объяснять правила настольных игр", "Составлять меню на неделю", "Отвечать на вопросы по документам", "Писать альты", "учить латыни",
	} {
		a := assistant.New()
		b := New(a)
		b.Say(purpose)
		for range 30 {
			q := b.Question()
			if q.Text == "" || q.Suggestion == "" && !q.Done {
				t.Fatalf("%q: the question %+v has no text or no suggestion", purpose, q)
			}
			b.Accept()
		}
		d := a.Draft()
		if !b.Question().Done || d.Name == "" || d.Description == "" || d.Instructions == "" || len(d.Starters) == 0 || len(d.Criteria) < 4 {
			t.Errorf("%q: after 30 times yes the draft is %+v, and %q waits", purpose, d, b.Question().Key)
		}
		if text := fmt.Sprint(d); strings.Contains(text, "%s") || strings.Contains(text, "%!") {
			t.Errorf("%q: a place in a text was not filled: %s", purpose, text)
		}
	}
}

func TestDeclineNeverRepeatsUntilAllWereSeenAndThenSaysSo(t *testing.T) {
	for _, language := range []string{"en", "ru"} {
		a := assistant.New()
		a.Change("language", func(d *assistant.Draft) { d.Settings.Language = language })
		for !New(a).Question().Done {
			b := New(a)
			q := b.Question()
			if q.Key == "avatar" { // there are always more drawings
				seeds := map[uint64]bool{}
				for range 50 {
					seeds[b.Question().SuggestedAvatar.Seed] = true
					b.Decline()
				}
				if len(seeds) != 50 {
					t.Errorf("50 times another avatar gave %d different ones", len(seeds))
				}
			} else if q.Key != "starters" && q.Key != "trial" { // they have tests of their own
				seen := []string{}
				for !slices.Contains(seen, b.Question().Suggestion) {
					seen = append(seen, b.Question().Suggestion)
					b.Decline()
				}
				transcript := b.Transcript()
				if got, want := transcript[len(transcript)-1].Text, catalogue.In(language).Say("note.exhausted"); got != want {
					t.Errorf("%s in %q: after %d suggestions the first again, and the last words are %q, want %q", q.Key, language, len(seen), got, want)
				}
				if len(seen) < 2 {
					t.Errorf("%s in %q has %d suggestions, want at least 2", q.Key, language, len(seen))
				}
				if seen[0] != b.Question().Suggestion {
					t.Errorf("%s begins again with %q, want %q", q.Key, b.Question().Suggestion, seen[0])
				}
			}
			b.Accept()
		}
	}
}

func TestSayUnderstands(t *testing.T) {
	for _, c := range []struct {
		text string
		want string
	}{
		{"yes", "accept"}, {"OK!", "accept"}, {"Okay.", "accept"}, {"yes, please", "accept"}, {"you choose", "accept"}, {"выбери сам", "accept"}, {"спасибо", "accept"}, {"да", "accept"}, {"Хорошо.", "accept"}, {"подходит", "accept"},
		{"no", "decline"}, {"another one, please", "decline"}, {"No, thanks", "decline"}, {"нет", "decline"}, {"Другое!", "decline"}, {"ещё вариант", "decline"},
		{"shorter", "improve"}, {"make it a bit friendlier", "improve"}, {"more formal, please", "improve"}, {"короче", "improve"}, {"сделай чуть дружелюбнее", "improve"},
		{"for children", "improve"}, {"без эмодзи", "improve"}, {"add: never mention prices", "improve"}, {"добавь: без цен", "improve"}, {"call it Alma", "improve"},
		{"назови его Альма", "improve"}, {"in Russian", "improve"}, {"change the world", "improve"},
		{"keep it", "keep"}, {"оставить", "keep"}, {"skip", "skip"}, {"not now", "skip"}, {"пока не знаю", "skip"}, {"these are too long", "improve"}, {"пропустить", "skip"},
		{"change the name", "ask"}, {"Измени инструкции", "ask"}, {"back to the criteria", "ask"},
		// Near misses are answers.
		{"yes and no", "answer"}, {"okay-dokey bot", "answer"}, {"no nuts", "answer"}, {"No Name", "answer"}, {"another planet", "answer"}, {"a shorter route", "answer"}, {"Short and Sweet", "answer"}, {"short and sweeter", "improve"},
		{"add salt", "answer"}, {"Nora", "answer"}, {"Дана", "answer"}, {"нет орехов", "answer"}, {"без мяса", "answer"},
		{"for my children's school", "answer"}, {"longer texts for the blog", "answer"}, {"", "answer"},
	} {
		if got, _ := understand(c.text, Question{}, "name"); got != c.want {
			t.Errorf("%q is understood as %s, want %s", c.text, got, c.want)
		}
	}
	// A choice is an answer even if it could be a command.
	if got, _ := understand("Russian", Question{Choices: []string{"Russian"}}, ""); got != "answer" {
		t.Errorf("a choice is understood as %s, want an answer", got)
	}
}

func TestPurposesAreRecognised(t *testing.T) {
	for purpose, want := range map[string]string{
		"Write alt texts for a blog's pictures": altTexts, "alternative texts": altTexts, "describe the images of our shop": altTexts, "captions for photos": altTexts,
		"Писать альты к статьям": altTexts, "альтернативный текст для картинок": altTexts, "описывать фотографии": altTexts,
		"Explain the rules of any board game": games, "chess teacher": games, "объясняет правила настолок": games, "какие ходы есть в игре": games,
		"Plan a week's menu": menus, "what to cook tonight": menus, "меню на неделю": menus, "помогает готовить ужины": menus,
		"plan what we eat for a week": menus, "what should we all eat this week": menus, "help me feed my family": menus, "meals for a week": menus,
		"что готовить на неделю": menus, "чем кормить семью": menus, "планируй, что нам есть всю неделю": menus, "решай, чем накормить детей": menus,
		"what hamsters eat": anything, "plan what to feed my cats": anything, "feed my two kids": menus, "что есть в договоре": anything, "чем кормить собаку": anything,
		"Answer questions from my documents": documents, "an FAQ about our handbook": documents, "по документам и регламентам": documents,
		"Help my daughter with Latin": anything, "учить латынь": anything, "": anything, "!?": anything, "Altitude training": anything, "alternate routes to work": anything,
		"paint the picture of Dorian Gray": anything,
	} {
		if got := recognise(purpose); got != want {
			t.Errorf("%q is recognised as %s, want %s", purpose, got, want)
		}
	}
}

func TestRussianPurposeMakesTheConversationRussian(t *testing.T) {
	a := assistant.New()
	b := New(a)
	b.Say("Писать альты для блога о вязании")
	if got := a.Draft().Settings.Language; got != "ru" {
		t.Errorf("the language is %q, want ru", got)
	}
	if got := b.Question().Text; got != "Как его назвать?" {
		t.Errorf("the next question is %q, want a Russian one", got)
	}
	a = assistant.New()
	a.Change("settings", func(d *assistant.Draft) { d.Settings.Language = "en"; d.Write(assistant.FieldSettings) })
	b = New(a)
	b.Say("Писать альты для блога о вязании")
	for !b.Question().Done {
		if b.Question().Key == "language" {
			t.Error("the language is asked although a person has set it")
		}
		b.Accept()
	}
	if got := a.Draft().Settings.Language; got != "en" {
		t.Errorf("the language set by hand became %q", got)
	}
}

// A choice is a suggestion that was accepted; other words are a person's own.
func TestChoicesAreNotByHand(t *testing.T) {
	a := assistant.New()
	b := New(a)
	b.Say("plan a week's menu")
	b.Ask(assistant.FieldPurpose)
	b.Say("Write alt texts for a blog's pictures")
	for b.Question().Key != "pictures" {
		b.Accept()
	}
	b.Say("photographs, screenshots")
	if d := a.Draft(); len(d.ByHand) != 0 || d.Purpose != "Write alt texts for a blog's pictures" || answer(d, "pictures") != "screenshots, photographs" {
		t.Errorf("after two choices %v is by hand, in %+v", d.ByHand, d)
	}
	b.Say("the program's name")
	if d := a.Draft(); !d.Wrote(assistant.FieldCriteria) {
		t.Errorf("after own words %v is by hand", d.ByHand)
	}
}

func TestChoosingThePictures(t *testing.T) {
	for said, want := range map[string]string{
		"1, 3":                "screenshots, photographs",
		"2 and 4":             "generated illustrations, charts or diagrams",
		"photos":              "photographs",
		"charts, screenshots": "screenshots, charts or diagrams",
		"all":                 "screenshots, generated illustrations, photographs, charts or diagrams",
		"photographs":         "photographs", // which has "graphs" in it
		"sculptures":          "sculptures",
		"скрины, фотки и немного графиков": "screenshots, photographs, charts or diagrams",
		"скрины, картинки":                 "screenshots, generated illustrations",
		"фотки и картинки из нейросети":    "generated illustrations, photographs",
		"screencaps, pics and AI art":      "screenshots, generated illustrations",
		"скриншоты и графики":              "screenshots, charts or diagrams",
		"2 screenshots in each recipe":     "screenshots",
	} {
		a := assistant.New()
		b := New(a)
		for b.Question().Key != "pictures" {
			b.Accept()
		}
		b.Say(said)
		if got := answer(a.Draft(), "pictures"); got != want {
			t.Errorf("%q gives %q, want %q", said, got, want)
		}
	}
}

func TestByHandStaysUnlessASuggestionIsAccepted(t *testing.T) {
	a := assistant.New()
	b := New(a)
	b.Accept()
	a.Change("by hand", func(d *assistant.Draft) { d.Instructions = "Mine."; d.Write(assistant.FieldInstructions) })
	for !b.Question().Done {
		if b.Question().Key == "instructions" {
			t.Fatal("the instructions are asked although they were written by hand")
		}
		b.Accept()
	}
	b.Ask(assistant.FieldInstructions)
	if q := b.Question(); !q.ByHand || q.Suggestion != "Mine." || !strings.Contains(q.Text, "yourself") {
		t.Errorf("asked again, the question is %+v, want the own words to keep", q)
	}
	b.Accept()
	if d := a.Draft(); d.Instructions != "Mine." || !d.Wrote(assistant.FieldInstructions) {
		t.Errorf("kept, they are %q, by hand %v", d.Instructions, d.ByHand)
	}
	b.Ask(assistant.FieldInstructions)
	b.Decline()
	b.Accept()
	if d := a.Draft(); d.Instructions == "Mine." || d.Wrote(assistant.FieldInstructions) {
		t.Errorf("after another was accepted they are %q, by hand %v", d.Instructions, d.ByHand)
	}
	a.Change("by hand", func(d *assistant.Draft) { d.Instructions = "Mine."; d.Write(assistant.FieldInstructions) })
	b.Ask(assistant.FieldInstructions)
	b.Say("Always be brief and kind.")
	b.Accept()
	if d := a.Draft(); d.Instructions != "Mine.\n\nAlways be brief and kind." || !d.Wrote(assistant.FieldInstructions) {
		t.Errorf("after a sentence was added they are %q, by hand %v", d.Instructions, d.ByHand)
	}
	b.Ask(assistant.FieldName)
	b.Say("Alma")
	if d := a.Draft(); d.Name != "Alma" || !d.Wrote(assistant.FieldName) {
		t.Errorf("a typed name is %q, by hand %v", d.Name, d.ByHand)
	}
}

func TestNobodysDietsAndASecondNote(t *testing.T) {
	for purpose, none := range map[string][3]string{"Plan a week's menu": {"no", "none", "Milk is cheap."}, "Составлять меню на неделю": {"нету", "нет", "Молоко дешёвое."}} {
		a, b := at(t, "diets", purpose)
		if b.Say(none[0]); answer(a.Draft(), "diets") != none[1] {
			t.Errorf("%q is %q, want %q", none[0], answer(a.Draft(), "diets"), none[1])
		}
		for range 2 {
			b.Ask(assistant.FieldKnowledge)
			b.Say(none[2])
		}
		if d := a.Draft(); len(d.Knowledge) != 1 || string(d.Knowledge[0].Content) != none[2]+"\n\n"+none[2]+"\n\n" {
			t.Errorf("the knowledge is %q", d.Knowledge)
		}
	}
}

func TestInstructionsFollowTheCriteria(t *testing.T) {
	a := assistant.New()
	b := New(a)
	for !b.Question().Done {
		if b.Question().Key == "instructions" && a.Draft().Instructions == "" {
			b.Improve("add: never mention prices")
		}
		b.Accept()
	}
	before := a.Draft().Instructions
	b.Ask(assistant.FieldCriteria)
	for b.Question().Field == assistant.FieldCriteria {
		if b.Question().Key == "topics" {
			b.Say("knitting")
			continue
		}
		b.Accept()
	}
	q := b.Question()
	if q.Key != "instructions" || q.Suggestion == before || !strings.Contains(q.Suggestion, "knitting") || !strings.Contains(q.Suggestion, "Never mention prices.") {
		t.Errorf("after the topics changed, %s waits with %q, want new instructions with the topic and the agreed wish", q.Key, q.Suggestion)
	}
	b.Say("keep")
	if got := a.Draft().Instructions; got != before || !b.Question().Done {
		t.Errorf("kept, the instructions are %q, want %q; %s waits", got, before, b.Question().Key)
	}
}

func TestUndoFromOutsideAsksAgain(t *testing.T) {
	a := assistant.New()
	b := New(a)
	var keys []string
	for b.Question().Key != "knowledge" {
		keys = append(keys, b.Question().Key)
		b.Accept()
	}
	for _, key := range slices.Backward(keys) {
		if !a.Undo() {
			t.Fatalf("nothing to undo before %s", key)
		}
		q := b.Question()
		if q.Key != key {
			t.Errorf("after an undo %q waits, want %q", q.Key, key)
		}
		if q.Suggestion == "" {
			t.Errorf("after an undo %q has no suggestion", q.Key)
		}
	}
	for a.Redo() {
	}
	if got := b.Question().Key; got != "knowledge" {
		t.Errorf("after all was done again, %q waits, want knowledge", got)
	}
}

func TestDamagedBuildingBeginsAnewAndKeepsTheDraft(t *testing.T) {
	for _, damaged := range []string{"", "{", "null", `{"schema":"another"}`, `{"schema":7}`, "\xff\x00", `{"schema":"firstneuron/builder/1","asked":["?"],"improved":null}`, `{"schema":"firstneuron/builder/1","asked":["done"]}`, strings.Repeat("[", 100_000)} {
		a := assistant.New()
		b := New(a)
		b.Accept()
		b.Say("Alma")
		a.Building = []byte(damaged)
		b = New(a)
		if got := b.Question().Key; got != "avatar" || a.Draft().Name != "Alma" {
			t.Errorf("%.40q: %s waits and the name is %q, want the avatar and Alma", damaged, got, a.Draft().Name)
		}
		for range 30 {
			b.Accept()
		}
		if !b.Question().Done {
			t.Errorf("%.40q: the conversation does not end", damaged)
		}
	}
}

func TestLongNameAndPurposeWithoutWordsAreRefused(t *testing.T) {
	a := assistant.New()
	b := New(a)
	b.Say("???")
	if got := a.Draft().Purpose; got != "" {
		t.Errorf("the purpose became %q", got)
	}
	b.Accept()
	long := strings.Repeat("ё", 61)
	b.Say(long)
	if got := a.Draft().Name; got != "" {
		t.Errorf("the name became %q", got)
	}
	transcript := b.Transcript()
	if got := transcript[len(transcript)-2].Text; got != long {
		t.Errorf("what was typed is lost: the transcript has %q", got)
	}
	b.Improve("call it " + long)
	if got := b.Question().Suggestion; len([]rune(got)) > longestName {
		t.Errorf("the suggestion is %q", got)
	}
}

// Whatever is done in whatever order: there is a question with a suggestion; to decline and to improve change nothing in the
// draft; to accept changes no field but the one asked for; and enough acceptance comes to the end.
func TestAnyConversation(t *testing.T) {
	for seed := range uint64(30) {
		rng := rand.New(rand.NewPCG(seed, 1))
		converse(t, func(n int) int { return rng.IntN(n) }, 60)
	}
}

func FuzzConversation(f *testing.F) {
	f.Add([]byte("accept"), "call it 🦊")
	f.Add([]byte{0, 1, 2, 3, 4, 5, 6, 7, 8, 9}, "add: \x00")
	f.Fuzz(func(t *testing.T, choices []byte, text string) {
		if len(choices) > 200 || len(text) > 1000 {
			return
		}
		i := 0
		sayings = append(sayings[:len(sayings):len(sayings)], text)
		defer func() { sayings = sayings[:len(sayings)-1] }()
		converse(t, func(n int) int {
			i++
			if len(choices) == 0 {
				return i % n
			}
			return (int(choices[i%len(choices)]) + i/len(choices)) % n
		}, 40)
	})
}

var sayings = []string{
	"shorter", "longer", "friendlier", "more formal", "simpler", "for children", "without emojis", "in Russian", "in English", "call it Alma", "add: no prices",
	"without charts", "photographs", "yes", "no", "keep", "skip", "change the name", "change the criteria", "Писать альты", "Plan dinners", "", " \n", "“", "😀", "a. b. c.",
	"короче", "дружелюбнее", "добавь: ещё", "назови его Кот", "1, 2", "German", strings.Repeat("word ", 50), "%s %d", "\xff", "измени язык",
}

func converse(t *testing.T, choose func(int) int, steps int) {
	t.Helper()
	a := assistant.New()
	b := New(a)
	fields := []assistant.Field{assistant.FieldPurpose, assistant.FieldName, assistant.FieldAvatar, assistant.FieldDescription, assistant.FieldInstructions,
		assistant.FieldStarters, assistant.FieldCriteria, assistant.FieldKnowledge, assistant.FieldSettings, "unknown", ""}
	for range steps {
		before, q := a.Draft(), b.Question()
		if q.Text == "" || q.Suggestion == "" && !q.Done {
			t.Fatalf("the question %+v has no text or no suggestion", q)
		}
		text := sayings[choose(len(sayings))]
		switch choose(8) {
		case 0, 1:
			b.Accept()
			after := a.Draft()
			may := []assistant.Field{q.Field}
			switch q.Key {
			case "purpose":
				may = append(may, assistant.FieldCriteria, assistant.FieldSettings)
			case "language":
				may = append(may, assistant.FieldSettings)
			}
			for _, difference := range assistant.Compare(before, after) {
				if !slices.Contains(may, difference.Field) {
					t.Fatalf("to accept %s changed %s from %q to %q", q.Key, difference.Field, difference.Before, difference.After)
				}
				if before.Wrote(difference.Field) && difference.Field != q.Field {
					t.Fatalf("to accept %s changed %s, which was written by hand", q.Key, difference.Field)
				}
			}
		case 2:
			b.Decline()
			same(t, "decline", before, a.Draft())
		case 3:
			b.Improve(text)
			same(t, "improve "+text, before, a.Draft())
		case 4:
			b.Say(text)
		case 5:
			b.Ask(fields[choose(len(fields))])
			same(t, "ask", before, a.Draft())
		case 6:
			a.Change("by hand", func(d *assistant.Draft) { d.Description = text; d.Write(assistant.FieldDescription) })
		case 7:
			a.Undo()
		}
		if got, want := New(a).Question(), b.Question(); !reflect.DeepEqual(got, want) {
			t.Fatalf("after a new start the question is %+v, want %+v", got, want)
		}
	}
	for range 60 {
		if b.Question().Done {
			return
		}
		b.Accept()
	}
	t.Fatalf("60 times yes does not come to the end: %+v waits", b.Question())
}

func same(t *testing.T, what string, before, after assistant.Draft) {
	t.Helper()
	if !reflect.DeepEqual(before, after) {
		t.Fatalf("%s changed the draft: %v", what, assistant.Compare(before, after))
	}
}

// A conversation as it was kept before there were models and examples goes on where it was.
func TestAnOlderConversationGoesOn(t *testing.T) {
	a, _ := at(t, "starters", knitting)
	a.Building = []byte(`{"schema":"firstneuron/builder/1","declined":{"starters":["One?"]},"improved":{"starters":"Two?"},
		"pending":["shorter"],"wishes":["add: no prices"],"basis":"0123456789abcdef","told":"?","transcript":[{"role":"user","text":"hello"}]}`)
	b := New(a)
	b.Accept() // the knowledge comes before the starters now
	if q := b.Question(); q.Key != "starters" || q.Suggestion != "Two?" || len(b.Transcript()) != 3 {
		t.Errorf("the question is %+v after %v, want the starters with the improved suggestion", q, b.Transcript())
	}
	b.Accept()
	if got := b.Question().Key; got != "trial" {
		t.Errorf("%s waits, want the trial", got)
	}
}
