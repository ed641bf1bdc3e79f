package alttext

import (
	"cmp"
	"path"
	"slices"
	"strings"

	"github.com/PuerkitoBio/goquery"
)

// A PagePicture is a picture of a page with its alt text and what the checker finds in it.
type PagePicture struct {
	Source   string // its address on the page: "images/tree.jpg"
	Text     string // or NoAlt
	Findings []Finding
}

// CheckPage checks the text of every picture in the HTML of a page or of a part of one: img, area and input elements, and svg
// elements that say that they are pictures. What the page tells about a picture goes into the check: that it is the only
// content of a link, that it is decorative, its caption. The findings are in the given language; for the limit see [Check].
func CheckPage(page, language string, limit int) []PagePicture {
	document, err := goquery.NewDocumentFromReader(strings.NewReader(page))
	if err != nil { // a reader of a string does not fail, and all text is HTML
		return nil
	}
	var pictures []PagePicture
	var described []Described
	for _, picture := range document.Find(`img, area, input[type="image" i], svg[role="img"]`).EachIter() {
		source := picture.AttrOr("src", "")
		about := About{Name: path.Base(source), Language: language, Caption: clean(picture.Closest("figure").Find("figcaption").First().Text())}
		link := picture.ParentsFiltered("a, button").First()
		isHidden := picture.Closest(`[aria-hidden="true"]`).Length() > 0 || picture.Is(`[role="presentation"], [role="none"]`)
		switch {
		case isHidden:
			about.Purpose = Decorative
		case picture.Is("area, input") || link.Length() > 0 && clean(link.Text()+link.AttrOr("aria-label", "")) == "":
			about.Purpose = Functional
		}
		text := clean(cmp.Or(picture.AttrOr("aria-label", ""), picture.AttrOr("alt", ""), picture.Find("title").First().Text()))
		if text == "" && !picture.Is("[alt]") && !isHidden {
			text = NoAlt
		}
		pictures = append(pictures, PagePicture{Source: source, Text: text})
		described = append(described, Described{about, text})
	}
	for i, findings := range CheckAll(described, limit) {
		pictures[i].Findings = slices.DeleteFunc(findings, func(f Finding) bool {
			return f.Rule == "action" && f.Warning || // a page does not say in words what a link does
				f.Rule == "blank" && f.Warning // alt="" on a page is the author's word that it is decorative
		})
	}
	return pictures
}
