package alttext

// withoutPreface leaves out the prefaces of a text, as far as what remains can stand alone.
func withoutPreface(text string) string {
	for before := beginning(text, "preface"); before != ""; before = beginning(text, "preface") {
		text = text[len(before):]
	}
	return text
}

// beginning is a beginning of a text that says no more than that there is a picture: a "preface" like "image of", or a "clinging"
// one, without which the rest cannot stand alone, as in the Russian "фото кота". It is "" in a name: "Picture of the Year".
func beginning(text, form string) string {
	before := patterns.Form(form).FindString(text)
	if before != "" && patterns.Match(form+" in a name", text[len(before):]) {
		return ""
	}
	return before
}
