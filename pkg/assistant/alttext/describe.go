package alttext

import (
	"bytes"
	"encoding/binary"
	"encoding/json"
	"encoding/xml"
	"hash/crc32"
	"strings"
	"unicode/utf8"

	"firstneuron/pkg/assistant"
)

// A Description is what a chart says of itself: words that were made from its data, not from its pixels.
type Description struct {
	Kind  string // "bar chart"
	Title string
	Alt   string // what it shows, in a sentence
	Long  string // scales, values, trend
}

// About is what a description tells about the picture: that it is a chart, which one, of what, and at length what is in it.
// The descriptions are in English, whatever the language; what only the author knows is still to be asked.
func (d Description) About(name, language string) About {
	return About{Name: name, Kind: Chart, Sort: d.Kind, Subject: d.Title, Long: d.Long, Language: language}
}

// Limits on what is read from a file that anybody may have made.
const (
	largestPicture  = 32 << 20 // bytes
	largestMetadata = 1 << 20  // bytes
	longestKind     = 60       // characters
	longestTitle    = 300
	longestAlt      = 5_000
	longestLong     = 20_000
)

// chartSchema names the form of the metadata that package chart writes: into an SVG as the text of a metadata element
// directly below the root, into a PNG as an uncompressed iTXt chunk before the pixels. The text is JSON.
const chartSchema = "firstneuron/chart/1"

// Describe reads what a chart of our own says of itself. It is false for every other picture, and for one that is damaged
// there. The words are what some file says, and no more to be trusted than the file.
func Describe(picture assistant.Picture) (description Description, ok bool) {
	content := picture.Content
	if len(content) > largestPicture {
		return Description{}, false
	}
	var said []byte
	if bytes.HasPrefix(content, []byte(pngSignature)) {
		said, ok = pngMetadata(content)
	} else {
		said, ok = svgMetadata(content)
	}
	if !ok {
		return Description{}, false
	}
	return decode(said)
}

func decode(said []byte) (Description, bool) {
	var metadata struct {
		Schema, Kind, Title, Alt, Description string
	}
	if len(said) > largestMetadata || json.Unmarshal(said, &metadata) != nil || metadata.Schema != chartSchema {
		return Description{}, false
	}
	d := Description{Kind: clean(metadata.Kind), Title: clean(metadata.Title), Alt: clean(metadata.Alt), Long: clean(metadata.Description)}
	for _, part := range []struct {
		text string
		most int
	}{{d.Kind, longestKind}, {d.Title, longestTitle}, {d.Alt, longestAlt}, {d.Long, longestLong}} {
		if utf8.RuneCountInString(part.text) > part.most {
			return Description{}, false
		}
	}
	if d.Kind == "" || d.Long == "" {
		return Description{}, false
	}
	return d, true
}

const pngSignature = "\x89PNG\r\n\x1a\n"

// pngMetadata finds the text in a PNG file. See the PNG specification, section 11.3.3.4, https://www.w3.org/TR/png-3/#11iTXt.
func pngMetadata(picture []byte) ([]byte, bool) {
	const around = 4 + 4 + 4 // the length, the name and the checksum of a chunk
	for rest := picture[len(pngSignature):]; len(rest) >= around; {
		length := binary.BigEndian.Uint32(rest)
		if uint64(length)+around > uint64(len(rest)) {
			return nil, false
		}
		named, checksum := rest[4:8+length], rest[8+length:]
		name, data := string(named[:4]), named[4:]
		if name == "IDAT" || name == "IEND" {
			return nil, false
		}
		if text, isOurs := bytes.CutPrefix(data, []byte(chartSchema+"\x00\x00\x00")); name == "iTXt" && isOurs {
			if crc32.ChecksumIEEE(named) != binary.BigEndian.Uint32(checksum) {
				return nil, false
			}
			_, text, hasLanguage := bytes.Cut(text, []byte{0})
			_, text, hasKeyword := bytes.Cut(text, []byte{0})
			return text, hasLanguage && hasKeyword
		}
		rest = rest[around+length:]
	}
	return nil, false
}

// svgMetadata finds the text in an SVG file. It stands before the drawing, so that most of the file is never read.
func svgMetadata(picture []byte) ([]byte, bool) {
	const mostTokens = 100 // a title, a desc, white space, comments
	decoder := xml.NewDecoder(bytes.NewReader(picture))
	depth := 0
	for range mostTokens {
		token, err := decoder.Token()
		if err != nil {
			return nil, false
		}
		switch token := token.(type) {
		case xml.StartElement:
			switch {
			case depth == 0 && token.Name.Local != "svg":
				return nil, false
			case depth == 1 && token.Name.Local == "metadata":
				return textOf(decoder)
			}
			depth++
		case xml.EndElement:
			depth--
		}
	}
	return nil, false
}

// textOf reads the text of an element that has begun, if it has nothing but text.
func textOf(decoder *xml.Decoder) ([]byte, bool) {
	var text strings.Builder
	for {
		token, err := decoder.Token()
		if err != nil {
			return nil, false
		}
		switch token := token.(type) {
		case xml.CharData:
			text.Write(token)
		case xml.EndElement:
			return []byte(text.String()), true
		default:
			return nil, false
		}
	}
}
