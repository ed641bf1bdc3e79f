package embedded

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"hash/crc32"
	"image"
	"math"
	"strings"
	"testing"

	"firstneuron/internal/picturefile"
	"firstneuron/pkg/assistant"
	"firstneuron/pkg/assistant/alttext"
)

// talk sends pictures, then replies one by one, and returns the answers to each.
func talk(t *testing.T, e *Engine, draft assistant.Draft, text string, pictures []assistant.Picture, replies ...string) []string {
	t.Helper()
	conversation := []assistant.Message{{Role: assistant.RoleUser, Text: text, Pictures: pictures}}
	var all []string
	for i := 0; ; i++ {
		answer := answered(t, e, draft, conversation)
		if again := answered(t, &Engine{Classifier: e.Classifier}, draft, conversation); again.Text != answer.Text {
			t.Errorf("a new engine answers %q, want %q as before", again.Text, answer.Text)
		}
		all = append(all, answer.Text)
		if i == len(replies) {
			return all
		}
		conversation = append(conversation, answer, assistant.Message{Role: assistant.RoleUser, Text: replies[i]})
	}
}

func picture(t *testing.T, name string) assistant.Picture {
	return assistant.Picture{Name: name, Content: pngPicture(t, 20+len(name), 20)}
}

// The article's assistant writes an alt text for each of the four kinds.
func TestAltTextForEachKind(t *testing.T) {
	for _, c := range []struct {
		language, kind string
		replies        []string
		want           []string // in the last answer
	}{
		{"en", "screenshot", []string{"informative", "First Neuron's builder", "the button Save is marked"}, []string{"> Screenshot of First Neuron's builder: the button Save is marked", english("written.fine"), alttext.Says("en")}},
		{"en", "illustration", []string{"decorative"}, []string{`alt=""`, alttext.Says("en")}},
		{"en", "photograph", []string{"informative", "two children plant a tree", "no"}, []string{"> Two children plant a tree"}},
		{"en", "photograph", []string{"functional", "search the archive", "no"}, []string{"> Search the archive"}},
		{"en", "chart", []string{"informative", "sales by month", "bar chart", "From 3 in January to 9 in March, rising.", "in the table below"}, []string{"> Bar chart of sales by month", english("written.long"), "> From 3 in January to 9 in March, rising."}},
		{"ru", "photograph", []string{"информативная", "двое детей сажают дерево", "нет"}, []string{"> Двое детей сажают дерево", russian("written.fine"), alttext.Says("ru")}},
		{"ru", "illustration", []string{"украшает"}, []string{`alt=""`}},
	} {
		draft := assistant.Draft{Task: assistant.AltTexts, Settings: assistant.Settings{Language: c.language}}
		all := talk(t, &Engine{Classifier: sees{c.kind, 0.83}}, draft, "", []assistant.Picture{picture(t, "a.png")}, c.replies...)
		if took := alttext.Kind(c.kind).In(c.language); !strings.Contains(all[0], took) || strings.Contains(all[0], "%") {
			t.Errorf("%s: it begins with %q, want the kind %q and no percentage", c.kind, all[0], took)
		}
		for _, want := range c.want {
			if last := all[len(all)-1]; !strings.Contains(last, want) {
				t.Errorf("%s, %s: the last answer is %q, want %q in it", c.language, c.kind, last, want)
			}
		}
	}
}

func TestUncertainKindIsAsked(t *testing.T) {
	for _, c := range []struct {
		classifier Classifier
		want       string
	}{
		{nil, english("kind.unknown")},
		{sees{"photograph", 0.4}, "I am not sure what kind of picture this is. It could be a photograph."},
		{sees{"photograph", math.NaN()}, english("kind.unknown")},
		{sees{"spaceship", 0.9}, english("kind.unknown")},
		{sees{"photograph", 3}, "I take this for a photograph."},
	} {
		all := talk(t, &Engine{Classifier: c.classifier}, assistant.Draft{Task: assistant.AltTexts}, "", []assistant.Picture{picture(t, "a.png")}, "a chart")
		if !strings.Contains(all[0], c.want) {
			t.Errorf("%v: got %q, want %q", c.classifier, all[0], c.want)
		}
	}
}

func TestAuthorCorrectsTheKind(t *testing.T) {
	engine := &Engine{Classifier: sees{"screenshot", 0.9}}
	draft := assistant.Draft{Task: assistant.AltTexts}
	for _, said := range []string{"that's a photo", "No, that is a photograph.", "it's not a screenshot, it's a photo", "no, a photo", "это фотография", "нет, это фото"} {
		all := talk(t, engine, draft, "", []assistant.Picture{picture(t, "a.png")}, said, "informative", "a red bicycle", "no")
		if !strings.Contains(all[1], "Then it is a photograph.") {
			t.Errorf("%q is answered %q", said, all[1])
		}
		if last := all[len(all)-1]; !strings.Contains(last, "> A red bicycle\n") {
			t.Errorf("%q leads to %q, want the text of a photograph", said, last)
		}
	}
	// An answer that only has such a word in it is an answer.
	all := talk(t, engine, draft, "", []assistant.Picture{picture(t, "a.png")}, "informative", "this is a chart of sales in Excel", "the total is marked")
	if last := all[len(all)-1]; !strings.Contains(last, "Screenshot") {
		t.Errorf("got %q, want the text of a screenshot", last)
	}
	// Even when the text is written already.
	all = talk(t, engine, draft, "", []assistant.Picture{picture(t, "a.png")}, "decorative", "that is a photo", "informative", "a red bicycle", "no")
	if last := all[len(all)-1]; !strings.Contains(last, "> A red bicycle\n") {
		t.Errorf("after the end it leads to %q", last)
	}
	// What is said together with the picture counts more than what the network sees.
	all = talk(t, engine, draft, "Write an alt text for this photo", []assistant.Picture{picture(t, "a.png")})
	if strings.Contains(all[0], "screenshot") {
		t.Errorf("a picture that its author calls a photo is answered %q", all[0])
	}
}

func TestKindThatTheDraftDoesNotListIsMentioned(t *testing.T) {
	for pictures, want := range map[string]bool{"screenshots, charts or diagrams": true, "photographs": false, "": false, "фотографии": false, "графики": true} {
		draft := assistant.Draft{Task: assistant.AltTexts, Criteria: []assistant.Criterion{{Key: "pictures", Answer: pictures}}}
		all := talk(t, &Engine{Classifier: sees{"photograph", 0.9}}, draft, "", []assistant.Picture{picture(t, "a.png")})
		if got := strings.Contains(all[0], english("kind.notListed")); got != want {
			t.Errorf("with %q listed, a photograph is mentioned: %v, want %v", pictures, got, want)
		}
	}
}

func TestPicturesOneByOneAndTheSameTextOnTwo(t *testing.T) {
	engine := &Engine{Classifier: sees{"photograph", 0.9}}
	pictures := []assistant.Picture{picture(t, "a.png"), picture(t, "second.png")}
	all := talk(t, engine, assistant.Draft{Task: assistant.AltTexts}, "", pictures, "informative", "a red bicycle", "no", "informative", "a red bicycle", "no")
	if !strings.Contains(all[0], "You sent 2 pictures") || !strings.Contains(all[3], "“second.png”") {
		t.Errorf("two pictures begin with %q and go on with %q", all[0], all[3])
	}
	if last := all[6]; !strings.Contains(last, english("written.findings")) || !strings.Contains(last, "same text") {
		t.Errorf("the same text on two pictures: %q, want a finding", last)
	}
}

func TestQuestionBetweenIsAnsweredAndTheInterviewGoesOn(t *testing.T) {
	engine := &Engine{Classifier: sees{"photograph", 0.9}}
	all := talk(t, engine, writer(), "", []assistant.Picture{picture(t, "a.png")}, "How do we write numbers?", "informative", "a red bicycle", "no")
	if !strings.Contains(all[1], "figures") || !strings.Contains(all[1], english("picture.back")) {
		t.Errorf("a question between is answered %q", all[1])
	}
	if !strings.Contains(all[4], "> A red bicycle\n") {
		t.Errorf("the interview ends with %q", all[4])
	}
	all = talk(t, engine, writer(), "", []assistant.Picture{picture(t, "a.png")}, "stop", "How do we write numbers?")
	if all[1] != english("picture.stopped") || !strings.Contains(all[2], "figures") {
		t.Errorf("after a stop: %q", all[1:])
	}
}

func TestKnowledgeIsQuotedBesideTheText(t *testing.T) {
	all := talk(t, &Engine{Classifier: sees{"photograph", 0.9}}, writer(), "", []assistant.Picture{picture(t, "a.png")}, "informative", "a red bicycle", "no")
	if last := all[3]; !strings.Contains(last, english("knowledge.compare")) || !strings.Contains(last, "> The alt text of a screenshot names") {
		t.Errorf("got %q, want the rule of the style guide", last)
	}
}

func TestOwnChartIsTakenFromItsData(t *testing.T) {
	svg := `<svg xmlns="http://www.w3.org/2000/svg"><title>Sales by month</title><metadata>{"schema":"firstneuron/chart/1","kind":"bar chart","title":"Sales by month","alt":"Bar chart: Sales by month.","description":"Three bars: January 3, February 5, March 9. Rising."}</metadata></svg>`
	all := talk(t, &Engine{}, assistant.Draft{Task: assistant.AltTexts}, "", []assistant.Picture{{Name: "sales.svg", Content: []byte(svg)}}, "informative", "in the table below")
	if !strings.Contains(all[0], "a chart drawn by First Neuron (bar chart)") {
		t.Errorf("our own chart is answered %q", all[0])
	}
	if last := all[len(all)-1]; !strings.Contains(last, "> Bar chart: Sales by month") || !strings.Contains(last, "January 3, February 5, March 9") {
		t.Errorf("its text is %q, want the data", last)
	}
}

func TestPicturesThatCannotBeRead(t *testing.T) {
	whole := pngPicture(t, 30, 30)
	for _, c := range []struct {
		name    string
		content []byte
		want    string
	}{
		{"a JPEG", jpegPicture(t, 20, 20), "photograph"},
		{"another SVG", []byte(`<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>`), english("kind.unknown")},
		{"cut off", whole[:len(whole)/2], "cannot be read"},
		{"text", []byte("hello"), "cannot be read"},
		{"nothing", nil, "cannot be read"},
		{"a small file that unpacks to a huge picture", header(100_000, 100_000), "too large"},
		{"too many bytes", make([]byte, picturefile.MaxBytes+1), "too large"},
	} {
		engine := &Engine{Classifier: sees{"photograph", 0.9}}
		all := talk(t, engine, assistant.Draft{Task: assistant.AltTexts}, "", []assistant.Picture{{Name: "a\nb.png", Content: c.content}}, "yes")
		if !strings.Contains(all[0], c.want) || strings.Contains(all[0], "a\nb") {
			t.Errorf("%s is answered %q, want %q", c.name, all[0], c.want)
		}
	}
	all := talk(t, &Engine{Classifier: sees{"photograph", 0.9}}, assistant.Draft{Task: assistant.AltTexts}, "", []assistant.Picture{{Name: "bad.png"}, picture(t, "good.png")})
	if !strings.Contains(all[0], "bad.png") || !strings.Contains(all[0], "a photograph") {
		t.Errorf("a damaged picture before a good one is answered %q, want a sentence about each", all[0])
	}
	if got := talk(t, &Engine{}, documents(), "", []assistant.Picture{picture(t, "a.png")})[0]; got != english("can.notPictures") {
		t.Errorf("an assistant that only answers says %q about a picture", got)
	}
}

// header is a PNG that only says how large it is.
func header(width, height uint32) []byte {
	chunk := []byte("IHDR")
	chunk = binary.BigEndian.AppendUint32(binary.BigEndian.AppendUint32(chunk, width), height)
	chunk = append(chunk, 8, 2, 0, 0, 0)
	png := append([]byte("\x89PNG\r\n\x1a\n"), 0, 0, 0, 13)
	return binary.BigEndian.AppendUint32(append(png, chunk...), crc32.ChecksumIEEE(chunk))
}

func TestPicturesAreLookedAtOnce(t *testing.T) {
	r := &counts{}
	e := &Engine{Classifier: r}
	conversation := []assistant.Message{{Role: assistant.RoleUser, Pictures: []assistant.Picture{picture(t, "a.png")}}}
	for i := range 5 {
		answered(t, e, assistant.Draft{Task: assistant.AltTexts}, conversation)
		conversation = append(conversation, said(fmt.Sprint("reply ", i))...)
	}
	if r.looks != 1 {
		t.Errorf("the picture was looked at %d times, want once", r.looks)
	}
}

type counts struct{ looks int }

func (c *counts) Kind(image.Image) (string, float64) { c.looks++; return "photograph", 0.9 }

// Who says nothing but "yes" gets a text of what is known, or hears that nothing was said; no word comes from a file's name.
func TestNothingButYes(t *testing.T) {
	svg := `<svg xmlns="http://www.w3.org/2000/svg"><metadata>{"schema":"firstneuron/chart/1","kind":"bar chart","title":"Sales by month","alt":"","description":"January 3, February 5."}</metadata></svg>`
	for language, yes := range map[string]string{"en": "yes", "ru": "да"} {
		draft := assistant.Draft{Task: assistant.AltTexts, Settings: assistant.Settings{Language: language}}
		nothing := map[string]string{"en": "nothing was said", "ru": "ничего не сказано"}[language]
		for _, classifier := range []Classifier{nil, sees{"screenshot", 0.9}, sees{"illustration", 0.4}, sees{"photograph", 0.9}, sees{"chart", 0.9}} {
			for _, name := range []string{"sk-coffee.png", "divider-line.png", "basket-order.png"} {
				all := talk(t, &Engine{Classifier: classifier}, draft, "", []assistant.Picture{picture(t, name)}, yes, yes, yes, yes, yes)
				last := all[len(all)-1]
				if !strings.Contains(last, nothing) || strings.Contains(strings.Join(all, ""), "alt=") {
					t.Errorf("%s of %v ends with %q, want that nothing was said", name, classifier, last)
				}
				for _, word := range []string{"coffee", "line", "divider", "basket", "order", "table below", "таблице ниже"} {
					if strings.Contains(strings.ToLower(strings.Join(all, "")), word) {
						t.Errorf("%s of %v: nobody has said %q in %q", name, classifier, word, all)
					}
				}
			}
		}
		all := talk(t, &Engine{}, draft, "", []assistant.Picture{{Name: "sk-coffee.svg", Content: []byte(svg)}}, yes, yes, yes, yes)
		if joined := strings.Join(all, "\n"); !strings.Contains(joined, "ales by month\n") || !strings.Contains(joined, "> January 3, February 5.") || strings.Contains(joined, "coffee") {
			t.Errorf("nothing but yes about a chart of ours is answered %q, want its data", all)
		}
	}
}

// However a conversation goes, there is an answer, and no panic.
func FuzzAnswer(f *testing.F) {
	f.Add("informative", "that's a photo", []byte("<svg/>"), true)
	f.Add("1", "How?", []byte("\x89PNG\r\n\x1a\n"), false)
	f.Fuzz(func(t *testing.T, first, second string, content []byte, ru bool) {
		draft := assistant.Draft{Task: assistant.AltTexts, Name: first, Starters: []string{second}}
		if ru {
			draft.Settings.Language = "ru"
		}
		e := &Engine{Classifier: sees{"chart", 0.9}}
		conversation := []assistant.Message{{Role: assistant.RoleUser, Text: second, Pictures: []assistant.Picture{{Name: first, Content: content}}}}
		conversation = append(conversation, said(first, second, "yes", first, "yes", second)...)
		for n := range conversation {
			if got := answered(t, e, draft, conversation[:n+1]); strings.TrimSpace(got.Text) == "" {
				t.Errorf("no answer to %q", conversation[n].Text)
			}
		}
		if !bytes.Equal(conversation[0].Pictures[0].Content, content) {
			t.Error("the picture was changed")
		}
	})
}

// An exchange is a reply to a picture that is taken for a screenshot, with what its answer must and must not say.
type exchange struct{ said, want, never string }

// Conversations in which somebody says what the question did not ask for.
func TestWhatIsSaidBesidesTheAnswers(t *testing.T) {
	for name, c := range map[string]struct {
		draft     assistant.Draft
		exchanges []exchange
	}{
		"a wrong guess is no part of the text": {writer(), []exchange{
			{"Rear Admiral Grace Hopper in uniform", "Which kind", "not understand"}, {"a photo", "Which words", ""}, {"no", "> Rear Admiral Grace Hopper in uniform", "Screenshot of"}}},
		"догадка не попадает в текст": {russianWriter(), []exchange{
			{"Набережная Цюрихского озера вечером", "Что это за картинка", "Не получилось"}, {"фото", "Какие слова", ""}, {"нет", "> Набережная Цюрихского озера вечером", "Снимок экрана"}}},
		"a question is never a part of the text": {writer(), []exchange{
			{"it is a photo", "", ""}, {"1", "", ""}, {"a red bicycle", "", ""}, {"What does a subscription cost?", english("picture.quote"), ""}, {"Check: image of a cat", alttext.Says("en"), "> A red"}, {"“Why not?”", "> A red bicycle, with the text “Why not?”", "subscription"}}},
		"вопрос не попадает в текст": {russianWriter(), []exchange{
			{"это фото", "", ""}, {"1", "", ""}, {"Это мем", "", ""}, {"Сколько стоит подписка?", russian("picture.quote"), "> Мем"}, {"короче", "Сначала нужен ответ", "> Мем"}, {"нет", "> Мем\n", "подписка"}}},
		"the note is not said again": {writer(), []exchange{
			{"it is a photo", "", ""}, {"1", "", ""}, {"I don't know", "cannot write", ""}, {"How do we write numbers?", "figures", "cannot write"}, {"thanks", english("talk.welcome"), "cannot write"}, {"a red bicycle", "Which words", ""}}},
		"замечание не повторяется": {russianWriter(), []exchange{
			{"это фото", "", ""}, {"1", "", ""}, {"не знаю", "не написать", ""}, {"Какая погода?", russian("picture.back"), "не написать"}, {"спасибо", russian("talk.welcome"), "не написать"}, {"велосипед", "Какие слова", ""}}},
		"the text is written another way": {writer(), []exchange{
			{"1", "", ""}, {"the basket", "", ""}, {"no", "> Screenshot of the basket", ""}, {"make it shorter", english("written.own"), english("knowledge.nothing")}, {"image of the basket", english("written.findings"), ""},
			{"no", english("written.own"), "Send me"}, {"The basket with two teas", english("written.fine"), ""}, {"thanks", english("talk.welcome"), ""}, {"How do we write numbers?", "figures", ""}}},
		"текст пишут иначе": {russianWriter(), []exchange{
			{"1", "", ""}, {"корзина", "", ""}, {"нет", "> Снимок экрана: корзина", ""}, {"короче", russian("written.own"), russian("knowledge.nothing")}, {"дай html код", russian("written.own"), russian("written.fine")}, {"фото корзины", russian("written.findings"), ""},
			{"нет", russian("written.own"), "Пришлите"}, {"Корзина с двумя сортами чая", russian("written.fine"), ""}, {"спасибо", russian("talk.welcome"), ""}}},
		"nothing contradicts an empty text": {writer(assistant.File{Name: "more.md", Content: []byte("# Alt texts\n\nAlt text should be included on all images, screenshots too.\n")}), []exchange{
			{"decorative", `alt=""`, english("knowledge.compare")}}},
		"пустому тексту ничто не противоречит": {russianWriter(assistant.File{Name: "more.md", Content: []byte("# Альтернативный текст\n\nАльтернативный текст нужен каждому скриншоту.\n")}), []exchange{
			{"украшает", `alt=""`, russian("knowledge.compare")}}},
	} {
		t.Run(name, func(t *testing.T) {
			var replies []string
			for _, e := range c.exchanges {
				replies = append(replies, e.said)
			}
			all := talk(t, &Engine{Classifier: sees{"screenshot", 0.9}}, c.draft, "", []assistant.Picture{picture(t, "a.png")}, replies...)
			for i, e := range c.exchanges {
				if got := all[i+1]; !strings.Contains(got, e.want) || e.never != "" && strings.Contains(got, e.never) {
					t.Errorf("%q is answered %q, want %q in it and not %q", e.said, got, e.want, e.never)
				}
			}
		})
	}
}

func russianWriter(files ...assistant.File) assistant.Draft {
	return assistant.Draft{Task: assistant.AltTexts, Settings: assistant.Settings{Language: "ru"}, Knowledge: files}
}

func TestAQuestionThatComesWithAPictureIsAnsweredFirst(t *testing.T) {
	for language, c := range map[string][2]string{
		"en": {"Does this picture need an alt text at all?", "Can you write an alt text for this picture?"},
		"ru": {"Нужен ли этой картинке альтернативный текст?", "Можешь написать альтернативный текст?"},
	} {
		draft := assistant.Draft{Task: assistant.AltTexts, Settings: assistant.Settings{Language: language}, Starters: c[:]}
		texts := catalogue.In(language)
		engine := &Engine{Classifier: sees{"photograph", 0.9}}
		got := talk(t, engine, draft, c[0], []assistant.Picture{picture(t, "a.png")})[0]
		if answer := texts.Say("guidance.decorative"); !strings.HasPrefix(got, answer) || !strings.Contains(got, "\n1. ") {
			t.Errorf("%q with a picture is answered %q, want %q and the first question", c[0], got, answer)
		}
		got = talk(t, engine, draft, c[1], []assistant.Picture{picture(t, "a.png")})[0]
		if strings.Contains(got, texts.Say("greet.picture")) || strings.Contains(got, texts.Say("knowledge.nothing")) || !strings.Contains(got, "\n1. ") {
			t.Errorf("%q with a picture is answered %q", c[1], got)
		}
	}
}

// A picture that comes before the last one has its text waits, also through a stop.
func TestASecondPictureWaitsItsTurn(t *testing.T) {
	for language, c := range map[string]struct{ purpose, stop, text string }{"en": {"informative", "stop", "> A red bicycle\n"}, "ru": {"информативная", "стоп", "> A red bicycle\n"}} {
		for _, stops := range []bool{false, true} {
			draft := assistant.Draft{Task: assistant.AltTexts, Settings: assistant.Settings{Language: language}}
			engine := &Engine{Classifier: sees{"photograph", 0.9}}
			conversation := append([]assistant.Message{{Role: assistant.RoleUser, Pictures: []assistant.Picture{picture(t, "first.png")}}}, said(c.purpose)...)
			conversation = append(conversation, assistant.Message{Role: assistant.RoleUser, Text: "a chart", Pictures: []assistant.Picture{picture(t, "second.png")}})
			if got := answered(t, engine, draft, conversation).Text; !strings.Contains(got, "first.png") || strings.Contains(got, alttext.Chart.In(language)) {
				t.Errorf("the second picture is answered %q, want that it waits", got)
			}
			if stops {
				conversation = append(conversation, said(c.stop)...)
			} else {
				conversation = append(conversation, said("a red bicycle", "no")...)
			}
			got := answered(t, engine, draft, conversation).Text
			if !strings.Contains(got, "second.png") || strings.Contains(got, c.text) == stops {
				t.Errorf("after the first picture comes %q, want the second", got)
			}
			if about := catalogue.In(language).Say("kind.sure", alttext.Photograph.In(language), alttext.Screenshot.In(language), alttext.Illustration.In(language)); strings.Contains(got, about) {
				t.Errorf("what was said of the second picture is lost: %q", got)
			}
		}
	}
}

// A question without a question mark is answered, and no part of a text; nor is small talk. What only looks like a question is.
func TestQuestionsWithoutAMark(t *testing.T) {
	photo := []assistant.Picture{picture(t, "a.png")}
	for language, c := range map[string]struct {
		informative, number string
		asked, told         []string
	}{
		"en": {"informative", "a red bicycle",
			[]string{"how long can an alt text be", "do I need a full stop", "can I use quotes", "what is an alt text", "why do you ask", "should I write the year or not", "ok, how do we write numbers", "is this enough", "who won the cup", "what happens if I leave it empty", "can one leave it empty", "what to write here",
				"hi, what can you do for me?", "thanks, bye", "what can you do", "bye", "hello there", "should the description end with a stop"},
			[]string{"what is left of the old bridge", "what is on the table", "Can of beans on a shelf", "May parade in the town", "How to apply", "Will Smith on a stage", "who is shown: two children", "what looks like a castle", "Who we are, a page of the shop", "where the river meets the sea", "a man who reads"}},
		"ru": {"информативная", "красный велосипед",
			[]string{"какие кавычки", "как длинный должен быть альт", "сколько стоит хостинг", "нужна точка в конце описания картинки или нет", "нужна ли точка", "можно ли писать коротко", "а зачем это", "что писать",
				"спасибо, пока", "привет, что ты умеешь?", "пока", "скажи, как лучше написать", "почему ты спрашиваешь", "а какой длины текст", "кто тебя сделал", "где это написано", "бывает ли текст пустым", "что написать"},
			[]string{"какой-то кот на заборе", "кто-то стоит у двери", "мм ну это просто утро было такое", "как будто снег на крышах", "когда деревья были большими", "где-то в горах", "едва ли не лучший вид города", "то ли кот, то ли собака"}},
	} {
		draft := assistant.Draft{Task: assistant.AltTexts, Settings: assistant.Settings{Language: language}}
		engine := &Engine{Classifier: sees{"photograph", 0.9}}
		back := catalogue.In(language).Say("picture.back")
		for _, said := range c.asked {
			for _, before := range [][]string{{c.informative}, {c.informative, c.number}} {
				all := talk(t, engine, draft, "", photo, append(before, said)...)
				last, asked := all[len(all)-1], all[len(all)-2]
				if !strings.Contains(last, back) || !strings.HasSuffix(last, asked) {
					t.Errorf("%q is answered %q, want an answer and %q again", said, last, asked)
				}
			}
		}
		for _, said := range c.told {
			if all := talk(t, engine, draft, "", photo, c.informative, said); strings.Contains(all[2], back) {
				t.Errorf("%q is answered %q, want it as what the picture shows", said, all[2])
			}
		}
	}
	for _, said := range []string{"how sales grew by month", "сколько стоит хостинг по годам", "как растут продажи"} {
		if all := talk(t, &Engine{Classifier: sees{"chart", 0.9}}, writer(), "", photo, "1", said); strings.Contains(all[2], english("picture.back")) {
			t.Errorf("%q is answered %q, want it as what the chart shows", said, all[2])
		}
	}
}

// "Skip" leaves a part out where a text can do without it, and otherwise the picture; the answer says which. Where several
// pictures wait, the question names its picture.
func TestSkipGoesOn(t *testing.T) {
	for language, c := range map[string]struct{ skip, informative, unknown string }{"en": {"skip", "informative", "I don't know"}, "ru": {"пропусти", "информативная", "не знаю"}} {
		draft, texts := assistant.Draft{Task: assistant.AltTexts, Settings: assistant.Settings{Language: language}}, catalogue.In(language)
		engine, skipped := &Engine{Classifier: sees{"photograph", 0.9}}, texts.Say("picture.skipped", texts.Say("quote", "a.png"))
		for _, before := range [][]string{nil, {c.informative}} {
			pictures := []assistant.Picture{picture(t, "a.png"), picture(t, "second.png")}
			all := talk(t, engine, draft, "", pictures, append(before, c.skip, c.skip)...)
			first, second, last := all[len(all)-3], all[len(all)-2], all[len(all)-1]
			if !strings.Contains(first, texts.Say("quote", "a.png")+": ") {
				t.Errorf("the question is %q, want the picture named", first)
			}
			if !strings.HasPrefix(second, skipped) || !strings.Contains(second, texts.Say("picture.next", texts.Say("quote", "second.png"))) {
				t.Errorf("%q is answered %q, want the next picture", c.skip, second)
			}
			if !strings.Contains(last, texts.Say("picture.stopped")) {
				t.Errorf("%q is answered %q, want that it ends", c.skip, last)
			}
		}
		all := talk(t, engine, draft, "", []assistant.Picture{picture(t, "a.png")}, c.informative, "Big Ben", c.skip)
		if last := all[3]; !strings.Contains(last, "> Big Ben") || !strings.HasPrefix(last, map[string]string{"en": "Then I leave that out.", "ru": "Тогда это я пропускаю."}[language]) {
			t.Errorf("%q of what can be left out is answered %q", c.skip, last)
		}
		all = talk(t, &Engine{}, draft, "", []assistant.Picture{picture(t, "a.png")}, c.unknown, c.unknown, "Big Ben", c.unknown)
		if last := all[4]; !strings.Contains(last, "> Big Ben") || all[1] == all[2] {
			t.Errorf("nothing but %q leads to %q, want a text", c.unknown, all)
		}
	}
}

func TestAFinishedTextMayBeOpenedAgain(t *testing.T) {
	for language, c := range map[string][]string{
		"en": {"informative", "a red bicycle", "no", "I changed my mind", "I changed my mind, it is a link to the download page", "download the program"},
		"ru": {"информативная", "красный велосипед", "нет", "я передумал", "я передумал, это ссылка на страницу загрузки", "download the program"},
	} {
		draft, texts := assistant.Draft{Task: assistant.AltTexts, Settings: assistant.Settings{Language: language}}, catalogue.In(language)
		all := talk(t, &Engine{Classifier: sees{"photograph", 0.9}}, draft, "", []assistant.Picture{picture(t, "a.png")}, c...)
		if all[4] != texts.Say("written.change") {
			t.Errorf("%q is answered %q", c[3], all[4])
		}
		if last := all[len(all)-1]; !strings.Contains(last, "> Download the program") {
			t.Errorf("%q leads to %q", c[4], last)
		}
	}
}

func TestOtherKindsThanTheOneSaidAreOffered(t *testing.T) {
	for _, kind := range alttext.Kinds {
		for _, language := range []string{"en", "ru"} {
			draft := assistant.Draft{Task: assistant.AltTexts, Settings: assistant.Settings{Language: language}}
			first := talk(t, &Engine{Classifier: sees{string(kind), 0.9}}, draft, "", []assistant.Picture{picture(t, "a.png")})[0]
			if strings.Count(first, kind.In(language)) != 1 || strings.Contains(first, "%") {
				t.Errorf("%q offers the kind that it has just said", first)
			}
		}
	}
}
