package assistant

import (
	"bytes"
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"
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

// savedVersion is a version with its draft.
type savedVersion struct {
	Version
	Draft savedDraft `json:"draft"`
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
	saved := savedAssistant{Format: format, Schema: schema, Draft: a.savedDraft(parts, draft), Building: a.Building}
	saved.Draft.Instructions = ""
	for _, v := range a.versions {
		name := versionName(v.Number)
		text, err := inJSON(name, savedVersion{v, a.savedDraft(parts, v.Draft)})
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
		if len(content) > LargestFile {
			return nil, tooLarge("save.large", name, len(content), LargestFile)
		}
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
	place := piece{&content[0], len(content)}
	if _, known := a.sums[place]; !known {
		a.sums[place] = hash(content)
	}
	return a.sums[place]
}

// A piece of memory is where a content is.
type piece struct {
	first  *byte
	length int
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
	if text.Len() > largestJSON {
		return nil, tooLarge("save.large", name, text.Len(), largestJSON)
	}
	return text.Bytes(), nil
}

func tooLarge(key, name string, size, most int) error {
	return catalogue.Errorf(key, name, texts.Bytes(size), texts.Bytes(most))
}

// A reading is a saved assistant that is being loaded. After the first error it reads nothing more.
type reading struct {
	fs.FS
	contents map[string][]byte // by their SHA-256, so that versions share them
	err      error
}

func read(files fs.FS) (*Assistant, error) {
	r := &reading{FS: files, contents: map[string][]byte{}}
	text, err := r.file("assistant.json")
	if err != nil {
		return nil, catalogue.Errorf("load.none", err)
	}
	number, err := headOf(text)
	if err != nil {
		return nil, err
	}
	var saved savedAssistant
	r.fromJSON("assistant.json", text, &saved)
	if number == 1 {
		r.fromSchema1(&saved)
	}
	a := New()
	a.known[hash(text)] = true
	for i, sum := range saved.Versions {
		a.versions = append(a.versions, r.version(sum, i+1))
	}
	for _, trial := range saved.Trials {
		a.Trials = append(a.Trials, r.trial(trial))
	}
	a.Building = saved.Building
	if d := r.byHand(saved, a.last().Draft); r.err == nil {
		a.Change("changed in the saved folder", func(to *Draft) {
			*to = d
			for _, difference := range Compare(a.last().Draft, d) {
				to.Write(difference.Field)
			}
		})
		return a, nil
	}
	return nil, r.err
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

// file returns what a file has, nil for an empty one.
func (r *reading) file(name string) ([]byte, error) {
	info, err := fs.Lstat(r.FS, name)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, catalogue.Errorf("load.missing", name, err)
	case err == nil && !info.Mode().IsRegular():
		return nil, catalogue.Errorf("load.link", name)
	case err == nil && info.Size() > LargestFile:
		return nil, tooLarge("load.large", name, int(info.Size()), LargestFile)
	}
	content, err := fs.ReadFile(r.FS, name)
	if err != nil {
		return nil, catalogue.Errorf("load.json", name, err)
	}
	if len(content) == 0 {
		return nil, nil
	}
	return content, nil
}

// content returns what a file under its SHA-256 holds.
func (r *reading) content(sum, name string) []byte {
	if content, known := r.contents[sum]; known || r.err != nil {
		return content
	}
	r.fail(CheckName(name))
	if !isHash(sum) {
		r.fail(catalogue.Errorf("load.hash", name, sum))
	}
	file := path.Join("files", sum, name)
	content, err := r.file(file)
	r.fail(err)
	if hash(content) != sum {
		r.fail(catalogue.Errorf("load.damaged", file))
	}
	r.contents[sum] = content
	return content
}

// fromJSON reads what a file has. An unknown field is an error, since the next save would lose it.
func (r *reading) fromJSON(name string, text []byte, to any) {
	if len(text) > largestJSON {
		r.fail(tooLarge("load.large", name, len(text), largestJSON))
	}
	if !utf8.Valid(text) {
		r.fail(catalogue.Errorf("load.utf8", name))
	}
	if r.err != nil {
		return
	}
	decoder := json.NewDecoder(bytes.NewReader(text))
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(to); err != nil {
		r.fail(catalogue.Errorf("load.json", name, err))
	}
}

func (r *reading) version(sum string, number int) Version {
	var v savedVersion
	name := versionName(number)
	r.fromJSON(name, r.content(sum, name), &v)
	v.Version.Draft = r.draft(name, v.Draft)
	v.Time = v.Time.UTC()
	// Each link leads to a version before, so that undo and redo come to an end.
	if v.Number != number || v.Change < 0 || v.Change > number || v.Before < 0 || v.Before > 0 && v.Before >= v.Change || v.After < 0 || v.After >= number {
		r.fail(catalogue.Errorf("load.numbers", name))
	}
	return v.Version
}

// draft returns the draft that a file names.
func (r *reading) draft(name string, s savedDraft) Draft {
	d := s.Draft.Clone()
	d.Avatar, d.Knowledge = Avatar{Seed: s.Avatar.Seed}, nil
	if s.Avatar.Picture != "" {
		d.Avatar.Picture = r.content(s.Avatar.Picture, fileIn)
		if !strings.HasPrefix(typeOf(d.Avatar.Picture), "image/") { // HTML and SVG do not; Check decodes the picture of the current draft
			r.fail(catalogue.Errorf("load.in", name, catalogue.Errorf("picture.kind")))
		}
	}
	for _, file := range s.Knowledge {
		d.Knowledge = append(d.Knowledge, File{file.Name, r.content(file.SHA256, file.Name)})
	}
	d.tidy()
	if err := d.checkButAvatar(); err != nil {
		r.fail(catalogue.Errorf("load.in", name, err))
	}
	return d
}

// byHand is the draft with what somebody may have changed in assistant.json or instructions.md.
func (r *reading) byHand(saved savedAssistant, newest Draft) Draft {
	if saved.Draft.Instructions != "" {
		r.fail(catalogue.Errorf("load.instructions.place"))
	}
	d := r.draft("assistant.json", saved.Draft)
	instructions, err := r.file("instructions.md")
	switch d.Instructions = string(instructions); {
	case errors.Is(err, fs.ErrNotExist) || err == nil && hash(instructions) == saved.Replaces: // left by a save that was cut off
		d.Instructions = newest.Instructions
	case err == nil && !utf8.Valid(instructions):
		r.fail(catalogue.Errorf("load.utf8", "instructions.md"))
	default:
		r.fail(err)
	}
	r.fail(d.Check())
	return d
}

func (r *reading) trial(s savedTrial) Trial {
	for _, picture := range s.Pictures {
		if picture.Message < 1 || picture.Message > len(s.Messages) {
			r.fail(catalogue.Errorf("load.trial", s.Name, picture.Message, picture.Name))
			break
		}
		message := &s.Messages[picture.Message-1]
		message.Pictures = append(message.Pictures, Picture{picture.Name, r.content(picture.SHA256, fileIn)})
	}
	return s.Trial
}

// fail keeps an error, if it is one and the first.
func (r *reading) fail(err error) { r.err = cmp.Or(r.err, err) }
