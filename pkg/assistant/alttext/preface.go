package alttext

import (
	"regexp"
	"strings"
)

// A preface is a beginning that says no more than that there is a picture: "image of". It is looked for at the beginning of
// a text only; later on, a picture may be what the text is about.
type preface struct {
	form    *regexp.Regexp // its last group is what comes after the preface
	unless  *regexp.Regexp // what comes after it in a name: "Picture of the Year"
	removed bool           // whether what comes after it can stand alone, as it cannot in the Russian "фото кота"
}

var prefaces = []preface{
	{
		form: regexp.MustCompile(`(?i)^(?:(?:this|here|it) is |here's |it's |this )?(?:an? |the )?` +
			`(?:image|picture|photo|photograph|pic|graphic)s? (?:of|(?:that |which )?(?:shows?|showing|depicts?|depicting))(?:\s+(.*)|$)`),
		unless:  regexp.MustCompile(`(?i)^(?:the (?:year|month|week|day)|dorian gray)(?:\P{L}|$)`),
		removed: true,
	},
	{
		form:    regexp.MustCompile(`(?i)^(?:an? |the )?(?:image|picture|photo|photograph|pic|graphic)s?\s*(?::|\s[-–—])\s+(.*)$`),
		removed: true,
	},
	{
		form: regexp.MustCompile(`(?i)^(?:in|on) (?:the|this) (?:image|picture|photo|photograph)` +
			`(?:[,:]?\s+(?:(?:we|you|one) (?:can )?see|there (?:is|are)|is|are)\s+|[,:]\s+)(.*)$`),
		removed: true,
	},
	{
		form: regexp.MustCompile(`(?i)^на (?:(?:этом|этой|данном|данной|нашем|нашей) )?` +
			`(?:изображени(?:и|ях)|картинк(?:е|ах)|фото|фотографи(?:и|ях)|рисунк(?:е|ах)|снимк(?:е|ах)|иллюстраци(?:и|ях))` +
			`(?:\s*[:,—–-]\s*(?:изображ[её]н[аоы]?\s+)?|\s+(?:изображ[её]н[аоы]?\s+|видно,?\s+|показан[аоы]?\s+)?|$)(.*)$`),
		unless:  regexp.MustCompile(`(?i)^экран`),
		removed: true,
	},
	{
		form: regexp.MustCompile(`(?i)^(?:это |вот )?` +
			`(?:изображени[ея]|картинк[аи]|фото|фотографи[яи]|фотоснимок|фотка)\s*[:—–-]\s+(.*)$`),
		removed: true,
	},
	{
		form: regexp.MustCompile(`(?i)^(?:это |вот )?` +
			`(?:изображени[ея]|картинк[аи]|фото|фотографи[яи]|фотоснимок|фотка)(?:\s+(.*)|$)`),
		unless: regexp.MustCompile(`(?i)^(?:на (?:[^ф]|ф[^о])|с выставки|и |или |для |в формате |(?:года|месяца|недели|дня|профиля)(?:\P{L}|$))`),
	},
	{
		form:    regexp.MustCompile(`(?i)^изображ[её]н[аоы]?\s+(.*)$`),
		removed: true,
	},
}

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
		if !found || !p.removed {
			return text
		}
		text = after
	}
}

// namesScreenshot finds texts that say themselves that there is a screenshot.
var namesScreenshot = regexp.MustCompile(`(?i)^(?:(?:an? |the )?screen ?shots?(?: of | showing |:)|снимок экрана|скриншот)`)
