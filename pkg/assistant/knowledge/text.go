package knowledge

import (
	"regexp"
	"strings"
)

var (
	// https://spec.commonmark.org/0.31.2: ATX headings, setext headings, thematic breaks, list items; a table row is GitHub's.
	hashes    = regexp.MustCompile(`^ {0,3}(#{1,6})(?:[ \t]+|$)(.*?)(?:[ \t]+#+)?[ \t]*$`)
	underline = regexp.MustCompile(`^ {0,3}(=+|-{2,})[ \t]*$`)
	rule      = regexp.MustCompile(`^ {0,3}(?:(?:\*[ \t]*){3,}|(?:-[ \t]*){3,}|(?:_[ \t]*){3,}|={3,})$`)
	item      = regexp.MustCompile(`^\s*(?:[-*+•–—]|\d{1,3}[.)])\s+\S|^\s*\|`)
	delimited = regexp.MustCompile(`^` + delimiter + `$`)

	// Fenced code, code in a line, and comments, none of which is looked for in another.
	special = regexp.MustCompile("(?sm)(" + fenced("````") + "|" + fenced("```") + "|" + fenced("~~~") + ")|`[^`\n]*`|(<!--.*?-->)")

	// What other programs add to Markdown: the front matter of Jekyll and Hugo, names for headings, and lists of links to these.
	front  = regexp.MustCompile(`^(?:---|\+\+\+)[ \t]*\n(?:[ \t]*\n|#.*\n|[ \t]*[\w-]+[ \t]*[:=].*\n|[ \t]+\S.*\n|-[ \t].*\n)*?(?:---|\+\+\+|\.\.\.)[ \t]*(?:\n|$)`)
	title  = regexp.MustCompile(`(?m)^title[ \t]*[:=][ \t]*["']?(.*?)["']?[ \t]*$`)
	anchor = regexp.MustCompile(`[ \t]*\{:?[ \t]*[#.][^{}]*\}[ \t]*#*[ \t]*$`)
	linked = regexp.MustCompile(`^(?:\s*(?:[-*+]|\d{1,3}[.)])\s+\[[^\]\n]*\]\(#[^)\n]*\)[ \t]*(?:\n|$))+$`)
)

// fenced matches code between two lines that begin with a mark, or up to the end of the text.
func fenced(mark string) string {
	return "^ {0,3}" + mark + "[^\n]*\n.*?(?:^ {0,3}" + mark + "[^\n]*$|\\z)"
}

// plainText finds the blocks of a text: paragraphs between blank lines, lists, and headings, which are underlined. Blocks are spans
// of the text itself, so that a passage is the source to the letter.
func plainText(text string) (*document, error) {
	d := &document{text: text, lines: true}
	d.addLines(0, len(text), false)
	return d, nil
}

// markdown finds the blocks of Markdown as plainText does.
func markdown(text string) (*document, error) {
	d := &document{text: text, lines: true}
	matter := front.FindString(text)
	if named := title.FindStringSubmatchIndex(matter); named != nil {
		d.add(block{span: span{named[2], named[3]}, level: 1})
	}
	start := len(matter)
	for _, found := range special.FindAllStringSubmatchIndex(text[start:], -1) {
		from, to := len(matter)+found[0], len(matter)+found[1]
		isFenced, isComment := found[2] >= 0, found[4] >= 0
		if isFenced || isComment {
			d.addLines(start, from, true)
			start = to
		}
		if isFenced {
			d.add(block{span: span{from, to}, rows: true})
		}
		d.apart = d.apart || isComment
	}
	d.addLines(start, len(text), true)
	return d, nil
}

// addLines adds the blocks that a part of the text has.
func (d *document) addLines(start, end int, isMarkdown bool) {
	var now block // what the lines so far belong to; empty between blocks
	flush := func() {
		if isMarkdown && linked.MatchString(d.text[now.start:now.end]) {
			d.apart = true
		} else {
			d.add(now)
		}
		now = block{}
	}
	for line := range strings.Lines(d.text[start:end]) {
		here := span{start, start + len(line)}
		start += len(line)
		line = strings.TrimSuffix(line, "\n")
		open := now.end > now.start
		mark := hashes.FindStringSubmatchIndex(line)
		switch {
		case strings.TrimSpace(line) == "":
			flush()
		case isMarkdown && mark != nil:
			flush()
			name := anchor.ReplaceAllString(line[mark[4]:mark[5]], "")
			d.add(block{span: span{here.start + mark[4], here.start + mark[4] + len(name)}, level: mark[3] - mark[2]})
		case isMarkdown && open && strings.Contains(line, "|") && delimited.MatchString(line):
			now.end, now.rows = here.end, true
		case open && !now.rows && underline.MatchString(line) && strings.Count(d.text[now.start:now.end], "\n") == 1:
			now.level = 1
			if strings.Contains(line, "-") {
				now.level = 2
			}
			flush()
		case rule.MatchString(line):
			flush()
		case !open || !now.rows && item.MatchString(line): // a list may stand right below its introduction
			flush()
			now = block{span: here, rows: item.MatchString(line)}
		default:
			now.end = here.end
		}
	}
	flush()
}
