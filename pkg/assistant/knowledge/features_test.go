package knowledge

import (
	"archive/zip"
	"bytes"
	"os"
	"strings"
	"testing"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"

	"firstneuron/pkg/assistant"
)

// docx is a file as a word processor writes it, of one part or two.
func docx(t testing.TB, parts ...string) []byte {
	t.Helper()
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for i, part := range parts {
		f, err := w.Create([]string{"word/document.xml", "word/styles.xml"}[i])
		if err != nil {
			t.Fatal(err)
		}
		f.Write([]byte(part))
	}
	w.Close()
	return b.Bytes()
}

const (
	wordBody = `<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>
<w:p><w:pPr><w:pStyle w:val="T1"/></w:pPr><w:r><w:t>Water 1</w:t></w:r></w:p>
<w:p><w:pPr><w:pStyle w:val="H1"/></w:pPr><w:r><w:t>Water</w:t></w:r></w:p>
<w:p><w:r><w:t xml:space="preserve">Eighty </w:t></w:r><w:r><w:t>degrees.</w:t></w:r><w:r><w:rPr><w:vanish/></w:rPr><w:t>HACKED</w:t></w:r>
<w:del><w:r><w:delText>Gone.</w:delText></w:r></w:del></w:p>
<w:p><w:pPr><w:numPr/></w:pPr><w:r><w:t>one</w:t></w:r></w:p><w:p><w:pPr><w:numPr/></w:pPr><w:r><w:t>two</w:t></w:r></w:p>
<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="2"/></w:tcPr><w:p><w:r><w:t>Tea</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>Price</w:t></w:r></w:p></w:tc></w:tr>
<w:tr><w:tc><w:p><w:r><w:t>green</w:t></w:r></w:p></w:tc><w:tc><w:p/></w:tc><w:tc><w:p><w:r><w:t>5|6</w:t></w:r></w:p></w:tc></w:tr></w:tbl>
</w:body></w:document>`
	wordStyles = `<w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:style w:styleId="H1"><w:name w:val="heading 1"/></w:style>
<w:style w:styleId="T1"><w:name w:val="toc 1"/></w:style></w:styles>`
)

func TestOfWhatOtherProgramsAddOnlyTheTextIsRead(t *testing.T) {
	for _, c := range []struct{ name, file, content, heading, passage string }{
		{"front matter and an anchor", "a.md", "---\ntitle: \"Tea book\"\ntags:\n  - tea\n---\n\n## Water {#water .big}\n\nEighty degrees.\n", "Tea book > Water", "Eighty degrees."},
		{"a rule and a colon are no front matter", "a.md", "---\nTea is good.\n\n---\n", "", "Tea is good."},
		{"links to headings", "a.md", "# Tea\n\n- [Water](#water)\n- [Cups](#cups)\n\nGreen.\n", "Tea", "Green."},
		{"a table of Markdown", "a.md", "Tea | Price\n--- | ---\ngreen |\n", "", "Tea | Price\n--- | ---\ngreen |"},
		{"a table of HTML", "a.html", "<table><tr><th>Tea<th>Price<tr><td>green<td><tr><td>a|b<td>5</table>", "", "| Tea | Price |\n| --- | --- |\n| green | |\n| a\\|b | 5 |"},
		{"contents of HTML", "a.html", "<h1>Tea</h1><ul><li><a href='#a'>A</a><li><a href='#b'>B</a><li><a href='#c'>C</a></ul><p>Green.", "Tea", "Green."},
		{"CSV", "a.csv", "Tea;Price\n\"green; loose\";5\nblack;\n", "", "| Tea | Price |\n| --- | --- |\n| green; loose | 5 |\n| black | |"},
		{"Persian and an emoji", "a.txt", "می\u200cروم 👩\u200d🍳 te\u200da", "", "می\u200cروم 👩\u200d🍳 tea"},
	} {
		passages, err := Read(assistant.File{Name: c.file, Content: []byte(c.content)})
		if err != nil || len(passages) != 1 || passages[0].Citation.Passage != c.passage || passages[0].Heading != c.heading {
			t.Errorf("%s: got %+v and %v, want %q under %q", c.name, passages, err, c.passage, c.heading)
		}
	}
}

func TestDOCXIsRead(t *testing.T) {
	passages, err := Read(assistant.File{Name: "a.docx", Content: docx(t, wordBody, wordStyles)})
	want := "Eighty degrees.\n\n- one\n- two\n\n| Tea | | Price |\n| --- | --- | --- |\n| green | | 5\\|6 |"
	if err != nil || len(passages) != 1 || passages[0].Citation.Passage != want || passages[0].Heading != "Water" {
		t.Errorf("got %+v and %v, want %q", passages, err, want)
	}
	for name, content := range map[string][]byte{
		"bomb":     docx(t, "<a>"+strings.Repeat(" ", mostUnpacked)+"</a>"),
		"deep":     docx(t, strings.Repeat("<a>", 100_000)),
		"another":  docx(t),
		"cut":      docx(t, wordBody)[:100],
		"not well": docx(t, "<a><b></a>"),
	} {
		if passages, err := Read(assistant.File{Name: "a.docx", Content: content}); err == nil {
			t.Errorf("%s: got %+v, want an error", name, passages)
		}
	}
}

func TestEachPassageOfALongTableHasItsHeader(t *testing.T) {
	passages, err := Read(assistant.File{Name: "a.csv", Content: []byte("Tea,Price\n" + strings.Repeat("a green tea of the hills,5\n", 200))})
	if err != nil || len(passages) < 5 {
		t.Fatalf("got %d passages and %v", len(passages), err)
	}
	rows := 0
	for _, p := range passages {
		rows += strings.Count(p.Citation.Passage, "| 5 |")
		if !strings.HasPrefix(p.Citation.Passage, "| Tea | Price |\n| --- | --- |\n|") || size(p.Citation.Passage) > longest {
			t.Errorf("got the passage %q", p.Citation.Passage)
		}
	}
	if rows != 200 {
		t.Errorf("got %d rows, want 200", rows)
	}
}

// From the Universal Declaration of Human Rights.
func TestOtherAlphabetsAreNotReadAsRussian(t *testing.T) {
	for _, c := range []struct {
		text string
		code *charmap.Charmap
	}{
		{"Όλοι οι άνθρωποι γεννιούνται ελεύθεροι και ίσοι στην αξιοπρέπεια και τα δικαιώματα", charmap.Windows1253},
		{"כל בני האדם נולדו בני חורין ושווים בערכם ובזכויותיהם", charmap.Windows1255},
		{"يولد جميع الناس أحرارا متساوين في الكرامة والحقوق", charmap.Windows1256},
	} {
		content, err := encoding.ReplaceUnsupported(c.code.NewEncoder()).String(c.text)
		if err != nil {
			t.Fatal(err)
		}
		if passages, err := Read(assistant.File{Name: "a.txt", Content: []byte(content)}); err == nil {
			t.Errorf("%s is read as %+v", c.text, passages)
		}
	}
}

// qpdf 11 made all of the brand book of lesson 17: see testdata/README.md.
func TestAnOwnersPasswordDoesNotLockReading(t *testing.T) {
	for name, opens := range map[string]bool{"owner-password.pdf": true, "owner-password-rc4.pdf": true, "user-password.pdf": false} {
		content, err := os.ReadFile("testdata/" + name)
		if err != nil {
			t.Fatal(err)
		}
		passages, err := Read(assistant.File{Name: name, Content: content})
		if opens != (err == nil) || opens != strings.Contains(all(passages), "never on a photograph") || !opens && !strings.Contains(err.Error(), "password") {
			t.Errorf("%s: got %+v and %v", name, passages, err)
		}
	}
}

func TestMostlyScannedIsSaid(t *testing.T) {
	picture := "<< /Type/XObject /Subtype/Image /Width 1 /Height 1 /ColorSpace/DeviceGray /BitsPerComponent 8 /Length 1 >>\nstream\n0\nendstream"
	content := pdfOf("<< /Type/Catalog /Pages 2 0 R >>", "<< /Type/Pages /Count 3 /Kids [3 0 R 4 0 R 4 0 R] >>",
		"<< /Type/Page /Parent 2 0 R /MediaBox [0 0 600 800] /Resources << /Font << /R 5 0 R >> >> /Contents 6 0 R >>",
		"<< /Type/Page /Parent 2 0 R /MediaBox [0 0 600 800] /Resources << /XObject << /P 7 0 R >> >> /Contents 8 0 R >>",
		"<< /Type/Font /Subtype/Type1 /BaseFont/Helvetica >>",
		"<< /Length 36 >>\nstream\nBT /R 11 Tf 72 700 Td (Tea is hot.) Tj ET\nendstream", picture,
		"<< /Length 29 >>\nstream\nq 500 0 0 700 0 0 cm /P Do Q  \nendstream")
	passages, err := Read(assistant.File{Name: "a.pdf", Content: content})
	if len(passages) != 1 || err == nil || !strings.Contains(err.Error(), "is read in part") || !strings.Contains(err.Error(), "of its 3 pages, 2 are pictures") {
		t.Errorf("got %+v and %v", passages, err)
	}
}

func TestTheSameFileIsOneSource(t *testing.T) {
	file := assistant.File{Name: "a.txt", Content: []byte("tea")}
	other := assistant.File{Name: "b.md", Content: []byte("tea")}
	if passages, err := readAll([]assistant.File{file, other, file}); err != nil || len(passages) != 1 {
		t.Errorf("got %+v and %v, want one passage", passages, err)
	}
}

func TestAHeadingHasNoMarks(t *testing.T) {
	for name, content := range map[string]string{
		"en.md": "# `alt`\n\n## Long `alt` texts ¶\n\nWords.\n", "ru.md": "# Атрибут `alt`\n\n## Атрибут `alt` и поисковики\n\nСлова.\n",
		"en.html": `<h1>Alt <code>alt</code><a href="#a">¶</a></h1><p>Words.</p>`, "ru.html": `<h1>Тексты<a href="#t">¶</a></h1><p>Слова.</p>`,
	} {
		passages, err := Read(assistant.File{Name: name, Content: []byte(content)})
		if err != nil || len(passages) != 1 || strings.ContainsAny(passages[0].Heading, "¶`") || passages[0].Heading == "" {
			t.Errorf("%s: %+v, %v, want a heading without marks", name, passages, err)
		}
	}
}

func TestAPDFThatDoesNotSayItsCodesIsRussian(t *testing.T) {
	for text, want := range map[string]string{
		"ðóêîâîäñòâî ïîëüçîâàòåëÿ. Ñèñòåìà ïîçâîëÿåò ñîçäàâàòü äîêóìåíòû": "руководство пользователя. Система позволяет создавать документы",
		"le maître de l’hôtel": "le maître de l’hôtel",
	} {
		if got := inCyrillic([]line{{text: text}})[0].text; got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
}

func TestBrokenWordsAreJoined(t *testing.T) {
	lines := joined([]line{{text: "a well-known tea"}, {text: "well" + broken + "known knowl" + broken + "edge, (sau" + broken + "cers)"}})
	if want := "well-known knowledge, (saucers)"; lines[1].text != want {
		t.Errorf("got %q, want %q", lines[1].text, want)
	}
}
