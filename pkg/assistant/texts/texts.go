// Package texts is how the packages of the assistant speak English and Russian.
//
// Each package keeps its texts in a file texts.json, every key with both languages:
//
//	{
//	  "name.ask": {"en": "What should it be called?", "ru": "Как его назвать?"},
//	  "files":    {"en": {"one": "%d file", "other": "%d files"},
//	               "ru": {"one": "%d файл", "few": "%d файла", "other": "%d файлов"}}
//	}
//
// A text is a format of package fmt; where it depends on a number, its first value, it has a form for each plural
// category of the language (https://cldr.unicode.org/index/cldr-spec/plural-rules).
//
//	//go:embed texts.json
//	var file []byte
//	var catalogue = texts.Parse(file)
//
//	t := catalogue.In(draft.Settings.Language)
//	fmt.Println(t.Say("files", 2))
package texts

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"

	"golang.org/x/text/feature/plural"
	"golang.org/x/text/language"
	"golang.org/x/text/message"
	"golang.org/x/text/message/catalog"
)

// Languages are those that every text is written in. The first one stands for "" and for all others.
var Languages = []string{"en", "ru"}

// A Catalogue has the texts of a package by their keys.
type Catalogue struct {
	keys     map[string]bool
	printers map[string]*message.Printer
}

// Texts are those of a catalogue in one language.
type Texts struct {
	Language  string
	catalogue *Catalogue
}

// Parse reads a texts.json. It panics where it is none: the file is part of the program. That each text has both languages, with the
// same values, and is used, is for a test here to find.
func Parse(file []byte) *Catalogue {
	var texts map[string]map[string]any
	if err := json.Unmarshal(file, &texts); err != nil {
		panic(fmt.Sprintf("texts: %v", err))
	}
	c, builder := &Catalogue{map[string]bool{}, map[string]*message.Printer{}}, catalog.NewBuilder()
	for key, text := range texts {
		c.keys[key] = true
		for _, name := range Languages {
			if err := builder.Set(language.MustParse(name), key, messageOf(text[name])); err != nil {
				panic(fmt.Sprintf("texts: %q in %q: %v", key, name, err))
			}
		}
	}
	for _, name := range Languages {
		c.printers[name] = message.NewPrinter(language.MustParse(name), message.Catalog(builder))
	}
	return c
}

// In returns the texts in a language.
func (c *Catalogue) In(language string) Texts {
	if !slices.Contains(Languages, language) {
		language = Languages[0]
	}
	return Texts{language, c}
}

// Say is the text of a key with its values. Errors and [Bytes] among them are told in the language of t. It panics for a
// key that the catalogue does not have.
func (t Texts) Say(key string, values ...any) string {
	if !t.catalogue.keys[key] {
		panic(fmt.Sprintf("texts: there is no text %q", key))
	}
	values = slices.Clone(values)
	for i, value := range values {
		switch value := value.(type) {
		case error:
			values[i] = Tell(value, t.Language)
		case Bytes:
			values[i] = value.In(t.Language)
		}
	}
	return t.catalogue.printers[t.Language].Sprintf(message.Key(key, ""), values...)
}

// Lines is a text with an entry on each line.
func (t Texts) Lines(key string, values ...any) []string {
	return strings.Split(t.Say(key, values...), "\n")
}

// Error is an error that can be told in each language. It wraps the errors among its values.
type Error struct {
	Key       string
	Values    []any
	catalogue *Catalogue
}

// Errorf returns the text of a key as an error.
func (c *Catalogue) Errorf(key string, values ...any) error { return &Error{key, values, c} }

// Error tells it in English.
func (e *Error) Error() string { return e.In(Languages[0]) }

// In tells it in a language.
func (e *Error) In(language string) string { return e.catalogue.In(language).Say(e.Key, e.Values...) }

// Unwrap returns the errors among the values.
func (e *Error) Unwrap() []error {
	var wrapped []error
	for _, value := range e.Values {
		if err, ok := value.(error); ok {
			wrapped = append(wrapped, err)
		}
	}
	return wrapped
}

// Tell tells an error in a language, as far as it is known there: what another package or the system has to say stays as
// it is.
func Tell(err error, language string) string {
	var inner []error
	switch err := err.(type) {
	case *Error:
		return err.In(language)
	case interface{ Unwrap() error }:
		inner = []error{err.Unwrap()}
	case interface{ Unwrap() []error }:
		inner = err.Unwrap()
	}
	text := err.Error()
	for _, one := range inner {
		if one != nil {
			text = strings.Replace(text, one.Error(), Tell(one, language), 1)
		}
	}
	return text
}

// messageOf makes a message of a text alone, or one by the plural categories of its number.
func messageOf(text any) catalog.Message {
	forms, isByNumber := text.(map[string]any)
	if !isByNumber {
		return catalog.String(fmt.Sprint(text))
	}
	var cases []any
	for _, category := range slices.Sorted(maps.Keys(forms)) {
		cases = append(cases, category, forms[category])
	}
	return plural.Selectf(1, "%d", cases...)
}
