package page

import (
	"cmp"
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"firstneuron/pkg/assistant"
)

func (r *session) improve(request *http.Request) error {
	if how := cmp.Or(request.FormValue("chip"), strings.TrimSpace(request.FormValue("how"))); how != "" {
		r.builder.Improve(how)
	}
	return nil
}

// answerBuilder hands on the choices that are ticked. What was written beside them is one more, or takes the place of the only one.
func (r *session) answerBuilder(request *http.Request) error {
	said := slices.Clone(request.Form["choice"])
	if text := strings.TrimSpace(request.FormValue("text")); text != "" {
		if !r.builder.Question().Several {
			said = nil
		}
		said = append(said, text)
	}
	if len(said) > 0 {
		r.builder.Say(strings.Join(said, ", "))
	}
	return nil
}

func (r *session) ask(request *http.Request) error {
	if field := assistant.Field(request.FormValue("field")); slices.Contains(assistant.Fields, field) {
		r.builder.Ask(field)
	}
	return nil
}

func (r *session) writeName(request *http.Request) error {
	name := strings.TrimSpace(request.FormValue("name"))
	if name == r.assistant.Draft().Name {
		return nil
	}
	return r.write(assistant.FieldName, func(d *assistant.Draft) { d.Name = name })
}

func (r *session) nextAvatar(*http.Request) error {
	return r.write(assistant.FieldAvatar, func(d *assistant.Draft) {
		d.Avatar = assistant.Avatar{Seed: d.Avatar.Seed + 1}
	})
}

func (r *session) drawnAvatar(*http.Request) error {
	return r.write(assistant.FieldAvatar, func(d *assistant.Draft) { d.Avatar.Picture = nil })
}

func (r *session) ownAvatar(request *http.Request) error {
	files, err := uploads(request, "picture", 1, largest)
	if err != nil || len(files) == 0 {
		return err
	}
	return r.write(assistant.FieldAvatar, func(d *assistant.Draft) { d.Avatar.Picture = files[0].Content })
}

// writeInstructions keeps the texts of the tab. Only what differs counts as written by hand.
func (r *session) writeInstructions(request *http.Request) error {
	before := r.assistant.Draft()
	if text := lines(request.FormValue("description")); text != before.Description {
		if err := r.write(assistant.FieldDescription, func(d *assistant.Draft) { d.Description = text }); err != nil {
			return err
		}
	}
	if text := lines(request.FormValue("instructions")); text != before.Instructions {
		if err := r.write(assistant.FieldInstructions, func(d *assistant.Draft) { d.Instructions = text }); err != nil {
			return err
		}
	}
	if starters := list(request.FormValue("starters")); !slices.Equal(starters, before.Starters) {
		if err := r.write(assistant.FieldStarters, func(d *assistant.Draft) { d.Starters = starters }); err != nil {
			return err
		}
	}
	criteria := slices.Clone(before.Criteria)
	for i, c := range criteria {
		if values, sent := request.Form["criterion-"+c.Key]; sent {
			criteria[i].Answer = lines(values[0])
		}
	}
	if slices.Equal(criteria, before.Criteria) {
		return nil
	}
	return r.write(assistant.FieldCriteria, func(d *assistant.Draft) { d.Criteria = criteria })
}

// unwrite lets the builder suggest something for a field that a person wrote.
func (r *session) unwrite(request *http.Request) error {
	field := assistant.Field(request.FormValue("field"))
	return r.edit(string(field)+" open to suggestions", func(d *assistant.Draft) { d.Unwrite(field) })
}

// goBack makes an earlier version the current one.
func (r *session) goBack(request *http.Request) error {
	number, err := strconv.Atoi(request.FormValue("number"))
	if err != nil {
		return fmt.Errorf("%q is no number of a version", request.FormValue("number"))
	}
	return r.assistant.GoBack(number)
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
