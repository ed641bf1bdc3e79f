package alttext

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
)

// ask words a question and suggests an answer: from what is known, from the name of the file, from the caption.
func (i *Interview) ask(key string) Question {
	a := i.about
	say := func(english, russian string) string { return in(a.Language, english, russian) }
	switch key {
	case "kind":
		return Question{
			Text:       say("Which kind of picture is it?", "Что это за картинка?"),
			Suggestion: a.kindNamed(cmp.Or(a.Guess, a.likelyKind())),
			Choices:    choices(Kinds, a.kindNamed),
		}
	case "purpose":
		return Question{
			Text:       say("What does the picture do on its page?", "Зачем эта картинка на странице?"),
			Suggestion: a.purposeNamed(a.likelyPurpose()),
			Choices:    choices(Purposes, a.purposeNamed),
		}
	case "action":
		return Question{
			Text:       say("What happens when one clicks on it?", "Что произойдёт, если на неё нажать?"),
			Suggestion: a.likelyAction(),
		}
	case "text":
		return Question{Text: a.textAsked(), Suggestion: say("no text", "текста нет")}
	case "subject":
		return Question{Text: i.withWish(a.subjectAsked()), Suggestion: a.likelySubject()}
	case "details":
		question := Question{
			Text:       say("What else matters in it to the reader?", "Что ещё в ней важно для читателя?"),
			Suggestion: say("nothing more", "больше ничего"),
		}
		if a.Kind == Screenshot {
			question.Text = say("What matters in it: which menu, button or message should the reader notice?",
				"Что на нём важно: какое меню, какую кнопку или какое сообщение читатель должен заметить?")
			question.Suggestion = wholeWindow(a.Language)
		}
		if caption := tidy(a.Caption); caption != "" && !same(caption, a.Subject) {
			question.Suggestion = caption
		}
		question.Text = i.withWish(question.Text)
		return question
	case "sort":
		sorts := []string{"bar chart", "line chart", "pie chart", "scatter plot", "heat map", "diagram", "map"}
		named := func(sort string) string { return say(sort, sortsInRussian[sort]) }
		return Question{
			Text:       say("Which kind of chart is it?", "Какого вида эта диаграмма?"),
			Suggestion: named(a.likelySort(sorts)),
			Choices:    choices(sorts, named),
		}
	case "where":
		question := Question{
			Text:       say("Where on the page are the details of the chart?", "Где на странице подробности этой диаграммы?"),
			Suggestion: say("in the table below", "в таблице ниже"),
		}
		if a.Long != "" || a.Details != "" {
			question.Suggestion = say("in the description below", "в описании ниже")
		}
		return question
	default: // long
		if a.isForeign() {
			return Question{
				Text:       "Описание диаграммы составлено из её данных, но по-английски. Как сказать это по-русски?",
				Suggestion: a.Long,
			}
		}
		return Question{
			Text: i.withWish(say("What do the scales, the values and the trend tell? This is the long description.",
				"Что говорят шкалы, значения и тенденция? Это подробное описание.")),
			Suggestion: say("all values are ", "все значения ") + a.place(withoutStop(tidy(a.Where))),
		}
	}
}

// isForeign says that the long description is not in the language of the page, as one of a chart of our own may be.
func (a About) isForeign() bool {
	return isRussian(a.Language) && a.Long != "" && !strings.ContainsFunc(a.Long, func(r rune) bool { return unicode.Is(unicode.Cyrillic, r) })
}

// withWish adds to a question what the author wants to be said of pictures of this kind.
func (i *Interview) withWish(question string) string {
	wish := i.wish()
	if wish == "" {
		return question
	}
	return question + in(i.about.Language, " You asked for this: ", " Вы просили: ") + quoted(i.about.Language, withoutStop(wish)) + "."
}

func (a About) textAsked() string {
	switch {
	case a.Purpose == TextPicture:
		return in(a.Language, "Which text does the picture show, word for word?", "Какой текст на картинке, слово в слово?")
	case a.Purpose == Functional:
		return in(a.Language, "Which words can be read on it?", "Какие слова на ней можно прочитать?")
	default:
		return in(a.Language, "Which words in the picture does the reader need?", "Какие слова на картинке нужны читателю?")
	}
}

func (a About) subjectAsked() string {
	switch a.Kind {
	case Screenshot:
		return in(a.Language, "Which program and which window does it show?", "Какую программу и какое окно он показывает?")
	case Chart:
		return in(a.Language, "What does the chart show, and by what: sales by month, for example?", "Что показывает диаграмма и в каком разрезе: например, продажи по месяцам?")
	case Illustration:
		return in(a.Language, "What does the illustration show that the reader should know?", "Что на иллюстрации должен узнать читатель?")
	default:
		return in(a.Language, "Who or what is in the photograph that the reader should know of?", "Кто или что на фотографии важно для читателя?")
	}
}

func (a About) kindNamed(kind Kind) string {
	return in(a.Language, map[Kind]string{
		Screenshot: "screenshot", Illustration: "illustration, drawn or generated", Photograph: "photograph", Chart: "chart or diagram",
	}[kind], map[Kind]string{
		Screenshot: "снимок экрана", Illustration: "иллюстрация, нарисованная или сгенерированная", Photograph: "фотография", Chart: "диаграмма или схема",
	}[kind])
}

func (a About) purposeNamed(purpose Purpose) string {
	return in(a.Language, map[Purpose]string{
		Informative: "informative: it tells the reader something", Functional: "functional: it is a link or a button",
		TextPicture: "text: it is there for the words in it", Decorative: "decorative: it only pleases the eye",
	}[purpose], map[Purpose]string{
		Informative: "информативная: что-то сообщает читателю", Functional: "функциональная: это ссылка или кнопка",
		TextPicture: "текст: она нужна ради слов на ней", Decorative: "декоративная: только украшает страницу",
	}[purpose])
}

func wholeWindow(language string) string {
	return in(language, "the whole window", "окно целиком")
}

// likelyKind guesses from the name of the file.
func (a About) likelyKind() Kind {
	name := strings.ToLower(a.Name)
	if kinds := KindsIn(strings.Join(nameWords(a.Name), " ")); len(kinds) > 0 {
		return kinds[0]
	}
	if strings.HasSuffix(name, ".png") || strings.HasSuffix(name, ".webp") {
		return Screenshot
	}
	if strings.HasSuffix(name, ".svg") {
		return Illustration
	}
	return Photograph
}

func (a About) likelyPurpose() Purpose {
	has := func(hints string) bool {
		set := setOf(hints)
		return slices.ContainsFunc(nameWords(a.Name), func(word string) bool { return set[word] })
	}
	switch {
	case has("logo button icon btn search magnifier download логотип кнопка иконка значок поиск лупа скачать"):
		return Functional
	case has("divider border background spacer ornament bg line decoration фон рамка узор орнамент разделитель"):
		return Decorative
	default:
		return Informative
	}
}

func (a About) likelyAction() string {
	named := nameWords(a.Name)
	for _, known := range []struct{ words, english, russian string }{
		{"logo home логотип главная", "go to the home page", "перейти на главную страницу"},
		{"search magnifier lupa поиск лупа", "search", "искать"},
		{"download скачать", "download", "скачать"},
		{"print печать", "print", "напечатать"},
		{"close закрыть", "close", "закрыть"},
		{"menu меню", "open the menu", "открыть меню"},
		{"cart basket корзина", "open the basket", "открыть корзину"},
		{"mail email почта", "write an email", "написать письмо"},
	} {
		set := setOf(known.words)
		if slices.ContainsFunc(named, func(word string) bool { return set[word] }) {
			return in(a.Language, known.english, known.russian)
		}
	}
	if subject := a.named(); subject != "" {
		return in(a.Language, "open: ", "открыть: ") + subject
	}
	return in(a.Language, "open the larger picture", "открыть картинку крупнее")
}

// likelySubject suggests the name of the file, and of what is named as a screenshot or a chart anyway also the caption: the
// text of a photograph must say something else. Where both are silent, perhaps there is nothing to tell, and then the
// picture only decorates.
func (a About) likelySubject() string {
	caption := withoutPreface(withoutStop(tidy(a.Caption)))
	if _, _, _, found := prefaceOf(caption); caption != "" && !found && (a.Kind == Screenshot || a.Kind == Chart) {
		return caption
	}
	if name := a.named(); name != "" {
		return name
	}
	switch a.Kind {
	case Screenshot:
		return in(a.Language, "the program that this page is about", "программа, о которой эта страница")
	case Chart:
		return in(a.Language, "the numbers that this page is about", "числа, о которых эта страница")
	default:
		return in(a.Language, "nothing, it is only decorative", "ничего, она только украшает")
	}
}

func (a About) likelySort(sorts []string) string {
	said := strings.Join(nameWords(a.Name), " ") + " " + a.Subject + " " + a.Caption
	for _, sort := range sorts {
		first, _, _ := strings.Cut(sort, " ")
		if says(said, first) || says(said, sortsInRussian[sort]) {
			return sort
		}
	}
	return "chart"
}

// named is the name of the file as words, if a person gave it.
func (a About) named() string {
	stem, _, _ := cutExtension(a.Name)
	for _, form := range append(slices.Clone(givenNames[:4]), uuid) {
		if form.MatchString(stem) {
			return ""
		}
	}
	if isHash(stem) {
		return ""
	}
	named := slices.DeleteFunc(nameWords(a.Name), func(word string) bool {
		return allNumbers([]string{word}) || contentless[word] || leftovers[word]
	})
	return strings.Join(named, " ")
}

// leftovers are words in file names that say nothing of the picture.
var leftovers = setOf("final copy draft thumb edited bg v1 v2 v3 финал копия")

// nameWords parts the name of a file into words.
func nameWords(name string) []string {
	stem, _, _ := cutExtension(name)
	return strings.FieldsFunc(strings.ToLower(tidy(stem)), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
}

func choices[T any](all []T, named func(T) string) []string {
	var choices []string
	for _, one := range all {
		choices = append(choices, named(one))
	}
	return choices
}
