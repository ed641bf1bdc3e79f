package knowledge

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strings"
)

// mostUnpacked is the limit of a part of a DOCX file in bytes, against those that unpack to much more than a text needs.
const mostUnpacked = 64 << 20

// wordFile reads the text of a DOCX file (ECMA-376): headings by their style, lists, tables, and the alternative texts of its
// pictures. Deleted and hidden text, and tables of contents, are left out.
func wordFile(content []byte) (*document, error) {
	archive, err := zip.NewReader(bytes.NewReader(content), int64(len(content)))
	if err != nil {
		return nil, catalogue.Errorf("docx.damaged", err)
	}
	w := &wordReader{levels: map[string]int{}}
	for _, name := range []string{"word/styles.xml", "word/document.xml", "word/footnotes.xml"} {
		file, err := archive.Open(name)
		if err != nil && name == "word/document.xml" {
			return nil, catalogue.Errorf("docx.other")
		} else if err != nil {
			continue
		}
		limited := &io.LimitedReader{R: file, N: mostUnpacked}
		err = w.read(xml.NewDecoder(&watched{limited, memory(), 256 << 20}))
		file.Close()
		if limited.N <= 0 || errors.Is(err, errSwells) {
			return nil, catalogue.Errorf("docx.bomb", mostUnpacked>>20)
		} else if !errors.Is(err, io.EOF) {
			return nil, catalogue.Errorf("docx.damaged", err)
		}
	}
	w.endList()
	return &w.document, nil
}

// An element of XML, and what is said in it of a style, paragraph, run of text or cell.
type element struct {
	XMLName     xml.Name
	ID          string    `xml:"styleId,attr"`
	Description string    `xml:"descr,attr"`
	Name        value     `xml:"name"`
	Outline     value     `xml:"pPr>outlineLvl"`
	Style       value     `xml:"pPr>pStyle"`
	Item        *value    `xml:"pPr>numPr"`
	Vanish      *value    `xml:"rPr>vanish"`
	Columns     value     `xml:"tcPr>gridSpan"`
	Text        string    `xml:",chardata"`
	Elements    []element `xml:",any"`
}

type value struct {
	Val string `xml:"val,attr"`
}

type wordReader struct {
	document
	levels map[string]int // of the heading that a paragraph of a style is; 0 for text, and contents
	items  []string       // of the list now
}

const contents = -1 // the level of an entry in a table of contents

// read reads the styles, paragraphs and tables of a part, up to an error at its end.
func (w *wordReader) read(d *xml.Decoder) error {
	for {
		token, err := d.Token()
		if err != nil {
			return err
		}
		start, _ := token.(xml.StartElement)
		switch start.Name.Local {
		case "style", "p", "tbl":
			var e element
			if err := d.DecodeElement(&e, &start); err != nil {
				return err
			}
			w.add(e)
		}
	}
}

func (w *wordReader) add(e element) {
	switch e.XMLName.Local {
	case "style":
		name, level := strings.ToLower(e.Name.Val), 0
		if _, err := fmt.Sscanf(name, "heading %d", &level); err == nil {
			w.levels[e.ID] = level
		}
		if _, err := fmt.Sscan(e.Outline.Val, &level); err == nil && level < 9 {
			w.levels[e.ID] = level + 1
		}
		if name == "title" {
			w.levels[e.ID] = 1
		} else if strings.HasPrefix(name, "toc ") {
			w.levels[e.ID] = contents
		}
	case "p":
		text, level := e.text(), w.levels[e.Style.Val]
		if text == "" || level == contents {
			return
		}
		if e.Item != nil && level == 0 {
			w.items = append(w.items, "- "+text)
			return
		}
		w.endList()
		w.write(text, block{level: level})
	case "tbl":
		var rows [][]string
		for _, row := range e.all("tr") {
			var cells []string
			for _, cell := range row.all("tc") {
				cells = withCell(cells, cell.text(), cell.Columns.Val)
			}
			rows = append(rows, cells)
		}
		w.endList()
		w.write(table(rows), block{rows: true})
	}
}

func (w *wordReader) endList() {
	w.write(strings.Join(w.items, "\n"), block{rows: true})
	w.items = nil
}

// all are the elements of a name in e, without those in one of them.
func (e element) all(name string) (found []element) {
	for _, inner := range e.Elements {
		if inner.XMLName.Local == name {
			found = append(found, inner)
		} else {
			found = append(found, inner.all(name)...)
		}
	}
	return found
}

// text is what a reader sees of an element, in one line.
func (e element) text() string {
	var b strings.Builder
	e.say(&b)
	return strings.Join(strings.Fields(visible(b.String())), " ")
}

func (e element) say(b *strings.Builder) {
	switch e.XMLName.Local {
	case "del", "moveFrom", "instrText", "Fallback", "rPrChange", "pPrChange": // deleted, commands, or said already
		return
	case "r":
		if e.Vanish != nil && e.Vanish.Val != "0" && e.Vanish.Val != "false" {
			return
		}
	case "t":
		b.WriteString(e.Text)
	case "noBreakHyphen":
		b.WriteByte('-')
	case "docPr":
		b.WriteString(" " + e.Description + " ")
	case "tab", "br", "cr", "p":
		b.WriteByte(' ')
	}
	for _, inner := range e.Elements {
		inner.say(b)
	}
}
