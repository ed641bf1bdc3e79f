package relay

import (
	"encoding/hex"
	"regexp"
)

// GoNB reads its commands byte by byte, and makes two letters of one that has two bytes. So it gets such letters as their
// numbers, and what it starts gets the letters back.

// ASCII is a command for GoNB.
func ASCII(command string) string {
	return notASCII.ReplaceAllStringFunc(command, func(some string) string { return "__letters_" + hex.EncodeToString([]byte(some)) + "__" })
}

// Letters is a text with the letters that ASCII has taken out.
func Letters(text string) string {
	return asNumbers.ReplaceAllStringFunc(text, func(some string) string {
		bytes, _ := hex.DecodeString(asNumbers.FindStringSubmatch(some)[1])
		return string(bytes)
	})
}

var (
	notASCII  = regexp.MustCompile(`[^\x00-\x7f]+`)
	asNumbers = regexp.MustCompile(`__letters_((?:[0-9a-f]{2})+)__`)
)
