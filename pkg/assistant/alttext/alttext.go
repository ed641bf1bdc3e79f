// Package alttext writes the texts that stand for a picture, asks for what only the
// author of a page knows, and checks texts that are there already, in English and in
// Russian.
//
//	interview := alttext.NewInterview(alttext.About{Name: "tree.jpg"}, nil)
//	for question, more := interview.Question(); more; question, more = interview.Question() {
//		interview.Answer(ask(question))
//	}
//	text := alttext.Write(interview.About())
//
// It follows the public guidance of the W3C's Web Accessibility Initiative: the images
// tutorial, https://www.w3.org/WAI/tutorials/images/, with its decision tree,
// https://www.w3.org/WAI/tutorials/images/decision-tree/. What a text has to say
// depends on what the picture does on its page:
//
//   - a decorative picture has an empty text, so that a screen reader passes over it;
//   - an informative one says what it shows, as briefly as it can;
//   - a functional one, inside a link or a button, says what happens, not how it looks;
//   - a picture of text says the text;
//   - a chart has a short text that says where the details are, and a long one with
//     scales, values and trend.
//
// The writer only uses what it is told. It invents nothing: what it does not know it
// leaves out. The checker checks the form of a text, never
// its truth; Says is the sentence that tells so.
package alttext

import (
	_ "embed"

	"firstneuron/pkg/assistant/texts"
)

//go:embed texts.json
var textsFile []byte

//go:embed patterns.txt
var patternsFile []byte

var (
	catalogue = texts.Parse(textsFile)
	patterns  = texts.ParsePatterns(patternsFile)
)

// A Kind is what sort of picture it is.
type Kind string

const (
	Screenshot   Kind = "screenshot"
	Illustration Kind = "illustration"
	Photograph   Kind = "photograph"
	Chart        Kind = "chart" // or a diagram
)

// Kinds are all kinds, in the order in which an author may choose.
var Kinds = []Kind{Screenshot, Illustration, Photograph, Chart}

// In is the kind with its article, in the language "en" or "ru": "a screenshot".
func (k Kind) In(language string) string { return catalogue.In(language).Say("kind." + string(k)) }

// A Purpose is what a picture does on its page. One picture can serve different purposes on different pages, which is why
// nothing but its author can tell.
type Purpose string

const (
	Informative Purpose = "informative"     // tells the reader something
	Functional  Purpose = "functional"      // is a link or a button
	TextPicture Purpose = "picture of text" // is there for the text in it
	Decorative  Purpose = "decorative"      // only pleases the eye
)

// Purposes are all purposes, in the order in which an author may choose.
var Purposes = []Purpose{Informative, Functional, TextPicture, Decorative}

// About is what is known about a picture. What is empty is not known.
type About struct {
	Name    string // the file's: "sales.png"
	Kind    Kind
	Guess   Kind // what it was taken for, and its author has not confirmed: only suggested; the same as Kind where that is likely
	Purpose Purpose

	Subject string // what it shows: "two children plant a tree"; of a screenshot the program and the window
	Action  string // what a click on it does: "search"
	Text    string // the words in it that a reader needs, word for word
	Said    string // what its author said of it when it came: only suggested
	Caption string // what stands below it on the page anyway
	Details string // what matters in it: "the Save button is marked"; of a chart what its values tell
	Sort    string // of a chart: "bar chart"
	Where   string // the place of a chart's details on the page: "in the table below"
	Long    string // the long description of a chart: scales, values, trend

	Language string // "en" or "ru"; "" is "en"
}

// A Text is what stands for a picture: Short in the alt attribute, Long beside a chart or behind aria-describedby.
type Text struct {
	Short, Long string
}
