package assistant

import (
	_ "embed"
	"encoding/base64"
	"encoding/xml"
	"fmt"
	"math"
	"math/rand/v2"
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
	s := sketch{Rand: rng, theme: themes[rng.IntN(len(themes))]}
	s.draw("ground")
	switch letters := initials(name); {
	case letters != "" && s.IntN(4) == 0:
		s.drawInitials(letters)
	case s.IntN(3) == 0:
		s.drawMark()
	default:
		s.drawFace()
	}
	title := strings.TrimSpace(name)
	if title == "" {
		title = "an assistant without a name"
	}
	colours := strings.NewReplacer(`"ground`, `"`+s.ground, `"figure`, `"`+s.figure, `"feature`, `"`+s.feature, `"accent`, `"`+s.accent)
	return fmt.Appendf(nil, `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64" width="256" height="256" role="img">
<title>%s</title>
%s</svg>
`, escaped(title), colours.Replace(s.shapes.String())), "image/svg+xml"
}

// A Portrait is an avatar to be shown in a notebook, by show.Figure.
type Portrait struct {
	Avatar Avatar
	Name   string
}

// Portrait is the avatar of the draft, with its name.
func (d Draft) Portrait() Portrait { return Portrait{d.Avatar, d.Name} }

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
func (p Portrait) Alt() string {
	if p.Name == "" {
		return "Avatar of an assistant without a name"
	}
	return "Avatar of " + p.Name
}

// A theme is four colours: the ground, what is drawn on it, what is drawn on that, and one that makes it cheerful. Most are Okabe and
// Ito's (https://jfly.uni-koeln.de/color/), which colour-blind people tell apart, some made darker until the contrast between figure
// and ground is at least 4.5, as WCAG 2.2 asks of small text.
type theme struct{ ground, figure, feature, accent string }

const (
	cream = "#FFF6E5"
	night = "#1D2B3A"
)

var themes = []theme{
	{"#005F96", cream, night, "#F0E442"},
	{"#00735A", cream, night, "#F5B942"},
	{"#A94A00", cream, night, "#8FD0F5"},
	{"#8A3F6B", cream, night, "#F5B942"},
	{"#1D2B3A", "#F5B942", night, "#56B4E9"},
	{"#3D4C8C", "#BFE3F8", night, "#F2A7C8"},
	{"#F0E442", "#004B78", cream, "#D55E00"},
	{"#F5B942", "#5A2347", cream, "#FFF6E5"},
	{"#8FD0F5", "#00405F", cream, "#F0E442"},
	{"#F2B8D0", "#5A2347", cream, "#F5B942"},
	{"#9FDFC8", "#00503F", cream, "#F0E442"},
	{cream, "#A94A00", cream, "#56B4E9"},
}

// A sketch is a drawing that grows, 64 units wide and high.
type sketch struct {
	*rand.Rand
	theme
	shapes strings.Builder
}

// artwork are pieces of SVG by their names. They name colours by their place in a theme, and leave some values to be put in.
var artwork = map[string]string{}

//go:embed avatar.txt
var artworkFile string

func init() {
	for piece := range strings.SplitSeq(artworkFile, "\n\n") {
		name, shapes, _ := strings.Cut(piece, "\n")
		artwork[name] = strings.TrimSpace(shapes) + "\n"
	}
}

func (s *sketch) draw(piece string, values ...any) { fmt.Fprintf(&s.shapes, artwork[piece], values...) }

// drawFace draws a head, then eyes and mouth.
func (s *sketch) drawFace() {
	heads := []string{"cat", "robot", "bubble", "bear", "sprout", "person"}
	if s.feature == cream {
		heads = heads[:4] // a dark head is a machine's, an animal's or a bubble, never a person's
	}
	switch head := heads[s.IntN(len(heads))]; head {
	case "bubble":
		s.draw(head)
		s.drawExpression(27, 36)
	case "person":
		s.draw(head, 12+10*s.IntN(3))
		s.draw([]string{"side parting", "middle parting"}[s.IntN(2)])
		s.drawExpression(38, 46)
	default:
		s.draw(head)
		s.drawExpression(34, 43)
	}
}

// drawExpression draws eyes at the height y, and a mouth.
func (s *sketch) drawExpression(y, mouth float64) {
	apart, eyes := 8+s.Float64()*2, []string{"round", "shining", "shut", "glasses", "wink"}[s.IntN(5)]
	left, right := 32-apart, 32+apart
	for _, x := range []float64{left, right} {
		switch {
		case eyes == "round" || eyes == "wink" && x == left:
			s.draw("eye", x, y)
		case eyes == "shining":
			s.draw("shining eye", x, y, x+1, y-1.8)
		case eyes == "glasses":
			s.draw("eye with glass", x, y)
		default:
			s.draw("shut eye", x-4, y+1.5)
		}
	}
	if eyes == "glasses" {
		mouth += 2.5
		s.draw("bridge of glasses", left+6, y, right-6)
	} else if s.Float64() < 0.4 {
		s.draw("cheek", 32-(apart+4), y+7)
		s.draw("cheek", 32+(apart+4), y+7)
	}
	switch s.IntN(3) {
	case 0:
		s.draw("smile", mouth)
	case 1:
		s.draw("laugh", mouth-1)
	default:
		s.draw("smirk", mouth+0.5)
	}
}

// drawMark draws a figure without a meaning of its own.
func (s *sketch) drawMark() {
	colours := []string{"figure", "accent"}
	switch s.IntN(5) {
	case 0:
		petals, turn := 5+s.IntN(4), 90*s.Float64()
		for i := range petals {
			s.draw("petal", 38/float64(petals), colours[i%2*(1-petals%2)], turn+float64(i)*360/float64(petals))
		}
		s.draw("heart of a flower")
	case 1: // a neuron
		rays, turn := 5+s.IntN(3), s.Float64()
		for i := range rays {
			angle := 2 * math.Pi * (float64(i) + turn) / float64(rays)
			length := 21 + 3*s.Float64()
			s.draw("dendrite", 32+length*math.Cos(angle), 32+length*math.Sin(angle), colours[i%2])
		}
		s.draw("cell body")
	case 2:
		for i := range 4 {
			s.draw("quarter", colours[(i+i/2)%2], 9+24*(i%2), 9+24*(i/2), 90*s.IntN(4))
		}
	case 3:
		s.draw("sunrise")
	default:
		x := 28.0
		if s.Float64() < 0.5 {
			x = 36
		}
		s.drawSpark(x, 35, 23, "figure")
		s.drawSpark(32+4.5*(32-x), 14, 10, "accent")
	}
}

// drawSpark draws a star with four points.
func (s *sketch) drawSpark(x, y, size float64, colour string) {
	near := size * 0.22
	s.draw("spark", x, y-size, x+near, y-near, x+size, y, x+near, y+near, x, y+size, x-near, y+near, x-size, y, x-near, y-near, x, y-size, colour)
}

func (s *sketch) drawInitials(letters string) {
	s.draw([]string{"dot", "ring", "wave"}[s.IntN(3)])
	size := 38
	if len([]rune(letters)) > 1 {
		size = 28
	}
	s.draw("initials", size, escaped(letters))
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
