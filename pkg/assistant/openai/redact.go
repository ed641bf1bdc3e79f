package openai

import (
	"encoding/base64"
	"encoding/hex"
	"fmt"
	"html"
	"index/suffixarray"
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// redact takes the key out of a text that a server wrote.
func (s Secret) redact(text string) string {
	r := redactor{key: s}
	return r.add(text) + r.end()
}

// hiding takes several keys out of a text that comes in pieces.
type hiding []*redactor

func (e *Engine) hiding() (all hiding) {
	for _, key := range e.hidden {
		all = append(all, &redactor{key: key})
	}
	return all
}

func (h hiding) add(text string) string {
	for _, r := range h {
		text = r.add(text)
	}
	return text
}

func (h hiding) end() (text string) {
	for _, r := range h {
		text = r.add(text) + r.end()
	}
	return text
}

func (e *Engine) redact(text string) string {
	all := e.hiding()
	return all.add(text) + all.end()
}

// A redactor takes the key out of a text that comes in pieces: the whole key, and any eight letters and digits of it that
// follow each other. Capitals and what stands between do not matter, nor whether it is written backwards, escaped as in
// addresses, JSON or HTML, in hexadecimal or in base64, nor two of these one in the other.
type redactor struct {
	key     Secret
	pending string // what may be the beginning of a key
}

// add takes the next piece, and returns what has no key in it, however the text goes on.
func (r *redactor) add(text string) string {
	if r.key.IsZero() {
		return text
	}
	r.pending += text
	secret, certain := r.look()
	for certain > 0 && certain <= len(secret) && secret[certain-1] {
		certain-- // the key may go on
	}
	clear := hide(r.pending[:certain], secret)
	r.pending = r.pending[certain:]
	return clear
}

// end returns the rest.
func (r *redactor) end() string {
	if r.pending == "" {
		return ""
	}
	secret, _ := r.look()
	clear := hide(r.pending, secret)
	r.pending = ""
	return clear
}

func hide(text string, secret []bool) string {
	var clear strings.Builder
	for i := range len(text) {
		if !secret[i] {
			clear.WriteByte(text[i])
		} else if i == 0 || !secret[i-1] {
			clear.WriteString(hidden)
		}
	}
	return clear.String()
}

// look tells which bytes of pending belong to the key, and how many are certain not to be the beginning of one.
func (r *redactor) look() (secret []bool, certain int) {
	forms, window := r.key.key.forms()
	secret, certain = make([]bool, len(r.pending)), len(r.pending)
	text := symbols(r.pending)
	for range 3 { // as it is, unescaped, and unescaped once more
		telling, normal := normalForm(text)
		for i := 0; i+window <= len(normal); i++ {
			if forms.Lookup(normal[i:i+window], 1) != nil {
				for j := telling[i].from; j < telling[i+window-1].to; j++ {
					secret[j] = true
				}
			}
		}
		if open := opening.FindIndex(values(text)); open != nil {
			certain = min(certain, text[open[0]].from)
			telling, normal = normalForm(text[:open[0]])
		}
		for n := min(window, len(normal)); n > 0; n-- {
			if forms.Lookup(normal[len(normal)-n:], 1) != nil {
				certain = min(certain, telling[len(normal)-n].from)
				break
			}
		}
		text = unescape(text)
	}
	return secret, certain
}

// A symbol is a byte of a text, or of what is escaped there in text[from:to].
type symbol struct {
	value    byte
	from, to int
}

func symbols(text string) []symbol {
	all := make([]symbol, len(text))
	for i := range all {
		all[i] = symbol{text[i], i, i + 1}
	}
	return all
}

func values(text []symbol) []byte {
	all := make([]byte, len(text))
	for i, s := range text {
		all[i] = s.value
	}
	return all
}

var (
	escape  = regexp.MustCompile(`(?i)(%|\\x|0x|\\u00|\\u\{0*)([2-7][0-9a-f])\}?|&(#\d{1,7}|#x[0-9a-f]{1,6}|[a-z]{2,8});?`)
	opening = regexp.MustCompile(`(?i)(%[2-7]?|\\(x[2-7]?|u\{?[0-9a-f]{0,5})?|0x?[2-7]?|&#?[0-9a-z]{0,8})$`)
)

func unescape(text []symbol) (open []symbol) {
	raw, done := values(text), 0
	for _, at := range escape.FindAllSubmatchIndex(raw, -1) {
		value := html.UnescapeString(string(raw[at[0]:at[1]]))
		if at[4] >= 0 {
			code, _ := strconv.ParseUint(string(raw[at[4]:at[5]]), 16, 8)
			value = string(rune(code))
		}
		if len(value) == 1 {
			open = append(append(open, text[done:at[0]]...), symbol{value[0], text[at[0]].from, text[at[1]-1].to})
			done = at[1]
		}
	}
	return append(open, text[done:]...)
}

// normalForm has the letters and digits of a text alone, without capitals.
func normalForm(text []symbol) (telling []symbol, normal []byte) {
	for _, s := range text {
		if isTelling(s.value) {
			telling, normal = append(telling, s), append(normal, s.value|0x20) // digits have this bit too
		}
	}
	return telling, normal
}

func isTelling(b byte) bool {
	return '0' <= b && b <= '9' || 'a' <= b && b <= 'z' || 'A' <= b && b <= 'Z'
}

// formsOf are the ways to write a key, in normal form, and how many letters of one tell it.
func formsOf(key string) (forms *suffixarray.Index, window int) {
	backwards := []byte(key)
	slices.Reverse(backwards)
	all := []string{key, string(backwards)}
	_, normal := normalForm(symbols(key))
	window = min(8, len(normal))
	if window == 8 { // what is shorter is found in whatever is encoded
		all = append(all, strings.ToUpper(key), strings.ToLower(key), url.QueryEscape(key), strings.ReplaceAll(fmt.Sprintf(" % x", key), " ", "%"))
		once := encodings(all)
		all = slices.Concat(all, once, encodings(once))
	}
	var joined []byte
	for _, form := range all {
		_, normal := normalForm(symbols(form))
		joined = append(append(joined, normal...), '\n')
	}
	return suffixarray.New(joined), window
}

// encodings has texts in hexadecimal, and in base64 as the middle of something longer, which may begin at any of three bytes.
func encodings(texts []string) (all []string) {
	for _, text := range texts {
		inHex := hex.EncodeToString([]byte(text))
		all = append(all, inHex, strings.ToUpper(inHex))
		for shift := range 3 {
			encoded := base64.RawStdEncoding.EncodeToString([]byte("abc"[:shift] + text))
			all = append(all, encoded[(shift*8+5)/6:(shift+len(text))*8/6])
		}
	}
	return all
}
