package vectors

import (
	"fmt"
	"slices"
	"strings"
)

// longest is the number of characters of a word that count. What is longer, such as a line of Base64, is no word.
const longest = 64

// Tokens returns the tokens of a text's words, as the tokenizer of Llama 2 does: byte-pair encoding, without the special tokens.
// No token spans two words, so each is cut by itself, with a mark for the space before it.
func (t *tokenizer) Tokens(text string) []int {
	var ids []int
	for _, word := range strings.Fields(strings.ToValidUTF8(text, "\uFFFD")) {
		ids = append(ids, t.word("▁"+word)...)
	}
	return ids
}

// word begins with the characters, and joins the two neighbours whose token comes first in the table, again and again: the table
// is in the order in which the tokens were learnt. A character without a token is written as its bytes.
func (t *tokenizer) word(word string) []int {
	var parts []string
	for _, r := range word {
		if len(parts) >= longest {
			break
		}
		if _, known := t.ids[string(r)]; known {
			parts = append(parts, string(r))
			continue
		}
		for _, b := range []byte(string(r)) {
			parts = append(parts, fmt.Sprintf("<0x%02X>", b))
		}
	}
	for {
		first, at := len(t.ids), -1
		for i := range len(parts) - 1 {
			if id, known := t.ids[parts[i]+parts[i+1]]; known && id < first {
				first, at = id, i
			}
		}
		if at < 0 {
			break
		}
		parts[at] += parts[at+1]
		parts = slices.Delete(parts, at+1, at+2)
	}
	ids := make([]int, len(parts))
	for i, part := range parts {
		ids[i] = t.ids[part]
	}
	return ids
}
