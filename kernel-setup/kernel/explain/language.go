package explain

import (
	"path"
	"strings"
)

// Language is a language that the kernel speaks to its learner. Any other than the
// ones below, the empty one too, is taken as English.
type Language string

const (
	English Language = "en"
	Russian Language = "ru"
)

// LanguageOf finds the learner's language in the environment of the kernel: what
// FIRST_NEURON_LANGUAGE names; else Russian for a notebook in a folder ru, which
// Jupyter names in JPY_SESSION_NAME; else the locale's; else English.
func LanguageOf(environ func(name string) string) Language {
	if chosen := environ("FIRST_NEURON_LANGUAGE"); chosen != "" {
		return languageNamed(chosen)
	}
	notebook := strings.ReplaceAll(environ("JPY_SESSION_NAME"), `\`, "/")
	if path.Base(path.Dir(notebook)) == "ru" {
		return Russian
	}
	for _, name := range []string{"LC_ALL", "LC_MESSAGES", "LANG"} { // the order of POSIX: the first that is set decides
		if locale := environ(name); locale != "" {
			return languageNamed(locale)
		}
	}
	return English
}

// languageNamed reads the language off a locale such as ru_RU.UTF-8.
func languageNamed(locale string) Language {
	name := strings.ToLower(locale)
	if end := strings.IndexAny(name, "_-.@"); end >= 0 {
		name = name[:end]
	}
	if name == "ru" || name == "russian" {
		return Russian
	}
	return English
}

// in picks the text of the language.
func (l Language) in(english, russian string) string {
	if l == Russian {
		return russian
	}
	return english
}
