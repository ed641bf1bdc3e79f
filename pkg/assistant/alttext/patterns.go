package alttext

import (
	"regexp"
	"slices"
	"strings"
)

// How an author answers, in English and Russian.
const agreeing = `(?:yes|y|yep|yeah|yup|ok|okay|sure|fine|good|great|accept|accepted|agreed|right|correct|that's right|take it|please|` +
	`да|ага|угу|ок|окей|хорошо|верно|годится|согласен|согласна|подходит|принять|принимаю|правильно|отлично|бери|давай|пожалуйста)`

var (
	yes     = regexp.MustCompile(`^(?:\+|` + agreeing + `(?: ` + agreeing + `)*)$`)
	nothing = regexp.MustCompile(`^(?:[-–]|n|no|nope|none|nothing|nowhere|(?:there (?:is|are) )?(?:no (?:text|words)|none|nothing)|nothing (?:more|else|to add)|not any|` +
		`(?:i )?(?:don't|do not) know|нет|ничего|никакое|никакая|нигде|(?:текста|слов) нет|нет (?:текста|слов)|без (?:текста|слов)|больше ничего|ничего больше|` +
		`нечего добавить|не знаю)$`)

	decorative = regexp.MustCompile(`(?:^| )(?:decor|ornament|beaut|декор|украш|красот|оформл)`)
	purposes   = []struct {
		purpose Purpose
		words   *regexp.Regexp
	}{
		{Decorative, decorative},
		{Functional, regexp.MustCompile(`(?:^| )(?:func|link|button|click|функц|ссылк|кнопк|нажат|переход)`)},
		{TextPicture, regexp.MustCompile(`(?:^| )(?:text|letter|текст|надпис)`)},
		{Informative, regexp.MustCompile(`(?:^| )(?:inform|tell|show|content|информ|сообщ|показ|содерж|рассказ)`)},
	}
	denied = regexp.MustCompile(`(?:^| )(?:not|isn't|never|не) (?:a |an |the |just |only |просто |только )*\S+`)
	only   = setOf("only just purely merely it's decorative просто только лишь исключительно")

	refused  = regexp.MustCompile(`(?i)^(?:no|nope|wrong|нет|неверно)(?:[\s,.!:;—-]+|$)`)
	pointing = regexp.MustCompile(`^(?:no |nope |wrong |нет |неверно )?(?:actually |but |а )?(?:(?:this|that|it)(?:'s| is) |это )`)
	around   = setOf(`no nope wrong not isn't actually but that that's this it it's is was a an rather really just i think mean guess sorry you are mistaken
		нет не неверно неправильно это а но ну же вообще вообще-то на самом деле скорее просто тут здесь думаю по-моему кажется все-таки вы ошиблись ты ошибся`)
)

// plain is an answer as the patterns expect it: its words in lower case, with single spaces.
func plain(answer string) string {
	if said := strings.Join(words(answer), " "); said != "" {
		return said
	}
	return answer
}

// isYes says whether an answer only agrees. In quotation marks it is a text: “OK”.
func isYes(answer string) bool { return unquoted(answer) == answer && yes.MatchString(plain(answer)) }

func isNothing(answer string) bool {
	return unquoted(answer) == answer && nothing.MatchString(plain(answer))
}

func isOnlyDecorative(answer string) bool {
	said := words(answer)
	return len(said) <= 6 && purposeIn(answer) == Decorative &&
		(len(said) == 1 || slices.ContainsFunc(said, func(word string) bool { return only[word] }))
}

// purposeIn finds the purpose at which an answer hints first. What a "not" stands before is no hint.
func purposeIn(answer string) (purpose Purpose) {
	answer = denied.ReplaceAllString(plain(answer), "")
	first := len(answer)
	for _, p := range purposes {
		if at := p.words.FindStringIndex(answer); at != nil && at[0] < first {
			purpose, first = p.purpose, at[0]
		}
	}
	return purpose
}

// correction tells whether an answer says that the picture is of another kind, and of which: "no, that's a drawing", "chart".
// The kind is empty where it only says what the picture is not. The words in a picture may well be "chart".
func correction(answer, key string, known Kind) (kind Kind, is bool) {
	said := words(answer)
	if key == "kind" || unquoted(answer) != answer || len(said) == 0 {
		return "", false
	}
	named, mentioned := KindsIn(refused.ReplaceAllString(answer, "")), []Kind(nil)
	for _, word := range said {
		mentioned = append(mentioned, KindsIn(word)...)
	}
	nothingElse := !slices.ContainsFunc(said, func(word string) bool { return !around[word] && len(KindsIn(word)) == 0 })
	switch {
	case len(named) == 0:
		return "", nothingElse && (slices.Contains(mentioned, known) || key == "purpose" && refused.MatchString(answer))
	case len(named) > 1 || named[0] == known:
		return "", false
	case nothingElse && (len(said) > 1 || key != "text"), key == "purpose" && purposeIn(answer) == "":
		return named[0], true
	}
	endsWithIt := slices.Contains(KindsIn(said[len(said)-1]), named[0])
	return named[0], pointing.MatchString(plain(answer)) && endsWithIt && len(said) <= 9
}

// unquoted leaves out quotation marks around the whole of a text: the author quotes what the picture says.
func unquoted(text string) string {
	for _, marks := range []string{`""`, "“”", "«»", "''", "‘’", "„“"} {
		pair := []rune(marks)
		inner, opened := strings.CutPrefix(text, string(pair[0]))
		inner, closed := strings.CutSuffix(inner, string(pair[1]))
		if opened && closed && !strings.ContainsAny(inner, marks) {
			return inner
		}
	}
	return text
}
