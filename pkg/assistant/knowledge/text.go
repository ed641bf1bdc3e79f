package knowledge

import (
	"regexp"
	"strings"
)

func plainText(content []byte) (*document, error) { return lined(content, false) }

func markdown(content []byte) (*document, error) { return lined(content, true) }

var (
	// https://spec.commonmark.org/0.31.2: ATX headings, setext headings, thematic breaks, fences, list items; a table row is GitHub's.
	hashes    = regexp.MustCompile(`^ {0,3}(#{1,6})(?:[ \t]+|$)(.*?)(?:[ \t]+#+)?[ \t]*$`)
	underline = regexp.MustCompile(`^ {0,3}(=+|-{2,})[ \t]*$`)
	rule      = regexp.MustCompile(`^ {0,3}(?:(?:\*[ \t]*){3,}|(?:-[ \t]*){3,}|(?:_[ \t]*){3,}|={3,})$`)
	fence     = regexp.MustCompile("^ {0,3}(```+|~~~+)")
	item      = regexp.MustCompile(`^\s*(?:[-*+•–—]|\d{1,3}[.)])\s+\S|^\s*\|`)
	delimited = regexp.MustCompile(`^` + delimiter + `$`)

	// What other programs add to Markdown: the front matter of Jekyll and Hugo, names for headings, and lists of links to these.
	front  = regexp.MustCompile(`^(?:---|\+\+\+)[ \t]*\n(?:[ \t]*\n|#.*\n|[ \t]*[\w-]+[ \t]*[:=].*\n|[ \t]+\S.*\n|-[ \t].*\n)*?(?:---|\+\+\+|\.\.\.)[ \t]*(?:\n|$)`)
	title  = regexp.MustCompile(`(?m)^title[ \t]*[:=][ \t]*["']?(.*?)["']?[ \t]*$`)
	anchor = regexp.MustCompile(`[ \t]*\{:?[ \t]*[#.][^{}]*\}[ \t]*#*[ \t]*$`)
	linked = regexp.MustCompile(`^(?:\s*(?:[-*+]|\d{1,3}[.)])\s+\[[^\]\n]*\]\(#[^)\n]*\)[ \t]*(?:\n|$))+$`)
)

// lined finds the blocks of a text: paragraphs between blank lines, lists, and headings, which plain text has by an underline
// only. Blocks are spans of the text itself, so that a passage is the source to the letter.
func lined(content []byte, isMarkdown bool) (*document, error) {
	text, err := decoded(content)
	if err != nil {
		return nil, err
	}
	d := &document{text: text, lines: true}
	var now block // what the lines so far belong to; empty between blocks
	var fenced string
	flush := func() {
		if isMarkdown && linked.MatchString(text[now.start:now.end]) {
			now = block{apart: true}
			return
		}
		d.add(now)
		now = block{apart: now.apart && now.end == now.start}
	}
	start := 0
	if matter := front.FindString(text); isMarkdown && matter != "" {
		if named := title.FindStringSubmatchIndex(matter); named != nil {
			d.head(1, block{span: span{named[2], named[3]}})
		}
		start = len(matter)
	}
	for start < len(text) {
		end := start + strings.IndexByte(text[start:], '\n')
		if end < start {
			end = len(text)
		}
		if isMarkdown && fenced == "" {
			if from, to, found := comment(text, start, end); found {
				if from > start { // the line goes on to the comment
					end = from
				} else {
					flush()
					now.apart = true
					start = to
					continue
				}
			}
		}
		line := text[start:end]
		open := now.end > now.start
		mark := hashes.FindStringSubmatchIndex(line)
		switch fences := fence.FindStringSubmatch(line); {
		case isMarkdown && fenced != "": // inside a fence nothing has a meaning but its end
			now.end = end
			if fences != nil && strings.HasPrefix(fences[1], fenced) {
				fenced = ""
			}
		case isMarkdown && fences != nil:
			if !open {
				now.start = start
			}
			now.end, fenced = end, fences[1]
		case strings.TrimSpace(line) == "":
			flush()
		case isMarkdown && mark != nil:
			flush()
			name := line[mark[4]:mark[5]]
			d.head(mark[3]-mark[2], block{span: span{start + mark[4], start + mark[4] + len(anchor.ReplaceAllString(name, ""))}})
		case isMarkdown && open && strings.Contains(line, "|") && delimited.MatchString(line):
			now.end, now.rows = end, true
		case open && !now.rows && underline.MatchString(line) && !strings.Contains(text[now.start:now.end], "\n"):
			level := 1
			if strings.Contains(line, "-") {
				level = 2
			}
			d.head(level, now)
			now = block{}
		case rule.MatchString(line):
			flush()
		case !open:
			now.span, now.rows = span{start, end}, item.MatchString(line)
		case !now.rows && item.MatchString(line): // a list right below its introduction
			flush()
			now.span, now.rows = span{start, end}, true
		default:
			now.end = end
		}
		start = end
		if start < len(text) && text[start] == '\n' {
			start++
		}
	}
	flush()
	return d, nil
}

// comment finds the first comment that begins in text[start:end], which does not count inside code.
func comment(text string, start, end int) (from, to int, found bool) {
	at := strings.Index(text[start:end], "<!--")
	if at < 0 || strings.Count(text[start:start+at], "`")%2 == 1 {
		return 0, 0, false
	}
	from = start + at
	length := strings.Index(text[from+4:], "-->")
	return from, from + 4 + length + 3, length >= 0
}
