package alttext

import (
	"slices"
	"strconv"
	"strings"

	"firstneuron/pkg/assistant"
)

// A Question is one thing that only the author of the page knows. Its suggestion can be accepted with "yes".
type Question struct {
	Key        string   // what is asked for, as in About.Missing, and "text" also for an informative picture
	Text       string   // in the language of About
	Suggestion string   // never empty
	Choices    []string // to choose from, by number or by word; nil for an answer in own words
}

// An Interview asks the author of a page for what a picture's text needs, one question at a time, and only for what is not
// known yet. The same answers always lead to the same questions, so that an interview can be had again from a transcript.
type Interview struct {
	about    About
	criteria []assistant.Criterion
	answered map[string]bool // questions whose answer may be that there is nothing
	unclear  string          // the last answer, if it could not be understood
}

// NewInterview begins an interview. About holds what is known already: the kind that a network told, and what [Describe]
// read from a chart of our own. The criteria are those of the draft; the answer to the one whose key is the kind of the
// picture is what the author wants to be said of such pictures, and it is quoted where it matters.
func NewInterview(about About, criteria []assistant.Criterion) *Interview {
	if !slices.Contains(Kinds, about.Kind) {
		about.Kind = ""
	}
	if !slices.Contains(Purposes, about.Purpose) {
		about.Purpose = ""
	}
	return &Interview{about: about, criteria: criteria, answered: map[string]bool{}}
}

// About is what is known by now.
func (i *Interview) About() About { return i.about }

// Question returns the next question, and false when all is known. It asks the same until it is answered; after an answer
// that it could not understand, it says so.
func (i *Interview) Question() (Question, bool) {
	key := i.next()
	if key == "" {
		return Question{}, false
	}
	question := i.ask(key)
	question.Key = key
	if i.unclear != "" {
		question.Text = in(i.about.Language, "I did not understand ", "Не получилось понять ответ ") + quoted(i.about.Language, i.unclear) + ". " + question.Text
	}
	return question, true
}

// next is the key of what to ask for, or nothing.
func (i *Interview) next() string {
	a := i.about
	optional := func(key string, asked bool) bool { return asked && !i.answered[key] }
	isPicture := a.Kind == Photograph || a.Kind == Illustration
	switch {
	case a.Purpose == Decorative:
		return ""
	case a.Kind == "" && a.Purpose != Functional && a.Purpose != TextPicture:
		return "kind"
	case a.Purpose == "":
		return "purpose"
	case a.Purpose == Functional && tidy(a.Action) == "":
		return "action"
	case optional("text", a.Purpose == Functional && a.Text == ""):
		return "text"
	case a.Purpose == TextPicture && clean(a.Text) == "":
		return "text"
	case a.Purpose != Informative:
		return ""
	case tidy(a.Subject) == "":
		return "subject"
	case optional("text", isPicture && a.Text == ""):
		return "text"
	case a.Kind == Screenshot && tidy(a.Details) == "", optional("details", a.Kind != Chart && i.wish() != "" && tidy(a.Details) == ""):
		return "details"
	case a.Kind != Chart:
		return ""
	case tidy(a.Sort) == "":
		return "sort"
	case tidy(a.Where) == "":
		return "where"
	case clean(a.Long) == "" && tidy(a.Details) == "", optional("long", a.isForeign()):
		return "long"
	}
	return ""
}

// wish is what the author wants to be said of pictures of this kind.
func (i *Interview) wish() string {
	for _, criterion := range i.criteria {
		if wish := tidy(criterion.Answer); i.about.Kind != "" && strings.EqualFold(criterion.Key, string(i.about.Kind)) && !isNothing(wish) {
			return wish
		}
	}
	return ""
}

// Answer takes the answer to the question that waits: words of the author's, a number or a word of a choice, or "yes" for
// the suggestion. A blank answer is none. One that fits no choice changes nothing; Question then says so.
func (i *Interview) Answer(text string) {
	answer := clean(text)
	question, waits := i.Question()
	if answer == "" || !waits {
		return
	}
	i.unclear = ""
	if isYes(answer) {
		answer = question.Suggestion
	}
	if n, err := strconv.Atoi(strings.Trim(answer, " .)#№")); err == nil && n >= 1 && n <= len(question.Choices) {
		answer = question.Choices[n-1]
	}
	if !i.take(question.Key, answer) {
		i.unclear = answer
	}
}

// take puts an answer where it belongs, and says whether it could be understood.
func (i *Interview) take(key, answer string) bool {
	a := &i.about
	switch key {
	case "kind":
		if kinds := KindsIn(answer); len(kinds) > 0 {
			a.Kind = kinds[0]
		}
		return a.Kind != ""
	case "purpose":
		a.Purpose = purposeIn(answer, purposeWords)
		return a.Purpose != ""
	}
	if (key == "subject" || key == "details") && isOnlyDecorative(answer) {
		a.Purpose = Decorative
		return true
	}
	switch nothing := isNothing(answer); {
	case key == "text" && nothing && a.Purpose == TextPicture:
		a.Purpose = Informative // no text to say: it has to tell something else
		i.answered["text"] = true
	case key == "text" && nothing:
		i.answered["text"] = true
	case key == "details" && nothing:
		i.answered["details"] = true
		if a.Kind == Screenshot {
			a.Details = wholeWindow(a.Language)
		}
	case nothing:
		return false
	case key == "action":
		a.Action = answer
	case key == "text":
		a.Text = unquoted(answer)
	case key == "subject":
		_, _, p, found := prefaceOf(answer)
		if found && !p.removed {
			return false // "фото кота": what remains would have the wrong case
		}
		a.Subject = withoutPreface(answer)
	case key == "details":
		a.Details = answer
	case key == "sort":
		a.Sort = answer
	case key == "where":
		a.Where = answer
	case key == "long":
		a.Long = answer
		i.answered["long"] = true
	}
	return true
}

// purposeIn finds the purpose at which the words of an answer hint first. What a "not" stands before is no hint.
func purposeIn(answer string, hints []hint) Purpose {
	denied := false
	for _, word := range words(answer) {
		for _, h := range hints {
			isHint := func(beginning string) bool { return strings.HasPrefix(word, beginning) }
			if !denied && slices.ContainsFunc(h.beginnings, isHint) {
				return h.purpose
			}
		}
		denied = denials[word] || denied && betweenDenials[word]
	}
	return ""
}

// A hint is how words begin that hint at a purpose.
type hint struct {
	purpose    Purpose
	beginnings []string
}

var purposeWords = []hint{
	{Decorative, []string{"decor", "ornament", "beaut", "декор", "украш", "красот", "оформл"}},
	{Functional, []string{"func", "link", "button", "click", "функц", "ссылк", "кнопк", "нажат", "переход"}},
	{TextPicture, []string{"text", "letter", "текст", "надпис"}},
	{Informative, []string{"inform", "tell", "show", "content", "информ", "сообщ", "показ", "содерж", "рассказ"}},
}

func isYes(answer string) bool {
	return answer == "+" || yes[strings.Join(words(answer), " ")]
}

func isNothing(answer string) bool {
	return answer == "-" || answer == "–" || nothing[strings.Join(words(answer), " ")]
}

func isOnlyDecorative(answer string) bool {
	said := words(answer)
	return len(said) <= 6 && purposeIn(answer, purposeWords[:1]) == Decorative &&
		(len(said) == 1 || slices.ContainsFunc(said, func(word string) bool { return only[word] }))
}

var (
	yes     = phrases("yes|y|yep|yeah|ok|okay|sure|fine|good|accept|agreed|that's right|да|ага|угу|ок|окей|хорошо|верно|годится|согласен|согласна|подходит|принять|принимаю|правильно")
	nothing = phrases("no|none|nothing|n|no text|nothing more|nothing to add|nope|not any|there is none|there is no text|нет|ничего|текста нет|нет текста|без текста|больше ничего|ничего больше|нечего добавить")
	only    = setOf("only just purely merely it's decorative просто только лишь исключительно")
)

func phrases(list string) map[string]bool {
	set := map[string]bool{}
	for phrase := range strings.SplitSeq(list, "|") {
		set[phrase] = true
	}
	return set
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
