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
	styles map[string]style
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
	var p paragraph
	var rows [][]string // of the table that we are in
	var cell []string   // its paragraphs
	columns, tables, depth := "", 0, 0
	for {
		token, err := d.Token()
		if err != nil {
			return err
		}
		switch t := token.(type) {
		case xml.StartElement:
			if depth++; depth > deepest {
				return errDeep
			}
			switch t.Name.Local {
			case "p":
				p = paragraph{}
			case "pStyle":
				p.style = w.styles[value(t, "val")]
			case "numPr":
				p.listed = true
			case "r":
				p.hidden = false
			case "vanish":
				p.hidden = value(t, "val") != "0" && value(t, "val") != "false"
			case "tab", "br", "cr":
				p.text.WriteByte(' ')
			case "docPr":
				p.text.WriteString(" " + value(t, "descr") + " ")
			case "t":
				var text string
				if err := d.DecodeElement(&text, &t); err != nil {
					return err
				}
				depth--
				if !p.hidden {
					p.text.WriteString(text)
				}
			case "noBreakHyphen":
				p.text.WriteByte('-')
			case "tbl":
				if tables++; tables == 1 {
					rows = nil
				}
			case "tr":
				if tables == 1 {
					rows = append(rows, nil)
				}
			case "tc":
				if tables == 1 {
					cell, columns = nil, ""
				}
			case "gridSpan":
				columns = value(t, "val")
			case "del", "moveFrom", "instrText", "Fallback", "rPrChange", "pPrChange": // deleted, commands, or said already
				if err := d.Skip(); err != nil {
					return err
				}
				depth--
			}
		case xml.EndElement:
			depth--
			switch t.Name.Local {
			case "p":
				words := strings.Join(strings.Fields(visible(p.text.String())), " ")
				switch {
				case p.style.contents || words == "":
				case tables > 0:
					cell = append(cell, words)
				case p.style.level > 0:
					w.write(words, block{title: p.style.level})
				case p.listed:
					w.write("- "+words, block{rows: true, item: true})
				default:
					w.write(words, block{})
				}
			case "tc":
				if tables == 1 && len(rows) > 0 {
					rows[len(rows)-1] = withCell(rows[len(rows)-1], strings.Join(cell, " "), columns)
				}
			case "tbl":
				if tables--; tables == 0 {
					w.write(table(rows), block{rows: true})
				}
			}
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
