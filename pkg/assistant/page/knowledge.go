package page

import (
	"crypto/sha256"
	"errors"
	"net/http"
	"slices"

	"firstneuron/pkg/assistant"
	"firstneuron/pkg/assistant/knowledge"
)

// fingerprint tells a file from others by its name, which says how it is read, and its content.
type fingerprint [sha256.Size]byte

// reading is what came of reading a file.
type reading struct {
	passages int
	err      error
}

// found is how many of the best passages the tab shows.
const found = 5

// addKnowledge adds all files that can be read, and says what is wrong with the others.
func (r *session) addKnowledge(request *http.Request) error {
	files, err := uploads(request, "files", assistant.MostFiles, assistant.LargestFile)
	if err != nil {
		return err
	}
	if len(files) == 0 {
		return errors.New("choose one or more files first")
	}
	var faults []error
	draft := r.assistant.Draft()
	for _, file := range files {
		if reading := r.readingOf(file); reading.err != nil {
			faults = append(faults, reading.err)
		} else if err := draft.Add(file); err != nil {
			faults = append(faults, err)
		}
	}
	faults = append(faults, r.write(assistant.FieldKnowledge, func(d *assistant.Draft) { d.Knowledge = draft.Knowledge }))
	return errors.Join(faults...)
}

func (r *session) removeKnowledge(request *http.Request) error {
	name := request.FormValue("name")
	return r.write(assistant.FieldKnowledge, func(d *assistant.Draft) {
		d.Knowledge = slices.DeleteFunc(d.Knowledge, func(file assistant.File) bool { return file.Name == name })
	})
}

// readingOf reads a file once.
func (r *session) readingOf(file assistant.File) reading {
	print := fingerprint(sha256.Sum256(append([]byte(file.Name+"\x00"), file.Content...)))
	known, ok := r.passages[print]
	if !ok {
		passages, err := knowledge.Read(file)
		known = reading{len(passages), err}
		r.passages[print] = known
	}
	return known
}

// search looks for what the knowledge has on a question.
func (r *session) search(draft assistant.Draft, question string) ([]knowledge.Hit, error) {
	index, err := r.cache.Index(draft.Knowledge, draft.Settings.Language)
	if index == nil {
		return nil, err
	}
	return index.Search(question, found), nil // what could not be read is told beside each file
}
