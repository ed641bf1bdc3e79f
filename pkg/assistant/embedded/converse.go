package embedded

import (
	"regexp"
	"strings"

	"firstneuron/pkg/assistant"
	"firstneuron/pkg/assistant/alttext"
)

// What is understood besides questions to the knowledge, in English and Russian.
var (
	hello = whole(`hi|hello|hey|hi there|good (morning|day|afternoon|evening)`,
		`привет(ствую)?|здравствуй(те)?|добр(ый|ое|ого) (день|вечер|утро|дня)`)
	thanks = whole(`thanks|thank you|thx|many thanks|thank you very much`, `спасибо|благодарю|большое спасибо|спасибо большое`)
	agreed = whole(`yes|no|ok|okay|good|fine|great`, `да|нет|ок|хорошо|ладно|отлично`)
	who    = whole(`who are you|what are you|what['’]?s your name|what is your name`,
		`are you (chatgpt|an? (ai|robot|human|person|(large )?language model|llm))`,
		`кто ты( такой| такая)?|ты кто|кто вы|как (тебя|вас) зовут|ты (человек|робот|нейросеть|языковая модель|chatgpt)`)
	ability = whole(`help|what can (you|i) (do|ask)( you)?|what do you do|how can you help( me)?|what are you (good )?for`,
		`помощь|помоги|что (ты|вы) (умее|може)(шь|те)|чем (ты|вы) може(шь|те) помочь|для чего ты|зачем ты нуж\pL+`)

	// What only a language model could do. The second kind is looked for in the knowledge first: in a game one draws a card.
	beyond = start(`(write|compose|make up|tell|invent|create|generate)\s.*`+
		`(poem|story|song|joke|essay|letter|e-?mail|article|code|program|script)`,
		`(напиши|сочини|придумай|создай|сгенерируй|расскажи)(те)?\s.*`+
			`(стих|поэм|рассказ|сказк|песн|шутк|анекдот|сочинени|эссе|письм|статью|код|программ)`,
		`(translate|summari[sz]e|rewrite|(переведи|перескажи|перепиши)(те)?)(\s|$)`)
	further = start(`(draw|paint|sing|play|calculate|compute|(нарисуй|спой|сыграй|посчитай|вычисли)(те)?)(\s|$)`)

	check = regexp.MustCompile(`(?is)^(?:check|проверь(?:те)?)\s*(?:this|the|этот)?\s*(?:(?:alt|alt text|text|альт|текст)\s*)?:\s*(.+)$`)
	// "Write an alt text for this picture", where no picture has come.
	forThis = start(`(write|make|give|suggest|i need|(напиши|сделай|предложи|придумай)(те)?|мне нужен)\s.*(alt|альт)`)
)

// whole is a pattern for all that somebody says, which is one of several.
func whole(sayings ...string) *regexp.Regexp {
	return regexp.MustCompile(`(?i)^(` + strings.Join(sayings, "|") + `)[\s?!.,]*$`)
}

// start is a pattern for how a request begins.
func start(requests ...string) *regexp.Regexp {
	return regexp.MustCompile(`(?i)^(please |can you |could you |пожалуйста,? |можешь |не мог бы ты )*(` + strings.Join(requests, "|") + `)`)
}

// converse answers what does not belong to a picture.
func (d *dialogue) converse(text string) {
	t := d.texts
	asked := strings.TrimSpace(text)
	switch {
	case d.draft.Task == assistant.AltTexts && agreed.MatchString(asked):
		d.say(t.sendPicture)
	case asked == "", agreed.MatchString(asked):
		d.say(t.empty)
	case hello.MatchString(asked):
		d.greet()
	case thanks.MatchString(asked):
		d.say(t.welcome)
	case who.MatchString(asked):
		d.introduce()
	case ability.MatchString(asked):
		d.abilities()
	case d.draft.Task == assistant.AltTexts && check.MatchString(asked):
		d.check(check.FindStringSubmatch(asked)[1])
	case d.draft.Task == assistant.AltTexts && forThis.MatchString(asked):
		d.say(t.sendPicture)
	case beyond.MatchString(asked):
		d.say(t.beyond)
	default:
		d.lookUp(asked)
	}
}

func (d *dialogue) greet() {
	d.introduceName()
	if d.draft.Task == assistant.AltTexts {
		d.say(" " + d.texts.sendPicture)
	}
	d.suggestStarters()
}

func (d *dialogue) introduceName() {
	if d.draft.Name == "" {
		d.say(d.texts.helloNameless)
	} else {
		d.say(d.texts.helloName, d.draft.Name)
	}
	if d.draft.Description != "" {
		d.say(" " + d.draft.Description)
	}
}

// introduce says who it is, and what it is not.
func (d *dialogue) introduce() {
	d.introduceName()
	d.say(" " + d.texts.noModel)
}

func (d *dialogue) abilities() {
	if d.draft.Description != "" {
		d.say(d.draft.Description + " ")
	}
	if d.draft.Task == assistant.AltTexts {
		d.say(d.texts.canAltTexts + " ")
	}
	d.say(d.texts.canQuote)
	d.listKnowledge()
	d.suggestStarters()
}

func (d *dialogue) suggestStarters() {
	if len(d.draft.Starters) == 0 {
		return
	}
	d.say("\n\n" + d.texts.couldAsk)
	for _, starter := range d.draft.Starters[:min(4, len(d.draft.Starters))] {
		d.say("\n- " + starter)
	}
}

// listKnowledge says which files there are.
func (d *dialogue) listKnowledge() {
	if len(d.draft.Knowledge) == 0 {
		d.say(" " + d.texts.noKnowledge)
		return
	}
	d.say("\n\n" + d.texts.knowledgeHolds)
	for i, file := range d.draft.Knowledge {
		if i == 8 {
			d.say("\n- …")
			break
		}
		d.say("\n- " + d.texts.shown(file.Name))
	}
}

// lookUp answers from the knowledge: with a quotation, or by saying that nothing fits.
func (d *dialogue) lookUp(question string) {
	hit, found, err := d.search(question)
	switch {
	case found:
		d.say(d.texts.says + "\n\n")
		d.quote(hit.Citation)
		if err != nil {
			d.say("\n\n"+d.texts.unreadable, err)
		}
	case err != nil:
		d.say(d.texts.unreadable, err)
	case d.draft.Task == assistant.AltTexts && d.guide(question):
	case further.MatchString(question):
		d.say(d.texts.beyond)
	default:
		d.say(d.texts.nothingFits)
		d.listKnowledge()
		d.suggestStarters()
	}
}

// quote writes a passage word for word, each line behind a mark, and where it stands. Nothing of it is read as anything else.
func (d *dialogue) quote(citation assistant.Citation) {
	var quoted strings.Builder
	for line := range strings.SplitSeq(strings.TrimSpace(lineEnds.Replace(citation.Passage)), "\n") {
		quoted.WriteString("> " + line + "\n")
	}
	d.answer = append(d.answer, assistant.Chunk{Text: quoted.String(), Citation: &citation})
	d.say("> — " + d.texts.place(citation))
}

// lineEnds are all that a screen may show as the end of a line: behind each, the mark of the quotation comes again.
var lineEnds = strings.NewReplacer("\r\n", "\n", "\r", "\n", "\v", "\n", "\f", "\n", "\u0085", "\n", "\u2028", "\n", "\u2029", "\n")

// guide answers a question about alt texts by the public guidance, if it is one of those that come up always.
func (d *dialogue) guide(question string) bool {
	for _, g := range d.texts.guidance {
		if g.about.MatchString(question) {
			d.say(g.says + " " + d.texts.source)
			return true
		}
	}
	return false
}

// check looks at the form of a text that somebody else wrote.
func (d *dialogue) check(text string) {
	text = strings.Trim(strings.TrimSpace(text), `"“”«»`)
	about := alttext.About{Language: d.draft.Settings.Language}
	findings := alttext.Check(text, about, d.draft.Settings.AltLimit)
	if len(findings) == 0 {
		d.say(d.texts.noFindings)
	} else {
		d.say(d.texts.findings)
	}
	d.list(findings)
	d.say("\n\n" + alttext.Says(about.Language))
}

func (d *dialogue) list(findings []alttext.Finding) {
	for _, finding := range findings {
		d.say("\n- " + finding.Reason)
	}
}
