package openai

import (
	"html"
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

// A redactor takes the key out of a text that comes in pieces: the whole key, and any eight letters and digits of it that
// follow each other. Capitals and what stands between do not matter, nor whether it is written backwards, escaped as in
// addresses, JSON or HTML, in hexadecimal or in base64, nor two of these one in the other.
type redactor struct {
	key     Secret
	parts   map[string]bool // of the key's letters and digits, both ways, up to window of them
	window  int
	pending string // what may be the beginning of a key
}

// A symbol is a byte of a text, or of what is encoded there in text[from:to].
type symbol struct {
	value    byte
	from, to int
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
	secret, _ := r.look()
	clear := hide(r.pending, secret)
	r.pending = ""
	return clear
}

// look tells which bytes of pending belong to the key, and how many are certain not to be the beginning of one.
func (r *redactor) look() (secret []bool, certain int) {
	if r.parts == nil && !r.key.IsZero() {
		r.learn()
	}
	secret, certain = make([]bool, len(r.pending)), len(r.pending)
	if r.parts == nil {
		return secret, certain
	}
	if open := opening.FindStringIndex(r.pending); open != nil {
		certain = open[0]
	}
	text := make([]symbol, len(r.pending))
	for i := range text {
		text[i] = symbol{r.pending[i], i, i + 1}
	}
	var search func(text []symbol, depth int)
	search = func(text []symbol, depth int) {
		if len(text) == 0 {
			return
		}
		certain = min(certain, r.mark(text, secret))
		if depth == 0 {
			return
		}
		search(unescape(text), depth-1)
		for shift := range 4 {
			search(decode(text, 6, shift, sextet), depth-1)
		}
		for shift := range 2 {
			search(decode(text, 4, shift, hexadecimal), depth-1)
		}
	}
	search(text, 2)
	return secret, certain
}

func (r *redactor) learn() {
	key := []byte(r.key.reveal())
	telling := slices.DeleteFunc(slices.Clone(key), func(b byte) bool { return !isTelling(b) })
	telling = []byte(strings.ToLower(string(telling)))
	r.window, r.parts = min(8, len(telling)), map[string]bool{}
	for range 2 {
		for from := range telling {
			for to := from + 1; to <= min(len(telling), from+r.window); to++ {
				r.parts[string(telling[from:to])] = true
			}
		}
		slices.Reverse(telling)
	}
}

// mark finds parts of the key in a text, and returns from where on it may be the beginning of one.
func (r *redactor) mark(text []symbol, secret []bool) (certain int) {
	var telling []symbol
	var values []byte
	for _, s := range text {
		if isTelling(s.value) {
			telling, values = append(telling, s), append(values, s.value|0x20) // digits have this bit too
		}
	}
	for i := range len(values) - r.window + 1 {
		if r.parts[string(values[i:i+r.window])] {
			for j := telling[i].from; j < telling[i+r.window-1].to; j++ {
				secret[j] = true
			}
		}
	}
	for n := min(r.window, len(values)); n > 0; n-- {
		if r.parts[string(values[len(values)-n:])] {
			return telling[len(values)-n].from
		}
	}
	return len(secret)
}

func isTelling(b byte) bool {
	return '0' <= b && b <= '9' || 'a' <= b && b <= 'z' || 'A' <= b && b <= 'Z'
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

var (
	escape  = regexp.MustCompile(`(?i)(%|\\x|0x|\\u00|\\u\{0*)([2-7][0-9a-f])\}?|&(#\d{1,7}|#x[0-9a-f]{1,6}|[a-z]{2,8});?`)
	opening = regexp.MustCompile(`(?i)(%[2-7]?|\\(x[2-7]?|u\{?[0-9a-f]{0,5})?|0x?[2-7]?|&#?[0-9a-z]{0,8})$`)
)

// unescape reads what is escaped, or nothing where nothing is.
func unescape(text []symbol) (open []symbol) {
	raw := make([]byte, len(text))
	for i, s := range text {
		raw[i] = s.value
	}
	done := 0
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
	if done > 0 {
		open = append(open, text[done:]...)
	}
	return open
}

// decode reads bytes from digits of some bits each, beginning with one of the first ones. Up to four bytes that
// are no digits may stand between two.
func decode(text []symbol, bits uint, shift int, digits [256]int8) (open []symbol) {
	var value, have uint
	var last symbol
	skip := shift
	for _, s := range text {
		digit := digits[s.value]
		if digit < 0 {
			continue
		}
		if s.from > last.to+4 {
			have, skip = 0, shift
		}
		begin := last.from
		if last = s; skip > 0 {
			skip--
			continue
		}
		value, have = value<<bits|uint(digit), have+bits
		if have >= 8 {
			have -= 8
			open = append(open, symbol{byte(value >> have), begin, s.to})
		}
	}
	return open
}

var (
	sextet      = digitsOf("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/", "-_", 62)
	hexadecimal = digitsOf("0123456789abcdef", "ABCDEF", 10)
)

func digitsOf(alphabet, more string, moreFrom int) (digits [256]int8) {
	for i := range digits {
		digits[i] = -1
	}
	for i := range len(alphabet) {
		digits[alphabet[i]] = int8(i)
	}
	for i := range len(more) {
		digits[more[i]] = int8(moreFrom + i)
	}
	return digits
}
