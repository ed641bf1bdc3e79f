package page

import (
	"bytes"
	"cmp"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"firstneuron/internal/picturefile"
	"firstneuron/pkg/assistant"
	"firstneuron/pkg/assistant/builder"
)

// importFile makes a saved assistant, or what another program wrote, the current draft, as a change that can be undone. The
// trials of a saved assistant come to those that are there unless they are the same, and the page stays in its language. A new
// conversation begins in the preview, since the one there was with another assistant.
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
	language := s.language()
	if err := s.edit(s.say("what.import", files[0].Name), draft); err != nil {
		return err
	}
	if s.language() != language {
		s.Memory.Language = language
	}
	for _, trial := range imported.Trials {
		if slices.ContainsFunc(s.Assistant.Trials, func(own assistant.Trial) bool { return reflect.DeepEqual(own, trial) }) {
			continue
		}
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

func (s *session) showAvatar(w http.ResponseWriter, r *http.Request) {
	s.mutex.Lock()
	draft := s.draft()
	s.mutex.Unlock()
	if seed, err := strconv.ParseUint(r.URL.Query().Get("seed"), 10, 64); err == nil {
		draft.Avatar = assistant.Avatar{Seed: seed}
	}
	content, _ := draft.Avatar.Image(draft.Name)
	servePicture(w, "avatar", content)
}

func (s *session) showPicture(w http.ResponseWriter, r *http.Request) {
	s.mutex.Lock()
	said := s.Memory.Conversation
	s.mutex.Unlock()
	for i, turn := range said {
		for j, picture := range turn.Pictures {
			if r.URL.Path == fmt.Sprintf("/picture/%d/%d", i, j) {
				servePicture(w, picture.Name, picture.Content)
				return
			}
		}
	}
	http.NotFound(w, r)
}

// servePicture serves what came from a person, as a picture in our page and never as a page of its own: an SVG can hold a script.
func servePicture(w http.ResponseWriter, name string, content []byte) {
	mediaType := http.DetectContentType(content)
	if picturefile.IsSVG(content) {
		mediaType = "image/svg+xml"
	}
	w.Header().Set("Content-Type", mediaType)
	w.Header().Set("Content-Disposition", disposition(name))
	w.Header().Set("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'; sandbox")
	w.Write(content)
}

// disposition lets a browser save a file under this name, whatever is in it (RFC 6266).
func disposition(name string) string { return "attachment; filename*=UTF-8''" + url.PathEscape(name) }

// uploads returns the files of a form's field. A field that was left empty has none.
func uploads(r *http.Request, field string) ([]assistant.File, error) {
	var files []assistant.File
	for _, header := range r.MultipartForm.File[field] {
		if header.Filename == "" && header.Size == 0 {
			continue
		}
		var content []byte
		file, err := header.Open()
		if err == nil {
			content, err = io.ReadAll(file)
			file.Close()
		}
		if err != nil {
			return nil, catalogue.Errorf("error.file", header.Filename, err)
		}
		files = append(files, assistant.File{Name: header.Filename, Content: content})
	}
	return files, nil
}
