package page

import (
	"cmp"
	"encoding/json"
	"errors"
	"math"
	"net/http"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"firstneuron/pkg/assistant"
)

// writeForm writes into the draft what a person has changed in a form. An address that the form came with is not one that the person
// typed.
func (s *session) writeForm(r *http.Request) error {
	draft := s.Assistant.Draft()
	if err := change(&draft, r); err != nil {
		return err
	}
	if err := s.write(draft); err != nil {
		return err
	}
	address := r.FormValue("address")
	if address == "" || assistant.Server(address) == assistant.Server(r.FormValue("shown")) {
		return nil
	}
	clear(s.engines) // one that is made for a server whose address was typed may have a key
	return s.Options.Servers.Type(address)
}

// switchLanguage gives the page and the assistant the same language.
func (s *session) switchLanguage(r *http.Request) error {
	s.Memory.Language = ""
	return errors.Join(s.writeForm(r), s.remember())
}

// change gives a draft what a form has for it. What the form does not have stays.
func change(d *assistant.Draft, r *http.Request) error {
	settings := &d.Settings
	fields := map[string]*string{
		"name": &d.Name, "description": &d.Description, "instructions": &d.Instructions,
		"language": &settings.Language, "address": &settings.Address, "model": &settings.Model,
	}
	for i, c := range d.Criteria {
		fields["criterion-"+c.Key] = &d.Criteria[i].Answer
	}
	for name, field := range fields {
		if r.Form.Has(name) {
			*field = lines(r.FormValue(name))
		}
	}
	if r.Form.Has("starters") {
		d.Starters = list(r.FormValue("starters"))
	}
	d.Knowledge = slices.DeleteFunc(d.Knowledge, func(file assistant.File) bool { return file.Name == r.FormValue("remove") })

	pictures, err := uploads(r, "picture")
	if len(pictures) > 0 {
		d.Avatar.Picture = pictures[0].Content
	}
	switch r.FormValue("avatar") {
	case "next":
		d.Avatar = assistant.Avatar{Seed: d.Avatar.Seed + 1}
	case "drawing":
		d.Avatar.Picture = nil
	}

	limit := new(settings.AltLimit)
	err = cmp.Or(err,
		number(r, "limit", math.MinInt32, math.MaxInt32, &limit),
		number(r, "temperature", 0, 2, &settings.Temperature),
		number(r, "seed", math.MinInt64, math.MaxInt64, &settings.Seed),
		number(r, "silence", 0, math.MaxInt32, &settings.SilenceSeconds),
		number(r, "context", 0, math.MaxInt32, &settings.ContextTokens))
	settings.AltLimit = *cmp.Or(limit, new(0))
	return err
}

// number reads a number of a form, where the form has it. An empty field is a number that is not given.
func number[T cmp.Ordered](r *http.Request, name string, least, most T, into **T) error {
	if !r.Form.Has(name) {
		return nil
	}
	text := strings.ReplaceAll(cmp.Or(strings.TrimSpace(r.FormValue(name)), "null"), ",", ".")
	var value *T
	if json.Unmarshal([]byte(text), &value) != nil || value != nil && (*value < least || *value > most) {
		return catalogue.Errorf("error.number."+name, r.FormValue(name))
	}
	*into = value
	return nil
}

// beginIn lets an assistant that has nothing yet begin in Russian, where that comes before English in what the browser accepts.
func (s *session) beginIn(accepted string) error {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	first := ourLanguage.FindStringSubmatch(strings.ToLower(accepted))
	if s.Builder == nil || len(s.Assistant.Versions()) > 0 || first == nil || first[1] != "ru" {
		return nil
	}
	s.Assistant.Change(catalogue.In("ru").Say("what.language"), func(d *assistant.Draft) { d.Settings.Language = "ru" })
	return s.keep()
}

// ourLanguage finds the first of our languages in the header Accept-Language, where browsers list the preferred ones first.
var ourLanguage = regexp.MustCompile(`(?:^|,)\s*(en|ru)\b`)

// unwrite lets the builder suggest something for a field that a person wrote.
func (s *session) unwrite(r *http.Request) error {
	field, draft := assistant.Field(r.FormValue("field")), s.Assistant.Draft()
	if !draft.Wrote(field) {
		return nil
	}
	draft.Unwrite(field)
	return s.edit(s.say("what.open", s.say("field."+string(field))), draft)
}

// goBack makes an earlier version the current one.
func (s *session) goBack(r *http.Request) error {
	number, _ := strconv.Atoi(r.FormValue("number")) // no version has the number 0
	return s.Assistant.GoBack(number)
}

// answerBuilder hands on the choices that are ticked. What was written beside them is one more, or takes the place of the only one
// and of those that are ticked from the start.
func (s *session) answerBuilder(r *http.Request) {
	said, text, q := r.Form["choice"], r.FormValue("text"), s.Builder.Question()
	suggested := slices.DeleteFunc(slices.Clone(q.Choices), func(choice string) bool { return !holds(q.Suggestion, choice) })
	if strings.TrimSpace(text) != "" && (!q.Several || slices.Equal(said, suggested)) {
		said = nil
	}
	s.Builder.Say(strings.Trim(strings.Join(append(said, text), ", "), ", "))
}

// replying is a reply to the builder. Where an avatar was suggested, the history shows its drawing.
func (s *session) replying(reply func(*http.Request)) form {
	return func(r *http.Request) error {
		number, suggested := len(s.Builder.Transcript()), s.Builder.Question().SuggestedAvatar
		reply(r)
		if suggested == nil || suggested.Picture != nil || len(s.Builder.Transcript()) == number {
			return nil
		}
		if s.Memory.Drawn == nil {
			s.Memory.Drawn = map[int]uint64{}
		}
		s.Memory.Drawn[number] = suggested.Seed
		return s.remember()
	}
}

// lines is a text from a form, where a browser ends lines in its own way.
func lines(text string) string { return strings.TrimSpace(strings.ReplaceAll(text, "\r\n", "\n")) }

// list is a text with an entry on each line.
func list(text string) (entries []string) {
	for line := range strings.Lines(text) {
		if line = strings.TrimSpace(line); line != "" {
			entries = append(entries, line)
		}
	}
	return entries
}
