package knowledge

import (
	"math"
	"regexp"
	"slices"
	"strings"
	"unicode/utf16"

	"github.com/klippa-app/go-pdfium"
	"github.com/klippa-app/go-pdfium/enums"
	"github.com/klippa-app/go-pdfium/references"
	"github.com/klippa-app/go-pdfium/requests"
	"github.com/klippa-app/go-pdfium/responses"
)

// A pdfReader collects the lines of a file's pages.
type pdfReader struct {
	pdfium.Pdfium
	pages   [][]line
	scanned int // pages with a picture and no text
}

// A line is text at the same height of a page. Where a word is broken at the end of a line, the engine joins both, and says so.
type line struct {
	text string
	page int
	size float64 // of its letters, in points
	x, y float64 // of its first letter, from the lower left corner
	to   float64 // the height of its last letter
}

// broken stands where a word was broken at the end of a line.
const broken = "\ufffe"

// read reads a page. One that is damaged is left out: the others may be whole.
func (r *pdfReader) read(file references.FPDF_DOCUMENT, index int) error {
	page := requests.Page{ByIndex: &requests.PageByIndex{Document: file, Index: index}}
	drawn, err := r.FPDFPage_CountObjects(&requests.FPDFPage_CountObjects{Page: page})
	if err != nil {
		return nil
	} else if drawn.Count > mostOnPage {
		return catalogue.Errorf("pdf.drawn", mostOnPage)
	}
	pictures := false
	for i := range drawn.Count {
		if object, err := r.FPDFPage_GetObject(&requests.FPDFPage_GetObject{Page: page, Index: i}); err == nil {
			pictures = r.inspect(object.PageObject, 0) || pictures
		}
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
	letters, err := r.GetPageTextStructured(&requests.GetPageTextStructured{Page: page, Mode: requests.GetPageTextStructuredModeChars})
	if err != nil {
		return catalogue.Errorf("pdf.damaged", err)
	}
	var lines []line
	start, said := 0, 0
	for i, letter := range letters.Chars {
		if letter.Text == "\n" || i == len(letters.Chars)-1 {
			if l := r.line(text.TextPage, start, letters.Chars[start:i+1]); l.text != "" {
				l.page = index + 1
				lines = append(lines, l)
				said += len(l.text)
			}
			start = i + 1
		}
	}
	r.pages = append(r.pages, lines)
	if pictures && said < fewestLetters {
		r.scanned++
	}
	return nil
}

// inspect tells whether an object is or has a picture. It switches off text that is not drawn, and what is too deep to be looked at.
func (r *pdfReader) inspect(object references.FPDF_PAGEOBJECT, depth int) (picture bool) {
	kind, err := r.FPDFPageObj_GetType(&requests.FPDFPageObj_GetType{PageObject: object})
	isDrawn := err == nil && depth <= mostForms
	switch {
	case !isDrawn:
	case kind.Type == enums.FPDF_PAGEOBJ_IMAGE:
		picture = true
	case kind.Type == enums.FPDF_PAGEOBJ_TEXT:
		mode, err := r.FPDFTextObj_GetTextRenderMode(&requests.FPDFTextObj_GetTextRenderMode{PageObject: object})
		isDrawn = err == nil && mode.TextRenderMode != enums.FPDF_TEXTRENDERMODE_INVISIBLE && mode.TextRenderMode != enums.FPDF_TEXTRENDERMODE_CLIP
	case kind.Type == enums.FPDF_PAGEOBJ_FORM:
		count, err := r.FPDFFormObj_CountObjects(&requests.FPDFFormObj_CountObjects{PageObject: object})
		for i := 0; err == nil && i < count.Count; i++ {
			part, err := r.FPDFFormObj_GetObject(&requests.FPDFFormObj_GetObject{PageObject: object, Index: uint64(i)})
			picture = err == nil && r.inspect(part.PageObject, depth+1) || picture
		}
	}
	if !isDrawn {
		r.FPDFPageObj_SetIsActive(&requests.FPDFPageObj_SetIsActive{PageObject: object, Active: false})
	}
	return picture
}

// line puts letters together, the first of which the engine counts as start, with a space at each gap that is wide for its line: the
// engine sees no space in tightly set text.
func (r *pdfReader) line(text references.FPDF_TEXTPAGE, start int, letters []*responses.GetPageTextStructuredChar) (l line) {
	gaps := make([]float64, len(letters)) // before each of letters
	var usual []float64
	end := 0.0
	for i, letter := range letters {
		if letter.Text == "" || strings.Contains("\x02\r\n"+broken, letter.Text) {
			continue
		}
		if l.size == 0 && letter.Text != " " {
			l.size, l.x, l.y = r.place(text, start+i)
		}
		if end > 0 && alphabetic.MatchString(letter.Text) {
			gaps[i] = letter.PointPosition.Left - end
		}
		usual = append(usual, gaps[i])
		end, l.to = letter.PointPosition.Right, letter.PointPosition.Bottom
	}
	if len(usual) == 0 {
		return l
	}
	slices.Sort(usual)
	wide := max(0.25*l.size, 4*usual[len(usual)*3/4])
	var units []uint16
	for i, letter := range letters {
		if wide < gaps[i] && gaps[i] < 3*l.size {
			units = append(units, ' ')
		}
		if letter.Text != "\ufffd" {
			units = append(units, utf16.Encode([]rune(letter.Text))...)
		} else if half, err := r.FPDFText_GetUnicode(&requests.FPDFText_GetUnicode{TextPage: text, Index: start + i}); err == nil {
			units = append(units, uint16(half.Unicode)) // of a letter outside the basic plane, which the engine tells in two
		}
	}
	said := strings.TrimSuffix(string(utf16.Decode(units)), "\r\n")
	l.text = strings.Join(strings.Fields(visible(ligatures.Replace(said))), " ")
	return l
}

var alphabetic = regexp.MustCompile(`^[\p{Latin}\p{Cyrillic}\p{Greek}]`)

// ligatures are Unicode's, and those of TeX's fonts where a file does not say what they are (encodings T1 and OT1), with T1's
// dashes and quotation marks. The engine has two signs for a broken word.
var ligatures = strings.NewReplacer("ﬀ", "ff", "ﬁ", "fi", "ﬂ", "fl", "ﬃ", "ffi", "ﬄ", "ffl", "ﬅ", "st", "ﬆ", "st",
	"\x1b", "ff", "\x1c", "fi", "\x1d", "fl", "\x1e", "ffi", "\x1f", "ffl", "\v", "ff", "\f", "fi", "\r", "fl", "\x0e", "ffi", "\x0f", "ffl",
	"\x15", "–", "\x16", "—", "\x10", "“", "\x11", "”", "\x02", broken)

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
