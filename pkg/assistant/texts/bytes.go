package texts

import (
	"strconv"
	"strings"
)

// Bytes are an amount of bytes: "1.5 MB". As a value of a text they are told in its language.
type Bytes int

var units = map[string][]string{"en": {"B", "kB", "MB", "GB"}, "ru": {"Б", "КБ", "МБ", "ГБ"}}

// String tells the amount in English.
func (b Bytes) String() string { return b.In(Languages[0]) }

// In tells the amount in a language.
func (b Bytes) In(language string) string {
	names, ok := units[language]
	if !ok {
		names = units[Languages[0]]
	}
	amount, unit := float64(b), 0
	for amount >= 999.5 && unit < len(names)-1 {
		amount, unit = amount/1000, unit+1
	}
	decimals := 0
	if amount < 9.95 && unit > 0 {
		decimals = 1
	}
	text := strings.TrimSuffix(strconv.FormatFloat(amount, 'f', decimals, 64), ".0")
	if language == "ru" {
		text = strings.Replace(text, ".", ",", 1)
	}
	return text + " " + names[unit]
}
