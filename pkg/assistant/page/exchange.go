package page

import (
	"bytes"
	"cmp"
	"io"
	"net/http"
	"strconv"
	"strings"
	"unicode"

	"firstneuron/pkg/assistant"
	"firstneuron/pkg/assistant/builder"
)

// importFile makes a saved assistant, or what another program wrote, the current draft, as a change that can be undone. The
// trials of a saved assistant come to those that are there.
func (s *session) importFile(r *http.Request) error {
	files, err := uploads(r, "file", 1, forFiles)
	if err != nil {
		return err
	}
	if len(files) == 0 {
		return catalogue.Errorf("error.import.none")
	}
	imported, err := s.read(files[0].Content)
	if err != nil {
		return catalogue.Errorf("error.import", files[0].Name, err)
	}
	if err := s.edit(s.say("what.import", files[0].Name), func(d *assistant.Draft) { *d = imported.Draft() }); err != nil {
		return err
	}
	for _, trial := range imported.Trials {
		trial.Name = s.freeName(trial.Name)
		s.assistant.Trials = append(s.assistant.Trials, trial)
	}
	s.assistant.Building = imported.Building
	s.builder = builder.New(s.assistant) // and keep gives it its model
	return nil
}

func (s *session) read(content []byte) (*assistant.Assistant, error) {
	if s.options.Import == nil || bytes.HasPrefix(content, []byte("PK")) {
		return assistant.LoadZip(bytes.NewReader(content), int64(len(content)))
	}
	draft, err := s.options.Import(content)
	a := assistant.New()
	a.Change("", func(d *assistant.Draft) {
		*d = draft
		d.Settings.Language = cmp.Or(draft.Settings.Language, s.draft().Settings.Language)
	})
	return a, err
}

func (s *session) exportZip(w http.ResponseWriter, r *http.Request) {
	s.download(w, r, func(name string) string { return fileName(name) + ".zip" }, nil)
}

func (s *session) export(w http.ResponseWriter, r *http.Request) {
	number, err := strconv.Atoi(r.PathValue("number"))
	if err != nil || number < 0 || number >= len(s.options.Exports) {
		http.NotFound(w, r)
		return
	}
	export := s.options.Exports[number]
	s.download(w, r, func(string) string { return export.File }, export.Write)
}

// download serves what write makes of the assistant, or its zip file where write is nil. It works on a copy, so that the page goes on
// meanwhile, and has the whole file before it sends the first byte, so that an error can still be told.
func (s *session) download(
	w http.ResponseWriter, r *http.Request, name func(assistant string) string, write func(io.Writer, *assistant.Assistant) error,
) {
	var saved, file bytes.Buffer
	s.mutex.Lock()
	draft := s.draft()
	err := s.assistant.SaveZip(&saved)
	s.mutex.Unlock()
	if err == nil && write == nil {
		file = saved
	} else if err == nil {
		var a *assistant.Assistant
		if a, err = assistant.LoadZip(bytes.NewReader(saved.Bytes()), int64(saved.Len())); err == nil {
			err = write(&file, a)
		}
	}
	if err != nil {
		s.finish(w, r, "export", catalogue.Errorf("error.export", name(draft.Name), err))
		return
	}
	w.Header().Set("Content-Type", "application/octet-stream")
	w.Header().Set("Content-Disposition", disposition(name(draft.Name)))
	file.WriteTo(w)
}

// fileName is a name that every system takes: the letters and digits of the assistant's own.
func fileName(name string) string {
	words := strings.FieldsFunc(strings.ToLower(name), func(letter rune) bool { return !unicode.IsLetter(letter) && !unicode.IsDigit(letter) })
	return cmp.Or(strings.Join(words, "-"), "assistant")
}
