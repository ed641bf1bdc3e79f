package page

import (
	_ "embed"

	"firstneuron/pkg/assistant/texts"
)

//go:embed texts.json
var file []byte

var catalogue = texts.Parse(file)

// words are the texts in one language, for the templates: {{.T "key"}}.
type words struct{ texts.Texts }

// T is the text of a key.
func (w words) T(key string, values ...any) string { return w.Say(key, values...) }

// Bytes tells an amount.
func (w words) Bytes(n int) string { return texts.Bytes(n).In(w.Language) }

// Tell tells an error, and nothing where there is none.
func (w words) Tell(err error) string {
	if err == nil {
		return ""
	}
	return texts.Tell(err, w.Language)
}

// With gives a template a value besides the words.
func (w words) With(value any) valued { return valued{w, value} }

type valued struct {
	words
	Value any
}
