package alttext

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// placeholder finds texts that somebody or some program left behind.
func (c *checker) placeholder() {
	said := words(c.text)
	isKnown := placeholders[strings.Join(said, " ")] && !same(c.text, c.Text) && !same(c.text, c.Action)
	if len(said) == 0 && !hasSymbol(c.text) || isKnown || unfinished.MatchString(c.text) {
		c.find(RulePlaceholder, "%s holds the place of a text that is still to be written. Say what the picture tells.",
			"Вместо текста заготовка: %s. Напишите, что сообщает картинка.", quoted(c.Language, c.text))
	}
}

// hasSymbol says whether a text without words has a sign with a meaning of its own, such as an emoji or a currency.
func hasSymbol(text string) bool { return strings.ContainsFunc(text, unicode.IsSymbol) }

// placeholders are whole texts, as words says them.
var placeholders = func() map[string]bool {
	set := map[string]bool{}
	for text := range strings.SplitSeq(`alt|alt text|alt-text|alt tag|alternative text|alttext|image|images|picture|photo|photograph|pic|img|graphic|icon|
		illustration|screenshot|chart|diagram|figure|logo|placeholder|image placeholder|placeholder image|todo|tbd|fixme|xxx|untitled|unnamed|test|null|undefined|
		none|n a|na|description|description here|image here|image description|text|text here|insert alt text here|add alt text|no alt|empty|blank|spacer|thumbnail|banner|
		альт|альт текст|альтернативный текст|изображение|картинка|фото|фотография|рисунок|иллюстрация|снимок|скриншот|снимок экрана|диаграмма|график|схема|
		иконка|значок|логотип|описание|описание изображения|описание картинки|описание фото|текст|текст здесь|здесь будет текст|здесь будет описание|заглушка|
		без названия|без имени|без описания|нет|нет описания|тест|превью|баннер`, "|") {
		set[strings.TrimSpace(text)] = true
	}
	return set
}()

var unfinished = regexp.MustCompile(`^(?:TODO|FIXME|TBD|XXX)(?:$|[:,.!–-]|\s+[:–-]|\s+(?i:add|describe|write|alt|опис|допис|напис|добав))|(?i)^lorem ipsum`)

// fileName finds texts that are the name of a file, and those that a camera or a program made up.
func (c *checker) fileName() {
	stem, _, _ := cutExtension(c.Name)
	oneWord := !strings.ContainsFunc(c.text, unicode.IsSpace)
	_, _, hasExtension := cutExtension(c.text)
	isIts := c.Name != "" && (strings.EqualFold(c.text, c.Name) || strings.EqualFold(c.text, stem) && oneWord && strings.ContainsAny(stem, "_-0123456789"))
	isMade := slices.ContainsFunc(madeNames, func(form *regexp.Regexp) bool { return form.MatchString(c.text) })
	if same(c.text, c.Text) && c.Text != "" { // a file name that stands in the picture
		return
	}
	if isIts || isMade || oneWord && hasExtension || isHash(c.text) {
		c.find(RuleFileName, "%s is the name of a file. Say what the picture tells.",
			"%s — имя файла. Напишите, что сообщает картинка.", quoted(c.Language, c.text))
	}
}

var pictureExtension = regexp.MustCompile(`(?i)\.(?:png|jpe?g|jfif|gif|svgz?|webp|bmp|tiff?|avif|heic|heif|ico|psd|raw|cr2|nef)$`)

// cutExtension parts the name of a picture file from its extension.
func cutExtension(name string) (stem, extension string, found bool) {
	at := pictureExtension.FindStringIndex(name)
	if at == nil || at[0] == 0 {
		return name, "", false
	}
	return name[:at[0]], name[at[0]:], true
}

// madeNames are the names that cameras, telephones and programs give.
var madeNames = []*regexp.Regexp{
	regexp.MustCompile(`(?i)^(?:img|dscn?|dscf|pxl|mvi|gopr|vid|scan|fb_img|p\d{4})[-_ ]?\d{3,}(?:[-_ ]?(?:wa)?[\d(). ]+)?(?:[-_ ]?(?:copy|edited|final|hdr|mp|копия))?(?:\.\w{2,4})?$`),
	regexp.MustCompile(`(?i)^(?:image|picture|photo|pic|img|banner|slide|figure|фото|картинка|изображение|рисунок|слайд)[-_]?\d+(?:[-_]\d+)*(?:\.\w{2,4})?$`),
	regexp.MustCompile(`(?i)^(?:screen ?shot|screen capture|whatsapp image|снимок экрана|скриншот|изображение whatsapp|photo|фото)[-_ ]\d{4}[-_.]?\d\d[-_.]?\d\d.*$`),
	regexp.MustCompile(`(?i)^(?:screen ?shot|снимок экрана|скриншот)[-_ ]?\(?\d+\)?(?:\.\w{2,4})?$`),
	regexp.MustCompile(`(?i)^[\p{L}\d]+(?:-[\p{L}\d]+)+-(?:v?\d+|copy|draft|small|large|new|копия|черновик|новый)$`),
	regexp.MustCompile(`(?i)^[\p{L}\d]+(?:-[\p{L}\d]+)*-(?:final|thumb|thumbnail|banner|hero|bg|\d+x\d+|финал|баннер|превью)(?:-[\p{L}\d]+)*$`),
	regexp.MustCompile(`^[\p{L}\d]+(?:_[\p{L}\d]+)+$`),
}

var (
	uuid     = regexp.MustCompile(`(?i)^\{?[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\}?$`)
	hex      = regexp.MustCompile(`^(?:[0-9a-f]{8,}|[0-9A-F]{8,})$`)
	tokenish = regexp.MustCompile(`^[A-Za-z0-9_-]{20,}$`)
	letters  = regexp.MustCompile(`[A-Za-z]`)
	digits   = regexp.MustCompile(`\d`)
)

// isHash says whether a text is what a program makes of a file's content or of chance. A telephone number is none.
func isHash(text string) bool {
	mixed := letters.MatchString(text) && digits.MatchString(text)
	return uuid.MatchString(text) || mixed && (hex.MatchString(text) || tokenish.MatchString(text))
}

// keywords finds texts that are made for search engines: the same words again and again, or a list without a sentence.
// A picture of text says what the picture says.
func (c *checker) keywords() {
	if c.Purpose == TextPicture || c.Text != "" && len(lacking(c.Text, words(c.text))) == 0 {
		return
	}
	if word := c.repeated(); word != "" {
		c.find(RuleKeywords, "%s comes again and again. Say it once; stuffing a text with keywords helps neither readers nor search.",
			"Слово %s повторяется снова и снова. Достаточно одного раза: набор ключевых слов не поможет ни читателям, ни поиску.", quoted(c.Language, word))
		return
	}
	if c.isList() {
		c.find(RuleKeywords, "It is a list of keywords. Say in a sentence what the picture shows.",
			"Это перечень ключевых слов. Скажите одной фразой, что на картинке.")
	}
}

// repeated returns a word that three short items of a list have, or that is more than half of a text and comes three times.
func (c *checker) repeated() string {
	said := weighty(c.text)
	for _, word := range said {
		if utf8.RuneCountInString(word) < 3 || digits.MatchString(word) {
			continue
		}
		isAlike := func(other string) bool { return alike(word, other) }
		times, items := 0, 0
		for _, item := range c.items() {
			if slices.ContainsFunc(item, isAlike) && len(item) <= 4 {
				items++
			}
		}
		for _, other := range said {
			if isAlike(other) {
				times++
			}
		}
		if items >= 3 || times >= 3 && 2*times > len(words(c.text)) {
			return word
		}
	}
	return ""
}

// items are the words between commas and the like.
func (c *checker) items() [][]string {
	var items [][]string
	for _, item := range strings.FieldsFunc(c.text, func(r rune) bool { return strings.ContainsRune(",;|/#•·", r) }) {
		if said := words(item); len(said) > 0 {
			items = append(items, said)
		}
	}
	return items
}

// isList says whether a text is five short items or more, with commas and the like between them and no "and" before the last.
func (c *checker) isList() bool {
	items := c.items()
	if len(items) < 5 {
		return false
	}
	for _, item := range items {
		if len(item) > 3 || slices.ContainsFunc(item, func(word string) bool { return joining[word] }) || allNumbers(item) {
			return false
		}
	}
	return true
}

// joining are words that make a sentence of a list.
var joining = setOf("and or with in on at is are from to of by и или с со в во на у из от к под над")

func allNumbers(words []string) bool {
	return !slices.ContainsFunc(words, func(word string) bool { return !digits.MatchString(word) })
}
