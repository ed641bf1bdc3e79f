package page

import (
	"crypto/rand"
	"encoding/json"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"firstneuron/internal/atomicfile"
	"firstneuron/pkg/assistant"
)

// memory is what the page keeps between two starts and the assistant has no place for. It is in a file, and the pictures of the
// conversation in a folder beside it, which only their owner may read.
type memory struct {
	Token        string `json:"token"` // so that a page that is open goes on with a new server
	Conversation []turn `json:"conversation"`
	Latest       run    `json:"latest,omitzero"` // of the newest version that was tried
	Earlier      run    `json:"earlier,omitzero"`
	Sides        []run  `json:"models,omitempty"`   // with two models
	Pasted       string `json:"pasted,omitempty"`   // HTML whose pictures are checked
	Language     string `json:"language,omitempty"` // of the page, where it is not the assistant's

	Drawn map[int]uint64 `json:"drawn,omitempty"` // seeds of the avatars that the builder suggested, by the number of its message
}

// A turn is a message in the preview, and what became of it.
type turn struct {
	assistant.Message
	Note  string   `json:"note,omitempty"`   // why an answer ends early: it was stopped, or the engine failed
	Files []string `json:"sha256,omitempty"` // of the pictures
}

// readMemory reads a file that write has written. Where there is none, or no name, the memory is fresh.
func readMemory(file string) (memory, error) {
	m := memory{Token: rand.Text()}
	if file == "" {
		return m, nil
	}
	content, err := os.ReadFile(file)
	if errors.Is(err, fs.ErrNotExist) {
		return m, nil
	} else if err != nil {
		return memory{}, catalogue.Errorf("error.memory", err)
	}
	if err := json.Unmarshal(content, &m); err != nil {
		return memory{}, catalogue.Errorf("error.memory.damaged", file, err)
	}
	for i := range m.Conversation {
		t := &m.Conversation[i]
		for j, sum := range t.Files[:min(len(t.Files), len(t.Pictures))] {
			t.Pictures[j].Content, _ = picturesBeside(file).Get(sum)
		}
		if gone := func(p assistant.Picture) bool { return p.Content == nil }; slices.ContainsFunc(t.Pictures, gone) {
			t.Pictures, t.Files = slices.DeleteFunc(t.Pictures, gone), nil
		}
	}
	return m, nil
}

// write puts the pictures that are not there yet into their folder, and then the memory into its file, which appears whole or not at
// all, and has the token.
func (m memory) write(file string) error {
	folder := picturesBeside(file)
	shown := slices.Clone(m.Conversation)
	for i, t := range shown {
		shown[i].Pictures = slices.Clone(t.Pictures)
		for j, picture := range t.Pictures {
			if len(t.Files) <= j {
				if err := os.MkdirAll(string(folder), 0o700); err != nil {
					return err
				}
				sum, err := folder.Put(picture.Content)
				if err != nil {
					return err
				}
				t.Files = append(t.Files, sum)
			}
			shown[i].Pictures[j].Content = nil
		}
		shown[i].Files, m.Conversation[i].Files = t.Files, t.Files
	}
	m.Conversation = shown
	content, err := json.Marshal(m)
	if err != nil {
		return err
	}
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		return err
	}
	return atomicfile.Write(file, filepath.Base(file)+".*.part", content, 0o600)
}

func picturesBeside(file string) assistant.Contents {
	return assistant.Contents(strings.TrimSuffix(file, ".json") + ".pictures")
}
