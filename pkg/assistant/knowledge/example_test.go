package knowledge_test

import (
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
