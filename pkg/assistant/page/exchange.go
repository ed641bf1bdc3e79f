package page

import (
	"bytes"
	"cmp"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"firstneuron/pkg/assistant"
	"firstneuron/pkg/assistant/builder"
)

// importFile makes a saved assistant, or what another program wrote, the current draft, as a change that can be undone. The
// trials of a saved assistant come to those that are there, and the page stays in its language. A new conversation begins in the
// preview, since the one there was with another assistant.
func (s *session) importFile(r *http.Request) error {
	if s.Answer != nil {
		return errAnswering
	}
	files, err := uploads(r, "file")
	if err != nil {
		return err
	}
	if len(files) == 0 {
		return catalogue.Errorf("error.import.none")
	}
	draft, imported := assistant.Draft{}, &assistant.Assistant{}
	if content := files[0].Content; s.Options.Import == nil || bytes.HasPrefix(content, []byte("PK")) {
		if imported, err = assistant.LoadZip(bytes.NewReader(content), int64(len(content))); err == nil {
			draft = imported.Draft()
		}
	} else {
		draft, err = s.Options.Import(content)
	}
	if err != nil {
		return catalogue.Errorf("error.import", files[0].Name, err)
	}
	draft.Settings.Language = s.draft().Settings.Language
	if err := s.edit(s.say("what.import", files[0].Name), draft); err != nil {
		return err
	}
	for _, trial := range imported.Trials {
		trial.Name = s.freeName(trial.Name)
		s.Assistant.Trials = append(s.Assistant.Trials, trial)
	}
	s.Assistant.Building = imported.Building
	s.Builder, s.Memory.Drawn = builder.New(s.Assistant), nil
	return s.restart()
}

// export serves the assistant in one of the formats. It works on a copy, so that the page goes on meanwhile, and has the whole file
// before it sends the first byte, so that an error can still be told.
func (s *session) export(w http.ResponseWriter, r *http.Request) {
	number, err := strconv.Atoi(r.PathValue("number"))
	if err != nil || number < 0 || number >= len(s.Options.Exports) {
		http.NotFound(w, r)
		return
	}
	s.mutex.Lock()
	a := *s.Assistant
	a.Trials = slices.Clone(a.Trials)
	s.mutex.Unlock()
	export := s.Options.Exports[number]
	name := strings.Replace(export.File, "assistant", fileName(a.Draft().Name), 1)
	var file bytes.Buffer
	if err := export.Write(&file, &a); err != nil {
		s.draw(w, r, catalogue.Errorf("error.export", name, err))
		return
	}
	w.Header().Set("Content-Type", "application/octet-stream")
	w.Header().Set("Content-Disposition", disposition(name))
	file.WriteTo(w)
}

// fileName is a name that every system takes: the letters and digits of the assistant's own.
func fileName(name string) string {
	words := strings.FieldsFunc(strings.ToLower(name), func(letter rune) bool { return !unicode.IsLetter(letter) && !unicode.IsDigit(letter) })
	return cmp.Or(strings.Join(words, "-"), "assistant")
}
