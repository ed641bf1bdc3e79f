// Package knowledge reads the files that an assistant leans on, cuts them into
// passages and finds those that fit a question.
//
//	index, err := knowledge.New(draft.Knowledge, "en")
//	for _, hit := range index.Search("How long may an alt text be?", 3) {
//		fmt.Println(hit.File, hit.Heading, hit.Passage)
//	}
//
// A passage is what the file says, word for word. Nothing in a file is ever an
// instruction to this package: whatever a file tells a machine to do is text to
// be found and quoted, like the rest of it.
package knowledge

import (
	"fmt"
	"path"
	"strings"

	"firstneuron/pkg/assistant"
)

// A Passage is a piece of a file that can be read by itself: a few paragraphs under one heading, about 60 to 200 words.
//
// Its Heading names all headings above it: "Voice > Numbers". Its text is the file's, word for word, except that characters
// which nobody sees are left out (see [Read]). Of HTML and PDF, which have no lines of their own, white space may differ.
type Passage struct {
	assistant.Citation
}

// Limits of a file. A style guide is far below them.
const (
	MaxSize  = 16 << 20 // bytes
	MaxPages = 2000     // of a PDF
)

// Read cuts a file into its passages, in their order. The extension of the name says what the file is (.txt, .md or .markdown,
// .html or .htm, .pdf), and the content has to agree.
//
// A text is UTF-8, or UTF-16 that begins with a byte order mark, or Windows-1251. Characters that nobody sees, but a machine
// reads, are left out: control characters, zero-width and direction marks, soft hyphens, tags, fillers. So is what a browser
// would not show: comments, scripts, and elements hidden by an attribute or their own style (style sheets are not applied).
//
// An error names the file, what is wrong with it, and what to do.
func Read(file assistant.File) ([]Passage, error) {
	passages, err := read(file)
	if err != nil {
		return nil, fmt.Errorf("%q cannot be used as knowledge: %w", file.Name, err)
	}
	return passages, nil
}

func read(file assistant.File) ([]Passage, error) {
	parse, known := parsers[strings.ToLower(path.Ext(file.Name))]
	switch {
	case !known:
		return nil, fmt.Errorf("only .txt, .md, .html and .pdf files can be read; save it as one of them")
	case len(file.Content) == 0:
		return nil, fmt.Errorf("the file is empty; choose one with text in it")
	case len(file.Content) > MaxSize:
		return nil, fmt.Errorf("it has %d bytes, the limit is %d; divide it into smaller files", len(file.Content), MaxSize)
	}
	d, err := parse(file.Content)
	if err != nil {
		return nil, err
	}
	passages := d.passages()
	if len(passages) == 0 {
		return nil, fmt.Errorf("there is no text in it; choose a file with text in it")
	}
	for i := range passages {
		passages[i].File = file.Name
	}
	return passages, nil
}

var parsers = map[string]func([]byte) (*document, error){
	".txt": plainText, ".md": markdown, ".markdown": markdown, ".html": webPage, ".htm": webPage, ".pdf": printed,
}
