package assistant

import (
	"crypto/sha256"
	"fmt"
	"reflect"
	"slices"
	"time"
)

// A saved assistant is a folder, or a zip file with the same in it:
//
//	assistant.json        the draft, but for what follows; the number of the schema
//	instructions.md       as they are
//	avatar.svg            the drawing, for those who look at the folder; or the user's avatar.png or avatar.jpg
//	knowledge/            the files of the knowledge, by their names
//	trials.json           the trials; their pictures are in trials/
//	builder.json          the builder's conversation
//	versions/0001.json …  what each version changed
//	versions/files/       older files and pictures that only earlier versions have, by their SHA-256
//
// assistant.json and instructions.md may be changed by hand: loading makes a version of it.
const (
	format = "First Neuron assistant"
	schema = 1 // counts up when an older First Neuron could not read what is written any more
)

// parts are the files of a saved assistant by their paths, with slashes.
type parts map[string][]byte

// savedAssistant is assistant.json.
type savedAssistant struct {
	Format string     `json:"format"`
	Schema int        `json:"schema"`
	Draft  savedDraft `json:"draft"` // what differs from the empty draft, without the instructions
}

// savedVersion is a file in versions.
type savedVersion struct {
	Number int        `json:"number"`
	Time   time.Time  `json:"time"`
	What   string     `json:"what"`
	Change int        `json:"change"` // the version whose change made this draft
	Before int        `json:"before"` // the change that undo goes back to
	After  int        `json:"after,omitempty"`
	Draft  savedDraft `json:"draft"` // what differs from the version before
}

// savedDraft is what differs between two drafts. Files and pictures are named by the SHA-256 of their contents.
type savedDraft struct {
	Purpose      *string      `json:"purpose,omitempty"`
	Task         *Task        `json:"task,omitempty"`
	Name         *string      `json:"name,omitempty"`
	Description  *string      `json:"description,omitempty"`
	Instructions *string      `json:"instructions,omitempty"`
	Starters     *[]string    `json:"starters,omitempty"`
	Criteria     *[]Criterion `json:"criteria,omitempty"`
	Avatar       *savedAvatar `json:"avatar,omitempty"`
	Knowledge    *[]savedFile `json:"knowledge,omitempty"`
	Settings     *Settings    `json:"settings,omitempty"`
	ByHand       *[]Field     `json:"byHand,omitempty"`
}

type savedAvatar struct {
	Seed    uint64 `json:"seed"`
	Picture string `json:"picture,omitempty"` // SHA-256 of the user's picture
}

type savedFile struct {
	Name   string `json:"name"`
	SHA256 string `json:"sha256"`
}

// savedTrial is a trial whose pictures are files.
type savedTrial struct {
	Trial
	Pictures []savedPicture `json:"pictures,omitempty"`
}

type savedPicture struct {
	Message int    `json:"message"` // of the trial, from 1
	Name    string `json:"name"`
	File    string `json:"file"` // in trials
	SHA256  string `json:"sha256"`
}

func hash(content []byte) string { return fmt.Sprintf("%x", sha256.Sum256(content)) }

func between(before, after Draft) savedDraft {
	var s savedDraft
	s.Purpose = changed(before.Purpose, after.Purpose)
	s.Task = changed(before.Task, after.Task)
	s.Name = changed(before.Name, after.Name)
	s.Description = changed(before.Description, after.Description)
	s.Instructions = changed(before.Instructions, after.Instructions)
	s.Starters = changedList(before.Starters, after.Starters)
	s.Criteria = changedList(before.Criteria, after.Criteria)
	s.Settings = changed(before.Settings, after.Settings)
	s.ByHand = changedList(before.ByHand, after.ByHand)
	if !reflect.DeepEqual(before.Avatar, after.Avatar) {
		s.Avatar = &savedAvatar{Seed: after.Avatar.Seed}
		if after.Avatar.Picture != nil {
			s.Avatar.Picture = hash(after.Avatar.Picture)
		}
	}
	if !reflect.DeepEqual(before.Knowledge, after.Knowledge) {
		files := make([]savedFile, len(after.Knowledge))
		for i, file := range after.Knowledge {
			files[i] = savedFile{file.Name, hash(file.Content)}
		}
		s.Knowledge = &files
	}
	return s
}

func changed[T comparable](before, after T) *T {
	if before == after {
		return nil
	}
	return &after
}

// changedList writes an empty list as [], since null would read as not changed.
func changedList[E comparable](before, after []E) *[]E {
	if slices.Equal(before, after) {
		return nil
	}
	list := append([]E{}, after...)
	return &list
}

// after returns the draft that s makes of the one before. The contents of files are taken from contents, by their SHA-256.
func (s savedDraft) after(before Draft, contents map[string][]byte) (Draft, error) {
	d := before
	set(&d.Purpose, s.Purpose)
	set(&d.Task, s.Task)
	set(&d.Name, s.Name)
	set(&d.Description, s.Description)
	set(&d.Instructions, s.Instructions)
	set(&d.Starters, s.Starters)
	set(&d.Criteria, s.Criteria)
	set(&d.Settings, s.Settings)
	set(&d.ByHand, s.ByHand)
	if s.Avatar != nil {
		d.Avatar = Avatar{Seed: s.Avatar.Seed}
		if sum := s.Avatar.Picture; sum != "" {
			content, ok := contents[sum]
			if !ok {
				return d, fmt.Errorf("the avatar's picture with the SHA-256 %q is missing", sum)
			}
			if _, err := pictureHeader(content); err != nil {
				return d, err
			}
			d.Avatar.Picture = full(content)
		}
	}
	if s.Knowledge != nil {
		d.Knowledge = nil
		for _, file := range *s.Knowledge {
			content, ok := contents[file.SHA256]
			if !ok {
				return d, fmt.Errorf("the file %q with the SHA-256 %q is missing", file.Name, file.SHA256)
			}
			d.Knowledge = append(d.Knowledge, File{file.Name, full(content)})
		}
	}
	d.tidy()
	return d, d.checkButAvatar()
}

func set[T any](to *T, from *T) {
	if from != nil {
		*to = *from
	}
}
