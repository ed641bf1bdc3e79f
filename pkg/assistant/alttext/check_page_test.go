package alttext_test

import (
	"encoding/json"
	"fmt"
	"os"
	"strings"
	"testing"
	"unicode"

	"firstneuron/pkg/assistant/alttext"
)

// Texts from public repositories, documentation and accessibility guides, none of them ours, judged by hand (testdata/wild.json;
// testdata/SOURCES.md tells where from, and how many were found before the rules knew them).
func TestTextsFromElsewhere(t *testing.T) {
	content, err := os.ReadFile("testdata/wild.json")
	if err != nil {
		t.Fatal(err)
	}
	var sets map[string]struct{ Bad, Good []string }
	if err := json.Unmarshal(content, &sets); err != nil {
		t.Fatal(err)
	}
	for set, least := range map[string]int{"development": 58, "test": 44, "fresh": 16, "blind": 35} { // of the bad texts
		texts := sets[set]
		missed, alarms := wrong(texts.Bad, true), wrong(texts.Good, false)
		t.Logf("%s: %d of %d bad texts found, %d false alarms in %d", set, len(texts.Bad)-len(missed), len(texts.Bad), len(alarms), len(texts.Good))
		if len(texts.Bad)-len(missed) < least || len(alarms) > 0 {
			t.Errorf("%s: missed %q, false alarms %q; want at least %d found and no false alarm", set, missed, alarms, least)
		}
	}
}

// wrong returns the texts of which Check does not say what it should.
func wrong(texts []string, isBad bool) []string {
	var wrong []string
	for _, text := range texts {
		about := alttext.About{}
		if strings.ContainsFunc(text, func(r rune) bool { return unicode.Is(unicode.Cyrillic, r) }) {
			about.Language = "ru"
		}
		if (len(alttext.Check(text, about, 0)) > 0) != isBad {
			wrong = append(wrong, text)
		}
	}
	return wrong
}

func ExampleCheckPage() {
	page := `<a href="/"><img src="logo.svg"></a>
		<figure><img src="garden.jpg" alt="Our garden"><figcaption>Our garden</figcaption></figure>
		<img src="line.png" alt="" role="presentation">
		<a href="/print"><img src="printer.png" alt="Print"></a>
		<img src="fair.jpg" alt="May be an image of 1 person and text">`
	for _, picture := range alttext.CheckPage(page, "en", 0) {
		fmt.Printf("%s: %d findings\n", picture.Source, len(picture.Findings))
		for _, finding := range picture.Findings {
			fmt.Println("  ", finding.Reason)
		}
	}
	// Output:
	// logo.svg: 1 findings
	//    There is no alt attribute, so the link or button has no name. Where does it lead, or what does it do? Write that.
	// garden.jpg: 1 findings
	//    It repeats the caption below the picture, which is read out too. Say what the caption does not.
	// line.png: 0 findings
	// printer.png: 0 findings
	// fair.jpg: 1 findings
	//    A program wrote this text: “May be an image of 1 person and text”. Say what the picture tells on your page.
}

// A picture that is all of a link needs a name for it: an empty text is no way out.
func TestALinkWithoutATextIsAskedForItsTarget(t *testing.T) {
	for language, target := range map[string]string{"en": "Where does it lead", "ru": "Куда она ведёт"} {
		for _, page := range []string{`<a href="/x"><img src="DSC_0012.jpg"></a>`, `<button><img src="a.svg"></button>`, `<map><area href="/b"></map>`} {
			found := alttext.CheckPage(page, language, 0)[0].Findings
			if len(found) != 1 || !strings.Contains(found[0].Reason, target) || strings.Contains(found[0].Reason, `alt=""`) {
				t.Errorf("%s: %+v, want to be asked for the target", page, found)
			}
		}
	}
}

// The elements of the W3C's images tutorial, and what a page tells about them.
func TestCheckPage(t *testing.T) {
	for _, c := range []struct {
		name, page string
		rules      []string // of the findings, picture by picture
	}{
		{"no attribute", `<img src="a.jpg">`, []string{"missing"}},
		{"no attribute, hidden", `<div aria-hidden="true"><img src="a.jpg"></div>`, []string{""}},
		{"decorative by its author", `<img src="a.jpg" alt="">`, []string{""}},
		{"decorative and named", `<img src="a.jpg" role="presentation" alt="A wave of colour">`, []string{"decorative"}},
		{"a link without a name", `<a href="/"><img src="a.jpg" alt=""></a>`, []string{"blank"}},
		{"a link with a text", `<a href="/"><img src="a.jpg" alt="">Home</a>`, []string{""}},
		{"one word in a link", `<a href="/s"><img src="a.svg" alt="Search"></a>`, []string{""}},
		{"one word on a page", `<img src="a.jpg" alt="Dog">`, []string{"one word"}},
		{"a button", `<input type="image" src="a.png" alt="submit.png">`, []string{"file name"}},
		{"an image map", `<map><area href="/a" alt="Audiovisual lab"><area href="/b"></map>`, []string{"", "missing"}},
		{"svg", `<svg role="img"><title>Sales grew in May</title></svg><svg role="img"></svg><svg></svg>`, []string{"", "missing"}},
		{"aria-label", `<img src="a.jpg" aria-label="A dog with a bell on its collar">`, []string{""}},
		{"the name of its file", `<img src="pictures/hero_final.jpg" alt="hero_final">`, []string{"file name"}},
		{"escaped twice", `<img src="a.jpg" alt="Cats &amp;amp; dogs in a garden">`, []string{"code"}},
		{"the same for two", `<img src="a.jpg" alt="A dog runs"><img src="b.jpg" alt="A dog runs">`, []string{"", "same text"}},
		{"broken HTML", `<p><img src="a.jpg" alt="A dog runs"<b>x</p>`, []string{""}},
		{"no pictures", `text`, nil},
	} {
		var got []string
		for _, picture := range alttext.CheckPage(c.page, "en", 0) {
			rules := ""
			for _, f := range picture.Findings {
				rules += f.Rule
			}
			got = append(got, rules)
		}
		if strings.Join(got, "|") != strings.Join(c.rules, "|") || len(got) != len(c.rules) {
			t.Errorf("%s: got %q, want %q", c.name, got, c.rules)
		}
	}
}
