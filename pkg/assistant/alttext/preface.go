package alttext

import "strings"

// prefaceOf finds a beginning that says no more than that there is a picture, "image of", and what comes after it; later in a text
// a picture may be what it is about. It clings where the rest cannot stand alone, as in the Russian "фото кота".
func prefaceOf(text string) (before, after string, clings, found bool) {
	for _, name := range []string{"preface", "clinging"} {
		if at := patterns.Form(name).FindStringIndex(text); at != nil && !patterns.Match(name+" in a name", text[at[1]:]) {
			return strings.TrimSpace(text[:at[1]]), text[at[1]:], name == "clinging", true
		}
	}
	return "", text, false, false
}

// withoutPreface leaves out the prefaces of a text, as far as what remains can stand alone.
func withoutPreface(text string) string {
	for {
		_, after, clings, found := prefaceOf(text)
		if !found || clings {
			return text
		}
		text = after
	}
}
