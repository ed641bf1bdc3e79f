package assistant

import (
	"regexp"
	"strings"
	"unicode"
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
		return catalogue.Errorf("name.long", shortened(name, 100), len(name), longestName)
	case !utf8.ValidString(name):
		return catalogue.Errorf("name.utf8", name)
	case name == "." || name == "..":
		return catalogue.Errorf("name.folder", name)
	case strings.ContainsFunc(name, invisible):
		return catalogue.Errorf("name.invisible", name)
	case strings.ContainsAny(name, `<>:"/\|?*`):
		return catalogue.Errorf("name.sign", name)
	case strings.TrimSpace(name) != name || strings.HasSuffix(name, "."):
		return catalogue.Errorf("name.space", name)
	case device(name):
		return catalogue.Errorf("name.device", name)
	}
	return nil
}

// invisible tells control characters, and those that turn the direction of writing, so that "gnp.exe" looks like "exe.png".
func invisible(r rune) bool { return unicode.IsControl(r) || unicode.Is(unicode.Bidi_Control, r) }

// device tells the names that Windows gives to devices, with any extension.
var device = regexp.MustCompile(`(?i)^(con|prn|aux|nul|conin\$|conout\$|(com|lpt)[0-9¹²³]) *(\.|$)`).MatchString

// folded is the same for names that differ in nothing but case. Two ways to write one letter, é as one character or as two,
// stay two names: the standard library cannot tell.
func folded(name string) string { return strings.ToLower(strings.ToUpper(name)) }
