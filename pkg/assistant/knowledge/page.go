package knowledge

import (
	"cmp"
	"maps"
	"math"
	"regexp"
	"slices"
	"strings"
	"unicode"
)

var (
	leader = regexp.MustCompile(`(?:\s*[.·…]){4,}\s*[\divxlc]*$`) // "Colours . . . . 12"
	number = regexp.MustCompile(`\d+`)
	paged  = regexp.MustCompile(`^\S.*\s[\divxlc]+$`)
)

// document makes paragraphs of lines. Larger letters than most are a heading; a gap that is wider than between most lines, or a
// step to the right, begins a paragraph. What stands on the edge of many pages, and tables of contents, are left out.
func (r *pdfReader) document() *document {
	lines := withoutContents(withoutRunning(r.lines))
	usual := usualSize(lines)
	sizes := map[float64]bool{}
	for _, l := range lines {
		if l.size > 1.15*usual {
			sizes[math.Round(l.size)] = true
		}
	}
	larger := slices.SortedFunc(maps.Keys(sizes), func(a, b float64) int { return cmp.Compare(b, a) })
	joined := joiner(lines)
	d := &document{}
	var now block
	var words []string
	flush := func() {
		text := strings.Join(words, "\n")
		now.rows = item.MatchString(text)
		d.write(text, now)
		words = nil
	}
	for i, l := range lines {
		level := 0
		if l.size > 1.15*usual {
			level = slices.Index(larger, math.Round(l.size)) + 1
		}
		if i > 0 && (now.page != l.page || now.level != level || !follows(lines[i-1], l)) {
			flush()
		}
		now = block{page: l.page, level: level}
		words = append(words, joined(l.text))
	}
	flush()
	return d
}

// withoutRunning leaves out the first and last lines of a page that stand on many pages, whatever their numbers.
func withoutRunning(lines []line) []line {
	type place struct {
		text   string
		height int
	}
	seen := map[place]int{}
	var edges []int
	pages := 0
	at := func(l line) place { return place{number.ReplaceAllString(l.text, "#"), int(math.Round(l.y / 4))} }
	for start := 0; start < len(lines); pages++ {
		end := start
		for end < len(lines) && lines[end].page == lines[start].page {
			end++
		}
		order := make([]int, 0, end-start)
		for i := start; i < end; i++ {
			order = append(order, i)
		}
		slices.SortFunc(order, func(a, b int) int { return cmp.Compare(lines[a].y, lines[b].y) })
		edge := order[:min(2, len(order))]
		if len(order) > 4 {
			edge = slices.Concat(edge, order[len(order)-2:])
		}
		for _, i := range edge {
			seen[at(lines[i])]++
		}
		edges = append(edges, edge...)
		start = end
	}
	running := map[int]bool{}
	for _, i := range edges {
		running[i] = seen[at(lines[i])] >= max(3, pages/10)
	}
	var kept []line
	for i, l := range lines {
		if !running[i] {
			kept = append(kept, l)
		}
	}
	return kept
}

// withoutContents leaves out the entries of a table of contents: lines with dots up to a number, and the others that end in a
// number on the same page.
func withoutContents(lines []line) []line {
	dotted := map[int]int{}
	for _, l := range lines {
		if leader.MatchString(l.text) {
			dotted[l.page]++
		}
	}
	return slices.DeleteFunc(lines, func(l line) bool {
		return dotted[l.page] >= 3 && (leader.MatchString(l.text) || paged.MatchString(l.text))
	})
}

// joiner joins the words that were broken at the end of a line: "knowl-edge" is one word, but "well-known" keeps its hyphen where
// the file has it elsewhere.
func joiner(lines []line) func(string) string {
	hyphened := map[string]bool{}
	for _, l := range lines {
		for _, word := range strings.Fields(l.text) {
			if strings.Contains(word, "-") {
				hyphened[strings.ToLower(strings.TrimFunc(word, unicode.IsPunct))] = true
			}
		}
	}
	return func(text string) string {
		if !strings.ContainsRune(text, broken) {
			return text
		}
		words := strings.Fields(text)
		for i, word := range words {
			if hyphen := strings.ReplaceAll(word, string(broken), "-"); hyphened[strings.ToLower(strings.TrimFunc(hyphen, unicode.IsPunct))] {
				words[i] = hyphen
			} else {
				words[i] = strings.ReplaceAll(word, string(broken), "")
			}
		}
		return strings.Join(words, " ")
	}
}

// usualSize is the size of most letters.
func usualSize(lines []line) float64 {
	letters := map[float64]int{}
	for _, l := range lines {
		letters[math.Round(l.size*2)/2] += len(l.text)
	}
	var usual float64
	for size, n := range letters {
		if n > letters[usual] || n == letters[usual] && size < usual {
			usual = size
		}
	}
	return usual
}

func follows(above, below line) bool {
	gap := above.to - below.y
	return gap > -0.3*below.size && gap < 1.6*max(above.size, below.size) && below.x-above.x < 0.8*below.size
}
