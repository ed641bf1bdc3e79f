// Package knowledge reads an assistant's files, cuts them into
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
	"crypto/sha256"
	_ "embed"
	"errors"
	"path"
	"strings"

	"firstneuron/pkg/assistant"
	"firstneuron/pkg/assistant/texts"
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

//go:embed texts.json
var textsFile []byte

var catalogue = texts.Parse(textsFile)

// Read cuts a file into its passages, in their order. The extension of the name says what the file is (.txt, .md or .markdown,
// .html or .htm, .pdf, .docx, .csv), and the content has to agree.
//
// A text is UTF-8, or UTF-16 that begins with a byte order mark, or Russian in Windows-1251; a web page may also be in the encoding
// that it declares. Characters that nobody sees, but a machine reads, are left out: control characters, zero-width and direction
// marks, soft hyphens, tags, fillers. So is what a browser or a printer would not show: comments, scripts, deleted text, letters that
// are not drawn, and elements hidden by an attribute or their own style (style sheets are not applied). Tables are Markdown, in each
// of their passages with their header.
//
// An error names the file, what is wrong with it, and what to do. With passages beside it, the file is read in part: most pages are pictures.
func Read(file assistant.File) ([]Passage, error) {
	passages, err := read(file)
	if err != nil && passages != nil {
		return passages, catalogue.Errorf("partly", file.Name, err)
	} else if err != nil {
		return nil, catalogue.Errorf("unusable", file.Name, err)
	}
	return passages, nil
}

// readAll reads files, a file that is there several times only once, whatever its names. It returns what it could not read.
func readAll(files []assistant.File) ([]Passage, error) {
	var all []Passage
	var problems []error
	known := map[[sha256.Size]byte]bool{}
	for _, file := range files {
		hash := sha256.Sum256(file.Content)
		if known[hash] {
			continue
		}
		passages, err := Read(file)
		known[hash] = passages != nil
		all, problems = append(all, passages...), append(problems, err)
	}
	return all, errors.Join(problems...)
}

func read(file assistant.File) ([]Passage, error) {
	parse, known := parsers[strings.ToLower(path.Ext(file.Name))]
	switch {
	case !known:
		return nil, catalogue.Errorf("unknown")
	case len(file.Content) == 0:
		return nil, catalogue.Errorf("empty")
	case len(file.Content) > MaxSize:
		return nil, catalogue.Errorf("large", len(file.Content)>>20+1, MaxSize>>20)
	}
	d, err := parse(file.Content)
	if err != nil {
		return nil, err
	}
	passages := d.passages(file.Name)
	if len(passages) == 0 {
		return nil, catalogue.Errorf("silent")
	}
	return passages, d.partly
}

var parsers = map[string]func([]byte) (*document, error){
	".txt": ofText(plainText), ".md": ofText(markdown), ".markdown": ofText(markdown), ".csv": ofText(spreadsheet),
	".html": ofText(webPage), ".htm": ofText(webPage), ".pdf": printed, ".docx": wordFile,
}

func ofText(parse func(text string) (*document, error)) func([]byte) (*document, error) {
	return func(content []byte) (*document, error) {
		text, err := decoded(content)
		if err != nil {
			return nil, err
		}
		return parse(text)
	}
}
