package knowledge

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"strconv"
	"strings"
)

// Limits of a DOCX file, against those that unpack to much more than a text needs.
const (
	mostUnpacked = 64 << 20 // bytes of a part
	deepest      = 1000     // elements within elements
)

// wordFile reads the text of a DOCX file (ECMA-376): headings by their style, lists, tables, and the alternative texts of its
// pictures. Deleted and hidden text, and tables of contents, are left out.
func wordFile(content []byte) (*document, error) {
	archive, err := zip.NewReader(bytes.NewReader(content), int64(len(content)))
	if err != nil {
		return nil, catalogue.Errorf("docx.damaged", err)
	}
	w := &wordReader{styles: map[string]style{}}
	for _, part := range []struct {
		name string
		read func(*xml.Decoder) error
		need bool
	}{{"word/styles.xml", w.readStyles, false}, {"word/document.xml", w.readText, true}, {"word/footnotes.xml", w.readText, false}} {
		file, err := archive.Open(part.name)
		if err != nil && !part.need {
			continue
		} else if err != nil {
			return nil, catalogue.Errorf("docx.other")
		}
		limited := &io.LimitedReader{R: file, N: mostUnpacked}
		err = part.read(xml.NewDecoder(limited))
		file.Close()
		switch {
		case limited.N <= 0 || errors.Is(err, errDeep):
			return nil, catalogue.Errorf("docx.bomb", mostUnpacked>>20)
		case err != nil && !errors.Is(err, io.EOF):
			return nil, catalogue.Errorf("docx.damaged", err)
		}
	}
	return &w.document, nil
}

var errDeep = errors.New("elements are nested too deeply")

// A style is what a paragraph is by its style.
type style struct {
	level    int // of a heading
	contents bool
}

type wordReader struct {
	document
	styles  map[string]style
	now     paragraph
	depth   int        // elements within elements
	tables  int        // tables within tables; only the outer one has rows
	rows    [][]string // of the table
	cell    []string   // its paragraphs
	columns string     // how many columns it takes
}

func (w *wordReader) readStyles(d *xml.Decoder) error {
	var id string
	for {
		token, err := d.Token()
		if err != nil {
			return err
		}
		start, ok := token.(xml.StartElement)
		if !ok {
			continue
		}
		switch now := w.styles[id]; start.Name.Local {
		case "style":
			id = value(start, "styleId")
		case "name":
			name := strings.ToLower(value(start, "val"))
			now.contents = strings.HasPrefix(name, "toc ")
			if name == "title" {
				now.level = 1
			} else if level, err := strconv.Atoi(strings.TrimPrefix(name, "heading ")); err == nil {
				now.level = level
			}
			w.styles[id] = now
		case "outlineLvl":
			if level, err := strconv.Atoi(value(start, "val")); err == nil && level < 9 && !now.contents {
				now.level = level + 1
				w.styles[id] = now
			}
		}
	}
}

// A paragraph is what is read of one so far.
type paragraph struct {
	style  style
	listed bool
	hidden bool // the run of text is
	text   strings.Builder
}

func (w *wordReader) readText(d *xml.Decoder) error {
	w.depth, w.tables = 0, 0
	for {
		token, err := d.Token()
		if err != nil {
			return err
		}
		switch t := token.(type) {
		case xml.StartElement:
			if w.depth++; w.depth > deepest {
				return errDeep
			}
			if err := w.start(d, t); err != nil {
				return err
			}
		case xml.EndElement:
			w.end(t.Name.Local)
		}
	}
}

func (w *wordReader) start(d *xml.Decoder, element xml.StartElement) error {
	p := &w.now
	switch element.Name.Local {
	case "p":
		w.now = paragraph{}
	case "pStyle":
		p.style = w.styles[value(element, "val")]
	case "numPr":
		p.listed = true
	case "r":
		p.hidden = false
	case "vanish":
		p.hidden = value(element, "val") != "0" && value(element, "val") != "false"
	case "tab", "br", "cr":
		p.text.WriteByte(' ')
	case "noBreakHyphen":
		p.text.WriteByte('-')
	case "docPr":
		p.text.WriteString(" " + value(element, "descr") + " ")
	case "t":
		var text string
		if err := d.DecodeElement(&text, &element); err != nil {
			return err
		}
		w.depth--
		if !p.hidden {
			p.text.WriteString(text)
		}
	case "tbl":
		if w.tables++; w.tables == 1 {
			w.rows = nil
		}
	case "tr":
		if w.tables == 1 {
			w.rows = append(w.rows, nil)
		}
	case "tc":
		if w.tables == 1 {
			w.cell, w.columns = nil, ""
		}
	case "gridSpan":
		w.columns = value(element, "val")
	case "del", "moveFrom", "instrText", "Fallback", "rPrChange", "pPrChange": // deleted, commands, or said already
		w.depth--
		return d.Skip()
	}
	return nil
}

func (w *wordReader) end(name string) {
	w.depth--
	switch name {
	case "p":
		words := strings.Join(strings.Fields(visible(w.now.text.String())), " ")
		switch style := w.now.style; {
		case style.contents || words == "":
		case w.tables > 0:
			w.cell = append(w.cell, words)
		case style.level > 0:
			w.write(words, block{title: style.level})
		case w.now.listed:
			w.write("- "+words, block{rows: true, item: true})
		default:
			w.write(words, block{})
		}
	case "tc":
		if last := len(w.rows) - 1; w.tables == 1 && last >= 0 {
			w.rows[last] = withCell(w.rows[last], strings.Join(w.cell, " "), w.columns)
		}
	case "tbl":
		if w.tables--; w.tables == 0 {
			w.write(table(w.rows), block{rows: true})
		}
	}
}

func value(element xml.StartElement, name string) string {
	for _, a := range element.Attr {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}
