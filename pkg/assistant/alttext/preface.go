package alttext

import (
	"regexp"
	"strings"
)

// A preface is a beginning that says no more than that there is a picture: "image of". It is looked for at the beginning of
// a text only; later on, a picture may be what the text is about.
type preface struct {
	form   *regexp.Regexp // its last group is what comes after the preface
	unless *regexp.Regexp // what comes after it in a name: "Picture of the Year"
	clings bool           // what comes after it cannot stand alone, as in the Russian "фото кота"
}

const (
	picture     = `(?:image|picture|photo|photograph|pic|graphic)`
	isDepicted  = `изображ[её]н[аоы]?\s+`
	inRussian   = `(?:изображени[ея]|картинк[аи]|фото|фотографи[яи]|фотоснимок|фотка)`
	onInRussian = `(?:изображени(?:и|ях)|картинк(?:е|ах)|фото|фотографи(?:и|ях)|рисунк(?:е|ах)|снимк(?:е|ах)|иллюстраци(?:и|ях))`
)

var prefaces = []preface{
	{form: ignoringCase(`(?:(?:this|here|it) is |here's |it's |this )?(?:an? |the )?` + picture +
		`s? (?:of|(?:that |which )?(?:shows?|showing|depicts?|depicting))(?:\s+(.*)|$)`),
		unless: ignoringCase(`(?:the (?:year|month|week|day)|dorian gray)(?:\P{L}|$)`)},
	{form: ignoringCase(`(?:an? |the )?` + picture + `s?\s*(?::|\s[-–—])\s+(.*)$`)},
	{form: ignoringCase(`(?:in|on) (?:the|this) ` + picture + `(?:[,:]?\s+(?:(?:we|you|one) (?:can )?see|there (?:is|are)|is|are)\s+|[,:]\s+)(.*)$`)},
	{form: ignoringCase(`на (?:(?:этом|этой|данном|данной|нашем|нашей) )?` + onInRussian +
		`(?:\s*[:,—–-]\s*(?:` + isDepicted + `)?|\s+(?:` + isDepicted + `|видно,?\s+|показан[аоы]?\s+)?|$)(.*)$`),
		unless: ignoringCase(`экран`)},
	{form: ignoringCase(`(?:это |вот )?` + inRussian + `\s*[:—–-]\s+(.*)$`)},
	{form: ignoringCase(`(?:это |вот )?` + inRussian + `(?:\s+(.*)|$)`), clings: true,
		unless: ignoringCase(`(?:на (?:[^ф]|ф[^о])|с выставки|и |или |для |в формате |(?:года|месяца|недели|дня|профиля)(?:\P{L}|$))`)},
	{form: ignoringCase(isDepicted + `(.*)$`)},
}

func ignoringCase(beginning string) *regexp.Regexp { return regexp.MustCompile(`(?i)^` + beginning) }

// prefaceOf finds the preface of a text and what comes after it.
func prefaceOf(text string) (before, after string, p preface, found bool) {
	for _, p := range prefaces {
		if match := p.form.FindStringSubmatch(text); match != nil {
			after = match[len(match)-1]
			if p.unless == nil || !p.unless.MatchString(after) {
				return strings.TrimSpace(strings.TrimSuffix(text, after)), after, p, true
			}
		}
	}
	return "", text, preface{}, false
}

// withoutPreface leaves out the prefaces of a text, as far as what remains can stand alone.
func withoutPreface(text string) string {
	for {
		_, after, p, found := prefaceOf(text)
		if !found || p.clings {
			return text
		}
		text = after
	}
}

// namesScreenshot finds texts that say themselves that there is a screenshot.
var namesScreenshot = regexp.MustCompile(`(?i)^(?:(?:an? |the )?screen ?shots?(?: of | showing |:)|снимок экрана|скриншот)`)
