package alttext

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"
)

// NoAlt stands for the text of a picture that has no alt attribute at all. An empty text is something else: it says that
// the picture is decorative.
const NoAlt = "\x00no alt"

// DefaultLimit is the length of a text, in characters, above which Check warns. No standard gives a limit; most screen
// readers read long texts too, but in one piece, without a way to pause inside or to go back.
const DefaultLimit = 150

// A Finding is something about the form of a text that is wrong, or, for a warning, may be.
type Finding struct {
	Rule    string // one of the constants Rule...
	Warning bool
	Reason  string // what is wrong and what to do, in the language of About
}

// The rules of Check, in the order of its findings.
const (
	RuleMissing     = "missing"          // there is no alt attribute
	RuleBlank       = "blank"            // nothing but white space, or nothing where there should be something
	RuleDecorative  = "decorative"       // a decorative picture has a text
	RulePlaceholder = "placeholder"      // "alt", "image", "TODO", "..."
	RuleFileName    = "file name"        // "IMG_1234.jpg"
	RulePreface     = "image of"         // begins with what a screen reader has said already
	RuleAction      = "action"           // a link or a button that does not say what it does
	RuleLong        = "long description" // a chart without one
	RuleText        = "text left out"    // words in the picture are not in the text
	RuleCaption     = "caption"          // repeats the caption
	RuleKeywords    = "keywords"         // a list for search engines
	RuleLength      = "length"
	RuleSame        = "same text" // on different pictures: only CheckAll can see it
)

// Check looks at the form of an alt text: whether it is what the guidance asks for this picture, as far as About tells.
// It finds nothing in a text that is well formed. The limit is a number of characters above which the text is called long;
// 0 stands for DefaultLimit, and a negative number for none.
//
// It checks form, never truth. A well-formed text may say something that the picture does not show; see [Says].
func Check(text string, about About, limit int) []Finding {
	c := &checker{About: about, text: strings.TrimSpace(text)}
	switch {
	case text == NoAlt:
		c.find(RuleMissing, "There is no alt attribute, so a screen reader may read out the file name. Write a text, or alt=\"\" if the picture only decorates.",
			"Нет атрибута alt, и программа экранного доступа может прочитать имя файла. Напишите текст или alt=\"\", если картинка только украшает.")
	case c.text == "":
		c.blank(text)
	case about.Purpose == Decorative:
		c.find(RuleDecorative, "The picture only decorates, but its text %s would be read out. Leave it empty: alt=\"\".",
			"Картинка только украшает, но текст %s будет прочитан вслух. Оставьте его пустым: alt=\"\".", quoted(about.Language, c.text))
	default:
		for _, rule := range []func(){
			c.placeholder, c.fileName, c.preface, c.action, c.long, c.textLeftOut, c.caption, c.keywords, func() { c.length(limit) },
		} {
			rule()
		}
	}
	return c.findings
}

// CheckAll checks the texts of all pictures of a page, each with what is known about its picture, and finds in addition
// texts that stand for different pictures. It returns the findings of each text. What is not known about a text because
// abouts is shorter is taken as empty.
func CheckAll(texts []string, abouts []About, limit int) [][]Finding {
	abouts = append(slices.Clone(abouts), make([]About, max(0, len(texts)-len(abouts)))...)
	all := make([][]Finding, len(texts))
	first := map[string]int{} // the picture that has had this text before
	for i, text := range texts {
		all[i] = Check(text, abouts[i], limit)
		key := strings.Join(words(text), " ")
		before, seen := first[key]
		switch {
		case key == "" || text == NoAlt:
		case !seen:
			first[key] = i
		case differ(abouts[before], abouts[i]):
			c := &checker{About: abouts[i], findings: all[i]}
			name := cmp.Or(abouts[before].Name, fmt.Sprintf(in(c.Language, "picture %d", "картинка %d"), before+1))
			c.find(RuleSame, "%s has the same text. Say what is different about this picture.",
				"Такой же текст у другой картинки: %s. Скажите, чем отличается эта.", name)
			all[i] = c.findings
		}
	}
	return all
}

// differ says whether two pictures need texts of their own. One picture that is shown twice does not, nor do two links that
// do the same.
func differ(a, b About) bool {
	if a.Name != "" && a.Name == b.Name {
		return false
	}
	return !(a.Purpose == Functional && b.Purpose == Functional && tidy(a.Action) != "" && same(a.Action, b.Action))
}

// Says is the sentence that belongs beside every result of Check, in the language "en" or "ru".
func Says(language string) string {
	return in(language,
		"This checks the form of a text, not its truth: whether it says what the picture shows, only someone who sees the picture can tell.",
		"Проверяется форма текста, а не его правдивость: верно ли он передаёт то, что на картинке, решит только тот, кто её видит.")
}

// checker collects the findings about one text.
type checker struct {
	About
	text     string // without white space around it, and not empty
	findings []Finding
}

func (c *checker) find(rule, english, russian string, values ...any) {
	c.findings = append(c.findings, Finding{Rule: rule, Reason: fmt.Sprintf(in(c.Language, english, russian), values...)})
}

func (c *checker) warn(rule, english, russian string, values ...any) {
	c.find(rule, english, russian, values...)
	c.findings[len(c.findings)-1].Warning = true
}

// blank judges a text of nothing, or of nothing but white space.
func (c *checker) blank(text string) {
	switch {
	case text != "":
		c.find(RuleBlank, "The text is nothing but white space. Write what the picture tells, or alt=\"\" if it only decorates.",
			"В тексте одни пробелы. Напишите, что сообщает картинка, или alt=\"\", если она только украшает.")
	case c.Purpose == "":
		c.warn(RuleBlank, "The text is empty, which is right only for a picture that decorates. Say what the picture is for.",
			"Текст пуст, а это верно только для картинки, которая украшает. Укажите, зачем картинка на странице.")
	case c.Purpose == Functional:
		c.find(RuleBlank, "The text is empty, so the link or button has no name. Say what it does.",
			"Текст пуст, и у ссылки или кнопки нет имени. Напишите, что она делает.")
	case c.Purpose != Decorative:
		c.find(RuleBlank, "The text is empty, but the picture tells something. Say in words what it tells.",
			"Текст пуст, но картинка что-то сообщает. Передайте это словами.")
	}
}

// preface: a screen reader says "graphic" or "image" before every text.
func (c *checker) preface() {
	before, _, _, found := prefaceOf(strings.Join(strings.Fields(c.text), " "))
	isFound := slices.ContainsFunc(c.findings, func(f Finding) bool { return f.Rule == RulePlaceholder })
	if !found || isFound || says(c.Text, before) { // the title of a book may begin like this
		return
	}
	c.find(RulePreface, "It begins with %s, which a screen reader has said already. Begin with what the picture shows.",
		"Текст начинается со слов %s, но о том, что это картинка, программа экранного доступа уже сказала. Начните с того, что на ней.", quoted(c.Language, before))
}

// action: a link is known by what it does, not by how it looks. Half of the words that name the action must be there, in any
// form.
func (c *checker) action() {
	if c.Purpose != Functional {
		return
	}
	action := weighty(c.Action)
	if len(action) == 0 {
		action = words(c.Action)
	}
	if len(action) == 0 {
		c.warn(RuleAction, "The picture is a link or a button, but nothing is known of what it does, so this cannot be checked. Tell the action.",
			"Картинка служит ссылкой или кнопкой, но неизвестно, что она делает, и проверить текст нельзя. Укажите действие.")
		return
	}
	has, named := words(c.text), 0
	for _, word := range action {
		if slices.ContainsFunc(has, func(other string) bool { return alike(word, other) || begins(other, word) || begins(word, other) }) {
			named++
		}
	}
	if 2*named < len(action) {
		c.find(RuleAction, "It does not say what the link or button does: %s. Name the action, not the look.",
			"Из текста не ясно, что делает ссылка или кнопка: %s. Назовите действие, а не внешний вид.", quoted(c.Language, tidy(c.Action)))
	}
}

// begins says whether a word begins with another that is not tiny: "login" with "log".
func begins(word, beginning string) bool {
	return utf8.RuneCountInString(beginning) >= 3 && strings.HasPrefix(word, beginning)
}

// long: a chart holds more than a short text can say.
func (c *checker) long() {
	if c.Kind != Chart || c.Purpose == Functional || c.Purpose == TextPicture {
		return
	}
	switch long := cmp.Or(clean(c.Long), tidy(c.Details)); {
	case long == "":
		c.find(RuleLong, "A chart needs a long description as well: scales, values, trend. Put one beside it, or a table, and say in the text where it is.",
			"Диаграмме нужно и подробное описание: шкалы, значения, тенденция. Поместите его или таблицу рядом и скажите в тексте, где оно.")
	case same(long, c.text):
		c.find(RuleLong, "The long description only repeats the text. Let it tell the scales, the values and the trend.",
			"Подробное описание лишь повторяет текст. Пусть в нём будут шкалы, значения и тенденция.")
	}
}

// textLeftOut: what sighted readers can read, others must be able to hear.
func (c *checker) textLeftOut() {
	wanted := words(c.Text)
	if c.Purpose != TextPicture {
		wanted = weighty(c.Text)
	}
	if left := lacking(c.text, wanted); len(left) > 0 {
		c.find(RuleText, "Words that can be read in the picture are left out: %s. Add them, or leave them out of the picture.",
			"Пропущены слова, которые можно прочитать на картинке: %s. Добавьте их или уберите с картинки.", quoted(c.Language, shortened(strings.Join(left, " "))))
	}
}

// caption: who hears both hears the same thing twice.
func (c *checker) caption() {
	if tidy(c.Caption) != "" && same(c.text, c.Caption) {
		c.find(RuleCaption, "It repeats the caption below the picture, which is read out too. Say what the caption does not.",
			"Текст повторяет подпись под картинкой, а её тоже прочитают. Скажите то, чего нет в подписи.")
	}
}

// length only warns: some pictures need many words.
func (c *checker) length(limit int) {
	if limit == 0 {
		limit = DefaultLimit
	}
	if n := utf8.RuneCountInString(c.text); limit > 0 && n > limit {
		c.warn(RuleLength, "It has %d characters; the limit that is set is %d. Keep what the reader needs here, and put the rest into the text of the page.",
			"Число знаков в тексте: %d, а заданный предел: %d. Оставьте то, что нужно читателю здесь, остальное скажите в тексте страницы.", n, limit)
	}
}

func quoted(language, text string) string {
	return in(language, "“"+shortened(text)+"”", "«"+shortened(text)+"»")
}

// shortened keeps a reason readable, however long the text is.
func shortened(text string) string {
	const most = 80
	if runes := []rune(text); len(runes) > most {
		return strings.TrimSpace(string(runes[:most])) + "…"
	}
	return text
}
