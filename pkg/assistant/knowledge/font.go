package knowledge

import (
	"cmp"
	"encoding/hex"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf16"

	"github.com/ledongthuc/pdf"
)

// A font says which letters the codes of a string stand for, and how wide they are (ISO 32000-1, sections 9.6 to 9.10).
type font struct {
	length  int // bytes of a code: 1, or 2 in a composite font
	letters [256]string
	unicode []codeRange // the ToUnicode map, by length and code; it goes before letters
	widths  map[int]float64
	width   float64 // of the codes that are not in widths, in thousandths of the size
}

// A glyph is what one code draws.
type glyph struct {
	letters string
	width   float64
}

func newFont(value pdf.Value) *font {
	f := &font{length: 1, widths: map[int]float64{}, unicode: unicodeMap(value.Key("ToUnicode"))}
	if value.Key("Subtype").Name() == "Type0" {
		f.length = 2
		f.readWide(value.Key("DescendantFonts").Index(0))
		if name := value.Key("Encoding").Name(); strings.Contains(name, "UCS2") || strings.Contains(name, "UTF16") { // codes are letters
			f.unicode = []codeRange{{0, 0xFFFF, []rune{0}}}
		}
		return f
	}
	simple := pdf.Font{V: value}
	encoding := simple.Encoder()
	for code := range f.letters {
		f.letters[code] = encoding.Decode(string([]byte{byte(code)}))
		f.widths[code] = simple.Width(code)
	}
	return f
}

// readWide reads the widths of a composite font: "first [width width …]" or "first last width", again and again.
func (f *font) readWide(descendant pdf.Value) {
	f.width = 1000
	if width := descendant.Key("DW"); !width.IsNull() {
		f.width = width.Float64()
	}
	list := descendant.Key("W")
	for i := 0; i+1 < list.Len(); {
		first := int(list.Index(i).Int64())
		if widths := list.Index(i + 1); widths.Kind() == pdf.Array {
			for j := range widths.Len() {
				f.widths[first+j] = widths.Index(j).Float64()
			}
			i += 2
			continue
		}
		last := min(int(list.Index(i+1).Int64()), 0xFFFF)
		for code := max(first, 0); code <= last && len(f.widths) <= 0xFFFF; code++ {
			f.widths[code] = list.Index(i + 2).Float64()
		}
		i += 3
	}
}

// glyphs takes a string apart. What has no letter that is known is left out.
func (f *font) glyphs(raw string) []glyph {
	glyphs := make([]glyph, 0, len(raw)/f.length)
	for ; len(raw) >= f.length; raw = raw[f.length:] {
		code := 0
		for i := range f.length {
			code = code<<8 | int(raw[i])
		}
		letters, known := f.lookUp(code)
		if !known && f.length == 1 {
			letters = f.letters[code]
		}
		width, known := f.widths[code]
		if !known {
			width = f.width
		}
		glyphs = append(glyphs, glyph{letters, width})
	}
	return glyphs
}

func (f *font) lookUp(code int) (letters string, known bool) {
	at, exact := slices.BinarySearchFunc(f.unicode, code, func(r codeRange, code int) int { return cmp.Compare(r.first, code) })
	if !exact {
		at--
	}
	if at < 0 || code > f.unicode[at].last {
		return "", false
	}
	r := f.unicode[at]
	if code == r.first || len(r.letters) == 0 {
		return string(r.letters), true
	}
	letter := slices.Clone(r.letters)
	letter[len(letter)-1] += rune(code - r.first)
	return string(letter), true
}

// A codeRange gives letters to codes; from one code to the next the last letter goes up by one.
type codeRange struct {
	first, last int
	letters     []rune
}

var (
	mapped = regexp.MustCompile(`(?s)beginbf(char|range)(.*?)endbf`)
	hexOr  = regexp.MustCompile(`<[0-9A-Fa-f\s]*>|[\[\]]`)
)

// unicodeMap reads lines like "<01> <0041>" and "<01> <05> <0041>" or "<01> <02> [<0041> <0042>]".
func unicodeMap(stream pdf.Value) []codeRange {
	if stream.Kind() != pdf.Stream {
		return nil
	}
	content, err := io.ReadAll(stream.Reader())
	if err != nil {
		return nil // the letters of the font's own encoding are left
	}
	var ranges []codeRange
	for _, section := range mapped.FindAllSubmatch(content, -1) {
		perEntry := 2
		if string(section[1]) == "range" {
			perEntry = 3
		}
		var entry []string // codes in hexadecimal
		inList := false
		for _, token := range hexOr.FindAllString(string(section[2]), -1) {
			switch {
			case token == "[":
				inList = true
			case token == "]":
				inList, entry = false, nil
			case inList && len(entry) == 2: // each code of the range has an element of its own
				ranges = append(ranges, newRange(entry[0], entry[0], token))
				entry[0] = fmt.Sprintf("%x", number(entry[0])+1)
			default:
				if entry = append(entry, token); len(entry) == perEntry {
					ranges = append(ranges, newRange(entry[0], entry[perEntry-2], entry[perEntry-1]))
					entry = nil
				}
			}
		}
	}
	slices.SortStableFunc(ranges, func(a, b codeRange) int { return cmp.Compare(a.first, b.first) })
	return ranges
}

func newRange(first, last, letters string) codeRange {
	bytes, _ := hex.DecodeString(onlyHex(letters))
	units := make([]uint16, len(bytes)/2)
	for i := range units {
		units[i] = uint16(bytes[2*i])<<8 | uint16(bytes[2*i+1])
	}
	return codeRange{number(first), number(last), utf16.Decode(units)}
}

func number(code string) int {
	n, _ := strconv.ParseInt(onlyHex(code), 16, 32) // one that is too large stands for no code
	return int(n)
}

func onlyHex(text string) string {
	return strings.Map(func(r rune) rune {
		if strings.ContainsRune("0123456789abcdefABCDEF", r) {
			return r
		}
		return -1
	}, text)
}
