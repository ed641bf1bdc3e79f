package knowledge

import (
	"strings"
	"testing"
	"unicode/utf8"

	"firstneuron/pkg/assistant"
)

func FuzzReadHTML(f *testing.F) { fuzz(f, ".html") }

func FuzzReadMarkdown(f *testing.F) { fuzz(f, ".md") }

func FuzzReadPDF(f *testing.F) {
	f.Add(pdfFile("", []byte("q 1 0 0 1 0 0 cm BT /R 11 Tf 12 TL 72 700 Td (tea) Tj T* [(a) -300 (b)] TJ 1 2 (c) \" (d) ' ET Q")))
	f.Add(pdfFile("/Filter/FlateDecode", packed([]byte("BT /R 11 Tf 1 0 0 1 72 700 Tm (tea) Tj ET"))))
	f.Add(circularPDF())
	fuzz(f, ".pdf")
}

// fuzz reads anything by the name of a kind: it may be refused, but what is read is text that can be shown.
func fuzz(f *testing.F, extension string) {
	for _, file := range append(filesIn(f, blog), filesIn(f, "testdata/hostile")...) {
		if strings.HasSuffix(file.Name, extension) {
			f.Add(file.Content)
		}
	}
	f.Fuzz(func(t *testing.T, content []byte) {
		passages, err := Read(assistant.File{Name: "a" + extension, Content: content})
		if err == nil && len(passages) == 0 {
			t.Error("got neither passages nor an error")
		}
		for _, p := range passages {
			text := p.Citation.Passage
			if text == "" || !utf8.ValidString(text) || strings.ContainsFunc(text, func(r rune) bool { return r != utf8.RuneError && isUnseen(r) }) {
				t.Errorf("got the passage %q", text)
			}
			if size(text) > longest {
				t.Errorf("got a passage of %d words, want %d at most", size(text), longest)
			}
		}
	})
}
