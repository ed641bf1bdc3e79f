package assistant

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"
)

const longestName = 200 // bytes: file systems take 255, and a copy wants to be called "… (2)"

// CheckName says why a name cannot be a file of knowledge: on one system or another it would be no file, a device, a file in
// another folder, or not what it looks like. The rules are those of Windows, which has the most of them
// (https://learn.microsoft.com/windows/win32/fileio/naming-a-file).
func CheckName(name string) error { return prefixed(checkName(name)) }

func checkName(name string) error {
	fault := ""
	switch {
	case name == "":
		return fmt.Errorf("a file has no name: give it one, such as %q", "style-guide.md")
	case len(name) > longestName:
		fault = fmt.Sprintf("has a name of %d bytes, and at most %d are possible", len(name), longestName)
		name = strings.ToValidUTF8(name[:20], "") + "…"
	case !utf8.ValidString(name):
		fault = "has a name that is no UTF-8"
	case name == "." || name == "..":
		fault = "has the name of a folder"
	case strings.ContainsFunc(name, invisible):
		fault = "has an invisible character in its name"
	case strings.ContainsAny(name, `<>:"/\|?*`):
		fault = `has one of < > : " / \ | ? * in its name`
	case strings.TrimSpace(name) != name || strings.HasSuffix(name, "."):
		fault = "has a name that begins or ends with a space or ends with a point"
	case device(name):
		fault = "has a name that stands for a device on Windows"
	default:
		return nil
	}
	return fmt.Errorf("the file %q %s: rename it", name, fault)
}

// invisible tells control characters, and those that turn the direction of writing, so that "gnp.exe" looks like "exe.png".
func invisible(r rune) bool { return unicode.IsControl(r) || unicode.Is(unicode.Bidi_Control, r) }

func device(name string) bool {
	base, _, _ := strings.Cut(strings.ToUpper(name), ".")
	base = strings.TrimSpace(base)
	switch base {
	case "CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$":
		return true
	}
	number, ok := strings.CutPrefix(base, "COM")
	if !ok {
		number, ok = strings.CutPrefix(base, "LPT")
	}
	return ok && utf8.RuneCountInString(number) == 1 && strings.Contains("0123456789¹²³", number)
}

// folded is the same for names that differ in nothing but case. Two ways to write one letter, é as one character or as two,
// stay two names: the standard library cannot tell.
func folded(name string) string {
	return strings.Map(func(r rune) rune {
		least := r
		for other := unicode.SimpleFold(r); other != r; other = unicode.SimpleFold(other) {
			least = min(least, other)
		}
		return least
	}, name)
}

// prefixed says which package an error comes from. Inside the package errors go without, since they become parts of others.
func prefixed(err error) error {
	if err == nil {
		return nil
	}
	return fmt.Errorf("assistant: %w", err)
}
