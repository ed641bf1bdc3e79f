package builder

import (
	"regexp"
	"strings"

	"firstneuron/pkg/assistant"
)

// A reply is what a person's words were understood as.
type reply struct {
	does  does
	text  string          // of an improvement
	field assistant.Field // to go back to
}

type does int

const (
	answers does = iota
	accepts
	declines
	improves
	keeps
	skips
	asks
)

// What is understood. A pattern stands for the whole of a reply, so that no word inside an answer is taken for a command.
var (
	yes = whole(
		`yes|y|yep|yeah|ok|okay|sure|fine|good|great|perfect|accept(ed)?|take it|i(’|')?ll take it`,
		`yes,? (please|take it)|go on|next|continue|sounds good|looks good`,
		`да|ага|ок|окей|хорошо|ладно|отлично|прекрасно|подходит|принять|принимаю|беру|годится|дальше|далее`,
		`да,? подходит`,
	)
	no = whole(
		`no|n|nope|no,? (thanks|thank you|another( one)?)|another|another one|another( one)?,? please|a different one`,
		`something else|other|decline|not this( one)?`,
		`нет|не|не то|другое|другую|другой|ещё|еще|другой вариант|ещё вариант|дальше,? другое|нет,? другое`,
		`не подходит|отклонить`,
	)
	keep = whole(
		`keep|keep it|keep mine|leave it|leave it as it is`,
		`оставить|оставь|оставьте|оставить как есть|пусть останется`,
	)
	pass = whole(
		`skip|skip it|pass|none|nothing|not needed|later`,
		`пропустить|пропусти|пропустим|ничего|не нужно|не надо|потом|позже`,
	)
	manner = whole(
		`((make it|a bit|a little|much|even|please|more|less)[ ,]*)*`+
			`(short(er)?|brief(er)?|long(er)?|friendl(y|ier)|warm(er)?|formal(ly)?|casual|serious|simpler|clearer)`+
			`([ ,]*please)?`,
		`((сделай(те)?|чуть|немного|ещё|еще|пожалуйста|больше|меньше|более|менее)[ ,]*)*`+
			`(короче|кратко|покороче|длиннее|подлиннее|подробнее|дружелюбн\pL+|приветлив\pL+|теплее|`+
			`официальн\pL+|формальн\pL+|строже|проще|понятнее)([ ,]*пожалуйста)?`,
		`for (children|kids|beginners)|(without|no) emojis?|in (russian|english)`,
		`для (детей|ребят|новичков|начинающих)|без (эмодзи|смайлик\pL+)|на (русском|английском)|по-русски|по-английски`,
	)
	called = regexp.MustCompile(`(?is)^(call (it|him|her|yourself)|name (it|him|her)|rename (it )?to|` +
		`назови(те)?( его| её| ее)?|пусть зовут|переименуй(те)? в)\s+(.+)$`)
	adding  = regexp.MustCompile(`(?is)^(add|добавь|добавьте|добавить)\s*:\s*(.+)$`)
	expects = regexp.MustCompile(`(?is)^(expect|must have|ожидать|жду|должно быть)\s*:\s*(.+)$`)
	goingTo = regexp.MustCompile(`(?i)^((please )?(change|edit|go back to|back to|redo|ask( me)?( again)?( about| for)?)|` +
		`(пожалуйста,? )?(измени(те|ть)?|поменяй(те)?|поменять|исправь(те)?|верн(ись|ёмся|емся) к|назад к))\s+` +
		`(the |my |its )?(\pL+)[.!]?$`)
)

// whole is a pattern for a whole reply, which is one of several, with or without a stop.
func whole(replies ...string) *regexp.Regexp {
	return regexp.MustCompile(`(?i)^(` + strings.Join(replies, "|") + `)[.!]*$`)
}

// fields are the words for what can be gone back to, as beginnings.
var fields = []struct {
	field assistant.Field
	words []string
}{
	{assistant.FieldPurpose, []string{"purpose", "goal", "цел", "назначени", "задач"}},
	{assistant.FieldName, []string{"name", "им"}},
	{assistant.FieldAvatar, []string{"avatar", "face", "drawing", "аватар", "рисун"}},
	{assistant.FieldDescription, []string{"description", "описани"}},
	{assistant.FieldInstructions, []string{"instruction", "инструкци"}},
	{assistant.FieldStarters, []string{"starter", "opener", "пример", "начал", "подсказк"}},
	{assistant.FieldCriteria, []string{"criteri", "критери"}},
	{assistant.FieldKnowledge, []string{"knowledge", "file", "знани", "файл"}},
	{assistant.FieldSettings, []string{"language", "setting", "язык", "настройк"}},
}

// understand tells what a reply to a question means.
func understand(text string, q Question, s step) reply {
	// Words that are a choice are an answer, even when they look like a command.
	for _, choice := range q.Choices {
		if strings.EqualFold(choice, text) {
			return reply{does: answers}
		}
	}
	switch {
	case yes.MatchString(text):
		return reply{does: accepts}
	case no.MatchString(text):
		return reply{does: declines}
	case keep.MatchString(text):
		return reply{does: keeps}
	case pass.MatchString(text):
		return reply{does: skips}
	case manner.MatchString(text), adding.MatchString(text), called.MatchString(text):
		return reply{does: improves, text: text}
	}
	if parts := goingTo.FindStringSubmatch(text); parts != nil {
		if field, ok := fieldOf(parts[len(parts)-1]); ok {
			return reply{does: asks, field: field}
		}
	}
	if s.key == "done" { // there the name of a field is enough
		if field, ok := fieldOf(text); ok {
			return reply{does: asks, field: field}
		}
	}
	return reply{does: answers}
}

func fieldOf(word string) (assistant.Field, bool) {
	word = strings.ToLower(strings.TrimRight(word, ".!"))
	for _, f := range fields {
		for _, beginning := range f.words {
			if strings.HasPrefix(word, beginning) && len([]rune(word)) <= len([]rune(beginning))+3 {
				return f.field, true
			}
		}
	}
	return "", false
}
