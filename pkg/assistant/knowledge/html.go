package knowledge

import (
	"bytes"
	"errors"
	"io"
	"regexp"
	"runtime"
	"runtime/metrics"
	"slices"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
	"golang.org/x/text/encoding/htmlindex"
)

// webPage takes from a page what a reader has of it: the text, and the alternative texts of its pictures.
func webPage(content []byte) (*document, error) {
	text, err := decoded(asDeclared(content))
	if err != nil {
		return nil, err
	}
	root, err := html.Parse(&watched{Reader: strings.NewReader(text), most: memory() + 128<<20 + 64*uint64(len(text))})
	if errors.Is(err, errSwells) {
		return nil, errSwells
	} else if err != nil {
		return nil, catalogue.Errorf("html.deep", err)
	}
	p := &pageReader{}
	p.walk(root)
	p.flush(block{})
	return &p.document, nil
}

// https://html.spec.whatwg.org/multipage/parsing.html: a browser looks for it in the first 1024 bytes.
var charset = regexp.MustCompile(`(?i)<meta[^>]{0,200}charset\s*=\s*["']?([\w-]+)`)

// asDeclared returns a page in UTF-8 when it is in the encoding that it declares, and otherwise as it is.
func asDeclared(content []byte) []byte {
	declared := charset.FindSubmatch(content[:min(1024, len(content))])
	if declared == nil || utf8.Valid(content) {
		return content
	}
	encoding, err := htmlindex.Get(string(declared[1]))
	if err != nil {
		return content
	}
	text, err := encoding.NewDecoder().Bytes(content)
	if err != nil || bytes.ContainsRune(text, utf8.RuneError) {
		return content
	}
	return text
}

// A watched page ends with an error when reading it takes too much memory. The standard has formatting elements that are not closed
// opened again in each block that follows, so that a page of some kilobytes may become gigabytes.
type watched struct {
	io.Reader
	most uint64 // bytes, of the whole program
}

var errSwells = catalogue.Errorf("html.swells")

func (w *watched) Read(p []byte) (int, error) {
	if memory() > w.most {
		runtime.GC() // what is counted may be garbage, of others too
		if memory() > w.most {
			return 0, errSwells
		}
	}
	return w.Reader.Read(p[:min(len(p), 1024)])
}

// memory is what the program's objects take, in bytes.
func memory() uint64 {
	sample := []metrics.Sample{{Name: "/memory/classes/heap/objects:bytes"}}
	metrics.Read(sample)
	return sample[0].Value.Uint64()
}

// A pageReader writes down the text of a page, block by block.
type pageReader struct {
	document
	words strings.Builder // of the block now
	rows  int             // how many headings, lists and tables we are in, where paragraphs are lines
}

func (p *pageReader) walk(n *html.Node) {
	switch {
	case n.Type == html.TextNode:
		p.words.WriteString(strings.ReplaceAll(visible(n.Data), "\n", " ")) // entities have become characters
		return
	case n.Type == html.CommentNode:
		return
	case unseenElements[n.DataAtom] || hidden(n):
		p.words.WriteByte(' ')
		return
	}
	switch n.DataAtom {
	case atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6:
		p.flush(block{rows: p.rows > 0})
		p.lines(n)
		p.flush(block{level: int(n.Data[1] - '0')})
	case atom.Table, atom.Ul, atom.Ol, atom.Dl, atom.Menu:
		if p.rows == 0 {
			p.flush(block{})
		}
		if cells := data(n); cells != nil && p.rows == 0 {
			for c := range n.ChildNodes() {
				if c.DataAtom == atom.Caption {
					p.walk(c)
				}
			}
			p.write(table(cells), block{rows: true})
		} else if !contentsOfPage(n) {
			p.lines(n)
		}
		if p.rows == 0 {
			p.flush(block{rows: true})
		}
	case atom.Br:
		p.words.WriteByte('\n')
	case atom.Img, atom.Area, atom.Input:
		if n.DataAtom != atom.Input || attribute(n, "type") == "image" {
			p.words.WriteString(" " + visible(attribute(n, "alt")) + " ")
		}
	default:
		p.between(n)
		p.children(n)
		p.between(n)
	}
}

// between is written before and after an element.
func (p *pageReader) between(n *html.Node) {
	switch {
	case n.DataAtom == atom.Td || n.DataAtom == atom.Th:
		p.words.WriteByte(' ')
	case paragraphs[n.DataAtom] && p.rows > 0:
		p.words.WriteByte('\n')
	case paragraphs[n.DataAtom]:
		p.flush(block{})
	}
}

func (p *pageReader) children(n *html.Node) {
	for c := range n.ChildNodes() {
		p.walk(c)
	}
}

func (p *pageReader) lines(n *html.Node) {
	p.rows++
	p.children(n)
	p.rows--
}

// flush ends the block now.
func (p *pageReader) flush(b block) {
	var lines []string
	for line := range strings.SplitSeq(p.words.String(), "\n") {
		if words := strings.Fields(line); len(words) > 0 {
			lines = append(lines, strings.Join(words, " "))
		}
	}
	p.words.Reset()
	p.write(strings.Join(lines, "\n"), b)
}

// data are the cells of a table, below an empty header where its first row is none. A table has no data, but is for the layout of a
// page, when its last row has less than two columns, or something in it that a cell of Markdown cannot have.
func data(element *html.Node) (rows [][]string) {
	if element.DataAtom != atom.Table || attribute(element, "role") == "presentation" {
		return nil
	}
	columns := 0
	for n := range element.Descendants() {
		switch n.DataAtom {
		case atom.Table, atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6, atom.Ul, atom.Ol, atom.Dl, atom.Pre:
			return nil
		case atom.Tr:
			var cells []string
			headers := 0
			for cell := range n.ChildNodes() {
				if cell.DataAtom == atom.Th {
					headers++
				}
				if inside := (&pageReader{rows: 1}); cell.DataAtom == atom.Td || cell.DataAtom == atom.Th {
					inside.walk(cell)
					cells = withCell(cells, inside.words.String(), attribute(cell, "colspan"))
				}
			}
			if columns = len(cells); rows == nil && 0 < headers && headers < len(cells) {
				rows = append(rows, nil)
			}
			if !hidden(n) {
				rows = append(rows, cells)
			}
		}
	}
	if columns < 2 {
		return nil
	}
	return rows
}

// contentsOfPage tells a list of links to places of the same page, a table of contents.
func contentsOfPage(list *html.Node) bool {
	links := 0
	for n := range list.Descendants() {
		if n.Type == html.TextNode && strings.TrimSpace(n.Data) != "" {
			link := n.Parent
			for link != list && link.DataAtom != atom.A {
				link = link.Parent
			}
			if !strings.HasPrefix(attribute(link, "href"), "#") {
				return false
			}
			links++
		}
	}
	return links > 2
}

// unseenElements have content that is no text of the page.
var unseenElements = map[atom.Atom]bool{
	atom.Script: true, atom.Style: true, atom.Template: true, atom.Noscript: true, atom.Head: true, atom.Iframe: true,
	atom.Object: true, atom.Svg: true, atom.Math: true, atom.Canvas: true, atom.Audio: true, atom.Video: true,
	atom.Textarea: true, atom.Select: true, atom.Datalist: true,
}

// paragraphs are the elements that begin on a line of their own.
var paragraphs = map[atom.Atom]bool{
	atom.P: true, atom.Div: true, atom.Section: true, atom.Article: true, atom.Main: true, atom.Header: true,
	atom.Footer: true, atom.Nav: true, atom.Aside: true, atom.Blockquote: true, atom.Pre: true, atom.Figure: true,
	atom.Figcaption: true, atom.Li: true, atom.Dt: true, atom.Dd: true, atom.Tr: true, atom.Caption: true,
	atom.Details: true, atom.Summary: true, atom.Address: true, atom.Form: true, atom.Fieldset: true, atom.Legend: true, atom.Hr: true, atom.Body: true,
}

func hidden(n *html.Node) bool {
	return slices.ContainsFunc(n.Attr, func(a html.Attribute) bool {
		return a.Key == "hidden" || a.Key == "aria-hidden" && strings.EqualFold(strings.TrimSpace(a.Val), "true") ||
			a.Key == "style" && invisible.MatchString(a.Val)
	})
}

var invisible = regexp.MustCompile(`(?i)(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|` +
	`(?:opacity|font-size)\s*:\s*0(?:\.0*)?(?:px|pt|em|rem|%)?\s*(?:!important)?\s*(?:;|$))`)

func attribute(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}
