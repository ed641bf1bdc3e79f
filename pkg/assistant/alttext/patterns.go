package alttext

import (
	"regexp"
	"slices"
	"strings"
)

// The words of the kinds and purposes, in English and Russian.
var (
	kindWords = []wordsOf[Kind]{
		{Screenshot, regexp.MustCompile(`^(screen(shot|grab|cap)s?|скрин\pL*)$`)},
		{Illustration, regexp.MustCompile(`^(illustrat\pL+|draw(n|ings?)|paint(ed|ings?)|sketch(es)?|cartoons?|cliparts?|generated|` +
			`иллюстр\pL+|рисун\pL+|(на)?рисован\pL+|с?генерир\pL+|генерац\pL+|эскиз\pL*|карикатур\pL*|картин(а|ы|у|ой))$`)},
		{Photograph, regexp.MustCompile(`^(photo(graph(s|ed|y|ic)?|s)?|snapshots?|` +
			`фото|фот(ок|к\pL+)|фотограф\pL+|сфотограф\pL+|фотосним\pL+|снимок|снимк\pL+)$`)},
		{Chart, regexp.MustCompile(`^((flow)?charts?|diagrams?|graphs?|plots?|histograms?|infographics?|maps?|` +
			`диаграм\pL+|график(и|ом|ов|ам|ах|ами)?|(блок)?схем\pL*|гистограм\pL+|инфографик\pL*|карт(а|ы|у|ой)?)$`)},
	}
	purposeWords = []wordsOf[Purpose]{
		{Decorative, regexp.MustCompile(`^(decor|ornament|beaut|декор|украш|красот|оформл)`)},
		{Functional, regexp.MustCompile(`^(func|link|button|click|функц|ссылк|кнопк|нажат|переход)`)},
		{TextPicture, regexp.MustCompile(`^(text|letter|текст|надпис)`)},
		{Informative, regexp.MustCompile(`^(inform|tell|show|content|информ|сообщ|показ|содерж|рассказ)`)},
	}
	wordOrSign           = regexp.MustCompile(`\pL+('\pL+)*|[^\pL\s-]`)
	screenshotInTwoWords = regexp.MustCompile(`screen[ -](shot|grab|capture)s?|снимо?к\pL* (с )?экран\pL*`)

	denials        = setOf("no not isn't aren't never neither nor without except нет не ни без кроме")
	betweenDenials = setOf("a an the any or just only really quite exactly или это совсем просто никакой никакая никаких")
)

// How an author answers, in English and Russian.
const agreeing = `(?:yes|y|yep|yeah|yup|ok|okay|sure|fine|good|great|accept|accepted|agreed|right|correct|that's right|take it|please|` +
	`да|ага|угу|ок|окей|хорошо|верно|годится|согласен|согласна|подходит|принять|принимаю|правильно|отлично|бери|давай|пожалуйста)`

var (
	yes     = regexp.MustCompile(`^(?:\+|` + agreeing + `(?: ` + agreeing + `)*)$`)
	nothing = regexp.MustCompile(`^(?:[-–]|n|no|nope|none|nothing|nowhere|(?:there (?:is|are) )?(?:no (?:text|words)|none|nothing)|nothing (?:more|else|to add)|not any|` +
		`(?:i )?(?:don't|do not) know|нет|ничего|никакое|никакая|нигде|(?:текста|слов) нет|нет (?:текста|слов)|без (?:текста|слов)|больше ничего|ничего больше|` +
		`нечего добавить|не знаю)$`)

	// What the author says of a picture that needs no text.
	onlyDecorative = regexp.MustCompile(`^((nothing|it's|it|is|just|only|purely|merely|for|ничего|она|это|просто|только|лишь|исключительно|для) )*` +
		`(decorat\pL+|ornament\pL*|украш\pL+|декор\pL*|красот\pL+)$`)
	inQuotes = regexp.MustCompile(`^["“„«'‘]([^"“”„«»]*)["”“»'’]$`)

	refused  = regexp.MustCompile(`(?i)^(?:no|nope|wrong|нет|неверно)(?:[\s,.!:;—-]+|$)`)
	pointing = regexp.MustCompile(`^(?:no |nope |wrong |нет |неверно )?(?:actually |but |а )?(?:(?:this|that|it)(?:'s| is) |это )`)
	around   = setOf(`no nope wrong not isn't actually but that that's this it it's is was a an rather really just i think mean guess sorry you are mistaken
		нет не неверно неправильно это а но ну же вообще вообще-то на самом деле скорее просто тут здесь думаю по-моему кажется все-таки вы ошиблись ты ошибся`)
)

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
	said, told := words(answer), KindsIn(refused.ReplaceAllString(answer, ""))
	if key == "kind" || inQuotes.MatchString(answer) || len(said) == 0 || len(told) > 1 || len(told) == 1 && told[0] == known {
		return "", false
	}
	var mentioned []Kind
	nothingElse := true
	for _, word := range said {
		kinds := KindsIn(word)
		mentioned = append(mentioned, kinds...)
		nothingElse = nothingElse && (around[word] || len(kinds) > 0)
	}
	if len(told) == 0 {
		return "", nothingElse && (slices.Contains(mentioned, known) || key == "purpose" && refused.MatchString(answer))
	}
	atEnd := slices.Equal(KindsIn(said[len(said)-1]), told)
	return told[0], nothingElse && (len(said) > 1 || key != "text") || key == "purpose" && len(named(answer, purposeWords)) == 0 ||
		atEnd && len(said) <= 9 && pointing.MatchString(plain(answer))
}
