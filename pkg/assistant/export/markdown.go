package export

import (
	"io"
	"regexp"
	"strings"

	"firstneuron/pkg/assistant"
)

// Markdown writes a draft as a page to read, to print, to keep beside the texts of a project. It has everything but the
// contents of the knowledge, of which it lists names and SHA-256, and a picture of the user's.
//
// The page is CommonMark with one table, so that it reads well anywhere. A text of one line is a paragraph, any other a
// block of code, whose fence is longer than any in the text.
func Markdown(w io.Writer, d assistant.Draft) error {
	return fill(w, "markdown.tmpl", d)
}

// paragraph is a text that stands by itself: a paragraph where it is one plain line, else a block of code.
func paragraph(text string) string {
	if text == oneLine(text) && text == strings.TrimSpace(text) {
		return inline(text)
	}
	fence := "```"
	for strings.Contains(text, fence) {
		fence += "`"
	}
	return fence + "text\n" + unixLines(text) + "\n" + fence
}

// marks are the characters that mean something to Markdown within a line, and atStart those that do at its beginning.
var (
	marks   = regexp.MustCompile("[\\\\`*_\\[\\]<>|~&#$]")
	atStart = regexp.MustCompile(`^(\d*)([-+=.)])`)
)

// inline writes a text on one line so that Markdown shows it as it is.
func inline(text string) string {
	return atStart.ReplaceAllString(marks.ReplaceAllString(oneLine(text), `\$0`), `$1\$2`)
}

// oneLine puts a text that belongs on one line there.
func oneLine(text string) string { return strings.NewReplacer("\n", " ", "\r", " ").Replace(text) }
