package alttext_test

import (
	"fmt"
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"testing"

	"firstneuron/pkg/assistant"
	"firstneuron/pkg/assistant/alttext"
)

// talk answers an interview with the given answers and returns the keys of its questions, the one that still waits included.
func talk(t *testing.T, interview *alttext.Interview, answers ...string) []string {
	t.Helper()
	var keys []string
	for _, answer := range answers {
		question, waits := interview.Question()
		if !waits {
			t.Fatalf("after the questions %q nothing waits for the answer %q", keys, answer)
		}
		keys = append(keys, question.Key)
		interview.Answer(answer)
	}
	if question, waits := interview.Question(); waits {
		keys = append(keys, question.Key)
	}
	return keys
}

func TestInterview(t *testing.T) {
	wishes := []assistant.Criterion{
		{Key: "pictures", Answer: "screenshots and charts"},
		{Key: "screenshot", Answer: "name the program and the menu"},
		{Key: "photograph", Answer: "name the place"},
		{Key: "illustration", Answer: "no"},
	}
	tests := []struct {
		name    string
		about   alttext.About
		answers []string
		keys    []string
		want    string // the text in the end
	}{
		{"decorative by number", alttext.About{Kind: alttext.Photograph}, []string{"4"}, []string{"purpose"}, ""},
		{"just decoration", alttext.About{Kind: alttext.Illustration}, []string{"just decoration"}, []string{"purpose"}, ""},
		{"kind and purpose by word", alttext.About{}, []string{"a photo, not a screenshot", "it informs", "two children plant a tree", "none"},
			[]string{"kind", "purpose", "subject", "text"}, "Two children plant a tree"},
		{"a denied kind", alttext.About{}, []string{"not a screenshot, a drawing", "decorative"}, []string{"kind", "purpose"}, ""},
		{"link", alttext.About{Kind: alttext.Illustration}, []string{"it's a link", "search", "no"}, []string{"purpose", "action", "text"}, "Search"},
		{"link with words", alttext.About{Kind: alttext.Illustration}, []string{"2", "go to the home page", "“Acme”"}, []string{"purpose", "action", "text"}, "Acme: go to the home page"},
		{"a guess accepted", alttext.About{Name: "old-oak_2.jpg", Guess: alttext.Photograph}, []string{"yes", "ok", "YES!", "yes, please", "a maple", "y", "sure"},
			[]string{"kind", "purpose", "subject", "subject", "subject", "text", "text"}, "A maple"},
		{"a caption accepted", alttext.About{Name: "s.png", Kind: alttext.Screenshot, Caption: "The basket"}, []string{"yes", "yes", "no"}, []string{"purpose", "subject", "details"}, "Screenshot of the basket"},
		{"nothing to tell", alttext.About{Name: "IMG_1234.jpg", Kind: alttext.Photograph}, []string{"1", "nothing, it is only decorative"}, []string{"purpose", "subject"}, ""},
		{"OK in the picture", alttext.About{Kind: alttext.Photograph, Purpose: alttext.Informative}, []string{"a sign", "“OK”"}, []string{"subject", "text"}, "A sign, with the text “OK”"},
		{"screenshot", alttext.About{Kind: alttext.Screenshot, Purpose: alttext.Informative}, []string{"Notepad", "File menu is open"}, []string{"subject", "details"}, "Screenshot of Notepad: File menu is open"},
		{"screenshot of a whole window", alttext.About{Kind: alttext.Screenshot, Purpose: alttext.Informative}, []string{"Notepad", "nothing"}, []string{"subject", "details"}, "Screenshot of Notepad"},
		{"chart", alttext.About{Kind: alttext.Chart, Purpose: alttext.Informative}, []string{"sales by month", "1", "Sales rise from 1 to 3", "the table below"},
			[]string{"subject", "sort", "long", "where"}, "Bar chart of sales by month; details in the table below"},
		{"chart without a table", alttext.About{Kind: alttext.Chart, Purpose: alttext.Informative}, []string{"sales on the map", "yes", "They rise", "no"},
			[]string{"subject", "sort", "long", "where"}, "Sales on the map"},
		{"our own chart", alttext.About{Name: "loss.svg", Kind: alttext.Chart, Sort: "line chart", Subject: "Learning", Long: "Line chart. Loss falls.", Language: "en"}, []string{"yes", "in the text"},
			[]string{"purpose", "where"}, "Line chart: Learning; details in the text"},
		{"наш график", alttext.About{Name: "loss.svg", Kind: alttext.Chart, Sort: "line chart", Subject: "Обучение", Long: "Line chart. Loss falls.", Language: "ru"}, []string{"да", "Ошибка убывает", "в тексте"},
			[]string{"purpose", "long", "where"}, "Линейный график: Обучение; подробности в тексте"},
		{"наш график по-английски", alttext.About{Name: "loss.svg", Kind: alttext.Chart, Sort: "line chart", Subject: "Обучение", Long: "Line chart. Loss falls.", Language: "ru"}, []string{"да", "да", "да", "да"},
			[]string{"purpose", "long", "where", "where"}, "Линейный график: Обучение"},
		{"text", alttext.About{Kind: alttext.Illustration}, []string{"3", "Spring is here!"}, []string{"purpose", "text"}, "Spring is here!"},
		{"text without text", alttext.About{Kind: alttext.Illustration}, []string{"3", "no text", "a heart"}, []string{"purpose", "text", "subject"}, "A heart"},
		{"a wish for photographs", alttext.About{Kind: alttext.Photograph, Purpose: alttext.Informative}, []string{"a bridge", "no", "Tower Bridge, London"},
			[]string{"subject", "text", "details"}, "A bridge, Tower Bridge, London"},
		{"a wish that is none", alttext.About{Kind: alttext.Illustration, Purpose: alttext.Informative}, []string{"a heart", "no"}, []string{"subject", "text"}, "A heart"},
		{"not understood, then understood", alttext.About{}, []string{"what?", "7", "3", "1", "a tree", "-"}, []string{"kind", "kind", "kind", "purpose", "subject", "text"}, "A tree"},
		{"blank answers are none", alttext.About{Kind: alttext.Photograph, Purpose: alttext.Informative}, []string{" ", "\n", "a tree", "no"}, []string{"subject", "subject", "subject", "text"}, "A tree"},
		{"по-русски", alttext.About{Language: "ru"}, []string{"фотография", "информативная", "двое детей сажают дерево", "нет"},
			[]string{"kind", "purpose", "subject", "text"}, "Двое детей сажают дерево"},
		{"просто украшение", alttext.About{Kind: alttext.Photograph, Language: "ru"}, []string{"просто украшение"}, []string{"purpose"}, ""},
		{"не снимок экрана", alttext.About{Language: "ru"}, []string{"это не снимок экрана, а рисунок", "4"}, []string{"kind", "purpose"}, ""},
		{"ссылка", alttext.About{Kind: alttext.Illustration, Name: "логотип.svg", Language: "ru"}, []string{"ссылка", "да", "перейти на главную страницу", "Ромашка"}, []string{"purpose", "action", "action", "text"}, "Ромашка: перейти на главную страницу"},
		{"фото кота", alttext.About{Kind: alttext.Photograph, Purpose: alttext.Informative, Language: "ru"}, []string{"фото кота", "рыжий кот", "нет"},
			[]string{"subject", "subject", "text"}, "Рыжий кот"},
		{"диаграмма", alttext.About{Kind: alttext.Chart, Purpose: alttext.Informative, Language: "ru"}, []string{"продажи по месяцам", "2", "растут", "таблица ниже"},
			[]string{"subject", "sort", "long", "where"}, "Линейный график: продажи по месяцам; подробности здесь: таблица ниже"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			var criteria []assistant.Criterion
			if strings.HasPrefix(test.name, "a wish") {
				criteria = wishes
			}
			interview := alttext.NewInterview(test.about, criteria)
			if keys := talk(t, interview, test.answers...); !slices.Equal(keys, test.keys) {
				t.Errorf("asked %q, want %q", keys, test.keys)
			}
			about := interview.About()
			if got := alttext.Write(about).Short; got != test.want {
				t.Errorf("got the text %q, want %q", got, test.want)
			}
		})
	}
}

// The author's wish is quoted whole, and once: by the first question that is about what the picture shows.
func TestInterviewQuotesTheWish(t *testing.T) {
	wish := strings.Repeat("name the program and the menu, ", 5) + "and what the reader has to press"
	criteria := []assistant.Criterion{{Key: "screenshot", Question: "What matters in screenshots?", Answer: wish + "."}}
	for _, known := range []alttext.About{{}, {Subject: "Notepad with a letter in it"}} {
		known.Kind, known.Purpose = alttext.Screenshot, alttext.Informative
		interview := alttext.NewInterview(known, criteria)
		question, _ := interview.Question()
		if want := "You asked for this: “" + wish + "”."; !strings.HasSuffix(question.Text, want) {
			t.Errorf("got %q, want it to end with %q", question.Text, want)
		}
		interview.Answer("the File menu is open in Notepad")
		if question, _ := interview.Question(); strings.Contains(question.Text, "You asked") {
			t.Errorf("the wish is quoted again: %q", question.Text)
		}
	}
}

func TestInterviewSaysWhatItDidNotUnderstand(t *testing.T) {
	for language, want := range map[string]string{"en": "I did not understand “beige”. Which kind of picture is it?", "ru": "Не получилось понять ответ «beige». Что это за картинка?"} {
		interview := alttext.NewInterview(alttext.About{Language: language}, nil)
		interview.Answer("beige")
		if question, _ := interview.Question(); question.Text != want {
			t.Errorf("got %q, want %q", question.Text, want)
		}
	}
}

// What kind of picture it is can be said at every question, and when all is known; what was said of it stays.
func TestTheKindIsCorrectedAtEveryQuestion(t *testing.T) {
	steps := map[string][]string{"en": {"informative", "a red bicycle", "no"}, "ru": {"информативная", "красный велосипед", "нет"}}
	for language, sayings := range map[string]map[string]alttext.Kind{
		"en": {"it is a photo": alttext.Photograph, "No, that's a drawing!": alttext.Illustration, "actually it's an old black-and-white photograph": alttext.Photograph,
			"not a screenshot, a photo": alttext.Photograph, "no, photo": alttext.Photograph, "sorry, I think it is a chart": alttext.Chart, "No, it's a photo of our garden": alttext.Photograph, "this is not a screenshot": "", "That’s wrong!": ""},
		"ru": {"это график": alttext.Chart, "нет, это рисунок": alttext.Illustration, "Это фото": alttext.Photograph, "не скриншот, а фото": alttext.Photograph,
			"на самом деле это фотография моей сестры": alttext.Photograph, "это не скриншот": "", "это не скриншот, а фото моего сада": alttext.Photograph},
	} {
		for saying, want := range sayings {
			for after := range len(steps[language]) + 1 {
				interview := alttext.NewInterview(alttext.About{Kind: alttext.Screenshot, Language: language}, nil)
				for _, answer := range steps[language][:after] {
					interview.Answer(answer)
				}
				before := interview.About()
				interview.Answer(saying)
				if about := interview.About(); about.Kind != want || about.Subject != before.Subject || about.Purpose != before.Purpose {
					t.Errorf("after %d answers %q makes %+v of %+v, want a %q", after, saying, about, before, want)
				}
				if question, waits := interview.Question(); want == "" && (!waits || question.Key != "kind") {
					t.Errorf("after %d answers %q asks for %q, want the kind", after, saying, question.Key)
				} else if want != "" && !strings.HasPrefix(question.Text, map[string]string{"en": "Then it is ", "ru": "Хорошо, это "}[language]+want.In(language)) {
					t.Errorf("after %d answers %q is answered %q", after, saying, question.Text)
				}
			}
		}
	}
	for _, said := range []string{"chart", "скриншот", "a photo of our garden", "no", "that’s not right", "неправильно"} { // where nothing but a purpose is expected
		interview := alttext.NewInterview(alttext.About{Kind: alttext.Illustration}, nil)
		interview.Answer(said)
		if interview.About().Kind == alttext.Illustration {
			t.Errorf("%q is not taken as a correction", said)
		}
	}
	for _, said := range []string{"this is a chart of sales in Excel", "the photo viewer", "“chart”", "the photograph of the year"} {
		interview := alttext.NewInterview(alttext.About{Kind: alttext.Screenshot, Purpose: alttext.Informative}, nil)
		if interview.Answer(said); interview.About().Subject == "" {
			t.Errorf("%q is not taken as what the screenshot shows", said)
		}
	}
}

// Whatever the answers, the same answers lead the same way again, and an interview ends as soon as its questions have answers.
func TestInterviewAlwaysEnds(t *testing.T) {
	answers := []string{"yes", "no", "1", "2", "3", "4", "decorative", "link", "a cat", "фото кота", "да", "нет", "", "\x00", "-", "Spring", "screenshot", "не фото"}
	rng := rand.New(rand.NewPCG(7, 7))
	for round := range 3000 {
		about := alttext.About{Name: []string{"", "IMG_1.jpg", "sales.png", "логотип.svg"}[rng.IntN(4)], Language: []string{"en", "ru"}[rng.IntN(2)]}
		criteria := []assistant.Criterion{{Key: "photograph", Answer: "name the place"}, {Key: "chart", Answer: "name the year"}}
		interview, again := alttext.NewInterview(about, criteria), alttext.NewInterview(about, criteria)
		for step := range 40 {
			question, waits := interview.Question()
			if repeated, _ := again.Question(); !reflect.DeepEqual(repeated, question) {
				t.Fatalf("round %d: the same answers led to %+v, then to %+v", round, question, repeated)
			}
			if !waits {
				break
			}
			if question.Text == "" || question.Key == "" {
				t.Fatalf("round %d: a question lacks something: %+v", round, question)
			}
			answer := answers[rng.IntN(len(answers))]
			if step > 15 {
				answer = map[string]string{"kind": "3", "purpose": "1", "sort": "1"}[question.Key]
				if answer == "" {
					answer = "a red bicycle"
				}
			}
			interview.Answer(answer)
			again.Answer(answer)
		}
		if question, waits := interview.Question(); waits {
			t.Fatalf("round %d: after 40 answers it still asks %+v about %+v", round, question, interview.About())
		}
	}
}

// Who says nothing but "yes" gets a text of what is known, or is told that nothing was said; never a word that nobody has said,
// and never an empty text for a picture that nobody called decorative.
func TestNothingButYes(t *testing.T) {
	names := []string{"", "IMG_1234.jpg", "sk-coffee.jpg", "logo.svg", "search-icon.png", "divider-line.png", "Screenshot 2024-05-01.png", "sales bar chart.png",
		"basket.png", "heat_map.svg", "скачать.svg", "график продаж.png", "лупа.gif"}
	labels := strings.Fields("screenshot of chart line снимок экрана диаграмма линейный график")
	texts := 0
	for _, name := range names {
		for _, caption := range []string{"", "Our garden in May", "Bar chart of parcels", "Фото нашего сада", "Наш сад в мае"} {
			for _, kind := range append(slices.Clone(alttext.Kinds), "") {
				for _, purpose := range append(slices.Clone(alttext.Purposes[:3]), "") {
					for _, language := range []string{"en", "ru"} {
						own := alttext.About{Name: name, Kind: alttext.Chart, Sort: "line chart", Subject: "Learning", Long: "Line chart. Loss falls from 3 to 1."}
						for _, about := range []alttext.About{{Name: name}, {Name: name, Guess: alttext.Chart}, own} {
							about.Caption, about.Language, about.Purpose = caption, language, purpose
							if about.Kind == "" {
								about.Kind = kind
							}
							interview := alttext.NewInterview(about, []assistant.Criterion{{Key: "photograph", Answer: "name the place"}})
							for range 12 {
								interview.Answer(map[string]string{"en": "yes", "ru": "да"}[language])
							}
							if got := interview.About(); about.Guess == "" && got.Kind != about.Kind || got.Purpose == alttext.Decorative {
								t.Fatalf("%+v became %+v by nothing but yes", about, got)
							}
							if question, waits := interview.Question(); waits {
								if !strings.Contains(question.Text, "nothing was said") && !strings.Contains(question.Text, "ничего не сказано") {
									t.Fatalf("%+v: after nothing but yes it asks %q, want that nothing was said", about, question.Text)
								}
								continue
							}
							text := alttext.Write(interview.About())
							if text.Short == "" {
								t.Fatalf("%+v became %+v, whose text is empty", about, interview.About())
							}
							texts++
							known := strings.ToLower(strings.Join([]string{caption, about.Subject, about.Sort, about.Long}, " "))
							for _, word := range strings.FieldsFunc(strings.ToLower(text.Short+" "+text.Long), func(r rune) bool { return strings.ContainsRune(" .,;:“”«»", r) }) {
								if !strings.Contains(known, word) && !slices.Contains(labels, word) {
									t.Fatalf("%+v became %q, and nobody has said %q", about, text, word)
								}
							}
						}
					}
				}
			}
		}
	}
	if texts < 100 {
		t.Errorf("%d interviews ended with a text, want at least 100", texts)
	}
}

func ExampleInterview() {
	interview := alttext.NewInterview(alttext.About{Name: "s-1.png", Caption: "Notepad", Kind: alttext.Screenshot}, []assistant.Criterion{
		{Key: "screenshot", Answer: "name the program and the menu"},
	})
	for _, answer := range []string{"1", "yes", "yes", "the File menu is open"} {
		question, _ := interview.Question()
		fmt.Println(question.Text)
		if question.Suggestion != "" {
			fmt.Println("  suggested:", question.Suggestion)
		}
		interview.Answer(answer)
	}
	fmt.Println(alttext.Write(interview.About()).Short)
	// Output:
	// What does the picture do on its page?
	//   suggested: informative: it tells the reader something
	// Which program and which window does it show? You asked for this: “name the program and the menu”.
	//   suggested: Notepad
	// Which menu, button or message in it should the reader notice? Write “no” if none.
	// “Yes” alone does not tell it: nothing was said about this yet. Please use your own words. Which menu, button or message in it should the reader notice? Write “no” if none.
	// Screenshot of Notepad: the File menu is open
}

// Answers that do not fit their question, as people gave them: nothing of them is lost, and nothing of them gets into the text
// that does not tell of the picture.
func TestAnswersThatDoNotFitTheirQuestion(t *testing.T) {
	guessed := func(kind alttext.Kind, language string) alttext.About {
		return alttext.About{Kind: kind, Guess: kind, Language: language}
	}
	for name, c := range map[string]struct {
		about   alttext.About
		answers []string
		keys    []string
		want    string // the text in the end
	}{
		"a description with a word like a purpose": {guessed(alttext.Screenshot, "en"),
			[]string{"It is the “Top” view of pprof in the browser, a table of functions by CPU time, with the View menu", "yes", "no"},
			[]string{"purpose", "kind", "details"}, "Screenshot of the “Top” view of pprof in the browser, a table of functions by CPU time, with the View menu"},
		"a description and a wrong guess": {guessed(alttext.Screenshot, "en"), []string{"Rear Admiral Grace Hopper in uniform in front of a flag", "photo", "no"},
			[]string{"purpose", "kind", "text"}, "Rear Admiral Grace Hopper in uniform in front of a flag"},
		"a description at the kind": {alttext.About{Guess: alttext.Screenshot}, []string{"Rear Admiral Grace Hopper in uniform in front of a flag", "a photo", "no"},
			[]string{"kind", "kind", "text"}, "Rear Admiral Grace Hopper in uniform in front of a flag"},
		"описание": {guessed(alttext.Screenshot, "ru"), []string{"Это набережная Цюрихского озера вечером", "нет, фото", "нет"},
			[]string{"purpose", "kind", "text"}, "Набережная Цюрихского озера вечером"},
		"описание на вопрос о виде": {alttext.About{Language: "ru"}, []string{"Набережная Цюрихского озера вечером", "фото", "нет"},
			[]string{"kind", "kind", "text"}, "Набережная Цюрихского озера вечером"},
		"a beautiful description": {guessed(alttext.Photograph, "en"), []string{"Beautiful sunset over the lake", "yes", "no"},
			[]string{"purpose", "kind", "text"}, "Beautiful sunset over the lake"},
		"a guess is confirmed by an answer that fits": {guessed(alttext.Screenshot, "en"), []string{"informative", "Notepad", "no"}, []string{"purpose", "subject", "details"}, "Screenshot of Notepad"},
		"догадка подтверждается подходящим ответом":   {guessed(alttext.Screenshot, "ru"), []string{"да", "Блокнот", "нет"}, []string{"purpose", "subject", "details"}, "Снимок экрана: Блокнот"},
		"a skip confirms no guess":                    {guessed(alttext.Screenshot, "en"), []string{"skip", "a photo", "a tree", "skip"}, []string{"purpose", "kind", "subject", "text"}, "A tree"},
		"a purpose in a sentence":                     {guessed(alttext.Photograph, "en"), []string{"it's a link to the home page of the shop", "go to the shop", "no"}, []string{"purpose", "action", "text"}, "Go to the shop"},
		"назначение целой фразой":                     {guessed(alttext.Photograph, "ru"), []string{"это ссылка на главную страницу нашего магазина", "перейти в магазин", "нет"}, []string{"purpose", "action", "text"}, "Перейти в магазин"},
		"no, it is a logo":                            {guessed(alttext.Photograph, "en"), []string{"no, it is a logo", "1", "Acme", "no"}, []string{"purpose", "purpose", "subject", "text"}, "Acme"},
		"нет, это логотип":                            {guessed(alttext.Photograph, "ru"), []string{"нет, это логотип", "1", "Ромашка", "нет"}, []string{"purpose", "purpose", "subject", "text"}, "Ромашка"},
		"a wish is no answer": {guessed(alttext.Chart, "en"), []string{"make it shorter", "1", "Shorter, please!", "sales by month", "in one sentence", "2", "make it funny", "rising", "no"},
			[]string{"purpose", "purpose", "subject", "subject", "sort", "sort", "long", "long", "where"}, "Line chart of sales by month"},
		"пожелание не ответ": {guessed(alttext.Chart, "ru"), []string{"короче", "1", "сделай короче", "продажи по месяцам", "сделай короче", "2", "подробнее, пожалуйста", "растут", "нет"},
			[]string{"purpose", "purpose", "subject", "subject", "sort", "sort", "long", "long", "where"}, "Линейный график: продажи по месяцам"},
		"a chart about which little is known": {guessed(alttext.Chart, "en"), []string{"1", "sales by month", "skip", "no", "skip"}, []string{"purpose", "subject", "sort", "long", "where"}, "Chart of sales by month"},
		"диаграмма, о которой мало известно":  {guessed(alttext.Chart, "ru"), []string{"1", "продажи по месяцам", "пропусти", "нет", "пропустить"}, []string{"purpose", "subject", "sort", "long", "where"}, "Диаграмма: продажи по месяцам"},
		"words that can be read":              {guessed(alttext.Illustration, "en"), []string{"3", "“Make it shorter”"}, []string{"purpose", "text"}, "Make it shorter"},
		"слова на картинке":                   {guessed(alttext.Illustration, "ru"), []string{"3", "«Короче»"}, []string{"purpose", "text"}, "Короче"},
	} {
		t.Run(name, func(t *testing.T) {
			interview := alttext.NewInterview(c.about, nil)
			if keys := talk(t, interview, c.answers...); !slices.Equal(keys, c.keys) {
				t.Errorf("asked %q, want %q", keys, c.keys)
			}
			if got := alttext.Write(interview.About()).Short; got != c.want {
				t.Errorf("got the text %q, want %q", got, c.want)
			}
		})
	}
}

// What cannot be left out is said, with the ways out.
func TestWhatCannotBeLeftOut(t *testing.T) {
	for language, c := range map[string][3]string{"en": {"skip", "decorative", "stop"}, "ru": {"пропусти", "украшает", "стоп"}} {
		interview := alttext.NewInterview(alttext.About{Kind: alttext.Photograph, Purpose: alttext.Informative, Language: language}, nil)
		interview.Answer(c[0])
		question, waits := interview.Question()
		if !waits || !strings.Contains(question.Text, c[1]) || !strings.Contains(question.Text, c[2]) {
			t.Errorf("%q is answered %q, want the ways out", c[0], question.Text)
		}
		interview.Answer("")
		if again, _ := interview.Question(); strings.Contains(again.Text, c[2]) {
			t.Errorf("the note comes again: %q", again.Text)
		}
		interview.Answer(c[1])
		if got := interview.About().Purpose; got != alttext.Decorative {
			t.Errorf("%q makes it %q", c[1], got)
		}
	}
}

// Words that answer no question are no part of a text: the question is asked again, with a sentence why.
func TestWordsThatAnswerNothing(t *testing.T) {
	for language, said := range map[string][]string{
		"en": {"functional", "2", "12", "give me the html code", "let's go on", "make it longer, rephrase it", "the trend I don't know", "ok, next", "informative", "I don't understand", "you write it", "just write it for me", "can't you see it", "make it up", "lol", "none of these", "just a photo"},
		"ru": {"функциональная", "2", "12", "дай html код", "давай дальше", "переделай, сделай длиннее", "тренд не знаю", "ну, поехали дальше", "информативная", "не понял вопроса", "сам напиши", "напиши за меня", "опиши сам", "ты же видишь картинку", "мне всё равно", "объясни это своими словами", "просто картинка"},
	} {
		for _, about := range []alttext.About{{Kind: alttext.Photograph}, {Kind: alttext.Chart, Sort: "chart"}, {Kind: alttext.Screenshot}} {
			about.Purpose, about.Language = alttext.Informative, language
			for _, one := range said {
				interview := alttext.NewInterview(about, nil)
				for _, subject := range []string{"", "a sign at a road"} {
					interview.Answer(subject)
					before := interview.About()
					question, _ := interview.Question()
					interview.Answer(one)
					again, waits := interview.Question()
					if after := interview.About(); after.Subject != before.Subject || after.Text != before.Text || after.Details != before.Details || after.Long != before.Long {
						t.Errorf("%q at %q became a part of %+v", one, question.Text, after)
					}
					if strings.Contains(one, "unctional") || strings.Contains(one, "ункциональ") {
						break // says what the picture is there for
					}
					if !waits || again.Key != question.Key || len(again.Text) <= len(question.Text) {
						t.Errorf("%q is answered %q, want %q again, and why", one, again.Text, question.Text)
					}
				}
			}
		}
		interview := alttext.NewInterview(alttext.About{Kind: alttext.Photograph, Purpose: alttext.Informative, Language: language}, nil)
		interview.Answer("“2”")
		if interview.Answer("“12”"); alttext.Write(interview.About()).Short == "" {
			t.Errorf("in quotation marks a number is no answer: %+v", interview.About())
		}
	}
	for _, no := range []string{"no, that's all", "nope, nothing", "no thanks", "nothing special", "нет, все", "нет, всё", "нет, ничего", "да вроде нет", "это не нужно", "а можно без описания", "ну нет", "ничего такого", "нет, спасибо"} {
		interview := alttext.NewInterview(alttext.About{Kind: alttext.Screenshot, Purpose: alttext.Informative, Subject: "Notepad"}, nil)
		if interview.Answer(no); alttext.Write(interview.About()).Short != "Screenshot of Notepad" {
			t.Errorf("%q became %+v", no, interview.About())
		}
	}
	for _, words := range []string{"мм ну это просто утро было такое", "two buses", "20 человек стоят в очереди", "a book with the title I know", "Next stop: the old town"} {
		interview := alttext.NewInterview(alttext.About{Kind: alttext.Photograph, Purpose: alttext.Informative}, nil)
		if interview.Answer(words); interview.About().Subject == "" {
			t.Errorf("%q is not taken as a description", words)
		}
	}
	for _, action := range []string{"Next", "Continue", "далее", "“What's new”"} {
		interview := alttext.NewInterview(alttext.About{Kind: alttext.Illustration, Purpose: alttext.Functional}, nil)
		if interview.Answer(action); interview.About().Action != strings.Trim(action, "“”") {
			t.Errorf("%q is not taken as what a click does, but %q", action, interview.About().Action)
		}
	}
	interview := alttext.NewInterview(alttext.About{Kind: alttext.Photograph, Purpose: alttext.Informative, Language: "ru"}, nil)
	if interview.Answer("ну да"); interview.About().Subject != "" {
		t.Errorf("«ну да» became %+v", interview.About())
	}
}

func TestDecorativeInOwnWords(t *testing.T) {
	for language, c := range map[string]struct{ decorative, clear, not []string }{
		"en": {[]string{"it's just there to look nice", "just decoration, means nothing", "it is only for the mood", "nothing much, it makes the page nicer, purely decorative", "just a pretty picture"},
			[]string{"it's just there to look nice", "just decoration, means nothing", "only for the mood", "it means nothing"},
			[]string{"it is not just for decoration", "a couch for the beauty salon's guests in a hall"}},
		"ru": {[]string{"ну она просто для настроения, не нужна", "просто красивая картинка, ничего не значит", "просто для красоты", "фоновая картинка", "чтобы было красиво"},
			[]string{"ну она просто для настроения, не нужна", "просто красивая картинка, ничего не значит", "просто для красоты", "ничего не значит"},
			[]string{"она не просто для красоты", "девушка выбирает платье в салоне"}},
	} {
		for key, all := range map[string][]string{"purpose": c.decorative, "subject": c.clear, "not": c.not} {
			for _, said := range all {
				about := alttext.About{Kind: alttext.Photograph, Guess: alttext.Photograph, Language: language}
				if key == "subject" {
					about.Guess, about.Purpose = "", alttext.Informative
				}
				interview := alttext.NewInterview(about, nil)
				interview.Answer(said)
				if got := interview.About().Purpose; (got == alttext.Decorative) != (key != "not") {
					t.Errorf("%q (%s) makes it %q", said, key, got)
				}
			}
		}
	}
	interview := alttext.NewInterview(alttext.About{Kind: alttext.Photograph, Purpose: alttext.Informative}, nil)
	if interview.Answer("a bride dressed up for the beauty contest"); interview.About().Purpose == alttext.Decorative {
		t.Error("a description with such words is taken as decorative")
	}
}

// The purpose may be another after all, at any question and when all is known.
func TestThePurposeAfterAll(t *testing.T) {
	for said, want := range map[string]alttext.Purpose{
		"functional": alttext.Functional, "it is a link to the download page": alttext.Functional, "I changed my mind, it is a link to the download page": alttext.Functional,
		"функциональная": alttext.Functional, "я передумал, это ссылка на страницу загрузки": alttext.Functional, "нет, это кнопка": alttext.Functional,
		"actually it is just there to look nice": alttext.Decorative, "на самом деле она просто для красоты": alttext.Decorative,
		"Actually, it is decorative": alttext.Decorative, "передумала, она декоративная": alttext.Decorative,
	} {
		atPurpose := alttext.NewInterview(alttext.About{Kind: alttext.Photograph, Guess: alttext.Photograph}, nil)
		if atPurpose.Answer(said); atPurpose.About().Purpose != want {
			t.Errorf("where the purpose is asked, %q makes it %q", said, atPurpose.About().Purpose)
		}
		for after := range 3 {
			interview := alttext.NewInterview(alttext.About{Kind: alttext.Photograph, Purpose: alttext.Informative}, nil)
			for _, answer := range []string{"a red bicycle", "no"}[:after] {
				interview.Answer(answer)
			}
			interview.Answer(said)
			question, waits := interview.Question()
			if got := interview.About().Purpose; got != want || waits != (want == alttext.Functional) || !strings.HasPrefix(question.Text, "Then the picture is ") && question.Text != "" {
				t.Errorf("after %d answers %q makes it %q and asks %q", after, said, got, question.Text)
			}
		}
	}
	for _, details := range []string{"it is a button with a disk", "это кнопка «Сохранить»"} {
		interview := alttext.NewInterview(alttext.About{Kind: alttext.Screenshot, Purpose: alttext.Informative, Subject: "Notepad"}, nil)
		if interview.Answer(details); interview.About().Details == "" {
			t.Errorf("%q is not taken as what matters in the screenshot: %+v", details, interview.About())
		}
	}
}

func ExampleIsNoAnswer() {
	for _, said := range []string{"go on", "2", "дай html код", "a red bicycle"} {
		fmt.Println(said, alttext.IsNoAnswer(said))
	}
	// Output:
	// go on true
	// 2 true
	// дай html код true
	// a red bicycle false
}
