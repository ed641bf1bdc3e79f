package page

import (
	"crypto/sha256"
	"errors"
	"fmt"
	"net/http"

	"firstneuron/pkg/assistant"
	"firstneuron/pkg/assistant/knowledge"
)

// addKnowledge adds all files that can be read, and says what is wrong with the others.
func (s *session) addKnowledge(r *http.Request) error {
	files, err := uploads(r, "files")
	if err != nil {
		return err
	}
	if len(files) == 0 {
		return catalogue.Errorf("error.knowledge.none")
	}
	var faults []error
	draft := s.Assistant.Draft()
	for _, file := range files {
		more := draft
		err := more.Add(file)
		if err == nil {
			err = s.Reading(file).Err
		}
		if err == nil {
			draft = more
		}
		faults = append(faults, err)
	}
	return errors.Join(append(faults, s.write(draft))...)
}

// A reading is what came of reading a file.
type reading struct {
	Passages int
	Err      error
}

// Reading reads a file once.
func (s *session) Reading(file assistant.File) reading {
	key := fmt.Sprintf("%s %x", file.Name, sha256.Sum256(file.Content)) // the name says how it is read
	known, ok := s.readings[key]
	if !ok {
		passages, err := knowledge.Read(file)
		known = reading{len(passages), err}
		s.readings[key] = known
	}
	return known
}

// found is how many of the best passages the tab shows.
const found = 5

// Hits are what the knowledge has on a question. What could not be read is told beside each file.
func (s *session) Hits(question string) []knowledge.Hit {
	draft := s.draft()
	index, _ := s.cache.Index(draft.Knowledge, draft.Settings.Language)
	if index == nil {
		return nil
	}
	return index.Search(question, found)
}
