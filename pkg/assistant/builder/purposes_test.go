package builder

import (
	"context"
	"strings"
	"testing"

	"firstneuron/pkg/assistant"
	"firstneuron/pkg/assistant/embedded"
	"firstneuron/pkg/assistant/knowledge"
)

// Purposes, with what the finished draft must say and what would contradict them. All questions are answered with yes.
var purposesOfPeople = []struct{ purpose, must, mustNot string }{
	{"Plan a week's menu for a family with a peanut allergy", "Diets and allergies: a peanut allergy", "no allergies|diets and no|vegetarian"},
	{"Plan a menu for two adults and three children, allergic to nuts, eggs and milk", "allergic to nuts, eggs and milk|two adults and three children", "no allergies|two adults and two"},
	{"plan vegetarian dinners for four", "vegetarian|four", "two adults|meat"},
	{"Plan cheap vegan lunches for me", "vegan|cheap", "does not matter|moderate"},
	{"menu for my mother who is diabetic", "diabetic", "no diets"},
	{"Plan dinners without pork, 20 minutes each", "without pork|20 minutes", "30 minutes"},
	{"Weekly menu, we do not eat fish", "not eat fish", "no diets"},
	{"weekly menu, no allergies", "Diets and allergies: no allergies", "vegan|vegetarian"},
	{"Plan a menu under £50 a week, gluten-free", "£50|gluten-free", "cost does not matter"},
	{"Plan a week's menu for a student, quick and cheap", "quick and cheap|student", "family"},
	{"Explain the rules of chess to children", "The games: chess|children", "all games|know the game well"},
	{"Explain the rules of Catan for experts", "Catan|experts", "first time"},
	{"explain the rules of bridge, with our house rules", "bridge|our house rules", "leave house rules out|printed rules come first"},
	{"Explain any board game's rules to my 8-year-old daughter, in a funny tone", "in a funny tone|daughter", "short steps"},
	{"Explain the rules of German grammar", "German grammar", "board|set up|Answer in German"},
	{"Teach my son Latin, patiently", "patiently|son", "briefly|colleagues"},
	{"Help my customers in a formal style", "formal style|customers", "friendly|briefly"},
	{"Answer questions from our documents in German", "German", "Answer in English"},
	{"Answer questions of new employees from our handbook, briefly", "briefly|employees", "in detail|customers"},
	{"Answer in detail from the manual", "in detail", "briefly"},
	{"Quiz me in French, never give the solution", "French|never give the solution", "Answer in English"},
	{"Write limericks for children without rude words", "without rude words|children", "colleagues"},
	{"Write alt texts for screenshots and charts", "screenshots, charts or diagrams", "photographs|generated illustrations"},
	{"Write alt texts for the photographs of our museum", "photographs", "screenshots|blog"},
	{"Write alt texts for my blog about tea", "tea", "table below|coffee|several topics"},
	{"Write alt texts for the pictures of our blog about tea", "products: tea.", "products: pictures"},
	{"Write alt texts for the pictures of our green tea blog", "products: green tea.", "products: pictures"},
	{"Write alt texts in Russian and English for our shop", "Russian and English", "Answer in English."},
	{"Составлять меню для семьи с аллергией на арахис", "аллергией на арахис", "аллергий нет"},
	{"Составлять меню на двоих, без глютена, недорого", "на двоих|без глютена|недорого", "цена не важна|двое взрослых"},
	{"меню на неделю, мы вегетарианцы", "вегетарианцы", "диет и аллергий нет"},
	{"ужины за 20 минут для студента", "20 минут|студента", "30 минут"},
	{"меню для ребёнка, у него аллергия на яйца и молоко", "аллергия на яйца и молоко", "аллергий нет"},
	{"меню без свинины для троих", "без свинины|троих", "двое"},
	{"Объяснять правила шахмат детям", "шахмат|детям", "знает игру хорошо"},
	{"Объяснять правила «Монополии» для опытных игроков", "Монополии|опытных", "впервые"},
	{"Объяснять правила русского языка", "русского языка", "настольн|побед"},
	{"Учить дочь английскому терпеливо", "терпеливо|дочь", "кратко"},
	{"Отвечать клиентам официально", "официально|клиентам", "дружелюбно"},
	{"Отвечать по документам по-немецки", "по-немецки", "Отвечай по-русски"},
	{"Писать альты к фотографиям музея", "фотографии", "скриншот|блог"},
	{"Задавать загадки, никогда не говорить ответ", "никогда не говорить ответ", "colleagues"},
	{"Писать альты для блога о вязании", "вязании", "таблице под|кофе"},
}

func TestDraftsDoNotContradictTheirPurpose(t *testing.T) {
	for _, c := range purposesOfPeople {
		a, b := at(t, "done", c.purpose)
		d := a.Draft()
		for name, text := range map[string]string{"instructions": d.Instructions, "description": d.Description} {
			for _, wrong := range strings.Split(c.mustNot, "|") {
				if strings.Contains(strings.ToLower(text), strings.ToLower(wrong)) {
					t.Errorf("%q: the %s contradict it with %q: %s", c.purpose, name, wrong, text)
				}
			}
		}
		_, know, _ := strings.Cut(d.Instructions, "\n\n") // behind the role, which quotes the purpose
		for _, said := range strings.Split(c.must, "|") {
			if !strings.Contains(know, said) && !(recognise(c.purpose) == anything && strings.Contains(d.Instructions, said)) {
				t.Errorf("%q: the instructions do not say %q: %s", c.purpose, said, know)
			}
		}
		// The short and the listed form neither.
		for range 2 {
			b.Ask(assistant.FieldInstructions)
		}
		for _, form := range instructions(d) {
			for _, wrong := range strings.Split(c.mustNot, "|") {
				if strings.Contains(strings.ToLower(form), strings.ToLower(wrong)) {
					t.Errorf("%q: a form of the instructions contradicts it with %q: %s", c.purpose, wrong, form)
				}
			}
		}
	}
}

// What nobody said is not known: nothing in a draft made by yes alone tells of people, things or places.
func TestYesInventsNothing(t *testing.T) {
	for _, purpose := range append(catalogue.In("en").Lines("purposes")[1:], "Teach me Latin", "Answer questions from my documents", "Explain the rules of go") {
		a, _ := at(t, "done", purpose)
		for _, invented := range []string{"two adults", "vegetarian", "no nuts", "moderate", "30 minutes", "colleagues", "table below", "our own shelf", "decorate and"} {
			if strings.Contains(a.Draft().Instructions, invented) {
				t.Errorf("%q: the instructions say %q: %s", purpose, invented, a.Draft().Instructions)
			}
		}
	}
}

// The three example assistants do offline what their starters promise, from the example that the builder offers.
func TestStartersAreAnsweredFromTheExample(t *testing.T) {
	for _, language := range []string{"en", "ru"} {
		for i, kind := range []string{altTexts, games, menus} {
			a, b := at(t, "starters", catalogue.In(language).Lines("purposes")[i])
			engine := &embedded.Engine{}
			starters := recipe{kind, catalogue.In(language)}.lines("starters")
			if kind == altTexts {
				starters = starters[1:] // the first one asks for a picture
			}
			for b.Question().Key != "trial" {
				b.Accept()
			}
			if len(a.Draft().Knowledge) != 1 {
				t.Fatalf("%s in %s: yes adds %d files, want the example", kind, language, len(a.Draft().Knowledge))
			}
			for _, starter := range starters {
				answer, err := assistant.Collect(engine.Answer(context.Background(), a.Draft(), []assistant.Message{{Role: assistant.RoleUser, Text: starter}}))
				if err != nil || len(answer.Citations) == 0 {
					t.Errorf("%s in %s: %q is answered with %q (%v), want a passage of the example", kind, language, starter, answer.Text, err)
				}
			}
		}
	}
}

// With files of their own, only those starters are offered that the files answer. Where none is answered, the question says so.
func TestStartersAreThoseThatTheFilesAnswer(t *testing.T) {
	for _, c := range []struct{ purpose, file, answered, words string }{
		{"Answer questions from my documents", "# Deadlines\n\nThe deadlines are the first of May for the report and the first of June for the accounts.\n\n# What is forbidden\n\n" +
			"It is forbidden to print the accounts.\n\n# Paper\n\nThe paper is in the cupboard next to the printer.", "Which deadlines are there?", "need a model"},
		{"Отвечать на вопросы по документам", "# Сроки\n\nСроки такие: отчёт сдают первого мая, счета первого июня.\n\n# Что запрещено\n\nЗапрещено печатать счета.\n\n" +
			"# Бумага\n\nБумага лежит в шкафу рядом с принтером.", "Какие есть сроки?", "нужна модель"},
	} {
		for file, content := range map[string]string{"rules.md": c.file, "birds.md": "A robin has a red breast.", "": ""} {
			a, b := at(t, "knowledge", c.purpose)
			if file != "" {
				a.Change("a file", func(d *assistant.Draft) { d.Knowledge = []assistant.File{{Name: file, Content: []byte(content)}} })
			}
			b.Say("skip")
			q := b.Question()
			engine := &embedded.Engine{}
			for _, starter := range strings.Split(q.Suggestion, "\n") {
				if file == "rules.md" && !engine.Answers(a.Draft(), starter) || file != "rules.md" && !strings.Contains(q.Text, starter) {
					t.Errorf("%q with %q: %q is offered in %q", c.purpose, file, starter, q.Text)
				}
			}
			if got := strings.Contains(q.Text, c.words); q.Key != "starters" || got != (file != "rules.md") || strings.Contains(q.Suggestion, c.answered) == got {
				t.Errorf("%q with %q: the question is %q, with %q", c.purpose, file, q.Text, q.Suggestion)
			}
			a.Change("a server", func(d *assistant.Draft) { d.Settings.Address = "http://localhost:11434/v1" })
			if q := b.Question(); strings.Contains(q.Text, c.words) || len(strings.Split(q.Suggestion, "\n")) != 4 {
				t.Errorf("%q with a model: the question is %q, with %q", c.purpose, q.Text, q.Suggestion)
			}
		}
	}
}

func TestWhatItNeedsAModelForIsSaidAtTheFirstStep(t *testing.T) {
	for purpose, want := range map[string]string{"Teach me Latin": "needs a model", "Plan a week's menu": "cannot put together a new menu", "Учить латыни": "нужна модель"} {
		_, b := at(t, "name", purpose)
		if !strings.Contains(lastNote(b), want) {
			t.Errorf("%q: the last words are %q, want %q in them", purpose, lastNote(b), want)
		}
	}
}

func TestARefusedStarterIsNotOfferedAgain(t *testing.T) {
	_, b := at(t, "starters", "Plan a week's menu")
	refused := map[string]bool{}
	for range 2 {
		for _, starter := range strings.Split(b.Question().Suggestion, "\n") {
			if refused[starter] {
				t.Errorf("%q was refused and is offered again", starter)
			}
			refused[starter] = true
		}
		b.Decline()
	}
	if lastNote(b) != catalogue.In("en").Say("note.noMoreStarters") {
		t.Errorf("after all were refused it says %q", lastNote(b))
	}
}

// What we say about an example file is not part of the knowledge.
func TestTheNoteOfAnExampleIsNotKnowledge(t *testing.T) {
	for _, language := range []string{"en", "ru"} {
		files, err := examples.ReadDir("examples/" + language)
		if err != nil || len(files) != 3 {
			t.Fatalf("%d examples, %v", len(files), err)
		}
		for _, file := range files {
			content, _ := examples.ReadFile("examples/" + language + "/" + file.Name())
			passages, err := knowledge.Read(assistant.File{Name: file.Name(), Content: content})
			if err != nil || len(passages) < 5 {
				t.Errorf("%s: %d passages, %v", file.Name(), len(passages), err)
			}
			for _, passage := range passages {
				if strings.Contains(passage.Citation.Passage, "First Neuron") {
					t.Errorf("%s: %q is knowledge", file.Name(), passage.Citation.Passage)
				}
			}
		}
	}
}

func TestThePurposesThatAreOfferedAnswerNoCriterion(t *testing.T) {
	for _, language := range []string{"en", "ru"} {
		for _, purpose := range catalogue.In(language).Lines("purposes") {
			for _, keys := range criteria {
				for _, key := range keys {
					draft := assistant.New().Draft()
					putPurpose(&draft, purpose)
					if got := reading(draft, key); got != "" {
						t.Errorf("%s of %q: read is %q", key, purpose, got)
					}
				}
			}
		}
	}
}

// What a purpose says about a criterion is read in whole clauses, and nothing of the others.
func TestWholeClausesOfThePurposeAreRead(t *testing.T) {
	for _, c := range []struct{ key, purpose, want string }{
		{"diets", "Plan a week's menu for my family. Tim, 6, must not eat peanuts (allergy). Fish on Fridays.", "Tim, 6, must not eat peanuts (allergy)"},
		{"diets", "Plan a week's menu with fish on Fridays.", ""},
		{"diets", "Plan a week's menu. No fish on Fridays.", "No fish on Fridays"},
		{"diets", "Составлять меню для семьи. Тиме, 6 лет, нельзя арахис (аллергия). По пятницам рыба.", "Тиме, 6 лет, нельзя арахис (аллергия)"},
		{"diets", "Составлять меню для дочки, у которой аллергия на молоко", "аллергия на молоко"},
		{"persons", "plan what we eat for a week. familly of 5, one kid is allergic to peanuts, an other one doesnt eat fish", "familly of 5"},
		{"diets", "plan what we eat for a week. familly of 5, one kid is allergic to peanuts, an other one doesnt eat fish", "one kid is allergic to peanuts, an other one doesnt eat fish"},
		{"persons", "plan what we eat for a week, family of 5, one kid is allergic to peanuts, another one doesn't eat fish", "family of 5"},
		{"diets", "plan what we eat for a week, family of 5, one kid is allergic to peanuts, another one doesn't eat fish", "one kid is allergic to peanuts, another one doesn't eat fish"},
		{"persons", "menu planner for our family, my daughter Mia is allergic to peanuts and Tom won't eat fish", "our family"},
		{"diets", "menu planner for our family, my daughter Mia is allergic to peanuts and Tom won't eat fish", "my daughter Mia is allergic to peanuts and Tom won't eat fish"},
		{"persons", "Plan a menu. We are a family of 5 and one kid is allergic to nuts and eggs. Cheap, 20 minutes a day.", "We are a family of 5"},
		{"diets", "Plan a menu. We are a family of 5 and one kid is allergic to nuts and eggs. Cheap, 20 minutes a day.", "one kid is allergic to nuts and eggs"},
		{"budget", "Plan a menu. We are a family of 5 and one kid is allergic to nuts and eggs. Cheap, 20 minutes a day.", "Cheap"},
		{"time", "Plan a menu. We are a family of 5 and one kid is allergic to nuts and eggs. Cheap, 20 minutes a day.", "20 minutes a day"},
		{"persons", "Plan a menu for a vegetarian couple", "a vegetarian couple"},
		{"persons", "Plan a menu. My daughter is allergic to nuts.", ""},
		{"persons", "придумай, что готовить на неделю. семья из 5 человек, у одного ребёнка аллергия на арахис, другой не ест рыбу", "семья из 5 человек"},
		{"diets", "придумай, что готовить на неделю. семья из 5 человек, у одного ребёнка аллергия на арахис, другой не ест рыбу", "у одного ребёнка аллергия на арахис, другой не ест рыбу"},
		{"persons", "чем кормить семью, нас пятеро, у дочки аллергия на орехи, а муж не ест рыбу", "нас пятеро"},
		{"diets", "чем кормить семью, нас пятеро, у дочки аллергия на орехи, а муж не ест рыбу", "у дочки аллергия на орехи, а муж не ест рыбу"},
		{"games", "хочу чтоб он объяснял правила реверси моим детям, им 7 и 10 лет", "реверси"},
		{"level", "хочу чтоб он объяснял правила реверси моим детям, им 7 и 10 лет", "моим детям, им 7 и 10 лет"},
		{"games", "объяснять правила реверси детям", "реверси"},
		{"games", "объяснять правила игры в го новичкам и детям", "го"},
		{"games", "правила шашек для детей", "шашек"},
		{"games", "правила Монополии", "Монополии"},
		{"games", "I want something that explains the rules of reversi to my children", "reversi"},
		{"games", "I want it to explain the rules of go to my kids, 7 and 10", "go"},
		{"games", "объясни, как играть в уно детям 6 лет", "уно"},
		{"level", "объясни, как играть в уно детям 6 лет", "детям 6 лет"},
		{"persons", "Хочу, чтобы бот придумывал, чем кормить семью. Нас пятеро, ребёнок не ест рыбу и орехи. Готовить быстро и недорого.", "Нас пятеро"},
		{"diets", "Хочу, чтобы бот придумывал, чем кормить семью. Нас пятеро, ребёнок не ест рыбу и орехи. Готовить быстро и недорого.", "ребёнок не ест рыбу и орехи"},
		{"topics", "писать альты для моего блога про вязание, картинки: скрины и фотки", "про вязание"},
		{"topics", "писать альты для блога о чае, кофе и какао", "о чае, кофе и какао"},
		{"level", "Сделай помощника, который объясняет моим детям правила игры реверси", ""},
		{"level", "I want something that explains the rules of reversi to my children", "my children|children"},
	} {
		draft := assistant.New().Draft()
		putPurpose(&draft, c.purpose)
		if got := reading(draft, c.key); got != c.want && !(got != "" && strings.HasSuffix(c.want, "|"+got)) {
			t.Errorf("%s of %q: read is %q, want %q", c.key, c.purpose, got, c.want)
		}
	}
}

// Who tells the purpose as a wish is not quoted with the wish: the frame around it speaks of the task.
func TestAWishIsQuotedAsATask(t *testing.T) {
	for _, c := range []struct{ purpose, description, role string }{
		{"хочу чтоб он писал альты к моим картинкам", "Пишет альты к моим картинкам.", "«писать альты к моим картинкам»"},
		{"Я хочу, чтобы она объясняла правила реверси моим детям", "Объясняет правила реверси моим детям.", "«объяснять правила реверси моим детям»"},
		{"хочу, чтобы он рифмовал тексты", "Вот что от него нужно: «хочу, чтобы он рифмовал тексты».", "«хочу, чтобы он рифмовал тексты»"},
		{"Хочу, чтобы бот придумывал, чем кормить семью", "Придумывает, чем кормить семью.", "«придумывать, чем кормить семью»"},
		{"хочу, чтобы он проверял тексты и исправлял тон", "Вот что от него нужно: «хочу, чтобы он проверял тексты и исправлял тон».", "«хочу, чтобы он проверял тексты и исправлял тон»"},
		{"меню на неделю", "Вот что от него нужно: «меню на неделю».", "«меню на неделю»"},
		{"I want it to write alt texts for my blog", "Writes alt texts for my blog.", "“write alt texts for my blog”"},
		{"I need something that explains the rules of reversi to my kids", "Explains the rules of reversi to my kids.", "“explain the rules of reversi to my kids”"},
		{"I'd like it to rhyme texts", "An assistant for this: “rhyme texts”.", "“rhyme texts”"},
		{"I want to learn Latin", "An assistant for this: “I want to learn Latin”.", "“I want to learn Latin”"}, // the author does
		{"plan what we eat. We are five, no nuts", "Plans what we eat.", "“plan what we eat. We are five, no nuts”"},
	} {
		a, b := at(t, "description", c.purpose)
		if got := b.Question().Suggestion; got != c.description {
			t.Errorf("%q is described as %q, want %q", c.purpose, got, c.description)
		}
		if got := instructions(a.Draft())[0]; !strings.Contains(got, c.role) {
			t.Errorf("%q: the instructions begin with %q, want %q in them", c.purpose, got, c.role)
		}
	}
}
