package page

import (
	"cmp"
	"errors"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"firstneuron/internal/picturefile"
	"firstneuron/pkg/assistant"
)

// replying is a reply to the builder. Where an avatar was suggested, the history shows its drawing.
func (s *session) replying(reply func(*http.Request) error) func(*http.Request) error {
	return func(r *http.Request) error {
		number, suggested := len(s.Builder.Transcript()), s.Builder.Question().SuggestedAvatar
		err := reply(r)
		if suggested == nil || suggested.Picture != nil || len(s.Builder.Transcript()) == number {
			return err
		}
		if s.Memory.Drawn == nil {
			s.Memory.Drawn = map[int]uint64{}
		}
		s.Memory.Drawn[number] = suggested.Seed
		return errors.Join(err, s.remember())
	}
}

func (s *session) improve(r *http.Request) error {
	if how := cmp.Or(r.FormValue("chip"), strings.TrimSpace(r.FormValue("how"))); how != "" {
		s.Builder.Improve(how)
	}
	return nil
}

// answerBuilder hands on the choices that are ticked. What was written beside them is one more, or takes the place of the only one.
func (s *session) answerBuilder(r *http.Request) error {
	said := slices.Clone(r.Form["choice"])
	if text := strings.TrimSpace(r.FormValue("text")); text != "" {
		if !s.Builder.Question().Several {
			said = nil
		}
		said = append(said, text)
	}
	if len(said) > 0 {
		s.Builder.Say(strings.Join(said, ", "))
	}
	return nil
}

func (s *session) ask(r *http.Request) error {
	if field := assistant.Field(r.FormValue("field")); slices.Contains(assistant.Fields, field) {
		s.Builder.Ask(field)
	}
	return nil
}

func (s *session) ownAvatar(r *http.Request) error {
	files, err := uploads(r, "picture", 1, picturefile.MaxBytes)
	if err != nil || len(files) == 0 {
		return err
	}
	return s.write(assistant.FieldAvatar, func(d *assistant.Draft) { d.Avatar.Picture = files[0].Content })
}

// writeInstructions keeps the texts of the tab.
func (s *session) writeInstructions(r *http.Request) error {
	return errors.Join(
		s.write(assistant.FieldDescription, func(d *assistant.Draft) { d.Description = lines(r.FormValue("description")) }),
		s.write(assistant.FieldInstructions, func(d *assistant.Draft) { d.Instructions = lines(r.FormValue("instructions")) }),
		s.write(assistant.FieldStarters, func(d *assistant.Draft) { d.Starters = list(r.FormValue("starters")) }),
		s.write(assistant.FieldCriteria, func(d *assistant.Draft) {
			for i, c := range d.Criteria {
				if values, sent := r.Form["criterion-"+c.Key]; sent {
					d.Criteria[i].Answer = lines(values[0])
				}
			}
		}))
}

// unwrite lets the builder suggest something for a field that a person wrote.
func (s *session) unwrite(r *http.Request) error {
	field := assistant.Field(r.FormValue("field"))
	return s.edit(s.say("what.open", s.say("field."+string(field))), func(d *assistant.Draft) { d.Unwrite(field) })
}

// goBack makes an earlier version the current one.
func (s *session) goBack(r *http.Request) error {
	number, err := strconv.Atoi(r.FormValue("number"))
	if err != nil {
		return catalogue.Errorf("error.version", r.FormValue("number"))
	}
	return s.Assistant.GoBack(number)
}

// lines is a text from a form, where a browser ends lines in its own way.
func lines(text string) string { return strings.TrimSpace(strings.ReplaceAll(text, "\r\n", "\n")) }

// list is a text with an entry on each line.
func list(text string) []string {
	var entries []string
	for line := range strings.Lines(lines(text)) {
		if line = strings.TrimSpace(line); line != "" {
			entries = append(entries, line)
		}
	}
	return entries
}
