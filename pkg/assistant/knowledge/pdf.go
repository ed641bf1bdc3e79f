package knowledge

import (
	"bytes"
	"context"
	"errors"
	"io"
	"math"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"
	"time"
	"unicode/utf16"

	"github.com/klippa-app/go-pdfium"
	"github.com/klippa-app/go-pdfium/enums"
	pdfiumerrors "github.com/klippa-app/go-pdfium/errors"
	"github.com/klippa-app/go-pdfium/references"
	"github.com/klippa-app/go-pdfium/requests"
	"github.com/klippa-app/go-pdfium/webassembly"
	"github.com/tetratelabs/wazero"
	"github.com/tetratelabs/wazero/api"
	"github.com/tetratelabs/wazero/experimental"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
)

// Limits of a PDF file, against those that are made to use up memory or time.
const (
	memoryPages   = 8192    // of 64 kB, for each file that is read
	mostOnPage    = 200_000 // letters, or things drawn
	mostForms     = 8       // forms within forms
	filesAtOnce   = 2
	fewestLetters = 20 // fewer on a page with a picture are no text of it
)

// patience is for one file.
var patience = 40 * time.Second

// engine is PDFium, the reader of PDF in Chrome, compiled to WebAssembly: a file that makes it fail can neither crash the program
// nor leave its memory. It is made when the first PDF is read; the machine code is kept on the disk for the next program.
var engine = sync.OnceValues(func() (pdfium.Pool, error) {
	config := wazero.NewRuntimeConfig().WithCoreFeatures(api.CoreFeaturesV2 | experimental.CoreFeaturesExceptionHandling).
		WithMemoryLimitPages(memoryPages).WithCloseOnContextDone(true)
	if folder, err := os.UserCacheDir(); err == nil {
		if cache, err := wazero.NewCompilationCacheWithDir(filepath.Join(folder, "firstneuron", "pdfium")); err == nil {
			config = config.WithCompilationCache(cache)
		}
	}
	return webassembly.Init(webassembly.Config{Context: context.Background(), MaxIdle: 1, MaxTotal: filesAtOnce,
		RuntimeConfig: config, FSConfig: wazero.NewFSConfig(), Stdout: io.Discard, Stderr: io.Discard})
})

// printed reads the text of a PDF, in an instance of the engine of its own.
func printed(content []byte) (d *document, err error) {
	if !bytes.Contains(content[:min(1024, len(content))], []byte("%PDF-")) {
		return nil, catalogue.Errorf("pdf.other")
	}
	pool, err := engine()
	if err != nil {
		return nil, catalogue.Errorf("pdf.engine", err)
	}
	instance, err := pool.GetInstance(patience)
	if err != nil {
		return nil, catalogue.Errorf("pdf.engine", err)
	}
	clock := time.AfterFunc(patience, func() { instance.Kill() })
	defer func() {
		if clock.Stop() {
			instance.Close()
		} else {
			d, err = nil, catalogue.Errorf("pdf.slow", patience)
		}
	}()
	file, err := instance.OpenDocument(&requests.OpenDocument{File: &content})
	if errors.Is(err, pdfiumerrors.ErrPassword) {
		return nil, catalogue.Errorf("pdf.password")
	} else if err != nil {
		return nil, catalogue.Errorf("pdf.damaged", err)
	}
	count, err := instance.FPDF_GetPageCount(&requests.FPDF_GetPageCount{Document: file.Document})
	if err != nil {
		return nil, catalogue.Errorf("pdf.damaged", err)
	}
	if count.PageCount > MaxPages {
		return nil, catalogue.Errorf("pdf.pages", count.PageCount, MaxPages)
	}
	r := pdfReader{Pdfium: instance}
	for index := range count.PageCount {
		if err := r.read(file.Document, index); err != nil {
			return nil, err
		}
	}
	if len(r.lines) == 0 {
		return nil, catalogue.Errorf("pdf.pictures")
	}
	r.cyrillic()
	d = r.document()
	if 2*r.scanned > count.PageCount {
		d.partly = catalogue.Errorf("pdf.scanned", count.PageCount, r.scanned)
	}
	return d, nil
}

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

// inspect removes the text that is not drawn from a page, and tells whether there are pictures on it.
func (r *pdfReader) inspect(page requests.Page) (pictures bool, err error) {
	count, err := r.FPDFPage_CountObjects(&requests.FPDFPage_CountObjects{Page: page})
	if err != nil || count.Count > mostOnPage {
		return false, catalogue.Errorf("pdf.drawn", mostOnPage)
	}
	for i := count.Count - 1; i >= 0; i-- {
		object, err := r.FPDFPage_GetObject(&requests.FPDFPage_GetObject{Page: page, Index: i})
		if err != nil {
			return false, catalogue.Errorf("pdf.damaged", err)
		}
		hidden, picture := r.look(object.PageObject, 0)
		pictures = pictures || picture
		if hidden {
			if _, err := r.FPDFPage_RemoveObject(&requests.FPDFPage_RemoveObject{Page: page, PageObject: object.PageObject}); err != nil {
				return false, catalogue.Errorf("pdf.damaged", err)
			}
		}
	}
	return pictures, nil
}

// look tells whether an object is text that is not drawn, and whether it is or has a picture. What it cannot look at is hidden.
func (r *pdfReader) look(object references.FPDF_PAGEOBJECT, depth int) (hidden, picture bool) {
	kind, err := r.FPDFPageObj_GetType(&requests.FPDFPageObj_GetType{PageObject: object})
	if err != nil || depth > mostForms {
		return true, false
	}
	switch kind.Type {
	case enums.FPDF_PAGEOBJ_IMAGE:
		return false, true
	case enums.FPDF_PAGEOBJ_TEXT:
		mode, err := r.FPDFTextObj_GetTextRenderMode(&requests.FPDFTextObj_GetTextRenderMode{PageObject: object})
		return err != nil || mode.TextRenderMode == enums.FPDF_TEXTRENDERMODE_INVISIBLE || mode.TextRenderMode == enums.FPDF_TEXTRENDERMODE_CLIP, false
	case enums.FPDF_PAGEOBJ_FORM:
		count, err := r.FPDFFormObj_CountObjects(&requests.FPDFFormObj_CountObjects{PageObject: object})
		if err != nil || count.Count > mostOnPage {
			return true, false
		}
		for i := count.Count - 1; i >= 0; i-- {
			part, err := r.FPDFFormObj_GetObject(&requests.FPDFFormObj_GetObject{PageObject: object, Index: uint64(i)})
			if err != nil {
				return true, false
			}
			unseen, drawn := r.look(part.PageObject, depth+1)
			picture = picture || drawn
			if !unseen {
				continue
			}
			if _, err := r.FPDFFormObj_RemoveObject(&requests.FPDFFormObj_RemoveObject{PageObject: object, FormObject: part.PageObject}); err != nil {
				return true, false
			}
		}
	}
	return false, picture
}
