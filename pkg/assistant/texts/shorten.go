package texts

import (
	"fmt"
	"strings"
)

// Shorten is the beginning of a text on one line, with so many characters at most. It ends with a whole word, where there is one.
func Shorten(text string, most int) string {
	text = strings.Join(strings.Fields(text), " ")
	short := fmt.Sprintf("%.*s", most, text)
	if short == text {
		return text
	}
	if space := strings.LastIndex(short, " "); space > 0 {
		short = short[:space]
	}
	return short + "…"
}
