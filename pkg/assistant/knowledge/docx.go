package knowledge

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"io/fs"
	"strconv"
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
	parts := map[string]*element{"word/styles.xml": {}, "word/document.xml": {}, "word/footnotes.xml": {}}
	for name, part := range parts {
		file, err := archive.Open(name)
		if errors.Is(err, fs.ErrNotExist) && name != "word/document.xml" {
			continue
		} else if err != nil {
			return nil, catalogue.Errorf("docx.other")
		}
		limited := &io.LimitedReader{R: file, N: mostUnpacked}
		err = xml.NewDecoder(&watched{limited, memory() + 1<<30}).Decode(part)
		file.Close()
		switch {
		case limited.N <= 0 || errors.Is(err, errSwells):
			return nil, catalogue.Errorf("docx.bomb", mostUnpacked>>20)
		case err != nil:
			return nil, catalogue.Errorf("docx.damaged", err)
		}
	}
	w := &wordReader{levels: map[string]int{}}
	for _, style := range parts["word/styles.xml"].Elements {
		w.levels[style.ID] = level(style)
	}
	w.walk(*parts["word/document.xml"])
	w.walk(*parts["word/footnotes.xml"])
	w.endList()
	return &w.document, nil
}

// An element of XML, with the attributes that matter here.
type element struct {
	XMLName     xml.Name
	ID          string    `xml:"styleId,attr"`
	Value       string    `xml:"val,attr"`
	Description string    `xml:"descr,attr"`
	Text        string    `xml:",chardata"`
	Elements    []element `xml:",any"`
}

// property is the value of an element inside of e or of its properties ("pPr", "rPr", "tcPr"), and whether there is one.
func (e element) property(name string) (value string, found bool) {
	for _, inner := range e.Elements {
		if inner.XMLName.Local == name {
			return inner.Value, true
		}
		if strings.HasSuffix(inner.XMLName.Local, "Pr") && !found {
			value, found = inner.property(name)
		}
	}
	return value, found
}

const contents = -1 // the level of an entry in a table of contents

// level is that of the heading that a paragraph of a style is, or 0.
func level(style element) int {
	name, _ := style.property("name")
	outline, _ := style.property("outlineLvl")
	heading, isHeading := strings.CutPrefix(strings.ToLower(name), "heading ")
	if strings.HasPrefix(strings.ToLower(name), "toc ") {
		return contents
	} else if level, err := strconv.Atoi(outline); err == nil && level < 9 {
		return level + 1
	} else if level, err := strconv.Atoi(heading); err == nil && isHeading {
		return level
	} else if strings.EqualFold(name, "title") {
		return 1
	}
	return 0
}

type wordReader struct {
	document
	levels map[string]int // for each style
	items  []string       // of the list now
}

// walk writes down the paragraphs and tables of an element.
func (w *wordReader) walk(e element) {
	switch e.XMLName.Local {
	case "p":
		style, _ := e.property("pStyle")
		_, isItem := e.property("numPr")
		text, level := e.text(), w.levels[style]
		if isItem && level == 0 && text != "" {
			w.items = append(w.items, "- "+text)
		} else if level != contents && text != "" {
			w.endList()
			w.write(text, block{level: level})
		}
	case "tbl":
		var rows [][]string
		for _, row := range e.all("tr") {
			var cells []string
			for _, cell := range row.all("tc") {
				columns, _ := cell.property("gridSpan")
				cells = withCell(cells, cell.text(), columns)
			}
			rows = append(rows, cells)
		}
		w.endList()
		w.write(table(rows), block{rows: true})
	default:
		for _, inner := range e.Elements {
			w.walk(inner)
		}
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
		if value, found := e.property("vanish"); found && value != "0" && value != "false" {
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
