package texts

import (
	"golang.org/x/text/language"
	"golang.org/x/text/message"
	"golang.org/x/text/number"
)

// Bytes are an amount of bytes: "1.5 MB". As a value of a text they are told in its language.
type Bytes int

var units = map[string][]string{"en": {"B", "kB", "MB", "GB"}, "ru": {"Б", "КБ", "МБ", "ГБ"}}

// String tells the amount in English.
func (b Bytes) String() string { return b.In(Languages[0]) }

// In tells the amount in a language.
func (b Bytes) In(name string) string {
	if units[name] == nil {
		name = Languages[0]
	}
	amount, unit := float64(b), 0
	for amount >= 999.5 && unit < len(units[name])-1 {
		amount, unit = amount/1000, unit+1
	}
	decimals := 0
	if amount < 9.95 {
		decimals = 1
	}
	printer := message.NewPrinter(language.MustParse(name))
	return printer.Sprint(number.Decimal(amount, number.MaxFractionDigits(decimals))) + " " + units[name][unit]
}
