package knowledge

import (
	"errors"
	"io"
	"regexp"
	"runtime"
	"runtime/metrics"
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// webPage takes from a page what a reader has of it: the text, and the alternative texts of its pictures.
func webPage(text string) (*document, error) {
	root, err := html.Parse(&watched{strings.NewReader(text), memory(), 128<<20 + 64*uint64(len(text))})
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

// A watched text ends with an error when reading it takes too much memory. HTML has formatting elements that are not closed opened
// again in each block that follows, so that a page of some kilobytes may become gigabytes.
type watched struct {
	io.Reader
	before, most uint64 // bytes: of the whole program, and what may be added
}

var errSwells = catalogue.Errorf("html.swells")

func (w *watched) Read(p []byte) (int, error) {
	if memory() > w.before+2*w.most { // much of it may be garbage
		runtime.GC()
		if memory() > w.before+w.most {
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

// The names of elements by what they are for a reader.
var (
	unseenElement = regexp.MustCompile(`^(?:script|style|template|noscript|head|iframe|object|svg|math|canvas|audio|video|textarea|select|datalist)$`)
	heading       = regexp.MustCompile(`^h[1-6]$`)
	list          = regexp.MustCompile(`^(?:table|ul|ol|dl|menu)$`)
	cell          = regexp.MustCompile(`^t[dh]$`)
	paragraph     = regexp.MustCompile(`^(?:p|div|section|article|main|header|footer|nav|aside|blockquote|pre|figure|figcaption|li|dt|dd|tr|caption|` +
		`details|summary|address|form|fieldset|legend|hr|body)$`)
)

// A pageReader writes down the text of a page, block by block.
type pageReader struct {
	document
	words strings.Builder // of the block now
	rows  int             // how many headings, lists and tables we are in, where paragraphs are lines
}

func (p *pageReader) walk(n *html.Node) {
	switch name := n.Data; {
	case n.Type == html.TextNode:
		p.words.WriteString(strings.ReplaceAll(visible(n.Data), "\n", " ")) // entities have become characters
	case n.Type == html.CommentNode:
	case unseenElement.MatchString(name) || hidden(n) || isContents(n):
		p.words.WriteByte(' ')
	case name == "img" || name == "area" || name == "input" && attribute(n, "type") == "image":
		p.words.WriteString(" " + visible(attribute(n, "alt")) + " ")
	case name == "br":
		p.words.WriteByte('\n')
	case heading.MatchString(name):
		p.whole(n, block{level: int(name[1] - '0')})
	case name == "table" && p.rows == 0 && data(n) != nil:
		p.flush(block{})
		for c := range n.ChildNodes() {
			if c.DataAtom == atom.Caption {
				p.walk(c)
			}
		}
		p.write(table(data(n)), block{rows: true})
	case list.MatchString(name) && p.rows == 0:
		p.whole(n, block{rows: true})
	case list.MatchString(name):
		p.inside(n, 1)
	default:
		p.between(name)
		p.inside(n, 0)
		p.between(name)
	}
}

// whole writes down an element as one block.
func (p *pageReader) whole(n *html.Node, b block) {
	p.flush(block{rows: p.rows > 0})
	p.inside(n, 1)
	p.flush(b)
}

// between is written before and after an element of a name.
func (p *pageReader) between(name string) {
	switch {
	case cell.MatchString(name):
		p.words.WriteByte(' ')
	case paragraph.MatchString(name) && p.rows > 0:
		p.words.WriteByte('\n')
	case paragraph.MatchString(name):
		p.flush(block{})
	}
}

func (p *pageReader) inside(n *html.Node, rows int) {
	p.rows += rows
	for c := range n.ChildNodes() {
		p.walk(c)
	}
	p.rows -= rows
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

// data are the rows of a table, below an empty one where the first is no header. A table has no data, but is for the layout of a
// page, when its last row has less than two cells, or something in it that a cell of Markdown cannot have.
func data(element *html.Node) (rows [][]string) {
	columns := 0
	for n := range element.Descendants() {
		name := n.DataAtom.String()
		if list.MatchString(name) || heading.MatchString(name) || name == "pre" {
			return nil
		}
		if name != "tr" || hidden(n) {
			continue
		}
		var row []string
		headers := 0
		for c := range n.ChildNodes() {
			if name := c.DataAtom.String(); cell.MatchString(name) {
				inside := &pageReader{rows: 1}
				inside.walk(c)
				row = withCell(row, inside.words.String(), attribute(c, "colspan"))
				headers += strings.Count(name, "h")
			}
		}
		if columns = len(row); rows == nil && 0 < headers && headers < columns {
			rows = append(rows, nil)
		}
		rows = append(rows, row)
	}
	if columns < 2 || attribute(element, "role") == "presentation" {
		return nil
	}
	return rows
}

// isContents tells a list of links to places of the same page, a table of contents.
func isContents(element *html.Node) bool {
	if !list.MatchString(element.Data) {
		return false
	}
	links := 0
	for n := range element.Descendants() {
		if n.Type == html.TextNode && strings.TrimSpace(n.Data) != "" {
			link := n.Parent
			for link != element && link.DataAtom != atom.A {
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
