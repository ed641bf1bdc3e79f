package export

import (
	"io"
	"regexp"
	"strings"
	"text/template"

	"firstneuron/pkg/assistant"
	"firstneuron/pkg/assistant/texts"
)

// Markdown writes a draft as a page to read, to print, to keep beside the texts of a project. It has everything but the
// contents of the knowledge, of which it lists names and SHA-256, and a picture of the user's.
//
// The page is CommonMark with one table, so that it reads well anywhere. A text of one line is a paragraph, any other a
// block of code, whose fence is longer than any in the text.
func Markdown(w io.Writer, d assistant.Draft) error {
	if err := markdownPage.Execute(w, readable{d, catalogue.In(d.Settings.Language)}); err != nil {
		return catalogue.Errorf("write", err)
	}
	return nil
}

// readable is a draft with the headings of its page.
type readable struct {
	assistant.Draft
	texts texts.Texts
}

// T is a heading in the draft's language.
func (r readable) T(key string) string { return r.texts.Say(key) }

var markdownPage = template.Must(template.New("").Funcs(template.FuncMap{
	"paragraph": paragraph, "inline": inline, "checksum": checksum,
}).Parse(`# {{inline .Name}}
{{with .Description}}
{{paragraph .}}
{{end}}{{with .Purpose}}
## {{$.T "markdown.purpose"}}

{{paragraph .}}
{{end}}{{with .Instructions}}
## {{$.T "markdown.instructions"}}

{{paragraph .}}
{{end}}{{with .Starters}}
## {{$.T "markdown.starters"}}
{{range .}}
{{paragraph .}}
{{end}}{{end}}{{with .Criteria}}
## {{$.T "markdown.criteria"}}
{{range .}}
### {{inline .Question}}

{{paragraph .Answer}}
{{end}}{{end}}{{with .Knowledge}}
## {{$.T "markdown.knowledge"}}

{{$.T "markdown.files"}}

| {{$.T "markdown.file"}} | {{$.T "markdown.bytes"}} | SHA-256 |
|---|---:|---|
{{range .}}| {{inline .Name}} | {{len .Content}} | ` + "`{{checksum .}}`" + ` |
{{end}}{{end}}
## {{$.T "markdown.settings"}}
{{with .Task}}
- {{$.T "markdown.task"}}: {{inline (print .)}}{{end}}{{with .Settings.Language}}
- {{$.T "markdown.language"}}: {{inline .}}{{end}}{{with .Settings.AltLimit}}
- {{$.T "markdown.length"}}: {{.}}{{end}}{{with .Settings.Address}}
- {{$.T "markdown.server"}}: {{inline .}}{{end}}{{with .Settings.Model}}
- {{$.T "markdown.model"}}: {{inline .}}{{end}}{{with .Settings.Temperature.String}}
- {{$.T "markdown.temperature"}}: {{.}}{{end}}{{with .Settings.Seed.String}}
- {{$.T "markdown.seed"}}: {{.}}{{end}}{{with .Settings.SilenceSeconds.String}}
- {{$.T "markdown.silence"}}: {{.}}{{end}}{{with .Settings.ContextTokens.String}}
- {{$.T "markdown.context"}}: {{.}}{{end}}
- {{$.T "markdown.avatar"}} {{.Avatar.Seed}}{{with .ByHand}}
- {{$.T "markdown.byhand"}}: {{range $i, $field := .}}{{if $i}}, {{end}}{{$field}}{{end}}{{end}}
`))

// paragraph is a text that stands by itself: a paragraph where it is one plain line, else a block of code.
func paragraph(text string) string {
	if text == oneLine(text) && text == strings.TrimSpace(text) {
		return inline(text)
	}
	longest := "``"
	for _, run := range backticks.FindAllString(text, -1) {
		if len(run) > len(longest) {
			longest = run
		}
	}
	fence := longest + "`"
	return fence + "text\n" + unixLines(text) + "\n" + fence
}

var (
	backticks = regexp.MustCompile("`+")

	// marks are the characters that mean something to Markdown within a line, and atStart those that do at its beginning.
	marks   = regexp.MustCompile("[\\\\`*_\\[\\]<>|~&#$]")
	atStart = regexp.MustCompile(`^([-+=]|\d+[.)])`)
)

// inline writes a text on one line so that Markdown shows it as it is.
func inline(text string) string {
	text = marks.ReplaceAllString(oneLine(text), `\$0`)
	return atStart.ReplaceAllStringFunc(text, func(start string) string {
		return start[:len(start)-1] + `\` + start[len(start)-1:]
	})
}

// oneLine puts a text that belongs on one line there.
func oneLine(text string) string { return strings.NewReplacer("\n", " ", "\r", " ").Replace(text) }
