package arch

import (
	"fmt"
	"io/fs"
	"net/url"
	"path"
	"regexp"
	"slices"
	"strings"
	"unicode"
)

// CheckLinks returns a sentence for each relative link in the lessons, in
// README.md and in docs that leads nowhere: to a file that is not there, or to
// a place in a file of text that has no such heading and no such anchor.
func CheckLinks(root fs.FS) ([]string, error) {
	texts, err := linkingTexts(root)
	if err != nil {
		return nil, err
	}
	var faults []string
	for _, t := range texts {
		for _, link := range linksOf(t.text) {
			if reason := brokenLink(root, t.file, link); reason != "" {
				faults = append(faults, fmt.Sprintf("%s: the link %s %s", t.where, link, reason))
			}
		}
	}
	return faults, nil
}

// CheckGlossary returns a sentence for each term in docs/glossary.md that a link
// cannot lead to: each term has an anchor, its name in small letters with hyphens.
func CheckGlossary(text string) (faults []string) {
	inTerms := false
	for line := range strings.Lines(text) {
		columns := strings.Split(line, "|")
		switch {
		case len(columns) < 2:
			inTerms = false
		case strings.TrimSpace(columns[1]) == "term":
			inTerms = true
		case inTerms && !strings.HasPrefix(line, "|---"):
			term := strings.TrimSpace(tag.ReplaceAllString(columns[1], ""))
			for name := range strings.SplitSeq(term, ", ") {
				want := fmt.Sprintf(`<a id="%s"></a>`, strings.ReplaceAll(strings.ToLower(name), " ", "-"))
				if !strings.Contains(columns[1], want) {
					faults = append(faults, fmt.Sprintf("docs/glossary.md: the term %q has no anchor: write %s before it", name, want))
				}
			}
		}
	}
	seen := map[string]bool{}
	for _, match := range anchor.FindAllStringSubmatch(text, -1) {
		if seen[match[1]] {
			faults = append(faults, fmt.Sprintf("docs/glossary.md has the anchor %q twice: a link leads to the first only, so merge the rows or rename a term", match[1]))
		}
		seen[match[1]] = true
	}
	return faults
}

// A linkingText is Markdown, and where it is.
type linkingText struct{ file, where, text string }

func linkingTexts(root fs.FS) (texts []linkingText, err error) {
	docs, err := fs.Glob(root, "docs/*.md")
	if err != nil {
		return nil, err
	}
	for _, name := range append([]string{"README.md"}, docs...) {
		text, err := fs.ReadFile(root, name)
		if err != nil {
			return nil, err
		}
		texts = append(texts, linkingText{name, name, string(text)})
	}
	lessons, _, err := lessonsOf(root) // CheckCourse has the faults
	for _, l := range lessons {
		for _, cell := range l.notebook.Cells {
			if cell.Kind == markdown {
				texts = append(texts, linkingText{l.name, l.name + ": cell " + cell.ID, cell.text()})
			}
		}
	}
	return texts, err
}

var (
	fencedCode   = regexp.MustCompile("(?ms)^ *```.*?^ *```")
	inlineCode   = regexp.MustCompile("`[^`\n]+`")
	markdownLink = regexp.MustCompile(`\]\(([^)\s]+)(?: +"[^"]*")?\)`)
	htmlLink     = regexp.MustCompile(`<(?:a|img)\b[^>]*\b(?:href|src)="([^"]+)"`)
	scheme       = regexp.MustCompile(`^[A-Za-z][A-Za-z0-9+.-]*:`)
	heading      = regexp.MustCompile(`(?m)^#+ +(.+?)\s*$`)
	anchor       = regexp.MustCompile(`<a id="([^"]*)">`)
	tag          = regexp.MustCompile(`<[^>]*>`)
)

// linksOf are the links of a text that lead into this repository.
func linksOf(text string) (links []string) {
	text = inlineCode.ReplaceAllString(fencedCode.ReplaceAllString(text, ""), "")
	for _, kind := range []*regexp.Regexp{markdownLink, htmlLink} {
		for _, match := range kind.FindAllStringSubmatch(text, -1) {
			if !scheme.MatchString(match[1]) {
				links = append(links, match[1])
			}
		}
	}
	return links
}

// brokenLink says what is wrong with a link in a file and what to do; nothing if it leads where it should.
func brokenLink(root fs.FS, from, link string) string {
	address, err := url.Parse(link)
	if err != nil {
		return "is no address: correct it"
	}
	target := path.Join(path.Dir(from), address.Path)
	if address.Path == "" {
		target = from
	}
	if strings.HasPrefix(address.Path, "/") || !fs.ValidPath(target) {
		return "leads out of the repository: write it relative to the file that it is in"
	}
	if _, err := fs.Stat(root, target); err != nil {
		return fmt.Sprintf("leads to %s, which is not there: correct the name or remove the link", target)
	}
	if address.Fragment == "" || path.Ext(target) != ".md" {
		return ""
	}
	text, err := fs.ReadFile(root, target)
	if err != nil {
		return fmt.Sprintf("leads to %s, which cannot be read: %v", target, err)
	}
	if !slices.Contains(anchorsOf(string(text)), address.Fragment) {
		return fmt.Sprintf(`leads to a place that %s does not have: correct it, or write <a id="%s"></a> there`, target, address.Fragment)
	}
	return ""
}

// anchorsOf are the names of the places in Markdown to which links can lead: its anchors, and its headings as GitHub names them.
func anchorsOf(text string) (names []string) {
	text = fencedCode.ReplaceAllString(text, "")
	for _, match := range anchor.FindAllStringSubmatch(text, -1) {
		names = append(names, match[1])
	}
	for _, match := range heading.FindAllStringSubmatch(text, -1) {
		names = append(names, headingName(match[1]))
	}
	return names
}

// headingName is a heading in small letters, with hyphens for spaces and without punctuation.
func headingName(title string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == ' ':
			return '-'
		case r == '-' || r == '_' || unicode.IsLetter(r) || unicode.IsDigit(r):
			return unicode.ToLower(r)
		}
		return -1
	}, title)
}
