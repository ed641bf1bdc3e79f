package explain

import (
	"regexp"
	"strconv"
	"strings"

	celltext "firstneuron/kernel-setup/kernel/cells"
)

// compilerProblems reads what the parser, go get and the compiler say, each problem once.
// It is cut if the compiler stopped before it had said all.
func compilerProblems(value string, notebook cells) (found []problem, cut bool) {
	lines := strings.Split(inOurFile.ReplaceAllString(value, ""), "\n")
	seen := make(map[string]bool)
	open := false   // an indented line belongs to the problem above
	repeat := false // and that one was there already
	header := ""
	for _, line := range lines {
		line = strings.TrimRight(line, " \r")
		if name, is := strings.CutPrefix(line, "# "); is {
			header, open = name, false
			continue
		}
		located := locatedLine.FindStringSubmatch(line)
		switch {
		case located != nil && strings.HasPrefix(located[5], "note: "): // the C compiler's
		case located != nil && strings.HasSuffix(line, "too many errors"):
			cut, open = true, false
		case located != nil && located[1] != "" && open: // the other half of a problem, such as the first declaration of a name
			last := &found[len(found)-1]
			last.details = append(last.details, placeOf(located, header, notebook).mention(located[5]))
		case repeat && strings.HasPrefix(line, "\t"):
		case located != nil:
			repeat, open = seen[line], !seen[line]
			if seen[line] {
				continue
			}
			seen[line] = true
			found = append(found, problem{
				place:   placeOf(located, header, notebook),
				message: trimmed(located[5]),
			})
		case isNoise(line):
			open, repeat = false, false
		case strings.HasPrefix(line, "\t") && open:
			last := &found[len(found)-1]
			last.details = append(last.details, strings.TrimSpace(line))
		default:
			p := problem{place: notebook.in(0, 0), message: trimmed(line)}
			if imported := missingImport.FindStringSubmatch(line); imported != nil {
				p.place, p.message = notebook.importOf(imported[1]), trimmed(imported[2])
				if !strings.Contains(p.message, imported[1]) {
					p.message = imported[1] + ": " + p.message
				}
			}
			if !seen[p.message] {
				seen[p.message] = true
				found = append(found, p)
			}
			open = true
		}
	}
	return found, cut
}

var (
	// locatedLine is a message with file, line and column: ./Cell[7]:2:1: declared and not used: x
	locatedLine = regexp.MustCompile(`^(\s*)(\S.*?\.go|(?:\S.*?)?Cell\[\d+\]):(\d+):(?:(\d+):)? (.+)$`)

	// inOurFile is what the compiler adds to a place in a cell: where that is in the file that it has read.
	inOurFile = regexp.MustCompile(`\[[^\[\]\n]*(?:main|cell)(?:_test)?\.go:\d+(?::\d+)?\]`)

	// missingImport is what go get says: a tab, what is imported, what is the matter.
	missingImport = regexp.MustCompile(`^\t(\S+): ((?:cannot find|package|no required|module|malformed).*)$`)

	// withoutFolder takes away where on this machine Go has looked.
	withoutFolder = regexp.MustCompile(` \(/[^)]*\)$| \([A-Za-z]:\\[^)]*\)$`)

	moreErrors = regexp.MustCompile(` \(and \d+ more errors?\)$`)

	// ours is a folder that only this machine has: the one where GoNB compiles.
	ours = regexp.MustCompile(`[^\s"]*gonb_[0-9a-zA-Z]+[/\\](?:gonb_\w+(?:\.exe)? )?`)

	// declaredAt is a place as the compiler names it.
	declaredAt = regexp.MustCompile(` \(declared at \S*Cell\[\d+\]:[\d:]+\)`)
)

// trimmed is a message without what is no help to a learner. What the parser found after its
// first error is mostly a consequence of that.
func trimmed(message string) string {
	message = strings.TrimSuffix(strings.TrimPrefix(message, "error: "), "; to add it:")
	message = withoutFolder.ReplaceAllString(message, "")
	message = declaredAt.ReplaceAllString(moreErrors.ReplaceAllString(message, ""), "")
	message = strings.TrimPrefix(message, "executing special commands in cell: ")
	return strings.TrimSpace(ours.ReplaceAllString(message, ""))
}

// isNoise tells whether a line is about how GoNB works, not about the cell.
func isNoise(line string) bool {
	text := strings.TrimSpace(line)
	for _, beginning := range []string{
		"go get ",
		"failed to run ", "exit status ", "go: gonb_", "go: finding ", "go: downloading ", "go: added ", "go: upgraded ", "package gonb_",
		"---------------", "Note: 'go get'", "Consider ", "You can do this manually", "Alternatively try", "Again, or use",
	} {
		if strings.HasPrefix(text, beginning) {
			return true
		}
	}
	return text == "" || replaceRule.MatchString(text) || cFunction.MatchString(text)
}

// cFunction is what the C compiler says before an error in a preamble of cgo.
var cFunction = regexp.MustCompile(`^(?:\S.*[/\\])?Cell\[\d+\]: In function .*:$`)

// replaceRule is a line of GoNB's advice about go.mod.
var replaceRule = regexp.MustCompile(`^[\w./-]+=(?:/|[A-Za-z]:\\)\S*$`)

// placeOf is the place of a located line. The header is the package that was compiled.
func placeOf(located []string, header string, notebook cells) place {
	line, _ := strconv.Atoi(located[3])
	column, _ := strconv.Atoi(located[4])
	if p, is := notebook.at(located[2], line, column); is {
		return p
	}
	file := strings.ReplaceAll(located[2], `\`, "/")
	base := file[strings.LastIndex(file, "/")+1:]
	if base == celltext.Glue { // what belongs to no cell
		return notebook.in(0, 0)
	}
	if strings.Contains(header, "/") {
		base = header + "/" + base
	}
	return place{file: base, line: line}
}

// mention is a message together with its place, in the compiler's language.
func (p place) mention(message string) string {
	if where := English.where(p); where != "" {
		return where + ": " + message
	}
	return message
}

// importOf is the place in the failed cell where a package is imported.
func (c cells) importOf(path string) place {
	for i, line := range strings.Split(c.current.Source, "\n") {
		if at := strings.Index(line, `"`+path+`"`); at >= 0 {
			return c.in(i+1, at+1)
		}
	}
	return c.in(0, 0)
}

// plain is a text without ANSI colours.
func plain(text string) string { return colours.ReplaceAllString(text, "") }

var colours = regexp.MustCompile("\x1b\\[[0-9;]*m")
