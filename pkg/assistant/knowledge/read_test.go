package knowledge

import (
	"bytes"
	"compress/zlib"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"time"
	"unicode"
	"unicode/utf16"

	"golang.org/x/net/html"
	"golang.org/x/text/encoding/charmap"

	"firstneuron/pkg/assistant"
)

func TestReadSaysWhatIsWrongAndWhatToDo(t *testing.T) {
	unpacked := func(size int) []byte {
		return pdfFile("/Filter/FlateDecode", packed(append([]byte("BT /R 11 Tf "), bytes.Repeat([]byte("(tea) Tj\n"), size/9)...)))
	}
	for _, c := range []struct {
		name, file string
		content    []byte
		want       string // in the error
	}{
		{"unknown extension", "guide.odt", []byte("text"), "save it as one of them"},
		{"no extension", "guide", []byte("text"), "save it as one of them"},
		{"no name", "", []byte("text"), "save it as one of them"},
		{"empty", "guide.txt", nil, "empty"},
		{"white space only", "guide.md", []byte(" \n\t\n"), "no text"},
		{"invisible only", "guide.txt", []byte("\u200b\u2060\ufeff\u202e\n"), "no text"},
		{"a comment only", "guide.md", []byte("<!-- say it -->"), "no text"},
		{"too large", "guide.txt", bytes.Repeat([]byte("a"), MaxSize+1), "smaller files"},
		{"zero bytes", "guide.txt", []byte("te\x00xt"), "byte 2 is zero"},
		{"a picture", "guide.txt", []byte("\x89PNG\r\n\x1a\n"), "picture"},
		{"a zip file", "guide.md", []byte("PK\x03\x04rest"), "zip"},
		{"a PDF file by another name", "guide.html", []byte("%PDF-1.4\n"), ".pdf"},
		{"text by the name of a PDF file", "guide.pdf", []byte("text"), "no PDF file"},
		{"Latin-1", "guide.txt", []byte("caf\xe9 au lait"), "UTF-8"},
		{"KOI8-R", "guide.txt", koi8("Чай хранят в сухом месте."), "UTF-8"},
		{"half a character of UTF-16", "guide.txt", []byte("\xff\xfea\x00b"), "UTF-16"},
		{"a page in another encoding than it says", "guide.html", []byte(`<meta charset="Shift_JIS"><p>` + "caf\xe9"), "UTF-8"},
		{"a page in an encoding that nobody knows", "guide.html", []byte(`<meta charset="Own"><p>` + "caf\xe9"), "UTF-8"},
		{"a page too deep", "guide.html", []byte(strings.Repeat("<div>", 100_000) + "tea"), "nested too deeply"},
		{"a page that swells", "guide.html", swelling(), "unfolds"},
		{"a page without text", "guide.html", []byte("<title>tea</title><script>tea</script>"), "no text"},
		{"cut PDF", "guide.pdf", pdfFile("", []byte("BT (tea) Tj ET"))[:300], "damaged"},
		{"PDF with nothing behind its head", "guide.pdf", []byte("%PDF-1.4\n"), "damaged"},
		{"PDF of pictures", "guide.pdf", pdfFile("", []byte("q 100 0 0 100 0 0 cm /Picture Do Q")), "only pictures"},
		{"PDF that shows nothing", "guide.pdf", pdfFile("", []byte("BT 3 Tr /R 11 Tf (tea) Tj ET")), "only pictures"},
		{"PDF bomb", "guide.pdf", unpacked(8 << 20), "things drawn"},
		{"PDF with an endless page", "guide.pdf", unpacked(9*mostOnPage + 99), "things drawn"},
		{"PDF with too many pages", "guide.pdf", pdfOf("<< /Type/Catalog /Pages 2 0 R >>", "<< /Type/Pages /Count 9001 /Kids [] >>"), "9,001 pages"},
		{"PDF with a huge table", "guide.pdf", bytes.Replace(pdfFile("", []byte("BT ET")), []byte("/Size 6"), []byte("/Size %\n 99999999999"), 1), "only pictures"},
		{"PDF whose table begins far out", "guide.pdf", bytes.Replace(pdfFile("", []byte("BT ET")), []byte("xref\n0 6"), []byte("xref\n4000000000 6"), 1), "only pictures"},
		{"PDF with a part in itself", "guide.pdf", circularPDF(), "damaged"},
		{"PDF with an unknown filter", "guide.pdf", pdfFile("/Filter/Own", []byte("BT ET")), "only pictures"},
	} {
		passages, err := Read(assistant.File{Name: c.file, Content: c.content})
		if err == nil || !strings.Contains(err.Error(), c.want) || !strings.Contains(err.Error(), fmt.Sprintf("%q", c.file)) {
			t.Errorf("%s: got %d passages and %v, want an error with %q", c.name, len(passages), err, c.want)
		}
	}
}

func TestReadKnowsEncodings(t *testing.T) {
	const text = "Чай — «зелёный», 80 °C.\n\nКипяток не нужен."
	windows, err := charmap.Windows1251.NewEncoder().String(text)
	if err != nil {
		t.Fatal(err)
	}
	var little, big bytes.Buffer
	for _, unit := range utf16.Encode([]rune("\ufeff" + text)) {
		little.Write([]byte{byte(unit), byte(unit >> 8)})
		big.Write([]byte{byte(unit >> 8), byte(unit)})
	}
	for _, c := range []struct{ name, file, content string }{
		{"UTF-8", "a.txt", text},
		{"UTF-8 with a byte order mark", "a.txt", "\ufeff" + text},
		{"UTF-16, little end first", "a.txt", little.String()},
		{"UTF-16, big end first", "a.txt", big.String()},
		{"Windows-1251", "a.txt", windows},
		{"a page in Windows-1251", "a.html", `<meta charset="windows-1251"><p>` + strings.Replace(windows, "\n\n", "<p>", 1)},
		{"lines as on Windows", "a.TXT", strings.ReplaceAll(text, "\n", "\r\n")},
		{"lines as on old Macs", "a.markdown", strings.ReplaceAll(text, "\n", "\r")},
	} {
		passages, err := Read(assistant.File{Name: c.file, Content: []byte(c.content)})
		if err != nil || len(passages) != 1 || passages[0].Citation.Passage != text {
			t.Errorf("%s: got %q and %v, want %q", c.name, all(passages), err, text)
		}
	}
}

func TestAPageIsReadInTheEncodingThatItDeclares(t *testing.T) {
	for _, c := range []struct{ name, content, want string }{
		{"Shift_JIS", `<meta charset="Shift_JIS"><p>` + "\x83\x65\x83\x4c", "テキ"},
		{"Latin-1", `<meta http-equiv="Content-Type" content="text/html; charset=iso-8859-1"><p>` + "caf\xe9 au lait", "café au lait"},
		{"KOI8-R", `<meta charset=koi8-r><p>` + string(koi8("Чай хранят.")), "Чай хранят."},
		{"UTF-8 that declares something else", `<meta charset="windows-1251"><p>Чай — чай.`, "Чай — чай."},
	} {
		passages, err := Read(assistant.File{Name: "a.html", Content: []byte(c.content)})
		if err != nil || len(passages) != 1 || passages[0].Citation.Passage != c.want {
			t.Errorf("%s: got %q and %v, want %q", c.name, all(passages), err, c.want)
		}
	}
}

func TestPassagesKeepHeadingsAndPlaces(t *testing.T) {
	type place struct {
		heading    string
		page, line int
		passage    string
	}
	for _, c := range []struct {
		name, file, content string
		want                []place
	}{
		{"Markdown", "a.md", "# Guide\n\nHello.\n\n## Voice ##\n\nCalm.\n\n### You\nWe say you.\n\n## Numbers\n\nOne.\n", []place{
			{"Guide", 0, 3, "Hello."}, {"Guide > Voice", 0, 7, "Calm."}, {"Guide > Voice > You", 0, 10, "We say you."}, {"Guide > Numbers", 0, 14, "One."}}},
		{"headings by underline", "a.txt", "Guide\n=====\nHello.\n\nVoice\n-----\nCalm.\n", []place{{"Guide", 0, 3, "Hello."}, {"Guide > Voice", 0, 7, "Calm."}}},
		{"a heading that nothing follows", "a.md", "# Guide\n## Never shout\n## Voice\nCalm.\n# End", []place{
			{"Guide > Never shout", 0, 2, "Never shout"}, {"Guide > Voice", 0, 4, "Calm."}, {"End", 0, 5, "End"}}},
		{"the same heading twice", "a.md", "# A\none\n# A\ntwo", []place{{"A", 0, 2, "one"}, {"A", 0, 4, "two"}}},
		{"no heading inside code", "a.md", "```\n# not one\n\n<!-- shown -->\n```\ntea\n", []place{{"", 0, 1, "```\n# not one\n\n<!-- shown -->\n```\ntea"}}},
		{"a number sign in plain text", "a.txt", "# 5 is a number", []place{{"", 0, 1, "# 5 is a number"}}},
		{"a list with its introduction", "a.md", "Three colours:\n- Leaf\n- Copper\n\n- Porcelain\n", []place{{"", 0, 1, "Three colours:\n- Leaf\n- Copper\n\n- Porcelain"}}},
		{"a comment", "a.md", "One. <!-- two\nthree --> Four.\n\nFive.", []place{{"", 0, 1, "One."}, {"", 0, 2, "Four.\n\nFive."}}},
		{"a comment and a rule", "a.md", "One.\n\n<!-- two -->\n\n---\n\nThree.", []place{{"", 0, 1, "One."}, {"", 0, 7, "Three."}}},
		{"a comment without an end", "a.md", "One <!-- two.", []place{{"", 0, 1, "One <!-- two."}}},
		{"HTML", "a.html", "<h1>Guide</h1><p>Hello,\n <b>re</b>ader.<h2><div>Our<br>voice</div></h2>Calm.<ul><li>one<li><p>two</ul>", []place{
			{"Guide", 0, 0, "Hello, reader."}, {"Guide > Our voice", 0, 0, "Calm.\n\none\ntwo"}}},
		{"HTML: a table and a picture", "a.html", "<table><caption>Sizes<tr><th>Logo<td>24&nbsp;px</table><p>A<img alt='red fox'>runs", []place{
			{"", 0, 0, "Sizes\n\n| | |\n| --- | --- |\n| Logo | 24 px |\n\nA red fox runs"}}},
	} {
		passages, err := Read(assistant.File{Name: c.file, Content: []byte(c.content)})
		if err != nil || len(passages) != len(c.want) {
			t.Errorf("%s: got %+v and %v, want %d passages", c.name, passages, err, len(c.want))
			continue
		}
		for i, p := range passages {
			if got := (place{p.Heading, p.Page, p.Line, p.Citation.Passage}); got != c.want[i] || p.File != c.file {
				t.Errorf("%s: got %+v of %s, want %+v", c.name, got, p.File, c.want[i])
			}
		}
	}
}

func TestPassagesHaveASizeToBeRead(t *testing.T) {
	sentence := "The leaves are kept in a dry, dark and cool place until they are brewed. "
	for _, c := range []struct {
		name, text        string
		fewest, atMost    int // passages
		shortest, longest int // words, but for the last
	}{
		{"short paragraphs", strings.Repeat(sentence+"\n\n", 50), 8, 12, 60, 200},
		{"one long paragraph", strings.Repeat(sentence, 50), 4, 5, 100, 200},
		{"one long list", strings.Repeat("- "+sentence+"\n", 50), 4, 6, 100, 200},
		{"one long sentence", strings.Repeat("tea and ", 500), 5, 6, 100, 200},
		{"no spaces at all", strings.Repeat("茶", 10_000), 5, 6, 1, 1},
	} {
		passages, err := Read(assistant.File{Name: "a.md", Content: []byte(c.text)})
		if err != nil || len(passages) < c.fewest || len(passages) > c.atMost {
			t.Errorf("%s: got %d passages and %v, want from %d to %d", c.name, len(passages), err, c.fewest, c.atMost)
		}
		for _, p := range passages {
			if words := len(strings.Fields(p.Citation.Passage)); words < c.shortest || words > c.longest {
				t.Errorf("%s: got a passage of %d words, want from %d to %d", c.name, words, c.shortest, c.longest)
			}
		}
	}
}

func TestPassagesOfTextAreTheSourceToTheLetter(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	parts := []string{"tea", "чай.", " ", " ", " ", "\n", "\n", "\n\n", "# ", "## Head", "- ", "1. ", "---", "===", "```", "<!--", "-->", "`", "| a |", "!", "\u200b", "\r\n", "\t", "  ", "é", "茶",
		strings.Repeat("word ", 70), strings.Repeat("x", 700), strings.Repeat("A sentence. ", 150)}
	for range 1000 {
		var b strings.Builder
		for range rng.IntN(60) {
			b.WriteString(parts[rng.IntN(len(parts))])
		}
		for _, name := range []string{"a.txt", "a.md"} {
			passages, err := Read(assistant.File{Name: name, Content: []byte(b.String())})
			if err != nil && !strings.Contains(err.Error(), "text in it") {
				t.Fatalf("%s of %q: %v", name, b.String(), err)
			}
			source := visible(b.String())
			for _, p := range passages {
				passage := p.Citation.Passage
				line := strings.Split(source, "\n")[p.Line-1]
				first, _, _ := strings.Cut(passage, "\n")
				if !strings.Contains(source, passage) || !strings.Contains(line, first) {
					t.Fatalf("%s: %q, line %d, is not what %q says", name, passage, p.Line, source)
				}
			}
			if n := strings.Count(source, "чай."); name == "a.txt" && n > strings.Count(all(passages)+headings(passages), "чай.") {
				t.Fatalf("%s: a word of %q is lost in %q", name, source, all(passages))
			}
		}
	}
}

// A page is read a second time by a much simpler reader, which sees the same words and some more: it does not know what is hidden.
func TestPassagesOfPagesAreWhatThePageSays(t *testing.T) {
	files := append(filesIn(t, blog), filesIn(t, "testdata/hostile")...)
	for _, file := range files {
		if !strings.HasSuffix(file.Name, ".html") {
			continue
		}
		var all strings.Builder
		for z := html.NewTokenizer(bytes.NewReader(file.Content)); z.Next() != html.ErrorToken; {
			token := z.Token()
			switch token.Type {
			case html.TextToken:
				all.WriteString(token.Data)
			case html.StartTagToken, html.SelfClosingTagToken:
				for _, a := range token.Attr {
					if a.Key == "alt" {
						all.WriteString(a.Val)
					}
				}
			}
		}
		checkWords(t, file, all.String())
	}
}

// A reader that follows what these files say would never end.
func TestReadingEnds(t *testing.T) {
	defer func(usual time.Duration) { patience = usual }(patience)
	patience = 3 * time.Second
	font := "<< /Type/Font /Subtype/Type1 /BaseFont/Helvetica /Encoding/WinAnsiEncoding >>"
	form := func(drawing string) string {
		return fmt.Sprintf("<< /Type/XObject /Subtype/Form /Length %d >>\nstream\n%s\nendstream", len(drawing), drawing)
	}
	for _, c := range []struct {
		name    string
		content []byte
	}{
		{"pages that contain themselves", pdfOf("<< /Type/Catalog /Pages 2 0 R >>", "<< /Type/Pages /Count 5 /Kids [2 0 R] >>")},
		{"a parent that is its own", pdfOf("<< /Type/Catalog /Pages 2 0 R >>", "<< /Type/Pages /Count 1 /Kids [3 0 R] /Parent 2 0 R >>", "<< /Type/Page /Parent 2 0 R /Contents 4 0 R >>", form("BT ET"), font)},
		{"forms in forms in forms", pdfOf("<< /Type/Catalog /Pages 2 0 R >>", "<< /Type/Pages /Count 1 /Kids [3 0 R] >>",
			"<< /Type/Page /Parent 2 0 R /Resources << /XObject << /F 4 0 R >> /Font << /R 5 0 R >> >> /Contents 4 0 R >>", form(strings.Repeat("/F Do ", 1000)), font)},
	} {
		start := time.Now()
		_, err := Read(assistant.File{Name: "a.pdf", Content: c.content})
		if took := time.Since(start); err == nil || took > 3*patience {
			t.Errorf("%s: got %v after %v, want an error soon", c.name, err, took)
		}
	}
}

func TestFontsOfPDFSayTheirLetters(t *testing.T) {
	file := func(font, descendant, unicode, drawing string) []byte {
		stream := func(content string) string {
			return fmt.Sprintf("<< /Length %d >>\nstream\n%s\nendstream", len(content), content)
		}
		return pdfOf("<< /Type/Catalog /Pages 2 0 R >>", "<< /Type/Pages /Count 1 /Kids [3 0 R] >>",
			"<< /Type/Page /Parent 2 0 R /Resources << /Font << /R 5 0 R >> >> /Contents 4 0 R >>", stream("BT /R 10 Tf 72 700 Td "+drawing+" ET"),
			"<< /Type/Font /BaseFont/Own "+font+" >>", stream(unicode), "<< /Type/Font /Subtype/CIDFontType2 "+descendant+" >>")
	}
	composite := "/Subtype/Type0 /Encoding/Identity-H /DescendantFonts [7 0 R] /ToUnicode 6 0 R"
	for _, c := range []struct {
		name, font, descendant, unicode, drawing string
		want                                     string
	}{
		{"Windows-1252", "/Subtype/Type1 /Encoding/WinAnsiEncoding", "", "", `(\223caf\351\224) Tj`, "“café”"},
		{"differences", "/Subtype/Type1 /Encoding << /Differences [1 /t /e /a] >>", "", "", "<010203> Tj", "tea"},
		{"a map of single codes", "/Subtype/Type1 /ToUnicode 6 0 R", "", "2 beginbfchar <01> <0447> <02> <0430> endbfchar 1 beginbfchar <03><0439> endbfchar", "<010203> Tj", "чай"},
		{"a map of a range", composite, "", "1 beginbfrange <0000> <ffff> <0000> endbfrange", "<044704300439> Tj", "чай"},
		{"a map of a list", composite, "", "1 beginbfrange <0001> <0003> [<0447> <0430> <0439>] endbfrange", "<000100020003> Tj", "чай"},
		{"one code for two letters", composite, "", "1 beginbfchar <0001> <00660069> endbfchar", "<0001> Tj", "fi"},
		{"a letter outside the basic plane", composite, "", "2 beginbfchar <0001> <d83cdf75> <0041> <0041> endbfchar", "<00410001> Tj", "A🍵"},
		{"codes without letters", composite, "", "1 beginbfchar <0001> <0041> endbfchar", "<000900010008> Tj", "A"},
		{"codes that are letters", "/Subtype/Type0 /Encoding/UniGB-UCS2-H /DescendantFonts [7 0 R]", "/CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 0 >>", "", "<00548336> Tj", "T茶"},
		{"a gap is a space", composite, "/DW 500 /W [65 [600 600] 67 70 700]", "1 beginbfrange <0000> <ffff> <0000> endbfrange", "<00410042> Tj 12 0 Td <0043> Tj 10 0 Td <0044> Tj", "ABC D"},
		{"a gap by a number", "/Subtype/Type1 /Encoding/WinAnsiEncoding", "", "", "[(gr) 20 (een) -300 (tea)] TJ", "green tea"},
		{"lines", "/Subtype/Type1 /Encoding/WinAnsiEncoding", "", "", `12 TL (one) Tj (two) ' 0 0 (three) " T* (four) Tj 0 -12 TD (five) Tj`, "one\ntwo\nthree\nfour\nfive"},
		{"paragraphs", "/Subtype/Type1 /Encoding/WinAnsiEncoding", "", "", "(one) Tj 0 -30 Td (two) Tj", "one\n\ntwo"},
	} {
		passages, err := Read(assistant.File{Name: "a.pdf", Content: file(c.font, c.descendant, c.unicode, c.drawing)})
		if err != nil || len(passages) != 1 || passages[0].Citation.Passage != c.want || passages[0].Page != 1 {
			t.Errorf("%s: got %+v and %v, want %q", c.name, passages, err, c.want)
		}
	}
}

// What html.parser of Python and pypdf read: see testdata/oracle.py.
func TestPassagesAgreeWithOtherReaders(t *testing.T) {
	o := oracle(t)
	for _, file := range filesIn(t, blog) {
		switch file.Name {
		case "brand-book.pdf":
			checkWords(t, file, o.BrandBook)
		case "notes-for-editors.html":
			checkWords(t, file, o.Notes)
		}
	}
}

func checkWords(t *testing.T, file assistant.File, said string) {
	t.Helper()
	passages, err := Read(file)
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range passages {
		for paragraph := range strings.SplitSeq(p.Citation.Passage, "\n\n") {
			if !strings.Contains(letters(said), letters(paragraph)) {
				t.Errorf("%s: %q is not in %q", file.Name, letters(paragraph), letters(said))
			}
		}
	}
}

// letters is a text without white space, what nobody sees, and the lines of a table.
func letters(text string) string {
	return strings.Join(strings.FieldsFunc(visible(text), func(r rune) bool { return unicode.IsSpace(r) || r == '|' || r == '-' }), "")
}

func all(passages []Passage) string {
	var b strings.Builder
	for _, p := range passages {
		b.WriteString(p.Citation.Passage + "\n")
	}
	return b.String()
}

// headings are the last parts of the passages' headings, each once.
func headings(passages []Passage) string {
	known := map[string]bool{}
	for _, p := range passages {
		for _, h := range strings.Split(p.Heading, " > ") {
			known[h] = true
		}
	}
	var b strings.Builder
	for h := range known {
		b.WriteString(h + "\n")
	}
	return b.String()
}

// swelling is a page in which 400 elements are opened again in each of 30,000 blocks.
func swelling() []byte {
	b := bytes.NewBufferString("<div>")
	for i := range 400 {
		fmt.Fprintf(b, "<b id=%d>", i)
	}
	b.WriteString("</div>")
	for range 30_000 {
		b.WriteString("<div>a</div>")
	}
	return b.Bytes()
}

func koi8(text string) []byte {
	encoded, err := charmap.KOI8R.NewEncoder().Bytes([]byte(text))
	if err != nil {
		panic(err)
	}
	return encoded
}

func packed(content []byte) []byte {
	var b bytes.Buffer
	w := zlib.NewWriter(&b)
	w.Write(content)
	w.Close()
	return b.Bytes()
}

// pdfFile is a PDF of one page, with Helvetica called R.
func pdfFile(filter string, drawing []byte) []byte {
	return pdfOf("<< /Type/Catalog /Pages 2 0 R >>", "<< /Type/Pages /Count 1 /Kids [3 0 R] >>",
		"<< /Type/Page /Parent 2 0 R /Resources << /Font << /R 5 0 R >> >> /Contents 4 0 R >>",
		fmt.Sprintf("<< /Length %d %s >>\nstream\n%s\nendstream", len(drawing), filter, drawing),
		"<< /Type/Font /Subtype/Type1 /BaseFont/Helvetica /Encoding/WinAnsiEncoding >>")
}

func pdfOf(objects ...string) []byte {
	b := bytes.NewBufferString("%PDF-1.4\n")
	table := fmt.Sprintf("xref\n0 %d\n0000000000 65535 f \n", len(objects)+1)
	for i, object := range objects {
		table += fmt.Sprintf("%010d 00000 n \n", b.Len())
		fmt.Fprintf(b, "%d 0 obj\n%s\nendobj\n", i+1, object)
	}
	start := b.Len()
	fmt.Fprintf(b, "%strailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n", table, len(objects)+1, start)
	return b.Bytes()
}

// circularPDF has a cross-reference stream by which object 1 is inside object 1.
func circularPDF() []byte {
	b := bytes.NewBufferString("%PDF-1.5\n")
	start := b.Len()
	table := []byte{0, 0, 0, 2, 1, 0} // type, container or offset, index
	fmt.Fprintf(b, "2 0 obj\n<< /Type/XRef /Size 2 /W [1 1 1] /Root 1 0 R /Length %d >>\nstream\n%s\nendstream\nendobj\nstartxref\n%d\n%%%%EOF\n", len(table), table, start)
	return b.Bytes()
}
