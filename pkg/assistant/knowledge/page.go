package knowledge

import (
	"cmp"
	"fmt"
	"maps"
	"math"
	"regexp"
	"slices"
	"strings"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
)

// document makes paragraphs of lines. Larger letters than most are a heading; a gap that is wider than between most lines, or a
// step to the right, begins a paragraph. What stands on the edge of many pages, and tables of contents, are left out.
func (r *pdfReader) document() *document {
	lines := joined(inCyrillic(withoutContents(withoutRunning(r.pages))))
	usual := usualSize(lines)
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
			level = max(1, 1000-int(math.Round(l.size))) // the larger, the higher; only their order counts
		}
		if i > 0 && (now.page != l.page || now.level != level || !follows(lines[i-1], l)) {
			flush()
		}
		now = block{page: l.page, level: level}
		words = append(words, l.text)
	}
	flush()
	return d
}

var number = regexp.MustCompile(`\d+`)

// withoutRunning leaves out lines that are among the first two or last two of their pages, and stand at the same place of many pages,
// whatever their numbers.
func withoutRunning(pages [][]line) (kept []line) {
	at := func(l line) string { return fmt.Sprint(math.Round(l.y/4), number.ReplaceAllString(l.text, "#")) }
	seen := map[string]int{}
	edges := make([][]line, len(pages))
	for i, page := range pages {
		edges[i] = slices.SortedFunc(slices.Values(page), func(a, b line) int { return cmp.Compare(a.y, b.y) })
		if n := len(page); n > 4 {
			edges[i] = slices.Delete(edges[i], 2, n-2)
		}
		for _, l := range edges[i] {
			seen[at(l)]++
		}
	}
	for i, page := range pages {
		for _, l := range page {
			if !slices.Contains(edges[i], l) || seen[at(l)] < max(3, len(pages)/10) {
				kept = append(kept, l)
			}
		}
	}
	return kept
}

var (
	leader = regexp.MustCompile(`(?:\s*[.·…]){4,}\s*[\divxlc]*$`) // "Colours . . . . 12"
	paged  = regexp.MustCompile(`^\S.*\s[\divxlc]+$`)
)

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

// inCyrillic reads the letters of a Russian file again that does not say what its codes are, so that they look like "ðóêîâîäñòâî".
func inCyrillic(lines []line) []line {
	russian := func(text string) string {
		codes, _ := encoding.ReplaceUnsupported(charmap.Windows1252.NewEncoder()).String(text)
		again, _ := charmap.Windows1251.NewDecoder().String(codes)
		return visible(again)
	}
	var all strings.Builder
	for _, l := range lines {
		all.WriteString(l.text + "\n")
	}
	if 50*strings.Count(all.String(), "î") <= all.Len() || !isRussian([]byte(russian(all.String()))) { // о is the most frequent letter
		return lines
	}
	for i := range lines {
		lines[i].text = russian(lines[i].text)
	}
	return lines
}

var (
	hyphenedWord = regexp.MustCompile(`[\pL\pN]+-[\pL\pN-]+`)
	brokenWord   = regexp.MustCompile(`[\pL\pN-]*` + broken + `[\pL\pN-]*`)
)

// joined joins the words that were broken at the end of a line: "knowl-edge" is one word, but "well-known" keeps its hyphen where
// the file has it elsewhere.
func joined(lines []line) []line {
	hyphened := map[string]bool{}
	for _, l := range lines {
		for _, word := range hyphenedWord.FindAllString(strings.ToLower(l.text), -1) {
			hyphened[word] = true
		}
	}
	for i, l := range lines {
		lines[i].text = brokenWord.ReplaceAllStringFunc(l.text, func(word string) string {
			if whole := strings.ReplaceAll(word, broken, "-"); hyphened[strings.ToLower(whole)] {
				return whole
			}
			return strings.ReplaceAll(word, broken, "")
		})
	}
	return lines
}

// usualSize is the size of most letters.
func usualSize(lines []line) float64 {
	letters := map[float64]int{}
	for _, l := range lines {
		letters[math.Round(l.size*2)/2] += len(l.text)
	}
	return slices.MaxFunc(append(slices.Sorted(maps.Keys(letters)), 0), func(a, b float64) int { return cmp.Compare(letters[a], letters[b]) })
}

func follows(above, below line) bool {
	gap := above.to - below.y
	return gap > -0.3*below.size && gap < 1.6*max(above.size, below.size) && below.x-above.x < 0.8*below.size
}
