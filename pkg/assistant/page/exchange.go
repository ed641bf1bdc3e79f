package page

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strconv"
	"strings"
	"unicode"

	"firstneuron/pkg/assistant"
	"firstneuron/pkg/assistant/builder"
)

// importZip makes the draft of a saved assistant the current one, as a change that can be undone, and adds its trials.
func (r *session) importZip(request *http.Request) error {
	files, err := uploads(request, "zip", 1, forFiles)
	if err != nil {
		return err
	}
	if len(files) == 0 {
		return errors.New("choose the zip file of an assistant first")
	}
	content := files[0].Content
	imported, err := assistant.LoadZip(bytes.NewReader(content), int64(len(content)))
	if err != nil {
		return fmt.Errorf("%s was not imported, and nothing has changed: %w", files[0].Name, err)
	}
	if err := r.edit("import of "+files[0].Name, func(d *assistant.Draft) { *d = imported.Draft() }); err != nil {
		return err
	}
	for _, trial := range imported.Trials {
		trial.Name = r.freeName(trial.Name)
		r.assistant.Trials = append(r.assistant.Trials, trial)
	}
	r.assistant.Building = imported.Building
	r.builder = builder.New(r.assistant)
	return nil
}

func (r *session) exportZip(w http.ResponseWriter, request *http.Request) {
	r.download(w, request, func(name string) string { return fileName(name) + ".zip" }, nil)
}

func (r *session) export(w http.ResponseWriter, request *http.Request) {
	number, err := strconv.Atoi(request.PathValue("number"))
	if err != nil || number < 0 || number >= len(r.options.Exports) {
		http.NotFound(w, request)
		return
	}
	export := r.options.Exports[number]
	r.download(w, request, func(string) string { return export.File }, export.Write)
}

// download serves what write makes of the assistant, or its zip file where write is nil. It works on a copy, so that the page goes on
// meanwhile, and has the whole file before it sends the first byte, so that an error can still be told.
func (r *session) download(
	w http.ResponseWriter, request *http.Request, name func(assistant string) string, write func(io.Writer, *assistant.Assistant) error,
) {
	var saved, file bytes.Buffer
	r.mutex.Lock()
	draft := r.assistant.Draft()
	err := r.assistant.SaveZip(&saved)
	r.mutex.Unlock()
	if err == nil && write == nil {
		file = saved
	} else if err == nil {
		var a *assistant.Assistant
		if a, err = assistant.LoadZip(bytes.NewReader(saved.Bytes()), int64(saved.Len())); err == nil {
			err = write(&file, a)
		}
	}
	if err != nil {
		r.finish(w, request, "export", fmt.Errorf("%s was not made: %w", name(draft.Name), err))
		return
	}
	w.Header().Set("Content-Type", "application/octet-stream")
	w.Header().Set("Content-Disposition", disposition(name(draft.Name)))
	file.WriteTo(w)
}

// fileName is a name that every system takes: the letters and digits of the assistant's own.
func fileName(name string) string {
	words := strings.FieldsFunc(strings.ToLower(name), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	return cmp.Or(strings.Join(words, "-"), "assistant")
}
