package assistant

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"regexp"
)

// complete makes schema 2 of schema 1, which was written until November 2026: versions told what had changed since the one
// before, files of the knowledge were in knowledge, pictures in trials, and what only earlier versions had in versions/files.
func (r reading) complete(saved *savedAssistant) error {
	keep := func(name string) error {
		content, err := r.file(name)
		if err == nil {
			r.contents[hash(content)] = full(content)
		}
		return err
	}
	text, err := r.file("trials.json")
	if err == nil {
		err = fromJSON("trials.json", oneCitation.ReplaceAll(text, []byte(`"citations": [$1]`)), &saved.Trials)
	}
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	if building, err := r.file("builder.json"); err == nil && json.Valid(building) {
		saved.Building = building
	}
	for _, trial := range saved.Trials {
		for _, picture := range trial.Pictures {
			if err := keep("trials/" + picture.File); err != nil {
				return catalogue.Errorf("load.missing", "trials/"+picture.File, err)
			}
		}
	}
	keep("avatar.png")
	keep("avatar.jpg")
	for _, file := range saved.Draft.Knowledge {
		if err := CheckName(file.Name); err != nil {
			return err
		}
		keep("knowledge/" + file.Name)
	}
	var v savedVersion
	for number := 1; ; number++ {
		text, err := r.file(fmt.Sprintf("versions/%04d.json", number))
		if errors.Is(err, fs.ErrNotExist) {
			return nil
		}
		if err == nil {
			err = v.change(text)
		}
		if err != nil {
			return catalogue.Errorf("load.in", fmt.Sprintf("versions/%04d.json", number), err)
		}
		for _, sum := range append([]string{v.Draft.Avatar.Picture}, sums(v.Draft.Knowledge)...) {
			if isHash(sum) && r.contents[sum] == nil {
				keep("versions/files/" + sum)
			}
		}
		whole, err := inJSON("a version", v)
		if err != nil {
			return err
		}
		sum := hash(whole)
		r.contents[sum], saved.Versions = whole, append(saved.Versions, sum)
	}
}

// change makes the next version of one. In an object that is there nothing is left of what was before.
func (v *savedVersion) change(text []byte) error {
	var told struct {
		Draft map[string]json.RawMessage `json:"draft"`
	}
	if err := json.Unmarshal(text, &told); err != nil {
		return err
	}
	d := &v.Draft
	for field, clear := range map[string]func(){
		"settings": func() { d.Settings = Settings{} }, "avatar": func() { d.Avatar = savedAvatar{} }, "criteria": func() { d.Criteria = nil },
		"knowledge": func() { d.Knowledge = nil }, "starters": func() { d.Starters = nil }, "byHand": func() { d.ByHand = nil },
	} {
		if _, is := told.Draft[field]; is {
			clear()
		}
	}
	v.After = 0
	return fromJSON("it", text, v)
}

// oneCitation is how a message said what it rests on before it could have several.
var oneCitation = regexp.MustCompile(`"citation":\s*(\{(?:[^{}"]|"(?:[^"\\]|\\.)*")*\})`)

func sums(files []savedFile) []string {
	var sums []string
	for _, file := range files {
		sums = append(sums, file.SHA256)
	}
	return sums
}
