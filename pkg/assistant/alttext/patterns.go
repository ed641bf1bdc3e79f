package alttext

import (
	"regexp"
	"slices"
	"strings"
)

// KindsIn returns the kinds of pictures that a text names, in English or Russian, each once and in the order of the text.
// Kinds that it denies are left out: "not a screenshot, a photo" names a photograph.
func KindsIn(text string) []Kind {
	return named(screenshotInTwoWords.ReplaceAllString(strings.ToLower(text), "screenshot"), kindWords)
}

// named are the values whose words stand in a text, each once, and not those that it denies.
func named[T comparable](text string, table []wordsOf[T]) (found []T) {
	denied, before := false, ""
	for _, word := range wordOrSign.FindAllString(strings.NewReplacer("ё", "е", "’", "'").Replace(strings.ToLower(text)), -1) {
		i := slices.IndexFunc(table, func(w wordsOf[T]) bool { return w.words.MatchString(word) })
		switch {
		case i < 0:
			denied = denials[word] || denied && betweenDenials[word] && before != "no" && before != "нет"
		case !denied && !slices.Contains(found, table[i].value):
			found = append(found, table[i].value)
		}
		before = word
	}
	return found
}

// wordsOf is a pattern for the words of a value.
type wordsOf[T any] struct {
	value T
	words *regexp.Regexp
}

// The words of the kinds and purposes, in English and Russian.
var (
	kindWords = []wordsOf[Kind]{
		{Screenshot, regexp.MustCompile(`^(screen(shot|grab|cap)s?|скрин\pL*)$`)},
		{Illustration, regexp.MustCompile(`^(illustrat\pL+|draw(n|ings?)|paint(ed|ings?)|sketch(es)?|cartoons?|cliparts?|generated|logos?|icons?|` +
			`иллюстр\pL+|рисун\pL+|(на)?рисован\pL+|с?генерир\pL+|генерац\pL+|эскиз\pL*|логотип\pL*|икон(ка|ки|ку|кой)|знач(ок|ка|ком|ки)|карикатур\pL*|картин(а|ы|у|ой))$`)},
		{Photograph, regexp.MustCompile(`^(photo(graph(s|ed|y|ic)?|s)?|snapshots?|` +
			`фото|фот(ок|к\pL+)|фотограф\pL+|сфотограф\pL+|фотосним\pL+|снимок|снимк\pL+)$`)},
		{Chart, regexp.MustCompile(`^((flow)?charts?|diagrams?|graphs?|plots?|histograms?|infographics?|maps?|` +
			`диаграм\pL+|график(и|ом|ов|ам|ах|ами)?|(блок)?схем\pL*|гистограм\pL+|инфографик\pL*|карт(а|ы|у|ой)?)$`)},
	}
	purposeWords = []wordsOf[Purpose]{
		{Decorative, regexp.MustCompile(`^(decorat(ive|ion|es)|decor|ornament(al)?|beauty|декор|декоратив\pL+|украша\pL+|украшени[еяй]|красот[аыу]|оформлени[еяй])$`)},
		{Functional, regexp.MustCompile(`^(function(al)?|links?|button|click(s|ed|able)?|функц\pL+|ссылк\pL+|кнопк\pL+|нажат\pL+|переход)$`)},
		{TextPicture, regexp.MustCompile(`^(text|letters|lettering|текст\pL*|надпис\pL+)$`)},
		{Informative, regexp.MustCompile(`^(inform|tell|show|content|expla|describ|illustrat(es|ing)|информ|сообщ|показ|содерж|рассказ|объясн|поясн|иллюстриру)`)},
	}
	wordOrSign           = regexp.MustCompile(`\pL+('\pL+)*|[^\pL\s-]`)
	screenshotInTwoWords = regexp.MustCompile(`screen[ -](shot|grab|capture)s?|снимо?к\pL* (с )?экран\pL*`)

	denials        = setOf("no not isn't aren't never neither nor without except нет не ни без кроме")
	betweenDenials = setOf("a an the any or just only really quite exactly или это совсем просто никакой никакая никаких")
)

// How an author answers, in English and Russian.
const (
	agreement = `(?:yes|y|yep|yeah|yup|ok|okay|sure|of course|exactly|fine|good|great|accept|accepted|agreed|right|correct|that's right|take it|please|` +
		`да|ага|угу|ок|окей|хорошо|конечно|именно|точно|верно|годится|согласен|согласна|подходит|принять|принимаю|правильно|отлично|бери|давай|пожалуйста)`
	absence = `(?:n|no|nope|none|nowhere|(?:there (?:is|are) )?(?:no (?:text|words)|none|nothing)(?: more| else| to add| at all| of them)?|not any|` +
		`i (?:don't|do not) know|skip(?: (?:it|this|that))?|leave (?:it|this|that) out|пропусти(?:ть|те|м)?|пропускаем|нет|ничего|никакое|никакая|нигде|(?:текста|слов|их) нет|(?:нет|без) (?:текста|слов)|больше ничего|ничего больше|` +
		`нечего добавить|не знаю)`
)

var (
	yes     = regexp.MustCompile(`^(?:\+|👍|` + agreement + `(?: ` + agreement + `)*)$`)
	nothing = regexp.MustCompile(`^(?:[-–]|` + absence + `(?: ` + absence + `)*)$`)

	// What the author says of a picture that needs no text.
	onlyDecorative = regexp.MustCompile(`^((nothing|it's|it|is|just|only|purely|merely|for|ничего|она|это|просто|только|лишь|исключительно|для) )*` +
		`(decorat\pL+|ornament\pL*|украш\pL+|декор\pL*|красот\pL+)$`)
	inQuotes = regexp.MustCompile(`^["“„«'‘]([^"“”„«»]*)["”“»'’]$`)

	refused  = regexp.MustCompile(`(?i)^(?:no|nope|wrong|that['’]s (?:wrong|not right)|you are wrong|нет|неверно|неправильно|не так|это не так)(?:[\s,.!:;—-]+|$)`)
	pointing = regexp.MustCompile(`^((?:no|nope|wrong|actually|sorry|нет|неверно|вообще-то|на самом деле) )*(?:(?:this|that|it)(?:'s| is) |это )`)
	around   = setOf(`no nope wrong right not isn't actually but that that's this it it's is was a an its rather really just i i'd say think mean guess sorry you are mistaken well hmm probably
		нет не неверно неправильно это а но ну же вообще вообще-то на самом деле скорее просто тут здесь думаю по-моему кажется все-таки вы ошиблись ты ошибся так наверное`)
)

// What an author says of the picture before what is in it: "it is the basket".
var pointingAt = regexp.MustCompile(`(?i)^(?:no[,.!]? |нет[,.!]? )?(?:(?:this|that|it|here)(?: is|['’]s) |(?:это|вот)(?: -| –| —)? )`)

// A wish for the text that is written. It names the text or nothing: "make it shorter", but not "make tea".
var wish = regexp.MustCompile(`^(?:(?:please|can you|could you|пожалуйста|можно|а|и) )*(?:` +
	`(?:(?:make|keep|write|put|say) (?:it|this|that|the (?:alt )?text) )?(?:(?:much|a bit|a little|even|way) )?` +
	`(?:short|shorter|brief|briefer|longer|simpler|funny|funnier|clearer|better|again|(?:more|less) (?:formal|details?|detailed|precise|concise|friendly|specific)|` +
	`in (?:english|russian|german|french|spanish|other words|(?:one|a) sentence))|` +
	`(?:shorten|rephrase|rewrite|improve|redo|change|translate) (?:it|this|that|the (?:alt )?text)(?: .*)?|` +
	`(?:(?:сделай|напиши|пиши|скажи|давай)(?:те)? )?(?:(?:его|это|текст|альт|еще|чуть|немного|намного|гораздо) )*` +
	`(?:(?:по)?(?:короче|длиннее|подробнее|проще|понятнее|смешнее|веселее|лучше|формальнее)|смешно|коротко|кратко|по-(?:английски|русски|немецки)|` +
	`другими словами|одной фразой|одним предложением|еще раз)|` +
	`(?:сократи|перепиши|перефразируй|переделай|улучши|измени|переведи)(?:те)?(?: (?:его|это|текст|альт)(?: .*)?)?` +
	`)(?: (?:please|пожалуйста))?$`)

// IsWish tells whether somebody wants a text to be another, and says nothing about the picture: "make it shorter". In quotation
// marks it may be what can be read in the picture.
func IsWish(said string) bool { return wish.MatchString(plain(said)) }

// purposeIn is the purpose that an answer tells. Who says more than a few words may well be describing the picture, unless the
// purpose comes first.
func purposeIn(answer string) Purpose {
	const few = 4
	told, said := named(answer, purposeWords), words(answer)
	isFirst := slices.Equal(named(append(other(said), "")[0], purposeWords), told[:min(1, len(told))])
	if len(told) == 0 || len(said) > few && !isFirst {
		return ""
	}
	return told[0]
}

// isDescription tells whether an answer says what is in a picture: with two words at least that name something.
func isDescription(answer string) bool {
	return len(slices.DeleteFunc(other(words(answer)), func(word string) bool {
		return len(named(word, purposeWords)) > 0 || len(KindsIn(word)) > 0
	})) >= 2 && !strings.HasSuffix(answer, "?") && !isNothing(answer) && !yes.MatchString(plain(answer))
}

// other are the words that do not only lead to what is said.
func other(said []string) []string { return without(without(said, small), around) }

// plain is an answer as the patterns expect it: its words in lower case, with single spaces. In quotation marks it is a text
// and fits none of them: “OK”.
func plain(answer string) string {
	if said := strings.Join(words(answer), " "); said != "" && !inQuotes.MatchString(answer) {
		return said
	}
	return answer
}

func isNothing(answer string) bool { return nothing.MatchString(plain(answer)) }

// correction tells whether an answer says that the picture is of another kind, and of which: "no, that's a drawing", "chart".
// The kind is empty where it only says what the picture is not. The words in a picture may well be "chart".
func correction(answer, key string, known Kind) (kind Kind, is bool) {
	const most = 30 // words: who says more is answering
	said := words(answer)
	if key == "kind" || len(said) == 0 || len(said) > most || inQuotes.MatchString(answer) {
		return "", false
	}
	told := KindsIn(refused.ReplaceAllString(answer, ""))
	if len(told) > 1 || len(told) == 1 && told[0] == known {
		return "", false
	}
	isAround := func(word string) bool { return around[word] || len(KindsIn(word)) > 0 }
	nothingElse := !slices.ContainsFunc(said, func(word string) bool { return !isAround(word) })
	denies := slices.ContainsFunc(said, func(word string) bool { return slices.Contains(KindsIn(word), known) })
	if len(told) == 0 {
		return "", nothingElse && (denies || refused.MatchString(answer) && (key == "purpose" || !isNothing(answer)))
	}
	endsWithIt := len(said) <= 9 && slices.Equal(KindsIn(said[len(said)-1]), told)
	points := pointing.FindStringSubmatch(plain(answer)) // its group is a "no" or the like
	isNoPurpose := key == "purpose" && len(named(answer, purposeWords)) == 0
	return told[0], denies || nothingElse && (len(said) > 1 || key != "text") || points != nil && (points[1] != "" || endsWithIt) || isNoPurpose
}
