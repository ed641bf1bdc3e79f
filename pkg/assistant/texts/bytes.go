package texts

import "golang.org/x/text/number"

// Bytes are an amount of bytes: "1.5 MB". As a value of a text they are told in its language.
type Bytes int

var units = Parse([]byte(`{"units": {"en": "B\nkB\nMB\nGB", "ru": "Б\nКБ\nМБ\nГБ"}}`))

// String tells the amount in English.
func (b Bytes) String() string { return b.In(Languages[0]) }

// In tells the amount in a language.
func (b Bytes) In(language string) string {
	t := units.In(language)
	names, amount, unit, decimals := t.Lines("units"), float64(b), 0, 0
	for amount >= 999.5 && unit < len(names)-1 {
		amount, unit = amount/1000, unit+1
	}
	if amount < 9.95 {
		decimals = 1
	}
	return t.catalogue.printers[t.Language].Sprint(number.Decimal(amount, number.MaxFractionDigits(decimals))) + " " + names[unit]
}
