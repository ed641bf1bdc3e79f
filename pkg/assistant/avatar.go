package assistant

import (
	"encoding/xml"
	"fmt"
	"math"
	"math/rand/v2"
	"strings"
	"unicode"
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
	s.add(`<rect width="64" height="64" rx="15" fill="%s"/>`, s.ground)
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
	var escaped strings.Builder
	xml.EscapeText(&escaped, []byte(valid(title))) // to a builder, which takes everything
	svg := fmt.Sprintf(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64" width="256" height="256" role="img">
<title>%s</title>
%s</svg>
`, &escaped, &s.shapes)
	return []byte(svg), "image/svg+xml"
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

// A sketch is an SVG that grows, 64 units wide and high.
type sketch struct {
	*rand.Rand
	theme
	shapes strings.Builder
}

func (s *sketch) add(shape string, values ...any) {
	fmt.Fprintf(&s.shapes, shape+"\n", values...)
}

func (s *sketch) circle(x, y, radius float64, colour string) {
	s.add(`<circle cx="%.4g" cy="%.4g" r="%.4g" fill="%s"/>`, x, y, radius, colour)
}

func (s *sketch) stroke(path, colour string, width float64) {
	s.add(`<path d="%s" fill="none" stroke="%s" stroke-width="%.3g" stroke-linecap="round" stroke-linejoin="round"/>`, path, colour, width)
}

func (s *sketch) fill(path, colour string) { s.add(`<path d="%s" fill="%s"/>`, path, colour) }

func (s *sketch) chance(share float64) bool { return s.Float64() < share }

// drawFace draws a head with its ears or other signs, then eyes and mouth.
func (s *sketch) drawFace() {
	heads := 6
	if s.feature == cream {
		heads = 4 // a dark head is a machine's, an animal's or a bubble, never a person's
	}
	switch s.IntN(heads) {
	case 0: // a cat
		s.fill("M12 34 L13 10 L28 19Z", s.figure)
		s.fill("M52 34 L51 10 L36 19Z", s.figure)
		s.fill("M15.5 24 L16 16 L22 20Z", s.accent)
		s.fill("M48.5 24 L48 16 L42 20Z", s.accent)
		s.add(`<ellipse cx="32" cy="36" rx="22" ry="20" fill="%s"/>`, s.figure)
	case 1: // a robot
		s.stroke("M32 16 V9", s.figure, 3)
		s.circle(32, 8, 4, s.accent)
		s.add(`<rect x="5" y="30" width="54" height="13" rx="5" fill="%s"/>`, s.accent)
		s.add(`<rect x="10" y="15" width="44" height="42" rx="12" fill="%s"/>`, s.figure)
	case 2: // a speech bubble
		s.fill("M20 10 H44 Q58 10 58 24 V36 Q58 50 44 50 H30 L17 60 L18.5 50 Q6 49 6 36 V24 Q6 10 20 10Z", s.figure)
		s.drawExpression(27, 36)
		return
	case 3: // a bear
		for _, x := range []float64{14, 50} {
			s.circle(x, 18, 8, s.figure)
			s.circle(x, 18, 4, s.accent)
		}
		s.circle(32, 36, 22, s.figure)
	case 4: // round, with a sprout
		s.stroke("M32 16 Q32 9 33 7", s.figure, 3)
		s.fill("M33 8 Q36 1 46 4 Q42 12 33 8Z", s.accent)
		s.circle(32, 36, 21, s.figure)
	default: // a person with hair
		s.circle(32, 29, 22, s.accent)
		s.add(`<rect x="10" y="28" width="44" height="%d" rx="7" fill="%s"/>`, 12+10*s.IntN(3), s.accent)
		s.add(`<ellipse cx="32" cy="38" rx="18" ry="20" fill="%s"/>`, s.figure)
		fringes := []string{"M14 33 Q16 16 36 16 Q31 27 14 33Z", "M13 32 Q20 18 32 17 Q44 18 51 32 Q40 26 32 26 Q24 26 13 32Z"}
		s.fill(fringes[s.IntN(2)], s.accent)
		s.drawExpression(38, 46)
		return
	}
	s.drawExpression(34, 43)
}

// drawExpression draws eyes at the height y, and a mouth.
func (s *sketch) drawExpression(y, mouth float64) {
	apart, kind := 8+s.Float64()*2, s.IntN(5)
	for _, side := range []float64{-1, 1} {
		x := 32 + side*apart
		switch {
		case kind == 0 || kind == 4 && side < 0:
			s.circle(x, y, 3.4, s.feature)
		case kind == 1:
			s.add(`<ellipse cx="%.4g" cy="%.4g" rx="3" ry="4.6" fill="%s"/>`, x, y, s.feature)
			s.circle(x+1, y-1.8, 1.1, s.figure)
		case kind == 2 || kind == 4: // shut in a smile; with the other one open, a wink
			s.stroke(fmt.Sprintf("M%.4g %.4g q4 -5.5 8 0", x-4, y+1.5), s.feature, 2.8)
		default: // glasses
			s.add(`<circle cx="%.4g" cy="%.4g" r="6" fill="none" stroke="%s" stroke-width="2.4"/>`, x, y, s.feature)
			s.circle(x, y, 2.6, s.feature)
		}
	}
	if kind == 3 {
		mouth += 2.5
		s.stroke(fmt.Sprintf("M%.4g %.4g H%.4g", 32-apart+6, y, 32+apart-6), s.feature, 2.4)
	}
	if kind != 3 && s.chance(0.4) {
		for _, side := range []float64{-1, 1} {
			s.add(`<circle cx="%.4g" cy="%.4g" r="3.2" fill="%s" opacity="0.7"/>`, 32+side*(apart+4), y+7, s.accent)
		}
	}
	s.drawMouth(mouth)
}

func (s *sketch) drawMouth(y float64) {
	switch s.IntN(3) {
	case 0:
		s.stroke(fmt.Sprintf("M25 %.4g q7 7 14 0", y), s.feature, 2.8)
	case 1:
		s.fill(fmt.Sprintf("M24.5 %.4g h15 q-0.5 8.5 -7.5 8.5 q-7 0 -7.5 -8.5Z", y-1), s.feature)
	default:
		s.stroke(fmt.Sprintf("M27 %.4g q3 3.5 6 2.5 q3.5 -1 4.5 -3.5", y+0.5), s.feature, 2.8)
	}
}

// drawMark draws a figure that stands for nothing but this assistant.
func (s *sketch) drawMark() {
	switch s.IntN(5) {
	case 0: // a flower
		petals, turn := 5+s.IntN(4), 90*s.Float64()
		for i := range petals {
			colour := s.figure
			if petals%2 == 0 && i%2 == 1 {
				colour = s.accent
			}
			s.add(`<ellipse cx="32" cy="17" rx="%.3g" ry="12" fill="%s" transform="rotate(%.4g 32 32)"/>`,
				38/float64(petals), colour, turn+float64(i)*360/float64(petals))
		}
		s.circle(32, 32, 6.5, s.ground)
		s.circle(32, 32, 4, s.accent)
	case 1: // a neuron
		rays, turn := 5+s.IntN(3), s.Float64()
		for i := range rays {
			angle := 2 * math.Pi * (float64(i) + turn) / float64(rays)
			length := 21 + 3*s.Float64()
			x, y := 32+length*math.Cos(angle), 32+length*math.Sin(angle)
			s.stroke(fmt.Sprintf("M32 32 L%.4g %.4g", x, y), s.figure, 3)
			s.circle(x, y, 4.6, []string{s.figure, s.accent}[i%2])
		}
		s.circle(32, 32, 10.5, s.figure)
		s.circle(32, 32, 4.5, s.feature)
	case 2: // four quarters
		for i := range 4 {
			x, y := 9+24*(i%2), 9+24*(i/2)
			colour := []string{s.figure, s.accent}[(i+i/2)%2]
			s.add(`<path d="M0 0 H22 A22 22 0 0 1 0 22Z" fill="%s" transform="translate(%d %d) rotate(%d 11 11)"/>`,
				colour, x, y, 90*s.IntN(4))
		}
	case 3: // a sunrise
		for i, radius := range []int{25, 18, 11} {
			s.add(`<path d="M%d 45 A%d %d 0 0 1 %d 45Z" fill="%s"/>`,
				32-radius, radius, radius, 32+radius, []string{s.figure, s.ground, s.accent}[i])
		}
		s.stroke("M8 51 H56", s.figure, 3.5)
	default: // a spark
		x, y := 28.0, 35.0
		if s.chance(0.5) {
			x = 64 - x
		}
		s.fill(spark(x, y, 23), s.figure)
		s.fill(spark(32+4.5*(32-x), 14, 10), s.accent)
	}
}

// spark is a star with four points.
func spark(x, y, size float64) string {
	near := size * 0.22
	return fmt.Sprintf("M%.4g %.4g Q%.4g %.4g %.4g %.4g Q%.4g %.4g %.4g %.4g Q%.4g %.4g %.4g %.4g Q%.4g %.4g %.4g %.4gZ",
		x, y-size, x+near, y-near, x+size, y, x+near, y+near, x, y+size, x-near, y+near, x-size, y, x-near, y-near, x, y-size)
}

func (s *sketch) drawInitials(letters string) {
	switch s.IntN(3) {
	case 0:
		s.circle(53, 11, 6, s.accent)
	case 1:
		s.add(`<circle cx="32" cy="32" r="26" fill="none" stroke="%s" stroke-width="3"/>`, s.accent)
	default:
		s.stroke("M16 53 q4 -5 8 0 t8 0 t8 0 t8 0", s.accent, 3)
	}
	size := 38
	if len([]rune(letters)) > 1 {
		size = 28
	}
	var escaped strings.Builder
	xml.EscapeText(&escaped, []byte(letters))
	s.add(`<text x="32" y="32" dy="0.35em" text-anchor="middle" font-family="system-ui, sans-serif" font-weight="700"`+
		` font-size="%d" fill="%s">%s</text>`, size, s.figure, &escaped)
}

// initials are the first letters of the first two words, or of the only one.
func initials(name string) string {
	letters := ""
	for word := range strings.FieldsSeq(name) {
		for _, r := range word {
			if unicode.IsLetter(r) || unicode.IsDigit(r) {
				letters += string(unicode.ToUpper(r))
				break
			}
		}
		if len([]rune(letters)) == 2 {
			break
		}
	}
	return letters
}
