package assistant

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"regexp"
)

// fromSchema1 makes schema 2 of schema 1, which was written until November 2026: a version told only the fields that had changed, and
// there were files of their own for the trials, their pictures, the knowledge, and what only earlier versions had.
func (r reading) fromSchema1(saved *savedAssistant) error {
	for _, pattern := range []string{"avatar.*", "knowledge/*", "trials/*", "versions/files/*"} {
		names, _ := fs.Glob(r.FS, pattern) // in which no pattern is malformed
		for _, name := range names {
			if content, err := r.file(name); err == nil { // what is missing is an error where a draft or a trial names it
				r.contents[hash(content)] = content
			}
		}
	}
	trials, err := r.file("trials.json")
	if err == nil {
		err = fromJSON("trials.json", oneCitation.ReplaceAll(trials, []byte(`"citations": [$1]`)), &saved.Trials)
	}
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	if building, err := r.file("builder.json"); err == nil && json.Valid(building) {
		saved.Building = building
	}
	draft := map[string]json.RawMessage{}
	for number := 1; ; number++ {
		name := fmt.Sprintf("versions/%04d.json", number)
		text, err := r.file(name)
		if errors.Is(err, fs.ErrNotExist) {
			return nil
		}
		var version map[string]json.RawMessage
		if err == nil {
			err = fromJSON(name, text, &version)
		}
		if err == nil && version == nil { // null
			err = catalogue.Errorf("load.numbers", name)
		}
		if changed, ok := version["draft"]; err == nil && ok {
			err = json.Unmarshal(changed, &draft) // into the fields of the version before
		}
		if err != nil {
			return catalogue.Errorf("load.in", name, err)
		}
		version["draft"], err = json.Marshal(draft)
		if err == nil {
			text, err = json.Marshal(version)
		}
		if err != nil {
			return catalogue.Errorf("load.in", name, err)
		}
		r.contents[hash(text)] = text
		saved.Versions = append(saved.Versions, hash(text))
	}
}

// oneCitation is how a message said what it rests on before it could have several.
var oneCitation = regexp.MustCompile(`"citation":\s*(\{(?:[^{}"]|"(?:[^"\\]|\\.)*")*\})`)
