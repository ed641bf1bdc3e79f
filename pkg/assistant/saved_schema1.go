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
func (r *reading) fromSchema1(saved *savedAssistant) {
	for _, pattern := range []string{"avatar.*", "knowledge/*", "trials/*", "versions/files/*"} {
		names, _ := fs.Glob(r.FS, pattern) // in which no pattern is malformed
		for _, name := range names {
			if content, err := r.file(name); err == nil { // what is missing is an error where a draft or a trial names it
				r.contents[hash(content)] = content
			}
		}
	}
	if trials, err := r.file("trials.json"); err == nil {
		r.fromJSON("trials.json", oneCitation.ReplaceAll(trials, []byte(`"citations": [$1]`)), &saved.Trials)
	} else if !errors.Is(err, fs.ErrNotExist) {
		r.fail(err)
	}
	if building, err := r.file("builder.json"); err == nil && json.Valid(building) {
		saved.Building = building
	}
	var version struct {
		savedVersion
		Draft map[string]json.RawMessage `json:"draft"` // what a version does not tell stays from the one before
	}
	for number := 1; r.err == nil; number++ {
		name := fmt.Sprintf("versions/%04d.json", number)
		text, err := r.file(name)
		if errors.Is(err, fs.ErrNotExist) {
			return
		}
		r.fail(err)
		version.savedVersion = savedVersion{}
		r.fromJSON(name, text, &version)
		text, err = json.Marshal(version)
		r.fail(err)
		r.contents[hash(text)] = text
		saved.Versions = append(saved.Versions, hash(text))
	}
}

// oneCitation is how a message said what it rests on before it could have several.
var oneCitation = regexp.MustCompile(`"citation":\s*(\{(?:[^{}"]|"(?:[^"\\]|\\.)*")*\})`)
