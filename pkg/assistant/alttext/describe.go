package alttext

import (
	"bytes"
	"encoding/json"
	"html"
	"regexp"

	"firstneuron/internal/picturefile"
	"firstneuron/pkg/assistant"
)

// chartSchema names the form of the metadata that package chart writes: into an SVG as the text of a metadata element
// directly below the root, into a PNG as an uncompressed iTXt chunk before the pixels. The text is JSON.
// See the PNG specification, section 11.3.3.4, https://www.w3.org/TR/png-3/#11iTXt.
const chartSchema = "firstneuron/chart/1"

// Describe reads what a chart of our own says of itself: which kind of chart it is, of what, and at length what is in it. The
// words were made from its data, in English whatever the language; what only the author knows is still to be asked. It is false
// for every other picture, and for one that is damaged there. The words are no more to be trusted than the file.
func Describe(picture assistant.Picture) (about About, ok bool) {
	const longestKind, longestTitle, longest, largest = 60, 600, 40_000, 1 << 20 // bytes: anybody may have made the file
	content, said := picture.Content, []byte(nil)
	if found := inSVG.FindSubmatch(content[:min(len(content), largest)]); found != nil && len(content) <= picturefile.MaxBytes {
		said = []byte(html.UnescapeString(string(found[1])))
	} else if _, text, found := bytes.Cut(content, []byte("iTXt"+chartSchema+"\x00\x00\x00")); found && bytes.HasPrefix(content, []byte("\x89PNG")) {
		parts := bytes.SplitN(text, []byte{0}, 3)                                 // its language, the keyword in that, and the text with the rest of the file
		if _, err := picturefile.Decode(content); err == nil && len(parts) == 3 { // lengths and checksums are right
			said = parts[2]
		}
	}
	var metadata struct {
		Schema, Kind, Title, Description string
	}
	if json.NewDecoder(bytes.NewReader(said)).Decode(&metadata) != nil || metadata.Schema != chartSchema {
		return About{}, false
	}
	about = About{Name: picture.Name, Kind: Chart, Sort: clean(metadata.Kind), Subject: clean(metadata.Title), Long: clean(metadata.Description)}
	if about.Sort == "" || about.Long == "" || len(about.Sort) > longestKind || len(about.Subject) > longestTitle || len(about.Long) > longest {
		return About{}, false
	}
	return about, true
}

// inSVG finds the text in an SVG file: below the root, behind nothing but a title, a description and comments.
var inSVG = regexp.MustCompile(`(?s)^(?:\s|<\?.*?\?>|<!--.*?-->)*<svg[^>]*>(?:\s|<!--.*?-->|<(?:title|desc)[^>]*>[^<]*</(?:title|desc)>)*<metadata[^>]*>([^<]*)</metadata>`)
