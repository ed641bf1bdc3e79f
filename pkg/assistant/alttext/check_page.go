package alttext

import (
	"cmp"
	"path"
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
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
	root, err := html.Parse(strings.NewReader(page))
	if err != nil { // a reader of a string does not fail, and all text is HTML
		return nil
	}
	var pictures []PagePicture
	var texts []string
	var abouts []About
	for node := range root.Descendants() {
		text, isPicture := altOf(node)
		if !isPicture {
			continue
		}
		source := attribute(node, "src")
		about := About{Name: path.Base(source), Language: language, Caption: contentOf(enclosing(node, atom.Figure), "figcaption")}
		link := enclosing(node, atom.A, atom.Button)
		switch {
		case isHidden(node):
			about.Purpose = Decorative
		case node.DataAtom == atom.Area || node.DataAtom == atom.Input || link != nil && contentOf(link, "") == "" && attribute(link, "aria-label") == "":
			about.Purpose = Functional
		}
		pictures = append(pictures, PagePicture{Source: source, Text: text})
		texts, abouts = append(texts, text), append(abouts, about)
	}
	for i, findings := range CheckAll(texts, abouts, limit) {
		pictures[i].Findings = slices.DeleteFunc(findings, func(f Finding) bool {
			return f.Rule == "action" && f.Warning || // a page does not say in words what a link does
				f.Rule == "blank" && f.Warning // alt="" on a page is the author's word that it is decorative
		})
	}
	return pictures
}

// altOf returns the alt text of a picture, NoAlt for one without, and false for what is no picture.
func altOf(node *html.Node) (text string, isPicture bool) {
	switch label := attribute(node, "aria-label"); {
	case node.DataAtom == atom.Svg && attribute(node, "role") == "img":
		return cmp.Or(label, contentOf(node, "title"), NoAlt), true
	case node.DataAtom == atom.Img, node.DataAtom == atom.Area, node.DataAtom == atom.Input && strings.EqualFold(attribute(node, "type"), "image"):
		text := cmp.Or(label, attribute(node, "alt"))
		if text == "" && !slices.ContainsFunc(node.Attr, func(a html.Attribute) bool { return a.Key == "alt" }) && !isHidden(node) {
			text = NoAlt
		}
		return text, true
	}
	return "", false
}

// isHidden says whether screen readers pass over an element or one around it.
func isHidden(node *html.Node) bool {
	for at := node; at != nil; at = at.Parent {
		if attribute(at, "aria-hidden") == "true" {
			return true
		}
	}
	role := attribute(node, "role")
	return role == "presentation" || role == "none"
}

// enclosing is the nearest of these elements around a node, and nil without one.
func enclosing(node *html.Node, elements ...atom.Atom) *html.Node {
	for parent := range node.Ancestors() {
		if slices.Contains(elements, parent.DataAtom) {
			return parent
		}
	}
	return nil
}

// contentOf is the text of the first element of this name inside a node, and of the node itself without a name.
func contentOf(node *html.Node, name string) string {
	if node == nil {
		return ""
	}
	var text strings.Builder
	for inside := range node.Descendants() {
		switch {
		case name == "" && inside.Type == html.TextNode:
			text.WriteString(inside.Data)
		case name != "" && inside.Data == name && inside.Type == html.ElementNode:
			return contentOf(inside, "")
		}
	}
	return clean(text.String())
}

func attribute(node *html.Node, key string) string {
	for _, a := range node.Attr {
		if a.Key == key {
			return strings.TrimSpace(a.Val)
		}
	}
	return ""
}
