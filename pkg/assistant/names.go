package assistant

import (
	"regexp"
	"strings"
	"unicode/utf8"
)

const longestName = 200 // bytes: file systems take 255, and a copy wants to be called "… (2)"

// CheckName says why a file of knowledge cannot have a name: on one system or another it would be refused, name a device or a file
// in another folder, or not be what it looks like. The rules are those of Windows, which has the most of them
// (https://learn.microsoft.com/windows/win32/fileio/naming-a-file).
func CheckName(name string) error {
	switch {
	case name == "":
		return catalogue.Errorf("name.none")
	case len(name) > longestName:
		return catalogue.Errorf("name.long", name, len(name), longestName)
	case !utf8.ValidString(name) || sign.MatchString(name):
		return catalogue.Errorf("name.sign", name)
	case device.MatchString(name):
		return catalogue.Errorf("name.device", name)
	}
	return nil
}

// sign tells control characters, those that turn the direction of writing, so that "gnp.exe" looks like "exe.png", those that part a
// path, and spaces and points at the ends.
var sign = regexp.MustCompile(`[\p{Cc}\x{061C}\x{200E}\x{200F}\x{202A}-\x{202E}\x{2066}-\x{2069}<>:"/\\|?*]|^[\s\pZ]|[\s\pZ.]$`)

// device tells the names that Windows gives to devices, with any extension.
var device = regexp.MustCompile(`(?i)^(con|prn|aux|nul|conin\$|conout\$|(com|lpt)[0-9¹²³]) *(\.|$)`)

// folded is the same for names that differ in nothing but case. Two ways to write one letter, é as one character or as two,
// stay two names: the standard library cannot tell.
func folded(name string) string { return strings.ToLower(strings.ToUpper(name)) }
