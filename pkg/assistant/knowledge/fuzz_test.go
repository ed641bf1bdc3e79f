package knowledge

import (
	"strings"
	"testing"
	"unicode/utf8"

	"firstneuron/pkg/assistant"
)

func FuzzReadHTML(f *testing.F) { fuzz(f, ".html") }

func FuzzReadMarkdown(f *testing.F) { fuzz(f, ".md") }

func FuzzReadCSV(f *testing.F) {
	f.Add([]byte("Tea;Price\n\"green; loose\";5\nblack;\n"))
	f.Add([]byte("a\tb\n\"not closed\t|\n\n\"\"\""))
	f.Add([]byte(strings.Repeat(",", 300) + "\n" + strings.Repeat("tea,5\n", 300)))
	fuzz(f, ".csv")
}

func FuzzReadDOCX(f *testing.F) {
	f.Add(docx(f, wordBody, wordStyles))
	f.Add(docx(f, wordBody)[:200])
	f.Add(docx(f, "<tbl></tc></tr><tr><tc><gridSpan val='-5'/><p><t>tea</t></p></tc></tr></tbl>", "<style><outlineLvl val='-1'/></style>"))
	f.Add(docx(f, "<p><pStyle val='H'/><t>a</t></p><p><numPr/><t>\u200b</t></p>", "<style styleId='H'><name val='heading -3'/></style>"))
	fuzz(f, ".docx")
}

// The parts of a DOCX file are packed, so that what is changed in the file itself is mostly refused.
func FuzzReadPartsOfDOCX(f *testing.F) {
	f.Add(wordBody, wordStyles)
	f.Fuzz(func(t *testing.T, body, styles string) {
		check(t, assistant.File{Name: "a.docx", Content: docx(t, body, styles)})
	})
}

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
	f.Fuzz(func(t *testing.T, content []byte) { check(t, assistant.File{Name: "a" + extension, Content: content}) })
}

func check(t *testing.T, file assistant.File) {
	t.Helper()
	passages, err := Read(file)
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
}
