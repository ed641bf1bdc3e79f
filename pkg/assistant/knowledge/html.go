package knowledge

import (
	"bytes"
	"errors"
	"io"
	"regexp"
	"runtime"
	"runtime/metrics"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// webPage takes from a page what a reader has of it: the text, and the alternative texts of its pictures.
func webPage(content []byte) (*document, error) {
	if declared := charset.FindSubmatch(content[:min(1024, len(content))]); declared != nil {
		switch name := strings.ToLower(string(declared[1])); name {
		case "utf-8", "utf8", "utf-16", "windows-1251", "cp1251", "us-ascii", "ascii":
		default:
			if _, err := inUTF8(content); err != nil {
				return nil, catalogue.Errorf("html.encoding", name)
			}
		}
	}
	text, err := decoded(content)
	if err != nil {
		return nil, err
	}
	root, err := html.Parse(&watched{Reader: strings.NewReader(text), most: memory() + 128<<20 + 64*uint64(len(text))})
	if errors.Is(err, errSwells) {
		return nil, errSwells
	} else if err != nil {
		return nil, catalogue.Errorf("html.deep", err)
	}
	p := &webReader{}
	p.walk(root)
	p.flush()
	return &p.document, nil
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

// https://html.spec.whatwg.org/multipage/parsing.html: a browser looks for it in the first 1024 bytes.
var charset = regexp.MustCompile(`(?i)<meta[^>]{0,200}charset\s*=\s*["']?([\w-]+)`)

// A webReader writes down the text of a page, block by block.
type webReader struct {
	document
	now   block
	words bytes.Buffer // of the block now
	space bool         // white space stands before the next word
	rows  int          // how many lists and tables we are in
}

func (p *webReader) walk(n *html.Node) {
	switch n.Type {
	case html.TextNode:
		p.say(n.Data)
		return
	case html.CommentNode:
		return
	case html.ElementNode:
		if unseen[n.DataAtom] || hidden(n) {
			p.space = true
			return
		}
	}
	switch n.DataAtom {
	case atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6:
		p.flush()
		p.rows++ // a heading stays one, whatever is in it
		p.children(n)
		p.rows--
		p.now.title = int(n.Data[1] - '0')
		p.flush()
	case atom.Table:
		if rows := data(n); rows != nil && p.rows == 0 {
			p.flush()
			p.table(n, rows)
			return
		}
		fallthrough
	case atom.Ul, atom.Ol, atom.Dl, atom.Menu:
		if contents(n) {
			p.space = true
			return
		}
		if p.rows == 0 {
			p.flush()
		}
		p.rows++
		p.children(n)
		if p.rows--; p.rows == 0 {
			p.now.rows = true
			p.flush()
		}
	case atom.Td, atom.Th:
		p.children(n)
		p.space = true
	case atom.Br:
		p.newline()
	case atom.Img, atom.Area, atom.Input:
		if n.DataAtom != atom.Input || attribute(n, "type") == "image" {
			p.space = true
			p.say(attribute(n, "alt"))
			p.space = true
		}
	default:
		if !apart[n.DataAtom] {
			p.children(n)
			return
		}
		p.between()
		p.children(n)
		p.between()
	}
}

// data are the rows of a table that is one of data, and not for the layout of a page: of two columns at least, and with nothing in
// its cells that a cell cannot have.
func data(table *html.Node) (rows []*html.Node) {
	columns := 0
	for n := range table.Descendants() {
		switch n.DataAtom {
		case atom.Tr:
			rows, columns = append(rows, n), 0
		case atom.Td, atom.Th:
			columns++
		case atom.Table, atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6, atom.Ul, atom.Ol, atom.Dl, atom.Pre:
			return nil
		}
	}
	if columns < 2 || attribute(table, "role") == "presentation" {
		return nil
	}
	return rows
}

// table writes a table in Markdown. A first row that has other cells than those of a header is below an empty header.
func (p *webReader) table(n *html.Node, rows []*html.Node) {
	for c := range n.ChildNodes() {
		if c.DataAtom == atom.Caption {
			p.walk(c)
		}
	}
	var written [][]string
	for i, row := range rows {
		if hidden(row) {
			continue
		}
		var cells []string
		headers := 0
		for cell := range row.ChildNodes() {
			if cell.DataAtom != atom.Td && cell.DataAtom != atom.Th || hidden(cell) {
				continue
			}
			if cell.DataAtom == atom.Th {
				headers++
			}
			inside := &webReader{rows: 1}
			inside.children(cell)
			cells = withCell(cells, inside.words.String(), attribute(cell, "colspan"))
		}
		if i == 0 && 0 < headers && headers < len(cells) {
			written = append(written, nil)
		}
		written = append(written, cells)
	}
	p.write(table(written), block{rows: true})
}

// contents tells a list of links to places of the same page, a table of contents.
func contents(list *html.Node) bool {
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

func (p *webReader) children(n *html.Node) {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		p.walk(c)
	}
}

// say adds words to the block, with one space where there was any white space.
func (p *webReader) say(text string) {
	const white = " \n\t\u00a0"
	text = visible(text) // entities have become characters
	p.space = p.space || strings.TrimLeft(text, white) != text
	for i, word := range strings.Fields(text) {
		if n := p.words.Len(); n > 0 && (i > 0 || p.space) && p.words.Bytes()[n-1] != '\n' {
			p.words.WriteByte(' ')
		}
		p.words.WriteString(word)
		p.space = false
	}
	p.space = p.space || strings.TrimRight(text, white) != text
}

// between parts two paragraphs, or two rows of a list.
func (p *webReader) between() {
	if p.rows > 0 {
		p.newline()
	} else {
		p.flush()
	}
}

func (p *webReader) newline() {
	p.space = false
	if n := p.words.Len(); n > 0 && p.words.Bytes()[n-1] != '\n' {
		p.words.WriteByte('\n')
	}
}

func (p *webReader) flush() {
	p.write(p.words.String(), p.now)
	p.words.Reset()
	p.now, p.space = block{}, false
}

// unseen elements have content that is no text of the page.
var unseen = map[atom.Atom]bool{
	atom.Script: true, atom.Style: true, atom.Template: true, atom.Noscript: true, atom.Head: true, atom.Iframe: true,
	atom.Object: true, atom.Svg: true, atom.Math: true, atom.Canvas: true, atom.Audio: true, atom.Video: true,
	atom.Textarea: true, atom.Select: true, atom.Datalist: true,
}

// apart are the elements that begin on a line of their own.
var apart = map[atom.Atom]bool{
	atom.P: true, atom.Div: true, atom.Section: true, atom.Article: true, atom.Main: true, atom.Header: true,
	atom.Footer: true, atom.Nav: true, atom.Aside: true, atom.Blockquote: true, atom.Pre: true, atom.Figure: true,
	atom.Figcaption: true, atom.Li: true, atom.Dt: true, atom.Dd: true, atom.Tr: true, atom.Caption: true,
	atom.Details: true, atom.Summary: true, atom.Address: true, atom.Form: true, atom.Fieldset: true, atom.Legend: true, atom.Hr: true, atom.Body: true,
}

func hidden(n *html.Node) bool {
	for _, a := range n.Attr {
		switch a.Key {
		case "hidden":
			return true
		case "aria-hidden":
			if strings.EqualFold(strings.TrimSpace(a.Val), "true") {
				return true
			}
		case "style":
			if invisible.MatchString(a.Val) {
				return true
			}
		}
	}
	return false
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
