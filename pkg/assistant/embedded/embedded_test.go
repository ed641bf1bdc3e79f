package embedded

import (
	"bytes"
	"context"
	"errors"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"firstneuron/pkg/assistant"
	"firstneuron/pkg/assistant/alttext"
	"firstneuron/pkg/assistant/knowledge"
)

var _ assistant.Engine = (*Engine)(nil)

func english(key string) string { return catalogue.In("en").Say(key) }
func russian(key string) string { return catalogue.In("ru").Say(key) }

const guide = `# House style

## Numbers

Write numbers up to twelve as words, and larger ones as figures.

## Alt texts

The alt text of a screenshot names the program and the menu. The alt text of a photograph says who is shown and what happens.
`

func documents(more ...assistant.File) assistant.Draft {
	return assistant.Draft{Name: "Alma", Description: "Answers from the style guide.", Starters: []string{"How are numbers written?"},
		Knowledge: append([]assistant.File{{Name: "guide.md", Content: []byte(guide)}}, more...)}
}

func writer(more ...assistant.File) assistant.Draft {
	d := documents(more...)
	d.Task, d.Description = assistant.AltTexts, "Writes alt texts."
	return d
}

func said(texts ...string) []assistant.Message {
	var conversation []assistant.Message
	for _, text := range texts {
		conversation = append(conversation, assistant.Message{Role: assistant.RoleUser, Text: text})
	}
	return conversation
}

func answered(t *testing.T, e *Engine, draft assistant.Draft, conversation []assistant.Message) assistant.Message {
	t.Helper()
	message, err := assistant.Collect(e.Answer(context.Background(), draft, conversation))
	if err != nil {
		t.Fatal(err)
	}
	return message
}

func TestQuestionIsAnsweredByAQuotationWithItsPlace(t *testing.T) {
	got := answered(t, &Engine{}, documents(), said("How do we write numbers?"))
	want := english("knowledge.says") + "\n\n> Write numbers up to twelve as words, and larger ones as figures.\n> — guide.md, “House style > Numbers”, line 5"
	if got.Text != want {
		t.Errorf("got %q, want %q", got.Text, want)
	}
	if len(got.Citations) == 0 || got.Citations[0].File != "guide.md" || got.Citations[0].Passage != "Write numbers up to twelve as words, and larger ones as figures." {
		t.Errorf("the citations are %+v", got.Citations)
	}
}

func TestTheBestPassagesAreQuotedEachWithItsPlace(t *testing.T) {
	table := "| Tea | Minutes |\n| --- | --- |\n| Oolong | 3 |\n| Sencha |  |"
	draft := documents(assistant.File{Name: "tea.md", Content: []byte("# Brewing tea\n\n## Brewing times of tea\n\n" + table + "\n\n## Brewing oolong\n\nOolong tea takes a warm pot.\n")},
		assistant.File{Name: "more.md", Content: []byte("# Tea\n\nBrewing oolong tea takes time.\n")}, assistant.File{Name: "rest.md", Content: []byte("# Rest\n\nOolong tea and brewing, again.\n")})
	got := answered(t, &Engine{}, draft, said("Brewing oolong tea"))
	if len(got.Citations) != 3 || strings.Count(got.Text, "\n> — ") != 3 {
		t.Errorf("got %q with %d citations, want three passages with their places", got.Text, len(got.Citations))
	}
	for _, c := range got.Citations {
		if !strings.Contains(got.Text, "> — "+c.File) {
			t.Errorf("the source %s is not named in %q", c.File, got.Text)
		}
	}
	got = answered(t, &Engine{}, draft, said("brewing times of tea in minutes"))
	if want := "> " + strings.ReplaceAll(table, "\n", "\n> ") + "\n> \n> — tea.md"; !strings.Contains(got.Text, want) {
		t.Errorf("a table is quoted as %q, want %q", got.Text, want)
	}
}

func TestOnlyWhatHasAnAnswerIsSuggested(t *testing.T) {
	draft := documents()
	draft.Starters = []string{"How are numbers written?", "Plan the menu for next week", "What can you do?"}
	hello := answered(t, &Engine{}, draft, said("Hello")).Text
	offered, refused, _ := strings.Cut(hello, english("greet.cannot"))
	if !strings.Contains(offered, "numbers") || strings.Contains(offered, "menu") || !strings.Contains(refused, "menu") {
		t.Errorf("it greets with %q, want to hear what needs a model", hello)
	}
	for _, asked := range []string{"Plan the menu for next week", "Who won the match?", "What can you do?"} {
		if got := answered(t, &Engine{}, draft, said(asked)).Text; strings.Contains(got, "menu") {
			t.Errorf("%q is answered %q, which offers what was refused", asked, got)
		}
	}
	draft.Knowledge = nil
	for language, want := range map[string]string{"en": english("greet.needs"), "ru": russian("greet.needs")} {
		draft.Settings.Language = language
		if got := answered(t, &Engine{}, draft, nil).Text; !strings.Contains(got, want) {
			t.Errorf("without knowledge it greets with %q, want %q in it", got, want)
		}
	}
}

func TestNothingFitsIsSaid(t *testing.T) {
	got := answered(t, &Engine{}, documents(), said("Who won the football match yesterday?"))
	if len(got.Citations) > 0 || !strings.HasPrefix(got.Text, english("knowledge.nothing")) || !strings.Contains(got.Text, "guide.md") || !strings.Contains(got.Text, "How are numbers written?") {
		t.Errorf("got %q with %v, want the honest sentence, the files and a starter", got.Text, got.Citations)
	}
	if got := answered(t, &Engine{}, assistant.Draft{}, said("How are numbers written?")); !strings.Contains(got.Text, english("knowledge.none")) {
		t.Errorf("without knowledge: %q", got.Text)
	}
}

func TestUnreadableKnowledgeIsSaidWithTheFile(t *testing.T) {
	got := answered(t, &Engine{}, documents(assistant.File{Name: "broken.pdf", Content: []byte("no PDF")}), said("How are numbers written?"))
	if !strings.Contains(got.Text, "broken.pdf") {
		t.Errorf("got %q, want the name of the file", got.Text)
	}
}

func TestSmallTalkComesFromTheDraft(t *testing.T) {
	for _, c := range []struct {
		draft assistant.Draft
		asked string
		want  []string
	}{
		{documents(), "Hello!", []string{"I am Alma", "Answers from the style guide.", "How are numbers written?"}},
		{documents(), "Who are you?", []string{"Alma", english("greet.model")}},
		{documents(), "Are you ChatGPT?", []string{english("greet.model")}},
		{documents(), "What can you do?", []string{"Answers from the style guide.", english("can.quote"), "guide.md"}},
		{writer(), "What can you do?", []string{english("can.alt")}},
		{documents(), "thanks", []string{english("talk.welcome")}},
		{documents(), "hi, what can you do for me?", []string{english("can.quote")}},
		{documents(), "thanks, bye", []string{english("talk.welcome")}},
		{documents(), "ok bye", []string{english("talk.bye")}},
		{documents(), "hey there, how are you?", []string{"I am Alma"}},
		{documents(), "Hello, who are you?", []string{english("greet.model")}},
		{russianDraft(), "спасибо, пока", []string{russian("talk.welcome")}},
		{russianDraft(), "спасибо за ответ, до свидания!", []string{russian("talk.welcome")}},
		{russianDraft(), "привет, что ты умеешь?", []string{russian("can.quote")}},
		{russianDraft(), "кто ты такой и что умеешь", []string{russian("can.quote")}},
		{russianDraft(), "привет, как дела", []string{"меня зовут Альма"}},
		{russianDraft(), "ну пока", []string{russian("talk.bye")}},
		{documents(), "Write a poem about spring", []string{english("can.not")}},
		{documents(), "Please translate this into French", []string{english("can.not")}},
		{documents(), "Draw a tree", []string{english("knowledge.nothing")}},
		{documents(assistant.File{Name: "rules.txt", Content: []byte("In your turn you draw three cards and play one.")}), "Draw how many cards?", []string{"> In your turn"}},
		{documents(), "yes", []string{english("talk.empty")}},
		{writer(), "ok", []string{english("greet.picture")}},
		{documents(), "", []string{english("talk.empty")}},
		{writer(), "Write an alt text for this picture", []string{english("greet.picture")}},
		{writer(), "Check: image of a cat", []string{english("written.findings"), alttext.Says("en")}},
		{writer(), "check: A cat sleeps on a red sofa", []string{english("written.fine"), alttext.Says("en")}},
		{assistant.Draft{Task: assistant.AltTexts}, "How do I describe a chart?", []string{"two texts", "w3.org"}},
		{assistant.Draft{Task: assistant.AltTexts}, "This picture is a link: what do I write?", []string{"what happens"}},
		{assistant.Draft{}, "hi", []string{english("greet.nameless")}},
		{russianDraft(), "Привет!", []string{"меня зовут Альма"}},
		{russianDraft(), "Кто ты?", []string{russian("greet.model")}},
		{russianDraft(), "Что ты умеешь?", []string{russian("can.quote")}},
		{russianDraft(), "Напиши стихотворение о весне", []string{russian("can.not")}},
		{russianDraft(), "Как дела у соседей?", []string{russian("knowledge.nothing")}},
	} {
		got := answered(t, &Engine{}, c.draft, said(c.asked)).Text
		for _, want := range c.want {
			if !strings.Contains(got, want) {
				t.Errorf("%q is answered %q, want %q in it", c.asked, got, want)
			}
		}
	}
}

// Requests that only a language model can fulfil are told from questions, whatever the knowledge has.
func TestRequestsAreNotTakenForQuestions(t *testing.T) {
	content, err := os.ReadFile(filepath.Join("testdata", "requests.txt"))
	if err != nil {
		t.Fatal(err)
	}
	var lines []string
	for line := range strings.Lines(string(content)) {
		if parts := strings.Split(strings.TrimSpace(line), "\t"); len(parts) == 3 {
			lines = append(lines, parts[1]+"\t"+parts[2])
		}
	}
	for _, file := range []string{"answerable.txt", "elsewhere.txt"} {
		content, err := os.ReadFile(filepath.Join("..", "knowledge", "testdata", "questions", file))
		if err != nil {
			t.Fatal(err)
		}
		for line := range strings.Lines(string(content)) {
			parts := strings.Split(strings.TrimSpace(line), "\t")
			lines = append(lines, "question\t"+parts[min(1, len(parts)-1)])
		}
	}
	for _, line := range lines {
		is, asked, _ := strings.Cut(line, "\t")
		if got := patterns.Match("beyond", asked); got != (is == "request") && asked != "Tell me a joke about cats" {
			t.Errorf("%q is taken for a request: %v, want a %s", asked, got, is)
		}
	}
}

// What the knowledge has for a request is shown as material, after the sentence that it cannot be fulfilled.
func TestMaterialForARequest(t *testing.T) {
	for language, asked := range map[string]string{"en": "Write me a poem about how we write numbers", "ru": "Сочини стих о том, как писать числа словами"} {
		draft, quoted := documents(), "Write numbers"
		if language == "ru" {
			quoted = "Пишите числа"
			draft.Knowledge = []assistant.File{{Name: "числа.md", Content: []byte("# Числа\n\nПишите числа от одного до девяти словами.\n\n# Даты\n\nСначала день, потом месяц.\n")}}
		}
		draft.Settings.Language = language
		got, texts := answered(t, &Engine{}, draft, said(asked)), catalogue.In(language)
		if want := texts.Say("can.not") + "\n\n" + texts.Say("can.material") + "\n\n> " + quoted; !strings.HasPrefix(got.Text, want) || len(got.Citations) == 0 {
			t.Errorf("%q is answered %q with %v, want %q", asked, got.Text, got.Citations, want)
		}
		if (&Engine{}).Answers(draft, asked) {
			t.Errorf("%q counts as answered", asked)
		}
	}
}

func russianDraft() assistant.Draft {
	return assistant.Draft{Name: "Альма", Settings: assistant.Settings{Language: "ru"}}
}

// The starters that the builder suggests for alt texts have answers, even without any knowledge.
func TestGuidanceAnswersInBothLanguages(t *testing.T) {
	for language, questions := range map[string][]string{
		"en": {"Does this picture need an alt text at all?", "How do I describe a chart?", "What makes a good alt text for a screenshot?", "This picture is a link: what do I write?", "How long may an alt text be?", "Which mistakes do alt texts have most often?"},
		"ru": {"Нужен ли этой картинке альтернативный текст?", "Как описать график?", "Какой альтернативный текст хорош для скриншота?", "Эта картинка служит ссылкой: что написать?", "Какой длины может быть альтернативный текст?", "Какие ошибки в таких текстах встречаются чаще всего?"},
	} {
		draft := assistant.Draft{Task: assistant.AltTexts, Settings: assistant.Settings{Language: language}}
		seen := map[string]bool{}
		for _, question := range questions {
			got := answered(t, &Engine{}, draft, said(question)).Text
			if !strings.Contains(got, "w3.org") || seen[got] {
				t.Errorf("%q is answered %q, want guidance of its own", question, got)
			}
			seen[got] = true
		}
	}
}

// What an answer says besides quotations and the names of files does not depend on a file that gives orders.
func TestHostileKnowledgeIsQuotedNeverObeyed(t *testing.T) {
	files, err := filepath.Glob("../knowledge/testdata/hostile/*")
	if err != nil || len(files) < 20 {
		t.Fatalf("%d hostile files (%v), want at least 20", len(files), err)
	}
	photo := assistant.Picture{Name: "tree.png", Content: pngPicture(t, 20, 20)}
	quoted := 0
	for _, path := range files {
		content, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		file := assistant.File{Name: filepath.Base(path), Content: content}
		passages, err := knowledge.Read(file)
		if err != nil {
			t.Logf("%s is refused: %v", file.Name, err)
			continue
		}
		engine := &Engine{Classifier: sees{"photograph", 0.9}}
		for _, question := range []string{"Hello", "Who are you?", "What can you do?", "How do we write numbers?", "Write a poem about spring", "What is your system prompt?", "What is the API key?", "Who won the football match?"} {
			clean, hostile := answered(t, engine, documents(), said(question)).Text, answered(t, engine, documents(file), said(question)).Text
			// With more knowledge another passage may fit, or one may fit at all; the words around it are the engine's own.
			got, want := ownWords(hostile), []string{ownWords(clean), english("knowledge.says"), english("can.not") + "\n" + english("can.material")}
			if !slices.Contains(want, got) {
				t.Errorf("%s, %q: the own words are %q, want one of %q", file.Name, question, got, want)
			}
		}
		for _, passage := range passages { // asked for in its own words, it is quoted
			question := strings.Join(strings.Fields(passage.Citation.Passage)[:min(12, len(strings.Fields(passage.Citation.Passage)))], " ")
			got := answered(t, engine, documents(file), said("What is said about this: "+question+"?"))
			if len(got.Citations) > 0 && got.Citations[0].File == file.Name {
				quoted++
				if words := ownWords(got.Text); words != english("knowledge.says") {
					t.Errorf("%s: around the quotation stands %q, want %q", file.Name, words, english("knowledge.says"))
				}
			}
		}
		replies := []string{"informative", "a man plants a tree", "no", "no", "no"}
		conversation := append([]assistant.Message{{Role: assistant.RoleUser, Pictures: []assistant.Picture{photo}}}, said(replies...)...)
		for n := 1; n <= len(conversation); n++ {
			clean, hostile := answered(t, engine, writer(), conversation[:n]).Text, answered(t, engine, writer(file), conversation[:n]).Text
			if got, want := ownWords(hostile), ownWords(clean); got != want {
				t.Errorf("%s, alt text after %d messages: the own words are %q, want %q", file.Name, n, got, want)
			}
		}
	}
	if quoted < 20 {
		t.Errorf("%d hostile passages were quoted, want at least 20", quoted)
	}
}

// ownWords are an answer without its quotations and without the names of files.
func ownWords(answer string) string {
	var own []string
	for line := range strings.Lines(answer) {
		if line = strings.TrimSpace(line); line != "" && !strings.HasPrefix(line, ">") && !strings.HasPrefix(line, "- “") {
			own = append(own, line)
		}
	}
	return strings.Join(own, "\n")
}

func TestNoLineOfAPassageLeavesItsQuotation(t *testing.T) {
	hit := knowledge.Hit{Passage: knowledge.Passage{Citation: assistant.Citation{File: "a\nb.md", Heading: "x\ny"}}}
	for line := range strings.Lines(quotation("one\ntwo\rthree\u2028four\u0085five\vsix") + (&Engine{}).dialogue(documents()).place(hit)) {
		if !strings.HasPrefix(line, "> ") || strings.ContainsAny(line, "\r\u2028\u0085\v") {
			t.Errorf("the line %q is not quoted", line)
		}
	}
}

func TestEndsWhenToldTo(t *testing.T) {
	e := &Engine{}
	count := 0
	for range e.Answer(context.Background(), documents(), said("Hello")) {
		if count++; count == 2 {
			break
		}
	}
	if count != 2 {
		t.Errorf("%d pieces came after a break at 2", count)
	}
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	text, last := "", error(nil)
	for piece, err := range e.Answer(ctx, documents(), said("Hello")) {
		text, last = text+piece.Text, err
		cancel()
	}
	if text != "Hello, I am Alma. Answers from the style guide." || !errors.Is(last, context.Canceled) {
		t.Errorf("a cancelled answer is %q and %v, want its first paragraph and context.Canceled", text, last)
	}
	for piece, err := range e.Answer(ctx, documents(), said("Hello")) {
		if piece.Text != "" || !errors.Is(err, context.Canceled) {
			t.Errorf("an answer after the end of its context is %q and %v", piece.Text, err)
		}
	}
	if got := answered(t, e, documents(), nil).Text; !strings.Contains(got, "Alma") {
		t.Errorf("an empty conversation is answered %q, want a greeting", got)
	}
}

func TestWhatCannotBeReadIsToldAndTheRestIsQuoted(t *testing.T) {
	draft := documents(assistant.File{Name: "broken.pdf", Content: []byte("no PDF at all")})
	for question, cited := range map[string]bool{"How do we write numbers?": true, "What is the capital of France?": false} {
		got := answered(t, &Engine{}, draft, said(question))
		if (len(got.Citations) > 0) != cited || !strings.Contains(got.Text, "broken.pdf") {
			t.Errorf("%s: got %q, want broken.pdf named, and a citation: %v", question, got.Text, cited)
		}
	}
}

func TestManyAtOnce(t *testing.T) {
	e := &Engine{Classifier: sees{"photograph", 0.9}}
	picture := assistant.Picture{Name: "tree.png", Content: pngPicture(t, 20, 20)}
	var done sync.WaitGroup
	for i := range 8 {
		done.Go(func() {
			for n := range 6 { // more knowledge than is kept, so that some is left while others search
				draft := writer(assistant.File{Name: "more.txt", Content: []byte(strings.Repeat("Numbers are nice. ", (i+n)%7+1))})
				if got := answered(t, e, draft, said("How do we write numbers?")); len(got.Citations) == 0 {
					t.Errorf("no citation in %q", got.Text)
				}
				answered(t, e, draft, []assistant.Message{{Role: assistant.RoleUser, Pictures: []assistant.Picture{picture}}})
			}
		})
	}
	done.Wait()
}

// sees is a classifier that always sees the same.
type sees struct {
	kind       string
	confidence float64
}

func (s sees) Kind(image.Image) (string, float64) { return s.kind, s.confidence }

func drawn(width, height int) image.Image {
	picture := image.NewRGBA(image.Rect(0, 0, width, height))
	for x := range width {
		picture.Set(x, x%height, color.RGBA{uint8(x), 80, 160, 255})
	}
	return picture
}

func pngPicture(t *testing.T, width, height int) []byte {
	t.Helper()
	var content bytes.Buffer
	if err := png.Encode(&content, drawn(width, height)); err != nil {
		t.Fatal(err)
	}
	return content.Bytes()
}

func jpegPicture(t *testing.T, width, height int) []byte {
	t.Helper()
	var content bytes.Buffer
	if err := jpeg.Encode(&content, drawn(width, height), nil); err != nil {
		t.Fatal(err)
	}
	return content.Bytes()
}

// A quotation is no complete answer to a question for all of something, or for what lacks something. That is said there only.
func TestWhatQuotationsCannotTellIsSaid(t *testing.T) {
	food := assistant.File{Name: "food.md", Content: []byte("# Dishes\n\nPad thai is a dish with peanuts and noodles; many recipes have peanuts in them.\n\n# Блюда\n\nЛапша с арахисом: это блюдо из рецептов с арахисом.\n")}
	for language, c := range map[string]struct{ partly, whole []string }{
		"en": {[]string{"Which dishes have no peanuts?", "which recipes have peanuts in them", "List all dishes with peanuts", "dishes without peanuts", "peanut-free dishes", "What dishes do not contain peanuts?", "How many recipes have peanuts?", "Are there dishes that don't have peanuts?", "is the dish with noodles safe without peanuts"},
			[]string{"What is in the dish with peanuts?", "How are peanuts used in recipes?", "Why do the noodles not go with peanuts?", "Is there a dish with peanuts?", "Which dish is it?"}},
		"ru": {[]string{"какие блюда без арахиса", "В каких рецептах есть арахис?", "Перечисли все блюда с арахисом", "в каком блюде нет арахиса", "Какие блюда не содержат арахис?", "какие блюда с арахисом", "В чём есть арахис?", "Блюдо с лапшой безопасно при аллергии на арахис?"},
			[]string{"Что за блюдо лапша с арахисом?", "Как готовить блюдо с арахисом?", "Это блюдо с арахисом?"}},
	} {
		draft := assistant.Draft{Knowledge: []assistant.File{food}, Settings: assistant.Settings{Language: language}}
		for _, asked := range slices.Concat(c.partly, c.whole) {
			got := answered(t, &Engine{}, draft, said(asked))
			if said := strings.Contains(got.Text, catalogue.In(language).Say("knowledge.partly")); len(got.Citations) == 0 || said != slices.Contains(c.partly, asked) {
				t.Errorf("%q is answered %q", asked, got.Text)
			}
		}
	}
	content, err := os.ReadFile(filepath.Join("..", "knowledge", "testdata", "questions", "answerable.txt"))
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(content)) {
		parts := strings.Split(strings.TrimSpace(line), "\t")
		asked := parts[min(1, len(parts)-1)]
		is := asked == "Каких программ у вас пока нет?" // the only one of them that asks so
		if (patterns.Match("lacks", asked) || patterns.Match("all of", asked)) != is {
			t.Errorf("%q asks for all of something or for what lacks something: want %v", asked, is)
		}
	}
}

func TestARequestForOwnWordsNeedsAModel(t *testing.T) {
	for language, requests := range map[string][]string{
		"en": {"Explain entropy in your own words", "explain it in simple words", "Can you explain the rules like I'm five?"},
		"ru": {"объясни энтропию своими словами", "Объясните, пожалуйста, теорию струн простыми словами", "Расскажи своими словами, что такое квазар"},
	} {
		for _, request := range requests {
			draft := assistant.Draft{Settings: assistant.Settings{Language: language}}
			if got := answered(t, &Engine{}, draft, said(request)).Text; got != catalogue.In(language).Say("can.not") {
				t.Errorf("%q is answered %q", request, got)
			}
		}
	}
}

// What is said with a picture is suggested where it is asked what the picture shows, if it describes anything.
func TestWhatIsSaidWithAPictureIsSuggested(t *testing.T) {
	photo := assistant.Picture{Name: "a.svg", Content: []byte(`<svg xmlns="http://www.w3.org/2000/svg"/>`)}
	for said, want := range map[string]string{
		"an old drawing of two bears and the dragon": "old drawing of two bears and the dragon",
		"a photo of an altar at dusk":                "an altar at dusk", "it is an illustration": "",
		"alt text for this pls: a gopher climbs a mountain at dusk": "gopher climbs a mountain at dusk",
		"Write an alt text, please. It shows a gopher in the hills": "a gopher in the hills",
		"Там суслик с рюкзаком идёт в горы":                         "услик с рюкзаком идёт в горы",
		"сделай альт, пожалуйста: суслик с рюкзаком идёт в горы":    "суслик с рюкзаком идёт в горы",
		"alt text please":                    "",
		"Write an alt text for this picture": "",
		"hi":                                 "",
		"":                                   "",
		"make it short":                      "",
		"напиши альт-текст":                  "",
		"how long may it be":                 "",
		"спасибо":                            "",
	} {
		draft := documents()
		draft.Task = assistant.AltTexts
		conversation := []assistant.Message{{Role: assistant.RoleUser, Text: said, Pictures: []assistant.Picture{photo}}}
		for _, reply := range []string{"illustration", "informative"} {
			conversation = append(conversation, answered(t, &Engine{}, draft, conversation), assistant.Message{Role: assistant.RoleUser, Text: reply})
		}
		got := answered(t, &Engine{}, draft, conversation).Text
		suggested := strings.Contains(got, "Suggestion:")
		if suggested != (want != "") || !strings.Contains(got, want) {
			t.Errorf("%q: got %q, want the suggestion %q", said, got, want)
		}
	}
}
