package alttext

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"firstneuron/pkg/assistant"
	"firstneuron/pkg/assistant/texts"
)

// A Question is one thing that only the author of the page knows.
type Question struct {
	Key        string   // what is asked for: "kind", "purpose", "action", "subject", "text", "details", "sort", "long" or "where"
	Text       string   // in the language of About
	Suggestion string   // what "yes" stands for: only what was said or is known, and empty where that is nothing
	Needed     bool     // whether no text can be written without an answer
	Choices    []string // to choose from, by number or by word; nil for an answer in own words
}

// An Interview asks the author of a page for what a picture's text needs, one question at a time, and only for what is not
// known yet. The same answers always lead to the same questions, so that an interview can be had again from a transcript.
type Interview struct {
	about    About
	criteria []assistant.Criterion
	foreign  string          // a long description that is not in the language of the page
	left     map[string]bool // what is left out
	onlyYes  string          // the question that was answered by a "yes" without content
	quoted   string          // the question that quoted the author's wish
	note     string          // what is said about the last answer
}

// NewInterview begins an interview. About holds what is known already: the kind that a network told, and what [Describe]
// read from a chart of our own. The criteria are those of the draft; the answer to the one whose key is the kind of the
// picture is what the author wants to be said of such pictures, and it is quoted where it matters.
func NewInterview(about About, criteria []assistant.Criterion) *Interview {
	i := &Interview{about: about, criteria: criteria, left: map[string]bool{}}
	if about.Language == "ru" && !patterns.Match("cyrillic", about.Long) {
		i.foreign, i.about.Long = about.Long, ""
	}
	return i
}

// About is what is known by now.
func (i *Interview) About() About { return i.about }

// Question returns the next question, and false when all is known. It asks the same until it is answered. Its text begins
// with what is to be said about the last answer; when all is known, it is only that.
func (i *Interview) Question() (Question, bool) {
	for _, key := range i.wanted() {
		if field := i.about.field(key); !i.left[key] && (field == nil || clean(*field) == "") {
			question := i.ask(key)
			question.Text = joined(" ", i.note, question.Text)
			return question, true
		}
	}
	return Question{Text: i.note}, false
}

// wanted are the keys of what the text needs, as far as the kind and the purpose are known.
func (i *Interview) wanted() []string {
	switch a := i.about; {
	case a.Purpose == Decorative:
		return nil
	case a.Purpose == Functional:
		return []string{"action", "text"}
	case a.Purpose == TextPicture:
		return []string{"text"}
	case a.Kind == "", a.Purpose != "" && a.Guess != "":
		return []string{"kind"}
	case a.Purpose == "":
		return []string{"purpose"}
	case a.Kind == Chart:
		return []string{"subject", "sort", "long", "where"}
	case a.Kind == Screenshot:
		return []string{"subject", "details"}
	case i.wish() != "":
		return []string{"subject", "text", "details"}
	default:
		return []string{"subject", "text"}
	}
}

// field is where the answer in own words belongs.
func (a *About) field(key string) *string {
	return map[string]*string{
		"action": &a.Action, "text": &a.Text, "subject": &a.Subject, "details": &a.Details, "sort": &a.Sort, "long": &a.Long, "where": &a.Where,
	}[key]
}

// wish is what the author wants to be said of pictures of this kind.
func (i *Interview) wish() string {
	for _, criterion := range i.criteria {
		if criterion.Key == string(i.about.Kind) && !isNothing(criterion.Answer) {
			return withoutStop(tidy(criterion.Answer))
		}
	}
	return ""
}

// quotes tells whether a question quotes the wish: the first one does that is about what the picture shows.
func (i *Interview) quotes(key string) bool {
	return (key == "subject" || key == "details" || key == "long") && (i.quoted == "" || i.quoted == key)
}

// ask words a question. It suggests nothing that nobody has said: not from the name of the file, and no table on the page.
func (i *Interview) ask(key string) Question {
	a, t := i.about, catalogue.In(i.about.Language)
	q := Question{Key: key, Needed: !slices.Contains(optional, key) && a.Purpose != TextPicture}
	variant := map[string]string{"text": "." + string(a.Purpose), "subject": "." + string(a.Kind), "details": "." + string(a.Kind)}[key]
	switch key {
	case "kind":
		for _, kind := range Kinds {
			q.Choices = append(q.Choices, kind.In(a.Language))
		}
		if a.Guess != "" {
			q.Suggestion = a.Guess.In(a.Language)
		}
	case "purpose":
		for _, purpose := range Purposes {
			q.Choices = append(q.Choices, t.Say("purpose."+string(purpose)))
		}
		q.Suggestion = q.Choices[0]
	case "subject":
		caption := withoutPreface(withoutStop(tidy(a.Caption)))
		if beginning(caption, "clinging") == "" && (a.Kind == Screenshot || a.Kind == Chart) { // the text of a photograph must say something else
			q.Suggestion = caption
		}
		said := withoutPreface(patterns.Form("pointing at").ReplaceAllString(withoutStop(tidy(a.Said)), ""))
		if beginning(said, "clinging") == "" && isDescription(said) && !IsWish(said) {
			q.Suggestion = said
		}
	case "sort":
		q.Choices = t.Lines("sorts")[:7]
		for _, sort := range slices.Backward(q.Choices) {
			if first, _, _ := strings.Cut(sort, " "); says(a.Subject+" "+a.Caption, first) {
				q.Suggestion = sort
			}
		}
	case "long":
		if q.Suggestion = i.foreign; i.foreign != "" {
			variant = ".translate"
		}
	}
	q.Text = t.Say("ask." + key + variant)
	if wish := i.wish(); wish != "" && i.quotes(key) {
		q.Text += t.Say("wish", wish)
	}
	return q
}

// Answer takes the answer to the question that waits: words of the author's, a number or a word of a choice, or "yes" for
// the suggestion. A "yes" where nothing is suggested is asked for words once more. At each question the author may also say
// what kind of picture it is after all or what it is there for, and also when all is known. Who describes the
// picture where its kind or purpose is asked is not asked for that again. A wish for the text, "shorter", is no answer, nor is a
// blank. What is not understood changes nothing; Question then says so.
func (i *Interview) Answer(text string) {
	answer, t := clean(text), catalogue.In(i.about.Language)
	question, waits := i.Question()
	i.note = ""
	if i.quotes(question.Key) {
		i.quoted = question.Key
	}
	if answer == "" {
		return
	}
	if waits && IsWish(answer) {
		i.note = t.Say("note.wish")
		return
	}
	if i.about.Purpose != Decorative && isDecorative(answer, question.Key) {
		if i.about.Purpose = Decorative; !waits {
			i.note = t.Say("note.purpose", t.Say("purpose.decorative"))
		}
		return
	}
	if purpose := purposeAfterAll(answer, question.Key, i.about); purpose != "" {
		if i.about.Purpose = purpose; question.Key == "purpose" {
			i.about.Guess = "" // as in take
		} else {
			i.note = t.Say("note.purpose", t.Say("purpose."+string(purpose)))
		}
		return
	}
	if kind, isCorrection := correction(answer, question.Key, i.about.Kind); isCorrection {
		i.correct(kind)
		return
	}
	if patterns.Match("yes", plain(answer)) {
		answer = question.Suggestion
	}
	if n, err := strconv.Atoi(strings.Trim(answer, " .)#№")); err == nil && n >= 1 && n <= len(question.Choices) {
		answer = question.Choices[n-1]
	}
	switch {
	case !waits:
	case answer == "" && i.onlyYes == question.Key && i.leave(question.Key):
		i.note = t.Say("note.left")
	case answer == "":
		i.onlyYes, i.note = question.Key, t.Say("note.yes")
	case (patterns.Match("passes", plain(answer)) || question.Key == "purpose" && isNothing(answer)) && i.takeUnknown(question.Key):
	case wantsItWritten(answer):
		i.note = t.Say("note.own")
	case question.Choices == nil && !isNothing(answer) && isNoAnswer(answer, question.Key):
		i.note = t.Say("note.unfit", texts.Shorten(answer, longestQuoted))
	case i.take(question.Key, answer):
	case question.Choices != nil && isDescription(answer) && i.take("subject", answer):
		i.note, i.about.Purpose = t.Say("note.kept"), Informative
	case isNothing(answer):
		i.note = t.Say("note.needed")
	default:
		i.note = t.Say("note.unclear", texts.Shorten(answer, longestQuoted))
	}
}

// correct goes on with another kind, or asks for it. What was said of the picture stays.
func (i *Interview) correct(kind Kind) {
	a := &i.about
	a.Kind, a.Guess, a.Sort, a.Where, a.Long, i.foreign = kind, "", "", "", "", ""
	if a.Purpose == Decorative { // who goes on speaking of it wants a text
		a.Purpose = ""
	}
	if kind != "" {
		i.note = catalogue.In(a.Language).Say("note.corrected", kind.In(a.Language))
	}
}

// take puts an answer where it belongs, and says whether it could be understood.
func (i *Interview) take(key, answer string) bool {
	a := &i.about
	switch {
	case key == "kind":
		if named := KindsIn(answer); len(named) > 0 {
			a.Kind, a.Guess = named[0], ""
			return true
		}
		return false
	case key == "purpose":
		if a.Purpose = purposeIn(answer); a.Purpose != "" {
			a.Guess = "" // whoever answers this has heard what the picture is taken for, and does not object
		}
		return a.Purpose != ""
	case isNothing(answer):
		return i.leave(key)
	case key == "subject" || key == "details":
		if patterns.Match("only decorative", plain(answer)) {
			a.Purpose = Decorative
			return true
		}
		answer = withoutPreface(patterns.Form("pointing at").ReplaceAllString(answer, ""))
		if beginning(answer, "clinging") != "" {
			return false // "фото кота": what remains would have the wrong case
		}
	case key == "text" || key == "action":
		answer = patterns.Form("in quotes").ReplaceAllString(answer, "$1") // the author quotes what the picture says
	}
	*a.field(key) = answer
	return true
}

// leave leaves out what a text can do without, and says whether it can.
func (i *Interview) leave(key string) bool {
	if i.about.Purpose == TextPicture { // without a text it has to tell something else
		i.about.Purpose = Informative
	}
	i.left[key] = slices.Contains(optional, key)
	return i.left[key]
}

// optional are the keys of what a text can do without.
var optional = []string{"text", "details", "where", "sort", "long"}

// takeUnknown goes on after "I do not know" or "skip", and says how: with what is likely, or without that part. It is false where the author has to know.
func (i *Interview) takeUnknown(key string) bool {
	a, t := &i.about, catalogue.In(i.about.Language)
	switch {
	case key == "purpose":
		a.Purpose, i.note = Informative, t.Say("note.default.purpose")
	case key == "kind": // about an illustration the least is asked
		a.Kind, a.Guess = cmp.Or(a.Guess, Illustration), ""
		i.note = t.Say("note.default.kind", a.Kind.In(a.Language))
	case i.leave(key):
		i.note = t.Say("note.unknown")
	default:
		return false
	}
	return true
}
