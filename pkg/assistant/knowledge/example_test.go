package knowledge_test

import (
	"archive/zip"
	"bytes"
	"fmt"
	"log"

	"firstneuron/pkg/assistant"
	"firstneuron/pkg/assistant/knowledge"
)

var guide = assistant.File{Name: "style-guide.md", Content: []byte(`# Style guide

## Voice

We talk to the reader as to a guest: friendly, calm, to the point.

## Numbers

Write the numbers from one to nine as words.
`)}

func Example() {
	index, err := knowledge.New([]assistant.File{guide}, "en")
	if err != nil {
		log.Fatal(err)
	}
	for _, question := range []string{"How do I write a number?", "What is the capital of France?"} {
		hits := index.Search(question, 1)
		if len(hits) == 0 {
			fmt.Println("Nothing in the knowledge fits.")
		}
		for _, hit := range hits {
			fmt.Printf("%s, line %d, %s: %s\n", hit.File, hit.Line, hit.Heading, hit.Citation.Passage)
		}
	}
	// Output:
	// style-guide.md, line 9, Style guide > Numbers: Write the numbers from one to nine as words.
	// Nothing in the knowledge fits.
}

func ExampleRead() {
	passages, err := knowledge.Read(guide)
	if err != nil {
		log.Fatal(err)
	}
	for _, p := range passages {
		fmt.Println(p.Line, p.Heading)
	}
	_, err = knowledge.Read(assistant.File{Name: "guide.odt", Content: []byte("…")})
	fmt.Println(err)
	// Output:
	// 5 Style guide > Voice
	// 9 Style guide > Numbers
	// "guide.odt" cannot be used as knowledge: only .txt, .md, .html, .pdf, .docx and .csv files can be read; save it as one of them
}

func ExampleRead_csv() {
	passages, err := knowledge.Read(assistant.File{Name: "teas.csv", Content: []byte("Tea;Minutes\nGreen;2\n\"Black; loose\";4\n")})
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(passages[0].Citation.Passage)
	// Output:
	// | Tea | Minutes |
	// | --- | --- |
	// | Green | 2 |
	// | Black; loose | 4 |
}

func ExampleRead_docx() {
	var content bytes.Buffer
	archive := zip.NewWriter(&content) // a word processor writes more parts than this one
	text, err := archive.Create("word/document.xml")
	if err != nil {
		log.Fatal(err)
	}
	fmt.Fprint(text, `<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>
		<w:p><w:r><w:t>We write numbers</w:t></w:r><w:r><w:t xml:space="preserve"> as words:</w:t></w:r></w:p>
		<w:p><w:pPr><w:numPr/></w:pPr><w:r><w:t>from one</w:t></w:r></w:p>
		<w:p><w:pPr><w:numPr/></w:pPr><w:r><w:t>to nine</w:t></w:r></w:p></w:body></w:document>`)
	if err := archive.Close(); err != nil {
		log.Fatal(err)
	}
	passages, err := knowledge.Read(assistant.File{Name: "guide.docx", Content: content.Bytes()})
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(passages[0].Citation.Passage)
	// Output:
	// We write numbers as words:
	//
	// - from one
	// - to nine
}

func ExampleIndex_Search() {
	notes := assistant.File{Name: "заметки.txt", Content: []byte("К каждой картинке нужен альтернативный текст.")}
	index, err := knowledge.New([]assistant.File{notes}, "ru")
	if err != nil {
		log.Fatal(err)
	}
	for _, hit := range index.Search("Что делать с картинками?", 3) {
		fmt.Println(hit.Citation.Passage)
	}
	// Output: К каждой картинке нужен альтернативный текст.
}
