package alttext

import (
	"bytes"
	"encoding/binary"
	"encoding/json"
	"hash/crc32"
	"html"
	"regexp"

	"firstneuron/internal/picturefile"
	"firstneuron/pkg/assistant"
)

// chartSchema names the form of the metadata that package chart writes: into an SVG as the text of a metadata element
// directly below the root, into a PNG as an uncompressed iTXt chunk before the pixels. The text is JSON.
const chartSchema = "firstneuron/chart/1"

// Describe reads what a chart of our own says of itself: which kind of chart it is, of what, and at length what is in it. The
// words were made from its data, in English whatever the language; what only the author knows is still to be asked. It is false
// for every other picture, and for one that is damaged there. The words are no more to be trusted than the file.
func Describe(picture assistant.Picture) (about About, ok bool) {
	const longestKind, longestTitle, longest, largest = 60, 600, 40_000, 1 << 20 // bytes: anybody may have made the file
	var said []byte
	if chunks, isPNG := bytes.CutPrefix(picture.Content, []byte("\x89PNG\r\n\x1a\n")); isPNG {
		said = pngMetadata(chunks)
	} else if found := inSVG.FindSubmatch(picture.Content[:min(len(picture.Content), largest)]); found != nil && len(picture.Content) <= picturefile.MaxBytes {
		said = []byte(html.UnescapeString(string(found[1])))
	}
	var metadata struct {
		Schema, Kind, Title, Description string
	}
	if len(said) > largest || json.Unmarshal(said, &metadata) != nil || metadata.Schema != chartSchema {
		return About{}, false
	}
	about = About{Name: picture.Name, Kind: Chart, Sort: clean(metadata.Kind), Subject: clean(metadata.Title), Long: clean(metadata.Description)}
	if about.Sort == "" || about.Long == "" || len(about.Sort) > longestKind || len(about.Subject) > longestTitle || len(about.Long) > longest {
		return About{}, false
	}
	return about, true
}

// pngMetadata finds the text in a PNG file: in a chunk with its length before it and its checksum after it.
// See the PNG specification, section 11.3.3.4, https://www.w3.org/TR/png-3/#11iTXt.
func pngMetadata(chunks []byte) []byte {
	begin := []byte("iTXt" + chartSchema + "\x00\x00\x00")
	at := bytes.Index(chunks, begin)
	if at < 4 {
		return nil
	}
	number := binary.BigEndian.Uint32
	end := uint64(at) + 4 + uint64(number(chunks[at-4:]))
	if end < uint64(at+len(begin)) || end+4 > uint64(len(chunks)) || crc32.ChecksumIEEE(chunks[at:end]) != number(chunks[end:]) {
		return nil
	}
	if parts := bytes.SplitN(chunks[at+len(begin):end], []byte{0}, 3); len(parts) == 3 { // its language, and the keyword in that
		return parts[2]
	}
	return nil
}

// inSVG finds the text in an SVG file: below the root, behind nothing but a title, a description and comments.
var inSVG = regexp.MustCompile(`(?s)^(?:\s|<\?.*?\?>|<!--.*?-->)*<svg[^>]*>(?:\s|<!--.*?-->|<(?:title|desc)[^>]*>[^<]*</(?:title|desc)>)*<metadata[^>]*>([^<]*)</metadata>`)
