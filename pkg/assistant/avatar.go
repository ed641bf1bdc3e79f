package assistant

import (
	"cmp"
	_ "embed"
	"encoding/base64"
	"encoding/xml"
	"fmt"
	"math/rand/v2"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Image returns the avatar of an assistant with this name: the user's picture, or else the drawing, with its media type.
//
// The seed decides the drawing, a face, a mark or the name's initials; the name gives the initials and the title that a screen
// reader reads. The same seed and name give the same drawing. It is an SVG of its own, without scripts, styles and links, made to be
// told apart from others at 32 pixels.
func (a Avatar) Image(name string) (content []byte, mediaType string) {
	if a.Picture != nil {
		return a.Picture, typeOf(a.Picture)
	}
	rng := rand.New(rand.NewPCG(a.Seed, 0x5eed))
	theme := strings.Fields(grow("{theme}", rng))
	shapes, letters := grow("{"+theme[4]+"}", rng), cmp.Or(initials(name), "?")
	size := map[bool]string{true: "38", false: "28"}[utf8.RuneCountInString(letters) == 1]
	shapes = strings.NewReplacer("{ground}", theme[0], "{figure}", theme[1], "{feature}", theme[2], "{accent}", theme[3],
		"{letters}", escaped(letters), "{size}", size).Replace(shapes)
	return fmt.Appendf(nil, `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64" width="256" height="256" role="img">
<title>%s</title>
<rect width="64" height="64" rx="15" fill="%s"/>
%s
</svg>
`, escaped(cmp.Or(strings.TrimSpace(name), nameless)), theme[0], shapes), "image/svg+xml"
}

const nameless = "an assistant without a name"

// A Portrait is the avatar of a draft, to be shown in a notebook by show.Figure.
type Portrait Draft

// Portrait is the avatar of the draft, with its name.
func (d Draft) Portrait() Portrait { return Portrait(d) }

// SVG is the drawing; a picture of the user's is put into a frame of SVG.
func (p Portrait) SVG() ([]byte, error) {
	content, mediaType := p.Avatar.Image(p.Name)
	if mediaType == "image/svg+xml" {
		return content, nil
	}
	const frame = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64" width="256" height="256">` +
		`<image width="64" height="64" href="data:%s;base64,%s"/></svg>` + "\n"
	return fmt.Appendf(nil, frame, mediaType, base64.StdEncoding.EncodeToString(content)), nil
}

// Alt says whose avatar it is.
func (p Portrait) Alt() string { return "Avatar of " + cmp.Or(p.Name, nameless) }

// artwork is a grammar of drawings. Each name has its pieces, one a line, of which one is taken by chance; {names} in it are replaced
// in turn. What has no pieces is left: the colours of a theme, and the initials.
//
// A theme is four colours: the ground, what is drawn on it, what is drawn on that, and one that makes it cheerful; and whether the
// figure is light or dark: a dark head is a machine's, an animal's or a bubble, never a person's. Most are Okabe and Ito's
// (https://jfly.uni-koeln.de/color/), which colour-blind people tell apart, some made darker until the contrast between figure and
// ground is at least 4.5, as WCAG 2.2 asks of small text.
var artwork = map[string][]string{}

//go:embed avatar.txt
var artworkFile string

func init() {
	for rule := range strings.SplitSeq(strings.TrimSuffix(artworkFile, "\n"), "\n\n") {
		lines := strings.Split(rule, "\n")
		artwork[lines[0]] = lines[1:]
	}
}

var named = regexp.MustCompile(`{[a-z ]+}`)

// grow replaces the names in a text by pieces of artwork.
func grow(text string, rng *rand.Rand) string {
	return named.ReplaceAllStringFunc(text, func(name string) string {
		switch pieces := artwork[strings.Trim(name, "{}")]; len(pieces) {
		case 0:
			return name
		case 1:
			return grow(pieces[0], rng)
		default:
			return grow(pieces[rng.IntN(len(pieces))], rng)
		}
	})
}

func escaped(text string) string {
	var escaped strings.Builder
	xml.EscapeText(&escaped, []byte(valid(text))) // to a builder, which takes everything
	return escaped.String()
}

// initials are the first letters of the first two words, or of the only one.
func initials(name string) string {
	var letters []rune
	for word := range strings.FieldsSeq(name) {
		if i := strings.IndexFunc(word, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }); i >= 0 && len(letters) < 2 {
			first, _ := utf8.DecodeRuneInString(word[i:])
			letters = append(letters, unicode.ToUpper(first))
		}
	}
	return string(letters)
}
