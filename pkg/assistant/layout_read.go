package assistant

import (
	"bytes"
	"encoding/json"
	"fmt"
	"path"
	"regexp"
	"strings"
	"unicode/utf8"
)

// read makes an assistant of its files. It takes out of p what it reads: what is left in the end has no place there.
func (p parts) read() (*Assistant, error) {
	var head struct {
		Format string `json:"format"`
		Schema int    `json:"schema"`
	}
	text, ok := p["assistant.json"]
	if !ok {
		return nil, fmt.Errorf("there is no assistant.json: choose the folder or zip file of a saved assistant")
	}
	if err := json.Unmarshal(text, &head); err != nil || head.Format != format || head.Schema < 1 {
		return nil, fmt.Errorf("assistant.json is not the one of a saved assistant: it should say %q and a schema", format)
	}
	if head.Schema > schema {
		return nil, fmt.Errorf("assistant.json was made by a newer First Neuron (schema %d, and this one reads up to %d): get the newer one",
			head.Schema, schema)
	}
	var saved savedAssistant
	if err := p.readJSON("assistant.json", &saved); err != nil {
		return nil, err
	}
	if err := p.checkKnowledge(saved.Draft); err != nil {
		return nil, err
	}
	a, contents := New(), p.contents()
	for {
		before := a.last()
		v := savedVersion{}
		name := versionPath(before.Number + 1)
		if _, ok := p[name]; !ok {
			break
		}
		if err := p.readJSON(name, &v); err != nil {
			return nil, err
		}
		d, err := v.Draft.after(before.Draft, contents)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
		d.share(before.Draft)
		// Each link leads to a version before, so that undo and redo come to an end.
		n := before.Number + 1
		if v.Number != n || v.Change < 0 || v.Change > n || v.Before < 0 || v.Before > 0 && v.Before >= v.Change || v.After < 0 || v.After >= n {
			return nil, fmt.Errorf("%s: the numbers of versions in it do not fit together", name)
		}
		a.versions = append(a.versions, Version{n, v.Time.UTC(), v.What, d, v.Change, v.Before, v.After})
	}
	missing := versionPath(len(a.versions) + 1)
	if err := p.readDraft(a, saved.Draft, contents); err != nil {
		return nil, err
	}
	if err := p.readTrials(a); err != nil {
		return nil, err
	}
	a.Building = p["builder.json"]
	delete(p, "builder.json")
	for _, name := range sortedKeys(p) {
		sum, old := strings.CutPrefix(name, "versions/files/")
		switch _, known := contents[sum]; {
		case old && known || droppedBySystem(name):
		case strings.HasPrefix(name, "versions/") && path.Ext(name) == ".json":
			return nil, fmt.Errorf("%q comes after %q, which is missing: put it back", name, missing)
		default:
			return nil, fmt.Errorf("%q is no part of what was saved: take it out; knowledge is added in the builder", name)
		}
	}
	return a, nil
}

// contents finds the contents of files and pictures by their SHA-256.
func (p parts) contents() map[string][]byte {
	contents := map[string][]byte{}
	for name, content := range p {
		if strings.HasPrefix(name, "knowledge/") || strings.HasPrefix(name, "versions/files/") || strings.HasPrefix(name, "avatar.") {
			contents[hash(content)] = content
		}
	}
	return contents
}

// checkKnowledge looks whether the files of the current draft are there as they were saved.
func (p parts) checkKnowledge(saved savedDraft) error {
	var files []savedFile
	set(&files, saved.Knowledge)
	for _, file := range files {
		content, ok := p["knowledge/"+file.Name]
		if !ok {
			return fmt.Errorf("%q is missing: put it back", "knowledge/"+file.Name)
		}
		if sum := hash(content); sum != file.SHA256 {
			return fmt.Errorf("%q is not the file that was saved: its SHA-256 is %s, and assistant.json has %s; "+
				"put the saved one back, and change it in the builder", "knowledge/"+file.Name, sum, file.SHA256)
		}
	}
	return nil
}

// readDraft reads the current draft. Where somebody has changed it in the folder it becomes a version of its own, written by
// hand.
func (p parts) readDraft(a *Assistant, saved savedDraft, contents map[string][]byte) error {
	if saved.Instructions != nil {
		return fmt.Errorf("assistant.json has instructions in it: put them into instructions.md")
	}
	instructions, ok := p["instructions.md"]
	if !ok {
		return fmt.Errorf("there is no instructions.md: put it back, empty if need be")
	}
	if !utf8.Valid(instructions) {
		return fmt.Errorf("instructions.md is no UTF-8 text: save it as UTF-8")
	}
	d, err := saved.after(Draft{}, contents)
	if err != nil {
		return fmt.Errorf("assistant.json: %w", err)
	}
	d.Instructions = string(instructions)
	if err := d.Check(); err != nil {
		return err
	}
	before := a.last().Draft
	a.Change("changed in the saved folder", func(to *Draft) {
		*to = d
		for _, difference := range Compare(before, d) {
			to.Write(difference.Field)
		}
	})
	for _, file := range d.Knowledge {
		delete(p, "knowledge/"+file.Name)
	}
	for _, name := range []string{"assistant.json", "instructions.md", "avatar.svg", "avatar.png", "avatar.jpg"} {
		delete(p, name)
	}
	return nil
}

func (p parts) readTrials(a *Assistant) error {
	text, ok := p["trials.json"]
	if !ok {
		return nil
	}
	p["trials.json"] = oneCitation.ReplaceAll(text, []byte(`"citations": [$1]`))
	var saved []savedTrial
	if err := p.readJSON("trials.json", &saved); err != nil {
		return err
	}
	for _, s := range saved {
		trial := s.Trial
		for _, picture := range s.Pictures {
			content, ok := p["trials/"+picture.File]
			switch {
			case !ok:
				return fmt.Errorf("%q is missing: put it back", "trials/"+picture.File)
			case hash(content) != picture.SHA256:
				return fmt.Errorf("%q is not the picture that was saved: its SHA-256 is %s, and trials.json has %s; put the saved one back",
					"trials/"+picture.File, hash(content), picture.SHA256)
			case picture.Message < 1 || picture.Message > len(trial.Messages):
				return fmt.Errorf("trials.json: the trial %q has no message %d for the picture %q", trial.Name, picture.Message, picture.Name)
			}
			message := &trial.Messages[picture.Message-1]
			message.Pictures = append(message.Pictures, Picture{picture.Name, content})
		}
		a.Trials = append(a.Trials, trial)
	}
	for _, s := range saved {
		for _, picture := range s.Pictures {
			delete(p, "trials/"+picture.File)
		}
	}
	return nil
}

// oneCitation is how a message said what it rests on before it could have several.
var oneCitation = regexp.MustCompile(`"citation":\s*(\{(?:[^{}"]|"(?:[^"\\]|\\.)*")*\})`)

// readJSON reads a part and takes it out. A field that is not known is an error: it would be lost at the next save.
func (p parts) readJSON(name string, to any) error {
	text := p[name]
	delete(p, name)
	if len(text) > largestJSON {
		return fmt.Errorf("%s has %s, and at most %s are read", name, amount(len(text)), amount(largestJSON))
	}
	if !utf8.Valid(text) {
		return fmt.Errorf("%s is no UTF-8 text: save it as UTF-8", name)
	}
	decoder := json.NewDecoder(bytes.NewReader(text))
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(to); err != nil {
		return fmt.Errorf("%s cannot be read: %w", name, err)
	}
	if decoder.More() {
		return fmt.Errorf("%s goes on after its end", name)
	}
	return nil
}

// droppedBySystem tells the files that an operating system leaves in folders and zip files.
func droppedBySystem(name string) bool {
	base := path.Base(name)
	return base == ".DS_Store" || base == "Thumbs.db" || base == "desktop.ini" || strings.HasPrefix(base, "._")
}
