package embedded

import (
	"fmt"
	"regexp"
	"strings"

	"firstneuron/pkg/assistant"
	"firstneuron/pkg/assistant/alttext"
)

// texts are the engine's own words in one language.
type texts struct {
	helloName, helloNameless, noModel, canQuote, canAltTexts, couldAsk string
	knowledgeHolds, noKnowledge, unreadable                            string
	says, toCompare, nothingFits, beyond, empty, welcome               string
	sendPicture, noPictures                                            string

	takeFor, unsure, unknownKind, ownChart, notListed, corrected  string
	leftUnfinished, oneByOne, nextPicture, stopped, backToPicture string
	damaged                                                       map[damage]string
	suggestion, written, writtenLong, emptyText                   string
	findings, noFindings                                          string

	kinds    map[alttext.Kind]string // with its article
	guides   map[alttext.Kind]string // what the knowledge is searched for
	guidance []guidance
	source   string // of the guidance

	page, line  string
	open, close string // quotation marks
}

// guidance is what the public guidance says about one thing.
type guidance struct {
	about *regexp.Regexp
	says  string
}

func textsIn(language string) *texts {
	if language == "ru" {
		return russian
	}
	return english
}

// place says where a passage stands.
func (t *texts) place(c assistant.Citation) string {
	place := strings.Join(strings.Fields(c.File), " ")
	if c.Heading != "" {
		place += ", " + t.open + strings.Join(strings.Fields(c.Heading), " ") + t.close
	}
	if c.Page > 0 {
		place += fmt.Sprintf(t.page, c.Page)
	}
	if c.Line > 0 {
		place += fmt.Sprintf(t.line, c.Line)
	}
	return place
}

var english = &texts{
	helloName:      "Hello, I am %s.",
	helloNameless:  "Hello, I have no name yet.",
	noModel:        "I am no large language model: I run on this computer, quote my knowledge word for word, and follow a few rules.",
	canQuote:       "Ask me, and I quote the passage of my knowledge that fits, and say where it stands. I do not make anything up.",
	canAltTexts:    "Send me a picture, and I ask what only you know and write its alt text. “Check:” and a text, and I check that one.",
	couldAsk:       "You could ask:",
	knowledgeHolds: "My knowledge is in these files:",
	noKnowledge:    "My knowledge has no files yet.",
	unreadable:     "I could not read all of my knowledge: %v",
	says:           "This is what my knowledge says:",
	toCompare:      "To compare, this is what my knowledge says about it:",
	nothingFits:    "Nothing in my knowledge fits that, so I do not answer it.",
	beyond:         "I cannot do that: I only quote my knowledge. A language model could; enter the address of its server in the settings.",
	empty:          "I am listening. What would you like to know?",
	welcome:        "You are welcome.",
	sendPicture:    "Send me a picture as PNG, JPEG or SVG, and we write its alt text together.",
	noPictures:     "I cannot do anything with pictures here: this assistant only answers questions.",
	takeFor:        "I take this for %s (%d %% sure). If it is something else, say for instance “that is %s”.",
	unsure:         "This could be %s, but I am only %d %% sure.",
	unknownKind:    "I cannot tell what kind of picture this is.",
	ownChart:       "The file says that it is a chart drawn by First Neuron (%s), so I take what it shows from the data in it.",
	notListed:      "Such pictures are not among those that the draft lists. I write its text all the same.",
	corrected:      "Then it is %s.",
	leftUnfinished: "I leave %s unfinished; send it again to go on.",
	oneByOne:       "You sent %d pictures. I take one after another.",
	nextPicture:    "Now the next picture, %s.",
	stopped:        "Then I stop here. Send a picture to begin again.",
	backToPicture:  "Back to the picture.",
	damaged: map[damage]string{
		tooLarge:   "The picture %s is too large: at most 8 MB and 4096 pixels a side are possible. Send a smaller one.",
		unreadable: "The picture %s cannot be read: it is damaged, or neither PNG, JPEG nor SVG. Send another file.",
	},
	suggestion:  "Suggestion: %s\nSay “yes” to take it.",
	written:     "This is the alt text:",
	writtenLong: "This is the long description, to stand beside the chart or behind it:",
	emptyText:   "The picture only decorates, so its alt text stays empty: alt=\"\". A screen reader then passes over it.",
	findings:    "The checker has something to say:",
	noFindings:  "The checker found nothing to object to.",
	kinds: map[alttext.Kind]string{
		alttext.Screenshot: "a screenshot", alttext.Illustration: "an illustration", alttext.Photograph: "a photograph", alttext.Chart: "a chart or diagram",
	},
	guides: map[alttext.Kind]string{
		alttext.Screenshot: "alt text screenshot", alttext.Illustration: "alt text illustration", alttext.Photograph: "alt text photograph", alttext.Chart: "alt text chart",
	},
	guidance: []guidance{
		{regexp.MustCompile(`(?i)chart|diagram|graph`), "A chart gets two texts. The short one names the kind of chart, the subject, and where the details are; the long one has the scales, the values and the trend."},
		{regexp.MustCompile(`(?i)screenshot`), "The alt text of a screenshot names the program and what matters in it, not every button. The word “screenshot” may stand in it."},
		{regexp.MustCompile(`(?i)\blink\b|button|clicked`), "A picture that is a link or a button gets a text that says what happens, not what it looks like: “Search”, not “magnifying glass”."},
		{regexp.MustCompile(`(?i)decorat|need an? alt|at all`), "A picture that only decorates needs no words: it gets an empty alt text, alt=\"\". Everything that tells the reader something needs one."},
		{regexp.MustCompile(`(?i)how long|length|characters`), "No standard gives a length. A sentence or two are usual; what needs more belongs into a long description beside the picture. My checker warns from a limit that you can set."},
		{regexp.MustCompile(`(?i)mistake|wrong|avoid`), "Common mistakes: no alt text at all, the name of the file, “image of” at the beginning, the caption once more, a text for mere decoration, a link that does not say where it leads, and lists of keywords."},
		{regexp.MustCompile(`(?i)photo`), "The alt text of a photograph says who or what is shown and what happens, as far as it matters for the article, and no more than can be seen."},
		{regexp.MustCompile(`(?i)text in|words in`), "If a picture is there for the text in it, that text is the alt text, word for word."},
	},
	source: "(By the W3C's Images Tutorial, https://www.w3.org/WAI/tutorials/images/.)",
	page:   ", page %d", line: ", line %d",
	open: "“", close: "”",
}
