package knowledge

import (
	"fmt"
	"io"
	"math"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/ledongthuc/pdf"
)

// A pageReader follows the instructions that draw a page, as far as they are about text (ISO 32000-1, chapter 9), in their order.
type pageReader struct {
	source  *source
	fonts   map[string]*font
	page    int
	lines   []line
	line    line
	end     float64 // where the line so far ends
	letters int     // so far
	err     error
}

// A line is text at the same height of a page.
type line struct {
	text []byte
	page int
	size float64 // of its letters, in points
	x, y float64 // of its first letter, from the lower left corner
}

type matrix [6]float64

func (m matrix) times(n matrix) matrix {
	return matrix{m[0]*n[0] + m[1]*n[2], m[0]*n[1] + m[1]*n[3], m[2]*n[0] + m[3]*n[2], m[2]*n[1] + m[3]*n[3],
		m[4]*n[0] + m[5]*n[2] + n[4], m[4]*n[1] + m[5]*n[3] + n[5]}
}

// graphics is the state that q keeps and Q brings back.
type graphics struct {
	page                                    matrix
	font                                    *font
	size, spacing, wordSpacing, leading, up float64
	stretch                                 float64
	unseen                                  bool
}

func (r *pageReader) read(contents, resources pdf.Value, depth int) {
	if err := small(contents); err != nil {
		r.err = fmt.Errorf("page %d: %w", r.page, err)
		return
	}
	if contents.Kind() != pdf.Stream && contents.Kind() != pdf.Array {
		return
	}
	upright := matrix{1, 0, 0, 1, 0, 0}
	g := graphics{page: upright, stretch: 1}
	var kept []graphics
	text, start := upright, upright
	move := func(x, y float64) {
		start = matrix{1, 0, 0, 1, x, y}.times(start)
		text = start
	}
	show := func(raw string) {
		switch {
		case g.font == nil:
			return
		case len(raw) > math.MaxInt16: // ISO 32000-1, annex C.2
			panic("a string is too long")
		case r.source.dry.Load():
			panic(errPatience)
		}
		for _, glyph := range g.font.glyphs(raw) {
			place := matrix{g.size, 0, 0, g.size, 0, g.up}.times(text).times(g.page)
			wide := glyph.width / 1000
			if !g.unseen {
				r.draw(glyph.letters, place, wide*math.Hypot(place[0], place[1]))
			}
			wide = wide*g.size + g.spacing
			if glyph.letters == " " {
				wide += g.wordSpacing
			}
			text = matrix{1, 0, 0, 1, wide * g.stretch, 0}.times(text)
		}
	}
	pdf.Interpret(contents, func(stack *pdf.Stack, operator string) {
		arguments := make([]pdf.Value, stack.Len())
		for i := len(arguments) - 1; i >= 0; i-- {
			arguments[i] = stack.Pop()
		}
		argument := func(i int) pdf.Value { // what is missing is null, which is 0 and ""
			if i < len(arguments) {
				return arguments[i]
			}
			return pdf.Value{}
		}
		number := func(i int) float64 { return argument(i).Float64() }
		all := func() (m matrix) {
			for i := range m {
				m[i] = number(i)
			}
			return m
		}
		switch operator {
		case "q":
			kept = append(kept, g)
		case "Q":
			if last := len(kept) - 1; last >= 0 {
				g, kept = kept[last], kept[:last]
			}
		case "cm":
			g.page = all().times(g.page)
		case "BT":
			text, start = upright, upright
		case "Tc":
			g.spacing = number(0)
		case "Tw":
			g.wordSpacing = number(0)
		case "Tz":
			g.stretch = number(0) / 100
		case "TL":
			g.leading = number(0)
		case "Ts":
			g.up = number(0)
		case "Tr":
			g.unseen = argument(0).Int64() == 3 || argument(0).Int64() == 7
		case "Tf":
			g.font, g.size = r.font(resources, argument(0).Name()), number(1)
		case "Td":
			move(number(0), number(1))
		case "TD":
			g.leading = -number(1)
			move(number(0), number(1))
		case "Tm":
			start = all()
			text = start
		case "T*":
			move(0, -g.leading)
		case "Tj":
			show(argument(0).RawString())
		case "'":
			move(0, -g.leading)
			show(argument(0).RawString())
		case `"`:
			g.wordSpacing, g.spacing = number(0), number(1)
			move(0, -g.leading)
			show(argument(2).RawString())
		case "TJ":
			for i := range argument(0).Len() {
				if part := argument(0).Index(i); part.Kind() == pdf.String {
					show(part.RawString())
				} else {
					text = matrix{1, 0, 0, 1, -part.Float64() / 1000 * g.size * g.stretch, 0}.times(text)
				}
			}
		case "Do":
			form := resources.Key("XObject").Key(argument(0).Name())
			if form.Key("Subtype").Name() == "Form" && depth < mostForms && r.err == nil {
				own := form.Key("Resources")
				if own.IsNull() {
					own = resources
				}
				r.read(form, own, depth+1)
			}
		}
	})
}

// small refuses instructions that unpack to more than a page of text needs.
func small(contents pdf.Value) error {
	parts := []pdf.Value{contents}
	if contents.Kind() == pdf.Array {
		parts = parts[:0]
		for i := range contents.Len() {
			parts = append(parts, contents.Index(i))
		}
	}
	total := int64(0)
	for _, part := range parts {
		if part.Kind() != pdf.Stream {
			continue
		}
		n, _ := io.Copy(io.Discard, io.LimitReader(part.Reader(), mostOnPage+1-total))
		if total += n; total > mostOnPage {
			return fmt.Errorf("its drawing instructions unpack to more than %d megabytes; save its text as a text file", mostOnPage>>20)
		}
	}
	return nil
}

func (r *pageReader) font(resources pdf.Value, name string) *font {
	value := resources.Key("Font").Key(name)
	key := value.String() // names the parts that it is made of
	known := r.fonts[key]
	if known == nil {
		if err := small(value.Key("ToUnicode")); err != nil {
			r.err = err
			return nil
		}
		known = newFont(value)
		r.fonts[key] = known
	}
	return known
}

// draw adds letters to the line, or begins a new one where the height differs. A gap between letters is a space.
func (r *pageReader) draw(letters string, place matrix, width float64) {
	size, x, y := math.Hypot(place[2], place[3]), place[4], place[5]
	if len(r.line.text) > 0 && (math.Abs(y-r.line.y) > 0.4*max(size, r.line.size) || x < r.line.x-size) {
		r.endLine()
	}
	if letters = strings.Trim(letters, "\x00"+string(utf8.RuneError)); letters == "" {
		return
	}
	if r.letters += len(letters); r.letters > MaxSize {
		panic("it has too many letters")
	}
	switch {
	case len(r.line.text) == 0:
		r.line = line{page: r.page, size: size, x: x, y: y}
	case x-r.end > 0.2*size:
		r.line.text = append(r.line.text, ' ')
	}
	r.line.text = append(r.line.text, letters...)
	r.end = x + width
}

func (r *pageReader) endLine() {
	if strings.TrimSpace(visible(string(r.line.text))) != "" {
		r.lines = append(r.lines, r.line)
	}
	r.line = line{}
}

// document makes paragraphs of lines. Larger letters than most are a heading; a gap that is wider than between most lines, or a
// step to the right, begins a paragraph.
func (r *pageReader) document() *document {
	usual := r.usual()
	var larger []float64
	for _, l := range r.lines {
		if size := math.Round(l.size); l.size > 1.15*usual && !slices.Contains(larger, size) {
			larger = append(larger, size)
		}
	}
	slices.Sort(larger)
	slices.Reverse(larger)
	var text strings.Builder
	var found []block
	for i, l := range r.lines {
		level := 0
		if l.size > 1.15*usual {
			level = slices.Index(larger, math.Round(l.size)) + 1
		}
		words := strings.Join(strings.Fields(visible(string(l.text))), " ")
		if last := len(found) - 1; last >= 0 && found[last].page == l.page && found[last].title == level && follows(r.lines[i-1], l) {
			text.WriteByte('\n')
			text.WriteString(words)
			found[last].end = text.Len()
			continue
		}
		text.WriteString("\n\n")
		start := text.Len()
		text.WriteString(words)
		found = append(found, block{span: span{start, text.Len()}, page: l.page, title: level})
	}
	d := &document{text: text.String()}
	for _, b := range found {
		if b.title > 0 {
			d.head(b.title, b)
		} else {
			b.rows = item.MatchString(d.text[b.start:b.end])
			d.add(b)
		}
	}
	return d
}

// usual is the size of most letters.
func (r *pageReader) usual() float64 {
	letters := map[float64]int{}
	for _, l := range r.lines {
		letters[math.Round(l.size*2)/2] += len(l.text)
	}
	var usual float64
	for size, n := range letters {
		if n > letters[usual] || n == letters[usual] && size < usual {
			usual = size
		}
	}
	return usual
}

func follows(above, below line) bool {
	gap := above.y - below.y
	return gap > 0 && gap < 1.6*max(above.size, below.size) && below.x-above.x < 0.8*below.size
}
