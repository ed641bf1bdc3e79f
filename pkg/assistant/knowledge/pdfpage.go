package knowledge

import (
	"math"
	"regexp"
	"slices"
	"strings"
	"unicode/utf16"

	"github.com/klippa-app/go-pdfium"
	"github.com/klippa-app/go-pdfium/references"
	"github.com/klippa-app/go-pdfium/requests"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
)

// A pdfReader collects the lines of a file's pages.
type pdfReader struct {
	pdfium.Pdfium
	lines   []line
	scanned int // pages with a picture and no text
}

// A line is text at the same height of a page. Where a word is broken at the end of a line, the engine joins both, and says so.
type line struct {
	text    string
	page    int
	size    float64 // of its letters, in points
	x, y    float64 // of its first letter, from the lower left corner
	end, to float64 // the right end and the height of its last letter
}

// broken stands where a word was broken at the end of a line.
const broken = '\x02'

func (r *pdfReader) read(file references.FPDF_DOCUMENT, index int) error {
	loaded, err := r.FPDF_LoadPage(&requests.FPDF_LoadPage{Document: file, Index: index})
	if err != nil {
		return nil // the other pages may be whole
	}
	defer r.FPDF_ClosePage(&requests.FPDF_ClosePage{Page: loaded.Page})
	page := requests.Page{ByReference: &loaded.Page}
	pictures, err := r.inspect(page)
	if err != nil {
		return err
	}
	text, err := r.FPDFText_LoadPage(&requests.FPDFText_LoadPage{Page: page})
	if err != nil {
		return catalogue.Errorf("pdf.damaged", err)
	}
	defer r.FPDFText_ClosePage(&requests.FPDFText_ClosePage{TextPage: text.TextPage})
	count, err := r.FPDFText_CountChars(&requests.FPDFText_CountChars{TextPage: text.TextPage})
	if err != nil || count.Count > mostOnPage {
		return catalogue.Errorf("pdf.letters", index+1, mostOnPage)
	}
	glyphs, err := r.GetPageTextStructured(&requests.GetPageTextStructured{Page: page, Mode: requests.GetPageTextStructuredModeChars})
	if err != nil {
		return catalogue.Errorf("pdf.damaged", err)
	}
	letters := 0
	now := line{page: index + 1}
	var words []string
	var gaps []float64 // before each of words
	flush := func() {
		if now.text = spaced(words, gaps, now.size); now.text != "" {
			r.lines = append(r.lines, now)
			letters += len(now.text)
		}
		now, words, gaps = line{page: index + 1}, nil, nil
	}
	var high rune // the first half of a letter outside the basic plane, which the engine tells in two
	for i, glyph := range glyphs.Chars {
		letter := glyph.Text
		if letter == "\ufffd" {
			half, err := r.FPDFText_GetUnicode(&requests.FPDFText_GetUnicode{TextPage: text.TextPage, Index: i})
			if err != nil {
				continue
			}
			letter = strings.Trim(string(utf16.DecodeRune(high, rune(half.Unicode))), "\ufffd")
			high = rune(half.Unicode)
		}
		switch {
		case letter == "\r" && i+1 < len(glyphs.Chars) && glyphs.Chars[i+1].Text == "\n", letter == "\n":
			flush()
		case letter == "":
		case letter == "\ufffe" || letter == string(broken):
			words, gaps = append(words, string(broken)), append(gaps, 0)
		default:
			if now.size == 0 && strings.TrimSpace(letter) != "" {
				now.size, now.x, now.y = r.place(text.TextPage, i)
			}
			gap := 0.0
			if now.end > 0 && latin.MatchString(letter) {
				gap = glyph.PointPosition.Left - now.end
			}
			now.end, now.to = glyph.PointPosition.Right, glyph.PointPosition.Bottom
			words, gaps = append(words, visible(ligatures.Replace(letter))), append(gaps, gap)
		}
	}
	flush()
	if pictures && letters < fewestLetters {
		r.scanned++
	}
	return nil
}

var latin = regexp.MustCompile(`^[\p{Latin}\p{Cyrillic}\p{Greek}]`)

// spaced puts letters together, with a space at each gap that is wide for its line: the engine sees no space in tightly set text.
func spaced(letters []string, gaps []float64, size float64) string {
	var b strings.Builder
	usual := slices.Sorted(slices.Values(gaps))
	for i, letter := range letters {
		if gap := gaps[i]; gap > 0.25*size && gap > 4*usual[len(usual)*3/4] && gap < 3*size {
			b.WriteByte(' ')
		}
		b.WriteString(letter)
	}
	return strings.Join(strings.Fields(b.String()), " ")
}

// ligatures are Unicode's, and those of TeX's fonts where a file does not say what they are (encodings T1 and OT1), with T1's
// dashes and quotation marks.
var ligatures = strings.NewReplacer("ﬀ", "ff", "ﬁ", "fi", "ﬂ", "fl", "ﬃ", "ffi", "ﬄ", "ffl", "ﬅ", "st", "ﬆ", "st",
	"\x1b", "ff", "\x1c", "fi", "\x1d", "fl", "\x1e", "ffi", "\x1f", "ffl", "\v", "ff", "\f", "fi", "\r", "fl", "\x0e", "ffi", "\x0f", "ffl",
	"\x15", "–", "\x16", "—", "\x10", "“", "\x11", "”")

// cyrillic reads the letters of a Russian file again that does not say what its codes are, so that they look like "ðóêîâîäñòâî".
func (r *pdfReader) cyrillic() {
	again := make([]string, len(r.lines))
	for i, l := range r.lines {
		again[i], _ = encoding.ReplaceUnsupported(charmap.Windows1252.NewEncoder()).String(l.text)
		again[i], _ = charmap.Windows1251.NewDecoder().String(again[i])
	}
	old, read := 0, strings.Join(again, "\n")
	for _, l := range r.lines {
		old += strings.Count(strings.ToLower(l.text), "î")
	}
	if old > len(read)/50 && isRussian(read) { // о is the most frequent letter
		for i := range r.lines {
			r.lines[i].text = visible(strings.ReplaceAll(again[i], "\x1a", ""))
		}
	}
}

// place is the size of a letter and where it stands. What the engine does not know is 0.
func (r *pdfReader) place(text references.FPDF_TEXTPAGE, index int) (size, x, y float64) {
	if font, err := r.FPDFText_GetFontSize(&requests.FPDFText_GetFontSize{TextPage: text, Index: index}); err == nil {
		size = font.FontSize
	}
	if m, err := r.FPDFText_GetMatrix(&requests.FPDFText_GetMatrix{TextPage: text, Index: index}); err == nil {
		size *= math.Hypot(float64(m.Matrix.C), float64(m.Matrix.D))
	}
	if origin, err := r.FPDFText_GetCharOrigin(&requests.FPDFText_GetCharOrigin{TextPage: text, Index: index}); err == nil {
		x, y = origin.X, origin.Y
	}
	return size, x, y
}
