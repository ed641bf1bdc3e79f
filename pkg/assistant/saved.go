package assistant

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"firstneuron/pkg/assistant/texts"
)

// A saved assistant is a folder, or a zip file with the same in it:
//
//	assistant.json         the draft, the trials, and which versions there are: replaced as a whole at each save
//	instructions.md        the instructions, which may be changed by hand, as assistant.json may: loading makes a version of it
//	avatar.svg             the drawing, or the user's avatar.png or avatar.jpg, for those who look at the folder
//	files/SHA-256/NAME     files of the knowledge, pictures and versions: written once, never changed or removed
//
// Everything else in the folder is left alone.
const (
	format = "First Neuron assistant"
	schema = 2 // counts up when an older First Neuron could not read what is written any more
)

// savedAssistant is assistant.json.
type savedAssistant struct {
	Format   string          `json:"format"`
	Schema   int             `json:"schema"`
	Draft    savedDraft      `json:"draft"`              // without the instructions
	Replaces string          `json:"replaces,omitempty"` // until November 2026: the SHA-256 of an instructions.md that is to be replaced
	Trials   []savedTrial    `json:"trials,omitempty"`
	Building json.RawMessage `json:"building,omitempty"`
	Versions []string        `json:"versions,omitempty"` // the SHA-256 of each, oldest first
}

// savedVersion is a version of the draft.
type savedVersion struct {
	Number int        `json:"number"`
	Time   time.Time  `json:"time"`
	What   string     `json:"what"`
	Change int        `json:"change"` // the version whose change made this draft
	Before int        `json:"before"` // the change that undo goes back to
	After  int        `json:"after,omitempty"`
	Draft  savedDraft `json:"draft"`
}

// savedDraft is a draft whose files and pictures are named by their SHA-256.
type savedDraft struct {
	Draft
	Avatar    savedAvatar `json:"avatar"`
	Knowledge []savedFile `json:"knowledge,omitempty"`
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
	File    string `json:"file,omitempty"` // in trials, in schema 1
	SHA256  string `json:"sha256"`
}

// parts makes the files of a saved assistant: their contents by their paths, with slashes.
func (a *Assistant) parts() (map[string][]byte, error) {
	parts, draft := map[string][]byte{}, a.last().Draft
	saved := savedAssistant{Format: format, Schema: schema, Draft: a.savedDraft(parts, draft)}
	saved.Draft.Instructions = ""
	if json.Valid(a.Building) {
		saved.Building = a.Building
	}
	for _, v := range a.versions {
		name := versionName(v.Number)
		text, err := inJSON(name, savedVersion{v.Number, v.Time, v.What, v.change, v.before, v.after, a.savedDraft(parts, v.Draft)})
		if err != nil {
			return nil, err
		}
		saved.Versions = append(saved.Versions, addTo(parts, hash(text), name, text))
	}
	for _, trial := range a.Trials {
		one := savedTrial{Trial: trial}
		one.Messages = slices.Clone(trial.Messages)
		for i, message := range trial.Messages {
			one.Messages[i].Pictures = nil
			for _, picture := range message.Pictures {
				sum := addTo(parts, hash(picture.Content), fileIn, picture.Content)
				one.Pictures = append(one.Pictures, savedPicture{Message: i + 1, Name: picture.Name, SHA256: sum})
			}
		}
		saved.Trials = append(saved.Trials, one)
	}
	main, err := inJSON("assistant.json", saved)
	if err != nil {
		return nil, err
	}
	picture, mediaType := draft.Avatar.Image(draft.Name)
	parts["assistant.json"], parts["instructions.md"], parts[avatarFile(mediaType)] = main, []byte(draft.Instructions), picture
	for name, content := range parts {
		if err := checkSize("save.large", name, len(content), LargestFile); err != nil {
			return nil, err
		}
	}
	if len(parts) > mostEntries {
		return nil, catalogue.Errorf("save.many", len(parts), mostEntries)
	}
	return parts, nil
}

func (a *Assistant) savedDraft(parts map[string][]byte, d Draft) savedDraft {
	s := savedDraft{Draft: d, Avatar: savedAvatar{Seed: d.Avatar.Seed}}
	if d.Avatar.Picture != nil {
		s.Avatar.Picture = addTo(parts, a.sum(d.Avatar.Picture), fileIn, d.Avatar.Picture)
	}
	for _, file := range d.Knowledge {
		s.Knowledge = append(s.Knowledge, savedFile{file.Name, addTo(parts, a.sum(file.Content), file.Name, file.Content)})
	}
	return s
}

// sum is the SHA-256 of a content of a version. Most are in many versions.
func (a *Assistant) sum(content []byte) string {
	if len(content) == 0 {
		return hash(nil)
	}
	if _, known := a.sums[&content[0]]; !known {
		a.sums[&content[0]] = hash(content)
	}
	return a.sums[&content[0]]
}

func addTo(parts map[string][]byte, sum, name string, content []byte) string {
	parts[path.Join("files", sum, name)] = content
	return sum
}

func versionName(number int) string { return fmt.Sprintf("version-%04d.json", number) }

func inJSON(name string, value any) ([]byte, error) {
	var text bytes.Buffer
	encoder := json.NewEncoder(&text)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", "  ")
	if err := encoder.Encode(value); err != nil {
		return nil, catalogue.Errorf("save.json", name, err)
	}
	return text.Bytes(), checkSize("save.large", name, text.Len(), largestJSON)
}

// checkSize returns the error with this key for a file that is too large.
func checkSize(key, name string, size, most int) error {
	if size > most {
		return catalogue.Errorf(key, name, texts.Bytes(size), texts.Bytes(most))
	}
	return nil
}

// reading is a saved assistant that is being loaded.
type reading struct {
	fs.FS
	contents map[string][]byte // by their SHA-256, so that versions share them
}

func read(files fs.FS) (*Assistant, error) {
	r := reading{files, map[string][]byte{}}
	text, err := r.file("assistant.json")
	if err != nil {
		return nil, catalogue.Errorf("load.none", err)
	}
	number, err := headOf(text)
	if err != nil {
		return nil, err
	}
	var saved savedAssistant
	if err := fromJSON("assistant.json", text, &saved); err != nil {
		return nil, err
	}
	if number == 1 {
		if err := r.fromSchema1(&saved); err != nil {
			return nil, err
		}
	}
	a := New()
	a.known[hash(text)] = true
	for i, sum := range saved.Versions {
		v, err := r.version(sum, i+1)
		if err != nil {
			return nil, err
		}
		a.versions = append(a.versions, v)
	}
	if len(saved.Building) > 0 {
		var compact bytes.Buffer
		json.Compact(&compact, saved.Building) // which was read as JSON
		a.Building = compact.Bytes()
	}
	if err := r.byHand(a, saved); err != nil {
		return nil, err
	}
	if err := r.trials(a, saved.Trials); err != nil {
		return nil, err
	}
	return a, nil
}

// file returns what a file has, nil for an empty one.
func (r reading) file(name string) ([]byte, error) {
	info, err := fs.Lstat(r.FS, name)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, catalogue.Errorf("load.missing", name, err)
	}
	var content []byte
	if err == nil {
		if !info.Mode().IsRegular() {
			return nil, catalogue.Errorf("load.link", name)
		}
		if err := checkSize("load.large", name, int(info.Size()), LargestFile); err != nil {
			return nil, err
		}
		content, err = fs.ReadFile(r.FS, name)
	}
	if err != nil {
		return nil, catalogue.Errorf("load.json", name, err)
	}
	if len(content) == 0 {
		return nil, nil
	}
	return content, nil
}

// headOf returns the schema of an assistant.json.
func headOf(text []byte) (int, error) {
	var head struct {
		Format string
		Schema int
	}
	if err := json.Unmarshal(text, &head); err != nil || head.Format != format || head.Schema < 1 {
		return 0, catalogue.Errorf("load.other", format)
	}
	if head.Schema > schema {
		return 0, catalogue.Errorf("load.newer", head.Schema, schema)
	}
	return head.Schema, nil
}

func (r reading) version(sum string, number int) (Version, error) {
	var v savedVersion
	name := versionName(number)
	text, err := r.content(sum, name)
	if err == nil {
		err = fromJSON(name, text, &v)
	}
	if err != nil {
		return Version{}, err
	}
	draft, err := r.draft(v.Draft)
	if err != nil {
		return Version{}, catalogue.Errorf("load.in", name, err)
	}
	// Each link leads to a version before, so that undo and redo come to an end.
	if v.Number != number || v.Change < 0 || v.Change > number || v.Before < 0 || v.Before > 0 && v.Before >= v.Change || v.After < 0 || v.After >= number {
		return Version{}, catalogue.Errorf("load.numbers", name)
	}
	return Version{number, v.Time.UTC(), v.What, draft, v.Change, v.Before, v.After}, nil
}

// content returns what a file under its SHA-256 holds.
func (r reading) content(sum, name string) ([]byte, error) {
	if content, known := r.contents[sum]; known {
		return content, nil
	}
	if err := CheckName(name); err != nil {
		return nil, err
	}
	if !isHash(sum) {
		return nil, catalogue.Errorf("load.hash", name, shortened(sum, 100))
	}
	name = path.Join("files", sum, name)
	content, err := r.file(name)
	if err != nil {
		return nil, err
	}
	if hash(content) != sum {
		return nil, catalogue.Errorf("load.damaged", name)
	}
	r.contents[sum] = content
	return content, nil
}

func (r reading) draft(s savedDraft) (Draft, error) {
	d := s.Draft.Clone()
	d.Avatar, d.Knowledge = Avatar{Seed: s.Avatar.Seed}, nil
	if s.Avatar.Picture != "" {
		picture, err := r.content(s.Avatar.Picture, fileIn)
		if err != nil {
			return d, err
		}
		if !strings.HasPrefix(typeOf(picture), "image/") { // HTML and SVG do not; Check decodes the picture of the current draft
			return d, catalogue.Errorf("picture.kind")
		}
		d.Avatar.Picture = picture
	}
	for _, file := range s.Knowledge {
		content, err := r.content(file.SHA256, file.Name)
		if err != nil {
			return d, err
		}
		d.Knowledge = append(d.Knowledge, File{file.Name, content})
	}
	d.tidy()
	return d, d.checkButAvatar()
}

// byHand makes a version of what somebody has changed in assistant.json or instructions.md.
func (r reading) byHand(a *Assistant, saved savedAssistant) error {
	if saved.Draft.Instructions != "" {
		return catalogue.Errorf("load.instructions.place")
	}
	d, err := r.draft(saved.Draft)
	if err != nil {
		return catalogue.Errorf("load.in", "assistant.json", err)
	}
	before := a.last().Draft
	instructions, err := r.file("instructions.md")
	switch d.Instructions = string(instructions); {
	case errors.Is(err, fs.ErrNotExist) || err == nil && hash(instructions) == saved.Replaces: // left by a save that was cut off
		d.Instructions = before.Instructions
	case err != nil:
		return err
	case !utf8.Valid(instructions):
		return catalogue.Errorf("load.utf8", "instructions.md")
	}
	if err := d.Check(); err != nil {
		return err
	}
	a.Change("changed in the saved folder", func(to *Draft) {
		*to = d
		for _, difference := range Compare(before, d) {
			to.Write(difference.Field)
		}
	})
	return nil
}

func (r reading) trials(a *Assistant, saved []savedTrial) error {
	for _, s := range saved {
		for _, picture := range s.Pictures {
			if picture.Message < 1 || picture.Message > len(s.Messages) {
				return catalogue.Errorf("load.trial", s.Name, picture.Message, picture.Name)
			}
			content, err := r.content(picture.SHA256, fileIn)
			if err != nil {
				return err
			}
			message := &s.Messages[picture.Message-1]
			message.Pictures = append(message.Pictures, Picture{picture.Name, content})
		}
		a.Trials = append(a.Trials, s.Trial)
	}
	return nil
}

// fromJSON reads a file. An unknown field is an error, since the next save would lose it.
func fromJSON(name string, text []byte, to any) error {
	if err := checkSize("load.large", name, len(text), largestJSON); err != nil {
		return err
	}
	if !utf8.Valid(text) {
		return catalogue.Errorf("load.utf8", name)
	}
	decoder := json.NewDecoder(bytes.NewReader(text))
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(to); err != nil {
		return catalogue.Errorf("load.json", name, err)
	}
	if decoder.More() {
		return catalogue.Errorf("load.end", name)
	}
	return nil
}
