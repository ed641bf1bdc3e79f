package openai

import (
	"bytes"
	"encoding/base64"
	"encoding/hex"
	"fmt"
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// A redactor takes keys out of a text that comes in pieces: a whole key, and any eight letters and digits of one that follow each
// other. Capitals and what stands between do not matter, unless it has letters, nor whether a key is written backwards, in
// hexadecimal or base64, even one in the other, or escaped as in addresses, JSON or HTML, even twice.
type redactor struct {
	keys    []Secret
	pending string // its last letters may be the beginning of a key
}

// telling is how many letters of a key in a row tell it.
const telling = 8

// add takes the next piece, and returns what has no key in it, however the text goes on.
func (r *redactor) add(text string) string {
	if len(r.keys) == 0 {
		return text
	}
	r.pending += text
	return r.take(telling - 1)
}

// end returns the rest.
func (r *redactor) end() string { return r.take(0) }

// take returns what is pending without the keys. So many last letters are held back, and an escape that may go on.
func (r *redactor) take(held int) string {
	end := len(r.pending)
	if held > 0 {
		end = halfEscape.FindStringIndex(r.pending)[0]
	}
	letters, places := lettersOf(r.pending[:end])
	secret := make([]bool, end)
	for _, key := range r.keys {
		forms, window := key.forms()
		for i := 0; i+window <= len(letters); i++ {
			if forms[string(letters[i:i+window])] {
				for at := places[i][0]; at < places[i+window-1][1]; at++ {
					secret[at] = true
				}
			}
		}
	}
	first := max(len(letters)-held, bytes.LastIndexByte(letters, otherLetter)+1)
	if first < len(letters) {
		end = places[first][0]
	}
	for held > 0 && end > 0 && secret[end-1] {
		end-- // the key may go on
	}
	var clear strings.Builder
	for i := range end {
		if !secret[i] {
			clear.WriteByte(r.pending[i])
		} else if i == 0 || !secret[i-1] {
			clear.WriteString(hidden)
		}
	}
	r.pending = r.pending[end:]
	return clear.String()
}

func (e *Engine) redact(text string) string {
	r := redactor{e.hidden, text}
	return r.end()
}

var (
	// symbol is a letter or digit, or a byte that is escaped, with its number.
	symbol = regexp.MustCompile(`(?i)(?:%(?:25)*|\\+x|\\+u00|\\+u\{0*|0x|&(?:amp;)*#x0*)([2-7][0-9a-f])[;}]?` +
		`|&(?:amp;)*#0*(\d{2,3});?|&[a-z]{2,8};|[a-z0-9]|\pL`)
	halfEscape = regexp.MustCompile(`(?i)(?:[%\\&][\\#\w{;]{0,9}|0x?[2-7]?)?$`)
)

const otherLetter = 0 // than those of keys

// lettersOf has the letters and digits of a text alone, without capitals and escapes, and from where to where each one stands.
func lettersOf(text string) (letters []byte, places [][]int) {
	for _, at := range symbol.FindAllStringSubmatchIndex(text, -1) {
		letter, _ := utf8.DecodeRuneInString(text[at[0]:])
		for i, base := range []int{16, 10} {
			if from, to := at[2*i+2], at[2*i+3]; from >= 0 {
				code, _ := strconv.ParseUint(text[from:to], base, 32)
				letter = rune(code)
			}
		}
		switch {
		case isTelling(letter):
			letters, places = append(letters, byte(letter)|0x20), append(places, at[:2]) // digits have this bit too
		case unicode.IsLetter(letter):
			letters, places = append(letters, otherLetter), append(places, at[:2])
		}
	}
	return letters, places
}

func isTelling(r rune) bool {
	return '0' <= r && r <= '9' || 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z'
}

// formsOf are the ways to write a key: all pieces that tell it, and how many letters each one has.
func formsOf(key string) (pieces map[string]bool, window int) {
	letters, _ := lettersOf(key)
	window = min(telling, len(letters))
	backwards := []byte(key)
	slices.Reverse(backwards)
	all := []string{key, string(backwards)}
	if window == telling { // what is shorter is found in whatever is encoded
		all = append(all, strings.ToUpper(key), strings.ToLower(key), url.QueryEscape(key), strings.ReplaceAll(fmt.Sprintf(" % x", key), " ", "%"))
		once := encodings(all)
		all = slices.Concat(all, once, encodings(once))
	}
	pieces = map[string]bool{}
	for _, form := range all {
		letters, _ := lettersOf(form)
		for i := 0; window > 0 && i+window <= len(letters); i++ {
			pieces[string(letters[i:i+window])] = true
		}
	}
	return pieces, window
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
